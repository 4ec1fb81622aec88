"""Whatever a file holds, it is a business or a list of faults: nothing raises, nothing hangs."""

from __future__ import annotations

import copy
import json
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from frontdesk.desk.setup_file import InvalidValueError, SetupResult, read_setup, write_setup
from frontdesk.desk.setup_file.repetition import check_repetition
from frontdesk.engine.clock import instant_of
from frontdesk.engine.recurrence import occurrences
from frontdesk.engine.span import Span
from frontdesk.engine.values import Block

RIVERSIDE = (Path(__file__).parent.parent / "data" / "riverside.json").read_bytes()
TREE = json.loads(RIVERSIDE)

Json = Any

ODD_TEXT = st.sampled_from(
    ["", " ", "\0", "\ud800", "\u202e", "riverside", "ana", "rooms", "all", "24:00", "2026-02-29",
     "2026-11-24T12:00", "FREQ=DAILY", "FREQ=SECONDLY", "١٢:٠٠", "US", "../x", "#FFFFFF", "1e9"]
) | st.text(max_size=20)  # fmt: skip
ODD_NUMBER = st.integers() | st.floats() | st.sampled_from([10**40, -(10**40), 2**63, -1, 0, 1])
ANY_JSON = st.recursive(
    st.none() | st.booleans() | ODD_NUMBER | ODD_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ODD_TEXT, inner, max_size=3),
    max_leaves=8,
)


