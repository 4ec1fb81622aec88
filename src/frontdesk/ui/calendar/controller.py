"""Feeds the calendar widget: lays scenes out from views of the desk, and lets time pass."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from frontdesk.desk.views import ColumnView, DaysView, OpeningsView
from frontdesk.engine.clock import moment_of
from frontdesk.ui import text
from frontdesk.ui.calendar.coloring import ColorBy
from frontdesk.ui.calendar.geometry import TimeScale
from frontdesk.ui.calendar.layout import axis_day, build
from frontdesk.ui.calendar.passing import advance
from frontdesk.ui.calendar.places import opening_instant
from frontdesk.ui.calendar.scene import Frame
from frontdesk.ui.calendar.view import CalendarView
from frontdesk.ui.calendar.wording import Words, words_in
from frontdesk.ui.theme.apply import text_scale


def translated_words() -> Words:
    """The words of the calendar in the language of the window."""
    return words_in(text.translate)


class CalendarController(QObject):
    """Shows days in one ``CalendarView``.

    Before the first ``show_days``, or after ``show_nothing``, the calendar is empty. ``tick``
    must have told the time before the first day is shown.
    """

    def __init__(self, view: CalendarView, now: datetime, parent: QObject | None = None) -> None:
        """Feed ``view``; ``now`` is the aware present moment by the desk's clock."""
        super().__init__(parent or view)
        self._view = view
        self._now = moment_of(now)
        self._days: DaysView | None = None
        self._openings: OpeningsView | None = None
        self._hidden: frozenset[str] = frozenset()
        self._with_retired = True
        self._folding = False
        self._own_desk = ""
        self._color_by = ColorBy.SERVICE
        self._twelve_hours = text.twelve_hours()
        self._words = translated_words()
        self._opened: tuple[str, date, date] | None = None
        view.layoutChanged.connect(self._lay_out)

    def show_days(self, days: DaysView) -> None:
        """Show ``days``; other dates or another location open where the work begins."""
        self._days = days
        self._lay_out()
        shown = (days.location_id, days.first, days.last)
        if shown != self._opened:
            self._opened = shown
            self.scroll_to_opening()

    def show_nothing(self) -> None:
        """Show an empty calendar."""
        self._days = None
        self._opened = None
        self._lay_out()

    def show_openings(self, openings: OpeningsView | None) -> None:
        """Mark the available times of a service, or none; another date's are ignored."""
        if openings is None and self._openings is None:
            return  # so that a change of the days lays out once, not the old one once more
        self._openings = openings
        self._lay_out()

    def tick(self, now: datetime) -> None:
        """Let time pass to ``now`` (aware): countdowns, the now-line, visits that are over."""
        self._now = moment_of(now)
        scene = self._view.scene
        if scene is None:
            return
        moved, changed = advance(scene, self._now)
        self._view.advance_scene(moved, changed)

    def set_hidden_resources(self, hidden: AbstractSet[str], *, with_retired: bool = True) -> None:
        """Leave out the columns of these resources.

        Who is retired has no box to be left out or taken in by, only visits that somebody must
        still see to: ``with_retired`` is for all of them.
        """
        wanted = frozenset(hidden), with_retired
        if wanted != (self._hidden, self._with_retired):
            self._hidden, self._with_retired = wanted
            self._lay_out()

    def set_folding(self, folding: bool) -> None:
        """Leave out columns that do not offer the chosen service, while one is chosen."""
        if folding != self._folding:
            self._folding = folding
            self._lay_out()

    def set_selected_visit(self, visit_id: int | None) -> None:
        """Outline all blocks of a visit, or of none."""
        self._view.set_selected_visit(visit_id)

    def set_own_desk(self, name: str) -> None:
        """Whose holds are "HOLD"; those of others say who holds them."""
        if name != self._own_desk:
            self._own_desk = name
            self._lay_out()

    def set_color_by(self, by: ColorBy) -> None:
        """Let the colour of a visit tell something else."""
        if by is not self._color_by:
            self._color_by = by
            self._lay_out()

    def scroll_to_now(self) -> None:
        """Bring the present hour into view; nothing where today is not shown."""
        scene = self._view.scene
        if scene is not None and scene.now_line is not None:
            self._view.scroll_to_line(scene.now_line)

    def scroll_to_opening(self) -> None:
        """Scroll to where the day's work begins, or to an hour before now."""
        scene = self._view.scene
        if scene is not None:
            page = self._view.viewport().height()
            self._view.scroll_to(opening_instant(scene, page))

    def _columns(self, days: DaysView) -> tuple[ColumnView, ...]:
        return tuple(
            column
            for column in days.columns
            if not self._is_left_out(column) and not (self._folding and self._is_idle(column))
        )

    def _is_left_out(self, column: ColumnView) -> bool:
        """Whether the user does not want to see a column."""
        return not self._with_retired if column.retired else column.resource_id in self._hidden

    def _is_idle(self, column: ColumnView) -> bool:
        """Whether a column could never take the chosen service."""
        offering = self._openings.starts if self._openings is not None else {}
        return bool(offering) and column.resource_id not in offering

    def _show_folding(self, days: DaysView, shown: tuple[ColumnView, ...]) -> None:
        idle = sum(
            not self._is_left_out(column) and self._is_idle(column)
            for column in days.days[0].columns
        )
        self._view.folding.show_count(idle, folded=self._folding)

    def _lay_out(self) -> None:
        days = self._days
        if days is None:
            self._view.set_scene(None)
            return
        columns = self._columns(days)
        self._show_folding(days, columns)
        self._view.set_grouped(len(days.days) > 1)
        frame = Frame(
            time=TimeScale(axis_day(days), self._view.quarter * text_scale()),
            columns=self._view.column_scale(len(columns)),
            zone=ZoneInfo(days.timezone),
            words=self._words,
            own_desk=self._own_desk,
            twelve_hours=self._twelve_hours,
            text_scale=text_scale(),
            titles={day.date: text.day_text(day.date) for day in days.days},
            color_by=self._color_by,
        )
        self._view.set_scene(build(days, columns, self._openings, self._now, frame))
