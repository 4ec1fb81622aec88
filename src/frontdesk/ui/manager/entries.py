"""A section of entries: the list of them at the left, the form of the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from frontdesk.ui.booking.form import line, scrolling
from frontdesk.ui.customers.question import Question
from frontdesk.ui.manager.controller import SetupController
from frontdesk.ui.manager.entry_list import EntryList, EntryRows
from frontdesk.ui.manager.form import Entry, EntryForm
from frontdesk.ui.manager.state import EntryRow
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.plain import PlainLabel

_LIST_WIDTH = 260
_FORM_WIDTH = 760


class SaveBar(QWidget):
    """Save and discard, pinned under a form, with the number of problems in the way."""

    def __init__(self, controller: SetupController, parent: QWidget | None = None) -> None:
        """Follow ``controller``."""
        super().__init__(parent)
        self._controller = controller
        self.save = Button(self.tr("Save"), "primary", key="Ctrl+S")
        self.save.setShortcut("Ctrl+S")
        self.discard = Button(self.tr("Discard changes"))
        self.words = PlainLabel("", "secondary", elide=True)
        self.save.clicked.connect(controller.ask_save)
        self.discard.clicked.connect(controller.discard)
        controller.changed.connect(self.refresh)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.discard)
        row.addWidget(self.save)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Offer what can be done now, and say what is in the way."""
        state = self._controller.state
        free = state.is_changed and not self._controller.is_saving
        self.save.setEnabled(free and not state.problems)
        self.discard.setEnabled(free)
        if state.problems:
            words = (
                self.tr("1 problem to solve")
                if state.problems == 1
                else self.tr("{count} problems to solve").format(count=state.problems)
            )
        elif state.is_changed:
            words = self.tr("Not saved yet")
        else:
            words = ""
        self.words.setText(words)
        self.words.set_look("problem" if state.problems else "secondary")


