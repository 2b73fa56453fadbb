"""Blocks to records: which table is a project's, which title belongs to it, what the prose around it says."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from auditor.layout import Paragraph as Prose
from auditor.layout import Rest, Row, Table, lay_out
from auditor.layout.headings import heading_of
from auditor.layout.words import bare
from auditor.records.claims import claims_of
from auditor.records.draft import Draft
from auditor.records.flow import read_flow
from auditor.records.form import STATED_UNIT, Form, split_goals
from auditor.records.model import Datum, Document, Paragraph, Project, SummaryRow, Unread, Words
from auditor.records.project_table import ProjectTable, project_table_of, stands_above
from auditor.records.rows import Heading, Rows, columns_of, level_of, refined_columns
from auditor.records.scope import ORGANISATION
from auditor.records.sections import Sections
from auditor.records.stream import parted
from auditor.records.summary import read_summary
from auditor.records.terms import is_note, label_of, split_label
from auditor.source import Source, Span
from auditor.undisturbed import undisturbed
from auditor.values import parse_numeral

__all__ = ["read_document"]

TITLE = re.compile(
    r"^(?:[（(]?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,4})(?:[)）][.、．]?|[.、．:：]))?\s*"
    r"(?P<name>.*?)(?:项目)?(?:支出)?(?:预算)?(?:绩效目标(?:申报)?表|绩效自评表|绩效目标自评表|绩效指标表|自评表)"
)
NUMBERED_PROJECT = re.compile(
    r"^(?:[（(]?[0-9一二三四五六七八九十]+[)）]?[.、．]?\s*)?项目\s*(?P<number>[0-9]{1,3})\s*[:：、]\s*"
)
GENERIC_NAME = re.compile(r"(?:^[0-9]{4}\s*年|部门|单位|预算$|项目$|^本级$)")
DEPARTMENT_TABLE = re.compile(r"整体(?:支出|绩效)|部门整体|单位整体")
NEW_PROJECT = frozenset(("name", "code", "department"))
LEAVING = NEW_PROJECT | {"supervisor", "funds_section", "schedule_section", "grade", "contact"}
YEAR = re.compile(r"(20[0-9]{2})\s*年")
PAGE_NUMBER = re.compile(r"^[-—–\s]*(?:第?\s*[0-9]{1,4}\s*页?(?:\s*[/共]\s*[0-9]{1,4}\s*页?)?)[-—–\s]*$")
# A heading between the form of a project and the table of its indicators.
INDICATORS_FOLLOW = re.compile(
    r"^[（(]?[一二三四五六七八九十0-9]{0,2}[）)、.．\s]*(?:年度|项目|具体|分解|绩效){0,3}(?:指标|分解目标|目标分解)(?:体系|情况)?\s*[:：]?$"
)
GOAL_SECTION = re.compile(r"(?:总体|分项|整体)绩效目标|部门整体绩效目标")
FAR_FROM_GOALS = re.compile(r"保障措施|工作措施")


def read_document(source: Source) -> Document:
    """Everything that is recognised in a source; what is not is in `unread`."""
    with undisturbed(len(source.text)):
        return _Reader(source).document()


def _left_out(rests: Sequence[Rest]) -> Unread | None:
    """The rows of tables that were not laid out, as something to tell."""
    if not rests:
        return None
    rows, at = sum(rest.rows for rest in rests), rests[0].span.place
    zh = f"工作表“{at.sheet}”的 {at.cell}" if at.sheet else f"第 {at.table} 个表的 {at.cell}"
    en = f"{at.cell} of sheet {at.sheet}" if at.sheet else f"{at.cell} of table {at.table}"
    return Unread(
        rests[0].span,
        f"文件的单元格太多，自{zh} 起有 {rows} 行没有检查；请拆分后再检查。",
        f"the file has too many cells: from {en} on, {rows} rows were not checked; split it and check the parts.",
    )


@dataclass(slots=True)
class _Reader:
    source: Source
    drafts: list[Draft] = field(default_factory=list)
    summary: list[SummaryRow] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    nearby: list[Prose] = field(default_factory=list)
    beyond: list[Rest] = field(default_factory=list)
    sections: Sections = field(default_factory=Sections)
    form: Form | None = None
    left: Form | None = None
    """The form of the last table, where no more than a heading of its indicators has followed."""
    rows: Rows | None = None

    def document(self) -> Document:
        for block in lay_out(self.source):
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Rest):
                self._finish_rows()
                self.beyond.append(block)
            elif not PAGE_NUMBER.match(block.text):
                self._paragraph(block)
        self._finish_rows()
        projects = self._projects()
        document = Document(
            source=self.source,
            kind=self._kind(projects),
            title=self._title(),
            department=self._department(projects),
            year=self._year(projects),
            projects=projects,
            summary=tuple(self.summary),
            paragraphs=tuple(self.paragraphs),
            tables=tuple(self.tables),
            claims=(),
            unread=tuple(unread for draft in self.drafts for unread in draft.unread),
            left_out=_left_out(self.beyond),
        )
        document.claims = claims_of(document)
        return document

    # Blocks

    def _paragraph(self, block: Prose) -> None:
        self._finish_rows()
        self.left = (self.form or self.left) if INDICATORS_FOLLOW.match(block.text) else None
        self.form = None
        self.sections.enter(block)
        self.nearby.append(block)
        self.paragraphs.append(Paragraph(block.text, block.span, self.sections.path, block.heading))

    def _table(self, table: Table) -> None:
        if table.flow:
            self._finish_rows()
            draft = self._new_draft(table.span)
            read_flow(table, draft)
            self.nearby.clear()
            return
        rows = parted(table.rows)
        headings = [columns_of(row) for row in rows]
        headed = any(headings)
        summary = () if headed or self.rows is not None else read_summary(table)
        self.summary.extend(summary)
        if headed or self.rows is not None or (not summary and _is_form(table)):
            self._project_rows(rows, headings)
        elif not summary:
            self.tables.append(table)
        self.nearby.clear()

    def _project_rows(self, rows: Sequence[Row], headings: Sequence[Heading | None]) -> None:
        at = 0
        above: Row | None = None
        while at < len(rows):
            row, heading = rows[at], headings[at]
            at += 1
            if heading is not None:
                below = rows[at] if at < len(rows) else None
                refined = refined_columns(heading, below) if below is not None else None
                at += 1 if refined else 0
                table = project_table_of(row, above, below)
                if table is not None:
                    self._finish_rows()
                    self._listed(table, rows[at:])
                    return
                self._open_rows(row, refined or heading)
                continue
            above = None
            if self.rows is None and at < len(rows) and headings[at] is not None and stands_above(row):
                above = row
                continue
            if self.rows is not None and not self._leaves_rows(row):
                self.rows.rows.append(row)
                continue
            self._finish_rows()
            form = self._form_for(row)
            if _is_indicator(row):
                form.draft.unread.append(
                    Unread(
                        row.span,
                        "这一行像是绩效指标或其表头，但没有认出各栏",
                        "this row looks like an indicator or its headings, but its columns were not recognised",
                    )
                )
                continue
            form.read(row)

    def _listed(self, table: ProjectTable, rows: Sequence[Row]) -> None:
        """The projects of a table that lists them; what stood in rows above its headings is said of all of them."""
        head = self.form.draft if self.form is not None else None
        if head is not None and (head.indicators or head.goals or head.funds):
            head = None
        if head is not None:
            self.drafts.remove(head)
        for draft in table.projects(rows, head.fund_unit if head is not None else None):
            self._entitle(draft)
            draft.words.pop("title_name", None)
            if head is not None:
                draft.words = {**head.words, **draft.words}
            self.drafts.append(draft)
        self.form = None

    def _open_rows(self, row: Row, heading: Heading) -> None:
        if self.rows is not None and self.rows.heading.fields == heading.fields and self.rows.rows:
            # The heading printed again on the next page.
            return
        self._finish_rows()
        draft = self._current_draft(row)
        draft.reach(row)
        self.rows = Rows(draft, heading)

    def _leaves_rows(self, row: Row) -> bool:
        """Whether a row below indicators belongs to a form again: a remark, a signature, or the next project."""
        first = row.filled[0].text if row.filled else ""
        inside = split_label(first)
        key = inside[0] if inside else label_of(first)
        if key == "remark" or is_note(first):
            return len(row.filled) <= 2
        return key in LEAVING and (not inside or key == "contact")

    def _current_draft(self, row: Row) -> Draft:
        if self.form is None and self.left is not None and not self.left.draft.indicators:
            self.form = self.left
        return self.form.draft if self.form is not None else self._new_draft(row.span)

    def _form_for(self, row: Row) -> Form:
        begun = self.form is not None and self.form.draft.indicators
        if self.form is None or (begun and any(label_of(cell.text) in NEW_PROJECT for cell in row.filled)):
            self.form = Form(self._new_draft(row.span))
        return self.form

    def _finish_rows(self) -> None:
        if self.rows is not None:
            self.rows.finish()
            self.rows = None

    # What stands above a table

    def _new_draft(self, span: Span) -> Draft:
        draft = Draft(span)
        self.form = Form(draft)
        self.drafts.append(draft)
        self._entitle(draft)
        return draft

    def _entitle(self, draft: Draft) -> None:
        """Reads what stands above a table."""
        for paragraph in self.nearby:
            unit = STATED_UNIT.search(paragraph.text)
            if unit:
                draft.fund_unit = unit[1]
            self._read_title(draft, paragraph)

    def _read_title(self, draft: Draft, paragraph: Prose) -> None:
        text, start = bare(paragraph.text)
        numbered = NUMBERED_PROJECT.match(text)
        if numbered:
            draft.number = int(numbered["number"])
            name = text[numbered.end() :]
            if name and "。" not in name and len(name) < 60:
                self._title_name(draft, paragraph, start + numbered.end(), start + len(text))
            return
        if DEPARTMENT_TABLE.search(text) and len(text) < 60:
            draft.department = True
        title = TITLE.match(text) if "表" in text else None
        if title is None:
            return
        draft.words["title"] = Datum(paragraph.text, paragraph.text, paragraph.span)
        if DEPARTMENT_TABLE.search(text):
            return
        draft.department = False
        if title["number"]:
            number = parse_numeral(title["number"])
            draft.number = int(number) if number is not None else None
        if title["name"] and not GENERIC_NAME.search(title["name"]):
            self._title_name(draft, paragraph, start + title.start("name"), start + title.end("name"))

    def _title_name(self, draft: Draft, paragraph: Prose, start: int, end: int) -> None:
        span = paragraph.span.part(start, end)
        draft.words["title_name"] = Datum(span.quote.strip(), span.quote.strip(), span)

    # The document as a whole

    def _projects(self) -> tuple[Project, ...]:
        projects: list[Project] = []
        ordinal = 0
        for draft in self.drafts:
            if "name" not in draft.words and "title_name" in draft.words:
                draft.words["name"] = draft.words["title_name"]
            if "name" not in draft.words and ("department" in draft.words or _department_levels(draft)):
                draft.department = True
            draft.department = draft.department and "code" not in draft.words
        self._share_out_goals([draft for draft in self.drafts if draft.department and not draft.goals])
        for draft in self.drafts:
            ordinal += not draft.department
            projects.append(draft.finish(0 if draft.department else draft.number or ordinal))
        return tuple(projects)

    def _share_out_goals(self, departments: Sequence[Draft]) -> None:
        """Gives each goal in prose to the department whose table comes next after it, or else to the last one."""
        starts = [draft.span.start for draft in departments]
        for goal in self._outline_goals() if departments else ():
            departments[min(bisect(starts, goal.span.start), len(starts) - 1)].goals.append(goal)

    def _outline_goals(self) -> list[Words]:
        """The goals of the department that stand in prose, under headings such as 总体绩效目标."""
        goals: list[Words] = []
        under: dict[tuple[str, ...], bool] = {}
        for paragraph in self.paragraphs:
            section = paragraph.section
            if section not in under:
                near = not any(map(FAR_FROM_GOALS.search, section))
                under[section] = near and any(map(GOAL_SECTION.search, section))
            if under[section] and not paragraph.heading:
                goals.extend(split_goals(paragraph.span))
        return goals

    def _kind(self, projects: Sequence[Project]) -> str:
        head = " ".join(paragraph.text for paragraph in self.paragraphs[:8] if len(paragraph.text) < 60)
        if "决算" in head:
            return "final-accounts"
        if re.search(r"预算[^，。]{0,12}(?:公开|说明)|公开情况说明", head):
            return "budget"
        return projects[0].kind if projects else "text"

    def _title(self) -> Words | None:
        head = [paragraph for paragraph in self.paragraphs[:8] if len(paragraph.text) <= 60]
        dated = next((paragraph for paragraph in head if YEAR.search(paragraph.text)), None)
        chosen = dated or next((paragraph for paragraph in head if not paragraph.heading), None)
        return _bare_words(chosen.span, chosen.text) if chosen else None

    def _department(self, projects: Sequence[Project]) -> Words | None:
        for paragraph in self.paragraphs[:8]:
            if ORGANISATION.match(bare(paragraph.text)[0]):
                return _bare_words(paragraph.span, paragraph.text)
        wholes = {project.name.raw: project.name for project in projects if project.department and project.name}
        if len(wholes) == 1:
            return next(iter(wholes.values()))
        named = [words for project in projects for words in (project.supervisor, project.unit) if words]
        names = {project.name.raw for project in projects if project.name and not project.department}
        named = [words for words in named if not words.raw.endswith(tuple(names))]
        # One slip in one table does not rename the department.
        counts = Counter(words.raw for words in named)
        usual = max(counts, key=lambda raw: counts[raw]) if counts else None
        owners = (draft.words[key] for key in ("owner", "department") for draft in self.drafts if key in draft.words)
        return next((words for words in named if words.raw == usual), None) or next(owners, None)

    def _year(self, projects: Sequence[Project]) -> int | None:
        titles = [paragraph.text for paragraph in self.paragraphs[:8] if len(paragraph.text) < 80]
        titles += [project.title.raw for project in projects if project.title]
        for title in titles:
            year = YEAR.search(title)
            if year and not re.search(r"[0-9]+\s*月", title):
                return int(year[1])
        years = Counter(year for paragraph in self.paragraphs for year in YEAR.findall(paragraph.text))
        return int(max(years, key=lambda year: (years[year], year))) if years else None


def _bare_words(span: Span, text: str) -> Words:
    """The words of a paragraph without what conversion put around them."""
    words, start = bare(text)
    part = span.part(start, start + len(words))
    return Datum(words, words, part)


def _is_form(table: Table) -> bool:
    """Whether a table without indicators is the form of a project."""
    rows = table.rows[:12]
    keys = {label_of(cell.text) for row in rows for cell in row.filled}
    return any(map(_names_a_project, rows)) and bool(keys & {"supervisor", "unit", "goal", "funds_section", "period"})


def _names_a_project(row: Row) -> bool:
    """Whether a row holds the label of a name or code with a value beside it: a heading of a list has another label."""
    return any(
        label_of(label.text) in ("name", "code") and label_of(value.text) is None
        for label, value in pairwise(row.filled)
    )


def _is_indicator(row: Row) -> bool:
    """Whether a row names a level of indicators, or is headed by one, and has two cells more."""
    names = [cell.text for cell in row.filled if cell.text.endswith("指标")]
    return len(row.filled) > 2 and any(level_of(name) or heading_of(name) in ("level1", "level2") for name in names)


def _department_levels(draft: Draft) -> bool:
    names = {row.level1.raw for row in draft.indicators if row.level1}
    return any(name.startswith(("部门", "履职", "单位")) for name in names)
