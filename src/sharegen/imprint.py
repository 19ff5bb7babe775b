"""A new project: an organisation's own name, address and words, with the starter's fonts and art.

Nothing of the starter kit's own organisation comes along: neither its captions nor its address.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from sharegen.load import CAPTIONS, load_brand_kit, load_project
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.project import Brand, Project
from sharegen.starter import starter_kit
from sharegen.write import machine_errors, write_file

WORDS = "Learn the facts at"
_LANGUAGE = "en"

_CAPTIONS = """\
# The words of your pictures; `sharegen list backgrounds` and `templates` have what goes with them.
# **…** is the turn of a statement: it is set heavier and in the accent.
language: {language}

captions:
  # An example, so that `sharegen build` makes pictures at once. It is approved because its words
  # are neutral: they claim nothing about anybody. Captions of yours are drafts until a person has
  # read and approved them; then take this one out.
  - id: ask-first
    text:
      {language}: "Ask first. Then **share what you know.**"
    background: kitchen-table
    status: approved
"""

_BRAND = """\
# How your pictures look, and what stands below every one of them.
name: {name}

# Words are set in ink, ink-secondary and accent: each at least {contrast:g}:1 on the surface.
# shade, mid, light and lit are the planes of the art.
colors:
{colors}

faces:
{faces}

# What sets characters that those lack, in this order. More: sharegen fonts add ja|ko|zh-Hans
fallback:
{fallback}

# The one place your address stands in: change it here, and every picture follows.
footer:
  {language}: {{words: {words}, address: {address}}}

# Words that stay on one line, for example:
# phrases:
#   {language}: [missing children]
"""

_ART = """\
The art in this folder was drawn for sharegen by the sharegen developers and is given away under
CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/): use it for anything, without asking.
"""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Whose pictures they are: the name, and the footer's words and address."""

    name: str
    address: str
    words: str = WORDS


def found_project(folder: Path, imprint: Imprint) -> Project:
    """Make a new project in a folder that is missing or empty, whole or not at all.

    Raises ProjectError for what brand.yaml would not take, `folder-not-empty` and
    `borrowed-address`; MachineError.
    """
    kit, _ = load_brand_kit(starter_kit())
    typed = re.sub(r"^https?://|/$", "", imprint.address.strip(), flags=re.IGNORECASE)
    imprint = replace(imprint, address=typed)  # pasted from a browser, but readers type it
    _own_address(imprint.address, kit)
    with machine_errors(folder):
        if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
            message = f"{folder} is not empty"
            _stop("folder-not-empty", message, "name a new folder, or an empty one")
        folder.parent.mkdir(parents=True, exist_ok=True)
        home = folder if folder.is_dir() else folder.parent
        draft = Path(tempfile.mkdtemp(prefix=".sharegen-init-", dir=home))
        try:
            for file, data in _files(imprint, kit):
                write_file(draft / file, [data])
            _prove(draft)
            _move(draft, folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return load_project(folder)


def _move(draft: Path, folder: Path) -> None:
    """Put the finished draft in its place: an empty folder somebody may stand in stays itself."""
    if not folder.is_dir():
        draft.chmod(folder.parent.stat().st_mode & 0o777)
        draft.rename(folder)
        return
    # captions.yaml last: before that the folder is no project
    for path in sorted(draft.iterdir(), key=lambda path: path.name == CAPTIONS):
        path.rename(folder / path.name)


def _own_address(address: str, kit: Brand) -> None:
    """The starter kit's address belongs to whom the kit quotes, not to who begins a project."""
    for footer in kit.footer.values():
        host = footer.address.partition("/")[0]
        if host in address.casefold():
            message = f"{host} is the address of the starter kit's own captions"
            _stop("borrowed-address", message, "give the address of your organisation")


def _prove(draft: Path) -> None:
    """Load the project as every command will; problems lose their place, since it is not there."""
    try:
        problems = load_project(draft).problems
    except ProjectError as error:
        problems = error.problems
    if problems:
        raise ProjectError([replace(problem, at=None) for problem in problems])


def _files(imprint: Imprint, kit: Brand) -> Iterator[tuple[str, bytes]]:
    assets = starter_kit() / "assets"
    for path in sorted((assets / "fonts").iterdir()):
        yield f"assets/fonts/{path.name}", path.read_bytes()
    for path in sorted((assets / "backgrounds").iterdir()):
        data = path.read_bytes()
        if path.suffix == ".yaml":
            data = data.replace(b"licence: own", b"licence: CC0-1.0")
            data = re.sub(rb"\A# yaml-language-server:.*\n", b"", data)  # it leads nowhere there
        yield f"assets/backgrounds/{path.name}", data
    yield "assets/backgrounds/LICENCE.txt", _ART.encode()
    yield "assets/brand.yaml", _brand(imprint, kit).encode()
    yield CAPTIONS, _CAPTIONS.format(language=_LANGUAGE).encode()


def _brand(imprint: Imprint, kit: Brand) -> str:
    colors = [
        line
        for tone, roles in kit.colors.items()
        for line in (f"  {tone}:", *(f'    {role}: "{roles[role].hex}"' for role in roles))
    ]
    faces = [
        f"  {role}: {_quoted(face.file.removeprefix('assets/'))}"
        for role, face in kit.faces.items()
    ]
    return _BRAND.format(
        name=_quoted(imprint.name),
        contrast=kit.contrast,
        colors="\n".join(colors),
        faces="\n".join(faces),
        fallback="\n".join(
            f"  - {_quoted(face.file.removeprefix('assets/'))}" for face in kit.fallback
        ),
        language=_LANGUAGE,
        words=_quoted(imprint.words),
        address=_quoted(imprint.address),
    )


def _quoted(text: str) -> str:
    """A string in double quotes as YAML and JSON both have them."""
    return json.dumps(text, ensure_ascii=False)


def _stop(code: str, message: str, hint: str) -> NoReturn:
    raise ProjectError([Diagnostic(code, message, hint=hint)])
