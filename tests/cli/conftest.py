"""
Workers for commands that run in the process of a test.

Tests have threads (pytest-xdist), so the pool would start each worker from nothing and load all tables anew. Here it
forks them from a process of one thread that has loaded them once. Commands in processes of their own are not touched.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session", autouse=True)
def _loaded_workers() -> Iterator[None]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.cli.loaded"])

    def loaded(method: str | None = None) -> BaseContext:
        with pytest.MonkeyPatch.context() as paths:  # the process finds modules of tests by this alone
            paths.setenv("PYTHONPATH", str(ROOT))
            forkserver.ensure_running()
        return context

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tashan.engine.pool.context", loaded)
        yield
