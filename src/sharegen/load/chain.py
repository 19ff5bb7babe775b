"""Turn the faces that brand.yaml names into faces by role and the chain that follows them."""

from __future__ import annotations

from dataclasses import dataclass, field

from sharegen.load import assets
from sharegen.load.folder import Folder, asset_path
from sharegen.load.keys import WORDS, Key, Keys, ListOf
from sharegen.load.reader import Reader
from sharegen.load.yaml_tree import Node
from sharegen.model.project import FACE_ROLES, Face

FACES = Keys(
    "faces",
    tuple(Key(role, WORDS, f"The font file of the {role}.", needed=True) for role in FACE_ROLES),
    "headline: fonts/Archivo.ttf",
)
FALLBACK = ListOf(WORDS)


@dataclass(frozen=True, slots=True)
class Chain:
    """Reads the faces of a brand folder; a file that is named twice is looked at once."""

    reader: Reader
    folder: Folder
    _read: dict[str, Face | None] = field(default_factory=dict)

    def by_role(self, node: Node | None) -> dict[str, Face]:
        """The faces of headline, body and footer."""
        fields = self.reader.fields(node, FACES) if node is not None else None
        found = {role: self._face(value, f"face {role}") for role, value in (fields or {}).items()}
        return {role: face for role, face in found.items() if face is not None}

    def fallback(self, node: Node | None) -> tuple[Face, ...]:
        """What sets characters that the face of a role lacks, in order of preference."""
        items = self.reader.items(node, "fallback", "[fonts/NotoSansArabic.ttf]")
        faces = [self._face(item, "a face of fallback") for item in items]
        return tuple(dict.fromkeys(face for face in faces if face is not None))

    def _face(self, node: Node, what: str) -> Face | None:
        name = self.reader.word(node, what)
        file = asset_path(self.reader, self.folder, name, node.at) if name else None
        if file is None:
            return None
        if file not in self._read:
            face, problems = assets.read_face(self.folder.root, file, node.at, self.folder.fresh)
            self._read[file] = face
            self.reader.take(problems)
        return self._read[file]
