"""The list of whom a change strands equals a comparison, visit by visit, before and after."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.desk import booking, calendar, configuration, setup_edit
from frontdesk.desk.answers import Done
from frontdesk.desk.effects import Effects
from frontdesk.desk.effects_remarks import Remarkable
from frontdesk.desk.holiday_calendar import holiday_names
from frontdesk.desk.setup_edit import Document
from frontdesk.desk.setup_sentences import remark_sentence, stranded_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.booking import Appointment
from frontdesk.engine.clock import HandClock
from frontdesk.engine.values import Business, HolidayRule, Status
from frontdesk.engine.zones import instant_of_wall
from tests.engine.standing import Standing, standing

from .conftest import RIVERSIDE
from .words import DANA

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
FIRST, LAST = date(2026, 11, 23), date(2026, 12, 31)

Change = Callable[[Document, st.DataObject], None]


def any_entry(document: Document, section: str, data: st.DataObject) -> Document:
    # The first ones have most of the visits.
    entry: Document = data.draw(st.sampled_from(document[section][:4]))
    return entry


def other_hours(document: Document, data: st.DataObject) -> None:
    section = data.draw(st.sampled_from(("resources", "resources", "locations", "services")))
    windows = st.sampled_from(
        ([], [["08:00", "12:00"]], [["10:00", "18:00"]], [["20:00", "02:00"]])
    )
    days = st.dictionaries(st.sampled_from(("mon", "tue", "wed", "thu", "fri")), windows)
    any_entry(document, section, data)["hours"] = data.draw(days)


def other_closures(document: Document, data: st.DataObject) -> None:
    first = FIRST + timedelta(days=data.draw(st.integers(0, 20)))
    last = first + timedelta(days=data.draw(st.integers(0, 9)))
    closure = {"from": first.isoformat(), "to": last.isoformat(), "name": "Works"}
    any_entry(document, "locations", data)["closures"].append(closure)


def other_holidays(document: Document, data: st.DataObject) -> None:
    any_entry(document, "locations", data)["holidays"] = None


def other_blocks(document: Document, data: st.DataObject) -> None:
    day = FIRST + timedelta(days=data.draw(st.integers(0, 9)))
    hour = data.draw(st.integers(8, 16))
    rule = data.draw(st.sampled_from((None, "FREQ=WEEKLY", "FREQ=DAILY;COUNT=5")))
    start = datetime.combine(day, datetime.min.time()) + timedelta(hours=hour)
    block = {
        "start": start.isoformat(timespec="minutes"),
        "end": (start + timedelta(hours=2)).isoformat(timespec="minutes"),
        "reason": "Meeting",
        "rrule": rule,
    }
    section = data.draw(st.sampled_from(("locations", "resources")))
    any_entry(document, section, data)["blocks"].append(block)


def other_overrides(document: Document, data: st.DataObject) -> None:
    day = FIRST + timedelta(days=data.draw(st.integers(0, 12)))
    entry = any_entry(document, "resources", data)
    entry["overrides"] = [{"date": day.isoformat(), "hours": []}]


def another_zone(document: Document, data: st.DataObject) -> None:
    any_entry(document, "locations", data)["timezone"] = "America/Halifax"


def another_place(document: Document, data: st.DataObject) -> None:
    if not document["resources"]:
        return
    entry = any_entry(document, "resources", data)
    places = [place["id"] for place in document["locations"] if place["id"] != entry["location"]]
    if places:
        entry["location"] = data.draw(st.sampled_from(places))


def more_holidays(document: Document, data: st.DataObject) -> None:
    """Days that are none in the sample's own country fall on the days that are visited."""
    country, part = data.draw(st.sampled_from((("JP", None), ("US", "NY"), ("ES", "MD"))))
    rule = {"country": country, "subdivision": part, "open": []}
    any_entry(document, "locations", data)["holidays"] = rule


