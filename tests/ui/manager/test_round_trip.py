"""Every setting from the window to the book, to the setup file, and back into the window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from frontdesk.desk import configuration, setup_edit
from frontdesk.desk.answers import Done
from frontdesk.desk.setup_file import write_setup
from frontdesk.desk.unit import Desk
from frontdesk.engine.values import Business
from frontdesk.ui.manager.form import EntryForm
from frontdesk.ui.manager.group_form import GroupForm, new_group
from frontdesk.ui.manager.location_form import LocationForm, new_location
from frontdesk.ui.manager.parts import PartsForm
from frontdesk.ui.manager.resource_form import ResourceForm, new_resource
from frontdesk.ui.manager.service_form import ServiceForm, new_service
from frontdesk.ui.manager.state import SetupState
from tests.desk.test_setup_file_writing import businesses
from tests.ui.manager.conftest import today

Entry = dict[str, Any]
FORMS: dict[str, Callable[[], EntryForm]] = {
    "locations": lambda: LocationForm(today),
    "resources": lambda: ResourceForm(today),
    "resourceGroups": GroupForm,
    "services": ServiceForm,
}


@pytest.fixture(scope="module")
def forms(qapp_cls: object, qapp: object) -> Iterator[dict[str, EntryForm]]:
    """One form of each kind, so that what one entry leaves behind would be seen in the next."""
    made = {section: make() for section, make in FORMS.items()}
    yield made
    for form in made.values():
        form.deleteLater()


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(business=businesses())
def test_a_form_shows_every_value_and_hands_back_the_same(
    forms: dict[str, EntryForm], business: Business
) -> None:
    document = json.loads(write_setup(business))
    for section, form in forms.items():
        for entry in document[section]:
            form.load(entry, document)
            assert form.entry() == entry
            form.load(entry, document)
            assert form.entry() == entry


@pytest.mark.parametrize("section", list(FORMS))
def test_every_key_of_the_setup_file_has_its_control(
    qapp: object, document: Entry, section: str
) -> None:
    """The control of the mark of the primary location changes two entries, so it is no key's."""
    form = FORMS[section]()
    assert isinstance(form, PartsForm)
    form.load(document[section][0], document)
    shown = {"id", *form._values()}
    assert set(document[section][0]) - shown == ({"primary"} if section == "locations" else set())


def choose(field: Any, value: object) -> None:
    """Choose as a click in the list does."""
    index = field.combo.findData(value)
    assert index >= 0
    field.combo.setCurrentIndex(index)
    field.combo.activated.emit(index)


def fill_location(form: LocationForm) -> None:
    form.place.name.line.setText("Café “Öl” & <i>Essig</i>")
    form.place.zone.line.setText("berlin")
    form.place.timer.line.setText("25")
    for day in form.week.editor.days.values():
        day.line.setText("")
    form.week.editor.days["sat"].line.setText("9-12 13-17")
    form.week.editor.days["sun"].line.setText("2200-0200")
    form.closures.add.click()
    closure = form.closures.rows[0]
    closure.first.line.setText("24 dec")
    closure.last.line.setText("2027-01-02")
    closure.name.line.setText("Winter")
    form.holidays.offer_countries(("DE", "US"))
    choose(form.holidays.country, "US")
    choose(form.holidays.region, "NY")
    form.holidays.switches["Columbus Day"].click()
    form.holidays.switches["Labor Day"].click()
    form.holidays.switches["Labor Day"].click()
    form.blocks.blocks.add.click()
    box = form.blocks.blocks.box
    box.reason.line.setText("Cleaning")
    box.first.line.setText("2026-11-27")
    box.start.line.setText("0800")
    box.last.line.setText("2026-11-27")
    box.end.line.setText("8.45")
    choose(box.repeats.often, "WEEKLY")
    choose(form.customers.whose_word, "own")
    form.customers.word.line.setText("guest & <b>friend</b>")
    choose(form.customers.whose_fields, "own")
    for key in ("alerts", "birthDate", "phone"):
        form.customers.required[key].click()
    form.customers.required["alerts"].click()


