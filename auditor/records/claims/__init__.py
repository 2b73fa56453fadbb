"""Claims: figures stated in a document that other figures in it determine (after statcheck)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from auditor.records.claims.across import claims_across
from auditor.records.claims.breakdown import breakdowns, claims_of_breakdowns, claims_of_shares
from auditor.records.claims.budget import claims_of_budgets
from auditor.records.claims.change import claims_of_changes
from auditor.records.claims.funds import claims_of_funds
from auditor.records.claims.matches import claims_of_matches
from auditor.records.claims.product import claims_of_counts, claims_of_periods, claims_of_products
from auditor.records.claims.scores import claims_of_scores
from auditor.records.claims.shape import COUNT, MONEY, Quantity, Shape, shape_of
from auditor.records.claims.summaries import claims_of_summaries
from auditor.records.claims.tables import claims_of_tables, grids_of
from auditor.records.claims.tally import claims_of_tallies
from auditor.records.model import Claim, Document
from auditor.source import Span

__all__ = ["claims_of"]

DIGIT = re.compile("[0-9]")

# What reads the claims of a text, and the kind of figure that such a claim is about; "" for any.
READERS: tuple[tuple[str, Callable[[Shape], Iterable[Claim]]], ...] = (
    (MONEY, claims_of_breakdowns),
    (MONEY, claims_of_changes),
    (MONEY, claims_of_budgets),
    (MONEY, claims_of_products),
    ("", claims_of_counts),
    (COUNT, claims_of_tallies),
    ("", claims_of_periods),
)

TABLE_READERS = (claims_of_funds, claims_of_scores, claims_of_summaries)


def claims_of(document: Document) -> tuple[Claim, ...]:
    """Every claim of a document's prose, of the sentences in its tables and of the tables, in reading order."""
    claims: list[Claim] = []
    earlier: dict[tuple[str, ...], list[Quantity]] = {}
    here: tuple[str, ...] = ()
    shapes: list[Shape] = []
    begun = 0
    for section, text, span in _texts(document):
        if DIGIT.search(text) is None:
            continue
        shape = shape_of(text, span)
        if section[:2] != here:
            claims += [*_of_section(shapes, claims[begun:])]
            here, shapes, begun = section[:2], [], len(claims)
        if here:
            shapes.append(shape)
        for letter, reader in READERS:
            if letter in shape.letters:
                claims.extend(reader(shape))
        if MONEY not in shape.letters:
            continue
        before = earlier.setdefault(section, [])
        claims.extend(claims_of_shares(shape, before))
        meant = {one.total: one.meant for one in breakdowns(shape)}
        before.extend(meant.get(one, one) for one in shape.quantities if one.letter == MONEY)
    claims += [*_of_section(shapes, claims[begun:])]
    for table_reader in TABLE_READERS:
        claims.extend(table_reader(document))
    grids = grids_of(document)
    claims.extend(claims_of_tables(grids))
    claims.extend(claims_of_matches(document, grids))
    claims.sort(key=lambda claim: (claim.span.start, claim.stated.datum.span.start, claim.kind))
    return tuple(claims)


def _of_section(shapes: list[Shape], claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims of a section of a document, those apart that one of its sentences (`claims`) makes itself."""
    made = {claim.stated.datum.span.start for claim in claims if claim.kind == "sum"}
    return (claim for claim in claims_across(shapes) if claim.stated.datum.span.start not in made)


def _texts(document: Document) -> Iterator[tuple[tuple[str, ...], str, Span]]:
    """Texts with the section they stand in: what a sentence leaves out may stand earlier in its section."""
    for paragraph in document.paragraphs:
        yield paragraph.section[:3], paragraph.text, paragraph.span
    for project in document.projects:
        for words in (*project.goals, *project.results):
            yield (), words.span.quote, words.span
        for row in project.indicators:
            for field in (row.name, row.description, row.basis, row.deviation):
                if field is not None:
                    yield (), field.raw, field.span
