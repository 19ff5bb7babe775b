from sharegen.library import Selection as Selection
from sharegen.library import build as build
from sharegen.library import check as check
from sharegen.library import render as render

__version__: str
