"""What a day of the month says, shown and spoken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from frontdesk.desk.month import MonthDay, MonthLine
from frontdesk.engine.values import Status
from frontdesk.ui import text
from frontdesk.ui.text import translate

_MOST_NAMED = 8
"""Lines of a tool tip; the day itself shows the rest."""


def date_text(day: date) -> str:
    """The number of a day; the first of a month names it: "1 Dec"."""
    return text.short_day_text(day, day) if day.day == 1 else str(day.day)


def visits_text(day: MonthDay) -> str:
    """ "12 visits", or nothing for a day without any."""
    if not day.visits:
        return ""
    return text.counted(day.visits, translate("{count} visit"), translate("{count} visits"))


def holds_text(day: MonthDay) -> str:
    """ "1 hold", or nothing for a day without any."""
    if not day.holds:
        return ""
    return text.counted(day.holds, translate("{count} hold"), translate("{count} holds"))


def more_text(count: int) -> str:
    """ "3 more", for visits that have no line; nothing for none."""
    return translate("{count} more").format(count=count) if count else ""


def openings_text(count: int) -> str:
    """ "14 times", the available times of the chosen service; nothing for none."""
    if not count:
        return ""
    return text.counted(count, translate("{count} free"), translate("{count} free"))


def closed_text(day: MonthDay) -> str:
    """Why a day without open time is closed; nothing for a day that is open."""
    return "" if day.is_open else day.closed_reason or translate("Closed")


def line_text(line: MonthLine) -> str:
    """Who comes, or which class and how full: "Dana Fox", "Pilates 3/8"."""
    if line.capacity > 1:
        return f"{line.service_name} {line.seats_taken}/{line.capacity}"
    if line.status is Status.INITIAL:
        return translate("HOLD") + (f" · {line.customer_name}" if line.customer_name else "")
    return line.customer_name or line.service_name


def figures(day: MonthDay, openings: int) -> list[str]:
    """Everything that is counted on a day, in words."""
    missed = text.counted(day.no_shows, translate("{count} no-show"), translate("{count} no-shows"))
    available = text.counted(
        openings, translate("{count} available time"), translate("{count} available times")
    )
    load = translate("load {percent} %").format(percent=round(day.load * 100))
    parts = [
        closed_text(day),
        visits_text(day),
        holds_text(day),
        missed if day.no_shows else "",
        load if day.is_open and day.visits else "",
        available if openings else "",
    ]
    return [part for part in parts if part]


def month_figures(days: Sequence[MonthDay]) -> str:
    """Everything that is counted in these days; the load is the mean of the open ones."""
    loads = [day.load for day in days if day.is_open]
    whole = MonthDay(
        days[0].date,
        days[0].span,
        sum(day.visits for day in days),
        sum(day.holds for day in days),
        sum(day.no_shows for day in days),
        sum(loads) / len(loads) if loads else 0.0,
        is_open=True,
    )
    return " · ".join(figures(whole, 0) or [translate("0 visits")])


def tip_text(day: MonthDay, openings: int, zone: str, today: date) -> str:
    """The whole day for its tool tip: date, figures, and who comes first."""
    named = [
        f"{text.clock_text(line.start, zone)}  {line_text(line)}"
        for line in day.lines[:_MOST_NAMED]
    ]
    rest = max(day.visits + day.holds + day.no_shows - len(named), 0) if named else 0
    head = [text.long_day_text(day.date, today), " · ".join(figures(day, openings))]
    return "\n".join(part for part in [*head, *named, more_text(rest)] if part)


def spoken_text(day: MonthDay | None, date_: date, openings: int, today: date) -> str:
    """A day as a screen reader says it."""
    spoken = text.long_day_text(date_, today)
    parts = figures(day, openings) if day is not None else []
    return ", ".join([spoken, *parts])
