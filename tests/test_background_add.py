"""`sharegen background add`: exports of Figma, Illustrator and Inkscape, and photographs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from PIL import Image

from sharegen.easel import Offer, hang
from sharegen.load import load_project
from sharegen.model.diagnostic import MachineError, ProjectError
from sharegen.starter import starter_kit

Run = Callable[..., CompletedProcess[str]]
EXPORTS = Path(__file__).parent / "exports"
FIGMA = EXPORTS / "figma-lamp-wide.svg"
ILLUSTRATOR = EXPORTS / "illustrator-lamp.svg"
INKSCAPE = EXPORTS / "inkscape-lamp.svg"
ROWS = "assets/backgrounds/backgrounds.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    shutil.copytree(starter_kit() / "assets", root / "assets")
    shutil.copy(starter_kit() / "captions.yaml", root)
    return root


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def offered(project: Path, *files: Path, **said: str) -> str:
    """The rows that art gives, written."""
    hanging = hang(load_project(project), Offer(files, **said))
    hanging.write()
    return "\n".join(hanging.row.lines())


def refusal(project: Path, *files: Path, **said: str) -> set[str]:
    before = tree(project)
    with pytest.raises(ProjectError) as caught:
        offered(project, *files, **said)
    assert tree(project) == before
    return {problem.code for problem in caught.value.problems}


def test_a_figma_export_becomes_a_background_that_a_card_takes(run: Run, project: Path) -> None:
    before = (project / ROWS).read_text("utf-8")
    said = ("--id", "desk-lamp", "--about", "A lamp, its shade lit.", "--licence", "own")
    added = run("background", "add", FIGMA, *said, "--preview", "look.png", cwd=project)
    assert added.returncode == 0, added.stderr
    copy = project / "assets/backgrounds/desk-lamp-wide.svg"
    assert added.stdout.splitlines() == [str(copy), str(project / ROWS), "look.png"]
    assert copy.read_bytes() == FIGMA.read_bytes()
    assert (project / ROWS).read_text("utf-8") == before + (
        'desk-lamp:\n  tone: dark\n  about: "A lamp, its shade lit."\n  licence: own\n  variants:\n'
        "    wide: {file: desk-lamp-wide.svg, subject: [0.6750, 0.2856, 0.2500, 0.5557], "
        "quiet: [[0.0500, 0.2856, 0.5000, 0.5081]]}\n"
    )
    assert 'class="lit" lets 1 shape follow the brand' in added.stderr
    with Image.open(project / "look.png") as look:
        assert look.width == 1200 and look.height > 630
    card = run("card", "Ask first.", "--background", "desk-lamp", "--to", "open-graph", cwd=project)
    assert card.returncode == 0, card.stderr
    with Image.open(project / card.stdout.strip()) as image:
        assert image.convert("RGB").getpixel((960, 250)) == (0xFF, 0xC8, 0x57)
    checked = run("check", cwd=project)
    assert "subject-differs" not in checked.stderr and "desk-lamp" not in checked.stderr


def test_a_shape_more_goes_to_its_background(project: Path) -> None:
    offered(project, FIGMA, id="desk-lamp")
    row = offered(project, ILLUSTRATOR, id="desk-lamp")
    assert row == (
        "desk-lamp:\n  variants:\n    square: {file: desk-lamp-square.svg, "
        "subject: [0.5926, 0.0555, 0.3148, 0.3334], quiet: [[0.0741, 0.4629, 0.8518, 0.4075]]}"
    )
    lamp = load_project(project).backgrounds["desk-lamp"]
    assert [variant.shape for variant in lamp.variants] == ["wide", "square"]
    assert (project / ROWS).read_text("utf-8").endswith("0.4075]]}\n")


def test_an_inkscape_export_is_named_by_its_labels(project: Path) -> None:
    row = offered(project, INKSCAPE)
    assert row.startswith("inkscape-lamp:\n  tone: dark\n")
    assert "square: {file: inkscape-lamp-square.svg, subject: [0.5076, 0.0525, " in row


def test_comments_layout_and_line_ends_stay(project: Path) -> None:
    file = project / ROWS
    text = (
        "# ours\r\nkey: # a key\r\n  tone: dark\r\n  variants: # two\r\n"
        "      square: {file: house-key-square.svg} # first\r\n"
        "      portrait:\r\n          file: house-key-portrait.svg\r\n\r\n# the end\r\n"
        "paper: {tone: light}"
    )
    file.write_bytes(text.encode())
    (project / "captions.yaml").write_text(
        "language: en\ncaptions:\n- {id: a, text: {en: A}, background: paper}\n"
    )
    offered(project, FIGMA, id="key")
    before, after = text.split("\r\n\r\n")
    found = file.read_bytes().decode()
    assert found.startswith(f"{before}\r\n      wide: {{file: key-wide.svg, ")
    assert found.endswith(f"}}\r\n\r\n{after}\r\n") and found.count("\n") == found.count("\r\n")


def test_a_project_without_backgrounds_gets_its_first(project: Path) -> None:
    shutil.rmtree(project / "assets/backgrounds")
    (project / "captions.yaml").write_text("language: en\ncaptions:\n- {id: a, text: {en: A}}\n")
    brand = project / "assets/brand.yaml"
    lines = brand.read_text("utf-8").splitlines(keepends=True)
    brand.write_text("".join(line for line in lines if not line.startswith("background:")), "utf-8")
    offered(project, FIGMA, id="desk-lamp")
    assert list(load_project(project).backgrounds) == ["desk-lamp"]


def test_what_is_taken_asks_for_another_name(project: Path) -> None:
    offered(project, FIGMA, id="desk-lamp")
    lamp = project.parent / "desk-lamp.svg"
    shutil.copy(ILLUSTRATOR, lamp)
    assert refusal(project, lamp) == {"id-taken"}
    assert refusal(project, FIGMA, id="desk-lamp") == {"shape-taken"}
    assert refusal(project, ILLUSTRATOR, id="desk-lamp", tone="light") == {"id-taken"}
    assert refusal(project, FIGMA, ILLUSTRATOR) == {"no-id"}
    assert refusal(project, INKSCAPE, ILLUSTRATOR, id="two") == {"shape-taken"}
    assert refusal(project, INKSCAPE, id="Two Lamps") == {"bad-id"}
    (project / "assets/backgrounds/other-square.svg").write_text("<svg/>")
    assert refusal(project, INKSCAPE, id="other") == {"art-exists"}
    named = lamp.with_name("desk-lamp-square.svg")
    lamp.rename(named)  # the name says the shape, too: it is meant
    assert offered(project, named).startswith("desk-lamp:\n  variants:\n    square: ")


def test_everything_that_will_not_draw_is_said(run: Run, project: Path) -> None:
    before = tree(project)
    shutil.copy(EXPORTS / "figma-refused.svg", project.parent / "card.svg")
    refused = run("background", "add", "../card.svg", "../none.png", "--id", "card", cwd=project)
    assert refused.returncode == 2 and refused.stdout == ""
    for place, code in (
        (":4:1: error", "svg-text"),
        (":5:1: warning", "svg-ignored"),
        (":6:1: error", "svg-unsupported"),
        (":8:1: error", "svg-external"),
        (":9:1: warning", "svg-ignored"),
    ):
        assert f"../card.svg{place}[{code}]" in refused.stderr
    assert "also at: ../card.svg:7:1" in refused.stderr and "Outline text" in refused.stderr
    assert "asset-missing" in refused.stderr
    assert tree(project) == before


def test_a_dry_run_adds_nothing(run: Run, project: Path) -> None:
    before = tree(project)
    dry = run("background", "add", FIGMA, "--dry-run", "--preview", "../look.png", cwd=project)
    assert (dry.returncode, dry.stdout) == (0, "../look.png\n")
    assert tree(project) == before and (project.parent / "look.png").is_file()
    assert "figma-lamp:\n  tone: dark" in dry.stderr


def test_a_photograph_tells_its_tone(project: Path) -> None:
    for tone, color in (("dark", (20, 30, 40)), ("light", (230, 225, 210))):
        photo = project.parent / f"{tone}.JPG"
        Image.new("RGB", (1200, 1200), color).save(photo, "JPEG")
        row = offered(project, photo, id=tone, credit="A. Person")
        assert row == (
            f'{tone}:\n  tone: {tone}\n  credit: "A. Person"\n'
            f"  variants:\n    square: {{file: {tone}-square.jpg}}"
        )
    assert not load_project(project).backgrounds["light"].mirrors


def test_a_drawing_without_names_is_its_own_subject(project: Path) -> None:
    art = project.parent / "plain.svg"
    art.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        '<rect x="50" y="10" width="40" height="30" fill="#D9D0BC"/></svg>'
    )
    hanging = hang(load_project(project), Offer((art,)))
    (piece,) = hanging.pieces
    assert hanging.tone.name == "light"  # its colour is the shade of paper
    assert [problem.code for problem in piece.remarks] == ["no-subject"]
    assert piece.variant.subject is not None
    assert tuple(piece.variant.subject) == pytest.approx((50, 10, 40, 30), abs=0.02)


def test_what_fails_while_writing_leaves_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(project)
    hanging = hang(load_project(project), Offer((FIGMA, ILLUSTRATOR), "desk-lamp"))

    def full(*_: object) -> None:
        raise MachineError("disk-full", "the disk is full")

    monkeypatch.setattr("sharegen.easel.Document.write", full)
    with pytest.raises(MachineError):
        hanging.write()
    assert tree(project) == before
