"""Paths to documents to a report. What cannot be read costs itself only: it becomes a `Coverage` that says why."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from auditor.engine import judge
from auditor.failure import debugging, internal_error
from auditor.finding import Coverage, Report, RuleCount
from auditor.records import Document, read_document
from auditor.rule import Rule
from auditor.source import SUFFIXES, Source, Unreadable, is_archive, names_in, read_bytes, read_path
from auditor.undisturbed import undisturbed
from auditor.wording import Text

__all__ = ["find", "in_order", "judged", "leads_to", "merged", "path_of", "read", "review"]

STANDARD_INPUT = "-"
# Names of hidden files, of the lock files that office programs leave beside an open document, and of the folder in
# which a Mac packs what only it needs.
PASSED_OVER = (".", "~$", "__MACOSX")
ARCHIVE = ".zip"
OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")


def find(paths: Iterable[str]) -> Iterator[str | Unreadable]:
    """The files that the paths name, each once: files as they are, directories and archives searched in order of name.

    One that holds no document, or that cannot be entered, gives an Unreadable; so does an archive in an archive.
    """
    met: set[str] = set()
    for path in paths:
        for found in _in_directory(path) if os.path.isdir(path) else _in_file(path):
            key = os.path.realpath(path_of(found))
            if key not in met:
                met.add(key)
                yield found


def leads_to(paths: Iterable[str], file: str) -> bool:
    """Whether the search of a directory among the paths comes upon the file, now that it is there."""
    target = os.path.realpath(file)
    for directory in filter(os.path.isdir, paths):
        folder = os.path.join(os.path.realpath(directory), "")
        steps = target.removeprefix(folder).split(os.sep)
        passed_over = any(step.startswith(PASSED_OVER) for step in steps)
        if target.startswith(folder) and target.lower().endswith(SUFFIXES) and not passed_over:
            return True
    return False


def _in_directory(directory: str) -> Iterator[str | Unreadable]:
    """The documents below a directory, known by the endings of their names."""
    errors: list[OSError] = []
    empty = True
    for folder, folders, names in os.walk(directory, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith(PASSED_OVER))
        for name in sorted(names):
            if name.lower().endswith((*SUFFIXES, ARCHIVE, *OTHER_ARCHIVES)) and not name.startswith(PASSED_OVER):
                empty = False
                yield from _in_file(os.path.normpath(os.path.join(folder, name)))
    for error in errors:
        yield Unreadable(str(error.filename), "没有权限进入这个目录。", "permission to enter this directory is denied.")
    if empty and not errors:
        kinds = " ".join(SUFFIXES)
        yield Unreadable(
            directory,
            f"目录中没有可检查的文件（{kinds}）。",
            f"the directory holds no document (looked for {kinds}).",
        )


def _in_file(path: str) -> Iterator[str | Unreadable]:
    """A file as it is, or the documents in an archive."""
    if path.lower().endswith(OTHER_ARCHIVES):
        yield _unpack_first(path)
    elif is_archive(path):
        yield from _in_archive(path)
    else:
        yield path


def _in_archive(archive: str) -> Iterator[str | Unreadable]:
    """The documents in an archive, known by the endings of their names."""
    try:
        names = names_in(archive)
    except Unreadable as error:
        yield error
        return
    empty = True
    for name in names:
        ending = name.lower()
        if any(step.startswith(PASSED_OVER) for step in name.split("/")):
            continue
        if ending.endswith(SUFFIXES):
            yield f"{archive}/{name}"
        elif ending.endswith((ARCHIVE, *OTHER_ARCHIVES)):
            yield _unpack_first(f"{archive}/{name}")
        else:
            continue
        empty = False
    if empty:
        kinds = " ".join(SUFFIXES)
        yield Unreadable(
            archive,
            f"压缩包里没有可检查的文件（{kinds}）。",
            f"the archive holds no document (looked for {kinds}).",
        )


def _unpack_first(path: str) -> Unreadable:
    """The refusal of an archive that is no zip file, or stands in one."""
    return Unreadable(
        path,
        "只能直接读取单层的 .zip 压缩包；请先解压，再检查解压出来的文件。",
        "only .zip archives, and none inside another, are read; unpack it and check what it holds.",
    )


def read(one: str | Unreadable, source_of: Callable[[str], Source] | None = None) -> Document | Coverage:
    """The document at a path, or why there is none; what a document brings about never costs the others.

    `source_of` reads it otherwise than as it stands there.
    """
    source = _source_at(one, source_of)
    return source if isinstance(source, Coverage) else _recorded(source, path_of(one))


def _source_at(one: str | Unreadable, source_of: Callable[[str], Source] | None) -> Source | Coverage:
    if isinstance(one, Unreadable):
        return _unreadable(one)
    try:
        return (source_of or _source)(one)
    except Unreadable as error:
        return _unreadable(error)
    except Exception as error:
        return _failed(one, error)


def _recorded(source: Source, path: str) -> Document | Coverage:
    try:
        return read_document(source)
    except Unreadable as error:
        return _unreadable(error)
    except Exception as error:
        return _failed(path, error)


def review(found: Iterable[str | Unreadable], rules: Sequence[Rule]) -> Report:
    """The report on every file that was found, one after the other, so that one document is held at a time."""
    return merged([judged(one, rules) for one in in_order(found)], rules)


def in_order(found: Iterable[str | Unreadable]) -> list[str | Unreadable]:
    """What was found, in the order of reports."""
    return sorted(found, key=path_of)


def path_of(one: str | Unreadable) -> str:
    """The path of what was found."""
    return one.path if isinstance(one, Unreadable) else one


def judged(
    one: str | Unreadable,
    rules: Sequence[Rule],
    severities: Mapping[str, str] | None = None,
    source_of: Callable[[str], Source] | None = None,
    seen: Callable[[Document], None] | None = None,
) -> Report:
    """The report on one file; `severities` replaces the severity of rules by id, `source_of` is as for `read`.

    `seen` is given the document once it was judged.
    """
    source = _source_at(one, source_of)
    if isinstance(source, Coverage):
        return Report((), (source,))
    with undisturbed(len(source.text)):
        return _report(source, path_of(one), rules, severities or {}, seen)


def _report(
    source: Source,
    path: str,
    rules: Sequence[Rule],
    severities: Mapping[str, str],
    seen: Callable[[Document], None] | None,
) -> Report:
    """As `judged`; a function of its own, so that the records are gone before the garbage collector wakes again."""
    document = _recorded(source, path)
    if isinstance(document, Coverage):
        return Report((), (document,))
    try:
        report = judge([document], rules, severities=severities)
        if seen is not None:
            seen(document)
        return report
    except Exception as error:
        return Report((), (_failed(path, error),))


def merged(reports: Sequence[Report], rules: Iterable[Rule]) -> Report:
    """The reports as one; `rules` are all that were used."""
    known = list(rules)
    return Report(
        findings=tuple(finding for report in reports for finding in report.findings),
        documents=tuple(document for report in reports for document in report.documents),
        failures=tuple(failure for report in reports for failure in report.failures),
        counts=tuple(_added(known, reports).items()),
        rules=tuple(rule.facts for rule in known),
        accepted=tuple(finding for report in reports for finding in report.accepted),
    )


def _added(rules: Sequence[Rule], reports: Sequence[Report]) -> dict[str, RuleCount]:
    """How often every rule was applied and skipped in all reports together."""
    total = {rule.id: RuleCount() for rule in rules}
    for rule, count in (entry for report in reports for entry in report.counts):
        total[rule].considered += count.considered
        total[rule].applied += count.applied
        for name, times in count.skipped.items():
            total[rule].skipped[name] = total[rule].skipped.get(name, 0) + times
    return total


def _failed(path: str, error: Exception) -> Coverage:
    """The coverage of a document on which the program failed; the error itself where the environment asks for it."""
    if debugging():
        raise error
    return Coverage(path, None, "unreadable", problem=internal_error(error))


def _source(path: str) -> Source:
    if path == STANDARD_INPUT:
        return read_bytes(sys.stdin.buffer.read(), path)
    return read_path(path)


def _unreadable(error: Unreadable) -> Coverage:
    return Coverage(error.path, None, "unreadable", problem=Text(error.zh, error.en))
