"""What was made is written down, and read back with suspicion. RELIABILITY rows 105 to 109."""

import dataclasses
import hashlib
import json
import os
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharegen import manifest
from sharegen.manifest import (
    Manifest,
    alt_bytes,
    alt_path,
    is_intact,
    is_present,
    manifest_bytes,
    prune_plan,
    read_manifest,
    stale,
    sums_bytes,
)
from sharegen.model.record import Record
from sharegen.write import write_file

PIXELS = b"not really a picture"


def record(path="x-post/a_x-post_1200x675_en.png", **changes):
    values = {
        "id": "a",
        "path": path,
        "caption": "a",
        "placement": "x-post",
        "lang": "en",
        "template": "statement",
        "background": "house-key",
        "brand": "polaris",
        "width": 1200,
        "height": 675,
        "bytes": len(PIXELS),
        "sha256": hashlib.sha256(PIXELS).hexdigest(),
        "pixel_sha256": "0" * 64,
        "fingerprint": "1" * 64,
        "render": "2" * 64,
        "status": "approved",
        "alt": "Wörter “on” a key",
        "checks": {"contrast": 7.5, "a": True},
    }
    return Record(**(values | changes))


ONE = record()
TWO = record("email-header/b_email-header_1200x400_pt-BR.png", caption="b")


def lay(out, records, project="p"):
    whole = manifest_bytes(project, "1.0", records)
    for one in records:
        write_file(out / one.path, [PIXELS])
        write_file(out / alt_path(one.path), [alt_bytes(one.alt)])
    write_file(out / "manifest.json", [whole])
    write_file(out / "SHA256SUMS", [sums_bytes(records, whole)])
    return whole


def test_the_shape_is_the_contract_s(tmp_path):
    whole = manifest_bytes("p", "1.0", [ONE, TWO])
    assert whole.endswith(b"]\n}\n") and "“on”".encode() in whole
    assert whole == manifest_bytes("p", "1.0", [TWO, ONE])
    read = json.loads(whole)
    assert list(read) == ["schema", "sharegen", "project", "images"]
    assert read["schema"] == 1
    assert [image["path"] for image in read["images"]] == [TWO.path, ONE.path]
    fields = (
        "id path caption placement lang template background brand width height bytes sha256 "
        "pixel_sha256 fingerprint render status alt checks"
    )
    assert list(read["images"][0]) == fields.split()
    assert list(read["images"][0]["checks"]) == ["a", "contrast"]


def test_it_is_read_back(tmp_path):
    lay(tmp_path, [ONE, TWO])
    found = read_manifest(tmp_path, "p")
    assert found == Manifest((TWO, ONE))
    assert found.by_path[ONE.path] == ONE


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_the_sums_are_those_of_every_file(tmp_path):
    lay(tmp_path, [ONE, TWO])
    done = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=tmp_path, check=False)
    assert done.returncode == 0
    lines = (tmp_path / "SHA256SUMS").read_text().splitlines()
    listed = [line.partition("  ")[2] for line in lines]
    files = [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()]
    assert listed == sorted(set(files) - {"SHA256SUMS"})


def changed(**changes):
    image = json.loads(manifest_bytes("p", "1.0", [ONE]))["images"][0]
    return json.dumps({"schema": 1, "project": "p", "images": [image | changes]}).encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged"),
        (b"\xff\xfe", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[]", "damaged"),
        (b'{"schema": 1, "project": "p"}', "damaged"),
        (b'{"schema": 1, "project": "p", "images": [1]}', "damaged"),
        (b'{"schema": 2, "project": "p", "images": []}', "another schema"),
        (b'{"schema": true, "project": "p", "images": []}', "another schema"),
        (b'{"schema": 1, "project": "q", "images": []}', "another project"),
        (changed(bytes=True), "damaged"),
        (changed(bytes="9"), "damaged"),
        (changed(path=7), "damaged"),
        (changed(sha256="x"), "damaged"),
        (changed(checks=[]), "damaged"),
        (changed(more=1), "damaged"),
    ],
)
def test_what_cannot_be_used_counts_as_empty(tmp_path, data, reason):
    (tmp_path / "manifest.json").write_bytes(data)
    found = read_manifest(tmp_path, "p")
    assert found.records == ()
    assert reason in found.reason


def test_places_without_a_manifest(tmp_path):
    assert "no manifest" in read_manifest(tmp_path, "p").reason
    assert "no manifest" in read_manifest(tmp_path / "x", "p").reason
    (tmp_path / "manifest.json").mkdir()
    assert read_manifest(tmp_path, "p").reason
    (tmp_path / "q").mkdir()
    os.mkfifo(tmp_path / "q" / "manifest.json")
    assert read_manifest(tmp_path / "q", "p").reason


@pytest.mark.parametrize(
    "path",
    "../../x.png ../x.png /etc/x.png a/../x.png a/b/c.png a/.x.png x.png a\\b.png a/x.txt "
    "a/x.png/ ./x.png a//x.png C:/x.png a/x%2e.png".split()
    + ["a/x\0.png", "a/x.png\n", "a/x y.png"],
)
def test_paths_that_are_not_ours_are_ignored(tmp_path, path):
    (tmp_path / "manifest.json").write_bytes(changed(path=path))
    assert read_manifest(tmp_path, "p") == Manifest()
    assert stale(Manifest((record(path),)), []) == ()
    assert prune_plan(tmp_path, [record(path)]) == ()


def test_stale_files_are_those_nothing_covers(tmp_path):
    lay(tmp_path, [ONE, TWO])
    previous = read_manifest(tmp_path, "p")
    assert stale(previous, [ONE, TWO]) == ()
    assert stale(previous, [ONE]) == (TWO,)
    assert stale(previous, [dataclasses.replace(ONE, sha256="3" * 64)]) == (TWO,)
    assert prune_plan(tmp_path, [TWO]) == (alt_path(TWO.path), TWO.path)


def test_only_what_was_written_may_be_pruned(tmp_path):
    lay(tmp_path, [ONE, TWO])
    (tmp_path / ONE.path).write_bytes(b"my own work")
    (tmp_path / TWO.path).unlink()
    (tmp_path / TWO.path).symlink_to("/etc/hostname")
    assert prune_plan(tmp_path, [ONE, TWO]) == tuple(sorted(map(alt_path, (ONE.path, TWO.path))))
    away = tmp_path / "away"
    (tmp_path / "x-post").rename(away)
    (tmp_path / "x-post").symlink_to(away)
    assert prune_plan(tmp_path, [ONE]) == ()


def test_a_file_of_another_size_is_missing(tmp_path):
    lay(tmp_path, [ONE])
    assert is_present(tmp_path, ONE) and is_intact(tmp_path, ONE)
    edited = PIXELS.upper()
    (tmp_path / ONE.path).write_bytes(edited)
    assert is_present(tmp_path, ONE) and not is_intact(tmp_path, ONE)
    (tmp_path / ONE.path).write_bytes(b"")
    assert not is_present(tmp_path, ONE) and not is_intact(tmp_path, ONE)
    lay(tmp_path, [ONE])
    (tmp_path / alt_path(ONE.path)).unlink()
    assert not is_present(tmp_path, ONE)


def test_alt_text_stands_beside_its_picture():
    assert alt_path("a/b_1x1_en.png") == "a/b_1x1_en.alt.txt"
    assert alt_bytes("é\n") == "é\n".encode()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["schema", "project", "images"]), inner)
        ),
    )
)
def test_any_json_is_answered(value):
    assert isinstance(manifest._read(value, "p"), Manifest)
