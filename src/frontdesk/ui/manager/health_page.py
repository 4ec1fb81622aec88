"""What a manager should look at: visits that lost their time, and what can't be booked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.desk.decisions import Decision
from frontdesk.desk.effects import StrandedVisit
from frontdesk.desk.health import Health
from frontdesk.desk.health_troubles import Problem, Trouble
from frontdesk.desk.setup_sentences import problem_sentence, stranded_sentence
from frontdesk.desk.stranded import OtherPlace, OtherPlaces
from frontdesk.ui import text
from frontdesk.ui.booking.form import line, scrolling
from frontdesk.ui.manager.health_controller import HealthController
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_WIDTH = 900
_ENTRIES = (
    ("location_id", "locations"),
    ("resource_id", "resources"),
    ("service_id", "services"),
)
"""Facts that name an entry, and its section; the first one that a problem has leads to it."""
_A_ROW = 2
"""Other places for a visit that stand side by side."""


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


class LostVisit(QFrame):
    """One visit without its time: who else is free then, the nearest times, or it stays."""

    moveWanted = Signal(object, object)
    """The ``OtherPlaces`` that were offered, and the one chosen."""
    decided = Signal(int, object)
    """The number of the visit, and KEEP or INFORM."""
    opened = Signal(object)
    """The ``StrandedVisit`` to show in the calendar."""

    def __init__(self, stranded: StrandedVisit) -> None:
        """Show ``stranded``; ``show_places`` follows."""
        super().__init__()
        visit = stranded.visit
        self._stranded = stranded
        self._places: OtherPlaces | None = None
        self.name = (
            stranded.customer.name if stranded.customer is not None else stranded.service_name
        )
        self._when = text.when_text(visit.start, visit.end, stranded.timezone)
        with_whom = " · ".join((stranded.service_name, *stranded.resource_names))
        self.reason = stranded_sentence(stranded, text.translate)
        self.offers: list[Button] = []
        self.keep = Button(self.tr("Keep"))
        self.inform = Button(self.tr("Keep and inform"))
        self.open = Button(self.tr("Show in the calendar"), "flat")
        for button in (self.keep, self.inform, self.open):
            button.setAccessibleName(f"{button.text()}: {self.name}, {self._when}")
        self.keep.clicked.connect(self._keep)
        self.inform.clicked.connect(self._inform)
        self.open.clicked.connect(self._open)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(self.name, "strong", elide=True))
        head.addWidget(PlainLabel(self._when, "secondary"))
        head.addStretch(1)
        head.addWidget(self.open)
        self._waiting = PlainLabel(self.tr("Looking for other times …"), "muted")
        self._offered = QGridLayout()
        self._offered.setSpacing(6)
        self._offered.setColumnStretch(_A_ROW, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._waiting)
        row.addLayout(self._offered, 1)
        for button in (self.keep, self.inform):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(PlainLabel(f"{with_whom}. {self.reason}", "secondary", elide=True))
        column.addSpacing(2)
        column.addLayout(row)

    @property
    def has_same_time(self) -> bool:
        """Whether somebody else is known to be free at its time."""
        return self._places is not None and bool(self._places.same_time)

    def show_places(self, places: OtherPlaces) -> None:
        """Offer ``places``, those at the same time first."""
        for button in self.offers:
            self._offered.removeWidget(button)
            button.deleteLater()
        self._places, self.offers = places, []
        found = (*places.same_time[:2], *places.other_times[:2])
        self._waiting.setVisible(not found)
        self._waiting.setText("" if found else self.tr("Nobody else can take it within two weeks."))
        for at, place in enumerate(found):
            button = Button(self._place_text(place))
            button.setProperty("at", at)
            button.setAccessibleName(f"{button.text()}: {self.name}")
            button.clicked.connect(self._choose)
            self._offered.addWidget(button, *divmod(at, _A_ROW))
            self.offers.append(button)

    def _place_text(self, place: OtherPlace) -> str:
        who = ", ".join(place.new_names)
        if place.start == self._stranded.visit.start:
            return self.tr("{who} at the same time").format(who=who)
        visit = self._stranded.visit
        end = place.start + visit.end - visit.start
        when = text.when_text(place.start, end, self._stranded.timezone).rpartition(" – ")[0]
        return f"{when} · {who}" if who else when

    @Slot()
    def _choose(self) -> None:
        if self._places is not None:
            found = (*self._places.same_time[:2], *self._places.other_times[:2])
            self.moveWanted.emit(self._places, found[self.sender().property("at")])

    @Slot()
    def _keep(self) -> None:
        self.decided.emit(self._stranded.visit.id, Decision.KEEP)

    @Slot()
    def _inform(self) -> None:
        self.decided.emit(self._stranded.visit.id, Decision.INFORM)

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._stranded)


class ProblemRow(QFrame):
    """One sentence, with the way to the entry that it is about."""

    goTo = Signal(str, str)
    """The section and the id of the entry."""

    def __init__(self, problem: Problem) -> None:
        """Show ``problem``."""
        super().__init__()
        self._target = target_of(problem)
        self.sentence = problem_sentence(problem, text.translate)
        words = PlainLabel(self.sentence)
        words.setWordWrap(True)
        self.button = Button(self.tr("Go to it"))
        self.button.setAccessibleName(self.tr("Go to it: {what}").format(what=self.sentence))
        self.button.clicked.connect(self._go)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        row.addWidget(words, 1)
        row.addWidget(self.button)

    @Slot()
    def _go(self) -> None:
        self.goTo.emit(*self._target)


def target_of(problem: Problem) -> tuple[str, str]:
    """The section and the id of the entry that a problem is about; empty for any."""
    for key, section in _ENTRIES:
        if problem.facts.get(key):
            return section, str(problem.facts[key])
    return ("locations" if problem.trouble is Trouble.NO_LOCATION else "services"), ""


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
