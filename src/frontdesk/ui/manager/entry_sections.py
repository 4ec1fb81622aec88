"""Offers the pages of the setup's forms in the manager's area."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from frontdesk.ui.manager.state import COMPANY
from frontdesk.ui.runner import Runner
from frontdesk.ui.ticker import Ticker

if TYPE_CHECKING:
    from frontdesk.ui.manager.wiring import ManagerWiring
    from frontdesk.ui.window import MainWindow


class EntrySections(QObject):
    """The business, places, people and rooms, groups, services: the order of making a setup.

    The forms are loaded with the first page that is shown: the start has no use for them.
    """

    def __init__(
        self, manager: ManagerWiring, window: MainWindow, runner: Runner, ticker: Ticker
    ) -> None:
        """``ticker`` tells the day that typed dates count from."""
        super().__init__(manager)
        self._controller = manager.controller
        self._window = window
        self._runner = runner
        self._ticker = ticker
        manager.add_section(COMPANY, self.tr("Business"), self._make_business)
        manager.add_section("locations", self.tr("Locations"), self._make_locations)
        manager.add_section("resources", self.tr("People and rooms"), self._make_resources)
        manager.add_section("resourceGroups", self.tr("Groups"), self._make_groups)
        manager.add_section("services", self.tr("Services"), self._make_services)
        manager.add_section("year", self.tr("Closures and leave"), self._make_year)

    def today(self) -> date:
        """The day on the clock of this workstation."""
        return self._ticker.now.astimezone().date()

    def _make_business(self) -> QWidget:
        from frontdesk.ui.manager.business_page import BusinessPage

        page = BusinessPage(self._controller)
        page.form.settingsWanted.connect(self._open_settings)
        return page

    def _make_locations(self) -> QWidget:
        from frontdesk.ui.manager.location_form import LocationsPage

        return LocationsPage(self._controller, self._runner, self.today)

    def _make_resources(self) -> QWidget:
        from frontdesk.ui.manager.sections import ResourcesPage

        return ResourcesPage(self._controller, self.today)

    def _make_groups(self) -> QWidget:
        from frontdesk.ui.manager.sections import GroupsPage

        return GroupsPage(self._controller)

    def _make_services(self) -> QWidget:
        from frontdesk.ui.manager.sections import ServicesPage

        return ServicesPage(self._controller)

    def _make_year(self) -> QWidget:
        from frontdesk.ui.manager.year_page import YearPage

        return YearPage(self._controller, self.today)

    @Slot()
    def _open_settings(self) -> None:
        self._window.menu.customer_settings.trigger()
