"""The application passes on what macOS says to it; in a process of its own, there is only one."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from frontdesk.ui.application import Application
application = Application(["frontdesk", "-platform", "offscreen"])
heard = []
application.fileOpened.connect(heard.append)
application.sendEvent(application, QEvent(QEvent.Type.ApplicationActivate))
application.sendEvent(application, QFileOpenEvent("/b/Montag.frontdesk"))
assert heard == ["/b/Montag.frontdesk"], heard
"""


def test_a_double_click_on_a_file_is_heard() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
