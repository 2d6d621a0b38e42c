"""Sessions: prepared, held, and what they decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tashan.governance.bodies import members_on
from tashan.governance.events import Linked, Moved, Node, NodeKind
from tashan.governance.sessions import check_sessions
from tashan.records.codes import Stage
from tashan.web.audit.services import note
from tashan.web.governance.models import Body, Matter, Session
from tashan.web.governance.services.matters import GovernanceError, do_record, refused, stale
from tashan.web.governance.texts import mechanism_of, session_of
from tashan.web.pages.access import check
from tashan.web.pages.words import say

FIELDS: Final = (
    "announced", "form", "host", "where", "agenda", "attendance", "papers", "decisions", "next_host",
)  # fmt: skip


@transaction.atomic
def do_keep_session(
    *, actor: Any, body: Body, number: int, fields: Mapping[str, Any], version: int | None = None
) -> Session:
    """
    Prepare a session of a body, or change what is known of it; matters on its agenda come to the agenda.

    Args:
        actor: of the body.
        body: whose session.
        number: of the session.
        fields: of `FIELDS`; what is not named stays.
        version: that was read; None for a new one.

    Raises:
        StaleError: somebody else changed it meanwhile.
        GovernanceError: the number stands in the file already; a host that is no member on the day; bad values.
    """
    check(actor, "governance.edit_session", body.place)
    session = Session.objects.select_for_update().filter(body=body, number=number).first()
    if session and version != session.version:
        raise stale()
    if not session and mechanism_of(body.mechanism).body(body.key).session(number):
        raise GovernanceError(
            say("第{n}次会议已在机构文件中。", "Session {n} stands in the file of the body already.", n=number)
        )
    made = session or Session(body=body, number=number, version=0)
    before = {name: getattr(made, name) for name in fields} if session else None
    for name in FIELDS:
        if name in fields:
            setattr(made, name, fields[name])
    made.version += 1
    _fits(made)
    made.save()
    _to_agenda(actor, made)
    _note(actor, "keep_session", made, before=before, after={name: fields[name] for name in FIELDS if name in fields})
    return made


@transaction.atomic
def do_hold_session(*, actor: Any, session: Session, held: date, version: int | None = None) -> Session:
    """
    Say that a session was held.

    Raises:
        StaleError: somebody else changed it meanwhile.
        GovernanceError: the day lies ahead, or it has a day already.
    """
    check(actor, "governance.edit_session", session)
    session = Session.objects.select_for_update().get(pk=session.pk)
    if version is not None and version != session.version:
        raise stale()
    if held > timezone.localdate():
        raise GovernanceError(say("召开日期在今天之后。", "The day lies ahead."))
    if session.state == Session.State.HELD:
        raise GovernanceError(say("这次会议已登记召开。", "This session is recorded as held already."))
    session.held, session.state = held, Session.State.HELD
    session.version += 1
    _fits(session)
    session.save()
    _note(actor, "hold_session", session, after={"held": held.isoformat()})
    return session


def _fits(session: Session) -> None:
    """Refuse what the pure room finds wrong, and a host that is no member."""
    problems = check_sessions([session_of(session)])
    if problems:
        raise refused(problems)
    body = mechanism_of(session.body.mechanism).body(session.body.key)
    day = (session.held or timezone.localdate()).isoformat()
    members = {one.key for one in members_on(body, day)}
    for host in filter(None, (session.host, session.next_host)):
        if host not in members:
            raise GovernanceError(
                say("{who}当日不是成员，不能承办。", "{who} is no member on that day and cannot host.", who=host)
            )


def _to_agenda(actor: Any, session: Session) -> None:
    """Proposed matters on the agenda of a session are put on it, tied to the session."""
    keys = [item["matter"] for item in session.agenda if item.get("matter")]
    for matter in Matter.objects.filter(key__in=keys, body=session.body):
        if matter.position != Stage.PROPOSED:
            continue
        do_record(
            actor=actor,
            matter=matter,
            changes=[Linked(Node(NodeKind.MEETING, session.key)), Moved(Stage.AGENDA)],
        )


def _note(actor: Any, verb: str, session: Session, *, before: Any = None, after: Any = None) -> None:
    note(
        actor=actor,
        action=f"governance.{verb}",
        thing=f"governance.session:{session.pk}",
        place=session.body.place,
        before=before,
        after=after,
    )
