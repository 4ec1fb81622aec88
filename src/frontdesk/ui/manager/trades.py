"""What businesses of a trade usually begin with: rows to be edited, never rules. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.desk.translatable import Translatable, Translate, untranslated


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
        Translatable("Clinic"),
        (
            (Translatable("First visit"), 45, 1),
            (Translatable("Follow-up"), 30, 1),
            (Translatable("Long follow-up"), 60, 1),
            (Translatable("Phone call"), 15, 1),
        ),
        (Translatable("Room 1"),),
    ),
    Trade(
        "hairdresser",
        Translatable("Hairdresser"),
        (
            (Translatable("Haircut"), 30, 1),
            (Translatable("Cut and finish"), 45, 1),
            (Translatable("Colour"), 90, 1),
            (Translatable("Blow-dry"), 30, 1),
            (Translatable("Beard trim"), 15, 1),
        ),
    ),
    Trade(
        "studio",
        Translatable("Studio"),
        (
            (Translatable("Trial lesson"), 30, 1),
            (Translatable("Private lesson"), 60, 1),
            (Translatable("Group class"), 60, 8),
        ),
    ),
    Trade(
        "repair",
        Translatable("Repair shop"),
        (
            (Translatable("Check-up"), 30, 1),
            (Translatable("Small repair"), 60, 1),
            (Translatable("Large repair"), 120, 1),
            (Translatable("Collection"), 15, 1),
        ),
        (Translatable("Workbench 1"),),
    ),
    Trade("other", Translatable("Something else"), ((Translatable("Appointment"), 30, 1),)),
)


def trade_of(trade_id: str) -> Trade:
    """The trade of an id; the last one for an unknown id."""
    return next((trade for trade in TRADES if trade.id == trade_id), TRADES[-1])


def trade_names(tr: Translate = untranslated) -> list[tuple[str, str]]:
    """The trades to choose from: their ids and what they are called."""
    return [(trade.id, tr(trade.name)) for trade in TRADES]


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
