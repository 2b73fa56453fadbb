"""Blocks to typed records: documents, projects, indicators, funds, claims."""

from auditor.records.model import (
    Claim,
    Datum,
    Document,
    FundLine,
    Indicator,
    Instalment,
    Label,
    Operand,
    Paragraph,
    Project,
    SummaryRow,
    Unread,
)
from auditor.records.reader import read_document

__all__ = [
    "Claim",
    "Datum",
    "Document",
    "FundLine",
    "Indicator",
    "Instalment",
    "Label",
    "Operand",
    "Paragraph",
    "Project",
    "SummaryRow",
    "Unread",
    "read_document",
]
