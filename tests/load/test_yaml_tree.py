"""What a file may be, and that its nodes know where they stand."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sharegen.load import yaml_tree
from sharegen.load.decoding import decode
from sharegen.load.yaml_tree import Mapping, Node, Scalar, Sequence, parse_tree, read_tree
from sharegen.model.diagnostic import Diagnostic, Location


def tree(text: str) -> Node:
    node, problems = parse_tree(text, "f.yaml")
    assert problems == ()
    assert node is not None
    return node


def problem(text: str) -> Diagnostic:
    node, problems = parse_tree(text, "f.yaml")
    assert node is None
    assert len(problems) == 1, problems
    return problems[0]


def value(node: Node, *path: str | int) -> Node:
    for step in path:
        if isinstance(step, int):
            assert isinstance(node, Sequence)
            node = node.items[step]
        else:
            assert isinstance(node, Mapping)
            node = next(entry.value for entry in node.entries if entry.key == step)
    return node


@pytest.mark.parametrize(
    "literal",
    [
        "NO",
        "yes",
        "null",
        "~",
        "012",
        "0x1F",
        "1:30",
        "2024-01-02",
        "2024-13-45",
        "1.0",
        "1e9",
        ".inf",
    ],
)
def test_every_scalar_stays_the_text_it_was_written_as(literal: str) -> None:
    node = value(tree(f"id: {literal}\n"), "id")
    assert isinstance(node, Scalar)
    assert node.value == literal


def test_a_number_of_5000_digits_is_text() -> None:
    node = value(tree("id: " + "9" * 5000), "id")
    assert isinstance(node, Scalar)
    assert len(node.value) == 5000


def test_keys_and_values_know_line_and_column_in_characters() -> None:
    node = tree('a: x\n"é😀": "value"\nb: |\n  words\nc:\n  - one\n  - {d: two}\n')
    assert isinstance(node, Mapping)
    assert [entry.at for entry in node.entries] == [
        Location("f.yaml", line, 1) for line in (1, 2, 3, 5)
    ]
    assert value(node, "é😀").at == Location("f.yaml", 2, 7)
    assert value(node, "b").at == Location("f.yaml", 3, 4)
    assert value(node, "c", 1, "d").at == Location("f.yaml", 7, 9)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_count_lines(end: str) -> None:
    text, problems = decode(f"a: 1{end}b: 2{end}".encode(), "f.yaml")
    assert not problems
    assert value(tree(text or ""), "b").at == Location("f.yaml", 2, 4)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_read(encoding: str) -> None:
    text, problems = decode("a: é\n".encode(encoding), "f.yaml")
    assert not problems
    assert text == "a: é\n"


def test_utf_16_big_endian_with_its_mark_is_read() -> None:
    assert decode(b"\xfe\xff" + "a: é".encode("utf-16-be"), "f.yaml") == ("a: é", ())


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_other_encodings_are_named_by_byte_and_place(encoding: str) -> None:
    text, (found,) = decode("a: 1\nb: café\n".encode(encoding), "f.yaml")
    assert text is None
    assert found.code == "encoding"
    assert found.message == "byte 0xe9 at offset 11 is not UTF-8"
    assert found.hint == "save the file as UTF-8"
    assert found.at == Location("f.yaml", 2, 7)


@pytest.mark.parametrize("char", ["\0", "\x1b", "\x80", "\x9f", "\x7f", "\ufffe"])
def test_raw_control_characters_are_named_by_code_point_and_line(char: str) -> None:
    text, (found,) = decode(f"a: 1\nb: x{char}y\n".encode(), "f.yaml")
    assert text is None
    assert found.code == "control-character"
    assert found.message == f"control character U+{ord(char):04X} in line 2"
    assert found.at == Location("f.yaml", 2, 5)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "null", "~\n", "---\n...\n", "\ufeff"])
def test_a_file_without_anything_is_empty(text: str) -> None:
    assert problem(text).code == "empty-file"


def bomb(levels: int, width: int) -> str:
    lines = ["a0: &a0 [x, x]"]
    for level in range(1, levels):
        items = ", ".join([f"*a{level - 1}"] * width)
        lines.append(f"a{level}: &a{level} [{items}]")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (bomb(9, 9), "aliases repeat more than 100,000 values"),
        (bomb(30, 4), "aliases repeat more than 100,000 values"),
        ("a: &a x\nb: [" + "*a, " * 101 + "]", "more than 100 aliases"),
    ],
)
def test_alias_bombs_are_refused(text: str, message: str) -> None:
    found = problem(text)
    assert found.code == "too-many-aliases"
    assert found.message == message


def test_a_hundred_aliases_are_allowed() -> None:
    node = value(tree("a: &a x\nb: [" + "*a, " * 100 + "]"), "b")
    assert isinstance(node, Sequence)
    assert len(node.items) == 100


def test_an_alias_twice_under_one_key_is_a_duplicate() -> None:
    assert problem("a: &a x\nb: *a\nb: *a\n").code == "duplicate-key"


@pytest.mark.parametrize("depth", [500, 100_000, 1_000_000])
@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "a: {", "[{", "&a [", "- ? "])
def test_deep_nesting_is_refused_and_does_not_crash(opening: str, depth: int) -> None:
    start = time.process_time()
    assert problem(opening * depth).code == "too-deep"
    assert time.process_time() - start < 5


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[{"])
def test_deep_nesting_is_refused_by_the_parser_in_python_too(
    opening: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert problem(opening * 100_000).code == "too-deep"


@pytest.mark.parametrize("depth", [30, 31, 32])
def test_32_levels_are_allowed(depth: int) -> None:
    tree("[" * depth + "]" * depth)
    assert problem("[" * 33 + "]" * 33).code == "too-deep"


def test_a_pair_of_surrogates_is_one_character_and_a_lone_one_passes() -> None:
    pair = value(tree('a: "\\ud83d\\ude00"'), "a")
    lone = value(tree('a: "\\ud800"'), "a")
    assert isinstance(pair, Scalar) and isinstance(lone, Scalar)
    assert (pair.value, lone.value) == ("😀", "\ud800")


def test_a_size_is_looked_at_before_reading(tmp_path: Path) -> None:
    with (tmp_path / "captions.yaml").open("wb") as stream:
        stream.truncate(200 * 2**20)
    node, (found,) = read_tree(tmp_path, "captions.yaml")
    assert node is None
    assert found.code == "file-too-large"
    assert "200.0 MiB; at most 64 MiB" in found.message


def test_a_missing_file_names_path_and_current_folder(tmp_path: Path) -> None:
    node, (found,) = read_tree(tmp_path, "captions.yaml")
    assert node is None
    assert found.code == "file-missing"
    assert str(tmp_path) in found.message
    assert str(Path.cwd()) in found.hint


def test_a_folder_or_a_pipe_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        _, (found,) = read_tree(tmp_path, name)
        assert found.code == "not-a-file"


def test_a_link_that_leaves_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "secret.yaml").write_text("a: b")
    (tmp_path / "project/captions.yaml").symlink_to(tmp_path / "secret.yaml")
    _, (found,) = read_tree(tmp_path / "project", "captions.yaml")
    assert found.code == "outside-project"


def test_the_parser_in_python_alone_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = sorted((Path(__file__).parent / "bad").glob("[!b]*.yaml"))  # not bad-codepoint
    texts = [path.read_text("utf-8") for path in bad]
    with_c = [parse_tree(text, "f.yaml")[1] for text in texts]
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert [parse_tree(text, "f.yaml")[1] for text in texts] == with_c


def plainly(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return [(entry.key, plainly(entry.value)) for entry in node.entries]
    if isinstance(node, Sequence):
        return [plainly(item) for item in node.items]
    return (node.value, node.at) if node else None


_BITS = st.sampled_from(
    [
        "a",
        "é",
        "😀",
        ":",
        ": ",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        "[",
        "]",
        "{",
        "}",
        ",",
        '"',
        "'",
        "|",
    ]
    + [">", "#", "&a", "*a", "!", "%", "?", "? ", "---", "...", "\\", "\\x", "\\ud800", "\t", "<<"]
    + ["\x85", "\u2028", "\ufeff", "@", "`", "**", "~", "null"]
)


@given(st.lists(_BITS, max_size=40).map("".join))
@settings(max_examples=600, deadline=None)
def test_any_text_gives_a_tree_or_problems(text: str) -> None:
    node, problems = parse_tree(text, "f.yaml")
    assert (node is None) == bool(problems)
    for found in problems:
        assert found.message and found.hint and found.at


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_text_or_problems(data: bytes) -> None:
    text, problems = decode(data, "f.yaml")
    assert (text is None) == bool(problems)
    if text is not None:
        node, problems = parse_tree(text, "f.yaml")
        assert (node is None) == bool(problems)


def test_cut_and_altered_files_never_raise() -> None:
    whole = (Path(__file__).parents[2] / "captions.yaml").read_bytes()
    rng = random.Random(1)
    for _ in range(60):
        data = bytearray(whole[: rng.randrange(len(whole))])
        for _ in range(rng.randrange(4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        text, _ = decode(bytes(data), "f.yaml")
        if text is not None:
            parse_tree(text, "f.yaml")


def test_a_thousand_captions_are_read_well_below_a_second() -> None:
    entry = (
        '  - id: caption-{}\n    text:\n      en: "Some **words** {}"\n    alt: {{en: "Words"}}\n'
    )
    text = "language: en\ncaptions:\n" + "".join(entry.format(i, i) for i in range(1000))
    start = time.process_time()
    tree(text)
    assert time.process_time() - start < 1
    assert yaml_tree.MOST_DEPTH == 32
