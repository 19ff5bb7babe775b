"""`sharegen verify`: whatever is done to an output folder is found and named."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from PIL import Image, ImageChops

from sharegen import remake
from sharegen.build import Options, build
from sharegen.load import load_project
from sharegen.manifest import (
    MANIFEST,
    SUMS,
    alt_path,
    manifest_bytes,
    read_manifest,
    sums_bytes,
)
from sharegen.model.diagnostic import MachineError, ProjectError, Severity
from sharegen.model.geometry import Rect, Size
from sharegen.model.project import Project
from sharegen.model.record import Record
from sharegen.png import FAST, Layer, Words, pixel_sha256, words_of
from sharegen.png.chunks import head
from sharegen.png.palette import near
from sharegen.png.reading import decoded
from sharegen.png.rows import numbered
from sharegen.resolve import Selection, resolve
from sharegen.verify import Verified, verify
from sharegen.verify.pixels import difference
from sharegen.verify.proof import Item, died
from sharegen.write import LOCK, open_output

ROOT = Path(__file__).parents[1]
PLACEMENTS, CAPTIONS = ("x-post", "instagram-square"), ("like-this", "not-like-this")
ONE = "x-post/like-this_x-post_1200x675_en.png"
OTHER = "x-post/not-like-this_x-post_1200x675_en.png"
Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def own() -> Project:
    return load_project(ROOT)


@pytest.fixture(scope="module")
def made(own: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two captions on two placements, as they were built."""
    out = tmp_path_factory.mktemp("made") / "dist"
    assert not build(own, Selection(PLACEMENTS, CAPTIONS), Options(out)).machine
    return out


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """An output folder that a test may break."""
    return Path(shutil.copytree(made, tmp_path / "dist"))


def codes(found: Verified) -> list[str]:
    return sorted({p.code for p in found.problems if p.severity is Severity.ERROR})


def warned(found: Verified) -> list[str]:
    return [p.message for p in found.problems if p.severity is Severity.WARNING]


def said(found: Verified) -> str:
    return "\n".join(problem.message for problem in found.problems)


def listed(out: Path) -> dict[str, Record]:
    manifest = read_manifest(out, json.loads((out / MANIFEST).read_bytes())["project"])
    assert not manifest.reason
    return manifest.by_path


def reseal(out: Path, *changed: Record) -> None:
    """Write both lists anew, as somebody would who wants to hide a change."""
    records = listed(out) | {record.path: record for record in changed}
    name = json.loads((out / MANIFEST).read_bytes())["project"]
    data = manifest_bytes(name, "0.1.0", records.values())
    (out / MANIFEST).write_bytes(data)
    (out / SUMS).write_bytes(sums_bytes(records.values(), data))


def as_is(out: Path, path: str) -> Record:
    """The record of a file with the hashes that it has now."""
    data = (out / path).read_bytes()
    pixels = pixel_sha256(decoded(data))
    digest = hashlib.sha256(data).hexdigest()
    return replace(listed(out)[path], bytes=len(data), sha256=digest, pixel_sha256=pixels)


def repainted(own: Project, out: Path, change: Callable[[Image.Image], None]) -> None:
    """Paint over a picture and write it as sharegen writes files, with the right words inside."""
    cards = resolve(own, Selection(PLACEMENTS, CAPTIONS)).cards
    card = next(card for card in cards if card.path == ONE)
    image = decoded((out / ONE).read_bytes())
    change(image)
    (out / ONE).write_bytes(b"".join(FAST.encode(Layer(image), (), words_of(card)).parts))


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


# What is good


def test_what_was_built_is_good(own: Project, made: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in made.rglob("*")}
    found = verify(own, made)
    assert (found.pictures, dict(found.tally), found.problems) == (4, {"good": 4}, ())
    assert "not there" in found.notes[0], "a plain build has more, which is no fault"
    assert {path: path.stat().st_mtime_ns for path in made.rglob("*")} == before


