"""`init`: a project that builds at once, with the organisation's own address and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from sharegen.imprint import Imprint, found_project
from sharegen.load import load_project
from sharegen.model.diagnostic import ProjectError

Run = Callable[..., CompletedProcess[str]]
ADDRESS = ("--address", "example.org/facts")


def test_a_new_project_builds_at_once(run: Run, tmp_path: Path) -> None:
    made = run("init", "ours", *ADDRESS)
    assert (made.returncode, made.stdout) == (0, "ours\n"), made.stderr
    built = run("build", "--strict", "--report", "json", cwd=tmp_path / "ours")
    assert built.returncode == 0, built.stdout + built.stderr
    assert list((tmp_path / "ours" / "dist").rglob("ask-first_*.png"))
    assert list(tmp_path.iterdir()) == [tmp_path / "ours"], "nothing is left over"


def test_nothing_of_the_starters_organisation_comes_along(tmp_path: Path) -> None:
    project = found_project(tmp_path / "ours", Imprint("Ours", "example.org", "Lies mehr auf"))
    assert [(foot.words, foot.address) for foot in project.brand.footer.values()] == [
        ("Lies mehr auf", "example.org")
    ]
    assert project.warnings == ()
    for path in (tmp_path / "ours").rglob("*"):
        assert path.is_dir() or b"polaris" not in path.read_bytes().lower(), path
        assert path.suffix != ".yaml" or b"$schema=" not in path.read_bytes(), path


def test_art_and_fonts_bring_their_licences(tmp_path: Path) -> None:
    project = found_project(tmp_path / "ours", Imprint("Ours", "example.org"))
    assert {ground.licence for ground in project.backgrounds.values()} <= {"CC0-1.0", ""}
    assert "CC0" in (tmp_path / "ours/assets/backgrounds/LICENCE.txt").read_text("utf-8")
    assert len(list((tmp_path / "ours/assets/fonts").glob("OFL-*.txt"))) == 8


def test_the_address_is_asked_for(run: Run, tmp_path: Path) -> None:
    asked = run("init", "ours")
    assert asked.returncode == 2 and "--address" in asked.stderr
    assert not (tmp_path / "ours").exists()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("javascript:alert(1)", "bad-address"),
        ("a@example.org", "bad-address"),
        ("xn--80ak6aa92e.com", "bad-address"),
        ('"}\nname: x', "bad-address"),
        ("", "empty-value"),
        ("polarisproject.org/x", "borrowed-address"),
        ("www.PolarisProject.org", "borrowed-address"),
    ],
)
def test_an_address_readers_cannot_trust_is_refused(
    tmp_path: Path, address: str, code: str
) -> None:
    with pytest.raises(ProjectError) as caught:
        found_project(tmp_path / "ours", Imprint("Ours", address))
    assert code in {problem.code for problem in caught.value.problems}
    assert not list(tmp_path.iterdir())


def test_an_address_from_a_browser_is_made_one_to_type(tmp_path: Path) -> None:
    project = found_project(tmp_path / "ours", Imprint("Ours", "https://example.org/facts/"))
    assert project.brand.footer["en"].address == "example.org/facts"


def test_a_folder_with_something_in_it_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    assert run("init", "ours", *ADDRESS).returncode == 0, "an empty folder will do"
    before = sorted((tmp_path / "ours").rglob("*"))
    again = run("init", "ours", *ADDRESS)
    assert (again.returncode, "error[folder-not-empty]" in again.stderr) == (2, True)
    assert sorted((tmp_path / "ours").rglob("*")) == before


def test_the_folder_one_stands_in_will_do(run: Run, tmp_path: Path) -> None:
    assert run("init", ".", *ADDRESS).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["assets", "captions.yaml"]
    assert run("check").returncode == 0
    assert load_project(tmp_path).brand.name == tmp_path.name


def test_a_name_may_be_any_words(tmp_path: Path) -> None:
    found_project(tmp_path / "ours", Imprint('Ours: "#1" {x}', "example.org"))
    assert load_project(tmp_path / "ours").brand.name == 'Ours: "#1" {x}'
