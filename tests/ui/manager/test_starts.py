"""The example of a service's starts, against days worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.ui.manager.starts import Example, example


def at(*clocks: str) -> tuple[int, ...]:
    return tuple(int(clock[:-3]) * 60 + int(clock[-2:]) for clock in clocks)


def setup(hours: dict[str, Any]) -> dict[str, Any]:
    return {
        "locations": [
            {"id": "main", "primary": True, "hours": hours},
            {"id": "night", "hours": {"fri": [["22:00", "02:00"]]}},
        ]
    }


def service(**said: Any) -> dict[str, Any]:
    return {"duration": {"default": 45}, "startInterval": 30} | said


SPLIT = setup({"tue": [["09:10", "11:00"], ["13:00", "14:30"]]})


def test_the_clock_counts_from_the_full_hour() -> None:
    found = example(service(), SPLIT)
    assert found == Example(
        1,
        ((550, 660), (780, 870)),
        at("9:30", "10:00", "13:00", "13:30"),
    )


def test_the_opening_counts_from_each_window() -> None:
    found = example(service(startGrid="opening"), SPLIT)
    assert found is not None
    assert found.starts == at("9:10", "9:40", "10:10", "13:00", "13:30")


def test_a_list_takes_the_place_of_the_grid() -> None:
    found = example(service(startTimes=["13:45", "09:15", "10:30"]), SPLIT)
    assert found is not None
    assert found.starts == at("9:15", "13:45")  # 10:30 would end after 11:00


def test_own_hours_cut_the_day() -> None:
    found = example(service(hours={"tue": [["10:00", "13:45"]]}), SPLIT)
    assert found is not None
    assert found.windows == ((600, 660), (780, 825))
    assert found.starts == at("10:00", "13:00")


def test_a_window_past_midnight_belongs_to_its_first_day() -> None:
    found = example(service(scope="location", location="night", startInterval=60), SPLIT)
    assert found is not None
    assert found.weekday == 4
    assert found.windows == ((1320, 1560),)
    assert found.starts == at("22:00", "23:00")


def test_a_visit_longer_than_the_day_has_no_start() -> None:
    found = example(service(duration={"default": 300}), SPLIT)
    assert found is not None
    assert found.starts == ()


@pytest.mark.parametrize(
    "said",
    [
        {"startInterval": 0},
        {"startInterval": "x"},
        {"startInterval": None},
        {"duration": {"default": None}},
        {"duration": {}},
        {"startTimes": ["soon"]},
        {"hours": {"tue": "9 to 5"}},
        {"scope": "location", "location": "nowhere"},
    ],
)
def test_what_is_wrong_elsewhere_has_no_example(said: dict[str, Any]) -> None:
    assert example(service(**said), SPLIT) is None


def test_a_place_that_never_opens_has_no_example() -> None:
    assert example(service(), setup({})) is None
    assert example(service(), {"locations": []}) is None
