"""What businesses of a trade usually begin with: rows to be edited, never rules. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.desk.sentences import Translate, untranslated


@dataclass(frozen=True, slots=True)
class Trade:
    """``services`` are names with minutes and places; ``rooms`` are names. To be translated."""

    id: str
    name: str
    services: tuple[tuple[str, int, int], ...]
    rooms: tuple[str, ...] = ()


TRADES = (
    Trade(
        "clinic",
        "Clinic",
        (
            ("First visit", 45, 1),
            ("Follow-up", 30, 1),
            ("Long follow-up", 60, 1),
            ("Phone call", 15, 1),
        ),
        ("Room 1",),
    ),
    Trade(
        "hairdresser",
        "Hairdresser",
        (
            ("Haircut", 30, 1),
            ("Cut and finish", 45, 1),
            ("Colour", 90, 1),
            ("Blow-dry", 30, 1),
            ("Beard trim", 15, 1),
        ),
    ),
    Trade(
        "studio",
        "Studio",
        (
            ("Trial lesson", 30, 1),
            ("Private lesson", 60, 1),
            ("Group class", 60, 8),
        ),
    ),
    Trade(
        "repair",
        "Repair shop",
        (
            ("Check-up", 30, 1),
            ("Small repair", 60, 1),
            ("Large repair", 120, 1),
            ("Collection", 15, 1),
        ),
        ("Workbench 1",),
    ),
    Trade("other", "Something else", (("Appointment", 30, 1),)),
)


def trade_of(trade_id: str) -> Trade:
    """The trade of an id; the last one for an unknown id."""
    return next((trade for trade in TRADES if trade.id == trade_id), TRADES[-1])


def service_rows(trade: Trade, tr: Translate = untranslated) -> list[dict[str, str]]:
    """The trade's services as rows of the set-up; nobody's prices can be guessed."""
    return [
        {"name": tr(name), "minutes": str(minutes), "price": "", "places": str(places)}
        for name, minutes, places in trade.services
    ]


def people_rows(trade: Trade, tr: Translate = untranslated) -> list[dict[str, str]]:
    """A person yet without a name, and the trade's rooms."""
    rooms = [{"name": tr(name), "kind": "room"} for name in trade.rooms]
    return [{"name": "", "kind": "staff"}, *rooms]
