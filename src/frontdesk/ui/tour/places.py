"""A part of the story: the business, its locations with their hours, and the year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from frontdesk.ui.manager.location_form import LocationForm, LocationsPage
from frontdesk.ui.manager.reveal import go_to
from frontdesk.ui.manager.year_page import YearPage
from frontdesk.ui.tour.driver import Story, turns
from frontdesk.ui.tour.stage import Stage


def places(stage: Stage, picture: Callable[[str], None]) -> Story:
    """Hours past midnight, hours that overlap, holidays, leave; all of it is discarded again."""
    stage.window.menu.manage.trigger()
    yield from _quiet(stage)
    area = stage.session.wiring.manager.area
    area.show_section("company")
    yield from _quiet(stage)
    picture("manage-business")
    page = area.show_section("locations")
    assert isinstance(page, LocationsPage)
    form = page.form
    assert isinstance(form, LocationForm)
    form.week.editor.days["fri"].line.setText("09:00-12:00, 11:00-14:00")
    form.week.editor.days["sat"].line.setText("20:00-02:00")
    yield from _quiet(stage)
    picture("manage-a-location")
    form.holidays.country.load("US")
    form.holidays.country.edited.emit()
    yield from _quiet(stage)
    form.closures.add.click()  # it lies below the edge of the window, and is scrolled to
    yield from _quiet(stage)
    picture("manage-a-closure")
    go_to(form.blocks.blocks.add)
    yield from _quiet(stage)
    picture("manage-public-holidays")
    stage.click(page.bar.discard)
    yield from _quiet(stage)
    year = area.show_section("year")
    assert isinstance(year, YearPage)
    yield from _quiet(stage)
    year.show_subject("resources", "ana")
    year.view.choose(date(2026, 8, 3), date(2026, 8, 14))
    year.add.click()
    year.view.setFocus()
    yield from _quiet(stage)
    picture("manage-a-year-with-leave")
    stage.click(year.bar.discard)
    yield from _quiet(stage)
    stage.window.show_calendar()
    yield from _quiet(stage)


def _quiet(stage: Stage) -> Story:
    yield turns(2)
    yield stage.is_quiet
    yield turns(4)
