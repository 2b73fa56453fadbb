"""The text of Word's runs as the printed page shows it, and the properties of the paragraph they stand in.

Fields are read by their result, hidden text not at all (ECMA-376 part 1, 17.3.1, 17.3.2 and 17.16).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from auditor.source.docx_styles import BODY_LEVEL, DEEPEST_LEVEL, Styles
from auditor.source.docx_symbols import symbol, translate
from auditor.source.docx_xml import Attributes, is_on, whole
from auditor.source.flatten import Block

__all__ = ["ODD", "Paragraph", "RunReader"]

XML_BLANKS = " \t\r\n"
# Characters that need a second look: line breaks, invisible ones, places of symbol fonts.
ODD = "\r\n\u00a1-\u00ff\u200b\u2060\ufeff\uf020-\uf0ff"
UNUSUAL = re.compile(f"[{ODD}]")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DEEPEST_FIELD = 100


class Paragraph:
    """A paragraph being read: the `pieces` of its text, where it starts, its properties.

    `boxes` are the blocks of the text boxes anchored in it. `hidden` says that its style hides its text; `mark_deleted`
    and `mark_hidden` speak of its end mark, without which it runs on into the next paragraph.
    """

    __slots__ = (
        "at",
        "boxes",
        "hidden",
        "level",
        "mark_deleted",
        "mark_hidden",
        "number",
        "outline",
        "page",
        "pieces",
        "style",
    )

    def __init__(self, page: int = 1, at: int | None = None, hidden: bool = False) -> None:
        self.pieces: list[str] = []
        self.boxes: list[Block] = []
        self.page = page
        self.at = at
        self.style = ""
        self.number: str | None = None
        self.level: int | None = None
        self.outline: int | None = None
        self.mark_deleted = False
        self.hidden = self.mark_hidden = hidden

    @property
    def runs_on(self) -> bool:
        """Whether the end of the paragraph is not to be seen."""
        return self.mark_deleted or self.mark_hidden


class RunReader:
    """Collects the text of the current `paragraph`.

    `page` is the number of the current page, `seen` the kinds of what was met and may deserve a note:
    `changes`, `hidden`, `objects`, `pictures`.
    """

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.seen: set[str] = set()
        self.page = 1
        self.reset()

    def reset(self) -> None:
        """Forget the state of an earlier part; pages are counted on."""
        self.paragraph = Paragraph(self.page)
        self.in_properties = False
        self.hidden = self.raised = False
        self.font = ""
        # One entry a field that is open: whether its result has begun.
        self.fields: list[bool] = []
        self.muted = self.taking = self.trimmed = False
        self.first = 0
        self.new_page = False

    def starts(self) -> dict[str, Callable[[Attributes], None]]:
        """The start handlers by element name."""
        return {
            "w:pPr": lambda given: self._properties(True),
            "w:pStyle": self.style,
            "w:numId": self._list,
            "w:ilvl": self._list_level,
            "w:outlineLvl": self._outline,
            "w:r": self._start_run,
            "m:r": self._start_run,
            "w:rStyle": self._run_style,
            "w:vanish": self._vanish,
            "w:rFonts": self._fonts,
            "w:vertAlign": self._raise,
            "w:t": self._start_text,
            "m:t": self._start_text,
            "m:den": lambda given: self._add("/"),
            "w:cr": lambda given: self._add("\n"),
            "w:br": self._break,
            "w:tab": self._tab,
            "w:ptab": self._tab,
            "w:lastRenderedPageBreak": self._rendered_page,
            "w:noBreakHyphen": lambda given: self._add("-"),
            "w:sym": lambda given: self._add(symbol(given.get("w:char", ""), given.get("w:font", ""))),
            "w:fldChar": self._field,
        }

    def ends(self) -> dict[str, Callable[[], None]]:
        """The end handlers by element name."""
        return {"w:pPr": lambda: self._properties(False), "w:t": self._end_text, "m:t": self._end_text}

    def start_paragraph(self, at: int | None) -> None:
        """Begin a paragraph that starts at this byte of the part."""
        self.paragraph = Paragraph(self.page, at, bool(self.styles.of("").hidden))

    def end_paragraph(self) -> None:
        """End the paragraph; a field whose instruction never ended shows its text from here on, nothing is lost."""
        if self.muted:
            self.fields = [True] * len(self.fields)
            self.muted = False
        if self.new_page and self.paragraph.page == self.page and self.paragraph.pieces:
            self.new_page = False

    def characters(self, text: str) -> None:
        """Take the text of a `w:t`."""
        if not self.taking:
            return
        if UNUSUAL.search(text):
            text = translate(INVISIBLE.sub("", text), self.font).replace("\n", " ").replace("\r", " ")
        if self.raised and text.isdecimal():
            text = text.translate(SUPERSCRIPTS)
        self.paragraph.pieces.append(text)

    def plain(self, runs: str, text: str) -> None:
        """Take the text of runs that hold nothing else."""
        self._start_run({})
        if self.hidden:
            if "</w:t>" in runs:
                self.seen.add("hidden")
        elif text and not self.muted:
            self.paragraph.pieces.append(text)

    def _add(self, text: str) -> None:
        if not (self.hidden or self.muted):
            self.paragraph.pieces.append(text)

    def _properties(self, inside: bool) -> None:
        self.in_properties = inside

    def style(self, given: Attributes) -> None:
        """Give the paragraph its style."""
        paragraph = self.paragraph
        paragraph.style = given.get("w:val", "")
        paragraph.hidden = paragraph.mark_hidden = bool(self.styles.of(paragraph.style).hidden)

    def _list(self, given: Attributes) -> None:
        self.paragraph.number = given.get("w:val", "")

    def _list_level(self, given: Attributes) -> None:
        self.paragraph.level = whole(given, "w:val", 0, DEEPEST_LEVEL)

    def _outline(self, given: Attributes) -> None:
        self.paragraph.outline = whole(given, "w:val", BODY_LEVEL, BODY_LEVEL)

    def _start_run(self, given: Attributes) -> None:
        self.hidden = self.paragraph.hidden
        self.raised = False
        self.font = ""

    def _run_style(self, given: Attributes) -> None:
        # Hidden twice, by the styles of the paragraph and of the run, is shown again (17.7.3, toggle properties).
        if not self.in_properties:
            self.hidden = self.paragraph.hidden != bool(self.styles.of(given.get("w:val", "")).hidden)

    def _vanish(self, given: Attributes) -> None:
        if self.in_properties:
            self.paragraph.mark_hidden = is_on(given)
        else:
            self.hidden = is_on(given)

    def _fonts(self, given: Attributes) -> None:
        self.font = given.get("w:ascii", "")

    def _raise(self, given: Attributes) -> None:
        self.raised = given.get("w:val") == "superscript"

    def _start_text(self, given: Attributes) -> None:
        if self.hidden:
            self.seen.add("hidden")
        self.taking = not (self.hidden or self.muted)
        self.trimmed = given.get("xml:space") != "preserve"
        self.first = len(self.paragraph.pieces)

    def _end_text(self) -> None:
        pieces = self.paragraph.pieces
        if self.trimmed and len(pieces) > self.first:
            pieces[self.first] = pieces[self.first].lstrip(XML_BLANKS)
            pieces[-1] = pieces[-1].rstrip(XML_BLANKS)
        self.taking = False

    def _tab(self, given: Attributes) -> None:
        if not self.in_properties:
            self._add("\t")

    def _break(self, given: Attributes) -> None:
        if self.hidden or self.muted:
            return
        if given.get("w:type") == "page":
            self.page += 1
            self.new_page = True
        if self.paragraph.pieces:
            self._add("\n")

    def _rendered_page(self, given: Attributes) -> None:
        # The first one behind a break that the author made is that break as Word last set it.
        if self.new_page:
            self.new_page = False
        else:
            self.page += 1
        if not self.paragraph.pieces:
            self.paragraph.page = self.page

    def _field(self, given: Attributes) -> None:
        kind = given.get("w:fldCharType")
        if kind == "begin":
            self.fields = [*self.fields[-DEEPEST_FIELD:], False]
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()
        self.muted = not all(self.fields)
