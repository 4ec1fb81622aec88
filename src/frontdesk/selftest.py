"""``frontdesk --selftest``: whether this copy of the program has and can do what it needs.

Meant for what was built or installed, on the machine where it shall work: it uses a folder of its
own and touches no book. A line for each step; the exit status is 1 where any of them failed.
"""

from __future__ import annotations

import base64
import json
import os
import sqlite3
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from frontdesk import licences, paths, updates, versions
from frontdesk.desk import (
    availability,
    booking,
    demo,
    holiday_calendar,
    phones,
    safekeeping,
    users,
)
from frontdesk.desk.answers import CustomerDetails, Done, Visit
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import HandClock, datetime_of_instant
from frontdesk.engine.plan import Request
from frontdesk.engine.rights import Role, User
from frontdesk.engine.values import HolidayRule, Status
from frontdesk.engine.zones import zone_of
from frontdesk.installation import is_bundle
from frontdesk.store import schema

_ZONE = "America/New_York"
_BEFORE_THE_CHANGE = datetime(2027, 3, 12, 5, 30, tzinfo=UTC)
"""A Friday; the clocks of New York go forward on Sunday, 14 March 2027."""
_FRIDAY, _MONDAY = date(2027, 3, 12), date(2027, 3, 15)
_SERVICE = "follow-up"
_HOLIDAYS = HolidayRule("DE")
_PIN = "4071"
_FEWEST_ZONES = 400
_FEWEST_COUNTRIES = 200
_ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")


class SelfTestError(Exception):
    """A step found something missing or wrong; the message says what."""


