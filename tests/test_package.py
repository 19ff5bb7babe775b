"""What people install: the wheel, its starter kit, its licences, its command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from importlib import metadata
from pathlib import Path

import pytest

import sharegen
from sharegen.starter import starter_kit

ROOT = Path(__file__).resolve().parents[1]
MOST_WHEEL_BYTES = 6_000_000  # the faces are most of it, emoji half


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this tree, made without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    _python("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed; the libraries are those of this environment."""
    folder = tmp_path_factory.mktemp("site")
    _python("-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target", folder, wheel)
    return folder


def _python(
    *arguments: str | Path, cwd: Path | None = None, path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    environment.pop("PYTHONPATH", None)
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, f"{arguments}:\n{done.stdout}{done.stderr}"
    return done


def test_the_wheel_has_the_starter_kit_and_the_licences(
    wheel: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        sizes = {info.filename: info.file_size for info in archive.infolist()}
        (metadata,) = (n for n in names if n.endswith(".dist-info/METADATA"))
        facts = message_from_bytes(archive.read(metadata))
    ours = {"captions.yaml": ROOT / "captions.yaml"}
    for path in (ROOT / "assets").rglob("*"):
        if path.is_file():
            ours[path.relative_to(ROOT).as_posix()] = path
    missing = {f"sharegen/starter/{name}" for name in ours} - names
    schemas = (ROOT / "src/sharegen/schema").glob("*.schema.json")
    missing |= {f"sharegen/schema/{path.name}" for path in schemas} - names
    assert not missing, f"the wheel lacks {sorted(missing)}"
    licences = {Path(name).name for name in names if ".dist-info/licenses/" in name}
    wanted = {"LICENSE", "LICENSES.md", *(p.name for p in (ROOT / "assets/fonts").glob("*.txt"))}
    assert wanted <= licences, f"the wheel lacks the licences {sorted(wanted - licences)}"
    strange = [n for n in names if n.endswith((".pyc", ".tmp")) or "/tests/" in n]
    assert not strange, f"the wheel has {strange}"
    assert facts["Version"] == sharegen.__version__
    assert facts["Requires-Python"] == ">=3.11"
    size = wheel.stat().st_size
    with capsys.disabled():
        sys.stdout.write(f" [wheel: {size / 1e6:.2f} MB, {len(names)} files] ")
    largest = sorted(sizes, key=sizes.__getitem__)[-3:]
    assert size <= MOST_WHEEL_BYTES, f"the wheel has {size:,} bytes; the largest are {largest}"


def test_the_source_has_the_example_of_a_brand(tmp_path: Path) -> None:
    _python("-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path), cwd=ROOT)
    (found,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    examples = (path for path in (ROOT / "examples").rglob("*") if path.is_file())
    missing = {path.relative_to(ROOT).as_posix() for path in examples} - names
    assert not missing, f"the source distribution lacks {sorted(missing)}"


def test_a_card_in_an_empty_folder(site: Path, tmp_path: Path) -> None:
    command = ("-m", "sharegen", "card", "Some **words.**", "--to", "instagram-square")
    done = _python(*command, cwd=tmp_path, path=site)
    made = sorted(path.name for path in tmp_path.rglob("*"))
    (picture,) = (name for name in made if name.endswith(".png"))
    assert made == sorted([picture, picture.removesuffix(".png") + ".alt.txt"])
    assert "draft" in picture, "words that nobody approved are marked in the file's name"
    assert (tmp_path / picture).read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    alt = (tmp_path / picture).with_suffix(".alt.txt").read_text("utf-8")
    assert "Some words." in alt
    assert picture in done.stdout, "stdout says where the picture is"
    assert alt.strip() in done.stderr, "stderr says its alt text"


def test_the_starter_kit_is_found_from_both_places(site: Path) -> None:
    for root in (starter_kit(), ROOT):
        assert (root / "captions.yaml").is_file()
        assert (root / "assets/brand.yaml").is_file()
    code = "from sharegen.starter import starter_kit; print(starter_kit())"
    installed = Path(_python("-c", code, path=site).stdout.strip())
    checkout = Path(_python("-c", code, path=ROOT / "src").stdout.strip())
    assert (installed, checkout) == (site / "sharegen" / "starter", ROOT)


def test_the_version_is_said(site: Path) -> None:
    said = _python("-m", "sharegen", "--version", path=site).stdout
    assert sharegen.__version__ in said
    script = site / "bin" / "sharegen"
    if os.name == "posix":
        assert sharegen.__version__ in _python(script, "--version", path=site).stdout


def test_what_pictures_need_is_locked_as_all_else_is() -> None:
    def entries(name: str) -> dict[str, str]:
        text = (ROOT / name).read_text("utf-8")
        found = re.findall(r"^([a-z0-9-]+)==(\S+.*?)(?=^[a-z]|\Z)", text, re.MULTILINE | re.DOTALL)
        return dict(found)

    whole, part = entries("requirements.lock"), entries("runtime.lock")
    assert all(whole.get(name) == entry for name, entry in part.items())
    needed = metadata.requires("sharegen") or []
    core = {re.split(r"[<>=;\[ ]", one)[0] for one in needed if "extra ==" not in one}
    assert core <= set(part), f"runtime.lock lacks {sorted(core - set(part))}: make lock"
    assert "hatchling" in part and "pytest" not in part
