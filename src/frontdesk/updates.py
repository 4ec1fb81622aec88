"""The feed that says which version is the newest: where it lies, and whether it is really ours.

A feed is a small JSON document with a signature beside it, by the key that the program was built
with. A copy that was built without a feed, such as one from the source, never asks.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk import paths
from frontdesk.installation import installation

PAUSE = timedelta(days=1)
"""Between two questions."""
MOST_BYTES = 64 * 1024
"""Nothing longer is a feed of ours."""
_SECURE = "https://"


class FeedError(Exception):
    """What came from the feed's address is not a feed of ours; the message is for the log."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Where to ask, and the Ed25519 key, 32 bytes, that must have signed the answer."""

    address: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Release:
    """A version that can be had, and the page that tells of it."""

    version: str
    page: str


def own_feed() -> Feed | None:
    """The feed that this copy was built with; None for none, or where it must not ask."""
    if not installation().allows_updates:
        return None
    try:
        text = paths.resource("updates.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    entries = json.loads(text)
    return Feed(entries["address"], base64.b64decode(entries["key"], validate=True))


def is_due(now: datetime, asked: datetime | None) -> bool:
    """Whether a day has passed since the last question; a clock that was set back counts too."""
    return asked is None or now - asked >= PAUSE or now < asked


def read_answer(feed: Feed, answer: bytes) -> Release:
    """The release in a signed answer; raises ``FeedError``.

    The answer is one JSON object with ``signed``, a string, and ``signature``, in base64, of
    that string's UTF-8 bytes. The string is a JSON object with ``version`` and ``page``.
    """
    from nacl.exceptions import BadSignatureError  # wanted once a day
    from nacl.signing import VerifyKey

    if len(answer) > MOST_BYTES:
        raise FeedError(f"{len(answer)} bytes are no feed")
    try:
        envelope = json.loads(answer)
        signed = envelope["signed"].encode()
        VerifyKey(feed.key).verify(signed, base64.b64decode(envelope["signature"], validate=True))
        entries = json.loads(signed)
        version, page = entries["version"], entries["page"]
        _numbers(version)
    except BadSignatureError as error:
        raise FeedError("the signature is not ours") from error
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise FeedError(f"not understood: {type(error).__name__}") from error
    if not isinstance(page, str) or not page.startswith(_SECURE):
        raise FeedError("the page has no secure address")
    return Release(version, page)


def is_newer(version: str, than: str) -> bool:
    """Whether ``version`` comes after ``than``; what is no version of ours is never newer."""
    try:
        return _numbers(version) > _numbers(than)
    except ValueError:
        return False


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
