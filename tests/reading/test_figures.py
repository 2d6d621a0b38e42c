"""Which numbers of a text become figures, and with what."""

from __future__ import annotations

from pathlib import Path

import pytest

from tashan.reading.figures import read_figures
from tashan.reading.source import Analysis, Source
from tashan.records import Figure

SHARED = Path(__file__).resolve().parents[2] / "../shared"


def figures(text: str, language: str = "zh-Hans", published: str | None = None) -> list[Figure]:
    return read_figures(Analysis(Source(text, language), published=published))


def only(text: str, language: str = "zh-Hans", published: str | None = None) -> Figure:
    found = figures(text, language, published)
    assert len(found) == 1, found
    return found[0]


def test_amount_with_subject_measure_and_period() -> None:
    """An amount is given in yuan, hedged as in the text, for the time it holds."""
    text = "2015年,湖北省设立总规模约2000亿元的产业基金。"
    found = only(text)

    assert (found.value, found.unit, found.qualifier) == (200_000_000_000, "元", "about")
    assert (found.subject, found.measure, found.period) == ("湖北省", "产业基金", "2015")


def test_count_before_and_after_its_noun() -> None:
    """项目1590个 and 1590个项目 say the same."""
    before = only("贵州全省先后引进广东省项目1590个。")
    after = only("贵州全省先后引进1590个广东省项目。")

    assert before.measure == after.measure == "广东省项目"
    assert before.subject == after.subject == "贵州全省"


def test_growth_gives_two_figures_with_their_years() -> None:
    """从…增加到… are two figures; the year in brackets belongs to the number before it."""
    found = figures("长三角城市经济协调会成员单位从1992年的14个增加到41个(2019年)。")

    assert [(14, "1992"), (41, "2019")] == [(one.value, one.period) for one in found]
    assert {"长三角城市经济协调会成员单位"} == {one.subject for one in found}


def test_later_clauses_share_subject_and_time() -> None:
    """A subject and a time named once hold for the clauses that follow."""
    found = figures("2019年以来,嘉兴在上海建成“人才飞地”7个,在建6个;在杭州建成“人才飞地”3个。")

    assert [7, 6, 3] == [one.value for one in found]
    assert {"嘉兴"} == {one.subject for one in found}
    assert {"2019/.."} == {one.period for one in found}


def test_stock_at_a_date() -> None:
    """截至 gives an open beginning."""
    found = figures("截至2016年底,四省市有近1500家单位、17000多台(套)大型科学仪器设施入网。")

    assert [(1500, "near", "家", "单位"), (17000, "over", "台(套)", "大型科学仪器设施")] == [
        (one.value, one.qualifier, one.unit, one.measure) for one in found
    ]
    assert {"../2016"} == {one.period for one in found}


def test_span_counted_back_from_publication() -> None:
    """近一年来 is the year before the publication."""
    found = only("近一年来,贵州先后引进项目1590个。", published="2023-04-10")

    assert found.period == "2022-04/2023-04"


def test_inferred_year_is_flagged_with_its_evidence() -> None:
    """A period whose year stands elsewhere carries the flag and the words."""
    text = "考察(2018-03-28 新华网)3月27日,园区注册企业突破4000家。"
    found = only(text)

    assert (found.period, found.flags) == ("2018-03-27", ("year_inferred",))
    assert [("year", "2018-03-28")] == [(span.field, span.quote) for span in found.evidence[1:]]


def test_traditional_text_is_quoted_as_written() -> None:
    """Subject and measure keep the characters of the original."""
    found = only("2023年,貴州省簽約產業項目230個。", "zh-Hant")

    assert (found.subject, found.measure, found.value) == ("貴州省", "產業項目", 230)


