"""What an editor says about the files is what sharegen says, as far as a schema can tell.

The files are read here as an editor reads them (YAML 1.2, core schema): 84 is a number, `no` and
a date are words. In every broken file of tests/load/bad the schema finds each fault of structure
in the very line that sharegen names, and no fault in a line without one.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError
from test_bad_files import BAD, expectations, problems_of, target

import sharegen

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(sharegen.__file__).parent / "schema"
FILES = {
    "captions": "captions.yaml",
    "brand": "assets/brand.yaml",
    "backgrounds": "assets/backgrounds/backgrounds.yaml",
    "templates": "assets/templates.yaml",
}
OF_THIS_PROJECT = [name for name in FILES if name != "templates"]  # it needs none
# What sharegen finds and the schema has to find.
STRUCTURE = frozenset(
    """bad-color bad-date bad-id bad-number empty-thread empty-value id-length missing-key
    not-a-mapping unknown-key unknown-language unknown-value wrong-kind""".split()
)
# Codes of files that are no YAML, or not the part of it that sharegen reads.
UNREADABLE = frozenset(
    """alias-loop duplicate-key several-documents syntax tab tag too-deep unknown-alias""".split()
)
# Faults of structure that take arithmetic, the whole file or YAML's signs to see.
BEYOND = ('-1" has', "million pixels", "leaves less than half", "reaches beyond", '"1e3"')
_CORE = (
    (re.compile(r"(null|Null|NULL|~|)\Z"), lambda _: None),
    (re.compile(r"(true|True|TRUE)\Z"), lambda _: True),
    (re.compile(r"(false|False|FALSE)\Z"), lambda _: False),
    (re.compile(r"[-+]?[0-9]+\Z"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z"), float),
)
Path_ = tuple[str | int, ...]


class Editor:
    """A file as an editor has it: its value, and the line of every key and value in it."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path_, int] = {}
        self.key_lines: dict[Path_, int] = {}
        self.value = self._value(yaml.compose(text, yaml.SafeLoader), ())

    def _value(self, node: yaml.Node, path: Path_) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            for key, _ in node.value:
                self.key_lines[(*path, key.value)] = key.start_mark.line + 1
            return {key.value: self._value(value, (*path, key.value)) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, place)) for place, item in enumerate(node.value)]
        if node.style is None:
            for pattern, made in _CORE:
                if pattern.match(node.value):
                    return made(node.value)
        return node.value

    def faults(self, name: str) -> set[int]:
        """The lines the schema finds fault with."""
        errors = validator(name).iter_errors(self.value)
        return {line for error in errors for line in self._places(error)}

    def _places(self, error: ValidationError) -> Iterator[int]:
        path = tuple(error.absolute_path)
        if error.validator == "anyOf":
            branches: dict[Any, list[ValidationError]] = {}
            for inner in error.context or ():
                branches.setdefault(inner.schema_path[0], []).append(inner)
            right = [b for b in branches.values() if not any(_kind(e, path) for e in b)]
            if right:
                for inner in right[-1]:
                    yield from self._places(inner)
                return
        if error.validator == "additionalProperties":
            for key in set(error.instance) - set(error.schema["properties"]):
                yield self.key_lines[(*path, key)]
        elif "propertyNames" in error.absolute_schema_path:
            yield self.key_lines[(*path, error.instance)]
        else:
            yield self.lines[path]


def _kind(error: ValidationError, path: Path_) -> bool:
    return error.validator == "type" and tuple(error.absolute_path) == path


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _name(file: str) -> str:
    return next(name for name, path in FILES.items() if path == file)


