"""Agreements: which paper, who signs it, and when two are one."""

from __future__ import annotations

import pytest

from tashan.reading import read

VISIT = "2021年5月6日,四川省广元市党政代表团赴浙江省台州市考察。"


def papers(told: str) -> list[tuple[str | None, list[str], str, bool]]:
    """The agreements of a visit of Guangyuan to Taizhou with one more sentence."""
    found = read(VISIT + told, id="case").agreements
    return [(p.title, [party.name for party in p.parties], p.status, p.background) for p in found]


SIDES = ["四川省广元市", "浙江省台州市"]


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("座谈会上,双方签订结对帮扶协议。", "结对帮扶协议"),
        ("座谈会上,双方签订了帮扶协议。", "帮扶协议"),
        ("座谈会上,双方签订友好市县结对共建协议书。", None),
        ("座谈会上,双方签署“山海同行”战略协议。", "“山海同行”战略协议"),
        ("座谈会上,双方签订合作协议。", None),
        ("座谈会上,双方缔结友好城市。", None),
    ],
)
def test_title(told: str, title: str | None) -> None:
    """A paper is called as the text calls it; a bare 合作协议 and a pact of friendship have no title."""
    assert [(title, SIDES, "signed", False)] == papers(told)


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (
            "双方结为友好城市。会上,两市政府签署《广元市—台州市缔结友好城市关系协议书》。",
            "广元市—台州市缔结友好城市关系协议书",
        ),
        ("会上,双方签署《东西部协作帮扶框架协议》。随后双方签署帮扶协议。", "东西部协作帮扶框架协议"),
        ("双方签署“台州协议”。会上,双方市长签署了《两市合作(台州)协议》。", "两市合作(台州)协议"),
    ],
)
def test_one_paper_told_twice(told: str, title: str) -> None:
    """The pact and its paper, a kind and its full title, a short name and the long one are one paper."""
    assert [title] == [found[0] for found in papers(told) if found[0]]
    assert len(papers(told)) == 1


def test_two_kinds_are_two_papers() -> None:
    """A framework agreement and an agreement on tourism stay apart."""
    told = "会上,双方签署《战略合作框架协议》和《旅游合作协议》。"

    assert ["战略合作框架协议", "旅游合作协议"] == [found[0] for found in papers(told)]


@pytest.mark.parametrize(
    "told",
    [
        "他希望双方以签订结对共建协议为契机,加强交流。",
        "双方就《对口合作行动计划》签订事项达成共识。",
        "他对双方签订结对共建协议表示祝贺。",
        "四川省绵阳市代表团、四川省乐山市代表团先后来台州考察并签署合作协议。",
    ],
)
def test_what_is_only_spoken_of(told: str) -> None:
    """An agreement that gives the occasion, whose signing is prepared, or that each guest signs with the host."""
    assert [] == papers(told)


def test_what_is_to_be_signed_is_planned() -> None:
    """An agreement to be signed soon is kept as planned."""
    assert [("战略合作框架协议", SIDES, "planned", False)] == papers("双方将于近期签署《战略合作框架协议》。")


def test_yearly_papers_are_recalled() -> None:
    """What was signed one after another over the years is no news."""
    (found,) = papers("合作以来,双方先后签订了人才交流协议。")

    assert found[3]


@pytest.mark.parametrize(
    ("told", "parties"),
    [
        ("台州市恩泽医院与广元市中心医院签订帮扶协议。", ["台州市恩泽医院", "广元市中心医院"]),
        (
            "台州市工商联(总商会)与广元市工商联(总商会)缔结友好商会。",
            ["台州市工商联(总商会)", "广元市工商联(总商会)"],
        ),
        (
            "台州市文旅局与广元市文旅局、台州海天旅行社与广元剑门旅行社分别签署《客源互送协议》。",
            ["台州市文化和旅游局", "广元市文化和旅游局"],
        ),
        ("双方围绕融入成渝地区双城经济圈建设深入交流,并签署《战略合作协议》。", SIDES),
        ("双方签署《共同推动成渝地区双城经济圈建设战略合作协议》。", SIDES),
    ],
)
def test_who_signs(told: str, parties: list[str]) -> None:
    """Hospitals, chambers and bureaus sign for themselves; the circle in the name of a plan does not sign."""
    (found,) = papers(told)

    assert parties == found[1]


