"""The main window: a shell that puts the pages side by side and remembers where it stood."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from frontdesk.engine.clock import moment_of
from frontdesk.ui import text
from frontdesk.ui.actions import Actions
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.booking.panel import BookingPanel
from frontdesk.ui.calendar.view import CalendarView
from frontdesk.ui.navigator import Navigator
from frontdesk.ui.people.allow_strip import AllowStrip
from frontdesk.ui.period import Period, View
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.setup_files import FaultPane
from frontdesk.ui.statusline import StatusLine
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.topbar import TopBar
from frontdesk.ui.welcome import WelcomePage
from frontdesk.ui.widgets.notice import NoticeStrip
from frontdesk.ui.widgets.tab_order import focus_again, focus_next

FOLD_BELOW = 1400
"""Logical pixels of width at a text scale of 1 below which the navigator folds by itself."""
_FIRST_SIZE = (1600, 960)
_FRAME = (4, 36)
"""Logical pixels that a system draws around a window, which nobody can tell before it is shown."""


class MainWindow(QMainWindow):
    """Top bar, navigator, calendar, panel and status line; ``ui.wiring`` connects them."""

    closing = Signal()
    """The window is about to close."""

    def __init__(
        self, booking: BookingController, preferences: Preferences, desk_name: str, today: date
    ) -> None:
        """Make the window, hidden and blank."""
        super().__init__()
        self._preferences = preferences
        self._heading: tuple[object, ...] | None = None
        self.setWindowTitle(self.tr("Frontdesk"))
        self.setMinimumSize(900, 560)
        self.menu = Actions(self)
        self.top_bar = TopBar()
        self.navigator = Navigator(today)
        self.calendar = CalendarView()
        self.panel = BookingPanel(booking, desk_name)
        self.notice = NoticeStrip()
        self.allow = AllowStrip()
        self.faults = FaultPane()
        self.status_line = StatusLine(desk_name)
        self.welcome = WelcomePage()
        self._edge = _rule("upright")
        self._outer = _column()
        self._calendar_column = _column()
        self.views = QStackedWidget()
        self._view_pages: dict[View, QWidget] = {}
        self._middle = QStackedWidget()
        self._whole = QStackedWidget()
        self._uncovered: QWidget | None = None
        self._book = self._book_page()
        self._blank = QWidget()
        self._aside: QWidget | None = None
        for page in (self._blank, self.welcome, self._book):
            self._middle.addWidget(page)
        self._compose()
        self.top_bar.theme.setMenu(self.menu.theme_menu(self))
        self.top_bar.options.setMenu(self.menu.view_menu(self))
        self.top_bar.navigator.clicked.connect(self.toggle_navigator)
        self.menu.navigator.triggered.connect(self.toggle_navigator)
        self.menu.next_pane.triggered.connect(self.focus_next_pane)
        self.menu.new_booking.triggered.connect(self.begin_booking)
        self.menu.quit.triggered.connect(self.close)
        if not self.restoreGeometry(preferences.geometry):
            # Not every desktop keeps a window from reaching over the edge of a small screen.
            room = self.screen().availableSize() - QSize(*_FRAME)
            self.resize(QSize(*_FIRST_SIZE).boundedTo(room))
        self.show_welcome(False, blank=True)

    @property
    def shows_book(self) -> bool:
        """Whether a day is shown: neither the welcome nor the blank page before it."""
        return self._middle.currentWidget() is self._book

    @property
    def is_covered(self) -> bool:
        """Whether a page hides all of the window."""
        return self._whole.currentIndex() > 0

    def cover(self, page: QWidget) -> None:
        """Hide all of the window, its menus with their names too, until ``uncover``."""
        if self.is_covered:
            return
        self._uncovered = self.focusWidget()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self._whole.addWidget(page)
        self._whole.setCurrentWidget(page)
        self.menuBar().setEnabled(False)  # with it go the keys of its menus
        self.menuBar().hide()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Show the window as it was, with the cursor where it stood, if that is still in sight."""
        if not self.is_covered:
            return
        self.menuBar().setEnabled(True)
        self.menuBar().show()
        self._whole.setCurrentIndex(0)
        before, self._uncovered = self._uncovered, None
        if focus_again(before):
            return
        if self._aside is None and self._middle.currentWidget() is self._book:
            self.focus_view()  # Qt would leave it in a page that nobody sees any more

    def add_view(self, view: View, page: QWidget) -> None:
        """Take in the page of a view: it takes the place of the calendar while it is chosen."""
        self._view_pages[view] = page
        if self.views.indexOf(page) < 0:
            self.views.addWidget(page)

    def show_view(self, view: View) -> None:
        """Show the page of ``view``; the focus goes along when it was in the one before."""
        page, before = self._view_pages.get(view, self.calendar), self.current_view
        focused = self.focusWidget()
        self.views.setCurrentWidget(page)
        if page is not before and focused is not None and _is_in(focused, before):
            self.focus_view()

    @property
    def current_view(self) -> QWidget:
        """The page of the view that is shown."""
        page = self.views.currentWidget()
        return self.calendar if page is None else page

    @Slot()
    def focus_view(self) -> None:
        """Put the cursor into the view that is shown."""
        self.current_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_page(self, page: QWidget) -> None:
        """Take in a page that can be shown instead of the day."""
        self._middle.addWidget(page)

    def add_strip(self, strip: QWidget) -> None:
        """Take in a strip that stands below the calendar."""
        self._calendar_column.addWidget(strip)

    def shows_page(self, page: QWidget) -> bool:
        """Whether ``page`` is the one that is seen."""
        return self._middle.currentWidget() is page

    def show_page(self, page: QWidget) -> None:
        """Show ``page`` instead of the day, until ``show_calendar``."""
        if self.shows_book or self._aside is not None:
            self._aside = page
            self.show_welcome(False)

    @Slot()
    def show_calendar(self) -> None:
        """Show the day again, if a page is shown instead of it."""
        if self._aside is not None:
            focused, aside = self.focusWidget(), self._aside
            self._aside = None
            self.show_welcome(False)
            if focused is None or _is_in(focused, aside):
                self.focus_view()

    def show_welcome(self, welcome: bool, *, blank: bool = False) -> None:
        """Show the page of an empty book, or the day."""
        page = self.welcome if welcome else self._aside or self._book
        self._middle.setCurrentWidget(self._blank if blank else page)
        # Beside the panel where there is one, so that Book never moves away from the pointer.
        beside = not (welcome or blank or self._aside)
        self.top_bar.navigator.setEnabled(beside)
        column = self._calendar_column if beside else self._outer
        column.addWidget(self.notice)
        column.addWidget(self.allow)
        shows_day = not welcome and not blank
        for part in (self.top_bar, self.status_line):
            part.setVisible(shows_day)
        menu = self.menu
        days = (menu.today, menu.previous, menu.next, menu.navigator)
        booking = (menu.find, menu.new_booking, menu.find_time, menu.rebook)
        for action in (*days, *booking, menu.go_to_date):
            action.setEnabled(shows_day)
        for action in (menu.export_setup, menu.day_sheet):
            action.setEnabled(shows_day)

    def show_name(self, name: str) -> None:
        """Name the window after the business."""
        safe = name.replace("[*]", "[*][*]")  # Qt's own mark for a document that was changed
        title = self.tr("{name} – Frontdesk").format(name=safe)
        self.setWindowTitle(title if name else self.tr("Frontdesk"))

    def show_connection(self, now: datetime, zone: str, *, lost: bool) -> None:
        """Say whether the book can be read, and if not, up to when what is shown was true."""
        self.status_line.show_connection(lost=lost)
        words = self.tr("as of {time}").format(time=text.moment_text(moment_of(now), zone))
        self.top_bar.show_age(words if lost else "")
        self.calendar.set_current(not lost)

    def show_period(self, period: Period, view: View, day: date, today: date) -> None:
        """Head the window with the days of ``period``, of which ``day`` is chosen."""
        if (period, view, day, today) == self._heading:
            return  # a mini-month that is being leafed through stays where it is
        self._heading = (period, view, day, today)
        self.top_bar.show_period(period, view, day, today)
        self.navigator.month.set_today(today)
        self.navigator.month.set_selected(day, period.first, period.last)

    @Slot()
    def toggle_navigator(self) -> None:
        """Fold the left side in or out, and remember it."""
        self._preferences.shows_navigator = self.navigator.isHidden()
        self._fold()

    @Slot()
    def begin_booking(self) -> None:
        """Put the cursor where a booking begins, or goes on while a time is held."""
        self.show_calendar()
        self.panel.leave_visit()
        self.panel.focus()

    @Slot()
    def focus_next_pane(self) -> None:
        """Go on to the next of navigator, calendar and panel."""
        if not self.shows_book:
            return
        view = self.current_view
        panes = [self.navigator, view, self.panel]
        panes = [pane for pane in panes if not pane.isHidden()]
        focused = self.focusWidget()
        inside = [focused is not None and _is_in(focused, pane) for pane in panes]
        after = panes[(inside.index(True) + 1) % len(panes)] if any(inside) else view
        if after is self.panel:
            self.panel.focus()
        else:
            target = self.navigator.month if after is self.navigator else view
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as things are laid out."""
        return focus_next(self, forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what lies on top and ends in the calendar; typed text always stays."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.is_covered:
            return
        elif self._aside is not None:
            self.show_calendar()
        elif self.faults.isVisible():
            self.faults.hide()
        elif self.notice.isVisible():
            self.notice.hide()
        elif not self.panel.leave_visit():
            self.focus_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the navigator where it would squeeze the calendar."""
        super().resizeEvent(event)
        self._fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place of the window, and tell those who must end before it."""
        self._preferences.geometry = self.saveGeometry()
        self._preferences.save()
        self.closing.emit()
        super().closeEvent(event)

    def _fold(self) -> None:
        wanted = self._preferences.shows_navigator
        room = self.width() / text_scale()
        shown = room >= FOLD_BELOW if wanted is None else wanted
        self.navigator.setVisible(shown)
        self._edge.setVisible(shown)
        self.menu.navigator.setChecked(shown)
        self.top_bar.set_aligned(shown)

    def _compose(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(_rule("line"))
        self._outer.addWidget(self._middle, 1)
        self._outer.addWidget(self.faults)
        column.addLayout(self._outer, 1)
        column.addWidget(_rule("line"))
        column.addWidget(self.status_line)
        self._whole.addWidget(whole)
        self.setCentralWidget(self._whole)

    def _book_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigator)
        row.addWidget(self._edge)
        for view in (View.DAY, View.WEEK):
            self.add_view(view, self.calendar)
        self._calendar_column.addWidget(self.views, 1)
        row.addLayout(self._calendar_column, 1)
        row.addWidget(_rule("upright"))
        row.addWidget(self.panel)
        return page


def _rule(look: str) -> QFrame:
    rule = QFrame()
    rule.setProperty("look", look)
    return rule


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _is_in(widget: QWidget, pane: QWidget) -> bool:
    return widget is pane or pane.isAncestorOf(widget)
