"""A desktop of its own for one program: a display, a session bus, and the bus of readers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from frontdesk import paths

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_SIZE = "1600x900x24"


def missing() -> str:
    """Debian's names of what a test here needs and the machine has not; empty when all is there."""
    if not sys.platform.startswith("linux"):
        return "X11"
    there = {
        "xvfb": shutil.which("Xvfb"),
        "dbus": shutil.which("dbus-daemon"),
        "at-spi2-core": any(Path(place).exists() for place in LAUNCHERS),
    }
    return " ".join(package for package, found in there.items() if not found)


class Desktop:
    """Runs the program where a screen reader can reach it, and ends all of it afterwards."""

    def __init__(self) -> None:
        """Start the display and the buses."""
        # Not in pytest's folder: the path of a socket may have 107 letters at most.
        self.folder = Path(tempfile.mkdtemp(prefix="frontdesk-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        self._surroundings = {**os.environ, **self._homes(), "QT_QPA_PLATFORM": "xcb"}
        try:
            self._surroundings["DISPLAY"] = self._start_display()
            self.bus = self._start_bus()
        except BaseException:
            self.close()
            raise
        self._surroundings["DBUS_SESSION_BUS_ADDRESS"] = self.bus
        self._surroundings["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"

    def __enter__(self) -> Desktop:
        """Use it as a context."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End everything."""
        self.close()

    def start_program(self, *words: str) -> subprocess.Popen[bytes]:
        """Start Frontdesk with these arguments; what it prints goes to ``program.log``."""
        source = str(Path(paths.__file__).parent.parent)
        surroundings = {**self._surroundings, "PYTHONPATH": source}
        with (self.folder / "program.log").open("ab") as log:
            return self._run([sys.executable, "-m", "frontdesk", *words], surroundings, log, log)

    def close(self) -> None:
        """End what was started, the last first."""
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _homes(self) -> dict[str, str]:
        homes = {
            "HOME": "home",
            "XDG_CONFIG_HOME": "config",
            "XDG_DATA_HOME": "data",
            "XDG_STATE_HOME": "state",
            "XDG_RUNTIME_DIR": "run",
        }
        for name in homes.values():
            (self.folder / name).mkdir(mode=0o700)
        return {key: str(self.folder / name) for key, name in homes.items()}

    def _start_display(self) -> str:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"]
        self._run(command, self._surroundings, pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as answer:
            return f":{answer.readline().strip()}"

    def _start_bus(self) -> str:
        address = f"unix:path={self.folder}/run/bus"
        command = ["dbus-daemon", "--session", "--nofork", "--nopidfile"]
        command += [f"--address={address}", "--print-address=1"]
        bus = self._run(command, self._surroundings, subprocess.PIPE)
        assert bus.stdout is not None
        with bus.stdout as answer:
            assert answer.readline().strip(), "the session bus did not start"
        return address

    def _run(
        self,
        command: Sequence[str],
        surroundings: dict[str, str],
        output: object = subprocess.DEVNULL,
        errors: object = subprocess.DEVNULL,
        pass_fds: Sequence[int] = (),
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=output,  # type: ignore[call-overload]
            stderr=errors,
            pass_fds=pass_fds,
        )
        self._processes.append(process)
        return process
