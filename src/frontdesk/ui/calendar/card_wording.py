"""What the card of a visit says, from its story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from frontdesk.desk.story import Story
from frontdesk.engine.clock import datetime_of_moment
from frontdesk.engine.values import Status
from frontdesk.engine.zones import local_date, zone_of
from frontdesk.ui import text
from frontdesk.ui.customers.wording import called
from frontdesk.ui.payments import payment_told

_LONGEST_NOTE = 280


@dataclass(frozen=True, slots=True)
class CardTexts:
    """The lines of a card, empty where there is nothing to say."""

    name: str
    status: str
    when: str
    what: str
    contact: str
    payment: str
    alerts: str
    note: str
    history: str
    exception: str
    made: str

    @property
    def spoken(self) -> str:
        """All of it in one breath, for a screen reader."""
        parts = (
            self.name,
            self.status,
            self.when,
            self.what,
            self.contact,
            self.payment,
            self.alerts,
            self.note,
            self.history,
            self.exception,
            self.made,
        )
        return ". ".join(part for part in parts if part)


def card_texts(story: Story, today: date) -> CardTexts:
    """The story in the words of the window; dates are told as seen from ``today``."""
    entry, zone = story.visit.appointment, story.visit.timezone
    who = ", ".join(story.names)
    customer = story.customer
    unknown = story.service_name if story.capacity > 1 else _unknown(story.customer_word)
    return CardTexts(
        name=_line(customer.name) if customer is not None else unknown,
        status=status_text(story),
        when=f"{text.when_text(entry.start, entry.end, zone)} · "
        f"{text.minutes_text(entry.duration)}",
        what=f"{story.service_name} · {who}" if story.capacity == 1 else who,
        contact=" · ".join(part for part in _contact(story) if part),
        payment=payment_told(story.visit, today) if story.capacity == 1 else "",
        alerts=customer.alerts.strip() if customer is not None else "",
        note=_short(entry.notes.strip()) if story.capacity == 1 else "",
        history=_history(story, today),
        exception=_exception(story),
        made=_made(story, today),
    )


def status_text(story: Story) -> str:
    """How the visit stands, facts before codes."""
    entry, zone = story.visit.appointment, story.visit.timezone
    if entry.status is Status.INITIAL:
        until = text.moment_text(entry.hold_expires_at or 0, zone)
        return _tr("Held by {desk} until {time}").format(desk=entry.desk, time=until)
    if entry.status in (Status.BOOKED, Status.RESERVED):
        for at, words in (
            (entry.completed_at, _tr("Done at {time}")),
            (entry.started_at, _tr("Started at {time}")),
            (entry.arrived_at, _tr("Arrived at {time}")),
        ):
            if at is not None:
                return words.format(time=text.moment_text(at, zone))
    return {
        Status.RESERVED: _tr("Reserved"),
        Status.BOOKED: _tr("Booked"),
        Status.CANCELLED: _tr("Cancelled"),
        Status.RESCHEDULED: _tr("Moved"),
        Status.NO_SHOW: _tr("No-show"),
    }[entry.status]


def _contact(story: Story) -> tuple[str, ...]:
    if story.capacity > 1:
        words = _tr("{taken} of {capacity} seats")
        return (words.format(taken=story.seats_taken, capacity=story.capacity),)
    customer = story.customer
    if customer is not None and customer.contacts_hidden:
        return (_tr("Phone and e-mail hidden"),)
    return (customer.phone, customer.email) if customer is not None else ()


def _history(story: Story, today: date) -> str:
    customer = story.customer
    if customer is None:
        return ""
    parts = []
    if story.is_first:
        parts.append(_tr("First visit"))
    elif story.last is not None:
        day = text.short_day_text(local_date(story.last.start, story.last.timezone), today)
        words = _tr("Last visit {day}: {service}")
        parts.append(words.format(day=day, service=story.last.service_name))
    if customer.no_shows:
        one, many = _tr("{count} no-show"), _tr("{count} no-shows")
        parts.append(text.counted(customer.no_shows, one, many))
    return " · ".join(parts)


def _made(story: Story, today: date) -> str:
    """Who made the visit and when, and its number."""
    entry = story.visit.appointment
    made_on = datetime_of_moment(entry.created_at, zone_of(story.visit.timezone)).date()
    day = text.short_day_text(made_on, today)
    at = text.moment_text(entry.created_at, story.visit.timezone)
    words = _tr("Made {day}, {time}, at {desk}") if entry.desk else _tr("Made {day}, {time}")
    number = _tr("No. {number}").format(number=entry.id)
    return " · ".join((words.format(day=day, time=at, desk=entry.desk), number))


def _exception(story: Story) -> str:
    """Which rule was bent on purpose, and why."""
    overbooked = story.visit.appointment.overbooked
    if not story.because:
        return _tr("Overbooked") if overbooked else ""
    words = _tr("Overbooked: {reason}") if overbooked else _tr("By exception: {reason}")
    return words.format(reason=_line(story.because))


def _unknown(word: str) -> str:
    words = _tr("{customer} not known yet").format(customer=called(word))
    return words[:1].upper() + words[1:]


def _line(words: str) -> str:
    return " ".join(words.split())


def _short(note: str) -> str:
    return note if len(note) <= _LONGEST_NOTE else f"{note[:_LONGEST_NOTE].rstrip()}…"


def _tr(words: str) -> str:
    return QCoreApplication.translate("VisitCard", words)
