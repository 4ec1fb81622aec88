"""One window for each book and user: a second start raises the first and ends."""

from __future__ import annotations

import sys
from hashlib import sha256

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_RAISE = b"raise\n"
_RAISED = b"raised\n"
_PATIENCE = 1500
"""Milliseconds in which the first window must answer; one that hangs is not waited for."""


class SingleWindow(QObject):
    """The place where further starts on the same book ring."""

    rung = Signal()
    """Another start asks this window to come to the front."""

    def __init__(self, book: str, parent: QObject | None = None) -> None:
        """For the book at the path or URL ``book``."""
        super().__init__(parent)
        # Sockets of one user only, with a name that is short enough for every system.
        self._name = f"frontdesk-{sha256(book.encode()).hexdigest()[:24]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def raise_other(self) -> bool:
        """Ask a window that is open on the book to come forward; whether there is one."""
        if sys.platform == "win32":
            import ctypes

            # Only a program with the focus may give it away: here, to any.
            ctypes.windll.user32.AllowSetForegroundWindow(-1)
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE):
            return False
        socket.write(_RAISE)
        socket.flush()
        answered = socket.waitForReadyRead(_PATIENCE)
        return answered and bytes(socket.readAll().data()).startswith(_RAISED)

    def listen(self) -> None:
        """Be the one that is raised from now on, unless another window is already."""
        if self._server.listen(self._name):
            return
        probe = QLocalSocket()
        probe.connectToServer(self._name)
        if not probe.waitForConnected(_PATIENCE):
            QLocalServer.removeServer(self._name)  # left by a program that crashed
            self._server.listen(self._name)

    @Slot()
    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and _RAISE in socket.readAll().data():
            self.rung.emit()
            socket.write(_RAISED)
            socket.flush()
