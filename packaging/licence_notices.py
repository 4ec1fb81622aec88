"""What stands in for licence texts that a part of the bundle does not bring, each with a reason.

A part that is named here is an exception that somebody looked at; every other part without a text
ends the build.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """``why`` is said at every build; ``texts`` are the names of texts that follow ``text``."""

    name: str
    licence: str
    page: str
    why: str
    text: str
    texts: tuple[str, ...] = ()


COMMON_TEXTS = {
    # The sum of the text with every stretch of white space as one blank.
    "LGPL-3.0": "690578875bea796fcc9a52eef18909104d21a3c1e0052e0dac70955d3e419899",
    "GPL-3.0": "972a178adadacfbdddec346b16d45fd4ed9937ec5e4a5bb46d8685ba4e73a0b1",
}
CARRIERS = ("psycopg", "yamllint")
"""Distributions under those licences, which bring the texts; nothing else of them is used."""

PART_OF = {"shiboken6": "pyside6-essentials", "pyinstaller-hooks-contrib": "pyinstaller"}
"""Told as one with another: made by the same people, under the same licence."""
BUILD_ONLY = frozenset({"altgraph", "packaging", "setuptools", "pip"})
"""Read by PyInstaller while it works; nothing of them is in the bundle."""

SYSTEM = {"microsoft": ("api-ms-", "concrt", "msvcp", "ucrtbase", "vcruntime")}
"""Libraries of Windows that come along, by how their names begin."""

PYTHON = """\
Frontdesk brings Python {version} along, under the licence below. Parts of
Python's own library are by others; their licences are in "Licenses and
Acknowledgements for Incorporated Software":

https://docs.python.org/{minor}/license.html"""

_QT = """\
Frontdesk shows its window with Qt and Qt for Python (PySide6, shiboken6),
version {version}, under the GNU Lesser General Public License, version 3.
Its text follows, and that of the GNU General Public License, version 3,
which it builds on.

Qt and Qt for Python are used as they were published, unchanged. They are
libraries in files of their own, in the folder _internal beside the program.
You may replace them with versions of your own that have the same
interfaces, and may take the program apart as far as that needs it. The
build recipe of Frontdesk (packaging/ in its source) makes the same folder
from any version.

The source of Qt:
https://download.qt.io/official_releases/qt/
The source of Qt for Python:
https://download.qt.io/official_releases/QtForPython/pyside6/

Qt holds code of others under licences that allow this, among them zlib,
libpng, libjpeg-turbo, FreeType, HarfBuzz, PCRE2, double-conversion, MD4C,
BLAKE2, TinyCBOR and the library ICU (in files of its own, libicu*). Their
copyright notices and licence texts are published with Qt:

https://doc.qt.io/qt-6/licenses-used-in-qt.html
https://github.com/unicode-org/icu/blob/main/LICENSE"""

QT = "pyside6-essentials"
NOTICES = {
    QT: Notice(
        "Qt and Qt for Python",
        "LGPL-3.0-only",
        "https://www.qt.io/",
        "its wheels have none; ours tells the terms and where Qt publishes the notices of what "
        "it holds, and the texts of LGPL and GPL follow. A release also has those notices: see "
        "packaging/qt_notices.py",
        _QT,
        ("LGPL-3.0", "GPL-3.0"),
    ),
    "microsoft": Notice(
        "Microsoft Visual C++ runtime",
        "Microsoft's terms for redistributable code",
        "https://visualstudio.microsoft.com/license-terms/",
        "the files are part of Windows and of Visual Studio's redistributable code",
        "Frontdesk brings the runtime libraries along that Microsoft lets every program bring "
        "which was made with Visual C++. They may be used with this program only.",
    ),
}


def is_common_text(name: str, text: str) -> bool:
    """Whether ``text`` is the licence ``name``, word for word."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest() == COMMON_TEXTS[name]
