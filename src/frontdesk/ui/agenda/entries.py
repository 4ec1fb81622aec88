"""The rows of the list: a visit or an available time each, with what is shown, sought and sorted.

Nothing here is Qt. Everything about a row is worked out once, when it is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frontdesk.desk.agenda import AgendaRow, AgendaView, sought, words_of
from frontdesk.desk.answers import Opening
from frontdesk.desk.spreadsheet import disarmed
from frontdesk.desk.views import is_unpaid
from frontdesk.engine.values import Business, Status
from frontdesk.engine.zones import local_date, wall_minute
from frontdesk.ui import text
from frontdesk.ui.agenda.wording import Column, Standing, standing_text
from frontdesk.ui.counts import USUALLY_LEFT_OUT, DayCounts, Group
from frontdesk.ui.payments import unpaid_text
from frontdesk.ui.text import translate

Key = tuple[str, int, tuple[str, ...]]
"""What stays the same about a row when it is read again."""

OVER = frozenset({Standing.CANCELLED, Standing.MOVED})
"""Rows that nobody comes for any more; a list leaves them out unless it is asked for them."""

_GROUPS = {
    Standing.HELD: Group.HELD,
    Standing.RESERVED: Group.BOOKED,
    Standing.BOOKED: Group.BOOKED,
    Standing.ARRIVED: Group.HERE,
    Standing.STARTED: Group.HERE,
    Standing.DONE: Group.DONE,
    Standing.NO_SHOW: Group.NO_SHOW,
    Standing.CANCELLED: Group.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: ``visit`` or ``opening`` is set. ``start`` and ``end`` are instants."""

    key: Key
    start: int
    end: int
    standing: Standing
    service_id: str
    resource_ids: tuple[str, ...]
    cells: tuple[str, ...]
    order: tuple[int | str, ...]
    """What each column is sorted by."""
    sought: str
    color: str
    visit: AgendaRow | None = None
    opening: Opening | None = None
    unpaid: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are wanted. Empty fields want every row.

    ``hidden`` are resources that are switched off: a row goes when all of its resources are.
    ``left_out`` as in the calendar; those that are over come also where ``standings`` names them.
    """

    words: str = ""
    standings: frozenset[Standing] | None = None
    resource_id: str = ""
    service_id: str = ""
    hidden: frozenset[str] = frozenset()
    left_out: frozenset[Group] = USUALLY_LEFT_OUT

    @property
    def narrows(self) -> bool:
        """Whether the list's own filters leave anything out."""
        return bool(
            self.words.strip() or self.standings is not None or self.resource_id or self.service_id
        )


def matching(entries: Iterable[Entry], wanted: Filter) -> list[Entry]:
    """The rows that ``wanted`` lets through, in their order."""
    words = words_of(wanted.words)
    return [entry for entry in entries if _fits(entry, wanted, words)]


def _fits(entry: Entry, wanted: Filter, words: Sequence[str]) -> bool:
    return (
        _stands_as_wanted(entry.standing, wanted)
        and (not wanted.resource_id or wanted.resource_id in entry.resource_ids)
        and (not wanted.service_id or wanted.service_id == entry.service_id)
        and not (entry.resource_ids and wanted.hidden.issuperset(entry.resource_ids))
        and all(word in entry.sought for word in words)
    )


def _stands_as_wanted(standing: Standing, wanted: Filter) -> bool:
    is_shown = standing is not Standing.MOVED and _GROUPS.get(standing) not in wanted.left_out
    if wanted.standings is None:
        return is_shown
    return standing in wanted.standings and (is_shown or standing in OVER)


def in_order(entries: Iterable[Entry], column: Column, descending: bool) -> list[Entry]:
    """The rows sorted by a column; rows that are alike there stay in order of time."""

    def rank(entry: Entry) -> tuple[bool, int | str]:
        value = entry.order[column]
        return (value == "") is not descending, value  # what is empty comes last either way

    return sorted(sorted(entries, key=_by_time), key=rank, reverse=descending)


def _by_time(entry: Entry) -> tuple[int, Key]:
    return entry.start, entry.key


def visit_entries(view: AgendaView) -> list[Entry]:
    """The visits that were read as rows."""
    return [_of_visit(row, view.timezone, view.read_at) for row in view.rows]


