"""The laws of the house, read off the source: docs/architecture.md says why."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import sharegen
from sharegen.catalog.platforms import PLACEMENTS
from sharegen.catalog.templates import TEMPLATES

# Lower ranks never import higher ones, and those of one rank never each other.
RANKS = (
    "model",
    "counting devices spelling spreadsheet typeface png",
    "jpeg luminance veil",
    "contrast",
    "catalog plate",
    "posts",  # what is posted with a picture: resolve gives it to each card
    "load resolve layout check scrim paint svg pdf write manifest freshness",  # the stages
    "outlines footing archive",
    "pipeline family labels overrides release templating",
    "workers remake",  # many cards; what a project makes now of what a manifest lists
    "reading",  # what was written, as it reads today
    "build courier insertion oneoff verify",
    "wording",  # what pages say, in the languages they speak
    "gallery",  # a build, and a page to take it from
    # of captions, or of words as oneoff takes them
    "approve copydeck coverage explain foundry guides keep sheet",
    "translation",  # what goes to translators and comes back
    "kit",  # a gallery, posts and licences in one archive
    "anatomy",  # what explain says, drawn, with the guides
    "easel",  # art into a project, with a preview of its anatomy
    "report starter",  # imported by the command line; report imports only model, starter nothing
    "difference imprint library proofsheet",  # difference says it in the words of report
    "watching",  # all pictures on a page, as files are saved
    "studio",  # the page on one's own machine
    "cli",
    "__main__",
)
RANK = {part: rank for rank, parts in enumerate(RANKS) for part in parts.split()}
ONLY_MODEL = ("report", "starter")

# Each third-party package has one home.
HOMES = {
    "click": ["cli*"],
    "fontTools": ["foundry", "layout/scripts", "pdf/path"],
    "h11": ["studio/wire"],
    "jinja2": ["templating"],
    "icu4py": ["counting/clusters", "layout/breaking"],
    "PIL": [
        "anatomy",
        "catalog/proofs",
        "catalog/checks/*",
        "jpeg",
        "outlines",
        "footing",
        "gallery/thumbs",
        "luminance",
        "contrast",
        "difference/*",  # before, after and what differs, small, as PNG and WebP
        "paint",
        "pdf/*",
        "pipeline",
        "plate",
        "png/*",
        "proofsheet",
        "scrim",
        "sheet",
        "studio/thumbs",
        "guides",
        "load/raster*",
        "load/art*",
        "load/svg",
        "svg/*",
        "veil",
        "verify/pixels",
        "verify/proof",
    ],
    "pydyf": ["pdf/*"],
    "resvg_py": ["load/svg*"],
    "uharfbuzz": ["typeface"],
    "segno": ["layout/beside"],
    "starlette": ["studio/app", "studio/asking", "studio/guard"],
    "uvicorn": ["studio/server", "studio/wire"],
    "unicodedata2": ["layout/*", "load/*"],
    "watchfiles": ["watching/lookout"],
    "yaml": ["load/yaml_tree"],
    "zlib_ng": ["pdf/sheet", "png/*"],
}

# Imports inside functions, each with its reason.
LATE = {
    ("layout/scripts", "fontTools"): "a tenth of a second, which Latin does not need",
    ("pdf/path", "fontTools"): "a twentieth of a second, which only a PDF with art needs",
    ("foundry", "fontTools"): "only where a face has no licence beside it",
    ("load/assets", "sharegen"): "Pillow, which no drawing needs that was measured before",
    ("load/svg_child", "resvg_py"): "only under the limits of memory and time",
    ("load/svg_child", "resource"): "not on Windows",
    ("load/svg_child", "fcntl"): "not on Windows",
}

VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "core",
    "common",
    "base",
    "manager",
    "engine",
    "misc",
}
MOST_LINES, MOST_FUNCTION_LINES, MOST_PARAMETERS = 300, 40, 4

SOURCE = Path(sharegen.__file__).parent
FILES = {
    path.relative_to(SOURCE).with_suffix("").as_posix(): path
    for path in sorted(SOURCE.rglob("*.py"))
    if "starter" not in path.relative_to(SOURCE).parts
}
TREES = {name: ast.parse(path.read_text("utf-8"), str(path)) for name, path in FILES.items()}
FUNCTIONS = [
    (f"{name}.py:{node.lineno} {node.name}", node)
    for name, tree in TREES.items()
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
]


def _imports(node: ast.AST) -> Iterator[str]:
    """The dotted names that the imports below a node bring in; `sharegen` names are modules."""
    for found in ast.walk(node):
        if isinstance(found, ast.Import):
            yield from (alias.name for alias in found.names)
        elif isinstance(found, ast.ImportFrom):
            assert not found.level, f"line {found.lineno}: imports are absolute, not relative"
            module = found.module or ""
            for alias in found.names:
                deeper = f"{module}.{alias.name}"
                yield deeper if _file(deeper) else module


def _file(dotted: str) -> str | None:
    """The source file of a sharegen module, as FILES names it."""
    path = dotted.removeprefix("sharegen").lstrip(".").replace(".", "/")
    return next((name for name in (path, f"{path}/__init__".lstrip("/")) if name in FILES), None)


def _part(name: str) -> str:
    return name.split("/")[0]


EDGES = [
    (name, target)
    for name, tree in TREES.items()
    for dotted in _imports(tree)
    if dotted.split(".")[0] == "sharegen"
    and (target := _file(dotted)) is not None
    and target != "__init__"  # sharegen itself: the version
]


def test_every_module_has_a_place() -> None:
    homeless = {_part(name) for name in FILES} - set(RANK) - {"__init__"}
    assert not homeless, f"{homeless} stand in no rank; give them one in RANKS"


def test_imports_point_one_way() -> None:
    wrong = [
        f"{name} imports {target}"
        for name, target in EDGES
        if _part(name) != _part(target) and RANK[_part(target)] >= RANK[_part(name)]
    ]
    assert not wrong, f"imports point down the list of RANKS only: {wrong}"
    wrong = [
        f"{name} imports {target}"
        for name, target in EDGES
        if _part(name) in ONLY_MODEL and _part(target) not in ("model", _part(name))
    ]
    assert not wrong, f"{ONLY_MODEL} import only model: {wrong}"


def test_there_is_no_cycle() -> None:
    graph: dict[str, set[str]] = {name: set() for name in FILES}
    for name, target in EDGES:
        graph[name].add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(f"imports go round: {' ← '.join(error.args[1])}") from None


def test_each_package_has_one_home() -> None:
    for name, tree in TREES.items():
        for package in {dotted.split(".")[0] for dotted in _imports(tree)}:
            if package == "sharegen" or package in sys.stdlib_module_names:
                continue
            homes = HOMES.get(package, [])
            assert any(fnmatch(name, home) for home in homes), (
                f"{name}.py imports {package}, whose home is {homes or 'not in HOMES'}"
            )


def test_imports_stand_at_the_top() -> None:
    late = {
        (place.split(".py:")[0], dotted.split(".")[0])
        for place, function in FUNCTIONS
        for dotted in _imports(function)
    }
    assert late <= set(LATE), f"imports inside functions without a reason: {late - set(LATE)}"
    assert set(LATE) <= late, f"reasons for imports that are gone: {set(LATE) - late}"


def test_nothing_is_imported_for_types_alone() -> None:
    wrong = [
        f"{name}.py:{node.lineno}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "TYPE_CHECKING")
        or (isinstance(node, ast.Attribute) and node.attr == "TYPE_CHECKING")
    ]
    assert not wrong, f"TYPE_CHECKING hides an import that points the wrong way: {wrong}"


def test_files_are_short() -> None:
    lines = {name: len(path.read_text("utf-8").splitlines()) for name, path in FILES.items()}
    long = {f"{name}.py": count for name, count in lines.items() if count > MOST_LINES}
    assert not long, f"more than {MOST_LINES} lines; split them by what they do: {long}"


def test_functions_are_short() -> None:
    lengths = {place: (node.end_lineno or 0) - node.lineno + 1 for place, node in FUNCTIONS}
    long = {place: count for place, count in lengths.items() if count > MOST_FUNCTION_LINES}
    assert not long, f"more than {MOST_FUNCTION_LINES} lines: {long}"


def test_functions_take_few_parameters() -> None:
    many = {}
    for place, node in FUNCTIONS:
        names = [
            argument.arg
            for argument in (
                *(*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs),
                *filter(None, (node.args.vararg, node.args.kwarg)),
            )
            if argument.arg not in ("self", "cls")
        ]
        if len(names) > MOST_PARAMETERS:
            many[place] = names
    assert not many, f"more than {MOST_PARAMETERS} parameters, so a value is missing: {many}"


def test_names_say_something() -> None:
    vague = [name for name in FILES if VAGUE & set(name.replace("_", "/").split("/"))]
    assert not vague, f"name these by what they do: {vague}"


def test_only_the_catalog_knows_its_names() -> None:
    grounds = {row.background for row in TEMPLATES.values()} - {""}
    known = {*PLACEMENTS, *TEMPLATES, *grounds}
    wrong = [
        f"{name}.py:{node.lineno} {node.value!r}"
        for name, tree in TREES.items()
        if _part(name) != "catalog"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known
    ]
    assert not wrong, f"names of the catalog outside it; read them from a row's field: {wrong}"
