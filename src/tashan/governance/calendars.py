"""
Sessions as calendar files that any calendar program reads, with reminders.

Source: RFC 5545 (iCalendar): lines end with CR LF and are folded at 75 octets; the end of a day-long event is the day after.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from tashan.governance.bodies import Body
from tashan.governance.days import When, add_days
from tashan.governance.problems import failure
from tashan.governance.sessions import REMINDERS, Session

_FORMS = {"in_person": "线下会议", "video": "视频会议", "mixed": "线上线下结合", "": ""}


def session_calendar(
    body: Body, sessions: Sequence[Session], stamp: datetime, *, reminders: Sequence[int] = REMINDERS
) -> str:
    """
    The calendar file of sessions of a body.

    Args:
        body: whose sessions they are.
        sessions: one event each; held ones are confirmed, announced ones tentative.
        stamp: when the file is made (DTSTAMP); with a time zone.
        reminders: days before the first day on which to remind; none for a session that was held.

    Returns:
        The text of the file. The same session has the same UID in each file, so that a calendar replaces it when the day
        changes.

    Raises:
        GovernanceError: `no_exact_day`: a session is known to a month or so only, which no calendar can hold.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tashan//Sessions//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for session in sessions:
        lines += _event(body, session, stamp, reminders)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(body: Body, session: Session, stamp: datetime, reminders: Sequence[int]) -> list[str]:
    when = session.held if session.held.known else (session.announced[-1].when if session.announced else When("", ""))
    title = session_title(body, session)
    if not when.exact:
        message = (
            f"{title} is dated {str(when) or 'not at all'}; a calendar needs a day. Add it, or leave the session out."
        )
        raise failure("no_exact_day", message, *session.location)
    last = session.until or when.last
    sequence = max(len(session.announced) - 1, 0) + (1 if session.held.known and session.announced else 0)
    about = [_FORMS[session.form], f"承办：{session.host.name}" if session.host else ""]
    about += [f"{number}. {item.title}" for number, item in enumerate(session.items("open"), 1)]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_uid(body, session)}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{sequence}",
        f"DTSTART;VALUE=DATE:{when.first.replace('-', '')}",
        f"DTEND;VALUE=DATE:{add_days(last, 1).replace('-', '')}",
        f"SUMMARY:{_escaped(title)}",
        f"STATUS:{'CONFIRMED' if session.held.known else 'TENTATIVE'}",
    ]
    if session.place:
        lines.append(f"LOCATION:{_escaped(session.place)}")
    description = "\n".join(part for part in about if part)
    if description:
        lines.append(f"DESCRIPTION:{_escaped(description)}")
    for days in () if session.held.known else sorted(set(reminders), reverse=True):
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{days}D"]
        lines += [f"DESCRIPTION:{_escaped(f'{days}天后：{title}')}", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def session_title(body: Body, session: Session) -> str:
    """What a session is called: 长三角城市经济协调会第二十二次会议, its own name, or the body and the year."""
    name = body.label.zh or body.key
    if session.name is not None and session.name.zh:
        return session.name.zh
    if session.number is not None:
        return f"{name}第{chinese_number(session.number)}次会议"
    return f"{name}（{session.day[:4]}年）"


def chinese_number(number: int) -> str:
    """A number from 1 to 99 in Chinese: 二十二; other numbers stay digits."""
    digits = "零一二三四五六七八九"
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "")


def _uid(body: Body, session: Session) -> str:
    return f"{hashlib.sha256(f'{body.key}/{session.key}'.encode()).hexdigest()[:32]}@tashan"


def _escaped(text: str) -> str:
    for old, new in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(old, new)
    return text


def _folded(line: str) -> str:
    """A line of at most 75 octets, its continuations begun with a blank; no character is torn apart."""
    parts, current, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > 75:
            parts.append(current)
            current, size = " ", 1
        current += character
        size += octets
    return "\r\n".join([*parts, current])
