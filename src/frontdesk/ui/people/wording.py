"""The words for roles and rights."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from frontdesk.engine.rights import Right, Role


def role_name(role: Role) -> str:
    """A role as the list and the form name it."""
    return {
        Role.VIEW_ONLY: tr("View only"),
        Role.FRONT_DESK: tr("Front desk"),
        Role.MANAGER: tr("Manager"),
        Role.ADMINISTRATOR: tr("Administrator"),
    }[role]


def role_sentence(role: Role) -> str:
    """What a role is for."""
    return {
        Role.VIEW_ONLY: tr("Sees the calendar, without contact data and prices. Changes nothing."),
        Role.FRONT_DESK: tr("Books, moves and cancels visits, and keeps customers' records."),
        Role.MANAGER: tr("Also bends the rules, changes the setup and saves files."),
        Role.ADMINISTRATOR: tr("May do everything, also add and change users."),
    }[role]


def right_name(right: Right) -> str:
    """A right as a box to tick."""
    return {
        Right.BOOK: tr("Make and change visits and customers"),
        Right.OVERBOOK: tr("Book over another visit"),
        Right.OUTSIDE_HOURS: tr("Book outside hours and over blocks"),
        Right.SEE_PRICES: tr("See prices and income"),
        Right.SEE_CONTACTS: tr("See phone numbers and addresses"),
        Right.EXPORT: tr("Save files: exports, lists, the setup"),
        Right.CONFIGURE: tr("Change the setup, import, erase a person"),
        Right.USERS: tr("Add and change users"),
    }[right]


def bent_words(by_role: bool, has: bool) -> str:
    """How a right stands against the role; empty where it is as the role says."""
    if by_role == has:
        return ""
    return tr("granted") if has else tr("withheld")


def tr(words: str) -> str:
    """Translated; the words are nobody's widget."""
    return QCoreApplication.translate("People", words)
