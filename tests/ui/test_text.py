"""What the window writes: dates, times, lengths, money."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale

from frontdesk.engine.clock import instant_of, moment_of
from frontdesk.engine.values import Business, DurationRule, Location, Resource, Service
from frontdesk.ui import text

ZONE = "America/New_York"
AT = datetime(2026, 11, 24, 19, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english():
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))


def test_times_are_those_of_the_place():
    assert text.clock_text(instant_of(AT), ZONE) == "14:15"
    assert text.clock_text(instant_of(AT), "Asia/Kathmandu") == "1:00"
    assert text.moment_text(moment_of(AT) + 7, ZONE, seconds=True) == "14:15:07"
    start = instant_of(AT)
    assert text.when_text(start, start + 30, ZONE) == "Tue 24 Nov, 14:15 – 14:45"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "Today"),
        (date(2026, 11, 25), "Tomorrow"),
        (date(2026, 11, 27), "Fri 27"),
        (date(2026, 12, 2), "Wed 2 Dec"),
        (date(2026, 11, 23), "Mon 23"),
        (date(2027, 11, 24), "Wed 24 Nov"),
    ],
)
def test_near_days_are_said_as_people_say_them(day, words):
    assert text.near_day_text(day, date(2026, 11, 24)) == words


def test_the_heading_names_the_year_only_where_it_is_another():
    today = date(2026, 11, 24)
    assert text.long_day_text(today, today) == "Tuesday 24 November"
    assert text.long_day_text(date(2027, 1, 4), today) == "Monday 4 January 2027"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (5, "5 min"), (60, "1 h"), (90, "1 h 30 min"), (1500, "25 h")],
)
def test_lengths(minutes, words):
    assert text.minutes_text(minutes) == words


@pytest.mark.parametrize(
    ("price", "currency", "words"),
    [
        ("75.00", "USD", "$75.00"),
        ("75", "EUR", "€75.00"),
        ("1234.5", "GBP", "£1,234.50"),
        ("20.00", "CHF", "20.00 CHF"),
        ("20.00", None, "20.00"),
        (None, "USD", ""),
        ("free", "USD", "free USD"),
    ],
)
def test_money(price, currency, words):
    assert text.money_text(price, currency) == words


@pytest.mark.parametrize(
    ("price", "words"),
    [("75.00", "$75"), ("7.50", "$7.50"), ("0.00", ""), ("100.00", "$100"), (None, "")],
)
def test_short_prices(price, words):
    service = Service("a", "A", DurationRule(30, 30, 30, 15), price=price, currency="USD")
    assert text.short_price_text(service) == words


def test_people_are_short_where_that_tells_them_apart():
    business = Business.of(
        "B",
        [Location("main", "Main", ZONE)],
        [
            Resource("ana", "Ana Reyes", "main"),
            Resource("ben", "Ben Okafor", "main"),
            Resource("other", "Ben Adeyemi", "main"),
            Resource("room", "Room 1", "main", kind="room"),
        ],
    )
    assert text.short_names_text(business, ["ana", "ben", "room", "gone"]) == (
        "Ana · Ben Okafor · Room 1 · gone"
    )
    assert text.names_text(business, ["ana", "room"]) == "Ana Reyes · Room 1"


@pytest.mark.parametrize(("count", "words"), [(0, "0 visits"), (1, "1 visit"), (2, "2 visits")])
def test_one_is_not_many(count, words):
    assert text.counted(count, "{count} visit", "{count} visits") == words
