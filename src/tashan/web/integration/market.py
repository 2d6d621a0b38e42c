"""Is the market one? Segmentation by relative prices, where there are prices; else that there are none."""

from __future__ import annotations

from tashan.integration.problems import MeasureError
from tashan.pictures.rankings import Bar, ranking
from tashan.pictures.series import time_series
from tashan.web.integration.answers import left_out
from tashan.web.integration.choices import PRICES, Choice, complete
from tashan.web.integration.words import card_note
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Picture, Table
from tashan.web.pages.words import say


def goods_of(choice: Choice) -> tuple[str, ...]:
    """The price indices of the first table, one a good."""
    return tuple(name for name in choice.panel.indicators() if PRICES.search(name))


def market(choice: Choice) -> Answer:
    """
    Segmentation of an area's markets by year, and of its members in the last one.

    Raises:
        MeasureError: fewer than two members have prices.
    """
    import numpy as np

    from tashan.integration.market import segmentation

    goods = goods_of(choice)
    if len(goods) < 2:
        return _without_prices(choice)
    year = choice.year_in(choice.panel)
    names, table, without = complete(choice.panel, goods, year, choice.members())
    if len(names) < 2:
        raise MeasureError("one_member", "Fewer than two members have prices of every good.")
    found = segmentation(table.T, names=names)
    overall, regions = float(found.overall[0]), found.regions[0]
    worst = int(np.nanargmax(regions))
    answer = Answer(
        say(
            "{year}年{area}{n}个成员的市场分割指数均值为{value}×10⁻⁴，{worst}最高（{s}种商品）。",
            "In {year} the markets of the {n} members of {area} were segmented by {value}×10⁻⁴ on average, {worst} most ({s} goods).",
            year=year,
            area=choice.area_name,
            n=len(names),
            value=f"{1e4 * overall:.3f}",
            worst=choice.short(names[worst]),
            s=len(goods),
        )
    )
    answer.doubts = left_out(choice, without)
    order = np.argsort(-regions, kind="stable").tolist()
    bars = [
        Bar(choice.short(names[i]), 1e4 * float(regions[i]), f"{1e4 * regions[i]:.3f}", names[i] == choice.mine_name)
        for i in order
    ]
    title = say("市场分割指数 ×10⁻⁴，{year}年", "Segmentation ×10⁻⁴, {year}", year=year)
    answer.pictures = [
        Picture("ranking", ranking(bars, title=title, own=say("我的区域", "my region")), "", "segmentation"),
        *_series(choice, goods),
    ]
    rows = [[choice.short(names[i]), 1e4 * float(regions[i]), float(found.integration[0][i])] for i in order]
    columns = [
        Column(say("地区", "Region")),
        Column(say("分割指数 ×10⁻⁴", "Segmentation ×10⁻⁴"), number=True, decimals=4),
        Column(say("一体化 √(1/分割)", "Integration √(1/segmentation)"), number=True, decimals=2),
    ]
    answer.tables = [Table("segmentation", title, columns, rows, "；".join(choice.sources()))]
    answer.cards = [card_note("segmentation")]
    answer.settings = [
        (say("商品", "Goods"), "、".join(goods)),
        (say("配对", "Pairs"), say("全部{n}对", "all {n}", n=len(found.pairs))),
        (say("方差的自由度调整（ddof）", "Degrees of freedom taken off (ddof)"), "1"),
        (say("年份", "Year"), str(year)),
    ]
    answer.sources = choice.sources()
    return answer


def _series(choice: Choice, goods: tuple[str, ...]) -> list[Picture]:
    from tashan.integration.market import segmentation

    points = []
    for year in choice.panel.years():
        names, table, _ = complete(choice.panel, goods, year, choice.members())
        if len(names) >= 2:
            points.append((float(year), 1e4 * float(segmentation(table.T, names=names).overall[0])))
    if len(points) < 2:
        return []
    title = say("全部各对均值 ×10⁻⁴，逐年", "Mean of all pairs ×10⁻⁴, by year")
    drawing = time_series({say("分割", "Segmentation"): points}, title=title, width=560, height=260, decimals=2)
    return [Picture("series", drawing, "", "segmentation")]


def _without_prices(choice: Choice) -> Answer:
    answer = Answer(
        say(
            "没有分商品的价格指数，市场分割无法计算，对市场壁垒不作判断。",
            "There are no price indices by good, so segmentation cannot be computed and nothing is said about barriers.",
        )
    )
    answer.lead = say(
        "上传一张按地区和年份列出至少两种商品价格指数的表（例如“食品价格指数”“衣着价格指数”），即可计算。",
        "Add a table with price indices of two goods or more by region and year (say food and clothing) to compute it.",
    )
    answer.cards = [card_note("segmentation")]
    answer.sources = choice.sources()
    return answer
