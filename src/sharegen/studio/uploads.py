"""Art from a browser: the same looks and limits as `sharegen background add`, before any use."""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sharegen.easel import Hanging, Offer, hang
from sharegen.load.excerpt import shown
from sharegen.load.raster_header import sniff
from sharegen.model.diagnostic import Diagnostic, ProjectError
from sharegen.model.project import SCRIMS, Background, Project
from sharegen.write import write_file

_MOST = 12  # pictures that are kept until the page ends
_ENDINGS = {"SVG": ".svg", "PNG": ".png", "JPEG": ".jpg", "WebP": ".webp"}
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the browser sent it: how its owner calls it, what is in it, and what its owner
    says that it shows."""

    name: str
    data: bytes
    about: str = ""


class Uploads:
    """The art that was brought in, each a background that no file lists yet. It lies in a folder
    of its own, under names of ours: no name from outside is ever one of a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._offers: OrderedDict[str, tuple[Offer, Background]] = OrderedDict()

    @property
    def backgrounds(self) -> dict[str, Background]:
        return {id: background for id, (_, background) in self._offers.items()}

    def __contains__(self, id: str) -> bool:
        return id in self._offers

    def take(self, project: Project, upload: Upload) -> tuple[str, tuple[Diagnostic, ...]]:
        """Look at a file and keep it; its background's id, and what is worth a look. Raises
        ProjectError for what may not be drawn."""
        digest = hashlib.sha256(upload.data).hexdigest()
        id = f"{_named(upload.name)}-{digest[:6]}"
        place = self._folder / digest[:16]
        file = place / f"art{_ENDINGS.get(sniff(upload.data), '.png')}"
        write_file(file, [upload.data])
        offer = Offer((file,), id, about=upload.about)
        try:
            hanging = hang(project, offer)
        except ProjectError as error:
            shutil.rmtree(place, ignore_errors=True)
            raise ProjectError(_renamed(error.problems, file, upload.name)) from None
        remarks = tuple(remark for piece in hanging.pieces for remark in piece.remarks)
        self._offers[id] = offer, _background(hanging)
        while len(self._offers) > _MOST:
            _, (gone, _) = self._offers.popitem(last=False)
            shutil.rmtree(gone.files[0].parent, ignore_errors=True)
        return id, tuple(_renamed(remarks, file, upload.name))

    def describe(self, id: str, about: str) -> None:
        """Say what art shows that is here; nothing where it is not."""
        if id in self._offers:
            offer, background = self._offers[id]
            self._offers[id] = replace(offer, about=about), replace(background, about=about)

    def hanging(self, project: Project, id: str) -> Hanging:
        """What puts it into the project, as that is now. Raises ProjectError."""
        return hang(project, self._offers[id][0])


def _background(hanging: Hanging) -> Background:
    """The background as it is once its rows are read again: photographs get what words need."""
    raster = any(variant.kind != "svg" for variant in hanging.background.variants)
    return replace(hanging.background, scrim=SCRIMS[0] if raster else "")


def _named(name: str) -> str:
    """The name of a file as an id."""
    stem = re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0]
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or "art"


def _renamed(problems: tuple[Diagnostic, ...], file: Path, name: str) -> Iterator[Diagnostic]:
    """Problems that call the file as its owner does."""
    for problem in problems:
        message = problem.message
        for ours in (str(file), shown(str(file)), file.name):
            message = message.replace(ours, shown(name))
        yield replace(problem, message=message, at=None, also=())
