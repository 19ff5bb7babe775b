"""What came with a request: the form, and the language that the page shall speak."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from sharegen.studio.desk import Asked
from sharegen.studio.uploads import Upload
from sharegen.wording import SPOKEN, Sentences, sentences, spoken

_HERE = Path(__file__).parent
_COOKIE = "sharegen-studio-language"
_MOST_FIELDS, _MOST_FIELD = 200, 1 << 20
_YEAR = 365 * 24 * 3600


async def asked_of(request: Request) -> Asked:
    """The fields of a form, and the picture that came with it."""
    form = await request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=_MOST_FIELD)
    pairs = form.multi_items()
    fields = [(name, value) for name, value in pairs if isinstance(value, str)]
    upload = None
    for _, value in pairs:
        if isinstance(value, UploadFile) and value.filename:
            about = dict(fields).get("about", "")
            upload = Upload(value.filename, await value.read(), about)
    await form.close()
    chosen = dict(fields).get("ui", "")
    say = sentences(_HERE, chosen) if chosen in SPOKEN else sentences_for(request)
    return Asked(fields, say, upload)


def sentences_for(request: Request) -> Sentences:
    """How the page speaks to this browser: as was chosen, else as it asks to be spoken to."""
    chosen = request.cookies.get(_COOKIE, "")
    asked = request.headers.get("accept-language", "")
    return sentences(_HERE, chosen if chosen in SPOKEN else spoken(asked))


def chosen_in(request: Request) -> str:
    """The language of the page that a link asks for; "" for none."""
    chosen = request.query_params.get("ui", "")
    return chosen if chosen in SPOKEN else ""


def speaking(answer: Response, tag: str) -> Response:
    answer.set_cookie(_COOKIE, tag, max_age=_YEAR, httponly=True, samesite="strict")
    return answer
