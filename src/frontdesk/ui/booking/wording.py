"""What the head of the panel says, from the state of the booking and the present moment."""

from __future__ import annotations

from collections.abc import Sequence

from frontdesk.desk.answers import Visit
from frontdesk.desk.sentences import reason_sentence
from frontdesk.engine.values import Business
from frontdesk.ui import text
from frontdesk.ui.booking.countdown import HoldState, Phase
from frontdesk.ui.booking.head import HeadTexts, Tone
from frontdesk.ui.booking.state import Busy, Deed, Draft, Kind, PanelState, Stage
from frontdesk.ui.text import translate as tr


def head_texts(
    state: PanelState, hold: HoldState | None, business: Business, desk_name: str
) -> HeadTexts | None:
    """The texts of the head; None where there is nothing to say. ``desk_name`` is our own."""
    what = _what(state, business)
    if state.stage is Stage.HELD and hold is not None:
        return _offline(state, what) if state.offline else _held(state, hold, business, what)
    if state.stage is Stage.ENDED:
        return _ended(state, what)
    if state.stage is Stage.TAKEN:
        return HeadTexts(_taken(state, desk_name), what=what, tone=Tone.URGENT, icon="alert")
    return None


def spoken_when(state: PanelState, texts: HeadTexts) -> tuple[object, ...]:
    """What makes the head worth saying: said again only where this is another value.

    Thresholds are, seconds are not.
    """
    if state.stage is Stage.HELD and not state.offline:
        return Stage.HELD, texts.tone, state.renewed_from
    return state.stage, texts.title


def deed_sentence(deed: Deed, business: Business) -> str:
    """What was done, such as "Booked: Dana Fox, Tue 24 Nov, 14:15 – 14:45, with Chloé Martin."."""
    entry, customer = deed.visit.appointment, deed.visit.customer
    words = {
        "name": customer.name if customer is not None else "",
        "when": text.when_text(entry.start, entry.end, deed.visit.timezone),
        "who": text.names_text(business, entry.resource_ids),
    }
    if deed.left is not None:
        old = deed.left.appointment
        words["old"] = text.when_text(old.start, old.end, deed.left.timezone)
    template = {
        Kind.HELD: tr("Held: {when}, with {who}."),
        Kind.MOVED: tr("The hold moved to {when}. {old} is free again."),
        Kind.BOOKED: tr("Booked: {name}, {when}, with {who}."),
        Kind.RELEASED: tr("Released: {when}, with {who}. The time is free again."),
        Kind.CANCELLED: tr("Cancelled: {name}, {when}, with {who}."),
    }[deed.kind]
    if not _is_free_again(deed):
        unsaid = {
            Kind.MOVED: tr("The hold moved to {when}."),
            Kind.RELEASED: tr("Released: {when}, with {who}."),
        }
        template = unsaid.get(deed.kind, template)
    return template.format(**words)


def _is_free_again(deed: Deed) -> bool:
    """Whether the whole time that was left is anybody's now; over a visit it never was."""
    entry = deed.visit.appointment
    if deed.left is None:
        return not entry.overbooked
    old = deed.left.appointment
    apart = entry.end <= old.start or old.end <= entry.start
    shares = bool({*entry.resource_ids} & {*old.resource_ids})
    return not old.overbooked and (apart or not shares)


def kept_sentence(
    draft: Draft, hold: Visit | None, cards: Sequence[str] = (), *, lives: bool
) -> str:
    """What came back at the start of the window; ``cards`` are customers' with unsaved changes."""
    if not cards:
        return _kept_form(draft, hold, lives=lives)
    names = tr(", ").join(name or tr("somebody new") for name in cards)
    card = tr("What you typed on the card of {names} is not saved yet.").format(names=names)
    if hold is None and draft.is_empty:
        return card
    return f"{_kept_form(draft, hold, lives=lives)} {card}"


def _kept_form(draft: Draft, hold: Visit | None, *, lives: bool) -> str:
    if hold is None:
        return tr("What you typed before the window closed is here again, for the next booking.")
    entry = hold.appointment
    when = text.when_text(entry.start, entry.end, hold.timezone)
    until = text.moment_text(entry.hold_expires_at or 0, hold.timezone)
    template = {
        (True, True): tr("Your hold of {when} lives until {until}."),
        (True, False): tr(
            "What you typed before the window closed is here again. Your hold of {when} lives "
            "until {until}."
        ),
        (False, True): tr("Your hold of {when} ended {until}."),
        (False, False): tr(
            "What you typed before the window closed is here again. Your hold of {when} ended "
            "{until}."
        ),
    }[lives, draft.is_empty]
    return template.format(when=when, until=until)


