"""The report as one HTML page."""

from __future__ import annotations

from html.parser import HTMLParser

from report_sample import clean, impossible, sample

from auditor.finding import Report
from auditor.report import render


class Page(HTMLParser):
    """The findings of a page by severity, its visible words, and the addresses it refers to."""

    def __init__(self, report: Report, lang: str = "zh") -> None:
        super().__init__()
        self.severities: list[str | None] = []
        self.words = ""
        self.addresses: list[str | None] = []
        made = render(report, "html", lang)
        assert isinstance(made, str)
        self.feed(made)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "data-severity" in given:
            self.severities.append(given["data-severity"])
        self.addresses += [given[name] for name in ("src", "href") if name in given]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_finding_says_where_what_and_what_to_write() -> None:
    page = Page(sample())
    assert "error" in page.severities
    for words in ("农村饮水安全工程", "第152行", "“供水水质达标率”不可能达到 999%。", "建议改为：≥99%"):
        assert words in page.words


def test_the_page_needs_nothing_but_itself() -> None:
    assert Page(sample()).addresses == []


def test_words_of_a_document_are_never_markup() -> None:
    from dataclasses import replace

    report = replace(sample(), findings=(replace(impossible(), quote="<b>&", context="<b>&", mark=(0, 4)),))
    assert "<b>&" in Page(report).words


def test_a_clean_report_has_no_finding() -> None:
    assert Page(clean()).severities == []
