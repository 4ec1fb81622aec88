"""Dates, times, lengths and money as the window writes them. Sentences are made with ``tr``.

Clock times are those of the location that is shown, named by its IANA zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime
from PySide6.QtGui import QKeySequence

from frontdesk.desk import sentences
from frontdesk.desk.answers import Opening
from frontdesk.desk.dates import DateWords, folded
from frontdesk.desk.translatable import Translatable
from frontdesk.engine.clock import datetime_of_moment
from frontdesk.engine.values import Business, Service
from frontdesk.engine.zones import local_date, zone_of

_MONTH_FIRST = {
    "ddd d MMM": "ddd, MMM d",
    "ddd d MMM yyyy": "ddd, MMM d, yyyy",
    "d MMM": "MMM d",
    "d MMM yyyy": "MMM d, yyyy",
    "dddd d MMMM": "dddd, MMMM d",
    "dddd d MMMM yyyy": "dddd, MMMM d, yyyy",
    "d MMMM": "MMMM d",
    "d MMMM yyyy": "MMMM d, yyyy",
}
# What can be typed for a date, and the English for it: the left side is to be translated.
_DATE_WORDS = Translatable(
    "today: today, tomorrow: tomorrow, yesterday: yesterday, day after tomorrow: +2d, next: next, "
    "in: in, day: d, days: d, week: w, weeks: w, month: m, months: m, year: y, years: y"
)
_SECONDS = {False: "H:mm:ss", True: "h:mm:ss ap"}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}


def translate(text: str, meaning: str = "") -> str:
    """``text`` in the language of the window; for sentences that the desk words.

    ``meaning`` tells apart what one English word says in two places.
    """
    if text == sentences.CLOCK and twelve_hours():
        text = sentences.TWELVE_HOURS
    return QCoreApplication.translate("Sentences", text, meaning)


def said(sentence: str) -> str:
    """A sentence of the desk in the language of the window; any other text as it is."""
    return sentence.said(translate) if isinstance(sentence, Translatable) else sentence


def counted(count: int, one: str, many: str) -> str:
    """``one`` or ``many`` (both translated, with the gap ``{count}``) for ``count`` things."""
    return (one if count == 1 else many).format(count=count)


def clock_text(instant: int, zone: str) -> str:
    """An instant (minutes) as "8:05" or "14:15"; as "2:15 pm" where clocks have twelve hours."""
    return sentences.clock_text(instant, zone, translate)


def moment_text(moment: int, zone: str, *, seconds: bool = False) -> str:
    """A moment (seconds) as "14:32", or "14:32:07"."""
    local = datetime_of_moment(moment, zone_of(zone))
    if seconds:
        time_of_day = QTime(local.hour, local.minute, local.second)
        return QLocale.c().toString(time_of_day, _SECONDS[twelve_hours()])
    return sentences.time_text(local, translate)


def time_text(hour: int, minute: int = 0) -> str:
    """A time of day as clocks here show it."""
    return sentences.time_text(time(hour, minute), translate)


def twelve_hours() -> bool:
    """Whether clocks have twelve hours here."""
    return _has_twelve_hours(QLocale().name())


@lru_cache(maxsize=8)
def _has_twelve_hours(_name: str) -> bool:
    return "AP" in QLocale().timeFormat(QLocale.FormatType.ShortFormat).upper()


def span_text(start: int, end: int, zone: str) -> str:
    """Two instants as "14:15 – 14:45"."""
    return f"{clock_text(start, zone)} – {clock_text(end, zone)}"


def day_text(day: date) -> str:
    """A date as "Tue 24 Nov"."""
    return _written(day, Translatable("ddd d MMM"))


def dated_day_text(day: date) -> str:
    """A date as "Tue 24 Nov 2026"."""
    return _written(day, Translatable("ddd d MMM yyyy"))


def short_day_text(day: date, today: date) -> str:
    """A date as "24 Nov", with the year where it is not this one."""
    return _written(day, Translatable("d MMM")) if day.year == today.year else full_day_text(day)


def full_day_text(day: date) -> str:
    """A date as "24 Nov 2026"."""
    return _written(day, Translatable("d MMM yyyy"))


def long_day_text(day: date, today: date) -> str:
    """A date as "Tuesday 24 November", with the year where it is not this one."""
    if day.year == today.year:
        return _written(day, Translatable("dddd d MMMM"))
    return _written(day, Translatable("dddd d MMMM yyyy"))


def yearly_day_text(day: date) -> str:
    """A date of any year as "24 November"."""
    return _written(day, Translatable("d MMMM"))


def days_text(first: date, last: date, today: date) -> str:
    """Days that follow one another as "23 – 29 November", "30 November – 4 December".

    The year is told where it is not this one, or where the days are of two years.
    """
    in_year = first.year == last.year == today.year
    day, full = Translatable("d MMMM"), Translatable("d MMMM yyyy")
    start, end = day if first.year == last.year else full, day if in_year else full
    if (first.year, first.month) == (last.year, last.month):
        if is_month_first():
            end = Translatable("d") if in_year else Translatable("d, yyyy")
        else:
            start = Translatable("d")
    return translate("{first} – {last}").format(
        first=_written(first, start), last=_written(last, end)
    )


def month_text(day: date) -> str:
    """The month of a date as "November 2026"."""
    return _written(day, Translatable("MMMM yyyy"))


def near_day_text(day: date, today: date) -> str:
    """A date as seen from today: "Today", "Tomorrow", "Fri 27", "Wed 2 Dec"."""
    distance = (day - today).days
    if distance == 0:
        return translate("Today")
    if distance == 1:
        return translate("Tomorrow")
    same_month = (day.year, day.month) == (today.year, today.month)
    return _written(day, Translatable("ddd d")) if same_month else day_text(day)


def date_words() -> DateWords:
    """The words for dates in the language of the window, as they are typed."""
    locale, forms = QLocale(), (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    days = [{folded(locale.standaloneDayName(n, form)) for form in forms} for n in range(1, 8)]
    months = [{folded(locale.monthName(n, form)) for form in forms} for n in range(1, 13)]
    pairs = translate(_DATE_WORDS).split(", ")
    others = dict(pair.split(": ", 1) for pair in pairs if ": " in pair)
    return DateWords(
        tuple(tuple(name.rstrip(".") for name in names) for names in days),
        tuple(tuple(name.rstrip(".") for name in names) for names in months),
        {folded(word): meaning for word, meaning in others.items()},
    )


def is_month_first() -> bool:
    """Whether the month stands before the day here: "Nov 24"."""
    pattern = QLocale().dateFormat(QLocale.FormatType.LongFormat)
    return 0 <= pattern.find("M") < pattern.replace("dddd", "    ").find("d")


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
    """A price as "$75.00", "75,00 €" or "75.00 CHF"; empty where there is none."""
    if price is None:
        return ""
    try:
        amount = number_text(float(Decimal(price)), 2)
    except InvalidOperation:  # as somebody typed it
        return f"{price} {currency}" if currency else price
    locale, symbol = QLocale(), _SYMBOLS.get(currency or "")
    if symbol is None:
        return f"{amount} {currency}" if currency else amount
    if locale.language() is QLocale.Language.C:
        return f"{symbol}{amount}"
    return locale.toCurrencyString(float(price), symbol, 2)


def number_text(number: float, digits: int = 0) -> str:
    """A number with so many digits after the decimal sign, and thousands set apart: "1,234.5"."""
    locale = QLocale()
    if locale.language() is QLocale.Language.C:  # which sets nothing apart
        return f"{number:,.{digits}f}"
    return locale.toString(number, "f", digits)


def price_text(service: Service) -> str:
    """What a visit of the service costs."""
    return money_text(service.price, service.currency)


def short_price_text(service: Service) -> str:
    """As ``price_text``, without cents that are none; empty for what costs nothing."""
    price = price_text(service).replace(f"{QLocale().decimalPoint()}00", "")
    return price if any(digit in price for digit in "123456789") else ""


def key_text(keys: str) -> str:
    """A key as the keyboard of the language has it: "Strg+Enter" for "Ctrl+Enter"."""
    if QLocale().language() in (QLocale.Language.English, QLocale.Language.C):
        return keys
    named = keys.replace("Page Up", "PgUp").replace("Page Down", "PgDown")
    return QKeySequence(named).toString(QKeySequence.SequenceFormat.NativeText) or keys


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


def _written(day: date, pattern: Translatable) -> str:
    """A date by a pattern of Qt's, in the order of language and place."""
    order = _MONTH_FIRST.get(pattern) if is_month_first() else None
    return QLocale().toString(QDate(day.year, day.month, day.day), order or translate(pattern))
