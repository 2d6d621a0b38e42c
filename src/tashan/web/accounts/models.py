"""People, the organisations they work for, and the roles they hold for a region or a body."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from tashan.web.pages.places import place_name
from tashan.web.pages.words import later, spoken


class Organisation(models.Model):
    """A government, a bureau, a joint office or an institute, with the region or body that it belongs to."""

    class Kind(models.TextChoices):
        """What it is."""

        GOVERNMENT = "government", later("政府", "government")
        BUREAU = "bureau", later("部门", "bureau")
        JOINT_OFFICE = "joint_office", later("联合办公室", "joint office")
        INSTITUTE = "institute", later("研究机构", "institute")

    name = models.CharField(max_length=120, unique=True)
    name_en = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    place = models.CharField(max_length=80, help_text="GB/T 2260 code, or body:ID")

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What it is called, in the reader's language."""
        return spoken(self.name, self.name_en or self.name)


class Person(AbstractUser):
    """Somebody with an account; what they may do follows from their roles alone."""

    display_name = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    password_temporary = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def place(self) -> str:
        """The region or body of the person's organisation; empty without one."""
        return self.organisation.place if self.organisation else ""

    def grants_on(self, day: Any) -> tuple[Grant, ...]:
        """The roles that the person holds on a day; read once a request."""
        held: dict[Any, tuple[Grant, ...]] = self.__dict__.setdefault("_grants", {})
        if day not in held:
            held[day] = tuple(
                self.grants.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day, withdrawn_at=None)
            )
        return held[day]


class Grant(models.Model):
    """
    A role of a person for a region or body, for a time.

    A role for a province holds for the cities and counties in it; a role for `*` holds everywhere.
    """

    class Role(models.TextChoices):
        """What people do; one person may hold several roles."""

        READER = "reader", later("读者", "reader")
        ANALYST = "analyst", later("分析员", "analyst")
        OFFICER = "officer", later("经办人", "officer")
        APPROVER = "approver", later("审批人", "approver")
        FINANCE = "finance", later("财务", "finance")
        ADMINISTRATOR = "administrator", later("管理员", "administrator")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    place = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        """A role that ends does not end before it begins."""

        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="grant_ends_after_it_begins"
            ),
        )
        indexes = (models.Index(fields=("person", "role")),)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role} @ {self.place}"

    @property
    def place_name(self) -> str:
        """Where it holds, in the reader's language."""
        return place_name(self.place)


class Token(models.Model):
    """
    A key with which a program acts as a person, until a day; kept as a hash.

    Attributes:
        start: the first characters, by which the person tells one from another.
        scope: `read`, or `write` to change things too; never more than the person's roles allow.
    """

    class Scope(models.TextChoices):
        """What a program may do with it."""

        READ = "read", later("只读", "read")
        WRITE = "write", later("读写", "read and write")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=16)
    scope = models.CharField(max_length=5, choices=Scope.choices)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"{self.start}… {self.name}"

    def holds_on(self, day: Any) -> bool:
        """Whether it opens anything on a day; the last day counts."""
        return self.revoked_at is None and day <= self.expires_on
