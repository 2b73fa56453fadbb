"""What is plain in a Word file: paragraphs, and cells of one, with nothing but text and its looks.

They are most of a file, and most of their elements say how text looks.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.source.docx_runs import ODD
from auditor.source.plain_xml import ATTRIBUTE_VALUE, UNSAFE

__all__ = ["MEANT", "plain_pattern"]

MEANT = (
    *("pStyle", "outlineLvl", "numId", "ilvl", "tab", "rStyle", "vanish", "vertAlign"),
    *("ins", "del", "moveFrom", "moveTo", "gridSpan", "vMerge", "hMerge", "cellMerge", "cellDel"),
)
"""The properties (without `w:`) that say more than looks. The name of a font matters to odd characters only."""


@lru_cache(maxsize=1)
def plain_pattern() -> re.Pattern[str]:
    """What is plain: a paragraph (groups 2 and 3: its style and its runs), or a cell of one (group 1: all before it).

    Nothing is tried twice: repetitions are possessive, and groups stand outside them, as Python 3.11.0 needs.
    """
    given = rf"(?: [a-zA-Z][\w:]*+={ATTRIBUTE_VALUE})*+"
    looks = rf"(?:<w\d*+:(?!(?:{'|'.join(MEANT)})[ />])\w++{given}/>)*+"
    run_looks = rf"(?:<w:rPr>{looks}</w:rPr>)?+"
    characters = rf"[^\t\n{UNSAFE}{ODD}]*+"
    # Blanks at the ends count only where the file says so.
    text = rf'(?:<w:t(?: xml:space="preserve">{characters}|>(?! ){characters}(?<! ))</w:t>)?+'
    marks = rf"<w:(?:proofErr|bookmarkStart|bookmarkEnd){given}/>"
    runs = rf"(?:<w:r{given}>{run_looks}{text}</w:r>|{marks})*+"
    style = rf'(?:<w:pPr>(?:<w:pStyle w:val="([^"\t\n{UNSAFE}]*+)"/>)?{looks}{run_looks}</w:pPr>)?'
    paragraph = rf"<w:p{given}(?:/>|>{style}({runs})</w:p>)"
    merge = r'<w:(?:gridSpan|vMerge|hMerge)(?: w:val="\w++")?+/>'
    sides = rf"<w:(?:tcBorders>{looks}</w:tcBorders|tcMar>{looks}</w:tcMar)>"
    cell = rf"<w:tc{given}>(?:<w:tcPr>{looks}(?:(?:{merge}|{sides}){looks})*+</w:tcPr>)?+"
    return re.compile(rf"(?<=>)({cell})?{paragraph}(?(1)</w:tc>)", re.ASCII)
