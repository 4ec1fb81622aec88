"""Which days of which location are shown, for which service, and what the desk says about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from frontdesk.desk import calendar, configuration
from frontdesk.desk.answers import RefusalError
from frontdesk.desk.unit import Desk
from frontdesk.desk.views import DaysView
from frontdesk.engine.changes import Changes
from frontdesk.engine.values import Business, Location, Service
from frontdesk.ui import period
from frontdesk.ui.day_reader import DayReader, DaysAsked, TimesAsked
from frontdesk.ui.period import Period, Reach, View
from frontdesk.ui.runner import Runner


class ShownDay(QObject):
    """The choices of the window, and the views that are read for them.

    ``date`` is the chosen day; ``period`` are all days shown with it, which ``view``, ``count``
    (days of the day view, 1 to 9) and ``work_week`` decide. Every reading has a key of its own,
    so that fast paging shows the days asked for last.
    """

    businessRead = Signal(object)
    """The ``Business``; one without locations means an empty book."""
    chosen = Signal()
    """Location, view, date, service or length is another one now; what is read follows."""
    daysRead = Signal(object)
    """The ``DaysView`` of the days shown."""
    openingsRead = Signal(object)
    """The ``OpeningsView`` of the days and the service; None where no service is chosen."""
    monthRead = Signal(object)
    """How many openings each ``date`` has for the chosen service."""
    timesWanted = Signal()
    """Whatever lists times of the chosen service should look for them now."""
    failed = Signal(object)
    """The error that a reading met; what is shown stays what was read last."""

    def __init__(self, runner: Runner, today: date, parent: QObject | None = None) -> None:
        """Nothing is read yet; the first day will be ``today``."""
        super().__init__(parent)
        self._runner = runner
        self.business = Business.of("")
        self._has_read = False
        self.location_id = ""
        self.date = today
        self.view = View.DAY
        self.count = 1
        self.work_week = False
        self.reach = Reach.DAY
        self.own = period.days_from(today, 1)
        self.service_id = ""
        self.duration: int | None = None
        self._month: tuple[date, date] | None = None
        self._last_read: tuple[str, date, View, int, bool] | None = None
        self._reader = DayReader(runner, self)
        self._reader.daysRead.connect(self._on_days)
        self._reader.openingsRead.connect(self.openingsRead)
        self._reader.refused.connect(self.start)
        self._reader.daysFailed.connect(self._go_back)
        self._reader.openingsFailed.connect(self._unmark)

    @property
    def location(self) -> Location | None:
        """The chosen location; None in an empty book."""
        return self.business.locations.get(self.location_id)

    @property
    def timezone(self) -> str:
        """The zone of the chosen location."""
        location = self.location
        return location.timezone if location is not None else "UTC"

    @property
    def locations(self) -> list[Location]:
        """The locations to choose from."""
        return [entry for entry in self.business.locations.values() if not entry.retired]

    @property
    def services(self) -> list[Service]:
        """The services that are offered at the chosen location."""
        return [
            entry
            for entry in self.business.services.values()
            if not entry.retired
            and (entry.scope == "company" or entry.location_id == self.location_id)
        ]

    @property
    def service(self) -> Service | None:
        """The chosen service."""
        return next((entry for entry in self.services if entry.id == self.service_id), None)

    @property
    def period(self) -> Period:
        """The days that are shown."""
        return self._period_of(self.date)

    @property
    def listed(self) -> Period:
        """The days of the list; a range that was typed goes along when the date leaves it."""
        return self._listed_around(self.date)

    def _period_of(self, day: date) -> Period:
        """The days that would be shown if ``day`` were the chosen one."""
        if self.view is View.LIST:
            return self._listed_around(day)
        if self.view is View.MONTH:
            return period.month_of(day)
        if self.view is View.WEEK:
            return period.week_of(day, _first_weekday(), self._open_weekdays())
        return period.days_from(day, self.count)

    def _listed_around(self, day: date) -> Period:
        if self.reach is Reach.MONTH:
            return period.month_of(day)
        if self.reach is Reach.WEEK:
            return period.week_of(day, _first_weekday())
        if self.reach is Reach.OWN:
            return self.own if day in self.own else Period(day, self.own.count)
        return period.days_from(day, 1)

    def _lists(self, reach: Reach) -> bool:
        return self.view is View.LIST and self.reach is reach

    def _open_weekdays(self) -> set[int]:
        """The weekdays of the work week; none where the whole week is wanted."""
        location = self.location
        if location is None or not self.work_week:
            return set()
        return {weekday for weekday, windows in location.hours.items() if windows}

    # Choosing

    def set_location(self, location_id: str, service_id: str = "") -> None:
        """Show another location, with one of its services chosen or none."""
        self.location_id = location_id
        self.service_id = service_id
        self.duration = None
        self._choose()

    def set_date(self, day: date) -> None:
        """Show another day."""
        if day != self.date:
            self.date = day
            self._choose()

    def show_date(self, day: date) -> None:
        """Make sure that a day is among those shown."""
        if day not in self.period:
            self.set_date(day)

    def set_view(self, view: View) -> None:
        """Show the chosen day in another view."""
        if view is not self.view:
            self.view = view
            self._choose()

    def go(self, day: date, view: View, count: int | None = None) -> None:
        """Show a day in a view, with ``count`` days side by side, or as many as before."""
        wanted = (day, view, self.count if count is None else count)
        if wanted != (self.date, self.view, self.count):
            self.date, self.view, self.count = wanted
            self._choose()

    def set_count(self, count: int) -> None:
        """Show ``count`` days side by side (1 to 9) from the chosen day on."""
        if (self.view, self.count) != (View.DAY, count):
            self.view = View.DAY
            self.count = min(max(count, 1), period.MOST_DAYS)
            self._choose()

    def set_reach(self, reach: Reach, own: Period) -> None:
        """Let the list reach so far; ``own`` is the range that was typed."""
        if (reach, own) != (self.reach, self.own):
            self.reach, self.own = reach, own
            if reach is Reach.OWN and self.date not in own:
                self.date = own.first
            self._choose()

    def set_work_week(self, wanted: bool) -> None:
        """Leave out the days at the edges of the week on which the location never opens."""
        if wanted != self.work_week:
            self.work_week = wanted
            self._choose()

    def step(self, steps: int) -> None:
        """Go on by all the days that are shown, ``steps`` times; back when negative."""
        day = self._stepped(steps)
        if day is not None:
            self.set_date(day)

    def _stepped(self, steps: int) -> date | None:
        """The chosen day after some steps; None beyond the first and last year there is."""
        try:
            shown = self.period
            if self.view is View.MONTH or self._lists(Reach.MONTH):
                return period.months_on(self.date, steps)
            if self._lists(Reach.OWN):  # as many days on, whichever of them is the chosen one
                return shown.first + timedelta(days=steps * shown.count)
            days = period.WEEK if self.view is View.WEEK else shown.count
            return self.date + timedelta(days=steps * days)
        except (OverflowError, ValueError):
            return None

    def set_service(self, service_id: str) -> None:
        """Mark the times of another service; empty for none."""
        if service_id != self.service_id:
            self.service_id = service_id
            self.duration = None
            self._choose()

    def set_duration(self, minutes: int) -> None:
        """Mark the times for another length."""
        if minutes != self.duration:
            self.duration = minutes
            self._choose()

    def set_month(self, first: date, last: date) -> None:
        """The days that the mini-month shows."""
        self._month = (first, last)
        self._read_month()

    # Reading

    @Slot()
    def start(self) -> None:
        """Read the business, and the chosen days after it."""
        self._runner.run(configuration.business, self._on_business, self.failed.emit, "business")

    @Slot(object)
    def refresh(self, changes: Changes | None = None) -> None:
        """Read again what ``changes`` made stale; None means everything."""
        self._reader.forget()
        if changes is None or changes.everything or changes.configuration:
            self.start()
        elif not changes.location_ids or self.location_id in changes.location_ids:
            self._read_all()

    def _choose(self) -> None:
        if self.service is None:
            self.service_id = ""
        self.chosen.emit()
        self._read_all()

    def _read_all(self) -> None:
        if self.location is None:
            return
        self._read_days()
        self._read_month()
        self.timesWanted.emit()

    def _read_days(self) -> None:
        if self.view in (View.MONTH, View.LIST):
            self._reader.stop()  # their pages read what they show
            return
        days, times = self.period, None
        if self.service_id:
            times = TimesAsked(self.location_id, days, self.service_id, self.duration)
        near = (self._period_of(day) for day in (self._stepped(1), self._stepped(-1)) if day)
        self._reader.ask(DaysAsked(self.location_id, days), times, near)

    def forget(self) -> None:
        """Read everything anew from now on, also what is at hand."""
        self._reader.forget()

    @Slot(object)
    def _on_days(self, view: DaysView) -> None:
        self._last_read = self._choices()
        self.daysRead.emit(view)

    def _choices(self) -> tuple[str, date, View, int, bool]:
        return self.location_id, self.date, self.view, self.count, self.work_week

    @Slot(object)
    def _go_back(self, error: BaseException) -> None:
        """The days cannot be read: those read last stay, and so does what heads them."""
        if self._last_read is not None and self._last_read != self._choices():
            self.location_id, self.date, self.view, self.count, self.work_week = self._last_read
            self.chosen.emit()
        self.failed.emit(error)

    @Slot(object)
    def _unmark(self, error: BaseException) -> None:
        """The times cannot be read: none are marked rather than wrong ones."""
        self.openingsRead.emit(None)
        self.failed.emit(error)

    def _read_month(self) -> None:
        if not self.service_id or self._month is None or self.location is None:
            self._runner.forget("month")
            self.monthRead.emit({})
            return
        first, last = self._month
        place, service, length = self.location_id, self.service_id, self.duration

        def read(desk: Desk) -> Mapping[date, int]:
            return calendar.opening_days(desk, place, service, first, last, length)

        self._runner.run(read, self.monthRead.emit, self._fail, key="month")

    def _on_business(self, business: Business) -> None:
        known = self.business
        same = business.version == known.version and business.services == known.services
        if self._has_read and same:  # whoever signed in last may see other prices
            self._read_all()  # another desk wrote, but not the configuration
            return
        self._has_read = True
        self.business = business
        if self.location is None or self.location.retired:
            primary = business.primary
            self.location_id = primary.id if primary is not None else ""
            self.duration = None
        self.businessRead.emit(business)
        self._choose()

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, RefusalError):
            self.start()  # the configuration changed under our feet
        else:
            self.failed.emit(error)


def _first_weekday() -> int:
    """The weekday on which weeks begin; Monday is 0."""
    return QLocale().firstDayOfWeek().value - 1
