"""The parser of the command line; the manual page and the shells' completions are made from it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from frontdesk import versions
from frontdesk.cli.arguments import Arguments
from frontdesk.desk.setup_file.customers import FIELD_KEYS

if TYPE_CHECKING:
    _Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

# What several subcommands say of an option.
_FILE = "the setup file, or - for standard input"
_SERVICE = "the service, as the setup file calls it"
_START = "when it begins, on the location's clock: 2026-11-24T10:00"
_LOCATION = "where (default: the primary location)"
_RESOURCE = "who or what must take part, as the setup file calls them"


def parse(words: Sequence[str] | None = None) -> Arguments:
    """The parsed command line; exits with status 2 and the usage for wrong words."""
    return parser().parse_args(words, namespace=Arguments())


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


def parser() -> argparse.ArgumentParser:
    """Every option and subcommand, with the line of help of each."""
    whole = argparse.ArgumentParser(
        prog="frontdesk", description="An appointment book. Without a subcommand it opens."
    )
    whole.add_argument("--db", metavar="PATH_OR_URL", help="the book (default: your own)")
    whole.add_argument("--now", metavar="ISO", type=now_of, help="stop the clock at this time")
    whole.add_argument(
        "--new-window",
        action="store_true",
        help="open another window even if one is open on this book",
    )
    whole.add_argument(
        "--open-backup", metavar="FILE", help="ask what to do with a backup, in a window"
    )
    whole.add_argument(
        "--selftest", action="store_true", help="try whether this copy of the program is whole"
    )
    whole.add_argument("--version", action="version", version=f"Frontdesk {versions.frontdesk()}")
    verbs = whole.add_subparsers(dest="command", metavar="SUBCOMMAND", title="subcommands")
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
    return whole


def _verb(verbs: _Verbs, name: str, help_text: str) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=help_text)
    verb.add_argument("--json", action="store_true", help="print JSON and nothing else")
    return verb


def _add_setup(verbs: _Verbs) -> None:
    setup = verbs.add_parser("setup", help="read, write or check the setup file")
    actions = setup.add_subparsers(dest="action", metavar="ACTION", required=True)
    load = _verb(actions, "load", "make the book's configuration equal a file")
    load.add_argument("file", metavar="FILE", help=_FILE)
    _verb(actions, "dump", "print the configuration as a setup file")
    check = _verb(actions, "check", "list every fault of a file")
    check.add_argument("file", metavar="FILE", help=_FILE)


def _add_times(verbs: _Verbs) -> None:
    times = _verb(verbs, "availability", "list the available times of a service")
    times.add_argument("--service", required=True, metavar="ID", help=_SERVICE)
    _add_days(times)
    _add_place(times)
    zone = times.add_mutually_exclusive_group()
    zone.add_argument(
        "--tz-offset", type=int, metavar="N", help="tell the times so many minutes east of UTC"
    )
    zone.add_argument(
        "--timezone", metavar="ZONE", help="tell the times in this zone, such as Europe/Berlin"
    )
    why = _verb(verbs, "explain", "say why a time is not available")
    _add_start(why)


def _add_start(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--service", required=True, metavar="ID", help=_SERVICE)
    verb.add_argument("--start", required=True, metavar="ISO", help=_START)
    _add_place(verb)


def _add_days(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--from", dest="first", required=True, metavar="DATE", help="the first day: 2026-11-24"
    )
    verb.add_argument("--to", dest="last", required=True, metavar="DATE", help="the last day")


def _add_place(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--location", metavar="ID", help=_LOCATION)
    verb.add_argument("--resource", nargs="+", action="extend", metavar="ID", help=_RESOURCE)
    verb.add_argument(
        "--duration", type=int, metavar="N", help="minutes, where the service lets you choose"
    )


def _add_customer(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--customer", metavar="ID", help="somebody whom the book knows")
    verb.add_argument("--customer-name", metavar="N", help="who comes")
    verb.add_argument("--email", metavar="E", help="their address for e-mail")
    verb.add_argument("--phone", metavar="P", help="their telephone number")
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
    hold.add_argument(
        "--complete", choices=["BK", "RS"], help="book (BK) or reserve (RS) the time in one step"
    )
    hold.add_argument("--key", metavar="KEY", help="a repeated KEY answers the first hold again")
    for name, text in (
        ("book", "turn a hold or a reserved visit into a booked one"),
        ("reserve", "keep the time of a hold without a timer"),
    ):
        complete = _verb(verbs, name, text)
        complete.add_argument("id", metavar="ID")
        _add_customer(complete)
        complete.add_argument("--notes", metavar="T", help="what to mind about the visit")
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
    move.add_argument("--start", required=True, metavar="ISO", help=_START)
    move.add_argument("--resource", nargs="+", action="extend", metavar="ID", help=_RESOURCE)
    listing = _verb(verbs, "list", "list visits")
    _add_days(listing)
    listing.add_argument("--location", metavar="ID", help=_LOCATION)
    listing.add_argument("--resource", metavar="ID", help="only visits in which it takes part")
    listing.add_argument(
        "--status",
        choices=["IN", "RS", "BK", "CN", "RE", "NS"],
        help="only held (IN), reserved (RS), booked (BK), cancelled (CN), rescheduled (RE) or"
        " no-show (NS) visits",
    )
