"""What waits for whose vote, and how a request stands; for pages and the API alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from tashan.web.accounts.queries import places_held
from tashan.web.approvals import kinds
from tashan.web.approvals.models import Approval, Party, Vote
from tashan.web.approvals.tally import still_needed
from tashan.web.notices.work import Item
from tashan.web.pages.places import covers, within
from tashan.web.pages.words import say, spoken


@dataclass(frozen=True, slots=True)
class Seat:
    """A party with its vote in the present round; `mine` where the person who looks may vote for it now."""

    party: Party
    vote: Vote | None
    mine: bool


def visible_to(person: Any) -> QuerySet[Approval]:
    """The requests that concern a place for which the person holds any role, newest first."""
    return Approval.objects.prefetch_related("parties", "votes").filter(_of_places(places_held(person)))


def waiting_for(person: Any) -> list[Approval]:
    """The open requests that the person can vote on now, by due date; those without one last."""
    places = places_held(person, "approver")
    if not places:
        return []
    found = (
        Approval.objects.filter(_of_places(places), state="open")
        .exclude(opened_by=person)
        .prefetch_related("parties", "votes")
        .order_by("due", "opened_at")
    )
    waiting = [approval for approval in found if votable(approval, person)]
    return sorted(waiting, key=lambda approval: (approval.due is None, str(approval.due), approval.opened_at))


def votable(approval: Approval, person: Any) -> list[Party]:
    """The parties for which the person can vote now."""
    if approval.state != "open" or approval.opened_by_id == person.pk:
        return []
    places = places_held(person, "approver")
    votes = [vote for vote in approval.votes.all() if vote.round == approval.round]
    if any(vote.person_id == person.pk for vote in votes):
        return []
    voted = {vote.party_id for vote in votes}
    return [
        party
        for party in approval.parties.all()
        if party.pk not in voted and any(covers(place, party.place) for place in places)
    ]


def seats(approval: Approval, person: Any) -> list[Seat]:
    """All parties in their order, each with its vote of the present round."""
    mine = {party.pk for party in votable(approval, person)}
    votes = {vote.party_id: vote for vote in approval.votes.select_related("person").filter(round=approval.round)}
    return [Seat(party, votes.get(party.pk), party.pk in mine) for party in approval.parties.all()]


def still_to_approve(approval: Approval) -> int:
    """How many more parties have to approve."""
    verdicts = [vote.verdict for vote in approval.votes.all() if vote.round == approval.round]
    return still_needed(verdicts, needed=approval.needed)


def kind_name(approval: Approval) -> str:
    """The kind of a request in the reader's language."""
    kind = kinds.find(approval.kind)
    return spoken(kind.zh, kind.en) if kind else approval.kind


def work_for(person: Any) -> Iterator[Item]:
    """The votes that wait for a person, and requests of the person's own that were sent back."""
    for approval in waiting_for(person):
        party = votable(approval, person)[0]
        yield Item(
            title=approval.name,
            due=approval.due,
            address=reverse("approval", args=[approval.pk]),
            action=say("表决", "Vote"),
            detail=say("请代表{who}表决：{what}", "Vote for {who}: {what}", who=party.name, what=approval.what_happens),
            key=f"approvals.approval:{approval.pk}:{party.place}",
            place=party.place,
        )
    for approval in Approval.objects.filter(opened_by=person, state="returned"):
        yield Item(
            title=approval.name,
            due=None,
            address=reverse("approval", args=[approval.pk]),
            action=say("补充", "Complete"),
            detail=say("被退回，补充后可重新提交。", "It was returned; complete it and open it again."),
            key=f"approvals.approval:{approval.pk}:returned",
            place=approval.place,
        )


def _of_places(places: Iterable[str]) -> Q:
    places = tuple(places)
    parties = Party.objects.filter(within("place", places)).order_by().values("approval_id")
    return within("place", places) | Q(pk__in=parties)
