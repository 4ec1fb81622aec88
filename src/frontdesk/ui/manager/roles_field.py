"""The roles of a service: each a name, and a group or chosen people and rooms who fill it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.names_field import NamesField
from frontdesk.ui.manager.reveal import go_to
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.form import ChoiceField, LineField

Names = Sequence[tuple[str, str]]
_CHOSEN = ""
_AT = re.compile(r"\[(\d+)\]\.?(.*)")


class RoleBox(QFrame):
    """One role."""

    edited = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty role."""
        super().__init__(parent)
        self.setProperty("look", "card")
        self.name = LineField(self.tr("Role"), self.tr("such as Therapist or Room"))
        self.source = ChoiceField(self.tr("Filled by"))
        self.members = NamesField(self.tr("Who or what can fill it, in order"), self.tr("Add …"))
        self.remove = IconButton("close", self.tr("Remove this role"))
        for field in (self.name, self.source, self.members):
            field.edited.connect(self.edited)
        self.remove.clicked.connect(self.removed)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.name, 1, top)
        row.addWidget(self.source, 1, top)
        row.addWidget(self.remove, 0, top)
        column.addLayout(row)
        column.addWidget(self.members)

    def load(self, role: Entry, people: Names, groups: Names) -> None:
        """Show ``role``, which can be filled from ``people`` or by one of ``groups``."""
        self.name.load(str(role.get("role", "")))
        group = role.get("group")
        known = [*groups, *([(group, group)] if group and group not in dict(groups) else [])]
        choices = [(_CHOSEN, self.tr("Chosen people and rooms"))]
        words = self.tr("Anyone of “{group}”")
        choices += [(key, words.format(group=name)) for key, name in known]
        if self.source.choices() != choices:
            self.source.set_choices(choices)
        self.source.load(group or _CHOSEN)
        if group is None:
            self.members.load(list(role.get("resources") or []), people)
        else:
            self.members.load(self.members.value(), people)
        self.members.setVisible(group is None)

    def value(self) -> Entry:
        """The role as the file holds it."""
        named = {"role": self.name.value()}
        group = self.source.value()
        if group:
            return named | {"group": group}
        return named | {"resources": self.members.value()}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong with the name, the group or the members."""
        said: dict[str, list[str]] = {"role": [], "group": [], "resources": []}
        for path, sentence in problems.items():
            key = re.split(r"[.\[]", path, maxsplit=1)[0]
            said.setdefault(key if key in said else "role", []).append(sentence)
        self.name.set_problem(" ".join(said["role"]))
        self.source.set_problem(" ".join(said["group"]))
        self.members.set_problem(" ".join(said["resources"]))


class RolesField(QWidget):
    """All roles of a service, in the order in which they are filled."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without roles."""
        super().__init__(parent)
        self._boxes: list[RoleBox] = []
        self._people: Names = ()
        self._groups: Names = ()
        self.add = Button(self.tr("Add a role"))
        self.add.clicked.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self._column.addLayout(row)

    @property
    def boxes(self) -> list[RoleBox]:
        """The roles on show."""
        return list(self._boxes)

    def load(self, roles: Sequence[Entry], people: Names, groups: Names) -> None:
        """Show ``roles``."""
        self._people, self._groups = people, groups
        while len(self._boxes) > len(roles):
            self._drop(self._boxes[-1])
        while len(self._boxes) < len(roles):
            self._grow()
        for box, role in zip(self._boxes, roles, strict=True):
            box.load(role, people, groups)

    def value(self) -> list[Entry]:
        """The roles as the file holds them."""
        return [box.value() for box in self._boxes]

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say each problem in the role that it is about."""
        said: dict[int, dict[str, str]] = {}
        for path, sentence in problems.items():
            match = _AT.fullmatch(path)
            at, below = (int(match[1]), match[2]) if match else (0, "")
            said.setdefault(at, {})[below] = sentence
        for at, box in enumerate(self._boxes):
            box.show_problems(said.get(at, {}))

    @Slot()
    def _add(self) -> None:
        box = self._grow()
        box.load({"role": "", "resources": []}, self._people, self._groups)
        go_to(box.name)
        self.edited.emit()

    @Slot()
    def _remove(self) -> None:
        box = self.sender()
        if isinstance(box, RoleBox):
            kept = [other.value() for other in self._boxes if other is not box]
            self.load(kept, self._people, self._groups)
            go_to(self.add)
            self.edited.emit()

    def _grow(self) -> RoleBox:
        box = RoleBox()
        box.edited.connect(self.edited)
        box.removed.connect(self._remove)
        self._boxes.append(box)
        self._column.insertWidget(len(self._boxes) - 1, box)
        box.show()
        return box

    def _drop(self, box: RoleBox) -> None:
        self._boxes.remove(box)
        with QSignalBlocker(box):
            box.hide()
        box.deleteLater()


def suggested(document: Entry, location_id: str | None) -> list[dict[str, Any]]:
    """Roles to begin with: a person, and a room where there are any."""
    here = [
        entry
        for entry in document.get("resources", [])
        if location_id in (None, entry.get("location"))
    ]
    people = [entry["id"] for entry in here if entry.get("kind", "staff") == "staff"]
    rooms = [entry["id"] for entry in here if entry.get("kind") == "room"]
    found = [{"role": "", "resources": ids} for ids in (people, rooms) if ids]
    return found or [{"role": "", "resources": []}]
