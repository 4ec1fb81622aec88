"""Turns of a wheel and pinches on a touchpad, gathered into steps of the zoom. No Qt here."""

from __future__ import annotations

from math import log

_NOTCH = 120
"""Eighths of a degree that one notch of a wheel turns."""
_PIXELS = 48
"""Logical pixels that two fingers slide for one step."""
_PINCH = log(1.25)
"""How far apart, as the logarithm of the scale, two fingers go for one step."""


class ZoomTravel:
    """Adds up small movements; what is left over counts for the next step.

    A touchpad sends many small ones where a wheel sends one. Turning round starts anew.
    """

    def __init__(self) -> None:
        """Nothing has moved yet."""
        self._travelled = 0.0

    def wheel(self, angle: int, pixels: int) -> int:
        """Steps for a turn; ``pixels`` is not 0 where the device tells them."""
        return self._add(pixels / _PIXELS if pixels else angle / _NOTCH)

    def pinch(self, change: float) -> int:
        """Steps for two fingers that spread (positive) or close by the share ``change``."""
        return self._add(log(max(1.0 + change, 0.01)) / _PINCH)

    def rest(self) -> None:
        """The fingers were lifted."""
        self._travelled = 0.0

    def _add(self, share: float) -> int:
        if share * self._travelled < 0:
            self._travelled = 0.0
        self._travelled += share
        steps = int(self._travelled + (1e-9 if self._travelled > 0 else -1e-9))
        self._travelled -= steps
        return steps
