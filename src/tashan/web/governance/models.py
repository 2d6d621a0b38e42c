"""
Bodies, sessions, agreements, plans, and matters with their history.

A matter is its events (`MatterEvent`, written once); the columns of `Matter` are what the events fold to, kept so that
boards are quick. `manage check_governance` folds all of them again and compares. Mechanisms and plans are files in the
form of docs/governance.md and docs/matters.md.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tashan.records.codes import Completion, EvidenceGrade, SideState, Stage
from tashan.web.pages.words import later, spoken

PERSON = settings.AUTH_USER_MODEL


class Visibility(models.TextChoices):
    """Who may see it."""

    MEMBERS = "members", later("成员可见", "members")
    PUBLIC = "public", later("公开", "public")


class Mechanism(models.Model):
    """Bodies that work together, with their sessions and rosters, as one file describes them."""

    key = models.CharField(max_length=60, unique=True)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        """By key."""

        ordering = ("key",)

    def __str__(self) -> str:
        return self.key

    @property
    def places(self) -> tuple[str, ...]:
        """Its bodies: who acts for one of them may change the file."""
        return tuple(body.place for body in self.bodies.all())


class Body(models.Model):
    """
    A body of a mechanism, as far as lists and permissions need it; all else stands in the file.

    Attributes:
        place: `body:mechanism.key`, by which roles and events name it.
        members: codes of the regions that are members today.
        reports_to: the place of the body above it.
    """

    mechanism = models.ForeignKey(Mechanism, on_delete=models.PROTECT, related_name="bodies")
    key = models.CharField(max_length=60)
    place = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=12)
    reports_to = models.CharField(max_length=80, blank=True)
    members: Any = models.JSONField(default=list)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC)

    class Meta:
        """By mechanism, as they stand in the file."""

        ordering = ("mechanism_id", "id")
        constraints = (models.UniqueConstraint(fields=("mechanism", "key"), name="body_once_a_mechanism"),)

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """What it is called, in the reader's language."""
        return spoken(self.title, self.title_en or self.title)

    @property
    def slug(self) -> str:
        """Its place as addresses of pages have it."""
        return self.place.removeprefix("body:")

    @property
    def places(self) -> tuple[str, ...]:
        """Itself and its members."""
        return (self.place, *self.members)


class Session(models.Model):
    """
    A session that is prepared and recorded here; earlier ones stand in the mechanism's file.

    Attributes:
        announced: the days it was announced for, each with the day that was said: [{"for", "said"}].
        agenda: [{"title", "part", "presenter", "matter"}].
        attendance: [{"who", "rank"}], who by code or name.
        papers: [{"title", "status"}].
        decisions: [{"kind", "text", "who"}].
        adopted: ids of the matters it put on the list that members are asked to adopt.
        approval: number of the joint approval of that list.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PREPARING = "preparing", later("筹备", "being prepared")
        HELD = "held", later("已召开", "held")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveIntegerField()
    announced: Any = models.JSONField(default=list)
    held = models.DateField(null=True, blank=True)
    form = models.CharField(max_length=12, blank=True)
    host = models.CharField(max_length=80, blank=True)
    where = models.CharField(max_length=120, blank=True)
    agenda: Any = models.JSONField(default=list)
    attendance: Any = models.JSONField(default=list)
    papers: Any = models.JSONField(default=list)
    decisions: Any = models.JSONField(default=list)
    adopted: Any = models.JSONField(default=list)
    next_host = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    approval = models.BigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Newest first; a number once a body; a held one says when."""

        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("body", "number"), name="session_number_once"),
            models.CheckConstraint(condition=~Q(state="held") | Q(held__isnull=False), name="held_sessions_say_when"),
        )

    def __str__(self) -> str:
        return f"{self.body} {self.number}"

    @property
    def key(self) -> str:
        """By which matters are linked to it: body and number."""
        return f"{self.body.place.removeprefix('body:')}/s{self.number}"

    @property
    def places(self) -> tuple[str, ...]:
        """Its body: who acts for that works on it."""
        return (self.body.place,)


