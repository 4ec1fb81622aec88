"""The business comes back as it was configured, keeps its history, and counts its changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

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
)
from frontdesk.store import appointments, configuration, journal, visits
from frontdesk.store.database import Database

IDS = st.text("abcdefgh0123._-", min_size=1, max_size=6)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MINUTES = st.integers(0, 1440)
WINDOWS = st.lists(st.tuples(MINUTES, MINUTES), max_size=3).map(tuple)
HOURS = st.dictionaries(st.integers(0, 6), WINDOWS, max_size=7)
DATES = st.dates(date(2020, 1, 1), date(2035, 12, 31))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
BLOCKS = st.lists(
    st.builds(Block, MOMENTS, MOMENTS, NAMES, st.none() | st.just("FREQ=WEEKLY;BYDAY=TU")),
    max_size=2,
).map(tuple)
MAYBE_IDS = st.none() | st.lists(IDS, max_size=3).map(tuple)
LOCATIONS = st.builds(
    Location,
    id=IDS,
    name=NAMES,
    timezone=st.sampled_from(["UTC", "America/New_York"]),
    primary=st.booleans(),
    booking_timer_minutes=st.integers(1, 60),
    hours=HOURS,
    closures=st.lists(st.builds(Closure, DATES, DATES, NAMES), max_size=2).map(tuple),
    holidays=st.none()
    | st.builds(HolidayRule, NAMES, st.none() | NAMES, st.lists(NAMES, max_size=2).map(tuple)),
    blocks=BLOCKS,
    customer_word=st.none() | NAMES,
    required_fields=MAYBE_IDS,
    retired=st.booleans(),
)
GROUPS = st.builds(ResourceGroup, IDS, NAMES, st.lists(IDS, max_size=3).map(tuple), st.booleans())
POSITIVE = st.integers(1, 500)


def unique(values: st.SearchStrategy, size: int = 4) -> st.SearchStrategy:
    return st.lists(values, max_size=size, unique_by=lambda value: value.id)


@st.composite
def businesses(draw: st.DrawFn) -> Business:
    locations = draw(st.lists(LOCATIONS, min_size=1, max_size=3, unique_by=lambda v: v.id))
    places = st.sampled_from([location.id for location in locations])
    resources = st.builds(
        Resource,
        id=IDS,
        name=NAMES,
        location_id=places,
        kind=st.sampled_from(["staff", "room", "equipment"]),
        color=NAMES,
        timezone=st.none() | st.just("Europe/Paris"),
        hours=st.none() | HOURS,
        ignore_location_hours=st.booleans(),
        overrides=st.dictionaries(DATES, WINDOWS, max_size=2),
        blocks=BLOCKS,
        retired=st.booleans(),
    )
    services = st.builds(
        Service,
        id=IDS,
        name=NAMES,
        duration=st.builds(DurationRule, POSITIVE, POSITIVE, POSITIVE, POSITIVE),
        scope=st.sampled_from(["company", "location"]),
        location_id=st.none() | places,
        start_interval=POSITIVE,
        start_grid=st.sampled_from(["clock", "opening"]),
        start_times=st.none() | st.lists(MINUTES, max_size=3).map(tuple),
        fill_gaps=st.booleans(),
        buffer_before=MINUTES,
        buffer_after=MINUTES,
        notice=MINUTES,
        horizon_days=st.none() | POSITIVE,
        daily_limit=st.none() | POSITIVE,
        capacity=POSITIVE,
        round_robin=st.sampled_from(RoundRobin),
        resource_ids=MAYBE_IDS,
        requires=st.none()
        | st.lists(st.builds(Role, NAMES, MAYBE_IDS, st.none() | IDS), max_size=2).map(tuple),
        hours=st.none() | HOURS,
        price=st.none() | NAMES,
        currency=st.none() | NAMES,
        color=NAMES,
        retired=st.booleans(),
    )
    return Business.of(
        draw(NAMES),
        locations,
        draw(unique(resources)),
        draw(unique(GROUPS)),
        draw(unique(services)),
    )


@pytest.fixture(scope="module")
def empty_book(tmp_path_factory):
    """One book for all examples, each of which leaves it as it found it."""
    database = Database.open(tmp_path_factory.mktemp("configuration") / "book.db")
    yield database
    database.close()


@pytest.mark.slow
@given(wanted=businesses())
def test_a_business_comes_back_exactly_and_in_order(empty_book, wanted):
    with empty_book.write() as connection:
        example = connection.begin_nested()
        configuration.replace_business(connection, wanted, at=0)
        seen = configuration.read_business(connection)
        assert replace(seen, version=0) == wanted
        for table in ("locations", "resources", "groups", "services"):
            assert [*getattr(seen, table)] == [*getattr(wanted, table)]
        assert not configuration.replace_business(connection, seen, at=0)
        example.rollback()


def test_a_new_book_has_an_empty_business(path, opened):
    with opened(path) as database, database.read() as connection:
        assert configuration.read_business(connection) == Business.of("")


def test_loading_the_same_again_changes_nothing(book, business):
    with book.write() as connection:
        assert configuration.business_version(connection) == 1
        assert not configuration.replace_business(connection, business, at=9)
        assert configuration.business_version(connection) == 1
        assert len(journal.setting_changes(connection)) == 1


def without_ben(business: Business) -> Business:
    return Business.of(
        business.name,
        business.locations.values(),
        [resource for resource in business.resources.values() if resource.id != "ben"],
        business.groups.values(),
        business.services.values(),
    )


def test_what_is_no_longer_named_is_retired_once_and_returns_with_its_history(
    book, business, visit
):
    with book.write() as connection:
        number = appointments.insert(connection, visit(0, "ben"))
        assert configuration.replace_business(connection, without_ben(business), at=1)
        seen = configuration.read_business(connection)
        assert seen.resources["ben"].retired
        assert [*seen.resources] == ["ana", "room", "far", "ben"]
        assert visits.get(connection, number).resource_ids == ("ben",)
        assert not configuration.replace_business(connection, without_ben(business), at=2)
        assert configuration.replace_business(connection, business, at=3)
        seen = configuration.read_business(connection)
        assert not seen.resources["ben"].retired
        assert [*seen.resources] == ["ana", "ben", "room", "far"]
        assert visits.get(connection, number).resource_ids == ("ben",)


def test_a_change_is_counted_and_journaled_with_what_changed_only(book, business):
    renamed = replace(business.resources["ana"], name="Ana María")
    changed = replace(business, resources={**business.resources, "ana": renamed})
    with book.write() as connection:
        assert configuration.replace_business(
            connection, changed, at=77, who="manager", desk="Desk 1"
        )
        assert configuration.read_business(connection).version == 2
        assert journal.setting_changes(connection, limit=1) == [
            journal.SettingChange(
                77,
                "manager",
                "Desk 1",
                {"resource": {"ana": {"name": "Ana"}}},
                {"resource": {"ana": {"name": "Ana María"}}},
            )
        ]


def test_two_may_swap_their_places_in_the_order(book, business):
    turned = Business.of(
        business.name,
        business.locations.values(),
        reversed(business.resources.values()),
        business.groups.values(),
        business.services.values(),
    )
    with book.write() as connection:
        assert configuration.replace_business(connection, turned, at=1)
        seen = configuration.read_business(connection)
        assert [*seen.resources] == ["far", "room", "ben", "ana"]


def test_a_resource_may_move_to_another_place(book, business):
    moved = replace(business.resources["far"], location_id="main")
    changed = replace(business, resources={**business.resources, "far": moved})
    with book.write() as connection:
        configuration.replace_business(connection, changed, at=1)
        seen = configuration.read_business(connection)
        assert seen.resources["far"].location_id == "main"
        assert connection.execute(text("SELECT count(*) FROM resource")).scalar_one() == 4


def test_an_unknown_location_changes_nothing(book, business):
    lost = replace(business.resources["far"], location_id="moon")
    changed = replace(business, name="New", resources={**business.resources, "far": lost})
    with pytest.raises(KeyError), book.write() as connection:
        configuration.replace_business(connection, changed, at=1)
    with book.read() as connection:
        seen = configuration.read_business(connection)
        assert (seen.name, seen.version) == ("Test", 1)
