"""Functions that workers import: a run's function must live in a module."""

from __future__ import annotations

import os
import time
from typing import Any

from tashan.engine import Work


def double(item: int) -> int:
    return item * 2


def fragile(item: int) -> str:
    """Ends its process for one item, raises for another, hangs for a third."""
    if item == 7:
        os._exit(3)
    if item == 11:
        raise ValueError("eleven")
    if item == 13:
        time.sleep(60)
    return f"{item} done"


def unit(item: int) -> int:
    return 1


def crashed(item: int, reason: str) -> str:
    return f"{item} crashed: {reason}"


def never(item: int, reason: str) -> int:
    raise AssertionError(reason)


def doubling(**settings: Any) -> Work[int, int]:
    return Work(double, unit, never, **settings)


def breaking(**settings: Any) -> Work[int, str]:
    return Work(fragile, unit, crashed, **settings)
