"""The business as a whole: its name, and the way to what it decides about customers and holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.ui import text
from frontdesk.ui.booking.form import line, scrolling
from frontdesk.ui.manager.controller import SetupController
from frontdesk.ui.manager.entries import SaveBar
from frontdesk.ui.manager.fault_words import fault_sentence
from frontdesk.ui.manager.form import Entry, EntryForm
from frontdesk.ui.manager.parts import words
from frontdesk.ui.manager.state import COMPANY
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.form import LineField
from frontdesk.ui.widgets.plain import PlainLabel, SectionHead

_WIDTH = 640


class BusinessForm(EntryForm):
    """The name of the business."""

    settingsWanted = Signal()
    """The user wants to decide about customers and holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty form."""
        super().__init__(parent)
        self._entry: dict[str, Any] = {}
        self.name = LineField(self.tr("Name of the business"), self.tr("such as Riverside Clinic"))
        self.name.edited.connect(self.edited)
        self.settings = Button(self.tr("Customers and holds …"))
        self.settings.clicked.connect(self.settingsWanted)
        self.setFocusProxy(self.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self.tr("Business"), "title"))
        column.addWidget(self.name)
        said = self.tr("It heads the window, the day sheet and what is printed.")
        column.addWidget(words(said))
        column.addSpacing(16)
        column.addWidget(SectionHead(self.tr("Customers and holds")))
        said = self.tr(
            "What customers are called here, which of their fields are needed, whether typing "
            "keeps a hold, how many holds a desk may have, which country phone numbers are from, "
            "and whether payments are noted. Those settings are saved by themselves. A location "
            "may have a word and needed fields of its own."
        )
        column.addWidget(words(said))
        row = QHBoxLayout()
        row.addWidget(self.settings)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the name."""
        self._entry = dict(entry)
        self.name.load(str(entry.get("name", "")))

    def entry(self) -> Entry:
        """The company with the name as typed."""
        return {**self._entry, "name": self.name.value()}

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say at the name what is wrong."""
        message = next(iter(faults.values()), "")
        self.name.set_problem(fault_sentence(message, text.translate) if message else "")

    def focus_problem(self) -> None:
        """Put the cursor into the name."""
        self.name.setFocus()


class BusinessPage(QWidget):
    """The form over the bar that saves it."""

    def __init__(self, controller: SetupController, parent: QWidget | None = None) -> None:
        """Edit the company of ``controller``'s draft."""
        super().__init__(parent)
        self._controller = controller
        self.form = BusinessForm()
        self.form.setMaximumWidth(round(_WIDTH * text_scale()))
        self.bar = SaveBar(controller)
        body = QWidget()
        inner = QHBoxLayout(body)
        inner.setContentsMargins(24, 18, 24, 18)
        inner.addWidget(self.form, 1)
        inner.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolling(body), 1)
        column.addWidget(line())
        column.addWidget(self.bar)
        self.setFocusProxy(self.form)
        self.form.edited.connect(self._take)
        controller.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what the draft holds now."""
        state = self._controller.state
        company = state.entry(COMPANY, "")
        if company is not None:
            self.form.load(company, state.document)
        self.form.show_faults(state.faults(COMPANY))

    @Slot()
    def _take(self) -> None:
        self._controller.state.replace(COMPANY, "", self.form.entry())
