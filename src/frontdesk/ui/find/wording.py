"""What the list under the search box says about customers and visits. Nothing here is a widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdesk.desk.finding import Found, FoundVisit
from frontdesk.desk.people import CustomerRow, VisitGlance
from frontdesk.engine.values import Business, Status
from frontdesk.engine.zones import local_date
from frontdesk.ui import text
from frontdesk.ui.text import translate as tr

_GRAVE = (Status.CANCELLED, Status.NO_SHOW)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: ``target`` is who or what was found; None offers to book for someone new.

    ``warns``: the remark is one to mind.
    """

    title: str
    aside: str = ""
    detail: str = ""
    remark: str = ""
    alert: str = ""
    target: CustomerRow | FoundVisit | None = None
    warns: bool = False

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        parts = (self.title, self.alert, self.aside, self.detail, self.remark)
        return ", ".join(part for part in parts if part)


def entries(found: Found, business: Business, now: datetime, word: str) -> tuple[Entry, ...]:
    """The rows for an answer: customers, visits with that very number, and someone new.

    ``word`` is what the business calls a customer.

    Digits are a phone far more often than a booking: its number goes first after a "#" alone.
    """
    visits = tuple(_visit_entry(visit, business, now) for visit in found.visits)
    people = tuple(_customer_entry(row, business, now) for row in found.customers)
    by_number = found.asked.strip().startswith("#")
    return (
        *(visits + people if by_number else people + visits),
        Entry(tr("New {customer} “{words}”").format(customer=word, words=one_line(found.asked))),
    )


def last_text(row: CustomerRow, business: Business, now: datetime) -> str:
    """ "last 10 Nov with Chloé"; empty before the first visit."""
    if row.last is None:
        return ""
    words = tr("last {day} with {who}")
    return words.format(day=_day(row.last, now), who=_who(row.last, business))


def next_text(row: CustomerRow, now: datetime) -> str:
    """ "next Tue 24 Nov, 14:15"; empty where nothing is booked."""
    if row.next is None:
        return ""
    time = text.clock_text(row.next.start, row.next.timezone)
    return tr("next {day}, {time}").format(day=_weekday(row.next, now), time=time)


def no_shows_text(count: int) -> str:
    """ "1 no-show"."""
    return text.counted(count, tr("{count} no-show"), tr("{count} no-shows"))


def one_line(words: str) -> str:
    """``words`` without line breaks, for a single row."""
    return " ".join(words.split())


def _customer_entry(row: CustomerRow, business: Business, now: datetime) -> Entry:
    usual = row.usual_service_name
    if usual and row.usual_resource_id is not None:
        who = text.short_names_text(business, (row.usual_resource_id,))
        usual = tr("{service} with {who}").format(service=usual, who=who)
    parts = (usual, last_text(row, business, now), next_text(row, now))
    return Entry(
        one_line(row.name),
        one_line(row.phone or row.email),
        " · ".join(part for part in parts if part) or tr("No visits yet"),
        no_shows_text(row.no_shows) if row.no_shows else "",
        one_line(row.alerts),
        row,
        row.no_shows > 0,
    )


def _visit_entry(found: FoundVisit, business: Business, now: datetime) -> Entry:
    visit = found.visit
    title = tr("Booking {number}").format(number=visit.id)
    if found.customer_name:
        title = f"{title} · {one_line(found.customer_name)}"
    what = tr("{service} with {who}").format(service=visit.service_name, who=_who(visit, business))
    when = f"{_weekday(visit, now)}, {text.clock_text(visit.start, visit.timezone)}"
    return Entry(title, when, what, _status(visit.status), "", found, visit.status in _GRAVE)


def _status(status: Status) -> str:
    return {
        Status.INITIAL: tr("Held"),
        Status.RESERVED: tr("Reserved"),
        Status.BOOKED: tr("Booked"),
        Status.CANCELLED: tr("Cancelled"),
        Status.RESCHEDULED: tr("Moved"),
        Status.NO_SHOW: tr("No-show"),
    }[status]


def _who(visit: VisitGlance, business: Business) -> str:
    return text.short_names_text(business, visit.resource_ids[:1])


def _day(visit: VisitGlance, now: datetime) -> str:
    day = local_date(visit.start, visit.timezone)
    return text.short_day_text(day, text.today_of(now, visit.timezone))


def _weekday(visit: VisitGlance, now: datetime) -> str:
    day = local_date(visit.start, visit.timezone)
    if day.year == text.today_of(now, visit.timezone).year:
        return text.day_text(day)
    return text.short_day_text(day, text.today_of(now, visit.timezone))
