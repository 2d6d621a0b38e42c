"""Agreements with their own signatories, and projects signed with their amounts."""

from __future__ import annotations

import pytest

from tashan.reading import read


def test_two_papers_of_one_name_have_their_own_signatories() -> None:
    """甲区与乙区,丙区与丁区分别签订 is a paper of each pair."""
    text = (
        "2019年4月29日,沪万夷对口支援第十一次联席会议在湖北省宜昌市夷陵区召开,"
        "上海市黄浦区政府与重庆市万州区政府,静安区政府与夷陵区政府分别签订了《项目实施协议书》。"
    )
    papers = read(text, id="case").agreements

    assert [["上海市黄浦区", "重庆市万州区"], ["上海市静安区", "湖北省宜昌市夷陵区"]] == [
        [party.name for party in paper.parties] for paper in papers
    ]


VISIT = "2021年5月6日,四川省广元市招商考察团前往浙江省台州市考察。"


@pytest.mark.parametrize(
    ("told", "projects", "amount"),
    [
        ("考察团与9家企业签订投资协议,协议资金达25亿元。", 9, 2_500_000_000),
        ("会上,总投资8亿元的食品项目、总投资4亿元的度假项目等38个项目集中签约,总投资额达31亿元。", 38, 3_100_000_000),
        ("会上签订合作协议5家,项目总投资57亿元。", 5, 5_700_000_000),
    ],
)
def test_what_was_signed(told: str, projects: int, amount: int) -> None:
    """Papers with firms count as projects, and the whole amount is the largest."""
    (deal,) = read(VISIT + told, id="case").signings

    assert (projects, amount) == (deal.projects, deal.amount_cny)


@pytest.mark.parametrize(
    "told",
    ["考察团参观了两个协作项目,双方签署合作协议。", "双方签订支援协议,援助项目共56个,援助金额逾3亿元。"],
)
def test_what_was_not_signed(told: str) -> None:
    """Projects looked at and aid given are no projects signed."""
    assert () == read(VISIT + told, id="case").signings


def test_each_pair_of_towns_signs_its_own_paper() -> None:
    """甲镇与丙镇、乙镇与丁镇分别签署: towns of the guests first, of the hosts second."""
    text = (
        "2017年11月14日,天津市津南区区长于瑞带队赴甘肃省秦安县开展对口帮扶工作。"
        "座谈会上,咸水沽镇与兴国镇、葛沽镇与陇城镇分别签署了携手奔小康行动协议。"
    )
    papers = read(text, id="case").agreements

    assert [
        ["天津市津南区咸水沽镇", "甘肃省天水市秦安县兴国镇"],
        ["天津市津南区葛沽镇", "甘肃省天水市秦安县陇城镇"],
    ] == [[party.name for party in paper.parties] for paper in papers]


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("陕西省汉中市政协组织部分委员", "people's congress/cppcc"),
        ("甘肃省兰州市市场监管局有关负责人带队", "department"),
        ("广东省东莞市横沥镇党委书记何尧率考察团", "other"),
        ("安徽省合肥市工商联党组成员、秘书长程菲一行", "other"),
        ("广东省东莞市横沥镇党政代表团", "party_government"),
    ],
)
def test_kind_of_those_who_go(who: str, kind: str) -> None:
    """The organ that sends them decides, or that only a town goes."""
    (visit,) = read(f"2021年6月26日,{who}赴青海省西宁市考察学习。", id="case").visits

    assert kind == visit.kind


@pytest.mark.parametrize(
    ("told", "projects", "amount"),
    [
        ("现场签约6个,协议资金9亿元。", 6, 900_000_000),
        ("与40家企业洽谈,达成投资意向90亿元,签订正式合作协议7家,项目总投资12亿元。", 7, 1_200_000_000),
        ("会上举行了台州精工有限公司农机生产项目、浙江海丰有限公司冷链物流园项目签约仪式。", 2, None),
        ("双方企业签署了一批重点合作项目。合作领域涉及旅游、康养,协议总金额为8.5亿元。", None, 850_000_000),
        ("双方签约了一批产业合作项目。", None, None),
    ],
)
def test_projects_that_are_signed(told: str, projects: int | None, amount: int | None) -> None:
    """Counted, named one by one, or with the whole amount a sentence later; intentions are left out."""
    (deal,) = read(VISIT + told, id="case").signings

    assert (projects, amount) == (deal.projects, deal.amount_cny)


def test_a_threshold_is_no_amount() -> None:
    """66个投资额过亿元的项目 are 66 projects, of which the next sentence tells the sum."""
    told = "会上,66个投资额过亿元的项目成功签约。其中,66个项目进行了集中签约,总投资额达719亿元。"
    (deal,) = read(VISIT + told, id="case").signings

    assert (66, 71_900_000_000) == (deal.projects, deal.amount_cny)


def test_projects_that_will_be_signed() -> None:
    """24个亿元以上项目 are 24 projects, and what will be signed is planned."""
    text = "12月19日,安徽省安庆市将在上海举办招商推介会。此次将会有24个亿元以上产业项目在会上签约。"
    (deal,) = read(text, id="case").signings

    assert (24, None, "planned") == (deal.projects, deal.amount_cny, deal.status)


@pytest.mark.parametrize(
    "told",
    [
        "其中10多个项目已签订合作意向书。",
        "副市长还应邀主礼项目签约仪式。",
        "双方签署了“1+9”共计10个合作协议。",
        "两市部门间围绕教育、文旅等领域共签署10项部门间协议。",
        "双方签约重大合作事项9项。",
        "双方签署战略合作框架协议。",
    ],
)
def test_what_is_no_project_signed(told: str) -> None:
    """Intentions, a ceremony somebody goes to, and papers of governments are no projects signed."""
    assert () == read(VISIT + told, id="case").signings