def other_givers(document: Document, data: st.DataObject) -> None:
    entry = any_entry(document, "services", data)
    one = data.draw(st.sampled_from([entry["id"] for entry in document["resources"]]))
    if data.draw(st.booleans()):
        entry["resources"], entry["requires"] = [one], None
    else:
        roles = [{"role": "One", "resources": [one]}, {"role": "Other", "group": "therapists"}]
        entry["resources"], entry["requires"] = None, roles


def only_there(document: Document, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([place["id"] for place in document["locations"]]))
    any_entry(document, "services", data).update(scope="location", location=place)


def other_limits(document: Document, data: st.DataObject) -> None:
    """What binds new visits alone strands nobody."""
    any_entry(document, "services", data).update(
        duration={"default": 5, "min": 5, "max": 5, "step": 5},
        startInterval=7,
        notice=10_000,
        horizonDays=1,
        dailyLimit=1,
        capacity=1,
        bufferAfter=0,
    )


def fewer_members(document: Document, data: st.DataObject) -> None:
    any_entry(document, "resourceGroups", data)["resources"].pop()


def one_less(document: Document, data: st.DataObject) -> None:
    sections = ("resources", "services", "resourceGroups", "locations")
    section = data.draw(st.sampled_from(sections))
    if section == "locations" and len(document["locations"]) == 1:
        return
    name = any_entry(document, section, data)["id"]
    left = setup_edit.without(document, section, name)
    document.clear()
    document.update(left)


def only_the_looks(document: Document, data: st.DataObject) -> None:
    any_entry(document, "resources", data)["color"] = "#123456"


CHANGES: tuple[Change, ...] = (
    other_hours,
    other_closures,
    other_holidays,
    other_blocks,
    other_overrides,
    another_zone,
    another_place,
    more_holidays,
    other_givers,
    only_there,
    other_limits,
    fewer_members,
    one_less,
    only_the_looks,
)


def fill(desk: Desk, random: st.DataObject) -> list[Appointment]:
    """A dozen visits at random available times of random services."""
    made = []
    offers = [("phone", "riverside"), ("phone", "harbour"), ("first-visit", "riverside")]
    offers += [("follow-up", "riverside"), ("scan", "riverside"), ("pilates", "riverside")]
    for _ in range(12):
        service, place = random.draw(st.sampled_from(offers))
        day = FIRST + timedelta(days=random.draw(st.integers(1, 14)))
        found = calendar.openings_view(desk, place, service, day, day)
        starts = sorted({start for own in found.starts.values() for start in own})
        if not starts:
            continue
        request = booking.HoldRequest(
            service,
            random.draw(st.sampled_from(starts)),
            location_id=place,
            customer=DANA,
            complete=Status.BOOKED,
        )
        answer = booking.hold(desk, request)
        assert isinstance(answer, Done)
        made.append(answer.value.appointment)
    return made


def judged(business: Business, visit: Appointment) -> Standing:
    place = business.locations.get(visit.location_id)
    rule = place.holidays if place is not None else None
    names = {} if rule is None else dict(holiday_names(HolidayRule(rule.country, rule.subdivision),
                                                       FIRST, LAST))  # fmt: skip
    return standing(business, visit, NOW, names)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_list_equals_a_comparison_before_and_after(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "book.db", HandClock(NOW), seed=7)
        configuration.load_setup(desk, RIVERSIDE.read_text(encoding="utf-8"))
        visits = fill(desk, data)
        draft = setup_edit.open_draft(desk)
        changed = deepcopy(draft.document)
        for change in data.draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3)):
            change(changed, data)
        draft = setup_edit.SetupDraft(draft.base, changed)
        result = setup_edit.check(changed)
        seen = setup_edit.preview(desk, draft)
        before = configuration.business(desk)
        desk.close()
    if result.business is None:
        assert not isinstance(seen, Effects)
        return
    assert isinstance(seen, Effects)
    lost = {
        visit.id
        for visit in visits
        if judged(before, visit).is_sound and not judged(result.business, visit).is_sound
    }
    assert {entry.visit.id for entry in seen.stranded} == lost
    assert all(not entry.differs for entry in seen.times) or changed != draft.base