@pytest.mark.parametrize(
    "text",
    [
        "京津冀、长三角和粤港澳这三个城市群是三个大引擎。",
        "一是推动互联互通。二是携手环保。第一层是会商机制。",
        "经过30余年的实践探索,区域合作不断深入。",
        "各方在7个方面达成共识。",
        "电话:0731-85063936 湘ICP备07001676号 阅读量:843次",
        "《关于23个项目的通知》印发。",
        "到2025年,力争引进企业500家。",
        "会议于9时30分召开,比例为1:2,版本1.2.3。",
        "长三角三省一市人大常委会开展立法对接。",
        "企业入选世界500强,位列前10名。",
        "广西党政代表团52人到广东学习考察。",
        "主要参考文献\n[1] 张某.区域合作[J].某刊,2012,(2):300个城市的数据。",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    """Small counts in words, lists, lengths of time, furniture, titles, targets, groups of regions and attendance."""
    assert [] == figures(text)


def test_english_figures() -> None:
    """English figures carry the noun counted and the year of the sentence."""
    found = figures("In 2022, Guizhou signed 1,590 projects worth 49.31 billion yuan with nearly 300 cities.", "en")

    assert [(1590, None, "projects"), (49_310_000_000, None, "yuan"), (300, "near", "cities")] == [
        (one.value, one.qualifier, one.unit) for one in found
    ]
    assert {"2022"} == {one.period for one in found}


def test_quotes_hold() -> None:
    """Every quote stands at its place in the original."""
    text = "２０２２年，貴州全省４１％的合同金額來自粵港澳大灣區。"
    for one in figures(text, "zh-Hant"):
        assert all(text[span.start : span.end] == span.quote for span in one.evidence)
        assert (one.value, one.unit, one.period) == (41, "%", "2022")


SEED_FIGURES = [
    ("000", 71.5, "%", None),
    ("000", 41, "%", "2022"),
    ("000", 1590, "个", "2022-04/2023-04"),
    ("000", 300_000_000_000, "元", "2022-04/2023-04"),
    ("000", 4000, "家", "2023-03-18"),
    ("000", 300, "座", "2019"),
    ("000", 23, "个", None),
    ("000", 49_310_000_000, "元", None),
    ("002", 14, "个", "1992"),
    ("002", 41, "个", "2019"),
    ("002", 41, "座", "2020-09-16"),
    ("002", 32, "项", "2020-07/2021-07"),
    ("002", 60, "个", "2020-07/2021-07"),
    ("002", 19, "个", "2020-09-16"),
    ("002", 13, "件", "2018"),
    ("002", 20, "个", "2020"),
    ("002", 7_656_000_000, "元", "2021-07-27"),
    ("002", 22_400, "户", "2021-07-27"),
    ("002", 200_000_000_000, "元", "2015"),
    ("002", 1300, "家", "2014/2016"),
    ("002", 1253, "家", "2014/2016"),
    ("002", 114, "家", "2017"),
    ("002", 7, "个", "2019/.."),
    ("002", 6, "个", "2019/.."),
    ("002", 3, "个", "2019/.."),
    ("003", 12, "个", None),
    ("003", 15, "个", None),
    ("003", 200, "个", "../2016"),
    ("003", 11, "个", None),
    ("003", 19, "个", None),
    ("003", 9, "个", None),
    ("003", 1500, "家", "../2016"),
    ("003", 17_000, "台(套)", "../2016"),
    ("003", 76, "家", "2018-05-16"),
    ("003", 13, "项", None),
]


@pytest.mark.parametrize("seed", ["000", "002", "003"])
def test_the_figures_of_the_source_documents(seed: str) -> None:
    """Every number that the plan quotes from the source documents is a figure with its unit and period."""
    files = list((SHARED / "seeds").glob(f"{seed}*")) if (SHARED / "seeds").exists() else []
    if not files:
        pytest.skip("the source documents are not here")
    found = {(one.value, one.unit, one.period) for one in figures(files[0].read_text(encoding="utf-8"))}
    missing = [row for row in SEED_FIGURES if row[0] == seed and row[1:] not in found]

    assert [] == missing


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "2022年,西部6个省份与东部5个省市共建园区38个,新增引导210家企业投资96亿元,县均投入520万元。",
            [
                ("西部6个省份与东部5个省市", "共建园区", 38),
                ("西部6个省份与东部5个省市", "企业", 210),
                ("西部6个省份与东部5个省市", "企业投资", 9_600_000_000),
                ("西部6个省份与东部5个省市", "县均投入", 5_200_000),
            ],
        ),
        (
            "两地互派干部304人、专业技术人才2.5万人。",
            [("两地", "互派干部", 304), ("两地", "专业技术人才", 25_000)],
        ),
        (
            "定西建立了29个“直采直供”基地,打造了50多个消费帮扶品牌。",
            [("定西", "“直采直供”基地", 29), ("定西", "消费帮扶品牌", 50)],
        ),
        (
            "兴化市国土面积2393平方公里,城镇化率58.5%,地区生产总值1080亿元。",
            [("兴化市", "国土面积", 2393), ("兴化市", "城镇化率", 58.5), ("兴化市", "地区生产总值", 108_000_000_000)],
        ),
        (
            "衢州和丽水的人均收入分别是全省平均水平的81%和79%。",
            [("衢州和丽水的人均收入", "全省平均水平", 81), ("衢州和丽水的人均收入", "全省平均水平", 79)],
        ),
        (
            "浙西城市群以衢州为核心,涉及12个城区,总面积约3.5万平方公里。",
            [("浙西城市群", "城区", 12), ("浙西城市群", "总面积", 35_000)],
        ),
        (
            "去年全市工业产值实现900亿元,年均增长5.8%。",
            [("全市工业产值", "全市工业产值", 90_000_000_000), ("全市工业产值", "年均增长", 5.8)],
        ),
    ],
)
def test_who_has_what(text: str, told: list[tuple[str | None, str, float]]) -> None:
    """The subject is who acts or has, not a verb or a frame; the measure ends before the next verb or number."""
    assert told == [(one.subject, one.measure, one.value) for one in figures(text)]


