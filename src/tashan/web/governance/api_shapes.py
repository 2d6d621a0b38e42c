"""What programs send and get: the shapes of governance's answers and questions."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from tashan.records.codes import Theme
from tashan.web.accounts.interface import Paging, Text, Word
from tashan.web.governance import queries

Registers = Literal["border", "standard", "act", "panel", "secondment", "investment"]


When = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
"""A day of which measures can be asked."""


class MatterRow(Schema):
    """A matter in a list."""

    key: str
    title: str
    body: str
    owner: str
    participants: list[str]
    parent: str
    stage: str
    side_state: str
    light: str
    completion: str
    confirmed: bool
    self_report: str
    grade: str
    opened: date
    first_due: date | None
    due: date | None
    finished: date | None
    themes: list[str]
    visibility: str
    sample: bool
    version: int


class MatterWhole(MatterRow):
    """A matter as of a day: where it stands, what proves it, what is missing, its whole history."""

    day: date
    measure: str
    waits_for_confirmation: bool
    evidence: list[dict[str, Any]]
    facts: dict[str, dict[str, Any]]
    links: list[dict[str, str]]
    results: list[dict[str, Any]]
    next: list[dict[str, Any]]
    history: list[dict[str, Any]]


class BodyRow(Schema):
    """A body in a list."""

    place: str
    mechanism: str
    title: str
    title_en: str
    level: str
    reports_to: str
    members: list[str]
    visibility: str


class SessionRow(Schema):
    """A session that is prepared or recorded on the site."""

    id: int
    body: str
    number: int
    state: str
    announced: list[dict[str, Any]]
    held: date | None
    form: str
    host: str
    next_host: str
    place: str
    agenda: list[dict[str, Any]]
    papers: list[dict[str, Any]]
    decisions: list[dict[str, Any]]
    attendance: list[dict[str, Any]]
    version: int


class ClauseRow(Schema):
    """A clause, word for word, and the matter that it became."""

    id: int
    number: str
    quote: str
    matter: str | None


class AgreementRow(Schema):
    """An agreement in a list."""

    key: str
    title: str
    title_en: str
    body: str
    parties: list[str]
    strength: str
    signed: date
    start: date
    end: date | None
    state: str
    renewals: int
    notice_by: str | None
    document: str
    sha256: str
    visibility: str
    sample: bool


class AgreementWhole(AgreementRow):
    """An agreement with its clauses."""

    clauses: list[ClauseRow]


class EntryRow(Schema):
    """An entry of a register as it is kept, and how it stands on the day."""

    kind: str
    key: str
    title: str
    body: str
    sample: bool
    version: int
    content: dict[str, Any]
    standing: dict[str, Any]


class Figures(Schema):
    """Measures of fade-out with their denominators, and the curves behind them."""

    day: date
    matters: int
    records: int
    undated: int
    sample: bool
    figures: list[dict[str, Any]]
    curves: dict[str, dict[str, Any]]


class Scores(Schema):
    """Score cards by member and year."""

    day: date
    matters: int
    cards: list[dict[str, Any]]


class Promotion(Schema):
    """Investment promotion: what is proven step by step, and what reports tell."""

    day: date
    reached: list[dict[str, Any]]
    origins: list[dict[str, Any]]
    projects: list[dict[str, Any]]
    signings: list[dict[str, Any]]
    told: list[dict[str, Any]]


class Selection(Schema):
    """Which matters; what is left out narrows nothing."""

    body: Word = Field("", description="place of a body: body:mechanism.key")
    member: Word = Field("", description="code of a region; its cities count")
    stage: Word = Field("", description="a stage or a side state")
    light: Literal["", "red", "yellow", "blue", "green"] = Field("", description="from dates alone")
    theme: Word = Field("", description="a value of the themes")
    words: Word = Field("", description="part of the title")

    def wanted(self) -> queries.Wanted:
        """The same as the board takes it."""
        return queries.Wanted(self.body, self.member, self.stage, self.light, self.theme, self.words)


class Listed(Selection, Paging):
    """Which matters, and which part of the list."""


class AsOf(Schema):
    """As of which day."""

    day: When | None = Field(None, description="today without it")

    def when(self) -> date:
        """The day."""
        return self.day or timezone.localdate()


class Measuring(Selection, AsOf):
    """Which matters, and as of which day."""

    source: Literal["all", "matters", "records"] = Field(
        "all", description="matters of this site, or published records"
    )


class Promoting(AsOf):
    """Which projects."""

    host: Word = Field("", description="code of where the money goes")
    origin: Word = Field("", description="code of where it comes from")


class OneBody(AsOf):
    """A body as of a day."""

    known: When | None = Field(None, description="as was known on this day")


class SessionsOf(Paging):
    """Whose sessions."""

    body: Word = Field("", description="place of a body")


class ProposalIn(Schema):
    """A new matter."""

    body: Word = Field(description="place of the body under which it runs")
    title: Word = Field(description="what is promised")
    owner: Word = Field(description="code of the member that leads")
    participants: list[Word] = Field([], max_length=100, description="codes of the others")
    measure: Word = Field("", description="an act or a result that can be tested")
    target: Word = Field("", description="what is to be reached")
    start: When | None = Field(None, description="first day")
    due: When | None = Field(None, description="last day")
    borders: list[Word] = Field([], max_length=20, description="short names of border objects that it is about")
    themes: list[Theme] = Field([], description="what it is about")
    visibility: Literal["members", "public"] = Field("members", description="who may see it")


class ChangesIn(Schema):
    """What happened, taken together or not at all."""

    changes: list[dict[str, Any]] = Field(min_length=1, max_length=20, description="kind and fields of each, as docs/matters.md lists them")  # fmt: skip
    day: When | None = Field(None, description="on which it is true; today without it")
    reason: Text = Field("", description="why")
    version: int = Field(ge=0, le=10**9, description="how many events the caller has seen")


class EntryIn(Schema):
    """An entry of a register."""

    title: Word = Field(description="what it is called")
    content: dict[str, Any] = Field(description="fields and rows of its kind")
    version: int | None = Field(None, ge=0, le=10**9, description="that was read; nothing for a new one")


class PlansIn(Schema):
    """Plans to compare, in the form of docs/matters.md."""

    plans: list[str] = Field(min_length=1, max_length=10, description="YAML of each")
    day: When | None = Field(None, description="as of when; today without it")
