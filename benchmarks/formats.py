"""Speed, memory and agreement of the readers beside the libraries in common use: `python -m benchmarks.formats`.

Everything is made and measured in one run on the same files; compare the ratios, not the milliseconds. The peers are
installed by the extra `benchmark`. What is ours is the whole check: reading, records, and every rule; how much of it is
reading is printed beside it.

  docx   a document of 20 tables, against python-docx reading the text of its cells
  xlsx   the same as a workbook, against openpyxl loading it
  pdf    the same printed by LibreOffice (or drawn by the fixtures where that is not installed), against pdfplumber's
         tables
  cells  of that PDF, of the same drawn upright and lying, of one edited by hand, and of those named as arguments:
         whether every cell that pdfplumber gives is a cell of ours, and which numbers with a decimal point only one has
  big    peak memory of `auditor check` for a PDF of 1,000 pages and a workbook of 200,000 rows, unless `--small`, and
         what it says of rows that it leaves out

Seconds are those of the processor, which other work on the machine disturbs less; of the big documents, by the clock.
"""

from __future__ import annotations

import argparse
import gc
import re
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from auditor import load_rules
from auditor.collect import judged
from auditor.records import read_document
from auditor.rule import Rule
from auditor.source import TablePart, read_bytes, read_path, rejoin
from auditor.source.office import find_soffice
from benchmarks.resetting import reset
from fixtures.render import LAYOUTS, Block, describe, descriptions
from fixtures.render.compose import compose
from fixtures.render.docx import docx
from fixtures.render.grid import Grid, grid
from fixtures.render.pdf import LYING, UPRIGHT, pdf
from fixtures.render.xlsx import one_sheet, sheets
from generator import Plan, files

TABLES = 20
ROUNDS = 15
ROWS = 200_000
# So many that their goal tables take a thousand pages.
DEPARTMENTS = 210
GOALS = {"docx": 0.5, "pdf": 0.15, "xlsx": 0.5}
MEGABYTES = {"pdf": 150, "xlsx": 250}
OFFICE = Path(__file__).parent.parent / "fixtures" / "office"
DECIMAL = re.compile(r"[0-9][0-9,]*\.[0-9]+")
# Starts a command from a process that is small itself: the peak of a child counts from what its parent takes.
LAUNCHER = (
    "import os, resource, sys\n"
    "status = os.spawnv(os.P_WAIT, sys.executable, [sys.executable, *sys.argv[1:]])\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
)


def document(tables: int) -> list[Block]:
    """The blocks of as many tables, from the descriptions of the fixtures over and over."""
    blocks: list[Block] = []
    every = [block for path in descriptions() for block in compose(describe(path), LAYOUTS["tabs"].style)]
    while tables:
        for block in every:
            tables -= isinstance(block, Grid)
            blocks.append(block)
            if not tables:
                break
    return blocks


def county(departments: int) -> list[Block]:
    """The goal tables that as many departments file for one year, eight projects each, one after the other."""
    made, _ = files(Plan(departments=departments, projects=8))
    texts = [text for path, text in made.items() if path.startswith("2024/") and path.endswith("/goals.txt")]
    return [block for text in texts for block in reset(read_document(read_bytes(text, "goals.txt")))]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, loaded once as in a run over many documents."""
    return load_rules()


def check(path: str) -> None:
    """The whole check of a document, as the command does it for every file."""
    judged(path, rules())


def walk_docx(path: str) -> None:
    """The text of every cell by python-docx."""
    import docx as python_docx

    for table in python_docx.Document(path).tables:
        for row in table.rows:
            for cell in row.cells:
                str(cell.text)


def load_xlsx(path: str) -> None:
    """The workbook in openpyxl."""
    import openpyxl

    openpyxl.load_workbook(path)


def tables_of_pdf(path: str) -> list[str]:
    """The text of every cell by pdfplumber."""
    import pdfplumber

    with pdfplumber.open(path) as pages:
        tables = [table for page in pages.pages for table in page.extract_tables()]
    return [rejoin(cell) for table in tables for row in table for cell in row if cell]


def medians(path: str, runs: Sequence[Callable[[str], object]], rounds: int) -> list[float]:
    """Seconds that each takes with the file: the median of as many rounds in turn, after one to warm up."""
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds + 1):
        for run, seconds in zip(runs, taken, strict=True):
            gc.collect()
            start = time.process_time()
            run(path)
            seconds.append(time.process_time() - start)
    return [statistics.median(seconds[1:]) for seconds in taken]


def compare(form: str, path: Path, peer: Callable[[str], object], count: int, what: str, rounds: int = ROUNDS) -> None:
    """Prints the ratio of our check to the peer, and how many pages or cells a second that is."""
    ours, reading, theirs = medians(str(path), (check, read_path, peer), rounds)
    print(f"{form}: check {ours * 1000:.0f} ms, of which reading {reading * 1000:.0f}; {peer.__name__} "
          f"{theirs * 1000:.0f} ms: {ours / theirs:.2f} ({verdict(ours / theirs, GOALS[form])}); "
          f"{what}/s: {count / ours:.0f} checked, {count / reading:.0f} read")  # fmt: skip


def verdict(value: float, goal: float) -> str:
    """Whether a figure is within its goal."""
    return f"goal {goal} {'reached' if value <= goal else 'missed'}"


def printed(folder: Path, blocks: Sequence[Block]) -> Path:
    """The document as PDF, by LibreOffice if there is one."""
    soffice, target = find_soffice(), folder / "document.pdf"
    if soffice is None:
        target.write_bytes(pdf(blocks, UPRIGHT))
        return target
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "document.docx")], check=True, capture_output=True, timeout=300)
    return target


def pieces(text: str) -> str:
    """A cell's text without blanks: where lines are broken is a matter of the library. Pdfplumber leaves out `·`."""
    return "".join(text.split()).replace("·", "")


