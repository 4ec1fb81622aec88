"""A repetition in a sentence: "Every 2 weeks on Tue and Thu, until 24 Dec 2026"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from frontdesk.ui import text
from frontdesk.ui.manager.repetition import LAST, Repetition, parse


def _tr(words: str) -> str:
    return QCoreApplication.translate("Repetition", words)


def repetition_sentence(repetition: Repetition, start: date | None) -> str:
    """How often, on which days, and until when."""
    how_often = _how_often(repetition)
    on = _on(repetition, start)
    whole = _tr("{often} {on}").format(often=how_often, on=on) if on else how_often
    if repetition.count is not None:
        return _tr("{often}, {count} times").format(often=whole, count=repetition.count)
    if repetition.until is not None:
        end = day_words(repetition.until)
        return _tr("{often}, until {date}").format(often=whole, date=end)
    return whole


def block_title(block: dict[str, Any]) -> str:
    """What a block is called in a list; its reason, or a word for none."""
    return str(block.get("reason") or "") or _tr("Blocked")


def block_times(block: dict[str, Any]) -> str:
    """When a block is: once from and to, or how it repeats."""
    try:
        start = datetime.strptime(str(block.get("start")), "%Y-%m-%dT%H:%M")
        end = datetime.strptime(str(block.get("end")), "%Y-%m-%dT%H:%M")
    except ValueError:
        return _tr("Not complete yet")
    midnight = start.hour == start.minute == end.hour == end.minute == 0
    whole_days = midnight and start < end
    last = end.date() - timedelta(days=1) if whole_days else end.date()
    hours = _tr("{start} – {end}").format(start=_clock(start), end=_clock(end))
    rule = block.get("rrule")
    if rule is not None:
        found = parse(str(rule))
        how = _tr("By its own rule") if found is None else repetition_sentence(found, start.date())
        return how if whole_days else _tr("{how}, {hours}").format(how=how, hours=hours)
    if whole_days:
        if start.date() == last:
            return _day(last)
        return _tr("{start} – {end}").format(start=_day(start.date()), end=_day(last))
    if start.date() == last:
        return _tr("{day}, {hours}").format(day=_day(start.date()), hours=hours)
    words = _tr("{first}, {start} – {last}, {end}")
    return words.format(
        first=_day(start.date()), start=_clock(start), last=_day(last), end=_clock(end)
    )


def day_words(digits: str) -> str:
    """The day "20261224" as "Thu 24 Dec 2026"; as it stands where it is none."""
    try:
        return _day(datetime.strptime(digits, "%Y%m%d").date())
    except ValueError:
        return digits


def _day(day: date) -> str:
    return text.dated_day_text(day)


def _clock(moment: datetime) -> str:
    return text.time_text(moment.hour, moment.minute)


def _how_often(repetition: Repetition) -> str:
    one, many = {
        "DAILY": (_tr("Every day"), _tr("Every {count} days")),
        "WEEKLY": (_tr("Every week"), _tr("Every {count} weeks")),
        "MONTHLY": (_tr("Every month"), _tr("Every {count} months")),
        "YEARLY": (_tr("Every year"), _tr("Every {count} years")),
    }[repetition.frequency]
    return one if repetition.interval == 1 else many.format(count=repetition.interval)


def _on(repetition: Repetition, start: date | None) -> str:
    locale = QLocale()
    short = QLocale.FormatType.ShortFormat
    if repetition.frequency == "WEEKLY":
        days = repetition.weekdays or ((start.weekday(),) if start else ())
        names = [locale.standaloneDayName(day + 1, short) for day in days]
        return _tr("on {days}").format(days=joined(names)) if names else ""
    if repetition.frequency == "MONTHLY" and repetition.rank is not None:
        day = repetition.weekdays[0] if repetition.weekdays else start.weekday() if start else 0
        return rank_words(repetition.rank).format(day=locale.standaloneDayName(day + 1))
    if repetition.frequency == "MONTHLY" and start is not None:
        return _tr("on day {day}").format(day=start.day)
    if repetition.frequency == "YEARLY" and start is not None:
        return _tr("on {date}").format(date=text.yearly_day_text(start))
    return ""


def rank_words(rank: int) -> str:
    """ "on the second {day}", with the gap for the name of the weekday."""
    return {
        1: _tr("on the first {day}"),
        2: _tr("on the second {day}"),
        3: _tr("on the third {day}"),
        4: _tr("on the fourth {day}"),
        5: _tr("on the fifth {day}"),
        LAST: _tr("on the last {day}"),
    }[rank]


def joined(names: list[str]) -> str:
    """ "Mon, Tue and Thu"."""
    if len(names) < 2:
        return "".join(names)
    return _tr("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])
