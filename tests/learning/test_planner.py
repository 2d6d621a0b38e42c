"""Whom to visit for a problem: reasons, sources, weights that move, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

import pytest

from tashan.learning.asker import Asker, asker
from tashan.learning.events import Event, EventTable
from tashan.learning.journey import journey, season
from tashan.learning.library import shipped_practices
from tashan.learning.planner import WEIGHTS, Plan, Proposal, plan
from tashan.learning.practices import LibraryEntry, Proof
from tashan.learning.problems import LearningError
from tashan.regions import Region, resolve_home
from tashan.regions.geometry import distance_km


def place(name: str) -> Region:
    found = resolve_home(name)
    assert found is not None
    return found


def who(name: str) -> Asker:
    found = asker(name)
    assert found is not None
    return found


HOME = who("湖南省湘潭市")
CLUSTER = who("长株潭")


def item(name: str, mechanism: str, *results: str, concept: str = "tax_sharing") -> LibraryEntry:
    return LibraryEntry(
        key=mechanism,
        chinese=mechanism,
        mechanism=mechanism,
        places=(place(name),),
        concepts=(concept,),
        results=results,
        proofs=(Proof(mechanism, f"《{name}经验》"),),
        reviewed=True,
    )


LIBRARY = [
    replace(
        item("广东省深圳市", "飞地园区税收分成", "税收五五分成", "入园企业200家"), adopters=(place("广东省汕尾市"),)
    ),
    item("江苏省苏州市", "共建园区按股分红"),
    item("湖南省湘潭市", "自家的做法"),
    item("湖南省", "本省的做法"),
    item("浙江省杭州市", "公共自行车", concept="transport"),
]


def reason(proposal: Proposal, part: str) -> tuple[float, str, str]:
    found = next(each for each in proposal.reasons if each.part == part)
    return found.value, found.sentence, found.source


def names(found: Plan) -> list[str]:
    return [each.region.name for each in found.proposals]


def test_each_reason_has_its_sentence_and_source() -> None:
    """Shenzhen first: results and an adopter; the quote of the document stands in the reason."""
    found = plan(HOME, "跨市收入分享", LIBRARY)
    first = found.proposals[0]

    assert ["广东省深圳市", "江苏省苏州市"] == names(found)
    assert ("税收与收入分享",) == found.asked
    assert set(WEIGHTS) == {each.part for each in first.reasons}
    assert all(each.sentence and each.source for each in first.reasons)
    assert (1.0, "税收五五分成；入园企业200家", "《广东省深圳市经验》：“飞地园区税收分成”") == reason(first, "results")
    assert "已由广东省汕尾市采用" == reason(first, "adopted")[1]
    assert first.score == pytest.approx(sum(each.value * each.weight for each in first.reasons))
    assert 1 == pytest.approx(sum(each.weight for each in first.reasons))


def test_what_is_not_known_is_said_and_counts_nothing() -> None:
    """No visits, no coded completion."""
    first = plan(HOME, "跨市收入分享", LIBRARY).proposals[0]

    assert ("completion", "overlooked") == first.unknown
    assert (0.0, "完成度未核") == reason(first, "completion")[:2]


def test_weights_move_the_answer() -> None:
    """Similar conditions alone put Suzhou first; an unknown weight is refused."""
    traits = {"湖南省湘潭市": {"人口": 270.0}, "江苏省苏州市": {"人口": 300.0}, "广东省深圳市": {"人口": 1700.0}}
    alone = {**dict.fromkeys(WEIGHTS, 0.0), "similarity": 1.0}
    found = plan(HOME, "跨市收入分享", LIBRARY, traits=traits, weights=alone)

    assert "江苏省苏州市" == found.proposals[0].region.name
    assert (1.0 + 0.9) / 2 == pytest.approx(found.proposals[0].score)  # the same rank, and 270 of 300
    with pytest.raises(ValueError, match="no weight luck"):
        plan(HOME, "跨市收入分享", LIBRARY, weights={"luck": 1})
    for wrong in (dict.fromkeys(WEIGHTS, 0.0), {"near": -1.0}, {"near": float("nan")}, {"near": float("inf")}):
        with pytest.raises(ValueError, match="from 0 up"):
            plan(HOME, "跨市收入分享", LIBRARY, weights=wrong)


def test_who_already_came_and_who_is_overlooked() -> None:
    """Delegations to a county of the place count too; one's own visits are named."""
    visits = EventTable(
        (
            *(
                Event(str(month), place("四川省绵阳市"), place("广东省深圳市"), f"2016-{month:02}")
                for month in range(1, 13)
            ),
            Event("own", HOME.start, place("江苏省昆山市"), "2015-06-01"),
        )
    )
    found = plan(HOME, "跨市收入分享", LIBRARY, visits=visits)
    by_name = {each.region.name: each for each in found.proposals}

    assert ("2016 四川省绵阳市",) == by_name["广东省深圳市"].visitors
    assert ("2015",) == by_name["江苏省苏州市"].went
    assert "所给 13 批考察中有 12 批到过" == reason(by_name["广东省深圳市"], "overlooked")[1]
    assert 1 / (1 + 1 / 5) == pytest.approx(reason(by_name["江苏省苏州市"], "overlooked")[0])
    assert "考察团最少（共 13 批" in found.when


def test_a_problem_nobody_answers() -> None:
    """What the library does know is said."""
    with pytest.raises(LearningError, match="交通互联") as caught:
        plan(HOME, "xyz", LIBRARY)

    assert "no_practice" == caught.value.code
    with pytest.raises(LearningError, match="knows: nothing"):
        plan(HOME, "跨市收入分享", [])
    with pytest.raises(ValueError, match="1 to 12"):
        plan(HOME, "跨市收入分享", LIBRARY, most=13)
    with pytest.raises(ValueError, match="zh or en"):
        plan(HOME, "跨市收入分享", LIBRARY, language="fr")


