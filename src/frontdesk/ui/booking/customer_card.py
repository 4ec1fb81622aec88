"""The card of the chosen customer: who, how to reach them, what to mind, and their visits."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.desk.people import CustomerRow
from frontdesk.engine.values import Business
from frontdesk.ui import text
from frontdesk.ui.find.wording import last_text, next_text, no_shows_text, one_line
from frontdesk.ui.text import translate as tr
from frontdesk.ui.widgets.buttons import IconButton
from frontdesk.ui.widgets.plain import Pill, PlainLabel

_SHORT = 22
"""Letters of an alert that still fit beside the name."""


class CustomerCard(QFrame):
    """Shows a ``CustomerRow``; hidden while nobody is chosen."""

    changePressed = Signal()
    """Choose another customer."""
    clearPressed = Signal()
    """Book for someone else, whose details are typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden card."""
        super().__init__(parent)
        self.setProperty("look", "card")
        self._name = PlainLabel("", "heading", elide=True)
        self._alert = Pill("", "alert")
        self._long_alert = Pill("", "alert")
        self._long_alert.setWordWrap(True)
        self._contact = _words("secondary")
        self._visits = _words("secondary")
        self._next = _words("secondary")
        self.change = IconButton("search", "", size=24)
        self.show_word(self.tr("customer"))
        self.clear = IconButton("close", self.tr("Book for someone else"), size=24)
        self.change.clicked.connect(self.changePressed)
        self.clear.clicked.connect(self.clearPressed)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._name, 1)
        head.addWidget(self._alert)
        head.addSpacing(2)
        head.addWidget(self.change)
        head.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 6, 10)
        column.setSpacing(3)
        column.addLayout(head)
        for label in (self._long_alert, self._contact, self._visits, self._next):
            column.addWidget(label)
        self.hide()

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that is written on the card, from top to bottom."""
        upper: list[PlainLabel] = [self._name, self._alert, self._long_alert]
        labels = [*upper, self._contact, self._visits, self._next]
        return tuple(label.text() for label in labels if not label.isHidden())

    def show_word(self, word: str) -> None:
        """Call a customer ``word``."""
        self.change.set_icon("search", self.tr("Choose another {word} (F2)").format(word=word))

    def show_row(
        self, row: CustomerRow | None, visits: int | None, business: Business, now: datetime
    ) -> None:
        """Show who is chosen; None hides the card. ``visits`` may come a little later."""
        if row is None:
            self.hide()
            return
        self._name.setText(one_line(row.name))
        alert = f"! {row.alerts.strip()}" if row.alerts.strip() else ""
        is_short = len(alert) <= _SHORT and "\n" not in alert
        _fill(self._alert, alert if is_short else "")
        _fill(self._long_alert, "" if is_short else alert)
        known = [part for part in (row.phone, row.email) if part]
        hidden = self.tr("Phone and e-mail hidden") if row.contacts_hidden else ""
        _fill(self._contact, hidden or " · ".join(known))
        figures = [] if visits is None else [_count(visits)]
        figures.append(no_shows_text(row.no_shows))
        line = ", ".join(figures)
        last = last_text(row, business, now)
        _fill(self._visits, f"{line} · {last}" if last else line)
        following = next_text(row, now)
        _fill(self._next, following[:1].upper() + following[1:])
        self.show()


def _words(look: str) -> PlainLabel:
    label = PlainLabel("", look)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _fill(label: PlainLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _count(visits: int) -> str:
    return text.counted(visits, tr("{count} visit"), tr("{count} visits"))
