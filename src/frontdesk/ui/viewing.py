"""Wires how the book is looked at: which view, how many days, which columns."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from frontdesk.ui.calendar.controller import CalendarController
from frontdesk.ui.column_choice import ColumnChoice
from frontdesk.ui.column_sets import ColumnSets
from frontdesk.ui.day import ShownDay
from frontdesk.ui.period import View
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.window import MainWindow


class Viewing(QObject):
    """Connects the controls of the top bar, the menus and the heads, and remembers the choice."""

    def __init__(
        self,
        window: MainWindow,
        day: ShownDay,
        calendar: CalendarController,
        preferences: Preferences,
    ) -> None:
        """Connect everything; ``start`` takes over what was shown last."""
        super().__init__(window)
        self._window = window
        self._day = day
        self._calendar = calendar
        self._preferences = preferences
        self.columns = ColumnChoice(preferences, self)
        self.sets = ColumnSets(
            self.columns,
            window.menu.columns_menu,
            window.navigator.column_sets,
            window.top_bar.options,
            window,
        )
        self._connect_views()
        self._connect_columns()

    def start(self) -> None:
        """Show what this workstation showed last."""
        day, kept = self._day, self._preferences
        day.count, day.view, day.work_week = kept.day_count, kept.view, kept.work_week
        self._hide_columns()
        self._set_folding(kept.folds_columns)
        self._show()

    def _connect_views(self) -> None:
        window, day, menu = self._window, self._day, self._window.menu
        window.top_bar.viewChosen.connect(self._choose_view)
        menu.views.triggered.connect(self._choose_view_action)
        menu.counts.triggered.connect(self._choose_count)
        menu.work_week.triggered.connect(self._choose_work_week)
        window.calendar.dayChosen.connect(self.open_day)
        window.calendar.spoken.headPressed.connect(self._press_head)
        day.chosen.connect(self._show)

    def _connect_columns(self) -> None:
        window, columns = self._window, self.columns
        window.navigator.hiddenChanged.connect(columns.set_hidden)
        window.menu.fold.triggered.connect(self._set_folding)
        window.calendar.onlyChosen.connect(columns.toggle_only)
        window.calendar.foldingPressed.connect(self._toggle_folding)
        columns.changed.connect(self._show_columns)

    # Views

    @Slot(object)
    def open_day(self, day: date) -> None:
        """Show one day by itself."""
        self._day.go(day, View.DAY, 1)

    @Slot(str, int)
    def _press_head(self, resource_id: str, instant: int) -> None:
        """A screen reader pressed a head: that of several days opens, that of one stands alone."""
        scene = self._window.calendar.scene
        group = scene.group_of(instant) if scene is not None and scene.is_grouped else None
        if group is not None:
            self.open_day(group.date)
        else:
            self.columns.toggle_only(resource_id)

    @Slot(str)
    def open_week(self, resource_id: str) -> None:
        """Show the week of one resource alone."""
        if self.columns.shown != {resource_id}:
            self.columns.toggle_only(resource_id)
        self._day.set_view(View.WEEK)

    @Slot(str)
    def _choose_view(self, value: str) -> None:
        self._window.show_calendar()
        self._day.set_view(View(value))

    @Slot(QAction)
    def _choose_view_action(self, action: QAction) -> None:
        self._choose_view(action.data())

    @Slot(QAction)
    def _choose_count(self, action: QAction) -> None:
        self._window.show_calendar()
        self._day.set_count(action.data())

    @Slot(bool)
    def _choose_work_week(self, wanted: bool) -> None:
        self._preferences.work_week = wanted
        self._day.set_work_week(wanted)

    @Slot()
    def _show(self) -> None:
        """Everything that tells which view it is tells the same."""
        window, day = self._window, self._day
        window.show_view(day.view)
        window.menu.show_view(day.view, day.count)
        window.menu.work_week.setChecked(day.work_week)
        self._preferences.view = day.view
        self._preferences.day_count = day.count
        if day.location is not None:
            resources = day.business.resources_at(day.location_id)
            self.columns.set_place(day.location_id, [entry.id for entry in resources])

    # Columns

    @Slot()
    def _show_columns(self) -> None:
        day = self._day
        if day.location is not None:
            resources = day.business.resources_at(day.location_id)
            self._window.navigator.show_resources(resources, self.columns.hidden)
        self._hide_columns()

    def _hide_columns(self) -> None:
        columns = self.columns
        self._calendar.set_hidden_resources(columns.hidden, with_retired=not columns.is_picked)

    @Slot(bool)
    def _set_folding(self, wanted: bool) -> None:
        self._preferences.folds_columns = wanted
        self._window.menu.fold.setChecked(wanted)
        self._calendar.set_folding(wanted)

    @Slot()
    def _toggle_folding(self) -> None:
        self._set_folding(not self._preferences.folds_columns)
