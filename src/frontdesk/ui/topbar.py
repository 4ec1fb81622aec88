"""The bar on top: which place, which day, and how the window looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSpacerItem, QToolButton, QWidget

from frontdesk.engine.values import Location
from frontdesk.ui import text
from frontdesk.ui.find.box import FindBox
from frontdesk.ui.period import Period, View
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import current_scheme, text_scale
from frontdesk.ui.widgets.buttons import BadgeButton, Button, IconButton, Segments
from frontdesk.ui.widgets.menu_button import MenuButton
from frontdesk.ui.widgets.plain import Pill, PlainLabel, set_plain_tool_tip, without_mnemonic

_GAP, _SMALL_GAP = 24, 8


class TopBar(QWidget):
    """Says what was pressed; shows what it is told."""

    locationChosen = Signal(str)
    """The id of the location."""
    stepped = Signal(int)
    """How often to go on by what is shown, or back when negative."""
    viewChosen = Signal(str)
    """The value of the ``View`` to show."""
    todayPressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a bar without a location."""
        super().__init__(parent)
        self.setFixedHeight(round(tokens.TOP_BAR_HEIGHT * text_scale()))
        self.navigator = IconButton("panel-left", self.tr("Show or hide the left side"))
        self.location = MenuButton(tokens.FONT_LARGE, bold=True)
        self._locations = QMenu(self)
        self._group = QActionGroup(self)
        self._shown: tuple[object, ...] = ()
        self._headings = ("", "")
        self._beside = ""
        self.location.setMenu(self._locations)
        self._locations.triggered.connect(self._tell_location)
        self.previous = IconButton("chevron-left", self.tr("Previous day"), size=30)
        self.today = Button(self.tr("Today"))
        self.next = IconButton("chevron-right", self.tr("Next day"), size=30)
        for button in (self.previous, self.next):
            button.setProperty("look", "framed")  # as the button between them
        self.heading = PlainLabel("", "title", elide=True)
        self.week = PlainLabel("", "muted")
        self.age = Pill("", "alert")
        self.age.hide()
        self.views = Segments(
            [
                (View.DAY.value, self.tr("Day")),
                (View.WEEK.value, self.tr("Week")),
                (View.MONTH.value, self.tr("Month")),
                (View.LIST.value, self.tr("List")),
            ]
        )
        self.views.chosen.connect(self.viewChosen)
        self.options = IconButton("chevron-down", self.tr("Days and columns"), size=30)
        self.options.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.search = FindBox()
        self.user = MenuButton(role="secondary")
        self.user.hide()
        self.manage = BadgeButton("manage", self.tr("Manage the business"))
        self._why_not = ""
        self.theme = IconButton("sun", self.tr("Light or dark"))
        self.theme.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.previous.clicked.connect(self._step_back)
        self.next.clicked.connect(self._step_on)
        self.today.clicked.connect(self.todayPressed)
        self._gap = QSpacerItem(_GAP, 0)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 16, 0)
        row.setSpacing(6)
        row.addWidget(self.navigator)
        row.addWidget(self.location)
        row.addSpacing(12)
        row.addWidget(self.previous)
        row.addWidget(self.today)
        row.addWidget(self.next)
        row.addItem(self._gap)
        row.addWidget(self.heading)
        row.addSpacing(8)
        row.addWidget(self.week, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.age, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addSpacing(16)
        row.addWidget(self.search, 4)
        row.addSpacing(8)
        row.addStretch(1)
        row.addWidget(self.views)
        row.addWidget(self.options)
        row.addSpacing(4)
        row.addWidget(self.user)
        row.addWidget(self.manage)
        row.addWidget(self.theme)

    def show_period(self, period: Period, view: View, day: date, today: date) -> None:
        """Head the window with the days of ``period`` as ``view`` shows them."""
        self._headings = _headings(period, view, day, today)
        in_week = self.tr("week {number}").format(number=day.isocalendar().week)
        self._beside = "" if view is View.MONTH else in_week
        self.week.setText(self._beside)
        self._fit()
        self.today.setEnabled(day != today)
        self.views.choose(view.value)
        one = view is View.DAY and period.count == 1
        for button, name in (
            (self.previous, self.tr("Previous day") if one else self.tr("Back")),
            (self.next, self.tr("Next day") if one else self.tr("On")),
        ):
            button.setAccessibleName(name)
            set_plain_tool_tip(button, name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def set_aligned(self, aligned: bool) -> None:
        """Let the name of the location end with the left side, or take the room that it needs."""
        width = round((tokens.NAVIGATOR_WIDTH - 52) * text_scale())
        self.location.setMaximumWidth(width)
        self.location.setMinimumWidth(width if aligned else 0)
        self.location.updateGeometry()
        self._fit()

    def show_age(self, words: str) -> None:
        """Say up to when what is shown was true; empty while it is."""
        self.age.setText(words)
        self.age.setVisible(bool(words))
        self._fit()

    def show_locations(self, locations: Sequence[Location], chosen: str) -> None:
        """Offer ``locations``; with a single one there is nothing to choose."""
        if (*locations, chosen) == self._shown:
            return
        self._shown = (*locations, chosen)
        self._locations.clear()
        for location in locations:
            action = QAction(without_mnemonic(location.name), self._locations)
            action.setData(location.id)
            action.setCheckable(True)
            action.setChecked(location.id == chosen)
            self._group.addAction(action)
            self._locations.addAction(action)
        names = {location.id: location.name for location in locations}
        name = names.get(chosen, "")
        spoken = self.tr("Location: {name}").format(name=name)
        self.location.show_name(name, spoken, opens=len(locations) > 1)
        self.location.setEnabled(len(locations) > 1)
        self._fit()

    def show_user(self, name: str) -> None:
        """Say who is signed in; empty where nobody has to."""
        self.user.show_name(name, self.tr("Signed in: {name}").format(name=name), opens=False)
        words = self.tr("{name} is signed in. Lock, or switch to somebody else.")
        set_plain_tool_tip(self.user, words.format(name=name))
        self.user.setVisible(bool(name))
        self._fit()

    @Slot(int)
    def show_attention(self, count: int) -> None:
        """Say how many things of the setup somebody should look at; 0 for none."""
        words = text.counted(
            count,
            self.tr("Manage the business: {count} thing to look at"),
            self.tr("Manage the business: {count} things to look at"),
        )
        self.manage.show_badge(words if count else self.tr("Manage the business"), bool(count))
        self._tell_managing()

    def forbid_managing(self, reason: str) -> None:
        """Turn the way to the manager's area off, and say why; empty turns it on."""
        self._why_not = reason
        self.manage.setEnabled(not reason)
        self._tell_managing()

    def _tell_managing(self) -> None:
        set_plain_tool_tip(self.manage, self._why_not or self.manage.accessibleName())

    def show_theme(self) -> None:
        """Show the icon of the scheme in force."""
        dark = current_scheme().name == "dark"
        self.theme.set_icon("moon" if dark else "sun", self.tr("Light or dark"))

    def _fit(self) -> None:
        """Shorten, in this order, what is said elsewhere too, until nothing has to be cut."""
        for shortened in range(4):
            self._shorten(shortened)
            whole = self._row.sizeHint().width()
            if whole - self.search.sizeHint().width() + self.search.minimumWidth() <= self.width():
                return

    def _shorten(self, degree: int) -> None:
        """0: all of it. 1: a short date, and no week. 2: also less room for what is searched for,
        and light or dark only in the menu. 3: so are the numbers of days; then names are cut."""
        self.heading.setText(self._headings[min(degree, 1)])
        self.heading.setMinimumWidth(self.heading.sizeHint().width() if degree == 3 else 0)
        self.week.setVisible(bool(self._beside) and degree == 0)
        self._gap.changeSize(_GAP if degree == 0 else _SMALL_GAP, 0)
        self.search.set_narrow(degree >= 2)
        self.theme.setVisible(degree < 2)
        self.options.setVisible(degree < 3)
        self._row.invalidate()

    def _tell_location(self, action: QAction) -> None:
        self.locationChosen.emit(str(action.data()))

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_on(self) -> None:
        self.stepped.emit(1)


def _headings(period: Period, view: View, day: date, today: date) -> tuple[str, str]:
    """What heads the window, in full and short."""
    if view is View.MONTH:
        heading = text.month_text(day)
    elif period.count > 1:
        heading = text.days_text(period.first, period.last, today)
    else:
        in_year = period.first.year == today.year
        short = text.day_text(period.first) if in_year else text.dated_day_text(period.first)
        return text.long_day_text(period.first, today), short
    return heading, heading
