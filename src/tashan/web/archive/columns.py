"""What a spreadsheet that people coded by hand may have, and how its cells are read: one kind of record a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from tashan.records import RecordError, from_dict
from tashan.web.archive import lookup
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.record_words import error_told
from tashan.web.archive.shapes import Field, field_of
from tashan.web.pages.words import later, told

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "visit": ("visitors",),
    "agreement": ("title", "parties"),
    "meeting": ("name",),
    "signing": ("recipients",),
    "body": ("name",),
}
"""The kinds of record that come in by table, each with the columns that it needs besides evidence."""

_HEADS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "visit": {
        "start": ("date", "日期", "时间", "考察日期"),
        "end": (),
        "visitors": ("visitor", "出访方", "考察方", "访问方"),
        "hosts": ("host", "被访方", "目的地"),
        "leaders": ("leader", "领导", "领队"),
        "themes": ("topic", "topics", "theme", "领域"),
        "kind": ("type", "类型"),
        "status": (),
        "sites": ("site", "地点", "考察点"),
    },
    "agreement": {
        "title": ("agreement", "协议", "协议名称"),
        "parties": ("party", "缔约方", "各方"),
        "date": ("日期", "时间", "签约日期"),
        "strength": ("性质", "type", "类型"),
        "fields": ("field", "themes", "theme", "topic", "主题"),
        "status": (),
    },
    "meeting": {
        "name": ("meeting", "会议", "会议名称"),
        "session": ("届",),
        "date": ("时间", "会议日期"),
        "place": ("host", "会议地点", "承办地"),
        "participants": ("participant", "与会方", "参加方", "成员"),
        "status": (),
    },
    "signing": {
        "event": ("活动名称",),
        "projects": ("项目", "个数"),
        "amount_cny": ("amount", "金额"),
        "date": ("日期", "时间"),
        "investors": ("investor", "来源地"),
        "recipients": ("recipient", "目的地"),
        "sectors": ("sector", "领域"),
        "status": (),
    },
    "body": {
        "name": ("body", "机构", "机构名称"),
        "level": ("层次",),
        "members": ("member", "成员单位"),
        "members_count": ("成员数量",),
        "founded": ("date", "成立日期", "日期"),
    },
}
"""For each field that a column may hold, the heads by which it is known besides the field's own name and label."""

_SOURCE: Final[Mapping[str, tuple[Any, tuple[str, ...]]]] = {
    "evidence": (later("出处原文", "evidence"), ("evidence", "quote", "出处原文", "原文", "出处", "证据", "摘录")),
    "source": (later("来源名称", "source"), ("source", "title", "来源名称", "来源", "标题", "文献")),
    "publisher": (later("发布者", "publisher"), ("publisher", "发布者", "媒体")),
    "url": (later("网址", "address"), ("url", "link", "address", "网址", "链接")),
    "published": (later("发布日期", "published"), ("published", "发布日期")),
}
_OTHERWISE: Final = {("visit", "kind"): "other", ("visit", "status"): "done", ("meeting", "status"): "done"}
_SIGNED: Final = {("agreement", "status"): "signed", ("signing", "status"): "signed"}


def columns_of(kind: str) -> dict[str, tuple[Any, tuple[str, ...]]]:
    """What a table of a kind of record may have: each column's label and the heads by which it is recognised."""
    found: dict[str, tuple[Any, tuple[str, ...]]] = {}
    for name, more in _HEADS[kind].items():
        field = _field(kind, name)
        found[name] = (later(field.zh, field.en), (name.lower(), field.zh, field.en, *more))
    return found | dict(_SOURCE)


def needed(kind: str) -> tuple[str, ...]:
    """The columns without which a table cannot come in."""
    return (*KINDS[kind], "evidence")


def guess(kind: str, heads: Sequence[str]) -> dict[str, str]:
    """Which column holds what, by its head."""
    found: dict[str, str] = {}
    for wanted, (_, names) in columns_of(kind).items():
        for head in heads:
            if head.strip().lower() in names and head not in found.values():
                found[wanted] = head
                break
    return found


def guess_kind(heads: Sequence[str]) -> str:
    """The kind of record that a table most likely holds: the one that most of its heads are known for."""
    return max(KINDS, key=lambda kind: (len(guess(kind, heads)), -list(KINDS).index(kind)))


