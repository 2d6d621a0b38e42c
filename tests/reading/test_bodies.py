"""Bodies of cooperation: founded, composed, counted, ranked; and what is no body."""

from __future__ import annotations

from pathlib import Path

import pytest

from tashan.reading.bodies import read_bodies
from tashan.reading.source import Analysis, Source
from tashan.records import Body
from tashan.records.validation import validate

SEEDS = Path(__file__).resolve().parents[2] / "../shared/seeds"


def bodies(text: str, language: str = "zh-Hans") -> dict[str, Body]:
    """The bodies of a text by name; each is valid against it."""
    found = read_bodies(Analysis(Source(text, language)))
    for body in found:
        assert () == validate(body, text)
    return {body.name or "": body for body in found}


def seed(number: str) -> str:
    """A source document, where it is at hand."""
    paths = list(SEEDS.glob(f"{number}_*.txt"))
    if not paths:
        pytest.skip("the source documents are not at hand")
    return paths[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "name", "level", "founded"),
    [
        ("2016年5月，川渝毗邻地区城市合作办公室在重庆挂牌成立。", "川渝毗邻地区城市合作办公室", "execute", "2016-05"),
        ("2019年组建粤桂旅游推广联盟，共推线路。", "粤桂旅游推广联盟", None, "2019"),
        ("两省于2014年成立淮河流域水污染联防协调小组。", "淮河流域水污染联防协调小组", "coordinate", "2014"),
        ("2020年，两市把原来的联络处升格为“沪滇协作工作领导小组”。", "沪滇协作工作领导小组", "decide", "2020"),
        ("2012年，武汉城市圈农业合作联席会正式设立。", "武汉城市圈农业合作联席会", "coordinate", "2012"),
        ("長三角港口協同發展理事會於2021年揭牌。", "長三角港口協同發展理事會", "decide", "2021"),
    ],
)
def test_founding(text: str, name: str, level: str | None, founded: str) -> None:
    """成立, 组建, 挂牌, 升格为 and their like make a body with its level by kind and its date."""
    found = bodies(text)

    assert [(name, level, founded)] == [(b.name, b.level, b.founded) for b in found.values()]


@pytest.mark.parametrize(
    "text",
    [
        "建议尽快成立长株潭规划协调委员会。",
        "下一步，三市将组建都市圈产业联盟。",
        "两省计划明年设立跨区域合作办公室。",
        "支持各地组建跨区域行业联盟。",
        "我市成立安全生产委员会，由市长任主任。",
        "县里成立了防汛指挥部办公室。",
        "三地联合组建多个高校协同创新联盟。",
        "会后成立了股份有限公司，注册资本五千万元。",
        "市政府办公室负责同志参加了活动。",
        "相关省份建立了区域合作组织。",
    ],
)
def test_no_body(text: str) -> None:
    """Plans, wishes, counted kinds, organs of one region and firms are no bodies."""
    assert {} == bodies(text)


def test_proposals_section_tells_of_no_bodies() -> None:
    """Under a heading of lessons the levels of a mechanism are proposals."""
    text = (
        "二、几点启示\n第一层是三市主要领导牵头的一体化领导小组会议，决定方向；第二层是三市分管领导协调会，协调进度。\n"
    )

    assert {} == bodies(text)


def test_three_levels() -> None:
    """以X为决策层 … names a level for each body."""
    text = "川渝两地形成以党政联席会议为决策层，以常务副省市长协调会议为协调层，以联合办公室、交通专项工作组为执行层的机制。"
    found = {name: body.level for name, body in bodies(text).items()}

    expected = {"党政联席会议": "decide", "联合办公室": "execute", "交通专项工作组": "execute"}

    assert expected.items() <= found.items()


def test_four_layers_follow_the_order_the_text_names() -> None:
    """第一层…第四层 take their levels from 会商—决策—协调—执行."""
    text = (
        "淮海经济区形成四级机制。第一层是每年一次的市委书记定期会商机制，确定方向；第二层是市长主持的“淮海经济区合作座谈会”；"
        "第三层是淮海经济区城市协调会，推进专题；第四层是部门间的合作机制。这种会商—决策—协调—执行四级联动的机制运行良好。"
    )
    found = [(b.name, b.level) for b in bodies(text).values()]

    expected = [
        ("市委书记定期会商机制", "consult"),
        ("淮海经济区合作座谈会", "decide"),
        ("淮海经济区城市协调会", "coordinate"),
        ("部门间的合作机制", "execute"),
    ]

    assert expected == found


