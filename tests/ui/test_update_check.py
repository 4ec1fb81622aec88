"""The update check: silent unless agreed, unless nobody is served, unless something is newer."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.runner import Runner
from frontdesk.ui.updates import UpdateCheck
from frontdesk.updates import Feed, Release

pytestmark = pytest.mark.slow

KEY = SigningKey(bytes(range(32)))
PAGE = "https://frontdesk.example/99.0"
CONFIGURED = Path(__file__).parents[1] / "data" / "riverside.json"
NIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # 3:00 in New York
MORNING = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


class FeedServer:
    """A feed on this machine, which counts the questions and keeps what they carried."""

    def __init__(self) -> None:
        self.version = "99.0"
        self.questions: list[dict[str, str]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.questions.append(dict(self.headers))
                signed = json.dumps({"version": server.version, "page": PAGE})
                signature = base64.b64encode(KEY.sign(signed.encode()).signature).decode()
                body = json.dumps({"signed": signed, "signature": signature}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_words: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        address = f"http://127.0.0.1:{self._server.server_port}/feed.json"
        self.feed = Feed(address, bytes(KEY.verify_key))

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[FeedServer]:
    server = FeedServer()
    yield server
    server.close()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    kept = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    kept.checks_updates = True
    return kept


@pytest.fixture
def runner(tmp_path: Path, clock: HandClock, qtbot: QtBot) -> Iterator[Runner]:
    from frontdesk.desk import configuration

    desk = Desk.open(tmp_path / "book.db", clock)
    configuration.load_setup(desk, CONFIGURED.read_bytes())
    clock.set(NIGHT)
    runner = Runner(desk)
    yield runner
    runner.close()
    desk.close()


@pytest.fixture
def check(
    runner: Runner, preferences: Preferences, server: FeedServer
) -> Iterator[Callable[[], list[Release]]]:
    """Look once, and return the releases that were told so far."""
    made = UpdateCheck(runner, preferences, server.feed)
    told: list[Release] = []
    made.found.connect(told.append)

    def look() -> list[Release]:
        made.look()
        return told

    yield look
    made.deleteLater()


def test_a_newer_version_is_told_once_a_day(
    qtbot: QtBot, check: Callable[[], list[Release]], server: FeedServer
) -> None:
    told = check()
    qtbot.waitUntil(lambda: told == [Release("99.0", PAGE)])
    check()
    qtbot.wait(100)
    assert len(server.questions) == 1


def test_the_question_carries_nothing_of_this_computer(
    qtbot: QtBot, check: Callable[[], list[Release]], server: FeedServer
) -> None:
    told = check()
    qtbot.waitUntil(lambda: bool(told))
    (headers,) = server.questions
    assert headers["User-Agent"] == "Frontdesk"
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_an_older_version_is_not_told(
    qtbot: QtBot, check: Callable[[], list[Release]], server: FeedServer
) -> None:
    server.version = "0.0.1"
    told = check()
    qtbot.waitUntil(lambda: len(server.questions) == 1)
    qtbot.wait(100)
    assert told == []


def test_nobody_is_asked_without_agreement(
    qtbot: QtBot,
    check: Callable[[], list[Release]],
    server: FeedServer,
    preferences: Preferences,
    runner: Runner,
) -> None:
    preferences.checks_updates = False
    check()
    assert not runner.is_busy
    qtbot.wait(100)
    assert server.questions == []


def test_nobody_is_asked_during_opening_hours(
    qtbot: QtBot,
    check: Callable[[], list[Release]],
    server: FeedServer,
    runner: Runner,
    clock: HandClock,
    preferences: Preferences,
) -> None:
    clock.set(MORNING)
    check()
    qtbot.waitUntil(lambda: not runner.is_busy)
    qtbot.wait(100)
    assert server.questions == []
    assert preferences.asked_for_updates is None  # the night will do it


def test_a_question_of_yesterday_is_asked_again(
    qtbot: QtBot,
    check: Callable[[], list[Release]],
    server: FeedServer,
    preferences: Preferences,
) -> None:
    preferences.asked_for_updates = datetime.now(UTC) - timedelta(hours=25)
    check()
    qtbot.waitUntil(lambda: len(server.questions) == 1)
