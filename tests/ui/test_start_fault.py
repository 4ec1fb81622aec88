"""The window in place of a book that cannot be opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from frontdesk import app
from frontdesk.desk.answers import Cause, EnvironmentFault
from frontdesk.ui.language import catalogue, speaking
from frontdesk.ui.start_fault import StartFault

NEXT = "Choose a folder of your own, or ask whoever looks after this computer."


@pytest.mark.parametrize("folder", ["/home/desk", "/home/" + "a very long name of a folder/" * 6])
def test_it_says_both_sentences_whole_without_gaps(qtbot: QtBot, folder: str) -> None:
    window = StartFault(f"{folder}/frontdesk.db can't be opened: no permission.", NEXT)
    qtbot.addWidget(window)
    window.show()
    for label in (window.what, window.next_step):
        assert label.height() >= label.heightForWidth(label.width())
    between = window.next_step.geometry().top() - window.what.geometry().bottom()
    assert between <= 16
    assert window.close_button.geometry().bottom() < window.height()


def test_a_path_is_shown_as_it_is_written(qtbot: QtBot) -> None:
    window = StartFault("/srv/<b>Größe & mehr</b>/book.db can't be opened.", NEXT)
    qtbot.addWidget(window)
    assert window.what.textFormat() is Qt.TextFormat.PlainText
    assert "<b>Größe & mehr</b>" in window.what.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_a_key_closes_it(qtbot: QtBot, key: Qt.Key) -> None:
    window = StartFault("The book cannot be opened.", NEXT)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    QTest.keyClick(window.close_button, key)
    assert not window.isVisible()


def test_it_speaks_the_language_of_the_window_and_the_terminal_english(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    german = catalogue.translations(speaking.catalogues()["de"])
    shown: list[StartFault] = []
    monkeypatch.setattr(app, "translate", lambda text: german["", text])
    monkeypatch.setattr(app.QApplication, "platformName", lambda: "xcb")
    monkeypatch.setattr(app.QApplication, "exec", lambda: 0)
    monkeypatch.setattr(app.StartFault, "show", lambda window: shown.append(window))
    assert app._show_fault(EnvironmentFault(Cause.SCHEMA_TOO_NEW, "/srv/book.db")) == 1
    assert "newer version of Frontdesk" in capsys.readouterr().err
    assert "neueren Version" in shown[0].what.text()
