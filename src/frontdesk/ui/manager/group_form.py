"""The form of a group: a name, and its members in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.identity_parts import NamePart
from frontdesk.ui.manager.names_field import NamesField
from frontdesk.ui.manager.parts import Part, PartsForm, Place, names_of, words


class MembersPart(Part):
    """Who is in the group, and which services use it."""

    def __init__(self) -> None:
        """Make the list."""
        super().__init__(self.tr("Members"))
        self.members = NamesField(self.tr("In this order"), self.tr("Add someone or something …"))
        self.members.edited.connect(self.edited)
        self.used = words("", "muted")
        said = self.tr("One of the members fills a role that asks for the group.")
        self.put(words(said), self.members, self.used)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the members by name."""
        self.members.load(entry.get("resources") or [], names_of(document, "resources"))
        users = [
            str(service.get("name", ""))
            for service in document.get("services", [])
            if any(role.get("group") == entry.get("id") for role in service.get("requires") or [])
        ]
        self.used.setText(
            self.tr("Used by {services}.").format(services=", ".join(users))
            if users
            else self.tr("No service asks for this group yet.")
        )

    def values(self) -> dict[str, Any]:
        """The ids in order."""
        return {"resources": self.members.value()}

    def places(self) -> Mapping[str, Place]:
        """The list."""
        return {"resources": self.members}


class GroupForm(PartsForm):
    """Name and members."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty form."""
        super().__init__(parent)
        self.name = NamePart(self.tr("Name"), self.tr("such as Therapists or Treatment rooms"))
        self.members = MembersPart()
        self.compose((self.name, self.members), self.tr("Retire this group"))


def new_group(_document: Entry) -> Entry:
    """A group without members."""
    return {"resources": []}
