"""What people install: the wheel, its starter kit, its licences, its command."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from importlib import metadata
from pathlib import Path

import pytest

import sharegen
from sharegen.starter import starter_kit

ROOT = Path(__file__).resolve().parents[1]
LONG = bool(os.environ.get("SHAREGEN_LONG"))
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


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source distribution of this tree."""
    folder = tmp_path_factory.mktemp("sdist")
    _python("-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    (found,) = folder.glob("*.tar.gz")
    return found


def test_the_source_has_examples_and_what_machines_run(source: Path) -> None:
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    files = [path for top in ("examples", "ci") for path in (ROOT / top).rglob("*")]
    wanted = [*(path for path in files if path.suffix != ".pyc" and path.is_file())]
    wanted += [ROOT / name for name in ("action.yml", "runtime.lock", "requirements.lock")]
    missing = {path.relative_to(ROOT).as_posix() for path in wanted} - names
    assert not missing, f"the source distribution lacks {sorted(missing)}"


def test_wheel_and_source_are_the_same_bytes_from_another_place(
    wheel: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The source, unpacked elsewhere with other times and modes, gives itself and the wheel."""
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path, filter="data")
    (tree,) = tmp_path.iterdir()
    for path in tree.rglob("*"):
        if path.is_file():
            os.utime(path, (1_000_000_000, 1_000_000_000))
            path.chmod(path.stat().st_mode & ~0o077)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("PYTHONHASHSEED", "4242")
    for kind, first in (("wheel", wheel), ("sdist", source)):
        _python("-m", "hatchling", "build", "-t", kind, "-d", tmp_path / kind, cwd=tree)
        (second,) = (tmp_path / kind).iterdir()
        assert (second.name, second.read_bytes()) == (first.name, first.read_bytes())


def test_the_version_stands_in_one_place_and_the_changelog_has_it() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    version = re.escape(sharegen.__version__)
    section = re.compile(rf"^## \[{version}\] - \d{{4}}-\d\d-\d\d$", re.MULTILINE)
    coming = re.compile(rf"^## \[Unreleased\]\n\n.*\b{version}\.$", re.MULTILINE)
    assert section.search(text) or coming.search(text), (
        "CHANGELOG.md: '## [version] - date' of this version, or below Unreleased a line that "
        "ends with the version to come"
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "version" not in project and project["dynamic"] == ["version"]


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


def _pythons() -> list[Path]:
    """Every Python from 3.11 on that is here, one of each minor version."""
    found = {}
    homes = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for minor in range(11, 20):
        name = f"python3.{minor}"
        candidates = sorted(homes.glob(f"3.{minor}.*/bin/{name}"))
        on_path = shutil.which(name)
        if on_path is not None:
            candidates.append(Path(on_path))
        for path in candidates:
            done = subprocess.run([path, "-c", "import ensurepip, venv"], capture_output=True)
            if done.returncode == 0:
                found[name] = path
                break
    return [*found.values()] or [Path(sys.executable)]


@pytest.mark.long
@pytest.mark.parametrize("python", _pythons() if LONG else [], ids=lambda path: path.name)
def test_the_wheel_works_in_a_clean_environment(
    python: Path, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On each Python, with what runtime.lock has, from the registry."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    bin = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")

    def run(*command: str | Path) -> str:
        done = subprocess.run(
            [*map(str, command)], cwd=tmp_path, capture_output=True, text=True, timeout=600
        )
        assert done.returncode == 0, f"{command}:\n{done.stdout}{done.stderr}"
        return done.stdout

    run(python, "-m", "venv", tmp_path / "venv")
    install = (bin / "python", "-m", "pip", "install", "-q", "--no-deps")
    run(*install, "--require-hashes", "--only-binary", ":all:", "-r", ROOT / "runtime.lock")
    run(*install, "--no-index", wheel)
    run(bin / "python", "-m", "pip", "check")
    assert sharegen.__version__ in run(bin / "sharegen", "--version")
    run(bin / "sharegen", "init", "own", "--address", "example.org/facts")
    run(bin / "sharegen", "build", "--project", "own", "--to", "open-graph", "--out", "made")
    run(bin / "sharegen", "verify", "made", "--project", "own")
    assert list((tmp_path / "made").rglob("*.png"))
