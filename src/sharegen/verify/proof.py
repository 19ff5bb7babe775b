"""Proves the files of one render: bytes, pixels, alt texts, and the picture against its card.

The pixels in the file are compared with those that the card is painted to now, and the checks of a
picture look at them, too: what is proven is what lies in the folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from sharegen.catalog.proofs import FILE, FRAME, PIXELS, Finished, Proof
from sharegen.check import Verdict, check
from sharegen.manifest import beside, post_beside
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Diagnostic, MachineError, Severity
from sharegen.model.geometry import Size
from sharegen.model.record import Record
from sharegen.pipeline import Drawing, Outlined, finish, ready, seen
from sharegen.png import Strip, pixel_sha256, whole
from sharegen.verify.faults import Fault, Seen, content, fault
from sharegen.verify.pixels import PNG, difference, pixels
from sharegen.verify.spoken import alts_inside


class Item(NamedTuple):
    """A listed picture, and where the project makes it just so now its card and its render."""

    record: Record
    card: Card | None = None
    render: str = ""


Batch = tuple[Item, ...]  # of one render, or one without a card
_Pixels = tuple[Image.Image | None, str]  # or what is damaged
_Decoder = Callable[[str, bytes, Size], _Pixels]
Drawn = Drawing | Outlined | CardError | MachineError | None


@dataclass(frozen=True, slots=True)
class _File:
    """A listed file as it lies there: its bytes, and its pixels or what is damaged."""

    record: Record
    data: bytes
    image: Image.Image | None
    damage: str = ""


def batched(items: Iterable[Item]) -> list[Batch]:
    """The items by render, in the order in which each render comes first."""
    batches: dict[str, list[Item]] = {}
    for item in items:
        batches.setdefault(item.render or item.record.path, []).append(item)
    return [tuple(batch) for batch in batches.values()]


def proven(batches: list[Batch], root: Path) -> list[tuple[Seen, ...]]:
    """What is seen of each batch."""
    return [looked_at(batch, drawn(batch), root) for batch in batches]


def died(batch: Batch) -> tuple[Seen, ...]:
    """What is said of a batch that ended the process it was looked at in."""
    return tuple(Seen(item.record, (Fault(_killed(item.record)),)) for item in batch)


def _killed(record: Record) -> Diagnostic:
    message = f"the process that looked at {record.path} ended without a word"
    return Diagnostic("worker-died", message, hint="the memory may be full", caption=record.caption)


def drawn(batch: Batch) -> Drawn:
    """What the files of a batch should show, or why it cannot be drawn."""
    card = batch[0].card
    try:
        return None if card is None else ready(card)
    except (CardError, MachineError) as error:
        return error


def looked_at(batch: Batch, due: Drawn, root: Path) -> tuple[Seen, ...]:
    """What is seen of each file of a batch; `due` is what they should show."""
    if isinstance(due, MachineError):
        return tuple(Seen(item.record, machine=due.problem) for item in batch)
    decoder = _remembering()  # of files of one render, which are equal
    found = []
    for item in batch:
        try:
            listed = list(_listed(item.record, root))
            file = _opened(item.record, root, decoder)
            faults = [file] if isinstance(file, Fault) else list(_faults(item, file, due))
            found.append(Seen(item.record, (*faults, *listed)))
        except MachineError as error:
            found.append(Seen(item.record, machine=error.problem))
    return tuple(found)


def _faults(item: Item, file: _File, due: Drawing | Outlined | CardError | None) -> Iterator[Fault]:
    """What is wrong with a file and its record. Of one that was altered no more is said: it has to
    be made again, whatever else is wrong with it."""
    if item.card is not None:
        yield from map(Fault, _misdescribed(item.card, item))
    altered = list(_altered(file))
    yield from altered or _said_inside(file)
    if not altered and item.card is not None and due is not None:
        yield from map(Fault, _compared(item.card, file, due))


def _remembering() -> _Decoder:
    """Decodes the files of one render, which are equal, once."""
    last: dict[bytes, _Pixels] = {}

    def decode(path: str, data: bytes, size: Size) -> _Pixels:
        digest = hashlib.sha256(data).digest()
        if digest not in last:
            last.clear()
            last[digest] = pixels(path, data, size)
        return last[digest]

    return decode


def _opened(record: Record, root: Path, decoder: _Decoder) -> _File | Fault:
    path = record.path
    try:
        data = content(root / path)
    except FileNotFoundError:
        return Fault(fault("missing-file", record, f"{path} is not there"))
    if isinstance(data, str):
        return Fault(fault("altered-file", record, f"{path} {data}"))
    image, damage = decoder(path, data, Size(record.width, record.height))
    return _File(record, data, image, damage)


def _listed(record: Record, root: Path) -> Iterator[Fault]:
    """What is wrong with the alt text and the post beside a picture."""
    posts = dict(post_beside(record))
    for path, wanted in beside(record):
        try:
            found = content(root / path)
        except FileNotFoundError:
            yield Fault(fault("missing-file", record, f"{path} is not there"))
            continue
        if found == wanted:
            continue
        if path in posts:
            yield Fault(fault("post-differs", record, f"{path} is not the post of the manifest"))
        else:
            said = found.decode("utf-8", "replace").rstrip("\n") if isinstance(found, bytes) else ""
            message = f"{path} is not the alt text of the manifest"
            yield Fault(fault("alt-differs", record, message), said)


def _altered(file: _File) -> Iterator[Fault]:
    """Where the bytes or the pixels of a file are not those that the manifest lists."""
    record, digest = file.record, hashlib.sha256(file.data).hexdigest()
    same = (digest, len(file.data)) == (record.sha256, record.bytes)
    as_listed = file.image is None or pixel_sha256(file.image) == record.pixel_sha256
    if same and as_listed and not file.damage:
        return
    if file.damage:
        how = file.damage
    elif not as_listed:
        how = "its pixels are others than the manifest lists"
    elif file.image is not None:
        how = "its pixels are those of the manifest, what stands beside them is not"
    else:
        how = "its bytes are not those of the manifest"
    message = f"{record.path} was altered: {how}"
    if same:
        message = f"{record.path} has the bytes that the manifest lists, and yet: {how}"
    yield Fault(fault("altered-file", record, message), digest)


def _said_inside(file: _File) -> Iterator[Fault]:
    """Where a file says another alt text than the manifest."""
    wanted, found = file.record.alt, alts_inside(file.record.path, file.data)
    strange = [alt for alt in found if alt != wanted]
    if strange or not found:
        message = f"{file.record.path} says another alt text inside than the manifest"
        if not found:
            message = f"{file.record.path} says no alt text inside"
        yield Fault(fault("alt-differs", file.record, message), (*strange, "")[0])


def _compared(card: Card, file: _File, due: Drawing | Outlined | CardError) -> Iterator[Diagnostic]:
    """Where a file is not what the project makes."""
    if isinstance(due, CardError):
        for problem in due.problems:
            message = f"{file.record.path} can no longer be made: {problem.message}"
            yield replace(problem, message=message)
        return
    yield from _remarked(check(FRAME, Proof(card, due.frame)), file)
    if file.image is not None and isinstance(due, Drawing) and file.record.path.endswith(PNG):
        yield from _repainted(file, due)
        # what is in the file, on the ground that the project makes
        there = replace(due, card=card, strips=(Strip(0, file.image),))
        yield from _remarked(check(PIXELS, seen(there)), file)
    else:
        yield from _rewritten(file, due)
    yield from _remarked(check(FILE, Finished(card, file.record, file.data)), file)


def _misdescribed(card: Card, item: Item) -> Iterator[Diagnostic]:
    """Where a record says something else than its card."""
    record = item.record
    size = card.placement.size
    due = {
        "id": card.name,
        "caption": card.caption,
        "placement": card.placement.id,
        "lang": card.case.language.tag,
        "template": card.template,
        "background": card.background.id,
        "brand": card.brand,
        "width": size.width,
        "height": size.height,
        "render": item.render,
        "status": card.status,
        "alt": card.alt,
    }
    for name, value in due.items():
        found = getattr(record, name)
        if found != value:
            message = f"the manifest says {name} {found!r} of {record.path}; it is {value!r}"
            yield fault("record-differs", record, message)


def _repainted(file: _File, due: Drawing) -> Iterator[Diagnostic]:
    """Where pixels are not those that the project paints."""
    if file.image is None:
        return
    area = difference(whole(due.layer, due.strips), file.image, file.data)
    if area is None:
        return
    where = f"{area.width:.0f}×{area.height:.0f} px from {area.x:.0f}, {area.y:.0f}"
    message = f"{file.record.path} is not the picture that the project makes ({where})"
    yield replace(fault("picture-differs", file.record, message), area=area)


def _rewritten(file: _File, due: Drawing | Outlined) -> Iterator[Diagnostic]:
    """Whether a file of other pixels than are painted, or of none, is byte for byte what the
    project writes."""
    try:
        same = finish(due).data == file.data
    except CardError as error:
        yield from error.problems
        return
    if not same:
        message = f"{file.record.path} is not the file that the project makes"
        yield fault("picture-differs", file.record, message)


def _remarked(verdict: Verdict, file: _File) -> Iterator[Diagnostic]:
    """What checks find in a file and had not found when it was made."""
    known = {remark.check for remark in file.record.warnings}
    for problem in verdict.problems:
        if problem.severity is Severity.ERROR or problem.code not in known:
            yield replace(problem, message=f"{file.record.path}: {problem.message}")
