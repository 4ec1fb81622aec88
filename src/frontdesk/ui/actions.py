"""The menus and keys of the window: one place that says which key does what."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from frontdesk.ui.calendar.coloring import ColorBy
from frontdesk.ui.language.speaking import SYSTEM, languages
from frontdesk.ui.period import MOST_DAYS, View
from frontdesk.ui.theme.apply import Choice
from frontdesk.ui.widgets.plain import without_mnemonic

_LONGEST_STEP = 80
"""Letters of a step that a menu shows; the whole of it is in the notice that follows."""


class Actions(QObject):
    """Every verb of the menus as a ``QAction``; the window connects them."""

    def __init__(self, window: QMainWindow) -> None:
        """Make the menus of ``window``."""
        super().__init__(window)
        self._letters: dict[QAction, str] = {}
        self.export_setup = self._make(self.tr("Export setup …"))
        self.import_setup = self._make(self.tr("Import setup …"))
        self.back_up = self._make(self.tr("Back up the book …"))
        self.restore = self._make(self.tr("Restore a backup …"))
        self.day_sheet = self._make(self.tr("Print the day sheet …"), "Ctrl+P")
        self.lock = self._make(self.tr("Lock, or switch user"), "Ctrl+L")
        self.quit = self._make(self.tr("Quit"), QKeySequence.StandardKey.Quit)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.undo = self._make(self.tr("Undo"), QKeySequence.StandardKey.Undo)
        self.redo = self._make(self.tr("Redo"), "Ctrl+Y", "Ctrl+Shift+Z")
        self.name_steps("", "")
        self.cut = self._make(self.tr("Put the visit on the tray"), "Ctrl+X")
        self.copy = self._make(self.tr("Put a copy on the tray"), "Ctrl+C")
        self.paste = self._make(self.tr("Place from the tray"), "Ctrl+V")
        self.paste.setEnabled(False)
        self.book = self._make(self.tr("Book"), "Ctrl+Return", "Ctrl+Enter")
        self.keep = self._make(self.tr("Keep the hold"), "F8")
        self.release = self._make(self.tr("Release the hold"))
        self.keep_while_typing = self._make(self.tr("Keep the hold while typing"))
        self.keep_while_typing.setCheckable(True)
        self.find = self._make(self.tr("Find customers and bookings"), "F2")
        self.new_booking = self._make(self.tr("New booking"), "Ctrl+N")
        self.find_time = self._make(self.tr("Find a time"), "Ctrl+F")
        self.arrived = self._letter(self.tr("Arrived"), "A")
        self.started = self._letter(self.tr("Started"), "S")
        self.done = self._letter(self.tr("Done"), "D")
        self.no_show = self._letter(self.tr("No-show"), "X")
        self.paid = self._letter(self.tr("Paid"), "P")
        self.not_paid = self._make(self.tr("Not paid"))
        self.note_payments(False)
        self.rebook = self._letter(self.tr("Book the same again in 6 weeks"), "R")
        self.wait = self._letter(self.tr("Put on the waiting list"), "W")
        self.go_to_date = self._make(self.tr("Go to date …"), "Ctrl+G")
        self.today = self._letter(self.tr("Today"), "T")
        self.now = self._letter(self.tr("Now"), "N")
        self.previous = self._make(self.tr("Back"), "Ctrl+Left")
        self.next = self._make(self.tr("On"), "Ctrl+Right")
        self.views = QActionGroup(self)
        self.counts = QActionGroup(self)
        self._make_views()
        self.work_week = self._make(self.tr("Work week only"))
        self.fold = self._make(self.tr("Fold columns that do not offer the service"))
        for switch in (self.work_week, self.fold):
            switch.setCheckable(True)
        self.zoom_in = self._make(self.tr("Zoom in"), "Ctrl++", "Ctrl+=")
        self.zoom_out = self._make(self.tr("Zoom out"), "Ctrl+-")
        self.fit = self._make(self.tr("Fit the open hours"), "Ctrl+0")
        self.navigator = self._make(self.tr("Left side"))
        self.navigator.setCheckable(True)
        self.next_pane = self._make(self.tr("Next pane"), "F6")
        self.single_letters = self._make(self.tr("Keys of a single letter"))
        self.single_letters.setCheckable(True)
        self.customers = self._make(self.tr("Customers"), "Ctrl+K")
        self.new_customer = self._make(self.tr("New customer"), "Ctrl+Shift+N")
        self.open_card = self._make(self.tr("Open card"), "Ctrl+I")
        self.import_customers = self._make(self.tr("Import from CSV …"))
        self.export_customers = self._make(self.tr("Export as CSV …"))
        self.export_cards = self._make(self.tr("Export as vCards …"))
        self.manage = self._make(self.tr("Manage the business"), "Ctrl+M")
        self.customer_settings = self._make(self.tr("Settings for customers and holds"))
        self.help = self._make(self.tr("Help on this page"), "F1")
        self.keys = self._letter(self.tr("Sheet of keys"), "?")
        self.about = self._make(self.tr("About Frontdesk"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.open_folder = self._make(self.tr("Open data folder"))
        self.colors = QActionGroup(self)
        self._make_colors()
        self.themes = QActionGroup(self)
        self._make_themes()
        self.languages = QActionGroup(self)
        self._make_languages()
        self._fill(window)

    def show_theme(self, choice: Choice) -> None:
        """Mark ``choice`` in the menus."""
        for action in self.themes.actions():
            action.setChecked(action.data() == choice)

    def show_language(self, choice: str) -> None:
        """Mark ``choice``, a code or empty for the system's, in the menus."""
        for action in self.languages.actions():
            action.setChecked(action.data() == choice)

    def name_steps(self, undo: str, redo: str) -> None:
        """Name the steps that Undo and Redo would turn; empty where there is none."""
        for action, verb, named, step in (
            (self.undo, self.tr("Undo"), self.tr("Undo: {step}"), undo),
            (self.redo, self.tr("Redo"), self.tr("Redo: {step}"), redo),
        ):
            short = step if len(step) <= _LONGEST_STEP else f"{step[:_LONGEST_STEP]}…"
            action.setText(without_mnemonic(named.format(step=short)) if step else verb)
            action.setProperty("verb", verb)  # for the sheet of keys, which names no customer
            action.setEnabled(bool(step))

    def visit_facts(self) -> list[QAction]:
        """The verbs that note what became of a visit."""
        return [self.arrived, self.started, self.done, self.no_show, self.paid, self.not_paid]

    def note_payments(self, wanted: bool) -> None:
        """Offer to note who has paid, by menu and key; elsewhere there is nothing to be seen."""
        for action in (self.paid, self.not_paid):
            action.setVisible(wanted)

    def let_act_in(self, widget: QWidget) -> None:
        """Let single letters act while ``widget`` has the focus, where they do at all."""
        widget.addActions(list(self._letters))

    def use_letters(self, wanted: bool) -> None:
        """Let single letters act, or leave every verb to the menus and the longer keys."""
        self.single_letters.setChecked(wanted)
        for action, key in self._letters.items():
            action.setShortcuts([QKeySequence(key)] if wanted else [])

    def customer_files(self) -> list[QAction]:
        """The verbs for files of customers."""
        return [self.import_customers, self.export_customers, self.export_cards]

    def theme_menu(self, parent: QWidget) -> QMenu:
        """Light, dark, or as the system; for a button."""
        menu = QMenu(parent)
        menu.addActions(self.themes.actions())
        return menu

    def view_menu(self, parent: QWidget) -> QMenu:
        """The number of days and which columns; for a button."""
        menu = QMenu(parent)
        menu.addActions(self.counts.actions())
        menu.addSeparator()
        menu.addActions([self.work_week, self.fold])
        return menu

    def _make(self, name: str, *keys: str | QKeySequence.StandardKey) -> QAction:
        action = QAction(name, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        return action

    def show_view(self, view: View, count: int) -> None:
        """Mark ``view``, and the number of days side by side, in the menus."""
        for action in self.views.actions():
            action.setChecked(action.data() == view.value)
        for action in self.counts.actions():
            action.setChecked(view is View.DAY and action.data() == count)

    def _make_views(self) -> None:
        for view, name in (
            (View.DAY, self.tr("Day")),
            (View.WEEK, self.tr("Week")),
            (View.MONTH, self.tr("Month")),
            (View.LIST, self.tr("List")),
        ):
            action = self._make(name)
            action.setData(view.value)
            action.setCheckable(True)
            self.views.addAction(action)
        for count in range(1, MOST_DAYS + 1):
            words = self.tr("1 day") if count == 1 else self.tr("{count} days")
            action = self._make(words.format(count=count), f"Alt+{count}")
            action.setData(count)
            action.setCheckable(True)
            self.counts.addAction(action)

    def _letter(self, name: str, key: str) -> QAction:
        """A verb by a single letter, only in the widgets that it is added to."""
        action = self._make(name, key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setAutoRepeat(False)
        self._letters[action] = key
        return action

    def _make_colors(self) -> None:
        for by, name in (
            (ColorBy.SERVICE, self.tr("Service")),
            (ColorBy.STATUS, self.tr("Status")),
            (ColorBy.PERSON, self.tr("Person")),
        ):
            action = self._make(name)
            action.setData(by.value)
            action.setCheckable(True)
            self.colors.addAction(action)

    def _make_themes(self) -> None:
        names = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast-light": self.tr("High contrast, light"),
            "contrast-dark": self.tr("High contrast, dark"),
        }
        for choice in get_args(Choice):
            action = self._make(names[choice])
            action.setData(choice)
            action.setCheckable(True)
            self.themes.addAction(action)

    def _make_languages(self) -> None:
        # Each by its own name: whoever can't read the window must find their own.
        for code, name in {SYSTEM: self.tr("As the system"), **languages()}.items():
            action = self._make(without_mnemonic(name))
            action.setData(code)
            action.setCheckable(True)
            self.languages.addAction(action)

    def _fill(self, window: QMainWindow) -> None:
        bar = window.menuBar()
        file = bar.addMenu(self.tr("&File"))
        file.addAction(self.day_sheet)
        file.addSeparator()
        file.addActions([self.import_setup, self.export_setup])
        file.addSeparator()
        file.addActions([self.back_up, self.restore])
        file.addSeparator()
        file.addActions([self.lock, self.quit])
        edit = bar.addMenu(self.tr("&Edit"))
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addActions([self.cut, self.copy, self.paste])
        booking = bar.addMenu(self.tr("&Booking"))
        booking.addActions([self.find, self.new_booking, self.find_time, self.rebook, self.wait])
        booking.addSeparator()
        booking.addActions(self.visit_facts())
        booking.addSeparator()
        booking.addActions([self.book, self.keep, self.release])
        booking.addSeparator()
        booking.addAction(self.keep_while_typing)
        view = bar.addMenu(self.tr("&View"))
        view.addActions([self.today, self.now, self.previous, self.next, self.go_to_date])
        view.addSeparator()
        view.addActions(self.views.actions())
        self.days_menu = view.addMenu(self.tr("Number of days"))
        self.days_menu.addActions(self.counts.actions())
        view.addAction(self.work_week)
        view.addSeparator()
        self.columns_menu = view.addMenu(self.tr("People and rooms"))
        view.addAction(self.fold)
        view.addSeparator()
        view.addActions([self.zoom_in, self.zoom_out, self.fit])
        view.addSeparator()
        colors = view.addMenu(self.tr("Colour by"))
        colors.addActions(self.colors.actions())
        theme = view.addMenu(self.tr("Light or dark"))
        theme.addActions(self.themes.actions())
        language = view.addMenu(self.tr("Language"))
        language.addActions(self.languages.actions())
        view.addActions([self.navigator, self.next_pane, self.single_letters])
        customers = self.customer_menu = bar.addMenu(self.tr("&Customers"))
        customers.addActions([self.customers, self.new_customer, self.open_card])
        customers.addSeparator()
        customers.addActions(self.customer_files())
        customers.addAction(self.customer_settings)
        manage = bar.addMenu(self.tr("&Manage"))
        manage.addAction(self.manage)
        help_menu = bar.addMenu(self.tr("&Help"))
        help_menu.addActions([self.help, self.keys])
        help_menu.addSeparator()
        help_menu.addActions([self.open_folder, self.about])
