"""The feed: local changes at once, another connection's within the poll, and losses told once."""

from __future__ import annotations

import json
import sqlite3

import pytest

from frontdesk.desk import configuration
from frontdesk.desk.answers import Cause, EnvironmentFault
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.ui.feed import POLL, ChangeFeed
from frontdesk.ui.runner import Runner

SETUP = {
    "format": "frontdesk-setup/1",
    "company": {"name": "One"},
    "locations": [{"id": "main", "name": "Main", "timezone": "Europe/London"}],
}


@pytest.fixture
def world(qtbot, tmp_path, clock):
    own = Desk.open(tmp_path / "book.db", clock)
    other = Desk.open(tmp_path / "book.db", clock)
    runner = Runner(own)
    feed = ChangeFeed(runner)
    seen: list[Changes] = []
    feed.changed.connect(seen.append)
    yield feed, own, other, seen
    feed.stop()
    runner.close()
    other.close()
    own.close()


def test_local_changes_are_told_as_they_are(world):
    feed, _own, _other, seen = world
    changes = Changes(appointment_ids=frozenset({7}), location_ids=frozenset({"main"}))
    feed.publish(changes)
    assert seen == [changes]


def test_another_desks_write_is_seen_within_a_second(qtbot, world):
    feed, _own, other, seen = world
    with qtbot.waitSignal(feed._runner.idle):
        feed.start()
    assert seen == []
    assert POLL < 1000  # how long the machine takes to read is for the benchmarks
    configuration.load_setup(other, json.dumps(SETUP))
    qtbot.waitUntil(lambda: seen == [Changes(everything=True)])


def test_nothing_is_told_while_nobody_writes(qtbot, world):
    feed, _own, _other, seen = world
    for _ in range(4):
        with qtbot.waitSignal(feed._runner.idle):
            feed.look()
    assert seen == []


def test_a_loss_is_told_once_and_so_is_its_end(qtbot, world, monkeypatch):
    feed, own, _other, seen = world
    lost: list[BaseException] = []
    found: list[int] = []
    feed.lost.connect(lost.append)
    feed.found.connect(lambda: found.append(1))
    fault = EnvironmentFault(Cause.UNREACHABLE, "book.db")

    def gone() -> int:
        raise fault

    monkeypatch.setattr(own, "data_version", gone)
    for _ in range(3):
        with qtbot.waitSignal(feed._runner.idle):
            feed.look()
    assert lost == [fault]
    assert feed.is_lost
    monkeypatch.undo()
    with qtbot.waitSignal(feed._runner.idle):
        feed.look()
    assert found == [1]
    assert not feed.is_lost
    assert seen == []


def test_the_pause_grows_while_the_book_is_gone(qtbot, world, monkeypatch):
    feed, own, _other, _seen = world

    def broken() -> int:
        raise EnvironmentFault(Cause.UNREACHABLE, "book.db")

    monkeypatch.setattr(own, "data_version", broken)
    pauses = []
    for _ in range(8):
        with qtbot.waitSignal(feed._runner.idle):
            feed.look()
        pauses.append(feed._timer.interval())
    assert pauses == [1000, 2000, 4000, 8000, 16000, 16000, 16000, 16000]


def test_a_foreign_program_writing_to_the_file_counts_too(qtbot, world, tmp_path):
    feed, _own, _other, seen = world
    with qtbot.waitSignal(feed._runner.idle):
        feed.start()
    with sqlite3.connect(tmp_path / "book.db") as stranger:
        stranger.execute("CREATE TABLE scratch (a)")
    stranger.close()
    qtbot.waitUntil(lambda: seen == [Changes(everything=True)])
