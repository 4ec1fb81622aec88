"""Customers from and to files, and the settings about them, through the real widgets."""

from __future__ import annotations

import csv
import io
import sqlite3

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from frontdesk.desk import finding, policies, records
from frontdesk.desk.answers import Done
from frontdesk.engine.customers import CustomerFields
from frontdesk.engine.policy import Policy

OLD_BOOK = (
    "Vorname,Nachname,Mail,Handy,Nummer\n"
    "Ada,Love,ada@example.org,555 0101,1001\n"
    "<b>Bo</b>,Lee,,555 0102,1002\n"
    "Cy,Fox,cy@,555 0103,1003\n"
    "Dana,Fox,,555 0148,1004\n"
)


@pytest.fixture
def customers(front):
    return front.session.wiring.customers


def count(front) -> int:
    with sqlite3.connect(front.book) as book:
        return book.execute("SELECT count(*) FROM customer").fetchone()[0]


def read_old_book(front, customers, tmp_path) -> None:
    answer = records.add(front.other, CustomerFields(name="Dana Fox", phone="555 0148"))
    assert isinstance(answer, Done)
    path = tmp_path / "old.csv"
    path.write_text(OLD_BOOK, encoding="utf-8")
    customers.files.importChosen.emit(str(path))
    front.wait(customers.import_pane.isVisible)
    front.settle()


def test_a_dry_run_counts_and_names_what_is_left_out_and_writes_nothing(front, customers, tmp_path):
    read_old_book(front, customers, tmp_path)
    pane = customers.import_pane
    assert [role.currentText() for role in pane.roles] == [
        "First name",
        "Last name",
        "E-mail",
        "Phone",
        "left out",
    ]
    assert pane.counts.text() == "2 new records · 1 already in the book · 1 line with a fault"
    assert pane.faults.toPlainText().splitlines() == [
        "Line 4, E-mail: This is no e-mail address. It looks like name@example.com.",
        "Line 5: already in the book",
    ]
    assert pane.rows.texts()[1][0] == "<b>Bo</b> Lee"
    assert pane.run.text() == "Import 2"
    assert count(front) == 1


def test_a_column_gets_another_meaning_and_no_two_have_the_same(front, customers, tmp_path):
    read_old_book(front, customers, tmp_path)
    pane = customers.import_pane
    number = pane.roles[4]
    number.setFocus()
    for _ in range(20):
        if number.currentText() != "Notes":
            front.press(Qt.Key.Key_Down)
    assert number.currentText() == "Notes"
    front.settle()
    assert "1001" in pane.rows.texts()[0]
    mail = pane.roles[2]
    mail.setFocus()
    for _ in range(20):  # passing by Phone, which stays what it was
        if mail.currentText() != "Notes":
            front.press(Qt.Key.Key_Down)
    front.settle()
    assert pane.counts.text() == "Two columns are “Notes”. Leave one of them out."
    assert not pane.run.isEnabled()
    number.setFocus()
    front.press(Qt.Key.Key_Home)
    front.settle()
    assert number.currentText() == "left out"
    assert "ada@example.org" in pane.rows.texts()[0]
    assert pane.counts.text() == "3 new records · 1 already in the book"


def test_an_import_is_taken_out_again_from_the_notice(front, customers, tmp_path):
    read_old_book(front, customers, tmp_path)
    front.click(customers.import_pane.run)
    front.wait(lambda: front.window.notice.text == "2 records were imported.")
    assert {row.name for row in finding.find(front.other, "lee").customers} == {"<b>Bo</b> Lee"}
    assert not customers.import_pane.isVisible()
    buttons = front.window.notice.findChildren(QPushButton)
    front.click(next(b for b in buttons if not b.isHidden() and b.text() == "Undo"))
    front.wait(lambda: finding.find(front.other, "lee").customers == ())