class Agreement(models.Model):
    """An agreement between regions and others, with its clauses; its text is named by address and hash."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="agreements")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements")
    key = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    parties: Any = models.JSONField(default=list)
    strength = models.CharField(max_length=30)
    signed = models.DateField()
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    renewal = models.CharField(max_length=12, default="none")
    renewal_months = models.PositiveIntegerField(default=0)
    notice_days = models.PositiveIntegerField(default=0)
    document = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.MEMBERS)
    sample = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Newest first; it does not end before it begins."""

        ordering = ("-signed", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")), name="agreement_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def places(self) -> tuple[str, ...]:
        """Its body and its parties."""
        return (self.body.place, *self.parties)


class Clause(models.Model):
    """What an agreement says in one place, word for word; `digest` is derived from the words."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=20)
    quote = models.TextField(max_length=2000)
    digest = models.CharField(max_length=32, unique=True)

    class Meta:
        """As they stand."""

        ordering = ("agreement_id", "id")

    def __str__(self) -> str:
        return f"{self.agreement} {self.number}"

    @property
    def places(self) -> tuple[str, ...]:
        """As its agreement's."""
        return self.agreement.places


class Plan(models.Model):
    """A file of plans (docs/matters.md)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=200)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.MEMBERS)
    sample = models.BooleanField(default=False)

    class Meta:
        """By title."""

        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def places(self) -> tuple[str, ...]:
        """Its body and the body's members."""
        return self.body.places


class Matter(models.Model):
    """
    A matter as its events make it.

    Attributes:
        key: its id in events.
        first_due, due: by the first baseline and the one in force.
        finished: from this day on no date is pending.
        last_day: of its last event.
        watched: what measures need beside the columns (`tashan.web.governance.watched`).
        version: how many events it has; who saw fewer is told before anything is recorded.
    """

    key = models.CharField(max_length=80, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="matters")
    title = models.CharField(max_length=300)
    owner = models.CharField(max_length=80, db_index=True)
    participants: Any = models.JSONField(default=list)
    parent = models.CharField(max_length=80, blank=True, db_index=True)
    stage = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Stage])
    side_state = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in SideState])
    completion = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Completion])
    confirmed = models.BooleanField(default=False)
    pending = models.BooleanField(default=False)
    pending_member = models.CharField(max_length=80, blank=True)
    self_report = models.CharField(max_length=12, blank=True)
    reported = models.DateField(null=True, blank=True)
    grade = models.CharField(max_length=1, choices=[(one.value, one.value) for one in EvidenceGrade])
    opened = models.DateField()
    first_due = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True, db_index=True)
    finished = models.DateField(null=True, blank=True)
    last_day = models.DateField()
    themes: Any = models.JSONField(default=list)
    watched: Any = models.JSONField(default=dict)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.MEMBERS)
    sample = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        """By due day; boards ask by body, stage and day."""

        ordering = ("due", "id")
        indexes = (
            models.Index(fields=("body", "stage", "due")),
            models.Index(fields=("stage", "side_state", "due")),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def position(self) -> str:
        """The side state where it has one, else the stage."""
        return self.side_state or self.stage

    @property
    def parties(self) -> tuple[str, ...]:
        """The owner and the participants."""
        return (self.owner, *self.participants)

    @property
    def places(self) -> tuple[str, ...]:
        """Its body and its parties."""
        return (self.body.place, *self.parties)


class Party(models.Model):
    """A member of a matter, so that boards can ask by member."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="party_rows")
    place = models.CharField(max_length=80, db_index=True)
    lead = models.BooleanField(default=False)

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("matter", "place"), name="party_once_a_matter"),)

    def __str__(self) -> str:
        return self.place


class MatterEvent(models.Model):
    """One event of a matter, as `tashan.governance.codec` writes it; triggers refuse to change or delete it."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    content: Any = models.JSONField()
    person = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Oldest first, without a gap."""

        ordering = ("matter_id", "number")
        constraints = (models.UniqueConstraint(fields=("matter", "number"), name="matter_event_number_once"),)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.number}"


class Correction(models.Model):
    """Somebody outside says that a public matter is recorded wrongly; the secretariat takes it up or not."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", later("待处理", "open")
        TAKEN_UP = "taken_up", later("已更正", "taken up")
        REFUSED = "refused", later("未采纳", "not taken up")

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField(max_length=2000)
    link = models.URLField(max_length=300, blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(max_length=2000, blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.matter} {self.pk}"

    @property
    def places(self) -> tuple[str, ...]:
        """The body that answers it."""
        return (self.matter.body.place,)


class Register(models.Model):
    """An entry of a body's registers; `tashan.web.governance.entries` says what stands in one of each kind."""

    class Kind(models.TextChoices):
        """What it is."""

        BORDER = "border", later("界河界路", "border object")
        STANDARD = "standard", later("标准", "standard")
        ACT = "act", later("协同立法", "parallel act")
        PANEL = "panel", later("联合办案组", "joint case panel")
        SECONDMENT = "secondment", later("派驻干部", "seconded cadres")
        INVESTMENT = "investment", later("招商项目", "investment project")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="registers")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    content: Any = models.JSONField()
    sample = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """By kind and title."""

        ordering = ("kind", "title")
        constraints = (models.UniqueConstraint(fields=("kind", "key"), name="register_key_once"),)

    def __str__(self) -> str:
        return self.title

    @property
    def places(self) -> tuple[str, ...]:
        """Its body."""
        return (self.body.place,)
