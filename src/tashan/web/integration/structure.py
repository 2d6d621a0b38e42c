"""How alike are they? Similarity of pairs with its number of sectors, location quotients, complementary pairs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from tashan.integration.problems import MeasureError
from tashan.pictures.matrices import pairs_matrix
from tashan.web.integration.answers import counted, few, left_out, too_many
from tashan.web.integration.choices import Choice, SectorSet, complete, sector_word
from tashan.web.integration.stored import panel_of_data
from tashan.web.integration.words import card_note
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Picture, Table
from tashan.web.pages.words import say

if TYPE_CHECKING:
    import numpy as np

MOST_MEMBERS = 300
"""Members up to which all pairs are compared while the reader waits."""

MOST_IN_MATRIX = 42
"""Members up to which the matrix is drawn; above it the table says all."""


def structure(choice: Choice) -> Answer:
    """
    The structure of an area's members compared.

    Raises:
        MeasureError: no sectors in the tables, or fewer than two members with figures.
    """
    chosen = choice.sector_set()
    if chosen is None:
        raise MeasureError(
            "one_member", say("数据集里没有可以相加的部门。", "The table has no sectors that can be added up.")
        )
    year, names, table, without = _rows(choice, chosen)
    alike = _similarity(table, names)
    order = _by_likeness(alike)
    names, table, alike = tuple(names[i] for i in order), table[order], alike[order][:, order]
    pairs = _pairs(choice, names, table, alike, chosen, year)
    answer = Answer(_sentence(choice, names, alike, chosen, year))
    answer.lead = granularity(choice)
    answer.doubts = [*few(len(chosen.sectors)), *left_out(choice, without), *_not_the_country(choice, chosen, year)]
    picture = matrix_picture(choice, names, alike, chosen, year)
    answer.pictures = [picture] if picture else []
    answer.tables = [_quotients(choice, names, table, chosen, year), pairs]
    answer.cards = [card_note(key) for key in ("similarity", "location_quotient", "complementarity", "krugman")]
    answer.settings = [
        (say("部门", "Sectors"), say("、", ", ").join(map(sector_word, chosen.sectors))),
        (
            say("变量与单位", "Variable and unit"),
            _with_unit(chosen),
        ),
        (say("年份", "Year"), str(year)),
        (say("区位熵参照", "Reference"), _reference_words(choice, chosen, year)),
    ]
    answer.sources = choice.sources()
    return answer


def _with_unit(chosen: SectorSet) -> str:
    unit = sector_word(panel_of_data(chosen.data).unit(chosen.sectors[0]) or "")
    return say("{what}（{unit}）", "{what} ({unit})", what=chosen.label, unit=unit)


def _rows(choice: Choice, chosen: SectorSet) -> tuple[int, tuple[str, ...], np.ndarray, tuple[str, ...]]:
    panel = panel_of_data(chosen.data)
    year = choice.year_in(panel)
    names, table, without = complete(panel, chosen.sectors, year, choice.members(panel))
    if len(names) < 2:
        raise MeasureError("one_member", "Fewer than two members have figures of every sector.")
    if len(names) > MOST_MEMBERS:
        raise MeasureError("too_many", too_many(len(names), MOST_MEMBERS))
    return year, names, table, without


def _similarity(table: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    from tashan.integration.structure import similarity

    return similarity(table, names)


def _by_likeness(alike: np.ndarray) -> list[int]:
    import numpy as np

    order: list[int] = np.argsort(-np.nanmean(alike, axis=1), kind="stable").tolist()
    return order


def mean_of_pairs(alike: np.ndarray) -> float:
    """The mean over pairs, each counted once."""
    import numpy as np

    return float(np.nanmean(alike[np.triu_indices(len(alike), 1)]))


def _sentence(choice: Choice, names: tuple[str, ...], alike: np.ndarray, chosen: SectorSet, year: int) -> str:
    import numpy as np

    a, b = np.triu_indices(len(names), 1)
    values = alike[a, b]
    top, low = int(np.nanargmax(values)), int(np.nanargmin(values))
    parts = {
        "year": year,
        "area": choice.area_name,
        "n": len(names),
        "s": len(chosen.sectors),
        "mean": f"{np.nanmean(values):.3f}",
        "one": choice.short(names[a[top]]),
        "two": choice.short(names[b[top]]),
        "high": f"{values[top]:.3f}",
        "three": choice.short(names[a[low]]),
        "four": choice.short(names[b[low]]),
        "low": f"{values[low]:.3f}",
    }
    if len(values) == 1:
        return say(
            "{year}年按{s}个部门比，{one}与{two}的结构相似系数为{high}。",
            "On {s} sectors, {one} and {two} were {high} alike in {year}.",
            **parts,
        )
    return say(
        "{year}年{area}{n}个成员按{s}个部门比，平均相似系数{mean}；{one}与{two}最像（{high}），{three}与{four}最不像（{low}）。",
        "On {s} sectors the {n} members of {area} were {mean} alike on average in {year}: {one} and {two} most ({high}), "
        "{three} and {four} least ({low}).",
        **parts,
    )


def granularity(choice: Choice) -> str:
    """Mean likeness on every set of sectors there is, side by side; that coarse ones look more alike is said where they do."""
    found, means = [], []
    for each in choice.sector_sets():
        panel = panel_of_data(each.data)
        names, table, _ = complete(panel, each.sectors, choice.year_in(panel), choice.members(panel))
        if len(names) >= 2:
            mean = mean_of_pairs(_similarity(table, names))
            means.append((len(each.sectors), mean))
            found.append(
                say(
                    "{n} 个部门（{what}）{mean}",
                    "{n} sectors ({what}) {mean}",
                    n=len(each.sectors),
                    what=each.label,
                    mean=f"{mean:.3f}",
                )
            )
    if len(found) < 2:
        return ""
    start = say("部门分得越粗，越显得相像：", "The coarser the sectors, the more alike they look: ")
    if not all(fewer < more and coarse >= fine for (more, fine), (fewer, coarse) in pairwise(means)):
        start = say("按不同的部门划分，平均相似系数为：", "Mean likeness by set of sectors: ")
    return start + say("；", "; ").join(found) + say("。", ".")


def matrix_of(choice: Choice) -> Picture | None:
    """The matrix of the finest set of sectors, for a page about something larger; None where there is none."""
    chosen = choice.sector_set()
    if chosen is None:
        return None
    try:
        year, names, table, _ = _rows(choice, chosen)
    except MeasureError:
        return None
    alike = _similarity(table, names)
    order = _by_likeness(alike)
    return matrix_picture(choice, tuple(names[i] for i in order), alike[order][:, order], chosen, year)


def matrix_picture(
    choice: Choice, names: tuple[str, ...], alike: np.ndarray, chosen: SectorSet, year: int
) -> Picture | None:
    """The triangle of pairs, most alike first."""
    if len(names) > MOST_IN_MATRIX:
        return None
    values = [[None if value != value else float(value) for value in row] for row in alike.tolist()]  # noqa: PLR0124 - NaN
    title = say("产业结构相似系数", "Structural similarity")
    drawing = pairs_matrix(
        [choice.short(name) for name in names],
        values,
        title=title,
        counted=counted(chosen, year),
        ends=(say("不像", "unlike"), say("相像", "alike")),
        mine=choice.short(choice.mine_name) if choice.mine_name else "",
    )
    caption = say("两两比较，按平均相似度由高到低排列。", "Pairs, by mean likeness.")
    return Picture("similarity", drawing, caption, "pairs")


def _quotients(choice: Choice, names: tuple[str, ...], table: np.ndarray, chosen: SectorSet, year: int) -> Table:
    from tashan.integration.structure import location_quotients

    panel = panel_of_data(chosen.data)
    _, whole, _ = complete(panel, chosen.sectors, year, panel.regions())
    values = location_quotients(table, whole.sum(axis=0), names)
    heads = [Column(sector_word(each), number=True, decimals=2) for each in chosen.sectors]
    rows = [[choice.short(name), *map(float, row)] for name, row in zip(names, values, strict=True)]
    title = say("区位熵（{year}年）", "Location quotients, {year}", year=year)
    mine = frozenset(place for place, name in enumerate(names) if name == choice.mine_name)
    return Table("quotients", title, [Column(say("地区", "Region")), *heads], rows, "；".join(choice.sources()), mine)


def _reference_words(choice: Choice, chosen: SectorSet, year: int) -> str:
    panel = panel_of_data(chosen.data)
    names, _, _ = complete(panel, chosen.sectors, year, panel.regions())
    return say("数据集全部{n}个地区之和", "sum of the {n} regions of the table", n=len(names))


MAINLAND: Final = 31
"""Provinces, municipalities and autonomous regions that national accounts add up."""


def _not_the_country(choice: Choice, chosen: SectorSet, year: int) -> list[str]:
    """That some provinces stand for the country, where the table holds provinces, and not all of them."""
    panel = panel_of_data(chosen.data)
    names, _, _ = complete(panel, chosen.sectors, year, panel.regions())
    codes = [choice.codes.get(name, "") for name in names]
    if len(names) >= MAINLAND or not all(code.endswith("0000") for code in codes):
        return []
    return [
        say(
            "区位熵与互补以表中有数的{n}个省份之和为参照，不是全国。",
            "Location quotients and complements refer to the {n} provinces with figures, not to the country.",
            n=len(names),
        )
    ]


def _pairs(
    choice: Choice, names: tuple[str, ...], table: np.ndarray, alike: np.ndarray, chosen: SectorSet, year: int
) -> Table:
    from tashan.integration.structure import complementarity

    panel = panel_of_data(chosen.data)
    _, whole, _ = complete(panel, chosen.sectors, year, panel.regions())
    reference = whole.sum(axis=0)
    rows: list[list[Any]] = []
    for a, one in enumerate(names):
        for b in range(a + 1, len(names)):
            found = complementarity(table, a, b, reference)
            rows.append(
                [
                    choice.short(one),
                    choice.short(names[b]),
                    float(alike[a, b]),
                    float(found["krugman"]),
                    int(found["mutual"]),
                ]
            )
    rows.sort(key=lambda row: -row[2])
    columns = [
        Column(say("一方", "One")),
        Column(say("另一方", "Other")),
        Column(say("相似系数", "Similarity"), number=True, decimals=3),
        Column(say("克鲁格曼指数", "Krugman"), number=True, decimals=3),
        Column(say("互补部门数", "Complementary sectors"), number=True),
    ]
    title = say("成员两两比较（{n}对）", "Members in pairs ({n})", n=len(rows))
    return Table("pairs", title, columns, rows, "；".join(choice.sources()), most=30)
