"""The translations that ship: complete, without what a program can see to be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from frontdesk.ui.language import catalogue, speaking
from translating import checks, files, texts

ROOT = Path(__file__).resolve().parents[2]
CODES = sorted(file.stem for file in (ROOT / "resources" / "translations").glob("*.po"))
DATES = {"ddd", "dddd", "d", "MMM", "MMMM", "yyyy"}


@pytest.fixture(scope="module")
def current() -> list[texts.Text]:
    return texts.texts_of(ROOT / "src" / "frontdesk")


@pytest.mark.parametrize("code", CODES)
def test_a_language_that_ships_says_everything_the_program_says(
    code: str, current: list[texts.Text]
) -> None:
    entries = files.merged(catalogue.read(speaking.catalogues()[code]), current)
    missing = [entry.text for entry in checks.untranslated(entries)]
    assert not missing, (
        f"{len(missing)} texts are not translated. './run translate {code}' brings them into "
        f"resources/translations/{code}.po with their place in the source; fill in the msgstr, or "
        f"'./run translate --missing {code} > new.po', fill that in, and "
        f"'./run translate --fill new.po {code}'.\n" + "\n".join(missing)
    )
    gone = [entry.text for entry in entries if entry.gone]
    assert not gone, f"'./run translate --drop-gone {code}' forgets what the program lost: {gone}"


@pytest.mark.parametrize("code", CODES)
def test_a_translation_keeps_gaps_mnemonics_and_ends(code: str) -> None:
    faults = checks.faults(catalogue.read(speaking.catalogues()[code]))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("code", CODES)
def test_the_menus_of_the_window_have_a_letter_each(code: str) -> None:
    said = catalogue.translations(speaking.catalogues()[code])
    menus = ("&File", "&Edit", "&Booking", "&View", "&Customers", "&Manage", "&Help")
    letters = [said["", name].partition("&")[2][0].casefold() for name in menus]
    assert len(set(letters)) == len(menus), letters


@pytest.mark.parametrize("code", CODES)
def test_a_language_is_known_by_its_own_name(code: str) -> None:
    name = speaking.languages()[code]
    assert name != code
    assert name.casefold() in QLocale(code).nativeLanguageName().casefold()
