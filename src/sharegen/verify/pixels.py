"""The pixels of a finished file, and where they are not those that were painted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from PIL import Image, ImageChops

from sharegen import jpeg
from sharegen.model.geometry import Rect, Size
from sharegen.png import reading
from sharegen.png.chunks import INDEXED
from sharegen.png.palette import near
from sharegen.png.reading import Damaged, chunks, header

PNG = ".png"
# Of the formats that have pixels of their own.
_DECODERS: dict[str, Callable[[bytes], Image.Image]] = {PNG: reading.decoded, ".jpg": jpeg.decoded}


def pixels(path: str, data: bytes, size: Size) -> tuple[Image.Image | None, str]:
    """The pixels of a file and nothing, or none and what is damaged; neither for formats that have
    none. A PNG of another size is not decoded."""
    decode = _DECODERS.get(PurePosixPath(path).suffix)
    if decode is None:
        return None, ""
    try:
        found = header(next(chunks(data))).size if path.endswith(PNG) else size
        if found == size:
            image = decode(data)
            found = Size(*image.size)
    except Damaged as damage:
        return None, str(damage)
    return (image, "") if found == size else (None, f"it is {found}, the manifest says {size}")


def difference(painted: Image.Image, seen: Image.Image, data: bytes) -> Rect | None:
    """What part of the pixels seen in a PNG is not as it was painted, None where all is.

    A PNG by numbers may have near colours: just those that the encoder takes for these pixels.
    """
    if painted.size != seen.size:
        return Rect(0, 0, *seen.size)
    box = ImageChops.difference(painted, seen).getbbox()
    if box is not None and header(next(chunks(data))).color_type == INDEXED:
        few = near(painted)
        if few is not None:
            box = ImageChops.difference(few.image.convert("RGB"), seen).getbbox()
    return None if box is None else Rect.between(*box)
