"""Fixtures for every test: a clock moved by hand, hypothesis profiles, a Qt without a screen."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, settings

from frontdesk.engine.clock import HandClock

# Before any test imports Qt: a machine that builds has no screen, a developer's may choose one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_CALM = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("quick", deadline=None, max_examples=100, suppress_health_check=_CALM)
settings.register_profile("thorough", deadline=None, max_examples=2000, suppress_health_check=_CALM)
settings.load_profile(os.environ.get("FRONTDESK_HYPOTHESIS", "quick"))

MONDAY_MORNING = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
"""A Monday, 9:00 in New York."""


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at Monday 2026-11-23 14:00 UTC until a test moves it."""
    return HandClock(MONDAY_MORNING)