def test_growing_membership() -> None:
    """The latest number is the body's; the earlier one stands in candidates with its year."""
    body = bodies("淮海经济区城市协调会成员单位从1996年的12个增加到20个（2015年）。")["淮海经济区城市协调会"]

    assert (20, ({"members_count": 12},)) == (body.members_count, body.candidates)


def test_firms_that_join_are_counted() -> None:
    """87家…加盟 counts the members of the alliance founded in the same sentence."""
    body = bodies("2018年组建成渝物流企业联盟，87家货运企业和园区加盟。")["成渝物流企业联盟"]

    assert (87, "2018") == (body.members_count, body.founded)


def test_founders_are_members_and_actors() -> None:
    """Regions that found it are members; universities are actors."""
    found = bodies(
        "湖北、湖南、江西三省于2016年成立长江中游水运协调会。武汉大学、湖南大学联合发起的长江中游高校联盟开展学分互认。"
    )
    council = found["长江中游水运协调会"]
    alliance = found["长江中游高校联盟"]

    assert ["湖北省", "湖南省", "江西省"] == [r.name for r in council.members]
    assert [("武汉大学", "university"), ("湖南大学", "university")] == [(a.name, a.kind) for a in alliance.actors]


def test_zone_with_council_committee_and_company() -> None:
    """“A+B+C”的三层架构 gives three bodies of the zone the text speaks of."""
    text = "川渝推进高竹新区建设。两地采用“理事会+管理委员会执委会+发展公司”的三层架构运行。"
    levels = [body.level for body in bodies(text).values()]

    assert ["decide", "execute", "execute"] == levels


def test_english() -> None:
    """An English report of a founding gives name, date and number of members."""
    text = "In May 2019, Shanghai and Zhejiang set up the Yangtze River Delta Museum Alliance with 26 member cities."
    body = bodies(text, "en")["Yangtze River Delta Museum Alliance"]

    assert (26, "2019-05") == (body.members_count, body.founded)


def test_bodies_of_the_delta_essay() -> None:
    """Essay 002: three levels, city council 14 → 41, Cooperation Office, demonstration zone, secretariat, alliances."""
    found = bodies(seed("002"))
    expected = {
        "主要领导座谈会": "decide",
        "长三角地区合作与发展联席会议": "coordinate",
        "联席会议办公室": "execute",
        "重点合作专题组": "execute",
        "城市经济合作组": "execute",
        "长三角区域合作办公室": "execute",
        "长江中游城市群城市合作秘书处": "execute",
        "生态绿色一体化示范区理事会": "decide",
        "生态绿色一体化示范区执委会": "execute",
    }
    council = found["长三角城市经济协调会"]

    assert expected.items() <= {name: body.level for name, body in found.items()}.items()
    assert (41, ({"members_count": 14},)) == (council.members_count, council.candidates)
    assert "2018-03" == found["长三角区域合作办公室"].founded
    assert (114, "2017") == (found["长江中游航运企业联盟"].members_count, found["长江中游航运企业联盟"].founded)
    assert "长三角研究型大学联盟" in found


def test_bodies_of_the_report_on_lessons() -> None:
    """Report 003: four levels of the delta; the three levels it proposes for Changsha-Zhuzhou-Xiangtan are none."""
    found = bodies(seed("003"))

    assert ["consult", "decide", "coordinate", "coordinate", "execute"] == [b.level for b in found.values()][:5]
    assert not [name for name in found if "领导小组" in name]


def test_bodies_of_the_traditional_essay() -> None:
    """Essay 004: the central leading group of 2023 decides; three places founded a joint office."""
    found = bodies(seed("004"), "zh-Hant")
    group = found["中央區域協調發展領導小組"]
    office = found["京津冀協同發展聯合工作辦公室"]

    assert ("decide", "2023", ()) == (group.level, group.founded, group.members)
    assert ["北京市", "天津市", "河北省"] == [r.name for r in office.members]
    assert 2 == len(found)


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        (
            "日前,浙江省庆元县联合福建省政和县,共同成立了浙闽边“竹海走廊”护林联盟。",
            "浙闽边“竹海走廊”护林联盟",
            ["浙江省丽水市庆元县", "福建省南平市政和县"],
        ),
        ("山东与甘肃在劳务协作框架下,组建鲁甘“工匠联盟”。", "鲁甘“工匠联盟”", ["山东省", "甘肃省"]),
        ("云南携手广西,组建跨省旅游联盟。", "跨省旅游联盟", ["云南省", "广西壮族自治区"]),
    ],
)
def test_names_with_quotes_and_those_who_founded(text: str, name: str, members: list[str]) -> None:
    """A quoted part belongs to the name, and the clause before 共同成立 tells the members."""
    found = bodies(text)

    assert [(name, members)] == [(b.name, [m.name for m in b.members]) for b in found.values()]


