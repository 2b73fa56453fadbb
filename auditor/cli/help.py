"""Help pages in Chinese and English, set by display width."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import click

from auditor.report.width import columns, pad, wrap
from auditor.wording import Text

__all__ = ["help_page", "metavar"]

WIDEST = 100
WIDEST_NAME = 30
HEADINGS = {
    "usage": Text("用法：", "usage: "),
    "options": Text("选项：", "Options:"),
    "arguments": Text("参数：", "Arguments:"),
    "commands": Text("命令：", "Commands:"),
    "default": Text("（默认 {}）", " (default: {})"),
    "repeatable": Text("（可重复）", " (repeatable)"),
}
SHOW_HELP = Text("显示本说明", "show this page")


def help_page(ctx: click.Context, lang: str) -> str:
    """The help page of the context's command: usage, what it does, arguments, options, commands, closing words."""
    command: Any = ctx.command
    width = min(shutil.get_terminal_size().columns, WIDEST)
    params = command.get_params(ctx)
    arguments = [(metavar(param), _about(param, lang)) for param in params if param.param_type_name == "argument"]
    options = [(_names(param), _about(param, lang)) for param in params if param.param_type_name == "option"]
    pieces = [[_usage(ctx, lang)], _paragraphs(command.about, lang, width)]
    pieces.append(_section("arguments", arguments, lang, width))
    pieces.append(_section("options", options, lang, width))
    if isinstance(command, click.Group):
        pieces.append(_section("commands", _commands(ctx, command, lang), lang, width))
    if command.closing:
        pieces.append(_paragraphs(command.closing, lang, width))
    return "\n\n".join("\n".join(piece) for piece in pieces if piece)


def metavar(param: Any) -> str:
    """How a parameter's value is written in usage lines: `[text|json]`, `FILE`, `PATH…`."""
    if isinstance(param.type, click.Choice):
        return f"[{'|'.join(param.type.choices)}]"
    return str(param.metavar or param.name.upper()) + ("…" if param.nargs == -1 else "")


def _usage(ctx: click.Context, lang: str) -> str:
    arguments = [metavar(param) for param in ctx.command.params if param.param_type_name == "argument"]
    if isinstance(ctx.command, click.Group):
        arguments.append(Text("命令 …", "COMMAND …").in_(lang))
    options = Text("[选项]", "[options]").in_(lang)
    return HEADINGS["usage"].in_(lang) + " ".join((ctx.command_path, options, *arguments))


def _paragraphs(text: Text, lang: str, width: int) -> list[str]:
    return [line for paragraph in text.in_(lang).split("\n") for line in wrap(paragraph, width)]


def _commands(ctx: click.Context, group: click.Group, lang: str) -> list[tuple[str, str]]:
    """Every command of a group with the first line of its help."""
    out = []
    for name in group.list_commands(ctx):
        command: Any = group.get_command(ctx, name)
        out.append((name, command.about.in_(lang).partition("\n")[0]))
    return out


def _names(param: Any) -> str:
    names = ", ".join(sorted((*param.opts, *param.secondary_opts), key=len))
    return names if param.is_flag else f"{names} {metavar(param)}"


def _about(param: Any, lang: str) -> str:
    words: str = getattr(param, "about", SHOW_HELP).in_(lang)
    if isinstance(param.type, click.Choice) and param.default in param.type.choices:
        words += HEADINGS["default"].in_(lang).format(param.default)
    if getattr(param, "multiple", False):
        words += HEADINGS["repeatable"].in_(lang)
    return words


def _section(heading: str, rows: list[tuple[str, str]], lang: str, width: int) -> list[str]:
    """A heading and its rows in two columns; nothing without rows."""
    if not rows:
        return []
    left = min(max(columns(name) for name, _ in rows), WIDEST_NAME)
    return [HEADINGS[heading].in_(lang), *(line for row in rows for line in _row(row, left, width))]


def _row(row: tuple[str, str], left: int, width: int) -> Iterator[str]:
    """A name and what it means beside it, or below it where the name is long."""
    name, words = row
    about = wrap(words, max(width - left - 4, 20))
    if columns(name) > left:
        yield f"  {name}"
        name = ""
    for number, line in enumerate(about):
        yield f"  {pad(name if number == 0 else '', left)}  {line}".rstrip()
