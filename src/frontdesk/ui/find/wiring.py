"""Connects the search box with the customers, the visits, the panel and the calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from frontdesk.desk.answers import Visit
from frontdesk.desk.finding import Found, FoundVisit
from frontdesk.desk.people import CustomerRow
from frontdesk.engine.values import Service
from frontdesk.engine.zones import local_date
from frontdesk.ui import text
from frontdesk.ui.booking import jobs
from frontdesk.ui.booking.chosen_customer import ChosenCustomer
from frontdesk.ui.booking.lookalikes import LookalikeFinder
from frontdesk.ui.booking.parts import Connected, Parts
from frontdesk.ui.booking.state import Draft, Stage
from frontdesk.ui.booking.times_wiring import TimesWiring
from frontdesk.ui.find.finder import Finder
from frontdesk.ui.find.go_to_date import GoToDate
from frontdesk.ui.find.popup import FindPopup
from frontdesk.ui.find.wording import Entry, entries

REBOOK_AFTER = timedelta(weeks=6)


class FindWiring(Connected):
    """From F2 to a chosen customer with times to take, and to a visit on its day."""

    def __init__(self, parts: Parts, times: TimesWiring) -> None:
        """Connect everything."""
        super().__init__(parts)
        self._times = times
        self._enters_next = False
        self._rows: dict[QWidget, Callable[[], int | None]] = {}
        self._shown: Found | None = None
        self.box = self._window.top_bar.search
        self.finder = Finder(self._runner, self)
        self.popup = FindPopup(self._window, self.box)
        self.customer = ChosenCustomer(self._runner, self._booking, self)
        self.lookalikes = LookalikeFinder(self._runner, self._booking, self)
        self.go_to_date = GoToDate(self._window, self._window.top_bar.heading, self._today)
        self._connect_box()
        self._connect_customer()
        self._connect_dates()

    def _connect_box(self) -> None:
        box, finder = self.box, self.finder
        self._window.menu.find.triggered.connect(box.start)
        box.typed.connect(self._ask)
        box.arrived.connect(self._arrive)
        box.left.connect(self._leave)
        box.stepped.connect(self.popup.step)
        box.entered.connect(self._enter)
        box.cleared.connect(self._close)
        self.popup.chosen.connect(self._choose)
        finder.found.connect(self._show_found)
        finder.failed.connect(self._notices.report)

    def _connect_customer(self) -> None:
        panel = self._window.panel
        self.customer.changed.connect(self._show_customer)
        self.customer.failed.connect(self._notices.report)
        self.lookalikes.found.connect(panel.form.lookalikes.show_rows)
        self.lookalikes.failed.connect(self._notices.report)
        panel.form.edited.connect(self.lookalikes.look)
        panel.form.lookalikes.chosen.connect(self._use_lookalike)
        for page in (panel.idle, panel.form):
            page.card.changePressed.connect(self.box.start)
            page.card.clearPressed.connect(self._clear_customer)
        self._window.menu.rebook.triggered.connect(self._rebook)

    def _connect_dates(self) -> None:
        self._window.menu.go_to_date.triggered.connect(self._open_dates)
        self.go_to_date.dateChosen.connect(self._day.set_date)
        self.go_to_date.closed.connect(self._focus_calendar)

    # The box and its list

    @Slot(str)
    def _ask(self, words: str) -> None:
        self._enters_next = False
        self.finder.ask(words)

    @Slot()
    def _arrive(self) -> None:
        if self.box.text().strip():
            self.finder.ask(self.box.text())

    @Slot()
    def _leave(self) -> None:
        self._enters_next = False
        self.popup.hide()

    @Slot(object)
    def _show_found(self, found: Found | None) -> None:
        self._shown = found
        if found is None or not self.box.hasFocus():
            self.popup.hide()
            return
        shown = entries(found, self._day.business, self._booking.now, self.box.word)
        self.popup.show_entries(shown, found.more)
        if self._enters_next:
            self._enter()

    @Slot()
    def _enter(self) -> None:
        """Choose the current row; the answer to what was just typed may still be on its way."""
        words = self.box.text()
        if not words.strip():
            return
        late = self._shown is None or self._shown.asked != words
        self._enters_next = late
        entry = self.popup.current
        if not late and self.popup.isVisible() and entry is not None:
            self._choose(entry)

    @Slot()
    def _close(self) -> None:
        if self.popup.isVisible():
            self._enters_next = False
            self.popup.hide()
        else:
            self._empty_box()
            self._focus_calendar()

    @Slot(object)
    def _choose(self, entry: Entry) -> None:
        words = self.box.text()
        self._empty_box()
        self._window.show_calendar()
        if isinstance(entry.target, CustomerRow):
            self._choose_customer(entry.target)
        elif isinstance(entry.target, FoundVisit):
            self.open_visit(entry.target)
        else:
            self._begin_new(words)

    def _empty_box(self) -> None:
        self.box.clear()
        self.finder.ask("")
        self.popup.hide()

    # Customers

    def _choose_customer(self, row: CustomerRow) -> None:
        """Book for ``row``: the usual service and its first times, or the hold in hand."""
        self._booking.visit.leave()
        self.customer.choose(row)
        if self._booking.state.stage is Stage.IDLE:
            if any(service.id == row.usual_service_id for service in self._day.services):
                self._day.set_service(row.usual_service_id or "")
            self._times.finder.begin(row.usual_resource_id, self._today())
        self._go_on()

    def _begin_new(self, words: str) -> None:
        """Book for someone new, of whom ``words`` is the name, the phone or the address."""
        typed = " ".join(words.split())
        field = "name"
        if "@" in typed:
            field = "email"
        elif not any(sign.isalpha() for sign in typed) and any(s.isdigit() for s in typed):
            field = "phone"
        draft = self._booking.draft
        if self._booking.state.stage is Stage.IDLE and not draft.details.is_empty:
            draft = Draft()  # another caller: nothing of the last one belongs to them
        self._booking.visit.leave()
        self._booking.choose_customer(None)
        self._booking.typed(replace(draft, customer_id=None, **{field: typed}))
        self._booking.changed.emit()
        if self._booking.state.stage is Stage.IDLE:
            self._times.finder.begin(None, self._today())
        self._go_on()

    @Slot(object)
    def _use_lookalike(self, row: CustomerRow) -> None:
        self.customer.choose(row)
        self._go_on()

    @Slot()
    def _clear_customer(self) -> None:
        self.customer.clear()
        self._go_on()

    @Slot()
    def _show_customer(self) -> None:
        now, business = self._booking.now, self._day.business
        for page in (self._window.panel.idle, self._window.panel.form):
            page.card.show_row(self.customer.row, self.customer.visits, business, now)
        if self._booking.draft.customer_id is None:
            self._times.finder.forget_usual()

    def _go_on(self) -> None:
        """Put the cursor where the booking goes on: the service, or the first empty field."""
        self._window.panel.focus()

    # Visits

    @Slot(object)
    def open_visit(self, found: FoundVisit) -> None:
        """Open the day of a visit and select it."""
        visit, business = found.visit, self._day.business
        for number in visit.resource_ids[:1]:
            resource = business.resources.get(number)
            if resource is not None and resource.location_id != self._day.location_id:
                self._day.set_location(resource.location_id)
        self._day.set_date(local_date(visit.start, visit.timezone))
        self._booking.visit.choose(visit.id)
        self._focus_calendar()

    @Slot()
    def _rebook(self) -> None:
        """Offer the same again in six weeks, for the visit that is selected or under the cursor."""
        focused = self._window.focusWidget()
        row = self._rows.get(focused) if focused is not None else None
        listed = row() if row is not None else None
        if listed is not None:
            self.rebook(listed)
            return
        chosen = self._booking.visit.visit
        if chosen is not None:
            self._rebook_visit((chosen,))
            return
        number = self._window.calendar.visit_under_cursor
        if number is not None:
            self.rebook(number)

    def follow_rows(self, widget: QWidget, current: Callable[[], int | None]) -> None:
        """While ``widget`` has the focus, the visit to book again is its ``current`` one."""
        self._rows[widget] = current

    def rebook(self, visit_id: int) -> None:
        """Offer the same again in six weeks for a visit."""
        job = jobs.visit_job(visit_id)
        self._runner.run(job, self._rebook_visit, self._notices.report, key="rebook")

    def _rebook_visit(self, found: tuple[Visit, ...]) -> None:
        entry = found[0].appointment
        service = self._service(entry.service_id)
        if entry.customer_id is None or service is None:
            self._notices.tell(
                "warning",
                self.tr("Only a visit of a known {customer} can be booked again.").format(
                    customer=self.box.word
                ),
            )
            return
        zone = found[0].timezone
        first = max(local_date(entry.start, zone) + REBOOK_AFTER, self._today())
        self._booking.visit.leave()
        self._booking.choose_customer(entry.customer_id)
        if entry.location_id != self._day.location_id:
            self._day.set_location(entry.location_id)
        self._day.set_service(service.id)
        if entry.duration != service.duration.default:
            self._day.set_duration(entry.duration)
        self._day.set_date(first)
        self._times.finder.begin(self._person(entry.resource_ids), first)
        self._times.focus_when_found()

    def _service(self, service_id: str) -> Service | None:
        service = self._day.business.services.get(service_id)
        return None if service is None or service.retired else service

    def _person(self, resource_ids: tuple[str, ...]) -> str | None:
        known = self._day.business.resources
        people = (number for number in resource_ids if number in known)
        return next((number for number in people if known[number].kind == "staff"), None)

    # Dates

    @Slot()
    def _open_dates(self) -> None:
        if self._day.location is not None:
            self._window.show_calendar()
            self.go_to_date.open()

    @Slot()
    def _focus_calendar(self) -> None:
        self._window.focus_view()

    def _today(self) -> date:
        return text.today_of(self._booking.now, self._day.timezone)
