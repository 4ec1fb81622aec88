"""The panel at the right: the head with the countdown over one of three pages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from frontdesk.desk.answers import Visit
from frontdesk.engine.policy import Policy
from frontdesk.engine.values import Business
from frontdesk.ui import text
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.booking.form import FormPage
from frontdesk.ui.booking.head import HoldHead, Tone
from frontdesk.ui.booking.idle import IdlePage
from frontdesk.ui.booking.state import PanelState, Stage
from frontdesk.ui.booking.visit_page import VisitPage
from frontdesk.ui.booking.wording import announcement, head_texts, spoken_when
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.announce import announce


class BookingPanel(QWidget):
    """Shows what the controller knows, and tells it what was pressed and typed."""

    def __init__(
        self, controller: BookingController, desk_name: str, parent: QWidget | None = None
    ) -> None:
        """Follow ``controller``; ``desk_name`` tells our own holds from those of others."""
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(round(tokens.PANEL_WIDTH * text_scale()))
        self._controller = controller
        self._desk_name = desk_name
        self._business = Business.of("")
        self._policy = Policy()
        self._spoken: tuple[object, ...] = ()
        self.head = HoldHead()
        self.idle = IdlePage()
        self.form = FormPage()
        self.visit = VisitPage()
        self._pages = QStackedWidget()
        for page in (self.idle, self.form, self.visit):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._pages, 1)
        self._connect()
        self._show_state()

    def set_business(self, business: Business) -> None:
        """Take names, lengths and prices from ``business``."""
        self._business = business
        self._show_state()

    def set_policy(self, policy: Policy) -> None:
        """Ask for the fields that ``policy`` requires, where a location has none of its own."""
        self._policy = policy
        self._show_state()

    @Slot()
    def press_head(self) -> None:
        """Do what the button in the head says: keep the hold, or hold its time again."""
        if self._controller.state.stage is Stage.HELD:
            self._controller.keep()
        elif self._controller.state.stage is Stage.ENDED:
            self._controller.hold_again()

    def leave_visit(self) -> bool:
        """Turn back from a visit that is being looked at; False where there is none."""
        if self._controller.visit.visit is None:
            return False
        self._controller.visit.leave()
        return True

    def focus(self) -> None:
        """Take the focus to where one would go on."""
        page = self._pages.currentWidget()
        if page is self.form:
            self.form.focus_first_empty()
        elif page is self.visit:
            self.visit.back.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.idle.service.start()

    def _connect(self) -> None:
        controller = self._controller
        controller.changed.connect(self._show_state)
        controller.held.connect(self._go_on_typing)
        controller.incomplete.connect(self.form.focus_first_problem)
        controller.visit.changed.connect(self._show_state)
        self.head.acted.connect(self.press_head)
        self.form.edited.connect(self._take_over_draft)
        self.form.emailLeft.connect(controller.check_email)
        self.form.bookPressed.connect(controller.book)
        self.form.releasePressed.connect(controller.release)
        self.form.slots.taken.connect(controller.take_opening)
        self.idle.clearPressed.connect(controller.clear_draft)
        self.visit.left.connect(controller.visit.leave)
        self.visit.arrivePressed.connect(controller.visit.arrive)
        self.visit.payPressed.connect(controller.visit.pay)
        self.visit.unpayPressed.connect(controller.visit.unpay)
        self.visit.cancelConfirmed.connect(controller.visit.cancel)

    @Slot()
    def _show_state(self) -> None:
        state, chosen = self._controller.state, self._controller.visit
        self._show_head(state)
        self.form.load(self._controller.draft, self._asked(state))
        today = text.today_of(self._controller.now, state.timezone)
        self.form.show_state(state, self._business, today)
        self.idle.show_draft(self._controller.draft)
        if chosen.visit is not None:
            guests, is_busy = chosen.guests, chosen.is_busy
            today = text.today_of(self._controller.now, chosen.visit.timezone)
            self.visit.show_visit(chosen.visit, guests, self._business, is_busy, today)
            self._turn_to(self.visit)
        else:
            self._turn_to(self.idle if state.stage is Stage.IDLE else self.form)

    def _asked(self, state: PanelState) -> tuple[str, ...]:
        """The fields of the record to ask for: what a known one lacks, what a new one needs."""
        if self._controller.draft.customer_id is not None or state.wanted is None:
            return state.asked
        place = self._business.locations.get(state.wanted.location_id or "")
        return self._policy.required_at(place)

    def _show_head(self, state: PanelState) -> None:
        texts = head_texts(state, self._controller.hold, self._business, self._desk_name)
        self.head.setVisible(texts is not None)
        if texts is None:
            self._spoken = ()
            return
        self.head.show_texts(texts)
        wanted = spoken_when(state, texts)
        if wanted != self._spoken:
            self._spoken = wanted
            if texts.tone is not Tone.CALM or state.renewed_from is not None:
                announce(self.head, announcement(texts), assertive=texts.tone is Tone.URGENT)

    def _turn_to(self, page: QWidget) -> None:
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)

    @Slot(object)
    def _go_on_typing(self, _visit: Visit) -> None:
        self._turn_to(self.form)
        self.form.focus_first_empty()

    @Slot()
    def _take_over_draft(self) -> None:
        self._controller.typed(self.form.draft)
