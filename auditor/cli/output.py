"""Where results go: the standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import click

from auditor.answers import encoded
from auditor.cli.speech import Usage

__all__ = ["Output", "emit", "outputs_of", "refuse_bad_output", "wants_colour"]

Endings = Mapping[str, Sequence[str]]
"""The endings of file names that stand for each format; of formats that share one, it stands for the first."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where a result goes, None being the standard output, and in which format."""

    path: str | None
    form: str


def outputs_of(
    paths: Sequence[str], form: str | None, endings: Endings, usual: str, binary: Container[str] = ()
) -> list[Output]:
    """The outputs that are asked for, the standard output where none is; raises Usage where that is not clear.

    The ending of a file's name gives its format. `form`, if given, is the format of a single output whatever its name;
    of several it is that of those whose ending leaves it open: it stands for this format among others, or for none.
    """
    named: list[str | None] = [None if path == "-" else path for path in paths] or [None]
    _refuse_twice(named)
    outputs = [Output(path, _form_of(path, form, len(named) == 1, endings, usual)) for path in named]
    if form is not None and form not in [output.form for output in outputs]:
        raise Usage(f"-f {form} 用不上：有几个 -o 时，格式由文件名的结尾决定。",
                    f"-f {form} is of no use here: of several -o the endings tell the formats.")  # fmt: skip
    for output in outputs:
        if output.path is None and output.form in binary and sys.stdout.isatty():
            name = "findings" + endings[output.form][0]
            raise Usage(f"{output.form} 不能在屏幕显示，请写入文件，如 -o {name}。",
                        f"{output.form} is not for a screen; write it to a file, such as -o {name}.")  # fmt: skip
    return outputs


def _refuse_twice(paths: Sequence[str | None]) -> None:
    """Raises Usage where two outputs are the same file."""
    targets = [path and os.path.normcase(os.path.realpath(path)) for path in paths]
    for number, path in enumerate(paths):
        if targets[number] in targets[:number]:
            twice = path or "-"
            raise Usage(f"输出 {twice} 写了两次。", f"the output {twice} is given twice.")


def _form_of(path: str | None, form: str | None, single: bool, endings: Endings, usual: str) -> str:
    """The format of an output; raises Usage where nothing tells it."""
    fitting = _by_ending(path or "", endings)
    if form is not None and (single or not fitting or form in fitting):
        return form
    if fitting:
        return fitting[0]
    if path is None or _is_no_file(path):
        return usual
    known = " ".join(dict.fromkeys(ending for several in endings.values() for ending in several))
    raise Usage(f"从文件名 {path} 看不出格式：结尾应为 {known} 之一，或用 -f 指明。",
                f"the name {path} does not tell the format: end it in one of {known}, or give -f.")  # fmt: skip


def _by_ending(path: str, endings: Endings) -> list[str]:
    """The formats that the longest known ending of the name stands for, in the order of the table."""
    name = path.lower()
    known = [ending for several in endings.values() for ending in several if name.endswith(ending)]
    longest = max(known, key=len, default="")
    return [form for form, several in endings.items() if longest in several]


def _is_no_file(path: str) -> bool:
    """Whether something else than a file is there: a device or a pipe, whose name needs no ending, or a directory."""
    return os.path.exists(path) and not os.path.isfile(path)


def refuse_bad_output(output: str | None, inputs: Iterable[str]) -> None:
    """Raises Usage where the output is a directory, stands in no directory, or would overwrite an input."""
    if output is None or output == "-":
        return
    folder = os.path.dirname(output) or "."
    if os.path.isdir(output):
        raise Usage(f"输出 {output} 是一个目录，请写文件名。", f"the output {output} is a directory; name a file.")
    if not os.path.isdir(folder):
        raise Usage(f"输出 {output} 所在的目录不存在。", f"there is no directory for the output {output}.")
    if not os.access(output if os.path.exists(output) else folder, os.W_OK):
        raise _not_writable(output, "")
    target = os.path.realpath(output)
    if any(os.path.realpath(path) == target for path in inputs):
        raise Usage(f"输出 {output} 同时是要检查的文件，不予覆盖；如是以前的报告，请移走，写到别的目录。",
                    f"the output {output} is one of the files to check and is not overwritten; if it is an earlier "
                    "report, move it away and write to another directory.")  # fmt: skip


def _not_writable(output: str, reason: str) -> Usage:
    return Usage(f"输出 {output} 无法写入{reason and '：' + reason}。",
                 f"the output {output} cannot be written{reason and ': ' + reason}.")  # fmt: skip


def emit(result: str | bytes, output: str | None) -> None:
    """Writes the result to the file, or to the standard output: text on a terminal, else bytes of UTF-8."""
    if output is None or output == "-":
        _print(result)
        return
    data = encoded(result)
    try:
        _replace(os.path.realpath(output), data)
    except OSError as error:
        raise _not_writable(output, error.strerror or "") from error


def _print(result: str | bytes) -> None:
    try:
        on_terminal = isinstance(result, str) and sys.stdout.isatty()
        click.echo(result if on_terminal else encoded(result), nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; keep the interpreter from complaining when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _replace(path: str, data: bytes) -> None:
    """Puts the data in the place of the file in one step; devices and pipes are written to as they are."""
    if _is_no_file(path):
        with open(path, "wb") as device:
            device.write(data)
        return
    beside = f"{path}.{os.getpid()}.tmp"
    try:
        with open(beside, "xb") as file:
            file.write(data)
        os.replace(beside, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside)


def wants_colour(choice: str, output: str | None) -> bool:
    """Whether to colour: as chosen, else on a terminal that knows colours unless NO_COLOR is set."""
    if choice != "auto":
        return choice == "always"
    plain = output is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and sys.stdout.isatty()
