"""A bad thing that the description rules out and the target allows: 不发生安全事故, ≤3起."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Indicator
from auditor.records.context import clauses
from auditor.rule import Bad, Examples, Expect, Found, Good, Text, rule
from auditor.values import polarity, ratio_kind
from auditor.values.phrases import says

SAID = Text(zh="描述", en="description")
UPPER = ("≤", "<", "=", None)


@rule(
    id="S303",
    name="ruled-out-but-allowed",
    title=Text(zh="描述说不发生，指标值却允许发生", en="Ruled out by the description, allowed by the target"),
    severity="warning",
    confidence="likely",
    since="0.1.0",
    scope="indicator",
    needs=["name", "target", "description"],
    message=Text(
        zh="“{name}”的描述说“{said}”，指标值“{target}”却允许发生。",
        en="The description of “{name}” says “{said}”, but the target “{target}” allows it.",
    ),
    advice=Text(
        zh="不允许发生的写“=0”；允许有一定数量的，改写描述。",
        en="Write =0 where it must not happen; where some is allowed, rewrite the description.",
    ),
    rationale=Text(
        zh="描述要求一件也不发生，指标值允许几件，两个标准差得很远，考核时无所适从。",
        en="A description that rules it out and a target that allows some set two standards.",
    ),
    basis="convention",
    examples=Examples(
        bad=[
            Bad(
                name="accidents ruled out and counted",
                frame="goal-table",
                rows=[{"name": "校车安全事故次数", "description": "全年不发生校车安全事故。", "target": "≤3 次"}],
                expect=[Expect(1, "≤3 次")],
                instead=[{"name": "校车安全事故次数", "description": "全年不发生校车安全事故。", "target": "=0 次"}],
            ),
        ],
        good=[
            Good(
                name="none at all",
                frame="goal-table",
                rows=[{"name": "校车安全事故次数", "description": "全年不发生校车安全事故。", "target": "0 次"}],
            ),
            Good(
                name="only grave ones are ruled out",
                frame="goal-table",
                rows=[{"name": "校车安全事故次数", "description": "不发生重大校车安全事故。", "target": "≤3 次"}],
            ),
        ],
    ),
)
def ruled_out(indicator: Indicator) -> Iterator[Found]:
    """Upper bounds above zero on bad things that a clause of the description says will not happen."""
    name, target, description = indicator.name, indicator.target, indicator.description
    if name is None or target is None or description is None or polarity(name.raw) != "lower":
        return
    if ratio_kind(name.raw) not in ("incidence", "permille", None) or target.value.comparator not in UPPER:
        return
    number, unit = target.value.number, target.value.unit
    if number is None or number <= 0 or (unit is not None and unit.dimension in ("time", "money")):
        return
    said = next((clause for clause in clauses(description) if rules_out(clause.raw)), None)
    if said is not None:
        values = {"name": name.raw, "said": said.raw, "target": target.raw}
        yield Found(at=target, evidence=[(SAID, said)], values=values, suggestion=f"=0{unit.symbol if unit else ''}")


def rules_out(clause: str) -> bool:
    """Whether a clause rules a thing out altogether, grave cases and repetitions of it apart."""
    return says(clause, "none") and not says(clause, "grave")
