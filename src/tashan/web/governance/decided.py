"""
What happens once the members asked have agreed to a list of matters, or one of them has not.

Who votes last need not be a party of every matter of the list, so the change is made as the system: approvals have
checked the vote.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tashan.governance.codec import event_from_dict
from tashan.governance.events import Change
from tashan.web.accounts.wall import as_the_system
from tashan.web.approvals.kinds import Kind
from tashan.web.approvals.kinds import register as register_kind
from tashan.web.approvals.services import ApprovalError
from tashan.web.audit.services import note
from tashan.web.governance.models import Matter, Session
from tashan.web.governance.services.asking import KIND
from tashan.web.governance.services.matters import GovernanceError, record_for_body
from tashan.web.pages.words import say


def register() -> None:
    """Make the kind of request known to approvals."""
    register_kind(Kind(KIND, "事项清单", "list of matters", adopted, returned, asked_again))


@as_the_system()
def adopted(approval: Any, actor: Any) -> None:
    """Carry out every change of the list, in the transaction of the deciding vote."""
    _unchanged(approval)
    by = approval.opened_by.username
    reason = f"joint approval {approval.pk}: {approval.needed} of {approval.parties.count()}"
    for one in approval.content["matters"]:
        matter = Matter.objects.get(key=one["matter"])
        try:
            record_for_body(
                actor=approval.opened_by,
                matter=matter,
                changes=_changes(one),
                day=timezone.localdate(),
                reason=reason,
                asked_by=by,
            )
        except GovernanceError as error:
            raise ApprovalError(f"{matter.title}: {error}") from error
    _note(actor, "adopt_list", approval)


@as_the_system()
def returned(approval: Any, actor: Any) -> None:
    """Nothing changes; the body can complete the list and ask again."""
    _note(actor, "list_not_adopted", approval)


@as_the_system()
def asked_again(approval: Any, actor: Any) -> None:
    """Let the list wait once more, if its matters are still what members will read."""
    _unchanged(approval)
    session = Session.objects.get(pk=approval.content["session"])
    session.approval = approval.pk
    session.save(update_fields=["approval"])
    _note(actor, "ask_members", approval)


def _unchanged(approval: Any) -> None:
    for one in approval.content["matters"]:
        matter = Matter.objects.select_for_update().get(key=one["matter"])
        if matter.version != one["version"]:
            raise ApprovalError(
                say(
                    "“{title}”在送审后有新的记录，不能按旧清单通过；请撤回后重新送审。",
                    "{title} was changed after the list was sent; withdraw the request and send a new one.",
                    title=matter.title,
                )
            )


def _changes(one: Any) -> list[Change]:
    """The changes as events hold them; read through the same door as everything that was ever stored."""
    head = {"matter": "x", "day": "2000-01-01", "actor": "x", "role": "secretariat", "member": "x"}
    found = []
    for change in one["changes"]:
        event, problems = event_from_dict({**head, **change})
        if event is None:
            raise ApprovalError(problems[0].message)
        found.append(event.change)
    return found


def _note(actor: Any, verb: str, approval: Any) -> None:
    note(
        actor=actor,
        action=f"governance.{verb}",
        thing=approval.thing,
        place=approval.place,
        after={"approval": approval.pk, "state": approval.state, "matters": len(approval.content["matters"])},
    )
