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
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Question", "answered", "question_of", "remember"]

FOLDER = "answers"
GOVERNING = ("auditor.toml", "pyproject.toml", "auditor-baseline.jsonl")
# The options of a plain check: those without a value, those with one, and those whose value is a file.
FLAGS = ("-q", "--quiet", "-v", "--verbose", "--exit-zero", "--no-config", "--since-baseline")
VALUED = ("-f", "--format", "--lang", "--fail-on", "--select", "--ignore", "--profile", "--today")
FILES = ("--config", "--baseline")
# A check as it was asked for: the name its answer is kept under, and a digest of what decides the answer.
Question = tuple[str, bytes]
HERE = os.path.dirname(os.path.abspath(__file__))


def question_of(arguments: Sequence[str]) -> Question | None:
    """The question that the arguments of the process ask, or None where it is not a plain check of files."""
    files = _files(arguments[1:] if arguments[:1] == ["check"] else arguments)
    if not files or os.environ.get("AUDITOR_DEBUG"):
        return None
    try:
        around = __version__, os.getcwd(), os.environ.get("AUDITOR_LANG")
    except OSError:
        return None
    asked = repr((*around, *arguments)).encode("utf-8", "backslashreplace")
    governing = dict.fromkeys(path for file in files for path in found_above(file, GOVERNING))
    digest = hashlib.sha256(asked)
    for path in (*files, *governing):
        content = _content(path)
        if content is None:
            return None
        digest.update(path.encode("utf-8", "surrogateescape") + b"\0" + content)
    return f"{FOLDER}/{hashlib.sha256(asked).hexdigest()[:32]}", digest.digest()


def _files(arguments: Sequence[str]) -> list[str]:
    """The documents and other files that a plain check names; nothing where it is none."""
    files: list[str] = []
    rest: Iterator[str] = iter(arguments)
    for word in rest:
        option, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if option in (*VALUED, *FILES):
            value = value if equals else next(rest, "")
            files += [value] if option in FILES else []
        elif word.startswith("-") and word not in FLAGS:
            return []
        elif not word.startswith("-"):
            files.append(word)
    return files


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
    directories, files, there, decided, output, status = known
    if decided != _decided(directories, files, there):
        return None
    try:
        sys.stdout.buffer.write(output)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; keep the interpreter from complaining when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return int(status)


def remember(
    question: Question,
    output: bytes,
    status: int,
    directories: Iterable[str],
    files: Iterable[str],
    there: Iterable[str],
) -> None:
    """Keeps an answer. It holds while the rules in the directories and the files stay as they are, and while of the
    files in `there` the same are there.
    """
    depends = tuple(directories), tuple(files), tuple(there)
    keep(*question, (*depends, _decided(*depends), output, status))
    shrink(FOLDER)


def _decided(directories: Sequence[str], files: Sequence[str], there: Sequence[str]) -> bytes:
    """A digest of what an answer depends on besides its question."""
    digest = hashlib.sha256(stamp((HERE, *directories)) + installed())
    for path in files:
        digest.update(_content(path) or b"absent")
    digest.update(bytes(os.path.exists(path) for path in there))
    return digest.digest()
