"""Who is drawn to whom? Gravity by kilometre and by hour with the change of ranks, circles, first places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tashan.integration.problems import MeasureError
from tashan.integration.relations import distances
from tashan.pictures.places import Spot, circles_map
from tashan.pictures.rankings import Bar, Move, rank_changes, ranking
from tashan.regions.divisions import by_code
from tashan.web.integration.answers import left_out, too_many
from tashan.web.integration.choices import HEADS, TOTAL, Choice, complete, source_of
from tashan.web.integration.words import card_note
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Picture, Table
from tashan.web.pages.words import say

if TYPE_CHECKING:
    import numpy as np

RINGS: Final = (50, 100, 200, 300, 500, 1000)
MOST_MOVES: Final = 20
MOST_MEMBERS: Final = 300
MOST_SPOTS: Final = 24
MOST_PAIRS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Links:
    """Masses, kilometres, hours (NaN where not known) and links of the members, in one order; the centre's row."""

    names: tuple[str, ...]
    mass: np.ndarray
    what: str
    unit: str
    year: int
    far: np.ndarray
    hours: np.ndarray
    by_far: np.ndarray
    by_hours: np.ndarray
    centre: int
    exponent: float
    without: tuple[str, ...]


def links_of(choice: Choice) -> Links:
    """
    Links of the area's members by gravity.

    Raises:
        MeasureError: fewer than two members have a mass, or nothing in the table can be one.
    """
    import numpy as np

    from tashan.integration.pull import gravity
    from tashan.panels import Panel

    panel: Panel = choice.panel
    year = choice.year_in(panel)
    columns, what = _masses(choice)
    names, table, without = complete(panel, columns, year, choice.members())
    if len(names) < 2:
        raise MeasureError("one_member", "Fewer than two members have a mass.")
    if len(names) > MOST_MEMBERS:
        raise MeasureError("too_many", too_many(len(names), MOST_MEMBERS))
    output = table.sum(axis=1)
    heads_name = choice.asked.get("heads", "")
    heads = output
    if heads_name in panel.indicators() and HEADS.search(heads_name):
        held, figures = panel.matrix([heads_name], year)
        found = dict(zip(held, figures[:, 0].tolist(), strict=True))
        if all(found.get(name, float("nan")) > 0 for name in names):
            heads = np.array([found[name] for name in names])
            what = f"√({what} × {heads_name})"
    exponent = _exponent(choice.asked.get("exponent", ""))
    from tashan.integration.measures import Asked

    far = distances(Asked(panel, columns, year), names)
    hours = _hours(choice, names)
    by_far = gravity(heads, output, far, exponent=exponent, names=names)
    by_hours = gravity(heads, output, hours, exponent=exponent, names=names) if np.isfinite(hours).any() else hours
    wanted = next((place for place, name in enumerate(names) if choice.codes[name] == choice.asked.get("centre")), None)
    centre = int(output.argmax()) if wanted is None else wanted
    return Links(
        names, output, what, panel.unit(columns[0]), year, far, hours, by_far, by_hours, centre, exponent, without
    )


def _masses(choice: Choice) -> tuple[tuple[str, ...], str]:
    """The one indicator asked for, else total output, else the sum of the finest set of sectors in money."""
    names = choice.panel.indicators()
    asked = choice.asked.get("mass", "")
    if asked in names:
        return (asked,), asked
    total = next((name for name in names if TOTAL.search(name)), None)
    if total:
        return (total,), total
    sets = [each for each in choice.sector_sets() if each.data.pk == choice.data.pk]
    money = [each for each in sets if choice.panel.unit(each.sectors[0]).endswith("元")] or sets
    if not money:
        raise MeasureError("unknown_indicator", say("请在设置里选择质量指标。", "Choose the indicator of mass."))
    return money[0].sectors, say("{what}之和", "sum of {what}", what=money[0].label)