LOCATION = {
    "name": "Café “Öl” & <i>Essig</i>",
    "primary": False,
    "timezone": "Europe/Berlin",
    "bookingTimerMinutes": 25,
    "hours": {"sat": [["09:00", "12:00"], ["13:00", "17:00"]], "sun": [["22:00", "02:00"]]},
    "closures": [{"from": "2026-12-24", "to": "2027-01-02", "name": "Winter"}],
    "holidays": {"country": "US", "subdivision": "NY", "open": ["Columbus Day"]},
    "blocks": [
        {
            "start": "2026-11-27T08:00",
            "end": "2026-11-27T08:45",
            "reason": "Cleaning",
            "rrule": "FREQ=WEEKLY;BYDAY=FR",
        }
    ],
    "customerWord": "guest & <b>friend</b>",
    "requiredCustomerFields": ["birthDate", "phone"],
}


def fill_person(form: ResourceForm) -> None:
    form.what.name.line.setText("Zoë <b>Ö'Neil</b> & Co 🦊")
    form.what.kind.button("equipment").click()
    choose(form.what.location, "harbour")
    form.color.color.line.setText("#12ab34")
    form.zone.zone.line.setText("America/Denver")
    form.zone.ignores.click()
    form.hours.way.button("week").click()
    form.hours.editor.days["tue"].line.setText("22-2")
    form.hours.editor.days["sun"].line.setText("0-24")
    for day in ("mon", "wed", "thu", "fri", "sat"):
        form.hours.editor.days[day].line.setText("")
    form.dates.add.click()
    form.dates.rows[0].date.line.setText("24 dec")
    form.dates.rows[0].hours.line.setText("9-12, 13-15:30")
    form.dates.add.click()
    form.dates.rows[1].date.line.setText("25 dec")
    form.blocks.blocks.add.click()
    box = form.blocks.blocks.box
    box.reason.line.setText("Repair")
    box.first.line.setText("2026-11-26")
    box.start.line.setText("8")
    box.last.line.setText("2026-11-26")
    box.end.line.setText("9.30")
    choose(box.repeats.often, "MONTHLY")
    choose(box.repeats.on, -1)
    choose(box.repeats.end, "until")
    box.repeats.until.line.setText("2027-06-30")


PERSON = {
    "name": "Zoë <b>Ö'Neil</b> & Co 🦊",
    "location": "harbour",
    "kind": "equipment",
    "color": "#12AB34",
    "timezone": "America/Denver",
    "hours": {"tue": [["22:00", "02:00"]], "sun": [["00:00", "24:00"]]},
    "ignoreLocationHours": True,
    "overrides": [
        {"date": "2026-12-24", "hours": [["09:00", "12:00"], ["13:00", "15:30"]]},
        {"date": "2026-12-25", "hours": []},
    ],
    "blocks": [
        {
            "start": "2026-11-26T08:00",
            "end": "2026-11-26T09:30",
            "reason": "Repair",
            "rrule": "FREQ=MONTHLY;BYDAY=-1TH;UNTIL=20270630",
        }
    ],
}


def fill_group(form: GroupForm) -> None:
    form.name.name.line.setText("Devices & more")
    for resource in ("ultrasound", "dev", "gym"):
        index = form.members.members.add.findData(resource)
        form.members.members.add.activated.emit(index)
    form.members.members.list.setCurrentRow(2)
    form.members.members.up.click()


GROUP = {"name": "Devices & more", "resources": ["ultrasound", "gym", "dev"]}


def fill_service(form: ServiceForm) -> None:
    form.name.name.line.setText("=HYPERLINK(1)")
    choose(form.where.where, "riverside")
    for field, minutes in (
        (form.duration.least, "20"),
        (form.duration.default, "40"),
        (form.duration.step, "10"),
        (form.duration.most, "95"),
    ):
        field.line.setText(minutes)
    form.starts.interval.line.setText("20")
    form.starts.grid.button("opening").click()
    form.starts.grid.button("times").click()
    form.starts.times.line.setText("9 10:20")
    form.starts.gaps.click()
    form.buffers.before.line.setText("5")
    form.buffers.after.line.setText("15")
    form.who.how.button("roles").click()
    therapist, room = form.who.roles.boxes
    therapist.name.line.setText("Therapist")
    choose(therapist.source, "therapists")
    room.members.list.setCurrentRow(2)
    room.members.remove.click()
    choose(form.pick.method, "rotation")
    form.limits.notice.line.setText("3")
    form.limits.horizon.line.setText("90")
    form.limits.daily.line.setText("12")
    form.limits.capacity.line.setText("4")
    form.hours.way.button("week").click()
    for day in ("mon", "tue", "wed", "thu", "fri"):
        form.hours.editor.days[day].line.setText("")
    form.hours.editor.days["sat"].line.setText("9-11")
    form.price.price.line.setText("120,50")
    form.price.currency.line.setText("chf")
    form.color.color.swatches[3].click()


