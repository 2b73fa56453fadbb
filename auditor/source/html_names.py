"""Names of HTML elements by what they do to the text (WHATWG HTML, 13.1.2.4 and 15.3)."""

from __future__ import annotations

__all__ = [
    "BLOCKS",
    "CELLS",
    "HEADINGS",
    "LEFT_OUT",
    "LISTS",
    "NUMBER_FORMS",
    "ROLES_LEFT_OUT",
    "SECTIONS",
    "TABLE_TAGS",
    "VOID",
    "ends_of",
]


def names(words: str) -> frozenset[str]:
    """The names in a line."""
    return frozenset(words.split())


HEADINGS = names("h1 h2 h3 h4 h5 h6")
CELLS = names("td th")
SECTIONS = names("thead tbody tfoot")
LISTS = names("ul ol menu dir")
TABLE_TAGS = CELLS | SECTIONS | names("tr table")
BLOCKS = (
    HEADINGS
    | LISTS
    | TABLE_TAGS
    | names("address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption")
    | names("figure footer form header hr html legend li main nav p pre section summary")
)
VOID = names("area base br col embed hr img input link meta param source track wbr")

LEFT_OUT = names("nav aside footer template svg select button datalist object audio video canvas del rt rp")
"""Not content of the page: menus, controls, pictures, readings over characters, what an editor struck out."""
ROLES_LEFT_OUT = names("navigation contentinfo search")

NUMBER_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""Type of an ordered list to the form of its numbers."""

NONE = names("")
TABLE = names("table")
# Elements whose end tag may be missing: the tags that end them, and the elements inside which those tags do not.
IMPLIED_ENDS = {
    "p": (BLOCKS, NONE),
    "li": (LISTS | TABLE_TAGS | names("li"), LISTS | TABLE),
    "dt": (TABLE_TAGS | names("dt dd dl"), TABLE | names("dl")),
    "dd": (TABLE_TAGS | names("dt dd dl"), TABLE | names("dl")),
    "td": (TABLE_TAGS, TABLE),
    "th": (TABLE_TAGS, TABLE),
    "tr": (TABLE_TAGS - CELLS, TABLE),
    "table": (TABLE, TABLE),
} | dict.fromkeys(SECTIONS, (SECTIONS | TABLE, TABLE))


def ends_of(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The tags that end an element, and the elements inside which these tags end something else.

    Where an end tag was forgotten, the end of the table cell around it ends an element too.
    """
    return IMPLIED_ENDS.get(name, (TABLE_TAGS | {name}, TABLE | {name}))
