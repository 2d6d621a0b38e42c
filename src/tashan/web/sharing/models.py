"""
Contracts, their bases, the statements issued, and objections to them.

Texts are kept as the parties approved them: a contract and a base are files in the form of docs/sharing.md, and a
statement carries both, so that it can be computed again from itself alone.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from tashan.web.pages.words import later

PERSON = settings.AUTH_USER_MODEL


class Contract(models.Model):
    """
    A contract to share, between regions that are equal.

    Attributes:
        name: by which its file calls it; one in the installation.
        text: the file.
        party_places: key of a party in the file → region (code) or body.
        approval: the number of the approval that all parties were asked for; null for a draft.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", later("草拟", "draft")
        PROPOSED = "proposed", later("待各方同意", "waiting for all parties")
        IN_FORCE = "in_force", later("生效", "in force")

    name = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    party_places: Any = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    approval = models.BigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-made_at", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def places(self) -> tuple[str, ...]:
        """The places of its parties: permissions are asked for any of them."""
        return tuple(self.party_places.values())


class Base(models.Model):
    """What is shared in one period, as its file says; it counts once every party has confirmed it."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", later("草拟", "draft")
        PROPOSED = "proposed", later("待各方确认", "waiting for all parties")
        CONFIRMED = "confirmed", later("各方已确认", "confirmed by all")

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="bases")
    name = models.CharField(max_length=80)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    confirmed: Any = models.JSONField(default=dict)
    corrects = models.CharField(max_length=80, blank=True)
    approval = models.BigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """In the order in which they came; a name once a contract."""

        ordering = ("made_at", "id")
        constraints = (models.UniqueConstraint(fields=("contract", "name"), name="base_once_a_contract"),)

    def __str__(self) -> str:
        return self.name

    @property
    def places(self) -> tuple[str, ...]:
        """As its contract's."""
        return self.contract.places


class Statement(models.Model):
    """A statement as it was issued; triggers of the database refuse to change or delete it."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="statements")
    base = models.OneToOneField(Base, on_delete=models.PROTECT, related_name="statement")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=32, unique=True)
    content: Any = models.JSONField()
    issued = models.DateField()
    issued_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Oldest first; numbers without a gap."""

        ordering = ("contract_id", "number")
        constraints = (models.UniqueConstraint(fields=("contract", "number"), name="statement_number_once"),)

    def __str__(self) -> str:
        return f"{self.contract.name} {self.number}"

    @property
    def places(self) -> tuple[str, ...]:
        """As its contract's."""
        return self.contract.places


class Objection(models.Model):
    """A party objects to a statement; the reply says what follows."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="objections")
    party = models.CharField(max_length=60)
    claims = models.TextField(max_length=4000)
    day = models.DateField()
    last_day = models.DateField()
    raised_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, blank=True)
    reason = models.TextField(max_length=4000, blank=True)
    base = models.ForeignKey(Base, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("day", "id")

    def __str__(self) -> str:
        return f"{self.statement} {self.party}"

    @property
    def places(self) -> tuple[str, ...]:
        """As its contract's."""
        return self.statement.places
