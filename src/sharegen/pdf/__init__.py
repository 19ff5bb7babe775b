"""The PDF writer: a frame as a page to print or to send.

Words and art are outlines, and the words are there a second time without ink (pdf.spoken). On
paper, ground and art go on into a bleed, with crop marks outside it; else the page is the canvas.
Add a kind of mark: add a function that writes it, and its name to _MARKS.
"""

from __future__ import annotations

import io

import pydyf
from PIL import ImageCms

from sharegen.model.geometry import Rect
from sharegen.pdf.marks import MARKS, Page
from sharegen.pdf.sheet import Sheet, deflated
from sharegen.pdf.spoken import Voice
from sharegen.pdf.tags import Tags
from sharegen.plate import Plate
from sharegen.png.chunks import Words, xmp

_POINTS = 72  # an inch
_SCREEN_DPI = 96  # a CSS px is 1/96 inch (CSS Values 4, 6.2)
_MARK = 14.0  # pt: how long crop marks are; they begin where the bleed ends
_MARK_WIDTH = 0.25  # pt
_VERSION = b"1.7"


def encode_pdf(plate: Plate) -> bytes:
    """Turn a plate into a PDF file of one page."""
    paper, size = plate.paper, plate.frame.size
    scale = _POINTS / (paper.dpi if paper else _SCREEN_DPI)
    bleed = paper.bleed if paper else 0.0
    around = bleed * scale + _MARK if paper else 0.0
    trim = Rect(around, around, size.width * scale, size.height * scale)
    media = trim.grown(around)
    sheet = Sheet()
    page = Page(plate, sheet, Voice(sheet), Tags(), bleed)
    content = sheet.content
    content.push_state()
    # canvas px, y down, from the trimmed sheet's top left corner
    content.set_matrix(scale, 0, 0, -scale, round(trim.x, 4), round(trim.bottom, 4))
    for mark in MARKS:
        mark(page)
    content.pop_state()
    if paper:
        _crop_marks(sheet, trim, bleed * scale)
    page.voice.close()
    _put_together(page, {"Media": media, "Bleed": trim.grown(bleed * scale), "Trim": trim})
    output = io.BytesIO()
    sheet.file.write(output, version=_VERSION, identifier=True)
    return output.getvalue()


def _put_together(page: Page, boxes: dict[str, Rect]) -> None:
    """Make the page of its content, and say what the file is."""
    sheet, words = page.sheet, page.plate.words
    operators = (o if isinstance(o, bytes) else o.encode() for o in sheet.content.stream)
    body = sheet.add(deflated(b"\n".join(operators)))
    sides = {
        f"{name}Box": pydyf.Array(round(v, 4) for v in (b.x, b.y, b.right, b.bottom))
        for name, b in boxes.items()
    }
    leaf = pydyf.Dictionary(
        {
            "Type": "/Page",
            "Parent": sheet.file.pages.reference,
            **sides,
            "Resources": sheet.resources,
            "Contents": body,
            "StructParents": 0,
            "Tabs": "/S",
        }
    )
    sheet.file.add_page(leaf)
    sheet.file.catalog["StructTreeRoot"] = page.tags.write(sheet, leaf.reference)
    _describe(sheet, words)


def _describe(sheet: Sheet, words: Words) -> None:
    """Say of the file what it is, in which language and colours."""
    intent = pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pydyf.String("sRGB"),
            "DestOutputProfile": sheet.add(deflated(_srgb(), {"N": 3})),
        }
    )
    about = pydyf.Stream([xmp(words).encode()], {"Type": "/Metadata", "Subtype": "/XML"})
    sheet.file.catalog.update(
        {
            "Lang": pydyf.String(words.language),
            "MarkInfo": pydyf.Dictionary({"Marked": "true"}),
            "ViewerPreferences": pydyf.Dictionary({"DisplayDocTitle": "true"}),
            "OutputIntents": pydyf.Array([intent.data]),
            "Metadata": sheet.add(about),
        }
    )
    texts = {
        "Title": words.title,
        "Subject": words.description,
        "Keywords": words.status,
        "Producer": "sharegen",
    }
    sheet.file.info.update({name: pydyf.String(text) for name, text in texts.items() if text})


def _srgb() -> bytes:
    """An sRGB profile, without the time at which it was made (ICC.1:2022, 7.2: bytes 24 to 35)."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + bytes(12) + profile[36:]


def _crop_marks(sheet: Sheet, trim: Rect, bleed: float) -> None:
    """Two lines at each corner, where the sheet is cut."""
    content = sheet.content
    content.push_state()
    content.begin_marked_content("Artifact")
    content.set_line_width(_MARK_WIDTH)
    for x, outwards in ((trim.x, -1), (trim.right, 1)):
        for y, upwards in ((trim.y, -1), (trim.bottom, 1)):
            for along, across in ((outwards, 0), (0, upwards)):
                begin, end = bleed, bleed + _MARK
                content.move_to(round(x + along * begin, 4), round(y + across * begin, 4))
                content.line_to(round(x + along * end, 4), round(y + across * end, 4))
    content.stroke()
    content.end_marked_content()
    content.pop_state()
