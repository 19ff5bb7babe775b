"""Turn a variant of a background into the pixels of a part of it, or into markup."""

from __future__ import annotations

import hashlib
from collections import OrderedDict

from PIL import Image

from sharegen.load import raster, svg
from sharegen.load.assets import ART, read_regular
from sharegen.load.excerpt import shown
from sharegen.load.inlay import inlay
from sharegen.load.raster_header import BadPicture
from sharegen.model.color import Color
from sharegen.model.diagnostic import CardError, Diagnostic
from sharegen.model.frame import Ground
from sharegen.model.geometry import Rect, Size
from sharegen.model.inlay import Inlay
from sharegen.model.project import Variant

Styles = tuple[tuple[str, Color], ...]
_KEPT = 2  # photographs in memory: up to 6 MB each

_kept: OrderedDict[tuple[Size, Ground], Image.Image] = OrderedDict()


def art_of(ground: Ground, size: Size) -> Image.Image | None:
    """The art of a ground as a canvas of that size shows it; mirrored for readers from right to
    left where it may be. One that scrims are fitted to is kept for the next card of its set, which
    has scrims of its own. Raises CardError as load_art does."""
    if ground.variant is None or ground.window is None:
        return None
    art = _kept.pop((size, ground), None)
    if art is None:
        art = load_art(ground.variant, ground.window, size, ground.styles)
        if ground.mirrored:
            art = art.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if ground.background.scrim:
        _kept[size, ground] = art
        if len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return art


def load_whole(variant: Variant, size: Size) -> Image.Image:
    """All of a picture at a size, in its own colours: a logo."""
    return load_art(variant, Rect(0, 0, variant.width, variant.height), size, ())


def load_art(variant: Variant, window: Rect, size: Size, styles: Styles) -> Image.Image:
    """The part `window` of the art at exactly `size`.

    `window` is in the art's own units (0, 0 is its top left corner) and may reach outside it: an
    SVG goes on drawing there, a photograph is clear. SVG gives RGBA; a raster RGB, or RGBA where
    it is transparent or the window reaches outside. Raises CardError with `asset-changed`,
    `asset-damaged`, `svg-crash`, or what reading the file has to say.
    """
    data = _bytes_of(variant)
    if variant.kind == "svg":
        return svg.render(svg.Drawing(data, variant.file, variant.sha256), window, size, styles)
    try:
        return raster.cut(data, window, size)
    except BadPicture as error:
        message = f"{shown(variant.file)} {error}"
        raise CardError(Diagnostic(error.code, message, hint="export the picture again")) from error


def load_inlay(variant: Variant, styles: Styles) -> Inlay | None:
    """The art as markup for a drawing; None for a raster, and for what only pixels can show.

    Raises CardError as load_art does.
    """
    if variant.kind != "svg":
        return None
    return inlay(svg.Drawing(_bytes_of(variant), variant.file, variant.sha256), styles)


def _bytes_of(variant: Variant) -> bytes:
    """The file as it was when the project was loaded. Raises CardError."""
    data, problem = read_regular(variant.root, variant.file, ART, None)
    if data is None:
        assert problem is not None
        raise CardError(problem)
    if hashlib.sha256(data).hexdigest() != variant.sha256:
        message = f"{shown(variant.file)} was changed during the build"
        raise CardError(Diagnostic("asset-changed", message, hint="build again"))
    return data
