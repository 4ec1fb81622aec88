"""What a day sheet is made from, and which of its two kinds is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from frontdesk.desk import agenda, calendar, users
from frontdesk.desk.agenda import AgendaView
from frontdesk.desk.unit import Desk
from frontdesk.desk.views import DaysView
from frontdesk.engine.rights import Right
from frontdesk.ui import text
from frontdesk.ui.period import MOST_DAYS, Period
from frontdesk.ui.printing.calendar_page import Manner, calendar_bodies
from frontdesk.ui.printing.list_page import list_bodies
from frontdesk.ui.printing.page import Document, day_words
from frontdesk.ui.printing.paper import Format, Head, Paper, paper_for


class Kind(StrEnum):
    """The two ways to print a day."""

    CALENDAR = "calendar"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Days as they were read for printing, both ways at the same time.

    ``days`` is None for a stretch that is too long for columns. ``may_see_contacts`` and
    ``may_export`` are whether whoever sits here has the right to.
    """

    place: str
    days: DaysView | None
    listed: AgendaView
    may_see_contacts: bool
    may_export: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user chose in the preview."""

    kind: Kind = Kind.CALENDAR
    format: Format = Format.A4
    phones: bool = True


def read_job(
    location_id: str, place: str, period: Period, resource_ids: frozenset[str] | None
) -> Callable[[Desk], Sheet]:
    """Read the days of ``period``, with the columns of ``resource_ids`` (None for all)."""

    def job(desk: Desk) -> Sheet:
        days = None
        if period.count <= MOST_DAYS:
            days = calendar.days_view(desk, location_id, period.first, period.count, resource_ids)
        listed = agenda.agenda(desk, location_id, period.first, period.last)
        contacts, export = (users.may(desk, right) for right in (Right.SEE_CONTACTS, Right.EXPORT))
        return Sheet(place, days, listed, contacts, export)

    return job


def document(sheet: Sheet, wanted: Wanted, manner: Manner, printed: str) -> Document:
    """The pages of ``sheet``; ``printed`` says when and by whom."""
    listed = sheet.listed
    head = Head(sheet.place, days_words(listed.first, listed.last), printed)
    phones = wanted.phones and sheet.may_see_contacts
    if wanted.kind is Kind.CALENDAR and sheet.days is not None and sheet.days.columns:
        paper = paper_for(sheet.days, wanted.format)
        told = Manner(manner.words, manner.color_by, manner.twelve_hours, manner.now, phones)
        return Document(paper, head, calendar_bodies(sheet.days, paper, told))
    paper = Paper(wanted.format, landscape=True)
    return Document(paper, head, list_bodies(listed, paper, manner.words, contacts=phones))


def days_words(first: date, last: date) -> str:
    """One day or several, with the year."""
    if first == last:
        return day_words(first)
    return text.days_text(first, last, first.replace(year=first.year - 1, day=1))


def printed_words(when: str, desk_name: str) -> str:
    """The foot of each page."""
    words = QCoreApplication.translate("Printing", "Printed {when} · {desk}")
    return words.format(when=when, desk=desk_name)
