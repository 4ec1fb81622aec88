"""Reads the rows of the list: visits, and available times where they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal

from frontdesk.desk import agenda
from frontdesk.desk.agenda import AgendaView
from frontdesk.desk.unit import Desk
from frontdesk.engine.values import Business
from frontdesk.ui.agenda.entries import Entry, changes_at, opening_entries, visit_entries
from frontdesk.ui.seen import SeenReader


@dataclass(frozen=True, slots=True)
class AgendaAsked:
    """Days of a location; a ``service_id`` lists its available times too.

    ``setup`` is the version of the configuration, whose names the rows show.
    """

    location_id: str
    first: date
    last: date
    service_id: str = ""
    duration: int | None = None
    setup: int = 0


@dataclass(frozen=True, slots=True)
class AgendaFound:
    """The rows of what was asked; ``more`` says that the list ends before the days do.

    At ``changes_at`` (a moment in seconds) some row is another one although nobody writes.
    """

    asked: AgendaAsked
    entries: tuple[Entry, ...]
    more: bool
    zone: str
    changes_at: int | None = None

    def is_for(self, asked: AgendaAsked) -> bool:
        """Whether these are rows of the days that are asked for."""
        mine = self.asked
        return (mine.location_id, mine.first, mine.last) == (
            asked.location_id,
            asked.first,
            asked.last,
        )


class AgendaReader(SeenReader[AgendaAsked]):
    """Makes the rows on the database thread: thousands of them take longer than a frame."""

    found = Signal(object)
    """The ``AgendaFound`` of what was asked for last."""

    business = Business.of("")
    """The configuration whose names the available times show."""

    def read(self, asked: AgendaAsked) -> None:
        """Read visits and available times in one job, so that they come together."""
        business = self.business

        def read(desk: Desk) -> AgendaFound:
            days = (asked.first, asked.last)
            view = agenda.agenda(desk, asked.location_id, *days)
            rows = _rows(desk, asked, view, business)
            ends = changes_at(rows, view.read_at)
            return AgendaFound(asked, rows, view.more, view.timezone, ends)

        self._runner.run(read, self.found.emit, self._fail, key="agenda-page")


def _rows(
    desk: Desk, asked: AgendaAsked, view: AgendaView, business: Business
) -> tuple[Entry, ...]:
    rows = visit_entries(view)
    if asked.service_id:
        days = (asked.first, asked.last)
        times = agenda.openings(desk, asked.location_id, asked.service_id, *days, asked.duration)
        rows += opening_entries(times, asked.service_id, business, view.timezone)
    return tuple(rows)
