"""Days as ISO texts: what a date such as `2015`, `2015-06` or `2015-06-03` covers, and the days beside one."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

#: Stands for "until further notice" where days are compared.
LAST_DAY = "9999-12-31"

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def covered(text: str) -> tuple[str, str] | None:
    """
    The first and the last day that a date covers, as `YYYY-MM-DD`; None where it is no date.

    >>> covered("2015-06")
    ('2015-06-01', '2015-06-30')
    """
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    first_month, last_month = (1, 12) if month is None else (month, month)
    last_day = monthrange(year, last_month)[1]
    if day is not None and not 1 <= day <= last_day:
        return None
    start = date(year, first_month, day or 1)
    return start.isoformat(), date(year, last_month, day or last_day).isoformat()


def day_before(day: str) -> str:
    """The day before a day; both `YYYY-MM-DD`."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """The day after a day; both `YYYY-MM-DD`."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
