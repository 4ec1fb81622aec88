"""Reads the report that is shown, and the visits behind one of its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal

from frontdesk.desk import reports
from frontdesk.desk.answers import RefusalError
from frontdesk.desk.reports import Behind, Kind, Period, Preset, Report, Slice
from frontdesk.desk.unit import Desk
from frontdesk.engine.values import Business
from frontdesk.ui import text
from frontdesk.ui.seen import SeenReader


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """Which report: ``days`` are named by a preset, or None for ``first..last``."""

    kind: Kind
    preset: Preset | None
    first: date
    last: date
    location_id: str | None = None
    resource_id: str | None = None
    compare: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A report, and the business as it was when it was read."""

    report: Report
    business: Business


class ReportReader(SeenReader[ReportAsked]):
    """Answers what is asked while the page is seen."""

    reportRead = Signal(object)
    """The ``Answer`` to what was asked for last."""
    behindRead = Signal(object)
    """The ``Behind`` of the figure that was opened last."""
    refused = Signal(object)
    """The ``Refusal`` of whom it may not show this, or of a period that is none."""

    def read(self, asked: ReportAsked) -> None:
        """Read the report."""

        def read(desk: Desk) -> Answer:
            with desk.look() as unit:
                business, primary = unit.business, unit.business.primary
                zone = primary.timezone if primary is not None else "UTC"
                today = text.today_of(unit.now, zone)
            days = (asked.first, asked.last)
            if asked.preset is not None:
                days = reports.days_of(asked.preset, today)
            known = business.locations.keys()
            location_id = asked.location_id if asked.location_id in known else None
            resource_id = asked.resource_id if asked.resource_id in business.resources else None
            period = Period(*days, location_id)
            made = reports.report(
                desk, asked.kind, period, resource_id=resource_id, compare=asked.compare
            )
            return Answer(made, business)

        self._runner.run(read, self.reportRead.emit, self._tell, key="report")

    def open(self, slice_: Slice, limit: int) -> None:
        """Read the latest ``limit`` visits behind a figure."""

        def read(desk: Desk) -> Behind:
            return reports.visits_behind(desk, slice_, limit)

        self._runner.run(read, self.behindRead.emit, self._tell, key="report-behind")

    def forget_behind(self) -> None:
        """Let nothing come of the figure that was opened last."""
        self._runner.forget("report-behind")

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, RefusalError):
            self.refused.emit(error.refusal)
        else:
            self.failed.emit(error)
