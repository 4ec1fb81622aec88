"""Public holidays close the right dates under the right names."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from frontdesk.desk.holiday_calendar import (
    countries,
    holiday_names,
    listed,
    subdivision_names,
    subdivisions,
    with_open,
)
from frontdesk.engine.values import HolidayRule


def closed(rule: HolidayRule, first: date, last: date | None = None) -> dict[date, str]:
    return dict(holiday_names(rule, first, last or first))


def test_thanksgiving_closes_new_york() -> None:
    thursday = date(2026, 11, 26)
    assert closed(HolidayRule("US", "NY"), thursday) == {thursday: "Thanksgiving Day"}
    assert closed(HolidayRule("US", "NY"), date(2026, 11, 27)) == {}


def test_a_holiday_that_is_named_open_closes_nothing() -> None:
    monday = date(2026, 10, 12)
    assert closed(HolidayRule("US", "NY"), monday) == {monday: "Columbus Day"}
    assert closed(HolidayRule("US", "NY", ("columbus  DAY",)), monday) == {}
    assert closed(HolidayRule("US", "NY", ("Labor Day",)), monday) == {monday: "Columbus Day"}


def test_the_day_on_which_a_holiday_is_observed_goes_with_it() -> None:
    # The fourth of July 2026 is a Saturday.
    friday, saturday = date(2026, 7, 3), date(2026, 7, 4)
    rule = HolidayRule("US", "NY")
    assert closed(rule, friday, saturday) == {
        friday: "Independence Day (observed)",
        saturday: "Independence Day",
    }
    assert closed(HolidayRule("US", "NY", ("Independence Day",)), friday, saturday) == {}
    only_the_friday = HolidayRule("US", "NY", ("Independence Day (observed)",))
    assert closed(only_the_friday, friday, saturday) == {saturday: "Independence Day"}


def test_an_apostrophe_may_be_typeset() -> None:
    assert closed(HolidayRule("US", None, ("New Year’s Day",)), date(2026, 1, 1)) == {}


def test_a_date_with_two_holidays_is_open_only_when_both_are() -> None:
    # In 2008 Ascension Day fell on the first of May.
    day = date(2008, 5, 1)
    both = closed(HolidayRule("DE", "BE"), day)[day]
    first, second = both.split("; ")
    assert {first, second} == {"Ascension Day", "Labor Day"}
    assert closed(HolidayRule("DE", "BE", (first,)), day) == {day: second}
    assert closed(HolidayRule("DE", "BE", (second,)), day) == {day: first}
    assert closed(HolidayRule("DE", "BE", (first, second)), day) == {}


def test_a_subdivision_has_its_own_holidays() -> None:
    epiphany = date(2026, 1, 6)
    assert closed(HolidayRule("DE", "BY"), epiphany) == {epiphany: "Epiphany"}
    assert closed(HolidayRule("DE", "BE"), epiphany) == {}


def test_a_range_may_reach_over_the_year() -> None:
    # New Year's Day of 2022 was a Saturday, observed in the year before.
    assert closed(HolidayRule("US"), date(2021, 12, 26), date(2022, 1, 2)) == {
        date(2021, 12, 31): "New Year's Day (observed)",
        date(2022, 1, 1): "New Year's Day",
    }


def test_an_unknown_country_has_no_holidays(caplog: pytest.LogCaptureFixture) -> None:
    assert closed(HolidayRule("ZZ"), date(2026, 1, 1), date(2026, 12, 31)) == {}
    assert "ZZ" in caplog.text


def test_subdivisions_are_those_of_the_country() -> None:
    known = subdivisions("US")
    assert known is not None
    assert {"NY", "CA"} <= set(known)
    assert subdivisions("ZZ") is None
    assert subdivisions("us") is None


def test_names_do_not_follow_the_locale_of_the_machine() -> None:
    program = (
        "from datetime import date\n"
        "from frontdesk.desk.holiday_calendar import holiday_names\n"
        "from frontdesk.engine.values import HolidayRule\n"
        "day = date(2026, 10, 3)\n"
        "print(holiday_names(HolidayRule('DE', 'BY'), day, day)[day])\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env={"LANGUAGE": "de", "LANG": "de_DE.UTF-8", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == "German Unity Day\n"


def test_the_library_waits_until_it_is_needed() -> None:
    program = (
        "import sys\n"
        "import frontdesk.desk.setup_file\n"
        "import frontdesk.desk.holiday_calendar\n"
        "print('holidays' in sys.modules)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout == "False\n"


def test_holidays_are_listed_once_with_all_their_dates() -> None:
    rule = HolidayRule("US", "NY", ("columbus day",))
    found = {holiday.name: holiday for holiday in listed(rule, 2026, 2027)}
    # The fourth of July is a Saturday in 2026 and a Sunday in 2027.
    assert found["Independence Day"].dates == (
        date(2026, 7, 3),
        date(2026, 7, 4),
        date(2027, 7, 4),
        date(2027, 7, 5),
    )
    assert [name for name, holiday in found.items() if holiday.is_open] == ["Columbus Day"]


def test_a_switch_at_a_holiday_says_what_the_rule_means() -> None:
    day, rule = date(2026, 11, 26), HolidayRule("US", "NY")
    names = with_open(("Columbus Day",), "Thanksgiving Day", True)
    assert closed(HolidayRule("US", "NY", names), day) == {}
    assert with_open(names, "Thanksgiving Day", False) == ("Columbus Day",)
    assert with_open(("Independence Day (observed)",), "Independence Day", False) == ()
    assert closed(rule, day)


def test_countries_and_their_parts_have_names() -> None:
    assert {"US", "DE", "JP"} <= set(countries())
    assert subdivision_names("US")["NY"] == "New York"
    assert set(subdivision_names("DE")) == set(subdivisions("DE") or ())
    assert subdivision_names("XX") == {}


def test_lists_what_is_declared_open_and_has_no_date_so_that_it_can_be_taken_back() -> None:
    rule = HolidayRule("US", "NY", ("Pancake Day (observed)", "columbus day"))
    *dated, other = listed(rule, 2026, 2027)
    assert (other.name, other.dates, other.is_open) == ("Pancake Day", (), True)
    assert all(holiday.dates for holiday in dated)
    assert with_open(rule.open, other.name, False) == ("columbus day",)
