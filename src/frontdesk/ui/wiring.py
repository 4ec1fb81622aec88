"""Connects the pages of the window with the day that is shown, the booking, the feed and time."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QObject, Slot

from frontdesk.desk.views import DaysView, OpeningsView
from frontdesk.engine.changes import Changes
from frontdesk.engine.values import Business
from frontdesk.ui import text
from frontdesk.ui.agenda.wiring import AgendaWiring
from frontdesk.ui.booking.controller import BookingController
from frontdesk.ui.booking.parts import Parts
from frontdesk.ui.booking.times_wiring import TimesWiring
from frontdesk.ui.booking.wiring import BookingWiring
from frontdesk.ui.calendar.context_menu import CalendarMenus
from frontdesk.ui.calendar.controller import CalendarController
from frontdesk.ui.calendar.holding import Holding
from frontdesk.ui.calendar.moving import Moving
from frontdesk.ui.calendar.tray_wiring import TrayWiring
from frontdesk.ui.card_wiring import CardWiring
from frontdesk.ui.color_choice import Coloring
from frontdesk.ui.counts import Group, without
from frontdesk.ui.customers.wiring import CustomersWiring
from frontdesk.ui.day import ShownDay
from frontdesk.ui.feed import ChangeFeed
from frontdesk.ui.find.wiring import FindWiring
from frontdesk.ui.help.wiring import HelpWiring
from frontdesk.ui.keeping import Keeping
from frontdesk.ui.letters import Letters
from frontdesk.ui.manager.assistant_wiring import AssistantWiring
from frontdesk.ui.manager.entry_sections import EntrySections
from frontdesk.ui.manager.wiring import ManagerWiring
from frontdesk.ui.month.wiring import MonthWiring
from frontdesk.ui.notices import Notices
from frontdesk.ui.people.wiring import PeopleWiring
from frontdesk.ui.period import View
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.printing.wiring import PrintWiring
from frontdesk.ui.reports.wiring import ReportsWiring
from frontdesk.ui.runner import Runner
from frontdesk.ui.setup_files import SetupFiles
from frontdesk.ui.spoken_days import SpokenDays
from frontdesk.ui.ticker import Ticker
from frontdesk.ui.viewing import Viewing
from frontdesk.ui.visit_verbs import VisitVerbs
from frontdesk.ui.waiting.wiring import WaitingWiring
from frontdesk.ui.window import MainWindow


class Wiring(QObject):
    """Passes on what each part says to the parts that must know."""

    def __init__(
        self,
        window: MainWindow,
        runner: Runner,
        ticker: Ticker,
        feed: ChangeFeed,
        booking: BookingController,
        preferences: Preferences,
        desk_name: str,
    ) -> None:
        """Connect everything; ``start`` sets it going."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._ticker = ticker
        self._feed = feed
        self._booking = booking
        self._preferences = preferences
        self._view: DaysView | None = None
        self._has_business = False
        self._left_out = preferences.left_out
        window.navigator.show_left_out(self._left_out)
        self.day = ShownDay(runner, ticker.now.astimezone().date(), self)
        self.notices = Notices(window.notice)
        self.setup_files = SetupFiles(runner, window)
        self.calendar = CalendarController(window.calendar, ticker.now)
        self.calendar.set_own_desk(desk_name)
        if preferences.zoom:
            window.calendar.set_zoom(preferences.zoom)
        self.colors = Coloring(window.menu.colors, self.calendar, preferences)
        self.viewing = Viewing(window, self.day, self.calendar, preferences)
        parts = Parts(window, self.day, booking, runner, self.notices)
        verbs = BookingWiring(parts, self.calendar)
        self.customers = CustomersWiring(window, runner, booking, self.notices)
        self.times = TimesWiring(parts)
        self.find = FindWiring(parts, self.times)
        self.waiting = WaitingWiring(parts, self.times)
        self.month = MonthWiring(window, self.day, self.viewing, booking, runner, self.notices)
        self.agenda = AgendaWiring(
            window, self.day, self.viewing, booking, runner, self.notices, preferences
        )
        self.visit_verbs = VisitVerbs(runner, self)
        self.visit_verbs.did.connect(self.notices.tell_done)
        self.letters = Letters(window, self.visit_verbs, booking.visit, self.notices, preferences)
        self.holding = Holding(window, self.day, booking, runner, self.notices)
        self.moving = Moving(window, self.day, booking, runner, self.notices, self.holding)
        self.tray = TrayWiring(window, self.day, self.moving, runner, self.notices)
        self.card = CardWiring(window, self.day, booking, runner, self.visit_verbs, self.find)
        self.menus = CalendarMenus(window, booking, self.visit_verbs, self.tray, self.viewing)
        self.help = HelpWiring(window)
        self.printing = PrintWiring(
            window, self.day, self.viewing, runner, ticker, self.notices, preferences, desk_name
        )
        self.manager = ManagerWiring(window, runner, self.notices, self.setup_files)
        self.entry_sections = EntrySections(self.manager, window, runner, ticker)
        self.assistant = AssistantWiring(
            window.welcome, runner, self.day, ticker, self.notices, preferences
        )
        self.letters.let_act_in(self.agenda.page.table, self.agenda.current)
        for follower in (self.find, self.waiting):
            follower.follow_rows(self.agenda.page.table, self.agenda.current_id)
        self._connect_day()
        self.spoken_days = SpokenDays(window, self.day, ticker)
        self._connect_choices()
        self._connect_world()
        self.keeping = Keeping(window, self.day, booking, verbs, runner, ticker, feed, self.notices)
        self.keeping.wrote.connect(self._publish)
        self.customers.visitWanted.connect(self.find.open_visit)
        self.customers.follow_policy(self.keeping.policy, self.day)
        self.keeping.follow_cards(self.customers)
        self.people = PeopleWiring(
            window, runner, ticker, self.notices, self.keeping.own_holds, preferences
        )
        self.people.wrote.connect(self._publish)
        feed.changed.connect(self.people.refresh)
        for unseen in (self.customers, self.agenda.page.reader):
            self.people.access.left.connect(unseen.read_unseen)
        self.manager.add_section("users", self.people.title, self.people.make_users_page)
        self.reports = ReportsWiring(window, runner, self.notices, ticker, self.manager)
        self.reports.visitWanted.connect(self.find.open_visit)
        feed.changed.connect(self.reports.refresh)

    def start(self) -> None:
        """Read the book, and look for what others write from now on."""
        self.people.start()
        self.day.location_id = self._preferences.location_id
        self.day.service_id = self._preferences.service_id(self.day.location_id)
        self.viewing.start()
        self.day.set_month(*self._window.navigator.month.shown_range())
        self.day.start()
        self.keeping.start()
        self.manager.start()
        self._feed.start()

    # Connections

    def _connect_day(self) -> None:
        day, window = self.day, self._window
        day.businessRead.connect(self._show_business)
        day.chosen.connect(self._show_chosen)
        day.daysRead.connect(self._show_days)
        day.openingsRead.connect(self._show_openings)
        day.monthRead.connect(window.navigator.month.set_openings)
        day.failed.connect(self.notices.report)

    def _connect_choices(self) -> None:
        window, day = self._window, self.day
        window.top_bar.locationChosen.connect(self._choose_location)
        window.top_bar.stepped.connect(day.step)
        window.top_bar.todayPressed.connect(self._go_today)
        window.navigator.month.dateChosen.connect(day.set_date)
        window.navigator.month.monthShown.connect(day.set_month)
        window.navigator.groupsChanged.connect(self._leave_out)
        for page in (window.navigator, window.panel.idle):
            page.serviceChosen.connect(self._choose_service)
            page.durationChosen.connect(day.set_duration)
        window.menu.today.triggered.connect(self._go_today)
        window.menu.previous.triggered.connect(window.top_bar.previous.click)
        window.menu.next.triggered.connect(window.top_bar.next.click)
        window.menu.zoom_in.triggered.connect(self._zoom_in)
        window.menu.zoom_out.triggered.connect(self._zoom_out)
        window.menu.fit.triggered.connect(window.calendar.fit_open_hours)
        window.calendar.zoomChanged.connect(self._remember_zoom)
        window.menu.now.triggered.connect(self._go_now)

    def _connect_world(self) -> None:
        window, files, booking = self._window, self.setup_files, self._booking
        for source in (booking, booking.visit, files, self.customers, self.moving):
            source.wrote.connect(self._publish)
        self.visit_verbs.wrote.connect(self._publish)
        for teller in (files, self.visit_verbs):
            teller.told.connect(self.notices.tell)
            teller.failed.connect(self.notices.report)
        self._feed.changed.connect(self.day.refresh)
        for page in (self.month, self.agenda):
            self._feed.changed.connect(page.refresh)
            page.page.figuresChanged.connect(self._show_figures)
        self._feed.changed.connect(self.find.customer.refresh)
        for follower in (self.waiting, self.printing):
            self._feed.changed.connect(follower.refresh)
        self.waiting.wrote.connect(self._publish)
        self._feed.changed.connect(self.card.refresh)
        self._feed.changed.connect(booking.refresh)
        self._feed.changed.connect(booking.visit.refresh)
        self._feed.changed.connect(self.customers.refresh)
        self._feed.changed.connect(self.moving.refresh)
        self._feed.changed.connect(self.tray.refresh)
        self._feed.lost.connect(self._lose_connection)
        self._feed.found.connect(self._find_connection)
        self._ticker.ticked.connect(self._tick)
        for page in (self.month, self.agenda):
            self._ticker.ticked.connect(page.tick)
        self._ticker.jumped.connect(self._reload)
        self.notices.retryWanted.connect(self._reload)
        window.menu.import_setup.triggered.connect(self._import_setup)
        window.menu.export_setup.triggered.connect(files.ask_export)
        window.welcome.importPressed.connect(files.ask_import)
        window.top_bar.manage.clicked.connect(window.menu.manage.trigger)
        self.manager.wrote.connect(self._publish)
        self.assistant.wrote.connect(self._publish)
        self.manager.visitWanted.connect(self.find.open_visit)
        self.manager.attentionNeeded.connect(window.top_bar.show_attention)
        self._feed.changed.connect(self.manager.refresh)
        files.did.connect(self.notices.tell_done)
        files.faultsFound.connect(window.faults.show_faults)

    @Slot()
    def _import_setup(self) -> None:
        """Into an empty book at once; otherwise the file's changes are shown first."""
        if self.day.locations:
            self.manager.ask_import()
        else:
            self.setup_files.ask_import()

    # Showing what was read

    @Slot(object)
    def _show_business(self, business: Business) -> None:
        window = self._window
        if not self._has_business and self.day.location is not None:
            self._has_business = True
            self.day.date = self._today()  # by the clock of the place, not of this computer
        window.panel.set_business(business)
        window.show_name(business.name)
        empty = not self.day.locations
        window.show_welcome(empty)
        window.menu.manage.setEnabled(not empty)
        if empty:
            window.welcome.focus_begin()
        elif window.focusWidget() is None:
            window.focus_view()

    @Slot()
    def _show_chosen(self) -> None:
        day, window = self.day, self._window
        if day.location is None:
            return
        service = day.service
        length = day.duration
        if length is None and service is not None:
            length = service.duration.default
        self._show_period()
        window.top_bar.show_locations(day.locations, day.location_id)
        resources = day.business.resources_at(day.location_id)
        window.navigator.show_resources(resources, self.viewing.columns.hidden)
        for page in (window.navigator, window.panel.idle):
            page.show_services(day.services, service)
            page.show_lengths(service, length)
        self._preferences.location_id = day.location_id
        self._preferences.set_service_id(day.location_id, day.service_id)

    @Slot(object)
    def _show_days(self, view: DaysView) -> None:
        shown = self.day.period
        if (view.location_id, view.first, view.last) != (
            self.day.location_id,
            shown.first,
            shown.last,
        ):
            return
        self._view = view
        self.calendar.show_days(without(view, self._left_out))
        self._show_figures()

    @Slot(object)
    def _show_openings(self, openings: OpeningsView | None) -> None:
        self.calendar.show_openings(openings)

    def _show_period(self) -> None:
        day = self.day
        self._window.show_period(day.period, day.view, day.date, self._today())

    @Slot()
    def _show_figures(self) -> None:
        line, navigator = self._window.status_line, self._window.navigator
        if self.day.view is View.MONTH:
            line.show_figures(self.month.page.figures)
            navigator.show_counts(None)
        elif self.day.view is View.LIST:
            line.show_figures(self.agenda.page.figures)
            navigator.show_counts(self.agenda.page.counts)
        else:
            navigator.show_counts(line.show_day(self._view, self._ticker.now))

    # What the user chose

    @Slot(str)
    def _choose_location(self, location_id: str) -> None:
        self.day.set_location(location_id, self._preferences.service_id(location_id))

    @Slot(str)
    def _choose_service(self, service_id: str) -> None:
        self.day.set_service(service_id)

    @Slot()
    def _go_today(self) -> None:
        self.day.set_date(self._today())

    @Slot()
    def _go_now(self) -> None:
        if self._today() in self.day.period:
            self.calendar.scroll_to_now()
        else:
            self._go_today()  # a day that opens today opens at the present hour

    @Slot(object)
    def _leave_out(self, groups: frozenset[Group]) -> None:
        self._left_out = self._preferences.left_out = groups
        if self._view is not None:
            self._show_days(self._view)

    @Slot()
    def _zoom_in(self) -> None:
        self._window.calendar.zoom_by(1)

    @Slot()
    def _zoom_out(self) -> None:
        self._window.calendar.zoom_by(-1)

    @Slot(int)
    def _remember_zoom(self, quarter: int) -> None:
        self._preferences.zoom = quarter

    # What happened

    @Slot(object)
    def _publish(self, changes: Changes) -> None:
        self._window.status_line.show_saved(self._ticker.now, self.day.timezone)
        self._feed.publish(changes)
        self.waiting.settle(changes)

    @Slot(object)
    def _tick(self, now: datetime) -> None:
        self._booking.tick(now)
        self.calendar.tick(now)
        self._show_figures()
        if self.day.location is not None:
            self._show_period()

    @Slot()
    def _reload(self) -> None:
        """Everything may be another: we slept, the clock was set, or the user asks for it."""
        self._feed.look()
        self._feed.publish(Changes(everything=True))

    @Slot(object)
    def _lose_connection(self, error: BaseException) -> None:
        self._booking.set_offline(True)
        self._window.show_connection(self._ticker.now, self.day.timezone, lost=True)
        self.notices.report(error)

    @Slot()
    def _find_connection(self) -> None:
        self._booking.set_offline(False)
        self._window.show_connection(self._ticker.now, self.day.timezone, lost=False)
        self.notices.withdraw()
        self._feed.publish(Changes(everything=True))

    def _today(self) -> date:
        return text.today_of(self._ticker.now, self.day.timezone)
