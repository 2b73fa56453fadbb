"""Notes put on the cells of a sheet of an Excel file (ECMA-376 part 1, 18.7; the boxes in part 4, 19.3).

A note is text in the part of comments and a box in a drawing that the sheet names. Both may be there already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import join, split

from auditor.annotate.parts import Parts
from auditor.annotate.remark import AUTHOR
from auditor.annotate.xlsx_workbook import Workbook
from auditor.annotate.xml_edit import Edit, Node, appended, appending, edited, escaped, nodes
from auditor.source.zipped import damaged

__all__ = ["BETWEEN", "add_notes", "shown"]

COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
NO_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="{}"><authors/><commentList/></comments>'
)
NO_BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="{}"/></o:shapelayout></xml>'
)
SHAPE_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
BOX = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" '
    'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
# The tag of the first element, behind declarations and remarks.
ROOT = re.compile(rb"""<[^?!](?:[^>"']|"[^"]*"|'[^']*')*>""")
BETWEEN = "\n\n"
LONGEST = 32_000
SHAPE_ID = re.compile(rb"_x0000_s([0-9]{1,9})")
SHAPES_A_SHEET = 1024
# A box is so many columns wide; so many characters of a note fill a line of it.
BOX_COLUMNS, LINE = 4, 18
ADDRESS = re.compile("([A-Z]+)([0-9]+)")
# A text that looks like a character written by its number is told apart by its underscore being written so.
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# What follows the drawing of notes in a sheet, as the order of its elements has it.
AFTER_DRAWING = frozenset(
    ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
     "AlternateContent")
)  # fmt: skip


def add_notes(parts: Parts, workbook: Workbook, sheet: str, number: int, texts: Mapping[str, str]) -> None:
    """Adds a note to each cell of a sheet, the `number`th, by its address; a note that is there goes on with ours."""
    old = next((one.target for one in parts.relations(sheet) if one.kind == "comments"), "")
    comments = old or _new_comments(parts, workbook, sheet)
    written, fresh = _with_texts(parts.read(comments), workbook.space, texts, parts.path)
    parts.write(comments, written)
    if not fresh:
        return
    drawing = _drawing(parts, workbook, sheet, number)
    boxes = parts.read(drawing)
    # Such drawings are not always well-formed XML, so no parser is asked.
    end = boxes.rfind(b"</xml>")
    if end < 0:
        raise damaged(parts.path)
    first = max([SHAPES_A_SHEET * number, *map(int, SHAPE_ID.findall(boxes))]) + 1
    new = "" if b'"_x0000_t202"' in boxes else SHAPE_TYPE
    new += "".join(_box(identity, cell, texts[cell]) for identity, cell in enumerate(fresh, first))
    parts.write(drawing, boxes[:end] + new.encode() + boxes[end:])


def _new_comments(parts: Parts, workbook: Workbook, sheet: str) -> str:
    name = parts.unused(join(split(parts.names[workbook.main])[0], "comments{}.xml"))
    parts.write(name, NO_COMMENTS.format(workbook.space).encode())
    parts.declare(name, COMMENTS_TYPE)
    parts.relate(sheet, workbook.relations + "/comments", name)
    return name


def _with_texts(xml: bytes, space: str, texts: Mapping[str, str], path: str) -> tuple[bytes, list[str]]:
    """The part of comments with the notes, and the cells among them that had none."""
    found = nodes(xml, path, lambda node: node.name in ("author", "text", "t", "r"))
    edits: dict[str, Edit] = {}
    for node in found:
        holder = node if node.name == "text" else node.parent
        if holder is None or holder.name != "text" or holder.parent is None:
            continue
        cell = holder.parent.attribute("ref")
        if cell in texts:
            run = _run(BETWEEN + texts[cell], space).encode()
            # Behind the last piece of the text, but before the reading aids that may follow it.
            edits[cell] = appending(node, run) if node is holder else (node.end, node.end, run)
    xml = edited(xml, edits.values())
    authors = [node for node in found if node.name == "author"]
    xml = appended(xml, "authors", f'<author xmlns="{space}">{AUTHOR}</author>', path)
    fresh = sorted(texts.keys() - edits.keys(), key=_position)
    given = f'xmlns="{space}" authorId="{len(authors)}"'
    comments = "".join(
        f'<comment {given} ref="{cell}"><text>{_run(texts[cell], space)}</text></comment>' for cell in fresh
    )
    return appended(xml, "commentList", comments, path), fresh


def _run(text: str, space: str) -> str:
    return f'<r xmlns="{space}"><t xml:space="preserve">{shown(text)}</t></r>'


def shown(text: str) -> str:
    """The text as a workbook writes it, no longer than a cell or a note can be."""
    clipped = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return escaped(LOOKS_ESCAPED.sub("_x005F_", clipped))


def _drawing(parts: Parts, workbook: Workbook, sheet: str, number: int) -> str:
    """The part with the boxes of a sheet's notes, made if there is none."""
    xml = parts.read(sheet)
    head, tail, shift = _tail(xml, parts.path)
    known = next((node for node in tail if node.name == "legacyDrawing"), None)
    if known is not None:
        identity = known.attribute("id")
        target = next((one.target for one in parts.relations(sheet) if one.id == identity), "")
        if not target:
            raise damaged(parts.path)
        return target
    folder = split(parts.names[workbook.main])[0]
    name = parts.unused(join(folder, "drawings", "vmlDrawing{}.vml"))
    parts.write(name, NO_BOXES.format(number).encode())
    parts.declare(name, DRAWING_TYPE)
    identity = parts.relate(sheet, workbook.relations + "/vmlDrawing", name)
    at = next((node.start for node in tail if node.name in AFTER_DRAWING), head.inner_end) + shift
    named = f'<legacyDrawing xmlns="{head.space}" xmlns:r="{workbook.relations}" r:id="{identity}"/>'
    parts.write(sheet, xml[:at] + named.encode() + xml[at:])
    return name


def _tail(xml: bytes, path: str) -> tuple[Node, list[Node], int]:
    """The root of a sheet and its elements behind the cells, which are not looked at: there may be a million.

    The places of the elements are those in the sheet less the number that is returned last.
    """
    opened = ROOT.search(xml)
    cells_end = xml.find(b">", xml.rfind(b"sheetData")) + 1
    if opened is None or cells_end < opened.end():
        raise damaged(path)
    short = opened[0] + xml[cells_end:]
    found = nodes(short, path, lambda node: node.parent is None or node.parent.parent is None)
    return found[0], found[1:], cells_end - len(opened[0])


def _box(identity: int, cell: str, text: str) -> str:
    """The box of a note: to the right of its cell, as high as its text needs."""
    row, column = _position(cell)
    lines = sum(1 + len(line) // LINE for line in text.split("\n"))
    # Column, points into it, row, points into it: upper left, then lower right.
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 10, {column + 1 + BOX_COLUMNS}, 15, {max(row - 1, 0) + lines}, 4"
    return BOX.format(id=identity, anchor=anchor, row=row, column=column)


def _position(cell: str) -> tuple[int, int]:
    """The 0-based row and column of an address such as E9."""
    match = ADDRESS.fullmatch(cell)
    assert match is not None, "readers give addresses"
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
