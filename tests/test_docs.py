"""The pages under docs/ that are made from the rule files say what the rule files say."""

from __future__ import annotations

from pathlib import Path

from auditor.docs import pages
from auditor.library import load

DOCS = Path(__file__).parent.parent / "docs"


def test_pages_are_current() -> None:
    made = dict(pages(load(plugins=False)))
    stale = [path for path, text in made.items() if not (DOCS / path).is_file() or (DOCS / path).read_text() != text]
    assert stale == [], "run `auditor docs`"


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    made = {path for path, _ in pages(load(plugins=False))}
    present = {path.relative_to(DOCS).as_posix() for path in DOCS.glob("rules/*/*.md")}
    assert present <= made, "run `auditor docs`"
