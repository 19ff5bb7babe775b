"""`watch`: a save makes what it changes, soon; nothing half written or wrong is shown."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from watching.looking import CHOSEN, WORDS, Watched, small_project, watched

from sharegen.build import Options, build
from sharegen.load import load_project
from sharegen.manifest import read_manifest
from sharegen.model.diagnostic import Severity
from sharegen.watching.inputs import Inputs, being_written
from sharegen.watching.lookout import Lookout
from sharegen.watching.round import Round

ONE = "x-post/one_x-post_1200x675_en.png"


def errors(done: Round) -> list[tuple[str, int]]:
    """The codes and lines of what is wrong."""
    return [
        (row.code, row.at.line if row.at else 0)
        for row in done.problems
        if row.severity is Severity.ERROR
    ]


def test_a_save_makes_the_pictures_of_its_caption_and_no_other(running: Watched) -> None:
    before = running.pieces
    done = running.save("share what you know", "say what you saw")
    assert (done.made, done.captions) == (2, ("one",))
    after = running.pieces
    assert {path for path in after if before[path] != after[path]} == {
        "instagram-square/one_instagram-square_1080x1080_en.png",
        ONE,
    }


def test_its_pictures_are_those_of_a_build(running: Watched, tmp_path: Path) -> None:
    running.save("Look **twice.**", "**Look** twice.")
    build(load_project(running.root), CHOSEN, Options(tmp_path / "out"))
    built = sorted((tmp_path / "out").glob("*/*.png"))
    assert len(built) == 4
    for path in built:
        name = path.relative_to(tmp_path / "out").as_posix()
        assert running.pieces[name] == path.read_bytes(), name


def test_words_that_do_not_fit_keep_the_last_picture(running: Watched) -> None:
    before = running.pieces
    long = "Ask first, and " * 40
    done = running.save("Ask first. Then", long)
    assert done.made == 0 and set(errors(done)) == {("overflow", 4)}
    assert running.pieces == before
    pieces = running.session.editions[0].pieces
    assert pieces[ONE].past and pieces[ONE].record and pieces[ONE].problems
    # a line above moves its place in the file, and makes nothing
    done = running.save("language: en\n", "language: en\n# more\n")
    assert set(errors(done)) == {("overflow", 5)}
    done = running.save(long, "Ask first. Then")
    assert not errors(done) and not pieces_past(running) and running.pieces == before


def pieces_past(running: Watched) -> list[str]:
    return [path for path, piece in running.session.editions[0].pieces.items() if piece.past]


def test_a_caption_that_cannot_be_read_stays_where_it_was(running: Watched) -> None:
    order = list(running.session.editions[0].pieces)
    done = running.save('en: "Ask first.', 'en: "\\u202eAsk first.')
    assert not done.stopped and [line for _, line in errors(done)] == [4]
    edition = running.session.editions[0]
    assert list(edition.pieces) == order and pieces_past(running) == order[:2]
    assert not done.stopped


@pytest.mark.parametrize("text", ["captions: [", "", "language: en\n"])
def test_a_file_that_cannot_be_used_keeps_all_pictures(running: Watched, text: str) -> None:
    before = running.pieces
    running.captions.write_text(text, "utf-8")
    done = running.next()
    assert done.stopped and errors(done) and done.made == 0
    assert running.pieces == before
    running.captions.write_text(WORDS, "utf-8")
    done = running.next()
    assert not done.stopped and not errors(done) and done.made == 0


def test_a_file_may_go_and_come_back(running: Watched) -> None:
    running.captions.unlink()
    assert running.next().stopped
    running.captions.write_text(WORDS.replace("twice", "again"), "utf-8")
    done = running.next()
    assert not done.stopped and done.captions == ("two",)


def test_an_editor_may_write_beside_and_rename(running: Watched) -> None:
    beside = running.captions.with_name(".captions.yaml.swp")
    beside.write_text(WORDS.replace("twice", "thrice"), "utf-8")
    assert running.quiet()
    os.replace(beside, running.captions)
    assert running.next().captions == ("two",)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux tells who writes")
def test_a_file_that_is_half_written_makes_no_picture(running: Watched) -> None:
    whole = WORDS.replace("share what you know", "tell what you know")
    half = whole[: whole.index("what you know")]
    before = running.pieces
    with open(running.captions, "w", encoding="utf-8") as stream:
        stream.write(f'{half}"}}\n')
        stream.flush()
        assert being_written(running.captions)
        assert running.quiet(0.5)
        stream.seek(0)
        stream.write(whole)
    assert not being_written(running.captions)
    done = running.next()
    assert done.made == 2 and not errors(done) and running.pieces[ONE] != before[ONE]


def test_many_files_at_once_are_one_round(running: Watched) -> None:
    assets = running.root / "assets"
    brand = assets / "brand.yaml"
    text = brand.read_text("utf-8")
    accent = re.search(r' accent: +"(#[0-9A-Fa-f]{6})"', text)
    assert accent
    files = [assets / "backgrounds" / f"lamp-{shape}.svg" for shape in ("wide", "square")]
    drawn = {file: file.read_bytes() for file in files}
    brand.write_text(text.replace(accent[1], "#FFD98A"), "utf-8")
    for file, data in drawn.items():
        file.write_bytes(data + b"<!-- another -->\n")
    running.captions.write_text(WORDS.replace("twice", "here"), "utf-8")
    done = running.next()
    assert done.made == 4 and not errors(done)
    assert running.quiet()
    # and what a caption does not use makes none of it
    for file, data in drawn.items():
        file.write_bytes(data)
    done = running.next()
    assert done.captions == ("two",)
    brand.write_text(text, "utf-8")
    assert running.next().made == 4


def test_a_new_folder_of_the_brand_is_looked_at_too(running: Watched) -> None:
    folder = running.root / "assets" / "backgrounds" / "more"
    folder.mkdir()
    running.next()
    (folder / "note.txt").write_text("nothing that counts", "utf-8")
    assert running.next().made == 0
    (folder / "note.txt").unlink()
    running.next()
    folder.rmdir()
    running.next()


def test_its_manifest_says_what_is_there(running: Watched) -> None:
    running.save("Ask first. Then", "Ask first, and " * 40)
    deadline = [row.status for row in read_manifest(running.out, None).records]
    assert running.quiet()  # lists are written when nothing else is to be done
    found = {row.path: row.status for row in read_manifest(running.out, None).records}
    assert len(deadline) == len(found) == 4
    assert found[ONE] == "stale" and sorted(found.values()) == ["draft", "draft", "stale", "stale"]


def test_a_second_run_makes_nothing_again(tmp_path: Path) -> None:
    root, out = small_project(tmp_path / "project"), tmp_path / "out"
    with watched(root, out) as first:
        made = {path: (out / path).stat().st_mtime_ns for path in first.pieces}
        assert len(made) == 4
    (root / "captions.yaml").write_text(WORDS.replace("twice", "again"), "utf-8")
    with watched(root, out) as second:
        after = {path: (out / path).stat().st_mtime_ns for path in second.pieces}
    assert sorted(path for path in made if made[path] != after[path]) == sorted(
        path for path in made if "/two_" in path
    )


def test_a_disk_that_tells_nothing_is_looked_at(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    with watched(root, tmp_path / "out", poll=True) as running:
        assert running.save("twice", "often").captions == ("two",)


def test_where_the_system_refuses_it_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sys.modules["sharegen.watching.lookout"].watch
    said: list[str] = []

    def refusing(*names: str, **given: object) -> object:
        if not given["force_polling"]:
            raise OSError("inotify watch limit reached")
        return real(*names, **given)

    monkeypatch.setattr("sharegen.watching.lookout.watch", refusing)
    with Lookout(said=said.append) as lookout:
        lookout.cover([tmp_path])
        (tmp_path / "file").write_text("new", "utf-8")
        assert any(path.name == "file" for path in lookout.next(10))
    assert "inotify watch limit reached" in said[0]


def test_the_folders_that_count_are_those_of_the_project_and_its_brands(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project", beside=True)
    inputs = Inputs(root, root / "partner")
    names = {folder.relative_to(root).as_posix() for folder in inputs.folders()}
    assert {".", "assets", "assets/backgrounds", "assets/fonts", "partner"} <= names
    assert inputs.concerns(root / "captions.yaml")
    assert inputs.concerns(root / "partner" / "brand.yaml")
    assert not inputs.concerns(root / "dist" / "manifest.json")
    assert not inputs.concerns(root / "captions.yaml~")
