"""
Documents, the records read from them, and the events that several records report.

A document belongs to the region or body that keeps it. A record belongs to its document. An event is what really
happened: it has one report or many, a value for each field chosen among theirs, and is what the public sees.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from tashan.web.pages.words import later

PERSON = settings.AUTH_USER_MODEL


class Document(models.Model):
    """
    A text with its source.

    Attributes:
        id: 32 hexadecimal digits that follow from archive and content: the same bytes are the same document.
        content_hash: SHA-256 of its bytes; copies in other archives have the same.
        name: the id that reading gives it: the path or id under which it was brought in.
        text: the decoded text that spans count in; empty until it has been read.
        place: the region (code) or body whose archive it belongs to.
        text_public: whether its licence lets the public see the whole text; else quotes only.
        published: the day of publication as far as known (YYYY, YYYY-MM, YYYY-MM-DD or empty).
        open_records, standing_records: how many of its records nobody has reviewed, and how many people let stand.
    """

    class State(models.TextChoices):
        """Where it stands on its way to the public."""

        WAITING = "waiting", later("待读", "waiting")
        READING = "reading", later("读取中", "being read")
        READ = "read", later("待审", "read, to be reviewed")
        FAILED = "failed", later("读不了", "could not be read")
        PUBLISHED = "published", later("已公开", "published")
        WITHDRAWN = "withdrawn", later("已撤下", "taken down")

    id = models.CharField(max_length=32, primary_key=True)
    content_hash = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=300)
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=160, blank=True)
    published = models.CharField(max_length=10, blank=True, db_index=True)
    url = models.URLField(max_length=600, blank=True)
    licence = models.CharField(max_length=160, blank=True)
    grade = models.CharField(max_length=1, default="C")
    language = models.CharField(max_length=10, blank=True)
    home = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    text_public = models.BooleanField(default=False)
    themes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    file = models.FileField(upload_to="documents/%Y/%m", blank=True)
    place = models.CharField(max_length=80, db_index=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING, db_index=True)
    open_records = models.PositiveIntegerField(default=0)
    standing_records = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    uploaded_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first; the same bytes once an archive."""

        ordering = ("-uploaded_at", "id")
        constraints = (models.UniqueConstraint(fields=("place", "content_hash"), name="content_once_an_archive"),)
        indexes = (
            models.Index(fields=("place", "state")),
            models.Index(
                fields=("place", "open_records"), condition=Q(open_records__gt=0), name="archive_open_records"
            ),
            models.Index(fields=("-uploaded_at", "id"), name="archive_newest_documents"),
        )

    def __str__(self) -> str:
        return self.title or self.name

    @property
    def places(self) -> tuple[str, ...]:
        """Whose archive it belongs to: permissions are asked for this place."""
        return (self.place,)

    @property
    def is_public(self) -> bool:
        """Whether the public may know of it."""
        return self.state == self.State.PUBLISHED

    @property
    def begins_with_title(self) -> bool:
        """Whether its text says the title itself, so that a page need not say it twice."""
        return bool(self.title) and self.text.lstrip(" #\t\u3000\n").startswith(self.title.rstrip("…"))


class Event(models.Model):
    """
    What happened, whoever reported it.

    Attributes:
        key: its stable address, derived from its first report.
        body: the chosen value of every field, in the shape of its kind of record (docs/records.md).
        day: the first day as far as known, for order and periods; empty where nothing is known.
        grade: the best evidence grade among its reports.
        health: 0 to 100, from the number and diversity of sources and the completeness of fields.
        owners: the archives of its reports, with spaces around each; the last ones where no report is left.
    """

    key = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=12)
    body = models.JSONField(default=dict)
    day = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=10, blank=True)
    grade = models.CharField(max_length=1, default="E")
    sources = models.PositiveIntegerField(default=1)
    health = models.PositiveSmallIntegerField(default=0)
    public = models.BooleanField(default=False)
    owners = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """Newest day first."""

        ordering = ("-day", "id")
        indexes = (
            models.Index(fields=("public", "kind", "-day")),
            models.Index(fields=("kind", "day")),
            models.Index(fields=("-changed_at",)),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def places(self) -> tuple[str, ...]:
        """The archives of its reports: permissions are asked for any of them."""
        return tuple(sorted(set(self.records.order_by().values_list("document__place", flat=True))))


class EventPlace(models.Model):
    """A region that takes part in an event, and as what: visitor, host, party, participant, place, member …."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="event_places")
    role = models.CharField(max_length=12)
    code = models.CharField(max_length=6, blank=True)
    name = models.CharField(max_length=120)

    class Meta:
        """A region once a role."""

        constraints = (models.UniqueConstraint(fields=("event", "role", "name"), name="region_once_a_role"),)
        indexes = (models.Index(fields=("code", "role")), models.Index(fields=("role", "code")))

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"


class EventTheme(models.Model):
    """A theme of an event; several an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="event_themes")
    theme = models.CharField(max_length=40, db_index=True)

    class Meta:
        """A theme once an event."""

        constraints = (models.UniqueConstraint(fields=("event", "theme"), name="theme_once_an_event"),)

    def __str__(self) -> str:
        return self.theme


