"""The order of a page for who hears it: what is a heading, what a paragraph, what a picture."""

from __future__ import annotations

from dataclasses import dataclass, field

import pydyf

from sharegen.pdf.sheet import Sheet

HEADING, PARAGRAPH, FIGURE = "H1", "P", "Figure"


@dataclass(frozen=True, slots=True)
class Tag:
    """A part of the page: its kind; for a picture, what it shows; for words whose order on the
    page is not that in which they are read, the words."""

    kind: str
    alt: str = ""
    text: str = ""


@dataclass(slots=True)
class Tags:
    """The tags of a page by the number of their marked content, in the order of painting."""

    tags: list[Tag] = field(default_factory=list)

    def begin(self, content: pydyf.Stream, tag: Tag) -> None:
        """Begin what belongs to a tag; the content's own end_marked_content ends it."""
        number = len(self.tags)
        self.tags.append(tag)
        content.begin_marked_content(tag.kind, f"<</MCID {number}>>".encode())

    def write(self, sheet: Sheet, page: bytes) -> bytes:
        """The structure tree; words come before pictures (ISO 32000-2, 14.7)."""
        root, document = pydyf.Dictionary({}), pydyf.Dictionary({})
        root_reference, document_reference = sheet.add(root), sheet.add(document)
        elements = []
        for number, tag in enumerate(self.tags):
            entries = {
                "Type": "/StructElem",
                "S": f"/{tag.kind}",
                "P": document_reference,
                "Pg": page,
                "K": number,
            }
            if tag.alt:
                entries["Alt"] = pydyf.String(tag.alt)
            if tag.text:
                entries["ActualText"] = pydyf.String(tag.text)
            elements.append(sheet.add(pydyf.Dictionary(entries)))
        order = sorted(range(len(elements)), key=lambda at: self.tags[at].kind == FIGURE)
        document.update(
            {
                "Type": "/StructElem",
                "S": "/Document",
                "P": root_reference,
                "K": pydyf.Array(elements[at] for at in order),
            }
        )
        parents = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Array(elements)])})
        root.update(
            {
                "Type": "/StructTreeRoot",
                "K": pydyf.Array([document_reference]),
                "ParentTree": sheet.add(parents),
                "ParentTreeNextKey": 1,
            }
        )
        return root_reference
