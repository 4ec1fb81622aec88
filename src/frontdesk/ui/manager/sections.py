"""The pages of people and rooms, groups, and services."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from frontdesk.ui.manager.controller import SetupController
from frontdesk.ui.manager.entries import EntriesPage
from frontdesk.ui.manager.fields import Today
from frontdesk.ui.manager.group_form import GroupForm, new_group
from frontdesk.ui.manager.resource_form import ResourceForm, new_resource
from frontdesk.ui.manager.service_form import ServiceForm, new_service


class ResourcesPage(EntriesPage):
    """People and rooms; a tick at a service there changes the service in the same draft."""

    def __init__(self, controller: SetupController, today: Today) -> None:
        """``today`` is where typed dates count from."""
        form = ResourceForm(today)
        super().__init__(
            controller,
            "resources",
            _tr("People and rooms"),
            form,
            new_resource,
            _tr("New person"),
        )
        form.otherEdited.connect(controller.state.replace)


class GroupsPage(EntriesPage):
    """Groups of people or rooms."""

    def __init__(self, controller: SetupController) -> None:
        """Edit the groups of ``controller``'s draft."""
        super().__init__(
            controller,
            "resourceGroups",
            _tr("Groups"),
            GroupForm(),
            new_group,
            _tr("New group"),
        )


class ServicesPage(EntriesPage):
    """What is booked."""

    def __init__(self, controller: SetupController) -> None:
        """Edit the services of ``controller``'s draft."""
        super().__init__(
            controller,
            "services",
            _tr("Services"),
            ServiceForm(),
            new_service,
            _tr("New service"),
        )


def _tr(words: str) -> str:
    """Translated; the words are needed before the page is a widget."""
    return QCoreApplication.translate("Manager", words)
