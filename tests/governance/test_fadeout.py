"""Fade-out on a cohort whose truth is known, on small cases by hand, and on records read from documents."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from tests.governance.matter_histories import OTHER, OWNER, PARTNER, PATH, START, event, recorded

from tashan.governance import events as e
from tashan.governance.events import Event, Node, NodeKind
from tashan.governance.fadeout import FadeOut, Sitting, attendance, cards, fade_out, slip_of, times
from tashan.governance.folding import fold
from tashan.governance.matters import MatterState
from tashan.governance.observed import Courted, Observed, agreements_of, from_readings, last_day, observed
from tashan.governance.survival import Watched
from tashan.records.codes import Completion, SideState, Stage, Theme, TypologyLead

AS_OF = date(2024, 12, 31)
#: How many matters of each cohort stand at each stage, proposed first: the truth that has to come back.
TRUTH: dict[int, tuple[int, ...]] = {
    2019: (10, 5, 5, 10, 10, 20, 10, 10, 15, 5),
    2020: (20, 10, 10, 10, 10, 10, 5, 2, 2, 1),
    2021: (30, 10, 5, 5, 5, 3, 1, 1, 0, 0),
}
STAGE_AT = [
    max(n for n, one in enumerate(PATH, 1) if one.change == e.Moved(stage)) if stage != "proposed" else 1
    for stage in Stage
]
#: Days from proposal to each stage, on the way that all of them go.
DAYS = dict(zip(Stage, (0, 1, 3, 6, 8, 62, 312, 331, 341, 402), strict=True))


def _way(number: int, year: int, length: int) -> tuple[Event, ...]:
    """A matter opened in a year, every fourth led by enterprises, in one of two fields."""
    shift = date(year, 1, 1) + timedelta(number % 300) - START
    lead = TypologyLead.ENTERPRISE if number % 4 == 0 else TypologyLead.GOVERNMENT
    theme = Theme.INFRASTRUCTURE_TRANSPORT if number % 3 else Theme.SCIENCE_TECHNOLOGY
    way = []
    for one in PATH[:length]:
        change = one.change
        if isinstance(change, e.Opened):
            change = replace(change, lead=lead, themes=(theme,))
        elif isinstance(change, e.Baselined) and change.start is not None:
            change = e.Baselined(change.start + shift, change.due + shift, change.target)
        elif isinstance(change, e.Evidenced) and change.evidence.published is not None:
            change = e.Evidenced(replace(change.evidence, published=change.evidence.published + shift))
        elif isinstance(change, e.Dated):
            change = replace(change, on=change.on + shift)
        elif isinstance(change, e.Coded) and change.achieved is not None:
            change = replace(change, achieved=change.achieved + shift)
        elif isinstance(change, e.Adopted):
            change = replace(change, on=change.on + shift)
        way.append(
            Event(
                f"m{number}", change, one.day + shift, one.recorded + shift, one.actor, one.role, one.member, one.reason
            )
        )
    return tuple(way)


@pytest.fixture(scope="module")
def cohort() -> list[MatterState]:
    """240 matters, each made by events that were all accepted."""
    ways = [
        (year, STAGE_AT[stage])
        for year, counts in TRUTH.items()
        for stage, count in enumerate(counts)
        for _ in range(count)
    ]
    states = [fold(recorded(_way(number, *one)), day=AS_OF) for number, one in enumerate(ways)]
    return [state for state in states if state is not None]


@pytest.fixture(scope="module")
def report(cohort: list[MatterState]) -> FadeOut:
    return fade_out([observed(state) for state in cohort], AS_OF, statements=80)


def test_the_cohort_is_large_enough(cohort: list[MatterState]) -> None:
    assert 240 == len(cohort) == sum(map(sum, TRUTH.values()))


@pytest.mark.parametrize("year", [None, *TRUTH])
def test_conversions_come_back_exactly(report: FadeOut, year: int | None) -> None:
    """For all and for each cohort, every pair of stages: counts and share."""
    counts = TRUTH[year] if year else tuple(map(sum, zip(*TRUTH.values(), strict=True)))
    stages = list(Stage)
    for place, (before, after) in enumerate(itertools.pairwise(stages)):
        (found,) = report.of("conversion", f"{year or ''} {before}→{after}".strip())
        here, there = sum(counts[place:]), sum(counts[place + 1 :])
        assert (there, here, Fraction(there, here) if here else None) == (
            found.numerator,
            found.denominator,
            found.value,
        )


def test_the_typed_truth_of_one_figure(report: FadeOut) -> None:
    """Of the 2019 cohort 60 came to a start and 40 of them to delivery."""
    (found,) = report.of("conversion", "2019 started→delivered")

    assert (40, 60, Fraction(2, 3)) == (found.numerator, found.denominator, found.value)


def test_the_share_without_evidence_is_the_truth(report: FadeOut) -> None:
    """Evidence comes with signing: 105 of 240 never signed."""
    (found,) = report.of("evidence")

    assert (135, 240, 105, Fraction(105, 240)) == (
        found.numerator, found.denominator, found.no_evidence, found.no_evidence_share,
    )  # fmt: skip


@pytest.mark.parametrize("stage", list(Stage)[1:8])
def test_times_come_back_exactly(report: FadeOut, stage: Stage) -> None:
    """All who come to a stage take the same days, so the curve falls once, there, to the share that never comes."""
    counts = tuple(map(sum, zip(*TRUTH.values(), strict=True)))
    came = sum(counts[list(Stage).index(stage) :])
    curve = report.curves[stage]

    assert (240, came, 240 - came) == (curve.units, curve.events, curve.censored)
    assert [(DAYS[stage], Fraction(240 - came, 240))] == [(point.days, point.survival) for point in curve.points]
    assert (DAYS[stage] if came >= 120 else None) == curve.median


def test_slips_come_back_exactly(report: FadeOut) -> None:
    """Complete ones are ten days late; the others of the 155 with a due day are late until today."""
    (late,) = report.of("done_late")
    (slipped,) = report.of("slipped")

    assert (36, 36) == (late.numerator, late.denominator)
    assert (155, 155) == (slipped.numerator, slipped.denominator)


def test_leads_and_fields_come_back_exactly(report: FadeOut) -> None:
    assert [(180, Fraction(3, 4)), (60, Fraction(1, 4)), (0, Fraction(0))] == [
        (one.numerator, one.value) for one in report.of("led_by")
    ]
    assert {"infrastructure_transport": 160, "science_technology": 80} == {
        one.group: one.numerator for one in report.of("field")
    }
    assert [Fraction(2), Fraction(3)] == [report.of(key)[0].value for key in ("many_few_fields", "many_few_lead")]
    assert Fraction(1, 3) == report.of("statements")[0].value


def test_opening_high_and_going_low(report: FadeOut) -> None:
    """100 matters in the best year, none in the last."""
    (found,) = report.of("opens_high")

    assert ("2024/2019", 0, 100, Fraction(0)) == (found.group, found.numerator, found.denominator, found.value)
    assert "2019 100; 2020 80; 2021 60; 2022 0; 2023 0; 2024 0" == found.note


def test_silence_and_replication_come_back_exactly(report: FadeOut) -> None:
    """All that are not closed have been silent for more than half a year; 6 of 23 results were taken over."""
    silent, results = report.of("silent")[0], report.of("replication")[0]

    assert (217, 217) == (silent.numerator, silent.denominator)
    assert (6, 23) == (results.numerator, results.denominator)


def test_every_figure_has_a_card_and_its_counts(report: FadeOut) -> None:
    """None stands without definition, denominator and share without evidence."""
    for one in report.figures:
        written = one.to_dict()
        assert {"value", "numerator", "denominator", "no_evidence", "no_evidence_share", "unit", "note"} < set(written)
        assert one.key in report.cards
        assert one.no_evidence <= one.denominator or one.unit == "days"
        if not one.denominator:
            assert None is one.value
    assert all(card.formula and card.denominator and card.source and card.zh and card.en for card in cards().values())


def test_leads_are_compared_over_time(report: FadeOut) -> None:
    assert report.compared is not None
    assert 0.05 < (report.compared.p or 0)


# Small cases by hand

DAY = date(2024, 6, 30)


def _agreement(
    name: str, ago: int, project: int | None = None, parties: frozenset[str] = frozenset({OWNER, PARTNER})
) -> Observed:
    opened = DAY - timedelta(ago)
    began = None if project is None else opened + timedelta(project)
    return Observed(name, "agreement", opened, parties=parties, project=began, evidence=project is not None)


def test_young_agreements_are_not_counted() -> None:
    """Right-censoring: of five agreements only those old enough count at each horizon."""
    watched = [
        _agreement("a", 1000, 100),
        _agreement("b", 800, 400),
        _agreement("c", 800),
        _agreement("d", 200),
        _agreement("e", 10),
    ]
    found = fade_out(watched, DAY).of("without_project")

    assert [("180", 3, 4), ("365", 2, 3), ("730", 1, 3)] == [
        (one.group, one.numerator, one.denominator) for one in found
    ]
    assert [
        "1 younger than 180 days are not counted",
        "2 younger than 365 days are not counted",
        "2 younger than 730 days are not counted",
    ] == [one.note for one in found]
    assert [2, 1, 1] == [one.no_evidence for one in found]


def test_agreements_signed_once_only() -> None:
    """One that was followed by another of the same parties went on; one with a project did too; the third did not."""
    alone = frozenset({OWNER, OTHER})
    watched = [_agreement("a", 1500), _agreement("b", 1000, 50), _agreement("c", 900, None, alone)]
    (found,) = fade_out(watched, DAY).of("signed_once")

    assert (1, 3) == (found.numerator, found.denominator)


def test_many_agreements_and_few_projects() -> None:
    """252 agreements and 67 projects would be 252 ÷ 67 only if each project came of one of them."""
    watched = [_agreement(str(n), 900, 10 if n < 67 else None) for n in range(252)]
    (found,) = fade_out(watched, DAY).of("many_few_projects")

    assert Fraction(252, 67) == found.value


def test_nothing_counted_says_nothing() -> None:
    """An empty set gives None, never 0."""
    found = fade_out([], DAY, sittings=[], statements=3)

    assert {None} == {one.value for one in found.figures}
    assert None is found.compared


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, 181),
        ({"due": date(2024, 12, 31)}, 366),
        ({"done": date(2024, 1, 10)}, 10),
        ({"done": date(2023, 12, 1)}, -30),
        ({"first_due": None}, 0),
        ({"closed": True}, 0),
    ],
)
def test_slip_is_measured_from_the_first_due_day(changes: dict[str, Any], expected: int) -> None:
    one = Observed("m", "matter", date(2023, 1, 1), first_due=date(2023, 12, 31), due=date(2023, 12, 31))
    given: dict[str, Any] = changes

    assert expected == slip_of(replace(one, **given), date(2024, 6, 29))


def test_a_matter_that_left_its_chain_is_censored_there() -> None:
    one = Observed("m", "matter", date(2023, 1, 1), ended=date(2023, 3, 1), side_state=SideState.CANCELLED)

    assert [Watched(59, event=False)] == times([one], Stage.STARTED, DAY)


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ({"a": "leader", "b": "leader"}, Fraction(1)),
        ({"a": "leader", "b": "deputy", "c": "department", "d": "absent"}, Fraction(19, 40)),
        ({"a": "absent"}, Fraction(0)),
        ({}, None),
    ],
)
def test_the_attendance_index(ranks: dict[str, str], expected: Fraction | None) -> None:
    assert expected == attendance(Sitting(DAY, ranks))


def test_intervals_against_the_promise() -> None:
    """A council that promised a year and met after two: 2; and it is still waiting."""
    sittings = [Sitting(date(2021, 10, 28)), Sitting(date(2023, 10, 28)), Sitting(date(2020, 10, 28))]
    found = fade_out([], date(2024, 12, 1), sittings=sittings, promised=365).of("interval")

    assert [("2021-10-28", Fraction(1)), ("2023-10-28", Fraction(2)), ("since 2023-10-28", Fraction(400, 365))] == [
        (one.group, one.value) for one in found
    ]


def test_signs_of_competition() -> None:
    """Two cities that court the same investor in the same sector in a year; not in another year or sector."""
    one, other = frozenset({"430100"}), frozenset({"420100"})
    investor = frozenset({"440300"})
    signings = [
        Courted(2023, investor, one, frozenset({"电子"})),
        Courted(2023, investor, other, frozenset({"电子", "汽车"})),
        Courted(2022, investor, other, frozenset({"电子"})),
        Courted(2023, investor, one, frozenset({"食品"})),
    ]
    (found,) = fade_out([], DAY, signings=signings).of("competition")

    assert (2, 4, Fraction(1, 2)) == (found.numerator, found.denominator, found.value)


def test_agreements_of_matters_kept_here() -> None:
    """An agreement's project is the first start among the matters linked to it; one without matters is kept too."""
    link = event(e.Linked(Node(NodeKind.AGREEMENT, "a1")), 7)
    history = (*PATH[:8], link, *PATH[8:14])
    state = fold(recorded(history))
    assert state is not None
    first, other = agreements_of([state], {"a1": date(2021, 1, 6), "a2": date(2021, 1, 6)})

    assert (date(2021, 3, 2), None) == (first.project, other.project)
    assert {OWNER, PARTNER} == first.parties


