"""Stars, crosses or strokes of a template where a figure belongs: ≥**%, XX人, 20XX年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.records import Document, Indicator
from auditor.records.texts import every_text
from auditor.rule import Bad, Examples, Found, Good, Text, rule
from auditor.values.folding import fold

if TYPE_CHECKING:
    from auditor.source import Span

# Closed pairs of stars are bold type of a converted document.
# What a mask is made of, also in full width.
SIGNS = "*＊∗xXｘＸ×_＿○"
BOLD = re.compile(r"\*\*[^*\n]+\*\*")
# Classifiers that begin names as well (处, 所, 路) are left out: XX路 is a name.
UNITS = (
    "人次|人|户|次|个|名|项|场|期|件|份|册|台|套|条|辆|座|亩|公里|平方米|万元|亿元|元|万|%|‰|年|月|日|天"
    "|家(?!园)|分(?![公管局行])"
)
# A mask stands behind a word or a sign, never behind a digit, a letter or another sign of arithmetic.
MASK = re.compile(
    r"(?<=[\u4e00-\u9fff>≥=≤<:,、;])(?<!第)\s*"
    rf"(?P<mask>\*{{1,4}}|[xX×]{{2,4}}|_{{2,8}}|○{{2,4}})\s*(?:{UNITS})"
)
SHORT_YEAR = re.compile(r"20\s*(?:[xX×*_○]{1,4})\s*年")
LOOSE = re.compile(r"^[>≥=≤<]*\s*(?:[*_○]+|[xX×]{1,4})")


@rule(
    id="V805",
    name="mask-in-place-of-figure",
    title=Text(zh="模板的星号、叉号没有换成数字", en="A template's mask in place of a figure"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="“{words}”里还留着模板的占位符号，没有填数字。",
        en="“{words}” still has the template's mask where a figure belongs.",
    ),
    advice=Text(zh="填上实际的数字。", en="Put the figure in its place."),
    rationale=Text(
        zh="占位符号说明这一处从模板抄来后没有填写，目标没有定。",
        en="The mask shows that this was copied from a template and never filled in.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="a value, a goal and a year",
                frame="goal-table",
                rows=[
                    {"name": "招录乡村医生", "description": "20XX年面向社会招录", "target": "≥**人"},
                    {
                        "level2": "质量指标",
                        "name": "考核合格率",
                        "description": "村医考核，覆盖XX个村",
                        "target": "≥90%",
                    },
                ],
                expect=[(1, "20XX年"), (1, "≥**人"), (2, "XX个")],
                instead=[
                    {"name": "招录乡村医生", "description": "2024年面向社会招录", "target": "≥15人"},
                    {
                        "level2": "质量指标",
                        "name": "考核合格率",
                        "description": "村医考核，覆盖26个村",
                        "target": "≥90%",
                    },
                ],
            ),
        ],
        good=[
            Good(
                name="arithmetic, names and bold type",
                frame="goal-table",
                rows=[
                    {"name": "招录乡村医生", "description": "7*24小时值班，9+X 系统", "target": "≥15人"},
                    {"level2": "质量指标", "name": "**考核合格率**", "description": "5×6人分组考核", "target": "≥90%"},
                ],
            ),
        ],
    ),
)
def mask_in_place_of_figure(document: Document) -> Iterator[Found]:
    """Every mask before a unit in a text, and every target, actual or name that is one."""
    for place, text in every_text(document).having(*SIGNS):
        yield from masks_in(place, text)
    for row in document.indicators:
        yield from masked_cells(row)


def masked_cells(row: Indicator) -> Iterator[Found]:
    """The target and actual that begin with a mask or hold one before a unit."""
    for datum in (row.target, row.actual):
        if datum is not None and datum.value.kind == "placeholder" and is_mask(datum.raw):
            yield Found(at=datum, values={"words": datum.raw})


def is_mask(text: str) -> bool:
    """Whether a placeholder is one of signs, not of words."""
    return any(pattern.search(fold(text)) is not None for pattern in (LOOSE, MASK, SHORT_YEAR))


def masks_in(place: Span, text: str) -> Iterator[Found]:
    """The masks of a text with their units."""
    plain = BOLD.sub(lambda bold: " " * len(bold[0]), fold(text))
    for found in (*MASK.finditer(plain), *SHORT_YEAR.finditer(plain)):
        start = found.start("mask") if "mask" in found.re.groupindex else found.start()
        yield Found(at=place.part(start, found.end()), values={"words": text[start : found.end()]})
