"""Reads the month that is shown, and the available times of its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal

from frontdesk.desk import calendar, month
from frontdesk.desk.month import MonthView
from frontdesk.desk.unit import Desk
from frontdesk.ui.seen import SeenReader


@dataclass(frozen=True, slots=True)
class MonthAsked:
    """What the month is about: days of a location, some of its resources, and a service.

    ``resource_ids`` is None for all of them; an empty ``service_id`` marks no available times.
    """

    location_id: str
    first: date
    last: date
    resource_ids: tuple[str, ...] | None = None
    service_id: str = ""
    duration: int | None = None


class MonthReader(SeenReader[MonthAsked]):
    """Answers with the month first, and with its available times after it."""

    monthRead = Signal(object)
    """The ``MonthView`` of what was asked for last."""
    openingsRead = Signal(object)
    """How many available times each ``date`` has; empty where no service is chosen."""

    def read(self, asked: MonthAsked) -> None:
        """Read the month, and its available times where a service is chosen."""

        def read(desk: Desk) -> MonthView:
            days = (asked.first, asked.last)
            return month.month_view(desk, asked.location_id, *days, asked.resource_ids)

        self._runner.run(read, self.monthRead.emit, self._fail, key="month-page")
        self._read_openings(asked)

    def _read_openings(self, asked: MonthAsked) -> None:
        if not asked.service_id:
            self._runner.forget("month-page-openings")
            self.openingsRead.emit({})
            return

        def read(desk: Desk) -> Mapping[date, int]:
            days = (asked.first, asked.last)
            service, length = asked.service_id, asked.duration
            return calendar.opening_days(desk, asked.location_id, service, *days, length)

        self._runner.run(read, self.openingsRead.emit, self._fail, key="month-page-openings")
