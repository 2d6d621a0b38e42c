"""Records as rows of one table: when, who, what, about what, and how sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tashan.briefs.papers import Paper
from tashan.briefs.wording import (
    NOT_STATED,
    Words,
    above,
    day_words,
    money_words,
    number_words,
    party_words,
    region_words,
    same,
)
from tashan.pictures.provinces import province_of
from tashan.records import Agreement, Body, Figure, Meeting, Practice, Record, Region, Signing, Span, Visit
from tashan.records.codes import (
    AgreementStrength,
    BodyLevel,
    EventStatus,
    Flag,
    RecordKind,
    SignatureStatus,
    Theme,
    VisitKind,
)

KINDS = ("visit", "meeting", "agreement", "signing", "body", "figure", "practice")
EVENTS = KINDS[:4]


@dataclass(frozen=True, slots=True)
class Name:
    """A region or party as the table names it, with its province where it is smaller than one."""

    words: Words
    above: Words | None
    full: str


@dataclass(frozen=True, slots=True)
class Row:
    """
    One record, in words.

    Attributes:
        record: the record.
        paper: index of its document.
        kind: its kind in words.
        when: when it was; None where the text does not say.
        sort: the date to sort by.
        who: visitors, participants, parties, members.
        whom: hosts or recipients; empty for what has no direction.
        what: the record in a few words.
        details: further fields for its card.
        themes: what it is about.
        notes: doubts and status, each with its code.
        provinces: keys of the provinces it concerns.
        pairs: `visitor>host` keys of the arcs it belongs to.
    """

    record: Record
    paper: int
    kind: Words
    when: Words | None
    sort: str
    who: tuple[Name, ...]
    whom: tuple[Name, ...]
    what: Words | None
    details: tuple[tuple[Words, Words | None], ...]
    themes: tuple[Words, ...]
    theme_codes: tuple[str, ...]
    notes: tuple[tuple[str, Words], ...]
    provinces: tuple[str, ...]
    pairs: tuple[str, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The quotes that prove it, in the order of the text."""
        return tuple(sorted(self.record.evidence, key=lambda span: (span.field is not None, span.start)))


def rows(papers: Sequence[Paper]) -> tuple[Row, ...]:
    """All records as rows: events by date, the latest first and the undated last; then bodies, figures, practices."""
    found = [_row(record, index) for index, paper in enumerate(papers) for record in paper.reading.records()]
    dated = sorted(found, key=lambda row: row.sort, reverse=True)
    return tuple(sorted(dated, key=lambda row: (KINDS.index(row.record.KIND) >= len(EVENTS), not row.sort)))


def _row(record: Record, paper: int) -> Row:
    facts = _FACTS[record.KIND](record)
    regions: list[Region] = [
        r for r in (*facts["who"], *facts["whom"], *facts.get("also", ())) if isinstance(r, Region)
    ]
    themes: tuple[str, ...] = getattr(record, "fields" if isinstance(record, Agreement) else "themes", ())
    start, end = facts["when"]
    pairs: tuple[str, ...] = ()
    if isinstance(record, Visit):
        pairs = tuple(f"{province_of(a)}>{province_of(b)}" for a in record.visitors for b in record.hosts)
    return Row(
        record=record,
        paper=paper,
        kind=Words(RecordKind(record.KIND).zh, RecordKind(record.KIND).en),
        when=day_words(start, end),
        sort=start or end or "",
        who=tuple(_name(each) for each in facts["who"]),
        whom=tuple(_name(each) for each in facts["whom"]),
        what=facts["what"],
        details=facts["details"],
        themes=tuple(Words(Theme(each).zh, Theme(each).en) for each in themes),
        theme_codes=tuple(themes),
        notes=tuple(_notes(record)),
        provinces=tuple(dict.fromkeys(key for each in regions if (key := province_of(each)))),
        pairs=pairs,
    )


def _name(party: Any) -> Name:
    return Name(party_words(party), above(party) if isinstance(party, Region) else None, party.name)


