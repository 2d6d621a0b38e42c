"""Peers that answer the same questions, imported without what they draw, map and download with."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from unittest.mock import MagicMock

import pytest

IDLE = ("faker", "libpysal", "libpysal.weights", "matplotlib", "matplotlib.pyplot", "pyarrow", "xlrd")
"""Modules that peers load at once and that compute nothing asked of them here; they weigh 600 MB."""


def peer(name: str) -> ModuleType:
    """
    Give a peer; where it is not installed, the test is skipped.

    An idle module that is not installed is stood in for while the peer loads, and taken away again.
    """
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{name}, the peer, is not installed")
    absent = [idle for idle in IDLE if importlib.util.find_spec(idle.partition(".")[0]) is None]
    for idle in absent:
        sys.modules[idle] = MagicMock(name=idle, __version__="0.0")  # pandas asks which pyarrow there is
    try:
        return importlib.import_module(name)
    finally:
        for idle in absent:
            del sys.modules[idle]
