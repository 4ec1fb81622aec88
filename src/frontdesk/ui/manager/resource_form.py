"""The form of a person, a room or a piece of equipment."""

from __future__ import annotations

from copy import deepcopy

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from frontdesk.ui.manager.fields import Today
from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.hours_parts import DATES, NONE, WEEK, DatesPart, HoursPart
from frontdesk.ui.manager.identity_parts import ColorPart, free_color
from frontdesk.ui.manager.offers import Offer, grouped, offered
from frontdesk.ui.manager.offers_part import OffersPart
from frontdesk.ui.manager.parts import PartsForm
from frontdesk.ui.manager.resource_parts import BlocksPart, WhatPart, ZonePart


class ResourceForm(PartsForm):
    """Every field of a resource, and the services and groups that name it."""

    otherEdited = Signal(str, str, object)
    """Section, id and content of another entry that the user changed here."""

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        """``today`` is where typed dates count from."""
        super().__init__(parent)
        self._own: Entry = {}
        self._document: Entry = {}
        self.what = WhatPart()
        self.color = ColorPart()
        self.offers = OffersPart()
        self.hours = HoursPart(
            self.tr("Working hours"),
            [
                (
                    NONE,
                    self.tr("As the location"),
                    self.tr("There whenever the location is open."),
                ),
                (
                    WEEK,
                    self.tr("Own week"),
                    self.tr("There in these hours, as far as the location is open."),
                ),
                (
                    DATES,
                    self.tr("Only by date"),
                    self.tr("There on the single dates below and on no others."),
                ),
            ],
        )
        self.zone = ZonePart()
        self.dates = DatesPart(today)
        self.blocks = BlocksPart(today)
        self.compose(
            (
                self.what,
                self.color,
                self.offers,
                self.hours,
                self.zone,
                self.dates,
                self.blocks,
            ),
            self.tr("Retire"),
        )
        self.offers.offerChanged.connect(self._change_offer)
        self.offers.groupChanged.connect(self._change_group)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show ``entry`` of ``document``."""
        self._own, self._document = deepcopy(entry), document
        super().load(entry, document)

    @Slot(object, bool)
    def _change_offer(self, offer: Offer, given: bool) -> None:
        changed = offered(self._document, self._own, offer, given)
        self.otherEdited.emit("services", offer.service_id, changed)

    @Slot(str, bool)
    def _change_group(self, group_id: str, member: bool) -> None:
        groups = self._document["resourceGroups"]
        group = next(entry for entry in groups if entry["id"] == group_id)
        self.otherEdited.emit("resourceGroups", group_id, grouped(group, self._own, member))


def new_resource(document: Entry) -> Entry:
    """A person of the primary location to begin with, there whenever it is open."""
    places = document.get("locations", [])
    primary = next((place for place in places if place.get("primary")), None)
    home = primary or (places[0] if places else {"id": ""})
    return {
        "location": home["id"],
        "kind": "staff",
        "color": free_color(document.get("resources", [])),
        "timezone": None,
        "hours": None,
        "ignoreLocationHours": False,
        "overrides": [],
        "blocks": [],
    }