def announcement(texts: HeadTexts) -> str:
    """The head as one sentence for a screen reader."""
    return f"{texts.title}. {texts.what}" if texts.what else texts.title


def _held(state: PanelState, hold: HoldState, business: Business, what: str) -> HeadTexts:
    assert state.hold is not None
    entry = state.hold.appointment
    until = tr("until {time}").format(
        time=text.moment_text(entry.hold_expires_at or 0, state.hold.timezone)
    )
    place = business.locations.get(entry.location_id)
    term = place.booking_timer_minutes * 60 if place is not None else 0
    if state.renewed_from is not None:
        ended = text.moment_text(state.renewed_from, state.hold.timezone)
        # Over another visit it was never free.
        note = (
            tr("Hold ended {time}. Nobody came since, so held again.")
            if entry.overbooked
            else tr("Hold ended {time}. Still free, so held again.")
        )
        what = f"{what}\n{note.format(time=ended)}"
    calm = hold.phase is Phase.HELD
    title = tr("Held {time}") if calm else tr("Ends in {time}")
    tone, icon = {
        Phase.HELD: (Tone.CALM, ""),
        Phase.WARNING: (Tone.WARNING, "clock"),
    }.get(hold.phase, (Tone.URGENT, "alert"))
    return HeadTexts(
        title.format(time=hold.text),
        until,
        what,
        tone,
        icon,
        hold.seconds / term if term else None,
        tr("Keep", "the hold"),
        "F8",
        state.busy is not Busy.BOOKING,
    )


def _offline(state: PanelState, what: str) -> HeadTexts:
    assert state.hold is not None
    until = text.moment_text(state.hold.appointment.hold_expires_at or 0, state.hold.timezone)
    return HeadTexts(
        tr("Connection lost. Your hold is safe until {time}").format(time=until),
        what=what,
        tone=Tone.WARNING,
        icon="alert",
    )


def _ended(state: PanelState, what: str) -> HeadTexts:
    zone = state.hold.timezone if state.hold is not None else "UTC"
    ended = text.moment_text(state.ended_at or 0, zone)
    if state.offline:
        return HeadTexts(
            tr("Connection lost. Your hold ended {time}").format(time=ended),
            what=what,
            tone=Tone.WARNING,
            icon="alert",
        )
    if state.outcome is None:
        return HeadTexts(
            tr("Hold ended {time}").format(time=ended), what=what, tone=Tone.WARNING, icon="clock"
        )
    shares = state.hold is not None and state.hold.appointment.overbooked
    title = (
        tr("Hold ended {time}. Nobody came since")
        if shares
        else tr("Hold ended {time}. The time is still free")
    )
    return HeadTexts(
        title.format(time=ended),
        what=what,
        tone=Tone.WARNING,
        icon="clock",
        action=tr("Hold again"),
        action_enabled=state.busy is Busy.NO,
    )


def _taken(state: PanelState, desk_name: str) -> str:
    outcome, wanted = state.outcome, state.wanted
    zone = state.hold.timezone if state.hold is not None else state.timezone
    if outcome is not None and outcome.taken_at is not None and outcome.desk:
        at = text.moment_text(outcome.taken_at, zone)
        if outcome.desk == desk_name:
            return tr("Taken at this desk at {time}").format(time=at)
        return tr("Taken by {desk} at {time}").format(desk=outcome.desk, time=at)
    if outcome is not None and outcome.reason is not None and wanted is not None:
        return reason_sentence(outcome.reason, zone, wanted.start, text.translate)
    return tr("This time is not available any more")


def _what(state: PanelState, business: Business) -> str:
    """The visit in one line: "Tue 24 Nov, 14:15 – 14:45 · Chloé · Room 1"."""
    wanted = state.wanted
    if wanted is None:
        return ""
    zone = state.hold.timezone if state.hold is not None else state.timezone
    length = wanted.duration
    if length is None:
        length = business.services[wanted.service_id].duration.default
    when = text.when_text(wanted.start, wanted.start + length, zone)
    who = text.short_names_text(business, wanted.resource_ids)
    return f"{when} · {who}" if who else when
