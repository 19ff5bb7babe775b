"""A PDF page in the making: its content, and the images, shadings and states that it names.

All of pydyf lives in this package. Streams are deflated by zlib-ng, as those of a PNG are, since
the interpreter's zlib is the host's and its bytes differ.

ISO 32000-2:2020 (PDF 2.0), read 2026-11-27; what is written is PDF 1.7.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pydyf
from PIL import Image, ImageChops
from zlib_ng import zlib_ng

from sharegen.model.color import Color

_HARDEST = 9
_PNG_ROWS = 15  # the predictor that takes a PNG row filter before each row (7.4.4.4)
_SUB = 1  # the row filter: what lies left is subtracted


class Sheet:
    """One page; `content` takes its operators."""

    def __init__(self) -> None:
        self.file = pydyf.PDF()
        self.content = pydyf.Stream()
        self._named: dict[str, dict[str, bytes]] = {}
        self._known: dict[tuple[object, ...], str] = {}

    def add(self, thing: pydyf.Object) -> bytes:
        """Put an object into the file; its reference."""
        self.file.add_object(thing)
        return bytes(thing.reference)

    def named(self, kind: str, thing: pydyf.Object) -> str:
        """Put an object into the file that the page names: Font, XObject, Shading, ExtGState."""
        names = self._named.setdefault(kind, {})
        name = f"{kind[0]}{len(names)}"
        names[name] = self.add(thing)
        return name

    @property
    def resources(self) -> pydyf.Dictionary:
        kinds = {kind: pydyf.Dictionary(names) for kind, names in sorted(self._named.items())}
        return pydyf.Dictionary(kinds)

    def opacity(self, fill: float, stroke: float) -> str:
        """A state in which paint lets through what is under it."""
        key = ("opacity", fill, stroke)
        if key not in self._known:
            state = pydyf.Dictionary({"Type": "/ExtGState", "ca": fill, "CA": stroke})
            self._known[key] = self.named("ExtGState", state)
        return self._known[key]

    def gradient(self, line: tuple[float, ...], colors: tuple[Color, ...]) -> str:
        """An axial shading along a line, its colours evenly apart, its ends going on for ever."""
        steps = [
            pydyf.Dictionary(
                {
                    "FunctionType": 2,
                    "Domain": pydyf.Array([0, 1]),
                    "C0": pydyf.Array(_parts(one)),
                    "C1": pydyf.Array(_parts(two)),
                    "N": 1,
                }
            )
            for one, two in pairwise(colors)
        ]
        count = len(steps)
        ramp = pydyf.Dictionary(
            {
                "FunctionType": 3,
                "Domain": pydyf.Array([0, 1]),
                "Functions": pydyf.Array(step.data for step in steps),
                "Bounds": pydyf.Array(round(at / count, 6) for at in range(1, count)),
                "Encode": pydyf.Array([0, 1] * count),
            }
        )
        shading = pydyf.Dictionary(
            {
                "ShadingType": 2,
                "ColorSpace": "/DeviceRGB",
                "Coords": pydyf.Array(round(value, 3) for value in line),
                "Function": self.add(ramp),
                "Extend": pydyf.Array(["true", "true"]),
            }
        )
        return self.named("Shading", shading)

    def image(self, image: Image.Image) -> str:
        """A picture, RGB or RGBA."""
        extra = {}
        if image.mode == "RGBA":
            extra["SMask"] = self.add(_picture(image.getchannel("A"), "/DeviceGray"))
        return self.named("XObject", _picture(image.convert("RGB"), "/DeviceRGB", extra))

    def color(self, color: Color, stroke: bool = False) -> None:
        self.content.set_color_rgb(*_parts(color), stroke=stroke)


def deflated(data: bytes, extra: Mapping[str, Any] | None = None) -> pydyf.Stream:
    """A stream of these bytes."""
    packed = zlib_ng.compress(data, _HARDEST)
    return pydyf.Stream([packed], {**(extra or {}), "Filter": "/FlateDecode"})


def _parts(color: Color) -> list[float]:
    return [round(channel / 255, 4) for channel in color]


def _picture(
    image: Image.Image, space: str, extra: Mapping[str, Any] | None = None
) -> pydyf.Stream:
    """An image XObject; its rows are filtered as a PNG's are, a third smaller for photographs."""
    samples, (width, height) = len(image.getbands()), image.size
    shifted = Image.new(image.mode, image.size)
    shifted.paste(image, (1, 0))
    rows = ImageChops.subtract_modulo(image, shifted).tobytes()
    stride = width * samples
    filtered = b"".join(
        bytes([_SUB]) + rows[at : at + stride] for at in range(0, len(rows), stride)
    )
    how = {
        "Predictor": _PNG_ROWS,
        "Colors": samples,
        "BitsPerComponent": 8,
        "Columns": width,
    }
    return deflated(
        filtered,
        {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": width,
            "Height": height,
            "ColorSpace": space,
            "BitsPerComponent": 8,
            "DecodeParms": pydyf.Dictionary(how),
            **(extra or {}),
        },
    )
