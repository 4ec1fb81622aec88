"""A press on a day of the hours editor, and the drag that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent

from frontdesk.ui.widgets import hours_day
from frontdesk.ui.widgets.hours_day import FINE_SNAP, SNAP, Part, Scale, Spot, Windows

_THRESHOLD = 4
"""Pixels that the pointer goes before a press becomes a drag."""


class Drag(Enum):
    """What a drag does."""

    DRAW = "draw"
    EDGE = "edge"
    MOVE = "move"
    CARRY = "carry"  # the whole day, to another one


@dataclass(slots=True)
class Press:
    """Where the button went down, and on what; ``drag`` is None for a mere press so far."""

    at: QPoint
    spot: Spot | None
    drag: Drag | None = None

    def begin(self, event: QMouseEvent, windows: Windows) -> bool:
        """Whether the pointer went far enough by now to mean a drag; says in ``drag`` which."""
        if (event.position().toPoint() - self.at).manhattanLength() < _THRESHOLD:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and windows:
            self.drag = Drag.CARRY
        elif self.spot is None:
            self.drag = Drag.DRAW
        else:
            self.drag = Drag.MOVE if self.spot.part is Part.BODY else Drag.EDGE
        return True

    def dragged(self, event: QMouseEvent, windows: Windows, scale: Scale) -> Windows:
        """What dropping here makes of ``windows``; with Alt in steps of five minutes."""
        fine = event.modifiers() & Qt.KeyboardModifier.AltModifier
        snap = FINE_SNAP if fine else SNAP
        minute = scale.minute(event.position().x(), snap)
        if self.spot is None:
            return hours_day.drawn(windows, scale.minute(self.at.x(), snap), minute)
        if self.spot.part is not Part.BODY:
            return hours_day.with_edge(windows, self.spot, minute)
        way = scale.minute(event.position().x()) - scale.minute(self.at.x())
        return hours_day.moved(windows, self.spot.index, round(way / snap) * snap)