@pytest.mark.parametrize(
    "text",
    [
        "考察团到三元区开展对口合作交流。",
        "一行参观了七十二家房客村和八十八栋社区。",
        "东部5个省市与西部6个省区市加强合作。",
        "160多家知名企业代表参会。",
        "双方明确了8方面重点。",
    ],
)
def test_names_groups_and_guests_are_no_figures(text: str) -> None:
    """Numbers in names, regions that act together, and how many came."""
    assert [] == figures(text)


@pytest.mark.parametrize(
    ("text", "subject", "measure", "value"),
    [
        ("甲市与乙市领导分别进行座谈,了解12名跟班学习干部的情况。", "甲市与乙市领导", "跟班学习干部", 12),
        ("考察组一行坚持务实的原则,先后考察了甲公司、乙公司等17家企业。", "考察组一行", "企业", 17),
        ("浙江助力丹巴打造的民宿村入选全国名录,带动旅游收入超1亿元。", "浙江", "带动旅游收入", 100_000_000),
        ("丹阳市与句容市共谋划实施合作事项26个。", "丹阳市与句容市", "实施合作事项", 26),
        ("目前绍兴市已与14个城市缔结友好城市。", "绍兴市", "城市", 14),
        ("全市GDP去年实现900.9亿元。", "全市GDP", "全市GDP", 90_090_000_000),
        ("绍兴与乐山间的磋商会已累积40多项共识。", "绍兴与乐山间的磋商会", "共识", 40),
        ("丹阳市与甲公司签订了年产80万条汽车线束的生产线的合作框架协议。", "丹阳市", "汽车线束", 800_000),
        ("调研组一行先后赴园区等十多个单位和项目实地调研。", "调研组一行", "单位和项目", 10),
        ("虽然面积没有绍兴大,但去年经济总量却接近绍兴的3倍。", None, "经济总量", 3),
        ("合作涉及公路建设及城市开发等,协议总金额为163.6亿元。", None, "协议总金额", 16_360_000_000),
        ("其地势高,海拔800米的山区多云雾。", "海拔", "海拔", 800),
    ],
)
def test_a_subject_ends_where_its_clause_begins_to_say_something(
    text: str, subject: str | None, measure: str, value: int
) -> None:
    """Neither verbs nor partners nor journeys are part of who or what a figure is about."""
    found = only(text)

    assert (subject, measure, value) == (found.subject, found.measure, found.value)


@pytest.mark.parametrize(
    "text",
    ["四百多公里外的昌顺县来了客人。", "8部门联合印发意见。", "移动用户发送短信到1065开通,3元一月。"],
)
def test_distances_offices_and_advertisements_are_no_figures(text: str) -> None:
    assert [] == figures(text)


