"""What this workstation remembers: the window and the last view, never anything of the book."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast, get_args

from PySide6.QtCore import QByteArray, QSettings

from frontdesk.ui.calendar.coloring import ColorBy
from frontdesk.ui.counts import GROUPS, USUALLY_LEFT_OUT, Group
from frontdesk.ui.period import MOST_DAYS, Reach, View
from frontdesk.ui.theme.apply import Choice

_MOST_HIDDEN = 500
_MOST_SETS = 200
LOCK_AFTER = 10
"""Minutes without a touch until a workstation locks, unless it was set otherwise."""


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """A named choice of the columns of one location: the ids of the resources shown."""

    location_id: str
    name: str
    shown: frozenset[str]


class Preferences:
    """Typed names for the entries of a QSettings; anything unreadable counts as never set."""

    def __init__(self, settings: QSettings | None = None) -> None:
        """Use ``settings``, by default the user's own file of this application."""
        self._settings = settings or QSettings("Frontdesk", "Frontdesk")

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window as Qt wrote them; empty at the first start."""
        value = self._settings.value("window/geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("window/geometry", value)

    @property
    def theme(self) -> Choice:
        """Follow the system, or light or dark by force."""
        value = self._text("window/theme")
        return cast(Choice, value) if value in get_args(Choice) else "system"

    @theme.setter
    def theme(self, value: Choice) -> None:
        self._settings.setValue("window/theme", value)

    @property
    def language(self) -> str:
        """The code of the language that was chosen, such as "de"; empty to follow the system."""
        value = self._text("window/language")
        return value if value.isalpha() and value.isascii() and len(value) < 4 else ""

    @language.setter
    def language(self, value: str) -> None:
        self._settings.setValue("window/language", value)

    @property
    def location_id(self) -> str:
        """The location shown last; empty when there was none."""
        return self._text("view/location")

    @location_id.setter
    def location_id(self, value: str) -> None:
        self._settings.setValue("view/location", value)

    def service_id(self, location_id: str) -> str:
        """The service chosen last at a location; empty for none."""
        return self._text(f"view/service/{location_id}")

    def set_service_id(self, location_id: str, value: str) -> None:
        """Remember the chosen service of a location."""
        self._settings.setValue(f"view/service/{location_id}", value)

    @property
    def hidden_resources(self) -> frozenset[str]:
        """The ids of the people and rooms whose columns are switched off."""
        value = self._text("view/hidden")
        return frozenset(value.split("\n")[:_MOST_HIDDEN]) if value else frozenset()

    @hidden_resources.setter
    def hidden_resources(self, value: Iterable[str]) -> None:
        self._settings.setValue("view/hidden", "\n".join(sorted(value)))

    @property
    def left_out(self) -> frozenset[Group]:
        """The groups of visits that the calendar leaves out."""
        value = self._settings.value("view/left-out")
        if not isinstance(value, str):
            return USUALLY_LEFT_OUT
        names = set(value.split("\n"))
        return frozenset(group for group in GROUPS if group.value in names)

    @left_out.setter
    def left_out(self, value: Iterable[Group]) -> None:
        self._settings.setValue("view/left-out", "\n".join(sorted(value)))

    @property
    def column_sets(self) -> tuple[ColumnSet, ...]:
        """The named choices of columns, of all locations, in the order they were made."""
        try:
            entries = json.loads(self._text("view/sets") or "[]")
            return tuple(
                ColumnSet(entry["location"], entry["name"], frozenset(entry["shown"]))
                for entry in entries[:_MOST_SETS]
                if isinstance(entry["location"], str) and isinstance(entry["name"], str)
            )
        except (ValueError, TypeError, KeyError):
            return ()

    @column_sets.setter
    def column_sets(self, value: Iterable[ColumnSet]) -> None:
        entries = [
            {"location": entry.location_id, "name": entry.name, "shown": sorted(entry.shown)}
            for entry in value
        ]
        self._settings.setValue("view/sets", json.dumps(entries[:_MOST_SETS]))

    @property
    def view(self) -> View:
        """What the middle of the window showed last."""
        value = self._text("view/view")
        return View(value) if value in list(View) else View.DAY

    @view.setter
    def view(self, value: View) -> None:
        self._settings.setValue("view/view", value.value)

    @property
    def day_count(self) -> int:
        """How many days the day view shows side by side, 1 to 9."""
        value = self._text("view/days")
        return int(value) if value in {str(n) for n in range(1, MOST_DAYS + 1)} else 1

    @day_count.setter
    def day_count(self, value: int) -> None:
        self._settings.setValue("view/days", str(value))

    @property
    def reach(self) -> Reach:
        """How far the list reaches; a range that was typed is not kept."""
        value = self._text("list/reach")
        kept = Reach(value) if value in list(Reach) else Reach.DAY
        return Reach.DAY if kept is Reach.OWN else kept

    @reach.setter
    def reach(self, value: Reach) -> None:
        self._settings.setValue("list/reach", value.value)

    @property
    def list_columns(self) -> QByteArray:
        """Widths and sorting of the list as Qt wrote them; empty where nobody changed them."""
        value = self._settings.value("list/columns")
        return value if isinstance(value, QByteArray) else QByteArray()

    @list_columns.setter
    def list_columns(self, value: QByteArray) -> None:
        self._settings.setValue("list/columns", value)

    @property
    def work_week(self) -> bool:
        """Whether the week leaves out the days at its edges on which nobody works."""
        return self._text("view/work-week") == "yes"

    @work_week.setter
    def work_week(self, value: bool) -> None:
        self._settings.setValue("view/work-week", "yes" if value else "no")

    @property
    def folds_columns(self) -> bool:
        """Whether columns that do not offer the chosen service fold away; they do at first."""
        return self._text("view/fold") != "no"

    @folds_columns.setter
    def folds_columns(self, value: bool) -> None:
        self._settings.setValue("view/fold", "yes" if value else "no")

    @property
    def color_by(self) -> ColorBy:
        """What the colour of a visit tells."""
        value = self._text("view/color")
        return ColorBy(value) if value in {by.value for by in ColorBy} else ColorBy.SERVICE

    @color_by.setter
    def color_by(self, value: ColorBy) -> None:
        self._settings.setValue("view/color", value.value)

    @property
    def zoom(self) -> int:
        """The zoom step of the calendar, in pixels a quarter hour; 0 for the usual one."""
        value = self._text("view/zoom")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 0

    @zoom.setter
    def zoom(self, value: int) -> None:
        self._settings.setValue("view/zoom", str(value))

    @property
    def single_letters(self) -> bool:
        """Whether keys of a single letter act in the calendar; they do at first."""
        return self._text("view/letters") != "no"

    @single_letters.setter
    def single_letters(self, value: bool) -> None:
        self._settings.setValue("view/letters", "yes" if value else "no")

    @property
    def lock_after(self) -> int:
        """After how many minutes without a touch the window locks; 0 for never."""
        value = self._text("desk/lock-after")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else LOCK_AFTER

    @lock_after.setter
    def lock_after(self, value: int) -> None:
        self._settings.setValue("desk/lock-after", str(value))

    @property
    def shows_navigator(self) -> bool | None:
        """Whether the navigator was folded in or out by hand; None to decide by the width."""
        return {"yes": True, "no": False}.get(self._text("view/navigator"))

    @shows_navigator.setter
    def shows_navigator(self, value: bool) -> None:
        self._settings.setValue("view/navigator", "yes" if value else "no")

    @property
    def checks_updates(self) -> bool:
        """Whether it was agreed to ask for newer versions; nobody is asked to agree."""
        return self._text("updates/check") == "yes"

    @checks_updates.setter
    def checks_updates(self, value: bool) -> None:
        self._settings.setValue("updates/check", "yes" if value else "no")

    @property
    def asked_for_updates(self) -> datetime | None:
        """When the feed was asked last, UTC; None for never."""
        try:
            asked = datetime.fromisoformat(self._text("updates/asked"))
        except ValueError:
            return None
        return asked if asked.tzinfo is not None else None

    @asked_for_updates.setter
    def asked_for_updates(self, value: datetime) -> None:
        self._settings.setValue("updates/asked", value.isoformat())

    @property
    def setup_begun(self) -> str:
        """What was typed into the set-up of a book that is still empty; empty for nothing."""
        return self._text("setup/begun")

    @setup_begun.setter
    def setup_begun(self, value: str) -> None:
        self._settings.setValue("setup/begun", value)

    def save(self) -> None:
        """Write to disk now."""
        self._settings.sync()

    def _text(self, key: str) -> str:
        value = self._settings.value(key)
        return value if isinstance(value, str) else ""
