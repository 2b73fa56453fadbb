"""What is in force for each document of a run: its configuration, rules and accepted findings, each read once."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field

from auditor.answers import Depends
from auditor.baseline import NAME, Baseline, BaselineError, baseline_above, read_baseline
from auditor.cache import installed, stamp
from auditor.config import ConfigError, ConfigFile, config_above, read_config
from auditor.config.judging import Judging, judging
from auditor.config.settings import Command, Settings, patterns_for, settings_for
from auditor.library import Library, UnknownRule, load
from auditor.upwards import shown

__all__ = ["Plan", "Plans", "Wishes"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked of a run: besides `command`, where rules and files are, and what to leave out.

    `directories` hold further rules, `config` and `no_config` choose the configuration, `since_baseline` demands a
    file of accepted findings, and `today` (YYYY-MM-DD) is the day by which they expire. With `collection` the documents
    are held against one another as well; with `rows` their records are made rows of a store.
    """

    command: Command = field(default_factory=Command)
    directories: tuple[str, ...] = ()
    trust_python: bool = False
    config: str | None = None
    no_config: bool = False
    since_baseline: bool = False
    today: str | None = None
    cache: bool = True
    collection: bool = False
    rows: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is in force for a document. `decided_by` is a digest of all of it, of the program and of the rules."""

    file: ConfigFile | None
    library: Library
    settings: Settings
    judging: Judging
    decided_by: bytes


class Plans:
    """The plans of one run; documents with the same configuration share theirs."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.files: dict[str, ConfigFile | None] = {}
        self.libraries: dict[tuple[str, ...], tuple[Library, bytes]] = {}
        self.plans: dict[tuple[str, ...], Plan] = {}
        self.baselines: dict[str, Baseline] = {}

    def of(self, document: str) -> Plan:
        """What is in force for a document; raises ConfigError and LibraryError."""
        file = self.file_of(document)
        key = (file.path if file else "", *patterns_for(document, file))
        if key not in self.plans:
            self.plans[key] = self.made(document, file)
        return self.plans[key]

    def made(self, document: str, file: ConfigFile | None) -> Plan:
        """A new plan."""
        library, written = self.library_for(file)
        settings = settings_for(document, file, self.wishes.command, library)
        chosen = judging(settings, library)
        options = [(rule.id, sorted(rule.options.items())) for rule in chosen.rules]
        decided = repr((options, sorted(chosen.severities.items()))).encode("utf-8", "surrogateescape")
        return Plan(file, library, settings, chosen, hashlib.sha256(written + decided).digest())

    def file_of(self, document: str) -> ConfigFile | None:
        """The configuration of a document: the one named on the command line, else the nearest above it."""
        if self.wishes.no_config:
            return None
        folder = os.path.dirname(os.path.abspath(document))
        if folder not in self.files:
            named = self.wishes.config
            self.files[folder] = _named(named) if named else config_above(document)
        return self.files[folder]

    def library_for(self, file: ConfigFile | None) -> tuple[Library, bytes]:
        """The rules that the command line and the configuration bring, and a digest of the program and of them."""
        data = tuple(map(shown, file.directories)) if file else ()
        if data not in self.libraries:
            library = load(self.wishes.directories, trust_python=self.wishes.trust_python, data=data)
            program = os.path.dirname(os.path.abspath(__file__))
            self.libraries[data] = library, stamp((program,)) + library.written + installed()
        return self.libraries[data]

    def dependencies(self) -> tuple[Depends, bytes]:
        """What a run depended on besides the documents, and the stamps of program and rules."""
        groups = tuple(library.directories for library, _ in self.libraries.values())
        files = tuple(map(os.path.abspath, self.baselines))
        named = [os.path.join(os.path.dirname(os.path.abspath(each.path)), entry.document)
                 for each in self.baselines.values() for entry in each.entries]  # fmt: skip
        return (groups, files, tuple(named)), b"".join(written for _, written in self.libraries.values())

    def baseline_path(self, document: str) -> str | None:
        """The file of accepted findings that concerns a document: the one named, else the nearest above it."""
        named: str | None = self.of(document).settings["baseline",].value
        return named or baseline_above(document)

    def baseline_of(self, document: str) -> Baseline | None:
        """The accepted findings that concern a document.

        Raises BaselineError for a faulty file, one that names an unknown rule, and one that is demanded and missing.
        """
        path = self.baseline_path(document)
        if self.wishes.since_baseline and not (path and os.path.isfile(path)):
            what = shown(path) if path else NAME
            raise BaselineError(
                f"没有基线文件 {what}；要建立，先运行 auditor baseline add --all --reason 理由 文件",
                f"there is no baseline {what}; to make one, run auditor baseline add --all --reason REASON FILE",
            )
        if path is None:
            return None
        if path not in self.baselines:
            self.baselines[path] = _known(read_baseline(path), self.of(document).library)
        return self.baselines[path]


def _named(path: str) -> ConfigFile:
    """The configuration file named on the command line; raises ConfigError for one that says nothing to this tool."""
    file = read_config(path)
    if file is None:
        raise ConfigError(f"{shown(path)} 里没有 [tool.auditor]", f"{shown(path)} has no [tool.auditor]")
    return file


def _known(baseline: Baseline, library: Library) -> Baseline:
    """The baseline, its rules looked up."""
    for entry in baseline.entries:
        try:
            library.resolve(entry.rule)
        except UnknownRule as error:
            where = f"{shown(baseline.path)}:{entry.line}"
            raise BaselineError(f"{where}：{error.zh}", f"{where}: {error.en}") from error
    return baseline
