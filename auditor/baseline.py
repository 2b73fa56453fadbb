"""Accepted findings: a file of lines beside the documents, each naming one finding and why it is accepted.

An entry names what was judged (rule, project, indicator, field, quotation: the fingerprint), so that it holds while the
document is edited elsewhere and lapses when the figure itself is changed. Nothing here reads the clock.
"""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from auditor.finding import Finding, Report
from auditor.upwards import found_above, shown
from auditor.wording import Text

__all__ = [
    "NAME",
    "Baseline",
    "BaselineError",
    "Entry",
    "Standing",
    "Verdict",
    "baseline_above",
    "entry_for",
    "plain_entry",
    "read_baseline",
    "standing",
    "text_of",
    "weighed",
]

NAME = "auditor-baseline.jsonl"
FINGERPRINT = re.compile("[0-9a-f]{20}")
RULE = re.compile("[A-Z][0-9]{3}")
DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
ADDRESS = ("document", "project", "indicator", "field")
MANDATORY = ("fingerprint", "rule", "address", "quote", "reason", "by")
KEYS = (*MANDATORY, "date", "expires")


class BaselineError(Exception):
    """A file of accepted findings that cannot be followed; names the file and the line."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class Entry:
    """An accepted finding. `document` is its path from the file of entries; dates are YYYY-MM-DD.

    `line` is where it stands in the file, 0 where it is new.
    """

    fingerprint: str
    rule: str
    document: str
    project: str | None
    indicator: str | None
    field: str | None
    quote: str
    reason: str
    by: str
    date: str | None = None
    expires: str | None = None
    line: int = dataclasses.field(default=0, compare=False)

    def expired(self, today: str | None, year: int | None) -> bool:
        """Whether the entry no longer holds: after its last day, or where no day is given, for the budget of a later
        year.
        """
        if self.expires is None:
            return False
        return today > self.expires if today else year is not None and year > int(self.expires[:4])


@dataclass(frozen=True, slots=True)
class Baseline:
    """The accepted findings of a file, in its order."""

    path: str
    entries: tuple[Entry, ...] = ()

    def place_of(self, document: str) -> str:
        """A document's path as entries write it: from the directory of the file."""
        try:
            return os.path.relpath(document, os.path.dirname(os.path.abspath(self.path))).replace(os.sep, "/")
        except ValueError:
            return document

    def holds(self, entry: Entry, document: str) -> bool:
        """Whether an entry may speak of a document (a path as entries write it): its own, or, as files are renamed,
        any where its own is gone.
        """
        return entry.document == document or not self.present(entry)

    def present(self, entry: Entry) -> bool:
        """Whether the document of an entry is there."""
        return os.path.exists(os.path.join(os.path.dirname(os.path.abspath(self.path)), entry.document))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the entries make of a report on one document: the report, and the entries that were used and expired."""

    report: Report
    used: frozenset[Entry] = frozenset()
    expired: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a file's entries in a run: those that match nothing any more, and those whose time is over."""

    baseline: Baseline
    stale: tuple[Entry, ...]
    expired: tuple[Entry, ...]

    def remarks(self) -> list[Text]:
        """What is to be told of them."""
        path = shown(self.baseline.path)
        lines = [str(entry.line) for entry in self.stale]
        gone = Text(
            f"{path} 第 {'、'.join(lines)} 行：所接受的问题已经没有了；auditor baseline prune 可以清除",
            f"{path}, line {', '.join(lines)}: what was accepted is no longer found; "
            "auditor baseline prune removes it",
        )
        return [gone] * bool(lines) + [
            Text(
                f"{path} 第 {entry.line} 行：对 {entry.rule} 的接受到 {entry.expires} 为止，已过期",
                f"{path}, line {entry.line}: the acceptance of {entry.rule} ended on {entry.expires}",
            )
            for entry in self.expired
        ]


def baseline_above(document: str) -> str | None:
    """The nearest file of accepted findings, in the directory of a document or above."""
    return next(found_above(document, (NAME,)), None)


