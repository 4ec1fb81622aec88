"""Which days, where, and whether beside the period before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from frontdesk.desk.reports import Period, Preset
from frontdesk.engine.values import Business
from frontdesk.ui.agenda.date_line import DateLine
from frontdesk.ui.reports import wording
from frontdesk.ui.widgets.plain import PlainLabel

_OWN = "own"


class PeriodBar(QWidget):
    """Says what was chosen; shows what it is told."""

    changed = Signal()
    """Another period, place or comparison was chosen."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """Choose this month at every location."""
        super().__init__(parent)
        self.presets = QComboBox()
        self.presets.setAccessibleName(self.tr("Period"))
        for preset in Preset:
            self.presets.addItem(wording.preset_text(preset), preset.value)
        self.presets.addItem(self.tr("From – to"), _OWN)
        self.presets.setCurrentIndex(self.presets.findData(Preset.THIS_MONTH.value))
        self.first = DateLine(self.tr("First day"), today, looks_back=True)
        self.last = DateLine(self.tr("Last day"), today, looks_back=True)
        self.place = QComboBox()
        self.place.setAccessibleName(self.tr("Location"))
        self.place.addItem(self.tr("All locations"), None)
        self.place.hide()
        self.compare = QCheckBox(self.tr("Compare with the period before"))
        self.presets.activated.connect(self.changed)
        self.place.activated.connect(self.changed)
        self.compare.toggled.connect(self.changed)
        self.first.dateTyped.connect(self._type)
        self.last.dateTyped.connect(self._type)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.presets)
        row.addWidget(self.first)
        row.addWidget(PlainLabel("–", "secondary"))
        row.addWidget(self.last)
        row.addWidget(self.place)
        row.addWidget(self.compare)
        row.addStretch(1)

    @property
    def preset(self) -> Preset | None:
        """The period that was chosen by name."""
        chosen = self.presets.currentData()
        return None if chosen == _OWN else Preset(chosen)

    @property
    def location_id(self) -> str | None:
        """The location that was chosen; None for all."""
        chosen = self.place.currentData()
        return None if chosen is None else str(chosen)

    def show_period(self, period: Period, business: Business) -> None:
        """Show the days that were read, and the locations to choose from.

        Reports are read again whenever somebody writes: a day that is being typed stays.
        """
        for line, day in ((self.first, period.first), (self.last, period.last)):
            if not (line.hasFocus() and line.isModified()):
                line.show_date(day)
        wanted: list[tuple[str | None, str]] = [(None, self.tr("All locations"))]
        wanted += [(entry.id, entry.name) for entry in business.locations.values()]
        places = range(self.place.count())
        shown = [(self.place.itemData(n), self.place.itemText(n)) for n in places]
        if shown != wanted:
            self.place.clear()
            for id_, name in wanted:
                self.place.addItem(name, id_)
        self.place.setCurrentIndex(max(self.place.findData(period.location_id), 0))
        self.place.setVisible(len(business.locations) > 1)

    @Slot()
    def _type(self) -> None:
        self.presets.setCurrentIndex(self.presets.findData(_OWN))
        self.changed.emit()
