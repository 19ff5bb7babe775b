"""Keep words in captions.yaml: nothing that somebody else wrote meanwhile is lost."""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass
from pathlib import Path

from sharegen.keep import keep
from sharegen.load import CAPTIONS
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.studio.form import Form
from sharegen.studio.room import Room
from sharegen.write import machine_errors, write_file

BACKUP = f"{CAPTIONS}.bak"
_MOST_LINES = 400  # of a difference that is shown


@dataclass(frozen=True, slots=True)
class Saved:
    """The draft's id."""

    id: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """captions.yaml is not what the page was made of: as it was (where that is remembered), as it
    is, and what differs line by line."""

    before: str
    now: str
    lines: tuple[str, ...]


def save(room: Room, form: Form) -> Saved | Conflict:
    """Put the words of a form into captions.yaml as a draft, with a backup beside it, and new art
    into the project. Raises ProjectError and MachineError; then captions.yaml is as it was.

    To be called from one thread at a time.
    """
    if room.borrowed:
        raise ProjectError([Diagnostic("not-saved", "there is no project in this folder")])
    path = room.root / CAPTIONS
    with machine_errors(path):
        data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != form.seen:
        return _conflict(room, form.seen)
    project, wish = room.refresh(), form.wish
    kept = keep(project, wish, form.id, dict(form.posts))
    if wish.background in room.uploads and wish.background not in room.project.backgrounds:
        room.uploads.hanging(room.project, wish.background).write()
    with machine_errors(path):
        if path.read_bytes() != data:  # within the last hundredths of a second
            return _conflict(room, form.seen)
    write_file(_backup(path), [data], sync=True)
    kept.write()
    room.refresh()
    return Saved(kept.id)


def _backup(path: Path) -> Path:
    return path.resolve().with_name(BACKUP)


def _conflict(room: Room, seen: str) -> Conflict:
    room.refresh()
    before = room.texts.get(seen, "")
    now = room.texts[room.seen]
    lines = difflib.unified_diff(before.splitlines(), now.splitlines(), "", "", "", "", 2, "")
    shown = tuple(line for line in lines if not line.startswith(("---", "+++")))
    return Conflict(before, now, shown[:_MOST_LINES] if before else ())
