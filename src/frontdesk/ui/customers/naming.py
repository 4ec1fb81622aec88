"""Calls customers in the whole window what they are called here: patient, client, guest."""

from __future__ import annotations

from frontdesk.ui.customers.wording import called, many
from frontdesk.ui.text import translate as tr
from frontdesk.ui.widgets.plain import without_mnemonic
from frontdesk.ui.window import MainWindow


def name_everywhere(window: MainWindow, word: str) -> None:
    """Use ``word``, for one of them and in small letters, in menus, placeholders and tool tips."""
    menu, panel = window.menu, window.panel
    several = many(word)
    word = called(word)
    few = f"{several[:1].lower()}{several[1:]}" if word[:1].islower() else several
    menu.customers.setText(without_mnemonic(several))
    menu.customer_menu.setTitle(f"&{without_mnemonic(several)}")
    for action, words in (
        (menu.find, tr("Find {customers} and bookings")),
        (menu.new_customer, tr("New {customer}")),
        (menu.customer_settings, tr("Settings for {customers} and holds")),
    ):
        action.setText(without_mnemonic(words.format(customers=few, customer=word)))
    window.top_bar.search.show_word(word)
    panel.visit.show_word(word)
    for page in (panel.idle, panel.form):
        page.card.show_word(word)
