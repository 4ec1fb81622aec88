"""Faults of the setup file as sentences that stand beside a field. Nothing here is Qt.

The checks word their faults for a reader of the file ("must be a whole number, not null"); who
fills in a form sees neither quotes nor null, so those messages are said otherwise here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from frontdesk.desk.translatable import Translate, untranslated

_SPOKEN = {
    "must be a whole number, not null": "A whole number is needed here.",
    "must be a whole number, not a text": "This is not a whole number.",
    "must be positive": "Must be 1 or more.",
    "must not be negative": "Must be 0 or more.",
    "must not be empty": "A name is needed here.",
    "must be a word for one customer, such as 'client'": "A word is needed here.",
    "must be an amount in quotes such as '45.00'": "Type an amount such as 45.00.",
    "must be three capital letters such as 'USD'": (
        "Type the three letters of a currency, such as USD."
    ),
    "must hold at least one time, or be null for the grid": (
        "List at least one time, such as 09:00."
    ),
    "must be a time of day such as '09:30', from '00:00' to '24:00'": (
        "This is not a time of day. Type it as 09:30."
    ),
    "must be before 24:00, which can only end a window": "A day starts at 00:00, not at 24:00.",
    "must be a date such as '2026-11-27'": "This is not a date. Type it as 2026-11-27.",
    "must be a date and time such as '2026-11-24T12:00', without zone": (
        "This needs a date such as 2026-11-24 and a time such as 12:00."
    ),
    "must be a colour such as '#1D5DB8'": "Type a colour as #1D5DB8, or choose one.",
    "must name at least one resource": "Choose at least one.",
    "must hold at least one role, or be null": "Add at least one role.",
    "must name the one location that offers this service": "Choose the location that offers it.",
    "must have either resources or a group": "Choose a group, or who can do it.",
    "must be after the start of the block": "The end must come after the start.",
    "must say how often, such as 'FREQ=WEEKLY'": "Say how often, such as FREQ=WEEKLY.",
    "UNTIL lies before the start of the block": "The last day lies before the first one.",
    "must be within a year of the start where a block repeats": (
        "The end must come within a year of the start where a block repeats."
    ),
    "must not hold line breaks or other control characters": (
        "This must not hold line breaks or other control characters."
    ),
    "must hold at least one location": "There must be one location at least.",
    "must be a rule such as 'FREQ=WEEKLY;BYDAY=TU,TH'": (
        "Type a rule such as FREQ=WEEKLY;BYDAY=TU,TH."
    ),
    "must repeat hourly or less often": "This must repeat hourly or less often.",
    "must end by COUNT or by UNTIL, not both": "This must end by COUNT or by UNTIL, not both.",
    "must be 1 to 64 letters (a to z), digits, '.', '_' or '-'": (
        "Type 1 to 64 letters (a to z), digits, dots, lines or underlines."
    ),
    "is missing": "This is needed here.",
}
# Messages that name something: what they look like, and what is said instead.
_NAMING = {
    r"COUNT cannot be '(?P<value>.*)'": "“{value}” is no number of times.",
    r"INTERVAL cannot be '(?P<value>.*)'": (
        "“{value}” is no number of days, weeks, months or years."
    ),
    r"UNTIL cannot be '(?P<value>.*)'": "“{value}” is not a date. Type it as 2026-11-27.",
    r"must be at most (?P<most>\d+)": "Must be at most {most}.",
    r"must have at most (?P<most>\d+) characters": "Must have at most {most} characters.",
    r"must not be more than the default of (?P<usual>\d+) minutes": (
        "Must not be more than the usual length of {usual} minutes."
    ),
    r"must not be less than the default of (?P<usual>\d+) minutes": (
        "Must not be less than the usual length of {usual} minutes."
    ),
    r"must be the min of (?P<least>\d+) minutes plus whole steps of (?P<step>\d+)": (
        "Must be the shortest length of {least} minutes and whole steps of {step}."
    ),
    r"overlaps (?P<start>[\d:]+)–(?P<end>[\d:]+) of the same day": (
        "Overlaps {start}–{end} of the same day."
    ),
    r"must not be before (?P<day>[\d-]+), where the closure begins": (
        "The last day must not come before the first, {day}."
    ),
    r"(?P<day>[\d-]+) already has an override; write all its hours there": (
        "{day} is listed already; write all its hours there."
    ),
    r"must be in the years (?P<first>\d+) to (?P<last>\d+)": (
        "Must be in the years {first} to {last}."
    ),
    r"'(?P<value>.*)' is not in the calendar": "“{value}” is not in the calendar.",
    r"'' is not a time zone; .*": "A time zone is needed here, such as New York.",
    r"'(?P<value>.*)' is not a time zone; .*": (
        "“{value}” is not a time zone. Type a city such as New York, and choose."
    ),
    r"'(?P<id>.*)' belongs to location '.*', but the service to '.*'": (
        "“{name}” belongs to another location than the service."
    ),
    r"'(?P<value>.*)' is used twice": "“{value}” is used twice.",
    r"'(?P<value>.*)' is named twice": "“{value}” is named twice.",
    r"'(?P<value>.*)' is listed twice": "“{value}” is listed twice.",
    r"group '(?P<id>.*)' has nobody at location '.*'": (
        "The group “{name}” has nobody at this location."
    ),
    r"unknown (service|resource|location|group) '(?P<value>.*)'": "There is no “{value}”.",
}


def fault_sentence(
    message: str, tr: Translate = untranslated, names: Mapping[str, str] | None = None
) -> str:
    """The sentence for a fault's ``message``, which reads on after the name of a field.

    ``names`` are those of the entries that a message calls by their ids.
    """
    spoken = _SPOKEN.get(message)
    if spoken is not None:
        return tr(spoken)
    for pattern, template in _NAMING.items():
        if match := re.fullmatch(pattern, message):
            said = match.groupdict()
            if "id" in said:
                said["name"] = (names or {}).get(said["id"], said["id"])
            return tr(template).format(**said)
    return f"{message[:1].upper()}{message[1:]}."
