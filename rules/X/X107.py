"""Quotation marks the wrong way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.survey import passages
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

MARK = re.compile("[“”]")
REVERSED = re.compile("”[^“”\n]*“")


@rule(
    id="X107",
    name="quotation-marks-reversed",
    title=Text(zh="引号方向写反", en="Quotation marks the wrong way round"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    message=Text(
        zh="“{inside}”两边的引号方向反了。",
        en="The quotation marks around “{inside}” are the wrong way round.",
    ),
    advice=Text(zh="前面用“，后面用”。", en="Open with “ and close with ”."),
    rationale=Text(
        zh="前后引号用反，引语从哪里到哪里就看不清，检索名称时也匹配不上。",
        en="With the marks reversed it is not clear what is quoted, and a search for the name fails.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="closed before it is opened",
                frame="goals",
                rows=[{"goal": "1.推进”四好农村路“建设，保障安全通行。"}],
                expect=[Expect(1, "”四好农村路“")],
                instead=[{"goal": "1.推进“四好农村路”建设，保障安全通行。"}],
            ),
        ],
        good=[
            Good(
                name="two quotations in a row",
                frame="goals",
                rows=[{"goal": "1.推进“四好农村路”和“路长制”建设，保障安全通行。"}],
            ),
        ],
    ),
)
def reversed_marks(document: Document) -> Iterator[Found]:
    """Every closing mark without an opening one before it that an opening mark follows."""
    for passage, text in passages(document).having(REVERSED):
        is_open, start = False, None
        for mark in MARK.finditer(text):
            opens = mark[0] == "“"
            if opens and start is not None:
                span = passage.part(start, mark.end())
                suggestion = f"“{text[start + 1 : mark.start()]}”"
                yield Found(at=span, values={"inside": text[start + 1 : mark.start()]}, suggestion=suggestion)
                is_open, start = False, None
                continue
            start = None if opens or is_open else mark.start()
            is_open = opens
