"""Dates, times, lengths and money as the window writes them. Sentences are made with ``tr``.

Clock times are those of the location that is shown, named by its IANA zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from frontdesk.desk.answers import Opening
from frontdesk.engine.clock import datetime_of_instant, datetime_of_moment
from frontdesk.engine.values import Business, Service
from frontdesk.engine.zones import local_date, zone_of

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}


def translate(text: str) -> str:
    """``text`` in the language of the window; for sentences that the desk words."""
    return QCoreApplication.translate("Sentences", text)


def counted(count: int, one: str, many: str) -> str:
    """``one`` or ``many`` (both translated, with the gap ``{count}``) for ``count`` things."""
    return (one if count == 1 else many).format(count=count)


def clock_text(instant: int, zone: str) -> str:
    """An instant (minutes) as "8:05" or "14:15"."""
    local = datetime_of_instant(instant, zone_of(zone))
    return f"{local.hour}:{local.minute:02d}"


def moment_text(moment: int, zone: str, *, seconds: bool = False) -> str:
    """A moment (seconds) as "14:32", or "14:32:07"."""
    local = datetime_of_moment(moment, zone_of(zone))
    short = f"{local.hour}:{local.minute:02d}"
    return f"{short}:{local.second:02d}" if seconds else short


def span_text(start: int, end: int, zone: str) -> str:
    """Two instants as "14:15 – 14:45"."""
    return f"{clock_text(start, zone)} – {clock_text(end, zone)}"


def day_text(day: date) -> str:
    """A date as "Tue 24 Nov"."""
    return QLocale().toString(_qdate(day), "ddd d MMM")


def short_day_text(day: date, today: date) -> str:
    """A date as "24 Nov", with the year where it is not this one."""
    return QLocale().toString(_qdate(day), "d MMM" if day.year == today.year else "d MMM yyyy")


def long_day_text(day: date, today: date) -> str:
    """A date as "Tuesday 24 November", with the year where it is not this one."""
    pattern = "dddd d MMMM" if day.year == today.year else "dddd d MMMM yyyy"
    return QLocale().toString(_qdate(day), pattern)


def days_text(first: date, last: date, today: date) -> str:
    """Days that follow one another as "23 – 29 November", "30 November – 4 December".

    The year is told where it is not this one, or where the days are of two years.
    """
    in_year = first.year == last.year == today.year
    end = QLocale().toString(_qdate(last), "d MMMM" if in_year else "d MMMM yyyy")
    if (first.year, first.month) == (last.year, last.month):
        return translate("{first} – {last}").format(first=first.day, last=end)
    pattern = "d MMMM" if first.year == last.year else "d MMMM yyyy"
    start = QLocale().toString(_qdate(first), pattern)
    return translate("{first} – {last}").format(first=start, last=end)


def month_text(day: date) -> str:
    """The month of a date as "November 2026"."""
    return QLocale().toString(_qdate(day), "MMMM yyyy")


def near_day_text(day: date, today: date) -> str:
    """A date as seen from today: "Today", "Tomorrow", "Fri 27", "Wed 2 Dec"."""
    distance = (day - today).days
    if distance == 0:
        return translate("Today")
    if distance == 1:
        return translate("Tomorrow")
    same_month = (day.year, day.month) == (today.year, today.month)
    return QLocale().toString(_qdate(day), "ddd d" if same_month else "ddd d MMM")


def when_text(start: int, end: int, zone: str) -> str:
    """A visit's time as "Tue 24 Nov, 14:15 – 14:45"."""
    return f"{day_text(local_date(start, zone))}, {span_text(start, end, zone)}"


def minutes_text(minutes: int) -> str:
    """A length as "45 min", "1 h" or "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return translate("{minutes} min").format(minutes=rest)
    if not rest:
        return translate("{hours} h").format(hours=hours)
    return translate("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def money_text(price: str | None, currency: str | None) -> str:
    """A price as "$75.00" or "75.00 CHF"; empty where there is none."""
    if price is None:
        return ""
    try:
        amount = f"{Decimal(price):,.2f}"
    except InvalidOperation:
        amount = price
    if currency in _SYMBOLS:
        return f"{_SYMBOLS[currency]}{amount}"
    return f"{amount} {currency}" if currency else amount


def price_text(service: Service) -> str:
    """What a visit of the service costs."""
    return money_text(service.price, service.currency)


def short_price_text(service: Service) -> str:
    """As ``price_text``, without cents that are none; empty for what costs nothing."""
    price = price_text(service).replace(".00", "")
    return price if any(digit in price for digit in "123456789") else ""


def names_text(business: Business, resource_ids: Iterable[str]) -> str:
    """The names of people and rooms as "Chloé Martin · Room 1"; an unknown id as itself."""
    known = business.resources
    return " · ".join(known[name].name if name in known else name for name in resource_ids)


def short_names_text(business: Business, resource_ids: Iterable[str]) -> str:
    """As ``names_text``, with people by their first names where no other shares it."""
    return " · ".join(_short_name(business, name) for name in resource_ids)


def today_of(now: datetime, zone: str) -> date:
    """The local date of the moment ``now``."""
    return now.astimezone(zone_of(zone)).date()


def opening_rows(
    openings: Iterable[Opening], business: Business, zone: str, today: date
) -> list[tuple[Opening, str, str]]:
    """Openings as (opening, "14:50", "Today · Ben · Room 1"), with dates seen from ``today``."""
    rows = []
    for opening in openings:
        when = near_day_text(local_date(opening.start, zone), today)
        who = short_names_text(business, opening.resource_ids)
        rows.append((opening, clock_text(opening.start, zone), f"{when} · {who}"))
    return rows


def _short_name(business: Business, resource_id: str) -> str:
    resource = business.resources.get(resource_id)
    if resource is None:
        return resource_id
    if resource.kind != "staff" or " " not in resource.name:
        return resource.name
    first = resource.name.split()[0]
    others = business.resources_at(resource.location_id)
    shared = any(o.name.split()[:1] == [first] for o in others if o.id != resource_id)
    return resource.name if shared else first


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
