"""Public holidays, from the library that knows them; it is imported when first needed.

Names are English wherever the library speaks it, so that a setup file means the same on every
computer: left to itself the library follows the machine's locale.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from frontdesk.engine.values import HolidayRule

_ENGLISH = "en_US"
_SEPARATOR = "; "
_DAY_IN_LIEU = (" (observed)", " (estimated)", " (observed, estimated)", " (in lieu)")

_log = logging.getLogger(__name__)


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
    bare = name
    for suffix in _DAY_IN_LIEU:
        bare = bare.removesuffix(suffix)
    return {_folded(name), _folded(bare)}


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
