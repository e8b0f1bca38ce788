"""Pages are made one after another, but none waits long for one that takes long."""

from __future__ import annotations

import threading

import pytest

from routes.pages import turns
from routes.pages.turns import turn

PLENTY_S = 20


def made_beside(holding: threading.Event) -> threading.Thread:
    """A thread that makes a page of its own and says so."""

    def make() -> None:
        with turn():
            holding.set()

    thread = threading.Thread(target=make)
    thread.start()
    return thread


def test_a_page_waits_for_the_one_being_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_S", PLENTY_S)
    begun = threading.Event()
    with turn():
        other = made_beside(begun)
        assert not begun.wait(0.05)
    assert begun.wait(PLENTY_S)
    other.join()


def test_a_page_that_takes_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE_S", 0.01)
    begun = threading.Event()
    with turn():
        other = made_beside(begun)
        assert begun.wait(PLENTY_S)
        other.join()
        # The turn is still the first page's: the one that went ahead gave back nothing that it did not have.
        assert not turns._turn.acquire(blocking=False)
    assert not turns._turn.locked()


def test_a_page_that_fails_gives_its_turn_back() -> None:
    with pytest.raises(ZeroDivisionError), turn():
        _ = 1 / 0
    assert not turns._turn.locked()
