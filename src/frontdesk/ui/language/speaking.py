"""Which language the window speaks: that of the system, or the one chosen on this workstation.

Ours are looked up by a ``QTranslator`` without regard to the context: ``tr`` of PySide6 gives the
class of the object at hand, so that a text of a base class would need an entry for each heir.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from frontdesk import paths
from frontdesk.desk.translatable import Translatable
from frontdesk.ui.language import catalogue

SYSTEM = ""
"""The choice to follow the system."""
ENGLISH = "en"
"""The language that the program is written in; it has no catalogue."""

KEY_NAMES = (Translatable("Ctrl"), Translatable("Esc"))
"""Keys that we name ourselves: Qt's own translations have names too long for a button."""

_log = logging.getLogger(__name__)


class Translator(QTranslator):
    """Translates our own texts from a catalogue."""

    def __init__(
        self, translations: Mapping[tuple[str, str], str], parent: QObject | None = None
    ) -> None:
        """Translate by ``translations``, whose keys are context and text."""
        super().__init__(parent)
        self._translations = translations

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """The translation; None where there is none, so that Qt asks the next translator.

        An empty text would be shown as such.
        """
        if context == "QShortcut" and text not in KEY_NAMES:
            return None  # what Qt calls a key may mean something else here
        if disambiguation:
            found = self._translations.get((disambiguation, text))
            if found is not None:
                return found
        return self._translations.get(("", text))

    def isEmpty(self) -> bool:
        """Never: Qt installs no empty translator."""
        return False


def catalogues() -> dict[str, Path]:
    """The catalogues that ship, by the code of their language, such as "de"."""
    try:
        folder = paths.resource("translations")
    except FileNotFoundError:
        return {}
    return {file.stem: file for file in sorted(folder.glob("*.po"))}


def languages() -> dict[str, str]:
    """The languages to choose from: their codes, and what their speakers call them."""
    return {ENGLISH: "English"} | {
        code: catalogue.name_of(file) for code, file in catalogues().items()
    }


def spoken(choice: str) -> str:
    """The language for a choice: itself where it ships, else the system's, else English."""
    known = {ENGLISH, *catalogues()}
    if choice in known:
        return choice
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").split("-")[0].lower()
        if code in known:
            return code
    return ENGLISH


def locale_of(code: str) -> QLocale:
    """How numbers and dates are written: in that language, by the customs of the system's place."""
    system = QLocale.system()
    if system.language() is QLocale.Language.C:  # a system without any customs
        return QLocale.c() if code == ENGLISH else QLocale(code)
    if QLocale.languageToCode(system.language()) == code:
        return system
    return QLocale(QLocale.codeToLanguage(code), system.territory())


def speak(application: QCoreApplication, choice: str) -> str:
    """Let ``application`` speak from now on; its windows are made after. The language's code.

    A catalogue that cannot be read is logged, and the language is English.
    """
    code = spoken(choice)
    if code != ENGLISH:
        try:
            ours = Translator(catalogue.translations(catalogues()[code]), application)
        except (catalogue.CatalogueError, OSError) as error:
            _log.warning("The translation is not used: %s", error)
            code = ENGLISH
        else:
            _speak_as_qt(application, code)
            application.installTranslator(ours)
    QLocale.setDefault(locale_of(code))
    return code


def current() -> str:
    """The code of the language that is spoken."""
    return QLocale.languageToCode(QLocale().language()) or ENGLISH


def qt_translations() -> Path:
    """The folder of Qt's own translations."""
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


def _speak_as_qt(application: QCoreApplication, code: str) -> None:
    """Qt's own texts: the menus of its fields, its dialogs, the names of keys."""
    qts = QTranslator(application)
    if qts.load(str(qt_translations() / f"qtbase_{code}.qm")):
        application.installTranslator(qts)
    else:
        _log.warning("Qt's own texts are not translated: no qtbase_%s", code)
