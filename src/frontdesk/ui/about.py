"""About: which version of what is running, and whether to look for newer ones."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from frontdesk import licences, versions
from frontdesk.ui.licences import Licences
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_ICON = 64


class About(QDialog):
    """The name, the versions that matter to whoever helps, and the one question on updates."""

    def __init__(
        self, preferences: Preferences, *, updates_possible: bool, parent: QWidget | None = None
    ) -> None:
        """``updates_possible`` where this copy has a feed and the administrator allows it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Frontdesk"))
        self._preferences = preferences
        found = versions.everything()
        self.text = "\n".join(f"{name} {number}" for name, number in found.items())
        icon = QLabel()
        icon.setPixmap(QGuiApplication.windowIcon().pixmap(_ICON, _ICON))
        self.versions = PlainLabel(self.text, "secondary")
        self.versions.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.checks = QCheckBox(self.tr("Look for a new version once a day, outside opening hours"))
        self.checks.setChecked(updates_possible and preferences.checks_updates)
        self.checks.setVisible(updates_possible)
        self.checks.toggled.connect(self._agree)
        self._parts = licences.parts()
        self.licences = Button(self.tr("Licences"))
        self.licences.setVisible(bool(self._parts))  # only a packed copy has the texts
        self.licences.clicked.connect(self._show_licences)
        self.copy = Button(self.tr("Copy"))
        self.copy.clicked.connect(self._copy)
        self.close_button = Button(self.tr("Close"), "primary")
        self.close_button.clicked.connect(self.close)
        self._compose(icon, found["Frontdesk"])

    def _compose(self, icon: QLabel, version: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(PlainLabel(self.tr("Frontdesk {version}").format(version=version), "title"))
        words.addWidget(PlainLabel(self.tr("An appointment book for clinics and salons.")))
        words.addWidget(self.versions)
        words.addWidget(self.checks)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.licences)
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addLayout(top)
        column.addLayout(buttons)

    @Slot(bool)
    def _agree(self, agreed: bool) -> None:
        self._preferences.checks_updates = agreed

    @Slot()
    def _show_licences(self) -> None:
        Licences(self._parts, self).open()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
