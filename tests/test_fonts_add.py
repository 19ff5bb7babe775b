"""`fonts add`: what is brought in, what is refused, and that nothing is overwritten."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from fontTools.ttLib import TTFont

from sharegen import courier
from sharegen.catalog.font_packages import FONT_PACKAGES, FontPackage
from sharegen.foundry import Added, Home, add_face
from sharegen.load import load_brand_kit
from sharegen.load.assets import licence_beside
from sharegen.model.diagnostic import Diagnostic, MachineError, ProjectError

ROOT = Path(__file__).resolve().parents[1]
CJK = Path(__file__).parent / "fonts"
FACES = {"ja": "NotoSansJP-test.otf", "ko": "NotoSansKR-test.otf", "zh-Hans": "NotoSansSC-test.otf"}
Run = Callable[..., CompletedProcess[str]]


def add(project: Path, source: Path, tag: str = "ja") -> Added:
    return add_face(Home(project, "assets"), tag, source)


def refused(project: Path, source: Path, tag: str = "ja") -> Diagnostic:
    before = tree(project)
    with pytest.raises(ProjectError) as caught:
        add(project, source, tag)
    assert tree(project) == before, "what is refused leaves nothing behind"
    assert caught.value.problems[0].hint
    return caught.value.problems[0]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A face in a folder of its own, without a licence beside it."""
    folder = tmp_path / "mine"
    folder.mkdir()
    return Path(shutil.copy(CJK / FACES["ja"], folder))


def test_a_face_is_added_with_its_licence_and_used(run: Run, project: Path) -> None:
    words = ("card", "事実を知る", "--lang", "ja", "--to", "open-graph")
    before = run(*words, cwd=project)
    assert before.returncode == 1 and "hint: run: sharegen fonts add ja" in before.stderr
    brand = project / "assets/brand.yaml"
    comments = [line for line in brand.read_text("utf-8").splitlines() if "#" in line]
    source = CJK / FACES["ja"]
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


@pytest.mark.parametrize("tag", FACES)
def test_each_language_takes_its_face(run: Run, project: Path, tag: str) -> None:
    done = run("fonts", "add", tag, "--from", CJK / FACES[tag], cwd=project)
    assert done.returncode == 0, done.stderr
    brand, _ = load_brand_kit(project)
    assert brand.fallback[-1].file == f"assets/fonts/{FACES[tag]}"
    assert run("fonts", "check", cwd=project).returncode == 0


def test_all_three_one_after_the_other_and_again(project: Path) -> None:
    assert [add(project, CJK / name, tag).new for tag, name in FACES.items()] == [True] * 3
    before = tree(project)
    assert [add(project, CJK / name, tag).new for tag, name in FACES.items()] == [False] * 3
    assert tree(project) == before
    brand, _ = load_brand_kit(project)
    assert [Path(face.file).name for face in brand.fallback[-3:]] == list(FACES.values())


def test_what_was_broken_off_is_finished_by_the_same_command(project: Path) -> None:
    brand = project / "assets/brand.yaml"
    before = brand.read_bytes()
    added = add(project, CJK / FACES["ja"])
    after = brand.read_bytes()
    brand.write_bytes(before)
    assert add(project, CJK / FACES["ja"]).new and brand.read_bytes() == after
    added.licence.unlink()
    assert add(project, CJK / FACES["ja"]).new and added.licence.is_file()
    added.file.unlink()
    assert add(project, CJK / FACES["ja"]).new and brand.read_bytes() == after


def test_a_face_that_lies_in_the_project_is_named_where_it_is(project: Path) -> None:
    fonts = project / "assets/fonts"
    shutil.copy(CJK / FACES["ko"], fonts)
    added = add(project, fonts / FACES["ko"], "ko")
    assert added.new and added.licence.read_text("utf-8").strip()
    assert licence_beside(added.file) == added.licence.name


# ---- licences ------------------------------------------------------------------------------


def test_the_licence_of_another_font_is_not_copied(project: Path, source: Path) -> None:
    for name in ("OFL-archivo.txt", "OFL-inter.txt"):
        shutil.copy(ROOT / "assets/fonts" / name, source.parent)
    added = add(project, source)
    text = added.licence.read_text("utf-8")
    assert "Archivo" not in text and "SIL Open Font License" in text
    assert added.licence.name == "OFL-notosansjp-test.txt"


def test_another_licence_than_the_ofl_is_called_so(project: Path, source: Path) -> None:
    (source.parent / "LICENSE.txt").write_text("Ours. Use it for our pictures.\n", "utf-8")
    added = add(project, source)
    assert added.licence.name == "LICENSE-notosansjp-test.txt"
    assert licence_beside(added.file) == added.licence.name


