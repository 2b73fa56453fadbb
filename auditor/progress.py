"""How far a run is, for a person at a terminal; nothing otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from auditor.wording import Text

__all__ = ["Advance", "bar", "silent"]

# Called after each document with its name and the number of findings, or of what else is counted, so far.
Advance = Callable[[str, int], None]

WORDS = {
    "files": Text("检查文件", "files"),
    "findings": Text("问题 {count} 处", "findings: {count}"),
    "indicators": Text("指标 {count} 条", "indicators: {count}"),
    "left": Text("剩余", "left"),
}


@contextmanager
def silent(total: int) -> Iterator[Advance]:
    """Tells nothing."""
    yield lambda name, count: None


@contextmanager
def bar(total: int, lang: str, counted: str = "findings") -> Iterator[Advance]:
    """A bar on the standard error: files done and in all, how many findings so far or what else is counted, the time
    left; it goes when all is done.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    def words(count: int) -> str:
        return WORDS[counted].in_(lang).format(count=count)

    columns = (
        TextColumn(WORDS["files"].in_(lang)),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[count]}"),
        TextColumn(WORDS["left"].in_(lang)),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", style="dim", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, count=words(0), name="")
        yield lambda name, count: progress.update(task, advance=1, count=words(count), name=name)