def _exponent(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 2.0
    return value if 0.5 <= value <= 4 else 2.0


def _hours(choice: Choice, names: tuple[str, ...]) -> np.ndarray:
    """Hours between the members; a province's are those of its seat where the table has no others."""
    import numpy as np

    result = np.full((len(names), len(names)), np.nan)
    if choice.hours is None:
        return result
    known = {(one, other): hours for one, other, hours in choice.hours.counts.get("hours", [])}
    for a, one in enumerate(names):
        for b, other in enumerate(names[:a]):
            for first in _spellings(choice.codes[one]):
                for second in _spellings(choice.codes[other]):
                    value = known.get((min(first, second), max(first, second)))
                    if value is not None and np.isnan(result[a, b]):
                        result[a, b] = result[b, a] = value
    return result


def _spellings(code: str) -> tuple[str, ...]:
    """A region's code, and that of its seat where it is a province with one."""
    seats = (f"{code[:2]}0100",) if code.endswith("0000") and by_code(f"{code[:2]}0100") else ()
    return (code, *seats)


def shares(links: np.ndarray) -> np.ndarray:
    """Each pair's share in all links, and NaN where a link is not known."""
    import numpy as np

    total = np.nansum(np.triu(links, 1))
    result: np.ndarray = links / total if total > 0 else links * np.nan
    return result


def pull(choice: Choice) -> Answer:
    """
    Links of an area's members.

    Raises:
        MeasureError, PanelError: figures it cannot be computed from.
    """
    import numpy as np

    found = links_of(choice)
    answer = Answer(_sentence(choice, found))
    timed = np.isfinite(found.hours).any()
    answer.doubts = [*([] if timed else [_kilometres()]), *left_out(choice, found.without)]
    if any(choice.codes[name].endswith("0000") for name in found.names):
        answer.doubts.append(
            say(
                "省级成员以省会代表全省；省会靠近边界时联系偏高。",
                "A province stands at its seat, which overstates its ties where the seat lies near the border.",
            )
        )
    answer.pictures = [*rank_pictures(choice, found), circles_picture(choice, found)]
    answer.tables = [_pairs_table(choice, found), _centre_table(choice, found), _primacy_table(choice, found)]
    answer.cards = [card_note(key) for key in ("gravity", "subordination", "primacy")]
    answer.settings = [
        (say("质量", "Mass"), f"{found.what}（{found.unit or '–'}）"),
        (say("距离", "Distance"), say("驻地间直线公里", "kilometres between seats, as the crow flies")),
        (say("小时", "Hours"), choice.hours.title if choice.hours else say("未给出", "not given")),
        (say("指数", "Exponent"), f"{found.exponent:g}"),
        (say("年份", "Year"), str(found.year)),
        (say("中心", "Centre"), choice.short(found.names[found.centre])),
    ]
    answer.sources = (*choice.sources(), *((source_of(choice.hours),) if choice.hours and timed else ()))
    return answer


def _kilometres() -> str:
    return say(
        "公里不等于时间：上传旅行时间后可同时按小时排序，位次会变。",
        "Kilometres are not hours: with a table of travel times the ranks are shown by hour too; the order changes.",
    )


def strongest(found: Links) -> tuple[int, int, float]:
    """The strongest pair and its share in all links."""
    import numpy as np

    table = np.triu(np.nan_to_num(shares(found.by_far)), 1)
    a, b = np.unravel_index(int(table.argmax()), table.shape)
    return int(a), int(b), float(table[a, b])


def _sentence(choice: Choice, found: Links) -> str:
    a, b, share = strongest(found)
    move = biggest_move(choice, found)
    tail = say("。", ".")
    if move:
        tail = say(
            "；换成小时，{name}对{centre}的位次从第{before}变为第{after}。",
            "; by hour {name} moves from rank {before} to {after} seen from {centre}.",
            name=move.name,
            centre=choice.short(found.names[found.centre]),
            before=move.before,
            after=move.after,
        )
    return say(
        "{year}年{area}联系最强的是{one}与{two}，占全部联系的{share}{tail}",
        "The strongest tie of {area} in {year} was {one} and {two}, {share} of all links{tail}",
        year=found.year,
        area=choice.area_name,
        one=choice.short(found.names[a]),
        two=choice.short(found.names[b]),
        share=f"{100 * share:.1f}%",
        tail=tail,
    )


def moves_of(choice: Choice, found: Links) -> list[Move]:
    """Ranks of the others seen from the centre, by kilometre and by hour; only those with both."""
    import numpy as np

    row, timed = found.by_far[found.centre], found.by_hours[found.centre]
    places = [
        place
        for place in range(len(found.names))
        if place != found.centre
        and np.isfinite(row[place])
        and np.isfinite(timed[place])
        and np.isfinite(found.hours[found.centre, place])
    ]
    before = {place: rank for rank, place in enumerate(sorted(places, key=lambda at: -row[at]), 1)}
    after = {place: rank for rank, place in enumerate(sorted(places, key=lambda at: -timed[at]), 1)}
    moves = []
    for place in sorted(places, key=lambda at: before[at])[:MOST_MOVES]:
        up = before[place] - after[place]
        change = (
            say("升 {n}", "up {n}", n=up) if up > 0 else say("降 {n}", "down {n}", n=-up) if up else say("不变", "same")
        )
        moves.append(
            Move(
                choice.short(found.names[place]),
                before[place],
                after[place],
                say("{n} 公里", "{n} km", n=f"{found.far[found.centre, place]:.0f}"),
                say("{n} 小时", "{n} h", n=f"{found.hours[found.centre, place]:.2f}"),
                change,
                found.names[place] == choice.mine_name,
            )
        )
    return moves


def biggest_move(choice: Choice, found: Links) -> Move | None:
    """Whose rank changes most between kilometres and hours; None where nobody's does."""
    moves = [move for move in moves_of(choice, found) if move.before != move.after]
    return max(moves, key=lambda move: (move.mine, abs(move.before - move.after)), default=None)


def rank_pictures(choice: Choice, found: Links) -> list[Picture]:
    """The change of ranks where hours are known, else the ranking by kilometre."""
    import numpy as np

    centre = choice.short(found.names[found.centre])
    title = say("与{centre}的引力位次", "Ranks of gravity with {centre}", centre=centre)
    moves = moves_of(choice, found)
    if len(moves) >= 2:
        drawing = rank_changes(moves, title=title, heads=(say("按公里", "by km"), say("按小时", "by hour")))
        caption = say(
            "同一组地区、同一公式，只换距离的量法。",
            "The same regions and formula; only the measure of distance changes.",
        )
        return [Picture("ranks", drawing, caption, "centre")]
    row = np.nan_to_num(found.by_far[found.centre])
    total = row.sum() or 1.0
    order = [place for place in np.argsort(-row, kind="stable").tolist() if place != found.centre][:MOST_MOVES]
    bars = [
        Bar(
            choice.short(found.names[p]),
            float(row[p] / total),
            f"{100 * row[p] / total:.1f}%",
            found.names[p] == choice.mine_name,
        )
        for p in order
    ]
    caption = say("占{centre}全部联系的份额，按公里。", "Shares of all links of {centre}, by kilometre.", centre=centre)
    return [Picture("ranks", ranking(bars, title=title, own=say("我的区域", "my region")), caption, "centre")]


def circles_picture(choice: Choice, found: Links) -> Picture:
    """The centre with its circles; a line is as wide as the share of the centre's links."""
    import numpy as np

    row = np.nan_to_num(found.by_far[found.centre])
    total = row.sum() or 1.0
    spots = []
    strongest_first = np.argsort(-row, kind="stable").tolist()
    shown = {found.centre, *strongest_first[:MOST_SPOTS]}
    for place, name in enumerate(found.names):
        if place not in shown:
            continue
        unit = by_code(choice.codes[name])
        if unit is None or unit.lon is None or unit.lat is None:
            continue
        share = float(row[place] / total) if place != found.centre else 0.0
        spots.append(
            (
                place,
                Spot(choice.short(name), unit.lon, unit.lat, float(found.mass[place]), share, name == choice.mine_name),
            )
        )
    centre = next((spot for place, spot in spots if place == found.centre), spots[0][1])
    others = [spot for place, spot in spots if place != found.centre]
    title = say("{centre}的圈层与联系", "Circles around {centre}", centre=centre.name)
    drawing = circles_map(centre, others, RINGS, title=title, unit=say("公里", "km"))
    caption = say(
        "圆面积表示质量，线宽表示占中心联系的份额；上北，按驻地坐标，不画边界。",
        "Area: mass; width of lines: share of the centre's links; north is up, seats by coordinate, no boundary is drawn.",
    )
    if len(found.names) > MOST_SPOTS + 1:
        caption += say("只画联系最强的{n}个。", " Only the {n} most linked are drawn.", n=MOST_SPOTS)
    return Picture("circles", drawing, caption, "centre")


def _pairs_table(choice: Choice, found: Links) -> Table:
    """All pairs by kilometre; where hours are known, ranks by both among the pairs that have both."""
    import numpy as np

    from tashan.integration.pull import rank_changes as change_of_ranks

    by_far = shares(found.by_far)
    places = {name: place for place, name in enumerate(found.names)}
    timed = np.isfinite(found.hours) & np.isfinite(by_far)
    among = change_of_ranks(np.where(timed, by_far, np.nan), np.where(timed, found.by_hours, np.nan), found.names)
    common = {
        (row["first"], row["second"]): row for row in among.iter_rows(named=True) if row["rank_other"] is not None
    }
    rows: list[list[Any]] = []
    ranked = change_of_ranks(by_far, by_far, found.names)
    for row in ranked.head(MOST_PAIRS).iter_rows(named=True):
        a, b = places[row["first"]], places[row["second"]]
        both = common.get((row["first"], row["second"]), {})
        cells = [choice.short(row["first"]), choice.short(row["second"]), float(found.far[a, b])]
        cells += [_percent(row["one"]), _whole(row["rank_one"])]
        if common:
            cells.append(float(found.hours[a, b]) if both else None)
            cells += [_whole(both.get(key)) for key in ("rank_one", "rank_other", "moves_up")]
        rows.append(cells)
    columns = [
        Column(say("一方", "One")),
        Column(say("另一方", "Other")),
        Column(say("公里", "km"), number=True, decimals=0),
        Column(say("占全部联系 %", "Share of all links, %"), number=True, decimals=2),
        Column(say("位次", "Rank"), number=True),
    ]
    if common:
        n = len(common)
        columns += [
            Column(say("小时", "Hours"), number=True, decimals=2),
            Column(say("有小时的{n}对中：按公里", "Of {n} pairs with hours: by km", n=n), number=True),
            Column(say("按小时", "by hour"), number=True),
            Column(say("上升", "Up"), number=True),
        ]
    title = say("全部{n}对联系", "All {n} pairs", n=ranked.height)
    if ranked.height > MOST_PAIRS:
        title = say("最强的{m}对联系（共{n}对）", "The strongest {m} of {n} pairs", m=MOST_PAIRS, n=ranked.height)
    return Table("links", title, columns, rows, "；".join(choice.sources()), most=30)


def _percent(value: float | None) -> float | None:
    return None if value is None else 100 * value


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _centre_table(choice: Choice, found: Links) -> Table:
    import numpy as np

    from tashan.integration.pull import subordination

    belongs = subordination(found.by_far)
    row = np.nan_to_num(found.by_far[found.centre])
    total = row.sum() or 1.0
    rows = []
    for place in np.argsort(-row, kind="stable").tolist():
        if place == found.centre:
            continue
        most = int(np.nan_to_num(belongs[place], nan=-1.0).argmax())
        rows.append(
            [
                choice.short(found.names[place]),
                float(found.far[found.centre, place]),
                100 * float(row[place] / total),
                100 * float(belongs[place, found.centre]),
                choice.short(found.names[most]),
                100 * float(belongs[place, most]),
            ]
        )
    centre = choice.short(found.names[found.centre])
    columns = [
        Column(say("地区", "Region")),
        Column(say("距{centre}公里", "km from {centre}", centre=centre), number=True, decimals=0),
        Column(say("占{centre}联系 %", "Share of the links of {centre}, %", centre=centre), number=True, decimals=1),
        Column(say("对{centre}的隶属度 %", "Own links that go to {centre}, %", centre=centre), number=True, decimals=1),
        Column(say("联系最多的对方", "Most linked with")),
        Column(say("隶属度 %", "Share, %"), number=True, decimals=1),
    ]
    title = say("以{centre}为中心", "Seen from {centre}", centre=centre)
    return Table("centre", title, columns, rows, "；".join(choice.sources()), most=30)


def _primacy_table(choice: Choice, found: Links) -> Table:
    from tashan.integration.pull import primacy

    first = primacy(found.mass, found.names)
    rows: list[list[Any]] = [
        [say("首位占比", "Share of the first"), choice.short(first.first), first.share],
        [say("首位比第二", "First over second"), choice.short(first.first), first.over_second],
        [say("首位比其后三地之和", "First over the next three"), choice.short(first.first), first.over_next_three],
    ]
    columns = [
        Column(say("算法", "Form")),
        Column(say("首位", "First")),
        Column(say("数值", "Value"), number=True, decimals=3),
    ]
    return Table(
        "primacy",
        say("首位度（{what}）", "Primacy ({what})", what=found.what),
        columns,
        rows,
        "；".join(choice.sources()),
    )
