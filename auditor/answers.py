"""Answers to a check that was made before and of which nothing has changed since.

They are given before anything else is imported, so this module imports next to nothing. What decides an answer: the
words of the command, the directory it is given in, the language, the documents, the configuration and the accepted
findings around them, the program, the rules and the installed packages. Only checks of files, without anything to tell
on the standard error, are kept; everything unusual takes the ordinary way.
"""

from __future__ import annotations

import hashlib
import os
import sys

from auditor import __version__
from auditor.cache import installed, keep, kept, shrink, stamp
from auditor.upwards import found_above

# What these bring takes longer to import than all else here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Depends", "Question", "answered", "encoded", "plain_check", "question_of", "remember", "write"]

FOLDER = "answers"
GOVERNING = ("auditor.toml", "pyproject.toml", "auditor-baseline.jsonl")
# The options of a plain check: those without a value, those with one, and of these those that name a file.
FLAGS = ("-q", "--quiet", "-v", "--verbose", "--exit-zero", "--no-config", "--since-baseline")
FILES = ("--config", "--baseline")
VALUED = (*FILES, "-f", "--format", "--lang", "--fail-on", "--select", "--ignore", "--profile", "--today")
# A check as it was asked for: the name its answer is kept under, and a digest of what decides the answer.
Question = tuple[str, bytes]
# The documents that a plain check names, and its options with their values in the order given; a flag's is empty.
Plain = tuple[list[str], list[tuple[str, str]]]
# What an answer depends on besides its question: the directories of rules of each library that was used, further files
# by their content, and files by being there.
Depends = tuple[tuple[tuple[str, ...], ...], tuple[str, ...], tuple[str, ...]]
HERE = os.path.dirname(os.path.abspath(__file__))


def question_of(arguments: Sequence[str]) -> Question | None:
    """The question that the arguments of the process ask, or None where it is not a plain check of files."""
    plain = plain_check(arguments)
    if plain is None or os.environ.get("AUDITOR_DEBUG"):
        return None
    try:
        around = __version__, os.getcwd(), os.environ.get("AUDITOR_LANG")
    except OSError:
        return None
    documents, options = plain
    files = [*documents, *(value for option, value in options if option in FILES)]
    asked = repr((*around, *arguments)).encode("utf-8", "backslashreplace")
    governing = dict.fromkeys(path for file in files for path in found_above(file, GOVERNING))
    # An answer of another state of the program may even have another shape.
    digest = hashlib.sha256(asked + stamp((HERE,)))
    for path in (*files, *governing):
        content = _content(path)
        if content is None:
            return None
        digest.update(path.encode("utf-8", "surrogateescape") + b"\0" + content)
    return f"{FOLDER}/{hashlib.sha256(asked).hexdigest()[:32]}", digest.digest()


def plain_check(arguments: Sequence[str]) -> Plain | None:
    """What the arguments of the process say, or None where they are more than a plain check of files."""
    documents: list[str] = []
    options: list[tuple[str, str]] = []
    rest = iter(arguments[1:] if arguments[:1] == ["check"] else arguments)
    for word in rest:
        option, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if option in VALUED:
            options.append((option, value if equals else next(rest, "")))
        elif word in FLAGS:
            options.append((word, ""))
        elif word.startswith("-"):
            return None
        else:
            documents.append(word)
    return (documents, options) if documents else None


def _content(path: str) -> bytes | None:
    """A digest of a file; None for what is no file."""
    if not os.path.isfile(path):
        return None
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).digest()
    except OSError:
        return None


def answered(question: Question) -> int | None:
    """Writes the answer to the standard output and returns the exit status; None where it is not known."""
    if sys.stdout is None or sys.stdout.isatty():
        return None
    known = kept(*question)
    if known is None:
        return None
    depends, written, surroundings, output, status = known
    groups, files, there = depends
    program = stamp((HERE,))
    if written != b"".join(program + stamp(group) + installed() for group in groups):
        return None
    if surroundings != _surroundings(files, there):
        return None
    write(output)
    return int(status)


def write(output: bytes) -> None:
    """Writes to the standard output."""
    try:
        sys.stdout.buffer.write(output)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; keep the interpreter from complaining when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def encoded(result: str | bytes) -> bytes:
    """UTF-8; the half characters of undecodable file names are written as escapes, which JSON reads back."""
    return result if isinstance(result, bytes) else result.encode("utf-8", "backslashreplace")


def remember(question: Question, output: bytes, status: int, depends: Depends, written: bytes) -> None:
    """Keeps an answer and what it depends on. `written` is what the stamps of program and rules were."""
    _, files, there = depends
    keep(*question, (depends, written, _surroundings(files, there), output, status))
    shrink(FOLDER)


def _surroundings(files: Sequence[str], there: Sequence[str]) -> bytes:
    """A digest of the content of files, and of whether others are there."""
    contents = [_content(path) or b"absent" for path in files]
    return hashlib.sha256(b"".join(contents) + bytes(map(os.path.exists, there))).digest()
