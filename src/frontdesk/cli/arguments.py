"""The words of the command line: how they are parsed, and what each may hold."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfoNotFoundError

from frontdesk import versions
from frontdesk.desk.setup_file.customers import FIELD_KEYS
from frontdesk.engine.clock import instant_of
from frontdesk.engine.plan import LONGEST_RANGE
from frontdesk.engine.refusals import Code, refuse
from frontdesk.engine.zones import instant_of_wall, zone_of

FARTHEST_OFFSET = 14 * 60
"""No zone on Earth is further from UTC, in minutes."""

if TYPE_CHECKING:
    _Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

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


def parse(words: Sequence[str] | None = None) -> Arguments:
    """The parsed command line; exits with status 2 and the usage for wrong words."""
    return _parser().parse_args(words, namespace=Arguments())


def now_of(text: str) -> datetime:
    """The moment of ``--now``; naive where no offset was given."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no ISO 8601 time such as 2026-11-23T09:00:00-05:00"
        ) from None


def customer_field_of(text: str) -> tuple[str, str]:
    """The name of a customer's field and its value, from ``birthDate=1980-12-24``.

    Fields are called as in the setup file.
    """
    key, mark, value = text.partition("=")
    names = {key: name for name, key in FIELD_KEYS.items()}
    if not mark or key not in names:
        known = ", ".join(names)
        raise argparse.ArgumentTypeError(f"“{text}” is no FIELD=VALUE; the fields are {known}")
    return names[key], value


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="frontdesk", description="An appointment book. Without a subcommand it opens."
    )
    parser.add_argument("--db", metavar="PATH_OR_URL", help="the book (default: your own)")
    parser.add_argument("--now", metavar="ISO", type=now_of, help="stop the clock at this time")
    parser.add_argument(
        "--new-window",
        action="store_true",
        help="open another window even if one is open on this book",
    )
    parser.add_argument(
        "--open-backup", metavar="FILE", help="ask what to do with a backup, in a window"
    )
    parser.add_argument(
        "--selftest", action="store_true", help="try whether this copy of the program is whole"
    )
    parser.add_argument("--version", action="version", version=f"Frontdesk {versions.frontdesk()}")
    verbs = parser.add_subparsers(dest="command", metavar="SUBCOMMAND", title="subcommands")
    _add_setup(verbs)
    _add_times(verbs)
    _add_visits(verbs)
    _verb(verbs, "demo", "fill an empty book with a believable business")
    for name, text in (
        ("backup", "write a checked copy of the book to FILE"),
        ("restore", "put the copy in FILE in the place of the book"),
    ):
        _verb(verbs, name, text).add_argument("file", metavar="FILE")
    _verb(verbs, "check", "look whether the book is whole")
    tour = verbs.add_parser("tour", help="drive the window without a screen, a picture a step")
    tour.add_argument("folder", metavar="DIR")
    tour.add_argument("--language", metavar="CODE", default="en", help="such as de")
    shots = verbs.add_parser("shots", help="draw every screen, for those who work on them")
    shots.add_argument("folder", metavar="DIR")
    shots.add_argument("--language", metavar="CODE", default="en", help="such as de")
    return parser


def _verb(verbs: _Verbs, name: str, help_text: str) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=help_text)
    verb.add_argument("--json", action="store_true", help="print JSON and nothing else")
    return verb


def _add_setup(verbs: _Verbs) -> None:
    setup = verbs.add_parser("setup", help="read, write or check the setup file")
    actions = setup.add_subparsers(dest="action", metavar="ACTION", required=True)
    load = _verb(actions, "load", "make the book's configuration equal a file")
    load.add_argument("file", metavar="FILE")
    _verb(actions, "dump", "print the configuration as a setup file")
    check = _verb(actions, "check", "list every fault of a file")
    check.add_argument("file", metavar="FILE")


def _add_times(verbs: _Verbs) -> None:
    times = _verb(verbs, "availability", "list the available times of a service")
    times.add_argument("--service", required=True, metavar="ID")
    times.add_argument("--from", dest="first", required=True, metavar="DATE")
    times.add_argument("--to", dest="last", required=True, metavar="DATE")
    times.add_argument("--location", metavar="ID")
    times.add_argument("--resource", nargs="+", action="extend", metavar="ID")
    times.add_argument("--duration", type=int, metavar="N")
    zone = times.add_mutually_exclusive_group()
    zone.add_argument("--tz-offset", type=int, metavar="N")
    zone.add_argument("--timezone", metavar="ZONE")
    why = _verb(verbs, "explain", "say why a time is not available")
    _add_start(why)


def _add_start(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--service", required=True, metavar="ID")
    verb.add_argument("--start", required=True, metavar="ISO")
    verb.add_argument("--resource", nargs="+", action="extend", metavar="ID")
    verb.add_argument("--location", metavar="ID")
    verb.add_argument("--duration", type=int, metavar="N")


def _add_customer(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--customer", metavar="ID")
    verb.add_argument("--customer-name", metavar="N")
    verb.add_argument("--email", metavar="E")
    verb.add_argument("--phone", metavar="P")
    verb.add_argument(
        "--customer-field",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        type=customer_field_of,
        help="a field that the location asks for, such as birthDate=1980-12-24; may be repeated",
    )


def _add_visits(verbs: _Verbs) -> None:
    hold = _verb(verbs, "hold", "take a time, until the booking timer runs out")
    _add_start(hold)
    _add_customer(hold)
    hold.add_argument("--complete", choices=["BK", "RS"])
    hold.add_argument("--key", metavar="KEY", help="a repeated KEY answers the first hold again")
    for name, text in (
        ("book", "turn a hold or a reserved visit into a booked one"),
        ("reserve", "keep the time of a hold without a timer"),
    ):
        complete = _verb(verbs, name, text)
        complete.add_argument("id", metavar="ID")
        _add_customer(complete)
        complete.add_argument("--notes", metavar="T")
    for name, text in (
        ("release", "free a hold at once"),
        ("extend", "give a hold a full new term"),
        ("cancel", "cancel a visit"),
        ("no-show", "mark a visit whose customer did not come"),
        ("arrive", "note that the customer is here"),
        ("show", "show a visit"),
    ):
        _verb(verbs, name, text).add_argument("id", metavar="ID")
    move = _verb(verbs, "reschedule", "move a booked visit")
    move.add_argument("id", metavar="ID")
    move.add_argument("--start", required=True, metavar="ISO")
    move.add_argument("--resource", nargs="+", action="extend", metavar="ID")
    listing = _verb(verbs, "list", "list visits")
    listing.add_argument("--from", dest="first", required=True, metavar="DATE")
    listing.add_argument("--to", dest="last", required=True, metavar="DATE")
    listing.add_argument("--location", metavar="ID")
    listing.add_argument("--resource", metavar="ID")
    listing.add_argument("--status", choices=["IN", "RS", "BK", "CN", "RE", "NS"])
