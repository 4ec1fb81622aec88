"""Where pages go: a file, the system's print dialog, or the system's own viewer of PDFs.

Qt's module for printers is no part of the smallest packages; where it is missing, printing opens
the pages in the viewer that the system has for PDFs, which prints.
"""

from __future__ import annotations

import importlib
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from frontdesk.ui.printing.page import Document, page_layout

_RESOLUTION = 600


def pdf(document: Document, title: str) -> bytes:
    """The pages as a PDF whose texts can be searched and copied."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("Frontdesk")
    document.print_to(writer)
    return bytes(buffer.data().data())


def print_support() -> Any | None:
    """Qt's module for printers, where this copy has it."""
    try:
        return importlib.import_module("PySide6.QtPrintSupport")
    except ImportError:
        return None


def printer_for(support: Any, document: Document, title: str) -> Any:
    """A printer set to the paper of the document."""
    printer = support.QPrinter(support.QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(document.paper))
    printer.setDocName(title)
    printer.setFromTo(0, 0)
    return printer
