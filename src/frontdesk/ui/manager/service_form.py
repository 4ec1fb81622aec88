"""The form of a service: what is booked, how long, when, by whom, for how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from frontdesk.ui.manager.columns import Columns
from frontdesk.ui.manager.fields import narrow
from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.hours_parts import NONE, WEEK, HoursPart
from frontdesk.ui.manager.identity_parts import ColorPart, NamePart, free_color
from frontdesk.ui.manager.parts import Part, PartsForm, Place
from frontdesk.ui.manager.service_times import BuffersPart, DurationPart, LimitsPart, StartsPart
from frontdesk.ui.manager.service_who import PickPart, WherePart, WhoPart
from frontdesk.ui.manager.values import price_of
from frontdesk.ui.widgets.form import LineField

_CURRENCIES = (
    "AUD",
    "BRL",
    "CAD",
    "CHF",
    "CNY",
    "CZK",
    "DKK",
    "EUR",
    "GBP",
    "HUF",
    "INR",
    "JPY",
    "MXN",
    "NOK",
    "NZD",
    "PLN",
    "RON",
    "SEK",
    "SGD",
    "TRY",
    "USD",
    "ZAR",
)


class PricePart(Part):
    """What a visit costs."""

    def __init__(self) -> None:
        """Make both fields."""
        super().__init__(self.tr("Price"))
        self.price = LineField(self.tr("Amount"), self.tr("no price"))
        self.currency = LineField(self.tr("Currency"), "USD")
        completer = QCompleter(list(_CURRENCIES), self.currency.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.currency.line.setCompleter(completer)
        for field in (self.price, self.currency):
            narrow(field)
            field.edited.connect(self.edited)
        self.put(Columns(self.price, self.currency))

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the price."""
        if entry.get("price") != price_of(self.price.value()):
            self.price.load(str(entry.get("price") or ""))
        if entry.get("currency") != self._code():
            self.currency.load(str(entry.get("currency") or ""))

    def values(self) -> dict[str, Any]:
        """An amount and the code of its currency; None for none."""
        return {"price": price_of(self.price.value()), "currency": self._code()}

    def places(self) -> Mapping[str, Place]:
        """Each has its own."""
        return {"price": self.price, "currency": self.currency}

    def _code(self) -> str | None:
        return self.currency.value().strip().upper() or None


class ServiceForm(PartsForm):
    """Every field of a service."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty form."""
        super().__init__(parent)
        self.name = NamePart(self.tr("Name"), self.tr("such as Haircut or First visit"))
        self.where = WherePart()
        self.duration = DurationPart()
        self.starts = StartsPart()
        self.buffers = BuffersPart()
        self.limits = LimitsPart()
        self.who = WhoPart()
        self.pick = PickPart()
        self.hours = HoursPart(
            self.tr("Hours of this service"),
            [
                (
                    NONE,
                    self.tr("Whenever open"),
                    self.tr("Offered whenever the place and those who give it are open."),
                ),
                (
                    WEEK,
                    self.tr("Own hours"),
                    self.tr("Offered only within these hours, and only when all others are open."),
                ),
            ],
        )
        self.price = PricePart()
        self.color = ColorPart()
        self.compose(
            (
                self.name,
                self.where,
                self.duration,
                self.starts,
                self.buffers,
                self.who,
                self.pick,
                self.limits,
                self.hours,
                self.price,
                self.color,
            ),
            self.tr("Retire this service"),
        )


def new_service(document: Entry) -> Entry:
    """A service to begin with: half an hour, given by everyone of the primary location."""
    known = document.get("services", [])
    return {
        "scope": "company",
        "location": None,
        "duration": {"default": 30, "min": 30, "max": 30, "step": 15},
        "startInterval": 15,
        "startGrid": "clock",
        "startTimes": None,
        "fillGaps": False,
        "bufferBefore": 0,
        "bufferAfter": 0,
        "notice": 0,
        "horizonDays": None,
        "dailyLimit": None,
        "capacity": 1,
        "roundRobin": "balanced",
        "resources": "all",
        "requires": None,
        "hours": None,
        "price": None,
        "currency": next((e["currency"] for e in known if e.get("currency")), None),
        "color": free_color(known),
    }
