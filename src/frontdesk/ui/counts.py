"""How many visits of the days shown stand how. Nothing here is Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum

from frontdesk.desk.views import DaysView, DayView, VisitView
from frontdesk.engine.values import Status


class Group(StrEnum):
    """What staff tell apart at a glance."""

    BOOKED = "booked"
    HERE = "here"
    DONE = "done"
    NO_SHOW = "no-show"
    CANCELLED = "cancelled"
    HELD = "held"


GROUPS = (Group.BOOKED, Group.HERE, Group.DONE, Group.NO_SHOW, Group.CANCELLED)
"""Those that can be left out of the calendar; a hold always shows."""
USUALLY_LEFT_OUT = frozenset({Group.CANCELLED})
"""What is left out until somebody wants to see it."""


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The figures of the days shown. A visit of several resources counts once, and so does a class.

    ``hold_expires_at`` is the moment at which the first hold ends; ``load`` is the mean load
    (0 to 1) of the columns that are open.
    """

    counts: Mapping[Group, int] = field(default_factory=dict)
    hold_expires_at: int | None = None
    load: float = 0.0

    def of(self, group: Group) -> int:
        """How many visits belong to ``group``."""
        return self.counts.get(group, 0)

    @property
    def visits(self) -> int:
        """Visits that take place: neither holds nor no-shows."""
        return self.of(Group.BOOKED) + self.of(Group.HERE) + self.of(Group.DONE)


def group_of(visit: VisitView) -> Group | None:
    """The group of a visit; None for one that was moved."""
    if visit.status in (Status.BOOKED, Status.RESERVED):
        if visit.completed:
            return Group.DONE
        return Group.HERE if visit.arrived else Group.BOOKED
    return {
        Status.INITIAL: Group.HELD,
        Status.NO_SHOW: Group.NO_SHOW,
        Status.CANCELLED: Group.CANCELLED,
    }.get(visit.status)


def count(days: DaysView, now: int) -> DayCounts:
    """The figures of ``days`` at the moment ``now`` (seconds): expired holds are no holds."""
    visits = {visit.id: visit for column in days.columns for visit in column.visits}
    live = [v for v in visits.values() if v.hold_expires_at is None or v.hold_expires_at > now]
    groups = Counter(group for visit in live if (group := group_of(visit)) is not None)
    groups.update({v.id: Group.CANCELLED for c in days.columns for v in c.cancelled}.values())
    ends = [visit.hold_expires_at for visit in live if visit.hold_expires_at is not None]
    loads = [column.load for column in days.columns if column.open]
    return DayCounts(groups, min(ends, default=None), sum(loads) / len(loads) if loads else 0.0)


def without(days: DaysView, groups: AbstractSet[Group]) -> DaysView:
    """``days`` without the visits of ``groups``, and with the cancelled where not left out."""
    if groups == USUALLY_LEFT_OUT:
        return days
    return DaysView(tuple(_day_without(day, groups) for day in days.days))


def _day_without(day: DayView, groups: AbstractSet[Group]) -> DayView:
    columns = tuple(
        replace(
            column,
            visits=tuple(
                visit
                for visit in sorted((*column.visits, *column.cancelled), key=_by_start)
                if group_of(visit) not in groups
            ),
        )
        for column in day.columns
    )
    return replace(day, columns=columns)


def _by_start(visit: VisitView) -> tuple[int, int]:
    return visit.start, visit.id
