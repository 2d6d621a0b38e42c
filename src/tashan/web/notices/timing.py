"""When mail goes out: quiet hours and digests. Pure; times are local."""

from __future__ import annotations

from datetime import datetime, time, timedelta


def is_quiet(now: time, quiet_from: time, quiet_to: time) -> bool:
    """Whether nobody is to be disturbed; hours may pass midnight; equal ends mean no quiet hours."""
    if quiet_from <= quiet_to:
        return quiet_from <= now < quiet_to
    return now >= quiet_from or now < quiet_to


def digest_is_due(mail: str, now: datetime, *, last: datetime | None, at: time, weekday: int) -> bool:
    """
    Whether a daily or weekly digest is to go out now.

    Args:
        mail: `daily` or `weekly`; any other never has a digest.
        now: the present, local.
        last: when the last one went out, local; None if none ever did.
        at: the time of day.
        weekday: the day of the weekly one; Monday is 0.
    """
    if mail not in ("daily", "weekly"):
        return False
    due = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    if due > now:
        due -= timedelta(days=1)
    if mail == "weekly":
        due -= timedelta(days=(due.weekday() - weekday) % 7)
    return last is None or last < due