SERVICE = {
    "name": "=HYPERLINK(1)",
    "scope": "location",
    "location": "riverside",
    "duration": {"default": 40, "min": 20, "max": 95, "step": 10},
    "startInterval": 20,
    "startGrid": "opening",
    "startTimes": ["09:00", "10:20"],
    "fillGaps": True,
    "bufferBefore": 5,
    "bufferAfter": 15,
    "notice": 180,
    "horizonDays": 90,
    "dailyLimit": 12,
    "capacity": 4,
    "roundRobin": "rotation",
    "resources": None,
    "requires": [
        {"role": "Therapist", "group": "therapists"},
        {"role": "Room", "resources": ["room1", "room2"]},
    ],
    "hours": {"sat": [["09:00", "11:00"]]},
    "price": "120.50",
    "currency": "CHF",
    "color": "#675317",
}


@pytest.mark.parametrize(
    ("section", "template", "fill", "expected"),
    [
        ("locations", new_location, fill_location, LOCATION),
        ("resources", new_resource, fill_person, PERSON),
        ("resourceGroups", new_group, fill_group, GROUP),
        ("services", new_service, fill_service, SERVICE),
    ],
)
def test_every_field_goes_from_the_window_to_the_book_and_back(
    qapp: object,
    desk: Desk,
    section: str,
    template: Callable[[Entry], Entry],
    fill: Callable[[Any], None],
    expected: Entry,
) -> None:
    form = FORMS[section]()
    state = SetupState(lambda: None)
    state.load(setup_edit.open_draft(desk))
    entry_id = state.add(section, template(state.document), "New")
    assert state.problems == 0  # what is added can be saved before anything is typed

    def take() -> None:
        state.replace(section, entry_id, form.entry())
        form.load(state.entry(section, entry_id) or {}, state.document)
        form.show_faults(state.faults(section, entry_id))

    form.load(state.entry(section, entry_id) or {}, state.document)
    form.edited.connect(take)
    fill(form)
    entry_id = state.current_id(section, entry_id)  # it follows the name until it is saved
    filled = {"id": entry_id} | expected
    assert state.entry(section, entry_id) == filled
    assert state.faults(section, entry_id) == {}
    assert isinstance(setup_edit.save(desk, state.draft), Done)

    stored = next(e for e in _dumped(desk)[section] if e["id"] == entry_id)
    assert stored == filled
    again = FORMS[section]()
    document = setup_edit.open_draft(desk).document
    again.load(next(e for e in document[section] if e["id"] == entry_id), document)
    assert again.entry() == filled
    # And what a file brings is what the window shows: the file of this book, loaded twice.
    text = configuration.dump_setup(desk)
    configuration.load_setup(desk, text)
    assert configuration.dump_setup(desk) == text


def test_defaults_of_the_file_stay_out_of_it_until_they_are_changed(qapp: object) -> None:
    """A file may leave out optional keys; of those only the lengths are written with an edit."""
    short = {
        "format": "frontdesk-setup/1",
        "company": {"name": "Short"},
        "locations": [{"id": "main", "name": "Main", "timezone": "UTC"}],
        "resources": [{"id": "bo", "name": "Bo", "location": "main"}],
        "resourceGroups": [],
        "services": [{"id": "cut", "name": "Cut", "duration": {"default": 30}}],
    }
    form = ServiceForm()
    cut = deepcopy(short["services"][0])
    form.load(cut, short)
    assert form.entry() == {
        "id": "cut",
        "name": "Cut",
        "duration": {"default": 30, "min": 30, "max": 30, "step": 15},
    }
    form.limits.daily.line.setText("3")
    assert form.entry()["dailyLimit"] == 3
    assert "notice" not in form.entry()


def _dumped(desk: Desk) -> Entry:
    made: Entry = json.loads(configuration.dump_setup(desk))
    return made
