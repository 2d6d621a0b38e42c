"""Clusters: dated members, sources, nesting, names."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tashan.regions.aliases import english_groups, group_names
from tashan.regions.clusters import cluster, clusters, clusters_of, members
from tashan.regions.divisions import by_code
from tashan.regions.places import resolve_home
from tashan.rules import load_rules


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("1992-06-01", 14),
        ("1998", 15),
        ("2005", 16),
        ("2011", 22),
        ("2014", 30),
        ("2018-12-31", 34),
        ("2019-10-14", 34),
        ("2019-10-15", 41),
        ("2024", 41),
    ],
)
def test_the_city_council_of_the_delta_grows(day: str, count: int) -> None:
    """From 14 to 41 members, each step from its day on."""

    assert count == len(members("长三角城市经济协调会", day))


def test_members_by_province_add_up() -> None:
    """The 41 are Shanghai, 13 of Jiangsu, 11 of Zhejiang, 16 of Anhui."""
    names = [region.name for region in members("长三角城市经济协调会", "2020")]
    counts = [sum(name.startswith(province) for name in names) for province in ("上海", "江苏", "浙江", "安徽")]

    assert counts == [1, 13, 11, 16]


@pytest.mark.parametrize(
    ("name", "day", "count"),
    [
        ("粤港澳大湾区", "2020", 11),
        ("泛珠三角", "2006-06-05", 11),
        ("中原城市群", "2020", 30),
        ("长江三角洲城市群", "2017", 26),
        ("长江三角洲城市群", "2020", 27),
        ("哈长城市群", "2020", 11),
        ("北部湾城市群", "2020", 15),
        ("淮海经济区", "2020", 10),
        ("长江沿岸中心城市经济协调会", "2018", 27),
        ("长江中游城市群", "2020", 29),
        ("武汉城市圈", "2020", 9),
        ("G60科创走廊", "2020", 9),
        ("三省一市", None, 4),
    ],
)
def test_a_cluster_has_so_many_members(name: str, day: str | None, count: int) -> None:
    """The counts that the sources state."""

    assert count == len(members(name, day))


def test_clusters_nest() -> None:
    """A cluster names the clusters inside it, and their members are its own."""
    middle = cluster("长江中游城市群", "2020")

    assert middle is not None
    assert middle.parts == ("武汉城市圈", "环长株潭城市群")
    assert {region.name for region in members("武汉城市圈", "2020")} <= {region.name for region in middle.members}


def test_before_its_first_day_a_cluster_has_no_members() -> None:
    """Nothing is guessed outside the dates of the rule."""

    assert members("粤港澳大湾区", "2010") == ()
    assert cluster("长三角", "2000") is None


def test_every_membership_was_seen_and_says_where() -> None:
    """No unconfirmed membership ships; each value has a document, a link and a day."""
    book = load_rules(files("tashan.regions").joinpath("data").joinpath("clusters.yaml").read_bytes(), "clusters.yaml")
    values = [value for path in book.parameters for value in book.history(path)]

    assert {value.status for value in values} == {"seen"}
    assert all(value.source and value.source.link and value.source.seen for value in values)


def test_every_member_is_a_known_division() -> None:
    """No name of the rule file fails to resolve."""
    book = load_rules(files("tashan.regions").joinpath("data").joinpath("clusters.yaml").read_bytes(), "clusters.yaml")
    lists = [value.value for path in book.parameters for value in book.history(path)]
    names = {name for members in lists if isinstance(members, tuple) for name in members if name[0] != "@"}

    assert [name for name in sorted(names) if (home := resolve_home(name)) is None or home.name != name] == []


def test_every_name_of_a_group_leads_somewhere() -> None:
    """Targets are rules, codes, or openly empty; English names lead to Chinese ones."""
    book = load_rules(files("tashan.regions").joinpath("data").joinpath("clusters.yaml").read_bytes(), "clusters.yaml")
    for target in group_names().values():
        if "." in target:
            assert target in book.parameters
        else:
            assert all(by_code(code) for code in target.split())
    assert set(english_groups().values()) <= set(group_names())


def test_a_region_knows_its_clusters() -> None:
    """Membership by itself or by the region above it."""
    home = resolve_home("江苏省苏州市昆山市")
    assert home is not None
    names = [item.name for item in clusters_of(home, "2021-01-01")]

    assert names == ["长三角", "长江三角洲城市群", "G60科创走廊", "长三角城市经济协调会"]


def test_all_clusters_of_a_day() -> None:
    """Clusters without a membership on the day are left out."""

    assert len(clusters("1995")) == 1
    assert len(clusters()) >= 30