def test_problems_without_a_known_concept_are_matched_by_their_wording() -> None:
    found = plan(HOME, "按股分红", [item("江苏省苏州市", "共建园区按股分红", concept="talent")])

    assert () == found.asked
    assert "所提问题的用词有 100% 见于该做法" == reason(found.proposals[0], "fit")[1]


def test_a_cluster_asks_with_the_conditions_of_its_members() -> None:
    """Means of the three cities, or their sum where that is asked; one without a figure leaves the mean unknown."""
    people = {"湖南省长沙市": 1000.0, "湖南省株洲市": 390.0, "湖南省湘潭市": 270.0, "江苏省苏州市": 1270.0}
    traits = {name: {"人口": number} for name, number in people.items()}

    assert (1660 / 3, 1660.0) == (CLUSTER.trait("人口", traits), CLUSTER.trait("人口", traits, ("人口",)))
    assert None is CLUSTER.trait("人口", {"湖南省长沙市": {"人口": 1000.0}})
    assert 1700.0 == CLUSTER.trait("人口", {**traits, "长株潭": {"人口": 1700.0}})
    assert ("one_province", None) == (CLUSTER.setting, HOME.setting)
    found = plan(CLUSTER, "跨市收入分享", LIBRARY, traits=traits, summed=("人口",))
    assert "人口 1660 对 1270" in reason(next(e for e in found.proposals if "苏州" in e.region.name), "similarity")[1]
    assert (
        "长株潭：湖南省长沙市、湖南省株洲市、湖南省湘潭市（同在一省；条件取成员平均，人口取合计）" == found.conditions
    )


def test_changsha_zhuzhou_xiangtan_ask_how_to_share_revenue() -> None:
    """
    On the shipped practices: what answers directly comes first, each with its law or figures, and what to check.

    Suzhou–Suqian and Zhongshan–Heyuan share inside one province, as the asking cities would; the rule for moved
    enterprises of Jing-Jin-Ji is written down but needs the ministries.
    """
    found = plan(CLUSTER, "跨市收入分享", shipped_practices(), most=6)
    by_key = {each.practices[0].key: each for each in found.proposals}
    direct = [each for each in found.proposals if "tax_sharing" in each.practices[0].concepts]
    suqian, moved = by_key["suzhou_suqian_park"], by_key["moved_enterprise_tax_sharing"]

    assert found.proposals[: len(direct)] == tuple(direct)
    assert {"suzhou_suqian_park", "zhongshan_heyuan", "gaozhu_new_area"} <= by_key.keys()
    assert "都是一省之内的合作，省里可以统筹" in reason(suqian, "similarity")[1]
    assert "147亿元" in reason(suqian, "results")[1]
    assert "长株潭同在一省、由省里即可推动" in reason(moved, "similarity")[1]
    assert "五五分成" in reason(moved, "fit")[1]
    assert "财预〔2015〕92号" in reason(moved, "fit")[2]
    assert "涉及“税收与收入分享”，但以“飞地与园区共建”为主" in reason(suqian, "fit")[1]
    assert (0.0, "文献未载成效") == reason(by_key["zhongshan_heyuan"], "results")[:2]
    assert all(any("分享哪些税种" in question for question in each.questions) for each in direct)
    assert any("国家部委" in question for question in moved.questions)
    assert ["北京市", "天津市"] == [region.name for region in moved.also]
    assert all("湖南省" not in each.region.name for each in found.proposals)


def test_a_member_that_takes_part_already_is_named() -> None:
    """Changsha is one of the four capitals whose housing funds recognise each other."""
    found = plan(CLUSTER, "公积金", shipped_practices())

    assert ("湖南省长沙市已在其中",) == found.proposals[0].notes


def test_a_practice_is_shown_once() -> None:
    """Three places of one practice make one proposal; the others stand beside it."""
    three = replace(LIBRARY[1], places=(place("江苏省苏州市"), place("江苏省无锡市"), place("江苏省南通市")))
    found = plan(HOME, "跨市收入分享", [three])

    assert 1 == len(found.proposals)
    assert 2 == len(found.proposals[0].also)


def test_the_open_tour_is_the_shortest() -> None:
    """Compared with all orders of six places; a place without a point comes last and leaves the length open."""
    start = place("湖南省长沙市")
    there = [place(name) for name in ("苏州市", "深圳市", "成都市", "石家庄市", "青岛市", "贵阳市")]

    def length(order: tuple[Region, ...]) -> float:
        return sum(distance_km(one, other) or 0 for one, other in pairwise((start, *order)))

    found = journey(start, there)
    assert min(length(order) for order in permutations(there)) == pytest.approx(found.kilometres)
    assert length(found.order) == pytest.approx(found.kilometres)
    nowhere = Region(None, "某地", "other")
    assert (nowhere, None) == (
        journey(start, [nowhere, *there]).order[-1],
        journey(start, [nowhere, *there]).kilometres,
    )
    assert ((), 0.0) == (journey(start, []).order, journey(start, []).kilometres)
    with pytest.raises(ValueError, match="too many"):
        journey(start, [nowhere] * 13)


def test_the_season_says_on_what_it_rests() -> None:
    """Without visits, the published busy months are left out."""
    assert (1, 2, 3, 4, 9, 10, 11, 12) == season(EventTable(())).quiet
