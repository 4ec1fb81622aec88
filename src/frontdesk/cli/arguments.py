"""The words of a parsed command line, and what each may hold."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfoNotFoundError

from frontdesk.engine.clock import instant_of
from frontdesk.engine.plan import LONGEST_RANGE
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.zones import instant_of_wall, zone_of

FARTHEST_OFFSET = 14 * 60
"""No zone on Earth is further from UTC, in minutes."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Arguments(argparse.Namespace):
    """A parsed command line; a word that the subcommand does not have keeps its default."""

    command: str = ""
    db: str | None = None
    now: datetime | None = None
    new_window: bool = False
    open_backup: str | None = None
    selftest: bool = False
    json: bool = False
    action: str = ""
    file: str = ""
    folder: str = ""
    id: str = ""
    service: str = ""
    location: str | None = None
    resource: Sequence[str] | str | None = None
    start: str = ""
    first: str = ""
    last: str = ""
    duration: int | None = None
    tz_offset: int | None = None
    timezone: str | None = None
    customer: str | None = None
    customer_name: str | None = None
    email: str | None = None
    phone: str | None = None
    customer_field: Sequence[tuple[str, str]] = ()
    complete: str | None = None
    notes: str | None = None
    status: str | None = None
    key: str | None = None


def instant_of_text(text: str, zone: str) -> int:
    """The instant of an ISO 8601 start; without an offset it is wall-clock in ``zone``.

    Raises:
        RefusalError: ``bad-time`` for what is no time, or no whole minute.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise refuse(
            Code.BAD_TIME, problem=f"“{text}” is no time such as 2026-11-23T09:00:00-05:00."
        ) from None
    if moment.second or moment.microsecond:
        raise refuse(Code.BAD_TIME, problem=f"“{text}” is not a whole minute.")
    try:
        if moment.tzinfo is None:
            return instant_of_wall(moment, zone)
        return instant_of(moment.astimezone(UTC))
    except OverflowError:
        raise refuse(Code.BAD_TIME, problem=f"“{text}” is out of reach.") from None


def date_of(text: str, first: str, last: str) -> date:
    """One end of the range ``first..last``, as a date.

    Raises:
        RefusalError: ``bad-range`` for what is no date.
    """
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise refuse(Code.BAD_RANGE, first=first, last=last, longest=LONGEST_RANGE) from None


def ids_of(words: Sequence[str] | str | None) -> tuple[str, ...]:
    """The ids named, each once: several words, or one with commas, as the answers write them."""
    if words is None:
        return ()
    joined = words if isinstance(words, str) else ",".join(words)
    return tuple(dict.fromkeys(word.strip() for word in joined.split(",") if word.strip()))


def appointment_id_of(text: str) -> int:
    """The number of an appointment; ``unknown-id`` for what can be nobody's."""
    number = id_of(text, "appointment")
    assert number is not None
    return number


def id_of(text: str | None, kind: str) -> int | None:
    """The number of a record; None stays None.

    Raises:
        RefusalError: ``unknown-id`` for what is no number of ours.
    """
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise refuse(Code.UNKNOWN_ID, kind=kind, id=text)
    return int(text)


def checked_zone(name: str | None) -> str | None:
    """The IANA zone asked for; ``bad-time`` for one that does not exist."""
    if name is not None:
        try:
            zone_of(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise refuse(Code.BAD_TIME, problem=f"There is no time zone “{name}”.") from None
    return name


def checked_offset(offset: int | None) -> int | None:
    """The offset asked for, minutes east of UTC; ``bad-time`` for one no clock has."""
    if offset is not None and abs(offset) > FARTHEST_OFFSET:
        problem = f"{offset} is no offset in minutes east of UTC (-840 to 840)."
        raise refuse(Code.BAD_TIME, problem=problem)
    return offset
