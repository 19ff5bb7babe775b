"""Faces: sound ones open, every damaged one is refused. RELIABILITY rows 80 to 87."""

import os
import random
import shutil
import time

import pytest
from asset_samples import FONTS, face, picture
from fontTools.ttLib import TTFont

from sharegen.load import assets, sound_faces
from sharegen.load.assets import licence_beside, read_face
from sharegen.load.fonts import BadFont, Sfnt, read_sfnt
from sharegen.model.diagnostic import Location, Severity

AT = Location("assets/brand.yaml", 7, 3)


def codes(problems):
    return [problem.code for problem in problems]


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.[ot]tf")), ids=lambda path: path.name)
def test_the_faces_of_the_brand_open(path):
    found, problems = read_face(FONTS.parent, f"fonts/{path.name}", AT)
    assert found is not None
    assert problems == ()
    assert found.path.read_bytes() == path.read_bytes()


def test_axes_are_read_in_their_own_units():
    name = next(path.name for path in FONTS.glob("Archivo*wdth*.ttf"))
    found, _ = read_face(FONTS, name, AT)
    assert {tag: (least, most) for tag, least, most in found.axes} == {
        "wght": (100.0, 900.0),
        "wdth": (62.0, 125.0),
    }


def test_changed_bytes_are_found_every_time():
    data, chance = face().read_bytes(), random.Random(80)
    for _ in range(100):
        broken = bytearray(data)
        for _ in range(20):
            place = chance.randrange(len(broken))
            broken[place] ^= chance.randrange(1, 256)
        with pytest.raises(BadFont):
            read_sfnt(bytes(broken))


def test_one_changed_byte_is_found_every_time():
    data, chance = face().read_bytes(), random.Random(81)
    for _ in range(100):
        broken = bytearray(data)
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        with pytest.raises(BadFont):
            read_sfnt(bytes(broken))


@pytest.mark.parametrize("share", [0.0001, 0.01, 0.1, 0.5, 0.999])
def test_a_cut_face_is_damaged(share):
    data = face().read_bytes()
    with pytest.raises(BadFont) as caught:
        read_sfnt(data[: int(len(data) * (1 - share))])
    assert caught.value.code == "font-damaged"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><title>404</title>", "HTML"),
        (b"\n <html>", "HTML"),
        (picture(), "PNG"),
        (b"wOF2" + bytes(60), "WOFF2"),
        (b"wOFF" + bytes(60), "WOFF"),
        (b"ttcf" + bytes(60), "TTC"),
        (b"%!PS-AdobeFont-1.0", "Type 1"),
        (b"\x80\x01" + bytes(60), "Type 1"),
        (b"STARTFONT 2.1\n", "BDF"),
        (b"\x01fcp" + bytes(60), "PCF"),
        (b"hello there", "not a font"),
    ],
)
def test_what_is_no_sfnt_is_named(tmp_path, data, what):
    (tmp_path / "a.ttf").write_bytes(data)
    found, problems = read_face(tmp_path, "a.ttf", AT)
    assert found is None
    assert codes(problems) == ["font-format"]
    assert what in problems[0].message
    assert problems[0].at == AT
    assert problems[0].hint


def test_places_that_are_no_files(tmp_path):
    os.mkfifo(tmp_path / "pipe.ttf")
    (tmp_path / "folder.ttf").mkdir()
    start = time.perf_counter()
    for name in ("pipe.ttf", "folder.ttf"):
        assert codes(read_face(tmp_path, name, AT)[1]) == ["not-a-file"]
    assert time.perf_counter() - start < 0.1
    assert codes(read_face(tmp_path, "Arial.ttf", AT)[1]) == ["font-missing"]
    for name in ("../a.ttf", "/dev/zero", "~/a.ttf"):
        assert codes(read_face(tmp_path, name, AT)[1]) == ["outside-project"]


def test_a_face_larger_than_the_limit(tmp_path):
    with open(tmp_path / "a.ttf", "wb") as stream:
        stream.truncate((64 << 20) + 1)
    found, problems = read_face(tmp_path, "a.ttf", AT)
    assert (found, codes(problems)) == (None, ["font-too-large"])
    assert "64 MiB" in problems[0].message


def test_a_face_without_its_licence_is_a_warning(tmp_path):
    shutil.copy(face(), tmp_path / "a.ttf")
    found, problems = read_face(tmp_path, "a.ttf", AT)
    assert found is not None
    assert [(p.code, p.severity) for p in problems] == [("font-licence", Severity.WARNING)]
    (tmp_path / "OFL.txt").touch()
    assert read_face(tmp_path, "a.ttf", AT)[1] == ()


# ---- what was found sound before -----------------------------------------------------------


