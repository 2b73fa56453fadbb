"""The report as JSON: the published form, its key order, exact bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from report_sample import at, broken, clean, impossible, sample

from auditor import __version__
from auditor.finding import Report
from auditor.report import FORMATS, render

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "docs/schema/check.schema.json").read_text(encoding="utf-8")
)


def loaded(report: Report, lang: str = "zh") -> dict[str, Any]:
    value: dict[str, Any] = json.loads(render(report, "json", lang))
    return value


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_json_is_as_published(lang: str) -> None:
    for report in (sample(), clean(), broken(), Report((), ())):
        jsonschema.validate(loaded(report, lang), SCHEMA)


def test_the_schema_refuses_what_is_not_a_report() -> None:
    value = loaded(sample())
    del value["findings"][0]["fingerprint"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, SCHEMA)


def test_keys_stand_in_the_order_of_the_schema() -> None:
    value, parts = loaded(broken()), SCHEMA["$defs"]
    assert list(value) == list(SCHEMA["properties"])
    assert list(value["findings"][0]) == list(parts["finding"]["properties"])
    assert list(value["documents"][0]) == list(parts["document"]["properties"])
    assert list(value["failures"][0]) == list(parts["failure"]["properties"])
    assert [*value["findings"][0]["location"], "bbox"] == list(parts["location"]["properties"])


def test_a_finding_in_json() -> None:
    value = loaded(sample())
    assert value["tool"] == {"name": "auditor", "version": __version__}
    assert value["findings"][0] == {
        "rule": "V101",
        "name": "ratio-above-whole",
        "severity": "error",
        "confidence": "certain",
        "message": "“供水水质达标率”不可能达到 999%。",
        "advice": "核对后改正指标值。",
        "suggestion": "≥99%",
        "quote": "≥999 百分比",
        "norm": ["财预〔2015〕88号"],
        "project": "农村饮水安全工程",
        "indicator": "供水水质达标率",
        "field": "target",
        "location": {
            "path": "shuiwu-2024.txt", "line": 152, "end_line": 152, "column": 1, "end_column": 9,
            "page": None, "sheet": None, "table": 3, "row": 9, "cell": "E9",
        },
        "evidence": [
            {"role": "部门表中的同名指标", "quote": "≥99%", "location": at(41).as_json()},
            {"role": "部门表中的同名指标", "quote": "≥98%", "location": at(42).as_json()},
        ],
        "values": {"target": "999", "limit": "100"},
        "fingerprint": "ffffffffffffffff",
    }  # fmt: skip
    assert value["summary"] == {"error": 1, "warning": 0, "note": 5, "accepted": 0}


def test_what_was_not_read_is_told() -> None:
    documents = loaded(broken())["documents"]
    assert [(document["status"], document["problem"]) for document in documents] == [
        ("checked", None), ("unreadable", "没有读取权限。"), ("empty", "未识别到绩效指标"),
    ]  # fmt: skip
    assert [place["location"]["line"] for place in documents[0]["unread"]] == [41, 42, 97]


def test_json_is_readable_text_that_ends_with_a_line_break() -> None:
    text = render(sample(), "json", "zh")
    assert isinstance(text, str)
    assert text.endswith("}\n") and "农村饮水安全工程" in text and '\n  "findings": [\n' in text
    assert text == render(sample(), "json", "zh")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_renders_every_report(form: str) -> None:
    """Texts with marks of their own, nothing at all, no places: no renderer may fail."""
    odd = replace(impossible(), location=at(None), suggestion=None, quote="</td>|`\n\udcb2", evidence=())
    for report in (Report((), ()), broken(), replace(sample(), findings=(odd,))):
        for detail in ("brief", "normal", "full"):
            assert isinstance(render(report, form, "zh", detail), str | bytes)
