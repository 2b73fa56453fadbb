"""Input that no office sends: fixtures with their bytes altered, and documents of random structure and words."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from fixtures.render import LAYOUTS, Block, Text, describe, descriptions, faulty_descriptions
from fixtures.render import render as rendered
from fixtures.render.compose import compose
from fixtures.render.docx import docx
from fixtures.render.grid import Cell, Grid
from fixtures.render.html import html
from fixtures.render.pdf import LYING, UPRIGHT, pdf
from fixtures.render.tabs import in_order
from fixtures.render.xlsx import one_sheet, sheets

__all__ = ["inputs"]

OFFICE = Path(__file__).parent.parent / "fixtures" / "office"
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
WORDS = """
    项目名称 项目编码 主管部门 实施单位 预算数 其中：财政资金 年度资金总额 全年执行数 执行率 绩效目标 预期目标
    一级指标 二级指标 三级指标 指标值 实际完成值 分值 得分 产出指标 数量指标 质量指标 成本指标 效益指标 满意度指标
    总分 合计 其中 小计 占 较上年增加 下降 完成年初预算的 万元 元 % ％ ≥ ≤ ＝ ≧ 百分比 2024年2月30日 12月底前
    及时 显著 指标1： 目标2：完成 1,055.32 0 -5 ≥999百分比 1.2万元 ** 无 — “三公”经费 项目1： （一） 一、
    第二部分 附件2 单位：万元 公里·年
"""
PUT_IN = (
    b"\0", b"\xff\xfe", b"<", b"</w:tc>", b"<w:tbl>", b'<w:gridSpan w:val="99999"/>', b"<w:vMerge/>", b"&#x0;",
    b"&a;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"1e309", b"-", b"9" * 400, "≥".encode(), "％".encode(), "①".encode(),
    b"\t" * 50, b"\n" * 50, b" obj", b"/Form", b"stream\n", b"0 0 m 1e9 1e9 l S\n", b"|" * 80, b"<v>1e400</v>",
    b'<td colspan="1000" rowspan="65534">', b'r="XFD1048576"', b't="s"', b"_x0000_", "项目1：".encode(), b"100.00%",
)  # fmt: skip
WRITERS: dict[str, Callable[[list[Block]], bytes]] = {
    "a.docx": docx,
    "b.xlsx": one_sheet,
    "c.xlsx": sheets,
    "d.html": html,
    "e.txt": lambda blocks: in_order(blocks).encode("utf-8"),
    "f.md": lambda blocks: in_order(blocks).replace("\t", "|").encode("utf-8"),
    "g.pdf": lambda blocks: pdf(blocks, UPRIGHT),
    "h.pdf": lambda blocks: pdf(blocks, LYING),
}


# Altered fixtures


def fixtures() -> list[tuple[str, bytes]]:
    """Name and bytes of the fixtures: descriptions in every layout, and what was made by hand."""
    paths = [*descriptions()[:3], *faulty_descriptions()]
    made = [(f"{path.stem}-{layout}.{known.suffix}", rendered(describe(path), layout))
            for path in paths for layout, known in LAYOUTS.items()]  # fmt: skip
    return made + [(path.name, path.read_bytes()) for path in sorted(OFFICE.iterdir()) if path.suffix != ".md"]


def altered(name: str, data: bytes, chance: random.Random) -> bytes:
    """The fixture with some bytes changed: of the file, or of what is packed in it, and packed again."""
    if name.endswith((".docx", ".xlsx")) and chance.random() < 0.7:
        return _repacked(data, chance)
    if name.endswith(".pdf") and chance.random() < 0.7:
        return _restreamed(data, chance)
    return mutated(data, chance)


def archived(every: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    """A zip file of a few fixtures, some altered, itself altered; among its names are such as lead out of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as made:
        for number in range(chance.randint(1, 3)):
            name, data = chance.choice(every)
            folder = chance.choice(("", "", "财政局/", "../../", "/tmp/", "C:\\"))
            _put(made, f"{folder}{number}-{name}", altered(name, data, chance) if chance.random() < 0.5 else data)
    return mutated(out.getvalue(), chance)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with up to eight changes: overwritten, dropped, repeated, moved, put in, or cut off."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        if not out:
            break
        at, length = chance.randrange(len(out)), chance.choice((1, 1, 2, 16, 200))
        piece = bytes(out[at : at + length])
        change = chance.randrange(6)
        if change == 0:
            out[at : at + len(piece)] = chance.randbytes(len(piece))
        elif change == 1:
            del out[at : at + length]
        elif change == 2:
            out[at:at] = piece * chance.choice((1, 2, 50))
        elif change == 3:
            del out[at : at + length]
            to = chance.randrange(len(out) + 1)
            out[to:to] = piece
        elif change == 4:
            out[at:at] = chance.choice(PUT_IN)
        elif chance.random() < 0.2:
            del out[at:]
    return bytes(out)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """A package with one of its parts altered."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given_, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        names = given_.namelist()
        chosen = chance.choice(names + [name for name in names if "document" in name or "sheet" in name] * 3)
        for name in names:
            content = given_.read(name)
            _put(made, name, mutated(content, chance) if name == chosen else content)
    return out.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Packs a file under a fixed date, so that a seed gives the same bytes at any time."""
    archive.writestr(zipfile.ZipInfo(name), content, archive.compression)


