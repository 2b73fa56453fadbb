"""What the commands that read documents have in common: their arguments, and telling what could not be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from auditor.checking import Checked
from auditor.cli.output import refuse_bad_output
from auditor.cli.speech import argument, option
from auditor.collect import find
from auditor.finding import Report
from auditor.report.words import problems
from auditor.source import Unreadable
from auditor.wording import Text

__all__ = ["document_arguments", "found_documents", "tell", "tell_left", "tell_rest"]

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def document_arguments(command: Decorated) -> Decorated:
    """Adds the paths and `--output`."""
    output = option("-o", "--output", metavar="FILE",
                    zh="写入文件，不在屏幕显示", en="write to a file instead of the screen")  # fmt: skip
    paths = argument("paths", metavar="PATH", nargs=-1, required=True,
                     zh="文件、目录或 zip 压缩包；- 为标准输入",
                     en="files, directories and zip archives; - is the standard input")  # fmt: skip
    return paths(output(command))


def found_documents(paths: Iterable[str], output: str | None) -> list[str | Unreadable]:
    """The documents that the paths lead to; raises Usage where the output cannot be, or would overwrite one."""
    found = list(find(paths))
    refuse_bad_output(output, (path for path in found if not isinstance(path, Unreadable)))
    return found


def tell(report: Report, output: str | None, result: str, lang: str) -> None:
    """Prints on the standard error what could not be done, and what was written where."""
    for problem in problems(report, lang):
        click.echo(f"auditor: {problem}", err=True)
    if output is not None and output != "-":
        click.echo(Text(f"已写入 {output}：{result}", f"written to {output}: {result}").in_(lang), err=True)


def tell_rest(checked: Checked, lang: str) -> None:
    """Prints on the standard error what became of accepted findings, and that the run was interrupted."""
    for standing in checked.standings:
        for remark in standing.remarks():
            click.echo(f"auditor: {remark.in_(lang)}", err=True)
    tell_left(len(checked.report.documents), checked.left, lang)


def tell_left(done: int, left: int, lang: str) -> None:
    """Prints on the standard error that a run was interrupted, where documents are left."""
    if left:
        words = Text(f"已中断：检查了 {done} 个文件，还有 {left} 个没有检查",
                     f"interrupted: files checked: {done}, not checked: {left}")  # fmt: skip
        click.echo(f"auditor: {words.in_(lang)}", err=True)