def test_what_holds_until_now_does_not_hold_for_the_year_told_before() -> None:
    """机制于2020年建立,至今…: the number is of now."""
    found = only("机制于2020年建立,至今共制定合作计划近60项。", published="2024-05-06")

    assert ("机制", "制定合作计划", "2024-05-06") == (found.subject, found.measure, found.period)


def test_a_headline_ends_at_its_space() -> None:
    """Two headlines in one line are two statements."""
    found = figures("累计引入支援资金1883亿元 三峡库区引入产业合作项目超2200个")

    assert [("引入支援资金", "元"), ("三峡库区引入产业合作项目", "个")] == [(one.measure, one.unit) for one in found]


@pytest.mark.parametrize(
    ("text", "subject", "measure", "value"),
    [
        ("With a total of more than 1500 aid projects, Shanghai goes on.", None, "aid projects", 1500),
        ("Since 2022 Minhang has injected 14.5 million yuan in aid.", "Minhang", "aid", 14_500_000),
        ("Beijing, Tianjin, and Hebei all signed an agreement that covers 26 projects.", "Beijing, Tianjin, and Hebei", "projects", 26),
        ("Seeking closer ties with the delta, Guizhou Province promoted 600 projects.", "Guizhou Province", "projects", 600),
        ("Poverty has ended, and the per capita income has increased to 5,600 yuan.", "the per capita income", None, 5_600),
        ("He said that Dalian has attracted more than 15 enterprises.", "Dalian", "enterprises", 15),
        ("Currently, Ningxia has 5,700 companies.", "Ningxia", "companies", 5_700),
    ],
)  # fmt: skip
def test_english_figures_name_who_and_what_without_the_frame(
    text: str, subject: str | None, measure: str | None, value: int
) -> None:
    """Hedges are no part of the measure; openers, 'he said that' and 'also' no part of the subject."""
    found = only(text, "en")

    assert (subject, measure, value) == (found.subject, found.measure, found.value)


@pytest.mark.parametrize(
    "text", ["Fortune 500 companies came.", "Thousands of mountains lie between.", "China's top 500 enterprises came."]
)
def test_rankings_and_scores_are_no_english_figures(text: str) -> None:
    assert [] == figures(text, "en")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("双方发布合作清单,涵盖120条技术、人才供需信息。", [("双方", "技术、人才供需信息", 120)]),
        ("双方共建25个园区、基地。", [("双方", "园区、基地", 25)]),
        ("两地签约项目25个、总投资56亿元。", [("两地", "项目", 25), ("两地", "总投资", 5_600_000_000)]),
        ("会上,乐山市签约总投资5亿美元(约36亿元人民币)。", [("乐山市", "签约总投资", 500_000_000), ("乐山市", "签约总投资", 3_600_000_000)]),
        (
            "两市共建产业集群26个,其中绍兴15个、乐山11个。",
            [("两市", "共建产业集群", 26), ("绍兴", "共建产业集群", 15), ("乐山", "共建产业集群", 11)],
        ),
        ("全省联盟由23家高新区党(工)委发起。", [("全省联盟", "高新区党(工)委", 23)]),
        ("绍兴市向乐山市10个县区投入帮扶资金3.2亿元。", [("绍兴市", "投入帮扶资金", 320_000_000)]),
        ("绍兴市累计培训4万人次,就业率稳定在90%以上。", [("绍兴市", "累计培训", 40_000), ("绍兴市", "就业率", 90)]),
        ("活动期间,绍兴市达成签约项目30个,其中10亿元以上项目13个。", [("绍兴市", "签约项目", 30), ("绍兴市", "10亿元以上项目", 13)]),
        ("经两市各级部门持续服务,签约项目履约率达95%。", [(None, "项目履约率", 95)]),
    ],
)  # fmt: skip
def test_what_lists_and_amounts_measure(text: str, told: list[tuple[str | None, str, float]]) -> None:
    """Lists are counted whole, a conversion measures what the amount before it does, a size only sorts projects."""
    assert told == [(one.subject, one.measure, one.value) for one in figures(text)]


