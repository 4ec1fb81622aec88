"""What a single configured value must satisfy; forms put what was typed to the same checks.

Every check takes a JSON value, returns the engine's value and raises ``InvalidValueError`` with a
message that reads on after the name of the field.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar
from zoneinfo import available_timezones

from frontdesk.desk.setup_file.faults import InvalidValueError, quoted
from frontdesk.desk.setup_file.fields import kind_of
from frontdesk.engine.zones import DAY

T = TypeVar("T")

LONGEST_TEXT = 200
"""Characters of a name, a reason or the like."""
LARGEST_NUMBER = 1_000_000
"""The bound of numbers that have no smaller one, so that arithmetic on dates stays in range."""
LONGEST_WORD = 40
"""Characters of the word for a customer."""
MOST_HOLDS = 99
FIRST_YEAR, LAST_YEAR = 1900, 2199

_IDENTIFIER = re.compile(r"[A-Za-z0-9._-]{1,64}")
_CLOCK = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WALL_CLOCK = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_PRICE = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,3})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
# Names in the zone database that stand for no place, or for wherever this computer happens to be.
_NO_ZONES = frozenset({"Factory", "localtime", "posixrules"})
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_BYTE_ORDER_MARK = "\ufeff"


def text(value: object) -> str:
    """One line of text, possibly empty, of at most 200 characters."""
    if not isinstance(value, str):
        raise InvalidValueError(f"must be a text, not {kind_of(value)}")
    if len(value) > LONGEST_TEXT:
        raise InvalidValueError(f"must have at most {LONGEST_TEXT} characters")
    # Neither half a surrogate pair nor a NUL can be stored; a line break would tear a heading; and
    # a field of the window drops a byte order mark, which nobody sees.
    if _BYTE_ORDER_MARK in value or any(map(_is_unprintable, value)):
        raise InvalidValueError("must not hold line breaks or other control characters")
    return value


def name(value: object) -> str:
    """A text of which something is seen."""
    checked = text(value)
    if not any(map(_is_seen, checked)):
        raise InvalidValueError("must not be empty")
    return checked


def _is_unprintable(character: str) -> bool:
    return unicodedata.category(character) in _UNPRINTABLE


def _is_seen(character: str) -> bool:
    """Neither white space nor a mark for the layout, such as a space without width."""
    return not character.isspace() and unicodedata.category(character) != "Cf"


def customer_word(value: object) -> str:
    """What a customer is called: patient, client, guest; without white space around it."""
    checked = text(value).strip()
    if not checked:
        raise InvalidValueError("must be a word for one customer, such as 'client'")
    if len(checked) > LONGEST_WORD:
        raise InvalidValueError(f"must have at most {LONGEST_WORD} characters")
    return checked


def phone_country(value: object) -> str:
    """The two letters of a country with telephone numbers (ISO 3166)."""
    from phonenumbers import SUPPORTED_REGIONS  # not needed to start

    if not isinstance(value, str) or value not in SUPPORTED_REGIONS:
        raise InvalidValueError("must be the two letters of a country such as 'US', or null")
    return value


def identifier(value: object) -> str:
    """A name by which the file refers to an entry: letters, digits, ``.``, ``_`` and ``-``."""
    if not isinstance(value, str):
        raise InvalidValueError(f"must be a text, not {kind_of(value)}")
    if not _IDENTIFIER.fullmatch(value):
        raise InvalidValueError("must be 1 to 64 letters (a to z), digits, '.', '_' or '-'")
    return value


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise InvalidValueError(f"must be true or false, not {kind_of(value)}")
    return value


def whole_number(lowest: int, highest: int = LARGEST_NUMBER) -> Callable[[object], int]:
    """The check for a whole number from ``lowest`` (0 or 1) to ``highest``, both included."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise InvalidValueError(f"must be a whole number, not {kind_of(value)}")
        if value < lowest:
            raise InvalidValueError("must be positive" if lowest else "must not be negative")
        if value > highest:
            raise InvalidValueError(f"must be at most {highest}")
        return value

    return check


def one_of(options: Sequence[T]) -> Callable[[object], T]:
    """The check for one of a few words."""
    words = [quoted(str(option)) for option in options]
    sentence = f"must be {', '.join(words[:-1])} or {words[-1]}"

    def check(value: object) -> T:
        for option in options:
            if option == value:
                return option
        raise InvalidValueError(sentence)

    return check


def start_minute(value: object) -> int:
    """A time of day from 00:00 to 23:59, as a wall minute."""
    minute = end_minute(value)
    if minute == DAY:
        raise InvalidValueError("must be before 24:00, which can only end a window")
    return minute


def end_minute(value: object) -> int:
    """A time of day from 00:00 to 24:00, as a wall minute."""
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    minute = int(match[1]) * 60 + int(match[2]) if match else DAY + 1
    if minute > DAY:
        raise InvalidValueError("must be a time of day such as '09:30', from '00:00' to '24:00'")
    return minute


def calendar_date(value: object) -> date:
    """A date such as 2026-11-27."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise InvalidValueError("must be a date such as '2026-11-27'")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise InvalidValueError(f"{quoted(value)} is not in the calendar") from None
    _check_year(day.year)
    return day


def wall_clock(value: object) -> datetime:
    """A naive date and time of day such as 2026-11-24T12:00."""
    if not isinstance(value, str) or not _WALL_CLOCK.fullmatch(value):
        raise InvalidValueError("must be a date and time such as '2026-11-24T12:00', without zone")
    try:
        moment = datetime.strptime(value, "%Y-%m-%dT%H:%M")
    except ValueError:
        raise InvalidValueError(f"{quoted(value[:10])} is not in the calendar") from None
    _check_year(moment.year)
    return moment


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidValueError(f"must be in the years {FIRST_YEAR} to {LAST_YEAR}")


def timezone(value: object) -> str:
    """The name of a zone in the IANA database, never a path."""
    if not isinstance(value, str):
        raise InvalidValueError(f"must be a text, not {kind_of(value)}")
    if value not in _zones():
        raise InvalidValueError(
            f"{quoted(value)} is not a time zone; write a name such as 'America/New_York'"
        )
    return value


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()) - _NO_ZONES


def color(value: object) -> str:
    """A colour as #RRGGBB, in capitals."""
    if not isinstance(value, str) or not _COLOR.fullmatch(value):
        raise InvalidValueError("must be a colour such as '#1D5DB8'")
    return value.upper()


def price(value: object) -> str:
    """An amount as a decimal text, never a binary fraction."""
    if not isinstance(value, str) or not _PRICE.fullmatch(value):
        raise InvalidValueError("must be an amount in quotes such as '45.00'")
    return value


def currency(value: object) -> str:
    """The code of a currency by its form (ISO 4217)."""
    if not isinstance(value, str) or not _CURRENCY.fullmatch(value):
        raise InvalidValueError("must be three capital letters such as 'USD'")
    return value
