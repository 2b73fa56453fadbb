"""What reading a PDF leaves out or guesses, and why one cannot be read, in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from auditor.source.model import Unreadable
from auditor.source.pdf_page import Page

__all__ = ["Seen", "notes_of", "too_many", "without_text"]

# This share of characters without a known meaning is worth a note.
UNMAPPED = 0.02


@dataclass(slots=True)
class Seen:
    """What was met on the pages; lists hold page numbers, `dropped` counts the lines of running heads and feet."""

    characters: int = 0
    pictures: int = 0
    pictures_only: list[int] = field(default_factory=list)
    unmapped: list[int] = field(default_factory=list)
    guessed: list[int] = field(default_factory=list)
    joints: list[int] = field(default_factory=list)
    dropped: int = 0

    def page(self, page: Page, guessed: bool) -> None:
        """Counts a page; `guessed` tells that it has a table without rules."""
        self.characters += page.characters
        self.pictures += page.pictures
        if page.pictures and not page.runs:
            self.pictures_only.append(page.number)
        if page.unmapped > UNMAPPED * max(1, page.characters):
            self.unmapped.append(page.number)
        if guessed:
            self.guessed.append(page.number)


# field of Seen -> the sentence about it, `{}` where its pages or its number stand
SENTENCES = {
    "pictures_only": (
        "第 {} 页只有图像，没有文字层，未能读取。",
        "Page {} holds pictures without a text layer and was not read.",
    ),
    "unmapped": (
        "第 {} 页的字体未说明部分字符是什么字，读出的文字可能有缺漏。",
        "Page {}: fonts do not say which characters they print; some may be missing.",
    ),
    "guessed": (
        "第 {} 页有没有框线的表格，按文字对齐的位置读取，请核对。",
        "Page {}: a table without rules was read by how its text is aligned; compare it with the page.",
    ),
    "joints": (
        "第 {} 页页首的表格按上页表格的续表读取。",
        "Page {}: the table at the top was read as the rest of the one before.",
    ),
    "dropped": (
        "页眉、页脚和页码共 {} 行未作为正文读取。",
        "{} lines of running heads, feet and page numbers were left out.",
    ),
}


def notes_of(seen: Seen) -> tuple[tuple[str, str], ...]:
    """The sentences about what was met, in both languages."""
    notes = []
    for name, (zh, en) in SENTENCES.items():
        found: list[int] | int = getattr(seen, name)
        if found:
            where = str(found) if isinstance(found, int) else _ranges(found)
            notes.append((zh.format(where), en.format(where.replace("、", ", "))))
    return tuple(notes)


def _ranges(numbers: Iterable[int]) -> str:
    """Numbers as ranges: `2–4、9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return "、".join("–".join(map(str, run)) for run in runs)


def too_many(path: str, limit: int, zh: str, en: str) -> Unreadable:
    """The refusal of a file with more cells or characters than are read."""
    return Unreadable(
        path,
        f"文件中有超过 {limit} {zh}，超出上限，不予读取；请拆分后再检查。",
        f"the file has more than {limit} {en}, which is the limit; it is not read. Split it and check the pieces.",
    )


def without_text(path: str, pictures: bool) -> Unreadable:
    """The refusal of a file from which no character can be read."""
    if not pictures:
        zh, en = "文件中没有文字，没有可检查的内容。", "the file holds no text: there is nothing to check."
        return Unreadable(path, zh, en)
    return Unreadable(
        path,
        "这是扫描件，只有图像，没有文字层，无法检查；"
        "请发送由 Word、WPS 或 Excel 直接导出的 PDF，或先做文字识别（OCR）。",
        "this is a scan: it has pictures but no text layer and cannot be checked; "
        "send the PDF exported from Word, WPS or Excel, or run text recognition (OCR) first.",
    )
