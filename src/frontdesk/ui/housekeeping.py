"""What the window does beside the book: its looks, sample data, where the data lies, about."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices

from frontdesk import updates
from frontdesk.desk import demo
from frontdesk.desk.answers import Done, Refused
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.ui import text
from frontdesk.ui.about import About
from frontdesk.ui.language.speaking import languages, spoken
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.runner import Runner
from frontdesk.ui.theme.apply import Theme
from frontdesk.ui.window import MainWindow


class Housekeeping(QObject):
    """Connects the menus that do not touch a visit."""

    wrote = Signal(object)
    """``Changes`` that every page must hear of."""
    told = Signal(str, str)
    """A kind of notice and its sentence."""
    did = Signal(str, object)
    """A sentence, and the step of the undo log."""
    failed = Signal(object)
    """The error that filling the book met."""

    def __init__(
        self,
        window: MainWindow,
        runner: Runner,
        theme: Theme,
        preferences: Preferences,
        folder: Path,
    ) -> None:
        """``folder`` is where the book lies."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._theme = theme
        self._preferences = preferences
        self._folder = folder
        window.menu.themes.triggered.connect(self._choose_theme)
        window.menu.show_theme(theme.choice)
        window.menu.languages.triggered.connect(self._choose_language)
        window.menu.show_language(preferences.language)
        window.menu.about.triggered.connect(self._show_about)
        window.menu.open_folder.triggered.connect(self._open_folder)
        window.welcome.fillPressed.connect(self._fill)
        theme.changed.connect(self._recolor)
        self._recolor()

    @Slot(QAction)
    def _choose_theme(self, action: QAction) -> None:
        self._preferences.theme = action.data()
        self._theme.set_choice(action.data())

    @Slot(QAction)
    def _choose_language(self, action: QAction) -> None:
        self._preferences.language = action.data()
        name = languages()[spoken(action.data())]
        words = self.tr("The language of this workstation is {language} from its next start on.")
        self.told.emit("info", words.format(language=name))

    @Slot()
    def _recolor(self) -> None:
        self._window.top_bar.show_theme()
        self._window.welcome.color()

    @Slot()
    def _fill(self) -> None:
        self._window.welcome.set_busy(True)
        self._runner.run(demo.fill, self._on_filled, self._on_failed)

    def _on_filled(self, answer: Done[demo.Filled] | Refused) -> None:
        self._window.welcome.set_busy(False)
        if isinstance(answer, Done):
            words = self.tr("The book is filled with {name} and {count} visits.")
            filled = answer.value
            self.did.emit(words.format(name=filled.name, count=filled.visits), answer.undo)
            self.wrote.emit(answer.changes)
        else:
            self.told.emit("warning", refusal_sentence(answer.refusal, text.translate))

    def _on_failed(self, error: BaseException) -> None:
        self._window.welcome.set_busy(False)
        self.failed.emit(error)

    @Slot()
    def _show_about(self) -> None:
        possible = updates.own_feed() is not None
        About(self._preferences, updates_possible=possible, parent=self._window).open()

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
