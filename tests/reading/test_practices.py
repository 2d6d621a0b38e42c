"""Practices: what essays describe as experience, what news say is worth learning, and what is neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from tashan.reading.practices import read_practices
from tashan.reading.source import Analysis, Source
from tashan.records import Practice
from tashan.records.validation import validate

SEEDS = Path(__file__).resolve().parents[2] / "../shared/seeds"

ESSAY = """一、成渝地区协同发展的经验

(一)园区共建
为破解山区用地紧缺的难题,重庆荣昌区与四川内江市依托成渝铁路沿线的产业基础,共建内荣农业高新技术产业园区。目前已吸引企业120家。
一是四川广安市率先推出“川渝一码通”机制,两地居民凭一码即可就医。
二是泸州市探索建立“毗邻党建”平台,解决了边界村社管理缺位的问题。
泸州的合作仍缺乏资金,机制有待完善。

二、对湘赣边区的启示
要建立湘赣边区产业协作机制。建议组建专项基金,推行利益共享办法。
"""


def practices(text: str, language: str = "zh-Hans") -> list[Practice]:
    """The practices of a text, each valid against it."""
    found = read_practices(Analysis(Source(text, language)))
    for practice in found:
        assert () == validate(practice, text)
    return found


def seed(number: str) -> list[Practice]:
    """The practices of a source document, where it is at hand."""
    paths = list(SEEDS.glob(f"{number}_*.txt"))
    if not paths:
        pytest.skip("the source documents are not at hand")
    return practices(paths[0].read_text(encoding="utf-8"))


def test_an_essay_tells_where_what_and_how() -> None:
    """Region, mechanism, problem, condition and result come from the words of the section on experience."""
    found = practices(ESSAY)
    park, code, party = found

    assert 3 == len(found)
    assert ("重庆市荣昌区", "共建内荣农业高新技术产业园区") == (
        park.region.name if park.region else None,
        park.mechanism,
    )
    assert "山区用地紧缺的难题" == park.problem
    assert ("依托成渝铁路沿线的产业基础",) == park.conditions
    assert ("目前已吸引企业120家",) == park.results
    assert "四川省广安市" == (code.region.name if code.region else None)
    assert ("四川省泸州市", "边界村社管理缺位的问题") == (party.region.name if party.region else None, party.problem)


def test_proposals_and_complaints_are_no_practices() -> None:
    """What a chapter of lessons proposes, and what is said to be lacking, is left out."""
    mechanisms = " ".join(practice.mechanism or "" for practice in practices(ESSAY))

    assert "湘赣" not in mechanisms
    assert "有待" not in mechanisms


@pytest.mark.parametrize(
    ("text", "region", "mechanism"),
    [
        ("5月6日，商城县考察团到浙江安吉县学习白茶全产业链发展的经验做法。", "浙江省湖州市安吉县", "白茶全产业链发展"),
        ("代表团赴福建省泉州市，学习借鉴民营企业数字化转型方面的成功经验。", "福建省泉州市", "民营企业数字化转型"),
        ("李某表示，江苏省太仓市的对德招商模式值得学习借鉴。", "江苏省苏州市太仓市", "对德招商"),
        ("代表團到廣東省佛山市考察學習村級工業園改造的做法。", "广东省佛山市", "村級工業園改造"),
    ],
)
def test_news_name_what_is_learnt_and_from_whom(text: str, region: str, mechanism: str) -> None:
    """学习…的经验做法 and …值得借鉴 give the host's practice."""
    (practice,) = practices(text, "zh-Hant" if "團" in text else "zh-Hans")

    assert (region, mechanism) == (practice.region.name if practice.region else None, practice.mechanism)


@pytest.mark.parametrize(
    "text",
    [
        "代表团到江苏省昆山市学习先进经验。",
        "大家表示要学习对方的好做法好经验。",
        "全县上下要总结经验，改进工作。",
        "今天我市召开大会，部署春耕生产。",
    ],
)
def test_bare_praise_is_no_practice(text: str) -> None:
    """学习先进经验 says nothing of what the experience is."""
    assert [] == practices(text)


