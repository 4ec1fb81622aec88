"""A screen reader's side of AT-SPI: what it sees of a program, and what it can do to it.

Nothing of the program is imported here; every answer comes over D-Bus.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    MessageType,
    Properties,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

T = TypeVar("T")
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
# The numbers of AT-SPI's states that are asked for here (atspi-constants.h).
STATES = {
    "checked": 4,
    "enabled": 8,
    "focusable": 11,
    "focused": 12,
    "sensitive": 24,
    "showing": 25,
    "visible": 30,
}


KEYS = {"alt": 64, "down": 116, "escape": 9, "left": 113, "return": 36, "right": 114, "up": 111}
"""The key codes of a PC's keyboard, as X11 numbers them."""
_KEY_DOWN, _KEY_UP = 0, 1
_REGISTRY_PATH = "/org/a11y/atspi/registry"
_KEYBOARD = ("deviceeventcontroller", "org.a11y.atspi.DeviceEventController")


class Gone(Exception):  # noqa: N818 - not a mistake: the window redraws while it is read
    """The object that was asked is not there any more."""


@dataclass(frozen=True)
class Item:
    """One object of the program, as the bus names it."""

    reader: Reader
    bus: str
    path: str

    @property
    def name(self) -> str:
        """What a reader says first."""
        return str(self._get("Name"))

    @property
    def description(self) -> str:
        """What a reader says after it."""
        return str(self._get("Description"))

    @property
    def role(self) -> str:
        """The name of its role, such as "push button"."""
        return str(self._call(_ACCESSIBLE, "GetRoleName")[0])

    @property
    def states(self) -> set[str]:
        """Those of ``STATES`` that hold."""
        low, high = self._call(_ACCESSIBLE, "GetState")[0]
        bits = low | high << 32
        return {name for name, bit in STATES.items() if bits >> bit & 1}

    @property
    def interfaces(self) -> set[str]:
        """What can be done with it, as the last words of the interfaces: "Action", "Text"."""
        names = self._call(_ACCESSIBLE, "GetInterfaces")[0]
        return {str(name).rpartition(".")[2] for name in names}

    @property
    def children(self) -> list[Item]:
        """The objects inside it."""
        found = self._call(_ACCESSIBLE, "GetChildren")[0]
        return [Item(self.reader, bus, path) for bus, path in found if not path.endswith("/null")]

    @property
    def extents(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen."""
        left, top, width, height = self._call("org.a11y.atspi.Component", "GetExtents", "u", (0,))[
            0
        ]
        return left, top, width, height

    @property
    def text(self) -> str:
        """The text in a field."""
        return str(self._call("org.a11y.atspi.Text", "GetText", "ii", (0, -1))[0])

    def write(self, text: str) -> None:
        """Put ``text`` into a field instead of what is there."""
        self._call("org.a11y.atspi.EditableText", "SetTextContents", "s", (text,))

    def actions(self) -> list[str]:
        """The names of what can be done, in order."""
        return [str(name) for name, _, _ in self._call("org.a11y.atspi.Action", "GetActions")[0]]

    def do(self, number: int = 0) -> None:
        """Do one of ``actions``; the first is what Enter or a click does."""
        self._call("org.a11y.atspi.Action", "DoAction", "i", (number,))

    def grab_focus(self) -> None:
        """Ask for the keyboard focus."""
        self._call("org.a11y.atspi.Component", "GrabFocus")

    def walk(self) -> Iterator[Item]:
        """This object and all below it that are still there, as they are read."""
        yield self
        try:
            inside = self.children
        except Gone:
            return
        for child in inside:
            yield from child.walk()

    def _get(self, name: str) -> object:
        address = DBusAddress(self.path, self.bus, _ACCESSIBLE)
        return self.reader.ask(Properties(address).get(name))[0][1]

    def _call(
        self, interface: str, member: str, signature: str = "", body: tuple[object, ...] = ()
    ) -> tuple:
        address = DBusAddress(self.path, self.bus, interface)
        return self.reader.ask(new_method_call(address, member, signature or None, body))


class Reader:
    """A connection to the bus on which programs describe themselves."""

    def __init__(self, session_bus: str) -> None:
        """Find that bus through the session's, at the address ``session_bus``."""
        with open_dbus_connection(session_bus) as session:
            bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = session.send_and_get_reply(new_method_call(bus, "GetAddress"), timeout=10)
        self._connection: DBusConnection = open_dbus_connection(reply.body[0])

    def close(self) -> None:
        """Stop reading."""
        self._connection.close()

    def hear(self, *events: str) -> None:
        """Begin to listen for events such as "object:announcement"."""
        for event in events:
            address = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
            self.ask(new_method_call(address, "RegisterEvent", "sass", (event, [], "")))
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")
        self.ask(message_bus.AddMatch(rule))
        self._heard = self._connection.filter(rule, bufsize=1000)
        self._queue = self._heard.__enter__()

    def heard(self) -> list[tuple[str, Item, tuple]]:
        """What was heard since the last time: the event, who it is about, and the rest of it."""
        self.programs()  # whatever was sent before this answer has arrived
        found = []
        while self._queue:
            message = self._queue.popleft()
            fields = message.header.fields
            item = Item(self, fields[HeaderFields.sender], fields[HeaderFields.path])
            found.append((fields[HeaderFields.member], item, message.body))
        return found

    def press(self, key: str) -> None:
        """Press a key (of ``KEYS``) and let go of it."""
        self._key(key, _KEY_DOWN)
        self._key(key, _KEY_UP)

    @contextmanager
    def holding(self, key: str) -> Iterator[None]:
        """Press a key (of ``KEYS``), and let go of it at the end.

        As people do: Qt hears of keys over this bus, later than they are pressed. An Alt that is
        let go of and pressed again before Qt heard the first opens the menu.
        """
        self._key(key, _KEY_DOWN)
        try:
            yield
        finally:
            self._key(key, _KEY_UP)

    def _key(self, key: str, kind: int) -> None:
        address = DBusAddress(f"{_REGISTRY_PATH}/{_KEYBOARD[0]}", _REGISTRY, _KEYBOARD[1])
        event = (KEYS[key], "", kind)
        self.ask(new_method_call(address, "GenerateKeyboardEvent", "isu", event))

    def programs(self) -> list[Item]:
        """The programs that can be read."""
        return Item(self, _REGISTRY, _ROOT).children

    def ask(self, message) -> tuple:
        """The body of the answer to ``message``."""
        reply = self._connection.send_and_get_reply(message, timeout=10)
        if reply.header.message_type is MessageType.error:
            raise Gone(*reply.body)
        return reply.body


def wait_for(find: Callable[[], T | None], what: str, seconds: float = 10) -> T:
    """What ``find`` returns as soon as it is true; asked again while it is not."""
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        try:
            if found := find():
                return found
        except Gone:
            pass
        time.sleep(0.05)  # another process, which tells nobody that it is ready
    raise AssertionError(f"not seen within {seconds} s: {what}")
