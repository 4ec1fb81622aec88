"""F1 and ``?``: opens the help about what the user is on, and the sheet of keys."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from frontdesk import paths
from frontdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from frontdesk.ui.help.page import HelpPage
    from frontdesk.ui.help.sheet import KeySheet

TOPIC = "help"
"""The property of a widget that names the topic of whatever is in it."""
FIRST = "first-day"


class HelpWiring(QObject):
    """Makes both cards when they are first asked for."""

    def __init__(self, window: MainWindow) -> None:
        """Connect the menu of ``window``, and say what its parts are about."""
        super().__init__(window)
        self._window = window
        for part, topic in (
            (window.calendar, "calendar"),
            (window.navigator, "available-times"),
            (window.panel, "booking"),
            (window.top_bar.search, "finding"),
            (window.welcome, FIRST),
            (window.faults, "setting-up"),
        ):
            part.setProperty(TOPIC, topic)
        window.menu.help.triggered.connect(self.open)
        window.menu.keys.triggered.connect(self.open_keys)

    @cached_property
    def page(self) -> HelpPage:
        """The pages of the help, read when they are first asked for."""
        from frontdesk.ui.help.page import HelpPage  # not needed to start
        from frontdesk.ui.help.topics import read_topics
        from frontdesk.ui.language.speaking import current

        page = HelpPage(self._window, read_topics(paths.resource("help"), current()))
        page.keysWanted.connect(self.open_keys)
        return page

    @cached_property
    def sheet(self) -> KeySheet:
        """The sheet of keys."""
        from frontdesk.ui.help.sheet import KeySheet

        return KeySheet(self._window)

    @Slot()
    def open(self) -> None:
        """Show the page about what has the focus, or else about what is seen."""
        self.page.open(self.topic())

    @Slot()
    def open_keys(self) -> None:
        """Show the sheet of keys."""
        if "page" in self.__dict__:
            self.page.leave()
        self.sheet.open()

    def topic(self) -> str:
        """The topic of what has the focus; of the view that is shown where nothing has."""
        window = self._window
        shown = window.current_view if window.shows_book else window.welcome
        return _topic_of(window.focusWidget()) or _topic_of(shown) or FIRST


def _topic_of(widget: QWidget | None) -> str:
    while widget is not None:
        topic = widget.property(TOPIC)
        if topic:
            return str(topic)
        widget = widget.parentWidget()
    return ""
