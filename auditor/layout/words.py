"""The few words by which a line of text shows itself to be a table's header, a table's title or a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.layout.headings import heading_of
from auditor.source import rejoin

__all__ = [
    "are_headings",
    "bare",
    "is_annex_mark",
    "is_heading",
    "is_project_heading",
    "is_section_heading",
    "is_table_title",
    "starts_item",
]

HEADING_FIELDS = frozenset(("level1", "level2", "name", "description", "target", "actual", "weight", "score", "basis"))
NUMERAL = "一二三四五六七八九十"
TABLE_TITLE = re.compile(r"(?:绩效目标(?:申报)?表|绩效自评表|自评表|绩效指标表|支出绩效目标)[（(]?[^，。；]{0,12}$")
SECTION = re.compile(rf"^第[{NUMERAL}]+(?:部分|章|节)|^[{NUMERAL}]+、")
ITEM = re.compile(
    rf"^(?:第[{NUMERAL}]+[部章节条]|[{NUMERAL}]{{1,3}}[、.．]|[(（][{NUMERAL}0-9]{{1,3}}[)）]"
    rf"|[0-9]{{1,2}}[.．、](?:(?![0-9])|(?=20[0-9]{{2}}年))|[①-⑳]|附件|附表|[•·] )"
)
ANNEX = re.compile(rf"^附\s*[件表]\s*[0-9{NUMERAL}]{{0,3}}(?:-[0-9]+)?[:：]?$")
PROJECT_HEADING = re.compile(
    rf"^(?:[（(]?[{NUMERAL}0-9]{{1,3}}[)）]?[、.．]?\s*)?项目\s*[{NUMERAL}0-9]{{1,3}}\s*[:：、]"
)
ARTEFACT = re.compile(r"(?:\[bookmark:[^\]]*\]|\*\*|#{1,6} |[-*] |\s)+")
SENTENCE = re.compile(r"[，。；：！？,;!?]")


def bare(line: str) -> tuple[str, int]:
    """A line without what conversion put around it (`[bookmark: …]`, `**`, `#`, `- `), and how much stood before."""
    start = 0
    mark = ARTEFACT.match(line)
    if mark:
        start = mark.end()
    return line[start:].rstrip("* "), start


def are_headings(cells: Iterable[str]) -> bool:
    """Whether at least three of the cells are different column headings of an indicator table."""
    return len({heading_of(cell) for cell in cells} & HEADING_FIELDS) >= 3


def is_table_title(line: str) -> bool:
    """Whether a line names a goal table or a self-evaluation table (`3.维稳专项经费绩效目标表`)."""
    if "表" not in line and "效" not in line:
        return False
    text = bare(rejoin(line))[0]
    return len(text) <= 80 and TABLE_TITLE.search(text) is not None and "...." not in text


def is_project_heading(line: str) -> bool:
    """Whether a line announces a project (`（二）项目 2：…`)."""
    return PROJECT_HEADING.match(bare(line)[0]) is not None


def is_annex_mark(line: str) -> bool:
    """Whether a line says nothing but that an annex begins (`附件3`)."""
    return ANNEX.match(bare(line)[0]) is not None


def is_section_heading(line: str) -> bool:
    """Whether a line opens a section (`第二部分 …`, `三、…`)."""
    text = bare(line)[0]
    return len(text) <= 60 and SECTION.match(text) is not None and SENTENCE.search(text.rstrip("：:")) is None


def starts_item(line: str) -> bool:
    """Whether a line begins with the mark of a list item, section or annex."""
    return ITEM.match(bare(line)[0]) is not None


def is_heading(line: str) -> bool:
    """Whether a line is a heading: the title of a section or table, or a short list item that is no sentence."""
    text = bare(line)[0]
    item = len(text) <= 45 and ITEM.match(text) is not None and SENTENCE.search(text) is None
    return item or is_section_heading(line) or is_table_title(line)