def test_a_licence_that_is_there_is_not_overwritten(project: Path, source: Path) -> None:
    paper = project / "assets/fonts/OFL-notosansjp-test.txt"
    paper.write_text("Of another font.\n", "utf-8")
    problem = refused(project, source)
    assert problem.code == "font-exists" and paper.name in problem.message


def _changed(source: Path, number: int | None = None) -> Path:
    """The face with an fsType, or without one word on its licence; its checksums are right."""
    with TTFont(source) as font:
        if number is None:
            font["name"].names = [n for n in font["name"].names if n.nameID not in (13, 14)]
        else:
            font["OS/2"].fsType = number
        font.save(source.with_name("changed.otf"))
    return source.with_name("changed.otf")


def test_a_face_nobody_may_use_is_refused(project: Path, source: Path) -> None:
    restricted = refused(project, _changed(source, 2))
    assert restricted.code == "font-licence" and "permission" in restricted.message
    silent = refused(project, _changed(source))
    assert silent.code == "font-licence" and "no licence" in silent.message


# ---- what is refused -----------------------------------------------------------------------


def test_damage_is_refused(project: Path, source: Path) -> None:
    data = source.read_bytes()
    source.write_bytes(data[:-100])
    assert refused(project, source).code == "font-damaged"
    source.write_bytes(data[:5000] + b"xxxx" + data[5004:])
    assert refused(project, source).code == "font-damaged"
    source.write_bytes(b"")
    assert refused(project, source).code == "font-format"
    source.unlink()
    assert refused(project, source).code == "font-missing"
    os.mkfifo(source)
    assert refused(project, source).code == "not-a-file"


def test_what_is_no_face_for_the_language_is_refused(project: Path, source: Path) -> None:
    page = source.with_name("page.otf")
    page.write_text("<html>", "utf-8")
    assert refused(project, page).code == "font-format"
    assert refused(project, CJK / FACES["ko"]).code == "font-coverage"
    assert refused(project, source, "xx").code == "unknown-language"
    shutil.copy(CJK / FACES["ko"], project / "assets/fonts" / source.name)
    assert refused(project, source).code == "font-exists"


def test_a_language_without_a_package_wants_a_file(project: Path) -> None:
    for tag, code in (("xx", "unknown-language"), ("fr", "font-package")):
        with pytest.raises(ProjectError) as caught:
            add_face(Home(project, "assets"), tag)
        assert caught.value.problems[0].code == code


@pytest.mark.parametrize("name", ["face", "face.bin", "face.woff2", "a\\b.otf", "a\x1b[2Jb.otf"])
def test_names_that_no_project_takes_are_refused(project: Path, source: Path, name: str) -> None:
    renamed = source.rename(source.with_name(name))
    assert refused(project, renamed).code in ("font-format", "outside-project")


def test_a_link_is_followed_and_keeps_its_name(project: Path, source: Path) -> None:
    link = source.parent.parent / "Link.otf"
    link.symlink_to(source)
    added = add(project, link)
    assert added.file.name == "Link.otf" and not added.file.is_symlink()


def test_a_folder_under_the_faces_name_is_left_alone(project: Path, source: Path) -> None:
    (project / "assets/fonts" / source.name).mkdir()
    assert refused(project, source).code == "font-exists"


@pytest.mark.parametrize(
    "layout",
    ["fallback: fonts/a.ttf\n", "fallback: [\n  fonts/a.ttf,\n]\n", "fallback: {a: b}\n", "- x\n"],
)
def test_a_chain_that_cannot_be_lengthened_is_left_alone(
    project: Path, source: Path, layout: str
) -> None:
    (project / "assets/brand.yaml").write_text(layout, "utf-8")
    refused(project, source)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("fallback:  # none yet\na: b\n", 'fallback:  # none yet\n  - "fonts/{}"\na: b\n'),
        ("fallback: []  # [none]\n", 'fallback: ["fonts/{}"]  # [none]\n'),
        ("fallback: [a.ttf]  # mine\n", 'fallback: [a.ttf, "fonts/{}"]  # mine\n'),
        (
            "fallback:\n    - a.ttf  # mine\n",
            'fallback:\n    - a.ttf  # mine\n    - "fonts/{}"\n',
        ),
        ("a: b", 'a: b\nfallback:\n  - "fonts/{}"\n'),
        ("\ufeffa: b\r\n", '\ufeffa: b\r\nfallback:\r\n  - "fonts/{}"\r\n'),
        ("fallback:\n- x.ttf  # x\n# end\n", 'fallback:\n- x.ttf  # x\n- "fonts/{}"\n# end\n'),
    ],
)
def test_comments_and_layout_stay(project: Path, source: Path, before: str, after: str) -> None:
    brand = project / "assets/brand.yaml"
    brand.write_bytes(before.encode())
    brand.chmod(0o640)
    add(project, source)
    assert brand.read_bytes().decode() == after.replace("{}", source.name)
    assert brand.stat().st_mode & 0o777 == 0o640