def _maker() -> Any:
    """docs/make_schema.py, which is a script and in no package."""
    place = ROOT / "docs/make_schema.py"
    spec = importlib.util.spec_from_file_location("make_schema", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BY_HAND = "report.schema.json"  # of what is written, not read: test_report.py holds it


def test_schemas_are_current() -> None:
    files = (path for path in FOLDER.iterdir() if path.name != BY_HAND)
    found = {path.name: path.read_text("utf-8") for path in files}
    assert found == _maker().schemas(), "run `make schema`"


@pytest.mark.parametrize("name", FILES)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(validator(name).schema)


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_explained_on_hover(name: str) -> None:
    schema = validator(name).schema
    for table in (schema, *schema["$defs"].values()):
        for key, value in table.get("properties", {}).items():
            assert value.get("description"), f"{key} has no description"


@pytest.mark.parametrize("name", OF_THIS_PROJECT)
def test_the_files_of_this_project_name_their_schema_and_keep_to_it(name: str) -> None:
    _names_its_schema((ROOT / FILES[name]).read_text("utf-8"), name)


def test_the_example_of_templates_names_its_schema_and_keeps_to_it() -> None:
    for text in template_examples():
        assert not Editor(text).faults("templates")
    _names_its_schema(template_examples()[0].partition("\n")[2], "templates")


def _names_its_schema(text: str, name: str) -> None:
    first = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert first, "the first line names the schema, for editors"
    place = (ROOT / FILES[name]).parent / first[1]
    assert place.resolve() == ROOT / f"src/sharegen/schema/{name}.schema.json" and place.is_file()
    assert not Editor(text).faults(name)


def template_examples() -> list[str]:
    """The files that docs/templates.md shows."""
    text = (ROOT / "docs/templates.md").read_text("utf-8")
    return re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def _example() -> list[tuple[str, str]]:
    """The files of the worked example in docs/files.md."""
    text = (ROOT / "docs/files.md").read_text("utf-8")
    return re.findall(r"^```yaml\n# (\S+\.yaml)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_worked_example_of_the_files_keeps_to_the_schemas() -> None:
    assert [file for file, _ in _example()] == list(FILES.values())
    for file, body in _example():
        assert not Editor(body).faults(_name(file)), file


def _readable() -> Iterator[Path]:
    """The broken files that an editor can hold against a schema."""
    for path in sorted(BAD.glob("*.yaml")):
        codes = {one.code for one in expectations(path.read_text("utf-8"))}
        if not UNREADABLE & codes and path.stem != "complex-keys":
            yield path


@pytest.mark.parametrize("path", list(_readable()), ids=lambda path: path.stem)
def test_the_schema_finds_what_sharegen_finds(path: Path) -> None:
    text = path.read_text("utf-8")
    expected = expectations(text)
    found = Editor(text).faults(_name(target(path)))
    wanted = {
        one.line
        for one in expected
        if one.code in STRUCTURE and not any(words in one.message for words in BEYOND)
    }
    assert wanted <= found, f"the schema overlooks lines {sorted(wanted - found)}"
    wrong = {one.line for one in expected}
    assert found <= wrong, f"the schema is wrong about lines {sorted(found - wrong)}"


# One of each kind; nothing at all, and yes or no, in a long run.
OTHER_KINDS = ["some words", 77.5, ["x"], {"x": "y"}]
SELDOM = [pytest.param(value, marks=pytest.mark.long) for value in ([], {}, True)]


@pytest.mark.parametrize("value", [*OTHER_KINDS, *SELDOM], ids=str)
@pytest.mark.parametrize("name", FILES)
def test_a_value_of_another_kind_is_one_to_both(name: str, value: Any, project: Path) -> None:
    for file, body in _example():
        (project / file).write_text(body, "utf-8")
    whole = Editor(dict(_example())[FILES[name]])
    for path in filter(None, whole.lines):
        changed = _replaced(whole.value, path, value)  # JSON is YAML, and the same to an editor
        (project / FILES[name]).write_text(json.dumps(changed, ensure_ascii=False), "utf-8")
        found = [p for p in problems_of(project) if p.at and p.at.file == FILES[name]]
        to_us = any(
            p.code in STRUCTURE and not any(words in p.message for words in BEYOND) for p in found
        )
        to_editor = not validator(name).is_valid(changed)
        assert to_editor or not to_us, f"{path}: the schema overlooks {found}"
        assert found or not to_editor, f"{path}: only the schema finds fault"


def _replaced(whole: Any, path: Path_, value: Any) -> Any:
    if not path:
        return value
    copy = whole.copy()
    copy[path[0]] = _replaced(whole[path[0]], path[1:], value)
    return copy


@pytest.mark.parametrize(
    ("said", "good"),
    [
        ("size: 84", True),
        ('size: "84"', True),
        ("size: 84 px", False),
        ("size: 9000", False),
        ("reviewed: 2020-08-01", True),
        ('reviewed: "2020-08-01"', True),
        ("reviewed: 2020-13-01", False),
        ("status: hold", True),
        ("status: no", False),
        ("template: levels", True),
        ("template: level", True),
        ("background: 12", True),
        ("background:", False),
        ("requires: 2020", True),
    ],
)
def test_values_as_an_editor_reads_them(said: str, good: bool) -> None:
    inner = f"overrides: {{open-graph: {{{said}}}}}" if said.startswith("size") else said
    text = f"language: en\ncaptions:\n  - id: one\n    text: {{en: 2020}}\n    {inner}\n"
    assert Editor(text).faults("captions") == (set() if good else {5})


def test_every_code_of_structure_has_a_file() -> None:
    texts = [path.read_text("utf-8") for path in BAD.glob("*.yaml")]
    codes = {one.code for text in texts for one in expectations(text)}
    assert codes >= STRUCTURE | UNREADABLE