@pytest.mark.parametrize(
    "text",
    [
        "平湖市是浙江省17个扩大管理权限的强县之一。",
        "该县是全省20个重点县中的两个之一。",
        "29个合作城市(县)负责同志参加会议。",
        "29个合作城市市(县)长共同签署备忘录。",
        "与市发改局、商务局等11个部门就流通体系建设进行深入研讨交流。",
        "参加成立大会的园区共47个。",
        "绍兴市12个市(州)政府代表到会。",
        "两县相隔数百公里。",
    ],
)
def test_numbers_said_in_passing_are_no_figures(text: str) -> None:
    """One of so many, heads and offices that came, and numbers nobody counted."""
    assert [] == figures(text)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2020年绍兴市投入资金30亿元,较2016年增长28亿元。", ["2020", "2020"]),
        ("2020年销售额为56亿元,是2016年的13倍。", ["2020", "2020"]),
        ("联盟自2020年6月成立以来,已组建14个专业委员会。", ["2020-06/.."]),
        ("联盟于2020年6月组建14个专业委员会。", ["2020-06"]),
    ],
)
def test_the_year_compared_with_is_not_the_period(text: str, periods: list[str]) -> None:
    """较2016年增长, 是2016年的13倍: the base; 自…以来 has no end."""
    assert periods == [one.period for one in figures(text)]


def test_a_figure_told_twice_is_one() -> None:
    """Headline and story tell one figure; the fuller words stay."""
    found = figures("两地签约项目31个\n2021年5月6日,两地签约项目31个。")

    assert [("两地", 31, "2021-05-06")] == [(one.subject, one.value, one.period) for one in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Data shows that, as of May 2024, eight provinces have provided 22 billion yuan (about $3 billion) in financial assistance.",
            [("eight provinces", "financial assistance", 22_000_000_000), ("eight provinces", "financial assistance", 3_000_000_000)],
        ),
        ("Shaoxing has invested 1.8 billion yuan in Leshan.", [("Shaoxing", "invested", 1_800_000_000)]),
        ("Leshan signed cultural and tourism projects worth 43 billion yuan.", [("Leshan", "cultural and tourism projects", 43_000_000_000)]),
        (
            "Leshan has sealed 29 projects with a total investment of 30 billion yuan.",
            [("Leshan", "projects", 29), ("Leshan", "total investment", 30_000_000_000)],
        ),
        ("Over the past 24 years, Fujian has built 385 kilometers of highways.", [("Fujian", "highways", 385)]),
        ("Shaoxing and Leshan have signed 58 cooperation and exchange agreements.", [("Shaoxing and Leshan", "cooperation and exchange agreements", 58)]),
        ("More than 1 million Fujian clansmen live there.", [(None, "Fujian clansmen", 1_000_000)]),
        ("The number of firms increased by 75 percent.", [("The number of firms", "increased", 75)]),
        ("Over 12,000 projects were launched, and parks have benefited 10 million locals.", [(None, "projects", 12_000), ("parks", "locals", 10_000_000)]),
    ],
)  # fmt: skip
def test_what_english_amounts_measure(text: str, told: list[tuple[str | None, str, float]]) -> None:
    """An amount is of what stands behind it, of what is worth it, or of what is done with it; brackets repeat it."""
    assert told == [(one.subject, one.measure, one.value) for one in figures(text, "en")]


