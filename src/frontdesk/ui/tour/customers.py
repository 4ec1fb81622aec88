"""A part of the story: the page of customers in each of its states, odd names among them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from frontdesk.desk import records
from frontdesk.desk.unit import Desk
from frontdesk.engine.customers import CustomerFields
from frontdesk.ui.text import translate
from frontdesk.ui.tour.driver import Story, turns
from frontdesk.ui.tour.stage import Stage

Picture = Callable[[str], None]

ODD = (
    CustomerFields("<b>Odd</b> & Sons", phone="(212) 555-0171", alerts='<i>mind</i> the "step"'),
    CustomerFields("O'Dd; DROP TABLE customer", phone="(212) 555-0172", tags=("=1+1", "🦊")),
    CustomerFields("=1+1 Odd", email="odd@example.org", phone="(212) 555-0173"),
    CustomerFields("Zoë 🦊 Odd", phone="(212) 555-0174", notes="😀"),
    CustomerFields("שרה לוי Odd", phone="(212) 555-0175"),
    CustomerFields("محمد علي Odd", phone="(212) 555-0176", notes="ملاحظة"),
    CustomerFields("Odd " + "N" * 296, phone="(212) 555-0177", alerts="A" * 300),
)
FILE = (
    "First name,Last name,Mail,Mobile,Member\n"
    "Ada,Lovelace,ada@example.org,(212) 555-0101,1001\n"
    "<b>Bo</b>,Lee,,(212) 555-0102,1002\n"
    "Cy,Fox,cy@,(212) 555-0103,1003\n"
    "Ruth,Klein,ruth@example.org,(212) 555-0148,1004\n"
)


def customers(stage: Stage, picture: Picture) -> Story:
    """Found, opened, changed, doubted, linked, merged, imported, decided about, and left again."""
    page = stage.session.wiring.customers.page
    answers: list[object] = []
    stage.other_does(_add_odd, answers)
    yield lambda: bool(answers)
    stage.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    yield from _quiet(stage)
    picture("customers-nobody-yet")
    yield from _search(stage, "odd")
    picture("customers-odd-names")
    yield from _cards(stage, picture)
    yield from _together(stage, picture)
    yield from _settings(stage, picture)
    yield from _import(stage, picture)
    yield from _search(stage, "ruth")
    stage.press(Qt.Key.Key_Return)
    yield from _quiet(stage)
    stage.click(page.card.erase)
    yield from _quiet(stage)
    picture("customers-erase-asks-first")
    for _ in range(2):
        stage.press(Qt.Key.Key_Escape)
        yield from _quiet(stage)


def _cards(stage: Stage, picture: Picture) -> Story:
    page = stage.session.wiring.customers.page
    yield from _search(stage, "0177")
    stage.press(Qt.Key.Key_Return)
    yield from _quiet(stage)
    picture("customers-a-name-of-300-letters")
    yield from _search(stage, "ruth klein")
    stage.press(Qt.Key.Key_Return)
    yield from _quiet(stage)
    picture("customers-a-card")
    stage.click(_button(page.card.beside.shown, "Changes"))
    yield from _quiet(stage)
    picture("customers-the-changes-of-a-record")
    stage.click(_button(page.card.beside.shown, "Visits"))
    page.card.form.fields["email"].setFocus()
    stage.press(Qt.Key.Key_End)
    stage.write("@@")
    yield from _quiet(stage)
    yield lambda: bool(page.card.form.fields["email"].problem)
    yield from _quiet(stage)
    picture("customers-not-saved-and-a-problem")
    stage.click(page.card.discard)
    yield from _quiet(stage)


def _together(stage: Stage, picture: Picture) -> Story:
    page = stage.session.wiring.customers.page
    stage.click(page.card.beside.link)
    stage.write("odd")
    yield from _quiet(stage)
    picture("customers-whom-to-link")
    stage.press(Qt.Key.Key_Return)
    yield from _quiet(stage)
    picture("customers-linked")
    yield from _search(stage, "Ruth Kl")
    stage.click(page.add)
    yield from _quiet(stage)
    stage.write("ien")
    yield lambda: bool(page.card.beside.doubles.buttons())
    yield from _quiet(stage)
    picture("customers-known-already")
    stage.click(page.card.discard)
    yield from _search(stage, "ruth klein")
    stage.press(Qt.Key.Key_Return)
    yield from _quiet(stage)
    stage.click(page.card.merge_with)
    stage.write("drop")
    yield from _quiet(stage)
    stage.press(Qt.Key.Key_Return)
    yield page.card.merge.isVisible
    yield from _quiet(stage)
    picture("customers-merge-side-by-side")
    stage.press(Qt.Key.Key_Escape)
    yield from _quiet(stage)


def _settings(stage: Stage, picture: Picture) -> Story:
    stage.window.menu.customer_settings.trigger()
    yield from _quiet(stage)
    picture("customers-settings")
    stage.click(stage.session.wiring.customers.settings.cancel)
    yield from _quiet(stage)


def _import(stage: Stage, picture: Picture) -> Story:
    wiring = stage.session.wiring.customers
    path = stage.book.with_name("old.csv")
    path.write_text(FILE, encoding="utf-8")
    wiring.files.importChosen.emit(str(path))
    yield wiring.import_pane.isVisible
    yield from _quiet(stage)
    picture("customers-import-a-dry-run")
    stage.click(wiring.import_pane.run)
    yield lambda: not wiring.import_pane.isVisible() and stage.window.notice.isVisible()
    yield from _quiet(stage)
    picture("customers-imported-with-undo")


def _add_odd(desk: Desk) -> bool:
    for fields in ODD:
        records.add(desk, fields)
    return True


def _search(stage: Stage, words: str) -> Story:
    finder = stage.session.wiring.customers.page.finder
    finder.box.clear()
    finder.setFocus()
    stage.write(words)
    yield from _quiet(stage)


def _button(row: QWidget, name: str) -> QPushButton:
    return next(
        button for button in row.findChildren(QPushButton) if translate(name) in button.text()
    )


def _quiet(stage: Stage) -> Story:
    yield turns(2)
    yield stage.is_quiet
    yield turns(4)
