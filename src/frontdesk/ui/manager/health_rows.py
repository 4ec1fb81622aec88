"""The rows of the health page: a visit without its time, and a thing that can't be booked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from frontdesk.desk.decisions import Decision
from frontdesk.desk.effects import StrandedVisit
from frontdesk.desk.health_troubles import Problem, Trouble
from frontdesk.desk.setup_sentences import problem_sentence, stranded_sentence
from frontdesk.desk.stranded import OtherPlace, OtherPlaces
from frontdesk.ui import text
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_ENTRIES = (
    ("location_id", "locations"),
    ("resource_id", "resources"),
    ("service_id", "services"),
)
"""Facts that name an entry, and its section; the first one that a problem has leads to it."""
_A_ROW = 2
"""Other places for a visit that stand side by side."""


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
