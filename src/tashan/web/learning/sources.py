"""Visits to make networks of: the archive's public events, or a table that somebody gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.db.models import Count, Max, Q, QuerySet

from tashan.learning.events import Event, EventTable, events_of_rows, leader_type
from tashan.learning.outcomes import Later
from tashan.learning.problems import LearningProblem
from tashan.panels.sheets import read_sheets
from tashan.records import Person
from tashan.regions import Region, resolve_home
from tashan.web.archive import models as archive
from tashan.web.archive.queries import own_places, public_events
from tashan.web.learning.models import VisitTable
from tashan.web.learning.words import row_told
from tashan.web.pages.table_words import file_problem
from tashan.web.pages.words import Told, retold, say, told

HEADINGS: Final = {
    "visitor": ("visitor", "来访方", "来访城市", "来访", "出访方"),
    "host": ("host", "接待方", "受访城市", "受访", "受访方"),
    "start": ("start", "date", "日期", "访问时间", "开始日期"),
    "end": ("end", "结束日期"),
    "themes": ("themes", "theme", "主题", "政策议题", "议题"),
    "leader": ("leader", "领队", "带队领导", "来访人职位"),
    "kind": ("kind", "类型"),
    "visit": ("visit", "id", "编号"),
}
"""Our name of a column to the headings under which tables have it."""


@dataclass(frozen=True, slots=True)
class Source:
    """
    Visits of one origin.

    Attributes:
        key: archive, or the number of a table.
        name: on pages.
        note: what stands as source under pictures and tables.
        stamp: changes whenever the visits do.
    """

    key: str
    name: str
    note: str
    stamp: str


@dataclass(frozen=True, slots=True)
class ReadVisits:
    """Rows of events as the database keeps them, how many visits they are, and what could not be used."""

    rows: list[dict[str, Any]]
    visits: int
    problems: list[Told]


def kept_problems(table: VisitTable) -> list[dict[str, Any]]:
    """What could not be used of a table, as it is kept; tables of before hold it in one language."""
    return [kept if isinstance(kept, dict) else {"message": kept} for kept in table.problems]


def readable_tables(person: Any) -> QuerySet[VisitTable]:
    """The tables of visits that a person may read."""
    rows = VisitTable.objects.filter(withdrawn_at=None).defer("rows", "problems")
    return rows.filter(Q(public=True) | own_places("place", person))


def sources(person: Any) -> list[Source]:
    """The archive first, then the tables that the person may read."""
    tables = [
        Source(str(table.pk), table.name, f"{table.source}（{table.name}）", table.uploaded_at.isoformat())
        for table in readable_tables(person)
    ]
    return [archive_source(), *tables]


def archive_source() -> Source:
    """The public visits of the archive."""
    state = public_events().filter(kind="visit").aggregate(count=Count("pk"), last=Max("changed_at"))
    stamp = f"{state['count']} {state['last']}"
    note = say(
        "本站档案中已审核并公开的考察学习，{n}条", "reviewed public visits of this archive, {n}", n=state["count"]
    )
    return Source("archive", say("本站档案", "this archive"), note, stamp)


def table_of(source: Source) -> EventTable:
    """The events of a source; read once as long as nothing changes."""
    return _archive_table(source.stamp) if source.key == "archive" else _given_table(int(source.key), source.stamp)


@lru_cache(maxsize=4)
def _archive_table(_stamp: str) -> EventTable:
    events: list[Event] = []
    for key, body in public_events().filter(kind="visit").values_list("key", "body"):
        if body.get("status") == "planned":
            continue
        leader = leader_type(
            [Person(str(each.get("name", "")), each.get("title")) for each in body.get("leaders") or []]
        )
        for visitor in _regions(body.get("visitors")):
            for host in _regions(body.get("hosts")):
                if visitor.name != host.name:
                    themes = tuple(body.get("themes") or ())
                    kind = body.get("kind") or "other"
                    events.append(
                        Event(key, visitor, host, body.get("start"), body.get("end"), themes, leader, kind, key)
                    )
    return EventTable(tuple(events))


def _regions(values: Any) -> list[Region]:
    return [
        Region(each.get("code"), each["name"], each.get("level") or "other")
        for each in values or []
        if each.get("name")
    ]


@lru_cache(maxsize=12)
def _given_table(pk: int, _stamp: str) -> EventTable:
    table = VisitTable.objects.get(pk=pk)
    problems = tuple(LearningProblem("row", retold(kept)) for kept in kept_problems(table))
    return EventTable(tuple(_event(row) for row in table.rows), problems)


def _event(row: Mapping[str, Any]) -> Event:
    return Event(
        row["visit"],
        Region(*row["visitor"]),
        Region(*row["host"]),
        row["start"],
        row["end"],
        tuple(row["themes"]),
        row["leader"],
        row["kind"],
        row["source"],
    )


def read_visits(data: bytes, file: str) -> ReadVisits:
    """Read a table of visits; headings in either language, several names in a cell parted by ；or 、."""
    sheets, problems = read_sheets(data, file)
    wrong = [file_problem(problem) for problem in problems]
    rows: list[dict[str, Any]] = []
    for sheet in sheets:
        filled = [row for row in sheet.rows if any(cell is not None for cell in row)]
        if len(filled) < 2:
            continue
        heads = [str(cell or "").strip() for cell in filled[0]]
        columns = {
            name: next((head for head in heads if head.lower() in known), "") for name, known in HEADINGS.items()
        }
        if not columns["visitor"] or not columns["host"]:
            wrong.append(
                told(
                    "{name}没有“来访方”“接待方”两列，请改列名。",
                    "{name} has no columns visitor and host. Rename them.",
                    name=sheet.name,
                )
            )
            continue
        dicts = [dict(zip(heads, row, strict=False)) for row in filled[1:]]
        found = events_of_rows(
            dicts, {name: head for name, head in columns.items() if head}, resolve_home, source=sheet.name
        )
        wrong += map(row_told, found.problems)
        rows += [_row(event) for event in found.events]
    return ReadVisits(rows, len({row["visit"] for row in rows}), wrong)


def _row(event: Event) -> dict[str, Any]:
    sides = {
        side: [region.code, region.name, region.level]
        for side, region in (("visitor", event.visitor), ("host", event.host))
    }
    return {
        **sides,
        "visit": event.visit,
        "start": event.start,
        "end": event.end,
        "themes": list(event.themes),
        "leader": event.leader,
        "kind": event.kind,
        "source": event.source,
    }


def later_events(level: str | None) -> list[Later]:
    """Agreements and signings of the archive that were signed, raised to a level, as what may follow visits."""
    from tashan.learning.choosing import at_level

    found = []
    kinds = ("agreement", "signing")
    for key, kind, body in public_events().filter(kind__in=kinds).values_list("key", "kind", "body"):
        if body.get("status") not in ("signed", None):
            continue
        regions = [at_level(region, level) if level else region for region in _parties(kind, body)]
        names = tuple(dict.fromkeys(region.name for region in regions if region is not None))
        found.append(Later(key, kind, names, body.get("date"), source=key))
    return found


def _parties(kind: str, body: Mapping[str, Any]) -> Iterable[Region]:
    fields = ("parties",) if kind == "agreement" else ("investors", "recipients")
    for field in fields:
        for party in body.get(field) or []:
            region = party.get("region") if party.get("kind") else party
            if region and region.get("name"):
                yield Region(region.get("code"), region["name"], region.get("level") or "other")


def typed_events() -> list[tuple[str, str, Mapping[str, str]]]:
    """Kind, day and typology of every public event of the archive that may carry one."""
    rows = (
        archive.Event.objects.filter(public=True, merged_into=None)
        .exclude(kind="figure")
        .values_list("kind", "day", "body")
    )
    return [(kind, day, body.get("typology") or {}) for kind, day, body in rows]
