"""Chinese event grammar: visits, meetings, agreements, signings."""

from __future__ import annotations

from tashan.reading.chinese.events import read_chinese

__all__ = ["read_chinese"]