def test_a_file_that_is_no_table_is_one_sentence(front, customers, tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("Name\n", encoding="utf-8")
    customers.files.importChosen.emit(str(path))
    front.wait(front.window.notice.isVisible)
    assert front.window.notice.text == "The file needs a row of titles and at least one more."
    customers.files.importChosen.emit(str(tmp_path / "nowhere.csv"))
    front.wait(lambda: "nowhere.csv can't be used" in front.window.notice.text)


def test_an_export_holds_every_name_as_it_is_and_no_formula(front, customers, tmp_path):
    names = ["=1+1", "<b>x</b>", "O'Brien; DROP", "محمد", "😀"]
    for name in names:
        assert isinstance(records.add(front.other, CustomerFields(name=name)), Done)
    target = tmp_path / "out.csv"
    customers.files.save_csv(str(target))
    front.wait(front.window.notice.isVisible)
    rows = list(csv.reader(io.StringIO(target.read_bytes().decode("utf-8"))))
    assert rows[0][:2] == ["Name", "E-mail"]
    assert {row[0] for row in rows[1:]} == {*names[1:], "'=1+1"}
    cards = tmp_path / "out.vcf"
    customers.files.save_vcards(str(cards))
    front.wait(cards.exists)
    front.settle()
    assert "FN:O'Brien\\; DROP\r\n" in cards.read_bytes().decode("utf-8")


def test_a_folder_that_is_gone_is_one_sentence(front, customers, tmp_path):
    customers.files.save_csv(str(tmp_path / "gone" / "out.csv"))
    front.wait(front.window.notice.isVisible)
    assert "can't be used" in front.window.notice.text


def notice_button(front, verb: str) -> QPushButton:
    found = front.window.notice.findChildren(QPushButton)
    return next(button for button in found if not button.isHidden() and button.text() == verb)


def test_settings_hold_for_the_page_and_for_what_is_saved(front, customers):
    front.window.menu.customer_settings.trigger()
    settings = customers.settings
    front.wait(settings.isVisible)
    settings.word.line.selectAll()
    front.write("patient")
    front.click(settings.required["birth_date"])
    settings.most.setFocus()
    front.press(Qt.Key.Key_Up)
    front.press(Qt.Key.Key_Up)
    settings.renews.setFocus()
    front.press(Qt.Key.Key_Space)
    assert policies.read(front.other) == Policy()
    front.click(settings.save)
    front.wait(lambda: front.window.notice.text == "The settings were saved.")
    assert policies.read(front.other) == Policy("patient", ("birth_date",), False, 2)
    assert customers.page.add.text() == "New patient"
    menu, panel = front.window.menu, front.window.panel
    assert menu.customers.text() == "Patients"
    assert menu.customer_menu.title() == "&Patients"
    assert menu.new_customer.text() == "New patient"
    assert menu.find.text() == "Find patients and bookings"
    assert menu.customer_settings.text() == "Settings for patients and holds"
    front.click(notice_button(front, "Undo"))
    front.wait(lambda: policies.read(front.other) == Policy())
    front.wait(lambda: menu.customers.text() == "Customers")
    words = "Undone: Change of the settings for customers and holds."
    front.wait(lambda: front.window.notice.text == words)
    front.click(notice_button(front, "Redo"))
    front.wait(lambda: menu.customers.text() == "Patients")
    assert front.window.top_bar.search.placeholderText() == "Find patient, phone, booking …"
    assert panel.form.card.change.accessibleName() == "Choose another patient (F2)"
    assert customers.page.finder.table.accessibleName() == "Patients"
    front.click(customers.page.add)
    form = customers.page.card.form
    assert form.fields["birth_date"].control.accessibleName() == "Birth date *"
    form.setFocus()
    front.write("Dana Fox")
    front.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    front.wait(lambda: form.fields["birth_date"].problem == "This is needed here.")
    assert count(front) == 0


def test_no_word_for_customers_is_said_beside_the_field(front, customers):
    front.window.menu.customer_settings.trigger()
    settings = customers.settings
    front.wait(settings.isVisible)
    settings.word.line.selectAll()
    front.press(Qt.Key.Key_Delete)
    front.click(settings.save)
    assert settings.word.problem == "A word is needed here."
    assert policies.read(front.other) == Policy()


def test_the_country_of_phone_numbers_is_a_setting(front, customers):
    number = records.add(front.other, CustomerFields(name="Ruth", phone="030 901820")).value.row.id
    front.window.menu.customer_settings.trigger()
    settings = customers.settings
    front.wait(lambda: settings.country.combo.count() > 200)
    names = [settings.country.combo.itemText(at) for at in range(settings.country.combo.count())]
    assert names[0] == "As the first location"
    assert "Germany (DE)" in names
    settings.country.combo.setFocus()
    for letter in "Germ":
        front.write(letter)
    assert settings.country.value() == "DE"
    front.click(settings.save)
    front.wait(lambda: policies.read(front.other).phone_country == "DE")
    assert records.card(front.other, number).row.phone == "030 901820"
    front.wait(lambda: front.window.notice.text == "The settings were saved.")


def test_the_page_is_made_when_it_is_needed_and_no_part_of_it_is_a_window(front, customers):
    assert not customers.is_made
    shown = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                shown.append(watched.isWindow())
            return False

    watch = Watch()
    application = QApplication.instance()
    application.installEventFilter(watch)
    front.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    front.settle()
    application.removeEventFilter(watch)
    assert customers.is_shown
    assert shown
    assert not any(shown)  # it would take the focus away from the window
    assert front.focus() is customers.page.finder.box


def test_f6_goes_round_the_list_the_form_and_what_stands_beside_it(front, customers):
    assert isinstance(records.add(front.other, CustomerFields(name="Ruth")), Done)
    front.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    front.settle()
    assert front.focus() is customers.page.finder.box
    front.press(Qt.Key.Key_F6)
    assert front.focus() is customers.page.finder.box  # no card yet
    front.write("ruth")
    front.settle()
    front.press(Qt.Key.Key_Return)
    front.wait(lambda: customers.card.state is not None)
    front.settle()
    seen = []
    for _ in range(4):
        front.press(Qt.Key.Key_F6)
        seen.append(front.focus())
    page = customers.page
    assert seen[0] is page.card.form.fields["name"].control
    assert page.card.beside.isAncestorOf(seen[1])
    assert seen[2] is page.finder.box
    assert seen[3] is seen[0]
