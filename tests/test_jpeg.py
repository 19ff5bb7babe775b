"""The JPEG writer: its pixels, its words, its bytes on other machines, its place in a build."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from PIL import Image, ImageChops, ImageStat

from sharegen import jpeg, library
from sharegen.jpeg import QUALITIES, decoded, encode_jpeg, segments
from sharegen.png import Layer, Strip, Words, pixel_sha256
from sharegen.png.reading import Damaged

WORDS = Words("A title", "Words & <what> the “art” shows – ünï.", "en", "draft")
Run = Callable[..., CompletedProcess[str]]
STORY = ("--to", "tiktok-photo", "--only", "abduction-is-rare")


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.merge("RGB", [Image.effect_noise(size, 40 + n) for n in range(3)])


def written(image: Image.Image, cap: int = 0) -> tuple[bytes, str]:
    file = encode_jpeg(Layer(image), (), WORDS, cap)
    data = b"".join(file.parts)
    assert pixel_sha256(decoded(data)) == file.pixel_sha256
    return data, file.written


def test_pixels_are_near_and_strips_are_in_it() -> None:
    base, over = Image.new("RGB", (64, 48), "#0b1d3f"), Image.new("RGB", (64, 16), "#ffc857")
    data = b"".join(encode_jpeg(Layer(base), (Strip(16, over),), WORDS).parts)
    base.paste(over, (0, 16))
    seen = decoded(data)
    assert seen.size == (64, 48)
    assert max(ImageStat.Stat(ImageChops.difference(seen, base)).mean) < 1


def test_segments_are_as_declared_and_nothing_else() -> None:
    data, _ = written(noise((40, 40)))
    found = list(segments(data))
    assert [one.marker for one in found[:3]] == [0xE0, 0xE1, 0xE1]
    assert {one.marker for one in found[3:]} == {0xDB, 0xC0, 0xC4, 0xDA}


def test_quality_gives_way_to_the_cap_and_only_where_that_helps() -> None:
    image = noise((160, 160))
    sizes = []
    for quality in QUALITIES:
        sizes.append(len(written(image, sizes[-1] - 1 if sizes else 0)[0]))
        assert written(image, sizes[-1])[1] == f"jpeg of quality {quality}"
    assert sizes == sorted(sizes, reverse=True)
    assert written(image, 1)[1] == "jpeg of quality 92"


def test_pillow_reads_what_exif_and_xmp_say() -> None:
    data, _ = written(noise((20, 20)))
    with Image.open(io.BytesIO(data)) as image:
        assert image.info["jfif_version"] == (1, 1)
        assert dict(image.getexif().get_ifd(0x8769)) == {0x9000: b"0232", 0xA001: 1}
        assert "icc_profile" not in image.info and "comment" not in image.info
        assert "progressive" not in image.info
        assert b"AltTextAccessibility" in image.info["xmp"]


def test_exiftool_reads_the_alt_text(tmp_path: Path, tool: Callable[[str], str]) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(written(noise((20, 20)))[0])
    done = subprocess.run(
        [tool("exiftool"), "-j", "-G", path], capture_output=True, text=True, check=True
    )
    (found,) = json.loads(done.stdout)
    assert found["XMP:AltTextAccessibility"] == WORDS.description
    assert found["XMP:Title"] == WORDS.title
    assert found["XMP:Label"] == "draft"
    assert found["EXIF:ColorSpace"] == "sRGB"
    assert found["File:EncodingProcess"] == "Baseline DCT, Huffman coding"
    assert found["File:YCbCrSubSampling"] == "YCbCr4:4:4 (1 1)"
    assert "Warning" not in " ".join(found)
    groups = {name.partition(":")[0] for name in found} - {"SourceFile"}
    assert groups == {"ExifTool", "File", "JFIF", "EXIF", "XMP", "Composite"}


_SAME = """
import hashlib, sys
from PIL import Image
from sharegen.jpeg import encode_jpeg
from sharegen.png import Layer, Words
image = Image.linear_gradient("L").resize((333, 217)).convert("RGB")
image.paste(Image.radial_gradient("L").resize((90, 70)), (31, 17))
image.putpixel((200, 200), (255, 0, 0))
file = encode_jpeg(Layer(image), (), Words("a", "b"))
print(hashlib.sha256(b"".join(file.parts)).hexdigest(), file.pixel_sha256)
"""


@pytest.mark.parametrize("off", ["JSIMD_FORCENONE", "JSIMD_FORCESSE2"])
def test_bytes_and_pixels_do_not_depend_on_vector_instructions(off: str) -> None:
    said = set()
    for more in ({}, {off: "1"}):
        done = subprocess.run(
            [sys.executable, "-c", _SAME],
            env={**os.environ, **more},
            capture_output=True,
            text=True,
            check=True,
        )
        said.add(done.stdout)
    assert len(said) == 1 and said != {""}


@pytest.mark.parametrize("length", [0, 1, 2, 5, 20, 100, 500])
def test_a_cut_file_is_damaged(length: int) -> None:
    data, _ = written(noise((40, 40)))
    for broken in (data[:length], data[: -1 - length], data + b"\0"):
        with pytest.raises(Damaged):
            decoded(broken)


def test_the_exif_of_one_fact_is_as_long_as_it_says() -> None:
    assert len(jpeg.SRGB) == 6 + 26 + 2 + 2 * 12 + 4


# In a build


def test_a_placement_that_refuses_png_gets_a_jpeg(project: Path, run: Run) -> None:
    done = run("build", *STORY, "--release", cwd=project)
    assert done.returncode == 0, done.stderr
    folder = project / "dist" / "tiktok-photo"
    names = sorted(path.name for path in folder.iterdir())
    assert names[0].endswith(".jpg") and names[1] == f"{names[0]}.alt.txt"
    (image,) = json.loads((project / "dist" / "manifest.json").read_bytes())["images"]
    assert image["checks"]["byte-cap"]["as"].startswith("jpeg of quality ")
    with Image.open(folder / names[0]) as picture:
        assert pixel_sha256(picture) == image["pixel_sha256"]


def test_a_png_where_none_is_taken_is_refused(project: Path, run: Run) -> None:
    done = run("build", *STORY, "--format", "png,jpeg", cwd=project)
    assert done.returncode == 1
    assert "error[type-refused]" in done.stderr and "--format jpeg" in done.stderr
    assert {p.suffix for p in (project / "dist" / "tiktok-photo").iterdir()} == {".jpg", ".txt"}


def test_both_formats_lie_side_by_side_and_go_alone(project: Path, run: Run) -> None:
    one = ("build", "--to", "open-graph", "--only", "not-like-this")
    assert run(*one, "--format", "png,jpeg", cwd=project).returncode == 0
    folder = project / "dist" / "open-graph"
    assert len(list(folder.iterdir())) == 4
    text = (project / "captions.yaml").read_text()
    new = text.replace("Picture: out of the same phone", "Picture: out of that phone")
    assert new != text
    (project / "captions.yaml").write_text(new)
    assert run(*one, "--prune", cwd=project).returncode == 0
    assert sorted(p.name.partition(".")[2] for p in folder.iterdir()) == ["alt.txt", "png"]


def test_render_takes_what_the_placement_takes() -> None:
    assert library.render("Ask first.", "tiktok-photo").data.startswith(b"\xff\xd8\xff")
    assert library.render("Ask first.", "poster-letter").data.startswith(b"\x89PNG")
    assert library.render("Ask first.", "x-post", format="jpeg").data.startswith(b"\xff\xd8\xff")
