"""Reads days and their available times, and has the days before and after at hand."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from frontdesk.desk import calendar
from frontdesk.desk.answers import RefusalError
from frontdesk.desk.unit import Desk
from frontdesk.desk.views import DaysView, OpeningsView
from frontdesk.ui.period import Period
from frontdesk.ui.runner import Runner

REST = 120
"""Milliseconds without another wish before the neighbours are read: paging comes first."""
_KEPT = 5
_MOST_VISITS = 4_000
"""Days with more visits than this are read when they are wanted, and not before."""

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """Days of one location."""

    location_id: str
    period: Period


@dataclass(frozen=True, slots=True)
class TimesAsked:
    """The available times of one service on days of one location."""

    location_id: str
    period: Period
    service_id: str
    duration: int | None


class _Shelf(Generic[K, V]):
    """The answers used last, a few of them."""

    def __init__(self) -> None:
        self._answers: OrderedDict[K, V] = OrderedDict()

    def get(self, asked: K) -> V | None:
        if asked in self._answers:
            self._answers.move_to_end(asked)
        return self._answers.get(asked)

    def put(self, asked: K, answer: V) -> None:
        self._answers[asked] = answer
        self._answers.move_to_end(asked)
        while len(self._answers) > _KEPT:
            self._answers.popitem(last=False)

    def clear(self) -> None:
        self._answers.clear()


class DayReader(QObject):
    """Answers at once with what is at hand, and reads it anew a moment later all the same.

    What another desk writes makes everything at hand void (``forget``), and so does the reading
    that follows each answer from memory: it is told only where it differs.
    """

    daysRead = Signal(object)
    """The ``DaysView`` that was asked for last."""
    openingsRead = Signal(object)
    """The ``OpeningsView`` that was asked for last; None where no service is chosen."""
    refused = Signal()
    """The configuration changed under our feet."""
    daysFailed = Signal(object)
    """The days that were asked for could not be read: the error."""
    openingsFailed = Signal(object)
    """The times that were asked for could not be read: the error."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Read through ``runner``."""
        super().__init__(parent)
        self._runner = runner
        self._days: DaysAsked | None = None
        self._times: TimesAsked | None = None
        self._neighbours: tuple[Period, ...] = ()
        self._shown_days: tuple[DaysAsked, DaysView] | None = None
        self._shown_times: tuple[TimesAsked, OpeningsView] | None = None
        self._kept_days: _Shelf[DaysAsked, DaysView] = _Shelf()
        self._kept_times: _Shelf[TimesAsked, OpeningsView] = _Shelf()
        self._doubted = False  # whether the last answer came from memory
        self._edition = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._look_around)

    def ask(
        self, days: DaysAsked, times: TimesAsked | None, neighbours: Iterable[Period] = ()
    ) -> None:
        """Tell ``days`` and ``times``; ``neighbours`` are the days that may be wanted next."""
        self._days, self._times, self._neighbours = days, times, tuple(neighbours)
        self._doubted = False
        at_hand = self._kept_days.get(days)
        if at_hand is None:
            self._read_days(days)
        else:
            self._doubted = True
            self._tell_days(days, at_hand)
        if times is None:
            self._runner.forget("openings")
            self._shown_times = None
            self.openingsRead.emit(None)
        else:
            marked = self._kept_times.get(times)
            if marked is None:
                self._read_times(times)
            else:
                self._doubted = True
                self._tell_times(times, marked)
        self._rest.start()

    def stop(self) -> None:
        """Nothing is asked for: what is shown by then is read elsewhere."""
        self._rest.stop()
        for key in ("day", "openings"):
            self._runner.forget(key)
        self._days = self._times = None

    def forget(self) -> None:
        """Nothing at hand is true any more."""
        self._edition += 1
        self._kept_days.clear()
        self._kept_times.clear()

    # What is asked for

    def _read_days(self, asked: DaysAsked) -> None:
        edition = self._edition

        def done(view: DaysView) -> None:
            if edition == self._edition:
                self._kept_days.put(asked, view)
            self._tell_days(asked, view)

        self._runner.run(_days_job(asked), done, self._fail_days, key="day")

    def _read_times(self, asked: TimesAsked) -> None:
        edition = self._edition

        def done(view: OpeningsView) -> None:
            if edition == self._edition:
                self._kept_times.put(asked, view)
            self._tell_times(asked, view)

        self._runner.run(_times_job(asked), done, self._fail_times, key="openings")

    def _tell_days(self, asked: DaysAsked, view: DaysView) -> None:
        shown, self._shown_days = self._shown_days, (asked, view)
        if shown is None or shown[0] != asked or shown[1] != view:
            self.daysRead.emit(view)

    def _tell_times(self, asked: TimesAsked, view: OpeningsView) -> None:
        shown, self._shown_times = self._shown_times, (asked, view)
        if shown is None or shown[0] != asked or shown[1] != view:
            self.openingsRead.emit(view)

    def _fail_days(self, error: BaseException) -> None:
        if isinstance(error, RefusalError):
            self.refused.emit()
        else:
            self.daysFailed.emit(error)

    def _fail_times(self, error: BaseException) -> None:
        if isinstance(error, RefusalError):
            self.refused.emit()
        else:
            self.openingsFailed.emit(error)

    # What may be asked for next

    @Slot()
    def _look_around(self) -> None:
        """Read again what was told from memory, and then what lies beside it."""
        days, times = self._days, self._times
        if days is None:
            return
        if self._doubted:
            self._read_days(days)
            if times is not None:
                self._read_times(times)
        shown = self._shown_days
        if shown is None or _count(shown[1]) > _MOST_VISITS:
            return
        for number, near in enumerate(self._neighbours):
            self._fetch_days(number, DaysAsked(days.location_id, near))
            if times is not None:
                own = TimesAsked(times.location_id, near, times.service_id, times.duration)
                self._fetch_times(number, own)

    def _fetch_days(self, number: int, asked: DaysAsked) -> None:
        if self._kept_days.get(asked) is not None:
            return
        edition = self._edition

        def done(view: DaysView) -> None:
            if edition == self._edition:
                self._kept_days.put(asked, view)

        self._runner.run(_days_job(asked), done, _leave, key=f"day-near-{number}")

    def _fetch_times(self, number: int, asked: TimesAsked) -> None:
        if self._kept_times.get(asked) is not None:
            return
        edition = self._edition

        def done(view: OpeningsView) -> None:
            if edition == self._edition:
                self._kept_times.put(asked, view)

        self._runner.run(_times_job(asked), done, _leave, key=f"openings-near-{number}")


def _days_job(asked: DaysAsked) -> Callable[[Desk], DaysView]:
    def read(desk: Desk) -> DaysView:
        return calendar.days_view(desk, asked.location_id, asked.period.first, asked.period.count)

    return read


def _times_job(asked: TimesAsked) -> Callable[[Desk], OpeningsView]:
    def read(desk: Desk) -> OpeningsView:
        days = asked.period
        return calendar.openings_view(
            desk, asked.location_id, asked.service_id, days.first, days.last, asked.duration
        )

    return read


def _leave(_error: BaseException) -> None:
    """Whoever wants these days will be told."""


def _count(view: DaysView) -> int:
    return sum(len(column.visits) for column in view.columns)