def test_english() -> None:
    """An English report of learning from someone's experience gives its field."""
    (practice,) = practices("The group studied Wuxi's experience in cleaning Taihu Lake.", "en")

    assert "cleaning Taihu Lake" == practice.mechanism


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("人才飞地", "浙江省嘉兴市"),
        ("“双向”科创飞地", "浙江省台州市"),
        ("科技创新券跨区域互认互用机制", None),
        ("新安江模式", None),
        ("界河保洁", "浙江省嘉兴市嘉善县"),
        ("毗邻党建", "浙江省嘉兴市平湖市"),
        ("跨域示范审判团队", "浙江省嘉兴市"),
        ("江宁-博望", "江苏省南京市"),
        ("燃气行业职工专项技能等级标准", None),
        ("G60科创走廊", None),
        ("住房公积金异地互认互贷", None),
        ("科技创新(研发)园", "上海市嘉定区"),
        ("制度成果", None),
    ],
)
def test_practices_of_the_delta_essay(words: str, region: str | None) -> None:
    """Essay 002 describes these; where the text names one place, it is the region."""
    found = [p for p in seed("002") if words in (p.mechanism or "")]

    assert found
    assert region is None or region in {p.region.name for p in found if p.region}


@pytest.mark.parametrize(
    "words",
    [
        "四级区域合作与协调机制",
        "“十三五”规划",
        "股份合作",
        "飞地经济",
        "禁止和限制目录",
        "税收收入分享办法",
        "科技资源共享平台",
        "通用通兑",
        "人才一体化发展规划",
        "双向挂职",
        "证书互认",
        "跨省医保直接结算",
    ],
)
def test_practices_of_the_report_on_lessons(words: str) -> None:
    """Report 003 describes these."""
    assert [p for p in seed("003") if words in (p.mechanism or "")]


def test_lessons_of_the_report_are_no_practices() -> None:
    """What report 003 proposes for Changsha-Zhuzhou-Xiangtan is left out."""
    assert not [p for p in seed("003") if "长株潭" in (p.mechanism or "")]


@pytest.mark.parametrize(
    ("text", "mechanism"),
    [
        ("考察团赴江苏省昆山市,学习借鉴产业升级、科技创新等方面的成功案例和经验做法。", "产业升级、科技创新"),
        ("他说,浙江省德清县在数字乡村建设方面有很多好的做法值得借鉴。", "数字乡村建设"),
        ("一行赴浙江省温岭市,认真学习总结温岭股份合作改革的先进经验。", "股份合作改革"),
        ("代表团赴福建省晋江市,借鉴晋江城市更新的新经验,为了推动发展。", "城市更新"),
    ],
)
def test_a_practice_is_called_by_what_is_done(text: str, mechanism: str) -> None:
    """Words of praise, of learning and of lists around it are left out."""
    assert [mechanism] == [practice.mechanism for practice in practices(text)]


@pytest.mark.parametrize(
    "text",
    [
        "代表团赴浙江省义乌市,学习义乌经验。",
        "他说,很多好经验好做法值得借鉴。",
        "这些地区的经验值得学习。",
        "考察活动旨在拓宽视野、汲取经验。",
    ],
)
def test_praise_without_a_deed_is_no_practice(text: str) -> None:
    """A place alone or mere praise tells nothing to learn."""
    assert [] == practices(text)


@pytest.mark.parametrize(
    ("text", "mechanism"),
    [
        ("一行学习绍兴市城管局在智慧城管系统等方面的经验做法。", "智慧城管系统"),
        ("市发改委将学习、消化、吸收绍兴和嘉兴在优化营商环境方面的经验做法。", "优化营商环境"),
        ("考察团在绍兴市详细了解高标准农田建设、设施农业等方面的发展情况和经验做法。", "高标准农田建设、设施农业"),
        ("一行在绍兴市了解推动流通体系建设中的总体思路、实践探索和主要做法。", "推动流通体系建设"),
    ],
)
def test_who_did_it_and_the_frame_of_the_praise_are_left_out(text: str, mechanism: str) -> None:
    assert [mechanism] == [one.mechanism for one in practices(text)]


