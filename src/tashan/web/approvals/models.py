"""What several equal governments are asked to approve, who they are, and how each voted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tashan.web.pages.places import place_name
from tashan.web.pages.words import later, spoken

PERSON = settings.AUTH_USER_MODEL


class Approval(models.Model):
    """
    A request that equal parties approve something.

    Attributes:
        kind: `room.verb_noun`, as registered in `kinds.py`; says what happens when it is approved.
        thing: `room.kind:ID` of what it is about.
        title, title_en: what it is about, in words.
        effect, effect_en: what happens when it is approved, in a sentence.
        rule, rule_en: the rule under which it is decided, with article and date.
        facts: what is agreed, to be read before voting: a list of {"zh", "en", "value"}.
        content: exactly what will be applied; the parties vote on this and on nothing that changes later.
        address: the page of the thing.
        place: the body (`body:ID`) or region on whose behalf it was opened.
        party_places: the places of its parties with spaces around and between them, for the second wall.
        needed: how many parties have to approve.
        round: 1, and one more each time it is opened again; the votes of earlier rounds stay.
    """

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", later("表决中", "open")
        APPROVED = "approved", later("已通过", "approved")
        RETURNED = "returned", later("已退回", "returned")
        REJECTED = "rejected", later("未通过", "rejected")
        WITHDRAWN = "withdrawn", later("已撤回", "withdrawn")

    kind = models.CharField(max_length=60, db_index=True)
    thing = models.CharField(max_length=120, db_index=True)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    effect = models.CharField(max_length=500)
    effect_en = models.CharField(max_length=500, blank=True)
    rule = models.CharField(max_length=300)
    rule_en = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=list)
    content: Any = models.JSONField(null=True)
    address = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=80, blank=True)
    party_places = models.TextField(blank=True)
    needed = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN, db_index=True)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first; one open request for a thing and kind; a decided one says when."""

        ordering = ("-opened_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "thing"), condition=Q(state="open"), name="one_open_approval_a_thing"
            ),
            models.CheckConstraint(condition=Q(needed__gte=1), name="approval_needs_somebody"),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="decided_approvals_say_when",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"

    @property
    def places(self) -> tuple[str, ...]:
        """Who may know of it: its parties, and the body that asked."""
        own = (self.place,) if self.place else ()
        return (*own, *(party.place for party in self.parties.all()))

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return spoken(self.title, self.title_en or self.title)

    @property
    def what_happens(self) -> str:
        """What happens when it is approved, in the reader's language."""
        return spoken(self.effect, self.effect_en or self.effect)

    @property
    def under(self) -> str:
        """The rule in the reader's language."""
        return spoken(self.rule, self.rule_en or self.rule)

    @property
    def agreed(self) -> list[tuple[str, str]]:
        """What is agreed, as name and value, in the reader's language."""
        return [
            (spoken(fact.get("zh", ""), fact.get("en") or fact.get("zh", "")), str(fact.get("value", "")))
            for fact in self.facts
        ]


class Party(models.Model):
    """One of the equal parties of a request: a region (code) or a body (`body:ID`)."""

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="parties")
    place = models.CharField(max_length=80, db_index=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        """In the order in which the request names them; each once."""

        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("approval", "place"), name="party_once_an_approval"),)

    def __str__(self) -> str:
        return self.place

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return place_name(self.place)


class Vote(models.Model):
    """
    The word of one party in one round, by one person.

    The database itself keeps a second vote of a party or a person, and the vote of who opened the round, out.
    """

    class Verdict(models.TextChoices):
        """What the party says."""

        APPROVE = "approve", later("同意", "approve")
        RETURN = "return", later("退回", "return")
        REJECT = "reject", later("反对", "reject")

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="votes")
    round = models.PositiveSmallIntegerField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opener = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.TextField(blank=True, max_length=2000)
    at = models.DateTimeField()

    class Meta:
        """One vote a party and a person in a round; four eyes; who does not approve says why."""

        ordering = ("round", "at", "id")
        constraints = (
            models.UniqueConstraint(fields=("party", "round"), name="one_vote_a_party"),
            models.UniqueConstraint(fields=("approval", "round", "person"), name="one_vote_a_person"),
            models.CheckConstraint(condition=~Q(person=F("opener")), name="four_eyes"),
            models.CheckConstraint(condition=Q(verdict="approve") | ~Q(reason=""), name="refusals_give_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.party_id}: {self.verdict}"
