"""What each address of the page answers. Addresses carry ids, never paths or words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from sharegen.model.diagnostic import Diagnostic, MachineError, ProjectError
from sharegen.studio import speech, view
from sharegen.studio.asking import asked_of, chosen_in, sentences_for, speaking
from sharegen.studio.desk import Asked, Composed, Desk
from sharegen.studio.guard import MOST_BYTES, MOST_UPLOAD, Guard, Key, TooSlow
from sharegen.studio.press import Busy, Made
from sharegen.studio.room import Order
from sharegen.studio.saving import Conflict, Saved
from sharegen.templating import page_bytes
from sharegen.watching.session import BESIDE
from sharegen.watching.wall import index_in
from sharegen.wording import Sentences

_HERE = Path(__file__).parent
_PAGES = _HERE / "pages"
_LIVE = "x-live"  # sent by the page's script: pictures come later, each by itself
_STATIC = {
    "studio.css": "text/css; charset=utf-8",
    "studio.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What else a page tells: what came of saving, or why it was not done; `live`: pictures are
    left to the page's script."""

    live: bool = False
    done: Saved | Conflict | None = None
    refused: tuple[Diagnostic, ...] = ()
    status: int = 200


class Pages:
    """The answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._static = {name: (_HERE / "static" / name).read_bytes() for name in _STATIC}

    @property
    def routes(self) -> list[Route]:
        rows: list[tuple[str, str, Callable[[Request], Awaitable[Response]]]] = [
            ("GET", "/", self.opened),
            ("POST", "/", self.shown),
            ("GET", "/cards/{order}/{placement}", self.card),
            ("GET", "/problems/{order}", self.problems),
            ("GET", "/pictures/{order}/{placement}", self.picture),
            ("GET", "/backgrounds/{id}", self.background),
            ("POST", "/zip", self.zip),
            ("POST", "/save", self.save),
            ("GET", "/all/", self.hall),
            ("GET", "/all/{folder}/{name}", self.hung),
            ("GET", f"/all/{BESIDE}/{{folder}}/{{name}}", self.hung_beside),
            ("GET", "/static/{name}", self.static),
            ("GET", "/alive", self.alive),
        ]
        return [Route(path, answer, methods=[method]) for method, path, answer in rows]

    async def opened(self, request: Request) -> Response:
        """The page as it is at first; with `ui` in another language from now on."""
        if chosen := chosen_in(request):
            return speaking(RedirectResponse("/", 303), chosen)
        say = sentences_for(request)
        return await self._answer(await self._desk.compose(Asked((), say)), say, Told())

    async def shown(self, request: Request) -> Response:
        """The page with what was typed; for the page's script without pictures."""
        asked = await asked_of(request)
        composed, live = await self._desk.compose(asked), _LIVE in request.headers
        if live and composed.seen.order:
            self._desk.press.begin(composed.seen.order.cards.values())
        answer = await self._answer(composed, asked.say, Told(live))
        return speaking(answer, asked.say.tag) if ("ui", asked.say.tag) in asked.fields else answer

    async def card(self, request: Request) -> Response:
        """The figure of one picture, made."""
        order, placement = self._order(request), request.path_params["placement"]
        if placement not in order.wish.placements:
            raise HTTPException(404)
        say = sentences_for(request)
        made = await self._made(order, placement)
        values = view.picture(order, placement, made, say)
        return HTMLResponse(page_bytes(_PAGES, "card.html", {"picture": values, "say": say}))

    async def problems(self, request: Request) -> Response:
        """What is wrong with an order, field by field, once all its pictures are made."""
        order, say = self._order(request), sentences_for(request)
        found = await self._desk.problems(order, await self._desk.pictures(order), say)
        values = {"problems": found, "say": say}
        return HTMLResponse(page_bytes(_PAGES, "problems.html", values))

    async def picture(self, request: Request) -> Response:
        """The bytes of a picture; no content where checks forbid it."""
        order, placement = self._order(request), request.path_params["placement"]
        if placement not in order.wish.placements:
            raise HTTPException(404)
        made = await self._made(order, placement)
        if made is None or not made.data:
            return Response(status_code=204)
        name = f"{made.card.name}{made.card.format.ending}"
        return Response(
            made.data,
            media_type=made.card.format.media_type,
            headers={"Content-Disposition": f'inline; filename="{name}"'},
        )

    async def background(self, request: Request) -> Response:
        """What a background looks like."""
        data = await self._desk.thumb(request.path_params["id"])
        if not data:
            raise HTTPException(404)
        return Response(data, media_type="image/png")

    async def zip(self, request: Request) -> Response:
        """All pictures of a form in one file; the page with what is wrong where there is none."""
        asked = await asked_of(request)
        composed = await self._desk.compose(asked)
        order = composed.seen.order
        data = await self._desk.archive(order, composed.values["posts"]) if order else b""
        if not order or not data:
            return await self._answer(composed, asked.say, Told())
        name = next(iter(order.cards.values())).caption
        headers = {"Content-Disposition": f'attachment; filename="{name}.zip"'}
        return Response(data, media_type="application/zip", headers=headers)

    async def save(self, request: Request) -> Response:
        """Keep the words; the page says where, or why not."""
        asked = await asked_of(request)
        try:
            composed, done = await self._desk.save(asked)
        except (ProjectError, MachineError) as error:
            found = error.problems if isinstance(error, ProjectError) else (error.problem,)
            composed = await self._desk.compose(asked)
            return await self._answer(composed, asked.say, Told(refused=found, status=422))
        status = 409 if isinstance(done, Conflict) else 200
        return await self._answer(composed, asked.say, Told(done=done, status=status))

    async def hall(self, request: Request) -> Response:
        """All pictures of the project on one page; one that asks again until there is any."""
        if chosen := chosen_in(request):
            return speaking(RedirectResponse("/all/", 303), chosen)
        self._desk.hall.enter()
        say = sentences_for(request)
        found = self._desk.hall.file(index_in(say.tag))
        if found is None:
            return HTMLResponse(page_bytes(_PAGES, "soon.html", {"say": say}))
        return Response(found[0], media_type=found[1])

    async def hung(self, request: Request) -> Response:
        """What that page is made of: one of its pictures, or of its parts."""
        return self._hung("{folder}/{name}".format(**request.path_params))

    async def hung_beside(self, request: Request) -> Response:
        """A picture of the second brand."""
        return self._hung(f"{BESIDE}/{{folder}}/{{name}}".format(**request.path_params))

    def _hung(self, name: str) -> Response:
        found = self._desk.hall.file(name)
        if found is None:
            raise HTTPException(404)
        return Response(found[0], media_type=found[1])

    async def static(self, request: Request) -> Response:
        """Style, script and icon."""
        name = request.path_params["name"]
        if name not in _STATIC:
            raise HTTPException(404)
        return Response(self._static[name], media_type=_STATIC[name])

    async def alive(self, _: Request) -> Response:
        """An open page says now and then that it is still there."""
        return Response(status_code=204)

    def _order(self, request: Request) -> Order:
        order = self._desk.room.ordered(request.path_params["order"])
        if order is None:
            raise HTTPException(404)
        return order

    async def _made(self, order: Order, placement: str) -> Made | None:
        card = order.cards.get(placement)
        return None if card is None else await self._desk.press.picture(card)

    async def _answer(self, composed: Composed, say: Sentences, told: Told) -> Response:
        """The whole page."""
        order = composed.seen.order
        made: dict[str, Made] = {}
        found: dict[str, list[speech.Said]] = {field: [] for field in speech.FIELDS}
        if order is not None and not told.live:
            made = await self._desk.pictures(order)
            found = await self._desk.problems(order, made, say)
        speaker = speech.Speaker(say, {}, {})
        values = {
            **composed.values,
            "problems": found,
            "upload_problems": speaker.one_by_one(composed.refused),
            "most_bytes": MOST_UPLOAD,
            "too_large": speaker.one_by_one([Diagnostic("upload-large", "more than 5 MB")]),
            "save_problems": speaker.one_by_one(told.refused),
            "saved": told.done if isinstance(told.done, Saved) else None,
            "conflict": told.done if isinstance(told.done, Conflict) else None,
            "pictures": [
                view.picture(order, place["id"], made.get(place["id"]), say)
                for place in composed.values["chosen"]
                if order is not None
            ],
        }
        return HTMLResponse(page_bytes(_PAGES, "page.html", values), told.status)


