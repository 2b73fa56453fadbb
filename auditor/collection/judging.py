"""Rules of scope `collection` on what was kept of the documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from auditor.collection.model import Across, Collection
from auditor.finding import Evidence, Finding, Report, RuleCount, RuleFailure
from auditor.placing import fingerprint, told_apart
from auditor.records.subject import Subject
from auditor.rule import Rule
from auditor.template import filled, shown

__all__ = ["SCOPE", "judge_collection"]

SCOPE = "collection"


class Whole(dict[str, Any]):
    """The collection in the place of a subject: what rules are handed."""

    document = None
    project = None

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self.record = collection


def judge_collection(
    collection: Collection, rules: Iterable[Rule], *, severities: Mapping[str, str] | None = None
) -> Report:
    """What the rules of scope `collection` find; findings in the order path, position, rule.

    A rule that raises is a failure in the report. Of the documents themselves the report says nothing.
    """
    chosen = [rule for rule in rules if rule.scope == SCOPE and rule.status != "removed"]
    counts = {rule.id: RuleCount(considered=1) for rule in chosen}
    found: list[Finding] = []
    failures: list[RuleFailure] = []
    for rule in chosen:
        try:
            made = cast(Iterable[Across], rule.judge(cast(Subject, Whole(collection)), rule.options))
            found += [_finding(rule, across, severities or {}) for across in made]
            counts[rule.id].applied += 1
        except Exception as error:
            failures.append(RuleFailure.raised(error, rule.id))
    found.sort(key=lambda finding: (finding.location.path, *finding.extent, finding.rule.id, finding.fingerprint))
    return Report(
        tuple(told_apart(found)), (), tuple(failures), tuple(counts.items()), tuple(rule.facts for rule in chosen)
    )


def _finding(rule: Rule, across: Across, severities: Mapping[str, str]) -> Finding:
    at = across.at
    parties = [(place.address, place.quote) for place in (at, *(place for _, place in across.evidence))]
    return Finding(
        rule=rule.facts,
        severity=severities.get(rule.id, rule.facts.severity),
        message=filled(rule.message, across.values),
        suggestion=None,
        quote=at.quote,
        context=at.context,
        mark=at.mark,
        location=at.location,
        address=at.address,
        evidence=tuple(Evidence(role, place.quote, place.location) for role, place in across.evidence),
        values=tuple((key, shown(value, "en")) for key, value in across.values.items()),
        fingerprint=fingerprint(rule.id, parties),
        extent=at.extent,
    )
