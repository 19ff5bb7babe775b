"""A brand folder: where its files are, and how messages call them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sharegen.load import assets
from sharegen.load.excerpt import excerpt
from sharegen.load.reader import Reader
from sharegen.model.diagnostic import Location


@dataclass(frozen=True, slots=True)
class Folder:
    """A brand folder: `base` below `root`, which is the border of the project; `name` is how
    messages call it; `fresh`: nothing that was found out about its files before is relied on."""

    root: Path
    base: str
    name: str
    fresh: bool = False

    def file(self, name: str) -> str:
        """Where `name` stands below the root."""
        return f"{self.base}/{name}" if self.base else name

    def title(self, name: str) -> str:
        """How messages call the file `name`."""
        return f"{self.name}/{name}" if self.name else name


def asset_path(reader: Reader, folder: Folder, name: str, at: Location) -> str | None:
    """The path of a file the brand names, below the root; None when it leaves the project."""
    path = assets.inside(folder.root, folder.base, name)
    if path is None:
        message = f"{excerpt(name)} is outside the project"
        hint = "copy the file beside this one, and name it from here"
        reader.report("outside-project", message, at, hint)
    return path
