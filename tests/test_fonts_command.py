"""`fonts list` and `fonts check`: every file of the brand, whether it is used, sound, licensed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from speaking import spoken

from sharegen.catalog.font_packages import FONT_PACKAGES, FontPackage
from sharegen.catalog.languages import LANGUAGES
from sharegen.foundry import Home, add_face
from sharegen.layout.items import Item, items_of
from sharegen.load.faces import inspect_faces
from sharegen.model.diagnostic import MachineError, ProjectError
from sharegen.model.project import Text

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "assets", tmp_path / "p" / "assets")
    shutil.copy(ROOT / "captions.yaml", tmp_path / "p")
    return tmp_path / "p"


def test_every_face_with_axes_characters_and_its_own_licence(run: Run) -> None:
    rows = {row["id"]: row for row in json.loads(run("fonts", "list", "--json").stdout)}
    inter = rows["assets/fonts/Inter[opsz,wght].ttf"]
    assert inter["licence"] == "OFL-inter.txt" and inter["sound"] and not inter["problems"]
    assert inter["characters"] > 2000 and "footer" in inter["roles"]
    archivo = rows["assets/fonts/Archivo[wdth,wght].ttf"]
    assert archivo["licence"] == "OFL-archivo.txt"
    assert "wdth 62 to 125" in archivo["axes"] and "wght 100 to 900" in archivo["axes"]
    shown = run("fonts", "list").stdout
    assert all(file in shown for file in rows) and "wdth 62 to 125" in shown


def test_fonts_check_is_good(run: Run) -> None:
    good = run("fonts", "check", cwd=ROOT)
    assert (good.returncode, "all good" in good.stderr) == (0, True), good.stderr


def test_fonts_check_finds_damage_where_a_build_could_not_start(run: Run, project: Path) -> None:
    fonts = project / "assets" / "fonts"
    face = next(fonts.glob("Archivo*"))
    face.write_bytes(face.read_bytes()[:-1000])
    (fonts / "page.otf").write_text("<html>", "utf-8")
    for licence in fonts.glob("OFL-*"):
        licence.unlink()
    wrong = run("fonts", "check", cwd=project)
    assert wrong.returncode == 2
    assert {"font-damaged", "font-format", "font-licence"} == {
        line.partition("[")[2].partition("]")[0]
        for line in wrong.stderr.splitlines()
        if "[" in line
        if line.startswith(("error", "warning"))
    }
    listed = run("fonts", "list", cwd=project)
    assert listed.returncode == 0 and "font-damaged" in listed.stdout


def test_a_face_the_brand_names_and_has_not_is_found(project: Path) -> None:
    next((project / "assets/fonts").glob("Inter*")).unlink()
    missing = [report for report in inspect_faces(project) if report.face is None]
    assert [report.problems[0].code for report in missing] == ["font-missing"]
    assert missing[0].roles


def test_a_broken_brand_file_hides_no_face(project: Path) -> None:
    (project / "assets/brand.yaml").write_text("faces: [", "utf-8")
    reports = inspect_faces(project)
    assert len(reports) == len(list((project / "assets/fonts").glob("*.ttf")))
    assert {report.roles for report in reports} == {()}


def test_no_fonts_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no-fonts"):
        inspect_faces(tmp_path)


CJK = Path(__file__).parent / "fonts"


def test_a_face_says_its_languages_embedding_and_colours() -> None:
    faces = {report.file.split("/")[-1].split("[")[0]: report for report in inspect_faces(ROOT)}
    assert {"ru", "uk", "el"} <= set(faces["Inter"].languages)
    assert faces["Archivo"].languages[:3] == ("en", "es", "fr")
    assert "he" in faces["NotoSansHebrew"].languages
    assert faces["NotoColorEmoji-COLRv1-nosvg.ttf"].colors == ("COLRv1",)
    assert faces["NotoColorEmoji-COLRv1-nosvg.ttf"].size_bytes == 4_978_772
    assert faces["Archivo"].family == "Archivo" and not faces["Archivo"].colors
    assert {report.embedding for report in faces.values()} == {"installable"}


def test_every_language_without_a_face_to_fetch_has_one_in_the_starter_kit() -> None:
    covered = {tag for report in inspect_faces(ROOT) for tag in report.languages}
    assert covered == set(LANGUAGES) - set(FONT_PACKAGES)


def test_fonts_check_names_characters_of_captions_that_no_face_has(run: Run, project: Path) -> None:
    captions = project / "captions.yaml"
    text = captions.read_text("utf-8").replace("virtually always", "virtually 漢字 always", 1)
    captions.write_text(text, "utf-8")
    wrong = run("fonts", "check", cwd=project)
    assert wrong.returncode == 2
    assert "captions.yaml:" in wrong.stderr and "error[missing-glyph]" in wrong.stderr
    assert "漢" in wrong.stderr and "run: sharegen fonts add" in wrong.stderr


def test_a_face_is_added_with_its_licence_and_used(run: Run, project: Path) -> None:
    words = ("card", "事実を知る", "--lang", "ja", "--to", "open-graph")
    before = run(*words, cwd=project)
    assert before.returncode == 1 and "hint: run: sharegen fonts add ja" in before.stderr
    brand = project / "assets/brand.yaml"
    comments = [line for line in brand.read_text("utf-8").splitlines() if "#" in line]
    source = CJK / "NotoSansJP-test.otf"
    added = run("fonts", "add", "ja", "--from", source, cwd=project)
    assert added.returncode == 0, added.stderr
    assert added.stdout.strip() == str(project / "assets/fonts/NotoSansJP-test.otf")
    licence = project / "assets/fonts/OFL-notosansjp-test.txt"
    assert licence.read_bytes() == (CJK / "OFL.txt").read_bytes()
    text = brand.read_text("utf-8")
    assert [line for line in text.splitlines() if "#" in line] == comments
    assert '  - "fonts/NotoSansJP-test.otf"' in text
    assert run(*words, cwd=project).returncode == 0
    again = run("fonts", "add", "ja", "--from", source, cwd=project)
    assert again.returncode == 0 and "nothing to do" in again.stderr
    assert brand.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("", 'fallback:\n  - "fonts/NotoSansKR-test.otf"'),
        (
            "fallback: [fonts/a.ttf]  # mine\n",
            'fallback: [fonts/a.ttf, "fonts/NotoSansKR-test.otf"]  # mine',
        ),
        (
            "fallback:\n    - fonts/a.ttf  # mine\n",
            '    - fonts/a.ttf  # mine\n    - "fonts/NotoSansKR-test.otf"',
        ),
    ],
)
def test_the_chain_is_lengthened_however_it_is_laid_out(
    project: Path, layout: str, expected: str
) -> None:
    brand = project / "assets/brand.yaml"
    text = re.sub(r"(?m)^fallback:\n(?:  - .*\n)+", layout, brand.read_text("utf-8"))
    shutil.copy(next((project / "assets/fonts").glob("Inter*")), project / "assets/fonts/a.ttf")
    brand.write_text(text, "utf-8")
    added = add_face(Home(project, "assets"), "ko", CJK / "NotoSansKR-test.otf")
    assert added.new and expected in brand.read_text("utf-8")


def _told(project: Path, tag: str, source: Path | None) -> str:
    with pytest.raises(ProjectError) as caught:
        add_face(Home(project, "assets"), tag, source)
    return caught.value.problems[0].code


def test_what_is_no_face_for_the_language_is_refused(project: Path, tmp_path: Path) -> None:
    brand = (project / "assets/brand.yaml").read_bytes()
    fonts = sorted(path.name for path in (project / "assets/fonts").iterdir())
    page = tmp_path / "page.otf"
    page.write_text("<html>", "utf-8")
    assert _told(project, "ja", page) == "font-format"
    assert _told(project, "ja", CJK / "NotoSansKR-test.otf") == "font-coverage"
    assert _told(project, "xx", None) == "unknown-language"
    assert _told(project, "fr", None) == "font-package"
    other = project / "assets/fonts/NotoSansJP-test.otf"
    shutil.copy(CJK / "NotoSansKR-test.otf", other)
    assert _told(project, "ja", CJK / "NotoSansJP-test.otf") == "font-exists"
    other.unlink()
    assert (project / "assets/brand.yaml").read_bytes() == brand
    assert sorted(path.name for path in (project / "assets/fonts").iterdir()) == fonts


def test_a_face_without_a_licence_file_says_its_own(project: Path, tmp_path: Path) -> None:
    shutil.copy(CJK / "NotoSansSC-test.otf", tmp_path)
    added = add_face(Home(project, "assets"), "zh-Hans", tmp_path / "NotoSansSC-test.otf")
    assert "SIL Open Font License" in added.licence.read_text("utf-8")


def _wheel(folder: Path, package: FontPackage) -> str:
    """A wheel that stands for a font package; its SHA-256."""
    folder.mkdir()
    name = package.package.replace("-", "_")
    path = folder / f"{name}-{package.version}-py3-none-any.whl"
    info = f"{name}-{package.version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.write(CJK / "NotoSansJP-test.otf", package.face)
        wheel.write(CJK / "OFL.txt", package.licence)
        said = f"Metadata-Version: 2.1\nName: {package.package}\nVersion: {package.version}\n"
        wheel.writestr(f"{info}/METADATA", said)
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_face_is_fetched_by_pip_and_only_if_its_hash_fits(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pip itself, which finds a wheel in a folder: no test reaches for a network."""
    package = FONT_PACKAGES["ja"]
    digest = _wheel(tmp_path / "wheels", package)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))
    with pytest.raises(MachineError) as caught:
        add_face(Home(project, "assets"), "ja")
    assert caught.value.problem.code == "font-package"
    assert "--from" in caught.value.problem.hint
    monkeypatch.setitem(FONT_PACKAGES, "ja", replace(package, sha256=digest))
    added = add_face(Home(project, "assets"), "ja")
    assert added.new and added.file.name == "NotoSansJP[wght].ttf"


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written_is_the_machines_fault(project: Path) -> None:
    (project / "assets/fonts").chmod(0o555)
    with pytest.raises(MachineError):
        add_face(Home(project, "assets"), "ja", CJK / "NotoSansJP-test.otf")


def test_han_characters_take_the_forms_of_the_language() -> None:
    """Both faces have 事; each language takes its own."""
    (one,) = {item.face.file for item in _items("ja", "事")}
    (two,) = {item.face.file for item in _items("zh-Hans", "事")}
    assert (one, two) == ("NotoSansJP-test.otf", "NotoSansSC-test.otf")


def _items(tag: str, words: str) -> tuple[Item, ...]:
    card = spoken(tag, "open-graph")
    return items_of(Text(words), card.case, "headline")
