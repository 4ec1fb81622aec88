"""The sample clinic: its nine resources over a month, and the command line over a year."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from benchmarks.books import Books, open_desk
from benchmarks.measure import Table, timing, timings
from benchmarks.practice import FIRST, MONTH, NOW, question
from benchmarks.processes import output_of, user_environment
from frontdesk.desk import availability, configuration
from frontdesk.desk.unit import Desk
from frontdesk.engine.plan import LONGEST_RANGE


def run(books: Books) -> None:
    """Print the figures."""
    path = books.clinic()
    _month(path)
    _year(path, "follow-up", "riverside", "the sample clinic")
    _year(books.million(), "ordered", "place0", "50 resources, 10 years of history")


def _month(path: Path) -> None:
    desk = open_desk(path)
    business = configuration.business(desk)
    resources = len(business.resources)
    calls = {
        name: (lambda name=name: _everywhere(desk, name))
        for name, service in business.services.items()
        if service.scope == "company"
    }
    found = timings(calls, seconds=3)
    table = Table(f"The sample clinic from its book: {resources} resources × {MONTH} days")
    for name, timed in found.items():
        service = business.services[name]
        count = _everywhere(desk, name)
        assert count > 0
        roles = f"{len(service.requires)} roles" if service.requires else "one role"
        method = service.round_robin
        table.add(f"{service.name}, {roles}, “{method}”: {count} available times", timed)
    table.show()
    desk.close()


def _everywhere(desk: Desk, service: str) -> int:
    """How many available times a service has at both locations together."""
    locations = ("riverside", "harbour")
    questions = [question(service, location=location) for location in locations]
    return sum(len(availability.find(desk, asked)[1]) for asked in questions)


def _year(path: Path, service: str, location: str, title: str) -> None:
    """Ask for the longest range there is, as a whole process; next to an empty one."""
    last = FIRST + timedelta(days=LONGEST_RANGE)
    desk = open_desk(path)
    request = question(service, LONGEST_RANGE + 1, location)
    expected = len(availability.find(desk, request)[1])
    inside = timing(lambda: availability.find(desk, request), seconds=2)
    desk.close()
    place = ["--db", str(path), "--now", NOW.isoformat()]
    asked = ["availability", "--service", service, "--location", location, "--from", str(FIRST)]
    command = ["-m", "frontdesk", *place, *asked, "--to", str(last), "--json"]
    one_day = ["-m", "frontdesk", *place, *asked, "--to", str(FIRST), "--json"]
    with user_environment() as own:
        answer = json.loads(output_of(command, own))
        assert len(answer["availableTimes"]) == expected
        calls = {
            "empty": lambda: output_of(["-c", "pass"], own),
            "day": lambda: output_of(one_day, own),
            "whole": lambda: output_of(command, own),
        }
        found = timings(calls, seconds=6, most=10)
    table = Table(f"{LONGEST_RANGE} days by the command line, {title}: {expected:,} times")
    table.add("an empty Python process", found["empty"])
    against = ("an empty process", found["empty"].median)
    table.add("one day, the whole process", found["day"], against)
    table.add(f"{LONGEST_RANGE} days, the whole process", found["whole"], against)
    table.add("  of which finding the times", inside)
    table.show()
