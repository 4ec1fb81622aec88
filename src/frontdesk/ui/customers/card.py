"""The card of a customer: its head, its fields, what belongs to it, and what can be done."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.booking.form import scrolling
from frontdesk.ui.customers.controller import CardController
from frontdesk.ui.customers.fields import FieldsForm
from frontdesk.ui.customers.merge import MergePane
from frontdesk.ui.customers.people import BesidePane
from frontdesk.ui.customers.picker import Picker
from frontdesk.ui.customers.question import Question
from frontdesk.ui.customers.state import Busy, CardState
from frontdesk.ui.customers.wording import erase_question, one_line, summary
from frontdesk.ui.runner import Runner
from frontdesk.ui.theme import tokens
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import Pill, PlainLabel

SAVE_KEY = "Ctrl+S"
_WIDEST_FORM = 680


class CardPane(QWidget):
    """Renders a ``CardController`` and hands it what the user does."""

    mergeWanted = Signal(int)
    """Show this other record beside the one that is open."""

    def __init__(
        self, controller: CardController, runner: Runner, parent: QWidget | None = None
    ) -> None:
        """Make a pane without a card."""
        super().__init__(parent)
        self._controller = controller
        self._name = PlainLabel("", "title", elide=True)
        self._alert = Pill("", "alert")
        self._unsaved = Pill(self.tr("Not saved"), "plain")
        self._summary = PlainLabel("", "secondary", elide=True)
        self.newer = Question(self.tr("Show the new record"))
        self.form = FieldsForm()
        self.beside = BesidePane()
        self.picker = Picker(runner)
        self.merge = MergePane()
        self.erase_question = Question(self.tr("Erase for good"), self.tr("Keep the record"))
        self.save = Button(self.tr("Save"), "primary", SAVE_KEY)
        self.discard = Button(self.tr("Discard"))
        self.merge_with = Button(self.tr("Merge with …"))
        self.erase = Button(self.tr("Erase …"))
        self._body = self._columns()
        self._foot = self._verbs()
        self._compose()
        self._connect()

    def show_required(self, names: Collection[str]) -> None:
        """Mark the fields that are required here."""
        self.form.show_required(names)

    def panes(self) -> list[QWidget]:
        """The parts that are seen, as one goes from one to the next."""
        parts = (self.form, self.beside, self.picker, self.merge)
        return [part for part in parts if part.isVisible()]

    def leave_step(self) -> bool:
        """Close what lies over the form; False where nothing does."""
        for part in (self.picker, self.merge):
            if not part.isHidden():
                part.leave()
                return True
        if not self.erase_question.isHidden():
            self._stop_erasing()
            return True
        return False

    def _connect(self) -> None:
        controller, beside = self._controller, self.beside
        controller.changed.connect(self._render)
        controller.opened.connect(self._begin)
        controller.seatTaken.connect(self._begin)  # other records may lie over the form
        controller.fieldRefused.connect(self.form.focus_problem)
        self.form.edited.connect(self._take)
        self.save.clicked.connect(controller.save)
        self.discard.clicked.connect(controller.discard)
        self.newer.confirmed.connect(self._reload)
        self.erase.clicked.connect(self._ask_erase)
        self.erase_question.confirmed.connect(self._erase)
        self.erase_question.declined.connect(self._stop_erasing)
        self.merge_with.clicked.connect(self._ask_merge)
        beside.linkWanted.connect(self._ask_link)
        beside.openWanted.connect(controller.open)
        beside.mergeWanted.connect(self.mergeWanted)
        beside.unmergeWanted.connect(controller.unmerge)
        beside.unlinkWanted.connect(controller.unlink)
        self.picker.picked.connect(self._take_person)
        self.merge.confirmed.connect(controller.merge)
        for part in (self.picker, self.merge):
            part.left.connect(self._go_on)
        key = QShortcut(QKeySequence(SAVE_KEY), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(controller.save)

    # Showing

    @Slot()
    def _begin(self) -> None:
        self.picker.hide()
        self.merge.hide()
        self.erase_question.hide()
        self.show_body()

    @Slot()
    def _go_on(self) -> None:
        self.show_body()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def show_body(self) -> None:
        """Show the form again, unless another step lies over it."""
        covered = not (self.picker.isHidden() and self.merge.isHidden())
        self._body.setVisible(not covered)
        self._foot.setVisible(not covered)

    @Slot()
    def _render(self) -> None:
        state = self._controller.state
        if state is None:
            return
        self._name.setText(self._title(state))
        alert = "" if state.card is None else one_line(state.card.fields.alerts)
        self._alert.setText(alert if len(alert) <= 60 else f"{alert[:59]}…")
        self._alert.setVisible(bool(alert))
        self._unsaved.setVisible(state.is_changed and state.card is not None)
        self._summary.setText(summary(state.card) if state.card is not None else "")
        self._summary.setVisible(state.card is not None)
        self.newer.setVisible(state.newer is not None)
        if state.newer is not None:
            self.newer.ask(
                self.tr(
                    "Somebody changed this record meanwhile. What you typed is kept; look at the "
                    "new record before you save."
                )
            )
        self.form.show_state(state)
        self.beside.show_state(state)
        self._render_verbs(state)

    def _render_verbs(self, state: CardState) -> None:
        saving = state.busy is Busy.SAVING
        may_discard = state.busy is Busy.NO and (state.is_changed or state.card is None)
        leaving = (saving and self.save.hasFocus()) or (not may_discard and self.discard.hasFocus())
        if leaving:
            self.form.setFocus()  # disabled, it would hand the focus to the next button
        self.save.setText(self.tr("Saving …") if saving else self.tr("Save"))
        self.save.setEnabled(state.can_save and state.newer is None)
        self.discard.setEnabled(may_discard)
        known = state.card is not None and not state.is_erased
        for button in (self.merge_with, self.erase):
            button.setVisible(known)
            button.setEnabled(state.busy is Busy.NO)

    def _title(self, state: CardState) -> str:
        if state.card is None:
            return one_line(state.draft.name) or self.tr("New record")
        if state.is_erased:
            return self.tr("Erased on request")
        return one_line(state.card.fields.name)

    # What the user does

    @Slot()
    def _reload(self) -> None:
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)  # the button pressed is about to go
        self._controller.reload()

    @Slot()
    def _take(self) -> None:
        self._controller.edit(self.form.draft())

    @Slot()
    def _ask_erase(self) -> None:
        state = self._controller.state
        if state is not None and state.card is not None:
            self.erase_question.ask(erase_question(state.card))
            self._foot.hide()
            self.erase_question.no.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _stop_erasing(self) -> None:
        self.erase_question.hide()
        self._foot.show()
        self.erase.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _erase(self) -> None:
        self._stop_erasing()
        self._controller.erase()

    @Slot()
    def _ask_merge(self) -> None:
        self._pick(self.tr("Which record is the same person?"), with_kind=False)

    @Slot()
    def _ask_link(self) -> None:
        self._pick(self.tr("Who belongs to this person?"), with_kind=True)

    def _pick(self, question: str, *, with_kind: bool) -> None:
        state = self._controller.state
        if state is not None and state.customer_id is not None:
            self.picker.ask(question, state.customer_id, with_kind=with_kind)
            self.show_body()

    @Slot(int, str)
    def _take_person(self, customer_id: int, kind: str) -> None:
        if kind == "family":
            self._controller.link(customer_id, "family")
        elif kind == "payer":
            self._controller.link(customer_id, "payer")
        else:
            self.mergeWanted.emit(customer_id)

    # Layout

    def _columns(self) -> QWidget:
        left = QWidget()
        fields = QVBoxLayout(left)
        fields.setContentsMargins(0, 0, 0, 16)
        fields.addWidget(self.form)
        fields.addStretch(1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(28)
        area = scrolling(left)
        area.setMaximumWidth(_WIDEST_FORM)
        row.addWidget(area, 6)
        row.addWidget(self.beside, 6)
        return body

    def _verbs(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 14)
        row.setSpacing(12)
        for button in (self.save, self.discard, self.merge_with, self.erase):
            button.setProperty("tall", True)
        self.save.setMinimumWidth(tokens.NAVIGATOR_WIDTH // 2)
        row.addWidget(self.save)
        row.addWidget(self.discard)
        row.addStretch(1)
        row.addWidget(self.merge_with)
        row.addWidget(self.erase)
        return foot

    def _compose(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(self._name)
        title.addWidget(self._alert)
        title.addWidget(self._unsaved)
        title.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 8)
        head.setSpacing(4)
        head.addLayout(title)
        head.addWidget(self._summary)
        rule = QFrame()
        rule.setProperty("look", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.newer)
        column.addWidget(self._body, 1)
        column.addWidget(self.picker, 1)
        column.addWidget(self.merge, 1)
        column.addWidget(rule)
        column.addWidget(self.erase_question)
        column.addWidget(self._foot)
