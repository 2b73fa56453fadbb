"""Findings and the report they make up. A finding is built only from places that carry spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.source import Location
from auditor.wording import Text

__all__ = [
    "SEVERITIES",
    "Address",
    "Coverage",
    "Evidence",
    "Finding",
    "Report",
    "RuleCount",
    "RuleFacts",
    "RuleFailure",
]

SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Another place that takes part in a finding, and the part it plays."""

    role: Text
    quote: str
    location: Location


@dataclass(frozen=True, slots=True)
class Address:
    """What was judged, in the words of the document: no line numbers, so it survives editing elsewhere."""

    project: str | None = None
    indicator: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What a report prints of a rule: everything of it but the judging."""

    id: str
    name: str
    title: Text
    severity: str
    confidence: str
    rationale: Text
    advice: Text
    norm: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect: where, what it says there, why that is wrong, what to write instead.

    `quote` is the text of the place, `context` the line or row it stands in with `mark` the half-open range of the
    quote inside it. `values` are the operands by name, in their printed or computed form. `extent` is the half-open
    range of the place in the text of the source: for those who write into the document, no part of what is reported.
    """

    rule: RuleFacts
    severity: str
    message: Text
    suggestion: str | None
    quote: str
    context: str
    mark: tuple[int, int]
    location: Location
    address: Address
    evidence: tuple[Evidence, ...]
    values: tuple[tuple[str, str], ...]
    fingerprint: str
    extent: tuple[int, int] = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """A rule that raised, with what it was looking at; the rest of the work goes on and the run exits with 2."""

    rule: str
    path: str
    line: int | None
    error: str

    @classmethod
    def raised(cls, error: Exception, rule: str, path: str = "", line: int | None = None) -> RuleFailure:
        """What a rule raised, and where in it."""
        import traceback

        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno}"
        return cls(rule, path, line, f"{type(error).__name__}: {error} ({where})")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read of one document.

    `status` is `checked` (`problem` says what of it was not), `unreadable` (why) or `empty` (nothing was recognised).
    `unread` holds the places that look like part of a table and fit no record. `department` and `year` are whose
    document it is and for which budget year, where it says so.
    """

    path: str
    sha256: str | None
    status: str
    projects: int = 0
    indicators: int = 0
    claims: int = 0
    unread: tuple[tuple[Location, Text], ...] = ()
    problem: Text | None = None
    notes: tuple[Text, ...] = ()
    department: str | None = None
    year: int | None = None


@dataclass(slots=True)
class RuleCount:
    """How often a rule was considered, applied and skipped, and for want of which names."""

    considered: int = 0
    applied: int = 0
    skipped: dict[str, int] = field(default_factory=dict)

    def skip(self, name: str, times: int = 1) -> None:
        """Counts that the rule was skipped for want of a name."""
        self.skipped[name] = self.skipped.get(name, 0) + times


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one run: findings in the order path, position, rule; what was read; what went wrong."""

    findings: tuple[Finding, ...]
    documents: tuple[Coverage, ...]
    failures: tuple[RuleFailure, ...] = ()
    counts: tuple[tuple[str, RuleCount], ...] = ()
    rules: tuple[RuleFacts, ...] = ()
    accepted: tuple[Finding, ...] = ()

    def count(self, severity: str) -> int:
        """How many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def complete(self) -> bool:
        """Whether everything was read and every rule ran, and there was something to read."""
        return (
            bool(self.documents)
            and not self.failures
            and all(document.status == "checked" and document.problem is None for document in self.documents)
        )

    def status(self, fail_on: str = "error") -> int:
        """The exit status, the same for every format: 2 incomplete, 1 a finding at or above `fail_on`, else 0."""
        if not self.complete:
            return 2
        loud = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
        return int(any(finding.severity in loud for finding in self.findings))
