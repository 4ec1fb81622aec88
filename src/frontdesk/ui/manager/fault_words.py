"""Faults of the setup file as sentences that stand beside a field. Nothing here is Qt.

The checks word their faults for a reader of the file ("must be a whole number, not null"); who
fills in a form sees neither quotes nor null, so those messages are said otherwise here.
"""

from __future__ import annotations

import re

from frontdesk.desk.sentences import Translate, untranslated

_SPOKEN = {
    "must be a whole number, not null": "A whole number is needed here.",
    "must be a whole number, not a text": "This is not a whole number.",
    "must be positive": "Must be 1 or more.",
    "must not be negative": "Must be 0 or more.",
    "must not be empty": "A name is needed here.",
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
}
_QUOTED = re.compile(r"\b(COUNT|INTERVAL|UNTIL) cannot be '(.*)'")
_COUNTED = {
    "COUNT": "“{value}” is no number of times.",
    "INTERVAL": "“{value}” is no number of days, weeks, months or years.",
    "UNTIL": "“{value}” is not a date. Type it as 2026-11-27.",
}


def fault_sentence(message: str, tr: Translate = untranslated) -> str:
    """The sentence for a fault's ``message``, which reads on after the name of a field."""
    spoken = _SPOKEN.get(message)
    if spoken is not None:
        return tr(spoken)
    match = _QUOTED.fullmatch(message)
    if match:
        return tr(_COUNTED[match[1]]).format(value=match[2])
    return f"{message[:1].upper()}{message[1:]}."
