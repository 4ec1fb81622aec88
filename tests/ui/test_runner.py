"""The runner's promise: in order, exactly one answer, on the GUI thread, and never a wait there."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QThread, QTimer

from frontdesk.desk.answers import EnvironmentFault, Refused
from frontdesk.desk.moves import Grade, Verdict
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.rights import Right
from frontdesk.store.faults import Cause
from frontdesk.ui.runner import Runner

DESK: Any = SimpleNamespace(name="Desk 1")
PATIENCE = 20_000


class Answers:
    """Collects what arrives, and on which thread."""

    def __init__(self) -> None:
        self.done: list[Any] = []
        self.failed: list[BaseException] = []
        self.threads: set[QThread] = set()

    def on_done(self, value: Any) -> None:
        self.threads.add(QThread.currentThread())
        self.done.append(value)

    def on_failed(self, error: BaseException) -> None:
        self.threads.add(QThread.currentThread())
        self.failed.append(error)

    @property
    def count(self) -> int:
        return len(self.done) + len(self.failed)


@pytest.fixture
def runner(qapp):
    made = Runner(DESK)
    yield made
    made.close()


@pytest.fixture
def answers():
    return Answers()


def test_answers_come_in_the_order_of_the_questions_on_the_gui_thread(qtbot, runner, answers):
    for number in range(20):
        runner.run(lambda desk, n=number: (n, desk.name), answers.on_done, answers.on_failed)
    qtbot.waitUntil(lambda: answers.count == 20, timeout=PATIENCE)
    assert answers.done == [(n, "Desk 1") for n in range(20)]
    assert answers.threads == {QThread.currentThread()}
    assert not runner.is_busy


def test_jobs_run_on_one_other_thread(qtbot, runner, answers):
    for _ in range(5):
        runner.run(lambda desk: threading.get_ident(), answers.on_done, answers.on_failed)
    qtbot.waitUntil(lambda: answers.count == 5, timeout=PATIENCE)
    assert len(set(answers.done)) == 1
    assert answers.done[0] != threading.get_ident()


def test_a_newer_job_of_the_key_voids_the_answer_under_way(qtbot, runner, answers):
    started, go = threading.Event(), threading.Event()

    def slow(desk: Any) -> str:
        started.set()
        assert go.wait(PATIENCE)
        return "old day"

    runner.run(slow, answers.on_done, answers.on_failed, key="day")
    assert started.wait(PATIENCE)
    runner.run(lambda desk: "new day", answers.on_done, answers.on_failed, key="day")
    go.set()
    with qtbot.waitSignal(runner.idle, timeout=PATIENCE):
        pass
    assert answers.done == ["new day"]
    assert answers.failed == []


def test_jobs_of_a_key_that_have_not_started_are_not_run(qtbot, runner, answers):
    go = threading.Event()
    ran: list[int] = []
    runner.run(lambda desk: go.wait(PATIENCE), answers.on_done, answers.on_failed)
    for number in range(10):
        runner.run(lambda desk, n=number: ran.append(n), answers.on_done, answers.on_failed, "day")
    go.set()
    with qtbot.waitSignal(runner.idle, timeout=PATIENCE):
        pass
    assert ran == [9]
    assert answers.count == 2


def test_a_forgotten_key_answers_nothing(qtbot, runner, answers):
    started, go = threading.Event(), threading.Event()
    ran: list[int] = []

    def slow(desk: Any) -> str:
        started.set()
        assert go.wait(PATIENCE)
        return "tints"

    runner.run(slow, answers.on_done, answers.on_failed, key="tints")
    assert started.wait(PATIENCE)
    runner.run(lambda desk: "other", answers.on_done, answers.on_failed, key="other")
    runner.forget("tints")
    runner.run(lambda desk: ran.append(1), answers.on_done, answers.on_failed, key="unasked")
    runner.forget("unasked")
    go.set()
    with qtbot.waitSignal(runner.idle, timeout=PATIENCE):
        pass
    assert answers.done == ["other"]
    assert ran == []


def test_other_keys_are_left_alone(qtbot, runner, answers):
    go = threading.Event()
    runner.run(lambda desk: go.wait(PATIENCE), answers.on_done, answers.on_failed)
    runner.run(lambda desk: "day", answers.on_done, answers.on_failed, key="day")
    runner.run(lambda desk: "month", answers.on_done, answers.on_failed, key="month")
    go.set()
    qtbot.waitUntil(lambda: answers.count == 3, timeout=PATIENCE)
    assert answers.done == [True, "day", "month"]


def test_the_window_lives_while_a_job_takes_its_time(qtbot, runner, answers):
    go = threading.Event()
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(1)
    runner.run(lambda desk: go.wait(PATIENCE), answers.on_done, answers.on_failed)
    qtbot.waitUntil(lambda: len(ticks) >= 20, timeout=PATIENCE)
    assert answers.count == 0
    go.set()
    qtbot.waitUntil(lambda: answers.count == 1, timeout=PATIENCE)


def test_a_bug_is_logged_with_its_traceback_and_told(qtbot, runner, answers, caplog):
    def broken(desk: Any) -> int:
        return {}["nothing"]

    with caplog.at_level(logging.ERROR):
        runner.run(broken, answers.on_done, answers.on_failed)
        qtbot.waitUntil(lambda: answers.count == 1, timeout=PATIENCE)
    assert isinstance(answers.failed[0], KeyError)
    assert "Traceback" in caplog.text
    assert "in broken" in caplog.text


@pytest.mark.parametrize(
    "error",
    [EnvironmentFault(Cause.LOCKED, "/book.db", "busy"), refuse(Code.UNKNOWN_ID, id="7")],
    ids=["fault", "refusal"],
)
def test_faults_and_refusals_are_told_and_are_no_bugs(qtbot, runner, answers, caplog, error):
    def refused(desk: Any) -> int:
        raise error

    runner.run(refused, answers.on_done, answers.on_failed)
    qtbot.waitUntil(lambda: answers.count == 1, timeout=PATIENCE)
    assert answers.failed == [error]
    assert caplog.records == []


def test_the_thread_survives_a_failed_job(qtbot, runner, answers):
    runner.run(lambda desk: 1 // 0, answers.on_done, answers.on_failed)
    runner.run(lambda desk: "still here", answers.on_done, answers.on_failed)
    qtbot.waitUntil(lambda: answers.count == 2, timeout=PATIENCE)
    assert answers.done == ["still here"]


def test_closing_finishes_writes_drops_readings_and_answers_nobody(qtbot, answers):
    runner = Runner(DESK)
    started, go = threading.Event(), threading.Event()
    ran: list[str] = []

    def under_way(desk: Any) -> None:
        started.set()
        assert go.wait(PATIENCE)
        ran.append("under way")

    runner.run(under_way, answers.on_done, answers.on_failed)
    runner.run(lambda desk: ran.append("write"), answers.on_done, answers.on_failed)
    runner.run(lambda desk: ran.append("read"), answers.on_done, answers.on_failed, key="day")
    assert started.wait(PATIENCE)
    threading.Timer(0.05, go.set).start()
    runner.close()
    runner.run(lambda desk: ran.append("late"), answers.on_done, answers.on_failed)
    qtbot.wait(20)
    assert ran == ["under way", "write"]
    assert answers.count == 0
    assert not runner.is_busy


def test_callbacks_are_let_go_once_answered(qtbot, runner):
    class Page:
        done = False

        def show(self, value: object) -> None:
            self.done = True

        def fail(self, error: BaseException) -> None:
            raise error

    def use_a_page() -> weakref.ref[Page]:
        page = Page()
        runner.run(lambda desk: 1, page.show, page.fail)
        qtbot.waitUntil(lambda: page.done, timeout=PATIENCE)
        return weakref.ref(page)

    seen = use_a_page()
    gc.collect()
    assert seen() is None


def test_an_exception_in_an_answer_leaves_the_runner_working(qtbot, runner, answers):
    def clumsy(value: object) -> None:
        raise ValueError("clumsy")

    with qtbot.captureExceptions() as caught:
        runner.run(lambda desk: 1, clumsy, answers.on_failed)
        runner.run(lambda desk: 2, answers.on_done, answers.on_failed)
        qtbot.waitUntil(lambda: answers.count == 1, timeout=PATIENCE)
    assert [str(entry[1]) for entry in caught] == ["clumsy"]
    assert answers.done == [2]


NO_RIGHT = refuse(Code.NO_PERMISSION, right="export")
WRONG_PIN = refuse(Code.NO_PERMISSION, because="wrong-secret")


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (Refused(NO_RIGHT.refusal), "export"),
        (("something", Refused(NO_RIGHT.refusal)), "export"),
        (SimpleNamespace(answer=Refused(NO_RIGHT.refusal)), "export"),
        (Refused(WRONG_PIN.refusal), None),
        (Refused(refuse(Code.UNKNOWN_ID, kind="user", id="1").refusal), None),
        (Verdict(Grade.REFUSED, missing=frozenset({Right.OVERBOOK})), None),
        ("done", None),
    ],
)
def test_a_write_that_lacks_a_right_is_told_with_what_it_takes_to_run_it_again(
    qtbot, runner, answers, answer, right
):
    told: list[Any] = []
    runner.refused.connect(told.append)
    runner.run(lambda desk: answer, answers.on_done, answers.on_failed)
    runner.run(lambda desk: answer, answers.on_done, answers.on_failed, key="a reading")
    qtbot.waitUntil(lambda: answers.count == 2, timeout=PATIENCE)
    assert [act.refusal.facts["right"] for act in told] == ([] if right is None else [right])
    for act in told:
        assert act.work(DESK) is answer


def test_a_refusal_that_is_raised_is_told_too(qtbot, runner, answers):
    told: list[Any] = []
    runner.refused.connect(told.append)

    def export(_desk):
        raise NO_RIGHT

    runner.run(export, answers.on_done, answers.on_failed)
    qtbot.waitUntil(lambda: answers.count == 1, timeout=PATIENCE)
    assert [act.refusal for act in told] == [NO_RIGHT.refusal]