def preview(desk: Desk, change: Callable[[Document], None]) -> Effects:
    draft = setup_edit.open_draft(desk)
    change(draft.document)
    seen = setup_edit.preview(desk, draft)
    assert isinstance(seen, Effects)
    return seen


def booked(desk: Desk, service: str, hour: int, resource: str) -> int:
    start = instant_of_wall(datetime(2026, 12, 1, hour), "America/New_York")
    request = booking.HoldRequest(
        service, start, (resource,), location_id="riverside", customer=DANA, complete=Status.BOOKED
    )
    answer = booking.hold(desk, request)
    assert isinstance(answer, Done)
    return start


def test_visits_that_another_zone_gives_another_time_of_day_are_told(desk: Desk) -> None:
    start = booked(desk, "phone", 13, "ana")
    booked(desk, "phone", 14, "ana")

    def move(zone: str) -> Callable[[Document], None]:
        def change(document: Document) -> None:
            document["locations"][0]["timezone"] = zone
            document["resources"][0]["hours"] = None

        return change

    seen = preview(desk, move("America/Chicago"))
    assert seen.stranded == ()
    (told,) = seen.remarks
    assert told.kind is Remarkable.OTHER_CLOCK
    assert (told.facts["count"], told.facts["start"]) == (2, start)
    assert "at 13:00, would be on Tue 1 December at 12:00" in remark_sentence(told)
    same = preview(desk, move("America/Detroit"))
    assert same.remarks == (), "the clocks of both show the same"


def test_a_class_with_more_booked_than_it_would_have_places_is_told(desk: Desk) -> None:
    def places(count: int) -> Callable[[Document], None]:
        def change(document: Document) -> None:
            service = next(e for e in document["services"] if e["id"] == "pilates")
            service["capacity"] = count

        return change

    found = calendar.openings_view(desk, "riverside", "pilates", FIRST, LAST)
    starts = next(own for own in found.starts.values() if own)
    for _ in range(3):
        request = booking.HoldRequest("pilates", starts[0], customer=DANA, complete=Status.BOOKED)
        assert isinstance(booking.hold(desk, request), Done)
    assert preview(desk, places(3)).remarks == ()
    (told,) = preview(desk, places(2)).remarks
    assert told.kind is Remarkable.OVERFULL
    assert (told.facts["places"], told.facts["taken"], told.facts["count"]) == (2, 3, 1)
    assert "2 places" in remark_sentence(told)


def _without(section: str, entry_id: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        left = setup_edit.without(document, section, entry_id)
        document.clear()
        document.update(left)

    return change


def _with(section: str, entry_id: str, **values: object) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        next(e for e in document[section] if e["id"] == entry_id).update(values)

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_without("services", "phone"), "Phone consultation is offered no more."),
        (_without("resources", "ben"), "Ben Okafor is retired."),
        (_with("resources", "ben", location="harbour"), "Ben Okafor belongs to another location."),
        (
            _with("services", "phone", scope="location", location="harbour", resources=["dev"]),
            "Phone consultation is offered at another location only.",
        ),
        (
            _with("services", "phone", resources=["ana", "dev"]),
            "Ben Okafor takes no part in Phone consultation any more.",
        ),
        (
            _with("locations", "riverside", timezone="Pacific/Kiritimati"),
            "8:00 is outside the hours of Ben Okafor on Wed 2 December.",
        ),
        (
            _with("locations", "riverside", hours={"mon": [["08:00", "18:00"]]}),
            "Ben Okafor has no hours on Tue 1 December.",
        ),
    ],
)
def test_a_stranded_visit_says_what_it_lacks(
    desk: Desk, change: Callable[[Document], None], sentence: str
) -> None:
    booked(desk, "phone", 13, "ben")
    (lost,) = preview(desk, change).stranded
    assert stranded_sentence(lost) == sentence
