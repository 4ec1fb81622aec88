"""The fields of a customer; a problem is said beside the field it is about."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from frontdesk.desk.privacy import CONTACTS
from frontdesk.engine.customers import CustomerFields
from frontdesk.ui.customers.state import CardState, shown, tags_of
from frontdesk.ui.customers.wording import field_names, hints, one_line
from frontdesk.ui.text import said
from frontdesk.ui.widgets.form import LineField, TextField
from frontdesk.ui.widgets.plain import set_plain_tool_tip

# Where each field stands: row, column, and how many columns wide.
_PLACES = {
    "name": (0, 0, 2),
    "phone": (1, 0, 1),
    "email": (1, 1, 1),
    "birth_date": (2, 0, 1),
    "language": (2, 1, 1),
    "address": (3, 0, 2),
    "tags": (4, 0, 2),
    "alerts": (5, 0, 2),
    "notes": (6, 0, 2),
}
_LINES = {"address": 2, "alerts": 2, "notes": 4}


class FieldsForm(QWidget):
    """Shows a draft and tells what is typed; keeps nothing else."""

    edited = Signal()
    """The user changed a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty form."""
        super().__init__(parent)
        examples = hints()
        self.fields: dict[str, LineField | TextField] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        names = field_names()
        for name, (row, column, width) in _PLACES.items():
            field = (
                TextField(names[name], _LINES[name])
                if name in _LINES
                else LineField(names[name], examples.get(name, ""))
            )
            if isinstance(field, TextField):
                # The style sheet's own minimum is one line: keep all of them in a low window.
                lines = field.editor.fontMetrics().lineSpacing() * _LINES[name] + 8
                field.editor.setStyleSheet(f"min-height: {lines}px")
            field.edited.connect(self.edited)
            self.fields[name] = field
            grid.addWidget(field, row, column, 1, width, Qt.AlignmentFlag.AlignTop)
        # The order of the keyboard is the one the eye takes.
        for first, second in zip(list(_PLACES), list(_PLACES)[1:], strict=False):
            self.setTabOrder(self.fields[first].control, self.fields[second].control)
        self.setFocusProxy(self.fields["name"])

    def show_required(self, names: Collection[str]) -> None:
        """Mark the fields that a record must have here."""
        for name, caption in field_names().items():
            needed = name == "name" or name in names
            self.fields[name].set_caption(f"{caption} *" if needed else caption)

    def show_state(self, state: CardState) -> None:
        """Show the draft with what is wrong and what another desk has."""
        for name, field in self.fields.items():
            value = getattr(state.draft, name)
            if name != "tags" or tags_of(field.value()) != value:
                field.load(shown(value))
                if isinstance(field, LineField) and not field.control.hasFocus():
                    field.line.setCursorPosition(0)  # a long name is seen from its beginning
            hidden = name in CONTACTS and state.contacts_hidden
            field.setEnabled(not state.is_erased and not hidden)
            self._say_hidden(field, hidden)
            problem = said(state.problems.get(name, "")) if value or state.tried else ""
            if name == "phone" and not problem:
                problem = said(state.hint)
            if name in state.theirs:
                theirs = one_line(state.theirs[name]) or self.tr("nothing")
                has = self.tr("The book has: {value}").format(value=theirs)
                problem = f"{problem} {has}".strip()
            if problem != field.problem:
                field.set_problem(problem)

    def _say_hidden(self, field: LineField | TextField, hidden: bool) -> None:
        control = field.line if isinstance(field, LineField) else field.editor
        if hidden is not bool(control.property("hides")):
            before = control.property("hint")
            hint = control.placeholderText() if before is None else str(before)
            control.setProperty("hint", hint)
            control.setProperty("hides", hidden)
            control.setPlaceholderText(self.tr("hidden") if hidden else hint)
            words = self.tr("It takes the right to see contact data.")
            set_plain_tool_tip(field, words if hidden else "")

    def draft(self) -> CustomerFields:
        """What is typed now."""
        typed = {name: field.value() for name, field in self.fields.items() if name != "tags"}
        return CustomerFields(**typed, tags=tags_of(self.fields["tags"].value()))

    def start(self) -> None:
        """Put the cursor behind the name, where typing goes on."""
        name = self.fields["name"]
        name.setFocus()
        if isinstance(name, LineField):
            name.line.end(False)

    def focus_problem(self) -> None:
        """Go to the first field with a problem."""
        for field in self.fields.values():
            if field.problem:
                field.setFocus()
                return
