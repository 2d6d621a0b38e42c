"""What all tests share: how hypothesis searches, which files go first, and when a marked test is skipped."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The machine may be busy, so no deadline; the same commit gives the same answer, so no randomness.
settings.register_profile(
    "tashan", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("tashan")


def chromium() -> str | None:
    """The path of a Chromium on this machine, if there is one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def missing() -> dict[str, str]:
    """Markers whose tests cannot run on this machine, each with the reason."""
    reasons = {}
    if importlib.util.find_spec("daft") is None:
        reasons["cluster"] = "daft is not installed: python3 dev.py setup cluster"
    if chromium() is None:
        reasons["browser"] = "no Chromium on this machine: apt-get install chromium"
    if not (os.environ.get("TASHAN_DATABASE_URL") or Path("/usr/lib/postgresql").exists()):
        reasons["postgres"] = "no PostgreSQL on this machine: apt-get install postgresql"
    return reasons


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip, with its reason, each marked test that cannot run here; several processes begin with the longest files."""
    reasons = missing()
    for item in items:
        for marker, reason in reasons.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))
    if hasattr(config, "workerinput"):
        longest_first(items)


LONG = ("postgres", "slow", "browser")
"""Markers of tests that take long, the longest first."""


def longest_first(items: list[pytest.Item]) -> None:
    """Put files with long tests before the others, so that no process is left with one when the rest are done."""
    ranks: dict[Path, int] = {}
    for item in items:
        rank = next((number for number, marker in enumerate(LONG) if item.get_closest_marker(marker)), len(LONG))
        ranks[item.path] = min(rank, ranks.get(item.path, rank))
    items.sort(key=lambda item: ranks[item.path])
