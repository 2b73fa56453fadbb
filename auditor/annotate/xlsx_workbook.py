"""The workbook of an Excel file that is being changed: its sheets, and the namespaces it is written in."""

from __future__ import annotations

from auditor.annotate.parts import Parts
from auditor.source.xlsx_package import Attributes, attribute, walk
from auditor.source.zipped import damaged

__all__ = ["Workbook"]

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
# namespace of the workbook -> what the types of its relations begin with
RELATIONS = {
    TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


class Workbook:
    """Name of the `main` part, parts of the `sheets` by their names, the sheet `ids` in use, and two namespaces."""

    def __init__(self, parts: Parts) -> None:
        mains = [one.target for one in parts.relations("") if one.kind == "officeDocument"]
        self.main = mains[0] if mains else "xl/workbook.xml"
        content = parts.read(self.main)
        if not content:
            raise damaged(parts.path)
        self.space = STRICT if STRICT.encode() in content else TRANSITIONAL
        self.relations = RELATIONS[self.space]
        self.sheets: dict[str, str] = {}
        self.names: list[str] = []
        self.ids: list[int] = [0]
        targets = {one.id: one.target for one in parts.relations(self.main) if one.kind == "worksheet"}

        def start(element: str, given: Attributes) -> None:
            if element != "sheet":
                return
            name, number = given.get("name", ""), given.get("sheetId", "")
            self.names.append(name)
            self.ids += [int(number)] if number.isdecimal() else []
            target = targets.get(attribute(given, "id"))
            if target is not None:
                self.sheets[name] = target

        walk(parts.path, [content], start)
