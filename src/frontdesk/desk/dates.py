"""Dates as people type them at a desk: “+6w”, “next tue”, “24.12.”, “24 dec”, “tomorrow”."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta

from frontdesk.desk.translatable import Translatable
from frontdesk.engine.refusals import Code, refuse

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
_NO_YEAR = Translatable("A birth date needs the year in four digits.")
_NOT_PAST = Translatable("A birth date lies in the past.")
_STEP = re.compile(r"([+-]?)\s*(\d{1,4})\s*(d|days?|w|weeks?|m|months?|y|years?)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTS = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{4}|\d{2})?")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s*([a-z]{3,})\.?,?\s*(\d{4}|\d{2})?")
_MONTH_DAY = re.compile(r"([a-z]{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}|\d{2}))?")


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words for dates of a language beside English, in small letters without accents.

    ``days`` are the names of each weekday from Monday on, ``months`` those of each month;
    ``others`` say an English word for each other one, such as "tomorrow" for "morgen".
    """

    days: tuple[tuple[str, ...], ...] = ()
    months: tuple[tuple[str, ...], ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed, on which day, and whether it is about the past."""

    text: str
    today: date
    looks_back: bool = False


def parse_date(
    text: str, today: date, words: DateWords | None = None, *, looks_back: bool = False
) -> date:
    """The date that ``text`` means on the day ``today``; English is always understood.

    A weekday is the first such day after today; “next tue” is the Tuesday of next week, which
    begins on Monday. A day and month without a year is the next such day, today included; a
    weekday before it says nothing more. A step counts from today; “-1w” goes back.

    Where one ``looks_back`` on what was, a weekday is the last such day before today, and a day
    and month the last such day, today included.

    Raises:
        RefusalError: ``bad-time`` with a sentence about what can be typed.
    """
    words = words or DateWords()
    asked = _Asked(text, today, looks_back)
    typed = _in_english(folded(text), words)
    if typed in _NEAR:
        return _moved(asked, _NEAR[typed])
    for reading in (_weekday, _step, _numbers, _named_month):
        found = reading(typed, asked)
        if found is not None:
            return found
    weekday, _space, rest = folded(text).partition(" ")
    if _is_weekday(weekday.rstrip(".,"), words):
        typed = _in_english(rest, words)
        found = _numbers(typed, asked) or _named_month(typed, asked)
        if found is not None:
            return found
    raise _unreadable(asked)


def parse_birth_date(text: str, today: date) -> date:
    """A date in the past, with its year: “24.12.1980”, “24 dec 1980”, “1980-12-24”.

    Raises:
        RefusalError: ``bad-time`` with a sentence.
    """
    typed = " ".join(text.casefold().split())
    if not re.search(r"\d{4}", typed):
        raise refuse(Code.BAD_TIME, problem=_NO_YEAR)
    asked = _Asked(text, today)
    found = _numbers(typed, asked) or _named_month(typed, asked)
    if found is None:
        raise refuse(
            Code.BAD_TIME,
            problem=Translatable(
                "“{text}” is no date. Type it like 1980-12-24 or 24 dec 1980.", text=text
            ),
        )
    if found > today:
        raise refuse(Code.BAD_TIME, problem=_NOT_PAST)
    return found


def folded(text: str) -> str:
    """A text in small letters without accents, and with single blanks."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def _is_weekday(word: str, words: DateWords) -> bool:
    names = [*_DAYS, *(name for day in words.days for name in day)]
    return len(word) > 1 and any(name.startswith(word) for name in names)


def _in_english(typed: str, words: DateWords) -> str:
    for phrase, meaning in words.others.items():
        if " " in phrase:
            typed = typed.replace(phrase, meaning)
    has_digits = any(letter.isdigit() for letter in typed)
    names, english = (words.months, _MONTHS) if has_digits else (words.days, _DAYS)

    def meant(match: re.Match[str]) -> str:
        word = match[0]
        if word in words.others:
            return words.others[word]
        found = [
            english[place]
            for place, known in enumerate(names)
            if len(word) > 1 and any(name.startswith(word) for name in known)
        ]
        return found[0] if len(found) == 1 else word

    said = " ".join(re.sub(r"[^\W\d_]+", meant, typed).split())
    # Some languages say "Tuesday next".
    return f"next {said.removesuffix(' next')}" if said.endswith(" next") else said


def _weekday(typed: str, asked: _Asked) -> date | None:
    word, today = typed.removeprefix("next "), asked.today.weekday()
    day = _named(word, _DAYS, shortest=2)
    if day is None:
        return None
    if word != typed:
        return _moved(asked, 7 - today + day)
    if asked.looks_back:
        return _moved(asked, (day - today) % -7 or -7)
    return _moved(asked, (day - today) % 7 or 7)


def _step(typed: str, asked: _Asked) -> date | None:
    match = _STEP.fullmatch(typed.removeprefix("in "))
    if match is None:
        return None
    sign, digits, unit = match.groups()
    count = int(digits) * (-1 if sign == "-" else 1)
    if unit[0] in "dw":
        return _moved(asked, count * (7 if unit[0] == "w" else 1))
    today = asked.today
    months = today.year * 12 + today.month - 1 + count * (12 if unit[0] == "y" else 1)
    year, month = divmod(months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise _unreadable(asked)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _numbers(typed: str, asked: _Asked) -> date | None:
    if match := _ISO.fullmatch(typed):
        year, month, day = match.groups()
        return _date(int(day), int(month), year, asked)
    if match := _DOTS.fullmatch(typed):
        day, month, year = match.groups()
        return _date(int(day), int(month), year, asked)
    if match := _SLASHES.fullmatch(typed):
        first, second, year = int(match[1]), int(match[2]), match[3]
        if first <= 12 and second <= 12 and first != second:
            raise refuse(
                Code.BAD_TIME,
                problem=Translatable(
                    "“{text}” can be read in two ways. Type {first}.{second}. for day {first} of "
                    "month {second}, or {second}.{first}.",
                    text=asked.text,
                    first=first,
                    second=second,
                ),
            )
        return _date(max(first, second), min(first, second), year, asked)
    return None


def _named_month(typed: str, asked: _Asked) -> date | None:
    if match := _DAY_MONTH.fullmatch(typed):
        day, name, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(typed):
        name, day, year = match.groups()
    else:
        return None
    month = _named(name, _MONTHS, shortest=3)
    return None if month is None else _date(int(day), month + 1, year, asked)


def _date(day: int, month: int, year: str | None, asked: _Asked) -> date:
    """The date of these numbers; without a year, the next one that is not over, or the last."""
    years = [int(year) + (2000 if len(year) == 2 else 0)] if year else _years(asked)
    for candidate in years:
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or (found <= asked.today if asked.looks_back else found >= asked.today):
            return found
    problem = Translatable("There is no such day as “{text}”.", text=asked.text)
    raise refuse(Code.BAD_TIME, problem=problem)


def _years(asked: _Asked) -> list[int]:
    """This year and those after (or before) it, enough of them for a leap day."""
    step = -1 if asked.looks_back else 1
    years = (asked.today.year + step * distance for distance in range(9))
    return [year for year in years if MINYEAR <= year <= MAXYEAR]


def _named(word: str, names: tuple[str, ...], shortest: int) -> int | None:
    if len(word) < shortest:
        return None
    found = [n for n, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(found) == 1 else None


def _moved(asked: _Asked, days: int) -> date:
    try:
        return asked.today + timedelta(days=days)
    except OverflowError:
        raise _unreadable(asked) from None


def _unreadable(asked: _Asked) -> Exception:
    if asked.looks_back:
        problem = Translatable(
            "“{text}” is no date. Try 24.12., 24 dec, tue, yesterday, -6w or -3d.", text=asked.text
        )
    else:
        problem = Translatable(
            "“{text}” is no date. Try 24.12., 24 dec, next tue, tomorrow, +6w or +3d.",
            text=asked.text,
        )
    return refuse(Code.BAD_TIME, problem=problem)
