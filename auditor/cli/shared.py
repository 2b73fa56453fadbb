"""What the commands that read documents have in common: their arguments, and telling what could not be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from auditor.checking import Checked
from auditor.cli.output import Output, emit, refuse_bad_output
from auditor.cli.speech import argument
from auditor.collect import find, leads_to
from auditor.finding import Report
from auditor.report.words import problems
from auditor.source import Unreadable
from auditor.wording import Text

__all__ = ["deliver", "document_arguments", "found_documents", "tell", "tell_left", "tell_misplaced", "tell_rest"]

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def document_arguments(command: Decorated) -> Decorated:
    """Adds the paths."""
    add = argument("paths", metavar="PATH", nargs=-1, required=True,
                   zh="文件、目录或 zip 压缩包；- 为标准输入",
                   en="files, directories and zip archives; - is the standard input")  # fmt: skip
    return add(command)


def found_documents(paths: Iterable[str], outputs: Iterable[Output] = ()) -> list[str | Unreadable]:
    """The documents that the paths lead to; raises Usage where an output cannot be, or would overwrite one."""
    found = list(find(paths))
    for output in outputs:
        refuse_bad_output(output.path, (path for path in found if not isinstance(path, Unreadable)))
    return found


def deliver(rendered: Iterable[tuple[str | bytes, Output]], result: str, lang: str) -> None:
    """Writes every result to its output, and tells of each file once it is written."""
    for content, output in rendered:
        emit(content, output.path)
        _tell_written(output.path, result, lang)


def tell_misplaced(paths: Sequence[str], outputs: Iterable[Output], lang: str) -> None:
    """Prints on the standard error which outputs the next search of the paths would take for documents."""
    for output in outputs:
        if output.path is not None and leads_to(paths, output.path):
            words = Text(f"注意：{output.path} 在所检查的目录里，下次会被当作材料检查；请写到别的目录。",
                         f"note: {output.path} lies in a directory that was checked, and the next check will take it "
                         "for a document; write it elsewhere.")  # fmt: skip
            click.echo(f"auditor: {words.in_(lang)}", err=True)


def tell(report: Report, output: str | None, result: str, lang: str) -> None:
    """Prints on the standard error what could not be done, and what was written where."""
    for problem in problems(report, lang):
        click.echo(f"auditor: {problem}", err=True)
    _tell_written(output, result, lang)


def _tell_written(output: str | None, result: str, lang: str) -> None:
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
