"""What the administrator of this computer laid down, in one small file that an installer writes.

::

    [frontdesk]
    datadir = /srv/frontdesk        ; the folder of the book; ~ and $NAME or %NAME% are filled in
    dburl = /srv/books/main.db      ; the book itself, filled in likewise; goes before datadir
    backups = /mnt/safe             ; where a backup is kept each day; "off" for none
    updates = off                   ; never ask for newer versions

A file that cannot be read stops the program: a person who silently got an empty book of their own
would believe that all visits are lost.
"""

from __future__ import annotations

import codecs
import configparser
import os
import sys
from dataclasses import dataclass
from pathlib import Path

_SECTION = "frontdesk"
_KEYS = {"datadir", "dburl", "backups", "updates"}
_OFF = {"off", "no", "false", "0"}
_ON = {"on", "yes", "true", "1"}


class InstallationError(Exception):
    """The administrator's file cannot be understood; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Installation:
    """The answers of the file; the defaults are those of a computer without one."""

    data_folder: Path | None = None
    database: str | None = None
    allows_updates: bool = True
    backup_folder: Path | None = None
    keeps_backups: bool = True


def installation() -> Installation:
    """What is laid down for this copy of the program; raises ``InstallationError``."""
    file = settings_file()
    return read(file) if file is not None and file.exists() else Installation()


def settings_file() -> Path | None:
    """Where the file lies, if there is one; None where this copy has no place for it."""
    if sys.platform == "win32":
        # Beside the program, so that each installation has its own. From source there is none.
        return Path(sys.executable).with_name("frontdesk.ini") if is_bundle() else None
    if sys.platform == "darwin":
        return Path("/Library/Application Support/frontdesk/frontdesk.ini")
    return Path("/etc/frontdesk/frontdesk.ini")


def is_bundle() -> bool:
    """Whether this is a copy with its own Python, as the installers bring it."""
    return bool(getattr(sys, "frozen", False))


def read(file: Path) -> Installation:
    """Read the file; raises ``InstallationError`` for anything that is not understood."""
    parser = configparser.ConfigParser(
        interpolation=None, inline_comment_prefixes=(";",), empty_lines_in_values=False
    )
    try:
        parser.read_string(_text_of(file), source=str(file))
        entries = dict(parser.items(_SECTION))
    except UnicodeDecodeError as error:
        raise InstallationError(f"{file} can't be read: it must be saved as UTF-8.") from error
    except (OSError, configparser.Error) as error:
        reason = str(error).splitlines()[0]
        raise InstallationError(f"{file} can't be read: {reason}") from error
    if strange := sorted(set(entries) - _KEYS):
        raise InstallationError(f"{file} has an entry “{strange[0]}” that Frontdesk doesn't know.")
    database = entries.get("dburl", "").strip()
    if database and "://" not in database:
        database = str(_path(file, "dburl", database))
    backups = entries.get("backups", "").strip()
    keeps_backups = backups.lower() not in _OFF
    return Installation(
        _path(file, "datadir", entries.get("datadir", "").strip()),
        database or None,
        _switch(file, entries.get("updates", "on").strip().lower()),
        _path(file, "backups", backups) if keeps_backups else None,
        keeps_backups,
    )


def _text_of(file: Path) -> str:
    """UTF-8, or what Windows' own functions for such files write, which setup uses."""
    content = file.read_bytes()
    return content.decode("utf-16" if content.startswith(codecs.BOM_UTF16_LE) else "utf-8-sig")


def _path(file: Path, key: str, words: str) -> Path | None:
    """What an entry names, filled in; it is the same from whatever folder the program starts."""
    path = Path(os.path.expandvars(words)).expanduser()
    if words and not path.is_absolute():
        raise InstallationError(f"{file}: {key} must be a whole path, not “{path}”.")
    return path if words else None


def _switch(file: Path, word: str) -> bool:
    if word not in _ON | _OFF:
        raise InstallationError(f"{file}: updates must be “on” or “off”, not “{word}”.")
    return word in _ON