# ---- the machine ---------------------------------------------------------------------------


def test_what_cannot_be_written_ends_with_three(run: Run, project: Path) -> None:
    shutil.rmtree(project / "assets/fonts")
    (project / "assets/fonts").write_text("a file where the folder should be", "utf-8")
    done = run("fonts", "add", "ja", "--from", CJK / FACES["ja"], cwd=project)
    assert done.returncode == 3, done.stderr
    assert "error[output-failed]" in done.stderr and "--out" not in done.stderr


def test_a_read_only_folder_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts, opened = str(project / "assets/fonts"), os.open

    def read_only(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and str(path).startswith(fonts):
            raise OSError(30, "Read-only file system")
        return opened(path, flags, mode)

    before = tree(project)
    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(MachineError) as caught:
        add(project, CJK / FACES["ja"])
    assert caught.value.problem.code == "output-not-writable"
    assert "assets/fonts" in caught.value.problem.hint
    monkeypatch.undo()
    assert tree(project) == before


def test_fonts_that_lead_out_of_the_project_are_not_written(project: Path, tmp_path: Path) -> None:
    (project / "assets/fonts").rename(tmp_path / "elsewhere")
    (project / "assets/fonts").symlink_to(tmp_path / "elsewhere")
    before = tree(tmp_path / "elsewhere")
    refused(project, CJK / FACES["ja"])
    assert tree(tmp_path / "elsewhere") == before


def test_the_page_names_what_is_fetched() -> None:
    page = (ROOT / "docs/fonts.md").read_text("utf-8")
    for tag, package in FONT_PACKAGES.items():
        assert f"`{tag}`" in page and f"{package.package} {package.version}" in page
        assert package.sha256 in page


# ---- pip -----------------------------------------------------------------------------------


@pytest.fixture
def fetching(project: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Diagnostic]:
    """Ask for the package, with no setting of this machine's pip; what went wrong."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "1")

    def fetch() -> Diagnostic:
        before = tree(project)
        with pytest.raises(MachineError) as caught:
            add_face(Home(project, "assets"), "ja")
        assert tree(project) == before
        problem = caught.value.problem
        assert problem.code == "font-package" and "--from" in problem.hint
        return problem

    return fetch


def test_no_network_is_said(
    fetching: Callable[[], Diagnostic], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")  # nobody listens there
    assert "there is no network" in fetching().message


def test_an_index_without_the_package_is_said(
    fetching: Callable[[], Diagnostic], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    assert "does not have it" in fetching().message


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo '/usr/bin/python3: No module named pip' >&2; exit 1", "has no pip"),
        ("echo 'ERROR: a new kind of trouble' >&2; exit 1", "a new kind of trouble"),
        ("exit 1", "pip failed"),
        ("exit 0", "brought no wheel"),
    ],
)
def test_what_pip_says_is_passed_on(
    fetching: Callable[[], Diagnostic],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    said: str,
) -> None:
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    assert said in fetching().message


def test_no_interpreter_and_no_patience(
    fetching: Callable[[], Diagnostic], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    assert "has no pip" in fetching().message
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 20\n", "utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(slow))
    monkeypatch.setattr(courier, "_PATIENCE", 0.2)
    assert "was not done" in fetching().message


def test_a_package_that_was_fetched_before_needs_no_network(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere")
    shutil.copy(CJK / FACES["ja"], project / "assets/fonts/NotoSansJP[wght].ttf")
    assert add_face(Home(project, "assets"), "ja").new
    assert not add_face(Home(project, "assets"), "ja").new


def _wheel(folder: Path, package: FontPackage) -> str:
    """A wheel that stands for a font package; its SHA-256."""
    folder.mkdir()
    name = package.package.replace("-", "_")
    path = folder / f"{name}-{package.version}-py3-none-any.whl"
    info = f"{name}-{package.version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.write(CJK / FACES["ja"], package.face)
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
