"""What a drop is called, before it is done and after."""

from __future__ import annotations

from datetime import date

from frontdesk.desk.answers import Visit
from frontdesk.desk.views import VisitView
from frontdesk.engine.values import Business
from frontdesk.engine.zones import local_date
from frontdesk.ui import text
from frontdesk.ui.calendar.controller import translated_words
from frontdesk.ui.calendar.gesture_values import Lifted, Proposal
from frontdesk.ui.text import translate as tr


def done_sentence(proposal: Proposal, visit: Visit, business: Business) -> str:
    """What was done, such as "Moved Dana Fox to 14:15, Bo." """
    entry = visit.appointment
    words = {
        "name": proposal.lifted.title,
        "when": _when(proposal.lifted, entry.start, visit.timezone),
        "who": text.short_names_text(business, entry.resource_ids),
        "length": text.minutes_text(entry.duration),
        "span": text.span_text(entry.start, entry.end, visit.timezone),
    }
    if proposal.copies:
        return tr("Copied {name} to {when}, {who}.").format(**words)
    if _only_resizes(proposal):
        return tr("{name} takes {length} now: {span}.").format(**words)
    return tr("Moved {name} to {when}, {who}.").format(**words)


def wanted_sentence(proposal: Proposal, business: Business, zone: str) -> str:
    """What is to be done, such as "Move Dana Fox to 14:15, Bo?" """
    words = {
        "name": proposal.lifted.title,
        "when": _when(proposal.lifted, proposal.start, zone),
        "who": text.short_names_text(business, (proposal.resource_id,)),
        "length": text.minutes_text(proposal.duration),
        "span": text.span_text(proposal.start, proposal.end, zone),
    }
    if proposal.copies:
        return tr("Copy {name} to {when}, {who}?").format(**words)
    if _only_resizes(proposal):
        return tr("{length} for {name}: {span}?").format(**words)
    return tr("Move {name} to {when}, {who}?").format(**words)


def hold_sentence(proposal: Proposal, business: Business, shown: date, zone: str) -> str:
    """What is to be held, such as "Hold 17:15 for Haircut, Bo?"; the day where it is not shown."""
    clock, day = text.clock_text(proposal.start, zone), local_date(proposal.start, zone)
    names = (proposal.resource_id, *proposal.lifted.along)
    return tr("Hold {when} for {service}, {who}?").format(
        when=clock if day == shown else f"{text.day_text(day)}, {clock}",
        service=proposal.lifted.title,
        who=text.short_names_text(business, names),
    )


def _only_resizes(proposal: Proposal) -> bool:
    lifted = proposal.lifted
    stays = proposal.resource_id == lifted.resource_id
    return stays and proposal.duration != lifted.duration


def _when(lifted: Lifted, start: int, zone: str) -> str:
    """The time, with the day where it is another one than before."""
    clock = text.clock_text(start, zone)
    day = local_date(start, zone)
    if day == local_date(lifted.start, zone):
        return clock
    return f"{text.day_text(day)}, {clock}"


def stuck_sentence(visit: VisitView | None) -> str:
    """Why a visit cannot be taken in the hand; None is one that is gone."""
    if visit is None:
        return tr("This visit can't be moved.")
    if visit.hold_expires_at is not None:
        return tr("{desk} holds this time and alone can move it.").format(desk=visit.desk)
    if visit.capacity > 1:
        return tr("A class with several people in it can't be moved.")
    status = translated_words().status(visit)
    return tr("This visit can't be moved: it is “{status}”.").format(status=status)
