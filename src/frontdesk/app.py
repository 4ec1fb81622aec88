"""The composition root: builds clock, desk and window, and closes them in reverse."""

from __future__ import annotations

import logging
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType

# SQLAlchemy before PySide6: in this order the program starts faster and takes less memory.
from frontdesk.desk.unit import Desk  # isort: skip
from frontdesk import crash, paths
from frontdesk.desk import safekeeping
from frontdesk.desk.answers import EnvironmentFault
from frontdesk.desk.sentences import fault_sentence
from frontdesk.engine.clock import Clock, HandClock, SystemClock

from PySide6.QtCore import QLockFile  # isort: skip
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from frontdesk.ui.application import Application
from frontdesk.ui.athome import AtHome
from frontdesk.ui.backup_question import BackupQuestion
from frontdesk.ui.collector import Collector
from frontdesk.ui.language import speaking
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.session import Session
from frontdesk.ui.single import SingleWindow
from frontdesk.ui.start_fault import StartFault
from frontdesk.ui.text import translate
from frontdesk.ui.theme.apply import Theme

_log = logging.getLogger("frontdesk")
_MOST_DESKS = 99
_UNSEEN = ("offscreen", "minimal")  # nobody could close a window there


def run_window(
    database: str | None, now: datetime | None = None, *, new_window: bool = False
) -> int:
    """Open the window on ``database`` (a path or URL; None for the user's own book).

    ``now`` fixes the clock, for training. The exit status is 1 where the book cannot be opened:
    one window then says why and what to do, and so does standard error. Where a window is open
    on the book already, that one comes to the front, unless a ``new_window`` is asked for.
    """
    application = _application()
    preferences = Preferences()
    theme = Theme(application, preferences.theme)
    clock: Clock = SystemClock() if now is None else HandClock(now)
    where = database if database is not None else paths.default_book()
    single = SingleWindow(_book_name(where))
    if not new_window and single.raise_other():
        print("frontdesk: This book is open already; its window was raised.", file=sys.stderr)
        return 0
    with ExitStack() as closing:
        try:
            _log_to_file(closing)
            speaking.speak(application, preferences.language)  # logs a damaged catalogue
            name = _desk_name(where, closing)
            desk = Desk.open(where, clock, name=name, make_folder=database is None)
        except EnvironmentFault as fault:
            return _show_fault(fault)
        closing.callback(desk.close)
        collector = Collector(application)
        closing.callback(collector.stop)
        collector.start()
        session = Session(desk, theme, preferences, Path(where).expanduser().resolve().parent)
        closing.callback(session.dispose)
        _report_bugs_to(session.wiring.notices.report, closing)
        _close_when_asked(session.window, closing)
        home = AtHome(session, preferences, single, paths.backup_dir(safekeeping.book_of(desk)))
        closing.callback(home.stop)
        session.start(ticking=now is None)
        if isinstance(application, Application):
            application.fileOpened.connect(home.open_backup)
        home.start()
        collector.keep_all()
        status = application.exec()
    if home.backup_to_restore is not None:
        return run_backup(str(home.backup_to_restore), database, was_open=True)
    return status


def run_backup(backup: str, database: str | None, *, was_open: bool = False) -> int:
    """Ask what to do with the file ``backup``; restored, it is the book that opens.

    Where the book ``was_open`` for that, it opens again also if nothing is restored.
    """
    application = _application()
    preferences = Preferences()
    speaking.speak(application, preferences.language)
    Theme(application, preferences.theme)
    where = database if database is not None else paths.default_book()
    question = BackupQuestion(Path(backup), where)
    restored: list[bool] = []

    def restore() -> None:
        try:
            safekeeping.restore(Path(backup), where, make_folder=database is None)
        except EnvironmentFault as fault:
            question.show_trouble(" ".join(fault_sentence(fault, translate)))
        else:
            restored.append(True)
            question.close()

    question.restoreChosen.connect(restore)
    question.show()
    application.exec()
    return run_window(database) if restored or was_open else 0


def run_tour(folder: str, language: str) -> int:
    """Drive the real window through a day at the desk; one picture a step into ``folder``."""
    from frontdesk.ui.tour import tour

    _keep_log_quiet()
    application = _application(offscreen=True)
    speaking.speak(application, language)
    return tour.run(application, Path(folder))


def run_shots(folder: str, language: str) -> int:
    """Draw every screen, light and dark, in several sizes, into ``folder``."""
    from frontdesk.ui.tour import shots

    _keep_log_quiet()
    return shots.run(Path(folder), language)


def _keep_log_quiet() -> None:
    """The tour takes the book away on purpose; what the log says of it would alarm who watches."""
    logging.getLogger().addHandler(logging.NullHandler())


def _application(*, offscreen: bool = False) -> QApplication:
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running  # a backup was restored, and now the book opens
    arguments = ["frontdesk", "-platform", "offscreen"] if offscreen else ["frontdesk"]
    application = Application(arguments)
    application.setApplicationName("Frontdesk")
    application.setOrganizationName("Frontdesk")
    application.setDesktopFileName("frontdesk")
    application.setWindowIcon(QIcon(str(paths.resource("frontdesk.svg"))))
    return application


def _desk_name(where: str, closing: ExitStack) -> str:
    """A name that no other window of this computer has on the same book: "Desk 2"."""
    book = sha256(_book_name(where).encode()).hexdigest()[:16]
    for number in range(1, _MOST_DESKS + 1):
        lock = QLockFile(str(Path(tempfile.gettempdir()) / f"frontdesk-{book}-{number}.lock"))
        lock.setStaleLockTime(0)  # a desk stays open for days; one that died is noticed by its id
        if lock.tryLock(0):
            closing.callback(lock.unlock)
            return translate("Desk {number}").format(number=number)
    return translate("Desk {number}").format(number=_MOST_DESKS + 1)


def _close_when_asked(window: QWidget, closing: ExitStack) -> None:
    """End in good order on Ctrl+C in the terminal, and when the system shuts down."""

    def close(_number: int, _frame: object) -> None:
        window.close()

    for number in (signal.SIGINT, signal.SIGTERM):
        closing.callback(signal.signal, number, signal.signal(number, close))


def _book_name(where: str) -> str:
    """The same for every way to write the path of a book."""
    return where if "://" in where else str(Path(where).expanduser().resolve())


def _show_fault(fault: EnvironmentFault) -> int:
    _log.warning("The book cannot be opened: %s", fault)
    print(f"frontdesk: {' '.join(fault_sentence(fault))}", file=sys.stderr)
    if QApplication.platformName() not in _UNSEEN:
        window = StartFault(*fault_sentence(fault, translate))
        window.show()
        QApplication.exec()
    return 1


def _log_to_file(closing: ExitStack) -> None:
    """Keep warnings and bugs where the user can find them; without a place, do without."""
    folder = paths.user_log_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(folder / "frontdesk.log", encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    reports = crash.ReportHandler(folder)
    for each in (handler, reports):
        logging.getLogger().addHandler(each)
    closing.callback(logging.getLogger().removeHandler, reports)
    closing.callback(crash.Watch(folder).close)
    closing.callback(handler.close)
    closing.callback(logging.getLogger().removeHandler, handler)


def _report_bugs_to(report: Callable[[BaseException], None], closing: ExitStack) -> None:
    """Make an exception that nobody caught loud, in the log and in the window."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.error("Uncaught: this is a bug", exc_info=(kind, error, trace))
        if issubclass(kind, Exception):
            report(error)

    before = sys.excepthook
    sys.excepthook = hook
    closing.callback(setattr, sys, "excepthook", before)
