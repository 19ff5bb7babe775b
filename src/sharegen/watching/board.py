"""Turn editions into the parts of the page: a section for each caption, a figure for each picture.

The page is written with all parts in it, and its script puts new ones in the places of old ones:
both have them from here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sharegen.catalog.titles import title_in
from sharegen.manifest import alt_beside
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.model.spec import Placement
from sharegen.report import merged, severest_first
from sharegen.report.source import Sources
from sharegen.templating import page_bytes
from sharegen.watching.edition import Edition, Piece
from sharegen.wording import Sentences

PAGES = Path(__file__).parent / "pages"
# Shapes by how wide they are for their height, so that all look equally large.
_SHAPES = ((2.4, "strip"), (1.35, "wide"), (0.9, "square"), (0.7, "portrait"), (0.0, "tall"))
_SHORT = 10  # characters of a hash that tell a picture from the one before it
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: what it is called there for good, and its markup."""

    key: str
    html: str
    placement: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A caption: what stands above its figures, and these."""

    head: Part
    figures: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The parts of the page: `problems` of the whole project, sections, and the placements there
    are as id, name and size."""

    problems: str
    sections: tuple[Section, ...]
    placements: tuple[tuple[str, str, str], ...]


def shot_id(number: int, path: str) -> str:
    """What a picture is called on the page: the edition's number and its path."""
    return f"{number}/{path}"


def mark_of(piece: Piece) -> str:
    """What changes with the bytes of a picture; "" where there is none."""
    return piece.record.sha256[:_SHORT] if piece.record else ""


