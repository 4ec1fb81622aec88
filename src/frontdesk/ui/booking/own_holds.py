"""The live holds of this desk, wherever they are: how long the first one still has."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from frontdesk.desk import holds
from frontdesk.desk.answers import Visit
from frontdesk.engine.changes import Changes
from frontdesk.engine.clock import moment_of
from frontdesk.ui.booking.countdown import hold_state
from frontdesk.ui.runner import Runner
from frontdesk.ui.text import translate as tr


def holds_text(visits: tuple[Visit, ...], now: datetime) -> str:
    """The holds that live at ``now`` and what the first has left: "My hold 4:32"."""
    ends = [visit.appointment.hold_expires_at or 0 for visit in visits]
    live = [end for end in ends if end > moment_of(now)]
    if not live:
        return ""
    words = tr("My hold {time}") if len(live) == 1 else tr("My {count} holds, first {time}")
    return words.format(count=len(live), time=hold_state(min(live), now).text)


class OwnHolds(QObject):
    """Reads the holds of this desk whenever something was written."""

    changed = Signal()
    """``visits`` are others now."""
    failed = Signal(object)
    """The error that a reading met."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        """Know of no hold yet."""
        super().__init__(parent)
        self._runner = runner
        self.visits: tuple[Visit, ...] = ()

    @Slot(object)
    def refresh(self, _changes: Changes | None = None) -> None:
        """Read them again."""
        self._runner.run(holds.my_holds, self._show, self.failed.emit, key="own-holds")

    def after(self, appointment_id: int | None, now: datetime) -> Visit | None:
        """The live hold that follows the given one, the first where there is none after it."""
        live = [v for v in self.visits if (v.appointment.hold_expires_at or 0) > moment_of(now)]
        numbers = [visit.appointment.id for visit in live]
        at = numbers.index(appointment_id) + 1 if appointment_id in numbers else 0
        return live[at % len(live)] if live else None

    def _show(self, visits: tuple[Visit, ...]) -> None:
        if visits != self.visits:
            self.visits = visits
            self.changed.emit()
