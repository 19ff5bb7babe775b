"""Turn the bytes of an SVG into the tree that will be drawn, or say why it may not be.

The tree holds only what was looked at and let pass, and it is this tree that is written out
again and drawn: nothing depends on two XML parsers reading a file alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from sharegen.load import svg_css as css
from sharegen.load import svg_rules as rules
from sharegen.load.excerpt import excerpt, shown
from sharegen.load.layer_names import mark_of
from sharegen.load.svg_cost import Element, check_cost
from sharegen.load.svg_rules import Refused
from sharegen.model.diagnostic import Diagnostic, Location, Severity

MOST_BYTES = 4 << 20
MOST_DEPTH = 64
MOST_ELEMENTS = 20_000
MOST_PROBLEMS = 8
_MOST_PLACES = 8  # of one problem
_MOST_QUIET = 16
_MOST_EMBEDDED_PIXELS = 16_000_000
_MOST_OF = {"filter": 64, "pattern": 64, "marker": 64, "mask": 512, "image": 64}
_LEFT_OUT = "remove it, or draw what it shows as paths"
_PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*>")
_ENCODINGS = ("utf-8", "utf8", "us-ascii", "ascii")


@dataclass(frozen=True, slots=True)
class Scan:
    """An SVG that was looked at. `box` is the x, y, width, height of its drawing in its own units;
    `root` is None when it may not be drawn; `marks` are what its layers are named to mark."""

    root: Element | None
    box: tuple[float, float, float, float] | None
    problems: tuple[Diagnostic, ...]
    marks: frozenset[str] = frozenset()

    @property
    def size(self) -> tuple[float, float] | None:
        return None if self.root is None or self.box is None else self.box[2:]


def scan(data: bytes, file: str, at: Location | None, most: int = MOST_PROBLEMS) -> Scan:
    """Look at an SVG whole; every problem found, at most so many."""
    reader = _Reader(file, at, most)
    box = None
    try:
        if len(data) > MOST_BYTES:
            size, most = len(data) / (1 << 20), MOST_BYTES >> 20
            message = f"has {size:.1f} MiB; at most {most} MiB of SVG are allowed"
            raise Refused("asset-too-large", message, "simplify the drawing")
        root = reader.read(data)
        box = rules.art_box(root.attributes)
        check_cost(root)
    except Refused as refused:
        reader.report(refused)
        root = None
        if refused.code == "svg-doctype" and _PLAIN_DOCTYPE.search(data):
            plain = _PLAIN_DOCTYPE.sub(lambda found: re.sub(rb"[^\n]", b" ", found[0]), data, 1)
            reader.problems += scan(plain, file, at, most - 1).problems  # what else is wrong
    except expat.ExpatError as error:
        why = expat.errors.messages[error.code]
        hint = "export the drawing again"
        message = f"is not well-formed at line {error.lineno}: {why.lower()}"
        reader.report(Refused("svg-damaged", message, hint))
        root = None
    if any(problem.severity is Severity.ERROR for problem in reader.problems):
        root = None
    return Scan(root, box, tuple(reader.problems), frozenset(reader.marks))


@dataclass(slots=True)
class _Reader:
    """Builds the tree from the parser's events; a Refused from a handler ends the parse."""

    file: str
    at: Location | None
    most: int
    problems: list[Diagnostic] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)
    _open: list[Element | None] = field(default_factory=list)
    _root: Element | None = None
    _elements: int = 0
    _pixels: int = 0
    _counts: dict[str, int] = field(default_factory=dict)
    _parser: expat.XMLParserType | None = None

    def read(self, data: bytes) -> Element:
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(data, True)
        finally:
            self._parser = None
        if self._root is None:
            raise Refused("svg-damaged", "has no <svg> element at its root")
        return self._root

    def report(self, refused: Refused, severity: Severity = Severity.ERROR) -> None:
        """Note a problem once, with the places in the file beside the place that names it."""
        message = f"{shown(self.file)} {refused}"
        also: tuple[Location, ...] = ()
        if self._parser is not None:
            line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
            also = (Location(self.file, line, column + 1),)
        for number, known in enumerate(self.problems):
            if (known.message, known.code) == (message, refused.code):
                places = tuple(dict.fromkeys((*known.also, *also)))[:_MOST_PLACES]
                self.problems[number] = replace(known, also=places)
                return
        if len(self.problems) < self.most:
            self.problems.append(
                Diagnostic(refused.code, message, self.at, refused.hint, severity, also=also)
            )

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            found = excerpt(encoding, 20)
            raise Refused("svg-damaged", f"is encoded as {found}, expected UTF-8", "save as UTF-8")

    def _doctype(self, *_: object) -> None:
        hint = rules.DOCTYPE
        raise Refused("svg-doctype", "has a DOCTYPE, which is not allowed", hint)

    def _instruction(self, target: str, _: str) -> None:
        if target.lower() == "xml-stylesheet":
            message = "has an xml-stylesheet instruction; styles of its own are allowed"
            raise Refused("svg-external", message, "put the styles into a <style> element")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if len(self._open) >= MOST_DEPTH:
            message = f"nests more than {MOST_DEPTH} elements"
            raise Refused("svg-too-complex", message, "ungroup the drawing")
        if self._elements > MOST_ELEMENTS:
            message = f"has more than {MOST_ELEMENTS:,} elements"
            raise Refused("svg-too-complex", message, "simplify the drawing")
        space, _, tag = name.rpartition(" ")
        if self._root is None and (space, tag) != (rules.SVG, "svg"):
            raise Refused("svg-damaged", "has no <svg> element in the SVG namespace at its root")
        parent = self._open[-1] if self._open else None
        element = None
        if self._root is None or parent is not None:
            element = self._element(space, tag, attributes)
        if element is not None and parent is not None:
            parent.children.append(element)
        self._root = self._root or element
        self._open.append(element)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        if element is not None and element.tag == "style":
            self._try(rules.check_css, element.text)
            self._warn(css.left_out_of_sheet(element.text))
            element.text = self._settled(css.settled_sheet, element.text)

    def _characters(self, text: str) -> None:
        element = self._open[-1] if self._open else None
        if element is not None and element.tag == "style":
            element.text += text

    def _try(self, check: Callable[..., object], *values: object) -> object:
        """What a check makes of the values; None when it refuses them, which is noted."""
        try:
            return check(*values)
        except Refused as refused:
            self.report(refused)
            return None

    def _settled(self, settle: Callable[..., str], *values: object) -> str:
        found = self._try(settle, *values)
        return found if isinstance(found, str) else ""

    def _warn(self, found: Iterable[Refused]) -> None:
        for refused in found:
            self.report(refused, Severity.WARNING)

    def _element(self, space: str, tag: str, attributes: dict[str, str]) -> Element | None:
        """The element as it will be drawn; None when it and what is in it is left out."""
        if space == rules.XINCLUDE:
            self.report(Refused("svg-external", "has an XInclude element", "remove it"))
        if space != rules.SVG or tag in rules.SILENT:
            return None
        if tag in rules.WORDS:
            self.report(Refused("svg-text", "has <text>", rules.OUTLINE))
            return None
        if tag not in rules.DRAWN:
            hint = rules.INSTEAD.get(tag, _LEFT_OUT)
            ignored = Refused("svg-ignored", f"has <{tag}>, which is ignored", hint)
            self.report(ignored, Severity.WARNING)
            return None
        self._counts[tag] = count = self._counts.get(tag, 0) + 1
        if count > _MOST_OF.get(tag, MOST_ELEMENTS):
            message = f"has more than {_MOST_OF[tag]} <{tag}> elements"
            raise Refused("svg-too-complex", message, "simplify the drawing")
        return Element(tag, self._attributes(tag, attributes), mark=self._mark(attributes))

    def _mark(self, attributes: dict[str, str]) -> str:
        mark = mark_of(attributes)
        if mark:
            self.marks[mark] = self.marks.get(mark, 0) + 1
        if self.marks.get(mark, 0) > _MOST_QUIET:
            message = f"names more than {_MOST_QUIET} layers {mark}"
            raise Refused("svg-too-complex", message, "group them in one layer of that name")
        return mark

    def _attributes(self, tag: str, attributes: dict[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for name, value in attributes.items():
            space, _, local = name.rpartition(" ")
            if local.lower().startswith("on") and not space:
                found = f"has {excerpt(local, 20)}, which is ignored"
                ignored = Refused("svg-ignored", found, _LEFT_OUT)
                self.report(ignored, Severity.WARNING)
            elif local == "href" and space in ("", rules.XLINK):
                if tag != "a" and (not space or "href" not in attributes):
                    self._reference(tag, value, kept)
            elif not space:
                self._try(rules.check_css if local == "style" else rules.local_urls, value)
                self._try(rules.check_number, tag, local, value)
                self._try(css.check_paint, local, value)
                kept[local] = value
        if "style" in kept:
            self._warn(css.left_out(kept["style"]))
            kept["style"] = self._settled(css.settled, kept["style"], tuple(kept))
        return kept

    def _reference(self, tag: str, value: str, kept: dict[str, str]) -> None:
        plain = self._try(rules.check_reference, tag, value)
        if not isinstance(plain, str):
            return
        kept["href"] = plain
        if plain.startswith("data:"):
            self._pixels += rules.embedded(plain)[1]
            if self._pixels > _MOST_EMBEDDED_PIXELS:
                most = _MOST_EMBEDDED_PIXELS // 1_000_000
                message = f"embeds more than {most} megapixels together"
                raise Refused("asset-too-large", message, "embed smaller pictures")
