"""Compare two builds: what was added, removed, changed, and what is the same.

Pictures are paired by path; those of another size by caption, placement, language and format.
What one caption changed in the same way on several placements is one entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sharegen.difference.folders import Folder, open_folder, picture_of
from sharegen.difference.pixels import Spread, spread
from sharegen.difference.words import EQUAL, Piece, pieces
from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.model.record import Record

CHANGED, METADATA, ADDED, REMOVED = "changed", "metadata", "added", "removed"
KINDS = (CHANGED, METADATA, ADDED, REMOVED)
_Two = tuple[Record | None, Record | None]  # a picture before and after
_Spreads = dict[tuple[str, str], Spread | None]  # by the hashes of two files
_FIELDS = ("status", "template", "background", "brand")


class Field(NamedTuple):
    """A fact about pictures that changed."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A picture before and after (None: there is none), and every placement that has the very same
    two. `spread` is where they differ: None for one that is alone, of another size or no PNG."""

    old: Record | None
    new: Record | None
    placements: tuple[str, ...]
    spread: Spread | None = None

    @property
    def record(self) -> Record:
        """The newer one."""
        record = self.new or self.old
        assert record is not None
        return record


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one caption in one language, on all placements that it is the same on.

    `words` are the alt texts word for word; () when they are the same, or there is only one. `post`
    are the posts where something else changed in them than in the alt texts. `alt` is the newer of
    the two.
    """

    kind: str
    caption: str
    lang: str
    format: str
    placements: tuple[str, ...]
    fields: tuple[Field, ...]
    words: tuple[Piece, ...]
    alt: str
    pairs: tuple[Pair, ...]
    post: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed, in order; how many pictures did not, and how many of these have other
    bytes (compression, version); what there is to know of the two folders."""

    old: Folder
    new: Folder
    entries: tuple[Entry, ...]
    same: int
    other_bytes: int
    warnings: tuple[Diagnostic, ...] = ()

    def count(self, kind: str) -> int:
        """How many pictures of a kind of change there are."""
        return sum(len(entry.placements) for entry in self.entries if entry.kind == kind)


def compare(before: Path, after: Path) -> Comparison:
    """Compare two output folders. Raises ProjectError and MachineError, see `open_folder`."""
    old, new = open_folder(before), open_folder(after)
    groups: dict[tuple[object, ...], list[_Two]] = {}
    spreads: _Spreads = {}
    same = other_bytes = 0
    for one, other in _paired(old, new):
        key = _files(one, other)
        if key not in spreads:
            spreads[key] = _spread((old, one), (new, other))
        kind = _kind(one, other)
        if kind:
            groups.setdefault(_group(kind, one, other), []).append((one, other))
        else:
            same += 1
            other_bytes += key[0] != key[1]
    entries = [_entry(str(key[0]), members, spreads) for key, members in groups.items()]
    entries.sort(key=lambda e: (KINDS.index(e.kind), e.caption, e.lang, e.format, e.placements))
    return Comparison(old, new, tuple(entries), same, other_bytes, _warnings(old, new))


def _paired(old: Folder, new: Folder) -> Iterator[_Two]:
    """Records of both folders, by path; what is left by what it is a picture of."""
    before, after = old.manifest.by_path, new.manifest.by_path
    for path in sorted(before.keys() & after.keys()):
        yield before[path], after[path]
    alone = {_spot(after[path]): after[path] for path in sorted(after.keys() - before.keys())}
    for path in sorted(before.keys() - after.keys()):
        yield before[path], alone.pop(_spot(before[path]), None)
    for record in alone.values():
        yield None, record


def _spot(record: Record) -> tuple[str, ...]:
    """What a picture is of, whatever its size; its path, so that no two are one."""
    size = f"_{record.width}x{record.height}_"
    return (record.caption, record.placement, record.lang, record.path.replace(size, "_"))


def _spread(old: tuple[Folder, Record | None], new: tuple[Folder, Record | None]) -> Spread | None:
    """Where two PNGs differ. Where the files do, both are looked at, also when the manifests say
    that their pixels are the same."""
    if old[1] and new[1] and old[1].sha256 == new[1].sha256:
        return None
    images = [
        picture_of(folder, record)
        for folder, record in (old, new)
        if record is not None and record.pixel_sha256
    ]
    if len(images) < 2 or images[0].size != images[1].size:
        return None
    return spread(*images)


def _kind(old: Record | None, new: Record | None) -> str:
    if old is None:
        return ADDED
    if new is None:
        return REMOVED
    if _pixels(old) != _pixels(new):
        return CHANGED
    same = (old.alt, old.post) == (new.alt, new.post)
    return "" if same and not _fields(old, new) else METADATA


def _pixels(record: Record) -> str:
    """What tells whether a picture changed; a drawing or page has no pixels but its bytes."""
    return record.pixel_sha256 or record.sha256


def _fields(old: Record | None, new: Record | None) -> tuple[Field, ...]:
    if old is None or new is None:
        return ()
    facts = [Field(name, getattr(old, name), getattr(new, name)) for name in _FIELDS]
    facts.append(Field("size", _size(old), _size(new)))
    facts.append(Field("warnings", _warned(old), _warned(new)))
    return tuple(fact for fact in facts if fact.old != fact.new)


def _size(record: Record) -> str:
    return f"{record.width} x {record.height}"


def _warned(record: Record) -> str:
    return ", ".join(remark.check for remark in record.warnings)


def _group(kind: str, old: Record | None, new: Record | None) -> tuple[object, ...]:
    """What pictures have in common that are of one entry."""
    record = new or old
    assert record is not None
    ending = PurePosixPath(record.path).suffix[1:]
    alts = (old.alt if old else None, new.alt if new else None)
    # posts of two platforms may differ, and what changed in them be the same
    post = _changed(_post(old, new))
    return (kind, record.caption, record.lang, ending, _fields(old, new), alts, post)


def _post(old: Record | None, new: Record | None) -> tuple[Piece, ...]:
    """The posts of two pictures word for word; () when they are the same, or there is only one, or
    just the words changed that changed in the alt text."""
    if old is None or new is None or old.post == new.post:
        return ()
    post = pieces(old.post, new.post)
    return () if _changed(post) == _changed(_words(old, new)) else post


def _words(old: Record, new: Record) -> tuple[Piece, ...]:
    return pieces(old.alt, new.alt) if old.alt != new.alt else ()


def _changed(found: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(one._replace(text=one.text.strip()) for one in found if one.kind != EQUAL)


def _files(old: Record | None, new: Record | None) -> tuple[str, str]:
    return (old.sha256 if old else "", new.sha256 if new else "")


def _entry(kind: str, members: list[_Two], spreads: _Spreads) -> Entry:
    old, new = members[0]
    newer = new or old
    assert newer is not None
    alike: dict[tuple[str, str], list[_Two]] = {}
    for one, other in members:
        pixels = (_pixels(one) if one else "", _pixels(other) if other else "")
        alike.setdefault(pixels, []).append((one, other))
    return Entry(
        kind=kind,
        caption=newer.caption,
        lang=newer.lang,
        format=PurePosixPath(newer.path).suffix[1:],
        placements=_placements(members),
        fields=_fields(old, new),
        words=_words(old, new) if old and new else (),
        alt=newer.alt,
        pairs=tuple(
            Pair(*same[0], _placements(same), spreads[_files(*same[0])]) for same in alike.values()
        ),
        post=_post(old, new),
    )


def _placements(members: list[_Two]) -> tuple[str, ...]:
    return tuple(record.placement for pair in members for record in [pair[1] or pair[0]] if record)


def _warnings(old: Folder, new: Folder) -> tuple[Diagnostic, ...]:
    one, other = old.manifest.project, new.manifest.project
    if one == other:
        return ()
    message = f"{old.root} is of the project {one!r}, {new.root} of {other!r}"
    hint = "they were compared all the same, path by path"
    return (Diagnostic("diff-project", message, hint=hint, severity=Severity.WARNING),)
