"""The garbage collector rests while a document is worked on, and goes on as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from auditor import undisturbed as module
from auditor.undisturbed import undisturbed


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    enabled = gc.isenabled()
    yield
    (gc.enable if enabled else gc.disable)()


def test_it_rests_and_goes_on() -> None:
    gc.enable()
    with undisturbed(10):
        assert not gc.isenabled()
        with undisturbed(10):
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_failure() -> None:
    gc.enable()
    with pytest.raises(ValueError, match="no"), undisturbed(10):
        raise ValueError("no")
    assert gc.isenabled()


def test_long_documents_do_not_wait() -> None:
    gc.enable()
    with undisturbed(module.LONGEST + 1):
        assert gc.isenabled()


def test_what_was_off_stays_off() -> None:
    gc.disable()
    with undisturbed(10):
        assert not gc.isenabled()
    assert not gc.isenabled()
