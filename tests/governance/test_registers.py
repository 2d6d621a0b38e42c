"""Clauses that become matters, border objects, parallel acts and panels, standards, investment promotion."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.matter_histories import OTHER, OWNER, PARTNER, event, on, proof

from tashan.governance import events as e
from tashan.governance.acts import CasePanel, LegalText, PanelMember, ParallelAct, act_faults, panel_faults
from tashan.governance.agreements import Clause
from tashan.governance.borders import Border, BorderKind, Duty, joint
from tashan.governance.clauses import Promise, matter_of, statements_to_matters
from tashan.governance.events import NodeKind
from tashan.governance.folding import fold
from tashan.governance.history import record
from tashan.governance.investment import (
    Investment,
    Proven,
    Step,
    by_origin,
    funnel,
    investment_faults,
    proven_steps,
)
from tashan.governance.links import Link, chain, links_of, parent_circles, walk
from tashan.governance.matters import MatterState
from tashan.governance.standards import Standard, StandardUse, register, use_faults
from tashan.records.codes import CommitmentKind, EvidenceGrade, Light

# Clauses

CLAUSE = Clause("第三条", "双方于2025年底前建成省界断头路连接段并通车。", "agreement-7")
PROMISE = Promise(
    CLAUSE, "省界断头路", OWNER, (PARTNER,), "连接段通车", due=date(2025, 12, 31), meeting="session-6"
)  # fmt: skip


def _made(promise: Promise) -> tuple[tuple[e.Event, ...], list[str]]:
    events, problems = matter_of(
        promise, "m7", body="council", actor="secretary", signed=date(2024, 3, 1), recorded=date(2024, 3, 5),
        document="doc", sha256="a" * 64,
    )  # fmt: skip
    return events, [one.code for one in problems]


def test_a_clause_becomes_a_matter_with_its_quote() -> None:
    """Its events are taken as they are; quote, dates and the way back to agreement and meeting are kept."""
    events, problems = _made(PROMISE)
    found = record(events)

    assert ([], ()) == (problems, found.problems)
    assert found.state is not None
    assert (CLAUSE.quote, date(2025, 12, 31)) == (found.state.quote, found.state.due)
    assert {"session-6", "agreement-7", CLAUSE.id} == {node.id for node in found.state.links}
    assert EvidenceGrade.A is found.state.grade
    assert found.state.testable


@pytest.mark.parametrize(("field", "value"), [("owner", ""), ("measure", " ")])
def test_a_clause_without_actor_or_test_is_a_statement(field: str, value: str) -> None:
    """加强合作 is no matter: it is counted apart."""
    lacking: dict[str, Any] = {field: value}
    statement = replace(PROMISE, **lacking)

    assert ((), ["statement"]) == _made(statement)
    assert CommitmentKind.STATEMENT is statement.kind
    assert (1, 2) == statements_to_matters([PROMISE, statement, PROMISE])


# Links


def test_the_chain_is_walked_both_ways() -> None:
    """From the meeting to the result, and from the result back to the meeting."""
    state = record(_made(PROMISE)[0]).state
    assert state is not None
    node = e.Node
    links = [
        *links_of(state),
        Link(node(NodeKind.MEETING, "session-6"), node(NodeKind.AGREEMENT, "agreement-7")),
        Link(node(NodeKind.AGREEMENT, "agreement-7"), node(NodeKind.CLAUSE, CLAUSE.id)),
        Link(node(NodeKind.MATTER, "m7"), node(NodeKind.PROJECT, "连接段")),
        Link(node(NodeKind.PROJECT, "连接段"), node(NodeKind.RESULT, "通车")),
    ]
    found, problems = chain(links)
    down = walk(found, node(NodeKind.MEETING, "session-6"), "after")
    up = walk(found, node(NodeKind.RESULT, "通车"), "before")

    assert () == problems
    assert {NodeKind.AGREEMENT, NodeKind.CLAUSE, NodeKind.MATTER, NodeKind.PROJECT, NodeKind.RESULT} == {
        one.kind for one in down
    }
    assert node(NodeKind.MEETING, "session-6") in up
    assert len(up) == len(down)


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([("result", "a", "meeting", "b")], "link_backwards"),
        ([("meeting", "a", "meeting", "b")], "link_backwards"),
        ([("plan", "a", "plan", "a")], "link_circular"),
        ([("plan", "a", "plan", "b"), ("plan", "b", "plan", "c"), ("plan", "c", "plan", "a")], "link_circular"),
        ([("matter", "a", "matter", "b"), ("matter", "b", "matter", "a")], "link_circular"),
    ],
)
def test_links_that_cannot_stand_are_left_out(pairs: list[tuple[str, str, str, str]], code: str) -> None:
    links = [Link(e.Node(NodeKind(a), b), e.Node(NodeKind(c), d)) for a, b, c, d in pairs]
    found, problems = chain(links)

    assert [code] == [one.code for one in problems]
    assert len(pairs) - 1 == sum(map(len, found.after.values()))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=30))
def test_no_walk_ever_comes_back(pairs: list[tuple[int, int]]) -> None:
    """Whatever links are offered, what came of a thing never led to it."""
    nodes = [e.Node(NodeKind.PLAN, str(number)) for number in range(7)]
    found, _ = chain([Link(nodes[a], nodes[b]) for a, b in pairs])

    assert [] == [node for node in nodes if node in walk(found, node, "after")]
    assert all(other in walk(found, node, "after") for other in nodes for node in walk(found, other, "before"))


def _matter(
    name: str, parent: str = "", *, borders: tuple[str, ...] = (), lead: str = OWNER, due: int = 300
) -> MatterState:
    opened = e.Opened(name, lead, tuple({OWNER, PARTNER, OTHER} - {lead}), "council", "x", parent, borders=borders)
    state = fold((event(opened, 0, matter=name), event(e.Baselined(None, on(due)), 1, matter=name)))
    assert state is not None
    return state


def test_tasks_of_themselves_are_named() -> None:
    states = [_matter("a", "c"), _matter("b", "a"), _matter("c", "b"), _matter("d", "a"), _matter("e", "nowhere")]

    assert [("parent_circular", 3), ("parent_unknown", 1)] == [
        (code, sum(one.code == code for one in parent_circles(states)))
        for code in ("parent_circular", "parent_unknown")
    ]


# Border objects

FOURTH = "341700"
RIVER = Border(
    "river", "界河", BorderKind.RIVER,
    tuple(Duty(member, f"{member}段", "市级河长", date(2020, 1, 1)) for member in (OWNER, PARTNER, OTHER, FOURTH)),
)  # fmt: skip


def test_one_river_four_parties_three_tasks_one_late() -> None:
    """The task list of a river: the late task first; the party without a task is named."""
    tasks = [
        _matter("联合巡查", borders=("river",), due=900),
        _matter("监测断面", borders=("river",), lead=PARTNER, due=100),
        _matter("应急预案", borders=("river",), lead=OTHER, due=400),
        _matter("别的事", borders=("road",)),
    ]
    found = joint(RIVER, tasks, on(200))

    assert (4, 3, Light.RED) == (len(found.parties), len(found.tasks.rows), found.worst)
    assert ["监测断面"] == [row.matter for row in found.tasks.rows if row.light is Light.RED]
    assert {OWNER: 3, PARTNER: 3, OTHER: 3, FOURTH: 0} == found.by_party
    assert [("border_idle", FOURTH)] == [(one.code, one.field) for one in found.problems]


def test_duties_have_dates() -> None:
    ended = replace(RIVER, duties=(*RIVER.duties[:3], replace(RIVER.duties[3], last=date(2021, 6, 30))))

    assert (4, 3) == (len(ended.parties(date(2021, 6, 30))), len(ended.parties(date(2021, 7, 1))))
    for side in ((), RIVER.duties[:1]):
        alone = replace(RIVER, duties=side)
        assert ["border_parties"] == [one.code for one in joint(alone, [], date(2022, 1, 1)).problems]


def test_a_task_of_a_stranger_and_turned_dates_are_named() -> None:
    stranger = replace(
        RIVER, duties=(RIVER.duties[1], replace(RIVER.duties[2], last=date(2019, 1, 1)), RIVER.duties[3])
    )
    codes = {one.code for one in joint(stranger, [_matter("x", borders=("river",))], on(5)).problems}

    assert {"border_stranger", "border_dates", "border_idle"} >= codes >= {"border_stranger", "border_dates"}


# Parallel acts

TITLE = "促进长三角生态绿色一体化发展示范区高质量发展条例"
DAY = date(2024, 5, 1)
ACT = ParallelAct(
    "zone",
    TITLE,
    ("310000", "320000", "330000"),
    tuple(LegalText(one, TITLE, None, DAY) for one in ("310000", "320000", "330000")),
)


def test_one_act_three_texts_one_day() -> None:
    """The regulation of the demonstration zone: Shanghai, Jiangsu and Zhejiang, in force on 1 May 2024."""
    assert ((), DAY) == (act_faults(ACT), ACT.effective)
    assert ((), 3) == (ACT.in_force(date(2024, 4, 30)), len(ACT.in_force(DAY)))


@pytest.mark.parametrize(
    ("act", "codes"),
    [
        (replace(ACT, texts=ACT.texts[:2]), ["act_texts"]),
        (replace(ACT, texts=(*ACT.texts, ACT.texts[0])), ["act_texts"]),
        (replace(ACT, texts=(*ACT.texts, replace(ACT.texts[0], jurisdiction="340000"))), ["act_stranger"]),
        (replace(ACT, texts=(*ACT.texts[:2], replace(ACT.texts[2], effective=date(2024, 6, 1)))), ["act_dates"]),
        (replace(ACT, texts=(*ACT.texts[:2], replace(ACT.texts[2], effective=None))), ["act_undated"]),
        (replace(ACT, texts=(*ACT.texts[:2], replace(ACT.texts[2], adopted=date(2024, 5, 2)))), ["act_order"]),
        (replace(ACT, jurisdictions=("310000",), texts=ACT.texts[:1]), ["act_alone"]),
    ],
)
def test_acts_that_are_not_one(act: ParallelAct, codes: list[str]) -> None:
    assert codes == [one.code for one in act_faults(act)]
    if codes not in (["act_order"], ["act_alone"]):
        assert None is act.effective


def test_a_repealed_text_no_longer_holds() -> None:
    act = replace(ACT, texts=(*ACT.texts[:2], replace(ACT.texts[2], repealed=date(2025, 1, 1))))

    assert ("310000", "320000") == act.in_force(date(2025, 1, 1))


JUDGES = tuple(
    PanelMember(f"法官{n}", f"{region}中级法院", region) for n, region in enumerate(("310100", "320500", "330400"))
)
PANEL = CasePanel("(2023)环1号", JUDGES, "法官0", date(2023, 3, 1))


@pytest.mark.parametrize(
    ("panel", "codes"),
    [
        (PANEL, []),
        (replace(PANEL, members=JUDGES[:2]), ["panel_even"]),
        (replace(PANEL, members=JUDGES[:1]), ["panel_alone"]),
        (replace(PANEL, presiding="法官9"), ["panel_stranger"]),
        (replace(PANEL, members=(*JUDGES[:2], JUDGES[0])), ["panel_twice"]),
        (replace(PANEL, last=date(2022, 1, 1)), ["panel_dates"]),
    ],
)
def test_joint_panels(panel: CasePanel, codes: list[str]) -> None:
    assert codes == [one.code for one in panel_faults([panel])]


# Standards

SKILLS = Standard("skills", "职业技能等级认定", "skills")
USES = [
    StandardUse("skills", OWNER, "2021", date(2021, 1, 1), date(2022, 12, 31), "d1"),
    StandardUse("skills", OWNER, "2023", date(2023, 1, 1), None, "d2"),
    StandardUse("skills", PARTNER, "2023", date(2023, 7, 1), None, "d3"),
]


@pytest.mark.parametrize(
    ("day", "versions", "share", "unified", "since"),
    [
        (date(2020, 1, 1), {}, Fraction(0), "", None),
        (date(2022, 1, 1), {OWNER: "2021"}, Fraction(1, 2), "", None),
        (date(2023, 3, 1), {OWNER: "2023"}, Fraction(1, 2), "", None),
        (date(2024, 1, 1), {OWNER: "2023", PARTNER: "2023"}, Fraction(1), "2023", date(2023, 7, 1)),
    ],
)
def test_the_register_as_of_a_day(
    day: date, versions: dict[str, str], share: Fraction, unified: str, since: date | None
) -> None:
    (found,) = register([SKILLS], USES, [OWNER, PARTNER], day)

    assert (versions, share, unified, since) == (found.versions, found.share, found.unified, found.since)


def test_different_versions_are_not_unified() -> None:
    (found,) = register(
        [SKILLS], [USES[0], replace(USES[2], first=date(2022, 1, 1))], [OWNER, PARTNER], date(2022, 6, 1)
    )

    assert ("", None, Fraction(1)) == (found.unified, found.since, found.share)


@pytest.mark.parametrize(
    ("use", "code"),
    [
        (StandardUse("nothing", OTHER, "1", DAY, None, "d"), "standard_unknown"),
        (StandardUse("skills", OTHER, "1", DAY), "document_missing"),
        (StandardUse("skills", OTHER, "1", DAY, date(2020, 1, 1), "d"), "use_dates"),
        (StandardUse("skills", OWNER, "2022", date(2022, 12, 31), date(2022, 12, 31), "d"), "use_overlap"),
    ],
)
def test_entries_that_cannot_stand(use: StandardUse, code: str) -> None:
    assert [code] == [one.code for one in use_faults([SKILLS], [*USES, use])]


# Investment


def _project(name: str, origin: str, amount: int | None, **days: int) -> Investment:
    steps = {
        Step(step): Proven(on(day), proof(f"{name} {step}", EvidenceGrade.B, published=on(day)))
        for step, day in days.items()
    }
    return Investment(name, name, origin, OTHER, amount, steps)


PROJECTS = [
    _project("甲", OWNER, 300, signed=1, contract=20, started=60, delivered=400),
    _project("乙", OWNER, 100, signed=1, started=90),
    _project("丙", PARTNER, None, signed=2),
    _project("丁", "", 600, signed=3, contract=30),
]


def test_from_signing_to_delivery() -> None:
    """Each step counts projects, fen, and those whose amount nobody published."""
    assert [("signed", 4, 1000, 1), ("contract", 2, 900, 0), ("started", 2, 400, 0), ("delivered", 1, 300, 0)] == [
        (one.step, one.projects, one.amount, one.without_amount) for one in funnel(PROJECTS, on(500))
    ]
    assert [3, 0, 0, 0] == [one.projects for one in funnel(PROJECTS, on(2))]


def test_shares_by_origin_are_exact() -> None:
    """By number and by amount; the unknown origin is shown as such."""
    found = by_origin(PROJECTS, Step.SIGNED, on(500))

    assert [
        (OWNER, Fraction(1, 2), Fraction(2, 5)),
        ("", Fraction(1, 4), Fraction(3, 5)),
        (PARTNER, Fraction(1, 4), 0),
    ] == [(one.origin, one.share, one.amount_share) for one in found]
    assert 1 == sum(one.share for one in found)


def test_a_signing_is_no_start() -> None:
    """A step whose evidence does not count is not taken, and one passage never proves two steps."""
    passage = PROJECTS[0].steps[Step.SIGNED].evidence
    twice = replace(PROJECTS[2], steps={Step.SIGNED: Proven(on(1), passage), Step.STARTED: Proven(on(1), passage)})
    word = replace(PROJECTS[2], steps={Step.SIGNED: Proven(on(1), replace(passage, grade=EvidenceGrade.D))})

    assert ["evidence_of_other_fact"] == [one.code for one in investment_faults([twice])]
    assert () == proven_steps(word, on(500))


@pytest.mark.parametrize(
    ("project", "code"),
    [
        (_project("戊", OWNER, 5, signed=50, started=20), "steps_out_of_order"),
        (_project("己", OWNER, -5, signed=50), "bad_amount"),
        (
            Investment("庚", "庚", OWNER, OTHER, 5, {Step.SIGNED: Proven(on(9), proof("g", published=on(3)))}),
            "evidence_announces",
        ),
        (
            Investment(
                "辛", "辛", OWNER, OTHER, 5, {Step.SIGNED: Proven(on(9), proof("h", EvidenceGrade.E, published=on(9)))}
            ),
            "evidence_missing",
        ),
    ],
)
def test_projects_that_cannot_stand(project: Investment, code: str) -> None:
    assert [code] == [one.code for one in investment_faults([project])]


# Published figures of the demonstration zone


def test_the_65_projects_of_the_demonstration_zone() -> None:
    """65 = 12 connectivity + 10 ecology + 17 innovation + 26 public services: parts of a plan add up to it."""
    groups = {"互联互通": 12, "生态环保": 10, "创新发展": 17, "公共服务": 26}
    projects = [_matter(f"{group}{number}", group) for group, count in groups.items() for number in range(count)]
    heads = [_matter(group) for group in groups]

    assert 65 == len(projects)
    assert () == parent_circles([*heads, *projects])
    assert groups == {group: sum(one.parent == group for one in projects) for group in groups}
