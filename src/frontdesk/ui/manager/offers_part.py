"""Ticks at the services that a resource gives and the groups that it is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from frontdesk.ui.manager.columns import Columns
from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.offers import Offer, offers
from frontdesk.ui.manager.parts import Part, words
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.checks import CheckRow
from frontdesk.ui.widgets.plain import PlainLabel, set_plain_tool_tip

_LEAST = 300
"""Logical pixels of a list, so that names beside "by group …" can be read."""


class OfferRow(CheckRow):
    """One service or role with a tick."""

    def __init__(self, offer: Offer, color: str, parent: QWidget | None = None) -> None:
        """Show whether it is given, and how."""
        super().__init__(offer.name, color, "", parent)
        self.offer = offer


class GroupRow(CheckRow):
    """One group with a tick."""

    def __init__(self, group_id: str, name: str, parent: QWidget | None = None) -> None:
        """Show whether it holds the resource."""
        super().__init__(name, "", "", parent)
        self.group_id = group_id


class _List(QWidget):
    """A caption, and rows below it; hidden while there are none."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setMinimumWidth(round(_LEAST * text_scale()))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(PlainLabel(title, "caption"))
        self.hide()

    def show_rows(self, rows: Sequence[CheckRow]) -> None:
        for row in rows:
            self._column.addWidget(row)
        self.setVisible(bool(rows))


class OffersPart(Part):
    """Ticks at the services that are given and the groups that hold the resource.

    They change other entries than the form's own, so they are told by themselves.
    """

    offerChanged = Signal(object, bool)
    """An ``Offer``, and whether it is given from now on."""
    groupChanged = Signal(str, bool)
    """The id of a group, and whether it holds the resource from now on."""

    def __init__(self) -> None:
        """Begin without rows."""
        super().__init__(self.tr("Services and groups"))
        self._shown: tuple[object, ...] = ()
        self.rows: list[OfferRow] = []
        self.groups: list[GroupRow] = []
        self._said = words("")
        self._lists = [_List(self.tr("Gives these services")), _List(self.tr("Is in these groups"))]
        self.put(self._said, Columns(*self._lists, count=2, gap=24))

    def load(self, entry: Entry, document: Entry) -> None:
        """Show what is given now; the rows are made anew only where they are others."""
        found = list(offers(document, entry))
        colors = {e["id"]: str(e.get("color", "")) for e in document.get("services", [])}
        groups = [
            (e["id"], str(e.get("name", "")), entry["id"] in (e.get("resources") or []))
            for e in document.get("resourceGroups", [])
        ]
        names = tuple((o.service_id, o.name, o.role, colors[o.service_id]) for o in found)
        shown = (names, tuple(group[:2] for group in groups))
        if shown != self._shown:
            self._shown = shown
            self._make_rows(found, colors, groups)
        for row, offer in zip(self.rows, found, strict=True):
            self._show_offer(row, offer)
        for group_row, (_id, _name, member) in zip(self.groups, groups, strict=True):
            group_row.setChecked(member)
        self._said.setText(
            self.tr("A tick here changes the service or the group.")
            if found or groups
            else self.tr("There is no service yet. Services are added in their own section.")
        )

    def values(self) -> dict[str, Any]:
        """Nothing of the resource itself."""
        return {}

    def _show_offer(self, row: OfferRow, offer: Offer) -> None:
        row.offer = offer
        row.setChecked(offer.given)
        row.setEnabled(not offer.group)
        if offer.group:
            row.set_count(self.tr("by group {name}").format(name=offer.group))
        else:
            row.set_count(self.tr("everyone") if offer.by_all else "")
        tip = ""
        if offer.group:
            tip = self.tr("The group decides. Tick the group, or change the role in the service.")
        elif offer.by_all:
            tip = self.tr("Everyone gives this service. Without the tick, all others do, by name.")
        set_plain_tool_tip(row, tip)

    def _make_rows(
        self,
        found: Sequence[Offer],
        colors: Mapping[str, str],
        groups: Sequence[tuple[str, str, bool]],
    ) -> None:
        for old in (*self.rows, *self.groups):
            old.hide()
            old.deleteLater()
        self.rows = [OfferRow(offer, colors[offer.service_id]) for offer in found]
        self.groups = [GroupRow(group_id, name) for group_id, name, _member in groups]
        both: tuple[Sequence[CheckRow], ...] = (self.rows, self.groups)
        for box, rows in zip(self._lists, both, strict=True):
            for row in rows:
                row.clicked.connect(self._tell)
            box.show_rows(rows)

    @Slot()
    def _tell(self) -> None:
        row = self.sender()
        if isinstance(row, OfferRow):
            self.offerChanged.emit(row.offer, row.isChecked())
        elif isinstance(row, GroupRow):
            self.groupChanged.emit(row.group_id, row.isChecked())