def test_firms_with_cities_sign_no_agreement_of_cities() -> None:
    """An institute for hire that signs with two districts makes no third city sign."""
    told = "三门县、仙居县与深圳市某招商服务机构签订三方合作协议。"

    assert not any("广东省深圳市" in found[1] for found in papers(told))


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (
            "两局负责人签署了“台州市文化和旅游局 广元市文化和旅游局缔结‘友好文旅局’框架协议”。",
            (["台州市文化和旅游局", "广元市文化和旅游局"], "signed"),
        ),
        ("双方还将召开经济社会发展座谈会,签署《战略合作框架协议》。", (SIDES, "planned")),
        ("双方召开经济社会发展座谈会,签署《战略合作框架协议》。", (SIDES, "signed")),
    ],
)
def test_organs_in_a_title_and_papers_of_a_meeting_to_come(told: str, found: tuple[list[str], str]) -> None:
    """A title tells the organs that sign; what is signed at a meeting to come is planned."""
    ((_, parties, status, _),) = papers(told)

    assert found == (parties, status)


def test_where_a_ceremony_was_held_signs_nothing() -> None:
    """在兰州举行的甲省与乙省…签约仪式: the city of the ceremony is no party."""
    text = "2012年6月4日,在兰州举行的甘肃省与安徽省战略合作备忘录签约仪式上,双方交换了意见。"
    (paper,) = read(text, id="case").agreements

    assert ["甘肃省", "安徽省"] == [party.name for party in paper.parties]


def test_who_signs_stands_at_the_head_of_the_sentence() -> None:
    """甲县水利局与乙市水务局召开座谈会,磋商后,签订…: the clause of the verb names nobody."""
    text = "2025年1月9日,江西省大余县水利局与广东省南雄市水务局召开座谈会,就河湖治理深入磋商后,成功签订河长制合作协议。"
    (paper,) = read(text, id="case").agreements

    assert ["江西省大余县水利局", "广东省南雄市水务局"] == [party.name for party in paper.parties]


def test_one_signs_with_another_too() -> None:
    """甲与乙签订《…》,与丙签订《…》: the first signs both."""
    text = "10月27日,陕西省岚皋县与平利县签订《岚河联防协议》,与紫阳县签订《洞河联防协议》。"
    first, second = read(text, id="case").agreements

    assert ["陕西省安康市岚皋县", "陕西省安康市平利县"] == [party.name for party in first.parties]
    assert ["陕西省安康市岚皋县", "陕西省安康市紫阳县"] == [party.name for party in second.parties]


def test_pairs_that_share_a_side_sign_each_their_own_paper() -> None:
    """Of three pairs of which two share a city, each is an agreement of its own."""
    text = (
        "2021年3月8日,浙川协作联席会第二次会议在四川省宜宾市召开。图为会上签署人才合作协议。"
        "浙江绍兴与四川乐山,浙江宁波与四川乐山,浙江湖州与四川广安在会上分别签署人才合作协议。"
    )

    assert [[p.name for p in a.parties] for a in read(text, id="case").agreements] == [
        ["浙江省绍兴市", "四川省乐山市"],
        ["浙江省宁波市", "四川省乐山市"],
        ["浙江省湖州市", "四川省广安市"],
    ]


@pytest.mark.parametrize(
    "head",
    ["新华社北京7月12日电 ", "中评社北京7月12日电/新华社消息:", "据新华社成都5日电(记者李明) ", "本报贵阳5月3日讯 "],
)
def test_where_a_report_was_written_signs_nothing(head: str) -> None:
    """The place of a dateline is no party."""
    (found,) = read(head + "浙江省平湖市近日与青田县签订合作协议。", id="case").agreements

    assert ["浙江省嘉兴市平湖市", "浙江省丽水市青田县"] == [party.name for party in found.parties]
