"""The self-test loads every language that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.ui import selftest
from frontdesk.ui.language import speaking


def test_all_languages_load() -> None:
    assert selftest.translations() == len(speaking.catalogues()) >= 2


def test_one_that_does_not_load_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    empty = tmp_path / "de.po"
    empty.write_text("", encoding="utf-8")
    monkeypatch.setattr(speaking, "catalogues", lambda: {"de": empty})
    with pytest.raises(selftest.DrawingError, match="translation de does not load"):
        selftest.translations()


def test_one_without_qts_own_texts_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(speaking, "qt_translations", lambda: tmp_path)
    with pytest.raises(selftest.DrawingError, match=r"qtbase_de\.qm"):
        selftest.translations()
