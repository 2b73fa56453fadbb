"""The lines of the summary of self-evaluations, each with the project it is about."""

from __future__ import annotations

import re

from auditor.comparing import bare, one_apart
from auditor.records.model import Document, Project, SummaryRow
from auditor.records.survey import tables

__all__ = ["matched", "title_of"]

NUMBER = re.compile(r"^(?:项目)?[0-9一二三四五六七八九十]{1,3}[:：.、]\s*")
ALIKE = 75


def title_of(name: str) -> str:
    """A project's name without its number: `项目 1: 高龄津贴` gives `高龄津贴`."""
    return bare(NUMBER.sub("", re.sub(r"^(项目)\s+", r"\1", name.strip())))


def alike(one: str, other: str) -> int:
    """How much of two names, in per cent, is the same at their beginnings and their ends."""
    apart = one_apart(one, other) or ("", "")
    whole = len(one) + len(other)
    return 100 * (whole - len(apart[0]) - len(apart[1])) // whole


def matched(document: Document) -> tuple[list[tuple[SummaryRow, Project]], list[SummaryRow], list[Project]]:
    """Lines with their projects, lines without one, projects without one; of a project printed twice the first.

    Names that are the same go first, then those that are like each other more than any other.
    """
    lines = [line for line in document.summary if not line.total]
    projects: dict[str, Project] = {}
    for project in tables(document):
        if project.kind == "self-evaluation" and project.name is not None:
            projects.setdefault(title_of(project.name.raw), project)
    pairs = [(line, projects.pop(name)) for line in lines if (name := title_of(line.name.raw)) in projects]
    left = [line for line in lines if not any(line is paired for paired, _ in pairs)]
    for line in tuple(left):
        name = title_of(line.name.raw)
        nearest = max(projects, key=lambda title: alike(name, title), default="")
        if nearest and alike(name, nearest) >= ALIKE:
            pairs.append((line, projects.pop(nearest)))
            left.remove(line)
    return pairs, left, list(projects.values())
