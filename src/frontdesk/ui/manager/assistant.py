"""The five-step set-up of an empty book, as one page: business, hours, people, services, done."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTimeZone, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from frontdesk.ui import text
from frontdesk.ui.booking.form import line, scrolling
from frontdesk.ui.manager.assistant_row_steps import PeopleStep, ServicesStep
from frontdesk.ui.manager.assistant_state import STEPS, AssistantState
from frontdesk.ui.manager.assistant_steps import BusinessStep, DoneStep, HoursStep
from frontdesk.ui.manager.trades import TRADES
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.plain import PlainLabel

_WIDTH = 760
_CURRENCY = "USD"


class AssistantPage(QWidget):
    """Goes on only from a step without a problem; what was typed can be kept at any time."""

    kept = Signal(str)
    """What is typed so far, to be given to ``load`` after a restart."""
    finished = Signal(object)
    """The document of the setup file that was put together."""
    left = Signal()
    """The user goes back to the first page; what was typed stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with what this computer knows: its zone, its currency."""
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state = usual_state()
        self._tried = False
        self._said: frozenset[str] = frozenset()
        self.business = BusinessStep()
        self.hours = HoursStep()
        self.people = PeopleStep()
        self.services = ServicesStep()
        self.done = DoneStep()
        self.steps = (self.business, self.hours, self.people, self.services, self.done)
        self._stack = QStackedWidget()
        self._heads = [PlainLabel(f"{at + 1}  {step.title}") for at, step in enumerate(self.steps)]
        self.back = Button(self.tr("Back"))
        self.leave = Button(self.tr("Later"), "flat")
        self.next = Button(self.tr("Next"), "primary")
        self.back.clicked.connect(self._go_back)
        self.leave.clicked.connect(self.left)
        self.next.clicked.connect(self.go_on)
        self.business.tradeChosen.connect(self._choose_trade)
        for step in self.steps:
            step.edited.connect(self._take)
            step.left.connect(self._judge)
            self._stack.addWidget(step)
        self._compose()
        self._show_step()

    @property
    def state(self) -> AssistantState:
        """What is typed so far."""
        return self._state

    def load(self, kept: str) -> bool:
        """Go on with what ``kept`` said; says whether it could be read."""
        found = AssistantState.from_kept(kept)
        if found is not None:
            self._state = found
            self._show_step()
        return found is not None

    def set_busy(self, busy: bool) -> None:
        """While the book is written, nothing can be pressed twice."""
        for button in (self.back, self.leave, self.next):
            button.setEnabled(not busy)

    def focus_step(self) -> None:
        """Put the cursor where the step begins, or where something is wrong in it."""
        step = self.steps[self._state.step]
        if step is self.done:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            step.focus_first(self._problems() if self._tried else {})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button and goes on from anything else, in a list to the next row; Esc
        goes back to the first page.
        """
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton) and not focused.isCheckable():
                focused.click()
            elif not self.steps[self._state.step].go_on():
                self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def go_on(self) -> None:
        """To the next step, or say what is in the way; at the end the book is opened."""
        state = self._state
        self.steps[state.step].tidy()
        self._tried = True
        self._tell()
        if self._problems():
            self.focus_step()
            return
        wrong = state.first_wrong()
        if state.step == len(STEPS) - 1:
            if wrong is None:
                self.finished.emit(state.document(text.translate))
                return
            state.step = wrong  # what was kept may be older than today's checks
        else:
            state.step += 1
            self._tried = False
        self._show_step()
        self.focus_step()
        self.kept.emit(state.kept())

    @Slot()
    def _go_back(self) -> None:
        self._state.step = max(0, self._state.step - 1)
        self._tried = False
        self._show_step()
        self.focus_step()
        self.kept.emit(self._state.kept())

    @Slot()
    def _take(self) -> None:
        step = self.steps[self._state.step]
        step.write(self._state)
        self._tell()
        self.kept.emit(self._state.kept())

    @Slot(str)
    def _choose_trade(self, trade_id: str) -> None:
        self._state.choose_trade(trade_id, text.translate)
        self._take()

    def _problems(self) -> dict[str, str]:
        return self._state.problems(self._state.step, text.translate)

    @Slot()
    def _judge(self) -> None:
        """A field was left: what is wrong with anything typed is said now."""
        self._said = frozenset(self.steps[self._state.step].typed(self._problems()))
        self._tell()

    def _tell(self) -> None:
        """What is lacking is said once somebody wanted to go on, not before they typed."""
        found = self._problems()
        if not self._tried:
            found = {key: words for key, words in found.items() if key in self._said}
        self.steps[self._state.step].show_problems(found)

    def _show_step(self) -> None:
        at = self._state.step
        self._said = frozenset()
        self.steps[at].load(self._state)
        self._stack.setCurrentIndex(at)
        for number, head in enumerate(self._heads):
            head.set_look("strong" if number == at else "muted")
        self.back.setEnabled(at > 0)
        last = at == len(STEPS) - 1
        self.next.setText(self.tr("Open the book") if last else self.tr("Next"))
        words = self.tr("Step {number} of {count}: {title}").format(
            number=at + 1, count=len(STEPS), title=self.steps[at].title
        )
        self._stack.setAccessibleName(words)
        self._tell()

    def _compose(self) -> None:
        heads = QHBoxLayout()
        heads.setSpacing(22)
        for head in self._heads:
            heads.addWidget(head)
        heads.addStretch(1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(32, 26, 32, 18)
        column.setSpacing(22)
        column.addLayout(heads)
        column.addWidget(self._stack, 1)
        body.setMaximumWidth(round(_WIDTH * text_scale()))
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(body, 100)
        row.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 10, 24, 10)
        buttons.setSpacing(8)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        for button in (self.leave, self.back, self.next):
            button.setProperty("tall", True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scrolling(middle), 1)
        whole.addWidget(line())
        whole.addLayout(buttons)


def usual_state() -> AssistantState:
    """What this computer can tell by itself: its zone and the currency of its language."""
    currency = QLocale().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "ignore")
    state = AssistantState(timezone=zone or "UTC", currency=currency or _CURRENCY)
    state.choose_trade(TRADES[0].id, text.translate)
    return state
