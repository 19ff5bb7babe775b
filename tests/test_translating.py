"""`export` and `import`: what goes to translators comes back, and nothing else changes."""

from __future__ import annotations

import codecs
import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharegen.catalog.languages import LANGUAGES
from sharegen.catalog.pseudo import ACCENTS
from sharegen.insertion import Document, plain
from sharegen.load import load_project, markup
from sharegen.load.yaml_tree import parse_tree
from sharegen.model.diagnostic import Location, ProjectError, Severity
from sharegen.model.manuscript import Text
from sharegen.model.project import Project
from sharegen.resolve.pictured import pictured
from sharegen.translation import Brought, Order, Parcel, bring_back, export
from sharegen.translation.cells import Unreadable, decoded, rows_of
from sharegen.translation.filling import filled, vocabulary
from sharegen.translation.ink import Words, folded
from sharegen.translation.placing import Put, placed
from sharegen.translation.pseudo import pseudo_text
from sharegen.translation.room import SHAPES, Room
from sharegen.translation.table import COLUMNS, table_bytes
from sharegen.translation.units import Unit, read_words, shown, units_of

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., CompletedProcess[str]]
Rows = list[dict[str, str]]

CAPTIONS = """\
# head
language: en
captions:
  # about the first
  - id: trust
    text:
      en: "Ask **people you~trust,** first."   # the turn
      es: {text: "Pregunte **primero.**", status: draft}  # ours
    short: {en: "Ask **first.**"}
    alt:
      en: >-
        Ask people you trust, first. Learn the facts at polarisproject.org/childtrafficking.
        Picture: a house key.

    background: house-key
    posts:
      facebook: "Call 1-888-373-7888 in 2026. #childtrafficking"
      x: "=1 is no formula"   # about x
    status: approved

  - {id: signed, status: approved,
     text: {en: "Look twice.", es: {text: "Mire dos veces.", status: approved}}}
points:
  - id: point
    heading: {en: "One matter"}
    body:
      en: >-
        All there is to say.


        In two paragraphs.
    excerpt: {en: "All there is to say."}
    status: draft
threads:
  - id: thread
    posts:
      - text:
          en: First **of two.** 1/2
      - text: {en: "Second of two. 2/2"}
        status: hold
        hold: "why"
# the end
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "assets", folder / "assets")
    return folder


@pytest.fixture
def project(home: Path) -> Project:
    shutil.copy(ROOT / "assets/brand.yaml", home / "assets/brand.yaml")
    (home / "captions.yaml").write_text(CAPTIONS, "utf-8")
    return load_project(home)


@pytest.fixture(scope="module")
def exported(home: Path) -> bytes:
    """The table of the project in Spanish, with its lengths."""
    (home / "captions.yaml").write_text(CAPTIONS, "utf-8")
    return export(load_project(home), Order(("es",))).data


def _rows(data: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _table(rows: Rows, delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode(encoding)


def _brought(project: Project, data: bytes, **given: bool) -> Brought:
    return bring_back(project, Parcel(data, "es.csv", ("es",), **given))


def _codes(brought: Brought) -> list[str]:
    return [p.code for p in brought.problems if p.severity is Severity.ERROR]


def _filled(rows: Rows) -> Rows:
    """A table as it comes back: translated by the pseudo-localiser."""
    for row in rows:
        text, _ = markup.parse(row["source"].removeprefix("'"), Location(""))
        row["translation"] = _marked(pseudo_text(text, ACCENTS))
    return rows


def _marked(text: Text) -> str:
    value = text.value
    for start, end in reversed(text.spans):
        value = f"{value[:start]}**{value[start:end]}**{value[end:]}"
    return value.replace("\u00a0", "~")


def test_every_text_has_a_row_with_what_a_translator_needs(exported: bytes) -> None:
    rows = {(row["id"], row["part"]): row for row in _rows(exported)}
    assert list(rows) == [
        ("trust", "text"),
        ("trust", "short"),
        ("trust", "alt"),
        ("trust", "posts.facebook"),
        ("trust", "posts.x"),
        ("signed", "text"),
        ("point", "heading"),
        ("point", "body"),
        ("point", "excerpt"),
        ("thread-1", "text"),
        ("brand", "footer"),
    ]
    trust = rows["trust", "text"]
    assert (trust["source"], trust["status"]) == ("Ask **people you~trust,** first.", "draft")
    assert trust["translation"] == "Pregunte **primero.**"
    assert "“people you\u00a0trust,”" in trust["keep"] and "~ holds" in trust["keep"]
    assert "house key" in trust["shows"]
    assert all(trust[shape].isdecimal() for shape in SHAPES)
    post = rows["trust", "posts.facebook"]
    assert post["keep"] == "Do not translate: 1-888-373-7888 #childtrafficking"
    assert post["limit"] == "63206 UTF-16 units" and post["square"] == ""
    assert rows["trust", "posts.x"]["source"] == "'=1 is no formula"
    assert rows["thread-1", "text"]["limit"] == "280 characters as X counts them"
    assert "1/2" in rows["thread-1", "text"]["keep"]
    assert rows["signed", "text"]["status"] == "approved"
    assert rows["trust", "alt"]["status"] == "missing"


def test_the_length_said_fits_and_much_more_does_not(project: Project, exported: bytes) -> None:
    row = _rows(exported)[0]
    room, caption = Room(project, "es"), pictured(project)[0]
    source = caption.text["en"].text
    for shape, placement in (("square", "instagram-square"), ("wide", "open-graph")):
        words, most = room.words, int(row[shape])
        for length, fits in ((most * 4 // 5, True), (most * 2, False)):
            said = room.saying(caption, {"text": filled(source, length, words, 3)})
            assert room.fits(said, placement) is fits, (shape, length)


def test_held_texts_are_left_out_and_counted(project: Project) -> None:
    order = Order(("ja",), ("thread-*",))
    found = export(project, order)
    assert (found.rows, found.held) == (1, 1)
    assert [p.code for p in found.problems] == ["unmeasured"]
    for wrong, code in (
        (Order(("en",)), "own-language"),
        (Order(("xx",)), "unknown-language"),
        (Order(("es",), ("nobody",)), "unknown-caption"),
    ):
        with pytest.raises(ProjectError) as refused:
            export(project, wrong)
        assert [p.code for p in refused.value.problems] == [code]


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16")]
)
def test_what_went_out_comes_back(
    project: Project, exported: bytes, delimiter: str, encoding: str
) -> None:
    root = project.root
    rows = [row for row in _filled(_rows(exported)) if row["id"] != "signed"]
    table = _table(rows[::-1], delimiter, encoding)
    brought = _brought(project, table)
    assert _codes(brought) == []
    brought.write()
    after = load_project(root)
    units = {(unit.id, unit.part): unit for unit in units_of(after)}
    for row in rows:
        unit = units[row["id"], row["part"]]
        written = unit.translation("es")
        assert written is not None and written.status == "draft"
        assert shown(written.raw) == row["translation"].strip(), row["id"]
        assert unit.hash == row["hash"], "the source is as it was"
    assert _without_es(root) == plain(_tree(CAPTIONS)) | {}
    text = (root / "captions.yaml").read_text("utf-8")
    kept = iter(text.splitlines())
    changed = ('es: {text: "Pregunte',)
    for line in CAPTIONS.splitlines():
        if line.strip().startswith(changed):
            continue
        if "short:" in line or line.strip().startswith(("heading: {", "excerpt: {", "- text: {")):
            continue  # between braces a translation goes into the line
        assert line in kept, f"{line!r} is not as it was"
    assert "# ours" in text and "# about x" in text and "# the end" in text
    again = _brought(after, table)
    assert (again.files, again.unchanged, again.problems) == ((), len(rows), ())


def _tree(text: str) -> object:
    node, _ = parse_tree(text, "captions.yaml")
    assert node is not None
    return node


def _without_es(root: Path) -> object:
    """captions.yaml without what was put into it."""
    found = plain(_tree((root / "captions.yaml").read_text("utf-8")))

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k not in ("posts_in",) and k != "es"}
        return [bare(item) for item in value] if isinstance(value, list) else value

    before = plain(_tree(CAPTIONS))
    assert bare(found) == bare(before)
    return before


def test_everything_wrong_is_said_at_its_cell(project: Project, exported: bytes) -> None:
    rows = {(row["id"], row["part"]): row for row in _rows(exported)}
    for key, words in {
        ("trust", "text"): "Pregunte primero.",
        ("trust", "short"): f"**{'Pregunte antes a alguien. ' * 20}**",
        ("trust", "posts.facebook"): "Llame. #childtrafficking",
        ("trust", "posts.x"): "á" * 300,
        ("signed", "text"): "Mire tres veces.",
        ("point", "heading"): "Un **asunto** \u202e",
        ("point", "body"): "#NAME?",
        ("point", "excerpt"): "日本語",
        ("thread-1", "text"): "El primero **de dos.**",
    }.items():
        rows[key]["translation"] = words
    rows["trust", "alt"]["hash"] = "0" * 12
    rows["trust", "alt"]["translation"] = "polarisproject.org/childtrafficking"
    rows["brand", "footer"]["part"] = "foter"
    more = {**rows["trust", "short"], "translation": "**Otra** cosa."}
    before = (project.root / "captions.yaml").read_bytes()
    table = _table([*rows.values(), more])
    found = _brought(project, table)
    said = {(p.code, p.at.line if p.at else 0) for p in found.problems}
    target = COLUMNS.index("translation")
    cells = [row[target].at.line for row in rows_of(decoded(table, ""), "", COLUMNS)]
    line = dict(zip(rows, cells[1:], strict=False))
    for key, code in {
        ("trust", "text"): "lost-emphasis",
        ("trust", "posts.facebook"): "lost-address",
        ("trust", "posts.x"): "post-too-long",
        ("trust", "alt"): "source-changed",
        ("signed", "text"): "approved-translation",
        ("point", "heading"): "bidi-control",
        ("point", "body"): "formula-result",
        ("point", "excerpt"): "missing-glyph",
        ("thread-1", "text"): "lost-address",
        ("brand", "footer"): "unknown-row",
    }.items():
        assert (code, line[key]) in said, f"{code} of {key} in {sorted(said)}"
    assert ("duplicate-row", cells[-1]) in said
    assert all(p.at is None or p.at.column > 0 for p in found.problems)
    assert (found.files, found.written) == ((), ())
    assert (project.root / "captions.yaml").read_bytes() == before


def test_good_rows_alone_are_taken_when_asked_for(project: Project, exported: bytes) -> None:
    rows = _rows(exported)
    for row in rows:
        row["translation"] = {"short": "Pregunte **antes.**", "text": "Nada"}.get(row["part"], "")
    only = [row for row in rows if row["id"] == "trust"]
    assert _brought(project, _table(only)).files == ()
    found = _brought(project, _table(only), partial=True)
    assert [row.unit.part for row in found.written] == ["short"]
    assert (found.refused, found.empty) == (1, 3)
    signed = [row for row in rows if row["id"] == "signed"]
    assert _codes(_brought(project, _table(signed))) == ["approved-translation"]
    replaced = _brought(project, _table(signed), replacing=True)
    assert 'es: {text: "Nada", status: draft}' in replaced.files[0][1]


def test_columns_may_come_and_go(project: Project, exported: bytes) -> None:
    row = {**_rows(exported)[1], "translation": "Pregunte **antes.**"}
    few = {"Note": "x", "PART": row["part"], "translation": row["translation"], "id": row["id"]}
    found = _brought(project, _table([few]))
    assert [p.code for p in found.problems] == ["unproven-source"]
    assert len(found.written) == 1
    for broken, code in (
        (_table([{"id": "trust", "part": "short"}]), "csv-columns"),
        (b'id,part,translation\r\ntrust,short,"open\r\n', "csv-quotes"),
        (b'id,part,translation\r\ntrust,short,"a" b\r\n', "csv-quotes"),
        ("id,part,translation\r\ntrust,short,\xe9\r\n".encode("latin-1"), "encoding"),
        (b"", "csv-columns"),
    ):
        with pytest.raises(ProjectError) as refused:
            _brought(project, broken)
        assert [p.code for p in refused.value.problems] == [code]
    extra = _brought(project, b"id,part,translation\r\ntrust,short,**a**, b\r\n")
    assert _codes(extra) == ["csv-row"]


def test_rows_of_every_language_are_tried(project: Project) -> None:
    """Every language that has a face can be brought in; the others say so at their cells."""
    unit = next(unit for unit in units_of(project) if unit.id == "signed")
    rows = []
    tags = [tag for tag in LANGUAGES if tag not in ("en", "es")]
    for tag in tags:
        cells = dict.fromkeys(COLUMNS, "")
        rows.append(
            cells
            | {"id": unit.id, "part": unit.part, "lang": tag, "hash": unit.hash}
            | {"translation": LANGUAGES[tag].sample}
        )
    found = bring_back(project, Parcel(_table(rows), "all.csv", partial=True))
    lines = {p.at.line for p in found.problems if p.code == "missing-glyph" and p.at}
    assert [tags[line - 2] for line in sorted(lines)] == ["ja", "ko", "zh-Hans"]
    others = {p.code for p in found.problems if p.severity is Severity.ERROR}
    assert others == {"missing-glyph"}
    assert {row.tag for row in found.written} == {*tags} - {"ja", "ko", "zh-Hans"}


LAYOUTS = {
    "block": "a:\n  t:\n    en: One   # c\n\n# end\n",
    "quoted keys": 'a:\n  t:\n    "en": "One"\n',
    "braces": "a: {t: {en: One}}\n",
    "braces over lines": 'a:\n  t: {en: "One",\n      fr: Un,}\n',
    "no last line end": "a:\n  t:\n    en: One",
    "windows": "a:\r\n  t:\r\n    en: |\r\n      One\r\n\r\nb: x\r\n",
    "a block before": "a:\n  t:\n    en: >-\n      One\n      more\n\n  # about u\n  u: x\n",
    "a draft": "a:\n  t:\n    en: One\n    es: {text: 'Uno', status: draft}  # c\n",
    "an approved one": (
        "a:\n  t:\n    es:\n      text: >-\n        Uno\n        dos\n"
        "      status: approved # c\n    en: One\n"
    ),
    "no status": "a:\n  t:\n    es:\n      text: Uno\n    en: One\n",
    "words alone": "a:\n  t:\n    es: Uno # c\n    en: One\n",
    "a block alone": "a:\n  t:\n    es: |-\n      Uno\n\n      dos\n    en: One\n",
    "an alias behind": "x: &x {y: z}\na:\n  t:\n    en: One\n    fr: *x\nb: *x\n",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_translation_goes_into_any_layout(tmp_path: Path, layout: str) -> None:
    (tmp_path / "f.yaml").write_bytes(layout.encode())
    document = Document(tmp_path, "f.yaml", "")
    words = Words("Dos “palabras”: y más # todavía", "text")
    long = Words("palabra " * 30 + "fin\n\nY un párrafo más.", "text")
    for given_words in (words, long):
        puts = [Put(("a", "t", "es"), given_words), Put(("a", "n", "es", "x"), given_words)]
        after = placed(document, puts)
        found = plain(_tree(after))["a"]
        assert found["t"]["es"] == {"text": given_words.text, "status": "draft"}
        assert found["n"]["es"]["x"] == given_words.plain
        assert after.count("#") - after.count("# todavía") == layout.count("#")
        assert ("\r\n" in after) == ("\r\n" in layout)


@given(st.text(min_size=1, max_size=200))
def test_a_folded_block_gives_back_its_words(words: str) -> None:
    lines = folded(words, 4)
    if lines:
        block = "\n".join(("a:", "  b: >-", *lines, "  c: d", ""))
        assert plain(_tree(block)) == {"a": {"b": words, "c": "d"}}


CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=12)


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\r\n", "\n"]),
    st.booleans(),
)
def test_any_dialect_is_read(
    rows: list[list[str]], delimiter: str, encoding: str, end: str, every: bool
) -> None:
    quoting = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([["part", "id", "translation"], *rows])
    text = decoded(stream.getvalue().encode(encoding), "f.csv")
    found = rows_of(text, "f.csv", COLUMNS)
    wanted = [row for row in rows if any(cell.strip() for cell in row)]
    assert [[cell.value for cell in row] for row in found[1:]] == wanted
    for row in found:
        for cell in row:
            line = (
                text.split("\n")[cell.at.line - 1] if "\r" not in text.replace("\r\n", "") else ""
            )
            assert not line or len(line) + 1 >= cell.at.column


def test_excels_own_first_line_names_the_delimiter() -> None:
    rows = rows_of("sep=;\r\nid;part;translation\r\na;b;c,d", "f.csv", COLUMNS)
    assert [cell.value for cell in rows[1]] == ["a", "b", "c,d"]
    assert rows[1][2].at == Location("f.csv", 3, 5)
    marked = codecs.BOM_UTF16_BE + "id\tpart".encode("utf-16-be")
    assert decoded(marked, "") == decoded("id\tpart".encode("utf-16-le"), "") == "id\tpart"
    with pytest.raises(Unreadable):
        decoded(b"\xff", "f.csv")


def test_the_table_is_one_that_spreadsheets_open(exported: bytes) -> None:
    rows = [list(row.values()) for row in _rows(exported)]
    assert exported.startswith(codecs.BOM_UTF8) and exported.endswith(b"\r\n")
    assert table_bytes([[cell.removeprefix("'") for cell in row] for row in rows]) == exported


@given(st.integers(1, 300), st.sampled_from(["es", "ar", "th", "ja"]), st.integers(0, 50))
def test_test_texts_have_the_length_asked_for(length: int, tag: str, start: int) -> None:
    source, _ = markup.parse("One thing. **Two things** at example.org.", Location(""))
    text = filled(source, length, vocabulary(tag, ()), start)
    least = len(filled(source, 0, vocabulary(tag, ())).value)
    assert len(text.value) == max(length, least)
    assert "example.org" in text.value
    if length > least + 10:
        assert len(text.spans) == 1


def test_footers_and_plain_words_have_no_marks() -> None:
    unit = Unit("brand", "footer", "a", "assets/brand.yaml", ("footer",))
    assert read_words(unit, "a **b**", None)[0] == Text("a **b**")


def test_the_commands_do_what_they_say(run: Run, project: Project) -> None:
    root = project.root
    out = run("export", "--csv", "es.csv", "--lang", "es", "--only", "trust", cwd=root)
    assert (out.returncode, out.stdout) == (0, "es.csv\n"), out.stderr
    assert "5 rows for es" in out.stderr
    rows = _filled(_rows((root / "es.csv").read_bytes()))
    (root / "es.csv").write_bytes(_table(rows, ";"))
    done = run("import", "--csv", "es.csv", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "5 written as drafts" in done.stderr
    rows[0]["translation"] = "Nada"
    (root / "es.csv").write_bytes(_table(rows, encoding="utf-16"))
    wrong = run("import", "--csv", "es.csv", cwd=root)
    assert wrong.returncode == 2 and "es.csv:2:" in wrong.stderr
    assert "error[lost-emphasis]" in wrong.stderr and "nothing written" in wrong.stderr
    assert "Nada" in wrong.stderr, "the line of the table is shown"