class EntriesPage(QWidget):
    """Lists the entries of one section of the setup, and edits the chosen one in its form."""

    chosen = Signal(str)
    """The id of the entry that is edited now."""

    def __init__(
        self,
        controller: SetupController,
        section: str,
        title: str,
        form: EntryForm,
        template: Callable[[Entry], Entry],
        new_name: str,
        parent: QWidget | None = None,
    ) -> None:
        """``template`` makes a new entry (without id and name) for a document."""
        super().__init__(parent)
        self._controller = controller
        self._section = section
        self._template = template
        self._new_name = new_name
        self._entry_id = ""
        self.form = form
        self._rows = EntryRows(title)
        self.list = EntryList(self._rows, title)
        self.add = Button(self.tr("Add"))
        self.copy = IconButton("duplicate", self.tr("Duplicate"))
        self.up = IconButton("chevron-up", self.tr("Move up (Alt+Up)"))
        self.down = IconButton("chevron-down", self.tr("Move down (Alt+Down)"))
        self.up.setShortcut("Alt+Up")
        self.down.setShortcut("Alt+Down")
        self.bar = SaveBar(controller)
        self.question = Question(self.tr("Retire"), self.tr("Keep"))
        self._right = QStackedWidget()
        self._compose(title)
        self.list.selectionModel().currentRowChanged.connect(self._choose_row)
        self.add.clicked.connect(self._add)
        self.copy.clicked.connect(self._duplicate)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        form.edited.connect(self._take)
        self.list.rowDragged.connect(self._drop)
        form.removed.connect(self._ask_to_retire)
        self.question.confirmed.connect(self._retire)
        self.question.declined.connect(self._keep)
        controller.changed.connect(self.refresh)
        self.setFocusProxy(self.list)
        self.refresh()

    @property
    def entry_id(self) -> str:
        """The entry in the form; empty for none."""
        return self._entry_id

    def choose(self, entry_id: str) -> None:
        """Edit another entry; what was typed in the one before stays in the draft."""
        self.question.hide()
        self._entry_id = entry_id
        self.refresh()
        self.chosen.emit(entry_id)

    @Slot()
    def refresh(self) -> None:
        """Show what the draft holds now."""
        state = self._controller.state
        rows = state.rows(self._section)
        known = [row.id for row in rows]
        self._entry_id = state.current_id(self._section, self._entry_id)
        if self._entry_id not in known:
            self._entry_id = known[0] if known else ""
            self.question.hide()
        texts = [(row.name or "–", self._mark(row)) for row in rows]
        self._rows.show_entries(texts, known, [row.color for row in rows])
        self._select(known)
        entry = state.entry(self._section, self._entry_id)
        self._right.setCurrentIndex(0 if entry is None else 1)
        for button in (self.copy, self.up, self.down):
            button.setEnabled(entry is not None)
        if entry is not None:
            self.form.load(entry, state.document)
            self.form.show_faults(state.faults(self._section, self._entry_id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text widens the list, but never to the cost of the form."""
        super().resizeEvent(event)
        self._left.setFixedWidth(min(round(_LIST_WIDTH * text_scale()), self.width() // 4))

    def _mark(self, row: EntryRow) -> str:
        if row.problems:
            return self.tr("problem")
        if row.is_new:
            return self.tr("new")
        return self.tr("edited") if row.is_changed else ""

    def _select(self, known: list[str]) -> None:
        if self._entry_id in known:
            index = self._rows.index(known.index(self._entry_id), 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(
                index, flags | QItemSelectionModel.SelectionFlag.Rows
            )

    @Slot()
    def _choose_row(self) -> None:
        chosen = self._rows.value(self.list.currentIndex().row())
        if chosen is not None and chosen != self._entry_id:
            self.choose(chosen)

    @Slot()
    def _take(self) -> None:
        self._controller.state.replace(self._section, self._entry_id, self.form.entry())

    @Slot()
    def _add(self) -> None:
        state = self._controller.state
        entry_id = state.add(self._section, self._template(state.document), self._new_name)
        self.choose(entry_id)
        self._begin_with_name()

    @Slot()
    def _duplicate(self) -> None:
        state = self._controller.state
        entry = state.entry(self._section, self._entry_id)
        if entry is not None:
            name = self.tr("{name} (copy)").format(name=entry["name"])
            self.choose(state.duplicate(self._section, self._entry_id, name))
            self._begin_with_name()

    def _begin_with_name(self) -> None:
        """Put the cursor into the form, where typing replaces the name that was made up."""
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)
        focused = self.window().focusWidget()
        if isinstance(focused, QLineEdit):
            focused.selectAll()

    @Slot()
    def _ask_to_retire(self) -> None:
        """Retiring takes every mention along, so it is asked; a new entry just goes."""
        rows = {row.id: row for row in self._controller.state.rows(self._section)}
        row = rows.get(self._entry_id)
        if row is None or row.is_new:
            self._retire()
            return
        words = self.tr(
            "Retire “{name}”? It is offered no more, wherever it is named; its history stays. "
            "Visits that are booked already are shown before you save."
        )
        self.question.ask(words.format(name=row.name))
        self.question.no.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _retire(self) -> None:
        self.question.hide()
        self._controller.state.retire(self._section, self._entry_id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _keep(self) -> None:
        self.question.hide()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, int)
    def _drop(self, row: int, to: int) -> None:
        dragged = self._rows.value(row)
        if dragged is not None:
            self._controller.state.move(self._section, dragged, to)

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        state = self._controller.state
        known = [row.id for row in state.rows(self._section)]
        if self._entry_id in known:
            state.move(self._section, self._entry_id, known.index(self._entry_id) + by)

    def _compose(self, title: str) -> None:
        left = self._left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 14, 12, 12)
        column.setSpacing(8)
        column.addWidget(PlainLabel(title, "heading", elide=True))
        column.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.add)
        buttons.addStretch(1)
        for button in (self.copy, self.up, self.down):
            buttons.addWidget(button)
        column.addLayout(buttons)
        nothing = PlainLabel(self.tr("Nothing here yet. Add the first one."), "muted")
        nothing.setMargin(24)
        self._right.addWidget(nothing)
        body = QWidget()
        inner = QHBoxLayout(body)
        inner.setContentsMargins(24, 18, 24, 18)
        self.form.setMaximumWidth(round(_FORM_WIDTH * text_scale()))
        inner.addWidget(self.form, 1)
        inner.addStretch(0)
        area = scrolling(body)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # for large text
        self._right.addWidget(area)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._right, 1)
        right.addWidget(self.question)
        right.addWidget(line())
        right.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        rule = QFrame()
        rule.setProperty("look", "upright")
        row.addWidget(rule)
        row.addLayout(right, 1)
