"""Rules and records to a report: which rule concerns what, what it finds there, what was read and what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from auditor.expression.functions import UndefinedError
from auditor.finding import Coverage, Evidence, Finding, Report, RuleCount, RuleFailure
from auditor.panel import Panel, Plan, panel_of, settle
from auditor.placing import address_of, context_of, fingerprint, told_apart
from auditor.records.model import Document
from auditor.records.subject import Subject
from auditor.records.types import KIND
from auditor.records.vocabulary import SCOPES
from auditor.rule import Found, Placed, Rule
from auditor.source import Span
from auditor.template import filled, shown
from auditor.undisturbed import undisturbed
from auditor.wording import Text

__all__ = ["coverage", "judge"]

EVIDENCE = Text(zh="另见", en="see also")
NOTHING_RECOGNISED = Text(zh="未识别到绩效指标", en="no performance indicators were recognised")


def judge(
    documents: Sequence[Document], rules: Iterable[Rule], *, severities: Mapping[str, str] | None = None
) -> Report:
    """What the rules find in the documents; `severities` replaces the severity of rules by id.

    Findings stand in the order path, position, rule. A rule that raises is a failure in the report, and the rest of
    the work goes on.
    """
    chosen = tuple(rule for rule in rules if rule.status != "removed")
    ordered = sorted(documents, key=lambda document: document.source.path)
    sittings = [Sitting(document, severities or {}) for document in ordered]
    counts = {rule.id: RuleCount() for rule in chosen}
    for sitting in sittings:
        with undisturbed(len(sitting.document.source.text)):
            sitting.apply_all(chosen, counts)
    return Report(
        findings=tuple(finding for sitting in sittings for finding in sitting.findings()),
        documents=tuple(map(coverage, ordered)),
        failures=tuple(failure for sitting in sittings for failure in sitting.failures),
        counts=tuple(counts.items()),
        rules=tuple(rule.facts for rule in chosen),
    )


def coverage(document: Document) -> Coverage:
    """What was read of a document, and whether that is anything at all."""
    source, left_out = document.source, document.left_out
    empty = not (document.projects or document.claims or document.summary)
    return Coverage(
        path=source.path,
        sha256=source.sha256,
        status="empty" if empty else "checked",
        projects=sum(not project.department for project in document.projects),
        indicators=sum(not row.placeholder for row in document.indicators),
        claims=len(document.claims),
        unread=tuple((place.span.location, Text(zh=place.zh, en=place.en)) for place in document.unread),
        problem=NOTHING_RECOGNISED if empty else Text(zh=left_out.zh, en=left_out.en) if left_out else None,
        notes=tuple(Text(zh=zh, en=en) for zh, en in source.notes),
        department=document.department.raw if document.department else None,
        year=document.year,
    )


@dataclass(slots=True)
class Sitting:
    """The judging of one document."""

    document: Document
    severities: Mapping[str, str]
    found: list[tuple[int, int, Finding]] = field(default_factory=list)
    failures: list[RuleFailure] = field(default_factory=list)

    def apply_all(self, rules: tuple[Rule, ...], counts: Mapping[str, RuleCount]) -> None:
        """Judges every subject by the rules of its scope; a rule that raised is not asked again."""
        in_force = rules_in(rules, self.document.year)
        for scope in SCOPES.values():
            live = in_force.get(scope.name, ())
            panels: dict[str | None, Panel] = {}
            times: dict[Panel, Counter[Plan]] = {}
            for subject in scope.subjects(self.document) if live else ():
                around = subject.project.kind if subject.project is not None else None
                if around not in panels:
                    panels[around] = panel_for(live, self.document.kind, around)
                panel = panels[around]
                plan = panel.plan_for(subject)
                times.setdefault(panel, Counter())[plan] += 1
                for broken in self.ask(plan, subject, counts):
                    live = tuple([rule for rule in live if rule is not broken])
                    panels = {}
            for panel, some in times.items():
                settle(panel, some, counts)

    def ask(self, plan: Plan, subject: Subject, counts: Mapping[str, RuleCount]) -> list[Rule]:
        """Asks the rules of a plan of one subject and keeps what they find; returns those that raised."""
        broken: list[Rule] = []
        before, record = len(self.found), subject.record
        for rule, judge, options, _, of_record in plan.judged:
            try:
                for found in judge(subject, options) if of_record is None else of_record(record):
                    self.found.append(self.located(rule, found))
            except Exception as error:
                counts[rule.id].applied -= 1
                if self.refused(rule, subject, error, before, counts):
                    broken.append(rule)
        for rule, judge, options, ask, _ in plan.asked:
            try:
                answer = ask(subject, options)  # type: ignore[misc]
                if answer is None:
                    continue
                if answer is False:
                    self.found += [self.located(rule, found) for found in judge(subject, options)]
                elif answer is not True:
                    counts[rule.id].skip(answer)
                    continue
                counts[rule.id].applied += 1
            except Exception as error:
                if self.refused(rule, subject, error, before, counts):
                    broken.append(rule)
        return broken

    def refused(
        self, rule: Rule, subject: Subject, error: Exception, before: int, counts: Mapping[str, RuleCount]
    ) -> bool:
        """Forgets what a rule found in a subject, whose findings begin at `before`, that raised; whether it is broken.

        Where its arithmetic has no result it is skipped.
        """
        self.found[before:] = [entry for entry in self.found[before:] if entry[2].rule is not rule.facts]
        if isinstance(error, UndefinedError):
            counts[rule.id].skip(str(error))
            return False
        where = subject.span.location
        self.failures.append(RuleFailure.raised(error, rule.id, self.document.source.path, where.line))
        return True

    def findings(self) -> Iterator[Finding]:
        """The findings in order."""
        ordered = sorted(self.found, key=lambda entry: (entry[0], entry[1], entry[2].rule.id))
        return told_apart(finding for _, _, finding in ordered)

    def located(self, rule: Rule, found: Found) -> tuple[int, int, Finding]:
        """Where a finding begins and ends, and the finding, everything that its place tells filled in."""
        span = span_of(found.at)
        address = address_of(self.document, span)
        evidence = [evidence_of(item) for item in found.evidence]
        parties = [(address, span.quote)]
        parties += [(address_of(self.document, place), place.quote) for _, place in evidence]
        context, mark = context_of(self.document, span)
        finding = Finding(
            rule=rule.facts,
            severity=self.severities.get(rule.id, rule.facts.severity),
            message=found.message or filled(rule.message, found.values),
            suggestion=found.suggestion,
            quote=span.quote,
            context=context,
            mark=mark,
            location=span.location,
            address=address,
            evidence=tuple(Evidence(role, place.quote, place.location) for role, place in evidence),
            values=tuple((key, shown(value, "en")) for key, value in found.values.items()),
            fingerprint=fingerprint(rule.id, parties),
            extent=(span.start, span.end),
        )
        return span.start, span.end, finding


@lru_cache(maxsize=64)
def rules_in(rules: tuple[Rule, ...], year: int | None) -> Mapping[str, tuple[Rule, ...]]:
    """The rules that concern documents of a year, by their scope."""
    by_scope: dict[str, list[Rule]] = {}
    for rule in rules:
        if in_years(rule, year):
            by_scope.setdefault(rule.scope, []).append(rule)
    return {scope: tuple(some) for scope, some in by_scope.items()}


@lru_cache(maxsize=256)
def panel_for(rules: tuple[Rule, ...], document: str, project: str | None) -> Panel:
    """The panel of the rules that concern a kind of table in a kind of document."""
    return panel_of(tuple([rule for rule in rules if concerns(rule, document, project)]))


def in_years(rule: Rule, year: int | None) -> bool:
    """Whether a rule concerns a document of the year; a document that tells no year is concerned by all."""
    if year is None:
        return True
    return (rule.first_year or year) <= year <= (rule.last_year or year)


def concerns(rule: Rule, document: str, project: str | None) -> bool:
    """Whether a rule concerns a kind of table, or where that says nothing the kind of document around it."""
    if not rule.kinds or project in rule.kinds:
        return True
    return document in rule.kinds and (project is None or document not in KIND.codes)


def span_of(place: Placed) -> Span:
    """The place itself, or that of the datum or record."""
    return place if isinstance(place, Span) else place.span


def evidence_of(item: Placed | tuple[Text, Placed]) -> tuple[Text, Span]:
    """The part a place plays, and the place."""
    role, place = item if isinstance(item, tuple) else (EVIDENCE, item)
    return role, span_of(place)
