"""The forms of the business and its locations, as a manager uses them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from frontdesk.desk import setup_edit
from frontdesk.desk.setup_edit import SetupDraft
from frontdesk.ui.manager.business_page import BusinessPage
from frontdesk.ui.manager.controller import SetupController
from frontdesk.ui.manager.location_form import COUNTRIES, LocationForm, LocationsPage
from tests.ui.manager.conftest import today


class AtOnce:
    """Runs jobs that need no book right away, and leaves the others."""

    def run(
        self,
        job: Callable[[Any], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        key: str = "",
    ) -> None:
        if key == COUNTRIES:
            done(job(None))


@pytest.fixture
def controller(qapp: object, document: dict[str, Any]) -> SetupController:
    made = SetupController(AtOnce())  # type: ignore[arg-type]
    made.state.load(SetupDraft.of(document))
    return made


@pytest.fixture
def pages(qapp: object) -> Iterator[list[QWidget]]:
    """Keeps the pages of a test, and ends them before another one paints."""
    kept: list[QWidget] = []
    yield kept
    for page in kept:
        page.close()
        page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(pages: list[QWidget], controller: SetupController) -> LocationsPage:
    made = LocationsPage(controller, AtOnce(), today)  # type: ignore[arg-type]
    pages.append(made)
    made.resize(1200, 1400)
    made.show()
    return made


@pytest.fixture
def form(page: LocationsPage) -> LocationForm:
    assert isinstance(page.form, LocationForm)
    return page.form


def stored(controller: SetupController, location: str = "riverside") -> dict[str, Any]:
    found = controller.state.entry("locations", location)
    assert found is not None
    return found


def add_harbour(controller: SetupController, page: LocationsPage, form: LocationForm) -> str:
    page.add.click()
    form.place.name.line.setText("Harbour")
    return page.entry_id


def test_showing_changes_nothing(controller: SetupController, form: LocationForm) -> None:
    assert form.place.name.value() == stored(controller)["name"]
    assert form.place.id.text().endswith("riverside")
    assert not controller.state.is_changed


def test_every_field_reaches_the_draft(
    controller: SetupController, page: LocationsPage, form: LocationForm
) -> None:
    form.place.name.line.setText("Riverside North")
    form.place.zone.line.setText("europe/nowhere")
    assert "time zone" in form.place.zone.problem
    form.place.zone.line.setText("london")
    assert form.place.zone.problem == ""
    form.place.timer.line.setText("15")
    form.week.editor.days["sun"].line.setText("10-12")
    form.closures.add.click()
    row = form.closures.rows[-1]
    row.first.line.setText("24 dec")
    row.last.line.setText("2026-12-26")
    row.name.line.setText("Christmas")
    found = stored(controller)
    assert found["name"] == "Riverside North"
    assert found["timezone"] == "Europe/London"
    assert found["bookingTimerMinutes"] == 15
    assert found["hours"]["sun"] == [["10:00", "12:00"]]
    assert found["closures"][-1] == {
        "from": "2026-12-24",
        "to": "2026-12-26",
        "name": "Christmas",
    }
    assert controller.state.problems == 0


def test_wrong_values_are_said_at_their_fields_at_once(
    controller: SetupController, page: LocationsPage, form: LocationForm
) -> None:
    form.place.timer.line.setText("0")
    assert form.place.timer.problem == "Must be 1 or more."
    form.place.name.line.setText(" ")
    assert form.place.name.problem
    form.closures.add.click()
    row = form.closures.rows[-1]
    row.last.line.setText("2026-01-01")
    assert "before" in row.last.problem
    form.week.editor.days["mon"].line.setText("9-12, 11-13")
    assert "overlaps" in form.week.editor.days["mon"].words.text()
    assert not page.bar.save.isEnabled()
    assert controller.state.problems == 4


def test_a_closure_is_taken_out_again(controller: SetupController, form: LocationForm) -> None:
    before = stored(controller)["closures"]
    form.closures.add.click()
    form.closures.rows[-1].remove.click()
    assert stored(controller)["closures"] == before


def choose(field: Any, value: str) -> None:
    field.load(value)
    assert field.value() == value
    field.combo.activated.emit(field.combo.currentIndex())


def test_holidays_of_a_region_have_a_switch_each(
    controller: SetupController, form: LocationForm
) -> None:
    part = form.holidays
    choose(part.country, "DE")
    assert stored(controller)["holidays"] == {"country": "DE", "subdivision": None, "open": []}
    assert "Corpus Christi" not in part.switches
    choose(part.region, "BY")
    assert "Corpus Christi" in part.switches
    assert all(box.isChecked() for box in part.switches.values())
    part.switches["Corpus Christi"].click()
    assert stored(controller)["holidays"] == {
        "country": "DE",
        "subdivision": "BY",
        "open": ["Corpus Christi"],
    }
    assert setup_edit.check(controller.state.document).faults == ()
    part.switches["Corpus Christi"].click()
    assert stored(controller)["holidays"]["open"] == []
    choose(part.country, "")
    assert stored(controller)["holidays"] is None
    assert part.switches == {}


def test_a_country_that_the_library_does_not_know_is_said(
    controller: SetupController, page: LocationsPage, form: LocationForm
) -> None:
    location = stored(controller) | {"holidays": {"country": "QQ", "subdivision": "Z", "open": []}}
    controller.state.replace("locations", "riverside", location)
    assert "country" in form.holidays.country.problem
    assert stored(controller)["holidays"]["country"] == "QQ"  # shown, not changed


def test_a_location_calls_and_asks_customers_as_the_business_until_it_says_otherwise(
    controller: SetupController, form: LocationForm
) -> None:
    part, before = form.customers, stored(controller)
    controller.state.document["company"] |= {
        "customerWord": "client",
        "requiredCustomerFields": ["phone", "birthDate"],
    }
    form.load(before, controller.state.document)
    assert [words for _, words in part.whose_word.choices()] == [
        "As the business: client",
        "A word of its own",
    ]
    assert part.whose_fields.choices()[0][1] == "As the business: Phone, Birth date"
    assert part.word.isHidden()
    assert part.boxes.isHidden()
    assert controller.state.entry("locations", "riverside") == before
    choose(part.whose_fields, "own")  # begins with what holds without it
    assert stored(controller)["requiredCustomerFields"] == ["phone", "birthDate"]
    part.required["phone"].click()
    part.required["email"].click()
    assert stored(controller)["requiredCustomerFields"] == ["birthDate", "email"]
    choose(part.whose_word, "own")
    assert (part.word.value(), stored(controller)["customerWord"]) == ("client", "client")
    choose(part.whose_word, "business")
    choose(part.whose_fields, "business")
    assert stored(controller) == before  # nothing is left of it, not even an empty key


def test_no_word_of_its_own_is_said_beside_the_field(
    controller: SetupController, page: LocationsPage, form: LocationForm
) -> None:
    part = form.customers
    choose(part.whose_word, "own")
    part.word.line.setText("")
    assert part.word.problem == "A word is needed here."
    assert not page.bar.save.isEnabled()
    part.word.line.setText("tea ")  # on the way to a word with a space in it
    part.word.line.setText("tea guest")
    assert part.word.problem == ""
    assert stored(controller)["customerWord"] == "tea guest"
    assert form.customers.word.line.maxLength() == 40


def test_exactly_one_location_is_primary(
    controller: SetupController, page: LocationsPage, form: LocationForm
) -> None:
    assert not form.place.primary.isEnabled()  # the only one
    assert not form.retire.isEnabled()
    harbour = add_harbour(controller, page, form)
    assert form.place.primary.isEnabled()
    form.place.primary.click()
    assert stored(controller, harbour)["primary"] is True
    assert stored(controller)["primary"] is False
    assert stored(controller, harbour)["name"] == "Harbour"
    assert controller.state.problems == 0


def test_a_new_location_begins_where_the_primary_one_is(
    controller: SetupController, page: LocationsPage, form: LocationForm
) -> None:
    harbour = add_harbour(controller, page, form)
    assert harbour == "harbour-2"  # there is a Harbour already
    assert form.place.id.text().endswith("harbour-2")
    for key in ("timezone", "hours", "holidays"):
        assert stored(controller, harbour)[key] == stored(controller)[key]
    assert controller.state.problems == 0


def test_the_business_is_named(pages: list[QWidget], controller: SetupController) -> None:
    page = BusinessPage(controller)
    pages.append(page)
    page.form.name.line.setText("Riverside & Sons")
    assert controller.state.document["company"]["name"] == "Riverside & Sons"
    page.form.name.line.setText("")
    assert page.form.name.problem == "A name is needed here."
    assert not page.bar.save.isEnabled()
    page.bar.discard.click()
    assert page.form.name.value() != ""
    assert page.form.name.problem == ""
