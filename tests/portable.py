"""Encodes two small pictures and prints a digest of the files: run on emulated processors, where
every import costs a second."""

import hashlib
import sys

from PIL import Image

from sharegen.png import PORTABLE, Layer, Strip, Words


def a_digest(width: int = 240, height: int = 144) -> str:
    """The SHA-256 of small files: one of few colours and one of many, with a strip of words."""
    few = Image.new("RGB", (width, height), "#0b1d3f")
    few.paste("#ffc857", (width // 5, height // 6, width // 2, height // 2))
    many = Image.merge("RGB", [Image.radial_gradient("L").resize((width, height))] * 3)
    many.paste(few.crop((0, 0, width, 32)), (0, 64))
    files = hashlib.sha256()
    for picture in (few, many):
        strips = [Strip(16, picture.crop((0, 32, width, 64)))]
        for part in PORTABLE.encode(Layer(picture), strips, Words("t", "d"), 0).parts:
            files.update(part)
    return files.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(a_digest())
