"""What the book knows about a customer, as a value."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

LinkKind = Literal["family", "payer"]
"""``family`` holds both ways; the other person is the ``payer`` of this one's visits."""


@dataclass(frozen=True, slots=True)
class CustomerFields:
    """Everything about a customer that people type.

    ``birth_date`` is ISO 8601 once checked; ``language`` a tag such as ``en``. ``alerts`` is the
    text to show whenever a visit is booked.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    birth_date: str = ""
    address: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""
    alerts: str = ""


FIELD_NAMES: tuple[str, ...] = tuple(field.name for field in fields(CustomerFields))


def differing(before: CustomerFields, after: CustomerFields) -> tuple[str, ...]:
    """The names of the fields in which two customers differ."""
    return tuple(name for name in FIELD_NAMES if getattr(before, name) != getattr(after, name))
