"""Short words for the tests of the desk: New York times, and the visit of an answer."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from frontdesk.desk.answers import CustomerDetails, Done, Refused, Visit
from frontdesk.engine.clock import instant_of
from frontdesk.engine.refusals import Refusal

NEW_YORK = ZoneInfo("America/New_York")
DANA = CustomerDetails("Dana Fox", "dana@example.org", "")


def at(text: str) -> int:
    """The instant of a New York wall-clock time such as ``2026-11-24 09:00``."""
    return instant_of(datetime.fromisoformat(text).replace(tzinfo=NEW_YORK))


def done(answer: Done[Visit] | Refused) -> Visit:
    """The visit of a verb that must have taken effect."""
    assert isinstance(answer, Done), answer
    return answer.value


def refused(answer: Done[Visit] | Refused | Done[int]) -> Refusal:
    """The refusal of a verb that must not have taken effect."""
    assert isinstance(answer, Refused), answer
    return answer.refusal