class Record(models.Model):
    """
    What one document says of one thing, as read and as people corrected it.

    Attributes:
        record_id: the id that reading derived from its content; stays the same when people correct fields.
        body: the present values, in the shape of docs/records.md with evidence.
        machine: what reading gave; null for a record that a person added.
        event: the event that it reports.
    """

    class State(models.TextChoices):
        """What people made of it."""

        PROPOSED = "proposed", later("未审", "not reviewed")
        ACCEPTED = "accepted", later("接受", "accepted")
        CORRECTED = "corrected", later("改后接受", "accepted with corrections")
        REJECTED = "rejected", later("驳回", "rejected")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="records")
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="records")
    record_id = models.CharField(max_length=32)
    kind = models.CharField(max_length=12)
    start = models.PositiveIntegerField(default=0)
    body = models.JSONField()
    machine = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    version = models.PositiveIntegerField(default=1)
    reviewed_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        """In the order of the text; a record once a document."""

        ordering = ("document_id", "start", "id")
        constraints = (
            models.UniqueConstraint(fields=("document", "record_id"), name="record_once_a_document"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(reviewed_at__isnull=False), name="reviewed_records_say_when"
            ),
        )
        indexes = (models.Index(fields=("kind", "state")), models.Index(fields=("record_id",)))

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"

    @property
    def places(self) -> tuple[str, ...]:
        """Whose archive it belongs to."""
        return self.document.places

    @property
    def counts(self) -> bool:
        """Whether people let it stand."""
        return self.state in (self.State.ACCEPTED, self.State.CORRECTED)


class Review(models.Model):
    """
    What a person made of a record; the newest one that is not undone explains its state.

    Attributes:
        before: the record as it was: state, body, why, reviewer and time; null for one that was added.
    """

    class Action(models.TextChoices):
        """What was done."""

        ADD = "add", later("添加", "added")
        ACCEPT = "accept", later("接受", "accepted")
        CORRECT = "correct", later("改后接受", "corrected")
        REJECT = "reject", later("驳回", "rejected")

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="reviews")
    action = models.CharField(max_length=8, choices=Action.choices)
    before: Any = models.JSONField(null=True)
    why = models.TextField(blank=True)
    person = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.action} record {self.record_id}"


class Choice(models.Model):
    """Which of several differing values an event takes for a field, and why; the newest one holds."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="choices")
    field = models.CharField(max_length=40)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    value: Any = models.JSONField(null=True)
    why = models.TextField()
    chosen_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        """Oldest first."""

        ordering = ("chosen_at", "id")

    def __str__(self) -> str:
        return f"{self.field} of event {self.event_id}"


class Coding(models.Model):
    """What one coder, blind to all others, gives a field of a record; agreement is computed from these."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="codings")
    coder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)
    value = models.CharField(max_length=80, blank=True)
    coded_at = models.DateTimeField()

    class Meta:
        """One value a coder and field."""

        constraints = (models.UniqueConstraint(fields=("record", "coder", "field"), name="one_coding_a_coder"),)

    def __str__(self) -> str:
        return f"{self.field} of record {self.record_id}"


class Request(models.Model):
    """
    A request of the public to correct something or to take it down, and the answer.

    Attributes:
        sender: a keyed hash of where it came from on that day, so that floods can be stopped; it leads to nobody.
    """

    class Kind(models.TextChoices):
        """What is asked for."""

        CORRECTION = "correction", later("更正", "correction")
        TAKE_DOWN = "take_down", later("撤下", "take-down")

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", later("待答复", "open")
        ACCEPTED = "accepted", later("已采纳", "accepted")
        REFUSED = "refused", later("未采纳", "refused")

    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField(max_length=4000)
    contact = models.CharField(max_length=200, blank=True)
    sender = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN, db_index=True)
    received_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Oldest first; about a document or an event."""

        ordering = ("received_at",)
        indexes = (models.Index(fields=("sender", "received_at")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(document__isnull=False) | Q(event__isnull=False), name="request_is_about_something"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def places(self) -> tuple[str, ...]:
        """Who answers it: the archive of the document or of the event's reports."""
        thing = self.document or self.event
        return thing.places if thing else ()
