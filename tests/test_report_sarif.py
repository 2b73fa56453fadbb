"""The report as SARIF 2.1.0: the form that the standard gives, and what code hosts ask beyond it.

FORM states, as a JSON Schema, what the standard (OASIS, 2.1.0 with errata 01) demands of every object that is written;
properties that it does not know are refused, as in the schema of the standard.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from hypothesis import given
from report_hostile import reports
from report_sample import IMPOSSIBLE, PATH, at, broken, clean, impossible, notation, sample

from auditor.finding import Address, Report
from auditor.report import render
from auditor.wording import Text

Json = dict[str, Any]

TEXT = {"type": "string", "minLength": 1}
INDEX = {"type": "integer", "minimum": 0}
POSITION = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LANGUAGE = {"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"}


def ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def some(items: Json, unique: bool = True) -> Json:
    return {"type": "array", "items": items, "uniqueItems": unique}


def form(required: str, **properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


BAG = {"type": "object", "properties": {"tags": some({"type": "string"})}}
FORM = {
    **form(
        "version runs",
        **{
            "$schema": {"type": "string", "format": "uri"},
            "version": {"const": "2.1.0"},
            "runs": some(ref("run"), False),
        },
    ),
    "$defs": {
        "run": form(
            "tool",
            tool=form("driver", driver=ref("component")),
            language=LANGUAGE,
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            invocations=some(ref("invocation"), False),
            artifacts=some(ref("artifact")),
            results=some(ref("result"), False),
        ),
        "component": form(
            "name",
            name=TEXT,
            version=TEXT,
            semanticVersion=TEXT,
            language=LANGUAGE,
            rules=some(ref("rule")),
        ),
        "rule": form(
            "id",
            id=TEXT,
            name=TEXT,
            shortDescription=ref("texts"),
            fullDescription=ref("texts"),
            help=ref("texts"),
            defaultConfiguration=form("", level=LEVEL),
            properties=BAG,
        ),
        "texts": form("text", text={"type": "string"}, markdown={"type": "string"}),
        "message": form("text", text=TEXT),
        "artifact": form(
            "",
            location=ref("artifactLocation"),
            roles=some({"enum": ["analysisTarget", "resultFile", "standardStream", "directory"]}),
            hashes={"type": "object", "additionalProperties": {"type": "string"}},
        ),
        "artifactLocation": form("", uri={"type": "string", "format": "uri-reference"}, index=INDEX),
        "invocation": form(
            "executionSuccessful",
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=some(ref("notification"), False),
        ),
        "notification": form("message", message=ref("message"), level=LEVEL, locations=some(ref("location"))),
        "result": form(
            "message",
            ruleId=TEXT,
            ruleIndex=INDEX,
            level=LEVEL,
            message=ref("message"),
            locations=some(ref("location"), False),
            relatedLocations=some(ref("location")),
            partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
            suppressions=some(ref("suppression")),
            properties=BAG,
        ),
        "suppression": form(
            "kind",
            kind={"enum": ["inSource", "external"]},
            status={"enum": ["accepted", "underReview", "rejected"]},
        ),
        "location": form(
            "",
            id=INDEX,
            physicalLocation=form("", artifactLocation=ref("artifactLocation"), region=ref("region")),
            logicalLocations=some(ref("logicalLocation")),
            message=ref("message"),
        ),
        "region": form("startLine", startLine=POSITION, startColumn=POSITION, endLine=POSITION, endColumn=POSITION),
        "logicalLocation": form("", name=TEXT, fullyQualifiedName=TEXT, kind=TEXT),
    },
}
VALIDATOR = jsonschema.Draft202012Validator(FORM)
URI = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=@/:-]|%[0-9A-F]{2})*")


def run(report: Report, lang: str = "zh") -> Json:
    """The only run of the log, after the form and what the standard says beyond forms were checked."""
    log = json.loads(str(render(report, "sarif", lang)))
    VALIDATOR.validate(log)
    (only,) = log["runs"]
    assert isinstance(only, dict)
    rules = only["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"], "3.27.6"
        assert [one["id"] for one in result["relatedLocations"]] == list(range(len(result["relatedLocations"])))
    for where in every("artifactLocation", only):
        assert URI.fullmatch(where["uri"]), "RFC 3986"
        index = where.get("index")
        assert index is None or only["artifacts"][index]["location"]["uri"] == where["uri"], "3.4.5"
    assert len({"suppressions" in result for result in only["results"]}) <= 1, "3.27.23"
    for region in every("region", only):
        end = region["endLine"], region.get("endColumn", 0)
        assert (region["startLine"], region.get("startColumn", 0)) <= end, "3.30"
    return only


def every(name: str, value: Any) -> Iterator[Json]:
    """The values of all properties of this name, however deep."""
    if isinstance(value, dict):
        yield from (inner for key, inner in value.items() if key == name)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from every(name, inner)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif_has_the_form_of_the_standard(lang: str) -> None:
    accepted = replace(sample(), accepted=(notation(9),))
    for report in (sample(), clean(), broken(), accepted, Report((), ())):
        assert run(report, lang)["columnKind"] == "unicodeCodePoints"


@given(reports())
def test_sarif_has_that_form_whatever_the_documents_say(report: Report) -> None:
    only = run(report)
    assert len(only["results"]) == len(report.findings) + len(report.accepted)
    assert not only["invocations"][0]["executionSuccessful"]
    render(report, "sarif", "zh").encode("utf-8", "backslashreplace")  # type: ignore[union-attr]


def test_the_form_refuses_what_is_not_sarif() -> None:
    for spoil in (
        lambda log: log.update(version="2.0.0"),
        lambda log: log["runs"][0].pop("tool"),
        lambda log: log["runs"][0].update(rules=[]),
        lambda log: log["runs"][0]["results"][0].update(level="info"),
        lambda log: log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        lambda log: log["runs"][0]["tool"]["driver"]["rules"][0]["properties"].update(tags=["V1", "V1"]),
        lambda log: log["runs"][0]["results"][0].update(relatedLocations=[{}, {}]),
    ):
        log = json.loads(str(render(sample(), "sarif", "zh")))
        spoil(log)
        with pytest.raises(jsonschema.ValidationError):
            VALIDATOR.validate(log)


def test_a_result() -> None:
    result = run(sample())["results"][0]
    assert (result["ruleId"], result["level"], result["suppressions"]) == ("V101", "error", [])
    assert result["message"]["text"] == "“供水水质达标率”不可能达到 999%。\n建议改为：≥99%"
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": PATH, "index": 0},
        "region": {"startLine": 152, "startColumn": 1, "endLine": 152, "endColumn": 9},
    }
    assert location["logicalLocations"] == [
        {"name": "target", "fullyQualifiedName": "农村饮水安全工程/供水水质达标率/target", "kind": "field"}
    ]
    assert [one["message"]["text"] for one in result["relatedLocations"]] == [
        "部门表中的同名指标：“≥99%”", "部门表中的同名指标：“≥98%”",
    ]  # fmt: skip
    assert result["partialFingerprints"] == {"auditor/v1": "f" * 16}


def test_accepted_findings_are_suppressed_and_the_others_known_not_to_be() -> None:
    results = run(replace(sample(), accepted=(notation(9),)))["results"]
    assert [len(result["suppressions"]) for result in results] == [0] * 6 + [1]
    assert results[-1]["suppressions"] == [{"kind": "external", "status": "accepted"}]


def test_what_was_not_done_is_notified() -> None:
    whole = broken()
    between = replace(whole.failures[0], rule="C101", path="", line=None)
    (invocation,) = run(replace(whole, failures=(*whole.failures, between)))["invocations"]
    assert invocation["executionSuccessful"] is False
    told = invocation["toolExecutionNotifications"]
    places = [[where["physicalLocation"] for where in one["locations"]] for one in told]
    assert [[where["artifactLocation"]["uri"] for where in several] for several in places] == [
        ["jiaoyu.docx"], ["weisheng.txt"], [PATH], [],
    ]  # fmt: skip
    assert places[2][0]["region"] == {"startLine": 7, "endLine": 7}
    assert run(clean())["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_a_place_without_lines_is_told_in_words() -> None:
    finding = replace(impossible(), location=at(None, sheet="目标", cell="E9"), address=Address())
    (location,) = run(replace(sample(), findings=(finding,)))["results"][0]["locations"]
    assert "region" not in location["physicalLocation"] and "logicalLocations" not in location
    assert location["message"]["text"] == "工作表“目标” E9"


@pytest.mark.parametrize(
    "path", ["a b.txt", "水利局/目标表.docx", "50%.txt", "a:b?c#d.txt", "x.zip/目标.docx", "/tmp/a.txt"]
)
def test_paths_are_written_as_uris_that_lead_back_to_them(path: str) -> None:
    finding = replace(impossible(), location=at(3, path=path))
    (location,) = run(replace(sample(), findings=(finding,)))["results"][0]["locations"]
    parts = urlsplit(location["physicalLocation"]["artifactLocation"]["uri"])
    assert PurePosixPath(unquote(parts.path)) == PurePosixPath(path)
    assert (parts.scheme, parts.query, parts.fragment) == ("file" if path.startswith("/") else "", "", "")


def test_braces_of_a_document_are_no_placeholders() -> None:
    finding = replace(impossible(), message=Text("写作 {0} 的", ""), suggestion="{x}")
    text = run(replace(sample(), findings=(finding,)))["results"][0]["message"]["text"]
    assert text == "写作 {{0}} 的\n建议改为：{{x}}"


def test_a_rule_of_ones_own_has_its_family_for_a_tag_once() -> None:
    own = replace(IMPOSSIBLE, id="Z101")
    rules = run(Report((replace(impossible(), rule=own),), clean().documents))["tool"]["driver"]["rules"]
    assert [rule["properties"]["tags"] for rule in rules] == [["Z1"]]
    assert run(sample())["tool"]["driver"]["rules"][0]["properties"] == {
        "tags": ["V1", "数值不可能"], "precision": "very-high",
    }  # fmt: skip
