"""Garbage with widgets in it is taken away on the GUI thread, whoever makes one object too many."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from frontdesk.ui.collector import Collector
from frontdesk.ui.runner import Runner

PATIENCE = 10_000


class Circle(QObject):
    """A part of the window that refers to itself, as one does with a lambda in ``connect``."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    desk: Any = SimpleNamespace(name="Desk 1")
    made = Runner(desk)
    yield made
    made.close()


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    made = Collector()
    yield made
    made.stop()


def leave_a_circle() -> list[int]:
    """Drop a circle; the answer fills with the thread that takes it away."""
    threads: list[int] = []
    weakref.finalize(Circle(), lambda: threads.append(threading.get_ident()))
    return threads


def make_much(_desk: object) -> tuple[int, list[list[int]]]:
    """Make as many objects as a day with many visits has; the answer has the thread, too."""
    return threading.get_ident(), [[number] for number in range(100_000)]


def run(qtbot: QtBot, runner: Runner) -> tuple[int, list[list[int]]]:
    """What ``make_much`` answers from the database thread."""
    answers: list[tuple[int, list[list[int]]]] = []
    runner.run(make_much, answers.append, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE)
    return answers[0]


def test_python_alone_destroys_a_part_of_the_window_on_the_database_thread(
    qtbot: QtBot, runner: Runner
) -> None:
    """The positive control: without it, the next test would prove nothing."""
    gc.collect()
    gc.enable()
    threads = leave_a_circle()
    elsewhere, _made = run(qtbot, runner)
    assert threads == [elsewhere]


def test_the_collector_destroys_it_on_the_gui_thread_and_by_itself(
    qtbot: QtBot, runner: Runner, collector: Collector
) -> None:
    gc.collect()
    collector.start()
    threads = leave_a_circle()
    elsewhere, _made = run(qtbot, runner)
    assert elsewhere != threading.get_ident()
    qtbot.waitUntil(lambda: bool(threads), timeout=PATIENCE)
    assert threads == [threading.get_ident()]


def test_what_is_older_is_looked_at_less_often(collector: Collector) -> None:
    gc.collect()
    collector.start()
    threads = leave_a_circle()
    kept: list[object] = []
    for _ in range(11):
        kept.append([[number] for number in range(10_100)])
        collector.look()
    assert threads  # the first look took it
    assert gc.get_count()[1] > 10
    collector.look()
    assert gc.get_count()[1] == 0


def test_python_collects_again_once_it_stops(collector: Collector) -> None:
    collector.start()
    collector.keep_all()
    assert (gc.isenabled(), gc.get_freeze_count() > 0) == (False, True)
    collector.stop()
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)
