"""Web pages to a Source: what a browser shows of their content, without menus, scripts and what is hidden."""

from __future__ import annotations

import re

from auditor.source.flatten import Block, Budget, Prose, flatten
from auditor.source.html_page import Linked, PageReader
from auditor.source.html_tags import scan
from auditor.source.model import Source, Unreadable
from auditor.source.text import decode, digest

__all__ = ["read"]

LARGEST_PAGE = 64 * 1024 * 1024
HEAD = 4096
BIG5 = re.compile(rb"charset\s*=\s*[\"']?\s*big5", re.IGNORECASE)
UTF8 = re.compile(rb"charset\s*=\s*[\"']?\s*utf-?8", re.IGNORECASE)
REPLACED = "\ufffd"
MOST_REPLACED = 0.001
FEWEST_LINKS_OF_A_MENU = 3
# Where on the site a page stands (`您现在的位置：首页 > 政务公开 > 财政预决算`): the last step is no link, as a rule.
TRAIL = re.compile(r"(?:[^:：。]{0,8}位置\s*[:：]?\s*)?(?:网站)?首\s*页\s*[>＞›»→/|-][^。\n]{0,120}")


def read(data: bytes, path: str) -> Source:
    """The page with its paragraphs, list items, headings and tables as parts.

    Raises Unreadable for files that are empty, not text, or hold no text to see, and past the limits.
    """
    if not data:
        raise Unreadable(path, "文件是空的，没有可检查的内容。", "the file is empty: there is nothing to check.")
    if len(data) > LARGEST_PAGE:
        megabytes = LARGEST_PAGE // 1024 // 1024
        raise Unreadable(
            path,
            f"网页超过 {megabytes} MB 的上限，不予读取。",
            f"the web page is larger than the limit of {megabytes} MB; it is not read.",
        )
    page, note = _decoded(data, path)
    reader = PageReader(Budget(path))
    scan(page, reader)
    document = flatten(_without_menus(reader.close()))
    if not document.text.strip():
        raise Unreadable(
            path,
            "网页里没有文字，内容可能由脚本加载；请在浏览器中打开，另存为完整网页后再检查。",
            "the web page holds no text, perhaps because a script loads it; open it in a browser and save it whole.",
        )
    return Source(path, digest(data), document.text, "html", False, tuple(document.parts), note)


def _decoded(data: bytes, path: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The page as text, with a note where single characters could not be decoded.

    What the bytes are goes before what the page says of itself: pages called gb2312 are often UTF-8, and the reverse.
    """
    if BIG5.search(data, 0, HEAD):
        try:
            return data.decode("big5hkscs"), ()
        except UnicodeDecodeError:
            pass
    try:
        return decode(data, path), ()
    except Unreadable:
        page = data.decode("utf-8" if UTF8.search(data, 0, HEAD) else "gb18030", "replace")
        lost = page.count(REPLACED)
        if "\0" in page or lost > MOST_REPLACED * len(page):
            raise
    return page, (
        (
            f"网页有 {lost} 处字符编码损坏，以 {REPLACED} 代替。",
            f"{lost} characters of the page are damaged and shown as {REPLACED}.",
        ),
    )


def _without_menus(blocks: list[Block]) -> list[Block]:
    """The blocks without lists of links, three or more in a row with nothing else between them, and without trails."""
    kept: list[Block] = []
    run: list[Linked] = []
    for block in [*blocks, Prose("")]:
        if isinstance(block, Linked):
            run.append(block)
            continue
        if sum(one.links for one in run) < FEWEST_LINKS_OF_A_MENU:
            kept += run
        run = []
        if not (isinstance(block, Prose) and TRAIL.fullmatch(block.text)):
            kept.append(block)
    return kept[:-1]
