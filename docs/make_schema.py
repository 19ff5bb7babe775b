"""Make the JSON Schemas of the files people write from the reader's own tables: `make schema`.

Editors complete and explain keys with them. What a scalar may be is told for two readers: ours
takes every value as the text that stands there, an editor sees 84 as a number (YAML 1.2, core
schema, yaml.org/spec/1.2.2, 10.3.2, read 2026-11-24).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from sharegen.load import backgrounds, brand, captions, templates
from sharegen.load.keys import (
    Choice,
    Grammar,
    Key,
    Keys,
    Kind,
    ListOf,
    MapOf,
    OneOf,
    Range,
    Words,
)

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "src/sharegen/schema"
FILES: dict[str, Kind] = {
    "captions": captions.FILE,
    "brand": brand.FILE,
    "backgrounds": backgrounds.FILE,
    "templates": templates.FILE,
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER = r"^[+-]?[0-9]{1,9}(\.[0-9]{1,9})?$"
_WHOLE = r"^[+-]?[0-9]{1,9}(\.0{1,9})?$"
Schema = dict[str, Any]


def schemas() -> dict[str, str]:
    """The text of every schema, by its file name."""
    made = {}
    for name, kind in FILES.items():
        tables: dict[str, Schema] = {}
        head = {"$schema": _DIALECT, "title": f"{name}.yaml"}
        schema = {**head, **_filled(kind, tables), "$defs": dict(sorted(tables.items()))}
        made[f"{name}.schema.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return made


def _filled(kind: Kind, tables: dict[str, Schema]) -> Schema:
    """The schema of a kind, written out; the tables in it go to `tables`."""
    match kind:
        case Words():
            blank = {"pattern": r"\S", "patternErrorMessage": "has no value"}
            return {"type": ["string", "number", "boolean"], **blank}
        case Grammar():
            return _form(kind)
        case Choice(words):
            return {"enum": list(words)}
        case Range():
            return _numbers(kind)
        case ListOf(item, least, most):
            bounds = {"minItems": least} if least else {}
            bounds |= {"maxItems": most} if most else {}
            return {"type": "array", "items": _schema(item, tables), **bounds}
        case MapOf():
            return _map(kind, tables)
        case OneOf(kinds):
            return {"anyOf": [_schema(one, tables) for one in kinds]}
        case Keys():
            return _table(kind, tables)


def _schema(kind: Kind, tables: dict[str, Schema]) -> Schema:
    """The schema of a kind; of a table and of words, where it stands."""
    if not isinstance(kind, Keys | Words):
        return _filled(kind, tables)
    what = kind.what if isinstance(kind, Keys) else "words"
    name = re.sub("^an? ", "", what).replace(" ", "-")
    found = _filled(kind, tables)
    if tables.setdefault(name, found) != found:
        raise ValueError(f"two tables are called {what}")
    return {"$ref": f"#/$defs/{name}"}


def _form(form: Grammar) -> Schema:
    """Words of a form; where it allows them, some are numbers or booleans to an editor."""
    others = {"integer": "12", "boolean": "true"}
    kinds = [kind for kind, word in others.items() if re.fullmatch(form.pattern, word)]
    schema: Schema = {"type": ["string", *kinds] if kinds else "string"}
    schema["pattern"] = f"^{form.pattern}$"
    schema["patternErrorMessage"] = f"write it as {form.example}"
    if form.most:
        schema["maxLength"] = form.most
    if form.format:
        schema["format"] = form.format
    return {**schema, "examples": [form.example]}


def _numbers(range: Range) -> Schema:
    """Numbers in a range, in quotes or not."""
    schema: Schema = {"type": ["number", "string"]}
    schema |= {"minimum": range.least, "maximum": range.most}
    schema |= {"multipleOf": 1} if range.whole else {}
    pattern = _WHOLE if range.whole else _NUMBER
    schema |= {"pattern": pattern, "patternErrorMessage": f"{range} is allowed, in digits"}
    return {**schema, "examples": [json.loads(range.example)]}


def _map(kind: MapOf, tables: dict[str, Schema]) -> Schema:
    """Values under the user's own keys; what is known is offered."""
    value = _schema(kind.kind, tables)
    schema: Schema = {"type": "object"}
    if kind.known:
        schema["properties"] = {name: {"description": about, **value} for name, about in kind.known}
    if kind.names:
        schema["propertyNames"] = _form(kind.names)
    schema["additionalProperties"] = value
    return {**schema, "minProperties": kind.least} if kind.least else schema


def _table(keys: Keys, tables: dict[str, Schema]) -> Schema:
    schema: Schema = {"type": "object"}
    schema["properties"] = {key.name: _described(key, tables) for key in keys.keys}
    if keys.required:
        schema["required"] = list(keys.required)
    return {**schema, "additionalProperties": False}


def _described(key: Key, tables: dict[str, Schema]) -> Schema:
    return {"description": key.about, **_schema(key.kind, tables)}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
