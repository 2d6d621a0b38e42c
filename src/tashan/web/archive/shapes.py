"""
The fields of every kind of record, as pages and events need them: label, what they hold, and as what a region takes part.

The form itself is `tashan.records`; here stands only what people see of it and in which order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tashan.records.codes import (
    AgreementStrength,
    BodyLevel,
    Code,
    EventStatus,
    Qualifier,
    RecordKind,
    SignatureStatus,
    Theme,
    VisitKind,
)
from tashan.web.pages.words import spoken


@dataclass(frozen=True, slots=True)
class Field:
    """
    One field of a kind of record.

    Attributes:
        name: as in docs/records.md.
        zh, en: its label.
        holds: text, texts, date, period, whole, number, code, themes, region, regions, parties, people or actors.
        codes: the code list of a code.
        role: as what the regions in it take part in the event.
        hue: the colour of its marks: date, visitor, host, place or result.
        key: whether a complete record has it.
    """

    name: str
    zh: str
    en: str
    holds: str
    codes: type[Code] | None = None
    role: str = ""
    hue: str = "result"
    key: bool = False

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return spoken(self.zh, self.en)


ACTORS: Final = Field("actors", "其他参与方", "other participants", "actors")

FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    "visit": (
        Field("visitors", "来访方", "visitors", "regions", role="visitor", hue="visitor", key=True),
        Field("hosts", "接待方", "hosts", "regions", role="host", hue="host", key=True),
        Field("start", "开始日期", "first day", "date", hue="date", key=True),
        Field("end", "结束日期", "last day", "date", hue="date"),
        Field("leaders", "带队领导", "leaders", "people", hue="visitor", key=True),
        Field("kind", "类别", "kind", "code", VisitKind),
        Field("status", "状态", "status", "code", EventStatus),
        Field("sites", "到访地点", "sites", "texts", hue="place", key=True),
        Field("themes", "主题", "themes", "themes", key=True),
        ACTORS,
    ),
    "meeting": (
        Field("name", "名称", "name", "text", key=True),
        Field("session", "届次", "session", "whole"),
        Field("date", "日期", "date", "date", hue="date", key=True),
        Field("place", "地点", "place", "region", role="place", hue="place", key=True),
        Field("participants", "参会方", "participants", "regions", role="participant", hue="visitor", key=True),
        Field("participants_group", "参会方统称", "group of participants", "text", hue="visitor"),
        Field("status", "状态", "status", "code", EventStatus),
        ACTORS,
    ),
    "agreement": (
        Field("title", "名称", "title", "text", key=True),
        Field("parties", "签约方", "parties", "parties", role="party", hue="visitor", key=True),
        Field("parties_group", "签约方统称", "group of parties", "text", hue="visitor"),
        Field("date", "签署日期", "signed on", "date", hue="date", key=True),
        Field("status", "状态", "status", "code", SignatureStatus),
        Field("strength", "约束力", "strength", "code", AgreementStrength, key=True),
        Field("fields", "领域", "fields", "themes", key=True),
        ACTORS,
    ),
    "signing": (
        Field("event", "活动", "event", "text", hue="place", key=True),
        Field("projects", "项目数", "projects", "whole", key=True),
        Field("amount_cny", "金额（元）", "amount (yuan)", "number", key=True),
        Field("date", "签约日期", "signed on", "date", hue="date", key=True),
        Field("investors", "投资方", "investors", "regions", role="investor", hue="visitor"),
        Field("recipients", "落地方", "recipients", "regions", role="recipient", hue="host", key=True),
        Field("sectors", "行业", "sectors", "texts", key=True),
        Field("status", "状态", "status", "code", SignatureStatus),
    ),
    "body": (
        Field("name", "名称", "name", "text", key=True),
        Field("level", "层级", "level", "code", BodyLevel, key=True),
        Field("members", "成员", "members", "regions", role="member", hue="visitor", key=True),
        Field("members_count", "成员数", "number of members", "whole"),
        Field("founded", "成立", "founded", "date", hue="date", key=True),
        ACTORS,
    ),
    "figure": (
        Field("subject", "对象", "subject", "text", hue="visitor", key=True),
        Field("measure", "指标", "measure", "text", hue="place", key=True),
        Field("value", "数值", "value", "number", key=True),
        Field("qualifier", "限定", "qualifier", "code", Qualifier),
        Field("unit", "单位", "unit", "text", key=True),
        Field("period", "时期", "period", "period", hue="date", key=True),
    ),
    "practice": (
        Field("problem", "问题", "problem", "text", hue="place", key=True),
        Field("mechanism", "做法", "mechanism", "text", key=True),
        Field("region", "区域", "region", "region", role="place", hue="host", key=True),
        Field("conditions", "条件", "conditions", "texts", hue="date", key=True),
        Field("results", "成效", "results", "texts", key=True),
    ),
}
"""Kind of record to its own fields, in the order in which a person checks them."""

KINDS: Final = tuple(FIELDS)
"""The kinds of record that documents are read for."""

UNITED: Final = frozenset({"texts", "themes", "actors"})
"""What is put together from all reports instead of chosen among them: one may name more than another."""

_DAY: Final = {"visit": "start", "meeting": "date", "agreement": "date", "signing": "date", "body": "founded"}


def kind_label(kind: str) -> str:
    """The name of a kind of record in the reader's language."""
    code = RecordKind(kind)
    return spoken(code.zh, code.en)


def field_of(kind: str, name: str) -> Field | None:
    """The field of a kind by its name."""
    return next((field for field in FIELDS[kind] if field.name == name), None)


def day_of(kind: str, body: Mapping[str, Any]) -> str:
    """The first day of what a record tells, as far as it says (YYYY, YYYY-MM, YYYY-MM-DD), or nothing."""
    if kind == "figure":
        first = (body.get("period") or "").split("/")[0]
        return first if first[:1].isdigit() else ""
    return body.get(_DAY.get(kind, "")) or ""


_THEMES: Final = frozenset(Theme.values())


def themes_of(kind: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    """The themes of a record."""
    found = (theme for field in FIELDS[kind] if field.holds == "themes" for theme in body.get(field.name) or ())
    return tuple(dict.fromkeys(theme for theme in found if theme in _THEMES))


def regions_of(kind: str, body: Mapping[str, Any]) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """The regions of a record, each with the role in which it takes part; an organ's region stands for it."""
    found = {
        (field.role, region["name"]): region
        for field in FIELDS[kind]
        if field.role
        for region in _regions(body.get(field.name))
    }
    return tuple((role, region) for (role, _), region in found.items())


def _regions(value: Any) -> Iterator[Mapping[str, Any]]:
    for each in value if isinstance(value, list) else [value]:
        region = each.get("region") if each and each.get("kind") == "organ" else each
        if region and region.get("name"):
            yield region
