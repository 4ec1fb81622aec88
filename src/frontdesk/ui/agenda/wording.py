"""The columns of the list and how its rows stand, with their words. Nothing here is Qt."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from frontdesk.ui.text import translate


class Column(IntEnum):
    """The columns of the list, from left to right."""

    DATE = 0
    TIME = 1
    LENGTH = 2
    CUSTOMER = 3
    PHONE = 4
    SERVICE = 5
    WITH = 6
    STATUS = 7
    NOTE = 8


class Standing(StrEnum):
    """How a row stands, facts before codes: who came has arrived."""

    AVAILABLE = "available"
    HELD = "held"
    RESERVED = "reserved"
    BOOKED = "booked"
    ARRIVED = "arrived"
    STARTED = "started"
    DONE = "done"
    NO_SHOW = "no-show"
    CANCELLED = "cancelled"
    MOVED = "moved"


def standing_text(standing: Standing) -> str:
    """The word for a standing."""
    return {
        Standing.AVAILABLE: translate("Available"),
        Standing.HELD: translate("Held"),
        Standing.RESERVED: translate("Reserved"),
        Standing.BOOKED: translate("Booked"),
        Standing.ARRIVED: translate("Arrived"),
        Standing.STARTED: translate("In service"),
        Standing.DONE: translate("Done"),
        Standing.NO_SHOW: translate("No-show"),
        Standing.CANCELLED: translate("Cancelled"),
        Standing.MOVED: translate("Moved"),
    }[standing]


def column_text(column: Column) -> str:
    """The title of a column."""
    return {
        Column.DATE: translate("Date"),
        Column.TIME: translate("Time"),
        Column.LENGTH: translate("Length"),
        Column.CUSTOMER: translate("Customer"),
        Column.PHONE: translate("Phone"),
        Column.SERVICE: translate("Service"),
        Column.WITH: translate("With"),
        Column.STATUS: translate("Status"),
        Column.NOTE: translate("Note"),
    }[column]
