"""Backups of the book: kept by themselves each day, made by hand, and chosen to be restored.

Copying a large book takes seconds, so it has a thread of its own: neither the window nor the
database thread waits for it.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from frontdesk.desk import backups, safekeeping
from frontdesk.desk.answers import EnvironmentFault
from frontdesk.desk.sentences import fault_sentence
from frontdesk.ui import text
from frontdesk.ui.runner import Runner, is_bug

_log = logging.getLogger(__name__)

_FIRST_LOOK = 120_000
"""Milliseconds from the start to the first look: the morning's first minutes are for customers."""
_LOOK = 900_000
"""Milliseconds between two looks at whether today's backup is there."""
_LONGEST_FAREWELL = 15.0
"""Seconds that closing waits for a copy under way; one that is cut short leaves no backup."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy to be made, and whom to tell."""

    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]


class BookBackups(QObject):
    """Copies the book while everybody goes on with it."""

    told = Signal(str, str)
    """A kind of notice and its sentence."""
    failed = Signal(object)
    """What the system or the rules had against a copy that somebody asked for."""
    restoreWanted = Signal(object)
    """The ``Path`` of a backup that is to take the place of the book, once it is closed."""
    _ended = Signal(object)

    def __init__(
        self, window: QWidget, runner: Runner, book: Path, today: Callable[[], date]
    ) -> None:
        """Copy ``book``; dialogs belong to ``window``."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._book = book
        self._today = today
        self._folder: Path | None = None
        self._told_on: date | None = None
        self._waiting: deque[_Copy] = deque()
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    # By themselves

    def keep_in(self, folder: Path) -> None:
        """Keep a backup of each day in ``folder`` from now on."""
        self._folder = folder
        self._timer.start(_FIRST_LOOK)

    @Slot()
    def look(self) -> None:
        """Make today's backup unless it is there."""
        if self._folder is None:
            return
        self._timer.setInterval(_LOOK)
        today = self._today()
        work = partial(backups.keep, self._book, self._folder, today)
        self._begin(_Copy(work, self._log_kept, partial(self._tell_none_kept, today)))

    def _log_kept(self, made: Path | None) -> None:
        if made is not None:
            _log.info("Backup kept: %s", made)

    def _tell_none_kept(self, day: date, error: BaseException) -> None:
        """Say once a day that there is none, and go on trying."""
        if not isinstance(error, EnvironmentFault):
            self.failed.emit(error)  # a bug is told as one
            return
        _log.warning("No backup could be kept: %s", error)
        if self._told_on != day:
            self._told_on = day
            why = " ".join(fault_sentence(error, text.translate))
            words = self.tr("Today's backup of the book could not be made. {why}")
            self.told.emit("warning", words.format(why=why))

    # By hand

    @Slot()
    def ask_back_up(self) -> None:
        """Let the user choose where a copy of the book goes, if they may have one."""
        self._runner.run(safekeeping.permit_backup, self._choose_target, self.failed.emit)

    @Slot()
    def ask_restore(self) -> None:
        """Let the user choose a backup to take the place of the book, if they may do that."""
        self._runner.run(safekeeping.permit_restore, self._choose_backup, self.failed.emit)

    @Slot(str)
    def back_up(self, name: str) -> None:
        """Copy the book to the file ``name``."""
        target = Path(name)
        work = partial(backups.copy, self._book, target)
        self._begin(_Copy(work, partial(self._tell_copied, target), self.failed.emit))

    def close(self) -> None:
        """Make nothing more, and wait a while for the copy under way."""
        self._is_closed = True
        self._timer.stop()
        self._waiting.clear()
        if self._thread is not None:
            self._thread.join(_LONGEST_FAREWELL)

    def _choose_target(self, _answer: None) -> None:
        dialog = self._dialog(self.tr("Back up the book"), QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(backups.SUFFIX.removeprefix("."))
        dialog.selectFile(backups.name_of(self._book, self._today()))
        dialog.fileSelected.connect(self.back_up)
        dialog.open()

    def _choose_backup(self, _answer: None) -> None:
        dialog = self._dialog(self.tr("Restore a backup"), QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if self._folder is not None:
            dialog.setDirectory(str(self._folder))
        dialog.fileSelected.connect(lambda name: self.restoreWanted.emit(Path(name)))
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setAcceptMode(mode)
        dialog.setNameFilters(
            [self.tr("Frontdesk backups (*.frontdesk)"), self.tr("All files (*)")]
        )
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _tell_copied(self, target: Path, _answer: None) -> None:
        words = self.tr("The book was backed up to {file}, and the copy was checked.")
        self.told.emit("success", words.format(file=target))

    # One copy after the other

    def _begin(self, copy: _Copy) -> None:
        self._waiting.append(copy)
        self._go_on()

    def _go_on(self) -> None:
        if self._thread is None and self._waiting and not self._is_closed:
            copy = self._waiting.popleft()
            self._thread = threading.Thread(
                target=self._work, args=(copy,), name="backup", daemon=True
            )
            self._thread.start()

    def _work(self, copy: _Copy) -> None:
        try:
            ending = partial(copy.done, copy.work())
        except Exception as error:
            if is_bug(error):
                _log.exception("A backup failed: this is a bug")
            ending = partial(copy.failed, error)
        if not self._is_closed:
            self._ended.emit(ending)

    @Slot(object)
    def _deliver(self, ending: Callable[[], None]) -> None:
        self._thread = None
        if not self._is_closed:
            ending()
            self._go_on()