def _visit(visit: Visit) -> dict[str, Any]:
    led = "、".join(f"{person.name}" for person in visit.leaders)
    titled = "；".join(f"{person.title or ''}{' ' if person.title else ''}{person.name}" for person in visit.leaders)
    return {
        "who": visit.visitors,
        "whom": visit.hosts,
        "when": (visit.start, visit.end),
        "what": Words(f"{led}率团", f"led by {led.replace('、', ', ')}") if led else None,
        "details": (
            (Words("带队领导", "Leader"), same(titled) if titled else None),
            (Words("类别", "Kind"), Words(VisitKind(visit.kind).zh, VisitKind(visit.kind).en)),
            (Words("状态", "Status"), Words(EventStatus(visit.status).zh, EventStatus(visit.status).en)),
            (Words("到访地点", "Sites"), same("；".join(visit.sites)) if visit.sites else None),
        ),
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    place = region_words(meeting.place) if meeting.place else None
    return {
        "who": meeting.participants,
        "whom": (),
        "also": (meeting.place,) if meeting.place else (),
        "when": (meeting.date, None),
        "what": same(meeting.name) if meeting.name else None,
        "details": (
            (Words("会议", "Meeting"), same(meeting.name) if meeting.name else None),
            (Words("地点", "Place"), place),
            (Words("届次", "Session"), same(str(meeting.session)) if meeting.session else None),
            (Words("状态", "Status"), Words(EventStatus(meeting.status).zh, EventStatus(meeting.status).en)),
        ),
    }


def _agreement(agreement: Agreement) -> dict[str, Any]:
    strength = AgreementStrength(agreement.strength) if agreement.strength else None
    state = SignatureStatus(agreement.status)
    return {
        "who": agreement.parties,
        "whom": (),
        "when": (agreement.date, None),
        "what": same(agreement.title)
        if agreement.title
        else Words("合作文件（未具名）", "a paper without a stated title"),
        "details": (
            (Words("文件", "Title"), same(agreement.title) if agreement.title else None),
            (Words("约束力", "Strength"), Words(strength.zh, strength.en) if strength else None),
            (Words("状态", "Status"), Words(state.zh, state.en)),
        ),
    }


def _signing(signing: Signing) -> dict[str, Any]:
    zh, en = [], []
    if signing.projects is not None:
        zh.append(f"{signing.projects} 个项目")
        en.append(f"{signing.projects} projects")
    if signing.amount_cny is not None:
        amount = money_words(float(signing.amount_cny))
        zh.append(amount.zh)
        en.append(amount.en)
    return {
        "who": signing.investors,
        "whom": signing.recipients,
        "when": (signing.date, None),
        "what": Words("，".join(zh), ", ".join(en)) if zh else None,
        "details": (
            (Words("场合", "Event"), same(signing.event) if signing.event else None),
            (Words("项目数", "Projects"), same(str(signing.projects)) if signing.projects is not None else None),
            (
                Words("金额", "Amount"),
                money_words(float(signing.amount_cny)) if signing.amount_cny is not None else None,
            ),
            (Words("行业", "Sectors"), same("、".join(signing.sectors)) if signing.sectors else None),
        ),
    }


def _body(body: Body) -> dict[str, Any]:
    level = BodyLevel(body.level) if body.level else None
    count = f"{body.members_count}" if body.members_count is not None else None
    return {
        "who": body.members,
        "whom": (),
        "when": (body.founded, None),
        "what": same(body.name) if body.name else None,
        "details": (
            (Words("机构", "Body"), same(body.name) if body.name else None),
            (Words("层级", "Level"), Words(level.zh, level.en) if level else None),
            (Words("成员数", "Members"), same(count) if count else None),
        ),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    value = number_words(figure.value, figure.unit)
    subject = figure.subject or ""
    label = " ".join(filter(None, (subject, figure.measure)))
    what = Words(f"{label}：{value.zh}", f"{label}: {value.en}") if value else same(label) if label else None
    return {
        "who": (),
        "whom": (),
        "when": (_first_day(figure.period), None),
        "what": what,
        "details": (
            (Words("主体", "Subject"), same(subject) if subject else None),
            (Words("指标", "Measure"), same(figure.measure) if figure.measure else None),
            (Words("数值", "Value"), value),
            (Words("时期", "Period"), same(figure.period) if figure.period else None),
        ),
    }


def _first_day(period: str | None) -> str | None:
    start = (period or "").split("/")[0]
    return start if start[:1].isdigit() else None


def _practice(practice: Practice) -> dict[str, Any]:
    return {
        "who": (practice.region,) if practice.region else (),
        "whom": (),
        "when": (None, None),
        "what": same(practice.mechanism or practice.problem or "") if practice.mechanism or practice.problem else None,
        "details": (
            (Words("针对问题", "Problem"), same(practice.problem) if practice.problem else None),
            (Words("做法", "Mechanism"), same(practice.mechanism) if practice.mechanism else None),
            (Words("条件", "Conditions"), same("；".join(practice.conditions)) if practice.conditions else None),
            (Words("成效", "Results"), same("；".join(practice.results)) if practice.results else None),
        ),
    }


_FACTS: dict[str, Any] = {
    "visit": _visit,
    "meeting": _meeting,
    "agreement": _agreement,
    "signing": _signing,
    "body": _body,
    "figure": _figure,
    "practice": _practice,
}


def _notes(record: Record) -> Iterable[tuple[str, Words]]:
    """Status and doubts that a reader must see in the row."""
    if getattr(record, "status", None) == "planned":
        yield "planned", Words("计划中", "planned")
    if record.background:
        yield "background", Words("文中回顾", "recalled")
    for flag in record.flags:
        short = {
            "year_inferred": Words("年份推断", "year inferred"),
            "numerals_suspect": Words("数字存疑", "numerals suspect"),
            "home_inferred": Words("本地推断", "home inferred"),
            "reconstructed": Words("经重建", "reconstructed"),
        }
        yield flag, short.get(flag) or Words(Flag(flag).zh, Flag(flag).en)
    if record.candidates:
        shown = "; ".join(f"{key} {value}" for each in record.candidates for key, value in each.items())
        yield "candidate", Words(f"待定：{shown}", f"candidate: {shown}")


__all__ = ["EVENTS", "KINDS", "NOT_STATED", "Name", "Row", "rows"]
