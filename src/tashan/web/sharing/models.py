"""
Contracts, their bases, the statements issued, and objections to them; funds; what is kept on moving industry.

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
    """
    A statement as it was issued; triggers of the database refuse to change or delete it.

    Attributes:
        objection_days: working days within which a party may object, as contract or site said when it was issued.
        last_day: the last of them.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="statements")
    base = models.OneToOneField(Base, on_delete=models.PROTECT, related_name="statement")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=32, unique=True)
    content: Any = models.JSONField()
    issued = models.DateField()
    objection_days = models.PositiveSmallIntegerField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
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


class Fund(models.Model):
    """
    A guidance or industry fund; everything else about it follows from its entries.

    Attributes:
        keeper: the place whose finance officers keep its register.
        members: the places that committed to it.
    """

    name = models.CharField(max_length=200, unique=True)
    keeper = models.CharField(max_length=60)
    members: Any = models.JSONField(default=list)
    note = models.TextField(max_length=4000, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def places(self) -> tuple[str, ...]:
        """Of its keeper and its members: permissions are asked for any of them."""
        return (self.keeper, *self.members)


class FundEntry(models.Model):
    """
    One entry of a fund's register; triggers of the database refuse to change or delete it.

    Attributes:
        number: from 1, without a gap; payments and corrections name it.
        amount: fen; below 0 only to correct an earlier entry.
        member: of a commitment or payment: a place.
        call: of a payment: the number of its call.
        region: of a use: where the money went.
        due: of a call: the last day for paying it.
        corrects: the number of the entry it corrects.
    """

    class Kind(models.TextChoices):
        """What it can be."""

        COMMITMENT = "commitment", later("认缴", "commitment")
        CALL = "call", later("催缴", "call")
        PAYMENT = "payment", later("实缴", "payment")
        USE = "use", later("使用", "use")
        RETURN = "return", later("收回", "return")
        DISTRIBUTION = "distribution", later("分配", "distribution")

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    day = models.DateField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    amount = models.BigIntegerField()
    member = models.CharField(max_length=60, blank=True)
    call = models.PositiveIntegerField(null=True, blank=True)
    region = models.CharField(max_length=60, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True, blank=True)
    corrects = models.PositiveIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """In the order in which they were entered."""

        ordering = ("fund_id", "number")
        constraints = (models.UniqueConstraint(fields=("fund", "number"), name="fund_entry_number_once"),)

    def __str__(self) -> str:
        return f"{self.fund} {self.number}"


class Kept(models.Model):
    """
    One version of what a place keeps on moving industry; triggers of the database refuse to change or delete it.

    A change is a new version, the old ones stay.

    Attributes:
        key: the same through all versions; one for each kind.
        text: the file, in the form of docs/sharing.md; a platform is a register of one.
        why: what changed, from version 2 on.
    """

    class Kind(models.TextChoices):
        """What is kept."""

        LIST = "list", later("产业目录", "list of industries")
        PLATFORM = "platform", later("承接平台", "receiving platform")
        ROUND = "round", later("对接", "matching round")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    place = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    text = models.TextField()
    why = models.CharField(max_length=400, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """By title, the newest version first."""

        ordering = ("kind", "title", "key", "-version")
        constraints = (models.UniqueConstraint(fields=("kind", "key", "version"), name="kept_version_once"),)

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @property
    def places(self) -> tuple[str, ...]:
        """The place that keeps it."""
        return (self.place,)
