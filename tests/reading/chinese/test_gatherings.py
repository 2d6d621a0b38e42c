"""Meetings and who takes part in them, promotions, and guests that are none of a region."""

from __future__ import annotations

import pytest

from tashan.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "2024年6月18日,由八位外国议员组成的代表团结束访港行程。\n\n代表团随后前赴深圳,进一步了解大湾区发展。香港与深圳合作紧密。",
        "2016年10月19日,武汉南阳商会会长孙某某带领考察团一行莅临淅川县考察。\n考察团一行首先来到产业集聚区参观。",
        "2016年10月19日,泰国企业家代表团访问成都。\n代表团随后前往重庆考察。成都与重庆合作紧密。",
    ],
)
def test_a_delegation_that_is_none_of_a_region_stays_none(text: str) -> None:
    """Guests from abroad and chambers of commerce are nobody's delegation where the next sentence only says 代表团."""
    assert () == read(text, id="case").visits


def test_a_fair_of_one_side_is_no_meeting() -> None:
    """2012香港山东周招商大会 is the promotion of one side, the forum under two names one meeting."""
    text = (
        "本报讯 2014年7月9日至13日,市长参加了2014香港河南周招商大会。\n"
        "泛珠三角省会市长论坛广州开幕\n2014年11月3日,第十届泛珠三角区域省会城市市长论坛在广州开幕。"
    )

    assert ["第十届泛珠三角区域省会城市市长论坛"] == [meeting.name for meeting in read(text, id="case").meetings]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "2023年6月1日,由合肥市商务局和芜湖市商务局联合主办的“皖江地区产业精准对接会”在芜湖举行。",
            ["安徽省合肥市", "安徽省芜湖市"],
        ),
        (
            "2023年6月1日,由鄂尔多斯市文旅局和上海市长宁区文旅局共同主办的“长三角地区鄂尔多斯文旅项目对接会”在上海举行。",
            ["内蒙古自治区鄂尔多斯市", "上海市长宁区"],
        ),
    ],
)
def test_who_calls_a_meeting_together_takes_part(text: str, names: list[str]) -> None:
    """由甲局和乙局共同主办的…对接会 is the meeting of the two, whatever area its name tells."""
    assert [names] == [[region.name for region in meeting.participants] for meeting in read(text, id="case").meetings]


@pytest.mark.parametrize(
    "text",
    [
        "11月22日,2024全国劳务协作对接洽谈会在湖南省长沙市举行,贵州省与宁夏回族自治区参加。",
        "8月5日,甲方举行仪式。福鼎市政企代表团实地参观考察河南某某电子科技股份有限公司。",
        "近年来,沈丘县积极开展劳务协作,与江苏昆山、安徽芜湖等3家单位签订项目合同。",
    ],
)
def test_national_fairs_firms_and_what_went_on_for_years(text: str) -> None:
    """A national fair is no meeting of regions, a province in a firm's name no host, and papers of years no signing."""
    reading = read(text, id="case")

    assert ((), (), ()) == (reading.meetings, reading.visits, reading.signings)


def test_a_forum_that_closes_is_no_plan() -> None:
    """将谋划一批项目 in the headline does not put off the forum that closed."""
    text = (
        "长三角将打造高地,将谋划一批重大项目 第一届长三角一体化发展高层论坛正式闭幕。会议签约了一批战略性的重大事项。"
    )
    reading = read(text, id="case")

    assert (["done"], ()) == ([meeting.status for meeting in reading.meetings], reading.signings)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "2017年8月9日,京津冀政协港澳台侨和外事工作交流活动在天津举办。三地政协港澳台侨委员会交流了做法。",
            [("京津冀政协港澳台侨和外事工作交流活动", 3)],
        ),
        (
            "2018年5月3日,苏沪交通运输协作座谈会在南京召开。此次座谈会是为推动长三角交通一体化发展的又一重要举措。",
            [("苏沪交通运输协作座谈会", 2)],
        ),
        ("2020年12月18日,安徽名优农产品交易会在上海市光大会展中心拉开帷幕。长三角客商参加。", []),
        (
            "2020年12月18日,还分别举办了安徽农产品推介签约、长三角休闲农业联盟专题活动及上海主题馆日活动等。",
            [],
        ),
    ],
)
def test_who_takes_part_and_what_is_no_meeting(text: str, names: list[tuple[str, int]]) -> None:
    """港澳台侨 and an area that is only spoken of take no part; a hall of fairs is no assembly, nor a list of activities."""
    meetings = read(text, id="case").meetings

    assert names == [(meeting.name, len(meeting.participants)) for meeting in meetings]


