"""Finding the texts of a program in its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from translating import checks
from translating.texts import UnknownTextError, texts_of


def found(tmp_path: Path, source: str) -> list[tuple[str, str]]:
    (tmp_path / "module.py").write_text(source, encoding="utf-8")
    return [(text.context, text.text) for text in texts_of(tmp_path)]


@pytest.mark.parametrize(
    "source",
    [
        "self.tr('One')",
        "tr('One')",
        "text.translate('One')",
        "QCoreApplication.translate('Context', 'One')",
        "NAMES = {'key': 'One'}\ndef name(key, tr): return tr(NAMES[key])",
        "NAMES = (('One', 1), )\nshown = [(tr(words), days) for words, days in NAMES]",
        "def word():\n    return 'One'\ntr(word())",
        "tr('One' if many else 'One')",
        "raise refuse(problem=Translatable('One'))",
    ],
)
def test_a_text_is_found_wherever_it_is_written(tmp_path: Path, source: str) -> None:
    assert found(tmp_path, source) == [("", "One")]


def test_one_word_of_two_meanings_is_two_texts(tmp_path: Path) -> None:
    source = "tr('Open')\ntr('Open', 'hours of work')"
    assert found(tmp_path, source) == [("", "Open"), ("hours of work", "Open")]


def test_what_translates_no_text_is_left_alone(tmp_path: Path) -> None:
    source = "word.translate(TABLE)\ndef tr(words): return QCoreApplication.translate('C', words)"
    assert found(tmp_path, source) == []


def test_a_text_from_elsewhere_is_asked_to_be_marked(tmp_path: Path) -> None:
    with pytest.raises(UnknownTextError, match=r"module\.py:2"):
        found(tmp_path, "\ntr(record.problem)")


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("{count} visits", "{zahl} Termine", "gaps"),
        ("{count} visits", "Termine", "gaps"),
        ("{count} visits", "{count Termine", "braces"),
        ("&File", "Datei", "underlines"),
        ("Save …", "Speichern", "end"),
        (" minutes", "Minuten", "begins"),
    ],
)
def test_what_a_translation_may_not_lose(text: str, translation: str, fault: str) -> None:
    from frontdesk.ui.language.catalogue import Entry

    faults = checks.faults([Entry(text, translation)])
    assert len(faults) == 1
    assert fault in faults[0]
    assert checks.faults([Entry(text, text)]) == []