def agreement(name: str, path: Path) -> None:
    """Prints how many of pdfplumber's cells are cells of ours, and how many of its decimal numbers are ours."""
    source = read_path(str(path))
    ours = Counter(
        pieces(source.text[cell.start : cell.end])
        for part in source.parts or ()
        if isinstance(part, TablePart)
        for cell in part.cells
    )
    whole = "\n".join(ours)
    theirs = Counter(map(pieces, tables_of_pdf(str(path))))
    theirs.pop("", None)
    # A cell cut by a page end is one cell of ours and two of theirs; a header repeated there is left out of ours.
    missing = [text for text in (theirs - ours).elements() if text not in whole]
    decimals, known = decimals_of(theirs), decimals_of(ours)
    print(f"cells of {name}: {theirs.total() - len(missing)} of {theirs.total()} as pdfplumber gives them; "
          f"decimal numbers {len(decimals & known)} of {len(decimals)}, {len(known - decimals)} only ours")  # fmt: skip
    for text in [*missing, *(decimals - known)][:10]:
        print(f"  not ours: {text}")


def decimals_of(cells: Counter[str]) -> set[str]:
    """The different numbers with a decimal point in cells; a cell cut by a page end may be given twice."""
    return {number for text in cells for number in DECIMAL.findall(text)}


def pages_of(path: Path) -> int:
    """How many pages a PDF has."""
    from pypdfium2 import PdfDocument

    return len(PdfDocument(str(path)))


def peak(path: Path) -> tuple[float, float, str]:
    """Peak memory in megabytes, seconds and complaints of a check of the document in a process of its own."""
    checking = ["-m", "auditor", "check", "-q", "--lang", "en", "--no-cache", "-o", "out.txt", str(path)]
    command = [sys.executable, "-c", LAUNCHER, *checking]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=path.parent)
    return int(done.stdout.split()[-1]) / 1024, time.perf_counter() - start, done.stderr.strip()


def big(form: str, path: Path, much: str) -> None:
    """Prints the peak memory and the time of a big document."""
    megabytes, seconds, complaint = peak(path)
    print(f"{form} of {much}: peak {megabytes:.0f} MB ({verdict(megabytes, MEGABYTES[form])}), {seconds:.1f} s")
    if complaint:
        print(f"  {complaint}")


def ledger(rows: int) -> Grid:
    """A list of payments of so many rows."""
    head = ["序号", "项目名称", "预算数", "执行数"]
    body = [[str(n), f"乡村道路养护{n % 900}", f"{n % 97}.50", f"{n % 89}.25"] for n in range(1, rows)]
    return grid([head, *body], [3, 10, 5, 5])


def main() -> None:
    """Measures everything and prints it."""
    parser = argparse.ArgumentParser(description="Compares the readers with the libraries in common use.")
    parser.add_argument("pdfs", nargs="*", type=Path, help="more PDFs whose cells are compared")
    parser.add_argument("--small", action="store_true", help="leave out the big documents")
    wishes = parser.parse_args()
    warnings.simplefilter("ignore")
    blocks = document(TABLES)
    cells = sum(len(block.cells) for block in blocks if isinstance(block, Grid))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = {suffix: folder / f"document.{suffix}" for suffix in ("docx", "xlsx")}
        made["docx"].write_bytes(docx(blocks))
        made["xlsx"].write_bytes(one_sheet(blocks))
        made["pdf"] = printed(folder, blocks)
        pages = pages_of(made["pdf"])
        print(f"{TABLES} tables, {cells} cells, {pages} pages")
        compare("docx", made["docx"], walk_docx, cells, "cells")
        compare("xlsx", made["xlsx"], load_xlsx, cells, "cells")
        compare("pdf", made["pdf"], tables_of_pdf, pages, "pages", 3)
        agreement("the printed document", made["pdf"])
        for way, paper in (("upright", UPRIGHT), ("lying", LYING)):
            drawn = folder / f"{way}.pdf"
            drawn.write_bytes(pdf(blocks, paper))
            agreement(f"the document drawn {way}", drawn)
        for path in (OFFICE / "rural-water.pdf", *wishes.pdfs):
            agreement(path.name, path)
        if wishes.small:
            return
        many = folder / "pages.pdf"
        many.write_bytes(pdf(county(DEPARTMENTS), UPRIGHT))
        big("pdf", many, f"{pages_of(many)} pages")
        long = folder / "rows.xlsx"
        forms = document(4)
        filled = sum(len({cell.row for cell in block.cells}) for block in forms if isinstance(block, Grid))
        long.write_bytes(sheets([*forms, ledger(ROWS - filled)]))
        big("xlsx", long, f"{ROWS} rows")


if __name__ == "__main__":
    main()
