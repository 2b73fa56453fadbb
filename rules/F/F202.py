"""A form label that is not the one that the other tables of the document print, or a known slip for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.records import Document, Label
from auditor.records.survey import tables
from auditor.records.terms import is_wrong_label, label_of, usual_label
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule

# 项目日期 is right for a date; beside a duration 项目期 is meant.
DURATION = re.compile(r"[0-9一二三四五六七八九十]+\s*(?:年|个月)")
FIELDS = ("name", "code", "supervisor", "unit", "attribute", "period")
USUAL = Text(zh="其他表的标签", en="the label of the other tables")

TABLE = """\
{number}、{name}绩效目标表

{label}	33028124123456789002{number}	项目名称	{name}
绩效目标	1.{name}按计划完成。
一级指标	二级指标	三级指标	绩效指标描述	指标值	指标值确定依据
产出指标	数量指标	检查家次	全年检查的单位	≥30 家次	工作计划

"""
CODES = ("食品抽检", "药品抽检", "特种设备检验")


def tables_of(*labels: str) -> str:
    """Three tables with these labels before their codes."""
    named = enumerate(zip(CODES, labels, strict=True), start=1)
    return "".join(TABLE.format(number=number, name=name, label=label) for number, (name, label) in named)


@rule(
    id="F202",
    name="label-differs-from-others",
    title=Text(zh="表头标签与其他表不一致", en="Label differs from those of the other tables"),
    severity="note",
    confidence="likely",
    since="0.1.0",
    message=Text(
        zh="这张表的标签写作“{label}”，一般写作“{usual}”。",
        en="This table says “{label}” where “{usual}” is usual.",
    ),
    advice=Text(zh="改用一般的写法，整套表保持一致。", en="Use the usual label throughout the set."),
    rationale=Text(
        zh="同一套表的标签应当一致；手工改动过的标签，汇总时认不出来，也可能填错内容。",
        en="The tables of one set have one set of labels; one changed by hand is not recognised.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="编号 for 编码",
                text=tables_of("项目编码", "项目编号", "项目编码"),
                expect=[Expect(10, "项目编号")],
                instead=tables_of("项目编码", "项目编码", "项目编码"),
            ),
            Bad(
                name="a date with a duration",
                frame="form",
                rows=[{"label": "项目日期", "period": "2年"}],
                expect=[Expect(3, "项目日期")],
                instead=[{"label": "项目期", "period": "2年"}],
            ),
        ],
        good=[
            Good(
                name="a date with dates", frame="form", rows=[{"label": "项目日期", "period": "2024年3月至2024年11月"}]
            ),
            Good(name="one label throughout", text=tables_of("项目编号", "项目编号", "项目编号")),
            Good(name="two tables do not tell which is usual", text=tables_of("项目编码", "项目编号", "项目代码")),
        ],
    ),
)
def label_differs(document: Document) -> Iterator[Found]:
    """Every label of a field that at most a third of the tables print so, and every known slip beside a duration."""
    for field in FIELDS:
        labels = [label for project in tables(document) for label in project.labels if is_label(label, field)]
        usual = usual_of(labels)
        for label in labels:
            wanted = usual or (usual_label(field) if is_slip(label) else "")
            if wanted and label.printed.raw != wanted:
                others = [(USUAL, other.printed) for other in labels if other.printed.raw == wanted]
                values = {"label": label.printed.raw, "usual": wanted}
                yield Found(at=label.printed, evidence=others[:1], values=values, suggestion=wanted)


def usual_of(labels: Sequence[Label]) -> str:
    """The wording that at least two thirds of the labels have; empty where none has."""
    counts = Counter(label.printed.raw for label in labels)
    usual, most = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return usual if most >= max(2, 2 * (len(labels) - most)) else ""


def is_slip(label: Label) -> bool:
    """Whether a label for a date stands beside a duration."""
    duration = label.value is not None and DURATION.fullmatch(label.value.raw)
    return bool(duration) and is_wrong_label(label.printed.raw)


def is_label(label: Label, field: str) -> bool:
    """Whether a label of a form stands for a field; the heading of a column is none."""
    return label.key == field and label_of(label.printed.raw) == field
