"""What a text tells beside its event: papers to come, sessions before, days of departure, short names in headlines."""

from __future__ import annotations

import pytest

from tashan.reading import read

VISIT = "2021年5月6日,四川省广元市市长李明率队到浙江省台州市商谈合作。"


@pytest.mark.parametrize(
    ("told", "status", "date"),
    [
        ("双方就今后签订《产业合作框架协议书》达成意向。", "planned", None),
        ("双方商定日后签署《人才交流合作协议》。", "planned", None),
        ("座谈会上,双方签署《人才交流合作协议》。", "signed", "2021-05-06"),
        ("会上,双方就签订《产业合作框架协议书》达成意向。", "planned", "2021-05-06"),
    ],
)
def test_a_paper_for_some_day_has_no_date(told: str, status: str, date: str | None) -> None:
    """今后签订 names no day; what is agreed at the talks has theirs."""
    (paper,) = read(VISIT + told, id="case").agreements

    assert (status, date) == (paper.status, paper.date)


def test_papers_of_earlier_sessions_are_recalled() -> None:
    """此前两届: their papers have no day here, and the names in a title do not limit who signs."""
    text = (
        "2019年5月6日,淮河流域城市第三届会商会在安徽省蚌埠市举行。蚌埠市市长王军、信阳市市长李明、徐州市市长张强发言,"
        "随后蚌埠、信阳、徐州三市签署《蚌埠倡议》。此前两届,三市先后签署《信阳共识》《徐州宣言》。"
    )
    papers = read(text, id="case").agreements

    assert [("蚌埠倡议", "2019-05-06", 3), ("信阳共识", None, 3), ("徐州宣言", None, 3)] == [
        (paper.title, paper.date, len(paper.parties)) for paper in papers
    ]


@pytest.mark.parametrize(
    ("told", "end"),
    [
        ("市长李明5月6日将率领广元市代表团前往浙江省台州市,展开四日访问。", None),
        ("市长李明5月6日将率领广元市代表团前往浙江省台州市,开始为期三天的考察。", None),
        ("市长李明5月6日率领广元市代表团前往浙江省台州市,开展一日考察。", "2021-05-06"),
        ("市长李明5月6日率领广元市代表团前往浙江省台州市,考察港口。", "2021-05-06"),
    ],
)
def test_a_stay_of_days_ends_on_no_stated_day(told: str, end: str | None) -> None:
    """How long a stay is gives no last day."""
    (visit,) = read(f"2021年5月4日 四川省广元市\n{told}", id="case").visits

    assert ("2021-05-06", end) == (visit.start, visit.end)


def test_a_headline_cuts_the_name_of_a_meeting_short() -> None:
    """泛珠会议 is the 泛珠三角…联席会议 of the story, and those it counts go on behind 以及."""
    text = (
        "行政长官将赴昆明出席泛珠会议\n行政长官李家超7月5日将率领香港特区政府代表团前往云南省昆明市,并出席2022年7月7日举行的"
        "泛珠三角区域合作行政首长联席会议。泛珠三角包括福建、江西、湖南、广东、广西、海南、四川、贵州、云南九个省区,以及香港和澳门。"
    )
    (meeting,) = read(text, id="case").meetings

    assert ("泛珠三角区域合作行政首长联席会议", "planned", "2022-07-07", 11) == (
        meeting.name,
        meeting.status,
        meeting.date,
        len(meeting.participants),
    )


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("会议确定,第五次会议2022年在徐州市召开。", "2022"),
        ("会议确定,第五次会议在徐州市召开。", None),
        ("会议确定,第五次会议将于2022年6月在徐州市召开。", "2022-06"),
    ],
)
def test_the_next_session_may_have_a_year_only(told: str, date: str | None) -> None:
    """第五次会议2022年在…: the year right behind the name."""
    text = "2021年5月6日,淮河流域城市第四次协调会议在江苏省淮安市召开,蚌埠、徐州、淮安三市代表出席。" + told
    meetings = read(text, id="case").meetings

    assert [date] == [meeting.date for meeting in meetings if meeting.status == "planned"]


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("在这次“浙洽周”里一共签约项目31个,总投资65亿元。", "2021-05"),
        ("算上同期的对接会,广元市一共签约项目31个,总投资65亿元。", "2021-05"),
        ("会上一共签约项目31个,总投资65亿元。", "2021-05-06"),
    ],
)
def test_deals_of_a_whole_week_have_its_month(told: str, date: str) -> None:
    """What is signed in a week of events has no day of its own."""
    text = "2021年5月6日,四川省广元市在浙江省杭州市举办招商推介会。" + told
    (deal,) = read(text, id="case").signings

    assert (31, date) == (deal.projects, deal.date)


@pytest.mark.parametrize(("published", "status"), [("2021年5月4日", "planned"), ("2021年5月7日", "done")])
def test_what_begins_after_the_page_was_published_is_planned(published: str, status: str) -> None:
    """However the text puts it: 代表团于5月6日访问."""
    reading = read(f"{published}\n福州市代表团于5月6日访问杭州市。榕杭合作论坛5月6日在杭州市举行。", id="case")

    assert [status] == [visit.status for visit in reading.visits]
    assert [status] == [meeting.status for meeting in reading.meetings]


@pytest.mark.parametrize(
    ("told", "date", "place"),
    [
        ("会议于十一月二十八日在福州举行。", "2018-11-28", "福建省福州市"),
        ("本次会议11月28日在厦门市召开。", "2018-11-28", "福建省厦门市"),
    ],
)
def test_the_meeting_of_the_headline_has_the_day_told_below(told: str, date: str | None, place: str | None) -> None:
    """会议于…在…举行: which meeting is clear where the text tells of one."""
    (meeting,) = read(f"2018年11月30日\n福建香港合作会议举行\n{told}", id="case").meetings

    assert (date, place) == (meeting.date, meeting.place and meeting.place.name)


def test_members_named_after_the_counted_ones_belong_to_the_list() -> None:
    """九个省区,包括甲、乙,以及丙和丁: the list goes on."""
    text = "2023年泛珠三角区域合作行政首长联席会议在贵阳举行,涵盖福建、江西、湖南,以及香港和澳门两个特区。"
    (meeting,) = read(text, id="case").meetings

    assert {"福建省", "江西省", "湖南省", "香港特别行政区", "澳门特别行政区"} == {r.name for r in meeting.participants}


def test_cities_gone_to_take_no_part_in_a_meeting() -> None:
    """到访甲、乙和丙,并出席某峰会: the list is of hosts."""
    text = "2019年5月16日,行政长官林明访问大湾区,分别到访佛山、肇庆和江门,周日于广州出席“粤港澳大湾区媒体峰会”。"

    assert all("广东省佛山市" not in {r.name for r in m.participants} for m in read(text, id="case").meetings)


def test_the_meeting_of_a_trip_that_is_announced_is_planned() -> None:
    """行政长官明日赴广州,主持…会议: without a day of publication too."""
    text = "行政长官李家明明日(12日)率领特区政府代表团前赴广州,与广东省省长王伟共同主持粤港合作联席会议第二十四次会议。"

    assert ["planned"] == [meeting.status for meeting in read(text, id="case").meetings]
