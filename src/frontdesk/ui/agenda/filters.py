"""The bar over the list: which days, and which of their rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from frontdesk.engine.values import Resource, Service
from frontdesk.ui.agenda.date_line import DateLine
from frontdesk.ui.agenda.entries import Filter
from frontdesk.ui.agenda.wording import Standing, standing_text
from frontdesk.ui.period import Period, Reach, own_days
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Segments
from frontdesk.ui.widgets.plain import PlainLabel

_PAUSE = 120
"""Milliseconds after a letter before the rows are looked through."""
_HERE = frozenset({Standing.ARRIVED, Standing.STARTED})
_COMING = frozenset({Standing.BOOKED, Standing.RESERVED})
_EVERY = frozenset(Standing)


class FilterBar(QWidget):
    """Says what was chosen; shows what it is told."""

    filterChanged = Signal()
    """``wanted`` is another one now."""
    reachChosen = Signal(object, object)
    """How far the list is to reach: a ``Reach``, and the ``Period`` that was typed."""
    openingsToggled = Signal()
    """Whether available times are listed is another thing now."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """Let everything through; show the chosen day."""
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Name, phone, note …"))
        self.words.setAccessibleName(self.tr("Filter the list"))
        self.status = _choice(self.tr("Status"))
        self.who = _choice(self.tr("Person or room"))
        self.service = _choice(self.tr("Service"))
        self.openings = QCheckBox(self.tr("Show available times"))
        self.segments = Segments(
            [
                (Reach.DAY, self.tr("Day")),
                (Reach.WEEK, self.tr("Week")),
                (Reach.MONTH, self.tr("Month")),
                (Reach.OWN, self.tr("From – to")),
            ]
        )
        self.first = DateLine(self.tr("First day"), today)
        self.last = DateLine(self.tr("Last day"), today)
        self._to = PlainLabel("–", "secondary")
        self.count = PlainLabel("", "secondary")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._fill_status()
        self._connect()
        self._compose()
        self._show_own()

    @property
    def reach(self) -> Reach:
        """How far the list reaches."""
        return Reach(self.segments.current)

    def wanted(self) -> Filter:
        """The rows that are wanted."""
        return Filter(
            words=self.words.text(),
            standings=self.status.currentData(),
            resource_id=self.who.currentData() or "",
            service_id=self.service.currentData() or "",
        )

    def show_reach(self, reach: Reach, days: Period) -> None:
        """Show how far the list reaches, silently."""
        self.segments.choose(reach)
        self.first.show_date(days.first)
        self.last.show_date(days.last)
        self._show_own()

    def show_choices(self, resources: Sequence[Resource], services: Sequence[Service]) -> None:
        """Offer people, rooms and services; what was chosen stays where it still exists."""
        people = [(resource.id, resource.name) for resource in resources]
        _offer(self.who, [("", self.tr("Everyone")), *people])
        offers = [(service.id, service.name) for service in services]
        _offer(self.service, [("", self.tr("Every service")), *offers])

    def show_openings(self, offered: bool) -> None:
        """Whether a service is chosen, whose available times can be listed."""
        self.openings.setEnabled(offered)

    @Slot()
    def clear(self) -> None:
        """Let everything through again."""
        self.words.clear()
        for choice in (self.status, self.who, self.service):
            choice.setCurrentIndex(0)
        self.filterChanged.emit()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.filterChanged)
        self.words.textChanged.connect(self._wait)
        self.words.returnPressed.connect(self._hurry)
        for choice in (self.status, self.who, self.service):
            choice.activated.connect(self._hurry)
        self.openings.clicked.connect(self.openingsToggled)
        self.segments.chosen.connect(self._choose)
        for line in (self.first, self.last):
            line.dateTyped.connect(self._tell_reach)

    def _compose(self) -> None:
        self.words.setMinimumWidth(round(140 * text_scale()))
        above, below = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(8)
        below.setSpacing(8)
        above.addWidget(self.words, 3)
        for choice in (self.status, self.who, self.service):
            above.addWidget(choice, 2)
        for part in (self.segments, self.first, self._to, self.last):
            below.addWidget(part)
        below.addSpacing(8)
        below.addWidget(self.openings)
        below.addStretch(1)
        below.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(above)
        column.addLayout(below)

    def _fill_status(self) -> None:
        several = [
            (None, self.tr("Any status")),
            (_EVERY, self.tr("All, cancelled too")),
            (_COMING, standing_text(Standing.BOOKED)),
            (_HERE, self.tr("Arrived, in service")),
            (frozenset({Standing.DONE}), standing_text(Standing.DONE)),
            (frozenset({Standing.NO_SHOW}), standing_text(Standing.NO_SHOW)),
            (frozenset({Standing.HELD}), standing_text(Standing.HELD)),
            (
                frozenset({Standing.CANCELLED, Standing.MOVED}),
                self.tr("Cancelled, moved"),
            ),
            (frozenset({Standing.AVAILABLE}), standing_text(Standing.AVAILABLE)),
        ]
        for standings, words in several:
            self.status.addItem(words, standings)

    def _show_own(self) -> None:
        for part in (self.first, self._to, self.last):
            part.setVisible(self.reach is Reach.OWN)

    @Slot(str)
    def _choose(self, _key: str) -> None:
        self._show_own()
        self._tell_reach()

    @Slot()
    def _tell_reach(self) -> None:
        self.reachChosen.emit(self.reach, own_days(self.first.day, self.last.day))

    @Slot()
    def _wait(self) -> None:
        self._pause.start()

    @Slot()
    def _hurry(self) -> None:
        self._pause.stop()
        self.filterChanged.emit()


def _choice(name: str) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(8)
    return choice


def _offer(choice: QComboBox, entries: Sequence[tuple[str, str]]) -> None:
    shown = [(choice.itemData(at), choice.itemText(at)) for at in range(choice.count())]
    if shown == list(entries):
        return
    chosen = choice.currentData()
    choice.clear()
    for value, words in entries:
        choice.addItem(words, value)
    choice.setCurrentIndex(max(choice.findData(chosen), 0))
