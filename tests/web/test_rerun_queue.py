"""Pages are made one after another, but none waits long for one that takes long."""

from __future__ import annotations

import threading

import pytest

from routes.web.dashboard import rerun_queue
from routes.web.dashboard.rerun_queue import one_rerun_at_a_time

PLENTY_S = 20


def made_beside(holding: threading.Event) -> threading.Thread:
    """A thread that makes a page of its own and says so."""

    def make() -> None:
        with one_rerun_at_a_time():
            holding.set()

    thread = threading.Thread(target=make)
    thread.start()
    return thread


def test_a_page_waits_for_the_one_being_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rerun_queue, "PATIENCE_S", PLENTY_S)
    begun = threading.Event()
    with one_rerun_at_a_time():
        other = made_beside(begun)
        assert not begun.wait(0.05)
    assert begun.wait(PLENTY_S)
    other.join()


def test_a_page_that_takes_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rerun_queue, "PATIENCE_S", 0.01)
    begun = threading.Event()
    with one_rerun_at_a_time():
        other = made_beside(begun)
        assert begun.wait(PLENTY_S)
        other.join()
        # The turn is still the first page's: the one that went ahead gave back nothing that it did not have.
        assert not rerun_queue._turn.acquire(blocking=False)
    assert not rerun_queue._turn.locked()


def test_a_page_that_fails_gives_its_turn_back() -> None:
    with pytest.raises(ZeroDivisionError), one_rerun_at_a_time():
        _ = 1 / 0
    assert not rerun_queue._turn.locked()


def test_lines_are_read_one_after_another_and_pages_are_made_meanwhile() -> None:
    begun, page = threading.Event(), threading.Event()

    def read() -> None:
        with rerun_queue.one_line_at_a_time():
            begun.set()

    with rerun_queue.one_line_at_a_time():
        other = threading.Thread(target=read)
        other.start()
        made_beside(page).join()
        assert page.is_set()
        assert not begun.wait(0.05)
    assert begun.wait(PLENTY_S)
    other.join()
