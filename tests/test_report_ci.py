"""The reports that continuous integration reads: GitLab's code quality, annotations of GitHub Actions, JUnit XML."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from report_hostile import reports
from report_sample import PATH, at, broken, clean, impossible, notation, sample

from auditor.finding import Report, RuleFailure
from auditor.report import render
from auditor.report.words import visible
from auditor.wording import Text

EMPTY = Report((), ())


def between_documents() -> Report:
    """A report in which a rule over all documents failed."""
    failure = RuleFailure("C101", "", None, "ValueError: nothing to compare")
    return replace(broken(), failures=(*broken().failures, failure))


# GitLab: the documented fields, and no two fingerprints alike

ISSUES = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": r"^\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {name: {"type": "integer", "minimum": 1} for name in ("begin", "end")},
                    },
                },
            },
        },
    },
}


def issues(report: Report, lang: str = "zh") -> list[dict[str, Any]]:
    value: list[dict[str, Any]] = json.loads(str(render(report, "gitlab", lang)))
    jsonschema.validate(value, ISSUES)
    return value


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_gitlab_gets_its_fields(lang: str) -> None:
    assert issues(EMPTY, lang) == issues(clean(), lang) == []
    assert len(issues(broken(), lang)) == 6
    assert [issue["severity"] for issue in issues(sample(), lang)] == ["major", *["info"] * 5]


def test_a_gitlab_issue() -> None:
    first = issues(sample())[0]
    assert first.pop("fingerprint")
    assert first == {
        "description": "V101 “供水水质达标率”不可能达到 999%。",
        "check_name": "V101 ratio-above-whole",
        "severity": "major",
        "location": {"path": PATH, "lines": {"begin": 152, "end": 152}},
    }


def test_a_gitlab_issue_without_lines_names_its_place() -> None:
    finding = replace(impossible(), location=at(None, path="a.docx", page=3, table=2, row=4))
    (issue,) = issues(Report((finding,), clean().documents))
    assert issue["location"] == {"path": "a.docx", "lines": {"begin": 1, "end": 1}}
    assert issue["description"].startswith("V101 第3页 表2第4行 ")


def test_gitlab_fingerprints_differ_between_copies_of_a_document_and_stay_when_lines_move() -> None:
    here, moved = impossible(5), impossible(50)
    copy = replace(here, location=replace(here.location, path="copy.txt"))
    first, second, third = (issues(Report((one,), ()))[0]["fingerprint"] for one in (here, copy, moved))
    assert first != second and first == third


@pytest.mark.parametrize("path", ["./a.txt", "b/../a.txt", "a.txt"])
def test_gitlab_paths_start_at_the_root(path: str) -> None:
    first, second = (issues(Report((replace(impossible(), location=at(3, path=one)),), ()))[0]
                     for one in (path, "a.txt"))  # fmt: skip
    assert first == second and first["location"]["path"] == "a.txt"


@given(reports())
def test_gitlab_gets_its_fields_whatever_the_documents_say(report: Report) -> None:
    found = issues(report)
    assert len(found) == len(report.findings)
    assert all(visible(issue["description"]) == issue["description"] for issue in found)


# GitHub: the workflow commands as the runner takes them apart

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")
PROPERTIES = {"file", "line", "endLine", "col", "endColumn", "title"}


def annotations(report: Report, lang: str = "zh") -> list[dict[str, str]]:
    """The properties of every command, its name and message, and last the plain line."""
    *commands, coverage, end = str(render(report, "github", lang)).split("\n")
    assert end == "" and not coverage.lstrip().startswith(("::", "##["))
    out = []
    for command in commands:
        found = COMMAND.fullmatch(command)
        assert found is not None, command
        given = dict(pair.split("=", 1) for pair in found[2].split(","))
        assert set(given) <= PROPERTIES
        assert not {"line", "endLine", "col", "endColumn"} & set(given) or given["file"]
        assert all(value.isdecimal() for key, value in given.items() if key not in ("file", "title"))
        out.append(
            {"name": found[1], "message": unquote(found[3]), **{key: unquote(one) for key, one in given.items()}}
        )
    return out


def test_a_github_annotation() -> None:
    first, second, *_ = annotations(sample())
    assert first == {
        "name": "error", "file": PATH, "line": "152", "endLine": "152", "col": "1", "endColumn": "9",
        "title": "V101 比率超过100%",
        "message": "“供水水质达标率”不可能达到 999%。\n建议改为：≥99%\n核对后改正指标值。",
    }  # fmt: skip
    assert second["name"] == "notice" and len(annotations(sample())) == 6
    assert annotations(EMPTY) == annotations(clean()) == []


def test_github_columns_only_within_one_line() -> None:
    (over,) = annotations(Report((replace(impossible(), location=at(3, 5)),), ()))
    assert (over["line"], over["endLine"]) == ("3", "5") and not {"col", "endColumn"} & set(over)


def test_github_commands_are_escaped() -> None:
    finding = replace(
        impossible(),
        message=Text("100%,\r\n::error::x: %0A", ""),
        rule=replace(impossible().rule, title=Text("a:b,c=d%\n", "")),
        location=at(3, path="d,e:f%.txt"),
    )
    line = str(render(Report((finding,), ()), "github", "zh")).split("\n")[0]
    assert line.startswith(
        "::error file=d%2Ce%3Af%25.txt,line=3,endLine=3,col=1,endColumn=9,title=V101 a%3Ab%2Cc=d%25 ::"
    )
    assert line.partition(" ::")[2].startswith("100%25, %0A::error::x: %250A%0A")
    (only,) = annotations(Report((finding,), ()))
    assert only["file"] == "d,e:f%.txt" and only["message"].startswith("100%, \n::error::x: %0A\n")


def test_github_is_told_what_was_not_done() -> None:
    told = annotations(between_documents())[:4]
    assert [(one["name"], one.get("file"), one.get("line")) for one in told] == [
        ("error", "jiaoyu.docx", None), ("error", "weisheng.txt", None), ("error", PATH, "7"), ("error", None, None),
    ]  # fmt: skip


@given(reports())
def test_github_commands_are_whole_whatever_the_documents_say(report: Report) -> None:
    found = annotations(report)
    assert len(found) == len(report.findings) + 1 + len(report.failures)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", "".join(one["message"] + one["title"] for one in found))


# JUnit: what Jenkins and GitLab read of it

SUITE = {"name", "tests", "failures", "errors"}
CASE = {"classname", "name", "file", "line"}


def suites(report: Report, lang: str = "zh") -> list[ElementTree.Element]:
    """The suites, after their attributes, order and totals were checked."""
    rendered = render(report, "junit", lang)
    assert isinstance(rendered, str)
    root = ElementTree.fromstring(rendered.encode("utf-8"))
    assert root.tag == "testsuites" and set(root.attrib) == SUITE
    assert {suite.tag for suite in root} <= {"testsuite"}
    for element in (root, *root):
        for attribute, path in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
            below = path if element is not root else f"testsuite/{path}"
            assert element.get(attribute) == str(len(element.findall(below)))
    for suite in root:
        assert set(suite.attrib) == SUITE and {part.tag for part in suite} <= {"testcase", "system-out"}
        cases = suite.findall("testcase")
        assert cases and all({"classname", "name"} <= set(case.attrib) <= CASE for case in cases)
        assert {part.tag for case in cases for part in case} <= {"failure", "error", "system-out"}
        assert all({"message", "type"} == set(part.attrib) for part in suite.iter() if part.tag in ("failure", "error"))
        assert max(Counter((case.get("classname"), case.get("name")) for case in cases).values()) == 1
    return list(root)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_junit_has_a_suite_for_every_document(lang: str) -> None:
    assert suites(EMPTY, lang) == []
    for report in (sample(), clean(), broken()):
        assert [suite.get("name") for suite in suites(report, lang)] == [one.path for one in report.documents]


def test_junit_cases() -> None:
    (suite,) = suites(sample())
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("6", "1", "0")
    first, second, *_ = suite
    assert first.attrib == {"classname": PATH, "name": "V101 比率超过100% 第152行", "file": PATH, "line": "152"}
    failure = first[0]
    assert failure.attrib == {"message": "“供水水质达标率”不可能达到 999%。", "type": "error"}
    assert failure.text == "原文：≥999 百分比\n建议改为：≥99%\n修改：核对后改正指标值。\n依据：财预〔2015〕88号"
    assert [part.tag for part in second] == ["system-out"] and second[0].text == "提示：百分比与 % 混用。"


def test_a_document_without_findings_is_a_case_that_passes() -> None:
    (suite,) = suites(clean())
    assert [(case.get("name"), len(case)) for case in suite.findall("testcase")] == [("未发现问题", 0)]


def test_junit_counts_what_was_not_done_as_errors() -> None:
    last = suites(between_documents())[-1]
    assert [suite.get("errors") for suite in suites(between_documents())] == ["1", "1", "1", "1"]
    assert last.get("name") == "各文件之间"
    assert [error.get("message") for error in last.iter("error")] == [
        "规则 C101 出错，自此处起未能检查：ValueError: nothing to compare"
    ]


def test_junit_cases_of_one_name_are_numbered() -> None:
    twins = (impossible(5), replace(impossible(5), message=Text("另一处", "another")), notation(5))
    (suite,) = suites(replace(sample(), findings=twins))
    names = [case.get("name") for case in suite.findall("testcase")]
    assert names == ["V101 比率超过100% 第5行", "V101 比率超过100% 第5行 (2)", "V501 写法不统一 第5行"]


@given(reports())
def test_junit_is_xml_whatever_the_documents_say(report: Report) -> None:
    found = suites(report)
    failing = sum(finding.severity != "note" for finding in report.findings)
    assert sum(int(suite.get("failures", "")) for suite in found) == failing