# Records read from documents

NANJING = {"code": OWNER, "name": "江苏省南京市", "level": "prefecture"}
YANGZHOU = {"code": PARTNER, "name": "江苏省扬州市", "level": "prefecture"}


def _reading(**records: Any) -> dict[str, Any]:
    return {"id": "doc", "published": "2022-05-01", **records}


def _signed(name: str, day: str | None, title: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": title,
        "parties": [NANJING, YANGZHOU],
        "date": day,
        "fields": ["ecology_environment"],
        "evidence": [{}],
        **more,
    }


def test_agreements_read_from_documents_count_once() -> None:
    """Two reports of a day apart are one; a recalled or planned one and one without a day are not counted."""
    found = from_readings(
        [
            _reading(agreements=[_signed("a", "2021-05-01"), _signed("b", "2021-05-02", "合作协议")]),
            _reading(agreements=[_signed("c", "2021-05-01", "另一协议"), _signed("d", "2020", background=True)]),
            _reading(agreements=[_signed("e", None), _signed("f", "2021-05-01", status="planned")]),
        ]
    )

    assert (["a", "c"], 4, 1) == ([one.id for one in found.watched], found.reports, found.undated)


def test_a_matter_that_arises_from_an_agreement_is_its_project() -> None:
    """Also where the agreement is named by the id of another report of it."""
    matter = {
        "id": "m", "owner": NANJING, "participants": [YANGZHOU], "stage": "started", "arises_from": "b", "measure": "通车",
        "due": "2024", "evidence_grade": "B", "themes": ["infrastructure_transport"], "typology": {"lead": "government"},
    }  # fmt: skip
    found = from_readings(
        [_reading(agreements=[_signed("a", "2021-05-01"), _signed("b", "2021-05-02")], matters=[matter])]
    )
    agreement, read = found.watched

    assert (date(2022, 5, 1), date(2024, 12, 31)) == (agreement.project, read.first_due)
    assert (OWNER, True, True, False) == (read.owner, read.testable, read.evidence, read.timed)
    assert [0] == [one.numerator for one in fade_out(found.watched, DAY).of("without_project", "365")]


