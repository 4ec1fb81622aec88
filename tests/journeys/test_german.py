"""A visit is booked in German, by what a receptionist sees and types there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QPushButton

from frontdesk.ui.language import catalogue, speaking


@pytest.fixture(autouse=True)
def german(qapp: QApplication) -> Iterator[None]:
    """The window that is made next speaks German, as in Germany."""
    said = catalogue.translations(speaking.catalogues()["de"])
    qts = QTranslator()
    assert qts.load(str(speaking.qt_translations() / "qtbase_de.qm"))
    both = (speaking.Translator(said), qts)
    for translator in both:
        qapp.installTranslator(translator)
    QLocale.setDefault(QLocale("de_DE"))
    yield
    for translator in both:
        qapp.removeTranslator(translator)


def test_a_visit_is_held_and_booked(front):
    assert front.window.menuBar().actions()[0].text() == "&Datei"
    assert front.window.top_bar.search.placeholderText() == "Kunde, Telefon, Buchung …"
    front.choose_service("cut")
    number = front.hold("ana", 10)
    assert front.head.texts.title == "Vorgemerkt 10:00"
    assert front.head.texts.what == "Mo. 23. Nov., 10:00 – 10:30 · Ana"
    assert any("VORGEMERKT · 10:00" in line for line in front.blocks()[number])
    form = front.form
    assert form.book.text() == "Buchen"
    assert form.book.accessibleDescription() == "Strg+Enter"
    front.write("Ruth Klein")
    front.press(Qt.Key.Key_Tab)
    front.write("ruth@")
    front.press(Qt.Key.Key_Tab)
    front.wait(lambda: "keine E-Mail-Adresse" in form.email.problem)
    form.email.line.setFocus()
    form.email.line.selectAll()
    front.write("ruth@example.org")
    front.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: front.status(number) == "BK")
    front.settle()  # the window hears of it after the book does
    assert front.window.notice.text == (
        "Gebucht: Ruth Klein, Mo. 23. Nov., 10:00 – 10:30, bei Ana <b>Reyes</b>."
    )
    verbs = [button.text() for button in front.window.notice.findChildren(QPushButton)]
    assert "Rückgängig" in verbs


def test_another_language_is_chosen_in_the_menu_and_kept(front):
    menu = front.window.menu
    names = [action.text() for action in menu.languages.actions()]
    assert names[:3] == ["Wie das System", "English", "Deutsch"]
    english = menu.languages.actions()[1]
    english.trigger()
    assert front.preferences.language == "en"
    assert "English" in front.window.notice.text
    assert english.isChecked()
