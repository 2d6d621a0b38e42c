"""What there is to say of a body on a day: members, chairs, hosts against the rule, next host, exceptions, conflicts."""

from __future__ import annotations

from typing import Any

from tashan.governance.bodies import (
    Body,
    Mechanism,
    chairs_on,
    ladder,
    members_on,
    next_host,
    observers_on,
    rotation_history,
    secretariat_on,
)
from tashan.governance.conflicts import Conflict
from tashan.governance.days import holds_on
from tashan.governance.membership import Membership, roll
from tashan.governance.rotations import Checked
from tashan.governance.secondments import seconded_on
from tashan.governance.sessions import Session, attendance_index, in_order, intervals, slip, years_without
from tashan.governance.topic_groups import groups_on
from tashan.rules import Label, Source


def body_report(mechanism: Mechanism, body: Body, on: str, known_on: str | None = None) -> dict[str, Any]:
    """
    A body on a day, as plain values (docs/commands.md describes them).

    Args:
        mechanism: to which it belongs.
        body: the body.
        on: the day, `YYYY-MM-DD`; sessions after it do not count.
        known_on: what the register said on that day; None: says now.
    """
    history = rotation_history(body, until=on)
    turn = next_host(body, on)
    secretariat = secretariat_on(body, on)
    names = _names(body)
    days = {each.held.first: str(each.held) for each in body.sessions}
    return {
        "mechanism": mechanism.key,
        "body": body.key,
        "name": {"zh": body.label.zh, "en": body.label.en},
        "level": body.level,
        "on": on,
        "known": known_on,
        "from": body.start,
        "to": body.end,
        "reports_to": [above.key for above in ladder(mechanism, body.key)],
        "members": [_member(each) for each in roll(body.memberships, on, known_on)],
        "observers": [_member(each) for each in roll(body.memberships, on, known_on, role="observer")],
        "counts": {
            "members": len(members_on(body, on, known_on)),
            "observers": len(observers_on(body, on, known_on)),
        },
        "chairs": [
            {"key": each.participant.key, "name": each.participant.name, "kind": each.kind}
            for each in chairs_on(body, on)
        ],
        "secretariat": None if secretariat is None else {"zh": secretariat.label.zh, "en": secretariat.label.en},
        "seconded": sum(each.count for each in seconded_on(body.secondments, on)),
        "groups": [
            {"key": each.key, "name": {"zh": each.name.zh, "en": each.name.en}, "since": each.since}
            for each in groups_on(body.groups, on)
        ],
        "rule": _rule(body, names),
        "hosts": [_checked(each, names, days) for each in history],
        "exceptions": [_checked(each, names, days) for each in history if each.exception],
        "next": None
        if turn is None
        else {
            "turn": turn.turn,
            "host": _who(turn.host, names),
            "guest": _who(turn.guest, names),
            "reason": turn.reason,
            "explanation": turn.explanation,
        },
        "sessions": [_session(body, each) for each in in_order(body.sessions) if each.day <= on],
        "intervals": _intervals(body, on),
        "years_without": [
            year
            for year in years_without([each for each in body.sessions if each.held.first <= on], body.promises)
            if body.complete is not None and holds_on(f"{year}-12-31", *body.complete)
        ],
        "conflicts": [_conflict(each) for each in mechanism.conflicts if each.of in {"", body.key}],
        "note": _label(body.note),
        "source": _source(body.source),
    }


def _names(body: Body) -> dict[str, str]:
    return {each.participant.key: each.participant.name for each in body.memberships} | {
        each.host.key: each.host.name for each in body.sessions if each.host
    }


def _who(key: str | None, names: dict[str, str]) -> dict[str, str] | None:
    return {"key": key, "name": names.get(key, key)} if key else None


def _member(each: Membership) -> dict[str, Any]:
    return {
        "key": each.participant.key,
        "name": each.participant.name,
        "kind": each.participant.kind,
        "order": each.order or None,
        "from": each.start,
        "to": each.end,
        "source": _source(each.source),
    }


def _rule(body: Body, names: dict[str, str]) -> dict[str, Any] | None:
    rotation = body.rotation
    if rotation is None:
        return None
    return {
        "order": rotation.order,
        "by": rotation.by,
        "cycle": [names.get(key, key) for key in rotation.cycle],
        "skipped": rotation.skipped,
        "out_of_turn": rotation.out_of_turn,
        "idle": rotation.idle,
        "note": _label(rotation.note),
        "source": _source(rotation.source),
    }


def _checked(each: Checked, names: dict[str, str], days: dict[str, str]) -> dict[str, Any]:
    return {
        "turn": each.turn,
        "day": days.get(each.day) if each.day else None,
        "host": _who(each.host, names),
        "expected": _who(each.expected, names),
        "verdict": each.verdict,
        "passed_over": [_who(key, names) for key in each.passed_over],
        "decided": each.decided,
        "explanation": each.explanation,
    }


def _session(body: Body, each: Session) -> dict[str, Any]:
    late = slip(each)
    index = attendance_index(each, [who.key for who in members_on(body, each.day)])
    return {
        "key": each.key,
        "number": each.number,
        "held": str(each.held) or None,
        "until": each.until or None,
        "announced": [str(one.when) for one in each.announced],
        "slip_days": [late.least, late.most] if late else None,
        "form": each.form or None,
        "host": {"key": each.host.key, "name": each.host.name} if each.host else None,
        "place": each.place or None,
        "papers": [
            {"title": paper.title, "status": paper.status or None, "count": paper.count} for paper in each.papers
        ],
        "decisions": [{"kind": one.kind, "text": one.text} for one in each.decisions],
        "next_host": {"key": each.next_host.key, "name": each.next_host.name} if each.next_host else None,
        "attendance": {
            "index": None if index.value is None else round(float(index.value), 4),
            "known": index.known,
            "entitled": index.entitled,
        },
        "note": each.note,
        "source": _source(each.source),
    }


def _intervals(body: Body, on: str) -> list[dict[str, Any]]:
    """The intervals between sessions between which none is missing: numbers in a row, or a record that is complete."""
    held = [each for each in in_order(body.sessions) if each.held.known and each.held.first <= on]
    keys = {each.key: each for each in held}
    found = []
    for each in intervals(held, body.promises):
        one, other = keys[each.earlier], keys[each.later]
        numbered = one.number is not None and other.number is not None
        complete = body.complete is not None and all(holds_on(each.held.first, *body.complete) for each in (one, other))
        if complete or (numbered and (other.number or 0) == (one.number or 0) + 1):
            ratio = [round(float(part), 4) for part in each.ratio] if each.ratio else None
            found.append(
                {
                    "from": each.earlier,
                    "to": each.later,
                    "days": [each.days.least, each.days.most],
                    "promised": each.promised,
                    "ratio": ratio,
                }
            )
    return found


def _conflict(each: Conflict) -> dict[str, Any]:
    return {
        "key": each.key,
        "about": {"zh": each.about.zh, "en": each.about.en},
        "sides": [
            {"value": side.value, "sources": [_source(source) for source in side.sources], "note": _label(side.note)}
            for side in each.sides
        ],
        "chosen": each.chosen or None,
        "reason": _label(each.reason),
    }


def _label(label: Label) -> dict[str, str] | None:
    """A remark in both languages; None where there is none."""
    return {"zh": label.zh, "en": label.en} if label.en or label.zh else None


def _source(source: Source | None) -> dict[str, str | None] | None:
    if source is None:
        return None
    return {"document": source.document, "article": source.article, "link": source.link, "seen": source.seen}
