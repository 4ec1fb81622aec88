"""What a manager should look at: visits that lost their time, and what can't be booked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontdesk.desk.decisions import Decision
from frontdesk.desk.health import Health
from frontdesk.desk.stranded import OtherPlace, OtherPlaces
from frontdesk.ui import text
from frontdesk.ui.booking.form import line, scrolling
from frontdesk.ui.manager.health_controller import HealthController
from frontdesk.ui.manager.health_rows import LostVisit, ProblemRow
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_WIDTH = 900


class HealthPage(QWidget):
    """Sentences with a way to do something about each; what is shown is what was read last."""

    entryWanted = Signal(str, str)
    """The section and the id of an entry to edit; empty ids for a section as a whole."""
    visitWanted = Signal(object)
    """The ``StrandedVisit`` to be shown in the calendar."""

    def __init__(self, controller: HealthController, parent: QWidget | None = None) -> None:
        """Follow ``controller``; showing the page reads."""
        super().__init__(parent)
        self._controller = controller
        self._shown: Health | None = None
        self.visits: dict[int, LostVisit] = {}
        self.problems: list[ProblemRow] = []
        self.title = PlainLabel(self.tr("Health of the setup"), "title")
        self.words = PlainLabel("", "secondary")
        self.words.setWordWrap(True)
        self._lost = QVBoxLayout()
        self._wrong = QVBoxLayout()
        for column in (self._lost, self._wrong):
            column.setSpacing(0)
        self._lost_title = PlainLabel("", "heading")
        self.hand_over = Button("")
        self.hand_over.clicked.connect(self._hand_over)
        self._problems_title = PlainLabel(self.tr("What can't be booked"), "heading")
        self._compose()
        controller.read.connect(self.show_health)
        controller.placesFound.connect(self._show_places)

    @property
    def sentences(self) -> list[str]:
        """Everything that is said about the setup, in order."""
        return [row.sentence for row in self.problems]

    @Slot(object)
    def show_health(self, health: Health) -> None:
        """Show ``health``; where visits could go is asked for."""
        if health != self._shown:
            self._shown = health
            self._fill(health)
        if self.isVisible():  # others may be free by now, or no longer
            self._controller.find_places(list(self.visits))

    def showEvent(self, event: QShowEvent) -> None:
        """Look again: what was shown may be old."""
        super().showEvent(event)
        self._controller.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits for an answer any more."""
        super().hideEvent(event)
        self._controller.find_places([])

    def _fill(self, health: Health) -> None:
        _clear(self._lost)
        _clear(self._wrong)
        self.visits, self.problems = {}, []
        for stranded in health.stranded:
            lost = LostVisit(stranded)
            lost.moveWanted.connect(self._move)
            lost.decided.connect(self._decide)
            lost.opened.connect(self.visitWanted)
            self.visits[stranded.visit.id] = lost
            self._lost.addWidget(lost)
            self._lost.addWidget(line())
        for problem in health.problems:
            row = ProblemRow(problem)
            row.goTo.connect(self.entryWanted)
            self.problems.append(row)
            self._wrong.addWidget(row)
            self._wrong.addWidget(line())
        self._offer_all()
        self._tell(health)

    def _tell(self, health: Health) -> None:
        lost, wrong = len(health.stranded), len(health.problems)
        self._lost_title.setText(
            text.counted(
                lost,
                self.tr("{count} visit to be moved"),
                self.tr("{count} visits to be moved"),
            )
        )
        self._lost_title.setVisible(bool(lost))
        self._problems_title.setVisible(bool(wrong))
        self.words.setText(
            self.tr("Looked at: every visit ahead, and four weeks of available times.")
            if lost or wrong
            else self.tr(
                "All is well: every service can be booked in the next four weeks, and every visit "
                "ahead has a time that stands."
            )
        )

    @Slot(object)
    def _show_places(self, places: OtherPlaces) -> None:
        row = self.visits.get(places.appointment_id)
        if row is not None:
            row.show_places(places)
            self._offer_all()

    def _offer_all(self) -> None:
        """Offer to give away at once what others can take at the same time, where that is much."""
        count = sum(row.has_same_time for row in self.visits.values())
        words = self.tr("Give {count} of them to who is free at the same time")
        self.hand_over.setText(words.format(count=count))
        self.hand_over.setVisible(count > 1)

    @Slot()
    def _hand_over(self) -> None:
        self.hand_over.hide()
        self._controller.hand_over(
            [number for number, row in self.visits.items() if row.has_same_time]
        )

    @Slot(object, object)
    def _move(self, places: OtherPlaces, to: OtherPlace) -> None:
        self._controller.move(places, to, self.visits[places.appointment_id].name)

    @Slot(int, object)
    def _decide(self, number: int, decision: Decision) -> None:
        self._controller.decide(number, decision, self.visits[number].name)

    def _compose(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self._lost_title)
        column.addWidget(self.hand_over, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self._lost)
        column.addWidget(self._problems_title)
        column.addLayout(self._wrong)
        column.addStretch(1)
        self._lost_title.hide()
        self.hand_over.hide()
        self._problems_title.hide()
        body.setMaximumWidth(round(_WIDTH * text_scale()))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        area = scrolling(body)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # for large text
        whole.addWidget(area)


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
