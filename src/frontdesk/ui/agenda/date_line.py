"""One line for a date, typed as it is said: "24.12.", "next tue", "+6w"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from frontdesk.desk.answers import RefusalError
from frontdesk.desk.dates import parse_date
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.ui import text
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.plain import set_plain_tool_tip

_WIDTH = 140


class DateLine(QLineEdit):
    """Shows a date; what was typed becomes one at Enter or when the field is left.

    The year is told where it is not this one.
    """

    dateTyped = Signal(object)
    """The ``date`` that the user typed."""

    def __init__(
        self,
        name: str,
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        looks_back: bool = False,
    ) -> None:
        """``name`` is told to screen readers; ``today`` is what "tomorrow" counts from.

        A date without a year is the next one, or where one ``looks_back`` the last one that was.
        """
        super().__init__(parent)
        self._today = today
        self._looks_back = looks_back
        self._date = today()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setFixedWidth(round(_WIDTH * text_scale()))
        self.editingFinished.connect(self._read)
        self.textEdited.connect(self._forgive)

    @property
    def day(self) -> date:
        """The date that is shown."""
        return self._date

    def show_date(self, day: date) -> None:
        """Show ``day``, silently."""
        self._date = day
        self.setText(self._words())
        self._tell_problem("")

    @Slot()
    def _read(self) -> None:
        if self.text() == self._words():
            return
        try:
            words, today = text.date_words(), self._today()
            day = parse_date(self.text(), today, words, looks_back=self._looks_back)
        except RefusalError as error:
            self._tell_problem(refusal_sentence(error.refusal, text.translate))
            return
        self.show_date(day)
        self.dateTyped.emit(day)

    def _words(self) -> str:
        day = self._date
        in_year = day.year == self._today().year
        return text.day_text(day) if in_year else text.dated_day_text(day)

    @Slot()
    def _forgive(self) -> None:
        self._tell_problem("")

    def _tell_problem(self, sentence: str) -> None:
        set_plain_tool_tip(self, sentence)
        self.setAccessibleDescription(sentence)
        if bool(self.property("problem")) != bool(sentence):
            self.setProperty("problem", bool(sentence))
            self.style().unpolish(self)
            self.style().polish(self)
