"""Turn the `logo` of brand.yaml into a picture for each tone."""

from __future__ import annotations

from sharegen.load.assets import Entry, read_variant
from sharegen.load.folder import Folder, asset_path
from sharegen.load.keys import WORDS, Key, Keys
from sharegen.load.reader import Reader
from sharegen.load.yaml_tree import Node
from sharegen.model.project import TONES, Variant

LOGO = Keys(
    "logo",
    tuple(Key(tone, WORDS, f"The one for {tone} grounds.", needed=True) for tone in TONES),
    "{dark: logo-on-dark.svg, light: logo-on-light.svg}",
)


def read_logo(reader: Reader, node: Node | None, folder: Folder) -> dict[str, Variant]:
    """The logo by tone; none where there is no key. What is wrong goes to `reader`."""
    fields = (reader.fields(node, LOGO) if node is not None else None) or {}
    found = {}
    for tone, value in fields.items():
        name = reader.word(value, f"logo on {tone}")
        file = asset_path(reader, folder, name, value.at) if name else None
        if file is None:
            continue
        variant, problems = read_variant(folder.root, Entry("", file), value.at)
        reader.take(problems)
        if variant is not None:
            found[tone] = variant
    return found