def test_processes_find_the_same(own: Project, out: Path) -> None:
    flip(out / ONE, 5_000)
    alone, together = verify(own, out, 1), verify(own, out, 2)
    assert alone.problems == together.problems
    assert alone.tally == together.tally == {"good": 3, "altered": 1}


@pytest.mark.parametrize("release", [False, True])
def test_every_format_and_encoder_is_good(own: Project, tmp_path: Path, release: bool) -> None:
    selection = Selection(("x-post",), CAPTIONS, formats=("png", "jpeg", "svg", "pdf"))
    build(own, selection, Options(tmp_path / "dist", release=release))
    found = verify(own, tmp_path / "dist")
    assert dict(found.tally) == {"good": 8}, said(found)


def test_drafts_and_other_languages_are_good(project: Path, tmp_path: Path) -> None:
    captions = project / "captions.yaml"
    text = captions.read_text("utf-8")
    captions.write_text(text.replace("status: approved", "status: draft", 1), "utf-8")
    changed = load_project(project)
    build(changed, Selection(("x-post",), (), (), ("draft",)), Options(tmp_path / "dist"))
    found = verify(changed, tmp_path / "dist")
    assert found.is_good, said(found)
    assert found.tally["good"] == found.pictures > 0


# Files


@pytest.mark.parametrize("at", [0, 20, 300, 5_000, -3])
def test_one_bit_is_found_wherever_it_is(own: Project, out: Path, at: int) -> None:
    flip(out / ONE, at)
    found = verify(own, out)
    assert codes(found) == ["altered-file"]
    assert (found.tally["altered"], found.tally["good"]) == (1, 3)
    assert ONE in said(found)


