"""Reads the days that are shown, and shows, prints or saves their pages."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog

from frontdesk.desk import exports
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.clock import moment_of
from frontdesk.ui import text
from frontdesk.ui.calendar.controller import translated_words
from frontdesk.ui.customers.file_jobs import FileError
from frontdesk.ui.customers.importing import file_sentence
from frontdesk.ui.day import ShownDay
from frontdesk.ui.notices import Notices
from frontdesk.ui.period import Period, View, days_from
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.printing.calendar_page import Manner
from frontdesk.ui.printing.page import Document
from frontdesk.ui.printing.preview import PrintPreview
from frontdesk.ui.printing.printer import pdf, print_support, printer_for
from frontdesk.ui.printing.sheet import Kind, Sheet, document, printed_words, read_job
from frontdesk.ui.runner import Runner
from frontdesk.ui.ticker import Ticker
from frontdesk.ui.viewing import Viewing
from frontdesk.ui.window import MainWindow


class PrintController(QObject):
    """Made when somebody first prints; its page is one of the window's."""

    opened = Signal(str)
    """The path of a PDF that the system was asked to show."""

    def __init__(
        self,
        window: MainWindow,
        day: ShownDay,
        viewing: Viewing,
        runner: Runner,
        ticker: Ticker,
        notices: Notices,
        preferences: Preferences,
        desk_name: str,
    ) -> None:
        """Print what ``window`` shows."""
        super().__init__(window)
        self._window = window
        self._day = day
        self._viewing = viewing
        self._runner = runner
        self._ticker = ticker
        self._notices = notices
        self._preferences = preferences
        self._desk_name = desk_name
        self._sheet: Sheet | None = None
        self._support: Any | None = None
        self._printer: Any | None = None
        self._opened: list[Path] = []
        self.document: Document | None = None
        window.closing.connect(self._remove_opened)
        day.chosen.connect(self.refresh)

    @cached_property
    def preview(self) -> PrintPreview:
        """The page of the window."""
        self._support = print_support()
        preview = PrintPreview(self._support is not None)
        preview.changed.connect(self._show_document)
        preview.left.connect(self._window.show_calendar)
        preview.printPressed.connect(self.print)
        preview.savePressed.connect(self._ask_file)
        self._window.add_page(preview)
        return preview

    @Slot()
    def show(self) -> None:
        """Read the days that are shown, and then show their pages; there already, print."""
        if self.is_shown:
            self.print()
        else:
            self._read(self._show_new)

    @property
    def is_shown(self) -> bool:
        """Whether the pages are what is seen."""
        return "preview" in self.__dict__ and self._window.shows_page(self.preview)

    @Slot()
    @Slot(object)
    def refresh(self, _changes: Changes | None = None) -> None:
        """Another day was chosen, the book changed, or somebody else sits here."""
        if self.is_shown:
            self._read(self._show_again)
        else:
            self._sheet = self.document = None

    def _read(self, done: Callable[[Sheet], None]) -> None:
        day, location = self._day, self._day.location
        if location is None:
            return
        business = day.business
        place = (
            location.name
            if business.name in ("", location.name)
            else f"{business.name} · {location.name}"
        )
        resources = frozenset(entry.id for entry in business.resources_at(location.id))
        shown = resources - self._viewing.columns.hidden
        chosen = shown if shown and shown != resources else None  # all: also who is retired
        job = read_job(location.id, place, self._period(), chosen)
        self._runner.run(job, done, self._notices.report, key="day-sheet")

    @Slot()
    def print(self) -> None:
        """Open the system's print dialog; without one, its viewer of PDFs."""
        if self.document is None:
            return
        if self._support is None:
            self._open_pdf()
            return
        self._printer = printer_for(self._support, self.document, self._title())
        dialog = self._support.QPrintDialog(self._printer, self._window)
        # Paper is the desk's daily work; a file that stays takes the right to export.
        to_file = dialog.PrintDialogOption.PrintToFile
        dialog.setOption(to_file, self._sheet is not None and self._sheet.may_export)
        dialog.setWindowTitle(self.tr("Print the day sheet"))
        dialog.accepted.connect(self._print_out)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own ``open`` asks for a receiver

    @Slot(str)
    def save(self, name: str) -> None:
        """Write the pages to the file ``name``."""
        if self.document is not None:
            data = pdf(self.document, self._title())
            job = _file_job(name, lambda desk: exports.write(desk, Path(name), data))
            self._runner.run(job, self._tell_saved, self._fail)

    def _period(self) -> Period:
        """The days that are shown; of a month, the chosen day."""
        day = self._day
        return days_from(day.date, 1) if day.view is View.MONTH else day.period

    @Slot(object)
    def _show_again(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.preview.offer(sheet, self.preview.wanted.kind)
        self._show_document()

    @Slot(object)
    def _show_new(self, sheet: Sheet) -> None:
        self._sheet = sheet
        in_list = self._day.view is View.LIST
        self.preview.offer(sheet, Kind.LIST if in_list else Kind.CALENDAR)
        self._show_document()
        self._window.show_page(self.preview)
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_document(self) -> None:
        if self._sheet is None:
            return
        now = moment_of(self._ticker.now)
        zone = self._sheet.listed.timezone
        today = text.day_text(text.today_of(self._ticker.now, zone))
        when = f"{today}, {text.moment_text(now, zone)}"
        manner = Manner(
            translated_words(), self._preferences.color_by, text.twelve_hours(), now=now
        )
        printed = printed_words(when, self._desk_name)
        self.document = document(self._sheet, self.preview.wanted, manner, printed)
        self.preview.show_document(self.document)

    @Slot()
    def _print_out(self) -> None:
        if self.document is None or self._printer is None:
            return
        try:
            self.document.print_to(self._printer)
        except OSError:
            self._notices.tell("error", self.tr("The printer can't be used. Nothing was printed."))
        else:
            self._notices.tell("success", self.tr("The day sheet was sent to the printer."))

    def _open_pdf(self) -> None:
        """For paper, too: the file is this program's own, and goes when the window closes."""
        assert self.document is not None
        handle, name = tempfile.mkstemp(prefix="day-sheet-", suffix=".pdf")
        os.close(handle)  # only this user may read it
        self._opened.append(Path(name))
        data = pdf(self.document, self._title())
        job = _file_job(name, lambda _desk: Path(name).write_bytes(data))
        self._runner.run(job, self._open, self._fail)

    @Slot(str)
    def _open(self, name: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(name))
        self.opened.emit(name)

    @Slot()
    def _remove_opened(self) -> None:
        """Leave no names of customers behind in the folder of temporary files."""
        for path in self._opened:
            with suppress(OSError):  # Windows keeps it while the viewer shows it
                path.unlink()

    @Slot()
    def _ask_file(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Save the day sheet"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("PDF documents (*.pdf)"), self.tr("All files (*)")])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self._title()}.pdf")
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _tell_saved(self, name: str) -> None:
        words = self.tr("The day sheet was saved as {file}.")
        self._notices.tell("success", words.format(file=name))

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        if isinstance(error, FileError):
            self._notices.tell("error", file_sentence(error))
        else:
            self._notices.report(error)

    def _title(self) -> str:
        first = self._sheet.listed.first.isoformat() if self._sheet is not None else ""
        return f"day-sheet-{first}"


def _file_job(name: str, write: Callable[[Desk], object]) -> Callable[[Desk], str]:
    def job(desk: Desk) -> str:
        try:
            write(desk)
        except OSError as error:
            raise FileError(name, error.strerror or str(error)) from error
        return name

    return job
