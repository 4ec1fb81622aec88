"""What is written can be read again: nothing is lost, and the text is always the same."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk.setup_file import read_setup, write_setup
from frontdesk.engine.customers import FIELD_NAMES
from frontdesk.engine.policy import Policy
from frontdesk.engine.values import (
    Block,
    Business,
    Closure,
    DurationRule,
    HolidayRule,
    Location,
    Resource,
    ResourceGroup,
    Role,
    RoundRobin,
    Service,
    Window,
)

RIVERSIDE = Path(__file__).parent.parent / "data" / "riverside.json"

EXAMPLE = """\
{
  "format": "frontdesk-setup/1",
  "company": {"name": "Café “Zur Post”"},
  "locations": [
    {
      "id": "main",
      "name": "Riverside",
      "primary": true,
      "timezone": "America/New_York",
      "bookingTimerMinutes": 10,
      "hours": {"mon": [["09:00", "12:00"], ["13:00", "17:00"]], "sat": [["22:00", "02:00"]]},
      "closures": [{"from": "2026-12-24", "to": "2026-12-26", "name": "Christmas"}],
      "holidays": {"country": "US", "subdivision": "NY", "open": ["Columbus Day"]},
      "blocks": []
    }
  ],
  "resources": [
    {
      "id": "alice",
      "name": "Alice",
      "location": "main",
      "kind": "staff",
      "color": "#1D5DB8",
      "timezone": null,
      "hours": null,
      "ignoreLocationHours": false,
      "overrides": [{"date": "2026-11-27", "hours": [["10:00", "24:00"]]}],
      "blocks": [
        {"start": "2026-11-24T12:00", "end": "2026-11-24T13:00", "reason": "Tax", "rrule": null}
      ]
    }
  ],
  "resourceGroups": [{"id": "chairs", "name": "Chairs", "resources": ["alice"]}],
  "services": [
    {
      "id": "cut",
      "name": "Haircut",
      "scope": "location",
      "location": "main",
      "duration": {"default": 30, "min": 30, "max": 90, "step": 15},
      "startInterval": 15,
      "startGrid": "clock",
      "startTimes": ["09:00", "11:30"],
      "fillGaps": false,
      "bufferBefore": 0,
      "bufferAfter": 10,
      "notice": 0,
      "horizonDays": 60,
      "dailyLimit": null,
      "capacity": 1,
      "roundRobin": "balanced",
      "resources": null,
      "requires": [
        {"role": "Chair", "group": "chairs"},
        {"role": "Person", "resources": ["alice"]}
      ],
      "hours": null,
      "price": "45.00",
      "currency": "USD",
      "color": "#0F766E"
    }
  ]
}
"""


def example() -> Business:
    return Business.of(
        "Café “Zur Post”",
        [
            Location(
                "main",
                "Riverside",
                "America/New_York",
                primary=True,
                hours={5: ((1320, 120),), 0: ((540, 720), (780, 1020))},
                closures=(Closure(date(2026, 12, 24), date(2026, 12, 26), "Christmas"),),
                holidays=HolidayRule("US", "NY", ("Columbus Day",)),
            )
        ],
        [
            Resource(
                "alice",
                "Alice",
                "main",
                overrides={date(2026, 11, 27): ((600, 1440),)},
                blocks=(Block(datetime(2026, 11, 24, 12), datetime(2026, 11, 24, 13), "Tax"),),
            )
        ],
        [ResourceGroup("chairs", "Chairs", ("alice",))],
        [
            Service(
                "cut",
                "Haircut",
                DurationRule(30, 30, 90, 15),
                scope="location",
                location_id="main",
                start_times=(540, 690),
                buffer_after=10,
                horizon_days=60,
                round_robin=RoundRobin.BALANCED,
                requires=(Role("Chair", group_id="chairs"), Role("Person", ("alice",))),
                price="45.00",
                currency="USD",
                color="#0F766E",
            )
        ],
    )


def test_everything_is_written_in_the_contract_s_order() -> None:
    assert write_setup(example()) == EXAMPLE


def test_riverside_is_the_same_after_a_round_trip() -> None:
    business = read_setup(RIVERSIDE.read_bytes()).business
    assert business is not None
    text = write_setup(business)
    assert read_setup(text).business == business
    assert read_setup(text.encode()).business == business


def test_a_service_that_everyone_offers_says_so() -> None:
    business = example()
    everyone = replace(business.services["cut"], requires=None, resource_ids=None)
    text = write_setup(replace(business, services={"cut": everyone}))
    assert '"resources": "all",\n      "requires": null,' in text


def test_retired_entries_are_left_out_wherever_they_are_named() -> None:
    business = example()
    gone = Location("gone", "Gone", "UTC", retired=True)
    left = Resource("left", "Left", "main", retired=True)
    orphan = Resource("orphan", "Orphan", "gone")
    group = replace(business.groups["chairs"], resource_ids=("left", "alice", "orphan"))
    old = ResourceGroup("old", "Old", ("left",), retired=True)
    service = business.services["cut"]
    roles = (Role("Chair", group_id="chairs"), Role("Person", ("alice", "left")))
    services = [
        replace(service, requires=roles),
        replace(service, id="never", retired=True),
        replace(service, id="elsewhere", location_id="gone", requires=None),
    ]
    later = Business.of(
        business.name,
        [gone, *business.locations.values()],
        [left, *business.resources.values(), orphan],
        [old, group],
        services,
        version=9,
    )
    assert write_setup(later) == EXAMPLE


# --- any business -------------------------------------------------------------------------------

lines = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"),
    max_size=30,
)
names = lines.filter(lambda line: any(map(str.isprintable, line.replace(" ", ""))))
identifiers = st.text("abzAZ019._-", min_size=1, max_size=8)
colors = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
zones = st.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu", "Europe/Berlin"])
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
rules = st.sampled_from(
    ["FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=22001231"]
)


@st.composite
def windows(draw: st.DrawFn) -> tuple[Window, ...]:
    """Sorted windows that may touch; the last may run past midnight."""
    cuts = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
    found = [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    if found and draw(st.booleans()):
        start, _ = found.pop()
        found.append((start, draw(st.integers(0, start))))
    return tuple(found)


weeks = st.dictionaries(st.integers(0, 6), windows())


@st.composite
def closures(draw: st.DrawFn) -> Closure:
    first, last = sorted([draw(days), draw(days)])
    return Closure(first, last, draw(lines))


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    start = draw(st.datetimes(datetime(1900, 1, 1), datetime(2198, 12, 31)))
    start = start.replace(second=0, microsecond=0)
    end = start + timedelta(minutes=draw(st.integers(1, 366 * 1440)))
    return Block(start, end, draw(lines), draw(st.none() | rules))


def several(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


holidays = st.builds(
    HolidayRule,
    country=st.just("US"),
    subdivision=st.sampled_from([None, "NY", "CA"]),
    open=several(names),
)


words = names.map(lambda name: name.strip()[:40].strip()).filter(bool)
required = st.lists(st.sampled_from(FIELD_NAMES), unique=True).map(tuple)
policies = st.builds(
    Policy,
    customer_word=st.just("customer") | words,
    required_fields=required,
    typing_renews=st.booleans(),
    holds_per_desk=st.none() | st.integers(1, 99),
    phone_country=st.sampled_from(["", "US", "DE", "GB"]),
    payments_noted=st.booleans(),
)


@st.composite
def locations(draw: st.DrawFn) -> list[Location]:
    ids = draw(st.lists(identifiers, min_size=1, max_size=3, unique=True))
    primary = draw(st.sampled_from(ids))
    return [
        draw(
            st.builds(
                Location,
                id=st.just(identifier),
                name=names,
                timezone=zones,
                primary=st.just(identifier == primary),
                booking_timer_minutes=st.integers(1, 1440),
                hours=weeks,
                closures=several(closures()),
                holidays=st.none() | holidays,
                blocks=several(blocks()),
                customer_word=st.none() | words,
                required_fields=st.none() | required,
            )
        )
        for identifier in ids
    ]


def resource(identifier: str, places: list[Location]) -> st.SearchStrategy[Resource]:
    return st.builds(
        Resource,
        id=st.just(identifier),
        name=names,
        location_id=st.sampled_from([place.id for place in places]),
        kind=st.sampled_from(["staff", "room", "equipment"]),
        color=colors,
        timezone=st.none() | zones,
        hours=st.none() | weeks,
        ignore_location_hours=st.booleans(),
        overrides=st.dictionaries(days, windows(), max_size=3),
        blocks=several(blocks()),
    )


@st.composite
def durations(draw: st.DrawFn) -> DurationRule:
    minimum, step = draw(st.integers(1, 600)), draw(st.integers(1, 120))
    default = minimum + step * draw(st.integers(0, 5))
    return DurationRule(default, minimum, draw(st.integers(default, 10080)), step)


@st.composite
def roles(draw: st.DrawFn, people: list[str], groups: list[str]) -> tuple[Role, ...] | None:
    found = []
    for name in draw(st.lists(names, max_size=3, unique=True)):
        if groups and draw(st.booleans()):
            found.append(Role(name, group_id=draw(st.sampled_from(groups))))
        elif people:
            chosen = st.lists(st.sampled_from(people), min_size=1, unique=True)
            found.append(Role(name, resource_ids=tuple(draw(chosen))))
    return tuple(found) or None


@st.composite
def services(
    draw: st.DrawFn,
    identifier: str,
    places: list[Location],
    staff: list[Resource],
    groups: list[ResourceGroup],
) -> Service:
    place = draw(st.none() | st.sampled_from([place.id for place in places]))
    here = [entry.id for entry in staff if place is None or entry.location_id == place]
    staffed = [group.id for group in groups if place is None or set(group.resource_ids) & set(here)]
    requires = draw(st.none() | roles(here, staffed))
    chosen = st.lists(st.sampled_from(here), unique=True) if here else st.just([])
    return draw(
        st.builds(
            Service,
            id=st.just(identifier),
            name=names,
            duration=durations(),
            scope=st.just("company" if place is None else "location"),
            location_id=st.just(place),
            start_interval=st.integers(1, 1440),
            start_grid=st.sampled_from(["clock", "opening"]),
            start_times=st.none()
            | st.sets(st.integers(0, 1439), min_size=1, max_size=4).map(lambda s: tuple(sorted(s))),
            fill_gaps=st.booleans(),
            buffer_before=st.integers(0, 1440),
            buffer_after=st.integers(0, 1440),
            notice=st.integers(0, 100_000),
            horizon_days=st.none() | st.integers(0, 3660),
            daily_limit=st.none() | st.integers(1, 1000),
            capacity=st.integers(1, 1000),
            round_robin=st.sampled_from(list(RoundRobin)),
            resource_ids=st.none() if requires else st.none() | chosen.map(tuple),
            requires=st.just(requires),
            hours=st.none() | weeks,
            price=st.none() | st.sampled_from(["0.00", "45.00", "1200", "7.125"]),
            currency=st.none() | st.sampled_from(["USD", "EUR"]),
            color=colors,
        )
    )


@st.composite
def businesses(draw: st.DrawFn) -> Business:
    places = draw(locations())
    unique = st.lists(identifiers, max_size=4, unique=True)
    staff = [draw(resource(identifier, places)) for identifier in draw(unique)]
    members = (
        st.lists(st.sampled_from([s.id for s in staff]), unique=True) if staff else st.just([])
    )
    groups = [
        ResourceGroup(identifier, draw(names), tuple(draw(members))) for identifier in draw(unique)
    ]
    offered = [draw(services(identifier, places, staff, groups)) for identifier in draw(unique)]
    return Business.of(draw(names), places, staff, groups, offered)


def test_every_part_of_the_policy_has_its_key() -> None:
    text = write_setup(example(), Policy(customer_word="guest"))
    assert read_setup(text).said == {part.name for part in fields(Policy)}


@pytest.mark.slow
@given(policies, policies)
def test_any_policy_is_read_back_and_a_new_book_s_is_not_mentioned(
    policy: Policy, other: Policy
) -> None:
    text = write_setup(example(), policy)
    result = read_setup(text)
    assert (result.faults, result.business) == ((), example())
    assert write_setup(example(), result.policy) == text
    if policy == Policy():
        assert (text, result.said) == (EXAMPLE, frozenset())
        assert result.policy_over(other) == other
    else:
        assert result.policy_over(other) == policy


@pytest.mark.slow
@given(businesses())
def test_any_business_is_read_back_as_it_was_written(business: Business) -> None:
    text = write_setup(business)
    result = read_setup(text)
    assert result.faults == ()
    assert result.business == business
    assert [list(part) for part in (result.business.resources, result.business.services)] == [
        list(part) for part in (business.resources, business.services)
    ]
    assert write_setup(result.business) == text
    assert read_setup(text.encode()).business == business
