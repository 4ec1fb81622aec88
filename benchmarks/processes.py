"""Processes of the program as a user starts them for the second time."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

LIMIT = 600
"""Seconds after which a process counts as hanging."""

_PLACES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")

Environment = dict[str, str]


@contextmanager
def user_environment() -> Iterator[Environment]:
    """No display, settings of its own, and modules that stay compiled.

    A developer's shell may forbid Python to keep compiled modules; a user's does not.
    """
    with tempfile.TemporaryDirectory() as folder:
        places = dict.fromkeys(_PLACES, folder)
        more = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        ours = os.environ | places | more
        ours.pop("PYTHONDONTWRITEBYTECODE", None)
        yield ours


def output_of(arguments: list[str], environment: Environment) -> bytes:
    """What a Python process writes before it ends."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, timeout=LIMIT)
    return done.stdout


def seconds_to_first_line(arguments: list[str], environment: Environment) -> float:
    """From the start of a Python process to the first line that it writes."""
    command = [sys.executable, *arguments]
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline(), "the process ended without a word"
        seconds = time.perf_counter() - began
        assert process.wait(timeout=LIMIT) == 0
    return seconds
