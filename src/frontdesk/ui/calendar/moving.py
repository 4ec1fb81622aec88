"""What the desk says to the gestures: where a visit may go, what a drop came to, and its undo."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal, Slot

from frontdesk.desk import moves
from frontdesk.desk.answers import Done, RefusalError, Visit
from frontdesk.desk.moves import MoveOpenings, Verdict
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.exceptions import Grade
from frontdesk.ui import text
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.calendar import gestures, moving_wording
from frontdesk.ui.calendar.gesture_grips import block_of
from frontdesk.ui.calendar.gesture_states import Carrying
from frontdesk.ui.calendar.gesture_values import Grid, Judgement, Lifted, Proposal
from frontdesk.ui.calendar.holding import Holding
from frontdesk.ui.calendar.month_rest import MonthRest
from frontdesk.ui.calendar.moving_jobs import Answer, drop_job, judge_job
from frontdesk.ui.calendar.reason_strip import ReasonStrip
from frontdesk.ui.day import ShownDay
from frontdesk.ui.notices import Notices
from frontdesk.ui.runner import Runner
from frontdesk.ui.window import MainWindow


class Moving(QObject):
    """Answers the signals of the calendar's ``Dragging``; every verb runs off this thread."""

    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    moved = Signal(object, object)
    """A ``Proposal`` was written: with the ``Visit`` that came of it."""

    def __init__(
        self,
        window: MainWindow,
        day: ShownDay,
        booking: BookingController,
        runner: Runner,
        notices: Notices,
        holding: Holding,
    ) -> None:
        """Connect everything; ``holding`` moves the hold in hand."""
        super().__init__(window)
        self._window = window
        self._day = day
        self._booking = booking
        self._runner = runner
        self._notices = notices
        self._dragging = window.calendar.dragging
        self._judged: dict[Proposal, Judgement] = {}
        self._pending: Proposal | None = None
        self._holding = holding
        self._rest = MonthRest(window.navigator.month, self)
        self.reason = ReasonStrip(self.tr("Do it"), self.tr("Put back"))
        window.add_strip(self.reason)
        self._connect()

    def _connect(self) -> None:
        dragging = self._dragging
        dragging.grid_of = self.grid_of
        dragging.takenUp.connect(self._read_starts)
        dragging.judgeWanted.connect(self._judge)
        dragging.dropped.connect(self._drop)
        dragging.withdrawn.connect(self._withdraw)
        dragging.told.connect(self._tell)
        dragging.pointed.connect(self._rest.point)
        self._rest.rested.connect(self._day.set_date)
        self.reason.given.connect(self._do_with_reason)
        self.reason.left.connect(dragging.cancel)
        self._holding.took.connect(self.moved)

    def grid_of(self, lifted: Lifted) -> Grid:
        """What a visit snaps to, as far as is known at once."""
        zone = ZoneInfo(self._day.timezone)
        service = self._day.business.services.get(lifted.service_id)
        if service is None:
            return Grid(zone)
        rule = service.duration
        lengths = tuple(range(rule.minimum, rule.maximum + 1, rule.step))
        return Grid(zone, service.start_interval, lengths)

    # Before the drop

    @Slot(object)
    def _read_starts(self, lifted: Lifted) -> None:
        days, number = self._day.period, lifted.visit_id
        self._judged.clear()

        def read(desk: Desk) -> MoveOpenings:
            return moves.move_openings(desk, number, days.first, days.last)

        def show_starts(found: MoveOpenings) -> None:
            starts = found.starts_for(lifted.resource_id)
            grid = Grid(ZoneInfo(self._day.timezone), found.interval, found.lengths, starts)
            self._dragging.show_grid(number, grid)

        self._runner.run(read, show_starts, self._leave, key="move-starts")

    @Slot(object)
    def _judge(self, proposal: Proposal) -> None:
        known = self._judged.get(proposal)
        if known is not None:
            self._runner.forget("judge")
            self._dragging.show_judgement(proposal, known)
            return

        def answer(found: tuple[Verdict, bool]) -> None:
            verdict, needs_reason = found
            remark = verdict.sentence
            if needs_reason:
                remark = self.tr("{sentence} It needs a reason.").format(sentence=remark)
            judgement = Judgement(verdict.grade, remark, bool(verdict.missing))
            self._judged[proposal] = judgement
            self._dragging.show_judgement(proposal, judgement)

        job = judge_job(proposal, self._holding.request_elsewhere(proposal))
        self._runner.run(job, answer, self._leave, key="judge")

    @Slot(object)
    def refresh(self, _changes: Changes | None = None) -> None:
        """Something was written: what was judged may be another thing now."""
        self._judged.clear()
        state = self._dragging.state
        if isinstance(state, Carrying) and state.proposal is not None:
            self._judge(state.proposal)

    # The drop

    @Slot(object)
    def _drop(self, proposal: Proposal) -> None:
        hold = self._holding.request_elsewhere(proposal)
        if hold is not None:
            self._holding.take_elsewhere(proposal, hold)
        else:
            self._run(proposal, None)

    def _run(self, proposal: Proposal, because: str | None) -> None:
        def answer(answer: Answer) -> None:
            self._on_answer(proposal, answer)

        self._runner.run(drop_job(proposal, because), answer, self._fail)

    def _on_answer(self, proposal: Proposal, answer: Answer) -> None:
        if isinstance(answer, Verdict) and (answer.grade is Grade.EXCEPTION or answer.missing):
            # A right that is missing is asked for after the reason: whoever gives leave reads it.
            self._ask_reason(proposal, answer)
            return
        self._end_asking()
        self._dragging.finish(done=isinstance(answer, Done))
        if isinstance(answer, Done):
            self.reason.forget()
            self._on_done(proposal, answer)
        elif isinstance(answer, Verdict):
            self._notices.tell("warning", answer.sentence)
        else:
            self._notices.tell("warning", refusal_sentence(answer.refusal, text.translate))

    def _on_done(self, proposal: Proposal, answer: Done[Visit]) -> None:
        shown = self._booking.visit.visit
        if shown is not None and shown.appointment.id == proposal.lifted.visit_id:
            self._booking.visit.show(answer.value)
        sentence = moving_wording.done_sentence(proposal, answer.value, self._day.business)
        self._notices.tell_done(sentence, answer.undo)
        self.moved.emit(proposal, answer.value)
        self.wrote.emit(answer.changes)

    # Reasons

    def _ask_reason(self, proposal: Proposal, verdict: Verdict) -> None:
        self._pending = proposal
        self._dragging.ask_reason()
        sentence = moving_wording.wanted_sentence(proposal, self._day.business, self._day.timezone)
        self.reason.ask(f"{sentence} {verdict.sentence}")

    @Slot(str)
    def _do_with_reason(self, because: str) -> None:
        if self._pending is not None:
            self._run(self._pending, because)

    @Slot()
    def _withdraw(self) -> None:
        self._end_asking()

    def _end_asking(self) -> None:
        if self._pending is not None:
            self._pending = None
            self.reason.hide()
            self._window.calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    # What went wrong

    @Slot(object)
    def _tell(self, news: gestures.Tell) -> None:
        if news.news is gestures.News.STUCK:
            self._notices.tell("info", self._why_stuck(news.lifted))
        elif news.news is gestures.News.CHANGED:
            words = self.tr(
                "{name} was changed meanwhile, here or at another desk. "
                "Nothing was moved; look again."
            )
            self._notices.tell("warning", words.format(name=news.lifted.title))
        elif news.judgement is not None:
            self._notices.tell("warning", news.judgement.sentence)

    def _why_stuck(self, lifted: Lifted) -> str:
        scene = self._window.calendar.scene
        block = block_of(scene, lifted) if scene is not None else None
        return moving_wording.stuck_sentence(block.visit if block is not None else None)

    def _fail(self, error: BaseException) -> None:
        self._end_asking()
        self._dragging.finish(done=False)
        self._notices.report(error)

    def _leave(self, error: BaseException) -> None:
        """Judging is a help, not a promise: the drop asks again, and says what is wrong."""
        if not isinstance(error, RefusalError):
            self._dragging.cancel()
            self._notices.report(error)
