"""The documents and the program say the same: codes, keys, fields, examples, links."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import pkgutil
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import ModuleType

import pytest

import sharegen
import sharegen.load
from sharegen.catalog.checks import CHECKS
from sharegen.catalog.templates import TEMPLATES
from sharegen.load import load_project
from sharegen.load.keys import Keys
from sharegen.model.record import Record
from sharegen.starter import starter_kit

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SOURCE = Path(sharegen.__file__).parent

# What makes a problem: the code is the first argument.
MAKERS = {"Diagnostic", "MachineError", "Refused", "BadFont", "BadPicture"}
MAKERS |= {"report", "_report", "_stop", "_warning", "stop", "fault"}
# Files whose problems are rows of a table: the code is the first of a row's three or more cells.
TABLES = ("load/suspects.py",)
_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*\Z")
_ARTLESS = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0,0H1V1Z"/></svg>'


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))


def _first_words(tree: ast.AST, names: set[str]) -> set[str]:
    """The first arguments, where they are words, of the calls of functions of these names."""
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and call.args and _called(call) in names
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def _codes() -> set[str]:
    """Every code the source can give to a problem."""
    trees = dict(_trees())
    prefixes = set().union(*(_first_words(tree, {"FileKind"}) for tree in trees.values()))
    found = set(CHECKS)
    for name, tree in trees.items():
        found |= _first_words(tree, MAKERS)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= set(re.findall(r"\berror\[([a-z-]+)\]", node.value))
            if isinstance(node, ast.Tuple) and name in TABLES and len(node.elts) >= 3:
                first = node.elts[0]
                if isinstance(first, ast.Constant) and _CODE.match(str(first.value)):
                    found.add(str(first.value))
            if isinstance(node, ast.Call) and _called(node) in MAKERS and node.args:
                kinds = _first_words(tree, {"_not_found", "unknown", "_unknown"})
                found |= _woven(node.args[0], prefixes, kinds)
    return found


def _woven(node: ast.expr, prefixes: set[str], kinds: set[str]) -> set[str]:
    """The codes of an f-string: f"{kind.prefix}-missing" or f"unknown-{kind}"."""
    if not isinstance(node, ast.JoinedStr):
        return set()
    pattern = ast.unparse(node)
    if "{kind.prefix}" in pattern:
        return {ast.literal_eval(pattern[1:].replace("{kind.prefix}", p)) for p in prefixes}
    assert "{kind}" in pattern, f"a code made in a way this test does not know: {pattern}"
    return {ast.literal_eval(pattern[1:].replace("{kind}", kind)) for kind in kinds}


def test_every_code_is_explained() -> None:
    text = (DOCS / "errors.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    explained = [code for code, _, _ in rows]
    twice = {code for code in explained if explained.count(code) > 1}
    assert not twice, f"docs/errors.md explains these twice: {sorted(twice)}"
    codes = _codes()
    missing = codes - set(explained)
    assert not missing, f"docs/errors.md does not explain {sorted(missing)}"
    gone = set(explained) - codes
    assert not gone, f"docs/errors.md explains what no longer exists: {sorted(gone)}"


def test_every_key_is_explained() -> None:
    text = (DOCS / "files.md").read_text("utf-8")
    said = set(re.findall(r"`([a-z_-]+)`", text))
    for module in pkgutil.iter_modules(sharegen.load.__path__, "sharegen.load."):
        if module.name.endswith("svg_child"):
            continue  # a script
        for keys in vars(importlib.import_module(module.name)).values():
            if isinstance(keys, Keys):
                missing = {*keys.required, *keys.optional} - said
                assert not missing, f"docs/files.md does not explain {missing} of {keys.what}"


def test_every_field_of_the_manifest_is_explained() -> None:
    text = (DOCS / "manifest.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert rows == ["schema", "sharegen", "project", "images", *(f.name for f in fields(Record))]


def test_the_worked_example_of_the_files_loads(tmp_path: Path) -> None:
    text = (DOCS / "files.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n# (\S+\.yaml)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    wanted = ["captions.yaml", "assets/brand.yaml", "assets/backgrounds/backgrounds.yaml"]
    assert [name for name, _ in blocks] == [*wanted, "assets/templates.yaml"]
    for name, body in blocks:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(body, "utf-8")
    shutil.copytree(starter_kit() / "assets/fonts", tmp_path / "assets/fonts")
    for file in re.findall(r"file: ([\w-]+\.svg)", blocks[2][1]):
        (tmp_path / "assets/backgrounds" / file).write_text(_ARTLESS, "utf-8")
    project = load_project(tmp_path)
    assert (project.warnings, project.problems) == ((), ())
    assert set(project.brand.templates) == {*TEMPLATES, "quote"}


@pytest.mark.parametrize("page", sorted(p.name for p in (*DOCS.glob("*.md"), *ROOT.glob("*.md"))))
def test_links_lead_somewhere(page: str) -> None:
    path = DOCS / page if (DOCS / page).exists() else ROOT / page
    text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith(("http", "mailto", "#")):
            file = target.partition("#")[0]
            assert (path.parent / file).exists(), f"{page} links to {target}, which is not there"


def _make_tables() -> ModuleType:
    """docs/make_tables.py, which is a script and in no package."""
    spec = importlib.util.spec_from_file_location("make_tables", DOCS / "make_tables.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "docs/placements.md",
        "docs/checks.md",
        "docs/templates.md",
        "docs/languages.md",
    ],
)
def test_tables_made_from_the_catalog_are_current(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert _make_tables().renewed(page, text) == text, f"{page} is old: run `make docs`"


def test_the_index_names_every_page() -> None:
    index = (DOCS / "index.md").read_text("utf-8")
    pages = {page.name for page in DOCS.glob("*.md")} - {"index.md"}
    missing = {page for page in pages if f"({page})" not in index}
    assert not missing, f"docs/index.md does not name {sorted(missing)}"