def test_one_bit_is_found_though_size_and_time_are_the_same(own: Project, out: Path) -> None:
    status = (out / ONE).stat()
    flip(out / ONE, 5_000)
    os.utime(out / ONE, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert build(own, Selection(PLACEMENTS, CAPTIONS), Options(out)).built == 0
    assert codes(verify(own, out)) == ["altered-file"]


@pytest.mark.parametrize("length", [0, 7, 4_000])
def test_a_cut_file_is_found(own: Project, out: Path, length: int) -> None:
    (out / ONE).write_bytes((out / ONE).read_bytes()[:length])
    assert codes(verify(own, out)) == ["altered-file"]


def test_a_damaged_file_is_found_though_the_lists_say_it_is_right(own: Project, out: Path) -> None:
    flip(out / ONE, 5_000)
    data = (out / ONE).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    reseal(out, replace(listed(out)[ONE], sha256=digest))
    found = verify(own, out)
    assert "altered-file" in codes(found)
    assert "and yet: the checksum of the chunk" in said(found)


def test_a_file_that_was_compressed_anew_has_the_same_pixels(own: Project, out: Path) -> None:
    with Image.open(out / ONE) as image:
        image.load()
    image.save(out / ONE, optimize=True)
    found = verify(own, out)
    assert codes(found) == ["altered-file"]
    assert "its pixels are those of the manifest" in said(found)


def test_a_missing_picture_and_a_missing_alt_text_are_found(own: Project, out: Path) -> None:
    (out / ONE).unlink()
    (out / alt_path(OTHER)).unlink()
    found = verify(own, out)
    assert codes(found) == ["missing-file"]
    assert found.tally == {"missing": 2, "good": 2}
    assert {ONE, alt_path(OTHER)} == {message.split(" ")[0] for message in said(found).split("\n")}


def test_a_missing_folder_is_found(own: Project, out: Path) -> None:
    shutil.rmtree(out / "x-post")
    assert verify(own, out).tally == {"missing": 2, "good": 2}


@pytest.mark.parametrize("to", ["link", "folder", "pipe"])
def test_what_is_no_file_is_found_and_not_opened(own: Project, out: Path, to: str) -> None:
    (out / ONE).rename(out.parent / "elsewhere.png")
    if to == "link":
        (out / ONE).symlink_to(out.parent / "elsewhere.png")
    elif to == "folder":
        (out / ONE).mkdir()
    else:
        os.mkfifo(out / ONE)
    assert codes(verify(own, out)) == ["altered-file"]


def test_a_folder_that_leads_out_is_found(own: Project, out: Path) -> None:
    (out / "x-post").rename(out.parent / "elsewhere")
    (out / "x-post").symlink_to(out.parent / "elsewhere")
    assert codes(verify(own, out)) == ["linked-folder"]


def test_exchanged_files_are_named(own: Project, out: Path) -> None:
    (out / ONE).rename(out / "x")
    (out / OTHER).rename(out / ONE)
    (out / "x").rename(out / OTHER)
    found = verify(own, out)
    assert found.tally == {"swapped": 2, "good": 2}
    assert f"{ONE} holds the picture of {OTHER}" in said(found)


def test_exchanged_files_are_found_though_the_lists_were_exchanged_too(
    own: Project, out: Path
) -> None:
    (out / ONE).rename(out / "x")
    (out / OTHER).rename(out / ONE)
    (out / "x").rename(out / OTHER)
    reseal(out, as_is(out, ONE), as_is(out, OTHER))
    found = verify(own, out)
    assert {"alt-differs", "picture-differs"} <= set(codes(found))
    assert "it is that of not-like-this" in said(found)
    assert found.tally["good"] == 2


# Words


def test_a_changed_alt_text_is_found(own: Project, out: Path) -> None:
    (out / alt_path(ONE)).write_text("Something else.\n", "utf-8")
    found = verify(own, out)
    assert codes(found) == ["alt-differs"]
    assert found.tally == {"altered": 1, "good": 3}


def test_alt_texts_of_each_other_are_named(own: Project, out: Path) -> None:
    shutil.copy(out / alt_path(OTHER), out / alt_path(ONE))
    assert "it is that of not-like-this" in said(verify(own, out))


@pytest.mark.parametrize("what", ["Description", "XML:com.adobe.xmp"])
def test_another_alt_text_inside_is_found_though_all_sums_are_right(
    own: Project, out: Path, what: str
) -> None:
    data = (out / ONE).read_bytes()
    at = data.index(b"iTXt" + what.encode())
    length = int.from_bytes(data[at - 4 : at], "big")
    body = data[at : at + 4 + length]
    alt = listed(out)[ONE].alt.encode()[:10]
    assert alt in body
    new = body[::-1].replace(alt[::-1], b"X" * 10, 1)[::-1]  # the last: in XMP, that of IPTC
    crc = zlib.crc32(new).to_bytes(4, "big")
    (out / ONE).write_bytes(data[:at] + new + crc + data[at + 8 + length :])
    reseal(out, as_is(out, ONE))
    assert "alt-differs" in codes(verify(own, out))


def test_a_changed_description_in_a_drawing_and_a_page_is_found(
    own: Project, tmp_path: Path
) -> None:
    out = tmp_path / "dist"
    build(own, Selection(("x-post",), ("like-this",), formats=("svg", "pdf")), Options(out))
    for path, record in listed(out).items():
        data = (out / path).read_bytes()
        alt = record.alt.encode()[:10]
        assert alt in data
        (out / path).write_bytes(data.replace(alt, b"X" * 10))
        new = hashlib.sha256((out / path).read_bytes()).hexdigest()
        reseal(out, replace(record, sha256=new))
    found = verify(own, out)
    assert {"alt-differs", "picture-differs"} <= set(codes(found))
    assert found.tally == {"altered": 2}


def test_a_jpeg_of_other_pixels_is_found_though_all_sums_are_right(
    own: Project, tmp_path: Path
) -> None:
    out = tmp_path / "dist"
    build(own, Selection(("x-post",), ("like-this",), formats=("jpeg",)), Options(out))
    ((path, record),) = listed(out).items()
    data = bytearray((out / path).read_bytes())
    data[len(data) // 2] ^= 1
    (out / path).write_bytes(data)
    assert codes(verify(own, out)) == ["altered-file"]
    with Image.open(out / path) as image:
        pixels = pixel_sha256(image)
    digest = hashlib.sha256(data).hexdigest()
    reseal(out, replace(record, sha256=digest, pixel_sha256=pixels))
    assert codes(verify(own, out)) == ["picture-differs"]


def test_a_picture_by_numbers_has_just_the_colours_that_the_encoder_takes() -> None:
    painted = Image.linear_gradient("L").resize((64, 900)).convert("RGB")
    painted.putpixel((5, 5), (9, 0, 0))
    few = near(painted)
    assert few is not None
    assert not few.exact
    data = b"".join((head(Size(64, 900), Words("", ""), few.colors), numbered(few.image).chunk))
    seen = few.image.convert("RGB")
    assert difference(painted, seen, data) is None
    seen.putpixel((5, 5), (10, 1, 1))
    assert difference(painted, seen, data) == Rect(5, 5, 1, 1)


# Pixels


def test_one_letter_of_the_footer_is_found_though_all_sums_are_right(
    own: Project, out: Path
) -> None:
    def paint(image: Image.Image) -> None:
        width, height = image.size
        letter = (width // 10, height - 70, width // 10 + 12, height - 20)
        image.paste(ImageChops.offset(image, 15, 0).crop(letter), letter)

    before = decoded((out / ONE).read_bytes())
    repainted(own, out, paint)
    box = ImageChops.difference(before, decoded((out / ONE).read_bytes())).getbbox()
    assert box is not None, "the test paints where nothing is"
    reseal(out, as_is(out, ONE))
    found = verify(own, out)
    assert {"picture-differs", "footer-proof"} <= set(codes(found))
    (problem,) = [p for p in found.problems if p.code == "picture-differs"]
    assert problem.area is not None
    assert (problem.area.x, problem.area.y) == box[:2]
    assert found.tally == {"altered": 1, "good": 3}


def test_one_pixel_is_found_though_all_sums_are_right(own: Project, out: Path) -> None:
    repainted(own, out, lambda image: image.putpixel((3, 3), (9, 9, 9)))
    reseal(out, as_is(out, ONE))
    assert codes(verify(own, out)) == ["picture-differs"]


def test_a_picture_written_again_without_change_is_good_once_listed(
    own: Project, out: Path
) -> None:
    """The helper of these tests adds no fault of its own."""
    repainted(own, out, lambda image: None)
    reseal(out, as_is(out, ONE))
    assert verify(own, out).is_good


def test_a_picture_of_another_size_is_not_decoded(own: Project, out: Path) -> None:
    Image.new("RGB", (4_000, 4_000)).save(out / ONE)
    found = verify(own, out)
    assert "it is 4000×4000, the manifest says 1200×675" in said(found)


# Lists


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("alt", "Something else."),
        ("template", "quote"),
        ("caption", "who-traffics"),
        ("width", 1201),
        ("status", "draft"),
        ("render", "0" * 16),
    ],
)
def test_an_edited_manifest_is_found_though_all_sums_are_right(
    own: Project, out: Path, field: str, value: object
) -> None:
    reseal(out, replace(listed(out)[ONE], **{field: value}))  # type: ignore[arg-type]
    found = verify(own, out)
    assert "record-differs" in codes(found)
    assert found.tally == {"altered": 1, "good": 3}


def test_a_manifest_that_was_edited_alone_is_found(own: Project, out: Path) -> None:
    data = (out / MANIFEST).read_bytes()
    (out / MANIFEST).write_bytes(data.replace(b'"checks": {', b'"checks":  {', 1))
    found = verify(own, out)
    assert codes(found) == ["sums-differ"]
    assert "was changed after" in said(found)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.split("\n", 1)[1], "lacks"),
        (lambda text: text + f"{'0' * 64}  more.png\n", "does not list"),
        (lambda text: text.replace(text[:64], "0" * 64, 1), ""),
        (lambda text: "\n".join(reversed(text.splitlines())) + "\n", "not in the form"),
        (lambda text: "nonsense", "lacks"),
    ],
)
def test_sums_that_differ_are_found(
    own: Project, out: Path, change: Callable[[str], str], words: str
) -> None:
    (out / SUMS).write_text(change((out / SUMS).read_text("utf-8")), "utf-8")
    found = verify(own, out)
    assert codes(found) == ["sums-differ"]
    assert words in said(found)


