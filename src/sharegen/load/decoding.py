"""Turn a file's bytes into text: bounded in size, in a known encoding, without controls."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from pathlib import Path

from sharegen.load.excerpt import excerpt
from sharegen.load.file_bytes import FileKind, read_regular
from sharegen.model.diagnostic import Diagnostic, Location

_YAML = FileKind("file", "text", 64 << 20)
LINE_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")  # YAML 1.1, section 4.2
_MOST_CONTROLS = 20
# What YAML 1.1 (section 4.1) does not allow to stand raw in a file: all but \t, \n, \r, 20–7E, 85,
# A0–D7FF, E000–FFFD and 10000–10FFFF. So few are compiled sooner than so many excluded.
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

Decoded = tuple[str | None, tuple[Diagnostic, ...]]


def read_text(root: Path, file: str, name: str) -> Decoded:
    """Turn the file `file` in `root` into text; `name` is how messages call it.

    None and the problems when it is missing, no plain file, too large, or not Unicode.
    """
    data, problem = read_regular(root, file, _YAML, Location(name))
    if data is not None:
        return decode(data, name)
    if problem is not None and problem.code == "file-missing":
        problem = replace(
            problem,
            message=f"{excerpt(name)} does not exist in {root}",
            hint=f"the current folder is {Path.cwd()}; name another with --project",
        )
    return None, (problem,) if problem else ()


def decode(data: bytes, file: str) -> Decoded:
    """Turn bytes into text: UTF-8, or UTF-16 and UTF-32 that say so by their mark."""
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        at = place(body[: error.start].decode(encoding, "replace"), None, file)
        offset = len(mark) + error.start
        message = f"byte 0x{body[error.start]:02x} at offset {offset:,} is not {encoding.upper()}"
        return None, (Diagnostic("encoding", message, at, "save the file as UTF-8"),)
    controls = _controls(text, file)
    return (None, controls) if controls else (text, ())


def place(text: str, index: int | None, file: str) -> Location:
    """The line and column of `index` in `text`; of its end for None."""
    end = len(text) if index is None else index
    line, start = 1, 0
    for match in LINE_BREAK.finditer(text, 0, end):
        line, start = line + 1, match.end()
    return Location(file, line, end - start + 1)


def _controls(text: str, file: str) -> tuple[Diagnostic, ...]:
    problems: list[Diagnostic] = []
    for match in _CONTROL.finditer(text):
        at = place(text, match.start(), file)
        message = f"control character U+{ord(match[0]):04X} in line {at.line}"
        hint = "remove it; it is invisible in most editors"
        if match[0] == "\0":
            hint = "save the file as UTF-8"
        problems.append(Diagnostic("control-character", message, at, hint))
        if len(problems) == _MOST_CONTROLS:
            break
    return tuple(problems)
