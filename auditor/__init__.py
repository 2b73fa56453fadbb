"""auditor: finds what is inconsistent in Chinese budget-performance documents.

`read` gives the records of a document, `check` the report on documents, `load_rules` the rules. Importing the
package imports nothing heavy.
"""

# As typing.TYPE_CHECKING, whose module would cost `--version` a third of its time.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.finding import Report
    from auditor.records import Document
    from auditor.rule import Rule

__all__ = ["__version__", "check", "load_rules", "read"]

__version__ = "0.1.0"


def read(path: str) -> "Document":
    """The records of the document at `path`. Raises `auditor.source.Unreadable` where it cannot be read."""
    from auditor.records import read_document
    from auditor.source import read_path

    return read_document(read_path(path))


def load_rules(directories: "Sequence[str]" = (), *, trust_python: bool = False) -> "tuple[Rule, ...]":
    """The built-in rules, those of installed packages, and those of the directories.

    Raises `auditor.rule.LibraryError` for a rule that cannot be loaded.
    """
    from auditor.library import load

    return load(tuple(directories), trust_python=trust_python).choose((), ())


def check(documents: "Sequence[Document]", rules: "Sequence[Rule] | None" = None) -> "Report":
    """The report on the documents by the rules given, or by all built-in ones."""
    from auditor.engine import judge

    return judge(documents, load_rules() if rules is None else rules)