def body_of(kind: str, given: Mapping[str, str]) -> dict[str, Any]:
    """
    The values of a record from the cells of a row, without evidence.

    Raises:
        ArchiveError: a cell cannot be read, or what the kind needs is missing; names the column and the cell.
    """
    day = next((value for name in ("start", "date", "founded") if (value := _day(given.get(name, "")))), None)
    body: dict[str, Any] = {}
    for name in _HEADS[kind]:
        field = _field(kind, name)
        body[name] = _READ[field.holds](kind, field, given.get(name, ""), day)
    if kind == "visit":
        _close(body)
    for name in KINDS[kind]:
        if not body[name]:
            raise ArchiveError(told("没有{what}。", "There is no {what}.", what=_field(kind, name).label))
    try:
        from_dict(kind, body | {"evidence": []})
    except RecordError as error:
        raise ArchiveError(error_told(kind, error)) from error
    return body


def _close(visit: dict[str, Any]) -> None:
    """A visit of one day ends on it; none ends before it begins."""
    start = visit["start"]
    visit["end"] = visit["end"] or (start if start and len(start) == 10 else None)
    if start and visit["end"] and visit["end"] < start[: len(visit["end"])]:
        raise ArchiveError(told("结束早于开始。", "It ends before it begins."))


def _field(kind: str, name: str) -> Field:
    found = field_of(kind, name)
    if found is None:
        raise KeyError(name)
    return found


def _day(cell: str) -> str | None:
    if not cell:
        return None
    day = lookup.day_from(cell)
    if day is None:
        raise ArchiveError(
            told(
                "日期“{cell}”读不懂，应如 2023-03-17。", "The date “{cell}” is none; write 2023-03-17.", cell=cell[:40]
            )
        )
    return day


def _regions(field: Field, cell: str, day: str | None) -> list[dict[str, Any]]:
    found = []
    for name in lookup.words_of(cell):
        options = lookup.region_options(name, day or "")
        if len(options) != 1:
            raise ArchiveError(
                told(
                    "{what}“{name}”不能对应到唯一的行政区划{options}。",
                    "{what}: “{name}” stands for no single region{options}.",
                    what=field.label,
                    name=name,
                    options="（" + "、".join(region.name for region in options[:4]) + "？）" if options else "",
                )
            )
        found.append(lookup.region_dict(options[0]))
    return found


def _region(field: Field, cell: str, day: str | None) -> dict[str, Any] | None:
    found = _regions(field, cell, day)
    if len(found) > 1:
        raise ArchiveError(told("{what}只能有一个。", "There can be one {what} alone.", what=field.label))
    return found[0] if found else None


def _code(kind: str, field: Field, cell: str) -> str | None:
    key = (kind, field.name)
    if not cell:
        return _OTHERWISE.get(key) or _SIGNED.get(key)
    for code in field.codes or ():
        if cell.strip().lower() in (code.value, code.zh, code.en):
            return str(code.value)
    raise ArchiveError(told("“{cell}”不在代码表里。", "“{cell}” is not in the code list.", cell=cell[:40]))


def _number(field: Field, cell: str) -> float | None:
    if not cell:
        return None
    plain = cell.replace(",", "").replace("，", "").strip()
    try:
        number = float(plain)
    except ValueError:
        number = float("nan")
    if not abs(number) < 1e18 or (field.holds == "whole" and not number.is_integer()):
        raise ArchiveError(
            told("{what}“{cell}”不是数。", "{what}: “{cell}” is no number.", what=field.label, cell=cell[:40])
        )
    return int(number) if number.is_integer() else number


def _themes(cell: str) -> list[str]:
    found, strange = lookup.themes_from(cell)
    if strange:
        raise ArchiveError(
            told("主题“{word}”不在代码表里。", "The theme “{word}” is not in the code list.", word=strange[0])
        )
    return found


def _read_day(_kind: str, _field: Field, cell: str, _row: str | None) -> str | None:
    return _day(cell)


_READ: Final[Mapping[str, Callable[[str, Field, str, str | None], Any]]] = {
    "text": lambda _kind, _field, cell, _day: cell.strip() or None,
    "texts": lambda _kind, _field, cell, _day: lookup.words_of(cell),
    "date": _read_day,
    "whole": lambda _kind, field, cell, _day: _number(field, cell),
    "number": lambda _kind, field, cell, _day: _number(field, cell),
    "code": lambda kind, field, cell, _day: _code(kind, field, cell),
    "themes": lambda _kind, _field, cell, _day: _themes(cell),
    "region": lambda _kind, field, cell, day: _region(field, cell, day),
    "regions": lambda _kind, field, cell, day: _regions(field, cell, day),
    "parties": lambda _kind, field, cell, day: _regions(field, cell, day),
    "people": lambda _kind, _field, cell, _day: lookup.people_from(cell),
}
"""How a cell is read, by what its field holds; `day` is the day of the row, whose names of regions count."""
