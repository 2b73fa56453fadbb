"""Groups of commands that are imported when they are called, and the root that runs them."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping
from typing import Any

import click

from auditor.answers import Question
from auditor.cli.help import help_page
from auditor.cli.speech import Asked, Usage, language, nearest, usage_message, with_context
from auditor.failure import debugging, internal_error
from auditor.wording import INTERRUPTED, Text, asked_language, language_in

__all__ = ["Group", "Root"]

INCOMPLETE = 2


class Group(click.Group):
    """A group whose commands stand in a table `name -> module:attribute` and are imported at need."""

    def __init__(self, name: str | None, *, about: Text, table: Mapping[str, str], closing: Text | None = None,
                 **settings: Any) -> None:  # fmt: skip
        super().__init__(name, context_settings={"help_option_names": ["-h", "--help"]}, **settings)
        self.about = about
        self.closing = closing
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now; None where there is none."""
        if cmd_name not in self.table:
            return None
        module, _, attribute = self.table[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def get_help(self, ctx: click.Context) -> str:
        """The help page in the language of the context."""
        return help_page(ctx, language(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments after the group's own options; without any, the help page on the standard error."""
        if not args and not ctx.resilient_parsing:
            click.echo(self.get_help(ctx), err=True)
            ctx.exit(INCOMPLETE)
        return with_context(super().parse_args, ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; Usage where there is none."""
        if args[0] not in self.table and not ctx.resilient_parsing:
            raise self.no_command(args[0], ctx)
        return super().resolve_command(ctx, args)

    def no_command(self, word: str, ctx: click.Context) -> Usage:
        """What to raise for a word that is no command."""
        close = nearest(word, self.table)
        return Usage(f"没有命令 {word}{close.zh and '；' + close.zh}",
                     f"no command {word}{close.en and '; ' + close.en}", ctx)  # fmt: skip


class Root(Group):
    """The tool itself: chooses the language, adds the default command, turns every failure into status 2."""

    default = "check"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, `check` put in where no command is named; Usage for what looks like a misspelt command."""
        at = 0
        while at < len(args) and args[at].startswith("--lang"):
            at += 1 if "=" in args[at] else 2
        word = args[at] if at < len(args) else None
        if word is None or word in (*self.table, "-h", "--help", "--version"):
            return super().parse_args(ctx, args)
        if word.isalpha() and nearest(word, self.table).en and not os.path.exists(word):
            raise self.no_command(word, ctx)
        return super().parse_args(ctx, [*args[:at], self.default, *args[at:]])

    def main(self, args: Any = None, prog_name: Any = None, complete_var: Any = None, standalone_mode: bool = True,
             question: Question | None = None, **settings: Any) -> Any:  # fmt: skip
        """Runs the command line `args` (those of the process by default) and exits with its status.

        `question` is what a plain check asks, so that its answer may be kept.
        """
        asked = Asked(asked_language(language_in(sys.argv[1:] if args is None else list(args))), question)
        try:
            status = super().main(args, "auditor", complete_var, standalone_mode=False, obj=asked, **settings)
        except click.UsageError as error:
            status = fail(usage_message(error, asked.language))
        except click.Abort:
            status = fail("auditor: " + INTERRUPTED.in_(asked.language))
        except Exception as error:
            if debugging():
                raise
            status = fail("auditor: " + internal_error(error).in_(asked.language))
        sys.exit(status or 0)


def fail(message: str) -> int:
    """Prints the message on the standard error; returns the status of work that was not done."""
    click.echo(message, err=True)
    return INCOMPLETE