def app_of(desk: Desk, key: Key, report: Callable[[Exception], None]) -> Starlette:
    """The page of a desk, open to who holds the key; `report` is told what nobody expected."""
    app = Starlette(
        routes=Pages(desk).routes,
        middleware=[Middleware(Guard, key=key)],
        exception_handlers={
            Busy: _busy,
            TooSlow: _too_slow,
            HTTPException: _plain,
            Exception: _bug(report),
        },
        max_body_size=MOST_BYTES,
    )
    app.router.redirect_slashes = False
    return app


async def _busy(request: Request, _: Exception) -> Response:
    return PlainTextResponse(sentences_for(request)("busy"), 503, {"Retry-After": "1"})


async def _too_slow(_: Request, __: Exception) -> Response:
    return Response(status_code=408, headers={"Connection": "close"})


async def _plain(request: Request, error: Exception) -> Response:
    """The answer's number in words, and nothing that was asked for; what a person meets by
    sending a large picture, in a sentence."""
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        say = sentences_for(request)
        words = f"{say('problem-upload-large')} {say('do-upload-large')}"
        return PlainTextResponse(words, error.status_code)
    return PlainTextResponse(HTTPStatus(error.status_code).phrase, error.status_code)


def _bug(report: Callable[[Exception], None]) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        report(error)
        return PlainTextResponse(sentences_for(request)("bug"), 500)

    return answer