def opening_entries(
    openings: Iterable[Opening], service_id: str, business: Business, zone: str
) -> list[Entry]:
    """Available times of a service as rows."""
    service = business.services.get(service_id)
    if service is None:
        return []
    return [
        _entry(
            ("opening", opening.start, opening.resource_ids),
            opening.start,
            opening.end,
            zone,
            Standing.AVAILABLE,
            ("", "", service.name, text.names_text(business, opening.resource_ids), ""),
            (service.id, service.color, opening.resource_ids),
            standing_text(Standing.AVAILABLE),
            opening=opening,
        )
        for opening in openings
    ]


def counted(entries: Iterable[Entry], business: Business) -> DayCounts:
    """How many visits stand how; a class counts once, as it does in the calendar."""
    seen: dict[tuple[object, ...], Group] = {}
    for entry in entries:
        group = _GROUPS.get(entry.standing)
        if group is None:
            continue
        service = business.services.get(entry.service_id)
        shared = service is not None and service.capacity > 1 and group is not Group.NO_SHOW
        key = (entry.service_id, entry.start, entry.end, entry.resource_ids)
        seen.setdefault(key if shared else entry.key, group)
    return DayCounts(Counter(seen.values()))


def standing_of(row: AgendaRow) -> Standing:
    """How a visit stands."""
    if row.status is Status.BOOKED and row.completed:
        return Standing.DONE
    if row.status in (Status.BOOKED, Status.RESERVED) and row.arrived:
        return Standing.STARTED if row.started else Standing.ARRIVED
    return {
        Status.INITIAL: Standing.HELD,
        Status.RESERVED: Standing.RESERVED,
        Status.BOOKED: Standing.BOOKED,
        Status.CANCELLED: Standing.CANCELLED,
        Status.RESCHEDULED: Standing.MOVED,
        Status.NO_SHOW: Standing.NO_SHOW,
    }[row.status]


def copied(entries: Iterable[Entry]) -> str:
    """Rows for the clipboard: cells parted by tabs, one row a line, formulas disarmed."""
    return "\n".join(
        "\t".join(disarmed(" ".join(cell.split())) for cell in entry.cells) for entry in entries
    )


def changes_at(entries: Iterable[Entry], now: int) -> int | None:
    """The next moment after ``now`` (seconds) at which a row is another one by itself.

    A hold ends, or a visit begins that nobody has paid for. None where only a write changes any.
    """
    moments = []
    for entry in entries:
        if entry.visit is None:
            continue
        if entry.visit.hold_expires_at is not None:
            moments.append(entry.visit.hold_expires_at)
        if entry.visit.owes and not is_unpaid(entry.visit, now):
            moments.append(entry.start * 60)
    return min(moments, default=None)


def _of_visit(row: AgendaRow, zone: str, now: int) -> Entry:
    standing = standing_of(row)
    status = standing_text(standing)
    if standing is Standing.HELD and row.hold_expires_at is not None:
        until = text.moment_text(row.hold_expires_at, zone)
        words = translate("Held by {desk} until {time}")
        status = words.format(desk=row.desk, time=until)
    unpaid = is_unpaid(row, now)
    if unpaid:
        status = unpaid_text(status)
    texts = (row.customer_name, row.phone, row.service_name, " · ".join(row.resource_names))
    return _entry(
        ("visit", row.id, ()),
        row.start,
        row.end,
        zone,
        standing,
        (*texts, " ".join(row.notes.split())),
        (row.service_id, row.color, row.resource_ids),
        status,
        visit=row,
        unpaid=unpaid,
    )


def _entry(
    key: Key,
    start: int,
    end: int,
    zone: str,
    standing: Standing,
    texts: tuple[str, str, str, str, str],
    what: tuple[str, str, tuple[str, ...]],
    status: str,
    visit: AgendaRow | None = None,
    opening: Opening | None = None,
    unpaid: bool = False,
) -> Entry:
    customer, phone, service, others, note = texts
    service_id, color, resource_ids = what
    day = local_date(start, zone)
    cells = (
        text.day_text(day),
        text.clock_text(start, zone),
        text.minutes_text(end - start),
        customer,
        phone,
        service,
        others,
        status,
        note,
    )
    names = [sought(cell) for cell in (customer, phone, service, others, note)]
    rank = list(Standing).index(standing)
    order: tuple[int | str, ...] = (
        start,
        wall_minute(start, zone),
        end - start,
        *names[:4],
        rank,
        names[4],
    )
    everything = "\n".join([*names, sought(*cells[:3], status)])
    return Entry(
        key, start, end, standing, service_id, resource_ids, cells, order, everything, color,
        visit, opening, unpaid,
    )  # fmt: skip
