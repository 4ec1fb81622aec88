"""What people type into the manager's forms, and what the setup file holds for it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.desk.setup_file import checks
from frontdesk.desk.setup_file.faults import InvalidValueError
from frontdesk.ui.manager import values
from frontdesk.ui.manager.fault_words import fault_sentence
from frontdesk.ui.manager.zone_field import zone_of

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("30", 30),
        (" 45 ", 45),
        ("", None),
        ("  ", None),
        ("-5", -5),
        ("ten", "ten"),
        ("1.5", "1.5"),
    ],
)
def test_a_number_is_read_and_anything_else_is_kept_as_typed(typed: str, value: object) -> None:
    assert values.number_of(typed) == value


@pytest.mark.parametrize(
    ("typed", "clocks"),
    [
        ("9, 9:30 14.15", ["09:00", "09:30", "14:15"]),
        ("0930 730", ["09:30", "07:30"]),
        ("", []),
        ("9:5", ["9:5"]),
        ("noon", ["noon"]),
    ],
)
def test_times_are_read_with_commas_or_spaces_between_them(typed: str, clocks: list[str]) -> None:
    assert values.clocks_of(typed) == clocks


def test_a_date_is_read_as_anywhere_else_in_the_window() -> None:
    assert values.date_of("27 nov", MONDAY) == "2026-11-27"
    assert values.date_of("+1w", MONDAY) == "2026-11-30"
    assert values.date_of("31 feb", MONDAY) == "31 feb"


@pytest.mark.parametrize(
    ("typed", "price"),
    [
        ("45", "45"),
        ("45,50", "45.50"),
        (" ", None),
        ("7.125", "7.125"),
        ("free", "free"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1'234'567,5", "1234567.5"),
        ("1,234", "1,234"),  # a thousand or a bit more than one
        ("1e9", "1e9"),
        ("-5", "-5"),
    ],
)
def test_a_decimal_comma_is_a_point(typed: str, price: str | None) -> None:
    assert values.price_of(typed) == price


@pytest.mark.parametrize(
    ("rule", "listed"),
    [
        ((30, 30, 90, 15), [30, 45, 60, 75, 90]),
        ((45, 30, 70, 15), [30, 45, 60]),  # the longest need not be on a step
        ((30, 30, 30, 15), [30]),
        ((30, 45, 90, 15), []),
        ((30, 30, 20, 15), []),
        ((40, 30, 90, 15), []),  # the usual length is not on a step
        ((30, 30, 90, 0), []),
        ((None, 30, 90, 15), []),
        ((30, "x", 90, 15), []),
    ],
)
def test_lists_the_lengths_that_a_rule_allows(rule: tuple[object, ...], listed: list[int]) -> None:
    assert values.lengths(*rule) == listed


def test_a_long_row_keeps_its_ends() -> None:
    assert values.shortened([str(n) for n in range(20)], 6) == "0, 1, 2, 3, …, 19"
    assert values.shortened(["a", "b"], 6) == "a, b"


@pytest.mark.parametrize(
    ("minutes", "unit"), [(0, 1), (45, 1), (120, 60), (2880, 1440), (None, 1), ("x", 1), (True, 1)]
)
def test_a_notice_is_told_in_its_largest_whole_unit(minutes: object, unit: int) -> None:
    assert values.unit_of(minutes) == unit


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Reyes", "AR"),
        ("Chloé", "C"),
        ("Room 1", "R1"),
        ("Anna-Maria van Dyk", "AD"),
        ("<b>Bo</b>", "–"),
        ("  ", "–"),
        ("李 明", "李明"),
    ],
)
def test_initials_are_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert values.initials(name) == letters


@given(st.text(max_size=12))
def test_a_colour_is_either_accepted_or_left_as_typed(typed: str) -> None:
    color = values.color_of(typed)
    try:
        assert checks.color(color) == color
    except InvalidValueError:
        assert color == typed.strip()


def test_a_form_speaks_neither_of_null_nor_of_quotes() -> None:
    checked = [
        (checks.whole_number(1), None),
        (checks.whole_number(1), "x"),
        (checks.whole_number(1), 0),
        (checks.whole_number(0), -1),
        (checks.name, ""),
        (checks.price, "free"),
        (checks.currency, "euro"),
        (checks.start_minute, "9:5"),
        (checks.start_minute, "24:00"),
        (checks.calendar_date, "soon"),
        (checks.wall_clock, "soonT12:00"),
        (checks.color, "red"),
        (checks.timezone, ""),
        (checks.timezone, "Mars"),
        (checks.name, "x" * 300),
        (checks.calendar_date, "2026-02-30"),
    ]
    for check, value in checked:
        with pytest.raises(InvalidValueError) as caught:
            check(value)
        sentence = fault_sentence(str(caught.value))
        assert sentence.endswith(".")
        assert sentence[0].isupper() or sentence[0] in "“0123456789"
        assert "null" not in sentence
        assert "must" not in sentence
        assert "'" not in sentence, sentence


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" america/new york ", "America/New_York"),
        ("new york", "America/New_York"),
        ("utc", "UTC"),
        ("Louisville", "Louisville"),  # there are two
        ("Europe", "Europe"),
        ("Mars/Base", "Mars/Base"),
        ("", ""),
    ],
)
def test_a_zone_is_found_by_its_city_unless_that_could_mean_several(typed: str, zone: str) -> None:
    assert zone_of(typed) == zone
