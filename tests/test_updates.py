"""The update feed: only what our key has signed is believed."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from frontdesk import installation, paths, updates
from frontdesk.updates import Feed, FeedError, Release

KEY = SigningKey(bytes(range(32)))
FEED = Feed("https://frontdesk.example/feed.json", bytes(KEY.verify_key))
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def answer(signed: str, key: SigningKey = KEY) -> bytes:
    signature = base64.b64encode(key.sign(signed.encode()).signature).decode()
    return json.dumps({"signed": signed, "signature": signature}).encode()


def release(**entries: object) -> str:
    return json.dumps({"version": "1.2.3", "page": "https://frontdesk.example/1.2.3", **entries})


def test_a_signed_answer_is_a_release() -> None:
    found = updates.read_answer(FEED, answer(release()))
    assert found == Release("1.2.3", "https://frontdesk.example/1.2.3")


@pytest.mark.parametrize(
    "given",
    [
        answer(release(), SigningKey(bytes(32))),
        answer(release()).replace(b"1.2.3", b"9.9.9"),
        b"",
        b"<html>",
        b"[]",
        b'{"signed": 1, "signature": ""}',
        b'{"signed": "{}", "signature": "not base64!"}',
        answer("{}"),
        answer("[]"),
        answer(release(version="1.2.x")),
        answer(release(version=3)),
        answer(release(page="http://frontdesk.example/")),
        answer(release(page="file:///etc/passwd")),
        answer(release()) + b" " * updates.MOST_BYTES,
    ],
)
def test_everything_else_is_not_believed(given: bytes) -> None:
    with pytest.raises(FeedError):
        updates.read_answer(FEED, given)


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [("1.10.0", "1.9.9", True), ("1.9", "1.9", False), ("0.9", "1.0", False),
     ("1.0", "unknown", False)],
)  # fmt: skip
def test_versions_are_compared_as_numbers(version: str, than: str, newer: bool) -> None:
    assert updates.is_newer(version, than) is newer


def test_a_day_lies_between_two_questions() -> None:
    assert updates.is_due(NOON, None)
    assert not updates.is_due(NOON, NOON - timedelta(hours=23))
    assert updates.is_due(NOON, NOON - timedelta(hours=24))
    assert updates.is_due(NOON, NOON + timedelta(days=400))  # the clock was wrong once


@pytest.mark.parametrize("allowed", [True, False])
def test_the_feed_is_the_one_of_the_build_unless_forbidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: bool
) -> None:
    file = tmp_path / "updates.json"
    key = base64.b64encode(FEED.key).decode()
    file.write_text(json.dumps({"address": FEED.address, "key": key}), encoding="utf-8")
    monkeypatch.setattr(paths, "resource", lambda name: tmp_path / name)
    settings = installation.Installation(allows_updates=allowed)
    monkeypatch.setattr(updates, "installation", lambda: settings)
    assert updates.own_feed() == (FEED if allowed else None)


def test_a_copy_from_the_source_asks_nobody() -> None:
    assert updates.own_feed() is None
