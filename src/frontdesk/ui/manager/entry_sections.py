"""Offers the pages of what is configured entry by entry in the manager's area."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from frontdesk.ui.ticker import Ticker

if TYPE_CHECKING:
    from frontdesk.ui.manager.wiring import ManagerWiring


class EntrySections(QObject):
    """People and rooms, groups, and services, in the order in which a setup is made.

    The forms are loaded with the first page that is shown: the start has no use for them.
    """

    def __init__(self, manager: ManagerWiring, ticker: Ticker) -> None:
        """``ticker`` tells the day that typed dates count from."""
        super().__init__(manager)
        self._controller = manager.controller
        self._ticker = ticker
        manager.add_section("resources", self.tr("People and rooms"), self._make_resources)
        manager.add_section("resourceGroups", self.tr("Groups"), self._make_groups)
        manager.add_section("services", self.tr("Services"), self._make_services)

    def today(self) -> date:
        """The day on the clock of this workstation."""
        return self._ticker.now.astimezone().date()

    def _make_resources(self) -> QWidget:
        from frontdesk.ui.manager.sections import ResourcesPage

        return ResourcesPage(self._controller, self.today)

    def _make_groups(self) -> QWidget:
        from frontdesk.ui.manager.sections import GroupsPage

        return GroupsPage(self._controller)

    def _make_services(self) -> QWidget:
        from frontdesk.ui.manager.sections import ServicesPage

        return ServicesPage(self._controller)
