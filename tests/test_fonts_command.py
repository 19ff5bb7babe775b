"""`fonts list` and `fonts check`: every file of the brand, whether it is used, sound, licensed."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from speaking import spoken

from sharegen.catalog.font_packages import FONT_PACKAGES
from sharegen.catalog.languages import LANGUAGES
from sharegen.layout.items import Item, items_of
from sharegen.load.faces import inspect_faces
from sharegen.model.diagnostic import ProjectError
from sharegen.model.manuscript import Text

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]


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


def test_fonts_check_names_the_language_and_the_line(run: Run, project: Path) -> None:
    captions = project / "captions.yaml"
    text = captions.read_text("utf-8")
    lines = text.partition("\ncaptions:")[2].splitlines()
    line = next(line for line in lines if line.strip().startswith("en: "))
    spaces = " " * (len(line) - len(line.lstrip()))
    captions.write_text(text.replace(line, f'{line}\n{spaces}ko: "아이들은"', 1), "utf-8")
    wrong = run("fonts", "check", cwd=project)
    assert wrong.returncode == 2
    number = text.splitlines().index(line) + 2
    assert f"captions.yaml:{number}:" in wrong.stderr
    assert "of Korean" in wrong.stderr and "U+C544" in wrong.stderr
    assert "run: sharegen fonts add ko" in wrong.stderr


def test_damage_in_the_chain_is_found_though_it_was_sound_before(run: Run, project: Path) -> None:
    words = ("card", "Some words.", "--to", "open-graph")
    assert run(*words, cwd=project).returncode == 0
    emoji = project / "assets/fonts/NotoColorEmoji-COLRv1-nosvg.ttf"
    data = bytearray(emoji.read_bytes())
    data[len(data) // 2] ^= 1
    emoji.write_bytes(data)
    at = next(
        number
        for number, line in enumerate((project / "assets/brand.yaml").read_text().splitlines(), 1)
        if emoji.name in line
    )
    for command in (words, ("check",), ("build",)):
        done = run(*command, cwd=project)
        assert done.returncode == 2, done.stderr
        assert f"assets/brand.yaml:{at}:5: error[font-damaged]" in done.stderr
    assert "font-damaged" in run("fonts", "check", cwd=project).stderr


def test_a_headline_without_weights_is_said(run: Run, project: Path) -> None:
    brand = project / "assets/brand.yaml"
    text = re.sub(r"(?m)^  headline: .*$", "  headline: fonts/Bold.otf", brand.read_text("utf-8"))
    brand.write_text(text, "utf-8")
    shutil.copy(CJK / "NotoSansJP-test.otf", project / "assets/fonts/Bold.otf")
    said = run("fonts", "check", cwd=project)
    assert "warning[font-axis] assets/fonts/Bold.otf has no axis wght" in said.stderr
    (row,) = (
        row
        for row in json.loads(run("fonts", "list", "--json", cwd=project).stdout)
        if row["id"] == "assets/fonts/Bold.otf"
    )
    assert row["roles"] == ["headline"] and row["axes"] == [] and row["problems"]
    assert row["family"] and row["bytes"] > 20_000


def test_the_list_says_what_each_figure_is(run: Run) -> None:
    shown = {line.split("  ")[0]: line for line in run("fonts", "list").stdout.splitlines()}
    emoji = shown["assets/fonts/NotoColorEmoji-COLRv1-nosvg.ttf"]
    for words in ("Noto Color Emoji", "fallback", "1,460 characters", "4.75 MiB", "COLRv1"):
        assert words in emoji
    assert "embedding: installable" in emoji and "OFL-noto_color_emoji.txt" in emoji
    assert "languages: bn" in shown["assets/fonts/NotoSansBengali[wght].ttf"]


def test_broken_captions_hide_nothing_of_the_faces(run: Run, project: Path) -> None:
    (project / "captions.yaml").write_text("captions: [", "utf-8")
    (project / "assets/fonts/OFL-inter.txt").unlink()
    said = run("fonts", "check", cwd=project)
    assert said.returncode == 2
    assert "error[syntax]" in said.stderr and "warning[font-licence]" in said.stderr


def test_han_characters_take_the_forms_of_the_language() -> None:
    """Both faces have 事; each language takes its own."""
    (one,) = {item.face.file for item in _items("ja", "事")}
    (two,) = {item.face.file for item in _items("zh-Hans", "事")}
    assert (one, two) == ("NotoSansJP-test.otf", "NotoSansSC-test.otf")


def _items(tag: str, words: str) -> tuple[Item, ...]:
    card = spoken(tag, "open-graph")
    return items_of(Text(words), card.case, "headline")
