"""Kits: unpacked in a clean folder and used by what partners have, and the same bytes again."""

from __future__ import annotations

import csv
import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from playwright.sync_api import Browser

import sharegen.kit
from sharegen.archive import name_fault
from sharegen.catalog.posting import PLATFORMS
from sharegen.gallery.exhibits import ALONE, Set
from sharegen.gallery.rights import rights_of
from sharegen.kit import Kit, Options, pack
from sharegen.kit.letter import Facts, letters
from sharegen.load import load_project
from sharegen.model.diagnostic import MachineError, ProjectError
from sharegen.model.project import Project
from sharegen.resolve import Selection

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]
Tool = Callable[[str], str]
PAIR = ("like-this", "not-like-this")
SELECTION = Selection(("instagram-square", "x-post"), PAIR)
ASKED = ("--only", "like-this", "--only", "not-like-this", "--to", "instagram-square,x-post")
# Windows, without long paths: 259 characters, of which a folder such as
# C:\Users\somebody\Downloads\partner-square takes some 50
LONGEST_PATH = 180


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project and its partner's brand, as a user has them."""
    folder = tmp_path_factory.mktemp("home") / "project"
    shutil.copytree(ROOT / "assets", folder / "assets")
    shutil.copytree(ROOT / "examples", folder / "examples")
    for name in ("captions.yaml", "LICENSES.md"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture(scope="module")
def project(home: Path) -> Project:
    return load_project(home, home / "examples" / "partner")


@pytest.fixture(scope="module")
def kit(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """A partner's kit, made in this process."""
    out = tmp_path_factory.mktemp("out") / "partner.zip"
    done = pack(project, SELECTION, out, Options(jobs=1))
    assert done.written and {problem.code for problem in done.problems} == {
        "picture-awaiting",
        "unchecked-link",
    }
    return done.kits[0]


@pytest.fixture(scope="module")
def unpacked(kit: Kit, tmp_path_factory: pytest.TempPathFactory, tool: Tool) -> Path:
    """The kit in a clean folder, as the system's unzip leaves it."""
    folder = tmp_path_factory.mktemp("Downloads") / "partner"
    subprocess.run([tool("unzip"), "-q", str(kit.path), "-d", str(folder)], check=True)
    return folder


def _files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_another_process_writes_the_same_bytes(
    kit: Kit, home: Path, run: Run, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere" / "another.zip"
    before = os.umask(0o077)
    try:
        done = run(
            *("kit", *ASKED, "--project", home, "--brand", home / "examples" / "partner"),
            *("--out", other, "--jobs", "2", "--report", f"json={tmp_path / 'said.json'}"),
            TZ="Pacific/Auckland",
            LC_ALL="C",
            PYTHONHASHSEED="7",
        )
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(other)
    assert other.read_bytes() == kit.path.read_bytes()
    assert kit.sha256 == hashlib.sha256(other.read_bytes()).hexdigest()
    (said,) = json.loads((tmp_path / "said.json").read_bytes())["kits"]
    assert (said["sha256"], said["bytes"]) == (kit.sha256, kit.bytes)
    assert (said["pictures"], said["sets"], said["files"]) == (4, 1, kit.files)
    assert "another.zip: 4 pictures on 2 placements in en" in done.stderr


def test_unzip_and_python_unpack_the_same(kit: Kit, unpacked: Path) -> None:
    with zipfile.ZipFile(kit.path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(_files(unpacked)) and len(_files(unpacked)) == kit.files
        for name in archive.namelist():
            assert archive.read(name) == (unpacked / name).read_bytes()


def test_the_sums_are_of_every_file(unpacked: Path, tool: Tool) -> None:
    subprocess.run([tool("sha256sum"), "-c", "--quiet", "SHA256SUMS"], cwd=unpacked, check=True)
    listed = [
        line[66:] for line in (unpacked / "SHA256SUMS").read_text("utf-8").splitlines() if line
    ]
    assert listed == sorted({*_files(unpacked)} - {"SHA256SUMS"})


def test_names_are_safe_on_every_system(unpacked: Path) -> None:
    for name in _files(unpacked):
        assert not name_fault(name) and len(name) <= LONGEST_PATH and name.isascii(), name


def test_exiftool_reads_the_description_of_every_picture(unpacked: Path, tool: Tool) -> None:
    found = subprocess.run(
        [tool("exiftool"), "-j", "-G", "-r", "-ext", "png", str(unpacked / "pictures")],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = {Path(row["SourceFile"]).name: row for row in json.loads(found.stdout)}
    assert len(rows) == 4
    for name, row in rows.items():
        path = next((unpacked / "pictures").rglob(name))
        said = path.with_suffix("").with_name(path.stem + ".alt.txt").read_text("utf-8").strip()
        assert row["XMP:AltTextAccessibility"] == said and "example.org/childsafety" in said


def test_posts_are_a_table_that_leads_to_its_pictures(unpacked: Path) -> None:
    with open(unpacked / "posts.csv", encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["platform"] for row in rows} == set(PLATFORMS)
    assert {row["entry"] for row in rows} == {*PAIR}
    shown = [row for row in rows if row["image_url"]]
    assert len(shown) == 4
    for row in shown:
        picture = unpacked / row["image_url"]
        post = picture.with_name(f"{picture.stem}.post.txt")
        assert picture.is_file() and post.read_text("utf-8").strip() == row["text"].strip()
    page = (unpacked / "posts.md").read_text("utf-8")
    for name in re.findall(r"\]\(([^)]+)\)", page):
        assert (unpacked / name).is_file()
    assert "Never post this without like-this." in page


def test_a_kit_is_in_the_dress_of_its_brand(unpacked: Path) -> None:
    for path in unpacked.rglob("*.txt"):
        text = path.read_text("utf-8")
        assert "polarisproject.org/childtrafficking" not in text, path
    posts = list((unpacked / "pictures").rglob("*.post.txt"))
    assert len(posts) == 4
    assert all("example.org/childsafety" in path.read_text("utf-8") for path in posts)
    assert (unpacked / "licences" / "OFL-bricolagegrotesque.txt").is_file()
    assert (unpacked / "licences" / "LICENSES.md").is_file()
    art = (unpacked / "licences" / "art.txt").read_text("utf-8")
    assert "phone\n  shows: A phone" in art and "licence: own" in art


def test_the_letter_says_what_is_here_and_whom_to_ask(unpacked: Path, project: Project) -> None:
    letter = (unpacked / "README.txt").read_text("utf-8")
    flowing = " ".join(letter.split())
    for words in (
        "Example County Youth Coalition",
        "Made from Polaris's published guide; not made or endorsed by Polaris.",
        "instagram-square/: Instagram post, square, 1080×1080 px: 2",
        '"Child sex trafficking happens like this." + "Not like this."',
        "About the pictures: media@example.org",
        "About the facts: https://example.org/childsafety",
        project.brand.help["en"].words,
    ):
        assert words in flowing
    assert all(len(line) <= 78 for line in letter.splitlines())
    for name in ("index.html", "pictures", "licences", "SHA256SUMS"):
        assert name in letter and (unpacked / name).exists()
    assert sorted(path.name for path in unpacked.glob("README*")) == ["README.txt"]


def test_a_letter_of_another_project_speaks_of_nobody_else(project: Project) -> None:
    brand = replace(project.brand, name="Ours", contact="", help={})
    other = replace(project, brand=brand, notice={}, sources={}, language="es")
    found = letters(Facts(other, (), rights_of(other, ())))
    assert list(found) == ["README.txt"]
    text = found["README.txt"].decode()
    assert text.startswith("Ours\nImágenes y publicaciones para compartir\n")
    assert "Polaris" not in text and "a quien le envió esto" in text
    both = letters(Facts(project, (Set("a", ALONE, "es", ()),), rights_of(project, ())))
    assert list(both) == ["README.txt", "README.es.txt"]
    assert (
        "es.html" in both["README.es.txt"].decode() and "es.html" not in both["README.txt"].decode()
    )
    assert all(len(line) <= 78 for line in both["README.es.txt"].decode().splitlines())


def test_two_licences_of_one_name_are_both_there(project: Project, tmp_path: Path) -> None:
    faces = []
    for number, role in enumerate(("headline", "body"), 1):
        face = project.brand.faces[role]
        folder = tmp_path / str(number)
        folder.mkdir()
        shutil.copy(face.path, folder)
        (folder / "OFL (own).txt").write_text(f"licence {number}", "utf-8")
        faces.append(replace(face, root=folder, file=face.path.name))
    brand = replace(project.brand, faces={"headline": faces[0], "body": faces[1]}, fallback=())
    found = rights_of(replace(project, brand=brand), ())
    assert found.files == (
        ("licences/OFL-own-2.txt", b"licence 2"),
        ("licences/OFL-own.txt", b"licence 1"),
    )
    assert [row.path for row in found.lettering] == [
        "licences/OFL-own.txt",
        "licences/OFL-own-2.txt",
    ]


def test_verify_finds_the_pictures_good(unpacked: Path, home: Path, run: Run) -> None:
    done = run(
        *("verify", unpacked / "pictures", "--project", home),
        *("--brand", home / "examples" / "partner"),
    )
    assert done.returncode == 0, done.stderr


def test_the_page_works_from_the_unpacked_folder(unpacked: Path, chromium: Browser) -> None:
    said: list[str] = []
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto((unpacked / "index.html").as_uri())
    links = page.eval_on_selector_all("a[download]", "all => all.map(one => one.href)")
    links = [link for link in links if "#" not in link]
    assert len([link for link in links if link.endswith(".png")]) == 4
    for link in links:
        assert (
            link.startswith(unpacked.as_uri())
            and (unpacked / link[len(unpacked.as_uri()) + 1 :]).is_file()
        )
    page.eval_on_selector_all(
        "img[src]",
        "all => Promise.all(all.map(one => { one.loading = 'eager'; return one.decode() }))",
    )
    context.close()
    assert said == []


def test_per_group_is_a_kit_for_each(home: Path, tmp_path: Path) -> None:
    selection = Selection(("instagram-square", "x-post", "facebook-square"), PAIR)
    done = pack(load_project(home), selection, tmp_path / "k" / "our.zip", Options("platform", 1))
    assert {kit.path.name: kit.placements for kit in done.kits} == {
        "our-x.zip": ("x-post",),
        "our-facebook.zip": ("facebook-square",),
        "our-instagram.zip": ("instagram-square",),
    }
    assert sorted(path.name for path in (tmp_path / "k").iterdir()) == [
        "our-facebook.zip",
        "our-instagram.zip",
        "our-x.zip",
    ]


def test_what_would_be_no_archive_is_refused_first(project: Project, tmp_path: Path) -> None:
    (tmp_path / "our-wide.zip").mkdir()
    for out, per, code in (
        (tmp_path / "kit.tar", "", "kit-format"),
        (tmp_path / "kit", "", "kit-format"),
        (tmp_path / "our.zip", "shape", "kit-place"),
    ):
        with pytest.raises(ProjectError, match=code):
            pack(project, SELECTION, out, Options(per))
    assert [path.name for path in tmp_path.iterdir()] == ["our-wide.zip"]


def test_nothing_is_touched_where_anything_is_wrong(
    home: Path, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "kit.zip"
    out.write_bytes(b"before")
    with pytest.raises(ProjectError, match="gallery-empty"):
        pack(project, Selection(("x-post",), ("thread-1",)), out, Options(jobs=1))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1896083200")  # 2030: the line of help is stale
    done = pack(project, Selection(("x-post",), PAIR), out, Options(jobs=1))
    assert not done.written and done.kits == ()
    assert "stale-help" in {problem.code for problem in done.problems}
    monkeypatch.undo()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(sharegen.archive, "_fill", full)
    with pytest.raises(MachineError) as caught:
        pack(project, Selection(("x-post",), PAIR), out, Options(jobs=1))
    assert caught.value.problem.code == "disk-full" and str(out) in caught.value.problem.message
    assert out.read_bytes() == b"before" and len(list(tmp_path.iterdir())) == 1
