"""The parts of an Office file while some are changed: contents, content types and relations (ECMA-376 part 2)."""

from __future__ import annotations

from posixpath import join, normpath, split
from typing import NamedTuple

from auditor.annotate.archive import rewritten
from auditor.annotate.xml_edit import appended, escaped
from auditor.source.xlsx_package import Attributes, walk
from auditor.source.zipped import chunks, members

__all__ = ["Parts", "Relation"]

TYPES = "[Content_Types].xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NO_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Relationships xmlns="{PACKAGE}/relationships"/>'
).encode()


class Relation(NamedTuple):
    """A relation of a part: `kind` is the last word of its type, `target` the name of a part in lower case."""

    id: str
    kind: str
    target: str


class Parts:
    """The parts by name; names are compared without regard to case."""

    def __init__(self, data: bytes, path: str) -> None:
        self.data = data
        self.path = path
        self.members = members(data, path)
        self.names = {name.lower(): name for name in self.members}
        self.changed: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        """The content of a part as it is by now, nothing where it is absent."""
        name = self.names.get(name.lower(), name)
        if name in self.changed or name not in self.members:
            return self.changed.get(name, b"")
        return b"".join(chunks(self.data, self.members[name], self.path))

    def write(self, name: str, content: bytes) -> None:
        """Gives a part, old or new, its content."""
        self.changed[self.names.setdefault(name.lower(), name)] = content

    def unused(self, name: str) -> str:
        """The name, which has a place for a number, without one or else with the first number that no part has."""
        number = 0
        while name.format(number or "").lower() in self.names:
            number += 1
        return name.format(number or "")

    def relations(self, part: str) -> list[Relation]:
        """The relations of a part (of the file: the empty name) to other parts of the file."""
        folder = split(part)[0]
        return [
            Relation(
                given.get("Id", ""),
                given.get("Type", "").rpartition("/")[2],
                normpath(join("/", folder, given.get("Target", "").replace("\\", "/"))).lstrip("/").lower(),
            )
            for given in self._relations(part)
            if given.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Adds a relation of a part to another, `kind` being the whole type; its id."""
        taken = {given.get("Id") for given in self._relations(part)}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        given = f'Id="rId{number}" Type="{kind}" Target="/{escaped(target)}"'
        child = f'<Relationship xmlns="{PACKAGE}/relationships" {given}/>'
        name = self._relations_part(part)
        content = self.read(name) or NO_RELATIONS
        self.write(name, appended(content, "Relationships", child, self.path))
        return f"rId{number}"

    def declare(self, part: str, content_type: str) -> None:
        """Tells of a new part what it is."""
        child = f'<Override xmlns="{PACKAGE}/content-types" PartName="/{escaped(part)}" ContentType="{content_type}"/>'
        self.write(TYPES, appended(self.read(TYPES), "Types", child, self.path))

    def saved(self) -> bytes:
        """The file with all changes."""
        return rewritten(self.data, self.path, self.changed)

    def _relations(self, part: str) -> list[Attributes]:
        found: list[Attributes] = []
        content = self.read(self._relations_part(part))
        if content:
            walk(self.path, [content], lambda name, given: found.append(given) if name == "Relationship" else None)
        return found

    def _relations_part(self, part: str) -> str:
        folder, base = split(self.names.get(part.lower(), part))
        return join(folder, "_rels", f"{base}.rels")
