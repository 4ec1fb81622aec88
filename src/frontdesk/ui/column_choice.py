"""Which people and rooms have a column: by check boxes, one alone, or by a set with a name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from frontdesk.ui.preferences import ColumnSet, Preferences

LONGEST_NAME = 40
"""Letters of the name of a set."""


class ColumnChoice(QObject):
    """The choice of one workstation, kept in its preferences.

    What is kept are the resources switched off, so that a new one shows at once; a set with a
    name keeps those that it shows.
    """

    changed = Signal()
    """Other columns are shown now, or there are other sets."""

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        """Take over what was chosen last."""
        super().__init__(parent)
        self._preferences = preferences
        self._location_id = ""
        self._here: frozenset[str] = frozenset()
        self._before_only: frozenset[str] | None = None
        self.hidden = preferences.hidden_resources

    @property
    def shown(self) -> frozenset[str]:
        """The resources of this location that have a column."""
        return self._here - self.hidden

    @property
    def shows_all(self) -> bool:
        """Whether every resource of this location has a column."""
        return not self._here & self.hidden

    @property
    def is_only_one(self) -> bool:
        """Whether one of several resources is shown alone, by ``toggle_only``."""
        return self._before_only is not None and len(self.shown) == 1

    @property
    def is_picked(self) -> bool:
        """Whether some were picked, as one alone or as a set, and not others switched off."""
        return self.is_only_one or (self.current_set is not None and not self.shows_all)

    @property
    def sets(self) -> tuple[ColumnSet, ...]:
        """The sets of this location."""
        every = self._preferences.column_sets
        return tuple(entry for entry in every if entry.location_id == self._location_id)

    @property
    def current_set(self) -> ColumnSet | None:
        """The set that shows just what is shown now."""
        shown = self.shown
        return next((entry for entry in self.sets if entry.shown & self._here == shown), None)

    def set_place(self, location_id: str, resource_ids: Collection[str]) -> None:
        """There are other resources, or it is another location."""
        here = frozenset(resource_ids)
        if (location_id, here) != (self._location_id, self._here):
            self._location_id, self._here = location_id, here
            self._before_only = None
            self.changed.emit()

    def set_hidden(self, hidden: Collection[str]) -> None:
        """Switch off these resources, and no others."""
        self._choose(frozenset(hidden), None)

    def show_all(self) -> None:
        """Show every resource of this location."""
        self.set_hidden(self.hidden - self._here)

    def hide(self, resource_id: str) -> None:
        """Switch off one more; who has no box to be taken in again stays."""
        if resource_id not in self._here:
            return
        self.set_hidden(self.hidden | {resource_id})

    def toggle_only(self, resource_id: str) -> None:
        """Show one resource alone; once more, show again what was shown before."""
        if resource_id not in self._here:
            return
        if self._before_only is not None and self.shown == {resource_id}:
            self.set_hidden(self._before_only)
            return
        before = self._before_only if self.is_only_one else self.hidden
        self._choose((self.hidden | self._here) - {resource_id}, before)

    def choose_set(self, name: str) -> None:
        """Show what the set ``name`` shows."""
        found = next((entry for entry in self.sets if entry.name == name), None)
        if found is not None:
            self.set_hidden((self.hidden - self._here) | (self._here - found.shown))

    def save_set(self, name: str) -> bool:
        """Give the present choice a name, in place of an older one of that name.

        False where the name is empty or nothing is shown.
        """
        name = " ".join(name.split())[:LONGEST_NAME]
        if not name or not self.shown:
            return False
        made = ColumnSet(self._location_id, name, self.shown)
        self._store([*(entry for entry in self.sets if entry.name != name), made])
        return True

    def rename_set(self, name: str, new_name: str) -> bool:
        """Name a set anew; False where the new name is empty or another set has it."""
        new_name = " ".join(new_name.split())[:LONGEST_NAME]
        names = {entry.name for entry in self.sets}
        if not new_name or name not in names or new_name in names - {name}:
            return False
        self._store(
            replace(entry, name=new_name) if entry.name == name else entry for entry in self.sets
        )
        return True

    def remove_set(self, name: str) -> None:
        """Forget a set; what is shown stays."""
        self._store(entry for entry in self.sets if entry.name != name)

    def _store(self, own: Iterable[ColumnSet]) -> None:
        elsewhere = [
            entry
            for entry in self._preferences.column_sets
            if entry.location_id != self._location_id
        ]
        self._preferences.column_sets = [*elsewhere, *own]
        self.changed.emit()

    def _choose(self, hidden: frozenset[str], before_only: frozenset[str] | None) -> None:
        """Switch off ``hidden``; ``before_only`` is what to go back to from one shown alone."""
        was = self.hidden, self._before_only
        self.hidden, self._before_only = hidden, before_only
        if was[0] != hidden:
            self._preferences.hidden_resources = hidden
        if was != (hidden, before_only):
            self.changed.emit()
