"""Finds rule files, loads them and resolves the names that people ask for. The one loader of rules.

Rules are compiled once into a table of plain data that is kept as long as the files stay as they are, by size and time;
until they change, none of them is read, and neither YAML nor pydantic is imported.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from auditor import __version__
from auditor.cache import installed, keep, kept, package_directories, shrink, stamp
from auditor.library.files import Directory, builtin_path
from auditor.library.making import make_rule
from auditor.rule import LibraryError, Problem, Rule

__all__ = ["Library", "UnknownRule", "configured", "load"]

ENTRY_POINTS = "auditor.rules"
FOLDER = "rules"
# The modules that decide what a table says: when one of them changes, kept tables are old.
COMPILER_FILES = ("rule.py", "template.py")
COMPILER_PACKAGES = ("rulefile", "expression", "library", "records")


class UnknownRule(Exception):  # noqa: N818 - named like Unreadable
    """A rule, family or option that does not exist, or a rule that was withdrawn."""

    def __init__(self, word: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.word, self.zh, self.en = word, zh, en


@dataclass(frozen=True, slots=True)
class Library:
    """The rules loaded, withdrawn ones included, by id.

    `frames` are shared contexts of examples, `profiles` the files that give the options other values, as plain data;
    `directories` are where all of it was read, `written` a digest that changes when a file in them does.
    """

    rules: tuple[Rule, ...]
    frames: Mapping[str, str]
    profiles: Mapping[str, Any]
    directories: tuple[str, ...]
    written: bytes

    def resolve(self, word: str) -> tuple[Rule, ...]:
        """The rules that an id (V101), a family (V1), a letter (V) or a name stands for; raises UnknownRule."""
        found = tuple(rule for rule in self.rules if word in (rule.id, rule.facts.name, rule.family, rule.family[0]))
        if not found:
            from auditor.expression.parsing import nearest

            zh, en = nearest(word, {name for rule in self.rules for name in (rule.id, rule.facts.name, rule.family)})
            raise UnknownRule(word, f"没有规则 {word}{zh}", f"no rule {word}{en}")
        return found

    def choose(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
        """The rules to judge by: those selected (by default all but previews), those ignored left out.

        Raises UnknownRule for a word that names nothing, or selects nothing but a withdrawn rule.
        """
        chosen = {rule.id for word in select for rule in self._live(word)}
        if not select:
            chosen = {rule.id for rule in self.rules if rule.status in ("stable", "deprecated")}
        left_out = {rule.id for word in ignore for rule in self.resolve(word)}
        return tuple(rule for rule in self.rules if rule.id in chosen - left_out)

    def _live(self, word: str) -> tuple[Rule, ...]:
        found = self.resolve(word)
        live = tuple(rule for rule in found if rule.status != "removed")
        if not live:
            heir = found[0].replaced_by
            raise UnknownRule(
                word,
                f"规则 {word} 已停用" + (f"，由 {heir} 代替" if heir else ""),
                f"rule {word} was withdrawn" + (f" in favour of {heir}" if heir else ""),
            )
        return live


def configured(rule: Rule, settings: Mapping[str, object]) -> Rule:
    """The rule with other values for its options; raises UnknownRule for an option it does not have."""
    options = dict(rule.options)
    for name, value in settings.items():
        if name not in options:
            zh, en = "、".join(options) or "无", ", ".join(options) or "none"
            raise UnknownRule(
                name, f"{rule.id} 没有选项 {name}（选项：{zh}）", f"{rule.id} has no option {name} (options: {en})"
            )
        options[name] = _option(rule.id, name, options[name], value)
    return replace(rule, options=options)


def load(
    directories: Sequence[str] = (), *, trust_python: bool = False, plugins: bool = True, data: Sequence[str] = ()
) -> Library:
    """The built-in rules, those of installed packages and those of the directories.

    `data` are directories that a configuration names, whose Python rules never run. Raises LibraryError with file,
    line and column of everything that does not load.
    """
    found = [Directory(builtin_path(), "rules", builtin=True, python=True)]
    found += [Directory(path, name, python=True) for name, path in (_plugins() if plugins else ())]
    named = {os.path.abspath(path): (path, False) for path in data}
    named |= {os.path.abspath(path): (path, trust_python) for path in directories}
    found += [Directory(path, shown.rstrip("/\\"), python=trusted) for path, (shown, trusted) in named.items()]
    written = stamp(directory.path for directory in found)
    trust = repr([(directory.path, directory.builtin, directory.python) for directory in found])
    name = f"{FOLDER}/{hashlib.sha256(trust.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"
    key = hashlib.sha256(_compiler() + written).digest()
    table = kept(name, key)
    if table is None:
        from auditor.library.compiling import compile_table

        table = compile_table(found)
        keep(name, key, table)
        shrink(FOLDER)
    paths = tuple(os.path.abspath(directory.path) for directory in found)
    return Library(tuple(map(make_rule, _merged(table["rules"]))), table["frames"], table["profiles"], paths, written)


def _option(rule: str, name: str, now: object, value: object) -> object:
    """A new value of an option, of the type of the present one; files of text write all of them as text."""
    try:
        return next(read for kind, read in OPTION_READERS if isinstance(now, kind))(value)
    except (ValueError, InvalidOperation):
        raise UnknownRule(
            name, f"{rule} 的选项 {name} 不能是 {value!r}", f"the option {name} of {rule} cannot be {value!r}"
        ) from None


def _flag(value: object) -> bool:
    return ("false", "true").index(str(value).lower()) == 1


def _number(value: object) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite():
        raise InvalidOperation
    return number


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError
    return tuple(map(str, value))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


OPTION_READERS: tuple[tuple[type, Callable[[object], object]], ...] = (
    (bool, _flag),
    (Decimal, _number),
    (tuple, _texts),
    (str, _text),
)


def _merged(entries: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """One entry for each id, in the order of ids; raises LibraryError for conflicts."""
    by_id: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for entry in entries:
        rule, earlier = entry["id"], by_id.get(entry["id"])
        if earlier is not None and entry["overrides"] is None:
            problems.append(
                _conflict(entry, f"{rule} 已在 {earlier['origin']} 中", f"{rule} stands in {earlier['origin']} already")
            )
        if earlier is None and entry["overrides"] is not None:
            problems.append(_conflict(entry, f"没有 {rule} 可供替换", f"there is no {rule} to override"))
        by_id[rule] = entry
    names: dict[str, str] = {}
    for rule, entry in sorted(by_id.items()):
        other = names.setdefault(entry["name"], rule)
        if other != rule:
            problems.append(
                _conflict(entry, f"名称 {entry['name']} 与 {other} 重复", f"{other} has the name {entry['name']} too")
            )
        heir = entry["replaced_by"]
        if heir is not None and heir not in by_id:
            problems.append(_conflict(entry, f"replaced-by：没有规则 {heir}", f"replaced-by: no rule {heir}"))
    if problems:
        raise LibraryError(problems)
    return [by_id[rule] for rule in sorted(by_id)]


def _conflict(entry: Mapping[str, Any], zh: str, en: str) -> Problem:
    return Problem(entry["origin"], 1, 1, f"id: {entry['id']}", zh, en)


def _compiler() -> bytes:
    """A digest of what decides what a table says, the files of rules apart."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    status = [os.stat(os.path.join(here, name)) for name in COMPILER_FILES]
    stamps = [(each.st_size, each.st_mtime_ns) for each in status]
    program = f"{__version__} {sys.implementation.cache_tag} {sys.hexversion} {stamps}".encode()
    return program + stamp(os.path.join(here, name) for name in COMPILER_PACKAGES)


def _plugins() -> list[tuple[str, str]]:
    """Name and directory of the rules that installed packages bring.

    To ask the installed packages takes as long as a whole check, so the answer is kept while nothing is installed.
    """
    key = installed()
    # Several interpreters, each with packages of its own, may share the cache.
    name = "plugins-" + hashlib.sha256(repr(package_directories()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    found = kept(name, key)
    if found is None:
        from importlib.metadata import entry_points

        found = [(point.name, _directory_of(point.load())) for point in sorted(entry_points(group=ENTRY_POINTS))]
        keep(name, key, found)
    return [(name, path) for name, path in found]


def _directory_of(named: object) -> str:
    """The directory an entry point names: a path, or the directory of a package."""
    paths = getattr(named, "__path__", None)
    return str(next(iter(paths))) if paths else str(named)
