"""The whole tour in a language that does not exist: half as long again, from right to left.

It finds words that no translation can reach or that are glued together, gaps that a longer
sentence loses, and places where a longer word pushes something out of sight.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from frontdesk.ui.theme.apply import Theme
from frontdesk.ui.tour.driver import Driver
from frontdesk.ui.tour.stage import Stage
from frontdesk.ui.tour.story import morning

RIGHT_TO_LEFT = "\u05d0"  # one letter of such a script at each end turns the whole text
LONGER = 0.5


class PseudoLanguage(QTranslator):
    """Every text of ours, longer, and in a script from right to left."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        if not text.strip():
            return ""
        more = "\u00b7" * round(len(text) * LONGER)
        return f"{RIGHT_TO_LEFT}{text}{more}{RIGHT_TO_LEFT}"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def pseudo_language(qapp: QApplication) -> Iterator[None]:
    translator = PseudoLanguage()
    before = qapp.layoutDirection()
    qapp.installTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(before)
    qapp.removeTranslator(translator)


class Audit:
    """Looks at each picture of the tour for what is out of sight."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.steps: list[str] = []
        self.cut: dict[str, str] = {}

    def __call__(self, step: str) -> None:
        self.steps.append(step)
        for area in self._stage.window.findChildren(QScrollArea):
            body = area.widget()
            if body is None or not area.isVisible():
                continue
            if area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
                continue
            beyond = body.minimumSizeHint().width() - area.viewport().width()
            if beyond > 0:
                self.cut.setdefault(self._name_of(area), f"{step}: {beyond} px")

    @staticmethod
    def _name_of(area: QWidget) -> str:
        parent = area.parentWidget()
        return f"{type(area).__name__} of {type(parent).__name__}"


@pytest.mark.parametrize("size", [QSize(1366, 768), QSize(1920, 1080)], ids=["1366", "1920"])
def test_the_tour_reaches_its_end_and_nothing_is_out_of_sight(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, pseudo_language: None, size: QSize
) -> None:
    stage = Stage(tmp_path, Theme(qapp, "light"), size)
    audit = Audit(stage)
    ended: list[object] = []
    driver = Driver(morning(stage, audit))
    driver.finished.connect(ended.append)
    driver.start()
    qtbot.waitUntil(lambda: bool(ended), timeout=180_000)
    stage.close()
    assert ended == [None], audit.steps[-1:]
    assert len(audit.steps) > 40
    assert audit.cut == {}


def test_the_audit_sees_what_is_cut(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(tmp_path, Theme(qapp, "light"), QSize(1366, 768))
    audit = Audit(stage)
    body = stage.window.panel.idle.findChild(QScrollArea).widget()
    body.layout().addWidget(QWidget(minimumWidth=2000))
    qtbot.waitUntil(lambda: stage.is_quiet())
    stage.window.show_welcome(False)
    audit("a wide thing")
    stage.close()
    assert next(iter(audit.cut.values())).startswith("a wide thing")
