"""Where a finding stands, in the words of the document: its address, the line around it, its fingerprint."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from auditor.comparing import comparable
from auditor.finding import Address, Finding
from auditor.records.model import Datum, Document, Indicator, Project
from auditor.source import Span, rejoin
from auditor.source.model import kept_offsets

__all__ = ["address_of", "context_of", "fingerprint", "told_apart"]

# Fields that hold many things of one kind are addressed by the one thing.
SINGULAR = {"goals": "goal", "results": "result", "funds": "fund", "schedule": "instalment"}
# By which a place in a record is named.
FIELDS = {
    kind: tuple(field.name for field in fields(kind) if field.name not in ("span", "indicators", "labels"))
    for kind in (Project, Indicator)
}
PIECE = re.compile(r"[^\t\n]+")
GAP = "  "
# So many rows that begin before a place are asked whether they hold it.
NESTED = 4
FINGERPRINT_LENGTH = 20


def address_of(document: Document, span: Span) -> Address:
    """The project, indicator and field whose place holds the span; None for each where none does."""
    project = next((each for each in document.projects if holds(each.span, span)), None)
    if project is None:
        return Address()
    indicator = next((each for each in project.indicators if holds(each.span, span)), None)
    field = None if indicator is None else field_of(indicator, span)
    return Address(
        project=label_of(project.name),
        indicator=None if indicator is None else label_of(indicator.name),
        field=field or (field_of(project, span) if indicator is None else None),
    )


def label_of(datum: Datum[str] | None) -> str | None:
    return datum.raw if datum is not None else None


def holds(outer: Span, inner: Span) -> bool:
    """Whether one span lies within the other."""
    return outer.start <= inner.start and inner.end <= outer.end


def field_of(record: Project | Indicator, span: Span) -> str | None:
    """The field of a record that holds the span."""
    for name in FIELDS[type(record)]:
        value = getattr(record, name)
        if value is None:
            continue
        for part in value if isinstance(value, tuple) else (value,):
            if any(holds(place, span) for place in places_in(part)):
                return SINGULAR.get(name, name)
    return None


def places_in(part: object) -> Iterator[Span]:
    """The places of a datum, or of the data in a record of funds or of the schedule."""
    span = getattr(part, "span", None)
    if isinstance(span, Span):
        yield span
        return
    for name in ("by", "percent"):
        inner = getattr(part, name, None)
        if isinstance(inner, Datum):
            yield inner.span


def context_of(document: Document, span: Span) -> tuple[str, tuple[int, int]]:
    """The row or the lines that the span stands in, as one line, and where in it the span is (half-open)."""
    around = row_around(document, span)
    start, end = (around.start, around.end) if around else lines_around(document.source.text, span)
    line, offsets = flattened(document.source.text[start:end], start)
    inside = [at for at, offset in enumerate(offsets) if span.start <= offset < span.end]
    return (line, (inside[0], inside[-1] + 1)) if inside else (line, (0, 0))


def row_around(document: Document, span: Span) -> Span | None:
    """The place of the row of a table, or of the indicator, that holds the span."""
    rows = document.rows
    at = bisect_right(rows, span.start, key=lambda row: row.start)
    return next((row for row in reversed(rows[max(0, at - NESTED) : at]) if holds(row, span)), None)


def lines_around(text: str, span: Span) -> tuple[int, int]:
    """The offsets of the whole lines that a span touches."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", max(span.end - 1, span.start))
    return start, len(text) if end < 0 else end


def flattened(text: str, base: int) -> tuple[str, list[int]]:
    """The text as one line, cells and lines apart by a gap, with the source offset of every character."""
    line, offsets = "", []
    for piece in PIECE.finditer(text):
        kept = kept_offsets(piece[0])
        if not kept:
            continue
        if line:
            line += GAP
            offsets += [-1] * len(GAP)
        line += rejoin(piece[0])
        begin = base + piece.start()
        offsets += [begin + at for at in kept]
    return line, offsets


def fingerprint(rule: str, parties: Iterable[tuple[Address, str]]) -> str:
    """Twenty hexadecimal digits that stay the same while what was judged does.

    Made of the rule and, for each place that takes part, of its address without line numbers and its quotation, blanks
    and full-width forms aside. Which of two places stands first in the document changes nothing.
    """
    named = ((place.project or "", place.indicator or "", place.field or "", quote) for place, quote in parties)
    keys = sorted("\x1f".join(map(comparable, names)) for names in named)
    return digest("\x1e".join((rule, *keys)))


def told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; those of one document that are alike in all but their place get fingerprints of their own."""
    twins: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = finding.location.path, finding.fingerprint
        twin = twins[key] = twins.get(key, -1) + 1
        yield replace(finding, fingerprint=digest(f"{finding.fingerprint}\x1f{twin}")) if twin else finding


def digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:FINGERPRINT_LENGTH]
