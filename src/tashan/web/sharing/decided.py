"""What happens once all parties have said yes to a contract or to the figures of a period, or one of them no."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tashan.web.approvals.kinds import Kind
from tashan.web.approvals.kinds import register as register_kind
from tashan.web.approvals.services import ApprovalError
from tashan.web.audit.services import note
from tashan.web.pages.words import say
from tashan.web.sharing.models import Base, Contract


def register() -> None:
    """Make the two kinds of request known to approvals."""
    register_kind(
        Kind("sharing.contract", "分享协议", "contract to share", contract_approved, contract_closed, contract_reopened)
    )
    register_kind(Kind("sharing.base", "基数确认", "figures to confirm", base_confirmed, base_closed, base_reopened))


def contract_approved(approval: Any, actor: Any) -> None:
    """Put the contract in force, with the text that the parties read."""
    contract = _unchanged(Contract, approval)
    contract.state, contract.in_force_at = Contract.State.IN_FORCE, timezone.now()
    contract.save(update_fields=["state", "in_force_at"])
    _note(actor, "contract_in_force", contract, {"approval": approval.pk})


def contract_closed(approval: Any, actor: Any) -> None:
    """Make it a draft again, to be changed."""
    contract = _thing(Contract, approval)
    contract.state = Contract.State.DRAFT
    contract.save(update_fields=["state"])
    _note(actor, "contract_draft_again", contract, {"approval": approval.pk, "because": approval.state})


def contract_reopened(approval: Any, actor: Any) -> None:
    """Let it wait for the parties once more, if its text is still what they will read."""
    contract = _unchanged(Contract, approval)
    contract.state, contract.approval = Contract.State.PROPOSED, approval.pk
    contract.save(update_fields=["state", "approval"])
    _note(actor, "propose_contract", contract, {"approval": approval.pk, "round": approval.round})


def base_confirmed(approval: Any, actor: Any) -> None:
    """Write down the day on which each party confirmed the figures."""
    base = _unchanged(Base, approval)
    days = {
        vote.party.place: timezone.localtime(vote.at).date().isoformat()
        for vote in approval.votes.filter(round=approval.round, verdict="approve").select_related("party")
    }
    base.confirmed = {party: days[place] for party, place in base.contract.party_places.items()}
    base.state = Base.State.CONFIRMED
    base.save(update_fields=["state", "confirmed"])
    _note(actor, "base_confirmed", base.contract, {"base": base.name, "confirmed": base.confirmed})


def base_closed(approval: Any, actor: Any) -> None:
    """Make the figures a draft again."""
    base = _thing(Base, approval)
    base.state = Base.State.DRAFT
    base.save(update_fields=["state"])
    _note(actor, "base_draft_again", base.contract, {"base": base.name, "because": approval.state})


def base_reopened(approval: Any, actor: Any) -> None:
    """Let the figures wait for the parties once more, if they are still what they will read."""
    base = _unchanged(Base, approval)
    base.state, base.approval = Base.State.PROPOSED, approval.pk
    base.save(update_fields=["state", "approval"])
    _note(actor, "propose_base", base.contract, {"base": base.name, "approval": approval.pk})


def _thing(model: Any, approval: Any) -> Any:
    return model.objects.select_for_update().get(pk=int(approval.thing.rpartition(":")[2]))


def _unchanged(model: Any, approval: Any) -> Any:
    thing = _thing(model, approval)
    if thing.text != approval.content["text"]:
        raise ApprovalError(
            say(
                "文本在送审后改动过，不能按旧文本通过；请重新送审。",
                "The text was changed after it was sent; send the new one to the parties.",
            )
        )
    return thing


def _note(actor: Any, verb: str, contract: Contract, after: dict[str, Any]) -> None:
    note(
        actor=actor,
        action=f"sharing.{verb}",
        thing=f"sharing.contract:{contract.pk}",
        place=contract.places[0],
        after=after,
    )
