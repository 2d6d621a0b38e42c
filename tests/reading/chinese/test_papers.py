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


def test_a_forum_that_closes_is_no_plan() -> None:
    """将谋划一批项目 in the headline does not put off the forum that closed."""
    text = (
        "长三角将打造高地,将谋划一批重大项目 第一届长三角一体化发展高层论坛正式闭幕。会议签约了一批战略性的重大事项。"
    )
    reading = read(text, id="case")

    assert (["done"], ()) == ([meeting.status for meeting in reading.meetings], reading.signings)


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


def test_what_an_organ_gathers_for_its_inquiry_and_a_name_in_quotes() -> None:
    """A 调研座谈会 of one organ is no meeting of regions; 今天结束的“…论坛” is called by what stands in quotes."""
    text = (
        "7月5日,市政协经济委员会召开苏黔对口合作调研座谈会。\n"
        "2003年7月7日,这是今天结束的“苏浙旅游城市高峰论坛”上,江苏省、浙江省共同发布的消息。"
    )

    assert ["苏浙旅游城市高峰论坛"] == [meeting.name for meeting in read(text, id="case").meetings]


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


def test_several_counties_in_the_name_of_a_paper_signed_there() -> None:
    """甲县、乙县、丙县…框架协议在丙县签订."""
    text = "2024年7月26日,海北州门源县、西宁市大通县、海东市互助县高质量协同发展框架协议在门源县签订。"
    (paper,) = read(text, id="case").agreements

    assert 3 == len(paper.parties)


def test_the_central_plain_is_no_district() -> None:
    """中原经济协作区 holds no 中原区 of 郑州."""
    (meeting,) = read("11月20日,中原经济协作区第29届市长联席会议召开。", id="case").meetings

    assert () == meeting.participants
