"""The page of reports: what and when at the top, figures, plot and table, the visits behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from frontdesk.desk.reports import STEPS, Kind, Report
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.engine.changes import Changes
from frontdesk.engine.refusals import Refusal
from frontdesk.ui import text
from frontdesk.ui.reports import wording
from frontdesk.ui.reports.behind_pane import BehindPane
from frontdesk.ui.reports.canvas import ReportCanvas
from frontdesk.ui.reports.files import ReportFiles
from frontdesk.ui.reports.opened import Opened
from frontdesk.ui.reports.period_bar import PeriodBar
from frontdesk.ui.reports.reader import Answer, ReportAsked, ReportReader
from frontdesk.ui.reports.table import FigureTable
from frontdesk.ui.reports.tiles import Tiles
from frontdesk.ui.runner import Runner
from frontdesk.ui.widgets.buttons import Segments
from frontdesk.ui.widgets.menu_button import MenuButton
from frontdesk.ui.widgets.plain import PlainLabel

_TABLE = 220


class ReportsPage(QWidget):
    """Shows one report at a time; reads while it is seen."""

    visitWanted = Signal(object)
    """The ``FoundVisit`` to be shown in the calendar."""
    told = Signal(str, str)
    """Kind and sentence of a notice."""
    failed = Signal(object)
    """The error that a reading met."""

    def __init__(
        self, runner: Runner, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        """Begin with the visits of this month; ``today`` is what typed dates count from."""
        super().__init__(parent)
        self.setProperty("help", "reports")
        self.report: Report | None = None
        self._resource_id: str | None = None
        self.reader = ReportReader(runner, self)
        self.files = ReportFiles(runner, self)
        self.period = PeriodBar(today)
        self.kinds = Segments([(kind.value, wording.kind_text(kind)) for kind in Kind])
        self.who = QComboBox()
        self.who.setAccessibleName(self.tr("Hours of"))
        self.tiles = Tiles()
        self._opener: QWidget = self.tiles
        self._listed = STEPS[0]
        self.note = PlainLabel("", "caption")
        self.note.setWordWrap(True)
        self.canvas = ReportCanvas()
        self.table = FigureTable()
        self.behind = BehindPane()
        self.export = MenuButton()
        self._compose()
        self._connect()

    def choose(self, kind: Kind) -> None:
        """Show another report of the same period."""
        self.kinds.choose(kind.value)
        self._ask()

    @Slot(object)
    def refresh(self, changes: Changes | None = None) -> None:
        """Read again what ``changes`` may have made another."""
        # At one location, too: who is new there depends on visits at the others.
        self.reader.refresh(changes, None)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was missed."""
        super().showEvent(event)
        self.reader.set_seen(True)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing while nobody looks."""
        super().hideEvent(event)
        self.reader.set_seen(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the list of visits first."""
        if event.key() == Qt.Key.Key_Escape and self.behind.isVisible():
            self._close_behind()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _ask(self) -> None:
        bar = self.period
        asked = ReportAsked(
            Kind(self.kinds.current),
            bar.preset,
            bar.first.day,
            bar.last.day,
            bar.location_id,
            self._resource_id if self.kinds.current == Kind.LOAD.value else None,
            bar.compare.isChecked(),
        )
        self.reader.ask(asked)

    @Slot()
    def _choose(self) -> None:
        self._close_behind()
        self._ask()

    @Slot(int)
    def _choose_who(self, place: int) -> None:
        self._resource_id = self.who.itemData(place)
        self._choose()

    @Slot(object)
    def _show(self, answer: Answer) -> None:
        self._fill(answer.report)
        self.files.show_report(answer.report, answer.business.name)
        self.period.show_period(answer.report.period, answer.business)
        self.note.setText(self._note_of(answer.report))
        self._offer_who(answer)
        self._renew_behind(answer.report)

    @Slot(object)
    def _refuse(self, refusal: Refusal) -> None:
        self._fill(None)
        self._close_behind()
        self.files.show_report(None, "")
        self.note.setText(refusal_sentence(refusal, text.translate))

    def _fill(self, report: Report | None) -> None:
        self.report = report
        for part in (self.tiles, self.canvas, self.table):
            part.show_report(report)
        self.export.setEnabled(report is not None)

    def _note_of(self, report: Report) -> str:
        if not report.lines:
            return self.tr("Nothing in this period.")
        note = wording.note_text(report.kind)
        if report.more:
            note += " " + self.tr("The first {count} are listed.").format(count=len(report.lines))
        return note

    def _offer_who(self, answer: Answer) -> None:
        report = answer.report
        self.who.setVisible(report.grid is not None)
        if report.grid is None:
            return
        wanted: list[tuple[str | None, str]] = [(None, self.tr("All people and rooms"))]
        wanted += [(line.key, line.name) for line in report.lines]
        shown = [(self.who.itemData(n), self.who.itemText(n)) for n in range(self.who.count())]
        if shown != wanted:
            self.who.clear()
            for id_, name in wanted:
                self.who.addItem(name, id_)
        self.who.setCurrentIndex(max(self.who.findData(report.grid.resource_id), 0))

    @Slot(object)
    def _open(self, opened: Opened) -> None:
        self._opener = cast("QWidget", self.sender())
        self._listed = STEPS[0]
        self.behind.begin(opened)
        self.reader.open(opened.behind, self._listed)

    @Slot()
    def _list_more(self) -> None:
        if self.behind.opened is not None:
            self._listed = next((step for step in STEPS if step > self._listed), STEPS[-1])
            self.reader.open(self.behind.opened.behind, self._listed)

    def _renew_behind(self, report: Report) -> None:
        """List again what is behind the figure that is open: its number may be another now."""
        if self.behind.isHidden() or self.behind.opened is None:
            return
        opened = self.behind.opened.again(report)
        if opened is None:
            self._close_behind()
        else:
            self.behind.renew(opened)
            self.reader.open(opened.behind, self._listed)

    @Slot()
    def _close_behind(self) -> None:
        """Close the list; a cursor in it goes back to where the figure was opened."""
        if self.behind.isHidden():
            return
        focused = QApplication.focusWidget()
        had_cursor = focused is not None and self.behind.isAncestorOf(focused)
        self.reader.forget_behind()
        self.behind.hide()
        if had_cursor:
            shown = self._opener.isVisibleTo(self)
            (self._opener if shown else self.kinds).setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._choose)
        self.period.changed.connect(self._choose)
        self.who.activated.connect(self._choose_who)
        for part in (self.tiles, self.canvas, self.table):
            part.opened.connect(self._open)
        self.reader.reportRead.connect(self._show)
        self.reader.refused.connect(self._refuse)
        self.reader.behindRead.connect(self.behind.show_behind)
        self.reader.failed.connect(self.failed)
        self.behind.moreWanted.connect(self._list_more)
        self.behind.closed.connect(self._close_behind)
        self.behind.visitWanted.connect(self.visitWanted)
        self.files.told.connect(self.told)
        self.files.failed.connect(self.failed)

    def _compose(self) -> None:
        menu = QMenu(self.export)
        menu.addAction(self.tr("As CSV …"), self.files.ask_csv)
        menu.addAction(self.tr("As PDF …"), self.files.ask_pdf)
        self.export.setMenu(menu)
        self.export.show_name(self.tr("Export"), self.tr("Export this report"))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.period, 1)
        top.addWidget(self.export)
        second = QHBoxLayout()
        second.addWidget(self.kinds)
        second.addStretch(1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.tiles)
        column.addWidget(self.note)
        column.addWidget(self.who, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.canvas)
        column.addWidget(self.table, 1)
        column.addStretch(0)  # where there is no table, what is said stays at the top
        self.who.hide()
        self.table.setMinimumHeight(_TABLE)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(scroll)
        split.addWidget(self.behind)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 14, 0, 0)
        whole.setSpacing(10)
        for line in (top, second):
            line.setContentsMargins(24, 0, 16, 0)
            whole.addLayout(line)
        whole.addWidget(split, 1)
        self.setFocusProxy(self.kinds)
