"""Who is drawn to whom? Gravity by kilometre and by hour with the change of ranks, circles, first places."""

from __future__ import annotations

from typing import Any, Final

from tashan.integration.diagnosis_ties import NEAR_KM
from tashan.web.integration.answers import left_out
from tashan.web.integration.choices import Choice, source_of, with_unit
from tashan.web.integration.circles import circles_picture, nested_table, rank_pictures
from tashan.web.integration.links import Links, biggest_move, links_of, shares, strongest
from tashan.web.integration.words import card_note
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Table
from tashan.web.pages.words import say

MOST_PAIRS: Final = 5_000


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
    a, b, _ = strongest(found)
    if found.far[a, b] < NEAR_KM:
        answer.doubts.append(
            say(
                "{one}与{two}驻地相距仅{km}公里，距离的幂使联系被放大，排序不宜照用。",
                "The seats of {one} and {two} lie {km} km apart; the power of distance inflates their tie.",
                one=choice.short(found.names[a]),
                two=choice.short(found.names[b]),
                km=f"{found.far[a, b]:.0f}",
            )
        )
    if any(choice.codes[name].endswith("0000") for name in found.names):
        answer.doubts.append(
            say(
                "省级成员以省会代表全省；省会靠近边界时联系偏高。",
                "A province stands at its seat, which overstates its ties where the seat lies near the border.",
            )
        )
    answer.pictures = [*rank_pictures(choice, found), circles_picture(choice, found)]
    answer.tables = [_pairs_table(choice, found), _centre_table(choice, found), _primacy_table(choice, found)]
    inside = nested_table(choice, found)
    if inside is not None:
        answer.tables.append(inside)
    answer.cards = [card_note(key) for key in ("gravity", "subordination", "primacy")]
    answer.settings = [
        (say("质量", "Mass"), with_unit(found.what, found.unit)),
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
