"""Who was told what, and how each person wants to be told."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q

from tashan.web.notices import kinds
from tashan.web.pages.words import later

PERSON = settings.AUTH_USER_MODEL


class Notice(models.Model):
    """
    Something one person is told.

    Attributes:
        kind: a registered kind; with `values` it gives the text in the reader's language.
        address: the page on which something can be done about it.
        key: what keeps it from being said twice; empty where that may happen.
        level: 0 for news; 1, 2, 3 as the thing grows late.
    """

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    address = models.CharField(max_length=300, blank=True)
    thing = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=200, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first; what has a key is said once."""

        ordering = ("-at", "-id")
        constraints = (models.UniqueConstraint(fields=("person", "key"), condition=~Q(key=""), name="said_once"),)
        indexes = (models.Index(fields=("person", "read_at")), models.Index(fields=("person", "mailed_at")))

    def __str__(self) -> str:
        return f"{self.kind} → {self.person_id}"

    @property
    def text(self) -> str:
        """What it says, in the reader's language."""
        return kinds.text(self.kind, self.values)

    @property
    def light(self) -> str:
        """The colour of its light: red when a thing is late."""
        return ("", "yellow", "red", "red")[min(self.level, 3)]


class Preference(models.Model):
    """How one person wants to be told; without a row the defaults hold."""

    class Mail(models.TextChoices):
        """How often mail comes."""

        NEVER = "never", later("不发邮件", "no mail")
        EACH = "each", later("随时", "as it happens")
        DAILY = "daily", later("每日汇总", "daily digest")
        WEEKLY = "weekly", later("每周汇总", "weekly digest")

    class Weekday(models.IntegerChoices):
        """The day of the weekly digest; Monday is 0."""

        MONDAY = 0, later("周一", "Monday")
        TUESDAY = 1, later("周二", "Tuesday")
        WEDNESDAY = 2, later("周三", "Wednesday")
        THURSDAY = 3, later("周四", "Thursday")
        FRIDAY = 4, later("周五", "Friday")
        SATURDAY = 5, later("周六", "Saturday")
        SUNDAY = 6, later("周日", "Sunday")

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="notice_preference")
    mail = models.CharField(max_length=6, choices=Mail.choices, default=Mail.DAILY)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="zh-hans")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, default=Weekday.MONDAY)
    digest_at = models.TimeField(default=time(8))
    quiet_from = models.TimeField(default=time(22))
    quiet_to = models.TimeField(default=time(7))
    digest_sent_at = models.DateTimeField(null=True, blank=True)
    calendar_hash = models.CharField(max_length=64, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.mail}"
