"""Telephone numbers as people here write them; an internal extension is a number too."""

from __future__ import annotations

import importlib.resources
from functools import lru_cache

from frontdesk.desk.translatable import Translatable
from frontdesk.desk.unit import Unit


def country_of(unit: Unit) -> str:
    """Where numbers without a country code belong: by policy, else by the primary location's zone.

    Empty where neither tells.
    """
    chosen = unit.policy.phone_country
    primary = unit.business.primary
    if chosen or primary is None:
        return chosen
    return _countries_by_zone().get(primary.timezone, "")


def shown(phone: str, country: str) -> str:
    """A number in the national form of ``country``, a foreign one in international form.

    Whatever is no valid number there, such as an extension, stays as it was typed.
    """
    if not phone:
        return ""
    import phonenumbers  # not needed to start

    try:
        number = phonenumbers.parse(phone, country or None)
    except phonenumbers.NumberParseException:
        return phone
    if not phonenumbers.is_valid_number(number):
        return phone
    national = phonenumbers.region_code_for_number(number) == country
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if national else form.INTERNATIONAL)


def doubt(phone: str, country: str) -> str | None:
    """Why a number may have been mistyped; None where it looks right or is an extension.

    Only a hint to show while typing, never a reason to refuse.
    """
    import phonenumbers  # not needed to start

    digits = sum(character.isdigit() for character in phone)
    if digits < 7:
        return None
    try:
        number = phonenumbers.parse(phone, country or None)
    except phonenumbers.NumberParseException:
        return Translatable("No country has this code.") if phone.strip().startswith("+") else None
    verdict = phonenumbers.is_possible_number_with_reason(number)
    if verdict == phonenumbers.ValidationResult.TOO_SHORT:
        return Translatable("This number looks too short.")
    if verdict == phonenumbers.ValidationResult.TOO_LONG:
        return Translatable("This number looks too long.")
    return None


@lru_cache(maxsize=1)
def _countries_by_zone() -> dict[str, str]:
    """The country of each zone that lies in one, from the table that ships with the zones."""
    table = importlib.resources.files("tzdata") / "zoneinfo" / "zone.tab"
    found: dict[str, str] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, _place, zone, *_comment = line.split("\t")
            found[zone] = country
    return found
