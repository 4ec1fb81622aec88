"""Parts of the form of a service: where it is offered, who gives it, and how one is picked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot

from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.names_field import NamesField
from frontdesk.ui.manager.parts import Part, Place, names_of, words
from frontdesk.ui.manager.roles_field import RolesField, suggested
from frontdesk.ui.widgets.buttons import Segments
from frontdesk.ui.widgets.form import ChoiceField

_EVERYWHERE = ""


class WherePart(Part):
    """At every location, or at one."""

    def __init__(self) -> None:
        """Make the choice."""
        super().__init__()
        self._location: Any = None
        self.where = ChoiceField(self.tr("Offered at"))
        self.where.edited.connect(self.edited)
        self.where.setMaximumWidth(360)
        self.put(self.where)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the location, or all of them."""
        self._location = entry.get("location")
        here = self._location if entry.get("scope", "company") == "location" else _EVERYWHERE
        places = names_of(document, "locations")
        if here and here not in dict(places):
            places.append((here, str(here)))
        choices = [(_EVERYWHERE, self.tr("Every location")), *places]
        if self.where.choices() != choices:
            self.where.set_choices(choices)
        self.where.load(here)

    def values(self) -> dict[str, Any]:
        """Scope and location."""
        here = self.where.value() or None
        return {"scope": "location" if here else "company", "location": here}

    def places(self) -> Mapping[str, Place]:
        """Both are said in one place."""
        return {"scope": self.where, "location": self.where}


class WhoPart(Part):
    """Everyone, chosen ones in order, or several at once in roles."""

    def __init__(self) -> None:
        """Make the three ways."""
        super().__init__(self.tr("Who gives it"))
        self._entry: Entry = {}
        self._document: Entry = {}
        self.how = Segments(
            [
                ("all", self.tr("Everyone")),
                ("chosen", self.tr("Chosen ones")),
                ("roles", self.tr("Several at once")),
            ]
        )
        self.how.setAccessibleName(self.tr("Who gives it"))
        self.said = words("")
        self.chosen = NamesField(self.tr("In this order"), self.tr("Add someone or something …"))
        self.roles = RolesField()
        self.how.chosen.connect(self._choose)
        self.chosen.edited.connect(self.edited)
        self.roles.edited.connect(self.edited)
        self.put(self.how, self.said, self.chosen, self.roles)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show who gives the service; the other ways keep what was chosen for this entry."""
        is_other = entry.get("id") != self._entry.get("id")
        self._entry, self._document = entry, document
        named, requires = entry.get("resources"), entry.get("requires")
        self.how.choose("roles" if requires else "chosen" if isinstance(named, list) else "all")
        people = self._people()
        if isinstance(named, list) or is_other:
            self.chosen.load(named if isinstance(named, list) else [], people)
        else:
            self.chosen.load(self.chosen.value(), people)
        groups = names_of(document, "resourceGroups")
        if requires or is_other:
            self.roles.load(requires or [], people, groups)
        self._show()

    def values(self) -> dict[str, Any]:
        """Either a list of resources, or ``"all"``, or roles."""
        how = self.how.current
        if how == "roles":
            return {"resources": None, "requires": self.roles.value()}
        return {"resources": self.chosen.value() if how == "chosen" else "all", "requires": None}

    def places(self) -> Mapping[str, Place]:
        """The list, and the roles."""
        return {"resources": self.chosen, "requires": self.roles}

    @Slot(str)
    def _choose(self, how: str) -> None:
        if how == "roles" and not self.roles.value():
            groups = names_of(self._document, "resourceGroups")
            begun = suggested(self._document, self._location())
            names = [self.tr("Person"), self.tr("Room")]
            roles = [role | {"role": name} for role, name in zip(begun, names, strict=False)]
            self.roles.load(roles, self._people(), groups)
        self._show()
        self.edited.emit()

    def _people(self) -> list[tuple[str, str]]:
        """Who can be named: the resources of the location, or all of them."""
        at = self._location()
        here = {
            str(entry["id"])
            for entry in self._document.get("resources", [])
            if at in (None, entry.get("location"))
        }
        known = names_of(self._document, "resources")
        return [(entry_id, name) for entry_id, name in known if entry_id in here]

    def _location(self) -> str | None:
        return self._entry.get("location") if self._entry.get("scope") == "location" else None

    def _show(self) -> None:
        how = self.how.current
        self.chosen.setVisible(how == "chosen")
        self.roles.setVisible(how == "roles")
        self.said.setText(
            {
                "all": self.tr("Every person, room and piece of equipment of the location alike."),
                "chosen": self.tr("One of these at a time. The order decides where others tie."),
                "roles": self.tr(
                    "A visit needs each role filled at the same time, by different ones."
                ),
            }[how]
        )


class PickPart(Part):
    """How one is picked among those who are free."""

    def __init__(self) -> None:
        """Make the choice."""
        super().__init__()
        self._sentences = {
            "none": self.tr("Nobody is picked: every free one is offered as a time of its own."),
            "ordered": self.tr("The first of the order above who is free."),
            "balanced": self.tr("Who has the fewest visits in the days that are asked about."),
            "rotation": self.tr("Whose last booking was made longest ago, so that all take turns."),
            "random": self.tr("Anyone who is free, with the same chance for each."),
        }
        self.method = ChoiceField(self.tr("When nobody in particular is asked for"))
        self.method.set_choices(
            [
                ("none", self.tr("Offer each")),
                ("ordered", self.tr("In order")),
                ("balanced", self.tr("Even out the load")),
                ("rotation", self.tr("Take turns")),
                ("random", self.tr("By chance")),
            ]
        )
        self.method.setMaximumWidth(360)
        self.said = words("")
        self.method.edited.connect(self.edited)
        self.put(self.method, self.said)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the method, with what it does."""
        self.method.load(entry.get("roundRobin", "none"))
        self.said.setText(self._sentences.get(str(self.method.value()), ""))

    def values(self) -> dict[str, Any]:
        """The method."""
        return {"roundRobin": self.method.value()}

    def places(self) -> Mapping[str, Place]:
        """The choice."""
        return {"roundRobin": self.method}
