"""The pages of the five-step set-up that are lists of rows: people and rooms, and services."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot

from frontdesk.ui.manager.assistant_rows import (
    SERVICE_WIDTHS,
    EditedRows,
    person_row,
    service_row,
)
from frontdesk.ui.manager.assistant_state import AssistantState
from frontdesk.ui.manager.assistant_steps import Step
from frontdesk.ui.manager.fields import Check

_ROW = re.compile(r"\w+\[(\d+)\]\.?(.*)")


class _RowsStep(Step):
    """A step that is a list of rows."""

    rows: EditedRows

    def take_rows(self, rows: EditedRows) -> None:
        """Make ``rows`` the step's own."""
        self.rows = rows
        rows.edited.connect(self.edited)
        rows.left.connect(self.left)
        self.column.addWidget(rows)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say it below the rows."""
        super().show_problems(problems)
        self.rows.show_problems(_by_row(problems))

    def typed(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Those of cells with something in them."""
        values = self.rows.values()
        return {
            path: words
            for path, words in problems.items()
            if (found := _ROW.fullmatch(path)) and values[int(found[1])].get(found[2], "").strip()
        }

    def go_on(self) -> bool:
        """To the next row."""
        return self.rows.go_on()

    def tidy(self) -> None:
        """A row that was only offered is none."""
        self.rows.tidy()

    def focus_first(self, problems: Mapping[str, str]) -> None:
        """Into the first row that has one, or the first row."""
        wrong = _by_row(problems)
        if not self.rows.rows:
            self.rows.adders[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        at = min(wrong, default=0)
        row = self.rows.rows[at]
        key = next(iter(wrong.get(at, {})), "")
        target = row.cell(key) if key else row
        target.setFocus(Qt.FocusReason.OtherFocusReason)


class PeopleStep(_RowsStep):
    """Who and what can be booked."""

    def __init__(self) -> None:
        """Make no rows yet."""
        super().__init__(
            self.tr("People and rooms"),
            self.tr("Who takes appointments, and the rooms or devices that they share."),
        )
        new = [
            (self.tr("Add a person"), {"name": "", "kind": "staff"}),
            (self.tr("Add a room"), {"name": "", "kind": "room"}),
            (self.tr("Add equipment"), {"name": "", "kind": "equipment"}),
        ]
        self.take_rows(EditedRows(person_row, new))
        self.both = Check(self.tr("Every visit takes a person and one of the rooms or devices"))
        self.rows.edited.connect(self._show_both)
        self.both.clicked.connect(self.edited)
        self.column.addWidget(self.both)
        self.column.addStretch(1)

    def load(self, state: AssistantState) -> None:
        """Show the rows."""
        self.rows.load(state.people)
        self.both.setChecked(state.with_room)
        self._show_both()

    def write(self, state: AssistantState) -> None:
        """Take the rows over."""
        state.people = self.rows.values()
        state.with_room = self.both.isChecked()

    @Slot()
    def _show_both(self) -> None:
        kinds = {row["kind"] for row in self.rows.values()}
        self.both.setVisible("staff" in kinds and len(kinds) > 1)


class ServicesStep(_RowsStep):
    """What is booked, how long, for how much."""

    def __init__(self) -> None:
        """Make no rows yet."""
        super().__init__(
            self.tr("Services"),
            self.tr("What people book. More than one place makes it a class."),
        )
        widths = list(SERVICE_WIDTHS.values())
        heads = [
            (self.tr("Name"), 0),
            (self.tr("Minutes"), widths[0]),
            (self.tr("Price"), widths[1]),
            (self.tr("Places"), widths[2]),
        ]
        empty = {"name": "", "minutes": "30", "price": "", "places": "1"}
        self.take_rows(EditedRows(service_row, [(self.tr("Add a service"), empty)], heads))
        self.column.addStretch(1)

    def load(self, state: AssistantState) -> None:
        """Show the rows."""
        self.rows.load(state.services)

    def write(self, state: AssistantState) -> None:
        """Take the rows over."""
        state.services = self.rows.values()


def _by_row(problems: Mapping[str, str]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for path, words in problems.items():
        match = _ROW.fullmatch(path)
        if match is not None:
            found.setdefault(int(match[1]), {})[match[2]] = words
    return found