def paths_in(tree: Json, before: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [before] if before else []
    if isinstance(tree, dict):
        for key, value in tree.items():
            found += paths_in(value, (*before, key))
    elif isinstance(tree, list):
        for position, value in enumerate(tree):
            found += paths_in(value, (*before, position))
    return found


PATHS = paths_in(TREE)


def at(tree: Json, path: tuple[str | int, ...]) -> Json:
    for step in path:
        tree = tree[step]
    return tree


@st.composite
def spoilt(draw: st.DrawFn) -> Json:
    """Riverside with a few values replaced, removed, added or swapped with others."""
    tree = copy.deepcopy(TREE)
    for _ in range(draw(st.integers(1, 4))):
        *way, last = draw(st.sampled_from(PATHS))
        try:
            parent = at(tree, tuple(way))
            action = draw(st.sampled_from(["replace", "remove", "add", "swap", "repeat"]))
            if action == "remove":
                del parent[last]
            elif action == "add" and isinstance(parent, dict):
                parent[draw(ODD_TEXT)] = draw(ANY_JSON)
            elif action == "swap":
                parent[last] = copy.deepcopy(at(TREE, draw(st.sampled_from(PATHS))))
            elif action == "repeat" and isinstance(parent, list):
                parent.append(copy.deepcopy(parent[last]))
            else:
                parent[last] = draw(ANY_JSON)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took this place away
    return tree


def assert_answered(result: SetupResult) -> None:
    """A business that survives a round trip, or faults that can be printed; never both."""
    if result.business is None:
        assert result.faults
        for fault in result.faults:
            line = str(fault).encode().decode()
            assert line.isprintable()
            assert len(fault.message) < 500
    else:
        assert result.faults == ()
        assert read_setup(write_setup(result.business)) == result


@given(spoilt())
def test_a_spoilt_file_is_a_business_or_faults(tree: Json) -> None:
    assert_answered(read_setup(json.dumps(tree)))


@given(ANY_JSON)
def test_any_json_is_a_business_or_faults(tree: Json) -> None:
    assert_answered(read_setup(json.dumps(tree)))


@given(st.binary() | st.binary().map(b"\xef\xbb\xbf".__add__))
def test_any_bytes_are_faults(data: bytes) -> None:
    assert read_setup(data).faults


@given(st.text(st.characters(), max_size=50))
@example("\ud800")
def test_any_text_is_faults(text: str) -> None:
    assert read_setup(text).faults


@given(st.integers(0, len(RIVERSIDE) - 1), st.binary(max_size=4), st.integers(0, 4))
def test_a_damaged_file_is_a_business_or_faults(place: int, put: bytes, dropped: int) -> None:
    assert_answered(read_setup(RIVERSIDE[:place] + put + RIVERSIDE[place + dropped :]))


@given(st.integers(0, len(RIVERSIDE.rstrip()) - 1))
def test_a_file_cut_short_is_a_fault(length: int) -> None:
    (fault,) = read_setup(RIVERSIDE[:length]).faults
    assert fault.path == ""


@pytest.mark.parametrize("depth", [50, 500, 900, 5_000])
def test_depth_alone_is_only_a_fault(depth: int) -> None:
    deep = "[" * depth + "]" * depth
    text = RIVERSIDE.decode().replace('"blocks": []', f'"blocks": {deep}', 1)
    assert_answered(read_setup(text))
    assert read_setup(text).faults


PART = st.sampled_from(
    ["FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYHOUR", "BYMINUTE", "BYMONTH",
     "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYSECOND", "DTSTART", "X"]
)  # fmt: skip
PART_VALUE = st.sampled_from(
    ["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "MO", "-1FR", "2TU,TH", "53SU", "0", "1",
     "-1", "2", "5,29", "31", "-31", "53", "366", "20270101", "20270101T120000Z", "٣", "", "1,,2"]
) | st.text(max_size=6)  # fmt: skip


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules that are often right, so that what is accepted gets tried as well."""
    frequency = draw(st.sampled_from(["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = draw(st.lists(st.tuples(PART, PART_VALUE), max_size=4))
    return ";".join([f"FREQ={frequency}", *(f"{part}={value}" for part, value in parts)])


@given(rules() | st.text(max_size=30))
@example("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30")
@example("FREQ=DAILY;BYSETPOS=5")
@example("FREQ=MONTHLY;BYDAY=53SU")
@example("FREQ=YEARLY;BYMONTH=12;BYDAY=-53SU")
def test_a_rule_is_refused_in_words_or_can_be_followed(rule: str) -> None:
    start = datetime(2026, 11, 24, 12, 0)
    try:
        check_repetition(rule, start)
    except InvalidValueError:
        return
    week = Span(
        instant_of(datetime(2031, 1, 1, tzinfo=UTC)),
        instant_of(datetime(2031, 1, 8, tzinfo=UTC)),
    )
    block = Block(start, datetime(2026, 11, 24, 13, 0), rrule=rule)
    for span in occurrences(block, "America/New_York", week):
        assert span.start < week.end
        assert week.start < span.end


def big(count: int) -> Json:
    """A valid setup of ``count`` entries, a third of them of each kind."""
    third = count // 3
    window = [["08:00", "12:00"], ["13:00", "17:00"]]
    return {
        "format": "frontdesk-setup/1",
        "company": {"name": "Big"},
        "locations": [{"id": "hq", "name": "HQ", "timezone": "UTC"}],
        "resources": [
            {
                "id": f"r{n}",
                "name": f"Person {n}",
                "location": "hq",
                "hours": {"mon": window, "tue": window, "fri": window},
                "overrides": [{"date": date(2026, 1 + n % 12, 1).isoformat(), "hours": []}],
                "blocks": [
                    {
                        "start": f"2026-11-{1 + n % 28:02}T12:00",
                        "end": f"2026-11-{1 + n % 28:02}T13:00",
                        "rrule": "FREQ=WEEKLY",
                    }
                ],
            }
            for n in range(third)
        ],
        "resourceGroups": [
            {"id": f"g{n}", "name": f"Group {n}", "resources": [f"r{n}", f"r{(n + 1) % third}"]}
            for n in range(third)
        ],
        "services": [
            {
                "id": f"s{n}",
                "name": f"Service {n}",
                "duration": {"default": 30, "min": 15, "max": 60, "step": 15},
                "requires": [{"role": "Anyone", "group": f"g{n}"}],
            }
            for n in range(count - 2 * third - 1)
        ],
    }


@pytest.mark.slow
def test_ten_thousand_entries_are_read_and_ten_thousand_faults_named(
    record_property: Any,
) -> None:
    tree = big(10_000)
    text = json.dumps(tree)
    began = time.perf_counter()
    result = read_setup(text)
    record_property("seconds_to_read", time.perf_counter() - began)
    assert result.business is not None
    assert len(result.business.services) == 3_333
    for entry in [*tree["resources"], *tree["resourceGroups"], *tree["services"]]:
        entry["name"] = ""
    assert len(read_setup(json.dumps(tree)).faults) == 9_999
