"""When a paper was signed, and whether it is news, planned or recalled."""

from __future__ import annotations

import pytest

from tashan.reading import read


def test_a_paper_of_the_headline_takes_the_day_of_its_ceremony() -> None:
    """The headline tells who signs, the ceremony in the text when."""
    text = (
        "省政府与天津市政府签署战略合作框架协议\n2012-09-23 14:59 来源:河南日报\n"
        "9月22日,河南省人民政府、天津市人民政府战略合作框架协议签约仪式在郑州举行。"
    )

    assert ["2012-09-22"] == [paper.date for paper in read(text, id="case").agreements]


def test_a_paper_recalled_keeps_its_own_year() -> None:
    """2018年两省签署 is not of the day of the ceremony told before."""
    text = (
        "2023年6月29日,四川省人民政府、甘肃省人民政府合作框架协议签署仪式在成都举行。"
        "2018年两省签署合作行动计划以来,各领域合作取得成效。"
    )

    assert {("合作行动计划", "2018"), ("合作框架协议", "2023-06-29")} == {
        (paper.title, paper.date) for paper in read(text, id="case").agreements
    }


def test_papers_signed_at_the_only_meeting_of_a_page_have_its_day() -> None:
    """会上,双方还签署… may stand many sentences behind the meeting."""
    text = (
        "2023年12月7日,2023年苏黔合作会议在贵阳市召开。省长主持会议。代表参加。双方听取汇报。大家发言热烈。气氛融洽。\n"
        "会上,苏黔两省签署了《江苏省商务厅 贵州省商务厅 贸易合作备忘录》《江苏省体育局与贵州省体育局体育旅游合作协议》。"
    )
    papers = read(text, id="case").agreements

    assert [
        ("2023-12-07", ["江苏省商务厅", "贵州省商务厅"]),
        ("2023-12-07", ["江苏省体育局", "贵州省体育局"]),
    ] == [(paper.date, [party.name for party in paper.parties]) for paper in papers]


def test_a_title_within_a_title() -> None:
    """《实施〈甲乙框架协议〉2019年重点工作》 is one title, and the list goes on behind it."""
    text = "会上,粤澳双方签署了《实施〈粤澳合作框架协议〉2018年重点工作》、《关于横琴口岸建设的合作备忘录》等6项协议。"

    assert ["实施〈粤澳合作框架协议〉2018年重点工作", "关于横琴口岸建设的合作备忘录"] == [
        paper.title for paper in read(text, id="case").agreements
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "会后,粤澳双方还将就供水合作、消防救援合作、食品安全合作及中医药产业合作等多个领域的合作签署协议。",
            "planned",
        ),
        ("本次论坛上,广州市与长沙市将发布《共同宣言(2015-2025年)》,签订《金融合作框架协议》。", "planned"),
        ("本次论坛上,广州市将发布《共同宣言》,并与长沙市签订《金融合作框架协议》。", "planned"),
        ("本次论坛上,广州市发布了《共同宣言》,并与长沙市签订《金融合作框架协议》,两市将加强合作。", "signed"),
        ("本次论坛上,广州市与长沙市还签订了《金融合作框架协议》。", "signed"),
    ],
)
def test_what_will_be_signed(text: str, status: str) -> None:
    """将 governs what is signed later in its sentence; what comes after the paper does not."""
    assert [status] == [paper.status for paper in read(text, id="case").agreements]


def test_the_ceremony_of_a_sign_that_is_put_up() -> None:
    """协议签约挂牌仪式 tells the paper too."""
    text = "2024年12月8日,沈丘县与福建省福鼎市劳务合作协议签约挂牌仪式在沈丘县人社局举行。"

    assert [("劳务合作协议", ["河南省周口市沈丘县", "福建省宁德市福鼎市"])] == [
        (paper.title, [party.name for party in paper.parties]) for paper in read(text, id="case").agreements
    ]


@pytest.mark.parametrize(
    ("text", "recalled"),
    [
        (
            "2019年5月6日,庄河市与松江区对口合作联席会议举行。去年12月,松江区与庄河市签署了战略合作框架协议。",
            [True],
        ),
        (
            "8月12日,厦门市市长在厦门会见来访的高雄市市长一行。他说,两市先后签订了多项合作协议,尤其是厦门市和高雄市签订了港口合作协议。",
            [True],
        ),
        (
            "2019年5月6日,庄河市与松江区对口合作联席会议在上海举行。2017年,庄河市与松江区签署了战略合作框架协议。",
            [True],
        ),
        ("2019年5月6日,庄河市与松江区对口合作联席会议举行,双方签署了2019年对口合作工作计划。", [False]),
        ("近年来,庄河市与松江区签署了战略合作框架协议。", [True]),
    ],
)
def test_papers_of_before_are_recalled(text: str, recalled: list[bool]) -> None:
    """What was signed last year, one after another, or in a year before all that is told, is only recalled."""
    assert recalled == [paper.background for paper in read(text, id="case").agreements]


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("2004年7月14日,首届区域经贸洽谈会上,湖南省与广东省共签署了847个合作项目协议,总金额达2926亿元。", []),
        (
            "2015年5月12日,贵港市与花莲县联谊交流会举行。贵港市2011年7月与花莲县签署了合作备忘录,4年来两地开展交流合作。",
            [("合作备忘录", True)],
        ),
        (
            "2019年6月16日,深圳-哈尔滨对口交流会举行。按照两市政府签署的合作共建园区协议,今年5月公司正式注册成立。",
            [("合作共建园区协议", True)],
        ),
        (
            "今天上午,代表中国西南部六省(区)四十个城市的官员们,在《西南经济协作区加强旅游合作框架协议》上郑重签字。",
            [("西南经济协作区加强旅游合作框架协议", False)],
        ),
    ],
)
def test_deals_and_papers_in_force_are_no_news(text: str, papers: list[tuple[str, bool]]) -> None:
    """Projects counted are deals; what was signed years ago or is carried out is recalled."""
    assert papers == [(paper.title, paper.background) for paper in read(text, id="case").agreements]


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (
            "根据江苏省、浙江省政府于2010年签订《太湖大桥建设三地政府协议》,大桥实施新的管理模式。双方今后加强合作。",
            [True],
        ),
        ("2018年7月26日,平武县收到慰问金。去年,衢江区与平武县签署《东西部扶贫协作框架协议》。", [True]),
        ("2018年7月26日,平武县传来消息。今年5月,衢江区与平武县签署《东西部扶贫协作框架协议》。", [False]),
    ],
)
def test_papers_of_years_ago(text: str, papers: list[bool]) -> None:
    """去年 and 根据…于2010年 tell of before, a month of this year does not."""
    assert papers == [paper.background for paper in read(text, id="case").agreements]
