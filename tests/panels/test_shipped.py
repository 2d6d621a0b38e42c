"""The figures that come along: typed in with their source, adding up, and close to the final ones."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tashan.panels import examine, province_sectors
from tashan.panels.shipped import SECTORS, TOTAL, UNIT, VINTAGE, coverage
from tashan.regions.clusters import cluster

FINAL = (
    Path(__file__).resolve().parents[2] / "../shared/data/prov_sector_2015_2024/provincial_gdp_by_sector_2015_2024.csv"
)
REVISED = {
    ("湖北省", 2020, "第二产业"): 6.8,
    ("西藏自治区", 2020, "第二产业"): 11.7,
    ("西藏自治区", 2020, "第三产业"): -8.1,
    ("天津市", 2021, "第一产业"): -15.4,
    ("浙江省", 2022, "第一产业"): 6.4,
    ("福建省", 2022, "第二产业"): 8.4,
    ("江西省", 2022, "第二产业"): 6.5,
    ("河南省", 2022, "第二产业"): 15.0,
    ("湖北省", 2022, "第二产业"): 7.3,
    ("湖南省", 2022, "第二产业"): 7.2,
}
"""Where first and later release differ by more than six per cent: revisions of the bureaus, in per cent of the later."""

ROUNDED = {("天津市", 2021): 1.5, ("海南省", 2021): 0.5}
"""Rows whose sectors were read in a source that rounds them to 亿元, and by how much their sum may be off."""


def _values() -> dict[tuple[str, int, str], float]:
    rows = province_sectors().frame.select("region", "year", "indicator", "value").iter_rows()
    return {(region, year, indicator): value for region, year, indicator, value in rows}


def test_sectors_add_up_to_the_product_within_rounding() -> None:
    """Sources round to tenths or hundredths, but for those in ROUNDED."""
    values = _values()
    for region, year, indicator in values:
        if indicator == TOTAL:
            parts = sum(values[region, year, sector] for sector in SECTORS)
            assert parts == pytest.approx(values[region, year, TOTAL], abs=ROUNDED.get((region, year), 0.15))


def test_each_value_has_source_release_unit_and_code() -> None:
    """Nothing comes without the document that gives it."""
    frame = province_sectors().frame

    assert 0 == frame.null_count().select("code", "value", "source", "vintage", "basis", "row").sum_horizontal().item()
    assert [VINTAGE] == frame["vintage"].unique().to_list()
    assert [UNIT] == frame["unit"].unique().to_list()
    assert all("《" in source and source.endswith("）") for source in frame["source"].unique())


@pytest.mark.parametrize(
    ("name", "years"), [("京津冀", (2020, 2021, 2022)), ("长三角", (2022,)), ("成渝", (2020, 2021, 2022, 2023))]
)
def test_years_with_all_members_of_a_cluster(name: str, years: tuple[int, ...]) -> None:
    """Each of the three has at least one year with every member."""
    found = cluster(name)
    assert found is not None
    members = {member.name for member in found.members}

    assert years == tuple(year for year, have in coverage().items() if members <= set(have))


def test_2022_holds_all_provinces_and_2021_all_but_seven() -> None:
    """What was not found is missing, not guessed; the page on panels names it."""
    provinces = {region for regions in coverage().values() for region in regions}

    assert len(provinces) == 31
    assert provinces == set(coverage()[2022])
    assert {"吉林省", "浙江省", "湖北省", "广西壮族自治区", "云南省", "陕西省", "宁夏回族自治区"} == provinces - set(
        coverage()[2021]
    )


NATION = {TOTAL: 1210207, "第一产业": 88345, "第二产业": 483164, "第三产业": 638698}
"""亿元, Statistical Communiqué of the People's Republic of China on the 2022 National Economic and Social Development."""


@pytest.mark.parametrize(("indicator", "national"), NATION.items())
def test_provinces_add_up_to_the_nation_within_a_hundredth(indicator: str, national: int) -> None:
    """The nation is not computed as the sum of its provinces, but in 2022 both lie within 0.7 per cent of each other."""
    found = sum(value for (_, year, name), value in _values().items() if (year, name) == (2022, indicator))

    assert found == pytest.approx(national, rel=0.007)


def test_the_doctor_finds_gaps_and_no_slip() -> None:
    """No spike, slip of a unit, break of releases or sum that does not close."""
    codes = {finding.code for finding in examine(province_sectors()).findings}

    assert set() == codes & {"spike", "unit_slip", "sectors_do_not_add", "vintage_break", "vintages_mixed", "jump"}


@pytest.mark.skipif(not FINAL.exists(), reason="the folder of open data is not beside the project")
def test_first_releases_are_close_to_later_ones() -> None:
    """All values lie within six per cent of the later release, but for those in REVISED, which the bureaus changed by more."""
    with FINAL.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    columns = dict(
        zip(
            (TOTAL, *SECTORS),
            ("gdp_100m_yuan", "primary_100m_yuan", "secondary_100m_yuan", "tertiary_100m_yuan"),
            strict=True,
        )
    )
    differ = {}
    for (region, year, indicator), value in _values().items():
        later = next(row for row in rows if row["year"] == str(year) and region.startswith(row["province"]))
        off = 100 * (value / float(later[columns[indicator]]) - 1)
        if abs(off) > 6:
            differ[region, year, indicator] = round(off, 1)

    assert differ == REVISED
