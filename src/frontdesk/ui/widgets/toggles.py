"""Checkable buttons that a screen reader can use.

A reader does not click a checkable button, it toggles it, and Qt then says ``toggled`` but never
``clicked``: what listens to clicks, because they come from the user alone, would not hear it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object  # a class of Qt's can have but one base of Qt's


class ReadersClick(_Button):
    """Goes before the class of a checkable button: to be toggled from outside is to be clicked.

    The constructor ends with ``listen_to_readers``.
    """

    _is_ours = False

    def listen_to_readers(self) -> None:
        """Begin to listen."""
        self.toggled.connect(self._click_for_reader)

    def setChecked(self, checked: bool) -> None:
        """Check or uncheck, which is no click."""
        self._is_ours = True
        super().setChecked(checked)
        self._is_ours = False

    def nextCheckState(self) -> None:
        """A click is under way, and Qt will tell of it."""
        self._is_ours = True
        super().nextCheckState()
        self._is_ours = False

    def _click_for_reader(self, checked: bool) -> None:
        group = self.group()
        is_one_of_many = group is not None and group.exclusive()
        if self._is_ours or (is_one_of_many and not checked):
            return  # of many, the one that was checked before only gives way
        if is_one_of_many:
            group.setExclusive(False)  # or it could not be taken back
        self.setChecked(not checked)
        if is_one_of_many:
            group.setExclusive(True)
        self.click()
