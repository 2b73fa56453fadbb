"""A check as a whole: every document judged, or known from an earlier run, and its accepted findings set apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from auditor.baseline import Baseline, Standing, Verdict, standing, weighed
from auditor.cache import shrink
from auditor.collect import in_order, merged, path_of
from auditor.finding import Finding, Report
from auditor.parallel import Labour, hands
from auditor.plans import Plan, Plans
from auditor.progress import Advance, silent
from auditor.rule import Rule
from auditor.single import FOLDERS, Found, Made

if TYPE_CHECKING:
    from auditor.collection.manifest import Entered

__all__ = ["NO_MANIFEST", "Checked", "check"]

Work = Sequence[tuple[Plan, Baseline | None]]
IN_THIS_PROCESS = Labour()
NO_MANIFEST: Mapping[str, Entered] = {}


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, the exit status, and what became of the accepted findings of each file that holds some.

    `left` is how many documents were not reached before the run was interrupted.
    """

    report: Report
    status: int
    standings: tuple[Standing, ...]
    left: int = 0

    @property
    def silent(self) -> bool:
        """Whether there is nothing to tell besides the report."""
        return self.report.complete and not self.left and not any(map(Standing.remarks, self.standings))


def check(
    found: Iterable[Found],
    plans: Plans,
    progress: Callable[[int], AbstractContextManager[Advance]] = silent,
    labour: Labour = IN_THIS_PROCESS,
    manifest: Mapping[str, Entered] = NO_MANIFEST,
    each: Callable[[Made], None] | None = None,
) -> Checked:
    """The reports on the documents as one, the same whoever made them; after an interruption, on those finished.

    `manifest` is what a list says of the documents where they are a collection, which is judged when all is read.
    `each` is given what was made of each file, in order; rows of a store are held no longer than that.
    The status is the highest that a document has under its own `fail-on`; 2 where not all was done. Raises
    ConfigError, BaselineError and LibraryError before any document is read.
    """
    ordered = in_order(found)
    work = [(plans.of(path_of(one)), plans.baseline_of(path_of(one))) for one in ordered]
    rules = {rule.id: (rule, path_of(one)) for one, (plan, _) in zip(ordered, work, strict=True)
             for rule in plan.judging.rules}  # fmt: skip
    finished: list[Made] = []
    findings = 0
    across = Report((), ())
    with hands(plans, labour) as workers:
        with suppress(KeyboardInterrupt), progress(len(ordered)) as advance:
            for one, done in zip(ordered, workers.work(ordered), strict=True):
                if each is not None:
                    each(done)
                finished.append(done._replace(rows=None))
                findings += len(done.report.findings)
                advance(path_of(one), findings)
        left = len(ordered) - len(finished)
        if plans.wishes.collection and not left:
            across = (workers.across or partial(_across, finished))(rules, manifest)
    if plans.wishes.cache:
        for folder in FOLDERS:
            shrink(folder)
    single = [made.report for made in finished]
    if across.findings:
        single = joined(single, across, [plan for plan, _ in work])
    verdicts = [
        weighed(report, baseline, plans.wishes.today)
        for report, (_, baseline) in zip(single, work[: len(single)], strict=True)
    ]
    together = replace(across, findings=(), rules=())
    return Checked(
        report=merged([*(verdict.report for verdict in verdicts), together], [rules[id_][0] for id_ in sorted(rules)]),
        status=2 if left or across.failures else _status(verdicts, work),
        standings=() if left else _standings(verdicts, work),
        left=left,
    )


def _across(
    finished: Iterable[Made], rules: Mapping[str, tuple[Rule, str]], manifest: Mapping[str, Entered]
) -> Report:
    """What the rules find across the documents."""
    from auditor.collection import Collection, judge_collection
    from auditor.collection.manifest import entered

    filings = [entered(made.filing, manifest) for made in finished if made.filing is not None]
    return judge_collection(Collection(tuple(filings)), [rule for rule, _ in rules.values()])


def joined(single: Sequence[Report], across: Report, plans: Sequence[Plan]) -> list[Report]:
    """The reports on single files, each with the findings across files that stand in it, as its own plan has them."""
    standing_in: dict[str, list[Finding]] = {}
    for finding in across.findings:
        standing_in.setdefault(finding.location.path, []).append(finding)
    out = []
    for report, plan in zip(single, plans, strict=True):
        in_force = {rule.id for rule in plan.judging.rules}
        more = [
            replace(finding, severity=plan.judging.severities.get(finding.rule.id, finding.severity))
            for finding in standing_in.get(report.documents[0].path, [])
            if finding.rule.id in in_force
        ]
        found = sorted([*report.findings, *more], key=lambda finding: (finding.extent, finding.rule.id))
        out.append(replace(report, findings=tuple(found)) if more else report)
    return out


def _status(verdicts: Iterable[Verdict], work: Work) -> int:
    statuses = (
        verdict.report.status(plan.settings["fail-on",].value)
        for verdict, (plan, _) in zip(verdicts, work, strict=True)
    )
    return max(statuses, default=2)


def _standings(verdicts: Sequence[Verdict], work: Work) -> tuple[Standing, ...]:
    """What became of the entries of each file of accepted findings."""
    baselines = {baseline.path: baseline for _, baseline in work if baseline is not None}
    out = []
    for baseline in baselines.values():
        its = [(verdict, plan) for verdict, (plan, of) in zip(verdicts, work, strict=True) if of is baseline]
        applied = {rule.id for _, plan in its for rule in plan.judging.rules}
        withdrawn = {rule.id for _, plan in its for rule in plan.library.rules if rule.status == "removed"}
        out.append(standing(baseline, [verdict for verdict, _ in its], applied | withdrawn))
    return tuple(out)
