"""Tables of figures with their source and release, indices declared by people, and goals with baselines."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tashan.web.pages.words import later

PERSON = settings.AUTH_USER_MODEL


class DataSet(models.Model):
    """
    A table that somebody gave for a place: figures of regions by year, or hours of travel between them.

    Attributes:
        place: whose it is; permissions are asked for this place.
        source: where the figures come from, word for word under every result.
        vintage: which release they are.
        frame: the placed values as Parquet; for hours the pairs as JSON in `counts`.
        attributes: texts that belong to regions, by name (macro region).
        aside: what could not be placed, each with its row and the reason.
        findings: what the panel doctor says.
        counts: regions, years, indicators, values, with their lists.
        public: whether everybody may read it.
        withdrawn_at: when it was taken out of use; it stays on record.
    """

    class Kind(models.TextChoices):
        """What the table holds."""

        PANEL = "panel", later("指标数据", "figures")
        HOURS = "hours", later("旅行时间", "hours of travel")

    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PANEL)
    name = models.CharField(max_length=160)
    place = models.CharField(max_length=80, db_index=True)
    source = models.CharField(max_length=400)
    vintage = models.CharField(max_length=160, blank=True)
    file_name = models.CharField(max_length=200)
    frame = models.BinaryField(default=bytes)
    attributes = models.JSONField(default=dict)
    aside = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    public = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-uploaded_at", "-id")
        indexes = (models.Index(fields=("kind", "public")),)

    def __str__(self) -> str:
        return self.name

    @property
    def places(self) -> tuple[str, ...]:
        """Whose it is."""
        return (self.place,)

    @property
    def title(self) -> str:
        """Its name with the release."""
        return f"{self.name}（{self.vintage}）" if self.vintage else self.name


class IndexDefinition(models.Model):
    """A composite index as a file declares it; the text is kept word for word, and every version is in the chain."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    place = models.CharField(max_length=80, db_index=True)
    text = models.TextField()
    public = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def places(self) -> tuple[str, ...]:
        """Whose it is."""
        return (self.place,)


class Target(models.Model):
    """A goal of a region: from a baseline in one year to a target in another, set by a document."""

    place = models.CharField(max_length=80, db_index=True)
    region = models.CharField(max_length=120)
    data = models.ForeignKey(DataSet, on_delete=models.PROTECT, related_name="targets")
    indicator = models.CharField(max_length=160)
    baseline = models.FloatField()
    baseline_year = models.PositiveSmallIntegerField()
    target = models.FloatField()
    target_year = models.PositiveSmallIntegerField()
    document = models.CharField(max_length=300)
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A target differs from its baseline and lies after it; one a region, indicator and year."""

        ordering = ("region", "indicator", "target_year")
        constraints = (
            models.CheckConstraint(condition=~Q(target=F("baseline")), name="target_differs_from_baseline"),
            models.CheckConstraint(condition=Q(target_year__gt=F("baseline_year")), name="target_after_baseline"),
        )

    def __str__(self) -> str:
        return f"{self.region} {self.indicator} {self.target_year}"

    @property
    def places(self) -> tuple[str, ...]:
        """Whose it is."""
        return (self.place,)

    def values(self) -> dict[str, Any]:
        """The goal as the chain of changes keeps it; numbers as text, exactly."""
        return {
            "region": self.region,
            "indicator": self.indicator,
            "baseline": repr(self.baseline),
            "baseline_year": self.baseline_year,
            "target": repr(self.target),
            "target_year": self.target_year,
            "document": self.document,
        }
