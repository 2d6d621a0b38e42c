"""Any measure by its name, with its card, settings, counts and warnings: what the command line gives, as a page."""

from __future__ import annotations

from typing import Any

from tashan.integration.asked import Asked
from tashan.integration.cards import cards
from tashan.integration.measures import MEASURES, SECTORAL, measure
from tashan.integration.problems import MeasureError
from tashan.web.integration.answers import too_many
from tashan.web.integration.choices import PER_HEAD, PRICES, Choice, with_unit
from tashan.web.integration.structure import MOST_MEMBERS
from tashan.web.integration.words import card_note, doubt_words
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Table
from tashan.web.pages.words import say

_HEADS = {
    "first": ("一方", "One"),
    "second": ("另一方", "Other"),
    "region": ("地区", "Region"),
    "sector": ("部门", "Sector"),
    "year": ("年份", "Year"),
    "part": ("部分", "Part"),
    "regions": ("地区数", "Regions"),
}


def measured(choice: Choice) -> Answer:
    """
    The measure that the settings name, on the area and table chosen.

    Raises:
        MeasureError, PanelError: figures it cannot be computed from.
    """
    key = choice.asked.get("measure", "similarity")
    key = key if key in MEASURES else "similarity"
    asked = Asked(
        choice.panel,
        _indicators(choice, key),
        choice.year_in(choice.panel),
        None,
        choice.members(),
        "",
        _groups(choice),
    )
    if len(choice.members()) > MOST_MEMBERS and key in SECTORAL | {"gravity", "subordination"}:
        raise MeasureError("too_many", too_many(len(choice.members()), MOST_MEMBERS))
    found = measure(key, asked)
    counts = {
        "sectors": say("部门", "sectors"),
        "regions": say("地区", "regions"),
        "groups": say("组", "groups"),
        "pairs": say("对", "pairs"),
    }
    told = "、".join(f"{count} {counts.get(what, what)}" for what, count in found.counted.items())
    card = card_note(key)
    sentence = say(
        "{area}的{name}：{what}，{counted}，{period}。",
        "{name} of {area}: {what}, {counted}, {period}.",
        area=choice.area_name,
        name=card.name,
        what=_variable(found.variable),
        counted=told,
        period=found.period,
    )
    answer = Answer(sentence)
    answer.doubts = [doubt_words(doubt) for doubt in found.warnings]
    columns, rows = _cells(choice, found.table)
    answer.tables = [Table(key, card.name, columns, rows, "；".join(choice.sources()), most=60)]
    answer.cards = [card]
    answer.settings = [(name, str(value)) for name, value in found.settings.items()]
    answer.sources = choice.sources()
    return answer


def _variable(text: str) -> str:
    """A variable as a statement names it, with its unit in brackets, in the reader's language."""
    name, bracket, unit = text.removesuffix(")").partition(" (")
    return with_unit(name, unit) if bracket else text


def _indicators(choice: Choice, key: str) -> tuple[str, ...]:
    names = choice.panel.indicators()
    if key == "segmentation":
        goods = tuple(name for name in names if PRICES.search(name))
        if len(goods) < 2:
            raise MeasureError(
                "unknown_indicator", say("没有分商品的价格指数。", "There are no price indices by good.")
            )
        return goods
    asked = choice.asked.get("of", "")
    if key in SECTORAL:
        own = [each for each in choice.sector_sets() if each.data.pk == choice.data.pk]
        if not own:
            raise MeasureError(
                "unknown_indicator",
                say("数据集里没有可以相加的部门。", "The table has no sectors that can be added up."),
            )
        return own[0].sectors
    return (asked,) if asked in names else (choice.indicator("of", PER_HEAD),)


def _groups(choice: Choice) -> dict[str, str] | None:
    """The first text that belongs to the regions (macro region), else their provinces."""
    for texts in choice.panel.attributes.values():
        if all(name in texts for name in choice.members()):
            return dict(texts)
    return {name: choice.codes[name][:2] for name in choice.members()}


def _cells(choice: Choice, table: Any) -> tuple[list[Column], list[list[Any]]]:
    columns = []
    for name, kind in table.schema.items():
        own = cards().get(name)
        zh, en = (own.zh, own.en) if own else _HEADS.get(name, (name, name.replace("_", " ")))
        columns.append(Column(say(zh, en), number=kind.is_numeric(), decimals=4 if kind.is_float() else None))
    rows = [[choice.short(cell) if isinstance(cell, str) else cell for cell in row] for row in table.iter_rows()]
    known = set(cards())
    return columns, [
        [cell if cell not in known else say(cards()[cell].zh, cards()[cell].en) for cell in row] for row in rows
    ]
