"""The form of a location, and the page that lists the locations."""

from __future__ import annotations

from copy import deepcopy

from PySide6.QtCore import QCoreApplication, QTimeZone, Signal, Slot
from PySide6.QtWidgets import QWidget

from frontdesk.desk import holiday_calendar
from frontdesk.desk.setup_file.customers import REQUIRED, WORD
from frontdesk.desk.unit import Desk
from frontdesk.ui.manager.controller import SetupController
from frontdesk.ui.manager.customers_part import CustomersPart
from frontdesk.ui.manager.entries import EntriesPage
from frontdesk.ui.manager.fields import Today
from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.holidays_part import HolidaysPart
from frontdesk.ui.manager.location_parts import USUAL_TIMER, ClosuresPart, PlacePart, WeekPart
from frontdesk.ui.manager.parts import PartsForm
from frontdesk.ui.manager.resource_parts import BlocksPart
from frontdesk.ui.runner import Runner

COUNTRIES = "holiday-countries"
"""The key of the job that reads which countries' holidays are known."""
_LEFT_OUT = (WORD, REQUIRED)
_USUAL_DAY = [["09:00", "17:00"]]


class LocationForm(PartsForm):
    """Every field of a location."""

    otherEdited = Signal(str, str, object)
    """Section, id and content of another entry that the user changed here."""

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        """``today`` is where typed dates count from."""
        super().__init__(parent)
        self._document: Entry = {}
        self.place = PlacePart()
        self.week = WeekPart()
        self.closures = ClosuresPart(today)
        self.holidays = HolidaysPart(today)
        self.blocks = BlocksPart(today)
        self.customers = CustomersPart()
        self.compose(
            (self.place, self.week, self.closures, self.holidays, self.blocks, self.customers),
            self.tr("Retire this location"),
        )
        self.place.primaryWanted.connect(self._make_primary)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show ``entry`` of ``document``; the primary location can't be retired."""
        self._document = document
        super().load(entry, document)
        self.retire.setEnabled(not self.place.primary.isChecked())

    def entry(self) -> Entry:
        """The location; what is "as the business" is left out, as the file leaves it out."""
        made = super().entry()
        return {
            key: value for key, value in made.items() if value is not None or key not in _LEFT_OUT
        }

    @Slot()
    def _make_primary(self) -> None:
        """Take the mark from whichever location has it; exactly one is primary."""
        mine = self.entry()
        others = [
            deepcopy(place) | {"primary": False}
            for place in self._document.get("locations", [])
            if place["id"] != mine["id"] and place.get("primary")
        ]
        self.otherEdited.emit("locations", mine["id"], mine | {"primary": True})
        for place in others:
            self.otherEdited.emit("locations", place["id"], place)


class LocationsPage(EntriesPage):
    """The locations."""

    def __init__(self, controller: SetupController, runner: Runner, today: Today) -> None:
        """``today`` is where typed dates count from."""
        form = LocationForm(today)
        super().__init__(
            controller, "locations", _tr("Locations"), form, new_location, _tr("New location")
        )
        form.otherEdited.connect(controller.state.replace)
        # The library of holidays takes a third of a second to load, so not on this thread.
        runner.run(_countries, form.holidays.offer_countries, controller.failed.emit, COUNTRIES)


def new_location(document: Entry) -> Entry:
    """A place with the zone, hours and holidays of the primary location; the first one is open on
    working days, in the zone of this computer."""
    places = document.get("locations", [])
    primary = next((place for place in places if place.get("primary")), None)
    here = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return {
        "primary": not places,
        "timezone": primary["timezone"] if primary else here,
        "bookingTimerMinutes": USUAL_TIMER,
        "hours": deepcopy(primary.get("hours") or {}) if primary else _usual_week(),
        "closures": [],
        "holidays": deepcopy(primary.get("holidays")) if primary else None,
        "blocks": [],
    }


def _usual_week() -> Entry:
    return {day: deepcopy(_USUAL_DAY) for day in ("mon", "tue", "wed", "thu", "fri")}


def _countries(_desk: Desk) -> tuple[str, ...]:
    return holiday_calendar.countries()


def _tr(words: str) -> str:
    """Translated; the words are needed before the page is a widget."""
    return QCoreApplication.translate("Manager", words)
