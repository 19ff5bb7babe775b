"""Checks on finished files: each passes a good one and finds what its rule forbids."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from cards import project
from PIL import Image

from sharegen.catalog.checks import CHECKS
from sharegen.catalog.formats import FORMATS
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.proofs import FILE, Figure, Finished, Found
from sharegen.check import check
from sharegen.jpeg import SRGB
from sharegen.model.card import Card
from sharegen.model.diagnostic import CardError, Severity
from sharegen.model.geometry import Rect
from sharegen.model.project import Background, Variant
from sharegen.oneoff import Wish, cards_of
from sharegen.pipeline import finish, ready
from sharegen.png.chunks import chunk
from sharegen.png.reading import chunks

PLACED = ("byte-cap", "type-refused")


def made(format: str = "png", where: str = "open-graph") -> Card:
    (found,) = cards_of(project(), Wish("Ask first. Then **share what you know.**", (where,)))
    return replace(found, format=FORMATS[format])


@cache
def good(format: str = "png") -> Finished:
    one = made(format)
    picture = finish(ready(one))
    return Finished(one, picture.record, picture.data, picture.encoded.written)


def chunked(file: Finished, change: Callable[[str, bytes], bytes]) -> Finished:
    """The file with each chunk in place of which `change` gives others."""
    parts = [change(one.kind, bytes(one.data)) for one in chunks(file.data)]
    return file._replace(data=file.data[:8] + b"".join(parts))


def instead(of: str, *others: tuple[bytes, bytes]) -> Callable[[Finished], Finished]:
    """A file with other chunks in place of those of one kind."""

    def broken(file: Finished) -> Finished:
        written = b"".join(chunk(*other) for other in others)
        return chunked(
            file, lambda kind, data: written if kind == of else chunk(kind.encode(), data)
        )

    return broken


def placed(file: Finished, **changes: object) -> Finished:
    spot = replace(file.card.placement, **changes)  # type: ignore[arg-type]
    return file._replace(card=replace(file.card, placement=spot))


def _a_bit_flipped(file: Finished) -> Finished:
    at = len(file.data) // 2
    flipped = bytes([file.data[at] ^ 1])
    return file._replace(data=file.data[:at] + flipped + file.data[at + 1 :])


def _another_alt_text(file: Finished) -> Finished:
    return file._replace(card=replace(file.card, alt="Another text."))


def _too_large(file: Finished) -> Finished:
    return placed(file, max_bytes=1000)


def _over_budget(file: Finished) -> Finished:
    return placed(file, budget=1000)


def _refused(file: Finished) -> Finished:
    return placed(file, types=("jpeg", "webp"), formats=("jpeg",))


BAD: dict[str, Callable[[Finished], Finished]] = {
    "file-structure": _a_bit_flipped,
    "metadata": _another_alt_text,
    "srgb": instead("gAMA", (b"gAMA", struct.pack(">I", 100_000))),
    "byte-cap": _too_large,
    "byte-budget": _over_budget,
    "type-refused": _refused,
}


def found(id: str, file: Finished) -> list[Found]:
    return [one for one in CHECKS[id].run(file) if isinstance(one, Found)]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("id", BAD)
def test_a_good_file_passes(id: str, format: str) -> None:
    assert CHECKS[id].stage == FILE
    assert not found(id, good(format))


@pytest.mark.parametrize("id", BAD)
def test_what_the_rule_forbids_is_found(id: str) -> None:
    for one in found(id, BAD[id](good())):
        assert one.message and one.hint and not one.message.endswith(".")
    broken = BAD[id](good())
    certain = placed(broken, confidence="A")
    problems = check(FILE, certain).problems
    assert [p.code for p in problems if p.code == id]
    severity = Severity.WARNING if id == "byte-budget" else Severity.ERROR
    assert {p.severity for p in problems if p.code == id} == {severity}
    unsure = check(FILE, placed(broken, confidence="M")).problems
    weaker = Severity.WARNING if id in PLACED else severity
    assert {p.severity for p in unsure if p.code == id} == {weaker}


def _cut(file: Finished) -> Finished:
    return file._replace(data=file.data[:-1])


def _with_more_after_it(file: Finished) -> Finished:
    return file._replace(data=file.data + b"\0")


def _without_pixels(file: Finished) -> Finished:
    return instead("IDAT")(file)


def _of_another_size(file: Finished) -> Finished:
    return placed(file, size=PLACEMENTS["x-post"].size)


def _twice(kind: str) -> Callable[[Finished], Finished]:
    def broken(file: Finished) -> Finished:
        return chunked(file, lambda k, data: chunk(k.encode(), data) * (2 if k == kind else 1))

    return broken


@pytest.mark.parametrize(
    "broken",
    [
        _cut,
        _with_more_after_it,
        _without_pixels,
        _of_another_size,
        _twice("sRGB"),
        instead("IEND", (b"tEXt", b"Author\0me"), (b"IEND", b"")),
        instead("IEND", (b"IEND", b""), (b"tIME", bytes(7))),
        lambda file: file._replace(data=b""),
        lambda file: file._replace(data=file.data[:8]),
        lambda file: file._replace(data=b"GIF89a" + file.data),
        lambda file: file._replace(data=good("jpeg").data),
    ],
)
def test_every_fault_of_structure_is_found(broken: Callable[[Finished], Finished]) -> None:
    assert found("file-structure", broken(good()))


@pytest.mark.parametrize("start", [b"", b"\x78", b"\x79\x01", b"\x78\x02", b"\x78\x20"])
def test_a_stream_must_be_one_of_zlib(start: bytes) -> None:
    parts = [one for one in chunks(good().data) if one.kind == "IDAT"]
    at, end = parts[0].at, parts[1].at
    data = good().data[:at] + chunk(b"IDAT", start) + good().data[end:]
    assert found("file-structure", good()._replace(data=data))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (b"tEXt", b"Author\0me"),
        (b"tIME", bytes(7)),
        (b"eXIf", b"MM\0*"),
        (b"pHYs", bytes(9)),
        (b"iTXt", b"Author\0\0\0\0\0me"),
    ],
)
def test_nothing_is_said_that_nobody_asked_for(kind: bytes, data: bytes) -> None:
    broken = instead("cHRM", (b"cHRM", _chrm()), (kind, data))(good())
    assert found("metadata", broken)
    assert found("file-structure", broken)


def _chrm() -> bytes:
    return next(bytes(one.data) for one in chunks(good().data) if one.kind == "cHRM")


def test_words_must_be_those_of_the_card() -> None:
    file = good()
    for changed in (
        replace(file.card, title="Another"),
        replace(file.card, status="hold"),
        replace(file.card, status="approved"),
        replace(file.card, alt=file.card.alt + " "),
    ):
        assert found("metadata", file._replace(card=changed)), changed.title
        assert found(
            "metadata", good("jpeg")._replace(card=replace(changed, format=FORMATS["jpeg"]))
        )
    assert found("metadata", file._replace(record=replace(file.record, alt="Another")))
    assert len(found("metadata", instead("iTXt")(file))) == 3


def _jpeg(**changes: object) -> Finished:
    file = io.BytesIO()
    Image.new("RGB", made().placement.size).save(file, "JPEG", **changes)  # type: ignore[arg-type]
    return good("jpeg")._replace(data=file.getvalue())


def test_a_jpeg_is_held_to_the_same() -> None:
    file = good("jpeg")
    assert found("file-structure", _cut(file))
    assert found("file-structure", _with_more_after_it(file))
    assert found("file-structure", _of_another_size(file))
    assert found("file-structure", _jpeg(subsampling="4:2:0"))
    assert found("file-structure", _jpeg(subsampling="4:4:4", progressive=True))
    assert found("file-structure", file._replace(data=b""))
    assert found("file-structure", file._replace(data=good().data))
    assert not found("file-structure", _jpeg(subsampling="4:4:4"))
    assert found("srgb", _jpeg())
    assert found("metadata", _jpeg())
    for more in ({"comment": "by me"}, {"exif": b"Exif\0\0MM\0*"}, {"icc_profile": b"x" * 200}):
        assert any("segment" in one.message for one in found("metadata", _jpeg(**more)))
    assert not found("srgb", _jpeg(exif=SRGB))


def test_alt_text_that_a_jpeg_cannot_carry_is_an_error_and_never_cut() -> None:
    long = replace(made("jpeg"), alt="word " * 8000)
    with pytest.raises(CardError) as caught:
        finish(ready(long))
    assert {p.code for p in caught.value.problems} == {"metadata"}
    assert finish(ready(replace(long, format=FORMATS["png"]))).record.alt == long.alt


@pytest.mark.parametrize("format", ["svg", "pdf"])
def test_outlines_are_whole_and_are_posted_nowhere(format: str) -> None:
    file = good(format)
    assert found("file-structure", file._replace(data=file.data[:-9]))
    assert found("file-structure", file._replace(data=file.data[1:]))
    for broken in (_too_large, _over_budget, _refused):
        assert not check(FILE, broken(file)).problems


def test_figures_are_bytes_and_how_the_pixels_are_written() -> None:
    for format, written in (("png", "truecolour"), ("jpeg", "jpeg of quality 92")):
        file = good(format)
        size = len(file.data)
        figures = dict(check(FILE, file).figures)
        assert figures["byte-cap"] == {"as": written, "bytes": size, "cap": 8_388_608}
        assert figures["byte-budget"] == {"budget": 300_000, "bytes": size}
    (unknown,) = CHECKS["byte-cap"].run(placed(file, max_bytes=0))
    assert isinstance(unknown, Figure) and unknown.value["cap"] is None


def test_a_photograph_has_no_budget_and_has_a_cap() -> None:
    photo = Variant("any", "a.png", "raster", "0", 3000, 2000, Rect(0, 0, 10, 10))
    ground = Background("photo", "dark", variants=(photo,))
    file = good()._replace(card=replace(good().card, background=ground))
    assert not found("byte-budget", _over_budget(file))
    assert found("byte-cap", _too_large(file))


def test_every_placement_is_written_as_what_it_takes() -> None:
    for spot in PLACEMENTS.values():
        posted = [id for id in spot.formats if FORMATS[id].alt_beside]
        assert set(posted) <= set(spot.types), spot.id
        assert "jpeg" in spot.types, spot.id
