"""What a page is asked: area, tables, year and variables, all from its address; and what there is to choose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from tashan.integration.diagnosis_figures import in_chinese, in_english, sector_groups
from tashan.panels import Panel
from tashan.regions.clusters import Cluster, cluster, clusters
from tashan.regions.divisions import by_code
from tashan.web.integration.models import DataSet
from tashan.web.integration.queries import readable_data, tables_of
from tashan.web.integration.stored import panel_of_data
from tashan.web.pages.words import language, say, spoken

if TYPE_CHECKING:
    import numpy as np

_NO_SECTOR: Final = re.compile(
    r"平均|人均|mean|per_capita|率|rate|指数|index|价格|price|wage|工资|score|人口|population|面积",
    re.IGNORECASE,
)
PER_HEAD: Final = re.compile(r"人均|平均|per_capita|mean_", re.IGNORECASE)
HEADS: Final = re.compile(r"人口|population|就业", re.IGNORECASE)
PRICES: Final = re.compile(r"价格指数|price_index|CPI|RPI", re.IGNORECASE)
TOTAL: Final = re.compile(r"^(地区生产总值|gdp|生产总值)", re.IGNORECASE)
_MOST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class SectorSet:
    """A set of sectors that can be added up: one variable by category, or plain columns of one unit."""

    key: str
    label: str
    sectors: tuple[str, ...]
    data: DataSet


@dataclass(frozen=True)
class Choice:
    """
    A question about an area.

    Attributes:
        area: a cluster, or None for all regions of the table.
        data, also: tables of figures.
        hours: a table of travel times.
        year: the year asked for.
        mine: the reader's region, by code.
        asked: the other settings as they stand in the address.
        all_data, all_hours: tables that may be chosen.
    """

    area: Cluster | None
    data: DataSet
    also: DataSet | None
    hours: DataSet | None
    year: int
    mine: str
    asked: Mapping[str, str] = field(default_factory=dict)
    all_data: tuple[DataSet, ...] = ()
    all_hours: tuple[DataSet, ...] = ()

    @cached_property
    def panel(self) -> Panel:
        """The figures of the first table."""
        return panel_of_data(self.data)

    @cached_property
    def panels(self) -> tuple[tuple[DataSet, Panel], ...]:
        """Both tables with their figures."""
        return tuple((data, panel_of_data(data)) for data in (self.data, self.also) if data is not None)

    @cached_property
    def codes(self) -> dict[str, str]:
        """Official name of each region of the tables to its code."""
        found: dict[str, str] = {}
        for _, panel in reversed(self.panels):
            found.update(panel.frame.select("region", "code").unique().iter_rows())
        return found

    @property
    def area_name(self) -> str:
        """What the area is called in the reader's language."""
        if self.area is None:
            return say("全部地区", "all regions")
        return self.area.english or self.area.name if language() == "en" else spoken(self.area.name, "")

    def members(self, panel: Panel | None = None) -> tuple[str, ...]:
        """The regions of the area that a table has, in the order of the area."""
        have = (panel or self.panel).regions()
        if self.area is None:
            return have
        return tuple(member.name for member in self.area.members if member.name in have)

    @property
    def mine_name(self) -> str:
        """The official name of the reader's region, where the tables have it."""
        return next((name for name, code in self.codes.items() if code == self.mine), "")

    @cached_property
    def _shorts(self) -> dict[str, str]:
        english = language() == "en"
        found = {}
        for name, code in self.codes.items():
            unit = by_code(code) if code else None
            found[name] = name if unit is None else (unit.english or unit.short) if english else spoken(unit.short, "")
        return found

    def short(self, name: str) -> str:
        """A region's short name in the reader's language."""
        return self._shorts.get(name, name)

    def years(self) -> tuple[int, ...]:
        """Years of the first table."""
        return tuple(self.data.counts.get("list_years", ()))

    def sector_sets(self) -> tuple[SectorSet, ...]:
        """The sets of sectors of both tables, the finest first."""
        found = [each for data, panel in self.panels for each in sets_of(data, panel)]
        return tuple(sorted(found, key=lambda each: -len(each.sectors)))

    def sector_set(self) -> SectorSet | None:
        """The set that is asked for, else the finest one."""
        sets = self.sector_sets()
        return next((each for each in sets if each.key == self.asked.get("sectors")), sets[0] if sets else None)

    def year_in(self, panel: Panel) -> int:
        """The last year of a table up to the one asked for, else its first."""
        years = panel.years()
        return max((year for year in years if year <= self.year), default=years[0])

    def indicator(self, wanted: str, prefer: re.Pattern[str] | None = None) -> str:
        """The indicator that a setting names, else the first that fits, else the first."""
        names = self.panel.indicators()
        if self.asked.get(wanted) in names:
            return self.asked[wanted]
        return next((name for name in names if prefer and prefer.search(name)), names[0])

    def sources(self) -> tuple[str, ...]:
        """Source and release of each table used."""
        used = [data for data in (self.data, self.also) if data is not None]
        return tuple(source_of(data) for data in used)


def source_of(data: DataSet) -> str:
    """Source and release of a table in one line."""
    release = data.vintage or say("版本未说明", "release not stated")
    return say(
        "{source}；{release}；数据集“{name}”",
        "{source}; {release}; data set “{name}”",
        source=data.source,
        release=release,
        name=data.name,
    )