def test_an_english_rate_has_the_year_behind_it() -> None:
    """22.9 percent in 2012 to 0.5 percent in 2019: two shares with their years, and no range from 2012."""
    found = figures("The poverty rate dropped from 22.9 percent in 2012 to 0.5 percent in 2019.", "en")

    assert [(22.9, "2012"), (0.5, "2019")] == [(one.value, one.period) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "The business delegation included more than 30 people.",
        "The two sides will cooperate in 16 areas.",
        "Over 120 distinguished attendees took part in the meeting.",
        "Leshan is among the 20 national hub cities.",
    ],
)
def test_attendance_fields_and_ranks_are_no_english_figures(text: str) -> None:
    assert [] == figures(text, "en")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "地区生产总值从1995年的8.9亿元增长到2018年的316亿元,固定资产投资从1.8亿元增长到475亿元。",
            [
                ("地区生产总值", 890_000_000, "1995"),
                ("地区生产总值", 31_600_000_000, "2018"),
                ("固定资产投资", 180_000_000, "1995"),
                ("固定资产投资", 47_500_000_000, "2018"),
            ],
        ),
        ("2018年,绍兴市销售额从13亿元提高到36亿元。", [("销售额", 1_300_000_000, "2018"), ("销售额", 3_600_000_000, "2018")]),
        ("2018年,绍兴市从乐山市采购农产品13亿元。", [("采购农产品", 1_300_000_000, "2018")]),
    ],
)  # fmt: skip
def test_growth_of_an_amount(text: str, told: list[tuple[str, float, str]]) -> None:
    """从…增长到…: both amounts measure what stands before 从; a second pair is of the same two years."""
    assert told == [(one.measure, one.value, one.period) for one in figures(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "记者12日从新闻发布会上获悉,1994年以来,上海市对口援建项目1682个、援建资金55亿元;山东省对口援建项目1455个。",
            [("上海市", "对口援建项目", 1682), ("上海市", "援建资金", 5_500_000_000), ("山东省", "对口援建项目", 1455)],
        ),
        ("绍兴市援藏资金超过15亿元,援藏干部达604名。", [("绍兴市", "援藏资金", 1_500_000_000), ("绍兴市", "援藏干部", 604)]),
        ("全国共有13户国有重要骨干企业参与。", [("全国", "国有重要骨干企业", 13)]),
        ("绍兴市引导630名甘洛籍劳动力来绍就业。", [("绍兴市", "甘洛籍劳动力", 630)]),
        ("绍兴市在15个受援市中位列第一。", []),
        ("甲盟会同2个兄弟省市商议。", []),
    ],
)  # fmt: skip
def test_paired_regions_and_what_they_gave(text: str, told: list[tuple[str, str, float]]) -> None:
    """对口 is no verb, a place at the head of a measure has it, and where it was heard has nothing."""
    assert told == [(one.subject, one.measure, one.value) for one in figures(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "HANGZHOU, April 26 (Xinhua) -- The city of Shaoxing signed 367 projects with a total Investment of over 46 billion yuan.",
            [("The city of Shaoxing", "projects"), ("The city of Shaoxing", "total Investment")],
        ),
        ("Statistics show that in 2019 Guangdong has opened 429 projects.", [("Guangdong", "projects")]),
        ("With the support of Guangdong province, Leshan has introduced 113 enterprises.", [("Leshan", "enterprises")]),
        ("The trade value of the Leshan area reached 4 billion yuan.", [("The trade value of the Leshan area", "trade value")]),
        ("Li Ming, director of Leshan's bureau, noted that the city has attracted 43 firms.", [("the city", "firms")]),
        ("About 40 officials from seven countries visited Leshan.", []),
        ("Shaoxing has sent 43 officials to Leshan.", [("Shaoxing", "officials")]),
    ],
)  # fmt: skip
def test_english_frames_are_no_subjects(text: str, told: list[tuple[str, str]]) -> None:
    """Datelines, who said it, since when and with whose support stand before the subject."""
    assert told == [(one.subject, one.measure) for one in figures(text, "en")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("进藏两年,绍兴市共安排项目231个,合计投入资金11亿元。", [("绍兴市", "安排项目"), ("绍兴市", "投入资金")]),
        ("绍兴市还有26个经济薄弱村。", [("绍兴市", "经济薄弱村")]),
        ("农产品销售额突破1000万元;旅游收益超过500万元,捐款160万元。", [(None, "农产品销售额"), (None, "旅游收益"), (None, "捐款")]),
        ("绍兴市与乐山市共同实施协作项目41个。", [("绍兴市与乐山市", "共同实施协作项目")]),
        ("项目建成后,可用于推动乐山市83个薄弱村发展。", [(None, "薄弱村发展")]),
        ("绍兴市31名援藏专技干部圆满完成任务。", [("绍兴市", "援藏专技干部")]),
        ("绍兴市三年来累计投入援青资金15亿元,他们实施项目210个。", [("绍兴市", "累计投入援青资金"), ("绍兴市", "实施项目")]),
    ],
)  # fmt: skip
def test_totals_pronouns_and_deeds_are_no_part_of_a_subject(text: str, told: list[tuple[str | None, str]]) -> None:
    """共, 还有, 三年来 belong to the number; 他们 names nobody; what people did is not what they are."""
    assert told == [(one.subject, one.measure) for one in figures(text)]
