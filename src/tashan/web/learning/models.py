"""Tables of visits that people give, practices that they enter and review, and models fitted in the background."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tashan.web.pages.words import later

PERSON = settings.AUTH_USER_MODEL


class VisitTable(models.Model):
    """
    A table of visits beside those of the archive.

    Attributes:
        place: whose it is; permissions are asked for this place.
        source: where it comes from.
        rows: the events, one a visitor and host; what could not be used stands in `problems`.
        public: whether everybody may read it.
    """

    name = models.CharField(max_length=160)
    place = models.CharField(max_length=80, db_index=True)
    source = models.CharField(max_length=400)
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    visits = models.PositiveIntegerField(default=0)
    public = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-uploaded_at", "-id")

    def __str__(self) -> str:
        return self.name

    @property
    def places(self) -> tuple[str, ...]:
        """Whose it is."""
        return (self.place,)


class PracticeEntry(models.Model):
    """
    A practice that a person entered; it stands in the public library once another person has accepted it.

    Attributes:
        key: its stable address.
        place: for which place it was entered; permissions are asked for it.
        body: names, problem, mechanism, places (codes), concepts, themes, conditions, results, proofs, completion,
            adopters (codes), grade.
        version: rises with every change; who edits an older one is told.
    """

    class State(models.TextChoices):
        """How far the entry is."""

        WAITING = "waiting", later("待审", "waiting for review")
        ACCEPTED = "accepted", later("已审", "reviewed")
        REJECTED = "rejected", later("退回", "sent back")

    key = models.SlugField(max_length=60, unique=True)
    place = models.CharField(max_length=80, db_index=True)
    body = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        """By key; nobody reviews what they entered themselves."""

        ordering = ("key",)
        constraints = (
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("entered_by")), name="practice_reviewed_by_another"
            ),
        )

    def __str__(self) -> str:
        return str(self.body.get("chinese") or self.key)

    @property
    def places(self) -> tuple[str, ...]:
        """Whose it is."""
        return (self.place,)


class ModelRun(models.Model):
    """
    Models of who visits whom, fitted in the background and kept, so that one address always shows the same numbers.

    Attributes:
        key: its stable address.
        place: for which place it was started; permissions are asked for it.
        table: the table of visits; none for the archive's.
        question: what was asked, with the source as it stood.
        visits: the network as it stood: regions (code, name, level) and ties (row, column, visits).
        model, permutations: as chosen.
        parts: what each part came to, see `tashan.web.learning.fitting`.
        finished_at: when the last part was there.
    """

    key = models.SlugField(max_length=20, unique=True)
    place = models.CharField(max_length=80, db_index=True)
    table = models.ForeignKey(VisitTable, null=True, blank=True, on_delete=models.PROTECT, related_name="runs")
    question: Any = models.JSONField(default=dict)
    visits: Any = models.JSONField(default=dict)
    model = models.CharField(max_length=10)
    permutations = models.PositiveIntegerField()
    parts: Any = models.JSONField(default=dict)
    job = models.ForeignKey("jobs.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    started_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-started_at", "-id")

    def __str__(self) -> str:
        return self.key

    @property
    def places(self) -> tuple[str, ...]:
        """For whom it was started."""
        return (self.place,)
