"""The page of the list: the bar of filters, the table, and what to do where it is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from frontdesk.desk.agenda import MOST_VISITS
from frontdesk.engine.changes import Changes
from frontdesk.engine.values import Business
from frontdesk.ui import text
from frontdesk.ui.agenda.entries import Entry, Filter, counted
from frontdesk.ui.agenda.filters import FilterBar
from frontdesk.ui.agenda.model import AgendaModel
from frontdesk.ui.agenda.reader import AgendaAsked, AgendaFound, AgendaReader
from frontdesk.ui.agenda.table import AgendaTable
from frontdesk.ui.agenda.wording import Standing
from frontdesk.ui.counts import USUALLY_LEFT_OUT, DayCounts, Group
from frontdesk.ui.period import Period, Reach, days_from
from frontdesk.ui.runner import Runner
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel


class AgendaPage(QWidget):
    """Lists the days around the chosen one; reads while it is seen."""

    visitChosen = Signal(int)
    """The id of a visit to look at."""
    openingTaken = Signal(object)
    """The ``Opening`` of an available time to hold."""
    reachChosen = Signal(object, object)
    """How far the list is to reach: a ``Reach``, and the ``Period`` that was typed."""
    figuresChanged = Signal()
    """``figures`` and ``counts`` are others now."""
    failed = Signal(object)
    """The error that a reading met."""

    def __init__(
        self, runner: Runner, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        """Make the page for the day that ``today`` tells, with nothing read yet."""
        super().__init__(parent)
        self.setProperty("help", "list")
        self._today = today
        self._location_id = ""
        self._days = days_from(today(), 1)
        self._service: tuple[str, int | None] = ("", None)
        self._business = Business.of("")
        self._hidden: frozenset[str] = frozenset()
        self._left_out = USUALLY_LEFT_OUT
        self._found: AgendaFound | None = None
        self.figures = ""
        """The listed days in words, whatever the filters leave out."""
        self.counts = DayCounts()
        self.filters = FilterBar(today)
        self.table = AgendaTable(AgendaModel())
        self.reader = AgendaReader(runner, self)
        self.words = PlainLabel("", "secondary")
        self.remedy = Button("")
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._empty = self._empty_page()
        self._body.addWidget(self._empty)
        self._connect()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(_rule())
        column.addWidget(self._body, 1)
        self.setFocusProxy(self.table)

    def show_chosen(
        self,
        location_id: str,
        reach: Reach,
        days: Period,
        service_id: str,
        duration: int | None,
    ) -> None:
        """List ``days`` of a location, which reach so far; a service has times to list."""
        self._location_id = location_id
        self._days = days
        self._service = (service_id, duration)
        self.filters.show_openings(bool(service_id))
        self.filters.show_reach(reach, days)
        self._ask()

    def show_business(self, business: Business, location_id: str) -> None:
        """Offer the people, rooms and services of a location to filter by."""
        self._business = self.reader.business = business
        here = [
            service
            for service in business.services.values()
            if not service.retired
            and (service.scope == "company" or service.location_id == location_id)
        ]
        self.filters.show_choices(business.resources_at(location_id), here)

    def set_hidden_resources(self, hidden: Iterable[str]) -> None:
        """Leave out rows of people and rooms that are all switched off."""
        self._hidden = frozenset(hidden)
        self._filter()

    def set_left_out(self, groups: Iterable[Group]) -> None:
        """Leave out the visits that the calendar leaves out."""
        self._left_out = frozenset(groups)
        self._filter()

    @Slot(object)
    def refresh(self, changes: Changes | None = None) -> None:
        """Read again what ``changes`` made stale."""
        self.reader.refresh(changes, self._location_id)

    def focus(self) -> None:
        """Put the cursor on the list; where it is empty, on what helps."""
        is_empty = self._body.currentWidget() is self._empty
        target = self.filters.words if is_empty else self.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was missed."""
        super().showEvent(event)
        self.reader.set_seen(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing while nobody looks."""
        super().hideEvent(event)
        self.reader.set_seen(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the words of the filter away, and Down goes from there to the rows."""
        words = self.filters.words
        if event.key() == Qt.Key.Key_Escape and words.hasFocus() and words.text():
            words.clear()
        elif event.key() == Qt.Key.Key_Down and words.hasFocus():
            self.focus()
        else:
            super().keyPressEvent(event)

    # Steps

    def _connect(self) -> None:
        filters = self.filters
        filters.filterChanged.connect(self._filter)
        filters.openingsToggled.connect(self._ask)
        filters.reachChosen.connect(self.reachChosen)
        self.reader.found.connect(self._show)
        self.reader.failed.connect(self._fail)
        self.table.opened.connect(self._open)
        self.remedy.clicked.connect(self._help)

    @Slot()
    def _ask(self) -> None:
        if self._location_id:
            service, duration = self._service if self.filters.openings.isChecked() else ("", None)
            version = self._business.version
            days = (self._days.first, self._days.last)
            asked = AgendaAsked(self._location_id, *days, service, duration, version)
            self.reader.ask(asked)

    @Slot(object)
    def _show(self, found: AgendaFound) -> None:
        self._found = found
        self.counts = counted(found.entries, self._business)
        self.figures = self._figures_text(self.counts)
        self.figuresChanged.emit()
        self.reader.set_end(found.changes_at)
        self.table.show_entries(found.entries)
        self._tell_count()

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        """What was read last stays only under the days that it was read for."""
        asked = self.reader.asked
        if self._found is not None and asked is not None and not self._found.is_for(asked):
            self._found = None
            self.table.show_entries(())
            self._tell_count()
            self.filters.count.setText("")
            self.words.setText(self.tr("These days can't be read now."))
            self.remedy.hide()
        self.failed.emit(error)

    @Slot()
    def _filter(self) -> None:
        wanted = replace(self.filters.wanted(), hidden=self._hidden, left_out=self._left_out)
        self.table.show_filter(wanted)
        self._tell_count()

    @Slot(object)
    def _open(self, entry: Entry) -> None:
        if entry.visit is not None:
            self.visitChosen.emit(entry.visit.id)
        elif entry.opening is not None:
            self.openingTaken.emit(entry.opening)

    @Slot()
    def _help(self) -> None:
        if self.table.rows.filter.narrows:
            self.filters.clear()
        else:
            self.filters.openings.setChecked(True)
            self._ask()

    # What is said about the rows

    def _tell_count(self) -> None:
        rows = self.table.rows
        entries = rows.entries()
        times = sum(entry.standing is Standing.AVAILABLE for entry in entries)
        self.filters.count.setText(self._count_text(len(entries) - times, times))
        had_focus = self.table.hasFocus()
        self._body.setCurrentWidget(self.table if entries else self._empty)
        self.setFocusProxy(self.table if entries else self.filters.words)
        if self._found is not None and not entries:
            self._say_empty(rows.filter, rows.all_count)
        if had_focus and not entries:
            self.focus()

    def _figures_text(self, counts: DayCounts) -> str:
        parts = [
            text.counted(counts.visits, self.tr("{count} visit"), self.tr("{count} visits")),
            self.tr("{count} booked").format(count=counts.of(Group.BOOKED)),
            self.tr("{count} here").format(count=counts.of(Group.HERE)),
        ]
        held, missed = counts.of(Group.HELD), counts.of(Group.NO_SHOW)
        if held:
            parts.append(text.counted(held, self.tr("{count} hold"), self.tr("{count} holds")))
        if missed:
            words = (self.tr("{count} no-show"), self.tr("{count} no-shows"))
            parts.append(text.counted(missed, *words))
        return " · ".join(parts)

    def _count_text(self, visits: int, times: int) -> str:
        if self._found is not None and self._found.more:
            words = self.tr("the first {count} visits; choose fewer days to see the rest")
            return words.format(count=f"{MOST_VISITS:,}")
        parts = [text.counted(visits, self.tr("{count} visit"), self.tr("{count} visits"))]
        if times:
            parts.append(
                text.counted(times, self.tr("{count} free time"), self.tr("{count} free times"))
            )
        return " · ".join(parts)

    def _say_empty(self, wanted: Filter, every: int) -> None:
        first, last = self._days.first, self._days.last
        days = text.long_day_text(first, self._today())
        if last != first:
            days = self.tr("{first} to {last}").format(
                first=text.day_text(first), last=text.day_text(last)
            )
        if wanted.narrows:
            words = self.tr("Nothing on {days} fits these filters.")
            self.remedy.setText(self.tr("Clear the filters"))
        elif every:
            words = self.tr(
                "Everything on {days} is cancelled, moved, or switched off at the left."
            )
        else:
            words = self.tr("Nobody is booked on {days}. Choose other days, or find a time.")
            self.remedy.setText(self.tr("Show available times"))
        offers = bool(self._service[0]) and not self.filters.openings.isChecked()
        self.remedy.setVisible(wanted.narrows or (offers and not every))
        self.words.setText(words.format(days=days))

    def _empty_page(self) -> QWidget:
        page = QWidget()
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(self.words)
        column.addWidget(self.remedy, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("look", "line")
    return rule
