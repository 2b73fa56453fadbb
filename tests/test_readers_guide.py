"""docs/readers.md says what the readers do: every ending, every limit, and links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.layout.parts import MOST_CELLS
from auditor.source import SUFFIXES, archives, html, office, pdf, pdf_guard, pdf_page, pdf_rules, sheet
from auditor.source.docx_xml import DEEPEST_ELEMENT
from auditor.source.flatten import Budget
from auditor.source.reading import LARGEST_FILE
from auditor.source.zipped import LIMITS, MEGABYTE
from benchmarks.fuzz import SECONDS

ROOT = Path(__file__).parent.parent
BUDGET = Budget("")
COUNTS = {
    LIMITS.entries, LIMITS.ratio, DEEPEST_ELEMENT, BUDGET.most_cells, BUDGET.most_paragraphs, BUDGET.deepest_table,
    sheet.MOST_CELLS, pdf.MOST_CELLS, pdf_page.MOST_PAGES, pdf_page.MOST_CHARACTERS, pdf_rules.MOST_OBJECTS, MOST_CELLS,
}  # fmt: skip
MILLIONS = {BUDGET.most_characters, pdf.MOST_CHARACTERS}
MEGABYTES = {LARGEST_FILE, html.LARGEST_PAGE, LIMITS.size, LIMITS.free}
GIGABYTES = {archives.LARGEST_TOTAL, pdf_guard.MEMORY_LIMIT}
DURATIONS = {pdf_guard.TIME_LIMIT, office.TIME_LIMIT, float(SECONDS)}
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize(("page", "many", "unit", "seconds"), [
    ("readers.md", "{:,} million", 1_000_000, "{} s"), ("readers.zh.md", "{:,} 万", 10_000, "{} 秒"),
])  # fmt: skip
def test_every_limit_is_told(page: str, many: str, unit: int, seconds: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    wanted = [f"{count:,}" for count in COUNTS]
    wanted += [many.format(count // unit) for count in MILLIONS]
    wanted += [f"{size // MEGABYTE} MB" for size in MEGABYTES] + [f"{size >> 30} GB" for size in GIGABYTES]
    wanted += [seconds.format(round(duration)) for duration in DURATIONS]
    assert [words for words in wanted if words not in text] == []


@pytest.mark.parametrize("page", ["readers.md", "readers.zh.md"])
def test_every_ending_is_named(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert [suffix for suffix in SUFFIXES if f"`{suffix}`" not in text] == []


@pytest.mark.parametrize("page", ["README.md", "README.zh.md", "docs/readers.md", "docs/readers.zh.md"])
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
    assert "README" not in page or f"docs/readers{'.zh' if 'zh' in page else ''}.md" in links
