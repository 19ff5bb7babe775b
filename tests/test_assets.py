"""What a release attaches: flat, with sums, in parts where it is too much for one."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
SIZES = {"instagram-square": (1080, 1080), "x-header": (1500, 500)}


@pytest.fixture
def assets() -> ModuleType:
    """ci/assets.py, which is a script and in no package."""
    spec = importlib.util.spec_from_file_location("assets", ROOT / "ci/assets.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A build of six captions on two placements, as far as lists and names go."""
    out = tmp_path / "pictures"
    images, sums = [], []
    for placement, (width, height) in SIZES.items():
        (out / placement).mkdir(parents=True)
        for number in range(6):
            id = f"words-{number}_{placement}_{width}x{height}_en"
            for ending in (".png", ".alt.txt"):
                path = f"{placement}/{id}{ending}"
                (out / path).write_bytes(f"{path} {'x' * 100}".encode())
                sums.append(f"{hashlib.sha256((out / path).read_bytes()).hexdigest()}  {path}\n")
            image = {"id": id, "path": f"{placement}/{id}.png", "width": width, "height": height}
            images.append({**image, "status": "approved"})
    manifest = json.dumps({"schema": 1, "project": "Ours: a & b", "images": images}).encode()
    (out / "manifest.json").write_bytes(manifest)
    sums.append(f"{hashlib.sha256(manifest).hexdigest()}  manifest.json\n")
    (out / "SHA256SUMS").write_text("".join(sums))
    return out


def made(assets: ModuleType, built: Path) -> dict[str, Path]:
    target = built.parent / "assets"
    assets.main(built, built.parent / "kits", target)
    for line in (target / "SHA256SUMS").read_text().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((target / name).read_bytes()).hexdigest() == digest
    return {path.name: path for path in target.iterdir()}


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_what_fits_is_one_zip_a_shape_and_every_file(assets: ModuleType, built: Path) -> None:
    (built.parent / "kits").mkdir()
    (built.parent / "kits/them-kit.zip").write_bytes(b"PK")
    found = made(assets, built)
    assert len(found) == 24 + 2 + 2 + 1
    assert [name for name in sorted(found) if name.endswith(".zip")] == [
        "ours-a-b-square.zip",
        "ours-a-b-strip.zip",
        "them-kit.zip",
    ]
    assert len(names(found["ours-a-b-square.zip"])) == 12


@pytest.mark.parametrize(("limit", "value"), [("MOST_FILES", 7), ("MOST_BYTES", 2900)])
def test_what_is_too_much_is_in_parts_and_pairs_stay_together(
    assets: ModuleType,
    built: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    limit: str,
    value: int,
) -> None:
    monkeypatch.setattr(assets, limit, value)
    found = made(assets, built)
    parts = [names(path) for name, path in sorted(found.items()) if "-square-" in name]
    assert len(parts) >= 2 and sum(map(len, parts)) == 12
    for part in parts:
        pictures = {name.removesuffix(".png") for name in part if name.endswith(".png")}
        assert pictures == {name.removesuffix(".alt.txt") for name in part if ".alt" in name}
    if limit == "MOST_FILES":
        assert all(len(part) <= value for part in parts)
        assert not [name for name in found if name.endswith(".png")]
        assert "pictures are in the zips alone" in capsys.readouterr().err


def test_what_is_not_as_it_was_built_is_not_attached(assets: ModuleType, built: Path) -> None:
    picture = next(built.rglob("*.png"))
    whole = picture.read_bytes()
    picture.write_bytes(whole[:-1] + b"y")
    with pytest.raises(SystemExit, match="is not as it was built"):
        made(assets, built)
    picture.write_bytes(whole)
    elsewhere = picture.with_name("elsewhere")
    picture.rename(elsewhere)
    picture.symlink_to(elsewhere)
    with pytest.raises(SystemExit, match="is not as it was built"):
        assets.main(built, built.parent / "kits", built.parent / "other")


def test_drafts_and_full_folders_are_refused(assets: ModuleType, built: Path) -> None:
    text = (built / "manifest.json").read_text()
    with pytest.raises(SystemExit, match="has files in it"):
        assets.main(built, built.parent, built)
    (built / "manifest.json").write_text(text.replace("approved", "draft", 1))
    sums = (built / "SHA256SUMS").read_text().splitlines()[:-1]
    digest = hashlib.sha256((built / "manifest.json").read_bytes()).hexdigest()
    (built / "SHA256SUMS").write_text("\n".join([*sums, f"{digest}  manifest.json\n"]))
    with pytest.raises(SystemExit, match="is draft"):
        made(assets, built)
