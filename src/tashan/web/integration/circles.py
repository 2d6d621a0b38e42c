"""Pictures of the pull: ranks by kilometre and by hour, and circles around a centre."""

from __future__ import annotations

from typing import Any, Final

from tashan.pictures.places import Spot, circles_map
from tashan.pictures.rankings import Bar, rank_changes, ranking
from tashan.regions.clusters import Cluster, clusters
from tashan.regions.divisions import by_code
from tashan.web.integration.choices import Choice
from tashan.web.integration.links import MOST_MOVES, Links, moves_of
from tashan.web.pages.downloads import Column, Picture, Table
from tashan.web.pages.words import language, say

MOST_NESTED: Final = 6
RINGS: Final = (50, 100, 200, 300, 500, 1000)
MOST_SPOTS: Final = 24


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


def nested(choice: Choice, found: Links) -> list[tuple[Cluster, list[int]]]:
    """
    The clusters that lie wholly inside the area, with the places of their members that have figures: at least two each.

    The largest come first; of those with the same members with figures the first of the file is named.
    """
    if choice.area is None:
        return []
    whole = {member.name for member in choice.area.members}
    inside: dict[tuple[int, ...], Cluster] = {}
    for each in clusters():
        members = {member.name for member in each.members}
        held = tuple(place for place, name in enumerate(found.names) if name in members)
        if members < whole and len(held) > 1:
            inside.setdefault(held, each)
    order = sorted(inside, key=lambda held: -len(held))[:MOST_NESTED]
    return [(inside[held], list(held)) for held in order]


def nested_table(choice: Choice, found: Links) -> Table | None:
    """How much of the area's mass and of its links lies in each cluster inside it; None where there is none."""
    import numpy as np

    inside = nested(choice, found)
    if not inside:
        return None
    links = np.nan_to_num(found.by_far)
    rows: list[list[Any]] = [
        [
            each.english or each.name if language() == "en" else each.name,
            len(held),
            len(each.members),
            100 * float(found.mass[held].sum() / np.nansum(found.mass)),
            100 * float(links[np.ix_(held, held)].sum() / (links.sum() or 1.0)),
        ]
        for each, held in inside
    ]
    columns = [
        Column(say("圈层", "Cluster inside")),
        Column(say("有数据的成员", "Members with figures"), number=True),
        Column(say("成员", "Members"), number=True),
        Column(say("占质量 %", "Share of mass, %"), number=True, decimals=1),
        Column(say("内部联系占全部联系 %", "Links inside it, % of all"), number=True, decimals=1),
    ]
    title = say("{area}内的圈层", "Clusters inside {area}", area=choice.area_name)
    return Table("nested", title, columns, rows, "；".join(choice.sources()))


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
    inside = [
        (
            each.english or each.name if language() == "en" else each.name,
            [choice.short(found.names[p]) for p in held if p in shown],
        )
        for each, held in nested(choice, found)
    ]
    drawing = circles_map(centre, others, RINGS, title=title, unit=say("公里", "km"), groups=inside)
    caption = say(
        "圆面积表示质量，线宽表示占中心联系的份额；上北，按驻地坐标，不画边界。",
        "Area: mass; width of lines: share of the centre's links; north is up, seats by coordinate, no boundary is drawn.",
    )
    if inside:
        caption += say("细线圈出区域内的城市群、都市圈。", " Thin outlines hold the clusters inside the area together.")
    if len(found.names) > MOST_SPOTS + 1:
        caption += say("只画联系最强的{n}个。", " Only the {n} most linked are drawn.", n=MOST_SPOTS)
    return Picture("circles", drawing, caption, "centre")
