"""
Events as data: CSV, XLSX, Parquet, JSON Lines, GeoJSON and GEXF, row after row, so that memory stays bounded.

Cells that a spreadsheet would take for a formula begin with an apostrophe; everything is UTF-8.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, Final
from xml.sax.saxutils import quoteattr

from tashan.records import Region
from tashan.regions.divisions import by_code
from tashan.regions.geometry import point
from tashan.web.archive.models import Event
from tashan.web.archive.shapes import themes_of
from tashan.web.search.titles import full_title

COLUMNS: Final[Mapping[str, tuple[str, str]]] = {
    "key": ("稳定标识", "stable key; the event's address ends in it"),
    "kind": ("类别", "kind of record"),
    "title": ("标题", "title in Chinese"),
    "title_en": ("英文标题", "title in English"),
    "start": ("开始日期", "first day as far as known: YYYY-MM-DD, YYYY-MM, YYYY or empty"),
    "end": ("结束日期", "last day of a visit"),
    "status": ("状态", "done, signed or planned"),
    "who": ("来访方、参与方", "visitors, parties, participants, investors or members, by full name, divided by |"),
    "who_codes": ("其代码", "their codes of GB/T 2260, in the same order; empty outside that standard"),
    "whom": ("接待方、落地方", "hosts or recipients, by full name, divided by |"),
    "whom_codes": ("其代码", "their codes, in the same order"),
    "leaders": ("带队领导", "names as spelled, divided by |"),
    "themes": ("主题", "themes by code, divided by |"),
    "projects": ("项目数", "projects signed"),
    "amount_cny": ("金额（元）", "their amount in yuan"),
    "strength": ("约束力", "how firmly an agreement binds"),
    "flags": ("存疑", "doubts that a reader must see, divided by |"),
    "grade": ("证据等级", "best evidence grade of its reports, A to E"),
    "sources": ("文献数", "documents of different content that report it"),
    "health": ("健康度", "record health, 0 to 100"),
    "changed": ("更新时间", "when it last changed, ISO 8601"),
    "address": ("地址", "its page"),
}
"""The columns of every flat form, each with its Chinese label and what it holds."""

_WHO: Final = ("visitors", "parties", "participants", "investors", "members", "region")
_WHOM: Final = ("hosts", "recipients", "place")
_NUMBERS: Final = ("projects", "amount_cny", "sources", "health")
_TOGETHER: Final = 1_000
XLSX_MOST: Final = 1_048_575
"""Rows that a sheet holds below its head."""


def in_parts(rows: Sequence[int]) -> Iterator[Event]:
    """Events by their row in the database, in that order, some at a time."""
    for first in range(0, len(rows), _TOGETHER):
        keys = [int(row) for row in rows[first : first + _TOGETHER]]
        found = Event.objects.in_bulk(keys)
        yield from (found[key] for key in keys if key in found)


def flat(event: Event, site: str) -> dict[str, Any]:
    """
    An event as one row of a table.

    Args:
        event: the event.
        site: the address of the site, before its paths.
    """
    body = event.body
    title = full_title(event.kind, body, event.day)
    who, whom = _regions(body, _WHO), _regions(body, _WHOM)
    return {
        "key": event.key,
        "kind": event.kind,
        "title": title.zh,
        "title_en": title.en,
        "start": event.day,
        "end": body.get("end") or "",
        "status": event.status,
        "who": "|".join(str(each["name"]) for each in who),
        "who_codes": "|".join(str(each.get("code") or "") for each in who),
        "whom": "|".join(str(each["name"]) for each in whom),
        "whom_codes": "|".join(str(each.get("code") or "") for each in whom),
        "leaders": "|".join(each["name"] for each in body.get("leaders") or ()),
        "themes": "|".join(themes_of(event.kind, body)),
        "projects": body.get("projects"),
        "amount_cny": body.get("amount_cny"),
        "strength": body.get("strength") or "",
        "flags": "|".join(body.get("flags") or ()),
        "grade": event.grade,
        "sources": event.sources,
        "health": event.health,
        "changed": event.changed_at.isoformat(timespec="seconds"),
        "address": f"{site}/events/{event.key}",
    }


def _regions(body: Mapping[str, Any], fields: Iterable[str]) -> list[Mapping[str, Any]]:
    value: Any = next((body[field] for field in fields if body.get(field)), [])
    given = value if isinstance(value, list) else [value]
    return [each for each in given if each and each.get("name")]


def safe(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def as_csv(events: Iterable[Event], site: str) -> Iterator[str]:
    """Comma-separated values with a byte-order mark, so that spreadsheets read the Chinese rightly."""
    line = io.StringIO()
    writer = csv.writer(line)

    def taken() -> str:
        text = line.getvalue()
        line.seek(0)
        line.truncate()
        return text

    writer.writerow(COLUMNS)
    yield "\ufeff" + taken()
    for event in events:
        writer.writerow([safe(value) for value in flat(event, site).values()])
        yield taken()


def as_jsonl(events: Iterable[Event], site: str) -> Iterator[str]:
    """JSON Lines: an event a line, its record in the shape of the published schema."""
    for event in events:
        row = flat(event, site)
        meta = {
            name: row[name] for name in ("key", "kind", "start", "grade", "sources", "health", "changed", "address")
        }
        yield json.dumps(meta | {"record": event.body}, ensure_ascii=False) + "\n"


def as_geojson(events: Iterable[Event], site: str) -> Iterator[str]:
    """
    A GeoJSON FeatureCollection: visits as lines from visitor to host, everything else as points of those who take part.

    Points are the seats of the regions, in degrees (WGS 84); an event without any known place has no geometry.
    """
    yield '{"type": "FeatureCollection", "features": ['
    for number, event in enumerate(events):
        feature = {"type": "Feature", "geometry": geometry(event), "properties": flat(event, site)}
        yield (",\n" if number else "\n") + json.dumps(feature, ensure_ascii=False)
    yield "\n]}\n"


def geometry(event: Event) -> dict[str, Any] | None:
    """Where an event is: lines for a visit, points for all else, None where no place is known."""
    body = event.body
    who = [at for each in _regions(body, _WHO) if (at := _point(each))]
    whom = [at for each in _regions(body, _WHOM) if (at := _point(each))]
    if event.kind == "visit" and who and whom:
        return {"type": "MultiLineString", "coordinates": [[a, b] for a in who for b in whom]}
    if who or whom:
        return {"type": "MultiPoint", "coordinates": [*who, *whom]}
    return None


def _point(region: Mapping[str, Any]) -> list[float] | None:
    if region.get("kind") == "organ":
        region = region.get("region") or {}
    if not region.get("name"):
        return None
    found = point(Region(region.get("code"), str(region["name"]), str(region.get("level") or "other")))
    return list(found) if found else None


def as_gexf(events: Iterable[Event], _site: str) -> Iterator[str]:
    """
    The network of visits as GEXF 1.3: a node a region, a directed tie from visitor to host, its weight their number.

    Only visits that took place make ties; other kinds of record are passed over.
    """
    names: dict[str, tuple[str, str, str]] = {}
    ties: Counter[tuple[str, str]] = Counter()
    for event in events:
        if event.kind != "visit" or event.status == "planned":
            continue
        sides = []
        for field in ("visitors", "hosts"):
            keys = []
            for each in event.body.get(field) or ():
                key = each.get("code") or each["name"]
                names.setdefault(key, (each["name"], each.get("level") or "", _english(each)))
                keys.append(key)
            sides.append(keys)
        ties.update((who, whom) for who in sides[0] for whom in sides[1])
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield "<meta><description>visitor to host; knowledge runs the other way</description></meta>\n"
    yield '<graph defaultedgetype="directed"><attributes class="node">'
    yield '<attribute id="level" title="level" type="string"/><attribute id="english" title="english" type="string"/>'
    yield "</attributes>\n<nodes>\n"
    for key, (name, level, english) in names.items():
        values = "".join(
            f"<attvalue for={quoteattr(what)} value={quoteattr(value)}/>"
            for what, value in (("level", level), ("english", english))
        )
        yield f"<node id={quoteattr(key)} label={quoteattr(name)}><attvalues>{values}</attvalues></node>\n"
    yield "</nodes>\n<edges>\n"
    for number, ((who, whom), count) in enumerate(ties.items()):
        yield f'<edge id="{number}" source={quoteattr(who)} target={quoteattr(whom)} weight="{count}"/>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _english(region: Mapping[str, Any]) -> str:
    unit = by_code(region["code"]) if region.get("code") else None
    return unit.english if unit else ""


def write_xlsx(events: Iterable[Event], site: str, target: IO[bytes]) -> None:
    """A workbook: the table, and a sheet that says what the columns hold."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))
    for number, event in enumerate(events):
        if number == XLSX_MOST:
            break
        sheet.append([_cell(value) for value in flat(event, site).values()])
    notes = book.create_sheet("columns")
    notes.append(["column", "列", "what it holds"])
    for name, (zh, en) in COLUMNS.items():
        notes.append([name, zh, en])
    book.save(target)


