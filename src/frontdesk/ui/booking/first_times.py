"""The first available times for what is wanted: asked off the GUI thread, and laid out in rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal, Slot

from frontdesk.desk.answers import Opening, RefusalError
from frontdesk.desk.first_available import DayTimes, FirstTime, FirstTimes, Part, Wish
from frontdesk.desk.first_available import first_available as ask
from frontdesk.desk.unit import Desk
from frontdesk.engine.values import Business, Resource
from frontdesk.ui import text
from frontdesk.ui.day import ShownDay
from frontdesk.ui.runner import Runner
from frontdesk.ui.text import translate as tr

_KEY = "first-times"
_USUAL_ROWS = 4


@dataclass(frozen=True, slots=True)
class TimesFilter:
    """What narrows the times: a person (id, empty for anyone), part of the day, one weekday."""

    person: str = ""
    part: Part | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class ListedTime:
    """One row. ``caption`` heads the group that begins with it; empty inside a group."""

    opening: Opening
    time: str
    rest: str
    pill: str = ""
    caption: str = ""


def listed(
    times: FirstTimes, business: Business, today: date, usual_id: str | None
) -> tuple[ListedTime, ...]:
    """The usual person's times first, then anyone's by day, none of them twice."""
    usual = [entry for day in times.usual for entry in day.times][:_USUAL_ROWS]
    zone, rows = times.timezone, []
    name = text.short_names_text(business, (usual_id,)) if usual_id else ""
    for at, entry in enumerate(usual):
        day = _day_of(times.usual, entry)
        rest = f"{text.near_day_text(day, today)} · {_who(entry, business)}"
        caption = tr("With {name}").format(name=name) if at == 0 else ""
        rows.append(_row(entry, zone, rest, _usual_pill(entry), caption))
    shown = {(entry.opening.start, entry.opening.resource_ids) for entry in usual}
    for group in times.anyone:
        caption = text.near_day_text(group.date, today)
        if usual:
            caption = tr("{day} with anyone").format(day=caption)
        for entry in group.times:
            if (entry.opening.start, entry.opening.resource_ids) not in shown:
                is_usual = usual_id is not None and usual_id in entry.opening.resource_ids
                pill = _usual_pill(entry) if is_usual else _gap_pill(entry)
                rows.append(_row(entry, zone, _who(entry, business), pill, caption))
                caption = ""
    return tuple(rows)


class TimesFinder(QObject):
    """Looks for the first times of the shown service, again whenever the book changes."""

    changed = Signal()
    """``rows``, ``filter``, ``first`` or ``is_reading`` is another one now."""
    failed = Signal(object)
    """The error that a reading met."""

    def __init__(
        self, runner: Runner, day: ShownDay, now: Callable[[], datetime], parent: QObject
    ) -> None:
        """Follow the service, length and date of ``day``; ``now`` tells the present moment."""
        super().__init__(parent)
        self._runner = runner
        self._day = day
        self._now = now
        self._seen = day.date
        self._asked: Wish | None = None
        self.first = day.date
        """The local day from which on times are looked for."""
        self.usual_id: str | None = None
        self.filter = TimesFilter()
        self.rows: tuple[ListedTime, ...] = ()
        self.is_reading = False
        day.timesWanted.connect(self.look)

    @property
    def today(self) -> date:
        """The local date of the place that is shown."""
        return text.today_of(self._now(), self._day.timezone)

    @property
    def has_service(self) -> bool:
        """Whether it is known what to look for."""
        return self._day.service is not None

    @property
    def people(self) -> list[Resource]:
        """The people who offer the shown service here."""
        service, business = self._day.service, self._day.business
        if service is None:
            return []
        here = business.resources_at(self._day.location_id)
        return [entry for entry in here if entry.kind == "staff"]

    def begin(self, usual_id: str | None, first: date) -> None:
        """Look anew from ``first`` on for someone whose usual person is ``usual_id``."""
        self.usual_id, self.filter = usual_id, TimesFilter()
        self._seen, self.first = self._day.date, first
        self.look()

    def forget_usual(self) -> None:
        """Nobody in particular is booked for any more."""
        if self.usual_id is not None:
            self.usual_id = None
            self.look()

    def narrow(self, wanted: TimesFilter) -> None:
        """Look for other people or hours."""
        self.filter = wanted
        self.look()

    def look_from(self, first: date) -> None:
        """Look from another day on."""
        self.first = first
        self.look()

    def stay(self, shown: date) -> None:
        """The calendar goes to ``shown`` for a time of this list; the list stays as it is."""
        self._seen = shown

    @Slot()
    def look(self) -> None:
        """Ask again."""
        if self._day.date != self._seen:
            self._seen = self.first = self._day.date
        if self._day.service is None:
            self._runner.forget(_KEY)
            self._asked, self.rows, self.is_reading = None, (), False
            self.changed.emit()
            return
        wish = self._wish()
        if wish != self._asked:
            self._asked, self.rows = wish, ()  # what stood here is no answer to this
        self.is_reading = True
        self.changed.emit()

        def job(desk: Desk) -> FirstTimes:
            return ask(desk, wish)

        self._runner.run(job, self._on_times, self._fail, key=_KEY)

    def _wish(self) -> Wish:
        known = {entry.id for entry in self.people}
        if self.filter.person not in known:
            self.filter = replace(self.filter, person="")
        wanted = self.filter
        return Wish(
            self._day.service_id,
            max(self.first, self.today),
            self._day.location_id,
            (wanted.person,) if wanted.person else (),
            wanted.part,
            frozenset() if wanted.weekday is None else frozenset({wanted.weekday}),
            self._day.duration,
            None if wanted.person else self.usual_id,
        )

    def _on_times(self, times: FirstTimes) -> None:
        self.is_reading = False
        self.rows = listed(times, self._day.business, self.today, self.usual_id)
        self.changed.emit()

    def _fail(self, error: BaseException) -> None:
        self.is_reading, self.rows = False, ()
        self.changed.emit()
        if not isinstance(error, RefusalError):
            self.failed.emit(error)  # a refusal: the configuration is being read again


def _row(entry: FirstTime, zone: str, rest: str, pill: str, caption: str) -> ListedTime:
    return ListedTime(
        entry.opening, text.clock_text(entry.opening.start, zone), rest, pill, caption
    )


def _who(entry: FirstTime, business: Business) -> str:
    return text.short_names_text(business, entry.opening.resource_ids)


def _usual_pill(entry: FirstTime) -> str:
    return _gap_pill(entry) or tr("usual person")


def _gap_pill(entry: FirstTime) -> str:
    return tr("fills a gap") if entry.fills_gap else ""


def _day_of(days: tuple[DayTimes, ...], entry: FirstTime) -> date:
    return next(day.date for day in days if entry in day.times)
