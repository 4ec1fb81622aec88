"""The manager's page of users: the list at the left, the form of the chosen one at the right."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from frontdesk.engine.rights import User
from frontdesk.ui.booking.form import line, scrolling
from frontdesk.ui.customers.question import Question
from frontdesk.ui.customers.table import Rows, Table
from frontdesk.ui.people.controller import UsersController
from frontdesk.ui.people.state import NEW, UserDraft
from frontdesk.ui.people.user_form import UserForm
from frontdesk.ui.people.wording import role_name
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.form import Field
from frontdesk.ui.widgets.plain import PlainLabel

_LIST_WIDTH = 300
_FORM_WIDTH = 640
_LONGEST_IDLE = 240


class UsersPage(QWidget):
    """Who signs in, with what rights, and when this workstation locks."""

    lockAfterChosen = Signal(int)
    """After how many idle minutes this workstation shall lock; 0 for never."""

    def __init__(
        self, controller: UsersController, lock_after: int, parent: QWidget | None = None
    ) -> None:
        """Follow ``controller``; ``lock_after`` is what this workstation does now (minutes)."""
        super().__init__(parent)
        self._controller = controller
        self._rows = Rows([self.tr("Users"), ""])
        self.list = Table(self._rows, self.tr("Users"))
        self.list.setProperty("look", "bare")
        self.list.horizontalHeader().hide()
        self.list.set_widths({1: 120})
        self.add = Button(self.tr("Add a user"))
        self.lock_after = QSpinBox()
        self.lock_after.setRange(0, _LONGEST_IDLE)
        self.lock_after.setValue(lock_after)
        self.lock_after.setSuffix(self.tr(" minutes"))
        self.lock_after.lineEdit().setTextMargins(6, 0, 0, 0)
        self.lock_after.setSpecialValueText(self.tr("never"))
        self.form = UserForm()
        self.save = Button(self.tr("Save"), "primary", key="Ctrl+S")
        self.save.setShortcut("Ctrl+S")
        self.discard = Button(self.tr("Discard changes"))
        self.retire = Button(self.tr("Retire"))
        self.question = Question(self.tr("Retire"), self.tr("Never mind"))
        self.trouble = PlainLabel("", "problem")
        self._right = QStackedWidget()
        self._compose()
        self._connect()
        self.setFocusProxy(self.list)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """See who is there now."""
        super().showEvent(event)
        self._controller.open()

    @Slot()
    def refresh(self) -> None:
        """Show the users and drafts as they are now."""
        state = self._controller.state
        users = state.rows()
        cells = [(user.name or self.tr("New user"), self._mark(user)) for user in users]
        numbers = [user.id for user in users]
        self._rows.show_rows(cells, numbers)
        if state.chosen in numbers:
            self._select(numbers.index(state.chosen))
        self._right.setCurrentIndex(0 if state.chosen is None else 1)
        if state.chosen is not None:
            self._show_chosen(state.draft(state.chosen))

    def _show_chosen(self, draft: UserDraft) -> None:
        state, number = self._controller.state, draft.user.id
        problems = state.problems(number)
        self.form.show_draft(draft, problems, first=state.is_first and number == NEW)
        free = state.is_changed(number) and not self._controller.is_saving
        self.save.setEnabled(free and not problems)
        self.discard.setEnabled(free)
        self.retire.setVisible(number != NEW)
        self.retire.setText(self.tr("Take back") if draft.user.retired else self.tr("Retire"))

    def _mark(self, user: User) -> str:
        if user.id == NEW:
            return self.tr("new")
        if self._controller.state.is_changed(user.id):
            return self.tr("edited")
        return self.tr("retired") if user.retired else role_name(user.role)

    def _select(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(
            self._rows.index(row, 0), flags | QItemSelectionModel.SelectionFlag.Rows
        )

    @Slot()
    def _choose_row(self) -> None:
        number = self._rows.value(self.list.currentIndex().row())
        if number is not None and number != self._controller.state.chosen:
            self._leave_question()
            self._controller.choose(number)

    @Slot(object)
    def _take(self, draft: UserDraft) -> None:
        self.trouble.setText("")
        self._controller.take(draft)

    @Slot()
    def _begin(self) -> None:
        self._leave_question()
        self._controller.begin()
        self.form.setFocus()

    @Slot()
    def _save(self) -> None:
        if self.save.hasFocus():
            self.list.setFocus()  # the button goes grey, and the focus would go anywhere
        self._controller.save()

    @Slot()
    def _ask_retire(self) -> None:
        state = self._controller.state
        if state.chosen is None:
            return
        user = state.draft(state.chosen).user
        if user.retired:
            self._controller.retire(False)
            return
        words = self.tr("{name} will not be able to sign in any more. The trails keep the name.")
        self.question.ask(words.format(name=user.name))
        self.question.no.setFocus()

    @Slot()
    def _retire(self) -> None:
        self._leave_question()
        self._controller.retire(True)

    @Slot()
    def _leave_question(self) -> None:
        self.question.hide()
        self.trouble.setText("")

    def _connect(self) -> None:
        controller = self._controller
        controller.changed.connect(self.refresh)
        controller.refused.connect(self.trouble.setText)
        self.list.selectionModel().currentRowChanged.connect(self._choose_row)
        self.form.edited.connect(self._take)
        for button in (self.add, self.first):
            button.clicked.connect(self._begin)
        self.save.clicked.connect(self._save)
        self.discard.clicked.connect(controller.discard)
        self.retire.clicked.connect(self._ask_retire)
        self.question.confirmed.connect(self._retire)
        self.question.declined.connect(self._leave_question)
        self.lock_after.valueChanged.connect(self.lockAfterChosen)

    def _compose(self) -> None:
        self.first = Button(self.tr("Add the first user"), "primary")
        self._right.addWidget(self._about_users())
        body = QWidget()
        inner = QHBoxLayout(body)
        inner.setContentsMargins(24, 18, 24, 18)
        self.form.setMaximumWidth(round(_FORM_WIDTH * text_scale()))
        inner.addWidget(self.form, 1)
        inner.addStretch(0)
        edits = QWidget()
        column = QVBoxLayout(edits)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolling(body), 1)
        column.addWidget(self.question)
        column.addWidget(line())
        column.addLayout(self._bar())
        self._right.addWidget(edits)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        rule = QFrame()
        rule.setProperty("look", "upright")
        row.addWidget(rule)
        row.addWidget(self._right, 1)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(round(_LIST_WIDTH * text_scale()))
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 14, 12, 14)
        column.setSpacing(8)
        column.addWidget(PlainLabel(self.tr("Users"), "heading"))
        column.addWidget(self.list, 1)
        column.addWidget(self.add)
        column.addSpacing(6)
        column.addWidget(line())
        column.addWidget(Field(self.tr("Lock this workstation when idle for"), self.lock_after))
        return left

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(24, 10, 24, 10)
        bar.setSpacing(8)
        self.trouble.setWordWrap(True)
        bar.addWidget(self.retire)
        bar.addWidget(self.trouble, 1)
        bar.addWidget(self.discard)
        bar.addWidget(self.save)
        return bar

    def _about_users(self) -> QWidget:
        """What changes with the first user, for a book that has none."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("Nobody has to sign in"), "title"))
        for sentence in (
            self.tr("This book has no users. Whoever opens it may do everything."),
            self.tr(
                "With the first user that changes at every desk of this book: everybody signs in "
                "with a PIN or password of their own, may do what their role allows, and stands "
                "by name in the history of what they changed."
            ),
            self.tr(
                "The window locks when nobody touches it for a while, and at once with Ctrl+L. "
                "A time on hold runs on, and nothing typed is lost."
            ),
            self.tr(
                "The first user is an administrator. Add a second one soon: a forgotten PIN is "
                "replaced by somebody else who may change users."
            ),
        ):
            label = PlainLabel(sentence, "secondary")
            label.setWordWrap(True)
            label.setMaximumWidth(round(_FORM_WIDTH * text_scale()))
            column.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(self.first)
        row.addStretch(1)
        column.addSpacing(6)
        column.addLayout(row)
        column.addStretch(1)
        return page