def test_without_sums_the_rest_is_proven(own: Project, out: Path) -> None:
    (out / SUMS).unlink()
    flip(out / ONE, 5_000)
    assert codes(verify(own, out)) == ["altered-file", "missing-file"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "damaged"),
        (b"[]", "damaged"),
        (b'{"schema": 2, "images": []}', "another schema"),
        (b'{"schema": 1, "project": "x", "images": []}', "another project"),
        (b"[" * 100_000, "damaged"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_found(
    own: Project, out: Path, data: bytes, words: str
) -> None:
    (out / MANIFEST).write_bytes(data)
    (out / ONE).unlink()
    found = verify(own, out)
    assert codes(found) == ["bad-manifest", "missing-file"], "the sums still tell of the files"
    assert words in said(found)


def test_a_missing_manifest_is_found(own: Project, out: Path) -> None:
    (out / MANIFEST).unlink()
    flip(out / ONE, 5_000)
    assert codes(verify(own, out)) == ["altered-file", "missing-file"]


def test_paths_that_lead_out_are_named_and_not_followed(own: Project, out: Path) -> None:
    secret = out.parent / "secret.png"
    secret.write_bytes(b"secret")
    whole = json.loads((out / MANIFEST).read_bytes())
    whole["images"].append({**whole["images"][0], "path": "../secret.png"})
    whole["images"].append(whole["images"][0])
    (out / MANIFEST).write_text(json.dumps(whole), "utf-8")
    found = verify(own, out)
    assert codes(found) == ["bad-manifest", "sums-differ"]
    assert sum("where no build writes" in p.message for p in found.problems) == 2


# Staleness


def edit(project: Path, old: str, new: str) -> None:
    path = project / "captions.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def built(project: Path) -> Path:
    build(load_project(project), Selection(PLACEMENTS, CAPTIONS), Options(project / "dist"))
    return project


WORDS = 'Child sex trafficking happens **like this.**"'


def test_pictures_of_changed_words_are_stale(built: Path) -> None:
    edit(built, WORDS, WORDS.replace("happens", "can happen"))
    found = verify(load_project(built), built / "dist")
    assert found.tally == {"stale": 2, "good": 2}
    assert codes(found) == ["stale-file"]
    assert all(p.at is not None for p in found.problems), "it says where they were written"


def test_pictures_of_a_renamed_caption_are_stale(built: Path) -> None:
    text = (built / "captions.yaml").read_text("utf-8")
    (built / "captions.yaml").write_text(
        text.replace("like-this", "like-that").replace("not-like-that", "not-like-this"), "utf-8"
    )
    found = verify(load_project(built), built / "dist")
    assert codes(found) == ["stale-file"]
    assert "the project no longer makes it" in said(found)


def test_an_old_picture_of_a_caption_that_fails_now_is_stale(built: Path) -> None:
    edit(built, WORDS, "Many more words " * 40 + WORDS)
    changed = load_project(built)
    out = built / "dist"
    assert any(
        problem.severity is Severity.ERROR
        for problem in build(changed, Selection(PLACEMENTS, CAPTIONS), Options(out)).problems
    )
    assert listed(out)[ONE].status == "stale"
    found = verify(changed, out)
    assert codes(found) == ["stale-file"]
    assert found.tally == {"stale": 2, "good": 2}


def test_another_engine_is_said_once(
    own: Project, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remake, "_LIBRARIES", ("pillow",))
    found = verify(own, out)
    assert [p.code for p in found.problems] == ["stale-file"]
    assert found.tally == {"stale": 4}
    assert "4 pictures were made by another sharegen" in said(found)


def test_a_stale_file_that_was_altered_is_both(built: Path) -> None:
    text = (built / "captions.yaml").read_text("utf-8")
    (built / "captions.yaml").write_text(
        text.replace("like-this", "like-that").replace("not-like-that", "not-like-this"), "utf-8"
    )
    flip(built / "dist" / ONE, 5_000)
    assert codes(verify(load_project(built), built / "dist")) == ["altered-file", "stale-file"]


def test_art_that_changed_behind_its_date_is_found(built: Path) -> None:
    used = {record.background for record in listed(built / "dist").values()}
    art = sorted(p for one in used for p in (built / "assets").rglob(f"*{one}*.svg"))
    assert art
    for path in art:
        status, text = path.stat(), path.read_text("utf-8")
        path.write_text(text.replace(' d="M', ' d="m', 1), "utf-8")
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    found = verify(load_project(built), built / "dist")
    assert codes(found) == ["stale-file"]
    assert found.tally["stale"] > 0


# What else lies there


def test_foreign_files_are_warnings(own: Project, out: Path) -> None:
    (out / "notes.txt").write_text("mine", "utf-8")
    (out / "x-post" / "mine.png").write_bytes(b"mine")
    (out / "sketches").mkdir()
    (out / "contact-sheet.png").write_bytes(b"of `sharegen sheet`")
    (out / ".sharegen-999999999-1-0.tmp").write_bytes(b"half")
    found = verify(own, out)
    assert found.is_good
    assert found.tally == {"good": 4}
    assert len(warned(found)) == 4
    assert not any("contact-sheet" in message for message in warned(found))


def test_a_picture_that_was_taken_off_the_list_is_foreign(own: Project, out: Path) -> None:
    records = [record for path, record in listed(out).items() if path != ONE]
    data = manifest_bytes(own.brand.name, "0.1.0", records)
    (out / MANIFEST).write_bytes(data)
    (out / SUMS).write_bytes(sums_bytes(records, data))
    found = verify(own, out)
    assert "named as a picture of a build" in "\n".join(warned(found))


def test_a_folder_that_is_not_there_is_refused(own: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        verify(own, tmp_path / "none")
    assert caught.value.problems[0].code == "no-output"


def test_a_folder_that_is_being_written_to_is_refused(own: Project, out: Path) -> None:
    with open_output(out), pytest.raises(MachineError) as caught:
        verify(own, out)
    assert caught.value.problem.code == "locked"
    (out / LOCK).write_bytes(b"of a build that was killed")
    assert verify(own, out).is_good


def test_what_cannot_be_read_is_the_machines_fault(
    own: Project, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.lstat

    def refuse(path: Path) -> os.stat_result:
        if str(path).endswith(ONE):
            raise PermissionError(errno.EACCES, "no")
        return really(path)

    monkeypatch.setattr("sharegen.verify.faults.os.lstat", refuse)
    (out / OTHER).unlink()
    found = verify(own, out)
    assert [problem.code for problem in found.machine] == ["output-unreadable"]
    assert codes(found) == ["missing-file"], "the others are proven all the same"
    assert found.tally == {"unreadable": 1, "missing": 1, "good": 2}


def test_what_ends_its_process_is_named(out: Path) -> None:
    record = listed(out)[ONE]
    ((seen,),) = (died((Item(record),)),)
    assert seen.faults[0].problem.code == "worker-died"


# The command


def test_the_command_says_and_ends_as_the_contract_has_it(run: Run, out: Path) -> None:
    good = run("verify", out, "--project", ROOT)
    assert (good.returncode, good.stdout) == (0, "")
    assert "4 pictures verified in " in good.stderr
    assert ": all good, " in good.stderr
    assert not run("verify", out, "--project", ROOT, "-q").stderr
    flip(out / ONE, 5_000)
    (out / OTHER).unlink()
    bad = run("verify", out, "--project", ROOT, "--report", "json")
    report = json.loads(bad.stdout)
    assert (bad.returncode, report["exit_code"]) == (4, 4)
    assert [problem["code"] for problem in report["problems"]] == ["altered-file", "missing-file"]
    assert "2 good, 1 missing, 1 altered" in report["summary"]
    shown = report["pictures"]
    assert len(shown) == 2
    assert run("verify", out / "none", "--project", ROOT).returncode == 2
    assert run("verify", out, cwd=out).returncode == 2, "no project"
