"""A word that is always a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.records import Document
from auditor.records.survey import passages
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values.writing import known_slips, pair_of


@rule(
    id="X105",
    name="known-slip",
    title=Text(zh="常见错词", en="Word that is a known slip"),
    severity="note",
    confidence="certain",
    since="0.1.0",
    message=Text(zh="“{written}”是错词，应写作“{right}”。", en="“{written}” is a slip for “{right}”."),
    advice=Text(zh="改正错词。", en="Correct the word."),
    rationale=Text(
        zh="形近、音近的错词在公文里不应出现；“拔付”一类的错词还会影响理解。",
        en="Such slips have no place in an official document; some of them change what it says.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="a look-alike",
                frame="goals",
                rows=[{"goal": "1.及时拔付养护资金，年底前全部峻工。"}],
                expect=[Expect(1, "拔付"), Expect(1, "峻工")],
                instead=[{"goal": "1.及时拨付养护资金，年底前全部竣工。"}],
            ),
        ],
        good=[
            Good(
                name="the right words",
                frame="goals",
                rows=[{"goal": "1.及时拨付养护资金，选拔养护能手，年底前全部竣工。"}],
            ),
            Good(
                name="words that meet",
                frame="goals",
                rows=[{"goal": "1.疏浚工程上年已经废止的台账薄弱，研究竞争办法，规范筹集资金，遴选拨付消防讯息经费。"}],
            ),
        ],
    ),
)
def known_slip(document: Document) -> Iterator[Found]:
    """Every word of the list of slips."""
    right, texts = known_slips(), passages(document)
    present = [word for word in right if pair_of(*word[:2]) in texts.pairs and word in texts.joined]
    for passage, found in texts.matches(slips(), *present) if present else ():
        values = {"written": found[0], "right": right[found[0]]}
        yield Found(at=passage.part(*found.span()), values=values, suggestion=right[found[0]])


@cache
def slips() -> re.Pattern[str]:
    """All slips, longer ones first."""
    return re.compile("|".join(sorted(known_slips(), key=len, reverse=True)))
