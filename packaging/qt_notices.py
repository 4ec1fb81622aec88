"""The notices of the code by others that Qt holds, from the source of Qt, which lists it.

Qt's wheels bring none of them. A release is built with FRONTDESK_QT_SOURCE, a folder with the
unpacked sources of qtbase and qtsvg in the version that is bundled; see the workflow. What Qt lists
is described at https://contribute.qt-project.org/quips/4 (``qt_attribution.json``).

``qt_notices.py ARCHIVE FOLDER`` unpacks one of them there, without its tests and examples.
"""

from __future__ import annotations

import json
import sys
import tarfile
from pathlib import Path
from typing import Any

from steps import BuildError

MODULES = ("qtbase", "qtsvg")
_FILE = "qt_attribution.json"
_RULE = "-" * 72
Entry = dict[str, Any]


def notices(source: Path, version: str) -> str:
    """All of them, by name; BuildError unless ``source`` has them for that version of Qt."""
    pieces: dict[str, str] = {}
    for module in MODULES:
        folder = source / f"{module}-everywhere-src-{version}"
        files = sorted(folder.rglob(_FILE))
        if not files:
            raise BuildError(f"{folder} is not the source of {module} {version}")
        for file in files:
            for entry in _entries(file):
                pieces[f"{entry['Name']} {entry.get('Version', '')}".strip()] = _notice(file, entry)
    ordered = sorted(pieces.items(), key=lambda piece: piece[0].lower())
    return "\n\n".join(f"{_RULE}\n{name}\n{_RULE}\n\n{text}" for name, text in ordered)


def _entries(file: Path) -> list[Entry]:
    """Those of the libraries; examples, tests and tools are not handed out."""
    try:
        # Qt's own reader allows line breaks within a text.
        found = json.loads(file.read_text(encoding="utf-8"), strict=False)
    except ValueError as error:
        raise BuildError(f"{file} is not understood: {error}") from None
    entries: list[Entry] = found if isinstance(found, list) else [found]
    return [entry for entry in entries if "libs" in _list(entry.get("QtParts", "libs"))]


def _notice(file: Path, entry: Entry) -> str:
    names = [*_list(entry.get("LicenseFile")), *_list(entry.get("LicenseFiles"))]
    copyrights = _list(entry.get("Copyright"))
    texts = [_text(file, name) for name in names]
    texts += [_text(file, name) for name in _list(entry.get("CopyrightFile"))]
    head = [f"Licence: {entry.get('LicenseId') or entry.get('License', '')}", *copyrights]
    return "\n\n".join(["\n".join(head), *texts])


def _text(file: Path, name: str) -> str:
    place = file.parent / name
    if not place.is_file():
        raise BuildError(f"{file} names {name}, which is not there")
    return place.read_text(encoding="utf-8", errors="replace").strip()


def _list(value: Any) -> list[str]:
    if not value:
        return []
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]


def unpack(archive: Path, folder: Path) -> None:
    """Unpack the files of Qt's own source; links and what lies beside ``src`` stay out."""
    with tarfile.open(archive) as packed:
        files = [member for member in packed if member.isfile() and "/src/" in member.name]
        packed.extractall(folder, files, filter="data")


if __name__ == "__main__":
    unpack(Path(sys.argv[1]), Path(sys.argv[2]))