def test_the_next_sentence_tells_of_whom_it_is_made() -> None:
    """由…等3个城市组成 is said of the body named before, and a body's forerunner is not founded with it."""
    text = "淮海经济协调会前身是1993年成立的淮海经协(委)办主任联席会议。由蚌埠、淮安、信阳等3个城市组成。2001年,联席会更名为淮海经济协调会。"
    found = bodies(text)

    assert ["安徽省蚌埠市", "江苏省淮安市", "河南省信阳市"] == [
        m.name for m in found["淮海经协(委)办主任联席会议"].members
    ]
    assert 3 == found["淮海经协(委)办主任联席会议"].members_count
    assert "2001" == found["淮海经济协调会"].founded


def test_a_way_of_working_is_no_body() -> None:
    """联盟协作机制 is how it is done, not who."""
    assert {} == bodies("两省三县以建立跨省际跨区域联盟协作机制的形式加强合作。")


def test_the_founders_stand_in_the_next_sentence() -> None:
    """联盟由…共同发起 tells the members of the alliance named before."""
    found = bodies("5日,大别山旅游推广联盟在黄冈市成立。联盟由湖北省文化和旅游厅、安徽省文化和旅游厅共同发起。")

    assert ["湖北省", "安徽省"] == [m.name for m in found["大别山旅游推广联盟"].members]


@pytest.mark.parametrize(
    ("text", "name", "count", "members"),
    [
        ("2021年5月,淮河流域15个市州成立旅游联盟。", "淮河流域旅游联盟", 15, []),
        ("两省成立粤桂协作领导小组及相应办公室。", "粤桂协作领导小组", None, []),
        ("5日在常州举行的长三角论坛上,长三角港口集群联盟揭牌成立。", "长三角港口集群联盟", None, []),
        (
            "5月6日,跨江融合物流协作联盟在镇江市成立。物流协作联盟包括苏南、苏中13个县(市、区)成员单位。",
            "跨江融合物流协作联盟",
            13,
            [],
        ),
        (
            "衢州、黄山、上饶等高新区携手,成立浙皖赣边界高新区联盟(以下简称“联盟”)。\n联盟由三省17家国家高新区党(工)委共同发起。",
            "浙皖赣边界高新区联盟",
            17,
            ["浙江省衢州市", "安徽省黄山市", "江西省上饶市"],
        ),
        (
            "长江中上游城市商会联盟主要由渝东(重庆市万州区、开州区)以及湖北省宜昌市、荆州市等14个区域内工商联共同组建。",
            "长江中上游城市商会联盟",
            14,
            ["重庆市万州区", "重庆市开州区", "湖北省宜昌市", "湖北省荆州市"],
        ),
        ("1992年成立的长三角经协(委)办主任联席会议走过了30年。", "长三角经协(委)办主任联席会议", None, []),
    ],
)  # fmt: skip
def test_how_many_belong_and_who(text: str, name: str, count: int | None, members: list[str]) -> None:
    """Founders are counted; a short name, a bare 联盟 and the office beside a group are no bodies of their own."""
    found = bodies(text)

    assert [(name, count, members)] == [
        (body.name, body.members_count, [region.name for region in body.members]) for body in found.values()
    ]


@pytest.mark.parametrize(
    "text",
    [
        "参加联盟成立大会的代表来自长三角各市。",
        "长三角城市群新建立了文化产业和企业服务两大联盟。",
        "长三角地区成立了相关办公室。",
        "联盟由22家企业共同发起。",
        "京津冀三地将于2012年10月在石家庄市宣誓成立高铁旅游联盟。",
        "湖北省向长江流域各省发出了组建长江旅游推广联盟的商函。",
    ],
)
def test_counted_and_nameless_bodies_are_none(text: str) -> None:
    assert {} == bodies(text)
