"""Who signs a paper: each with each, groups, zones, organs in titles, lists."""

from __future__ import annotations

import pytest

from tashan.reading import read


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "2021年3月9日,贵州省铜仁市分别与重庆市秀山县、湖南省怀化市签署《武陵山区旅游合作协议》。",
            [["贵州省铜仁市", "重庆市秀山土家族苗族自治县"], ["贵州省铜仁市", "湖南省怀化市"]],
        ),
        (
            "日前,云南省水利厅分别与四川、贵州两省水利厅签署水资源保护合作协议。",
            [["云南省水利厅", "四川省水利厅"], ["云南省水利厅", "贵州省水利厅"]],
        ),
        (
            "2021年3月9日,三省协同推进座谈会在武汉举行,湖北省分别与江西省、湖南省签署《战略合作框架协议》。",
            [["湖北省", "江西省"], ["湖北省", "湖南省"]],
        ),
        (
            "2021年3月9日,湖北省与江西省、湖南省共同签署《长江中游合作框架协议》。",
            [["湖北省", "江西省", "湖南省"]],
        ),
        (
            "2021年3月9日,江苏、安徽两省生态环境厅签署《联防联控合作协议》。",
            [["江苏省生态环境厅", "安徽省生态环境厅"]],
        ),
    ],
)
def test_one_signs_with_each_of_several(text: str, parties: list[list[str]]) -> None:
    """甲分别与乙、丙签署 are two papers, 甲与乙、丙共同签署 one; an organ that several share is one of each."""
    papers = read(text, id="case").agreements

    assert parties == [[party.name for party in paper.parties] for paper in papers]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("25日,来自湖北省、湖南省、江西省的12个市州文化和旅游局负责人共同签订合作协议。", ["12个市州"]),
        ("会上,五省区交通运输部门负责人签署了《通道建设合作协议》。", ["五省区"]),
        ("8月3日,与会的11个城市共同签署《大运河旅游合作宣言》。", ["11个城市"]),
        ("目前,我市已与世界9个国家的14个城市缔结国际友好城市。", []),
        ("2022年6月1日,长春市与14个区县签署目标责任书。", []),
        ("2022年6月1日,南通市、盐城市、泰州市3个城市政府签署《江海合作协议》。", [None]),
    ],
)
def test_regions_only_counted_sign_as_a_group(text: str, groups: list[str | None]) -> None:
    """19个市州文旅局负责人共同签订: who signs is the group; 与14个城市缔结 tells only the other side."""
    papers = read(text, id="case").agreements

    assert groups == [paper.parties_group for paper in papers]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "2023年5月8日,江苏南通滨海新区与安徽省六安市霍山县签署共建园区协议。",
            ["江苏南通滨海新区", "安徽省六安市霍山县"],
        ),
        (
            "2023年5月8日,长沙经济技术开发区管委会与张家界经济开发区管委会签订战略合作框架协议。",
            ["长沙经济技术开发区管委会", "张家界经济开发区管委会"],
        ),
        ("2023年5月8日,安吉县与青田县文化和旅游局签署合作协议。", ["浙江省湖州市安吉县", "青田县文化和旅游局"]),
        ("2023年5月8日,上海浦东新区与淮安市盱眙县签署合作协议。", ["上海市浦东新区", "江苏省淮安市盱眙县"]),
    ],
)
def test_zones_and_their_committees_sign(text: str, parties: list[str]) -> None:
    """A zone signs in its own name, and 管委会签订 is no 会签; a region before 与 has no part in the other's organ."""
    papers = read(text, id="case").agreements

    assert [parties] == [[party.name for party in paper.parties] for paper in papers]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "2023年7月,浙皖闽赣四省边际市衢州、黄山、南平、上饶齐聚浙江省开化县,携手同心,共同签订社会治理合作协议。",
            ["浙江省衢州市", "安徽省黄山市", "福建省南平市", "江西省上饶市"],
        ),
        (
            "2018年6月3日,西宁滨江区对口支援峰会召开。会上,上海市青浦区与云南省德宏州两地委办局签署合作协议。",
            ["上海市青浦区", "云南省德宏傣族景颇族自治州"],
        ),
    ],
)
def test_who_signs_stands_at_the_beginning(text: str, parties: list[str]) -> None:
    """The cities that gathered sign, not the provinces they lie in; 两地委办局 are no one organ."""
    assert [parties] == [[party.name for party in paper.parties] for paper in read(text, id="case").agreements]


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (
            "2020年12月8日,陕西省宜川县、澄城县、洛川县,广东省乐昌市、怀集县等5个新增的陕粤农产品合作结对县(区、市),签订了合作协议。",
            [5],
        ),
        ("两省10家企业签订农产品销售协议,金额达2.9亿元。", []),
        (
            "2018年10月10日,江苏省太仓市与上海市嘉定区签署省际公交对接战略协议。两地签订的公交体系对接协议以改善出行服务为出发点。",
            [2],
        ),
        (
            "2018年10月10日,江苏省农业厅与上海市农委介绍苏沪农业合作计划,并签署《深化苏沪农业合作框架协议》。",
            [2],
        ),
    ],
)
def test_how_many_sign_each_paper(text: str, papers: list[int]) -> None:
    """Lists go on behind the comma between provinces; firms sign nothing of regions; a paper spoken of is one told."""
    found = read(text, id="case").agreements

    assert (papers, {"signed"} if papers else set()) == (
        [len(paper.parties) for paper in found],
        {paper.status for paper in found},
    )


def test_several_counties_in_the_name_of_a_paper_signed_there() -> None:
    """甲县、乙县、丙县…框架协议在丙县签订."""
    text = "2024年7月26日,海北州门源县、西宁市大通县、海东市互助县高质量协同发展框架协议在门源县签订。"
    (paper,) = read(text, id="case").agreements

    assert 3 == len(paper.parties)
