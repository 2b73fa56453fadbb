"""A plain check of a few files, made without the command line's machinery, whose import takes as long as a document.

It prints what `auditor check` would, or nothing at all: whatever is unusual or faulty is left to the ordinary way.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from auditor.answers import Question, encoded, plain_check, remember, write
from auditor.checking import check
from auditor.collect import find
from auditor.config.settings import Command, words
from auditor.finding import SEVERITIES
from auditor.parallel import WORTH_WORKERS, helped
from auditor.plans import Plans, Wishes
from auditor.report import FORMATS, render
from auditor.wording import LANGUAGES, asked_language

__all__ = ["checked_plainly"]

LONG = {"-f": "--format", "-q": "--quiet", "-v": "--verbose"}
DETAIL = {"--quiet": "brief", "--verbose": "full"}
# A format made from a template is left to the ordinary way, which looks for one.
UNTEMPLATED = tuple(name for name, form in FORMATS.items() if not form.templated)
CHOICES = {"--format": UNTEMPLATED, "--fail-on": (*SEVERITIES, "never"), "--lang": LANGUAGES}
REPEATABLE = ("--select", "--ignore")


def checked_plainly(arguments: Sequence[str], question: Question) -> int | None:
    """Checks, prints the report and keeps it as the answer to the question; returns the exit status.

    None, and nothing done, where the ordinary way has to be taken.
    """
    plain = plain_check(arguments)
    if plain is None or sys.stdout.isatty() or sys.stderr.isatty():
        return None
    documents, options = plain
    given = {LONG.get(option, option): value for option, value in options}
    if any(given[option] not in allowed for option, allowed in CHOICES.items() if option in given):
        return None
    try:
        found = list(find(documents))
        if len(found) > WORTH_WORKERS:
            return None
        plans = Plans(_wishes(options, given))
        with helped(found, plans):
            checked = check(found, plans)
        file = plans.file_of(documents[0])
        lang = asked_language(given.get("--lang")) or (file and file.values.get("lang")) or LANGUAGES[0]
        detail = next((DETAIL[option] for option in reversed(given) if option in DETAIL), "normal")
        output = encoded(render(checked.report, given.get("--format", "text"), lang, detail))
    except Exception:
        # The ordinary way meets it again, and tells what it is.
        return None
    status = 0 if "--exit-zero" in given and checked.status == 1 else checked.status
    write(output)
    if checked.silent:
        remember(question, output, status, *plans.dependencies())
        return status
    from auditor.cli.shared import tell, tell_rest

    tell(checked.report, None, "", lang)
    tell_rest(checked, lang)
    return status


def _wishes(options: Sequence[tuple[str, str]], given: dict[str, str]) -> Wishes:
    """What the options ask for."""
    many = {name: [value for option, value in options if option == name] for name in REPEATABLE}
    command = Command(
        select=tuple(words(many["--select"])),
        ignore=tuple(words(many["--ignore"])),
        profile=given.get("--profile"),
        fail_on=given.get("--fail-on"),
        baseline=given.get("--baseline"),
    )
    return Wishes(
        command,
        config=given.get("--config"),
        no_config="--no-config" in given,
        since_baseline="--since-baseline" in given,
        today=_day(given["--today"]) if "--today" in given else None,
    )


def _day(text: str) -> str:
    """A day as YYYY-MM-DD; raises ValueError for what is none."""
    from datetime import date

    return date.fromisoformat(text).isoformat()