def _restreamed(data: bytes, chance: random.Random) -> bytes:
    """A PDF with the content of one of its streams altered; its length is left wrong at times."""
    streams = list(STREAM.finditer(data))
    if not streams:
        return mutated(data, chance)
    stream = chance.choice(streams)
    try:
        content = zlib.decompress(stream[1])
    except zlib.error:
        return mutated(data, chance)
    packed = zlib.compress(mutated(content, chance))
    return data[: stream.start(1)] + packed + data[stream.end(1) :]


# Random documents


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A table of up to seven columns and rows whose cells are merged at random; each row begins with one of its own."""
    width, height = draw(st.integers(1, 7)), draw(st.integers(1, 7))
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            across = draw(st.integers(1, min(3, width - column)))
            down = draw(st.integers(1, min(3, height - row))) if column else 1
            covered = {(row + y, column + x) for y in range(down) for x in range(across)}
            if covered & taken:
                across, down, covered = 1, 1, {(row, column)}
            taken |= covered
            cells.append(Cell(draw(texts), row, column, across, down))
    return Grid(tuple(cells), (5,) * width)


# Characters that XML can hold: the writers are not what is tested.
letters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
words = st.sampled_from(WORDS.split()) | st.text(letters, max_size=5) | st.integers(-9, 99999).map(str)
texts = st.lists(words | st.just("\n"), max_size=6).map("".join)
prose = st.builds(Text, st.lists(words, max_size=20).map("".join), st.booleans())


@st.composite
def edited(draw: st.DrawFn) -> list[Block]:
    """A few blocks of a fixture in any order, some of their cells with other words in them."""
    blocks: list[Block] = []
    for block in draw(st.lists(st.sampled_from(every_block()), min_size=1, max_size=6)):
        if isinstance(block, Grid):
            changes = draw(st.dictionaries(st.integers(0, len(block.cells) - 1), texts, max_size=6))
            cells = [replace(cell, text=changes.get(at, cell.text)) for at, cell in enumerate(block.cells)]
            blocks.append(replace(block, cells=tuple(cells)))
        else:
            blocks.append(Text(draw(texts), block.heading) if draw(st.booleans()) else block)
    return blocks


@cache
def every_block() -> list[Block]:
    """The blocks of all descriptions in two forms."""
    paths = [*descriptions(), *faulty_descriptions()]
    styles = [LAYOUTS[name].style for name in ("tabs", "placeholders-free")]
    return [block for path in paths for style in styles for block in compose(describe(path), style)]


documents = st.lists(prose | grids(), min_size=1, max_size=8) | edited()


def inputs(count: int, start: int) -> Iterator[tuple[str, bytes]]:
    """As many inputs, by name: altered fixtures, every twentieth an archive of them, and random documents in turn."""
    made = random_documents(count // 2, start)
    every = fixtures()
    chance = random.Random(start)
    for number in range(count):
        if number % 2:
            yield next(made)
        elif number % 20 == 0:
            yield "i.zip", archived(every, chance)
        else:
            name, data = chance.choice(every)
            yield name, altered(name, data, chance)


def random_documents(count: int, start: int) -> Iterator[tuple[str, bytes]]:
    """As many documents of random structure, in one format after the other."""
    found: list[list[Block]] = []
    batch = min(500, count)

    def fill(number: int) -> None:
        @seed(start + number)
        @settings(max_examples=batch, database=None, deadline=None, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(documents)
        def collect(blocks: list[Block]) -> None:
            found.append(blocks)

        collect()

    for number in range(count):
        if not found:
            fill(number)
        name = list(WRITERS)[number % len(WRITERS)]
        yield name, WRITERS[name](found.pop())
