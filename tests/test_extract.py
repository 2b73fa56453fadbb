"""Records as JSON and CSV: the published form, exact figures, harmless cells."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.extract import COLUMNS, FORMATS, as_csv, as_json
from auditor.records import read_document
from auditor.records.model import Claim, Datum, Document, Operand
from auditor.source import from_text
from auditor.values import Figure, Interval

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "docs/schema/extract.schema.json").read_text(encoding="utf-8")
)

GOALS = """2024年部门预算项目绩效目标表

单位：万元

项目编码|330281241234567890009||项目名称|乡镇图书馆延时开放
预算规模及资金用途|预算数|1,012.50|其中：财政资金|1,000.00|其他资金|12.50
|用于夜间开放值班|||||
资金支出计划（%）|3月底||6月底|10月底|12月底
|25%||50%|75%|100%
绩效目标|1.全年夜间开放，方便群众阅读。
一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据
产出指标|数量指标|夜间开放天数|全年夜间开放的天数|≥250 天|工作计划
|时效指标|开放时间|按公示的时间开放|及时|工作计划
满意度指标|服务对象满意度指标|读者满意度|读者问卷中表示满意的比例|不低于95 百分 比|问卷
""".replace("|", "\t")


def document(text: str = GOALS) -> Document:
    return read_document(from_text(text, "tushuguan.txt"))


def loaded(*documents: Document, lang: str = "zh") -> dict[str, Any]:
    value: dict[str, Any] = json.loads(as_json(documents, lang))
    jsonschema.validate(value, SCHEMA)
    return value


def rows(*documents: Document, lang: str = "en") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(documents, lang).decode("utf-8-sig"))))


def test_a_project_in_json() -> None:
    project = loaded(document())["documents"][0]["projects"][0]
    assert (project["number"], project["kind"], project["form"]) == (1, "project", "goal-table")
    assert (project["name"], project["code"]) == ("乡镇图书馆延时开放", "330281241234567890009")
    assert [(line["item"], line["amount"], line["unit"]) for line in project["funds"]] == [
        ("预算数", "1012.50", "万元"), ("其中：财政资金", "1000.00", "万元"), ("其他资金", "12.50", "万元"),
    ]  # fmt: skip
    assert [step["percent"] for step in project["schedule"]] == ["25", "50", "75", "100"]
    assert [step["by"] for step in project["schedule"]] == ["3月底", "6月底", "10月底", "12月底"]
    assert project["goals"][0]["text"] == "全年夜间开放，方便群众阅读。"


def test_indicators_in_json() -> None:
    first, second, third = loaded(document())["documents"][0]["projects"][0]["indicators"]
    assert first["target"] == {
        "raw": "≥250 天", "comparator": "≥", "number": "250", "unit": "天", "text": None,
        "upper": None, "kind": "number",
    }  # fmt: skip
    assert (second["level1"], second["level2"]) == ("产出指标", "时效指标")
    assert (second["target"]["number"], second["target"]["text"]) == (None, "及时")
    assert (third["target"]["comparator"], third["target"]["number"], third["target"]["unit"]) == ("≥", "95", "%")
    assert third["target"]["raw"] == "不低于95 百分比"
    assert (first["location"]["line"], first["location"]["end_line"]) == (12, 12)
    assert first["actual"] is first["weight"] is first["score"] is None


def test_the_key_order_is_that_of_the_schema() -> None:
    value, parts = loaded(document()), SCHEMA["$defs"]
    found = value["documents"][0]
    project = found["projects"][0]
    indicator = project["indicators"][0]
    for record, name in (
        (found, "document"), (project, "project"), (project["funds"][0], "fund"),
        (indicator, "indicator"), (indicator["target"], "value"),
    ):  # fmt: skip
        assert list(record) == list(parts[name]["properties"])


def test_the_schema_refuses_figures_that_are_not_decimals() -> None:
    value = loaded(document())
    value["documents"][0]["projects"][0]["funds"][0]["amount"] = "1,012.50"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, SCHEMA)


def claim(source: Document, stated: Figure, computed: Interval | None) -> Claim:
    span = source.source.span(0, 4)
    datum = Datum("0.5", "0.5", span)
    operands = (Operand("part", Figure.read("730.17"), datum), Operand("total", Figure.read("1055.32"), datum))
    stating = Operand("stated", stated, datum)
    return Claim("ratio", "占 68.97%", stating, operands, computed, False, "730.17 ÷ 1055.32", span)


@cache
def read_once() -> Document:
    return document()


def claims_of(stated: Figure, computed: Interval | None) -> dict[str, Any]:
    source = read_once()
    source.claims = (claim(source, stated, computed),)
    found: dict[str, Any] = json.loads(as_json([source], "zh"))["documents"][0]["claims"][0]
    jsonschema.validate(found, {**SCHEMA["$defs"]["claim"], "$defs": SCHEMA["$defs"]})
    return found


def test_a_claim_in_json() -> None:
    computed = Interval(Decimal(73016500) / Decimal(1055325), Decimal(73017500) / Decimal(1055315))
    found = claims_of(Figure.read("68.97", rounded=True), computed)
    assert (found["kind"], found["stated"], found["holds"]) == ("ratio", "68.97", False)
    assert found["computed"] == ["69.1886", "69.1903"]
    assert [(operand["role"], operand["number"]) for operand in found["operands"]] == [
        ("part", "730.17"), ("total", "1055.32"),
    ]  # fmt: skip
    assert found["location"]["line"] == 1


def test_bounds_stand_in_the_unit_of_the_stated_figure() -> None:
    stated = Figure.read("14.19").scaled(Decimal(10000))
    found = claims_of(stated, Interval(Decimal(141850), Decimal(141950)))
    assert (found["stated"], found["computed"]) == ("14.19", ["14.1850", "14.1950"])


def test_a_claim_without_computation() -> None:
    assert claims_of(Figure.read("3"), None)["computed"] is None


@settings(max_examples=60)
@given(st.decimals("-1e9", "1e9", places=6), st.decimals("0", "1e6", places=9), st.integers(0, 4))
def test_printed_bounds_hold_the_computed_interval(low: Decimal, width: Decimal, decimals: int) -> None:
    computed = Interval(low, low + width)
    printed = claims_of(Figure.read("1." + "5" * decimals if decimals else "1"), computed)["computed"]
    assert Decimal(printed[0]) <= computed.low and computed.high <= Decimal(printed[1])
    step = Decimal(1).scaleb(-decimals - 2)
    assert computed.low - Decimal(printed[0]) < step and Decimal(printed[1]) - computed.high < step


def test_csv_has_a_row_for_each_indicator() -> None:
    found = rows(document())
    assert [(row["project"], row["name"], row["number"], row["unit"], row["text"]) for row in found] == [
        ("乡镇图书馆延时开放", "夜间开放天数", "250", "天", ""),
        ("乡镇图书馆延时开放", "开放时间", "", "", "及时"),
        ("乡镇图书馆延时开放", "读者满意度", "95", "%", ""),
    ]
    assert found[0]["document"] == "tushuguan.txt" and found[0]["project_number"] == "1"
    assert (found[0]["line"], found[0]["end_line"]) == ("12", "12")
    assert len(rows(document(), document())) == 6


def test_csv_opens_in_spreadsheets_with_titles_of_the_language() -> None:
    data = as_csv([document()], "zh")
    assert data.startswith(b"\xef\xbb\xbf\xe6\x96\x87\xe4\xbb\xb6,")
    assert data.decode("utf-8-sig").splitlines()[0].split(",") == [title.zh for title in COLUMNS.values()]
    assert list(rows(document())[0]) == [title.en for title in COLUMNS.values()]


@pytest.mark.parametrize("name", ["=1+1", "+cmd|calc", "-2+3", "@SUM(A1)", "＝1", "=HYPERLINK(a)"])
def test_no_cell_is_a_formula(name: str) -> None:
    text = GOALS.replace("夜间开放天数\t", f"{name}\t").replace("工作计划", '=cmd("x")')
    found = rows(document(text))
    assert found[0]["name"] == f"'{name}" and found[0]["basis"] == "'=cmd(\"x\")"
    for row in found:
        assert not any(cell.startswith(tuple("=+-@＝＋－＠")) for cell in row.values())


def test_negative_figures_stay_figures() -> None:
    found = rows(document(GOALS.replace("≥250 天", "-5 %")))
    assert found[0]["number"] == "-5"


@pytest.mark.parametrize("form", FORMATS)
def test_no_documents_are_an_empty_answer(form: str) -> None:
    assert FORMATS[form]([], "zh")


def test_undecodable_names_do_not_stop_the_output() -> None:
    found = document()
    found.source = replace(found.source, path="\udcb2\udce2.txt")
    assert b"\\udcb2" in as_csv([found], "zh")
