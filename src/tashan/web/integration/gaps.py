"""How far apart are they? One figure by region: ranking, Gini, Theil and Dagum with their parts, change over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tashan.integration.asked import Asked
from tashan.integration.measures import measure
from tashan.integration.problems import MeasureError
from tashan.pictures.places import tile_values
from tashan.pictures.rankings import Bar, ranking
from tashan.pictures.series import time_series
from tashan.web.integration.choices import HEADS, PER_HEAD, Choice, indicator_word, sector_word, with_unit
from tashan.web.integration.words import card_note, doubt_words
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Picture, Table
from tashan.web.pages.words import language, say

if TYPE_CHECKING:
    import numpy as np

MOST_BARS = 45


@dataclass(frozen=True, slots=True)
class Gap:
    """The figure asked about: its name, unit, weights, groups, and the regions that have it."""

    variable: str
    unit: str
    weights: str
    groups: dict[str, str]
    grouping: str
    year: int
    names: tuple[str, ...]
    values: np.ndarray


def gap_of(choice: Choice) -> Gap:
    """
    The figure that the settings ask about; without any the first figure per head.

    Raises:
        MeasureError: fewer than two members have it.
    """
    import numpy as np

    variable = choice.indicator("of", PER_HEAD)
    panel, year = choice.panel, choice.year_in(choice.panel)
    names, table = panel.matrix([variable], year)
    members = choice.members()
    kept = [name for name in members if name in names and not np.isnan(table[names.index(name), 0])]
    if len(kept) < 2:
        raise MeasureError("one_member", f"Fewer than two members have {variable} in {year}.")
    values = np.array([table[names.index(name), 0] for name in kept])
    weights = choice.asked.get("weights", "")
    weights = weights if weights in panel.indicators() and HEADS.search(weights) else ""
    grouping = choice.asked.get("groups", "")
    groups = dict(panel.attributes.get(grouping, {})) if grouping in panel.attributes else {}
    if grouping == "province":
        groups = {name: choice.codes[name][:2] for name in kept}
    return Gap(variable, panel.unit(variable), weights, groups, grouping if groups else "", year, tuple(kept), values)


def gaps(choice: Choice) -> Answer:
    """
    The gap between an area's members in one figure.

    Raises:
        MeasureError, PanelError: figures it cannot be computed from.
    """
    found = gap_of(choice)
    asked = Asked(choice.panel, (found.variable,), found.year, None, found.names, found.weights, found.groups or None)
    keys = ["theil_t", "gini", "variation"] if found.values.min() > 0 else ["gini", "variation"]
    measured = {key: measure(key, asked) for key in keys}
    single = {key: float(each.table[key][0]) for key, each in measured.items()}
    answer = Answer(_sentence(choice, found, single))
    answer.doubts = list(dict.fromkeys(doubt_words(doubt) for each in measured.values() for doubt in each.warnings))
    answer.pictures = _pictures(choice, found)
    answer.tables = [_measures_table(choice, found, single), *_parts(choice, found, asked), _ranks_table(choice, found)]
    parts = ["theil_nested", "dagum"] if found.groups else []
    answer.cards = [card_note(key) for key in [*keys, "sigma", *parts]]
    nothing = say("无：每个地区计一次", "none: each region counts once")
    answer.settings = [
        (say("变量与单位", "Variable and unit"), with_unit(found.variable, found.unit)),
        (say("年份", "Year"), str(found.year)),
        (say("权重", "Weights"), found.weights or nothing),
        (say("分组", "Groups"), found.grouping or say("无", "none")),
        (say("标准差的自由度调整（ddof）", "Degrees of freedom taken off (ddof)"), "0"),
    ]
    answer.sources = choice.sources()
    return answer


def _sentence(choice: Choice, found: Gap, single: dict[str, float]) -> str:
    import numpy as np

    high, low = int(np.argmax(found.values)), int(np.argmin(found.values))
    series = sigma_of(choice, found)
    change = ""
    if len(series) > 1:
        (first, before), (_, after) = series[0], series[-1]
        zh, en = (
            ("缩小", "smaller") if after < before else ("扩大", "larger") if after > before else ("持平", "the same")
        )
        change = say(
            "，变异系数比{first}年{way}（{before}→{after}）",
            "; the coefficient of variation is {way} than in {first} ({before} → {after})",
            first=f"{first:.0f}",
            way=say(zh, en),
            before=f"{before:.3f}",
            after=f"{after:.3f}",
        )
    times = f"{found.values[high] / found.values[low]:.2f}" if found.values[low] > 0 else "–"
    return say(
        "{year}年{area}{n}个成员中，{variable}最高的{one}是最低的{two}的{times}倍{change}。",
        "Of the {n} members of {area}, {one} had {times} times the {variable} of {two} in {year}{change}.",
        year=found.year,
        area=choice.area_name,
        n=len(found.names),
        variable=indicator_word(found.variable),
        one=choice.short(found.names[high]),
        two=choice.short(found.names[low]),
        times=times,
        change=change,
    )


def sigma_of(choice: Choice, found: Gap) -> list[tuple[float, float]]:
    """Coefficient of variation by year, of the members that have the figure in every year."""
    import numpy as np

    from tashan.integration.inequality import variation

    _, years, table = choice.panel.series(found.variable, found.names)
    whole = table[~np.isnan(table).any(axis=1)]
    if len(whole) < 2 or len(years) < 2:
        return []
    rows = [(float(year), whole[:, place]) for place, year in enumerate(years) if year <= found.year]
    return [(year, float(variation(values))) for year, values in rows]


def _pictures(choice: Choice, found: Gap) -> list[Picture]:
    import numpy as np

    order = np.argsort(-found.values, kind="stable").tolist()
    mean = float(found.values.mean())
    bars = [
        Bar(
            choice.short(found.names[i]),
            float(found.values[i]),
            _number(found.values[i]),
            found.names[i] == choice.mine_name,
        )
        for i in order[:MOST_BARS]
    ]
    title = say("{what}，{year}年", "{what}, {year}", what=indicator_word(found.variable), year=found.year)
    line = (mean, say("等权均值 {mean}", "mean {mean}", mean=_number(mean)))
    drawing = ranking(bars, title=title, line=line, own=say("我的区域", "my region"))
    pictures = [
        Picture(
            "ranking",
            drawing,
            say("单位：{unit}。", "Unit: {unit}.", unit=sector_word(found.unit) if found.unit else "–"),
            "ranks",
        )
    ]
    series = sigma_of(choice, found)
    if len(series) > 1:
        title = say("变异系数，逐年", "Coefficient of variation by year")
        name = say("变异系数", "Variation")
        chart = time_series({name: series}, title=title, width=560, height=260, decimals=3)
        caption = say(
            "只用各年都有数据的成员；ddof 0，等权。", "Members with figures in every year; ddof 0, each once."
        )
        pictures.append(Picture("sigma", chart, caption, "measures"))
    tiles = {choice.codes[name][:2]: float(value) for name, value in zip(found.names, found.values, strict=True)}
    if all(choice.codes[name].endswith("0000") for name in found.names) and len(tiles) >= 6:
        tile = tile_values(
            tiles,
            title=title_of(found),
            language="en" if language() == "en" else "zh",
            mine=choice.mine[:2],
            decimals=0 if mean > 100 else 2,
        )
        pictures.append(
            Picture(
                "tiles",
                tile,
                say(
                    "方格按地理位置示意排列，不代表面积与边界。",
                    "Tiles stand roughly where the provinces lie; no boundary is asserted.",
                ),
                "ranks",
            )
        )
    return pictures


def title_of(found: Gap) -> str:
    """The figure and its year."""
    return f"{indicator_word(found.variable)} · {found.year}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"


def _measures_table(choice: Choice, found: Gap, single: dict[str, float]) -> Table:
    names = {
        "theil_t": say("泰尔指数 T", "Theil T"),
        "gini": say("基尼系数", "Gini"),
        "variation": say("变异系数", "Coefficient of variation"),
    }
    others = (key for key in single if key != "variation")
    rows: list[list[Any]] = [[names[key], str(found.year), single[key]] for key in others]
    rows += [[names["variation"], f"{year:.0f}", value] for year, value in sigma_of(choice, found)[:-1]]
    rows.append([names["variation"], str(found.year), single["variation"]])
    columns = [
        Column(say("度量", "Measure")),
        Column(say("年份", "Year"), when=True),
        Column(say("数值", "Value"), number=True, decimals=4),
    ]
    return Table("measures", say("差距", "Gaps"), columns, rows, "；".join(choice.sources()))


def _parts(choice: Choice, found: Gap, asked: Asked) -> list[Table]:
    """Theil and Dagum by group, where groups are chosen and there are two of them."""
    if len(set(found.groups.values()) - {""}) < 2 or found.values.min() <= 0:
        return []
    words = {
        "total": say("总体", "total"),
        "between": say("组间", "between"),
        "within": say("组内", "within"),
        "net between": say("组间净差距", "net between"),
        "transvariation": say("超变密度", "transvariation"),
    }
    tables = []
    for key, column, title in (
        ("theil_nested", "theil", say("泰尔指数分解", "Theil by group")),
        ("dagum", "gini", say("Dagum基尼系数分解", "Dagum's Gini by group")),
    ):
        rows = measure(key, asked).table.to_dicts()
        total = rows[0][column] or 1.0
        additive = ("total", "between", "within", "net between", "transvariation")
        shown = [
            [
                _group(words.get(row["part"], row["part"])),
                row[column],
                100 * row[column] / total if row["part"] in additive else None,
            ]
            for row in rows
        ]
        columns = [
            Column(say("部分", "Part")),
            Column(say("数值", "Value"), number=True, decimals=4),
            Column(say("占总体 %", "Share, %"), number=True, decimals=1),
        ]
        tables.append(Table(key, title, columns, shown, "；".join(choice.sources())))
    return tables


def _group(name: str) -> str:
    from tashan.web.pages.places import place_name

    return " – ".join(
        place_name(f"{part}0000") if part.isdigit() and len(part) == 2 else part for part in name.split(" – ")
    )


def _ranks_table(choice: Choice, found: Gap) -> Table:
    import numpy as np

    order = np.argsort(-found.values, kind="stable").tolist()
    rows: list[list[Any]] = []
    for place, i in enumerate(order, 1):
        group = found.groups.get(found.names[i], "")
        name = choice.short(found.names[i])
        rows.append([place, name, _group(group) if group else None, float(found.values[i])])
    columns = [
        Column(say("位次", "Rank"), number=True),
        Column(say("地区", "Region")),
        Column(say("分组", "Group")),
        Column(with_unit(found.variable, found.unit), number=True),
    ]
    mine = frozenset(place for place, i in enumerate(order) if found.names[i] == choice.mine_name)
    return Table("ranks", say("各地区", "Regions"), columns, rows, "；".join(choice.sources()), mine, most=60)
