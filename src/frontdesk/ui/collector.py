"""Looks for garbage on the GUI thread alone, between two events.

Python's own collector runs wherever one object too many is made: on the database thread, or below
an event that Qt is delivering. Widgets that refer to each other in a circle would be destroyed
right there, and the process with them.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_PAUSE = 500
"""Milliseconds between two glances at how much was made."""
_OBJECTS_BEFORE_A_LOOK = 10_000
"""Python's own 700 are a few visits, and none of them refers back to itself."""
_LOOKS_BEFORE_AN_OLDER_LOOK = 10
"""Looks at one generation before the next older one is due, as Python's own."""


class Collector(QObject):
    """Takes the place of Python's collector from ``start`` to ``stop``."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make it; nothing changes yet."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """From here on nothing is collected but by ``look``."""
        gc.disable()
        self._timer.start()

    def keep_all(self) -> None:
        """Never look again at what was imported and built until now: it stays to the end.

        To collect before would keep the first picture waiting.
        """
        gc.freeze()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that is due, if any."""
        youngest, middle, oldest = gc.get_count()
        if oldest > _LOOKS_BEFORE_AN_OLDER_LOOK:
            gc.collect(2)
        elif middle > _LOOKS_BEFORE_AN_OLDER_LOOK:
            gc.collect(1)
        elif youngest > _OBJECTS_BEFORE_A_LOOK:
            gc.collect(0)
