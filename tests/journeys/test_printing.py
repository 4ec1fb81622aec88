"""Ctrl+P: the pages of the days in sight, as somebody who searches the PDF finds them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from frontdesk.desk import booking, users
from frontdesk.desk.answers import CustomerDetails, Done
from frontdesk.desk.booking import HoldRequest
from frontdesk.engine.rights import Right, Role, User
from frontdesk.engine.values import Status
from frontdesk.ui.printing import controller as print_controller
from frontdesk.ui.printing.printer import pdf, print_support, printer_for

from .pdf_text import page_texts

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def other_books(front, resource: str, hour: int, who: str, day: int = 23, notes: str = "") -> int:
    """The second desk books somebody."""
    details = CustomerDetails(who, "someone@example.org", "(212) 555-0148")
    request = HoldRequest(
        "cut",
        front.at(hour, day=day),
        (resource,),
        None,
        "main",
        customer=details,
        notes=notes,
        complete=Status.BOOKED,
    )
    answer = booking.hold(front.other, request)
    assert isinstance(answer, Done), answer
    front.session.feed.look()
    return answer.value.appointment.id


def print_day(front) -> print_controller.PrintController:
    """Press Ctrl+P in the calendar."""
    printing = front.session.wiring.printing.controller
    front.calendar.setFocus()
    front.press(Qt.Key.Key_P, CTRL)
    front.settle()
    assert front.window.shows_page(printing.preview)
    return printing


def printed(printing) -> list[str]:
    """The words of each page."""
    return page_texts(pdf(printing.document, "Day sheet"))


@pytest.fixture
def booked(front):
    other_books(front, "ana", 9, "Dana <b>Fox</b>", notes="Knee & hip")
    other_books(front, "bo", 11, "Zoë Klein")
    front.settle()
    return front


def test_the_calendar_is_printed_as_it_is_shown(booked):
    (page,) = printed(print_day(booked))
    assert "Monday 23 November 2026" in page
    assert "Shears & Co · Main & First" in page
    assert "Page 1 of 1" in page
    assert "Printed Mon 23 Nov, " in page
    for name in ("Ana <b>Reyes</b>", "Bo", "Chair 1", "Dana <b>Fox</b>", "Zoë Klein"):
        assert name in page, name


def test_the_list_says_who_comes_when_and_their_number(booked):
    printing = print_day(booked)
    booked.click(printing.preview.kinds.button("list"))
    (page,) = printed(printing)
    assert re.search(r"9:00 – 9:30Dana <b>Fox</b>\(212\) 555-0148Cut & dryAna", page), page
    assert "Knee & hip" in page
    assert "2 visits" in page
    booked.click(printing.preview.phones)
    (page,) = printed(printing)
    assert "555-0148" not in page
    assert "Telephone" not in page
    assert "Dana <b>Fox</b>" in page


def test_who_may_not_see_contacts_prints_none(booked):
    withheld = frozenset({Right.SEE_CONTACTS})
    users.add(booked.other, User(0, "Boss", Role.ADMINISTRATOR), "1234")
    users.add(booked.other, User(0, "Temp", Role.FRONT_DESK, withheld=withheld), "5678")
    users.sign_in(booked.desk, "5678")
    printing = print_day(booked)
    assert not printing.preview.phones.isVisible()
    assert "555" not in printed(printing)[0]
    booked.click(printing.preview.kinds.button("list"))
    (page,) = printed(printing)
    assert "Dana <b>Fox</b>" in page
    assert "555" not in page


def test_what_others_book_and_who_sits_here_are_followed_while_the_pages_are_seen(booked):
    printing = print_day(booked)
    booked.click(printing.preview.kinds.button("list"))
    assert "555-0148" in printed(printing)[0]
    other_books(booked, "ana", 14, "Ida Late")
    booked.settle()
    assert "Ida Late" in printed(printing)[0]
    withheld = frozenset({Right.SEE_CONTACTS})
    users.add(booked.other, User(0, "Boss", Role.ADMINISTRATOR), "1234")
    users.add(booked.other, User(0, "Temp", Role.FRONT_DESK, withheld=withheld), "5678")
    booked.session.feed.look()
    booked.wait(lambda: booked.window.is_covered)
    booked.write("5678")
    booked.press(Qt.Key.Key_Return)
    booked.wait(lambda: not booked.window.is_covered)
    booked.settle()
    assert "Ida Late" in printed(printing)[0]
    assert "555-0148" not in printed(printing)[0]


def test_columns_that_are_switched_off_stay_off_the_paper(booked):
    booked.click(booked.window.navigator.rows()["bo"])
    booked.settle()
    (page,) = printed(print_day(booked))
    assert "Dana" in page
    assert "Zoë" not in page


def test_several_days_have_pages_that_say_their_day(booked):
    other_books(booked, "ana", 9, "Ida Tomorrow", day=24)
    booked.calendar.setFocus()
    booked.press(Qt.Key.Key_4, ALT)
    booked.settle()
    pages = printed(print_day(booked))
    assert len(pages) == 4  # twelve columns: a page for each day
    assert "Tuesday 24 November 2026" in pages[1]
    assert "Ida Tomorrow" in pages[1]
    assert "Ida Tomorrow" not in pages[0]
    assert "Page 4 of 4" in pages[3]


def test_esc_goes_back_to_where_one_was(booked):
    printing = print_day(booked)
    assert "1 page" in [label.text() for label in printing.preview.findChildren(QLabel)]
    booked.press(Qt.Key.Key_Escape)
    assert booked.window.shows_book
    assert booked.calendar.hasFocus()


def test_it_is_saved_as_a_pdf_and_a_folder_that_is_gone_is_told(booked, tmp_path):
    printing = print_day(booked)
    printing.save(str(tmp_path / "monday.pdf"))
    booked.settle()
    assert "Dana" in page_texts((tmp_path / "monday.pdf").read_bytes())[0]
    assert "monday.pdf" in booked.window.notice.text
    printing.save(str(tmp_path / "gone" / "monday.pdf"))
    booked.settle()
    assert "No such file" in booked.window.notice.text


def test_without_a_print_dialog_the_viewer_of_pdfs_opens(booked, monkeypatch):
    shown: list[QUrl] = []
    monkeypatch.setattr(print_controller, "print_support", lambda: None)
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    printing = print_day(booked)
    assert printing.preview.print_button.text() == "Open to print"
    booked.press(Qt.Key.Key_P, CTRL)  # there already: print
    booked.settle()
    (url,) = shown
    file = Path(url.toLocalFile())
    assert "Dana" in page_texts(file.read_bytes())[0]
    booked.window.close()
    assert not file.exists()


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.MANAGER])
def test_the_print_dialog_opens_and_prints_into_files_for_those_who_may_export(booked, role):
    support = print_support()
    if support is None:
        pytest.skip("this copy of Qt has no module for printers")
    users.add(booked.other, User(0, "Boss", Role.ADMINISTRATOR), "1234")
    users.add(booked.other, User(0, "Kim", role), "5678")
    users.sign_in(booked.desk, "5678")
    print_day(booked)
    booked.press(Qt.Key.Key_P, CTRL)  # there already: print
    booked.wait(lambda: bool(booked.window.findChildren(support.QPrintDialog)))
    (dialog,) = booked.window.findChildren(support.QPrintDialog)
    assert dialog.isVisible()
    to_file = support.QPrintDialog.PrintDialogOption.PrintToFile
    assert dialog.testOption(to_file) is (role is Role.MANAGER)
    dialog.reject()


def test_a_day_sheet_as_a_file_takes_the_right_to_export(booked, tmp_path):
    users.add(booked.other, User(0, "Boss", Role.ADMINISTRATOR), "1234")
    users.add(booked.other, User(0, "Kim", Role.FRONT_DESK), "5678")
    booked.session.feed.look()
    booked.wait(lambda: booked.window.is_covered)
    booked.write("5678")
    booked.press(Qt.Key.Key_Return)
    booked.wait(lambda: not booked.window.is_covered)
    booked.settle()
    printing, file = print_day(booked), tmp_path / "monday.pdf"
    printing.save(str(file))
    booked.wait(booked.window.allow.isVisible)
    assert not file.exists()
    booked.window.allow.secret.setFocus()
    booked.write("1234")
    booked.press(Qt.Key.Key_Return)
    booked.wait(file.exists)
    assert "Dana" in page_texts(file.read_bytes())[0]


def test_a_printer_gets_the_same_pages(booked, tmp_path):
    support = print_support()
    if support is None:
        pytest.skip("this copy of Qt has no module for printers")
    printing = print_day(booked)
    printer = printer_for(support, printing.document, "Day sheet")
    printer.setOutputFormat(support.QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing.document.print_to(printer)
    (page,) = page_texts((tmp_path / "printed.pdf").read_bytes())
    assert "Dana <b>Fox</b>" in page