class SelfTest:
    """The steps in their order; each returns what it found, or raises."""

    def __init__(self, folder: Path) -> None:
        """Work in ``folder``, which is empty."""
        self._folder = folder
        self._book = folder / "Bücher und mehr" / "self-test.db"
        self._clock = HandClock(_BEFORE_THE_CHANGE)
        self.steps: tuple[tuple[str, Callable[[], str]], ...] = (
            ("time zones", self.time_zones),
            ("new book", self.new_book),
            ("older book", self.older_book),
            ("availability", self.availability),
            ("hold and book", self.hold_and_book),
            ("backup", self.backup),
            ("phones and holidays", self.phones_and_holidays),
            ("people", self.people),
            ("signatures", self.signatures),
            ("licences", self.licences),
            ("window", self.window),
        )

    def time_zones(self) -> str:
        """The time zone data is there, from the system or from the package."""
        import zoneinfo

        found = len(zoneinfo.available_timezones())
        for name in _ZONES:
            zone_of(name)
        _expect(found >= _FEWEST_ZONES, f"only {found} time zones")
        return f"{found} zones"

    def new_book(self) -> str:
        """A book is made and takes the sample business."""
        with closing(self._desk()) as desk:
            filled = demo.fill(desk, _ZONE)
            _expect(isinstance(filled, Done), "the sample business was refused")
            assert isinstance(filled, Done)
            return f"{filled.value.visits} visits, schema {schema.SCHEMA}"

    def older_book(self) -> str:
        """A book from before the first schema climbs to the newest, after a backup."""
        old = self._folder / "older.db"
        with closing(sqlite3.connect(old)) as raw:
            raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            raw.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
            raw.commit()
        Desk.open(old, self._clock).close()
        reached = schema.schema_number(old)
        _expect(reached == schema.SCHEMA, f"climbed to schema {reached} only")
        _expect(bool(list(self._folder.glob("older.db.before-*.bak"))), "no backup was made first")
        return f"climbed to schema {reached}"

    def availability(self) -> str:
        """The same times of day are offered before and after the clocks change."""
        with closing(self._desk()) as desk:
            _plan, times = availability.find(desk, Request(_SERVICE, _FRIDAY, _MONDAY))
        zone = zone_of(_ZONE)
        found: dict[date, set[float]] = {}
        for entry in times:
            local = datetime_of_instant(entry.start).astimezone(zone)
            offset = local.utcoffset()
            assert offset is not None
            found.setdefault(local.date(), set()).add(offset.total_seconds() / 3600)
        wanted = {_FRIDAY: {-5.0}, _MONDAY: {-4.0}}
        got = {day: found.get(day) for day in wanted}
        _expect(got == wanted, f"offsets from UTC are {got}, not {wanted}")
        return f"{len(times)} times over a change of the clocks"

    def hold_and_book(self) -> str:
        """A free time is held, and booked for a customer."""
        with closing(self._desk()) as desk:
            _plan, times = availability.find(desk, Request(_SERVICE, _MONDAY, _MONDAY))
            first = times[0]
            wanted = booking.HoldRequest(_SERVICE, first.start, tuple(first.resource_ids))
            held = _done(booking.hold(desk, wanted))
            who = CustomerDetails("Zoë Müller-Nguyễn", "zoe@example.org", "")
            booked = _done(booking.book(desk, held.appointment.id, who))
        _expect(booked.appointment.status is Status.BOOKED, "the visit is not booked")
        self._visit = booked
        return f"visit {booked.appointment.id}"

    def backup(self) -> str:
        """A backup is written, put into another place and holds the visit."""
        saved, other = self._folder / "saved.frontdesk", self._folder / "restored.db"
        with closing(self._desk()) as desk:
            safekeeping.back_up(desk, saved)
        safekeeping.restore(saved, other)
        faults = safekeeping.damage(other)
        _expect(not faults, "; ".join(faults))
        with closing(Desk.open(other, self._clock)) as desk:
            found = booking.show(desk, self._visit.appointment.id)
        _expect(found == self._visit, "the visit came back changed")
        return f"{saved.stat().st_size // 1024} KiB, read back"

    def phones_and_holidays(self) -> str:
        """What libraries know about countries is there, in English."""
        number = phones.shown("+12125550148", "US")
        _expect(number == "(212) 555-0148", f"a phone number reads {number}")
        found = {holiday.name for holiday in holiday_calendar.listed(_HOLIDAYS, 2027, 2027)}
        _expect("Christmas Day" in found, f"the holidays of Germany are {sorted(found)}")
        # Each country has a module and a catalogue of names of its own, and some have no holiday.
        countries = [HolidayRule(code) for code in holiday_calendar.countries()]
        known = sum(bool(holiday_calendar.listed(country, 2027, 2027)) for country in countries)
        _expect(known >= _FEWEST_COUNTRIES, f"only {known} countries have holidays")
        return f"{known} countries"

    def people(self) -> str:
        """A user is added with a PIN, which opens the book for them and no other PIN does."""
        with closing(Desk.open(self._folder / "people.db", self._clock)) as desk:
            added = users.add(desk, User(0, "Ada", Role.ADMINISTRATOR), _PIN)
            _expect(isinstance(added, Done), f"the user was refused: {added}")
            users.sign_out(desk)
            wrong = users.sign_in(desk, _PIN[::-1])
            _expect(not isinstance(wrong, Done), "a wrong PIN was taken")
            right = users.sign_in(desk, _PIN)
            _expect(isinstance(right, Done), f"the PIN was refused: {right}")
        return "signed in with a PIN"

    def signatures(self) -> str:
        """An answer that a key has signed is believed, and the same with another key is not."""
        from nacl.signing import SigningKey

        signer = SigningKey.generate()
        told = json.dumps({"version": "1.2.3", "page": "https://frontdesk.example/"})
        signature = base64.b64encode(signer.sign(told.encode()).signature).decode()
        answer = json.dumps({"signed": told, "signature": signature}).encode()
        release = updates.read_answer(updates.Feed("", bytes(signer.verify_key)), answer)
        _expect(release.version == "1.2.3", f"the feed was read as {release}")
        stranger = updates.Feed("", bytes(SigningKey.generate().verify_key))
        try:
            updates.read_answer(stranger, answer)
        except updates.FeedError:
            return "checked"
        raise SelfTestError("a signature of a stranger was believed")

    def licences(self) -> str:
        """A packed copy has the text of every licence that it must show."""
        parts = licences.parts()
        _expect(bool(parts) or not is_bundle(), "this packed copy has no licence texts")
        for part in parts:
            _expect(bool(part.text().strip()), f"the licence of {part.name} has no text")
        return f"{len(parts)} texts"

    def window(self) -> str:
        """Icons, fonts and translations load; the day is drawn to a picture and a PDF."""
        from frontdesk.ui.selftest import draw  # loads Qt, which the steps above do without

        return draw(self._book, self._clock, _MONDAY, self._folder)

    def _desk(self) -> Desk:
        return Desk.open(self._book, self._clock, make_folder=True)


def run() -> int:
    """Take every step; report each on standard output. The exit status."""
    # Where there is a screen it is left alone: nothing flashes up, and the same is tested.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name, number in versions.everything().items():
        _say(f"{name} {number}")
    _say(f"Resources in {paths.resource('style.qss').parent}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="frontdesk-selftest-") as folder:
        for name, step in SelfTest(Path(folder)).steps:
            try:
                _say(f"ok      {name}: {step()}")
            except Exception as error:  # whatever it is: the next step may still tell more
                failed += 1
                _say(f"FAILED  {name}: {error!r}")
                traceback.print_exc()
    _say("The self-test failed." if failed else "The self-test passed.")
    return 1 if failed else 0


def _say(line: str) -> None:
    """Print in whatever letters the terminal has; a window without one has no streams at all."""
    if sys.stdout is not None:
        encoding = sys.stdout.encoding or "ascii"
        print(line.encode(encoding, "backslashreplace").decode(encoding), flush=True)


def _expect(held: bool, otherwise: str) -> None:
    if not held:
        raise SelfTestError(otherwise)


def _done(answer: object) -> Visit:
    if not isinstance(answer, Done):
        raise SelfTestError(f"refused: {answer}")
    visit: Visit = answer.value
    return visit
