"""How far a run is, for a person at a terminal; nothing otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from auditor.wording import Text

__all__ = ["Advance", "bar", "silent"]

# Called after each document with its name and the number of findings so far.
Advance = Callable[[str, int], None]

WORDS = {
    "files": Text("检查文件", "files"),
    "findings": Text("问题 {count} 处", "findings: {count}"),
    "left": Text("剩余", "left"),
}


@contextmanager
def silent(total: int) -> Iterator[Advance]:
    """Tells nothing."""
    yield lambda name, findings: None


@contextmanager
def bar(total: int, lang: str) -> Iterator[Advance]:
    """A bar on the standard error: files done and in all, findings so far, the time left; it goes when all is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    def counted(findings: int) -> str:
        return WORDS["findings"].in_(lang).format(count=findings)

    columns = (
        TextColumn(WORDS["files"].in_(lang)),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[findings]}"),
        TextColumn(WORDS["left"].in_(lang)),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", style="dim", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, findings=counted(0), name="")
        yield lambda name, findings: progress.update(task, advance=1, findings=counted(findings), name=name)
