"""The public holidays that close a location: of which country and region, and each by a switch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from frontdesk.desk import holiday_calendar
from frontdesk.desk.holiday_calendar import Holiday
from frontdesk.engine.values import HolidayRule
from frontdesk.ui import text
from frontdesk.ui.manager.columns import Columns
from frontdesk.ui.manager.fields import Check, Today
from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.parts import Part, Place, words
from frontdesk.ui.widgets.form import ChoiceField
from frontdesk.ui.widgets.plain import PlainLabel


class HolidaysPart(Part):
    """A country, a part of it, and the holidays of this year and the next."""

    def __init__(self, today: Today) -> None:
        """``today`` tells which years are listed."""
        super().__init__(self.tr("Public holidays"))
        self._today = today
        self._rule: Entry | None = None
        self._listed: tuple[object, ...] = ()
        self._offered_for: str | None = None
        self.switches: dict[str, Check] = {}
        self.country = ChoiceField(self.tr("Country"))
        self.region = ChoiceField(self.tr("Region"))
        for field in (self.country, self.region):
            field.combo.setMaxVisibleItems(14)
        self.country.set_choices([("", self.tr("None: open on every holiday"))])
        self.country.edited.connect(self._choose_country)
        self.region.edited.connect(self._choose_region)
        self.said = words(self.tr("Closed on the days that are ticked."))
        self._days = QWidget()
        self._grid = QGridLayout(self._days)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.put(Columns(self.country, self.region, count=2), self.said, self._days)
        self._show()

    def offer_countries(self, codes: Sequence[str]) -> None:
        """Offer these countries (ISO 3166, two letters) by name."""
        named = sorted(((code, _country(code)) for code in codes), key=lambda e: e[1].casefold())
        none = ("", self.tr("None: open on every holiday"))
        self.country.set_choices([none, *named])
        self._show()

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the rule."""
        self._rule = entry.get("holidays")
        self._show()

    def values(self) -> dict[str, Any]:
        """The rule; None for no holidays."""
        return {"holidays": self._rule}

    def places(self) -> Mapping[str, Place]:
        """The country tells of the whole rule."""
        return {
            "holidays": self.country,
            "holidays.country": self.country,
            "holidays.subdivision": self.region,
        }

    @Slot()
    def _choose_country(self) -> None:
        code = self.country.value()
        self._rule = {"country": code, "subdivision": None, "open": []} if code else None
        self._show()
        self.edited.emit()

    @Slot()
    def _choose_region(self) -> None:
        if self._rule is not None:
            self._rule = {**self._rule, "subdivision": self.region.value() or None}
            self._show()
            self.edited.emit()

    @Slot()
    def _switch(self) -> None:
        box = self.sender()
        name = next((key for key, known in self.switches.items() if known is box), None)
        if self._rule is not None and name is not None:
            opened = self._rule.get("open") or []
            is_open = not self.switches[name].isChecked()
            after = list(holiday_calendar.with_open(opened, name, is_open))
            self._rule = {**self._rule, "open": after}
            self.edited.emit()

    def _show(self) -> None:
        rule = self._rule if isinstance(self._rule, dict) else None
        code = str(rule.get("country", "")) if rule else ""
        if code and code not in dict(self.country.choices()):
            self.country.combo.addItem(_country(code), code)
        self.country.load(code)
        self._offer_regions(code, rule)
        self.region.setVisible(len(self.region.choices()) > 1)
        for part in (self.said, self._days):
            part.setVisible(bool(code))
        self._show_days(self._holidays(rule) if rule else ())

    def _offer_regions(self, code: str, rule: Entry | None) -> None:
        if code != self._offered_for:
            self._offered_for = code
            names = holiday_calendar.subdivision_names(code) if code else {}
            named = sorted(((key, _region(key, name)) for key, name in names.items()), key=_by_name)
            self.region.set_choices([("", self.tr("The whole country")), *named])
        region = str((rule or {}).get("subdivision") or "")
        if region and region not in dict(self.region.choices()):
            self.region.combo.addItem(region, region)
        self.region.load(region)

    def _holidays(self, rule: Entry) -> tuple[Holiday, ...]:
        country, region = str(rule.get("country", "")), rule.get("subdivision")
        known = holiday_calendar.subdivisions(country)
        if known is None or (region and region not in known):
            return ()
        asked = HolidayRule(country, region or None, tuple(rule.get("open") or ()))
        year = self._today().year
        return holiday_calendar.listed(asked, year, year + 1)

    def _show_days(self, holidays: Sequence[Holiday]) -> None:
        shape = tuple((holiday.name, holiday.dates) for holiday in holidays)
        if shape != self._listed:
            self._listed = shape
            self._lay_out(holidays)
        for holiday in holidays:
            self.switches[holiday.name].setChecked(not holiday.is_open)

    def _lay_out(self, holidays: Sequence[Holiday]) -> None:
        while (taken := self._grid.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.switches = {}
        today = self._today()
        for row, holiday in enumerate(holidays):
            box = self.switches[holiday.name] = Check(holiday.name)
            box.clicked.connect(self._switch)
            days = ", ".join(_date(day, today.year) for day in holiday.dates)
            spoken = days or self.tr("open, but no holiday of this year or the next")
            box.setAccessibleDescription(spoken)
            self._grid.addWidget(box, row, 0)
            self._grid.addWidget(PlainLabel(spoken, "secondary", elide=True), row, 1)


def _date(day: date, year: int) -> str:
    return text.day_text(day) if day.year == year else text.dated_day_text(day)


def _country(code: str) -> str:
    """The name of a country in the language of the window, with its code."""
    territory = QLocale.codeToTerritory(code)
    if territory is QLocale.Country.AnyCountry:
        return code
    return f"{QLocale.territoryToString(territory)} ({code})"


def _region(code: str, name: str) -> str:
    return code if name == code else f"{name} ({code})"


def _by_name(entry: tuple[str, str]) -> str:
    return entry[1].casefold()