def test_a_meeting_of_an_earlier_year_is_recalled() -> None:
    """在2014年首届交流会上,甲、乙签订… on a page of 2015."""
    text = (
        "时间:2015-07-01 来源:中国交通新闻网\n在2014年首届湘赣边区域开放合作交流会上,江西省永新县、莲花县和湖南省平江县、醴陵市"
        "签订了《湘赣边战略合作框架协议》。"
    )
    reading = read(text, id="case")

    assert ([True], [True]) == (
        [meeting.background for meeting in reading.meetings],
        [paper.background for paper in reading.agreements],
    )


def test_a_large_group_sends_no_delegations() -> None:
    """“泛珠三角”合作引发赴穗招商潮 is no visit of each of its members."""
    text = "“泛珠三角”合作引发赴穗招商潮\n2004年7月27日\n吉林省长春市副市长李龙熙7月26日率领招商团抵穗,举办投资说明会。广州市热闹起来。"

    assert [["吉林省长春市"]] == [[r.name for r in visit.visitors] for visit in read(text, id="case").visits]


def test_what_an_organ_gathers_for_its_inquiry_and_a_name_in_quotes() -> None:
    """A 调研座谈会 of one organ is no meeting of regions; 今天结束的“…论坛” is called by what stands in quotes."""
    text = (
        "7月5日,市政协经济委员会召开苏黔对口合作调研座谈会。\n"
        "2003年7月7日,这是今天结束的“苏浙旅游城市高峰论坛”上,江苏省、浙江省共同发布的消息。"
    )

    assert ["苏浙旅游城市高峰论坛"] == [meeting.name for meeting in read(text, id="case").meetings]


def test_a_meeting_of_many_cities_by_their_number() -> None:
    """23城市政协…联盟第二次会议: the cities it counts are who takes part, with those that the text lists."""
    text = (
        "12城市政协“一带一路”协商合作联盟第三次会议2017年7月27日在唐山市召开。"
        "2015年9月,经天津滨海新区、唐山、秦皇岛、徐州等城市政协充分协商,联盟成立。"
    )
    (meeting,) = read(text, id="case").meetings

    assert ("12城市政协“一带一路”协商合作联盟第三次会议", "2017-07-27", 3) == (
        meeting.name,
        meeting.date,
        meeting.session,
    )


def test_a_county_before_the_east_and_west() -> None:
    """玉屏东西部协作 holds no 屏东."""
    text = "2023年5月8日,玉屏东西部协作座谈会在玉屏侗族自治县召开。"

    assert () == read(text, id="case").meetings


@pytest.mark.parametrize(
    "text",
    [
        "2023年7月19日,“清新福建”上海推介会在上海某艺术中心成功举办。",
        "2023年7月19日,以“福来沪往,奔赴山海”为主题的“清新福建”上海推介会在上海成功举办。",
        "2023年7月19日,以“山海之约”为主题的福建文旅推介会在上海举行。",
    ],
)
def test_a_promotion_named_after_its_market(text: str) -> None:
    """“清新甲省”乙市推介会 is of the province in quotes, and the motto of the event names nobody."""
    assert [("福建省", "上海市")] == [
        (visit.visitors[0].name, visit.hosts[0].name) for visit in read(text, id="case").visits
    ]


def test_the_central_plain_is_no_district() -> None:
    """中原经济协作区 holds no 中原区 of 郑州."""
    (meeting,) = read("11月20日,中原经济协作区第29届市长联席会议召开。", id="case").meetings

    assert () == meeting.participants
