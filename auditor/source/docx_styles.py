"""What the styles of a Word file say about its text: headings, hidden text, list numbers (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from auditor.source.docx_xml import Attributes, XmlWalk, is_on, whole

__all__ = ["BODY_LEVEL", "DEEPEST_LEVEL", "NO_STYLES", "Style", "Styles", "read_styles"]

BODY_LEVEL = 9
"""Outline levels 0 to 8 are headings, 9 is body text."""
DEEPEST_LEVEL = 8
LONGEST_LINE_OF_STYLES = 30
"""So many styles based on one another are followed; styles in a circle end there."""
HEADING_NAMES = ("heading ", "title", "subtitle")


@dataclass(slots=True)
class Style:
    """A style as defined; None where it leaves the matter to the style it is based on."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    hidden: bool | None = None
    number: str | None = None
    level: int | None = None


class Styles:
    """The styles by id, inheritance followed. Ids that are not defined have the properties of no style."""

    def __init__(self, defined: dict[str, Style], paragraph: str = "") -> None:
        self.defined = defined
        self.paragraph = paragraph
        self.effective: dict[str, Style] = {}

    def of(self, name: str) -> Style:
        """The style with this id and all it inherits; of the empty name, the default paragraph style."""
        known = self.effective.get(name)
        if known is None:
            known = self.effective[name] = self._resolve(name or self.paragraph)
        return known

    def _resolve(self, name: str) -> Style:
        found = Style()
        for _ in range(LONGEST_LINE_OF_STYLES):
            style = self.defined.get(name)
            if style is None:
                break
            if found.outline is None:
                found.outline = style.outline if style.outline is not None else _outline_of(style.name)
            found.hidden = style.hidden if found.hidden is None else found.hidden
            found.number = style.number if found.number is None else found.number
            found.level = style.level if found.level is None else found.level
            name = style.based_on
        return found


NO_STYLES = Styles({})


# element inside `w:style` -> field of Style, and how its attributes give the value
FIELDS: dict[str, tuple[str, Callable[[Attributes], object]]] = {
    "w:name": ("name", lambda given: given.get("w:val", "").lower()),
    "w:basedOn": ("based_on", lambda given: given.get("w:val", "")),
    "w:outlineLvl": ("outline", lambda given: whole(given, "w:val", BODY_LEVEL, BODY_LEVEL)),
    "w:vanish": ("hidden", is_on),
    "w:numId": ("number", lambda given: given.get("w:val", "")),
    "w:ilvl": ("level", lambda given: whole(given, "w:val", 0, DEEPEST_LEVEL)),
}
# Conditional formats of tables and recorded changes hold properties that are not the style's own.
LEFT_OUT = ("w:docDefaults", "w:latentStyles", "w:tblStylePr", "w:pPrChange", "w:rPrChange")


def read_styles(pieces: Iterable[bytes], path: str) -> Styles:
    """The styles of `word/styles.xml`. Raises Unreadable where it is damaged."""
    styles = Styles({})
    current = Style()

    def start_style(given: Attributes) -> None:
        nonlocal current
        name = given.get("w:styleId", "")
        current = styles.defined.setdefault(name, Style())
        if given.get("w:type") == "paragraph" and given.get("w:default") in ("1", "true", "on"):
            styles.paragraph = name

    def setter(name: str, convert: Callable[[Attributes], object]) -> Callable[[Attributes], None]:
        return lambda given: setattr(current, name, convert(given))

    starts = {element: setter(name, convert) for element, (name, convert) in FIELDS.items()}
    starts["w:style"] = start_style
    walk = XmlWalk(path, starts)
    walk.starts |= dict.fromkeys(LEFT_OUT, lambda given: walk.skip())
    walk.read(pieces)
    return styles


def _outline_of(name: str) -> int | None:
    """Headings of Word's own are headings even where the file leaves their outline level out."""
    return 0 if name.startswith(HEADING_NAMES) else None
