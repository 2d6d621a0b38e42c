"""Who learns from whom, why, and from whom should we? Event tables, networks, measures, drivers, and a planner."""

from __future__ import annotations
