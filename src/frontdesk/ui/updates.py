"""Asks once a day whether a newer version is out: if agreed, and only when nobody is served."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkProxyFactory,
    QNetworkReply,
    QNetworkRequest,
)

from frontdesk import updates, versions
from frontdesk.desk.quiet import is_quiet
from frontdesk.ui.preferences import Preferences
from frontdesk.ui.runner import Runner

LOOK = 15 * 60_000
"""Milliseconds between two looks at whether the time is right."""
_LONGEST = 30_000
_log = logging.getLogger(__name__)


class UpdateCheck(QObject):
    """Says nothing unless there is something newer: a network that fails is only logged."""

    found = Signal(object)
    """A newer ``Release``."""

    def __init__(
        self,
        runner: Runner,
        preferences: Preferences,
        feed: updates.Feed | None,
        parent: QObject | None = None,
    ) -> None:
        """``feed`` is None where updates are switched off for this computer."""
        super().__init__(parent)
        self._runner = runner
        self._preferences = preferences
        self._feed = feed
        self._network: QNetworkAccessManager | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self.look)

    @property
    def is_possible(self) -> bool:
        """Whether this copy knows whom to ask, and may."""
        return self._feed is not None

    def start(self) -> None:
        """Look now and then."""
        if self._feed is not None:
            self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Ask, if it was agreed to, a day has passed, and nobody is being served."""
        asked = self._preferences.asked_for_updates
        if self._feed is None or not self._preferences.checks_updates:
            return
        if updates.is_due(datetime.now(UTC), asked):
            self._runner.run(is_quiet, self._ask, self._give_up, key="updates")

    def _give_up(self, error: BaseException) -> None:
        _log.info("Not asked for updates: %s", type(error).__name__)

    def _ask(self, quiet: bool) -> None:
        if not quiet or self._feed is None:
            return
        self._preferences.asked_for_updates = datetime.now(UTC)
        if self._network is None:
            QNetworkProxyFactory.setUseSystemConfiguration(True)
            self._network = QNetworkAccessManager(self)
        request = QNetworkRequest(QUrl(self._feed.address))
        request.setTransferTimeout(_LONGEST)
        # No name, no number of this computer: only that some Frontdesk asks.
        request.setRawHeader(b"User-Agent", b"Frontdesk")
        reply = self._network.get(request)
        reply.finished.connect(self._read)

    @Slot()
    def _read(self) -> None:
        reply = self.sender()
        if not isinstance(reply, QNetworkReply) or self._feed is None:
            return
        reply.deleteLater()
        if reply.error() is not QNetworkReply.NetworkError.NoError:
            _log.info("The update feed did not answer: %s", reply.error().name)
            return
        try:
            release = updates.read_answer(
                self._feed, bytes(reply.read(updates.MOST_BYTES + 1).data())
            )
        except updates.FeedError as error:
            _log.warning("The update feed was not believed: %s", error)
            return
        if updates.is_newer(release.version, versions.frontdesk()):
            self.found.emit(release)
