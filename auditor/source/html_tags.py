"""The tags and the text of a web page, in one pass (WHATWG HTML, 13.2.5, as far as it matters for reading).

`html.parser` would do, but takes quadratic time on hostile pages; every character here is looked at once.
"""

from __future__ import annotations

import re
from typing import Protocol

__all__ = ["Listener", "attributes_of", "plain", "scan"]

BLANK = "[ \t\n\f\r]"
TAG = re.compile(
    rf"""<(/?+)([A-Za-z][^ \t\n\f\r/>]*+)           # the name
    ((?:[ \t\n\f\r/]*+[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+   # attributes: a name,
        (?:{BLANK}*+={BLANK}*+(?:"[^"]*+"|'[^']*+'|(?!["'])[^ \t\n\f\r>]*+))?+   # with or without a value
    )*+)[ \t\n\f\r/]*+>""",
    re.VERBOSE,
)
ATTRIBUTE = re.compile(
    rf"""([^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)(?:{BLANK}*+={BLANK}*+(?:"([^"]*+)"|'([^']*+)'|([^ \t\n\f\r>]*+)))?+"""
)
COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
# Their content is not markup: it ends only at their own end tag. None of it is text of the page.
RAW = {
    name: re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript")
}


class Listener(Protocol):
    """What is told of a page: tags by their name in lower case, and the text between them."""

    def start(self, name: str, attributes: str) -> None:
        """A start tag; `attributes` as they stand in the tag."""

    def end(self, name: str) -> None:
        """An end tag."""

    def text(self, text: str) -> None:
        """Text, character references not yet resolved."""


def scan(page: str, listener: Listener) -> None:
    """Tell the listener all of the page, scripts and comments left out."""
    at = 0
    while True:
        sign = page.find("<", at)
        if sign != at:
            listener.text(page[at:] if sign < 0 else page[at:sign])
        if sign < 0:
            return
        tag = TAG.match(page, sign)
        if tag is None:
            at = _past_other(page, sign, listener)
            continue
        closing, name, attributes = tag.groups()
        name = name.lower()
        at = tag.end()
        if closing:
            listener.end(name)
        elif name in RAW:
            end = RAW[name].search(page, at)
            at = end.start() if end else len(page)
        else:
            listener.start(name, attributes)


def _past_other(page: str, sign: int, listener: Listener) -> int:
    """Where to go on after a `<` that begins no tag: past a comment, or behind the character itself."""
    comment = COMMENT.match(page, sign)
    if comment is not None:
        return comment.end()
    following = page[sign + 1 : sign + 2]
    if following in ("!", "?", "/"):
        end = page.find(">", sign)
        return end + 1 if end >= 0 else len(page)
    if following.isascii() and following.isalpha():
        # A tag that never ends: like browsers, take nothing after it for text.
        return len(page)
    listener.text("<")
    return sign + 1


def attributes_of(raw: str) -> dict[str, str]:
    """The attributes of a tag by name in lower case; of one given twice the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(raw):
        found.setdefault(name.lower(), plain(double or single or bare))
    return found


def plain(text: str) -> str:
    """Text with its character references resolved."""
    if "&" not in text:
        return text
    from html import unescape

    try:
        return unescape(text)
    except ValueError:
        # A reference with more digits than Python turns into a number: none is meant.
        return text
