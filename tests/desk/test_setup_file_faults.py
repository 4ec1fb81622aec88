"""Every fault of a setup file is reported where it is and in words, and nothing raises."""

from __future__ import annotations

import json
from typing import Any

import pytest

from frontdesk.desk.setup_file import Fault, read_setup

Json = Any


def clinic() -> Json:
    """A small setup without fault, to be spoilt by a test."""
    return {
        "format": "frontdesk-setup/1",
        "company": {"name": "Riverside Clinic"},
        "locations": [
            {
                "id": "main",
                "name": "Riverside",
                "primary": True,
                "timezone": "America/New_York",
                "hours": {"mon": [["09:00", "12:00"], ["13:00", "17:00"]]},
                "closures": [{"from": "2026-12-24", "to": "2026-12-26", "name": "Christmas"}],
                "holidays": {"country": "US", "subdivision": "NY", "open": ["Columbus Day"]},
                "blocks": [],
            },
            {"id": "harbour", "name": "Harbour", "timezone": "America/Los_Angeles"},
        ],
        "resources": [
            {
                "id": "alice",
                "name": "Alice",
                "location": "main",
                "overrides": [{"date": "2026-11-27", "hours": [["10:00", "14:00"]]}],
                "blocks": [
                    {
                        "start": "2026-11-24T12:00",
                        "end": "2026-11-24T13:00",
                        "reason": "Dentist",
                        "rrule": "FREQ=WEEKLY;BYDAY=TU",
                    }
                ],
            },
            {"id": "dev", "name": "Dev", "location": "harbour"},
        ],
        "resourceGroups": [
            {"id": "staff", "name": "Staff", "resources": ["alice", "dev"]},
            {"id": "west", "name": "West", "resources": ["dev"]},
        ],
        "services": [
            {
                "id": "cut",
                "name": "Haircut",
                "duration": {"default": 30, "min": 30, "max": 90, "step": 15},
                "resources": ["alice"],
            },
            {
                "id": "massage",
                "name": "Massage",
                "scope": "location",
                "location": "main",
                "duration": {"default": 60},
                "requires": [{"role": "Therapist", "group": "staff"}],
            },
        ],
    }


ABSENT = object()


