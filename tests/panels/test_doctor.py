"""The doctor names what makes figures incomparable, with row and remedy, and is silent about sound ones."""

from __future__ import annotations

import pytest
from tests.panels.shared_panel import provinces_by_sector

from tashan.panels import PanelProblem, examine, load_panel

PROVINCES = "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏".split()


def _findings(*lines: str, **options: str) -> dict[str, PanelProblem]:
    panel = load_panel("\n".join(lines).encode(), "x.csv", **options)  # type: ignore[arg-type]
    return {finding.code: finding for finding in reversed(examine(panel).findings)}


def _series(name: str, values: list[float], start: int = 2010) -> list[str]:
    return [f"{name},{start + step},{value}" for step, value in enumerate(values)]


def test_a_published_panel_is_sound() -> None:
    """279 values, no finding."""
    panel = provinces_by_sector()

    assert 279 == panel.frame.height
    assert () == examine(panel).findings
    assert ("before the fifth economic census",) == panel.vintages()


@pytest.mark.parametrize(("year", "total"), [(2015, 24779.1), (2019, 35445.1), (2023, 43760.7)])
def test_published_sectors_add_up_to_the_published_total(year: int, total: float) -> None:
    """GDP of Beijing as published."""
    _, table = provinces_by_sector().matrix(("第一产业", "第二产业", "第三产业"), year, ["北京市"])

    assert pytest.approx(total, abs=0.11) == float(table.sum())


def test_a_spike_is_named_with_its_row() -> None:
    """Shenzhen's population of 2011 in a widely copied table: 548.9 between 259.87 and 287.60."""
    found = _findings("城市,年份,年末总人口(万人)", "深圳,2010,259.87", "深圳,2011,548.9", "深圳,2012,287.60")

    assert (3, "广东省深圳市", 2011) == (found["spike"].row, found["spike"].region, found["spike"].year)
    assert "2.01 times" in found["spike"].message
    assert "registered_population" in found


def test_a_slip_of_unit_is_told_from_a_spike() -> None:
    """Ten thousand times its neighbours: 万元 typed as 元."""
    found = _findings("地区,年份,GDP_亿元", *_series("北京", [100, 110, 1200000, 130]))

    assert "10,000" in found["unit_slip"].message
    assert "spike" not in found


def test_a_straight_line_looks_interpolated() -> None:
    """Equal steps, equal growth; noise does not."""
    assert "interpolated_looking" in _findings("地区,年份,x_元", *_series("北京", [100, 107, 114, 121, 140]))
    assert "interpolated_looking" in _findings("地区,年份,x_元", *_series("北京", [100, 110, 121, 133.1, 150]))
    assert "interpolated_looking" not in _findings("地区,年份,x_元", *_series("北京", [100, 108, 114, 123, 140]))


def test_interpolated_shares_are_seen_behind_rescaling() -> None:
    """Interpolated, then scaled to a published total: the shares still lie on a line."""
    totals = [1000, 1090, 1210, 1280, 1400]
    lines = []
    for number, name in enumerate(PROVINCES):
        lines += _series(name, [total * (0.1 + (number - 4.5) * 0.002 * step) for step, total in enumerate(totals)])
    found = _findings("地区,年份,GDP_亿元", *lines)

    assert "share in the total" in found["interpolated_looking"].message


def test_a_leap_after_a_census_looks_like_two_releases() -> None:
    """2023 old, 2024 revised, in two of ten provinces."""
    lines = []
    for number, name in enumerate(PROVINCES):
        last = 1.14 if number < 2 else 1.05 + number / 1000
        lines += _series(name, [100, 104 + number / 9, (104 + number / 9) * last], 2022)
    found = _findings("地区,年份,地区生产总值(亿元)", *lines)

    assert "北京市 +14.0 %" in found["vintage_break"].message
    assert "census_between" in found


def test_releases_side_by_side_are_told() -> None:
    """A column of vintages that changes."""
    found = _findings("地区,年份,GDP_亿元,版本", "北京,2019,1,final", "北京,2020,2,preliminary")

    assert "preliminary from 2020" in found["vintages_mixed"].message


def test_sectors_that_do_not_add_up() -> None:
    """The row, the sum and the total."""
    found = _findings(
        "地区,年份,地区生产总值(亿元),第一产业(亿元),第二产业(亿元),第三产业(亿元)", "北京,2022,100,1,19,70"
    )

    assert (2, "地区生产总值") == (found["sectors_do_not_add"].row, found["sectors_do_not_add"].indicator)


def test_mergers_and_splits_within_the_years() -> None:
    """Chaohu went to three cities in 2011; Chongqing left Sichuan in 1997."""
    found = _findings("城市,年份,x_元", "合肥,2009,1", "合肥,2012,2", "巢湖,2009,1")
    assert "巢湖市" in found["boundary_change"].message
    assert "ended" in found
    split = [
        finding
        for finding in examine(
            load_panel("地区,年份,x_元\n四川,1995,1\n四川,1999,1\n重庆,1999,1\n".encode(), "x.csv")
        ).findings
        if finding.code == "boundary_change"
    ]
    assert ["四川省"] == [finding.region for finding in split]


def test_zeros_gaps_negatives_and_missing_units_are_told() -> None:
    """Each once an indicator."""
    found = _findings("地区,年份,x,y_元", "北京,2020,0,-1", "天津,2020,,2")

    assert {"zero_value", "negative_value", "gaps", "unit_unstated"} <= set(found)


def test_prices_mixed_in_one_indicator() -> None:
    """Current prices and an index are not one series."""
    found = _findings("地区,年份,GDP_亿元,价格", "北京,2019,1,current prices", "北京,2020,2,previous year = 100")

    assert "basis_mixed" in found
