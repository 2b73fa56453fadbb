"""Frozen classes without the guard: still compared and hashed by what they hold, still frozen to the type checker."""

from __future__ import annotations

from mypy import api

from auditor.frozen import dataclass
from auditor.source import Place


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    text: str


def test_they_compare_and_hash_by_their_fields() -> None:
    assert Place(1, 2, "A2") == Place(1, 2, "A2") != Place(1, 2, "A3")
    assert len({Place(1, 2, "A2"), Place(1, 2, "A2"), Place(1, 3, "A3")}) == 2


def test_those_that_are_not_compared_are_hashed_by_identity() -> None:
    one, other = Itself("a"), Itself("a")
    assert one != other
    assert len({one, one, other}) == 2


def test_the_type_checker_knows_them_frozen() -> None:
    code = "from auditor.source import Place\nPlace().row = 3\n"
    printed, _, status = api.run(["--config-file=", "-c", code])
    assert status == 1
    assert 'Property "row" defined in "Place" is read-only' in printed
