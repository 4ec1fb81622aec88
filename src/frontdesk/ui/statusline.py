"""The line at the bottom: the day in figures, and when the book was last written."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from frontdesk.desk.views import DaysView
from frontdesk.engine.clock import moment_of
from frontdesk.ui import text
from frontdesk.ui.booking.countdown import hold_state
from frontdesk.ui.counts import DayCounts, Group, count
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel


class StatusLine(QWidget):
    """Figures at the left, this desk and its holds at the right."""

    ownHoldsPressed = Signal()
    """The user wants to go to a hold of this desk."""

    def __init__(self, desk_name: str, parent: QWidget | None = None) -> None:
        """Make the line of ``desk_name`` with no day yet."""
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(round(tokens.STATUS_LINE_HEIGHT * text_scale()))
        self._desk_name = desk_name
        self._saved = ""
        self._lost = False
        self.figures = PlainLabel("", "caption", elide=True)
        self.own_holds = Button("", "flat")
        self.own_holds.setAccessibleDescription(self.tr("Go to this hold"))
        self.own_holds.clicked.connect(self.ownHoldsPressed)
        self.own_holds.hide()
        self.desk = PlainLabel(desk_name, "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self.figures, 1)
        row.addWidget(self.own_holds)
        row.addWidget(self.desk)

    def show_day(self, day: DaysView | None, now: datetime) -> DayCounts:
        """Write the figures of ``day`` at ``now``, and return them."""
        counts = DayCounts() if day is None else count(day, moment_of(now))
        self.figures.setText(self._figures(counts, now) if day is not None else "")
        return counts

    def show_figures(self, words: str) -> None:
        """Write the figures of a view that is no day."""
        self.figures.setText(words)

    def show_own_holds(self, words: str) -> None:
        """Show the countdown of this desk's own holds; empty where it has none."""
        if words != self.own_holds.text():
            self.own_holds.setText(words)
            self.own_holds.setVisible(bool(words))

    def show_saved(self, now: datetime, zone: str) -> None:
        """This desk has written at ``now``."""
        self._saved = text.moment_text(moment_of(now), zone, seconds=True)
        self._write_desk()

    def show_connection(self, lost: bool) -> None:
        """Say whether the book can be read."""
        self._lost = lost
        self._write_desk()

    def _write_desk(self) -> None:
        if self._lost:
            self.desk.setText(self.tr("{desk} · connection lost").format(desk=self._desk_name))
        elif self._saved:
            words = self.tr("{desk} · saved {time}")
            self.desk.setText(words.format(desk=self._desk_name, time=self._saved))
        else:
            self.desk.setText(self._desk_name)

    def _figures(self, counts: DayCounts, now: datetime) -> str:
        parts = [
            text.counted(counts.visits, self.tr("{count} visit"), self.tr("{count} visits")),
            self.tr("{count} booked").format(count=counts.of(Group.BOOKED)),
            self.tr("{count} here").format(count=counts.of(Group.HERE)),
        ]
        if counts.hold_expires_at is not None:
            left = hold_state(counts.hold_expires_at, now).text
            held = counts.of(Group.HELD)
            holds = text.counted(held, self.tr("{count} hold"), self.tr("{count} holds"))
            parts.append(self.tr("{holds} ({time})").format(holds=holds, time=left))
        parts.append(self.tr("load {percent} %").format(percent=round(counts.load * 100)))
        return " · ".join(parts)
