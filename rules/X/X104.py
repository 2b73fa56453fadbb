"""The name of the department or its place with one wrong character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.comparing import occurrences
from auditor.records import Document
from auditor.records.survey import passages
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values.writing import sounds_alike

USUAL = Text(zh="名称的正确写法", en="the name as it should be")
PLACE = re.compile(r"^(?:中国共产党|中共)?([\u4e00-\u9fff]{3,}?(?:自治区|自治州|自治县|自治旗|省|市|县|区|旗|州))")
# The names of other places and offices differ in one character too; in these words no other one is possible.
FIXED = "族自治"
SHORTEST = 5

PROSE = """\
金水傣族自治县林业局

2024年部门预算公开说明

一、部门职责

{name}负责全县森林资源管护。金水傣族自治县林业局内设办公室、资源股2个股室。
"""


@rule(
    id="X104",
    name="department-name-misspelt",
    title=Text(zh="单位或地区名称有错字", en="Name of department or place misspelt"),
    severity="error",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="“{written}”与本文件的单位（地区）名称“{name}”差一个字。",
        en="“{written}” differs by one character from “{name}”, the name of this document's department or place.",
    ),
    advice=Text(zh="改正名称。", en="Correct the name."),
    rationale=Text(
        zh="公开文件里本单位、本地区的名称写错，属于不应有的差错。",
        en="In a published document the own name must be right.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="one character of the county",
                text=PROSE.format(name="金水傣旅自治县林业局"),
                expect=[Expect(7, "金水傣旅自治县林业局")],
                instead=PROSE.format(name="金水傣族自治县林业局"),
            ),
        ],
        good=[
            Good(name="the same name", text=PROSE.format(name="金水傣族自治县林业局")),
            Good(name="the office of the level above", text=PROSE.format(name="金水傣族自治州林业局")),
            Good(name="another county", text=PROSE.format(name="龙川傣族自治县林业局")),
        ],
    ),
)
def misspelt(document: Document) -> Iterator[Found]:
    """Every stretch of text that is the department's name, or its place's, but for one character."""
    department = document.department
    if department is None:
        return
    place = PLACE.match(department.raw)
    names = [name for name in (department.raw, place[1] if place else "") if len(name) >= SHORTEST]
    for passage, text in passages(document).having(*(half for name in names for half in halves(name))):
        found = next((hit for name in names if (hit := near(text, name)) is not None), None)
        if found is not None:
            at, name = found
            written = passage.part(at, at + len(name))
            values = {"written": written.quote, "name": name}
            yield Found(at=written, evidence=[(USUAL, department)], values=values, suggestion=name)


def halves(name: str) -> tuple[str, str]:
    """The two halves of a name, one of which stands where only a character of the other is wrong."""
    half = len(name) // 2
    return name[:half], name[half:]


def near(text: str, name: str) -> tuple[int, str] | None:
    """Where a text has a name with one character replaced that sounds alike or that no other name has there."""
    first, second = halves(name)
    places = {*occurrences(text, first), *(at - len(first) for at in occurrences(text, second))}
    start = name.find(FIXED)
    fixed = range(start, start + len(FIXED)) if start >= 0 else range(0)
    for at in sorted(places & set(range(len(text) - len(name) + 1))):
        wrong = [i for i in range(len(name)) if text[at + i] != name[i]]
        if len(wrong) == 1 and (wrong[0] in fixed or sounds_alike(text[at + wrong[0]], name[wrong[0]])):
            return at, name
    return None
