"""Turn what the user wrote (captions.yaml, the brand folder) into a project.

Every problem of all files is found in one run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.load.backgrounds import Gallery, read_backgrounds
from sharegen.load.brand import Folder, read_brand
from sharegen.load.captions import read_captions
from sharegen.load.excerpt import excerpt
from sharegen.load.page import Shelf
from sharegen.load.reader import Reader, nearest
from sharegen.load.yaml_tree import Mapping, read_tree
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError, Severity
from sharegen.model.project import Background, Brand, Project

__all__ = ["CAPTIONS", "load_brand_kit", "load_project", "locate_project"]

CAPTIONS = "captions.yaml"
_BRAND = "brand.yaml"
_BACKGROUNDS = "backgrounds/backgrounds.yaml"


def locate_project(start: Path) -> Path | None:
    """Turn a folder into the nearest one upwards that has a captions.yaml."""
    here = start.resolve()
    return next((path for path in (here, *here.parents) if (path / CAPTIONS).is_file()), None)


def load_project(root: Path, brand: Path | None = None) -> Project:
    """Turn a project folder into a Project; `brand` is another brand folder than root/assets.

    Raises ProjectError with every problem of the files when they cannot be used. A problem of
    single captions only leaves these out and is found in the project's `problems`.
    """
    reader = Reader()
    kit = _read_kit(reader, root, brand)
    node, problems = read_tree(root, CAPTIONS)
    reader.take(problems)
    script = read_captions(reader, node, kit.shelf) if node is not None else None
    found = (*reader.problems, *(script.problems if script else ()))
    if reader.failed or script is None or kit.brand is None:
        raise ProjectError(_sorted((*found, *kit.unused(()))), root)
    used = {problem for problem in script.problems if problem.severity is Severity.ERROR}
    found = (*found, *kit.unused(used))
    return Project(
        root=root,
        language=script.language,
        captions=script.captions,
        brand=kit.brand,
        backgrounds=kit.gallery.good,
        points=script.points,
        threads=script.threads,
        links=script.links,
        sources=script.sources,
        corrections=script.corrections,
        warnings=_sorted(p for p in found if p.severity is Severity.WARNING),
        problems=_sorted(p for p in found if p.severity is Severity.ERROR),
    )


def load_brand_kit(root: Path, brand: Path | None = None) -> tuple[Brand, dict[str, Background]]:
    """Turn a project's brand folder into the brand and its backgrounds, without captions.

    Raises ProjectError with every problem, also of a single background.
    """
    reader = Reader()
    kit = _read_kit(reader, root, brand)
    reader.take(problem for problems in kit.gallery.broken.values() for problem in problems)
    if reader.failed or kit.brand is None:
        raise ProjectError(_sorted(reader.problems), root)
    return kit.brand, kit.gallery.good


@dataclass(frozen=True, slots=True)
class _Kit:
    """What a brand folder has; `complete` when its list of backgrounds could be read."""

    brand: Brand | None
    gallery: Gallery
    complete: bool

    @property
    def shelf(self) -> Shelf:
        good = frozenset(self.gallery.good) if self.complete else None
        placements = frozenset((*PLACEMENTS, *self.brand.placements)) if self.brand else None
        return Shelf(good, self.gallery.broken, placements)

    def unused(self, said: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """What is wrong with art that no caption uses: a warning."""
        known = {replace(problem, caption="") for problem in said}
        return tuple(
            replace(problem, severity=Severity.WARNING)
            for problems in self.gallery.broken.values()
            for problem in problems
            if problem not in known
        )


def _read_kit(reader: Reader, root: Path, brand: Path | None) -> _Kit:
    folder = _folder(root, brand)
    gallery, complete = _gallery(reader, folder)
    node, problems = read_tree(folder.root, folder.file(_BRAND), folder.title(_BRAND))
    reader.take(problems)
    found = read_brand(reader, node, folder) if node is not None else None
    listed = ("", *gallery.good) if complete else ()
    if isinstance(node, Mapping) and found and listed and found.background not in listed:
        at = next(e.value.at for e in node.entries if e.key == "background")
        message = f"background {excerpt(found.background)} is not in backgrounds.yaml, or broken"
        reader.report("unknown-background", message, at, nearest(found.background, gallery.good))
    return _Kit(found, gallery, complete)


def _gallery(reader: Reader, folder: Folder) -> tuple[Gallery, bool]:
    """The backgrounds of a brand folder, and whether their list could be read."""
    file = folder.file(_BACKGROUNDS)
    if not (folder.root / file).exists():
        return Gallery({}, {}), True
    node, problems = read_tree(folder.root, file, folder.title(_BACKGROUNDS))
    reader.take(problems)
    if node is None:
        return Gallery({}, {}), False
    return read_backgrounds(reader, node, replace(folder, base=folder.file("backgrounds"))), True


def _folder(root: Path, brand: Path | None) -> Folder:
    """The brand folder; one outside the project is a border of its own."""
    if brand is None:
        return Folder(root, "assets", "assets")
    home, place = root.resolve(), brand.resolve()
    if place.is_relative_to(home):
        base = place.relative_to(home).as_posix()
        return Folder(root, "" if base == "." else base, "" if base == "." else base)
    return Folder(brand, "", brand.as_posix())


def _sorted(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    def key(problem: Diagnostic) -> tuple[Location, str, str, str]:
        return (problem.at or Location(""), problem.code, problem.message, problem.caption)

    return tuple(sorted(problems, key=key))
