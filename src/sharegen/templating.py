"""Turn a template of the package and values into a page; whatever values hold is text there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def page_bytes(folder: Path, name: str, values: Mapping[str, object]) -> bytes:
    """A page, UTF-8, one line end. Values are escaped for HTML, whatever the template's name."""
    return _environment(folder).get_template(name).render(values).encode()


@lru_cache(maxsize=4)
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