def _cell(value: Any) -> Any:
    """A cell without the control characters that the format cannot hold."""
    if not isinstance(value, str):
        return value
    return safe("".join(each for each in value if each >= " " or each in "\n\t"))[:32_767]


def write_parquet(events: Iterable[Event], site: str, target: IO[bytes]) -> None:
    """A Parquet file: the flat columns, and the record as JSON in the column `record`."""
    import polars as pl

    kinds = {
        name: pl.Float64 if name == "amount_cny" else pl.Int64 if name in _NUMBERS else pl.String for name in COLUMNS
    }
    parts: list[pl.DataFrame] = []
    rows: list[tuple[Any, ...]] = []

    def close() -> None:
        parts.append(pl.DataFrame(rows, schema={**kinds, "record": pl.String}, orient="row"))
        rows.clear()

    for event in events:
        row = flat(event, site)
        amount = row["amount_cny"]
        row["amount_cny"] = float(amount) if amount is not None else None
        rows.append((*row.values(), json.dumps(event.body, ensure_ascii=False, sort_keys=True)))
        if len(rows) == 20_000:
            close()
    if rows or not parts:
        close()
    pl.concat(parts).write_parquet(target)


Streamed = Callable[[Iterable[Event], str], Iterator[str]]
STREAMED: Final[Mapping[str, tuple[Streamed, str]]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "jsonl": (as_jsonl, "application/jsonl; charset=utf-8"),
    "geojson": (as_geojson, "application/geo+json; charset=utf-8"),
    "gexf": (as_gexf, "application/gexf+xml; charset=utf-8"),
}
"""Forms that are written while they are sent."""

WRITTEN: Final[Mapping[str, tuple[Callable[[Iterable[Event], str, IO[bytes]], None], str]]] = {
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": (write_parquet, "application/vnd.apache.parquet"),
}
"""Forms that are whole only once they are written; they go through a file."""

FORMATS: Final = ("csv", "xlsx", "parquet", "jsonl", "geojson", "gexf")


def in_file(form: str, events: Iterable[Event], site: str) -> IO[bytes]:
    """A form written to a file of its own, to be sent from its beginning."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    WRITTEN[form][0](events, site, target)
    target.seek(0)
    return target
