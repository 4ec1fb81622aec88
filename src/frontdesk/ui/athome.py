"""What ties the window to the computer it runs on: other starts, crashes, newer versions."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Qt, QTimer, Slot

from frontdesk import crash, installation, paths, updates
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.session import Session
from frontdesk.ui.single import SingleWindow
from frontdesk.ui.updates import UpdateCheck

_LOOK = 30_000
"""Milliseconds between two looks at whether the program was replaced on the disk."""


class AtHome(QObject):
    """Only for a real start: a tour, a test and a training session have no home."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        single: SingleWindow,
        backup_folder: Path | None = None,
    ) -> None:
        """Connect the window of ``session``; ``start`` sets it going.

        A backup of each day is kept in ``backup_folder``, where there is one.
        """
        super().__init__(session)
        self.backup_to_restore: Path | None = None
        """What is to take the place of the book once the window has closed."""
        self._backups = session.backups
        self._backups.restoreWanted.connect(self._close_to_restore)
        self._backup_folder = backup_folder
        self._window = session.window
        self._tell = session.wiring.notices.tell
        self._single = single
        single.setParent(self)
        single.rung.connect(self.come_forward)
        self.updates = UpdateCheck(session.runner, preferences, updates.own_feed(), self)
        self.updates.found.connect(self._tell_release)
        self._program: Path | None = None
        self._mark = (0, 0)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look_at_program)

    def start(self) -> None:
        """Listen to other starts, and tell of a crash before this one."""
        self._single.listen()
        self.updates.start()
        if self._backup_folder is not None:
            self._backups.keep_in(self._backup_folder)
        if installation.is_bundle():
            self.watch_program(_starter())
        if crash.found_reports(paths.user_log_dir()):
            self._tell(
                "warning",
                self.tr(
                    "Frontdesk ended unexpectedly last time. A report without names is kept in "
                    "{folder}; it was sent to nobody."
                ).format(folder=paths.user_log_dir()),
            )

    def stop(self) -> None:
        """Nothing more is told."""
        self.updates.stop()
        self._timer.stop()

    @Slot()
    def come_forward(self) -> None:
        """Show the window on top of the others, as far as the desktop lets a program do that."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    @Slot(object)
    def _close_to_restore(self, backup: Path) -> None:
        self.backup_to_restore = backup
        self._window.close()

    @Slot(str)
    def open_backup(self, file: str) -> None:
        """Ask what to do with a backup that was double-clicked, in a program of its own.

        As on systems that start one by themselves: this window keeps its book.
        """
        if installation.is_bundle():
            QProcess.startDetached(sys.executable, ["--open-backup", file])

    def watch_program(self, program: Path) -> None:
        """Look now and then whether the file ``program`` is still the one that it is now."""
        self._program = program
        self._mark = self._program_mark()
        self._timer.start()

    @Slot()
    def look_at_program(self) -> None:
        """Say once when an upgrade has put another program in the place of this one."""
        if self._program_mark() != self._mark:
            self._timer.stop()
            self._tell(
                "warning",
                self.tr(
                    "Frontdesk was updated on this computer. Close this window and open it again "
                    "when it suits you; until then it stays the version it was."
                ),
            )

    def _program_mark(self) -> tuple[int, int]:
        try:
            found = self._program.stat() if self._program is not None else None
        except OSError:
            found = None
        if found is None:
            return (0, 0)
        return (found.st_ino, found.st_mtime_ns)

    @Slot(object)
    def _tell_release(self, release: updates.Release) -> None:
        self._tell(
            "info",
            self.tr("Frontdesk {version} is out. What is new, and how to get it: {page}").format(
                version=release.version, page=release.page
            ),
        )


def _starter() -> Path:
    """The file that every installation replaces: the script beside the version's own folder,
    where there is one, since an upgrade leaves that folder to the windows that are open."""
    program = Path(sys.executable)
    script = program.parent.with_name("launch")
    return script if script.exists() else program
