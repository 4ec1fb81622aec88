"""The window in German: words, dates, numbers, typed dates, and a catalogue that is damaged."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QObject, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from frontdesk.desk.customers import phone_problem
from frontdesk.desk.dates import parse_date
from frontdesk.desk.sentences import refusal_sentence
from frontdesk.engine.clock import instant_of
from frontdesk.engine.refusals import RefusalError
from frontdesk.ui import text
from frontdesk.ui.customers.wording import many
from frontdesk.ui.language import speaking
from tests.books import MONDAY_MORNING

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def installed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[QTranslator]]:
    """What ``speak`` installs, taken off again afterwards."""
    found: list[QTranslator] = []
    install = qapp.installTranslator

    def remember(translator: QTranslator) -> bool:
        found.append(translator)
        return install(translator)

    monkeypatch.setattr(qapp, "installTranslator", remember, raising=False)
    yield found
    for translator in found:
        qapp.removeTranslator(translator)
    QLocale.setDefault(QLocale.c())


@pytest.fixture
def german(qapp: QApplication, installed: list[QTranslator]) -> None:
    assert speaking.speak(qapp, "de") == "de"
    QLocale.setDefault(QLocale("de_DE"))


def test_the_window_and_qt_itself_speak_it(german: None) -> None:
    class Page(QObject):
        pass

    class Special(Page):
        pass

    assert Special().tr("Cancelled") == "Abgesagt"
    assert Special().tr("No such text") == "No such text"
    assert QKeySequence("Ctrl+P").toString(QKeySequence.SequenceFormat.NativeText) == "Strg+P"
    assert text.key_text("Ctrl+Enter") == "Strg+Enter"


def test_a_word_of_two_meanings_is_told_apart(german: None) -> None:
    assert text.translate("Open") == "Öffnen"
    assert text.translate("Open", "hours of work") == "Offen"


def test_dates_times_and_money_are_written_as_there(german: None) -> None:
    assert text.day_text(TUESDAY) == "Di. 24. Nov."
    assert text.long_day_text(TUESDAY, TUESDAY) == "Dienstag, 24. November"
    assert text.days_text(TUESDAY, date(2026, 11, 29), TUESDAY) == "24. – 29. November"
    assert text.clock_text(instant_of(MONDAY_MORNING), "Europe/Berlin") == "15:00"
    assert text.money_text("1075.5", "EUR") == "1.075,50\u00a0€"
    assert text.number_text(2410.25, 1) == "2.410,3"
    assert many("customer") == "Kunden"
    assert many("Patient") == "Patienten"


@pytest.mark.parametrize("place", ["en_GB", "en_US", "de_DE", "es_ES", "fr_FR"])
def test_a_date_can_be_typed_as_it_is_shown(place: str) -> None:
    QLocale.setDefault(QLocale(place))
    try:
        for days in range(0, 800, 3):
            day = date(2024, 6, 1) + timedelta(days=days)
            shown = text.dated_day_text(day)
            assert parse_date(shown, TUESDAY, text.date_words()) == day, shown
    finally:
        QLocale.setDefault(QLocale.c())


def test_a_place_with_twelve_hours_and_the_month_first() -> None:
    QLocale.setDefault(QLocale("en_US"))
    assert text.clock_text(instant_of(MONDAY_MORNING), "Europe/Berlin") == "3:00 pm"
    assert text.clock_text(instant_of(MONDAY_MORNING), "America/New_York") == "9:00 am"
    assert text.day_text(TUESDAY) == "Tue, Nov 24"
    assert text.long_day_text(date(2027, 1, 4), TUESDAY) == "Monday, January 4, 2027"
    assert text.days_text(TUESDAY, date(2026, 11, 29), TUESDAY) == "November 24 – 29"
    assert text.days_text(TUESDAY, date(2026, 12, 2), TUESDAY) == "November 24 – December 2"
    assert text.money_text("1075.5", "USD") == "$1,075.50"


def test_sentences_of_the_desk_come_in_it_with_what_they_name(german: None) -> None:
    with pytest.raises(RefusalError) as refused:
        parse_date("32.1.", TUESDAY, text.date_words())
    sentence = refusal_sentence(refused.value.refusal, text.translate)
    assert sentence == "Den Tag „32.1.“ gibt es nicht."
    assert text.said(phone_problem("1") or "") == "Eine Telefonnummer hat mindestens 3 Ziffern."
    assert text.said("{ab} typed by somebody") == "{ab} typed by somebody"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("heute", "2026-11-24"),
        ("Morgen", "2026-11-25"),
        ("übermorgen", "2026-11-26"),
        ("gestern", "2026-11-23"),
        ("nächsten Di", "2026-12-01"),
        ("nächste Woche", None),
        ("Donnerstag", "2026-11-26"),
        ("mi", "2026-11-25"),
        ("24. Dez", "2026-12-24"),
        ("1. März 2027", "2027-03-01"),
        ("+3t", "2026-11-27"),
        ("in 6 Wochen", "2027-01-05"),
        ("+1j", "2027-11-24"),
        ("next tue", "2026-12-01"),
        ("tomorrow", "2026-11-25"),
        ("24 dec", "2026-12-24"),
        ("+6w", "2027-01-05"),
    ],
)
def test_dates_are_typed_in_it_and_in_english(german: None, typed: str, meant: str | None) -> None:
    if meant is None:
        with pytest.raises(RefusalError):
            parse_date(typed, TUESDAY, text.date_words())
    else:
        assert parse_date(typed, TUESDAY, text.date_words()) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("language", "place", "typed", "meant"),
    [
        ("de", "de_DE", "24.12.", "2025-12-24"),
        ("de", "de_DE", "24. Dez", "2025-12-24"),
        ("de", "de_DE", "1. März", "2026-03-01"),
        ("de", "de_DE", "24.11.", "2026-11-24"),
        ("de", "de_DE", "Do", "2026-11-19"),
        ("es", "es_MX", "24 de diciembre", "2025-12-24"),
        ("es", "es_MX", "1 mar", "2026-03-01"),
        ("es", "es_MX", "jueves", "2026-11-19"),
    ],
)
def test_dates_that_look_back_are_typed_in_either(
    qapp: QApplication,
    installed: list[QTranslator],
    language: str,
    place: str,
    typed: str,
    meant: str,
) -> None:
    assert speaking.speak(qapp, language) == language
    QLocale.setDefault(QLocale(place))
    found = parse_date(typed, TUESDAY, text.date_words(), looks_back=True)
    assert found == date.fromisoformat(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hoy", "2026-11-24"),
        ("mañana", "2026-11-25"),
        ("pasado mañana", "2026-11-26"),
        ("miércoles", "2026-11-25"),
        ("el próximo martes", "2026-12-01"),
        ("martes próximo", "2026-12-01"),
        ("24 de diciembre", "2026-12-24"),
        ("24 dic", "2026-12-24"),
        ("+6s", "2027-01-05"),
        ("dentro de 2 semanas", "2026-12-08"),
        ("next tue", "2026-12-01"),
    ],
)
def test_dates_are_typed_in_spanish(
    qapp: QApplication, installed: list[QTranslator], typed: str, meant: str
) -> None:
    assert speaking.speak(qapp, "es") == "es"
    QLocale.setDefault(QLocale("es_MX"))
    assert parse_date(typed, TUESDAY, text.date_words()) == date.fromisoformat(meant)


def test_spanish_writes_dates_and_clocks_as_in_mexico(
    qapp: QApplication, installed: list[QTranslator]
) -> None:
    assert speaking.speak(qapp, "es") == "es"
    QLocale.setDefault(QLocale("es_MX"))
    assert text.long_day_text(TUESDAY, TUESDAY) == "martes 24 de noviembre"
    assert text.clock_text(instant_of(MONDAY_MORNING), "Europe/Berlin") == "3:00 pm"
    assert text.money_text("1075.5", "USD") == "$1,075.50"


def test_a_damaged_catalogue_is_logged_and_the_window_speaks_english(
    qapp: QApplication,
    installed: list[QTranslator],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    damaged = tmp_path / "de.po"
    damaged.write_text('msgid "Cancelled"\nmsgstr "Abge', encoding="utf-8")
    monkeypatch.setattr(speaking, "catalogues", lambda: {"de": damaged})
    with caplog.at_level(logging.WARNING):
        assert speaking.speak(qapp, "de") == "en"
    assert "de.po:2" in caplog.text
    assert installed == []
    assert text.translate("Cancelled") == "Cancelled"


def test_the_system_decides_until_somebody_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    class System:
        def uiLanguages(self) -> list[str]:
            return ["fr-FR", "de-CH", "en-US"]

    monkeypatch.setattr(QLocale, "system", lambda: System())
    assert speaking.spoken(speaking.SYSTEM) == "de"
    assert speaking.spoken("en") == "en"
    assert speaking.spoken("xx") == "de"


@pytest.mark.parametrize("code", sorted(speaking.catalogues()))
def test_no_two_keys_become_one(
    qapp: QApplication, installed: list[QTranslator], code: str
) -> None:
    assert speaking.speak(qapp, code) == code
    for keys in ("Ctrl+Return", "Ctrl+Enter", "Esc", "Ctrl+Shift+Z", "Alt+Up", "F2"):
        known = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
        assert QKeySequence(keys) == known
    assert QKeySequence("Ctrl+Return") != QKeySequence("Ctrl+Enter")
