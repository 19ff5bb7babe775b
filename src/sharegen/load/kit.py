"""Read a brand folder: brand.yaml, the backgrounds, the templates; and what it inherits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.templates import TEMPLATES
from sharegen.load.backgrounds import Gallery, read_backgrounds
from sharegen.load.brand import read_brand
from sharegen.load.chain import Chain
from sharegen.load.excerpt import excerpt
from sharegen.load.feet import read_footers
from sharegen.load.folder import Folder
from sharegen.load.inheritance import inheriting, rows_over, value_of
from sharegen.load.page import Shelf
from sharegen.load.placements import unknown_templates
from sharegen.load.reader import Reader, nearest
from sharegen.load.templates import Neighbours, read_templates
from sharegen.load.yaml_tree import Mapping, Node, read_tree
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.model.project import ART_ROLES, Background, Brand
from sharegen.model.spec import Template

_OWN = "assets"
_BRAND = "brand.yaml"
_BACKGROUNDS = "backgrounds/backgrounds.yaml"
_TEMPLATES = "templates.yaml"


@dataclass(frozen=True, slots=True)
class Folders:
    """A brand folder, and the project's own where that is another one: what it inherits from."""

    own: Folder
    project: Folder | None = None

    @classmethod
    def of(cls, root: Path, brand: Path | None, fresh: bool = False) -> Folders:
        """Those of a project; a brand folder outside it is a border of its own."""
        ours = Folder(root, _OWN, _OWN, fresh)
        home = root.resolve()
        if brand is None or brand.resolve() == home / _OWN:
            return cls(ours)
        place, base = brand.resolve(), ours if (root / _OWN).is_dir() else None
        if place.is_relative_to(home):
            name = place.relative_to(home).as_posix()
            name = "" if name == "." else name
            return cls(Folder(root, name, name, fresh), base)
        return cls(Folder(brand, "", brand.as_posix(), fresh), base)

    @property
    def both(self) -> tuple[Folder, ...]:
        """The project's own first: what comes later goes over it."""
        return (self.project, self.own) if self.project else (self.own,)


@dataclass(frozen=True, slots=True)
class Kit:
    """What a brand folder has and inherits; `complete` when its list of backgrounds could be
    read. `templates` are the ids of all there are, None when they could not be read."""

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


def read_kit(reader: Reader, folders: Folders) -> Kit:
    """Turn brand folders into a brand, its backgrounds and its templates."""
    gallery, complete = _galleries(reader, folders)
    node, found = _brand(reader, folders)
    listed = ("", *gallery.good) if complete else ()
    named = value_of(node, "background")
    if found and listed and found.background not in listed and named is not None:
        message = f"background {excerpt(found.background)} is not in backgrounds.yaml, or broken"
        hint = nearest(found.background, gallery.good)
        reader.report("unknown-background", message, named.at, hint)
    if found and folders.project:
        theirs = folders.project.title(_BACKGROUNDS)
        inherited = [row for row in gallery.good.values() if row.at and row.at.file == theirs]
        _uncolored(reader, value_of(node, "colors"), found, inherited)
    neighbours = Neighbours(
        frozenset((*PLACEMENTS, *found.placements)) if found else None,
        frozenset(gallery.good) if complete else None,
        found.faces if found else {},
    )
    known, own = _templates(reader, folders, neighbours)
    if known is not None:
        unknown_templates(reader, value_of(node, "placements"), known)
    if found:
        found = replace(found, templates={**TEMPLATES, **own})
    return Kit(found, gallery, complete, known)


def _brand(reader: Reader, folders: Folders) -> tuple[Node | None, Brand | None]:
    """brand.yaml with what it inherits, as a node and as a brand."""
    own, base = _tree(reader, folders.own, _BRAND), None
    if folders.project and _exists(folders.project, _BRAND):
        base = _tree(reader, folders.project, _BRAND)
    node = inheriting(own, base)
    found = read_brand(reader, node, folders.own) if node is not None else None
    if found and folders.project and base is not None:
        if value_of(own, "fallback") is None:
            chain = Chain(reader, folders.project)
            found = replace(found, fallback=chain.fallback(value_of(base, "fallback")))
        found = replace(found, instead=read_footers(reader, value_of(base, "footer")))
    return node, found


def _uncolored(
    reader: Reader, node: Node | None, brand: Brand, inherited: list[Background]
) -> None:
    """Warn of drawings of the project that keep their colours under another brand."""
    for tone, colors in brand.colors.items():
        drawn = [
            row.id
            for row in inherited
            if row.tone == tone and any(variant.kind == "svg" for variant in row.variants)
        ]
        missing = [role for role in ART_ROLES if role not in colors]
        at = value_of(node, tone)
        if drawn and missing and at is not None:
            message = (
                f"tone {tone} has no {', '.join(missing)}: the project's drawings keep their own "
                f"there ({', '.join(drawn)})"
            )
            hint = "add these roles, or backgrounds of your own with the same ids"
            reader.take((Diagnostic("art-colors", message, at.at, hint, Severity.WARNING),))


def _templates(
    reader: Reader, folders: Folders, neighbours: Neighbours
) -> tuple[frozenset[str] | None, dict[str, Template]]:
    """The ids of all templates, sound or not (None when they could not be read), and the sound
    ones that are not the catalog's."""
    rows: Mapping | None = None
    for folder in folders.both:
        if not _exists(folder, _TEMPLATES):
            continue
        node = _tree(reader, folder, _TEMPLATES)
        if not isinstance(node, Mapping):
            return None, read_templates(reader, node, neighbours) if node is not None else {}
        rows = rows_over(node, rows) if rows else node
    if rows is None:
        return frozenset(TEMPLATES), {}
    ids = (entry.key for entry in rows.entries)
    return frozenset((*TEMPLATES, *ids)), read_templates(reader, rows, neighbours)


def _galleries(reader: Reader, folders: Folders) -> tuple[Gallery, bool]:
    """The backgrounds, and whether all lists of them could be read."""
    all_of_them, complete = Gallery({}, {}), True
    for folder in folders.both:
        found, whole = _gallery(reader, folder)
        hidden = {*found.good, *found.broken}
        kept = Gallery(
            {id: row for id, row in all_of_them.good.items() if id not in hidden},
            {id: why for id, why in all_of_them.broken.items() if id not in hidden},
        )
        all_of_them = Gallery({**kept.good, **found.good}, {**kept.broken, **found.broken})
        complete = complete and whole
    return all_of_them, complete


def _gallery(reader: Reader, folder: Folder) -> tuple[Gallery, bool]:
    """The backgrounds of one folder, and whether their list could be read."""
    if not _exists(folder, _BACKGROUNDS):
        return Gallery({}, {}), True
    node = _tree(reader, folder, _BACKGROUNDS)
    if node is None:
        return Gallery({}, {}), False
    return read_backgrounds(reader, node, replace(folder, base=folder.file("backgrounds"))), True


def _exists(folder: Folder, name: str) -> bool:
    return (folder.root / folder.file(name)).exists()


def _tree(reader: Reader, folder: Folder, name: str) -> Node | None:
    node, problems = read_tree(folder.root, folder.file(name), folder.title(name))
    reader.take(problems)
    return node
