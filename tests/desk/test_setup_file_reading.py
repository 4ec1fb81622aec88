"""A setup file becomes the business that it describes, with the defaults that it leaves out."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

from frontdesk.desk.setup_file import read_setup
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

RIVERSIDE = Path(__file__).parent.parent / "data" / "riverside.json"


def business_of(tree: object) -> Business:
    result = read_setup(json.dumps(tree))
    assert result.faults == ()
    assert result.business is not None
    return result.business


def minimal(**more: object) -> dict[str, object]:
    return {
        "format": "frontdesk-setup/1",
        "company": {"name": "Corner"},
        "locations": [{"id": "shop", "name": "Shop", "timezone": "Europe/Paris"}],
        **more,
    }


def test_what_is_left_out_takes_its_default() -> None:
    business = business_of(
        minimal(
            resources=[{"id": "jo", "name": "Jo", "location": "shop"}],
            services=[{"id": "cut", "name": "Cut", "duration": {"default": 40}}],
        )
    )
    assert business.name == "Corner"
    assert business.version == 0
    assert business.groups == {}
    assert business.locations == {
        "shop": Location(
            id="shop",
            name="Shop",
            timezone="Europe/Paris",
            primary=True,  # the only one there is
            booking_timer_minutes=10,
            hours={},
            closures=(),
            holidays=None,
            blocks=(),
        )
    }
    assert business.resources == {
        "jo": Resource(
            id="jo",
            name="Jo",
            location_id="shop",
            kind="staff",
            color="#1D5DB8",
            timezone=None,
            hours=None,
            ignore_location_hours=False,
            overrides={},
            blocks=(),
        )
    }
    assert business.services == {
        "cut": Service(
            id="cut",
            name="Cut",
            duration=DurationRule(default=40, minimum=40, maximum=40, step=15),
            scope="company",
            location_id=None,
            start_interval=15,
            start_grid="clock",
            start_times=None,
            fill_gaps=False,
            buffer_before=0,
            buffer_after=0,
            notice=0,
            horizon_days=None,
            daily_limit=None,
            capacity=1,
            round_robin=RoundRobin.NONE,
            resource_ids=None,
            requires=None,
            hours=None,
            price=None,
            currency=None,
            color="#1D5DB8",
        )
    }


def test_entries_without_a_colour_differ_from_their_neighbours() -> None:
    staff = [{"id": f"p{n}", "name": f"P{n}", "location": "shop"} for n in range(6)]
    business = business_of(minimal(resources=staff))
    assert len({resource.color for resource in business.resources.values()}) == 6


def test_riverside_is_read_as_it_is_written() -> None:
    result = read_setup(RIVERSIDE.read_bytes())
    assert result.faults == ()
    business = result.business
    assert business is not None
    assert business.name == "Riverside Physiotherapy"
    assert list(business.resources) == [
        "ana", "ben", "chloe", "room1", "room2", "gym", "ultrasound", "dev", "harbour-room",
    ]  # fmt: skip
    riverside = business.locations["riverside"]
    assert business.primary is riverside
    assert not business.locations["harbour"].primary
    assert riverside.hours[2] == ((480, 1200),)
    assert 6 not in riverside.hours
    assert riverside.closures == (Closure(date(2026, 12, 24), date(2026, 12, 27), "Christmas"),)
    assert riverside.holidays == HolidayRule("US", "NY", ("Columbus Day", "Veterans Day"))
    ana, chloe = business.resources["ana"], business.resources["chloe"]
    assert ana.hours is not None
    assert ana.hours[0] == ((480, 720), (780, 1020))
    assert ana.overrides == {date(2026, 12, 5): ((540, 780),)}
    assert ana.blocks == (
        Block(
            datetime(2026, 11, 24, 11),
            datetime(2026, 11, 24, 12),
            "Supervision",
            "FREQ=WEEKLY;BYDAY=TU",
        ),
    )
    assert chloe.name == "Chloé Martin"
    assert chloe.hours is None
    assert chloe.overrides == {date(2026, 11, 27): ()}
    assert business.groups["rooms"] == ResourceGroup("rooms", "Treatment rooms", ("room1", "room2"))
    scan, pilates = business.services["scan"], business.services["pilates"]
    assert scan.requires == (
        Role("Therapist", resource_ids=("ana", "chloe")),
        Role("Device", resource_ids=("ultrasound",)),
    )
    assert (scan.buffer_before, scan.buffer_after, scan.daily_limit) == (5, 10, 6)
    assert scan.location_id == "riverside"
    assert pilates.start_times == (720, 1020, 1080)
    assert pilates.capacity == 8
    assert business.services["follow-up"].duration == DurationRule(30, 30, 60, 15)
    assert business.services["phone"].round_robin is RoundRobin.RANDOM
    assert business.services["phone"].price == "0.00"


def test_times_are_kept_in_order_whatever_order_the_file_has() -> None:
    tree = minimal(
        services=[
            {
                "id": "cut",
                "name": "Cut",
                "duration": {"default": 40},
                "startTimes": ["17:00", "09:30"],
                "hours": {"sun": [["13:00", "24:00"], ["00:00", "12:00"]]},
            }
        ]
    )
    service = business_of(tree).services["cut"]
    assert service.start_times == (570, 1020)
    assert service.hours == {6: ((0, 720), (780, 1440))}


def test_a_company_service_at_the_primary_location_is_everywhere() -> None:
    service = {"id": "cut", "name": "Cut", "duration": {"default": 40}, "location": "shop"}
    assert business_of(minimal(services=[service])).services["cut"].location_id is None


def test_a_byte_order_mark_is_accepted() -> None:
    text = json.dumps(minimal())
    assert read_setup(b"\xef\xbb\xbf" + text.encode()).faults == ()
    assert read_setup("\ufeff" + text).faults == ()


def test_any_language_and_every_plane_of_unicode_survive() -> None:
    name = "مركز ‏العناية‏ 診療所 👩🏽‍⚕️ <img src=x> =1+1 & Söhne"
    tree = minimal()
    tree["company"] = {"name": name}
    assert business_of(tree).name == name
