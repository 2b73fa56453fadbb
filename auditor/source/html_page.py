"""Tags and text of a web page to blocks, as a browser would set them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from auditor.source.flatten import Block, Budget, Prose
from auditor.source.html_names import (
    BLOCKS,
    CELLS,
    HEADINGS,
    LEFT_OUT,
    LISTS,
    NUMBER_FORMS,
    ROLES_LEFT_OUT,
    SECTIONS,
    TABLE_TAGS,
    VOID,
    ends_of,
)
from auditor.source.html_tables import WebTable, whole
from auditor.source.html_tags import attributes_of, plain
from auditor.source.numerals import numeral

__all__ = ["Linked", "PageReader"]

BLANKS = re.compile("[ \t\n\f\r]+")
LOOSE_BLANKS = re.compile(" *\n *| {2,}")
INVISIBLE = re.compile("[\0\u00ad\u200b\u2060\ufeff]")
WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff]")
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Attributes that can hide an element, and what a style says that does.
MAY_HIDE = re.compile("hidden|display|visibility|role", re.IGNORECASE)
HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
UNNUMBERED_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*none", re.IGNORECASE)
# Pages hide themselves until a script has run.
WHOLE_PAGE = ("html", "body")
FURTHEST_ITEM = 1_000_000


@dataclass(slots=True)
class Linked(Prose):
    """A paragraph that is nothing but so many links."""

    links: int = 0


@dataclass(slots=True)
class Numbering:
    """An ordered list: the number of its next item and the form of its numbers."""

    next: int
    form: str


class PageReader:
    """Listens to the tags of a page; `close` returns its blocks."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.label = ""
        self.heading = self.raised = self.in_link = False
        self.links = self.preformatted = 0
        self.unlinked = False
        # Where an element is left out: the tags that end it, those inside which they do not, and how many are open.
        self.left_out: tuple[frozenset[str], frozenset[str]] | None = None
        self.nested = 0
        # The lists around the current place; None stands for one without numbers.
        self.lists: list[Numbering | None] = []
        self.tables: list[tuple[WebTable, list[Numbering | None]]] = []
        self.starts: dict[str, Callable[[str], None]] = {
            "a": self._start_link,
            "br": lambda attributes: self.pieces.append("\n"),
            "li": self._start_item,
            "ol": self._start_numbered,
            "p": lambda attributes: self._set_heading(False),
            "pre": lambda attributes: self._set_preformatted(self.preformatted + 1),
            "sup": lambda attributes: self._set_raised(True),
            "table": self._start_table,
            "tr": self._start_row,
        }
        self.starts |= dict.fromkeys(HEADINGS, lambda attributes: self._set_heading(True))
        self.starts |= dict.fromkeys(LISTS - {"ol"}, lambda attributes: self.lists.append(None))
        self.starts |= dict.fromkeys(CELLS, self._start_cell)
        self.starts |= dict.fromkeys(SECTIONS, lambda attributes: self._end_section())
        self.starts["caption"] = lambda attributes: self._end_cell()
        self.ends: dict[str, Callable[[], None]] = {
            "a": self._end_link,
            "li": self._end_item,
            "pre": lambda: self._set_preformatted(max(0, self.preformatted - 1)),
            "sup": lambda: self._set_raised(False),
            "table": self._end_table,
            "tr": self._end_row,
        }
        self.ends |= dict.fromkeys(HEADINGS, lambda: self._set_heading(False))
        self.ends |= dict.fromkeys(LISTS, self._end_list)
        self.ends |= dict.fromkeys(CELLS, self._end_cell)
        self.ends |= dict.fromkeys(SECTIONS, self._end_section)

    def start(self, name: str, attributes: str) -> None:
        """Take a start tag."""
        if self.left_out is not None and not self._shown_again(name, starting=True):
            return
        if name in BLOCKS:
            self._end_paragraph()
        hiding = attributes and MAY_HIDE.search(attributes) and name not in WHOLE_PAGE and _hides(attributes)
        if hiding or name in LEFT_OUT:
            self._leave_out(name)
            return
        handler = self.starts.get(name)
        if handler is not None:
            handler(attributes)

    def end(self, name: str) -> None:
        """Take an end tag."""
        if self.left_out is not None and not self._shown_again(name, starting=False):
            return
        if name in BLOCKS:
            self._end_paragraph()
        handler = self.ends.get(name)
        if handler is not None:
            handler()

    def text(self, text: str) -> None:
        """Take text."""
        if self.left_out is not None:
            return
        text = plain(text)
        if not self.preformatted:
            text = BLANKS.sub(" ", text)
        if self.raised and text.isascii() and text.strip().isdecimal():
            text = text.translate(SUPERSCRIPTS)
        self.pieces.append(text)
        if WORD.search(text):
            self.unlinked = self.unlinked or not self.in_link

    def close(self) -> list[Block]:
        """The blocks of the page; what is still open ends here."""
        self._end_paragraph()
        while self.tables:
            self._end_table()
        return self.blocks

    def _end_paragraph(self) -> None:
        text = "".join(self.pieces)
        self.pieces.clear()
        links, unlinked = self.links, self.unlinked
        self.links, self.unlinked = int(self.in_link), False
        if not text or text.isspace():
            return
        if not self.preformatted:
            text = LOOSE_BLANKS.sub(lambda blanks: "\n" if "\n" in blanks[0] else " ", text)
        text = INVISIBLE.sub("", text).strip()
        if not text:
            return
        text = self.label + text
        self.label = ""
        self.budget.take_paragraph(text)
        if links and not unlinked:
            self.blocks.append(Linked(text, self.heading, links=links))
        else:
            self.blocks.append(Prose(text, self.heading))

    def _leave_out(self, name: str) -> None:
        if name in TABLE_TAGS - {"table"}:
            self._end_cell()
        if name not in VOID:
            self.left_out = ends_of(name)
            self.nested = 0

    def _shown_again(self, name: str, starting: bool) -> bool:
        """Whether this tag ends the element that is left out; it is then taken like any other."""
        assert self.left_out is not None
        enders, shelters = self.left_out
        if name in shelters and (starting or self.nested):
            self.nested += 1 if starting else -1
            return False
        if self.nested or name not in enders:
            return False
        self.left_out = None
        return True

    def _set_heading(self, on: bool) -> None:
        self.heading = on

    def _set_preformatted(self, depth: int) -> None:
        self.preformatted = depth

    def _set_raised(self, on: bool) -> None:
        self.raised = on

    def _start_link(self, attributes: str) -> None:
        self.in_link = "href" in attributes.lower()
        self.links += self.in_link

    def _end_link(self) -> None:
        self.in_link = False

    def _start_numbered(self, attributes: str) -> None:
        given = attributes_of(attributes)
        if "reversed" in given or UNNUMBERED_STYLE.search(given.get("style", "")):
            self.lists.append(None)
            return
        first = whole(given.get("start", ""), 1, FURTHEST_ITEM)
        self.lists.append(Numbering(first, NUMBER_FORMS.get(given.get("type", ""), "decimal")))

    def _end_list(self) -> None:
        if self.lists:
            self.lists.pop()

    def _start_item(self, attributes: str) -> None:
        self.heading = False
        self.label = ""
        numbering = self.lists[-1] if self.lists else None
        if numbering is not None:
            number = whole(attributes_of(attributes).get("value", ""), numbering.next, FURTHEST_ITEM)
            numbering.next = number + 1
            self.label = f"{numeral(number, numbering.form)}. "

    def _end_item(self) -> None:
        self.label = ""

    def _start_table(self, attributes: str) -> None:
        self.heading = False
        self.budget.check_depth(len(self.tables) + 1)
        self.tables.append((WebTable(self.blocks, attributes, self.budget), self.lists))
        self.lists = []

    def _start_row(self, attributes: str) -> None:
        if self.tables:
            self._end_row()
            self.tables[-1][0].start_row()

    def _start_cell(self, attributes: str) -> None:
        if self.tables:
            self._end_cell()
            self.blocks = self.tables[-1][0].start_cell(attributes)

    def _end_cell(self) -> None:
        """End the open cell, and in it all that has no end of its own."""
        if not self.tables or not self.tables[-1][0].in_cell:
            return
        table = self.tables[-1][0]
        table.in_cell = False
        self.blocks = table.container
        self.lists = []
        self.label = ""
        self.heading = self.raised = self.in_link = False
        self.preformatted = 0

    def _end_row(self) -> None:
        self._end_cell()
        if self.tables:
            self.tables[-1][0].in_row = False

    def _end_section(self) -> None:
        self._end_cell()
        if self.tables:
            self.tables[-1][0].end_group()

    def _end_table(self) -> None:
        if not self.tables:
            return
        self._end_cell()
        table, self.lists = self.tables.pop()
        self.blocks = table.container
        self.blocks += table.close()


def _hides(attributes: str) -> bool:
    """Whether these attributes keep an element from being seen, or say that it only guides the visitor."""
    given = attributes_of(attributes)
    return (
        "hidden" in given
        or HIDING_STYLE.search(given.get("style", "")) is not None
        or given.get("role", "") in ROLES_LEFT_OUT
    )
