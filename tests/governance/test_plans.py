"""Trees of plans, kept first versions, and contradictions between plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tashan.governance.clashes import Clash, ClashKind, clashes, key
from tashan.governance.plans import Item, Plan, PlanKind, Version, above, below, changes, rebaselined, tree

A, B, C = "510100", "500000", "511300"
DAY = date(2022, 6, 1)


def _plan(
    name: str, *items: Item, members: tuple[str, ...] = (A,), parent: str = "", kind: str = "yearly_list"
) -> Plan:
    version = Version(date(2021, 3, 1), "council", "", items)
    return Plan(name, name, PlanKind(kind), members, date(2021, 1, 1), date(2025, 12, 31), (version,), parent)


ROAD = Item(
    "1", "成渝中线高铁", "成渝中线高铁", start=date(2021, 9, 1), due=date(2027, 12, 31), owner=A, counterparts=(B,)
)
GDP = Item("2", "地区生产总值达到8万亿元", "成渝地区", "地区生产总值", Fraction(8), "万亿元", 2025)


def test_a_tree_from_outline_to_special_plan() -> None:
    plans = [
        _plan("outline", kind="outline"),
        _plan("action", parent="outline", kind="action_plan"),
        _plan("2021", parent="action"),
        _plan("2022", parent="action"),
        _plan("water", parent="2022", kind="special_plan"),
    ]
    found, problems = tree(reversed(plans))

    assert () == problems
    assert ("outline",) == found.roots
    assert ("2022", "action", "outline") == above(found, "water")
    assert {"action", "2021", "2022", "water"} == set(below(found, "outline"))


def test_one_and_many() -> None:
    """1+N: an outline with special plans directly below it."""
    specials = [_plan(name, parent="outline", kind="special_plan") for name in ("交通", "生态", "产业")]
    found, problems = tree([_plan("outline", kind="outline"), *specials])

    assert ((), ("交通", "生态", "产业")) == (problems, found.parts["outline"])


def test_circular_plans_are_refused_with_all_below_them() -> None:
    found, problems = tree(
        [_plan("a", parent="b"), _plan("b", parent="c"), _plan("c", parent="a"), _plan("d", parent="a"), _plan("e")]
    )

    assert {"plan_circular"} == {one.code for one in problems}
    assert ["e"] == list(found.plans)


@pytest.mark.parametrize(
    ("plans", "code"),
    [
        ([_plan("a"), _plan("a")], "plan_twice"),
        ([_plan("a", parent="nowhere")], "plan_parent_unknown"),
        ([_plan("a"), _plan("b", parent="a", kind="outline")], "plan_order"),
        ([_plan("a"), replace(_plan("b", parent="a"), last=date(2030, 1, 1))], "plan_period"),
        ([replace(_plan("a"), last=date(2020, 1, 1))], "plan_period"),
        ([_plan("a", ROAD, ROAD)], "item_twice"),
        ([_plan("a", replace(ROAD, due=date(2020, 1, 1)))], "due_before_start"),
        ([_plan("a", replace(GDP, indicator=""))], "indicator_missing"),
        ([_plan("a", parent="a")], "plan_circular"),
    ],
)
def test_plans_that_are_not_sound(plans: list[Plan], code: str) -> None:
    assert [code] == [one.code for one in tree(plans)[1]]


def test_a_new_version_keeps_the_first() -> None:
    """The list of Chengdu and Chongqing was fixed anew in October 2023: what moved is measured against the first."""
    plan = _plan("2023", ROAD, GDP)
    moved = replace(ROAD, due=date(2028, 12, 31))
    again, problems = rebaselined(
        plan, Version(date(2023, 10, 24), "联合办公室", "优化调整", (moved, replace(GDP, id="3")))
    )
    twice, _ = rebaselined(
        again, Version(date(2024, 3, 1), "联合办公室", "工期", (replace(moved, due=date(2029, 12, 31)),))
    )

    assert () == problems
    assert plan.versions[0] == again.versions[0]
    assert (ROAD, moved) == (again.as_of(date(2023, 10, 23))[0], again.as_of(date(2023, 10, 24))[0])
    assert [("3", "added", None, "优化调整"), ("1", "due", 366, "优化调整"), ("2", "dropped", None, "优化调整")] == [
        (one.item, one.field, one.days, one.reason) for one in changes(again, date(2023, 12, 31))
    ]
    assert [731] == [one.days for one in changes(twice, date(2024, 12, 31)) if one.field == "due"]
    assert () == changes(plan, date(2020, 1, 1))


@pytest.mark.parametrize(
    ("version", "code"),
    [
        (Version(date(2023, 1, 1), "council", " ", (ROAD,)), "reason_missing"),
        (Version(date(2020, 1, 1), "council", "x", (ROAD,)), "plan_versions"),
    ],
)
def test_a_new_version_needs_reason_and_order(version: Version, code: str) -> None:
    plan = _plan("a", ROAD)
    same, problems = rebaselined(plan, version)

    assert (plan, [code]) == (same, [one.code for one in problems])


def test_a_changed_target_shows_both_values() -> None:
    again, _ = rebaselined(_plan("a", GDP), Version(date(2023, 1, 1), "x", "y", (replace(GDP, value=Fraction(9)),)))

    assert [("value", "8万亿元", "9万亿元")] == [
        (one.field, one.first, one.now) for one in changes(again, DAY.replace(2024))
    ]


# Clashes


def _found(*plans: Plan) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.left.value, one.right.value, one.gap) for one in clashes(plans, DAY)]


def test_the_same_road_with_different_dates() -> None:
    """Both places are named with plan, item, field and value."""
    other = replace(ROAD, id="17", due=date(2026, 12, 31))
    (found,) = clashes([_plan("甲", ROAD), _plan("乙", other, members=(B,))], DAY)

    assert ClashKind.DUE is found.kind
    assert ("甲", (A,), "1", "due", "2027-12-31") == (
        found.left.plan, found.left.members, found.left.item, found.left.field, found.left.value,
    )  # fmt: skip
    assert ("乙", "17", "2026-12-31", "365 days") == (found.right.plan, found.right.item, found.right.value, found.gap)


def test_different_starts_are_found_beside_different_ends() -> None:
    other = replace(ROAD, start=date(2022, 9, 1), due=date(2028, 12, 31))

    assert ["due", "start"] == [kind for kind, *_ in _found(_plan("甲", ROAD), _plan("乙", other, members=(B,)))]


def test_the_same_indicator_with_different_targets() -> None:
    other = replace(GDP, value=Fraction(9))

    assert [("target", "8万亿元 (2025)", "9万亿元 (2025)", "× 1.125")] == _found(
        _plan("甲", GDP), _plan("乙", other, members=(B,))
    )


def test_the_same_target_for_different_years() -> None:
    assert [("target_year", "8万亿元 (2025)", "8万亿元 (2027)", "2 years")] == _found(
        _plan("甲", GDP), _plan("乙", replace(GDP, year=2027), members=(B,))
    )


def test_a_path_of_targets_is_no_contradiction() -> None:
    assert [] == _found(_plan("甲", GDP), _plan("乙", replace(GDP, value=Fraction(12), year=2035), members=(B,)))


def test_units_are_converted_before_they_are_compared() -> None:
    """80,000 亿元 are 8 万亿元; 79,000 are not, and the conversion is said."""
    same, less = (replace(GDP, value=Fraction(number), unit="亿元") for number in (80_000, 79_000))

    assert [] == _found(_plan("甲", GDP), _plan("乙", same, members=(B,)))
    (found,) = clashes([_plan("甲", GDP), _plan("乙", less, members=(B,))], DAY)
    assert (ClashKind.TARGET, "1 亿元 = 0.0001 万亿元") == (found.kind, found.converted)


def test_units_that_measure_something_else_are_a_contradiction() -> None:
    other = replace(GDP, value=Fraction(8), unit="万人")

    assert [("unit", "万亿元", "万人", "")] == _found(_plan("甲", GDP), _plan("乙", other, members=(B,)))


def test_a_missing_counterpart() -> None:
    """The other member's plans are named, though they say nothing."""
    other = _plan("乙", replace(ROAD, subject="渝昆高铁", counterparts=()), members=(B,))
    (found,) = clashes([_plan("甲", ROAD), other], DAY)

    assert (ClashKind.COUNTERPART, B, "乙", "") == (found.kind, found.left.value, found.right.plan, found.right.item)
    assert [] == _found(_plan("甲", ROAD), _plan("乙", ROAD, members=(B,)))


