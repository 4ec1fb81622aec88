"""Where things lie on this computer: what ships with the program, and what belongs to the user."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import platformdirs

from frontdesk.installation import installation

_APPLICATION = "frontdesk"
_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The shipped file or folder ``name``, such as ``"icons/plus.svg"``.

    One of three places holds it: a frozen bundle, an installed wheel, or the source tree.

    Raises:
        FileNotFoundError: the program was shipped without it.
    """
    for root in _resource_roots():
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(f"{name} is not among the resources of this program")


def _resource_roots() -> list[Path]:
    roots = [_PACKAGE / "_resources", _PACKAGE.parents[1] / "resources"]
    bundle = getattr(sys, "_MEIPASS", None)  # set by the starter of a PyInstaller bundle
    if bundle is not None:
        roots.insert(0, Path(bundle) / "frontdesk" / "_resources")
    return roots


def user_data_dir() -> Path:
    """The folder of the user's books; not made here, so that asking changes nothing."""
    laid_down = installation().data_folder
    return laid_down or Path(platformdirs.user_data_dir(_APPLICATION, appauthor=False))


def user_log_dir() -> Path:
    """The folder of the log files; not made here."""
    return Path(platformdirs.user_log_dir(_APPLICATION, appauthor=False))


def default_database() -> Path:
    """The book that opens when none is named."""
    return user_data_dir() / "frontdesk.db"


def default_book() -> str:
    """The path or URL of the book that opens when none is named."""
    return installation().database or str(default_database())


def backup_dir(book: Path) -> Path | None:
    """The folder in which backups of ``book`` are kept by themselves; None where none are to be.

    Not made here. Beside the book, or in the folder that the administrator laid down, where each
    book has one of its own: the users of a computer may all have a ``frontdesk.db``.
    """
    laid_down = installation()
    if not laid_down.keeps_backups:
        return None
    if laid_down.backup_folder is None:
        return book.parent / "backups"
    own = re.sub(r"[^\w.]+", "-", str(book.with_suffix(""))).strip("-")
    return laid_down.backup_folder / own