def test_records_give_no_times() -> None:
    """A document tells that something has started, not when it was proposed: no curve is made of that."""
    found = from_readings([_reading(matters=[{"id": "m", "stage": "started"}])])

    assert 0 == fade_out(found.watched, DAY).curves["started"].units


def test_signings_are_read_for_competition() -> None:
    signing = {"date": "2021", "investors": [NANJING], "recipients": [YANGZHOU], "sectors": ["电子"]}
    nobody = {"date": "2021", "investors": [], "recipients": [YANGZHOU]}

    assert [2021] == [one.year for one in from_readings([_reading(signings=[signing, nobody])]).signings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021", date(2021, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2021-03-05", date(2021, 3, 5)),
        ("", None),
        (None, None),
        ("2021-13", None),
    ],
)
def test_partial_dates_look_no_older_than_they_are(text: str | None, expected: date | None) -> None:
    assert expected == last_day(text)


def test_completion_of_the_cohort(cohort: list[MatterState]) -> None:
    assert 36 == sum(state.completion is Completion.COMPLETE for state in cohort)


# Published figures


def test_the_copied_results_of_the_demonstration_zone() -> None:
    """By December 2023: 136 institutional innovations, 38 of them for copying elsewhere."""
    zone = Observed("zone", "matter", date(2019, 11, 1), results=136, copied=38, evidence=True)
    (found,) = fade_out([zone], date(2023, 12, 9)).of("replication")

    assert (38, 136, Fraction(19, 68)) == (found.numerator, found.denominator, found.value)


def test_the_forum_of_the_middle_yangtze_slipped() -> None:
    """Announced for early September 2022, held on 23 December: about three and a half months, from the first date."""
    forum = Observed(
        "forum", "matter", date(2022, 7, 14), first_due=date(2022, 9, 10), due=date(2022, 9, 10), done=date(2022, 12, 23),
        completion=Completion.COMPLETE,
    )  # fmt: skip
    found = fade_out([forum], date(2022, 12, 31))

    assert (104, Fraction(1)) == (slip_of(forum, date(2022, 12, 31)), found.of("done_late")[0].value)