class Composer:
    """Composes boards in a language; markup that is as it was is not made again. `folders` are
    where the pictures of each edition lie as the page sees it, `source` how it reaches the
    project's folder ("": it does not)."""

    def __init__(self, say: Sentences, folders: Sequence[str], source: str) -> None:
        self.say = say
        self._folders = tuple(folders)
        self._source = source
        self._made: dict[str, tuple[Values, str]] = {}
        self._figures: dict[str, tuple[object, Part]] = {}  # those with no problems
        self._sources: dict[Path, Sources] = {}  # as they are for one board

    def board(self, editions: Sequence[Edition]) -> Board:
        """Turn editions into a board."""
        self._sources.clear()
        by_key: dict[str, list[tuple[int, Piece]]] = {}
        for number, edition in enumerate(editions):
            for path, piece in edition.pieces.items():
                by_key.setdefault(path, []).append((number, piece))
        captions: dict[str, list[str]] = {}
        for path, pieces in by_key.items():
            captions.setdefault(pieces[0][1].card.caption, []).append(path)
        said = _Said(editions)
        return Board(
            self._render("problems.html", "problems", self._whole(editions, said)),
            tuple(
                Section(
                    self._head(caption, by_key[paths[0]], said),
                    tuple(self._figure(path, by_key[path], editions) for path in paths),
                )
                for caption, paths in captions.items()
            ),
            self._placements(by_key),
        )

    def _whole(self, editions: Sequence[Edition], said: _Said) -> Values:
        groups: list[Values] = []
        for edition in editions:
            found = edition.wrong or said.elsewhere(edition)
            rows = self._problems(found, edition)
            if groups and groups[0]["rows"] == rows:  # what is wrong with both is said once
                groups[0]["brand"] = ""
            elif rows:
                name = brand_of(edition) if len(editions) > 1 else ""
                about = {"brand": name, "stopped": bool(edition.wrong), "count": self._count(rows)}
                groups.append({**about, "rows": rows})
        for group in groups:
            group["wrong"] = any(row["error"] for row in group["rows"])
        return {"groups": groups}

    def _head(self, caption: str, pieces: list[tuple[int, Piece]], said: _Said) -> Part:
        card = pieces[0][1].card
        rows = [row for edition, own in said.of(caption) for row in self._problems(own, edition)]
        at = card.at
        values = {
            "id": caption,
            "status": card.status,
            "said": self.say(f"status-{card.status}"),
            "place": f"{at.file}:{at.line}" if at else "",
            "href": self._href(at.file) if at else "",
            "problems": _each_once(rows),
        }
        return Part(caption, self._render("head.html", f"head {caption}", values))

    def _figure(
        self, path: str, pieces: list[tuple[int, Piece]], editions: Sequence[Edition]
    ) -> Part:
        card = pieces[0][1].card
        names = tuple(brand_of(edition) for edition in editions)
        kind = (names, tuple((n, p.fingerprint, p.record, p.past) for n, p in pieces))
        known = self._figures.get(path)
        if known is not None and known[0] == kind and not any(_said_of(p) for _, p in pieces):
            return known[1]
        size = card.placement.size
        values = {
            "key": path,
            "shape": next(name for least, name in _SHAPES if size.width / size.height >= least),
            "title": self._title(card.placement),
            "placement": card.placement.id,
            "lang": card.case.language.tag,
            "width": size.width,
            "height": size.height,
            "shots": [self._shot(number, piece, editions) for number, piece in pieces],
        }
        html = self._render("figure.html", f"figure {path}", values)
        part = Part(path, html, card.placement.id)
        self._figures.pop(path, None)
        if not any(_said_of(piece) for _, piece in pieces):
            self._figures[path] = (kind, part)
        return part

    def _shot(self, number: int, piece: Piece, editions: Sequence[Edition]) -> Values:
        edition, record = editions[number], piece.record
        folder = self._folders[number]
        beside = [f"{folder}{alt}" for alt, _ in alt_beside(record)] if record else []
        return {
            "id": shot_id(number, piece.card.path),
            "edition": number,
            "mark": mark_of(piece),
            "brand": brand_of(edition) if len(editions) > 1 else "",
            "href": f"{folder}{record.path}" if record else "",
            "picture": bool(record) and _is_shown(piece),
            "file": piece.card.path.rpartition("/")[2],
            "alt": record.alt if record else "",
            "alt_file": beside[0] if beside else "",
            "past": piece.past,
            "problems": [{**row, "where": ""} for row in self._problems(_said_of(piece), edition)],
        }

    def _problems(self, problems: Iterable[Diagnostic], edition: Edition) -> list[Values]:
        root = edition.inputs.root
        sources = self._sources.setdefault(root, Sources(root))
        return [self._problem(row, sources) for row in severest_first(merged(problems))]

    def _problem(self, problem: Diagnostic, sources: Sources) -> Values:
        excerpt = sources.excerpt(problem.at) if problem.at else None
        return {
            "error": problem.severity is Severity.ERROR,
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
            "place": str(problem.at) if problem.at else "",
            "href": self._href(problem.at.file) if problem.at else "",
            "excerpt": excerpt._asdict() if excerpt else None,
            "where": ", ".join(problem.where),
        }

    def _count(self, rows: Sequence[Values]) -> str:
        """How many problems of each severity there are."""
        found = Counter(row["severity"] for row in rows)
        kinds = (kind.value for kind in Severity)
        return ", ".join(self.say.counted(f"count-{k}", found[k]) for k in kinds if found[k])

    def _title(self, placement: Placement) -> str:
        return title_in(self.say.tag, placement)[0]

    def _placements(
        self, by_key: dict[str, list[tuple[int, Piece]]]
    ) -> tuple[tuple[str, str, str], ...]:
        rows = dict.fromkeys(pieces[0][1].card.placement for pieces in by_key.values())
        return tuple(
            (row.id, self._title(row), f"{row.size.width} × {row.size.height}") for row in rows
        )

    def _href(self, file: str) -> str:
        return f"{self._source}{file}" if self._source and not Path(file).is_absolute() else ""

    def _render(self, template: str, key: str, values: Values) -> str:
        known = self._made.get(key)
        if known is None or known[0] != values:
            known = (values, page_bytes(PAGES, template, {**values, "say": self.say}).decode())
            self._made[key] = known
        return known[1]


class _Said:
    """The problems that are not of single pictures, by what they stand beside."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self._editions = editions
        self._shown = {
            piece.card.caption for edition in editions for piece in edition.pieces.values()
        }

    def of(self, caption: str) -> list[tuple[Edition, list[Diagnostic]]]:
        """Those of a caption."""
        return [
            (edition, [row for row in edition.problems if row.caption == caption])
            for edition in self._editions
        ]

    def elsewhere(self, edition: Edition) -> list[Diagnostic]:
        """Those of no caption that has a section."""
        return [row for row in edition.problems if row.caption not in self._shown]


def brand_of(edition: Edition) -> str:
    brand = edition.inputs.brand
    return edition.project.brand.name if edition.project else brand.name if brand else ""


def _said_of(piece: Piece) -> tuple[Diagnostic, ...]:
    """The problems of a picture."""
    return (*piece.problems, *piece.warnings)


def _is_shown(piece: Piece) -> bool:
    """Whether a browser shows a file of its format as a picture."""
    return piece.card.format.media_type.startswith("image/")


def _each_once(rows: list[Values]) -> list[Values]:
    found: list[Values] = []
    for row in rows:
        if row not in found:
            found.append(row)
    return found