def sector_word(name: str) -> str:
    """A sector, variable or unit in the reader's language, where everybody names it so; others as the table does."""
    return _word(name.rsplit("·", maxsplit=1)[-1])


def indicator_word(name: str) -> str:
    """An indicator with its category in the reader's language, where everybody names them so; others as the table does."""
    return "·".join(map(_word, name.split("·")))


def with_unit(name: str, unit: str) -> str:
    """An indicator and its unit in the reader's language."""
    return say("{what}（{unit}）", "{what} ({unit})", what=indicator_word(name), unit=_word(unit) if unit else "–")


def _word(text: str) -> str:
    return in_english(text).removeprefix("the ") if language() == "en" else spoken(in_chinese(text), "")


def sets_of(data: DataSet, panel: Panel) -> list[SectorSet]:
    """The sets of sectors that a table holds and that can be added up: amounts of one unit, no rates or figures per head."""
    found = []
    for group in sector_groups(panel):
        variable, dot, _ = (group[0] if group else "").partition("·")
        units = set(panel.frame.filter(panel.frame["indicator"].is_in(list(group)))["unit"].unique())
        if len(group) < 2 or len(units) != 1 or (dot and _NO_SECTOR.search(variable)):
            continue
        key = variable if dot else f"={next(iter(units)) or ''}"
        shown = say("、", ", ").join(sector_word(name) for name in group[:3]) + ("…" if len(group) > 3 else "")
        label = sector_word(variable) if dot else shown
        found.append(SectorSet(f"{data.pk}:{key}", label, tuple(group), data))
    return found


def complete(
    panel: Panel, sectors: Sequence[str], year: int, members: Sequence[str]
) -> tuple[tuple[str, ...], np.ndarray, tuple[str, ...]]:
    """Members with every sector in a year, their rows, and the members without."""
    import numpy as np

    names, table = panel.matrix(sectors, year)
    rows = [names.index(name) for name in members if name in names and not np.isnan(table[names.index(name)]).any()]
    kept = tuple(names[row] for row in rows)
    return kept, table[rows], tuple(name for name in members if name not in kept)


def areas_with(panels: Sequence[Panel]) -> tuple[Cluster, ...]:
    """Clusters of which the tables have at least half of the members, and two, in the order of their file."""
    have = {name for panel in panels for name in panel.regions()}
    circle = area_of(_CIRCLE[0])
    known = (*clusters(), circle) if circle else clusters()
    return tuple(
        each for each in known if sum(member.name in have for member in each.members) >= max(2, len(each.members) / 2)
    )


_CIRCLE: Final = ("成渝地区双城经济圈", "Chengdu-Chongqing economic circle")
"""An area of two provinces that has no plan of members of its own, and so is not among the clusters."""


def area_of(name: str) -> Cluster | None:
    """The area of a name, with an English one where it has none of its own."""
    found = cluster(name) if name else None
    circle = cluster(_CIRCLE[0])
    if found is None or circle is None or found.english or found.members != circle.members:
        return found
    return replace(found, name=_CIRCLE[0], english=_CIRCLE[1])


def choice_of(person: Any, query: Mapping[str, str]) -> Choice:
    """The question that an address asks; what it leaves open is filled in, what it names wrongly falls back."""
    tables = tuple(tables_of(person))
    hours = tuple(readable_data(person, "hours")[:_MOST_SHOWN])
    data = _picked(tables, query.get("data")) or _with_area(tables, query.get("area")) or tables[0]
    also = _picked(tables, query.get("also"))
    also = None if also is not None and also.pk == data.pk else also
    area = area_of(query.get("area", ""))
    if "area" not in query:
        near = areas_with([panel_of_data(data)])
        area = near[0] if near else None
    asked = query.get("year", "")
    years = data.counts.get("list_years") or [0]
    year = int(asked) if asked.isdecimal() and int(asked) in years else _usual_year(panel_of_data(data), area)
    mine = query.get("mine") or _own(person)
    rest = {key: value for key, value in query.items() if key not in ("get", "language")}
    when = _picked(hours, query.get("hours")) if "hours" in query else (hours[0] if hours else None)
    return Choice(area, data, also, when, year, mine, rest, tables, hours)


def in_year(choice: Choice, year: int) -> Choice:
    """The same question about another year."""
    return replace(choice, year=year)


def _usual_year(panel: Panel, area: Cluster | None) -> int:
    """The newest year in which most of the area's members have figures."""
    members = {member.name for member in area.members} if area else None
    counted: dict[int, set[str]] = {}
    for region, year in panel.frame.drop_nulls("value").select("region", "year").unique().iter_rows():
        if members is None or region in members:
            counted.setdefault(year, set()).add(region)
    return max(counted, key=lambda year: (len(counted[year]), year), default=max(panel.years(), default=0))


def _picked(tables: Sequence[DataSet], wanted: str | None) -> DataSet | None:
    return next((data for data in tables if str(data.pk) == wanted), None)


def _with_area(tables: Sequence[DataSet], name: str | None) -> DataSet | None:
    """The first table with figures of two members of an area."""
    area = cluster(name) if name else None
    if area is None:
        return None
    members = {member.name for member in area.members}
    return next((data for data in tables[:12] if len(members & set(panel_of_data(data).regions())) >= 2), None)


def _own(person: Any) -> str:
    place = getattr(person, "place", "") or ""
    return place if place.isdecimal() else ""