def test_a_joint_plan_is_its_own_counterpart() -> None:
    assert [] == _found(_plan("共同", ROAD, members=(A, B)))


def test_names_are_compared_without_blanks_width_and_marks() -> None:
    assert key("Ｇ60 高速") == key("G60高速") == key("「g60高速」")
    other = replace(ROAD, subject="成渝 中线高铁", due=date(2030, 1, 1))
    assert ["due"] == [kind for kind, *_ in _found(_plan("甲", ROAD), _plan("乙", other, members=(B,)))]


def test_other_names_have_to_be_told() -> None:
    other = replace(ROAD, subject="成渝中线", due=date(2030, 1, 1), counterparts=())
    plans = [_plan("甲", replace(ROAD, counterparts=())), _plan("乙", other, members=(B,))]

    assert () == clashes(plans, DAY)
    assert [ClashKind.DUE] == [one.kind for one in clashes(plans, DAY, {"成渝中线": "成渝中线高铁"})]


def test_versions_of_the_day_are_compared() -> None:
    """A contradiction that was settled by a new version is gone from then on."""
    other = _plan("乙", replace(ROAD, due=date(2026, 12, 31)), members=(B,))
    settled, _ = rebaselined(other, Version(date(2022, 7, 1), "x", "对齐", (ROAD,)))

    assert (1, 0) == (
        len(clashes([_plan("甲", ROAD), settled], date(2022, 6, 30))),
        len(clashes([_plan("甲", ROAD), settled], date(2022, 7, 1))),
    )


def test_planted_clashes_are_all_found_and_nothing_else() -> None:
    """Two plans of 60 items each, with five clashes planted at known places."""
    ours = [Item(str(n), f"项目{n}", f"项目{n}", due=date(2025, 1, 1)) for n in range(60)]
    theirs = [replace(item) for item in ours]
    for number in (3, 17, 41):
        theirs[number] = replace(theirs[number], due=date(2026, 1, 1))
    ours.append(Item("t", "森林覆盖率", "流域", "森林覆盖率", Fraction(60), "%", 2025))
    theirs.append(Item("t", "森林覆盖率", "流域", "森林覆盖率", Fraction(65), "%", 2025))
    ours.append(Item("x", "界桥", "界桥", counterparts=(B,)))
    found: tuple[Clash, ...] = clashes([_plan("甲", *ours), _plan("乙", *theirs, members=(B,))], DAY)

    assert {
        ("due", "项目3"),
        ("due", "项目17"),
        ("due", "项目41"),
        ("target", "流域 森林覆盖率"),
        ("counterpart", "界桥"),
    } == {(one.kind.value, one.subject) for one in found}
    assert 5 == len(found)


def test_three_members_are_compared_pair_by_pair() -> None:
    plans = [
        _plan(str(n), replace(ROAD, due=date(2025 + n, 1, 1), counterparts=()), members=(m,))
        for n, m in enumerate((A, B, C))
    ]

    assert 3 == len(clashes(plans, DAY))
