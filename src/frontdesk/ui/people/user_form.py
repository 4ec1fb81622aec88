"""The form of one user: name, role, single rights against the role, PIN or password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from frontdesk.desk.users import LONGEST_NAME, LONGEST_PASSWORD
from frontdesk.engine.rights import RIGHTS_OF, Right, Role
from frontdesk.ui import text
from frontdesk.ui.people.state import UserDraft
from frontdesk.ui.people.wording import bent_words, right_name, role_name, role_sentence
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.form import ChoiceField, LineField
from frontdesk.ui.widgets.plain import PlainLabel, SectionHead

_FIELD_WIDTH = 360


class UserForm(QWidget):
    """Shows a draft and tells what the user makes of it; keeps nothing else."""

    edited = Signal(object)
    """The ``UserDraft`` as it is now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty form; ``show_draft`` fills it."""
        super().__init__(parent)
        self._draft: UserDraft | None = None
        self.name = LineField(self.tr("Name"))
        self.name.line.setMaxLength(LONGEST_NAME)
        self.role = ChoiceField(self.tr("Role"))
        self.role.set_choices([(role, role_name(role)) for role in Role])
        self.about = PlainLabel("", "secondary")
        self.secret = LineField(self.tr("PIN or password"))
        self.secret.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.line.setMaxLength(LONGEST_PASSWORD)
        self.rights = {right: QCheckBox(right_name(right)) for right in Right}
        self._bent = {right: PlainLabel("", "caption") for right in Right}
        self._choice = self._rights_choice()
        for field in (self.name, self.role, self.secret):
            field.setMaximumWidth(round(_FIELD_WIDTH * text_scale()))
        self.name.edited.connect(self._tell_typed)
        self.role.edited.connect(self._tell_role)
        self.secret.edited.connect(self._tell_typed)
        for box in self.rights.values():
            box.toggled.connect(self._tell_right)
        self.setFocusProxy(self.name)
        self._compose()

    def show_draft(self, draft: UserDraft, problems: Mapping[str, str], *, first: bool) -> None:
        """Show a draft; the first user of a book is an administrator, whoever it is."""
        user = draft.user
        another = self._draft is None or self._draft.user.id != user.id
        self._draft = draft
        self.name.load(user.name)
        self.role.load(user.role)
        self.role.setEnabled(not first)
        self.about.setText(role_sentence(user.role))
        self.secret.load(draft.secret)
        self.secret.line.setPlaceholderText(
            self.tr("as it is") if user.has_secret else self.tr("4 to 12 digits, or 8 characters")
        )
        for right, box in self.rights.items():
            has = draft.has(right)
            with QSignalBlocker(box):
                box.setChecked(has)
            bent = bent_words(right in RIGHTS_OF[user.role], has)
            self._bent[right].setText(bent)
            box.setAccessibleDescription(bent)
        self._choice.setVisible(not first)  # the first one has them all
        self._show_problems(problems, quiet=another)

    def _show_problems(self, problems: Mapping[str, str], *, quiet: bool) -> None:
        """Say what is wrong; what was not begun yet is not called wrong."""
        for name, field in (("name", self.name), ("secret", self.secret)):
            problem = problems.get(name, "") if field.value() or field.problem else ""
            field.set_problem("" if quiet and not field.value() else text.said(problem))

    @Slot()
    def _tell_typed(self) -> None:
        if self._draft is not None:
            user = replace(self._draft.user, name=self.name.value())
            self.edited.emit(UserDraft(user, self.secret.value()))

    @Slot()
    def _tell_role(self) -> None:
        if self._draft is not None:
            self.edited.emit(self._draft.with_role(self.role.value()))

    @Slot()
    def _tell_right(self) -> None:
        box = self.sender()
        right = next(right for right, known in self.rights.items() if known is box)
        if self._draft is not None:
            wanted = self.rights[right].isChecked()
            self.edited.emit(self._draft.with_right(right, wanted))

    def _compose(self) -> None:
        hint = self.tr("Typed alone it says who signs in, so no two users have the same.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.name)
        column.addWidget(self.role)
        column.addWidget(self.about)
        column.addWidget(self._choice)
        column.addSpacing(8)
        column.addWidget(SectionHead(self.tr("Signing in")))
        column.addWidget(_words(hint))
        column.addWidget(self.secret)
        column.addStretch(1)

    def _rights_choice(self) -> QWidget:
        choice = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for at, (right, box) in enumerate(self.rights.items()):
            grid.addWidget(box, at, 0)
            grid.addWidget(self._bent[right], at, 1)
        grid.setColumnStretch(2, 1)
        words = self.tr(
            "Ticked is what this user may do. What differs from the role is marked beside it."
        )
        column = QVBoxLayout(choice)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        column.addWidget(SectionHead(self.tr("Rights")))
        column.addWidget(_words(words))
        column.addLayout(grid)
        return choice


def _words(sentence: str) -> PlainLabel:
    label = PlainLabel(sentence, "secondary")
    label.setWordWrap(True)
    return label
