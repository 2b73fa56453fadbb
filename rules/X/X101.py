"""An English word left between Chinese ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document
from auditor.records.survey import passages
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

CHINESE = {"and": "和", "or": "或", "the": "", "of": "的", "with": "与", "in": "在", "to": "到", "for": "为"}
LETTERS = re.compile("[A-Za-z][A-Za-z]")
WORD = re.compile(
    rf"(?<=[\u4e00-\u9fff，。；、])\s*\b({'|'.join(CHINESE)})\b\s*(?=[\u4e00-\u9fff])", re.IGNORECASE | re.ASCII
)


@rule(
    id="X101",
    name="english-word-left",
    title=Text(zh="中文句子里夹着英文虚词", en="English word in a Chinese sentence"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    message=Text(zh="中文句子里夹着英文“{word}”。", en="The English word “{word}” stands in a Chinese sentence."),
    advice=Text(zh="改为相应的中文。", en="Write the Chinese word."),
    rationale=Text(
        zh="翻译软件或者转换文件留下的英文虚词，公开前应当清理。",
        en="Such words are left by translation or conversion and should go before the document is disclosed.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="and for 和",
                frame="goals",
                rows=[{"goal": "1.完善道路标识 and 标线，保障安全通行。"}],
                expect=[Expect(1, "and")],
                instead=[{"goal": "1.完善道路标识和标线，保障安全通行。"}],
            ),
        ],
        good=[
            Good(
                name="a name in Latin letters",
                frame="goals",
                rows=[{"goal": "1.完善 GPS 定位和 WiFi 覆盖，保障安全通行。"}],
            ),
        ],
    ),
)
def english_word(document: Document) -> Iterator[Found]:
    """Every article, conjunction or preposition of English between Chinese characters."""
    for passage, found in passages(document).matches(WORD, LETTERS):
        suggestion = CHINESE[found[1].lower()]
        yield Found(at=passage.part(*found.span(1)), values={"word": found[1]}, suggestion=suggestion or None)
