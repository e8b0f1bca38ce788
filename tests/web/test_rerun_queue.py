"""Pages are made one after another, but none waits long for one that takes long."""

from __future__ import annotations

import threading

import pytest

from routes.web.dashboard import rerun_queue
from routes.web.dashboard.rerun_queue import Turns, one_rerun_at_a_time

PLENTY_S = 20


def made_beside(holding: threading.Event) -> threading.Thread:
    """A thread that makes a page of its own and says so."""

    def make() -> None:
        with one_rerun_at_a_time(threading.get_ident()):
            holding.set()

    thread = threading.Thread(target=make)
    thread.start()
    return thread


def test_a_page_waits_for_the_one_being_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rerun_queue._pages, "patience_s", PLENTY_S)
    begun = threading.Event()
    with one_rerun_at_a_time(threading.get_ident()):
        other = made_beside(begun)
        assert not begun.wait(0.05)
    assert begun.wait(PLENTY_S)
    other.join()


def test_a_page_that_takes_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rerun_queue._pages, "patience_s", 0.01)
    begun = threading.Event()
    with one_rerun_at_a_time(threading.get_ident()):
        other = made_beside(begun)
        assert begun.wait(PLENTY_S)
        other.join()
    assert rerun_queue._pages.free


def test_a_page_that_fails_gives_its_turn_back() -> None:
    with pytest.raises(ZeroDivisionError), one_rerun_at_a_time(1):
        _ = 1 / 0
    assert rerun_queue._pages.free


def test_a_session_that_had_much_time_lately_stands_behind_one_that_had_little() -> None:
    clock = [0.0]
    turns, order = Turns(PLENTY_S, lambda: clock[0]), []

    def ask(session: str) -> threading.Thread:
        def make() -> None:
            with turns.turn(session):
                order.append(session)

        thread = threading.Thread(target=make)
        thread.start()
        return thread

    with turns.turn("busy"):
        clock[0] += 2.0
    with turns.turn("other"):
        asking = []
        for n, session in enumerate(("busy", "busy", "quiet", "new"), 1):
            asking.append(ask(session))
            while len(turns._waiting) < n:
                threading.Event().wait(0.001)
            clock[0] += 0.1
    for thread in asking:
        thread.join()
    assert order == ["quiet", "new", "busy", "busy"]
    assert turns.free


def test_a_page_that_took_long_does_not_hand_on_the_turn_of_another() -> None:
    turns = Turns(0.01)
    late, done = threading.Event(), threading.Event()

    def make() -> None:
        with turns.turn("late"):
            late.set()
            done.wait(PLENTY_S)

    with turns.turn("long"):
        other = threading.Thread(target=make)
        other.start()
        assert late.wait(PLENTY_S)
        turns.patience_s = PLENTY_S
    assert not turns.free
    done.set()
    other.join()
    assert turns.free


def test_what_was_had_long_ago_is_forgotten_and_few_sessions_are_known() -> None:
    clock = [0.0]
    turns = Turns(PLENTY_S, lambda: clock[0])
    with turns.turn("busy"):
        clock[0] += 1.0
    assert turns._lately("busy") == 1.0
    clock[0] += rerun_queue.HALF_S
    assert turns._lately("busy") == 0.5
    for n in range(rerun_queue.MOST_KNOWN + 5):
        with turns.turn(n):
            pass
    assert len(turns._had) == rerun_queue.MOST_KNOWN


def test_a_line_that_waits_to_be_read_holds_up_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rerun_queue._pages, "patience_s", PLENTY_S)
    waits, page = threading.Event(), threading.Event()

    def read() -> None:
        with one_rerun_at_a_time("line"):
            waits.set()
            with rerun_queue.one_line_at_a_time():
                pass

    with rerun_queue.one_line_at_a_time():
        other = threading.Thread(target=read)
        other.start()
        assert waits.wait(PLENTY_S)
        made_beside(page).join(PLENTY_S / 2)
        assert page.is_set()
    other.join()
    assert rerun_queue._pages.free


def test_nobody_is_put_back_for_long() -> None:
    clock = [0.0]
    turns = Turns(PLENTY_S, lambda: clock[0])
    with turns.turn("long"):
        clock[0] += 10 * PLENTY_S
    assert turns._lately("long") == PLENTY_S
    with turns.turn("long"):
        assert turns._holder
        assert turns._holder.place == clock[0] + rerun_queue.MOST_BACK_S


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
