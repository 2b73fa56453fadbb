"""The report as one HTML page."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from report_sample import clean, impossible, notation, sample

from auditor.finding import Address, Report
from auditor.report import render


class Page(HTMLParser):
    """The findings of a page by severity, its visible words, and the addresses it refers to.

    `rows` are those of its tables, `choices` its options by group, `named` what its script looks at, by element.
    """

    def __init__(self, report: Report, lang: str = "zh") -> None:
        super().__init__()
        self.severities: list[str | None] = []
        self.words = ""
        self.addresses: list[str | None] = []
        self.rows: list[list[str]] = []
        self.choices: dict[str | None, list[str | None]] = {}
        self.named: list[dict[str, str | None]] = []
        self.group: str | None = None
        made = render(report, "html", lang)
        assert isinstance(made, str)
        self.feed(made)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "data-severity" in given:
            self.severities.append(given["data-severity"])
        if tag == "optgroup":
            self.group = given["label"]
        elif tag == "option":
            self.choices.setdefault(self.group, []).append(given["value"])
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")
        if any(name.startswith("data-") for name in given):
            self.named.append(given)
        self.addresses += [given[name] for name in ("src", "href") if name in given]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.group = None

    def handle_data(self, data: str) -> None:
        self.words += data
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()

    def values(self, name: str) -> list[str | None]:
        """The values of an attribute, in order."""
        return [given[name] for given in self.named if name in given]


def of_departments(*names: str | None) -> Report:
    """A report on a document a department: in each an error in one project, notes in another and in none."""
    paths = [f"in/{at}.txt" for at, _ in enumerate(names)]
    document = sample().documents[0]
    other = notation(9, "乡村道路")
    findings = [
        replace(finding, location=replace(finding.location, path=path))
        for path in paths
        for finding in (impossible(), other, other, other, replace(other, address=Address(None)))
    ]
    documents = [replace(document, path=path, department=name) for path, name in zip(paths, names, strict=True)]
    return Report(tuple(findings), tuple(documents))


def test_a_finding_says_where_what_and_what_to_write() -> None:
    page = Page(sample())
    assert "error" in page.severities
    for words in ("农村饮水安全工程", "第152行", "“供水水质达标率”不可能达到 999%。", "建议改为：≥99%"):
        assert words in page.words


def test_the_page_needs_nothing_but_itself() -> None:
    assert Page(sample()).addresses == []


def test_words_of_a_document_are_never_markup() -> None:
    report = replace(sample(), findings=(replace(impossible(), quote="<b>&", context="<b>&", mark=(0, 4)),))
    assert "<b>&" in Page(report).words
    hostile = '"><script>x</script>'
    document = replace(sample().documents[0], path=hostile, department=hostile)
    finding = replace(impossible(), address=Address(hostile), location=replace(impossible().location, path=hostile))
    page = Page(Report((finding,), (document,)))
    assert page.words.count(hostile) == 4 and page.values("data-name") == [f"{hostile} {hostile}"]


def test_counts_by_department_and_by_document() -> None:
    rows = Page(of_departments("甲县水利局", "乙县教育局", "甲县水利局", None)).rows
    heads = [at for at, row in enumerate(rows) if "合计" in row]
    assert [rows[at][0] for at in heads] == ["部门", "文件", "类别"]
    assert rows[heads[0] + 1 : heads[1]] == [
        ["甲县水利局", "2", "0", "8", "10"], ["乙县教育局", "1", "0", "4", "5"], ["in/3.txt", "1", "0", "4", "5"],
    ]  # fmt: skip
    assert len(rows[heads[1] + 1 : heads[2]]) == 4


@pytest.mark.parametrize(
    ("names", "tables"),
    [
        (("甲县水利局",), ["类别"]),
        (("甲县水利局", "乙县教育局"), ["部门", "类别"]),
        (("甲县水利局", "甲县水利局"), ["文件", "类别"]),
        ((None, None), ["文件", "类别"]),
    ],
)
def test_no_table_says_what_another_does(names: tuple[str | None, ...], tables: list[str]) -> None:
    assert [row[0] for row in Page(of_departments(*names)).rows if "合计" in row] == tables


def test_projects_are_chosen_by_document_or_by_the_words_of_their_names() -> None:
    page = Page(of_departments("甲县水利局", "乙县教育局"))
    assert {group: values for group, values in page.choices.items() if group} == {
        "in/0.txt": ["0", "0.0", "0.1", "0.2"], "in/1.txt": ["1", "1.0", "1.1", "1.2"],
    }  # fmt: skip
    assert page.values("data-project") == ["0.0", "0.1", "0.2", "1.0", "1.1", "1.2"]
    assert page.values("data-document") == ["0", "0", "0", "1", "1", "1"]
    assert page.values("data-name")[:2] == ["农村饮水安全工程 in/0.txt", "乡村道路 in/0.txt"]


def test_every_finding_is_counted_though_notes_are_folded() -> None:
    page = Page(of_departments("甲县水利局", "乙县教育局"))
    assert page.values("data-count") == ["1", "3", "1"] * 2
    assert len(page.severities) == 6


def test_the_script_is_for_old_browsers() -> None:
    made = render(sample(), "html", "zh")
    assert isinstance(made, str)
    script = made[made.index("<script>") : made.index("</script>")]
    assert not re.search(r"=>|\b(let|const|class|async)\b|`|\.\.\.|\?\.|forEach|closest|classList|includes\(", script)
    for name in re.findall(r'of\("(\w+)"\)', script):
        assert made.count(f'id="{name}"') == 1


def test_a_clean_report_has_no_finding() -> None:
    assert Page(clean()).severities == []
