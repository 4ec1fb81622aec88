"""Takes a time of the calendar for a new visit, and asks for a reason where it bends a rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from frontdesk.desk import moves
from frontdesk.desk.booking import HoldRequest
from frontdesk.desk.moves import Verdict
from frontdesk.desk.unit import Desk
from frontdesk.engine.exceptions import Grade
from frontdesk.ui import text
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.booking.state import Busy
from frontdesk.ui.calendar import moving_wording
from frontdesk.ui.calendar.gesture_states import Landed
from frontdesk.ui.calendar.gesture_values import NEW_VISIT, Lifted, Proposal
from frontdesk.ui.calendar.moving_jobs import team_of
from frontdesk.ui.calendar.reason_strip import ReasonStrip
from frontdesk.ui.day import ShownDay
from frontdesk.ui.notices import Notices
from frontdesk.ui.runner import Runner
from frontdesk.ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class _Wish:
    """A time that is wanted: ``request`` in the zone ``timezone``.

    ``refuse`` says why it can't be had. ``minutes`` is a length that was drawn, ``proposal``
    where the hold in hand was dropped, or the new visit while it waits for its reason: ``why``
    it needs one.
    """

    request: HoldRequest
    timezone: str
    refuse: Callable[[str], None]
    minutes: int | None = None
    proposal: Proposal | None = None
    why: str = ""


class Holding(QObject):
    """Answers a press on a time and a stretch that was drawn, as ``moving`` answers a drop."""

    took = Signal(object, object)
    """A ``Proposal`` was held: with the ``Visit`` that came of it."""

    def __init__(
        self,
        window: MainWindow,
        day: ShownDay,
        booking: BookingController,
        runner: Runner,
        notices: Notices,
    ) -> None:
        """Connect everything."""
        super().__init__(window)
        self._window = window
        self._calendar = window.calendar
        self._dragging = window.calendar.dragging
        self._day = day
        self._booking = booking
        self._runner = runner
        self._notices = notices
        self._judging: _Wish | None = None
        self._asked: _Wish | None = None
        self._taking: _Wish | None = None
        self.reason = ReasonStrip(self.tr("Hold it"), self.tr("Leave it"))
        window.add_strip(self.reason)
        self.reason.given.connect(self._take_with_reason)
        self.reason.left.connect(self._dragging.cancel)
        self._dragging.withdrawn.connect(self._end_asking)
        self._dragging.selected.connect(self.take_stretch)
        self._calendar.timeChosen.connect(self.take_time)
        self._calendar.startChosen.connect(self._want_nothing_else)
        self._calendar.visitChosen.connect(self._want_nothing_else)
        day.chosen.connect(self._ask_from_here)
        booking.changed.connect(self._follow)
        booking.held.connect(self._give_way)

    # What is wanted

    @Slot(str, int)
    def take_time(self, resource_id: str, instant: int) -> None:
        """Hold the chosen service at an instant, or say there why it can't be had."""

        def refuse(sentence: str) -> None:
            self._calendar.show_reason(resource_id, instant, sentence)

        request = self._request(resource_id, instant, self._day.duration)
        if request is None:
            refuse(self.tr("Choose a service to see the times at which it can be booked."))
        else:
            self._judge(_Wish(request, self._day.timezone, refuse))

    @Slot(str, int, int)
    def take_stretch(self, resource_id: str, start: int, end: int) -> None:
        """Hold the stretch at the allowed length that is nearest to it, or say why not."""
        service = self._day.service
        if service is None:
            sentence = self.tr("Choose a service to see the times at which it can be booked.")
            self._notices.tell("info", sentence)
            return
        rule = service.duration
        lengths = range(rule.minimum, rule.maximum + 1, rule.step)
        minutes = min(lengths, key=lambda length: (abs(length - (end - start)), length))
        request = self._request(resource_id, start, minutes)
        assert request is not None
        self._judge(_Wish(request, self._day.timezone, self._warn, minutes))

    def request_elsewhere(self, proposal: Proposal) -> HoldRequest | None:
        """What holds the time of ``proposal`` for the hold in hand; None if that is not meant."""
        live = self._booking.state.live_hold
        if live is None or proposal.copies or live.appointment.id != proposal.lifted.visit_id:
            return None
        entry = live.appointment
        team = team_of(entry.resource_ids, proposal) or (proposal.resource_id,)
        return HoldRequest(
            entry.service_id, proposal.start, team, proposal.duration, entry.location_id
        )

    def take_elsewhere(self, proposal: Proposal, request: HoldRequest) -> None:
        """Move the hold in hand as a press on another time does: the panel goes with it."""
        live = self._booking.state.live_hold
        assert live is not None

        def refuse(sentence: str) -> None:
            self._dragging.finish(done=False)
            self._warn(sentence)

        self._judge(_Wish(request, live.timezone, refuse, proposal=proposal))

    def _request(self, resource_id: str, start: int, minutes: int | None) -> HoldRequest | None:
        day = self._day
        if day.service is None:
            return None
        return HoldRequest(day.service.id, start, (resource_id,), minutes, day.location_id)

    # What the desk says

    def _judge(self, wish: _Wish) -> None:
        live = self._booking.state.live_hold
        left = live.appointment.id if live is not None else None
        request = replace(wish.request, instead_of=left)

        def ask(desk: Desk) -> Verdict:
            return moves.judge_hold(desk, request, tr=text.translate)

        def answer(verdict: Verdict) -> None:
            self._judging = None
            self._answer(wish, verdict)

        def fail(error: BaseException) -> None:
            self._judging = None
            self._finish(wish, done=False)
            self._notices.report(error)

        self._want_nothing_else()
        self._judging = wish
        self._runner.run(ask, answer, fail, key="wish")

    def _answer(self, wish: _Wish, verdict: Verdict) -> None:
        if self._booking.state.busy is not Busy.NO:
            self._finish(wish, done=False)  # another time was taken meanwhile
        elif verdict.grade is Grade.FREE:
            self._take(wish)
        elif verdict.grade is Grade.REFUSED and not verdict.missing:
            wish.refuse(verdict.sentence)
        elif not self._is_overtaken(wish):
            # A right that is missing is asked for after the reason: whoever gives leave reads it.
            self._ask_reason(wish, verdict)

    def _is_overtaken(self, wish: _Wish) -> bool:
        """Whether something else is dragged, or was dropped, since ``wish`` was made."""
        state = self._dragging.state
        if isinstance(state, Landed):
            return not (state.asks or state.done) and state.proposal != wish.proposal
        return self._dragging.is_active

    def _ask_reason(self, wish: _Wish, verdict: Verdict) -> None:
        request = replace(wish.request, over=verdict.over)
        asked = replace(wish, request=request, why=verdict.sentence)
        if wish.proposal is None:
            proposal = self._proposal(wish.request, verdict.resource_ids)
            asked = replace(asked, proposal=proposal)
            self._dragging.wish(proposal)
        else:
            self._dragging.ask_reason()
        self._asked = asked
        self.reason.ask(self._question(asked))

    def _question(self, asked: _Wish) -> str:
        proposal, business, zone = asked.proposal, self._day.business, asked.timezone
        assert proposal is not None
        if proposal.lifted.visit_id == NEW_VISIT:
            words = moving_wording.hold_sentence(proposal, business, self._day.date, zone)
        else:
            words = moving_wording.wanted_sentence(proposal, business, zone)
        return f"{words} {asked.why}"

    @Slot()
    def _ask_from_here(self) -> None:
        """Another day is shown: the question says which one it is about."""
        if self._asked is not None:
            self.reason.show_text(self._question(self._asked))

    def _proposal(self, request: HoldRequest, team: tuple[str, ...]) -> Proposal:
        """The visit that waits for its reason, as if it were taken in the hand."""
        service = self._day.business.services[request.service_id]
        (resource_id,) = request.resource_ids
        lifted = Lifted(
            visit_id=NEW_VISIT,
            resource_id=resource_id,
            start=request.start,
            duration=request.duration or service.duration.default,
            service_id=service.id,
            title=service.name,
            color=service.color,
            buffer_before=service.buffer_before,
            buffer_after=service.buffer_after,
            along=tuple(name for name in team if name != resource_id),
        )
        return Proposal(lifted, resource_id, lifted.start, lifted.duration)

    # Taking it

    @Slot(str)
    def _take_with_reason(self, because: str) -> None:
        asked = self._asked
        is_free = self._taking is None and self._booking.state.busy is Busy.NO
        if asked is not None and is_free:
            self._take(replace(asked, request=replace(asked.request, because=because)))

    def _take(self, wish: _Wish) -> None:
        if wish.minutes is not None:
            self._day.set_duration(wish.minutes)
        if self._asked is None:
            self._calendar.setFocus()
        self._taking = wish
        self._booking.take(wish.request, wish.timezone)

    @Slot()
    def _follow(self) -> None:
        """See what came of the time that is being taken."""
        wish, state = self._taking, self._booking.state
        if wish is None or state.busy is not Busy.NO:
            return
        self._taking = None
        live = state.live_hold
        entry = live.appointment if live is not None else None
        done = entry is not None and _is_at(wish, entry.start, entry.resource_ids)
        self._end_asking()
        self._finish(wish, done=done)
        if done and wish.proposal is not None:
            self.took.emit(wish.proposal, live)

    @Slot()
    def _give_way(self) -> None:
        """Another time was taken, from a list, say: the cursor belongs to its form.

        A hold that is kept, or held again by itself, does not end what is being typed.
        """
        self.reason.forget()
        if self._taking is None and self._asked is not None:
            self._asked = None
            self.reason.hide()
            self._dragging.cancel()

    def _finish(self, wish: _Wish, *, done: bool) -> None:
        state = self._dragging.state
        if isinstance(state, Landed) and state.proposal == wish.proposal:
            self._dragging.finish(done=done)

    @Slot()
    def _end_asking(self) -> None:
        if self._asked is not None:
            self._asked = None
            self.reason.hide()
            self._calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _want_nothing_else(self) -> None:
        """Something else was chosen before the desk has answered: a drop glides back."""
        wish, self._judging = self._judging, None
        self._runner.forget("wish")
        if wish is not None:
            self._finish(wish, done=False)

    def _warn(self, sentence: str) -> None:
        self._notices.tell("warning", sentence)


def _is_at(wish: _Wish, start: int, resource_ids: tuple[str, ...]) -> bool:
    request = wish.request
    return request.start == start and set(request.resource_ids) <= set(resource_ids)
