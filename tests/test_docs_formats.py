"""docs/formats.md and docs/formats.zh.md: their examples are what the program writes, and no format is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli import auditor as root
from auditor.report import FORMATS

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {"en": "formats.md", "zh": "formats.zh.md"}
EXAMPLE = re.compile(r"<!-- (?P<name>.+?) -->\n```\w+\n(?P<text>.*?)\n```\n", re.DOTALL)
LEFT_OUT = re.compile("^…$", re.MULTILINE)


def page(lang: str) -> str:
    return (DOCS / PAGES[lang]).read_text(encoding="utf-8")


def examples(lang: str) -> dict[str, str]:
    return {found["name"]: found["text"] for found in EXAMPLE.finditer(page(lang))}


@pytest.mark.parametrize("lang", PAGES)
def test_the_examples_are_what_is_written(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "cache"))
    shown = examples(lang)
    Path("goals.txt").write_text(shown.pop("goals.txt") + "\n", encoding="utf-8")
    assert {name.removeprefix("-f ") for name in shown} == {
        form for form, about in FORMATS.items() if not about.binary and form != "html"
    }
    for name, text in shown.items():
        result = CliRunner().invoke(root, ["check", "goals.txt", "--select", "V101", "--lang", lang, *name.split()])
        assert result.exit_code == 1
        written = result.stdout_bytes.decode("utf-8-sig").replace("\r\n", "\n")
        pieces = [piece.strip("\n") for piece in LEFT_OUT.split(text)]
        at = 0
        for piece in pieces:
            found = written.find(piece, at)
            assert found >= 0, f"{PAGES[lang]}: the example of {name} is not what is written"
            at = found + len(piece)
        assert len(pieces) > 1 or text == written.rstrip("\n")


@pytest.mark.parametrize("lang", PAGES)
def test_every_format_has_its_row_with_all_endings_and_its_section(lang: str) -> None:
    for form, about in FORMATS.items():
        (row,) = [line for line in page(lang).splitlines() if line.startswith(f"| [`{form}`](#{form}) |")]
        assert set(re.findall(r"`(\.[a-z.]+)`", row)) == set(about.endings)
        assert f"\n## {form}\n" in page(lang)


def test_both_pages_have_the_same_sections_examples_and_commands() -> None:
    first, second = (
        re.findall(r"^(?:## [a-z]+$|<!-- .*|.*auditor check [^#\n]*)", page(lang), re.MULTILINE) for lang in PAGES
    )
    assert first == second and len(first) > 15


def test_the_columns_on_the_pages_are_those_of_the_workbook() -> None:
    from auditor.report.columns import COLUMNS, NUMBER

    for lang, between in (("en", ", "), ("zh", "、")):
        titles = [column.title.in_(lang) for column in COLUMNS]
        row = next(line for line in page(lang).splitlines() if NUMBER.in_(lang) + between in line)
        assert between.join([NUMBER.in_(lang), *titles]) in re.sub(r" ?[（(][^）)]*[）)]", "", row)
