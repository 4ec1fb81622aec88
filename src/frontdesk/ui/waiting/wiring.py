"""Connects the waiting list with the calendar, the booking, the book and the notices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from frontdesk.desk import booking, records, waiting, waiting_matches
from frontdesk.desk.answers import Done, RefusalError, Refused
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.desk.unit import Desk
from frontdesk.desk.waiting import Waiting, WaitingEntry
from frontdesk.desk.waiting_matches import Settled
from frontdesk.engine.changes import Changes
from frontdesk.engine.zones import local_date
from frontdesk.ui import text
from frontdesk.ui.booking.first_times import TimesFilter
from frontdesk.ui.booking.parts import Connected, Parts
from frontdesk.ui.booking.times_wiring import TimesWiring
from frontdesk.ui.waiting.form import WaitingForm
from frontdesk.ui.waiting.section import WaitingSection
from frontdesk.ui.waiting.wording import suited_sentence

_REACH = timedelta(weeks=6)
"""How long somebody waits unless another day is typed."""
_SHOW = "waiting-list"

Asked = tuple[Waiting, str]
"""A wish to begin with, and whose it is."""


class WaitingWiring(Connected):
    """From W to the list, and from a time that came free to whoever waits for it."""

    wrote = Signal(object)
    """``Changes`` that every page must hear of."""

    def __init__(self, parts: Parts, times: TimesWiring) -> None:
        """Put the list at the left, and connect everything."""
        super().__init__(parts)
        self._times = times
        self._rows: dict[QWidget, Callable[[], int | None]] = {}
        self._suited: tuple[int, ...] = ()
        self._place: tuple[str, int] | None = None
        self._focuses_next = False
        self.section = WaitingSection()
        self._window.navigator.add_section(self.section)
        self.section.bookWanted.connect(self.offer)
        self.section.editWanted.connect(self._edit)
        self.section.removeWanted.connect(self._remove)
        self._window.menu.wait.triggered.connect(self.begin)
        self._notices.chosen.connect(self._act)
        self._day.chosen.connect(self._follow_place)

    @cached_property
    def form(self) -> WaitingForm:
        """The card for a wish."""
        form = WaitingForm(self._window)
        form.saved.connect(self._save)
        return form

    def follow_rows(self, widget: QWidget, current: Callable[[], int | None]) -> None:
        """While ``widget`` has the focus, W means its ``current`` visit."""
        self._rows[widget] = current

    @Slot()
    def _follow_place(self) -> None:
        """Another place, or another setup, has another list; another day has not."""
        shown = (self._day.location_id, self._day.business.version)
        if shown != self._place:
            self._place = shown
            self.refresh()

    @Slot(object)
    def refresh(self, changes: Changes | None = None) -> None:
        """Read the list again where it may be another one now."""
        place = self._day.location_id
        concerned = (
            changes is None or changes.customers or changes.configuration or changes.everything
        )
        if self._day.location is None or not concerned:
            return
        self._runner.run(
            lambda desk: waiting.everyone(desk, place),
            self._show,
            self._report,
            key="waiting",
        )

    def _report(self, error: BaseException) -> None:
        if not isinstance(error, RefusalError):  # one: the location is gone, and read anew soon
            self._notices.report(error)

    def settle(self, changes: Changes) -> None:
        """Visits were written here: who waits no more, and who waits for a time now free?"""
        ids = changes.appointment_ids
        if ids:
            job = self._settle_job(ids)
            self._runner.run(job, self._on_settled, self._notices.report)

    @Slot()
    def begin(self) -> None:
        """Put the customer of the visit in hand on the list, or the one who is being booked."""
        number = self._visit_in_hand()
        customer, service = self._booking.draft.customer_id, self._day.service_id
        if number is not None:
            job = self._wish_of_visit(number)
        elif customer is not None and service:
            job = self._wish_of_customer(customer, service)
        else:
            self._notices.tell(
                "info", self.tr("Choose a visit first, or whom to book and for which service.")
            )
            return
        self._runner.run(job, self._open_new, self._notices.report, key="waiting-wish")

    @Slot(int)
    def offer(self, entry_id: int) -> None:
        """Begin a booking for an entry: customer, service, and the first times that suit."""
        entry = self.section.entry(entry_id)
        if entry is None:
            return
        wish = entry.wish
        self._window.show_calendar()
        self._booking.visit.leave()
        self._booking.choose_customer(wish.customer_id)
        self._day.set_service(wish.service_id)
        first = max(wish.first, self._today())
        self._day.set_date(first)
        self._times.finder.begin(None, first)
        person = wish.resource_ids[0] if wish.resource_ids else ""
        weekday = next(iter(wish.weekdays)) if len(wish.weekdays) == 1 else None
        self._times.finder.narrow(TimesFilter(person, wish.part, weekday))
        self._times.focus_when_found()

    # Wishes

    def _visit_in_hand(self) -> int | None:
        focused = self._window.focusWidget()
        row = self._rows.get(focused) if focused is not None else None
        listed = row() if row is not None else None
        if listed is not None:
            return listed
        under = self._window.calendar.visit_under_cursor
        if under is not None:
            return under
        chosen = self._booking.visit.visit
        return None if chosen is None else chosen.appointment.id

    def _wish_of_visit(self, number: int) -> Callable[[Desk], Asked | None]:
        def job(desk: Desk) -> Asked | None:
            visit = booking.show(desk, number)
            entry = visit.appointment
            if entry.customer_id is None or visit.customer is None:
                return None
            today = local_date(int(desk.clock.now().timestamp()) // 60, visit.timezone)
            wish = Waiting(
                entry.customer_id, entry.service_id, entry.location_id, today, today + _REACH
            )
            return wish, visit.customer.name

        return job

    def _wish_of_customer(self, number: int, service: str) -> Callable[[Desk], Asked | None]:
        place, today = self._day.location_id, self._today()

        def job(desk: Desk) -> Asked | None:
            row = records.card(desk, number).row
            return Waiting(row.id, service, place, today, today + _REACH), row.name

        return job

    @Slot(object)
    def _open_new(self, asked: Asked | None) -> None:
        if asked is None:
            self._notices.tell("info", self.tr("Nobody is known for this visit yet."))
        else:
            self._open(0, *asked)

    @Slot(int)
    def _edit(self, entry_id: int) -> None:
        entry = self.section.entry(entry_id)
        if entry is not None:
            self._open(entry_id, entry.wish, entry.customer_name)

    def _open(self, entry_id: int, wish: Waiting, name: str) -> None:
        business = self._day.business
        service = business.services.get(wish.service_id)
        offering = None if service is None else service.resource_ids
        people = [
            (entry.id, entry.name)
            for entry in business.resources_at(wish.location_id)
            if entry.kind == "staff" and (offering is None or entry.id in offering)
        ]
        who = f"{name} · {service.name}" if service is not None else name
        self.form.open(entry_id, wish, who, people, self._today())

    # What was written

    @Slot(int, object)
    def _save(self, entry_id: int, wish: Waiting) -> None:
        def job(desk: Desk) -> Done[WaitingEntry] | Refused:
            return waiting.edit(desk, entry_id, wish) if entry_id else waiting.add(desk, wish)

        words = self.tr("{name} waits for {service}.")
        self._run(job, words, self.form)

    @Slot(int)
    def _remove(self, entry_id: int) -> None:
        words = self.tr("{name} waits for {service} no more.")
        self._run(lambda desk: waiting.remove(desk, entry_id), words, None)

    def _run(
        self,
        job: Callable[[Desk], Done[WaitingEntry] | Refused],
        words: str,
        form: WaitingForm | None,
    ) -> None:
        def answer(answer: Done[WaitingEntry] | Refused) -> None:
            if isinstance(answer, Refused):
                sentence = refusal_sentence(answer.refusal, text.translate)
                if form is None:
                    self._notices.tell("warning", sentence)
                else:
                    form.show_problem(sentence)
                return
            if form is not None:
                form.forget()
            entry = answer.value
            name = " ".join(entry.customer_name.split())
            sentence = words.format(name=name, service=entry.service_name)
            self._notices.tell_done(sentence, answer.undo)
            self.wrote.emit(answer.changes)

        self._runner.run(job, answer, self._notices.report)

    # Times that came free

    @staticmethod
    def _settle_job(ids: frozenset[int]) -> Callable[[Desk], Done[Settled] | Refused]:
        return lambda desk: waiting_matches.settle(desk, ids)

    def _on_settled(self, answer: Done[Settled] | Refused) -> None:
        if isinstance(answer, Refused):
            return  # whoever may not write settles nothing
        settled = answer.value
        if settled.met or settled.back:
            self.wrote.emit(answer.changes)
        if settled.suited:
            self._suited = tuple(entry.id for entry in settled.suited)
            words = suited_sentence(settled)
            self._notices.add(words, (_SHOW, self.tr("Show")))

    @Slot(str)
    def _act(self, action: str) -> None:
        if action == _SHOW:
            self.section.mark(self._suited)
            self._window.show_calendar()
            if self._window.navigator.isHidden():
                self._window.toggle_navigator()
            self._focuses_next = True
            self.refresh()

    def _show(self, entries: tuple[WaitingEntry, ...]) -> None:
        self.section.show_entries(entries, self._today())
        if self._focuses_next:
            self._focuses_next = False
            self.section.focus_first()
            self._window.navigator.ensureWidgetVisible(self.section)

    def _today(self) -> date:
        return text.today_of(self._booking.now, self._day.timezone)
