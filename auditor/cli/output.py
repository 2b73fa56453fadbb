"""Where results go: the standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable

import click

from auditor.answers import encoded
from auditor.cli.speech import Usage

__all__ = ["emit", "refuse_bad_output", "wants_colour"]


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
        raise Usage(f"输出 {output} 同时是要检查的文件，不予覆盖。",
                    f"the output {output} is one of the files to check and is not overwritten.")  # fmt: skip


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
    if os.path.exists(path) and not os.path.isfile(path):
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
