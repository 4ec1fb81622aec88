"""Parts of the form of a person, a room or a piece of equipment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from frontdesk.ui.manager.blocks_field import BlocksField
from frontdesk.ui.manager.columns import Columns
from frontdesk.ui.manager.fields import Check, Today
from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.parts import Part, Place, names_of, words
from frontdesk.ui.manager.values import initials
from frontdesk.ui.manager.zone_field import ZoneField
from frontdesk.ui.theme import icons, tokens
from frontdesk.ui.theme.apply import current_scheme, font, text_scale
from frontdesk.ui.widgets.buttons import Segments
from frontdesk.ui.widgets.form import ChoiceField, Field, LineField

_KIND_ICONS = {"staff": "person", "room": "room", "equipment": "equipment"}


class Initials(QWidget):
    """The letters that stand for a name, on its colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a name."""
        super().__init__(parent)
        self._letters, self._color = "", ""
        side = round(44 * text_scale())
        self.setFixedSize(QSize(side, side))

    @property
    def letters(self) -> str:
        """What is shown."""
        return self._letters

    def show_name(self, name: str, color: str) -> None:
        """Show the initials of ``name`` on ``color``."""
        letters = initials(name)
        if (letters, color) != (self._letters, self._color):
            self._letters, self._color = letters, color
            self.setAccessibleName(self.tr("Initials {letters}").format(letters=letters))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a round ground and the letters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hue = current_scheme().hue(self._color)
        painter.setPen(QColor(hue.bar))
        painter.setBrush(QColor(hue.fill))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setPen(QColor(current_scheme().text))
        painter.setFont(font(tokens.FONT_LARGE, QFont.Weight.DemiBold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)


class WhatPart(Part):
    """Name, kind and place."""

    def __init__(self) -> None:
        """Make the fields."""
        super().__init__()
        self.initials = Initials()
        self.name = LineField(self.tr("Name"), self.tr("such as Ana Reyes or Room 1"))
        self.kind = Segments(
            [
                ("staff", self.tr("Person")),
                ("room", self.tr("Room")),
                ("equipment", self.tr("Equipment")),
            ]
        )
        self.location = ChoiceField(self.tr("Location"))
        self.name.edited.connect(self.edited)
        self.kind.chosen.connect(self._choose)
        self.location.edited.connect(self.edited)
        self.setFocusProxy(self.name)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.initials, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.name, 1, Qt.AlignmentFlag.AlignTop)
        self.put(head, Columns(Field(self.tr("Kind"), self.kind), self.location, count=2))
        self._color_icons()

    def load(self, entry: Entry, document: Entry) -> None:
        """Show them."""
        self.initials.show_name(str(entry.get("name", "")), str(entry.get("color", "")))
        self.name.load(str(entry.get("name", "")))
        kind = str(entry.get("kind", "staff"))
        self.kind.choose(kind if kind in _KIND_ICONS else "staff")
        places, here = names_of(document, "locations"), entry.get("location")
        if here not in dict(places):
            places.append((str(here), str(here)))
        if self.location.choices() != places:
            self.location.set_choices(places)
        self.location.load(here)

    def values(self) -> dict[str, Any]:
        """The three of them."""
        return {
            "name": self.name.value(),
            "kind": self.kind.current,
            "location": self.location.value(),
        }

    def places(self) -> Mapping[str, Place]:
        """The name tells of the id too, which was made of it."""
        return {"name": self.name, "id": self.name, "location": self.location}

    def changeEvent(self, event: QEvent) -> None:
        """Colour the icons again when the scheme changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color_icons()

    @Slot(str)
    def _choose(self, _kind: str) -> None:
        self.edited.emit()

    def _color_icons(self) -> None:
        for kind, name in _KIND_ICONS.items():
            self.kind.button(kind).setIcon(icons.icon(name, current_scheme()))


class ZonePart(Part):
    """A zone of one's own, and whether the location's hours count."""

    def __init__(self) -> None:
        """Make the field and the box; ``widgets`` are put into the part about hours."""
        super().__init__()
        self.ignores = Check(self.tr("Works outside the location's hours too"))
        self.closures = words(
            self.tr("Closures and public holidays of the location count all the same."), "muted"
        )
        self.zone = ZoneField(self.tr("Own time zone"), self.tr("as the location"))
        self.zone.edited.connect(self.edited)
        self.ignores.clicked.connect(self.edited)
        self.put(self.ignores, self.closures, Columns(self.zone, count=2))

    def load(self, entry: Entry, document: Entry) -> None:
        """Show them."""
        self.ignores.setChecked(bool(entry.get("ignoreLocationHours", False)))
        self.closures.setVisible(self.ignores.isChecked())
        self.zone.load(str(entry.get("timezone") or ""))

    def values(self) -> dict[str, Any]:
        """None for the location's zone."""
        return {"timezone": self._zone(), "ignoreLocationHours": self.ignores.isChecked()}

    def places(self) -> Mapping[str, Place]:
        """The zone."""
        return {"timezone": self.zone}

    def _zone(self) -> str | None:
        return self.zone.value() or None


class BlocksPart(Part):
    """Leave, meetings, repairs."""

    def __init__(self, today: Today) -> None:
        """``today`` is where typed dates count from."""
        super().__init__(self.tr("Blocked time"))
        self._entry_id: object = None
        self.blocks = BlocksField(today)
        self.blocks.edited.connect(self.edited)
        said = self.tr("Leave, meetings, cleaning, repairs: time in which nothing can be booked.")
        self.put(words(said), self.blocks)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the blocks."""
        is_other = entry.get("id") != self._entry_id
        self._entry_id = entry.get("id")
        self.blocks.load(entry.get("blocks") or [], is_other=is_other)

    def values(self) -> dict[str, Any]:
        """The blocks."""
        return {"blocks": self.blocks.value()}

    def places(self) -> Mapping[str, Place]:
        """Each block says its own."""
        return {"blocks": self.blocks}
