"""Catalogues: read, written, and brought up to date."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.ui.language import catalogue
from frontdesk.ui.language.catalogue import CatalogueError, Entry
from translating import checks, files
from translating.texts import Text

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1)


@given(st.dictionaries(st.tuples(st.text("abc"), WORDS), WORDS, max_size=5))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, said: dict[tuple[str, str], str]
) -> None:
    file = tmp_path_factory.mktemp("po") / "xx.po"
    entries = [files.new_head("xx")]
    entries += [Entry(text, words, context) for (context, text), words in said.items()]
    file.write_text(files.written(entries), encoding="utf-8", newline="\n")
    read = catalogue.read(file)
    assert read[0].translation == entries[0].translation
    assert {entry.key: entry.translation for entry in read[1:]} == said


def test_new_texts_come_in_and_gone_ones_are_marked(tmp_path: Path) -> None:
    known = [Entry(), Entry("Open", "Öffnen"), Entry("Close", "Schließen"), Entry("Old", "")]
    entries = files.merged(known, [Text("Close", "", "a.py"), Text("Save", "", "a.py")])
    assert [(e.text, e.translation, e.gone) for e in entries[1:]] == [
        ("Close", "Schließen", False),
        ("Save", "", False),
        ("Open", "Öffnen", True),
    ]
    assert entries[1].comments == ["#: a.py"]
    assert [entry.text for entry in checks.untranslated(entries)] == ["Save"]
    file = tmp_path / "xx.po"
    file.write_text(files.written(entries), encoding="utf-8")
    assert catalogue.translations(file) == {("", "Close"): "Schließen"}
    again = files.merged(catalogue.read(file), [Text("Open", "", "b.py")])
    assert [(e.text, e.translation, e.gone) for e in again[1:2]] == [("Open", "Öffnen", False)]


def test_a_corrected_text_keeps_its_translation_to_be_looked_at(tmp_path: Path) -> None:
    known = [Entry(), Entry("The visit was cancled.", "Der Termin wurde abgesagt.")]
    entry = files.merged(known, [Text("The visit was cancelled.", "", "a.py")])[1]
    assert entry.translation == "Der Termin wurde abgesagt."
    assert checks.untranslated([entry]) == [entry]
    files.fill([entry], [Entry("The visit was cancelled.", "Der Termin ist abgesagt.")])
    assert checks.untranslated([entry]) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("msgid Open\n", "xx.po:1"),
        ('msgid "Open"\nmsgstr ""\n\nwhat\n', "xx.po:4"),
        ('msgid "Open"\n', "no msgstr"),
        ('"Open"\n', "xx.po:1"),
        ('msgid "a\\q"\nmsgstr "b"\n', "xx.po:1"),
        ('msgid "Open"\nmsgstr ""\n', "no translation"),
        ("", "no translation"),
    ],
)
def test_a_damaged_catalogue_says_where(tmp_path: Path, content: str, fault: str) -> None:
    file = tmp_path / "xx.po"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=fault):
        catalogue.translations(file)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    file = tmp_path / "xx.po"
    file.write_bytes(b'msgid "Open"\nmsgstr "\xd6ffnen"\n')
    with pytest.raises(CatalogueError, match="UTF-8"):
        catalogue.translations(file)
