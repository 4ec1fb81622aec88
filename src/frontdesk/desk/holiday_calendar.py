"""Public holidays, from the library that knows them; it is imported when first needed.

Names are English wherever the library speaks it, so that a setup file means the same on every
computer: left to itself the library follows the machine's locale.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from frontdesk.engine.values import HolidayRule

_ENGLISH = "en_US"
_SEPARATOR = "; "
_DAY_IN_LIEU = (" (observed)", " (estimated)", " (observed, estimated)", " (in lieu)")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday and its dates, those on which it is observed among them."""

    name: str
    dates: tuple[date, ...]
    is_open: bool
    """Whether the rule that was asked about names it as one on which the location is open."""


def countries() -> tuple[str, ...]:
    """The codes of the countries whose holidays are known (ISO 3166-1, two capital letters)."""
    return tuple(sorted(code for code in _supported() if len(code) == 2))


def subdivision_names(country: str) -> Mapping[str, str]:
    """The codes of a country's parts, each with its name where the library knows one."""
    import holidays

    codes = subdivisions(country) or ()
    if not codes:
        return {}
    spoken = type(holidays.country_holidays(country)).get_subdivision_aliases()
    return {code: (spoken.get(code) or [code])[0] for code in codes}


def listed(rule: HolidayRule, first_year: int, last_year: int) -> tuple[Holiday, ...]:
    """Every holiday of the country of ``rule`` in some years, by its first date.

    Behind them those that ``rule`` names as open and that have no date in these years.
    """
    found: dict[str, list[date]] = {}
    for year in range(first_year, last_year + 1):
        for day, names in _year(rule.country, rule.subdivision, year).items():
            for name in names:
                found.setdefault(_bare(name), []).append(day)
    opened = {_folded(name) for name in rule.open}
    dated = [
        Holiday(name, tuple(sorted(days)), _folded(name) in opened)
        for name, days in sorted(found.items(), key=lambda entry: min(entry[1]))
    ]
    others = dict.fromkeys(_bare(name) for name in unknown(rule, first_year, last_year))
    return (*dated, *(Holiday(name, (), True) for name in others))


def unknown(rule: HolidayRule, first_year: int, last_year: int) -> tuple[str, ...]:
    """The names in ``rule.open`` that no holiday of these years has."""
    known: set[str] = set()
    for year in range(first_year, last_year + 1):
        for names in _year(rule.country, rule.subdivision, year).values():
            known.update(*(_spellings(name) for name in names))
    return tuple(name for name in rule.open if not known & _spellings(name))


def with_open(names: Sequence[str], holiday: str, is_open: bool) -> tuple[str, ...]:
    """The open holidays of a rule with ``holiday`` added to them or taken out of them."""
    rest = tuple(name for name in names if _folded(_bare(name)) != _folded(holiday))
    return (*rest, holiday) if is_open else rest


def subdivisions(country: str) -> Sequence[str] | None:
    """The codes of a country's parts that have holidays of their own; None: no such country.

    ``country`` is the code of two capital letters (ISO 3166-1).
    """
    return _supported().get(country)


def holiday_names(rule: HolidayRule, first: date, last: date) -> Mapping[date, str]:
    """The dates from ``first`` to ``last``, both included, that ``rule`` closes, and their names.

    A holiday named in ``rule.open`` closes nothing: capitals do not matter, and a day on which
    it is observed or its estimated date goes with it. A date with several holidays is closed
    unless all of them are open, and carries the names of the others, separated by semicolons.
    A country that the library does not know has no holidays.
    """
    opened = {_folded(name) for name in rule.open}
    closed: dict[date, str] = {}
    for year in range(first.year, last.year + 1):
        for day, names in _year(rule.country, rule.subdivision, year).items():
            if first <= day <= last:
                closing = [name for name in names if not opened & _spellings(name)]
                if closing:
                    closed[day] = _SEPARATOR.join(closing)
    return closed


def _spellings(name: str) -> set[str]:
    """The names, folded, by which one holiday can be declared open."""
    return {_folded(name), _folded(_bare(name))}


def _bare(name: str) -> str:
    """The holiday itself, without a remark that this is the day on which it is observed."""
    for suffix in _DAY_IN_LIEU:
        name = name.removesuffix(suffix)
    return name


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


@lru_cache(maxsize=1)
def _supported() -> dict[str, list[str]]:
    import holidays

    return holidays.list_supported_countries(include_aliases=False)


@lru_cache(maxsize=512)
def _year(country: str, subdivision: str | None, year: int) -> Mapping[date, tuple[str, ...]]:
    """The holidays of one year in the order of their dates."""
    import holidays

    try:
        languages = holidays.country_holidays(country, subdiv=subdivision).supported_languages
        found = holidays.country_holidays(
            country,
            subdiv=subdivision,
            years=year,
            expand=False,
            language=_ENGLISH if _ENGLISH in languages else None,
        )
    except NotImplementedError:
        # A book made with a newer edition of the library still opens with an older one.
        _log.warning("no holiday calendar for %s %s", country, subdivision or "")
        return MappingProxyType({})
    return MappingProxyType(
        {day: tuple(name.split(_SEPARATOR)) for day, name in sorted(found.items())}
    )
