"""Fixtures for every test: a clock moved by hand, hypothesis profiles, a Qt without a screen."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator, Iterator

import pytest
from hypothesis import HealthCheck, settings

from frontdesk.engine.clock import HandClock
from tests.books import MONDAY_MORNING, Books

# Before any test makes an application: a machine that builds has no screen, a developer's may
# choose one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Two runs of a commit try the same examples: what a change is judged by is not luck. New ones are
# looked for with FRONTDESK_HYPOTHESIS=thorough, by people and at night.
_CALM = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("quick", _CALM, derandomize=True, max_examples=25)
settings.register_profile("usual", _CALM, derandomize=True, max_examples=100)
settings.register_profile("thorough", _CALM, max_examples=2000)
settings.load_profile(os.environ.get("FRONTDESK_HYPOTHESIS", "usual"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Take windows that a test left away between two tests, as ``frontdesk.ui.collector`` would.

    Python's collector might do so below an event, or on another thread, and crash the run. What is
    still used then is not looked at again: it is modules and what they keep, to the end.
    """
    if "qapp" not in getattr(item, "fixturenames", ()):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at Monday 2026-11-23 14:00 UTC until a test moves it."""
    return HandClock(MONDAY_MORNING)


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> Books:
    """Books to begin with, as long as the process lives."""
    return Books(tmp_path_factory.mktemp("books"))


@pytest.fixture(autouse=True)
def plain_locale() -> Iterator[None]:
    """Dates and numbers as on a machine without customs of its own, whatever a test left behind."""
    if qt := sys.modules.get("PySide6.QtCore"):
        qt.QLocale.setDefault(qt.QLocale.c())
    yield
    if qt := sys.modules.get("PySide6.QtCore"):
        qt.QLocale.setDefault(qt.QLocale.c())
