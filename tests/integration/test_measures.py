"""Every number comes with its definition card, sectors, variable, settings and doubts."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import polars as pl
import pytest

from tashan.integration import MeasureError, cards
from tashan.integration.asked import Asked, sector_columns
from tashan.integration.measures import MEASURES, SECTORAL, measure
from tashan.panels import Panel, load_panel

INVENTED = """地区,年份,第一产业(亿元),第二产业(亿元),第三产业(亿元)
北京,2015,10,300,690
北京,2023,12,400,1188
天津,2015,20,450,530
天津,2023,24,480,696
河北,2015,200,700,500
河北,2023,260,800,740
山西,2015,90,480,330
山西,2023,110,640,350
辽宁,2015,150,500,450
辽宁,2023,170,520,510
上海,2015,8,420,772
上海,2023,9,450,1341
江苏,2015,240,1400,1360
江苏,2023,290,1900,2010
浙江,2015,110,900,990
浙江,2023,130,1250,1520
"""
"""Not what these provinces produced: made up, so that every measure has something to compute from."""

PANEL = load_panel(INVENTED.encode(), "invented.csv", source="invented", vintage="an invented release")
GROUPS = {name: "东" if number % 2 else "西" for number, name in enumerate(PANEL.regions())}


def _asked(name: str, panel: Panel = PANEL, **parts: object) -> Asked:
    if name == "coupling":
        panel = SCORES
    indicators = sector_columns(panel) if name in SECTORAL else ("第三产业",)
    weights = "第一产业" if name in {"williamson", "city_flow"} else ""
    return Asked(panel, indicators, 2023, weights=weights, groups=GROUPS, **parts)  # type: ignore[arg-type]


SCORES = replace(PANEL, frame=PANEL.frame.with_columns(value=pl.col("value") / 200_000))
"""Figures between 0 and 1, as systems are."""


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_states_what_a_reader_needs(name: str) -> None:
    """Card, variable with unit, counts, period, source, release; and JSON without NaN."""
    found = measure(name, _asked(name))
    told = found.to_dict()

    assert name == found.card.key
    assert "亿元" in found.variable
    assert found.counted
    assert "2023" in found.period
    assert found.sources
    assert ("an invented release",) == found.vintages
    assert json.loads(json.dumps(told, allow_nan=False))["rows"]
    assert any(found.card.formula in line for line in found.note())


@pytest.mark.parametrize("name", sorted(SECTORAL - {"herfindahl", "segmentation", "coupling"}))
def test_few_sectors_are_warned_about(name: str) -> None:
    """Three sectors decide the answer by themselves."""
    found = measure(name, _asked(name))

    assert 3 == found.counted["sectors"]
    assert ["few_sectors"] == [doubt.code for doubt in found.warnings if doubt.code == "few_sectors"]


def test_cards_are_complete_and_say_what_they_avoid() -> None:
    """Every field filled, for the measures of the library too; a formula with words stands in Chinese as well."""
    for card in cards().values():
        told = card.to_dict()
        assert bool(re.search(r"[a-z]{4}", told["formula"])) <= bool(told.pop("formula_zh"))
        assert all(told.values())
    assert set(MEASURES) <= set(cards())


@pytest.mark.parametrize(
    ("name", "words"),
    [("theil_t", "0.2502"), ("beta", "92.6"), ("williamson", "0.1873"), ("variation", "0.1895"), ("coagglomeration", "above 12"),
     ("gini", "0.1370"), ("ellison_glaeser", "plants"), ("coupling", "379 papers"), ("relatedness", "pandas 3")],
)  # fmt: skip
def test_cards_name_the_errors_of_other_tools(name: str, words: str) -> None:
    """Those of section 6 of the reference that concern a measure."""
    assert words in cards()[name].avoids


def test_one_member_and_no_groups_are_said() -> None:
    """A set of one has no pairs and no gaps; groups have to be named."""
    for name, code in (("similarity", "one_member"), ("gini", "one_member")):
        with pytest.raises(MeasureError) as caught:
            measure(name, _asked(name, regions=("北京市",)))
        assert code == caught.value.code
    with pytest.raises(MeasureError, match="groups"):
        measure("dagum", Asked(PANEL, ("第三产业",), 2023))


def test_a_missing_sector_takes_the_region_out_by_name() -> None:
    """No value, and a doubt that says why."""
    panel = load_panel("地区,年份,农业_元,工业_元\n北京,2023,1,2\n天津,2023,,3\n河北,2023,4,1\n".encode(), "x.csv")
    found = measure("similarity", Asked(panel, sector_columns(panel), 2023))

    assert "天津市" in found.warnings[0].message
    assert [1, 2] == [found.table["similarity"].is_finite().sum(), found.table["similarity"].is_nan().sum()]


def test_an_unknown_measure_names_near_ones() -> None:
    """And those that need more than a panel say so."""
    with pytest.raises(KeyError, match="similarity"):
        measure("similarty", _asked("gini"))
    with pytest.raises(KeyError, match="library"):
        measure("extraction", _asked("gini"))


def test_several_variables_have_to_be_named() -> None:
    """Jobs and wages by industry: which?"""
    panel = load_panel("地区,年份,行业,工资_元,人数_人\n北京,2023,甲,1,2\n北京,2023,乙,1,2\n".encode(), "x.csv")

    with pytest.raises(MeasureError, match="工资"):
        sector_columns(panel)
    assert ("人数·甲", "人数·乙") == sector_columns(panel, "人数")


def test_links_of_provinces_state_mass_and_distance() -> None:
    """With heads the mass is √(P·V); kilometres are doubted."""
    members = ("北京市", "天津市", "河北省")
    bare = measure("gravity", Asked(PANEL, ("第三产业",), 2023, regions=members))
    with_heads = measure("gravity", Asked(PANEL, ("第三产业",), 2023, regions=members, weights="第一产业"))

    assert ("北京市", "天津市") == bare.table.select("first", "second").row(0)
    assert ["kilometres"] == [doubt.code for doubt in bare.warnings]
    assert "√(第一产业 × 第三产业)" == with_heads.settings["mass"]
    assert {"北京市", "天津市"} >= set(
        measure("subordination", Asked(PANEL, ("第三产业",), 2023, regions=members)).table["belongs_most_to"]
    )


def test_a_system_at_zero_is_named() -> None:
    """Coupling says which region it is."""
    panel = load_panel("地区,年份,经济,生态\n北京,2023,0.5,0.4\n天津,2023,0,0.4\n".encode(), "x.csv", unit="比重")
    found = measure("coupling", Asked(panel, ("经济", "生态"), 2023))

    assert "天津市" in next(doubt.message for doubt in found.warnings if doubt.code == "zero_system")
    assert ["北京市", "天津市"] == found.table["region"].to_list()
