"""The numbers that Word computes for the paragraphs of lists: 一、 (二) 3.1 第四条 (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from auditor.source.docx_styles import DEEPEST_LEVEL, Styles
from auditor.source.docx_xml import Attributes, XmlWalk, is_on, whole
from auditor.source.numerals import numeral

__all__ = ["Lists", "read_lists"]

LEVEL_IN_TEXT = re.compile("%([1-9])")
LONGEST_TEXT = 80
LARGEST_START = 999_999
FIRST_WIDE = "\u2e80"
UNSET: list[int | None] = [None] * (DEEPEST_LEVEL + 1)


@dataclass(slots=True)
class Level:
    """How one level of a list is numbered; `text` is a pattern such as `第%1条`.

    `restart` is the 1-based level that makes this one start again (None: every level above it; 0: never).
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class Abstract:
    """A definition that several lists share, and its running numbers."""

    levels: dict[int, Level] = field(default_factory=dict)
    style_link: str = ""
    counters: list[int | None] = field(default_factory=UNSET.copy)


@dataclass(slots=True)
class Instance:
    """A list: its definition, and the levels that it starts or defines anew."""

    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    begun: bool = False


class Lists:
    """The lists of a file by their `numId`; the labels must be asked for in the order of the paragraphs."""

    def __init__(self, abstracts: dict[str, Abstract], instances: dict[str, Instance], styles: Styles) -> None:
        self.abstracts = abstracts
        self.instances = instances
        self.styles = styles

    def label(self, number: str, level: int | None, style: str) -> str:
        """The number of the next paragraph of list `number`, with the blank behind it; empty for bullets and no list.

        Without a `level` it is the one that the list links to the paragraph's style.
        """
        instance = self.instances.get(number)
        abstract = self._abstract(instance)
        if instance is None or abstract is None:
            return ""
        levels = abstract.levels | instance.levels
        if level is None:
            level = next((at for at, one in levels.items() if one.style and one.style == style), 0)
        self._count(instance, abstract, levels, level)
        one = levels.get(level)
        if one is None or one.form == "bullet":
            return ""
        values = [
            self._start(instance, levels, at) if count is None else count for at, count in enumerate(abstract.counters)
        ]

        def written(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return numeral(values[at], "decimal" if one.legal else levels.get(at, one).form)

        label = LEVEL_IN_TEXT.sub(written, one.text)
        if not label or one.suffix == "nothing" or label[-1] >= FIRST_WIDE:
            return label
        return label + " "

    def _abstract(self, instance: Instance | None) -> Abstract | None:
        """The definition of a list, also where it only names the style whose list has it."""
        abstract = self.abstracts.get(instance.abstract) if instance is not None else None
        if abstract is None or abstract.levels or not abstract.style_link:
            return abstract
        linked = self.instances.get(self.styles.of(abstract.style_link).number or "")
        return self.abstracts.get(linked.abstract) if linked is not None else None

    def _count(self, instance: Instance, abstract: Abstract, levels: dict[int, Level], level: int) -> None:
        """Step the running number of the level and set back those that start again after it."""
        counters = abstract.counters
        if not instance.begun:
            instance.begun = True
            for at in instance.starts:
                counters[at] = None
        count = counters[level]
        counters[level] = self._start(instance, levels, level) if count is None else count + 1
        for below in range(level + 1, len(counters)):
            restart = levels[below].restart if below in levels else None
            if restart is None or level < restart:
                counters[below] = None

    def _start(self, instance: Instance, levels: dict[int, Level], level: int) -> int:
        if level in instance.starts:
            return instance.starts[level]
        return levels[level].start if level in levels else 1


# element inside `w:lvl` -> field of Level, and how its attributes give the value
LEVEL_FIELDS: dict[str, tuple[str, Callable[[Attributes], object]]] = {
    "w:start": ("start", lambda given: whole(given, "w:val", 1, LARGEST_START)),
    "w:numFmt": ("form", lambda given: given.get("w:val", "decimal")),
    "w:lvlText": ("text", lambda given: given.get("w:val", "")[:LONGEST_TEXT]),
    "w:suff": ("suffix", lambda given: given.get("w:val", "tab")),
    "w:isLgl": ("legal", is_on),
    "w:lvlRestart": ("restart", lambda given: whole(given, "w:val", 0, DEEPEST_LEVEL + 1)),
    "w:pStyle": ("style", lambda given: given.get("w:val", "")),
}


def read_lists(pieces: Iterable[bytes], path: str, styles: Styles) -> Lists:
    """The lists of `word/numbering.xml`. Raises Unreadable where it is damaged."""
    abstracts: dict[str, Abstract] = {}
    instances: dict[str, Instance] = {}
    abstract, instance, level = Abstract(), Instance(), Level()
    levels = abstract.levels
    overridden = 0

    def start_abstract(given: Attributes) -> None:
        nonlocal abstract, levels
        abstract = abstracts.setdefault(given.get("w:abstractNumId", ""), Abstract())
        levels = abstract.levels

    def link_style(given: Attributes) -> None:
        abstract.style_link = given.get("w:val", "")

    def start_instance(given: Attributes) -> None:
        nonlocal instance, levels
        instance = instances.setdefault(given.get("w:numId", ""), Instance())
        levels = instance.levels

    def set_abstract(given: Attributes) -> None:
        instance.abstract = given.get("w:val", "")

    def start_override(given: Attributes) -> None:
        nonlocal overridden
        overridden = whole(given, "w:ilvl", 0, DEEPEST_LEVEL)

    def set_start(given: Attributes) -> None:
        instance.starts[overridden] = whole(given, "w:val", 1, LARGEST_START)

    def start_level(given: Attributes) -> None:
        nonlocal level
        level = levels.setdefault(whole(given, "w:ilvl", 0, DEEPEST_LEVEL), Level())

    def setter(name: str, convert: Callable[[Attributes], object]) -> Callable[[Attributes], None]:
        return lambda given: setattr(level, name, convert(given))

    starts: dict[str, Callable[[Attributes], None]] = {
        "w:abstractNum": start_abstract,
        "w:numStyleLink": link_style,
        "w:num": start_instance,
        "w:abstractNumId": set_abstract,
        "w:lvlOverride": start_override,
        "w:startOverride": set_start,
        "w:lvl": start_level,
    }
    starts |= {element: setter(name, convert) for element, (name, convert) in LEVEL_FIELDS.items()}
    XmlWalk(path, starts).read(pieces)
    return Lists(abstracts, instances, styles)
