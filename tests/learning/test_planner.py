"""Whom to visit for a problem: reasons, sources, weights that move, and what is not known."""

from __future__ import annotations

import pytest

from tashan.learning.events import Event, EventTable
from tashan.learning.planner import WEIGHTS, Library, plan
from tashan.learning.problems import LearningError
from tashan.records import Practice, Span
from tashan.regions import Region, resolve_home


def place(name: str) -> Region:
    found = resolve_home(name)
    assert found is not None
    return found


HOME = place("湖南省湘潭市")


def item(name: str, problem: str, mechanism: str, *results: str, **more: object) -> Library:
    record = Practice(
        evidence=(Span(0, 4, mechanism),), problem=problem, mechanism=mechanism, region=place(name), results=results
    )
    return Library(record, f"《{name}经验》", **more)  # type: ignore[arg-type]  # fields of several types


LIBRARY = [
    item("广东省深圳市", "跨市收入分享", "飞地园区税收分成", "税收五五分成", "入园企业二百家", adopters=("汕尾市",)),
    item("江苏省苏州市", "跨市收入分享", "共建园区按股分红"),
    item("湖南省湘潭市", "跨市收入分享", "自家的做法"),
    item("湖南省", "跨市收入分享", "本省的做法"),
    item("浙江省杭州市", "公共自行车", "政府主导、企业运营"),
]


def test_each_reason_has_its_sentence_and_source() -> None:
    """Shenzhen first: results and an adopter; the quote of the document stands in the reason."""
    found = plan(HOME, "跨市收入分享", LIBRARY)
    first = found.proposals[0]

    assert ["广东省深圳市", "江苏省苏州市"] == [each.region.name for each in found.proposals]
    assert set(WEIGHTS) == {reason.part for reason in first.reasons}
    assert all(reason.sentence and reason.source for reason in first.reasons)
    proof = next(reason for reason in first.reasons if reason.part == "practice")
    assert "飞地园区税收分成：2 项成效，1 地复制，完成度未核" == proof.sentence
    assert "《广东省深圳市经验》：“飞地园区税收分成”" == proof.source
    assert first.score == pytest.approx(sum(reason.value * reason.weight for reason in first.reasons))


def test_what_is_not_known_is_said_and_counts_nothing() -> None:
    """No traits, no visits: both parts are unknown."""
    first = plan(HOME, "跨市收入分享", LIBRARY).proposals[0]

    assert ("similarity", "overlooked") == first.unknown


def test_weights_move_the_answer() -> None:
    """Similar conditions alone put Suzhou first; an unknown weight is refused."""
    traits = {HOME.name: {"人口": 270.0}, "江苏省苏州市": {"人口": 300.0}, "广东省深圳市": {"人口": 1700.0}}
    alone = {**dict.fromkeys(WEIGHTS, 0.0), "similarity": 1.0}
    found = plan(HOME, "跨市收入分享", LIBRARY, traits=traits, weights=alone)

    assert "江苏省苏州市" == found.proposals[0].region.name
    assert found.proposals[0].score == pytest.approx(0.9)
    with pytest.raises(ValueError, match="no weight luck"):
        plan(HOME, "跨市收入分享", LIBRARY, weights={"luck": 1})
    with pytest.raises(ValueError, match="from 0 up"):
        plan(HOME, "跨市收入分享", LIBRARY, weights=dict.fromkeys(WEIGHTS, 0.0))


def test_who_already_came_and_who_is_overlooked() -> None:
    """Delegations to a county of the place count too; one's own visits are named."""
    visits = EventTable(
        (
            *(
                Event(str(month), place("四川省绵阳市"), place("广东省深圳市"), f"2016-{month:02}")
                for month in range(1, 13)
            ),
            Event("own", HOME, place("江苏省昆山市"), "2015-06-01"),
        )
    )
    found = plan(HOME, "跨市收入分享", LIBRARY, visits=visits)
    by_name = {each.region.name: each for each in found.proposals}

    assert ("2016 四川省绵阳市",) == by_name["广东省深圳市"].visitors
    assert ("2015",) == by_name["江苏省苏州市"].went
    overlooked = {
        name: next(reason.value for reason in each.reasons if reason.part == "overlooked")
        for name, each in by_name.items()
    }
    assert overlooked["江苏省苏州市"] > overlooked["广东省深圳市"]
    assert "考察团最少（共 13 批" in found.season


def test_the_journey_goes_to_the_nearest_next() -> None:
    """From Xiangtan to Shenzhen, then Suzhou, and home: some 2,600 km."""
    found = plan(HOME, "跨市收入分享", LIBRARY)

    assert ["广东省深圳市", "江苏省苏州市"] == [region.name for region in found.order]
    assert found.kilometres == pytest.approx(2600, rel=0.1)
    assert "不足" in found.season


def test_a_problem_nobody_answers() -> None:
    """What the library does know is said."""
    with pytest.raises(LearningError, match="公共自行车") as caught:
        plan(HOME, "xyz", LIBRARY)

    assert "no_practice" == caught.value.code
