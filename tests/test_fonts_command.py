"""`fonts list` and `fonts check`: every file of the brand, whether it is used, sound, licensed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from sharegen.load.faces import inspect_faces
from sharegen.model.diagnostic import ProjectError

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
    assert [report.roles for report in inspect_faces(project)] == [(), ()]


def test_no_fonts_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no-fonts"):
        inspect_faces(tmp_path)
