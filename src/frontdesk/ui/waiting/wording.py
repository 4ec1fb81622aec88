"""What the waiting list says about an entry. No widgets here."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from frontdesk.desk.first_available import Part
from frontdesk.desk.waiting import Waiting, WaitingEntry
from frontdesk.desk.waiting_matches import Settled
from frontdesk.ui import text


def part_name(part: Part | None) -> str:
    """A part of the day, or any."""
    return {
        None: _tr("Any time of day"),
        Part.MORNING: _tr("Mornings"),
        Part.AFTERNOON: _tr("Afternoons"),
        Part.EVENING: _tr("Evenings"),
    }[part]


def weekday_name(weekday: int) -> str:
    """A day of the week, short; Monday is 0."""
    return QLocale().standaloneDayName(weekday + 1, QLocale.FormatType.ShortFormat)


def wish_text(wish: Waiting, names: tuple[str, ...], today: date) -> str:
    """When and with whom: "24 Nov – 6 Dec · mornings · Tue, Fri · with Bo"."""
    first, last = (text.short_day_text(day, today) for day in (wish.first, wish.last))
    parts = [_tr("until {day}").format(day=last)]
    if wish.first > today:
        parts = [first if wish.first == wish.last else f"{first} – {last}"]
    if wish.part is not None:
        parts.append(part_name(wish.part).lower())
    if wish.weekdays:
        parts.append(", ".join(weekday_name(day) for day in sorted(wish.weekdays)))
    if names:
        parts.append(_tr("with {names}").format(names=", ".join(names)))
    return " · ".join(parts)


def entry_lines(entry: WaitingEntry, today: date) -> tuple[str, str]:
    """The two lines of an entry."""
    wish = wish_text(entry.wish, entry.resource_names, today)
    return _one_line(entry.customer_name), f"{entry.service_name} · {wish}"


def entry_story(entry: WaitingEntry, today: date) -> str:
    """Everything about an entry, for the tool tip and for screen readers."""
    name, wish = entry_lines(entry, today)
    return "\n".join(part for part in (name, entry.phone, wish, entry.wish.notes) if part)


def suited_sentence(settled: Settled) -> str:
    """How many wait for the time that just came free; one of them by name."""
    count = len(settled.suited)
    if count == 1:
        name = _one_line(settled.suited[0].customer_name)
        return _tr("{name} waits for this time.").format(name=name)
    return _tr("{count} people wait for this time.").format(count=count)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _tr(words: str) -> str:
    return QCoreApplication.translate("Waiting", words)
