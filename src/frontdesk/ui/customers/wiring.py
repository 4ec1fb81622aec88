"""Connects the page of customers with the window, the desk and the rest."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QObject, Qt, Signal, Slot

from frontdesk.desk import policies
from frontdesk.desk.finding import FoundVisit
from frontdesk.desk.people import CustomerRow, VisitGlance
from frontdesk.engine.changes import Changes
from frontdesk.engine.policy import Policy
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.customers import jobs
from frontdesk.ui.customers.controller import CardController
from frontdesk.ui.customers.files import CustomerFiles
from frontdesk.ui.customers.finder import Search
from frontdesk.ui.customers.import_pane import ImportPane
from frontdesk.ui.customers.importing import Importing
from frontdesk.ui.customers.naming import name_everywhere
from frontdesk.ui.customers.page import CustomersPage
from frontdesk.ui.customers.settings_pane import SettingsPane
from frontdesk.ui.day import ShownDay
from frontdesk.ui.notices import Notices
from frontdesk.ui.policy import PolicyInForce
from frontdesk.ui.runner import Runner
from frontdesk.ui.window import MainWindow

_NEW_BOOK = Policy(), Policy().customer_word


class CustomersWiring(QObject):
    """From Ctrl+K to a saved card, and back to the calendar with Esc.

    The page is made when it is first needed: at the start of the window nobody waits for it.
    """

    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    visitWanted = Signal(object)
    """A ``FoundVisit`` to show on its day; the calendar is seen already."""

    def __init__(
        self, window: MainWindow, runner: Runner, booking: BookingController, notices: Notices
    ) -> None:
        """Connect everything but the page."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._booking = booking
        self._notices = notices
        self.card = CardController(runner, self)
        self.search = Search(runner, "find-customers", self)
        self.importing = Importing(runner, self)
        self.files = CustomerFiles(runner, window)
        self._policy: PolicyInForce | None = None
        self._day: ShownDay | None = None
        self._shown: tuple[Policy, str] | None = None
        self._missed = False
        self._connect_card()
        self._connect_window()
        self._connect_files()
        self._offer_card()

    @cached_property
    def page(self) -> CustomersPage:
        """The page, made by the first who asks for it."""
        page = CustomersPage(self.card, self._runner, self._window)
        for pane in (self.import_pane, self.settings):
            page.add_pane(pane)
        page.offer([*self._window.menu.customer_files(), self._window.menu.customer_settings])
        self._window.add_page(page)
        self._connect_page(page)
        self._show_policy_on(page)
        return page

    @cached_property
    def import_pane(self) -> ImportPane:
        """Where a file is looked through before it is imported."""
        pane = ImportPane(self.importing, self._window)
        self.importing.opened.connect(self._open_import)  # after the pane itself
        return pane

    @cached_property
    def settings(self) -> SettingsPane:
        """What is decided about customers and holds."""
        settings = SettingsPane(self._window)
        settings.left.connect(self._show_card_again)
        if self._policy is not None:
            settings.changeWanted.connect(self._policy.change)
        return settings

    @property
    def is_made(self) -> bool:
        """Whether anybody needed the page yet."""
        return "page" in self.__dict__

    @property
    def is_shown(self) -> bool:
        """Whether the page is the one that is seen."""
        return self.is_made and self._window.shows_page(self.page)

    @Slot(int)
    def open_card(self, customer_id: int) -> None:
        """Show the card of a customer."""
        self._turn_to_page()
        self.card.open(customer_id)
        self.page.card.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_unsaved(self) -> None:
        """Show the first card with something typed on it that is not saved."""
        first = next(iter(self.card.unsaved), None)
        if first is not None and first.customer_id is not None:
            self.open_card(first.customer_id)
        elif first is not None:
            self._begin_from_menu()

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read again what the book changed; what nobody sees is read when it is shown."""
        if not self.is_shown:
            self._missed = True
            self.card.forget_gone(changes)
            return
        self.search.refresh(changes)
        self.card.refresh(changes)

    @Slot()
    def read_unseen(self) -> None:
        """Read again although nobody looks: what was read may not be shown to the next one."""
        if self.is_made and not self.is_shown:
            everything = Changes(everything=True)
            self.search.refresh(everything)
            self.card.refresh(everything)

    def follow_policy(self, policy: PolicyInForce, day: ShownDay) -> None:
        """Show what is decided about customers at the location of ``day``, and hand on decisions.

        The whole window calls customers what they are called at the location that it shows.
        """
        self._policy, self._day = policy, day
        policy.changed.connect(self._show_policy)
        day.chosen.connect(self._show_policy)
        policy.wrote.connect(self._leave_settings)
        self._window.menu.customer_settings.triggered.connect(self._open_settings)

    def _connect_files(self) -> None:
        menu, importing, files = self._window.menu, self.importing, self.files
        menu.import_customers.triggered.connect(files.ask_import)
        menu.export_customers.triggered.connect(files.ask_csv)
        menu.export_cards.triggered.connect(files.ask_vcards)
        files.importChosen.connect(self._read_file)
        importing.closed.connect(self._show_card_again)
        importing.done.connect(self._notices.tell_done)
        importing.wrote.connect(self.wrote)
        for source in (importing, files):
            source.told.connect(self._notices.tell)
            source.failed.connect(self._notices.report)

    def _connect_page(self, page: CustomersPage) -> None:
        page.finder.asked.connect(self.search.ask)
        page.finder.chosen.connect(self.card.open)
        page.beginWanted.connect(self._begin)
        page.left.connect(self._window.show_calendar)
        page.card.mergeWanted.connect(self._compare)
        page.card.beside.visitWanted.connect(self._leave_for)
        page.card.picker.failed.connect(self._notices.report)

    def _connect_card(self) -> None:
        card = self.card
        self.search.answered.connect(self._show_found)
        card.opened.connect(self._mark)
        card.done.connect(self._notices.tell_done)
        card.done.connect(self._mark)
        card.told.connect(self._notices.tell)
        card.wrote.connect(self.wrote)
        for source in (self.search, card):
            source.failed.connect(self._notices.report)

    def _connect_window(self) -> None:
        window, menu = self._window, self._window.menu
        menu.customers.triggered.connect(self.show)
        menu.next_pane.triggered.connect(self._focus_next_pane)
        menu.new_customer.triggered.connect(self._begin_from_menu)
        menu.open_card.triggered.connect(self._open_in_sight)
        for moved in (window.top_bar.stepped, window.top_bar.todayPressed):
            moved.connect(window.show_calendar)
        for verb in (menu.today, menu.book, menu.find_time, menu.rebook, menu.go_to_date):
            verb.triggered.connect(window.show_calendar)
        window.top_bar.locationChosen.connect(window.show_calendar)
        for source in (self._booking, self._booking.visit):
            source.changed.connect(self._offer_card)

    @Slot()
    def show(self) -> None:
        """Show the page with the cursor in its search box."""
        self._turn_to_page()
        self.page.focus()

    @Slot()
    def _focus_next_pane(self) -> None:
        if self.is_shown:
            self.page.focus_next_pane()

    def _turn_to_page(self) -> None:
        self._window.show_page(self.page)
        if self._missed:
            self._missed = False
            self.refresh(Changes(everything=True))

    @Slot()
    def _begin_from_menu(self) -> None:
        self._turn_to_page()
        self._begin("")

    @Slot(str)
    def _begin(self, words: str) -> None:
        looks_like_name = not any(char.isdigit() or char == "@" for char in words)
        self.card.begin(words.strip() if looks_like_name else "")
        self.page.show_card()
        self.page.card.form.start()

    @Slot(object, bool)
    def _show_found(self, rows: tuple[CustomerRow, ...], more: bool) -> None:
        self.page.finder.show_found(rows, more, self._open_id())

    @Slot()
    def _mark(self) -> None:
        number = self._open_id()
        if number is not None:
            self.search.remember(number)
        self.page.finder.mark(number)

    @Slot(str)
    def _read_file(self, path: str) -> None:
        assert self.page is not None  # made by now, so that it hears the answer
        self.importing.read(path)

    @Slot()
    def _open_import(self) -> None:
        self._turn_to_page()
        self.page.show_pane(self.import_pane)
        self.import_pane.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _open_settings(self) -> None:
        self._turn_to_page()
        self.page.show_pane(self.settings)
        self._runner.run(
            policies.countries, self.settings.show_countries, self._notices.report, key="countries"
        )
        self.settings.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_card_again(self) -> None:
        if self.card.state is None:
            self.page.show_nothing()
        else:
            self.page.show_card()

    @Slot()
    def _show_policy(self) -> None:
        assert self._policy is not None
        assert self._day is not None
        policy, place = self._policy.policy, self._day.location
        if (policy, policy.word_at(place)) == self._shown:
            return
        self._shown = policy, policy.word_at(place)
        if self.is_made:
            self._show_policy_on(self.page)
        name_everywhere(self._window, policy.word_at(place))
        self._window.panel.set_policy(policy)

    def _show_policy_on(self, page: CustomersPage) -> None:
        policy, word = self._shown or _NEW_BOOK
        self.settings.show_policy(policy)
        page.show_word(word)
        page.card.show_required(policy.required_fields)

    @Slot()
    def _leave_settings(self) -> None:
        if self.is_made and self.page.shows(self.settings):
            self._show_card_again()

    @Slot(int)
    def _compare(self, other_id: int) -> None:
        """Show another record beside the one that is open."""
        state = self.card.state
        if state is None or state.card is None:
            return
        kept = state.newer or state.card

        def show(found: jobs.Opened) -> None:
            if self._open_id() == kept.row.id != found.card.row.id:
                self.page.card.merge.show_both(kept, found.card)
                self.page.card.show_body()

        self._runner.run(jobs.open_job(other_id), show, self._notices.report, key="compare")

    @Slot(object)
    def _leave_for(self, visit: VisitGlance) -> None:
        state = self.card.state
        name = state.base.name if state is not None else ""
        self._window.show_calendar()
        self.visitWanted.emit(FoundVisit(visit, self._open_id(), name))

    @Slot()
    def _offer_card(self) -> None:
        self._window.menu.open_card.setEnabled(self._customer_in_sight() is not None)

    @Slot()
    def _open_in_sight(self) -> None:
        number = self._customer_in_sight()
        if number is not None:
            self.open_card(number)

    def _customer_in_sight(self) -> int | None:
        visit = self._booking.visit.visit
        if visit is None:
            return self._booking.draft.customer_id
        return None if visit.customer is None else visit.customer.id

    def _open_id(self) -> int | None:
        return None if self.card.state is None else self.card.state.customer_id
