"""A check as a whole: every document judged, or known from an earlier run, and its accepted findings set apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass

from auditor.baseline import Baseline, Standing, Verdict, standing, weighed
from auditor.cache import shrink
from auditor.collect import in_order, merged, path_of
from auditor.finding import Report
from auditor.parallel import Labour, reports
from auditor.plans import Plan, Plans
from auditor.progress import Advance, silent
from auditor.results import FOLDER
from auditor.source import Unreadable

__all__ = ["Checked", "check"]

Found = str | Unreadable
Work = Sequence[tuple[Plan, Baseline | None]]
IN_THIS_PROCESS = Labour()


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
) -> Checked:
    """The reports on the documents as one, the same whoever made them; after an interruption, on those finished.

    The status is the highest that a document has under its own `fail-on`; 2 where not all was done. Raises
    ConfigError, BaselineError and LibraryError before any document is read.
    """
    ordered = in_order(found)
    work = [(plans.of(path_of(one)), plans.baseline_of(path_of(one))) for one in ordered]
    verdicts: list[Verdict] = []
    findings = 0
    try:
        with progress(len(ordered)) as advance, closing(reports(ordered, plans, labour)) as made:
            for one, (_, baseline), report in zip(ordered, work, made, strict=True):
                verdicts.append(weighed(report, baseline, plans.wishes.today))
                findings += len(verdicts[-1].report.findings)
                advance(path_of(one), findings)
    except KeyboardInterrupt:
        pass
    if plans.wishes.cache:
        shrink(FOLDER)
    left = len(ordered) - len(verdicts)
    rules = {rule.id: rule for plan, _ in work for rule in plan.judging.rules}
    return Checked(
        report=merged([verdict.report for verdict in verdicts], [rules[rule] for rule in sorted(rules)]),
        status=2 if left else _status(verdicts, work),
        standings=() if left else _standings(verdicts, work),
        left=left,
    )


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
