"""The tables of the chain. Triggers refuse to change or delete an event; see the migrations."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from tashan.web.audit.chain import SEALED, canonical
from tashan.web.audit.differences import Difference, differences

VERIFIED = "verified here: "
"""How the words begin of a signature that the site itself has checked."""


class Event(models.Model):
    """
    One change, written in the same transaction as the change itself.

    Attributes:
        number: 1, 2, 3 … without a gap.
        at: when it was written, ISO 8601 in UTC with microseconds.
        actor: the username; `system` where no person acted.
        place: the region (code) or body (`body:ID`) for which it was done; empty where it concerns none.
        action: `room.verb_noun`.
        thing: `room.kind:ID` of what was changed.
        before, after: the fields that changed, as JSON.
        why: the reason that the person gave.
        previous, hash: the chain.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=150, db_index=True)
    place = models.CharField(max_length=80, blank=True, db_index=True)
    action = models.CharField(max_length=80)
    thing = models.CharField(max_length=120, db_index=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField(blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """In the order in which they happened."""

        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.thing}"

    @property
    def was(self) -> str:
        """The fields as they were, as JSON; empty where there were none."""
        return "" if self.before is None else canonical(self.before)

    @property
    def became(self) -> str:
        """The fields as they are now, as JSON; empty where there are none."""
        return "" if self.after is None else canonical(self.after)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What changed, field by field, in the reader's language."""
        return differences(self.thing.partition(":")[0], self.before, self.after)

    def sealed(self) -> dict[str, Any]:
        """The event as the chain sees it, with its hash."""
        return {name: getattr(self, name) for name in (*SEALED, "hash")}


class CounterSignature(models.Model):
    """
    Another region's signature under a head of this chain.

    The signature itself is made elsewhere, by that region's own means; kept here are its bytes, the certificate and
    what checking it gave.
    """

    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    place = models.CharField(max_length=80)
    signer = models.CharField(max_length=200)
    signature = models.TextField()
    certificate = models.TextField(blank=True)
    verification = models.TextField(blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One signature of a region under a head."""

        constraints = (models.UniqueConstraint(fields=("number", "place"), name="one_signature_a_region_and_head"),)

    def __str__(self) -> str:
        return f"{self.number} {self.place}"

    @property
    def is_verified(self) -> bool:
        """Whether the site itself has checked it."""
        return self.verification.startswith(VERIFIED)

    @property
    def words(self) -> str:
        """How it was checked, without the mark."""
        return self.verification.removeprefix(VERIFIED)
