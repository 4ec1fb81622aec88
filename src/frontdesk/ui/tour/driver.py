"""Runs a story: a generator that acts, and yields what it waits for. The event loop runs freely."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

Condition = Callable[[], bool]
Story = Generator[Condition, None, None]

_LOOK_EVERY = 15
_PATIENCE = 60.0


class StuckError(Exception):
    """What a story waited for did not come."""


class Driver(QObject):
    """Goes on with the story whenever what it waits for has come."""

    finished = Signal(object)
    """The story is over: None, or the exception that ended it."""

    def __init__(self, story: Story, parent: QObject | None = None) -> None:
        """Take over ``story``; ``start`` begins it."""
        super().__init__(parent)
        self._story = story
        self._waits_for: Condition = _nothing
        self._since = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin with the next turn of the event loop."""
        self._timer.start()

    @Slot()
    def _go_on(self) -> None:
        try:
            if self._waits_for():
                self._waits_for = next(self._story)
                self._since = time.monotonic()
            elif time.monotonic() - self._since > _PATIENCE:
                self._story.close()
                raise StuckError(f"nothing happened for {_PATIENCE:.0f} seconds")
        except StopIteration:
            self._end(None)
        except Exception as error:
            self._end(error)

    def _end(self, error: Exception | None) -> None:
        self._timer.stop()
        self.finished.emit(error)


def _nothing() -> bool:
    return True


def turns(count: int = 3) -> Condition:
    """Lets the event loop turn a few times, so that everything is laid out and painted."""
    left = [count]

    def condition() -> bool:
        left[0] -= 1
        return left[0] < 0

    return condition
