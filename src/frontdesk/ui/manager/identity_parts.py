"""Parts that tell an entry from the others: its name and its colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frontdesk.ui.manager.color_field import ColorField
from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.parts import Part, Place
from frontdesk.ui.theme.tokens import LIGHT, SAFE_HUES
from frontdesk.ui.widgets.form import LineField


class NamePart(Part):
    """What it is called."""

    def __init__(self, caption: str, hint: str = "") -> None:
        """``hint`` stands in the empty field."""
        super().__init__()
        self.name = LineField(caption, hint)
        self.name.edited.connect(self.edited)
        self.setFocusProxy(self.name)
        self.put(self.name)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the name."""
        self.name.load(str(entry.get("name", "")))

    def values(self) -> dict[str, Any]:
        """The name as typed."""
        return {"name": self.name.value()}

    def places(self) -> Mapping[str, Place]:
        """The name; the id was made of it and has nowhere else to be told."""
        return {"name": self.name, "id": self.name}


class ColorPart(Part):
    """The colour in the calendar."""

    def __init__(self) -> None:
        """Make the field."""
        super().__init__()
        self.color = ColorField(self.tr("Colour"))
        self.color.edited.connect(self.edited)
        self.put(self.color)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the colour."""
        self.color.load(str(entry.get("color", "")))

    def values(self) -> dict[str, Any]:
        """``#RRGGBB``, or what is typed."""
        return {"color": self.color.value()}

    def places(self) -> Mapping[str, Place]:
        """The field."""
        return {"color": self.color}


def free_color(entries: list[Entry]) -> str:
    """The first safe colour that no entry has."""
    taken = {entry.get("color") for entry in entries}
    safe = [LIGHT.hues[hue].bar for hue in SAFE_HUES]
    return next((color for color in safe if color not in taken), safe[len(entries) % len(safe)])