def test_experience_of_nobody_named_has_no_region() -> None:
    """A district that learns from its sisters is not where the experience was made."""
    (found,) = practices("柯桥区将认真学习借鉴兄弟区县的集团化办学经验。")

    assert (None, "集团化办学") == (found.region, found.mechanism)


@pytest.mark.parametrize(
    ("text", "mechanism"),
    [
        ("一行到嘉兴市考察学习了生态文明建设工作中的经验做法。", "生态文明建设"),
        ("此次考察主要针对农业、水利等面向汲取经验。", "农业、水利"),
        ("一行在晋江市了解执法服务的总体情况、如何深化审批制度改革的先进经验和做法。", "深化审批制度改革"),
        ("市发改委学习借鉴各地优化营商环境工作先进经验做法。", "优化营商环境工作"),
        ("考察组听取了乡镇关于加强代表工作室建设的经验介绍。", "加强代表工作室建设"),
        ("一行探访凤凰村,借鉴其在乡村治理创新与特色产业培育上的宝贵经验。", "乡村治理创新与特色产业培育"),
        ("考察团对嘉兴市推进老城更新的做法表示赞赏。", "推进老城更新"),
        ("考察团对嘉兴市推进老城更新等经验做法予以高度评价。", "推进老城更新"),
        ("监察委负责人介绍了开展城市管理专题询问具体情况和经验做法。", "开展城市管理专题询问"),
        ("嘉兴市基层治理眼光高、起步早,值得学习和借鉴。", "基层治理眼光高、起步早"),
        ("嘉兴市城建手笔大、绿化层次高,有许多经验做法值得我们学习借鉴。", "城建手笔大、绿化层次高"),
    ],
)
def test_the_words_around_a_lesson_are_no_part_of_it(text: str, mechanism: str) -> None:
    """Aims, situations and praise frame a lesson; what is praised in the clause before is one."""
    assert [mechanism] == [one.mechanism for one in practices(text)]


def test_a_lesson_goes_on() -> None:
    """学习…的经验和在…方面的先进做法: two lessons of one place."""
    found = practices("一行在南京市学习了村庄环境改造方面的经验和在科技创新、软件产业方面的先进做法。")

    assert ["村庄环境改造", "科技创新、软件产业"] == [one.mechanism for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "双方介绍了各自的经验,分享了彼此的做法。",
        "考察团参观了产业园,值得一看。",
        "对嘉兴市的做法表示肯定。",
        "听取了有关经验介绍。",
        "学习考察组全体成员将认真学习嘉兴的经验做法。",
        "为合作提供可借鉴、可推广的‘山海模式’。",
        "领导对代表团的到来表示欢迎,希望双方值得学习借鉴。",
    ],
)
def test_experience_without_a_field_is_no_practice(text: str) -> None:
    """Where nothing tells what was learnt, there is no practice."""
    assert [] == practices(text)


@pytest.mark.parametrize(
    ("text", "mechanism", "region"),
    [
        (
            "The delegation hoped to learn from the advanced experience of tourism development in Pingyao county.",
            "tourism development",
            "山西省晋中市平遥县",
        ),
        ("Leshan will draw on Shanghai's experience in building free trade zones.", "building free trade zones", "上海市"),
        ("The group studied the practices of Hangzhou in park management, so as to copy them.", "park management", "浙江省杭州市"),
        ("Members said that Hangzhou experience in rural renewal is something they can learn from.", "rural renewal", "浙江省杭州市"),
    ],
)  # fmt: skip
def test_english_lessons(text: str, mechanism: str, region: str) -> None:
    """Whose experience it is may stand before it, behind it, or where it is learnt."""
    (practice,) = practices(text, "en")

    assert (mechanism, region) == (practice.mechanism, practice.region.name if practice.region else None)


@pytest.mark.parametrize(
    "text",
    [
        "Wuxi will learn from Hangzhou's experience and promote cooperation.",
        "Visitors experience the culture of the ancient city.",
        "They hoped to share Hangzhou's successful practices in Qinghai.",
        "Under this development model, the government delegates powers in many fields.",
    ],
)
def test_english_experience_without_a_lesson(text: str) -> None:
    assert [] == practices(text, "en")
