"""Equal members are asked to adopt a list: all its changes take effect together, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from tashan.governance.codec import event_to_dict
from tashan.governance.events import Baselined, Change, Event, Linked, Moved, Node, NodeKind, Role
from tashan.governance.history import append
from tashan.records.codes import Stage
from tashan.web.approvals.models import Approval
from tashan.web.approvals.services import do_open
from tashan.web.governance.kept import history
from tashan.web.governance.models import Matter, Session
from tashan.web.governance.services.matters import GovernanceError, refused
from tashan.web.pages.access import check
from tashan.web.pages.places import place_name
from tashan.web.pages.words import say

KIND = "governance.matters"


@transaction.atomic
def do_ask_members(
    *,
    actor: Any,
    session: Session,
    matters: Sequence[Matter],
    parties: Sequence[str],
    needed: int | None = None,
    due: date | None = None,
    changes: Mapping[str, Sequence[Change]] | None = None,
) -> Approval:
    """
    Ask members to adopt a list of matters at a session; once N of M agree all of them are resolved, or none.

    Args:
        actor: of the body; will not vote.
        session: that was held.
        matters: on the agenda.
        parties: the members asked, by code.
        needed: how many have to agree; all without it.
        due: last day to vote.
        changes: by a matter's id, what is to happen instead (such as new dates, which need a reason).

    Raises:
        GovernanceError: the session was not held, a matter is not of its body, or a change cannot be made as it stands.
        ApprovalError: the list waits already, or parties and number do not fit.
    """
    check(actor, "governance.ask_members", session)
    if session.state != Session.State.HELD or session.held is None:
        raise GovernanceError(say("会议尚未登记召开。", "The session is not recorded as held."))
    if not matters:
        raise GovernanceError(say("请选择事项。", "Choose matters."))
    content = [_wanted(session, matter, (changes or {}).get(matter.key)) for matter in matters]
    session.adopted = [matter.key for matter in matters]
    session.version += 1
    approval = do_open(
        actor=actor,
        kind=KIND,
        thing=f"governance.session:{session.pk}",
        title=f"{session.body.title}第{session.number}次会议事项清单（{len(matters)}项）",
        title_en=f"List of {len(matters)} matters, session {session.number} of {session.body.title_en or session.body.title}",
        effect=f"清单所列{len(matters)}项事项同时转为“会议议定”；任何一项不能转，则全部不转。",
        effect_en=f"all {len(matters)} matters on the list become resolved together; if one cannot, none does.",
        rule="事项流转表：议题→议定，须列明会议、牵头方、衡量标准和期限",
        rule_en="table of transitions: agenda → resolved needs the meeting, an owner, a measure and a due day",
        parties=parties,
        needed=needed,
        place=session.body.place,
        due=due,
        facts=[
            {
                "zh": matter.title[:60],
                "en": matter.title[:60],
                "value": f"{place_name(matter.owner)} · {matter.due or '—'}",
            }
            for matter in matters
        ],
        content={"session": session.pk, "day": session.held.isoformat(), "matters": content},
        address=reverse("governance-session", args=[session.pk]),
    )
    session.approval = approval.pk
    session.save()
    return approval


def _wanted(session: Session, matter: Matter, changes: Sequence[Change] | None) -> dict[str, Any]:
    """What is to happen to a matter, tried now so that nobody votes on what cannot be."""
    if matter.body_id != session.body_id:
        raise GovernanceError(say("“{t}”不属于这个机构。", "{t} is not of this body.", t=matter.title))
    wanted = tuple(changes or (Linked(Node(NodeKind.MEETING, session.key)), Moved(Stage.RESOLVED)))
    events = history(matter)
    assert session.held is not None  # noqa: S101 - checked by the caller
    written = []
    for change in wanted:
        day = max(session.held, matter.last_day)
        event = Event(
            matter.key, change, day, max(day, events[-1].recorded), "joint", Role.SECRETARIAT, session.body.place,
            "joint approval" if isinstance(change, Baselined) else "",
        )  # fmt: skip
        offered = append(events, event)
        if offered.problems:
            error = refused(offered.problems)
            raise GovernanceError(f"{matter.title}: {error}", problems=offered.problems)
        events = offered.events
        head = {"matter", "day", "recorded", "actor", "role", "member", "reason"}
        written.append({name: value for name, value in event_to_dict(event).items() if name not in head})
    return {"matter": matter.key, "version": matter.version, "changes": written}


__all__ = ["KIND", "do_ask_members"]
