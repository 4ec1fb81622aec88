"""The beat of the window: one tick on each whole second of the clock that decides."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from frontdesk.engine.clock import Clock

_JUMP = timedelta(seconds=5)
_SECOND = timedelta(seconds=1)


def until_next_second(now: datetime) -> int:
    """Milliseconds from ``now`` to the next whole second, 1 to 1000; never a little before it."""
    return 1000 - now.microsecond // 1000


class Ticker(QObject):
    """Reads the clock once a second, so that everything on the screen shows one moment.

    It never counts: each tick carries what the clock says, and is armed anew to the next whole
    second, so that delays do not add up.
    """

    ticked = Signal(object)
    """The present moment, an aware UTC ``datetime``."""
    jumped = Signal()
    """The clock moved by more than five seconds beyond the beat: it was set, or we slept."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        """Follow ``clock``, from ``start`` on, or by hand through ``tick``."""
        super().__init__(parent)
        self._clock = clock
        self._now = clock.now()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    @property
    def now(self) -> datetime:
        """The moment of the last tick: what the screen shows."""
        return self._now

    def start(self) -> None:
        """Tick from now on, until ``stop``."""
        self._beat()

    def stop(self) -> None:
        """Tick no more by itself."""
        self._timer.stop()

    def tick(self) -> None:
        """Read the clock and tell everyone."""
        before, self._now = self._now, self._clock.now()
        self.ticked.emit(self._now)
        if abs(self._now - before - _SECOND) > _JUMP:
            self.jumped.emit()

    @Slot()
    def _beat(self) -> None:
        self.tick()
        self._timer.start(until_next_second(self._clock.now()))
