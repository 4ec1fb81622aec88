"""The menu of the columns: everyone, the sets with a name, and naming the present choice."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from frontdesk.ui.column_choice import LONGEST_NAME, ColumnChoice
from frontdesk.ui.widgets.menu_button import MenuButton
from frontdesk.ui.widgets.name_popup import NamePopup
from frontdesk.ui.widgets.plain import without_mnemonic


class ColumnSets(QObject):
    """Fills a menu from a ``ColumnChoice`` and does what is chosen in it."""

    def __init__(
        self,
        choice: ColumnChoice,
        menu: QMenu,
        button: MenuButton,
        fallback: QWidget,
        window: QWidget,
    ) -> None:
        """``menu`` is the one of the menu bar; ``button`` opens it beside the columns' heading.

        Names are asked for below ``button``, or ``fallback`` while that is folded away.
        """
        super().__init__(window)
        self._choice = choice
        self._menu = menu
        self._button = button
        self._fallback = fallback
        self._renamed = ""
        self.popup = NamePopup(window, LONGEST_NAME)
        self.popup.entered.connect(self._take_name)
        self.popup.closed.connect(self._go_back)
        button.setMenu(menu)
        menu.triggered.connect(self._do)
        choice.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Offer the sets that there are, and name the present choice on the button."""
        choice, current = self._choice, self._choice.current_set
        everyone = choice.shows_all
        if everyone:
            name = self.tr("All")
        else:
            name = current.name if current is not None else self.tr("Some")
        self._button.show_name(name, self.tr("People and rooms: {name}").format(name=name))
        self._menu.clear()
        self._add(self.tr("All people and rooms"), "all", checked=everyone)
        for entry in choice.sets:
            checked = not everyone and current is not None and entry.name == current.name
            self._add(entry.name, "set", entry.name, checked=checked)
        self._menu.addSeparator()
        self._add(self.tr("Name this choice …"), "name").setEnabled(bool(choice.shown))
        if current is not None:
            named = current.name
            self._add(self.tr("Rename “{name}” …").format(name=named), "rename", named)
            self._add(self.tr("Remove “{name}”").format(name=named), "remove", named)

    def _add(self, words: str, verb: str, name: str = "", *, checked: bool = False) -> QAction:
        action = QAction(without_mnemonic(words), self._menu)
        action.setData((verb, name))
        if verb in ("all", "set"):
            action.setCheckable(True)
            action.setChecked(checked)
        self._menu.addAction(action)
        return action

    @Slot(QAction)
    def _do(self, action: QAction) -> None:
        verb, name = action.data()
        if verb == "all":
            self._choice.show_all()
        elif verb == "set":
            self._choice.choose_set(name)
        elif verb == "remove":
            self._choice.remove_set(name)
        else:
            self._renamed = name
            caption = self.tr("Name of these columns") if verb == "name" else self.tr("New name")
            self.popup.ask(caption, name, self._anchor())

    @Slot(str)
    def _take_name(self, name: str) -> None:
        choice = self._choice
        if not self._renamed:
            choice.save_set(name)
        elif not choice.rename_set(self._renamed, name):
            self.popup.refuse(self.tr("Other columns have this name already."))
            return
        self.popup.hide()
        self._go_back()

    @Slot()
    def _go_back(self) -> None:
        self._anchor().setFocus()

    def _anchor(self) -> QWidget:
        return self._button if self._button.isVisible() else self._fallback
