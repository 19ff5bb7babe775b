"""Turn what the user wrote (captions.yaml, the brand folder) into a project.

Every problem of all files is found in one run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.templates import TEMPLATES
from sharegen.load.backgrounds import Gallery, read_backgrounds
from sharegen.load.brand import read_brand
from sharegen.load.captions import read_captions
from sharegen.load.excerpt import excerpt
from sharegen.load.folder import Folder
from sharegen.load.page import Shelf
from sharegen.load.placements import unknown_templates
from sharegen.load.reader import Reader, nearest
from sharegen.load.templates import Neighbours, read_templates
from sharegen.load.yaml_tree import Mapping, read_tree
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError, Severity
from sharegen.model.project import Background, Brand, Project
from sharegen.model.spec import Template

__all__ = ["CAPTIONS", "load_brand_kit", "load_project", "locate_project"]

CAPTIONS = "captions.yaml"
_BRAND = "brand.yaml"
_BACKGROUNDS = "backgrounds/backgrounds.yaml"
_TEMPLATES = "templates.yaml"


def locate_project(start: Path) -> Path | None:
    """Turn a folder into the nearest one upwards that has a captions.yaml."""
    here = start.resolve()
    return next((path for path in (here, *here.parents) if (path / CAPTIONS).is_file()), None)


def load_project(root: Path, brand: Path | None = None, fresh: bool = False) -> Project:
    """Turn a project folder into a Project; `brand` is another brand folder than root/assets.

    `fresh`: nothing that was found out about its files before is relied on (load.findings).
    Raises ProjectError with every problem of the files when they cannot be used. A problem of
    single captions only leaves these out and is found in the project's `problems`.
    """
    reader = Reader()
    kit = _read_kit(reader, replace(_folder(root, brand), fresh=fresh))
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
    kit = _read_kit(reader, _folder(root, brand))
    reader.take(problem for problems in kit.gallery.broken.values() for problem in problems)
    if reader.failed or kit.brand is None:
        raise ProjectError(_sorted(reader.problems), root)
    return kit.brand, kit.gallery.good


@dataclass(frozen=True, slots=True)
class _Kit:
    """What a brand folder has; `complete` when its list of backgrounds could be read.
    `templates` are the ids of all there are, None when its own could not be read."""

    brand: Brand | None
    gallery: Gallery
    complete: bool
    templates: frozenset[str] | None

    @property
    def shelf(self) -> Shelf:
        good = frozenset(self.gallery.good) if self.complete else None
        placements = frozenset((*PLACEMENTS, *self.brand.placements)) if self.brand else None
        return Shelf(good, self.gallery.broken, self.templates, placements)

    def unused(self, said: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """What is wrong with art that no caption uses: a warning."""
        known = {replace(problem, caption="") for problem in said}
        return tuple(
            replace(problem, severity=Severity.WARNING)
            for problems in self.gallery.broken.values()
            for problem in problems
            if problem not in known
        )


def _read_kit(reader: Reader, folder: Folder) -> _Kit:
    gallery, complete = _gallery(reader, folder)
    node, problems = read_tree(folder.root, folder.file(_BRAND), folder.title(_BRAND))
    reader.take(problems)
    fields = {e.key: e.value for e in node.entries} if isinstance(node, Mapping) else {}
    found = read_brand(reader, node, folder) if node is not None else None
    listed = ("", *gallery.good) if complete else ()
    if found and listed and found.background not in listed:
        message = f"background {excerpt(found.background)} is not in backgrounds.yaml, or broken"
        at = fields["background"].at
        reader.report("unknown-background", message, at, nearest(found.background, gallery.good))
    neighbours = Neighbours(
        frozenset((*PLACEMENTS, *found.placements)) if found else None,
        frozenset(gallery.good) if complete else None,
        found.faces if found else {},
    )
    known, own = _own_templates(reader, folder, neighbours)
    if known is not None:
        unknown_templates(reader, fields.get("placements"), known)
    if found:
        found = replace(found, templates={**TEMPLATES, **own})
    return _Kit(found, gallery, complete, known)


def _own_templates(
    reader: Reader, folder: Folder, neighbours: Neighbours
) -> tuple[frozenset[str] | None, dict[str, Template]]:
    """The ids of all templates, sound or not (None when they could not be read), and the sound
    ones of a brand folder."""
    file = folder.file(_TEMPLATES)
    if not (folder.root / file).exists():
        return frozenset(TEMPLATES), {}
    node, problems = read_tree(folder.root, file, folder.title(_TEMPLATES))
    reader.take(problems)
    if not isinstance(node, Mapping):
        return None, read_templates(reader, node, neighbours) if node is not None else {}
    ids = (entry.key for entry in node.entries)
    return frozenset((*TEMPLATES, *ids)), read_templates(reader, node, neighbours)


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
