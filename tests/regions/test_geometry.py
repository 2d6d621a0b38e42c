"""Containment, parents, distances, neighbours."""

from __future__ import annotations

import pytest

from tashan.regions.geometry import contains, distance_km, neighbours, parent
from tashan.regions.places import find_places, resolve_home
from tashan.regions.region import Region


def region(name: str) -> Region:
    """Give the region of a name."""
    found = resolve_home(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("江苏省", "江苏省苏州市昆山市", True),
        ("江苏省苏州市", "江苏省苏州市昆山市", True),
        ("江苏省苏州市昆山市", "江苏省", False),
        ("江苏省", "江苏省", False),
        ("浙江省", "江苏省苏州市", False),
        ("河北省", "河北省雄安新区", True),
        ("吉林省", "吉林省吉林市", True),
        ("新疆生产建设兵团", "新疆生产建设兵团第十二师", True),
    ],
)
def test_a_region_contains_those_below_it(outer: str, inner: str, expected: bool) -> None:
    """Proper containment by the official chain."""

    assert expected == contains(region(outer), region(inner))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("江苏省苏州市昆山市", "江苏省苏州市"),
        ("江苏省苏州市", "江苏省"),
        ("天津市东丽区", "天津市"),
        ("湖北省仙桃市", "湖北省"),
        ("河北省雄安新区", "河北省"),
        ("台湾省台中市", "台湾省"),
        ("江苏省", None),
    ],
)
def test_a_region_has_one_parent(name: str, expected: str | None) -> None:
    """The region directly above; none above a province."""
    above = parent(region(name))

    assert expected == (above.name if above else None)


def test_the_parent_of_a_town_is_its_county() -> None:
    """Towns are outside the table; their chain tells."""
    town = Region(None, "上海市嘉定区安亭镇", "township")

    assert parent(town) == region("上海市嘉定区")


def test_the_parent_bears_the_name_of_the_time() -> None:
    """宁国市 lay in 宣城地区 in 1998."""
    places = find_places("宁国市", date="1998")
    above = parent(Region("342529", "安徽省宣城地区宁国市", "county")) or parent(places.regions(places.mentions[0])[0])

    assert above is not None
    assert above.name == "安徽省宣城地区"


@pytest.mark.parametrize(
    ("one", "other", "km", "tolerance"),
    [
        ("北京市", "上海市", 1067, 15),
        ("江苏省南京市", "安徽省马鞍山市", 45, 15),
        ("广东省广州市", "广东省深圳市", 105, 20),
    ],
)
def test_distances_are_those_of_the_map(one: str, other: str, km: float, tolerance: float) -> None:
    """Great-circle distances between centres, from public gazetteers, within the tolerance of a chosen centre."""

    assert distance_km(region(one), region(other)) == pytest.approx(km, abs=tolerance)


def test_distance_is_symmetric_and_zero_to_itself() -> None:
    """A metric, as far as two points go."""
    a, b = region("四川省成都市"), region("重庆市")

    assert distance_km(a, b) == distance_km(b, a)
    assert distance_km(a, a) == 0


def test_a_town_is_as_far_as_its_county() -> None:
    """Regions without a point use the one above them."""
    town = Region(None, "上海市嘉定区安亭镇", "township")

    assert distance_km(town, region("上海市嘉定区")) == 0


def test_an_unknown_region_has_no_distance() -> None:
    """No point, no number."""

    assert distance_km(Region(None, "汉东省", "other"), region("北京市")) is None


def test_neighbours_are_the_nearest_of_the_level() -> None:
    """Nearest first, the region itself left out."""
    found = [item.name for item in neighbours(region("江苏省苏州市"), count=3)]

    assert len(found) == 3
    assert "江苏省无锡市" in found
    assert "江苏省苏州市" not in found


def test_neighbours_among_given_regions() -> None:
    """The choice can be narrowed."""
    choice = [region("北京市"), region("浙江省杭州市"), region("上海市")]

    assert [item.name for item in neighbours(region("江苏省苏州市"), among=choice, count=2)] == [
        "上海市",
        "浙江省杭州市",
    ]
