"""Many documents together: what each of them leaves behind, and rules over all of it."""

from auditor.collection.filing import filing_of
from auditor.collection.judging import judge_collection
from auditor.collection.model import Across, Amount, Collection, Entry, Filing, Kept, Listed, Passage, Row, Total

__all__ = [
    "Across",
    "Amount",
    "Collection",
    "Entry",
    "Filing",
    "Kept",
    "Listed",
    "Passage",
    "Row",
    "Total",
    "filing_of",
    "judge_collection",
]
