"""One event, many reports: found, merged, chosen, split; nothing of any report is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tashan.web.archive.models import Event, Record
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.queries import event_reports
from tashan.web.archive.reports import candidates, differences
from tashan.web.archive.services import do_accept, do_choose, do_merge, do_publish, do_reject, do_split
from tashan.web.audit import queries as audit

from ..conftest import JIANGSU, SUZHOU, ZHEJIANG  # noqa: TID252
from .conftest import AH, JS, TEXT, region, visit

SECOND = "新华社杭州3月19日电 江苏省党政代表团赴浙江省杭州市学习考察。\n"
THIRD = "江苏省党政代表团赴浙江省杭州市学习考察，代表团还到访宁波。\n"


@pytest.fixture
def report(document: Callable[..., Any]) -> Callable[..., Record]:
    """An accepted report of the visit in a document of its own."""

    def make(text: str = TEXT, place: str = JIANGSU, *, source: dict[str, Any] | None = None, **values: Any) -> Record:
        read = document(text, place, visit(text, **values), **({"publisher": "甲报"} | (source or {})))
        return do_accept(record=read.records.get(), actor=None)

    return make


def _event(record: Record) -> Event:
    record.refresh_from_db()
    assert record.event is not None
    return Event.objects.get(pk=record.event.pk)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, True),
        ({"start": "2023-03-19", "end": "2023-03-19"}, True),
        ({"start": "2023-03", "end": None}, True),
        ({"start": "2023-03-17", "hosts": [region("330100", "浙江省杭州市", "prefecture")]}, True),
        ({"start": "2023-03-21", "end": "2023-03-21"}, False),
        ({"start": "2022-03-17", "end": "2022-03-17"}, False),
        ({"visitors": [AH], "hosts": [JS]}, False),
    ],
)
def test_the_same_visit_is_found(report: Callable[..., Record], values: dict[str, Any], found: bool) -> None:
    event = _event(report())

    offered = candidates("visit", visit(**values), None)
    assert [] == offered  # nobody in particular sees nothing that is not public
    do_publish(document=event.records.get().document, actor=None)

    assert ([event] if found else []) == [each.event for each in candidates("visit", visit(**values), None)]


def test_a_candidate_says_why(report: Callable[..., Record], person: Callable[..., Any]) -> None:
    event = _event(report())

    best = candidates("visit", visit(), person("reader"))[0]

    assert (event, ("日期相同", "来访方相同", "接待方相同", "主题相同")) == (best.event, best.reasons)
    assert 85 == best.score


def test_events_of_another_archive_are_not_offered(report: Callable[..., Record], person: Callable[..., Any]) -> None:
    report()

    assert [] == candidates("visit", visit(), person("analyst", ZHEJIANG))


def test_merging_keeps_every_report_and_the_address(report: Callable[..., Record], person: Callable[..., Any]) -> None:
    first, second = report(), report(SECOND, source={"publisher": "乙报", "grade": "B"}, end="2023-03-18")
    into, other = _event(first), _event(second)

    merged = do_merge(into=into, other=other, actor=None, why="同一次考察")

    assert (into.key, 2, "B") == (merged.key, merged.sources, merged.grade)
    assert [] == event_reports(merged)
    assert [second, first] == event_reports(merged, person("reader"))
    assert {first, second} == set(merged.records.all())
    other.refresh_from_db()
    assert (merged, 0, False) == (other.merged_into, other.sources, other.public)
    assert merged.health > into.health
    assert audit.verify() is None


def test_the_better_graded_report_holds_until_somebody_chooses(
    report: Callable[..., Record], person: Callable[..., Any]
) -> None:
    first, second = report(), report(SECOND, source={"grade": "A"}, end="2023-03-18")

    merged = do_merge(into=_event(first), other=_event(second), actor=None, why="同一次考察")
    assert "2023-03-18" == merged.body["end"]

    found = differences("visit", [first, second], merged.body)
    assert [("end", ["2023-03-17", "2023-03-18"])] == [
        (each.field.name, [side.value for side in each.sides]) for each in found
    ]
    assert all(side.quote in side.record.document.text for each in found for side in each.sides)

    do_choose(event=merged, field="end", record=first, actor=person("analyst"), why="原文写当日返回")
    merged.refresh_from_db()
    assert "2023-03-17" == merged.body["end"]


def test_values_are_chosen_while_merging(report: Callable[..., Record], person: Callable[..., Any]) -> None:
    first, second = report(), report(SECOND, source={"grade": "A"}, end="2023-03-18")

    merged = do_merge(
        into=_event(first), other=_event(second), actor=person("analyst"), why="以首报为准", chosen={"end": first}
    )

    assert "2023-03-17" == merged.body["end"]
    assert [("end", "以首报为准")] == list(merged.choices.values_list("field", "why"))


def test_a_choice_falls_with_its_report(report: Callable[..., Record], person: Callable[..., Any]) -> None:
    first, second = report(), report(SECOND, source={"grade": "A"}, end="2023-03-18")
    merged = do_merge(into=_event(first), other=_event(second), actor=None, why="同一次考察")
    do_choose(event=merged, field="end", record=first, actor=person("analyst"), why="以首报为准")

    do_reject(record=first, actor=None, why="误读")

    merged.refresh_from_db()
    assert (1, "2023-03-18") == (merged.sources, merged.body["end"])


def test_splitting_gives_the_report_its_event_back(report: Callable[..., Record]) -> None:
    first, second = report(), report(SECOND)
    into, other = _event(first), _event(second)
    do_merge(into=into, other=other, actor=None, why="同一次考察")

    own = do_split(record=second, actor=None, why="日期不同，另一次")

    assert (other.pk, None, 1) == (own.pk, own.merged_into, own.sources)
    into.refresh_from_db()
    assert 1 == into.sources


def test_splitting_the_first_report_off_makes_a_new_event(report: Callable[..., Record]) -> None:
    first, second = report(), report(SECOND)
    into = _event(first)
    do_merge(into=into, other=_event(second), actor=None, why="同一次考察")

    own = do_split(record=first, actor=None, why="另一次")

    assert own.key != into.key
    assert second.pk == Event.objects.get(pk=into.pk).records.get().pk
    with pytest.raises(ArchiveError, match="只有这一份"):
        do_split(record=first, actor=None, why="再拆")


def test_what_is_one_already_or_of_another_kind_is_not_merged(report: Callable[..., Record]) -> None:
    event = _event(report())

    with pytest.raises(ArchiveError, match="同一个"):
        do_merge(into=event, other=event, actor=None, why="x")
    with pytest.raises(ArchiveError, match="理由"):
        do_merge(into=event, other=_event(report(SECOND)), actor=None, why="")


def test_the_public_sees_values_of_published_reports_alone(report: Callable[..., Record]) -> None:
    first = report(source={"grade": "C"})
    second = report(SECOND, SUZHOU, source={"grade": "A"}, end="2023-03-18")
    merged = do_merge(into=_event(first), other=_event(second), actor=None, why="同一次考察")
    assert "2023-03-18" == merged.body["end"]

    do_publish(document=first.document, actor=None)

    merged.refresh_from_db()
    assert (True, "2023-03-17", 1, "C") == (merged.public, merged.body["end"], merged.sources, merged.grade)
    assert [first] == event_reports(merged)


def test_an_analyst_adds_a_report_to_a_public_event_of_another_archive(
    report: Callable[..., Record], person: Callable[..., Any]
) -> None:
    theirs, mine = report(TEXT, ZHEJIANG), report(SECOND, JIANGSU)
    analyst = person("analyst")
    with pytest.raises(PermissionDenied):
        do_merge(into=_event(theirs), other=_event(mine), actor=analyst, why="同一次考察")
    do_publish(document=theirs.document, actor=None)

    merged = do_merge(into=_event(theirs), other=_event(mine), actor=analyst, why="同一次考察")

    assert {theirs, mine} == set(merged.records.all())
    assert "2023-03-17" == merged.body["start"]
    with pytest.raises(PermissionDenied):
        do_choose(event=merged, field="start", record=mine, actor=analyst, why="以我为准")


def test_an_event_of_another_archive_is_not_taken_up(report: Callable[..., Record], person: Callable[..., Any]) -> None:
    theirs, mine = report(TEXT, ZHEJIANG), report(SECOND, JIANGSU)
    do_publish(document=theirs.document, actor=None)

    with pytest.raises(PermissionDenied):
        do_merge(into=_event(mine), other=_event(theirs), actor=person("officer"), why="同一次考察")


def test_lists_of_words_are_put_together(report: Callable[..., Record]) -> None:
    first = report(sites=["城西科创大走廊"])
    second = report(THIRD, sites=["宁波", "城西科创大走廊"], themes=["open_ports_trade"])

    merged = do_merge(into=_event(first), other=_event(second), actor=None, why="同一次考察")

    assert ["城西科创大走廊", "宁波"] == merged.body["sites"]
    assert {"science_technology", "open_ports_trade"} == set(merged.event_themes.values_list("theme", flat=True))


def test_reports_merged_by_two_people_at_once_stay_together(report: Callable[..., Record]) -> None:
    """The second of them finds the event gone and is told, whichever way round they merge."""
    one, other = _event(report()), _event(report(SECOND))
    do_merge(into=one, other=other, actor=None, why="同一次考察")

    with pytest.raises(ArchiveError, match="已经是同一个"):
        do_merge(into=other, other=one, actor=None, why="同一次考察")


def test_a_merge_that_is_cut_off_changes_nothing(
    report: Callable[..., Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = report(), report(SECOND)
    into, other = _event(first), _event(second)
    monkeypatch.setattr("tashan.web.archive.services.merging.note", _cut_off)

    with pytest.raises(KeyboardInterrupt):
        do_merge(into=into, other=other, actor=None, why="同一次考察")

    assert [(into.pk, 1, None), (other.pk, 1, None)] == list(
        Event.objects.order_by("pk").values_list("pk", "sources", "merged_into")
    )
    assert (into, other) == (_event(first), _event(second))


def _cut_off(**_: Any) -> None:
    raise KeyboardInterrupt