@pytest.fixture
def findings(tmp_path, monkeypatch):
    monkeypatch.setenv("SHAREGEN_CACHE", str(tmp_path / "cache"))
    shutil.copy(face(), tmp_path / "a.ttf")
    (tmp_path / "OFL.txt").touch()
    return tmp_path / "cache" / "faces"


def _never(data):
    raise AssertionError("the font was summed up again")


def test_a_sound_face_is_summed_up_once(findings, tmp_path, monkeypatch):
    first = read_face(tmp_path, "a.ttf", AT, fresh=False)
    assert [path.name for path in findings.iterdir()] == [first[0].sha256]
    monkeypatch.setattr(assets, "read_sfnt", _never)
    assert read_face(tmp_path, "a.ttf", AT, fresh=False) == first
    with pytest.raises(AssertionError, match="again"):
        read_face(tmp_path, "a.ttf", AT)


def test_a_damaged_face_is_found_whatever_its_size_and_time(findings, tmp_path):
    path = tmp_path / "a.ttf"
    read_face(tmp_path, "a.ttf", AT, fresh=False)
    before, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    found, problems = read_face(tmp_path, "a.ttf", AT, fresh=False)
    assert (found, codes(problems)) == (None, ["font-damaged"])
    assert len(list(findings.iterdir())) == 1, "nothing is kept of a damaged face"


def test_a_damaged_finding_is_none(findings, tmp_path):
    first, _ = read_face(tmp_path, "a.ttf", AT, fresh=False)
    (kept,) = findings.iterdir()
    good = kept.read_bytes()
    for place in range(len(good)):
        kept.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        assert sound_faces.recall(first.sha256) is None
    for length in range(len(good)):
        kept.write_bytes(good[:length])
        assert sound_faces.recall(first.sha256) is None
    other = "0" * 64
    (findings / other).write_bytes(good)
    assert sound_faces.recall(other) is None, "the finding of another file"
    kept.unlink()
    kept.mkdir()
    assert read_face(tmp_path, "a.ttf", AT, fresh=False)[0] == first


@pytest.mark.parametrize("place", ["off", "/proc/nowhere", "a.ttf"])
def test_without_a_cache_all_is_the_same(findings, tmp_path, monkeypatch, place):
    first = read_face(tmp_path, "a.ttf", AT, fresh=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHAREGEN_CACHE", place)
    assert read_face(tmp_path, "a.ttf", AT, fresh=False) == first


def test_findings_are_bounded(findings, tmp_path, monkeypatch):
    sfnt = read_sfnt(face().read_bytes())
    monkeypatch.setattr(sound_faces, "_MOST_BYTES", 4000)
    for number in range(100):
        sound_faces.remember(f"{number:064}", sfnt)
    assert sum(path.stat().st_size for path in findings.iterdir()) <= 4000


# ---- licences and embedding bits -----------------------------------------------------------


@pytest.mark.parametrize(
    ("beside", "found"),
    [
        (["OFL-archivo.txt", "OFL-noto_sans_jp.txt"], "OFL-noto_sans_jp.txt"),
        (["LICENSE.txt", "OFL-archivo.txt"], "LICENSE.txt"),
        (["OFL-1.1.txt", "OFL-archivo.txt"], "OFL-1.1.txt"),
        (["OFL-archivo.txt"], "OFL-archivo.txt"),
        (["OFL-archivo.txt", "OFL-inter.txt"], ""),
        ([], ""),
    ],
)
def test_the_licence_of_another_font_is_not_taken(tmp_path, beside, found):
    for name in beside:
        (tmp_path / name).touch()
    assert licence_beside(tmp_path / "NotoSansJP-Bold.otf") == found


@pytest.mark.parametrize(
    ("bits", "words"),
    [
        (0x0000, "installable"),
        (0x0002, "restricted"),
        (0x0004, "preview and print"),
        (0x0008, "editable"),
        (0x0006, "preview and print"),  # the least restrictive counts
        (0x0100, "installable, no subsetting"),
        (0x0204, "preview and print, bitmaps only"),
    ],
)
def test_embedding_bits_in_words(bits, words):
    sfnt = Sfnt((), bits)
    assert (sfnt.permission, sfnt.restricted) == (words, words == "restricted")


@pytest.mark.parametrize(("bits", "said"), [(2, "permission"), (0x200, "bitmaps")])
def test_what_the_maker_may_not_allow_is_a_warning(tmp_path, bits, said):
    with TTFont(face()) as font:
        font["OS/2"].fsType = bits
        font.save(tmp_path / "a.ttf")
    (tmp_path / "OFL.txt").touch()
    found, problems = read_face(tmp_path, "a.ttf", AT)
    assert found is not None
    assert [(p.code, p.severity) for p in problems] == [("font-licence", Severity.WARNING)]
    assert said in problems[0].message
