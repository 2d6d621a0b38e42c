"""Whom a request concerns is told: the approvers when it opens, who asked and who voted when it is decided."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from tashan.web.accounts.models import Person
from tashan.web.accounts.queries import holders
from tashan.web.approvals.models import Approval
from tashan.web.notices import kinds
from tashan.web.notices.services import do_notify


def register_kinds() -> None:
    """The notices of this room."""
    kinds.register(
        kinds.Kind(
            "approvals.opened", "请求表决", "vote asked for",
            "“{title}”待{party}表决：{effect}。", "“{title}” waits for the vote of {party}: {effect}.",
        )
    )  # fmt: skip
    for state, zh, en in (
        ("approved", "已通过并生效", "is approved and in force"),
        ("returned", "被退回", "was returned"),
        ("rejected", "未通过", "was rejected"),
        ("withdrawn", "已撤回", "was withdrawn"),
    ):
        kinds.register(kinds.Kind(f"approvals.{state}", zh, en, f"“{{title}}”{zh}。", f"“{{title}}” {en}."))


def tell_approvers(approval: Approval) -> None:
    """Ask the approvers of every party to vote."""
    day = timezone.localdate()
    for party in approval.parties.all():
        do_notify(
            kind="approvals.opened",
            people=[person for person in holders(["approver"], party.place, day) if person.pk != approval.opened_by_id],
            values={
                **_title(approval),
                "party": {"place": party.place},
                "effect": {
                    "zh": approval.effect.rstrip("。"),
                    "en": (approval.effect_en or approval.effect).rstrip("."),
                },
            },
            key=f"approvals.approval:{approval.pk}/{approval.round}",
            **_where(approval),
        )


def tell_result(approval: Approval, actor: Any) -> None:
    """Tell who asked and who voted what came of it; not the one who just decided it."""
    voted = approval.votes.filter(round=approval.round).values("person")
    people = Person.objects.filter(pk__in=[approval.opened_by_id]) | Person.objects.filter(pk__in=voted)
    do_notify(
        kind=f"approvals.{approval.state}",
        people=people.exclude(pk=actor.pk).distinct(),
        values=_title(approval),
        **_where(approval),
    )


def _title(approval: Approval) -> dict[str, Any]:
    return {"title": {"zh": approval.title, "en": approval.title_en or approval.title}}


def _where(approval: Approval) -> dict[str, Any]:
    return {"address": reverse("approval", args=[approval.pk]), "thing": f"approvals.approval:{approval.pk}"}
