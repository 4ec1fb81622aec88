"""A part of the story: people, groups and services in the manager's area, right and wrong."""

from __future__ import annotations

from collections.abc import Callable

from frontdesk.ui.manager.entries import EntriesPage
from frontdesk.ui.manager.resource_form import ResourceForm
from frontdesk.ui.manager.service_form import ServiceForm
from frontdesk.ui.tour.driver import Story, turns
from frontdesk.ui.tour.stage import Stage

Picture = Callable[[str], None]


def managing(stage: Stage, picture: Picture) -> Story:
    """Through the forms; what is typed is discarded, and the calendar is shown again."""
    stage.window.menu.manage.trigger()
    yield from _quiet(stage)
    people = _page(stage, "resources")
    yield from _quiet(stage)
    picture("manage-people-and-rooms")
    form = people.form
    assert isinstance(form, ResourceForm)
    form.blocks.blocks.add.click()  # it may lie below the edge of the window
    yield from _quiet(stage)
    picture("manage-a-block")
    _page(stage, "resourceGroups")
    yield from _quiet(stage)
    picture("manage-groups")
    services = _page(stage, "services")
    yield from _quiet(stage)
    picture("manage-services")
    yield from _wrong(stage, picture, services)
    stage.click(services.bar.discard)
    yield from _quiet(stage)
    stage.window.show_calendar()
    yield from _quiet(stage)


def _wrong(stage: Stage, picture: Picture, services: EntriesPage) -> Story:
    form = services.form
    assert isinstance(form, ServiceForm)
    form.duration.step.line.setFocus()
    form.duration.step.line.selectAll()
    stage.write("0")
    form.duration.most.line.setFocus()
    form.duration.most.line.selectAll()
    stage.write("5")
    yield from _quiet(stage)
    picture("manage-a-service-with-problems")


def _page(stage: Stage, section: str) -> EntriesPage:
    page = stage.session.wiring.manager.area.show_section(section)
    assert isinstance(page, EntriesPage)
    return page


def _quiet(stage: Stage) -> Story:
    yield turns(2)
    yield stage.is_quiet
    yield turns(4)