def read_baseline(path: str) -> Baseline:
    """The accepted findings of a file; one that is not there holds none. Raises BaselineError for a faulty line."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            lines = file.read().split("\n")
    except FileNotFoundError:
        return Baseline(path)
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(f"{shown(path)} 无法读取：{error}", f"{shown(path)} cannot be read: {error}") from error
    entries: dict[tuple[str, str], Entry] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        fault, entry = _entry(line, number)
        if entry is not None and (entry.fingerprint, entry.document) in entries:
            fault = Text("与前面的一条重复", "repeats an entry above")
        if fault is not None:
            where = f"{shown(path)}:{number}"
            raise BaselineError(f"{where}：{fault.zh}", f"{where}: {fault.en}")
        if entry is not None:
            entries[entry.fingerprint, entry.document] = entry
    return Baseline(path, tuple(entries.values()))


def _entry(line: str, number: int) -> tuple[Text | None, Entry | None]:
    """What is wrong with a line, and its entry."""
    import json

    try:
        plain = json.loads(line)
    except ValueError:
        plain = None
    if not isinstance(plain, dict):
        return Text("每行应为一个 JSON 对象", "a line must be a JSON object"), None
    fault = _fault(plain)
    if fault is not None:
        return fault, None
    address = plain.pop("address")
    return None, Entry(**plain, **{name: address.get(name) for name in ADDRESS}, line=number)


def _fault(plain: Mapping[str, Any]) -> Text | None:
    """What is wrong with an entry: a key too many or too few, a value of the wrong form, an empty reason."""
    unknown = next((key for key in plain if key not in KEYS), None)
    if unknown is not None:
        return Text(f"没有 {unknown} 这一项（{'、'.join(KEYS)}）", f"no key {unknown} ({', '.join(KEYS)})")
    for key in MANDATORY:
        if not plain.get(key):
            return Text(f"缺少 {key}", f"{key} is missing")
    address = plain["address"]
    if not isinstance(address, dict) or not address.get("document") or not set(address) <= set(ADDRESS):
        return Text(f"address 应写明 {'、'.join(ADDRESS)}", f"address holds {', '.join(ADDRESS)}")
    texts = {key: value for key, value in plain.items() if key != "address"} | address
    for key, value in texts.items():
        if not isinstance(value, str | None) or (value is not None and not value.strip()):
            return Text(f"{key} 应为文字", f"{key} must be text")
    forms = {"fingerprint": FINGERPRINT, "rule": RULE, "date": DATE, "expires": DATE}
    for key, form in forms.items():
        if plain.get(key) is not None and not form.fullmatch(plain[key]):
            return Text(f"{key} 的写法不对：{plain[key]}", f"{key} is not of its form: {plain[key]}")
    return None


def entry_for(
    finding: Finding, baseline: Baseline, reason: str, by: str, date: str | None = None, expires: str | None = None
) -> Entry:
    """The entry that accepts a finding."""
    return Entry(
        fingerprint=finding.fingerprint,
        rule=finding.rule.id,
        document=baseline.place_of(finding.location.path),
        project=finding.address.project,
        indicator=finding.address.indicator,
        field=finding.address.field,
        quote=finding.quote,
        reason=reason,
        by=by,
        date=date,
        expires=expires,
    )


def text_of(entries: Iterable[Entry]) -> str:
    """The entries as a file holds them, a line each; what an entry leaves open is left out."""
    import json

    return "".join(json.dumps(plain_entry(entry), ensure_ascii=False) + "\n" for entry in entries)


def plain_entry(entry: Entry) -> dict[str, Any]:
    """An entry as its line says it, keys in their fixed order."""
    said = {key: value for key, value in asdict(entry).items() if value is not None and key != "line"}
    address = {name: said.pop(name) for name in ADDRESS if name in said}
    return {key: address if key == "address" else said[key] for key in KEYS if key == "address" or key in said}


def weighed(report: Report, baseline: Baseline | None, today: str | None = None) -> Verdict:
    """A report on one document, its accepted findings apart from the others."""
    if baseline is None:
        return Verdict(report)
    place = baseline.place_of(report.documents[0].path)
    year = report.documents[0].year
    by_fingerprint: dict[str, list[Entry]] = {}
    for entry in baseline.entries:
        by_fingerprint.setdefault(entry.fingerprint, []).append(entry)
    findings: list[Finding] = []
    accepted: list[Finding] = []
    used: list[Entry] = []
    for finding in report.findings:
        speaking = [entry for entry in by_fingerprint.get(finding.fingerprint, ()) if baseline.holds(entry, place)]
        valid = any(not entry.expired(today, year) for entry in speaking)
        (accepted if valid else findings).append(finding)
        used += speaking
    return Verdict(
        replace(report, findings=tuple(findings), accepted=tuple(accepted)),
        frozenset(used),
        tuple(entry for entry in used if entry.expired(today, year)),
    )


def standing(baseline: Baseline, verdicts: Iterable[Verdict], rules: Container[str]) -> Standing:
    """What became of the entries of a file in a run; `rules` are those that were applied, and those withdrawn.

    An entry is stale where its document was read, or is gone, its rule was applied, and no finding fits it.
    """
    every = list(verdicts)
    used = {entry for verdict in every for entry in verdict.used}
    covered = [coverage for verdict in every for coverage in verdict.report.documents if coverage.status == "checked"]
    places = {baseline.place_of(coverage.path) for coverage in covered}
    return Standing(
        baseline,
        tuple(
            entry
            for entry in baseline.entries
            if entry not in used
            and entry.rule in rules
            and (entry.document in places or not baseline.present(entry))
        ),
        tuple(entry for verdict in every for entry in verdict.expired),
    )
