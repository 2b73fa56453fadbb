"""The blocks of a Word part: paragraphs and tables, wherever they stand; recorded changes are read as accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from auditor.source.docx_lists import Lists
from auditor.source.docx_plain import plain_pattern
from auditor.source.docx_runs import Paragraph, RunReader
from auditor.source.docx_styles import BODY_LEVEL, Styles
from auditor.source.docx_tables import CELL_FIELDS, TableFrame
from auditor.source.docx_xml import Attributes, XmlWalk, is_on, whole
from auditor.source.flatten import WIDEST_SPAN, Block, Budget, Prose
from auditor.source.plain_xml import Plain

__all__ = ["BodyReader"]

WIDEST_COLUMN = 100_000
CELL_PROPERTY = re.compile(r'<(w:(?:gridSpan|vMerge|hMerge))(?: w:val="(\w+)")?/>')
# The text of runs that hold nothing but text and looks.
TEXT = re.compile(">([^<>]+)<")

LEFT_OUT = (
    "w:sdtPr",
    "w:sdtEndPr",
    "w:rt",
    "w:pPrChange",
    "w:rPrChange",
    "w:tblPrChange",
    "w:tblPrExChange",
    "w:tblGridChange",
    "w:trPrChange",
    "w:tcPrChange",
    "w:sectPrChange",
    "w:numberingChange",
)
"""Elements that hold no text of the document: earlier formats, properties of controls, readings over characters."""

# element -> what is remembered of having met it
MET = {
    "w:ins": "changes",
    "w:moveTo": "changes",
    "w:object": "objects",
    "w:altChunk": "objects",
    "w:drawing": "pictures",
    "w:pict": "pictures",
}


class BodyReader:
    """Reads parts of one document one after another; list numbers run on from part to part.

    `blocks` is what was found so far, `headers` the relation ids of headers and footers, `notes` the ids of the
    footnotes and endnotes referred to, by element.
    """

    def __init__(self, path: str, styles: Styles, lists: Lists, budget: Budget) -> None:
        self.path = path
        self.styles = styles
        self.lists = lists
        self.budget = budget
        self.runs = RunReader(styles)
        self.blocks: list[Block] = []
        self.headers: list[str] = []
        self.notes: dict[str, set[str]] = {"w:footnote": set(), "w:endnote": set()}

    def read(self, pieces: Iterable[bytes], anchored: bool = False) -> list[Block]:
        """The blocks of a part; paragraphs of an `anchored` one know where in it they start.

        Raises Unreadable for XML that is damaged and for what passes a limit.
        """
        self.anchored = anchored
        self.blocks = []
        self.carried: Paragraph | None = None
        self.open = 0
        self.outer: list[tuple[Paragraph, Paragraph | None, list[Block]]] = []
        self.table = TableFrame(self.blocks)
        self.tables: list[TableFrame] = []
        self.chosen: list[bool] = []
        self.in_row_properties = False
        self.runs.reset()
        self.xml = XmlWalk(self.path, self._starts(), self._ends(), self.runs.characters)
        # The place of every element is known to the parser only.
        self.xml.read(pieces, None if anchored else Plain(plain_pattern, self._take_plain))
        self._flush()
        return self.blocks

    def _starts(self) -> dict[str, Callable[[Attributes], None]]:
        def cell_setter(name: str, convert: Callable[[Attributes], object]) -> Callable[[Attributes], None]:
            return lambda given: setattr(self.table, name, convert(given))

        def noter(kind: str) -> Callable[[Attributes], None]:
            return lambda given: self.runs.seen.add(kind)

        starts: dict[str, Callable[[Attributes], None]] = {
            "w:p": self._start_paragraph,
            "w:del": self._delete,
            "w:moveFrom": self._delete,
            "w:txbxContent": self._start_box,
            "mc:AlternateContent": lambda given: self.chosen.append(False),
            "mc:Choice": self._alternative,
            "mc:Fallback": self._alternative,
            "w:tbl": self._start_table,
            "w:gridCol": lambda given: self.table.widths.append(whole(given, "w:w", 0, WIDEST_COLUMN)),
            "w:tr": lambda given: self.table.start_row(self.runs.page),
            "w:trPr": lambda given: self._row_properties(True),
            "w:gridBefore": self._grid_before,
            "w:hidden": self._hide_row,
            "w:tc": self._start_cell,
            "w:cellDel": lambda given: self.xml.skip(above=2),
            "w:footnoteReference": lambda given: self.notes["w:footnote"].add(given.get("w:id", "")),
            "w:endnoteReference": lambda given: self.notes["w:endnote"].add(given.get("w:id", "")),
            "w:footnote": lambda given: self._note("w:footnote", given),
            "w:endnote": lambda given: self._note("w:endnote", given),
            "w:headerReference": lambda given: self.headers.append(given.get("r:id", "")),
            "w:footerReference": lambda given: self.headers.append(given.get("r:id", "")),
        }
        starts |= self.runs.starts()
        starts |= {name: cell_setter(field, convert) for name, (field, convert) in CELL_FIELDS.items()}
        starts |= {name: noter(kind) for name, kind in MET.items()}
        return starts | dict.fromkeys(LEFT_OUT, lambda given: self.xml.skip())

    def _ends(self) -> dict[str, Callable[[], None]]:
        return self.runs.ends() | {
            "w:p": self._end_paragraph,
            "w:txbxContent": self._end_box,
            "mc:AlternateContent": lambda: self._forget_alternative(),
            "w:tbl": self._end_table,
            "w:tr": self._end_row,
            "w:trPr": lambda: self._row_properties(False),
            "w:tc": self._end_cell,
        }

    def _start_paragraph(self, given: Attributes) -> None:
        self.runs.start_paragraph(self.xml.offset if self.anchored else None)
        self.open += 1
        carried = self.carried
        if carried is not None:
            paragraph = self.runs.paragraph
            paragraph.pieces, paragraph.boxes = carried.pieces, carried.boxes
            paragraph.page, paragraph.at = carried.page, carried.at
            self.carried = None

    def _end_paragraph(self) -> None:
        self.open -= 1
        self.runs.end_paragraph()
        paragraph = self.runs.paragraph
        if paragraph.runs_on:
            self.carried = paragraph
        else:
            self._finish(paragraph)

    def _take_plain(self, cell: str | None, name: str | None, runs: str | None) -> None:
        """Take a paragraph, or the cell that it fills, as the handlers would one element after another."""
        if self.xml.skipping:
            return
        if cell is not None:
            self._start_cell({})
            if "Span" in cell or "Merge" in cell:
                for element, value in CELL_PROPERTY.findall(cell):
                    field, convert = CELL_FIELDS[element]
                    setattr(self.table, field, convert({"w:val": value} if value else {}))
        text = "".join(TEXT.findall(runs)) if runs else ""
        reader, style = self.runs, self.styles.of(name or "")
        if self.open or self.carried or reader.muted or reader.new_page or style.hidden or style.number:
            self._plain_paragraph(name, runs, text)
        else:
            if runs:
                # As the last of them leaves it.
                reader.hidden = reader.raised = False
                reader.font = ""
            self.budget.take_paragraph(text)
            if text and not text.isspace():
                heading = style.outline is not None and style.outline < BODY_LEVEL
                self.blocks.append(Prose(text, heading, reader.page))
        if cell is not None:
            self._end_cell()

    def _plain_paragraph(self, style: str | None, runs: str | None, text: str) -> None:
        """A plain paragraph where those before it or its style leave something behind."""
        self._start_paragraph({})
        if style is not None:
            self.runs.style({"w:val": style})
        if runs:
            self.runs.plain(runs, text)
        self._end_paragraph()

    def _flush(self) -> None:
        """A paragraph that should run on ends where nothing follows it."""
        if self.carried is not None:
            self._finish(self.carried)
            self.carried = None

    def _finish(self, paragraph: Paragraph) -> None:
        style = self.styles.of(paragraph.style)
        number = style.number if paragraph.number is None else paragraph.number
        label = ""
        if number and not paragraph.runs_on:
            level = style.level if paragraph.number is None and paragraph.level is None else paragraph.level
            label = self.lists.label(number, level, paragraph.style)
        text = "".join(paragraph.pieces)
        text = label + text if text else label.rstrip()
        self.budget.take_paragraph(text)
        if text and not text.isspace():
            level = style.outline if paragraph.outline is None else paragraph.outline
            heading = level is not None and level < BODY_LEVEL
            self.blocks.append(Prose(text, heading, paragraph.page, paragraph.at, min(len(label), len(text))))
        if paragraph.boxes:
            self.blocks += paragraph.boxes

    def _delete(self, given: Attributes) -> None:
        """Leave out what was deleted or moved away: the end mark of a paragraph, a row, or text."""
        self.runs.seen.add("changes")
        if self.runs.in_properties:
            self.runs.paragraph.mark_deleted = True
        elif self.in_row_properties:
            self._drop_row()
        else:
            self.xml.skip()

    def _start_box(self, given: Attributes) -> None:
        """Read a text box into the paragraph that it is anchored in; it will follow that paragraph."""
        runs = self.runs
        if runs.hidden:
            runs.seen.add("hidden")
            self.xml.skip()
            return
        self.budget.check_depth(len(self.outer))
        self.outer.append((runs.paragraph, self.carried, self.blocks))
        self.blocks, self.carried = runs.paragraph.boxes, None

    def _end_box(self) -> None:
        self._flush()
        self.runs.paragraph, self.carried, self.blocks = self.outer.pop()

    def _alternative(self, given: Attributes) -> None:
        """Of the same thing said for new and for old programs, read the first."""
        if not self.chosen:
            return
        if self.chosen[-1]:
            self.xml.skip()
        self.chosen[-1] = True

    def _forget_alternative(self) -> None:
        self.chosen.pop()

    def _start_table(self, given: Attributes) -> None:
        self._flush()
        self.tables.append(self.table)
        self.budget.check_depth(len(self.tables))
        self.table = TableFrame(self.blocks)

    def _end_table(self) -> None:
        self.blocks = self.table.container
        grid = self.table.close()
        if grid.cells:
            self.blocks.append(grid)
        self.table = self.tables.pop()

    def _row_properties(self, inside: bool) -> None:
        self.in_row_properties = inside

    def _grid_before(self, given: Attributes) -> None:
        self.table.column = whole(given, "w:val", 0, WIDEST_SPAN)

    def _hide_row(self, given: Attributes) -> None:
        if is_on(given):
            self.runs.seen.add("hidden")
            self._drop_row()

    def _drop_row(self) -> None:
        """Leave out the row whose properties are being read."""
        self.in_row_properties = False
        self.xml.skip(above=2)

    def _end_row(self) -> None:
        self.table.end_row()
        self.runs.page = self.table.last_page

    def _start_cell(self, given: Attributes) -> None:
        self.blocks = []
        self.runs.page = self.table.row_page
        self.table.start_cell()

    def _end_cell(self) -> None:
        self._flush()
        self.budget.take_cell(self.table.colspan)
        if self.table.end_cell(self.blocks, self.runs.page):
            self.runs.seen.add("hidden")
        self.blocks = self.table.container

    def _note(self, kind: str, given: Attributes) -> None:
        """Read a footnote or endnote only where the text refers to it; separators are kept beside them."""
        if given.get("w:id", "") not in self.notes[kind]:
            self.xml.skip()
