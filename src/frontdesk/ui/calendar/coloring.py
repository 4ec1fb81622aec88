"""What the colour of a block stands for: its service, how it stands, or its person. No Qt here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum

from frontdesk.desk.views import ColumnView, VisitView
from frontdesk.engine.values import Status
from frontdesk.ui.theme.tokens import SAFE_HUES


class ColorBy(Enum):
    """What the bar and the ground of a block tell, besides what is written in it."""

    SERVICE = "service"
    STATUS = "status"
    PERSON = "person"


BESIDE = "slate"
"""The hue of a room that only goes along with a person, and of what has no colour of its own."""

STATUS_HUES: Mapping[str, str] = {
    "reserved": "ochre",
    "booked": "indigo",
    "arrived": "sea",
    "started": "forest",
    "done": BESIDE,
    "no-show": "copper",
    "cancelled": BESIDE,
}


def standing(visit: VisitView) -> str:
    """How a visit stands as a key of ``STATUS_HUES``, facts before codes."""
    if visit.status is Status.NO_SHOW:
        return "no-show"
    if visit.status is Status.CANCELLED:
        return "cancelled"
    if visit.completed:
        return "done"
    if visit.started:
        return "started"
    if visit.arrived:
        return "arrived"
    return "reserved" if visit.status is Status.RESERVED else "booked"


def person_colors(columns: Iterable[ColumnView]) -> dict[str, str]:
    """The colour of each person by name: their own, or a safe hue where several share one."""
    people = {column.name: column.color for column in columns if column.kind == "staff"}
    shared = {color for color, count in Counter(people.values()).items() if count > 1}
    return {
        name: SAFE_HUES[place % len(SAFE_HUES)] if color in shared else color
        for place, (name, color) in enumerate(people.items())
    }


def color_of(by: ColorBy, column: ColumnView, visit: VisitView, people: Mapping[str, str]) -> str:
    """The colour (``#RRGGBB`` or the name of a hue) of a visit in a column."""
    if by is ColorBy.STATUS:
        return STATUS_HUES[standing(visit)]
    if by is ColorBy.SERVICE and not visit.others:
        return visit.color
    person = next((name for name in visit.others if name in people), None)
    if by is ColorBy.PERSON:
        return people.get(column.name) or people.get(person or "") or BESIDE
    along = column.kind != "staff" and person is not None
    return BESIDE if along and visit.capacity == 1 else visit.color