def spoil(tree: Json, path: str, value: object) -> None:
    """Put ``value`` at ``path``, written as "services.0.name"; ABSENT removes what is there."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        tree = tree[step]
    if value is ABSENT:
        del tree[last]
    elif isinstance(tree, list) and last == len(tree):
        tree.append(value)
    else:
        tree[last] = value


def faults_of(tree: Json) -> list[str]:
    result = read_setup(json.dumps(tree))
    assert (result.business is None) == bool(result.faults)
    return [str(fault) for fault in result.faults]


def test_the_setup_that_is_spoilt_here_has_no_fault_of_its_own() -> None:
    assert faults_of(clinic()) == []


BLOCK = "resources.0.blocks.0"
A_BLOCK = "resources[0].blocks[0]"
CUT = "services.0"
TOO_LONG = "must have at most 200 characters"
CONTROL = "must not hold line breaks or other control characters"
CLOCK = "must be a time of day such as '09:30', from '00:00' to '24:00'"
DAY = "must be a date such as '2026-11-27'"
WORD = "must be a word for one customer, such as 'client'"
FIELD = (
    "must be 'name', 'email', 'phone', 'birthDate', 'address', 'language', 'tags', 'notes' or "
    "'alerts'"
)
COUNTRY = "must be the two letters of a country such as 'US', or null"
MOMENT = "must be a date and time such as '2026-11-24T12:00', without zone"
IDENTIFIER = "must be 1 to 64 letters (a to z), digits, '.', '_' or '-'"
PRICE = "must be an amount in quotes such as '45.00'"
COLOR = "must be a colour such as '#1D5DB8'"
RULE = "must be a rule such as 'FREQ=WEEKLY;BYDAY=TU,TH'"


def zone_fault(shown: str) -> str:
    return f"{shown} is not a time zone; write a name such as 'America/New_York'"


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        # The file, the company, keys
        ("format", ABSENT, "format: is missing"),
        (
            "format",
            "frontdesk-setup/2",
            "format: must be 'frontdesk-setup/1', the only format this program reads",
        ),
        ("company", ABSENT, "company: is missing"),
        ("company", "Riverside", "company: must be an object, not a text"),
        ("company.name", ABSENT, "company.name: is missing"),
        ("company.name", "", "company.name: must not be empty"),
        ("company.name", " \u2003", "company.name: must not be empty"),
        ("company.name", "x" * 201, f"company.name: {TOO_LONG}"),
        ("company.name", "\u200b\u200e ", "company.name: must not be empty"),
        ("company.name", "\ufeffRiverside", f"company.name: {CONTROL}"),
        ("company.name", "River\nside", f"company.name: {CONTROL}"),
        ("company.name", "River\0side", f"company.name: {CONTROL}"),
        ("company.name", "River\u2028side", f"company.name: {CONTROL}"),
        ("company.name", "\ud83d", f"company.name: {CONTROL}"),
        ("company.name", 7, "company.name: must be a text, not a number"),
        ("company.name", None, "company.name: must be a text, not null"),
        ("company.phone", "1", "company.phone: is not a known key"),
        ("company.customerWord", None, "company.customerWord: must be a text, not null"),
        ("company.customerWord", " ", f"company.customerWord: {WORD}"),
        ("company.customerWord", "x" * 41, "company.customerWord: must have at most 40 characters"),
        ("company.customerWord", "a\nb", f"company.customerWord: {CONTROL}"),
        ("company.requiredCustomerFields", None,
         "company.requiredCustomerFields: must be a list, not null"),
        ("company.requiredCustomerFields", ["phone", "shoeSize"],
         f"company.requiredCustomerFields[1]: {FIELD}"),
        ("company.typingKeepsHold", 1,
         "company.typingKeepsHold: must be true or false, not a number"),
        ("company.paymentsNoted", None,
         "company.paymentsNoted: must be true or false, not null"),
        ("company.holdsPerDesk", 0, "company.holdsPerDesk: must be positive"),
        ("company.holdsPerDesk", 100, "company.holdsPerDesk: must be at most 99"),
        ("company.phoneCountry", "us", f"company.phoneCountry: {COUNTRY}"),
        ("company.phoneCountry", "ZZ", f"company.phoneCountry: {COUNTRY}"),
        ("company.phoneCountry", ["US"], f"company.phoneCountry: {COUNTRY}"),
        ("company.phonecountry", "US",
         "company.phonecountry: is not a known key; did you mean 'phoneCountry'?"),
        ("locations.0.customerWord", "", f"locations[0].customerWord: {WORD}"),
        ("locations.0.customerWord", ["x"],
         "locations[0].customerWord: must be a text, not a list"),
        ("locations.0.requiredCustomerFields", "phone",
         "locations[0].requiredCustomerFields: must be a list, not a text"),
        ("locations.0.requiredCustomerFields", ["phone", "birth_date"],
         f"locations[0].requiredCustomerFields[1]: {FIELD}"),
        ("locations.0.requiredCustomerFields", ["phone", "email", "phone"],
         "locations[0].requiredCustomerFields[2]: 'phone' is named twice"),
        ("locations.0.requiredCustomerFields", [["phone"]],
         f"locations[0].requiredCustomerFields[0]: {FIELD}"),
        ("services.0.colour", "#000000", "services[0].colour: is not a known key; did you mean "
         "'color'?"),
        ("services.0.bufferafter", 5, "services[0].bufferafter: is not a known key; did you mean "
         "'bufferAfter'?"),
        ("locations.0.hours.monday", [], "locations[0].hours.monday: is not a known key; did you "
         "mean 'mon'?"),
        ("a b", 1, "['a b']: is not a known key"),
        ("\ud800\n", 1, "['\\ud800\\n']: is not a known key"),
        ("k" * 100, 1, f"['{'k' * 59}…']: is not a known key"),
        # Locations
        ("locations.2", {"id": "a,b", "name": "M", "timezone": "UTC"},
         f"locations[2].id: {IDENTIFIER}"),
        ("locations.2", 3, "locations[2]: must be an object, not a number"),
        ("locations.2", {"id": "main", "name": "M", "timezone": "UTC"},
         "locations[2].id: 'main' is the id of locations[0] too"),
        ("locations.0.primary", False, 'locations: must hold one location with "primary": true'),
        ("locations.0.primary", "yes", "locations[0].primary: must be true or false, not a text"),
        ("locations.1.primary", True,
         "locations[1].primary: must be false, because locations[0] is primary already"),
        ("locations.1.timezone", ABSENT, "locations[1].timezone: is missing"),
        ("locations.1.timezone", "America/NewYork",
         f"locations[1].timezone: {zone_fault(repr('America/NewYork'))}"),
        ("locations.1.timezone", "../../etc/passwd",
         f"locations[1].timezone: {zone_fault(repr('../../etc/passwd'))}"),
        ("locations.1.timezone", "localtime",
         f"locations[1].timezone: {zone_fault(repr('localtime'))}"),
        ("locations.1.timezone", "", f"locations[1].timezone: {zone_fault(repr(''))}"),
        ("locations.1.timezone", -300, "locations[1].timezone: must be a text, not a number"),
        ("locations.0.bookingTimerMinutes", 0,
         "locations[0].bookingTimerMinutes: must be positive"),
        ("locations.0.bookingTimerMinutes", 1441,
         "locations[0].bookingTimerMinutes: must be at most 1440"),
        ("locations.0.bookingTimerMinutes", True,
         "locations[0].bookingTimerMinutes: must be a whole number, not true"),
        ("locations.0.bookingTimerMinutes", 9.5,
         "locations[0].bookingTimerMinutes: must be a whole number, not a number with a fraction"),
        ("locations.0.bookingTimerMinutes", float("nan"),
         "locations[0].bookingTimerMinutes: must be a whole number, not a number out of range"),
        ("locations.0.bookingTimerMinutes", float("-inf"),
         "locations[0].bookingTimerMinutes: must be a whole number, not a number out of range"),
        ("locations.0.bookingTimerMinutes", "10",
         "locations[0].bookingTimerMinutes: must be a whole number, not a text"),
        # Hours
        ("locations.0.hours", None, "locations[0].hours: must be an object, not null"),
        ("locations.0.hours", [], "locations[0].hours: must be an object, not a list"),
        ("locations.0.hours.mon", None, "locations[0].hours.mon: must be a list, not null"),
        ("locations.0.hours.mon.0", "09:00-12:00",
         "locations[0].hours.mon[0]: must be a list, not a text"),
        ("locations.0.hours.mon.0", ["09:00"],
         "locations[0].hours.mon[0]: must be two times such as ['09:00', '17:00']"),
        ("locations.0.hours.mon.0.0", "9:00", f"locations[0].hours.mon[0][0]: {CLOCK}"),
        ("locations.0.hours.mon.0.0", "9am", f"locations[0].hours.mon[0][0]: {CLOCK}"),
        ("locations.0.hours.mon.0.0", "\u0660\u0669:00", f"locations[0].hours.mon[0][0]: {CLOCK}"),
        ("locations.0.hours.mon.1.1", "24:01", f"locations[0].hours.mon[1][1]: {CLOCK}"),
        ("locations.0.hours.mon.1.1", "17:60", f"locations[0].hours.mon[1][1]: {CLOCK}"),
        ("locations.0.hours.mon.1.0", "24:00",
         "locations[0].hours.mon[1][0]: must be before 24:00, which can only end a window"),
        ("locations.0.hours.mon.1.0", "11:59",
         "locations[0].hours.mon[1]: overlaps 09:00–12:00 of the same day"),
        ("locations.0.hours.mon.0", ["08:00", "07:00"],
         "locations[0].hours.mon[1]: overlaps 08:00–07:00 of the same day"),
        # Closures and holidays
        ("locations.0.closures.0.from", "2026-02-30",
         "locations[0].closures[0].from: '2026-02-30' is not in the calendar"),
        ("locations.0.closures.0.from", "20261224", f"locations[0].closures[0].from: {DAY}"),
        ("locations.0.closures.0.from", "2026-W52-4", f"locations[0].closures[0].from: {DAY}"),
        ("locations.0.closures.0.from", "0001-01-01",
         "locations[0].closures[0].from: must be in the years 1900 to 2199"),
        ("locations.0.closures.0.to", "2026-12-23",
         "locations[0].closures[0].to: must not be before 2026-12-24, where the closure begins"),
        ("locations.0.closures.0.to", ABSENT, "locations[0].closures[0].to: is missing"),
        ("locations.0.holidays.country", "ZZ",
         "locations[0].holidays.country: must be a country's two capital letters such as 'US'; "
         "no holidays are known of 'ZZ'"),
        ("locations.0.holidays.country", "HolidayBase",
         "locations[0].holidays.country: must be a country's two capital letters such as 'US'; "
         "no holidays are known of 'HolidayBase'"),
        ("locations.0.holidays", {"country": "GB", "subdivision": "XX"},
         "locations[0].holidays.subdivision: is not a part of GB; known are ENG, NIR, SCT, WLS"),
        ("locations.0.holidays.open", "Columbus Day",
         "locations[0].holidays.open: must be a list, not a text"),
        ("locations.0.holidays.open.0", 12,
         "locations[0].holidays.open[0]: must be a text, not a number"),
        # Resources and groups
        ("resources.0.name", ABSENT, "resources[0].name: is missing"),
        ("resources.1.location", "marina", "resources[1].location: unknown location 'marina'"),
        ("resources.1.location", None, "resources[1].location: must be a text, not null"),
        ("resources.0.kind", "robot", "resources[0].kind: must be 'staff', 'room' or 'equipment'"),
        ("resources.0.kind", ["staff"],
         "resources[0].kind: must be 'staff', 'room' or 'equipment'"),
        ("resources.0.color", "red", f"resources[0].color: {COLOR}"),
        ("resources.0.color", "#12345G", f"resources[0].color: {COLOR}"),
        ("resources.0.timezone", "Mars/Olympus",
         f"resources[0].timezone: {zone_fault(repr('Mars/Olympus'))}"),
        ("resources.0.ignoreLocationHours", 1,
         "resources[0].ignoreLocationHours: must be true or false, not a number"),
        ("resources.0.overrides.0.hours", ABSENT, "resources[0].overrides[0].hours: is missing"),
        ("resources.0.overrides.1", {"date": "2026-11-27", "hours": []},
         "resources[0].overrides[1]: 2026-11-27 already has an override; write all its hours "
         "there"),
        ("resourceGroups.0.resources.1", "bob",
         "resourceGroups[0].resources[1]: unknown resource 'bob'; "
         "a group holds resources, not other groups"),
        ("resourceGroups.0.resources.1", "alice",
         "resourceGroups[0].resources[1]: 'alice' is named twice"),
        ("resourceGroups.0.resources.1", ["dev"],
         "resourceGroups[0].resources[1]: must be a text, not a list"),
        # A group may not stand in for a resource, itself among them.
        ("resourceGroups.0.resources.1", "staff",
         "resourceGroups[0].resources[1]: unknown resource 'staff'; "
         "a group holds resources, not other groups"),
        # Blocks
        (f"{BLOCK}.start", "2026-11-24", f"{A_BLOCK}.start: {MOMENT}"),
        (f"{BLOCK}.start", "2026-11-24T12:00Z", f"{A_BLOCK}.start: {MOMENT}"),
        (f"{BLOCK}.start", "2026-11-24T24:00", f"{A_BLOCK}.start: {MOMENT}"),
        (f"{BLOCK}.start", "2026-11-31T12:00",
         f"{A_BLOCK}.start: '2026-11-31' is not in the calendar"),
        (f"{BLOCK}.end", "2026-11-24T12:00",
         f"{A_BLOCK}.end: must be after the start of the block"),
        (f"{BLOCK}.end", "2027-12-01T12:00",
         f"{A_BLOCK}.end: must be within a year of the start where a block repeats"),
        (f"{BLOCK}.rrule", "", f"{A_BLOCK}.rrule: {RULE}"),
        (f"{BLOCK}.rrule", "every Tuesday", f"{A_BLOCK}.rrule: {RULE}"),
        (f"{BLOCK}.rrule", "BYDAY=TU", f"{A_BLOCK}.rrule: must say how often, such as "
         "'FREQ=WEEKLY'"),
        (f"{BLOCK}.rrule", "FREQ=MINUTELY", f"{A_BLOCK}.rrule: must repeat hourly or less often"),
        (f"{BLOCK}.rrule", "FREQ=SECONDLY;COUNT=9",
         f"{A_BLOCK}.rrule: must repeat hourly or less often"),
        (f"{BLOCK}.rrule", "FREQ=OFTEN", f"{A_BLOCK}.rrule: FREQ cannot be 'OFTEN'"),
        (f"{BLOCK}.rrule", "FREQ=DAILY;INTERVAL=0", f"{A_BLOCK}.rrule: INTERVAL cannot be '0'"),
        (f"{BLOCK}.rrule", "FREQ=DAILY;INTERVAL=99999",
         f"{A_BLOCK}.rrule: INTERVAL cannot be '99999'"),
        (f"{BLOCK}.rrule", "FREQ=WEEKLY;BYDAY=TU,XX",
         f"{A_BLOCK}.rrule: BYDAY cannot be 'TU,XX'"),
        (f"{BLOCK}.rrule", "FREQ=WEEKLY;BYDAY=2TU",
         f"{A_BLOCK}.rrule: a number in BYDAY needs FREQ=MONTHLY or FREQ=YEARLY"),
        (f"{BLOCK}.rrule", "FREQ=MONTHLY;BYDAY=6TU",
         f"{A_BLOCK}.rrule: a month has no weekday more than five times"),
        (f"{BLOCK}.rrule", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO",
         f"{A_BLOCK}.rrule: a number in BYDAY cannot stand beside BYWEEKNO"),
        (f"{BLOCK}.rrule", "FREQ=HOURLY;BYSETPOS=2",
         f"{A_BLOCK}.rrule: BYSETPOS needs FREQ=DAILY or coarser"),
        (f"{BLOCK}.rrule", "FREQ=MONTHLY;BYMONTHDAY=0",
         f"{A_BLOCK}.rrule: BYMONTHDAY cannot be '0'"),
        (f"{BLOCK}.rrule", "FREQ=DAILY;UNTIL=20270230",
         f"{A_BLOCK}.rrule: UNTIL cannot be '20270230'"),
        (f"{BLOCK}.rrule", "FREQ=DAILY;UNTIL=20261123",
         f"{A_BLOCK}.rrule: UNTIL lies before the start of the block"),
        (f"{BLOCK}.rrule", "FREQ=DAILY;COUNT=3;UNTIL=20270101",
         f"{A_BLOCK}.rrule: must end by COUNT or by UNTIL, not both"),
        (f"{BLOCK}.rrule", "FREQ=DAILY;FREQ=WEEKLY",
         f"{A_BLOCK}.rrule: FREQ is given more than once"),
        (f"{BLOCK}.rrule", "FREQ=DAILY;BYEASTER=0",
         f"{A_BLOCK}.rrule: 'BYEASTER' is not a known part of a rule"),
        (f"{BLOCK}.rrule", "FREQ=DAILY;DTSTART=20261124",
         f"{A_BLOCK}.rrule: must not hold DTSTART; the block's own start is used"),
        (f"{BLOCK}.rrule", "DTSTART:20261124\nRRULE:FREQ=DAILY", f"{A_BLOCK}.rrule: {CONTROL}"),
        # Feb 30 never comes, nor does a Monday in steps of weeks that begin on a Tuesday.
        (f"{BLOCK}.rrule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
         f"{A_BLOCK}.rrule: never happens: no day or time satisfies it"),
        (f"{BLOCK}.rrule", "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
         f"{A_BLOCK}.rrule: never happens: no day or time satisfies it"),
        (f"{BLOCK}.rrule", "FREQ=HOURLY;INTERVAL=2;BYHOUR=1",
         f"{A_BLOCK}.rrule: never happens: no day or time satisfies it"),
        # Services
        (f"{CUT}.id", ABSENT, "services[0].id: is missing"),
        (f"{CUT}.id", "", f"services[0].id: {IDENTIFIER}"),
        (f"{CUT}.id", "x" * 65, f"services[0].id: {IDENTIFIER}"),
        (f"{CUT}.id", "coupé", f"services[0].id: {IDENTIFIER}"),
        (f"{CUT}.id", "cut\n", f"services[0].id: {IDENTIFIER}"),
        (f"{CUT}.id", "massage", "services[1].id: 'massage' is the id of services[0] too"),
        (f"{CUT}.scope", "world", "services[0].scope: must be 'company' or 'location'"),
        (f"{CUT}.scope", "location",
         "services[0].location: must name the one location that offers this service"),
        (f"{CUT}.location", "harbour",
         "services[0].location: must be null or the primary location 'main' in scope 'company'; "
         "write scope 'location' for a service of one location"),
        (f"{CUT}.location", "marina", "services[0].location: unknown location 'marina'"),
        (f"{CUT}.duration", ABSENT, "services[0].duration: is missing"),
        (f"{CUT}.duration", 30, "services[0].duration: must be an object, not a number"),
        (f"{CUT}.duration.default", ABSENT, "services[0].duration.default: is missing"),
        (f"{CUT}.duration.step", 0, "services[0].duration.step: must be positive"),
        (f"{CUT}.duration.step", -15, "services[0].duration.step: must be positive"),
        (f"{CUT}.duration.min", 45,
         "services[0].duration.min: must not be more than the default of 30 minutes"),
        (f"{CUT}.duration.max", 29,
         "services[0].duration.max: must not be less than the default of 30 minutes"),
        (f"{CUT}.duration.min", 20,
         "services[0].duration.default: must be the min of 20 minutes plus whole steps of 15"),
        (f"{CUT}.duration.max", 10081, "services[0].duration.max: must be at most 10080"),
        (f"{CUT}.startInterval", 0, "services[0].startInterval: must be positive"),
        (f"{CUT}.startInterval", 1441, "services[0].startInterval: must be at most 1440"),
        (f"{CUT}.startGrid", "moon", "services[0].startGrid: must be 'clock' or 'opening'"),
        (f"{CUT}.startTimes", [],
         "services[0].startTimes: must hold at least one time, or be null for the grid"),
        (f"{CUT}.startTimes", ["09:00", "09:00"],
         "services[0].startTimes[1]: '09:00' is listed twice"),
        (f"{CUT}.startTimes", ["24:00"],
         "services[0].startTimes[0]: must be before 24:00, which can only end a window"),
        (f"{CUT}.fillGaps", 0, "services[0].fillGaps: must be true or false, not a number"),
        (f"{CUT}.bufferBefore", -1, "services[0].bufferBefore: must not be negative"),
        (f"{CUT}.bufferAfter", 1441, "services[0].bufferAfter: must be at most 1440"),
        (f"{CUT}.notice", -1, "services[0].notice: must not be negative"),
        (f"{CUT}.notice", 10**30, "services[0].notice: must be at most 1000000"),
        (f"{CUT}.notice", None, "services[0].notice: must be a whole number, not null"),
        (f"{CUT}.horizonDays", 3661, "services[0].horizonDays: must be at most 3660"),
        (f"{CUT}.horizonDays", -(10**30), "services[0].horizonDays: must not be negative"),
        (f"{CUT}.dailyLimit", 0, "services[0].dailyLimit: must be positive"),
        (f"{CUT}.capacity", 0, "services[0].capacity: must be positive"),
        (f"{CUT}.roundRobin", "fair",
         "services[0].roundRobin: must be 'none', 'ordered', 'balanced', 'rotation' or 'random'"),
        (f"{CUT}.resources", "alice",
         'services[0].resources: must be a list of resources or "all"'),
        (f"{CUT}.resources.1", "bob", "services[0].resources[1]: unknown resource 'bob'"),
        (f"{CUT}.requires", [{"role": "Chair", "group": "staff"}],
         "services[0].requires: must not stand beside resources; leave one of them out"),
        ("services.1.requires", [], "services[1].requires: must hold at least one role, or be "
         "null"),
        ("services.1.requires.0", {"role": "Therapist"},
         "services[1].requires[0]: must have either resources or a group"),
        ("services.1.requires.0.resources", ["alice"],
         "services[1].requires[0]: must have either resources or a group"),
        ("services.1.requires.0", {"role": "Therapist", "resources": []},
         "services[1].requires[0].resources: must name at least one resource"),
        ("services.1.requires.0", {"role": "Therapist", "resources": ["dev"]},
         "services[1].requires[0].resources[0]: 'dev' belongs to location 'harbour', but the "
         "service to 'main'"),
        ("services.1.requires.0.group", "west",
         "services[1].requires[0].group: group 'west' has nobody at location 'main'"),
        ("services.1.requires.0.group", "alice",
         "services[1].requires[0].group: unknown group 'alice'"),
        ("services.1.requires.0.role", "", "services[1].requires[0].role: must not be empty"),
        ("services.1.requires.1", {"role": "Therapist", "resources": ["alice"]},
         "services[1].requires[1].role: 'Therapist' is used twice"),
        (f"{CUT}.hours", "daily", "services[0].hours: must be an object, not a text"),
        (f"{CUT}.price", 45.0, f"services[0].price: {PRICE}"),
        (f"{CUT}.price", "-1.00", f"services[0].price: {PRICE}"),
        (f"{CUT}.price", "1e3", f"services[0].price: {PRICE}"),
        (f"{CUT}.price", "$45", f"services[0].price: {PRICE}"),
        (f"{CUT}.currency", "usd",
         "services[0].currency: must be three capital letters such as 'USD'"),
        (f"{CUT}.color", "#FFF", f"services[0].color: {COLOR}"),
    ],
)  # fmt: skip
def test_a_fault_is_reported_with_its_path(path: str, value: object, fault: str) -> None:
    tree = clinic()
    spoil(tree, path, value)
    assert faults_of(tree) == [fault]


def test_a_service_of_one_location_takes_only_its_resources() -> None:
    tree = clinic()
    del tree["services"][1]["requires"]
    tree["services"][1]["resources"] = ["alice", "dev"]
    assert faults_of(tree) == [
        "services[1].resources[1]: 'dev' belongs to location 'harbour', but the service to 'main'"
    ]


def test_every_fault_is_reported_in_the_order_of_the_file() -> None:
    text = """{"services": [{"name": "Cut", "duration": {"step": 0, "default": -1}, "id": "*"}],
               "company": {"name": ""},
               "locations": [{"timezone": "UTC", "hours": {"mon": [["1", "2"]]}, "id": "a"}],
               "nonsense": 1}"""
    assert [fault.path for fault in read_setup(text).faults] == [
        "format",
        "services[0].duration.step",
        "services[0].duration.default",
        "services[0].id",
        "company.name",
        "locations[0].name",
        "locations[0].hours.mon[0][0]",
        "locations[0].hours.mon[0][1]",
        "nonsense",
    ]


def test_a_faulty_entry_may_still_be_referred_to() -> None:
    tree = clinic()
    tree["resources"][0]["color"] = "red"
    tree["locations"][0]["timezone"] = "nowhere"
    tree["resourceGroups"][1]["resources"] = ["bob"]
    tree["services"][1]["requires"][0]["group"] = "west"
    assert [fault.partition(":")[0] for fault in faults_of(tree)] == [
        "locations[0].timezone",
        "resources[0].color",
        "resourceGroups[1].resources[0]",
    ]


@pytest.mark.parametrize("year", range(1990, 2010))
def test_a_rare_day_is_found_from_any_year(year: int) -> None:
    tree = clinic()
    tree["resources"][0]["blocks"][0] |= {
        "start": f"{year}-03-01T12:00",
        "end": f"{year}-03-01T13:00",
        "rrule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
    }
    assert faults_of(tree) == []


def test_a_number_of_any_length_is_only_too_large() -> None:
    text = json.dumps(clinic()).replace('"max": 90', '"max": 9' + "0" * 5000)
    assert [str(fault) for fault in read_setup(text).faults] == [
        "services[0].duration.max: must be at most 10080"
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("locations.0.hours.mon.1.0", "12:00"),  # windows may touch
        ("locations.0.hours.mon.2", ["22:00", "02:00"]),  # and end on the next day
        ("locations.0.hours.mon", [["00:00", "24:00"]]),
        ("locations.0.hours.mon", [["09:00", "09:00"]]),
        ("locations.0.holidays.open.0", "A day of our own"),
        ("resources.0.hours", {}),
        ("resourceGroups.1.resources", []),
        ("services.0.resources", "all"),
        ("services.0.location", "main"),
        ("services.0.duration", {"default": 50, "min": 20, "max": 95, "step": 30}),
        ("resources.0.blocks.0.rrule", "freq=monthly;byday=-1fr;until=20301231t000000z"),
        ("resources.0.blocks.0.rrule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
        ("resources.0.blocks.0.rrule", "FREQ=HOURLY;BYHOUR=9,10;BYMINUTE=0,30;COUNT=10"),
    ],
)
def test_what_is_unusual_but_right_is_accepted(path: str, value: object) -> None:
    tree = clinic()
    spoil(tree, path, value)
    assert faults_of(tree) == []


def test_there_must_be_a_location() -> None:
    tree = {"format": "frontdesk-setup/1", "company": {"name": "Riverside"}}
    assert faults_of(tree) == ["locations: is missing"]
    assert faults_of({**tree, "locations": []}) == ["locations: must hold at least one location"]


def test_a_fault_knows_its_path_and_its_sentence_apart() -> None:
    tree = clinic()
    tree["services"][0]["duration"]["step"] = 0
    assert read_setup(json.dumps(tree)).faults == (
        Fault("services[0].duration.step", "must be positive"),
    )


def test_a_key_given_twice_is_a_fault_because_json_would_drop_one() -> None:
    text = json.dumps(clinic()).replace('"scope": "location"', '"name": "A", "scope": "location"')
    assert [str(fault) for fault in read_setup(text).faults] == [
        "services[1].name: is given more than once"
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\t", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"null", "the file must hold one object, in braces, not null"),
        (b"[]", "the file must hold one object, in braces, not a list"),
        (b'{\n "format": 1\n      "company": 2}', "line 3, column 7: expected a comma"),
        (b'{"a": [1 2]}', "line 1, column 10: expected a comma"),
        (b'{"a" 1}', "line 1, column 6: expected a colon"),
        (b"{'a': 1}", "line 1, column 2: expected a key in double quotes"),
        (b'{"a": yes}', "line 1, column 7: expected a value"),
        (b'{"a": 1,\n}', "line 1, column 8: nothing follows this comma; leave it out"),
        (b'{"a": [1, ]}', "line 1, column 9: nothing follows this comma; leave it out"),
        (b'{"a": [1', "line 1, column 9: the file ends too early"),
        (b'{"a": 1}}', "line 1, column 9: nothing may follow the end of the object"),
        (b'{"a": "b}', "line 1, column 7: a text begins here that is never closed"),
        (
            b'{"a": "b\n"}',
            "line 1, column 9: a text must not hold a line break or a tab as it stands",
        ),
        (
            b'{"a": "C:\\x"}',
            "line 1, column 10: a backslash in a text must begin a known escape such as \\n or "
            "\\u00e9",
        ),
        (b'{"a":\n"caf\xe9"}', "line 2, column 5: is not UTF-8 text; save the file as UTF-8"),
        ('{"a": 1}'.encode("utf-16"), "the file is written in UTF-16; save it as UTF-8"),
        (b"[" * 200_000, "lists and objects are nested too deeply"),
        (b'{"a":' * 200_000, "lists and objects are nested too deeply"),
    ],
)
def test_a_file_that_is_no_json_says_where_it_breaks(data: bytes, message: str) -> None:
    assert read_setup(data).faults == (Fault("", message),)
