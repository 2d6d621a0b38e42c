"""Counting over the columns: the same answers as counting one by one, and they follow the database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from django.utils import timezone

from tashan.web.archive.models import Event, EventPlace, EventTheme
from tashan.web.atlas import columns as kept
from tashan.web.atlas.columns import current, day_of, number_of
from tashan.web.atlas.counts import by_month, facets, flows_between, legs_of, partner_codes, ranked
from tashan.web.atlas.records import ordered
from tashan.web.atlas.regions import fullest_year, profile
from tashan.web.atlas.selection import Selection, matching, selection_of, taking_part

pytestmark = pytest.mark.django_db


def _event(key: str, day: str = "2023-03-20", **given: Any) -> Event:
    """A public event with its places (`visitor=["320000"]`) and themes."""
    places = {role: given.pop(role) for role in ("visitor", "host", "party") if role in given}
    themes = given.pop("themes", ())
    now = timezone.now()
    fields = {"kind": "visit", "status": "done", "public": True, "grade": "C", **given}
    event = Event.objects.create(key=key, day=day, created_at=now, changed_at=now, **fields)
    for role, codes in places.items():
        for code in codes:
            EventPlace.objects.create(event=event, role=role, code=code, name=code)
    for theme in themes:
        EventTheme.objects.create(event=event, theme=theme)
    return event


def _chosen(**settings: str) -> list[str]:
    columns = current()
    rows = ordered(columns, matching(columns, Selection(**settings)), "day").tolist()
    found = Event.objects.in_bulk(rows)
    return [found[row].key for row in rows]


@pytest.mark.parametrize("day", ["2023-03-20", "2023-03", "2023", ""])
def test_a_day_as_a_number_says_as_much_as_the_day(day: str) -> None:
    assert day == day_of(number_of(day))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, ["a", "b", "c", "d"]),
        ({"kind": "visit"}, ["a", "b", "d"]),
        ({"kind": "visit,agreement"}, ["a", "b", "c", "d"]),
        ({"period": "2023-03"}, ["a", "b"]),
        ({"period": "2023-Q1"}, ["a", "b"]),
        ({"period": "2023"}, ["a", "b", "c"]),
        ({"period": "2022..2024"}, ["a", "b", "c"]),
        ({"period": "none"}, ["d"]),
        ({"year": "2023"}, ["a", "b", "c"]),
        ({"year": "none"}, ["d"]),
        ({"theme": "ecology_environment"}, ["b"]),
        ({"theme": "none"}, ["a", "c", "d"]),
        ({"status": "signed"}, ["c"]),
        ({"grade": "A"}, ["c"]),
        ({"province": "320000"}, ["a", "b", "c"]),
        ({"place": "320500"}, ["b"]),
        ({"place": "320581"}, []),
        ({"visitor": "320000"}, ["a"]),
        ({"host": "320000"}, ["b"]),
        ({"level": "province"}, ["a", "c"]),
        ({"level": "prefecture"}, ["d"]),
        ({"scope": "national.yangtze_delta"}, ["a", "b", "c"]),
        ({"scope": "440000"}, ["d"]),
        ({"place": "320000", "kind": "agreement"}, ["c"]),
    ],
)
def test_each_setting_leaves_the_events_it_names(settings: dict[str, str], expected: list[str]) -> None:
    _event("a", visitor=["320000"], host=["310000", "330000"])
    _event("b", "2023-03-21", visitor=["330000"], host=["320500"], themes=["ecology_environment"])
    _event("c", "2023", kind="agreement", status="signed", grade="A", party=["320000", "310000"])
    _event("d", "", visitor=["440100"], host=["450100"])

    assert sorted(expected) == sorted(_chosen(**settings))


def test_settings_that_mean_nothing_are_passed_over() -> None:
    given = {
        "kind": "visit,' OR 1=1",
        "period": "soon",
        "place": "999999",
        "theme": "x",
        "level": "moon",
        "year": "abcd",
    }

    assert Selection(kind="visit") == selection_of({**given, "scope": "nowhere", "grade": "Z"})


def test_a_visit_of_two_hosts_has_two_legs_and_planned_ones_none() -> None:
    _event("a", visitor=["320000"], host=["310000", "330000"])
    _event("b", visitor=["320000", "340000"], host=["310000"])
    _event("c", visitor=["320000"], host=["310000"], status="planned")
    columns = current()

    legs = legs_of(columns, np.ones(len(columns), dtype=np.bool_))

    assert [(320000, 310000), (320000, 310000), (320000, 330000), (340000, 310000)] == sorted(
        zip(legs.visitor.tolist(), legs.host.tolist(), strict=True)
    )
    assert [("32", "31", 2), ("32", "33", 1), ("34", "31", 1)] == [
        (flow.visitor, flow.host, len(flow.legs)) for flow in flows_between(legs)
    ]
    assert [("310000", 3, 1.0), ("330000", 1, 1 / 3)] == [
        (rank.code, rank.count, rank.share) for rank in ranked(legs.host)
    ]


def test_units_without_a_code_lie_where_their_name_says() -> None:
    event = _event("a", visitor=["320000"])
    EventPlace.objects.create(event=event, role="host", code="", name="新疆生产建设兵团第十二师")
    columns = current()

    legs = legs_of(columns, np.ones(len(columns), dtype=np.bool_))

    assert [("32", "65")] == [(flow.visitor, flow.host) for flow in flows_between(legs)]
    assert [True] == taking_part(columns, (650000,)).tolist()


def test_months_leave_out_days_of_no_known_month() -> None:
    assert {202303: 2, 202304: 1} == by_month(np.array([20230320, 20230300, 20230401, 20230000, 0]))


def test_facets_count_with_all_other_settings() -> None:
    _event("a", visitor=["320000"], host=["310000"], themes=["ecology_environment"])
    _event("b", "2024", visitor=["320000"], host=["330000"])
    _event("c", "2024", kind="agreement", status="signed", party=["320000"])

    found = facets(current(), Selection(kind="visit", year="2024"))

    assert [("2024", 1), ("2023", 1)] == found["year"]
    assert [("visit", 1), ("agreement", 1)] == found["kind"]
    assert [("320000", 1), ("330000", 1)] == found["province"]
    assert [("none", 1)] == found["theme"]


def test_partners_of_a_province_are_provinces_and_of_a_city_cities() -> None:
    _event("a", visitor=["320500"], host=["330100"])
    _event("b", visitor=["310000"], host=["320581"])
    _event("c", visitor=["320500"], host=["320100"])
    columns = current()
    legs = legs_of(columns, np.ones(len(columns), dtype=np.bool_))

    assert ([330000], [310000]) == tuple(codes.tolist() for codes in partner_codes(legs, (320000,)))
    assert ([330100, 320100], [310000]) == tuple(codes.tolist() for codes in partner_codes(legs, (320500,)))


def test_a_region_counts_its_divisions_and_tells_what_stays_inside() -> None:
    _event("a", visitor=["320500"], host=["330100"])
    _event("b", visitor=["320100"], host=["320500"])
    _event("c", visitor=["310000"], host=["320000"])

    found = profile(current(), (320000,), None)

    assert (1, 1, 1) == (found.out, found.came, found.inside)
    assert 3 == int(found.mask.sum())


def test_the_columns_follow_what_changes() -> None:
    event = _event("a", visitor=["320000"])
    assert ["a"] == _chosen()

    _event("b", visitor=["330000"])
    assert ["a", "b"] == sorted(_chosen())

    Event.objects.filter(pk=event.pk).update(public=False, changed_at=timezone.now() + timedelta(seconds=1))
    assert ["b"] == _chosen()
    assert [] == _chosen(place="320000")

    Event.objects.filter(pk=event.pk).update(
        public=True, kind="meeting", changed_at=timezone.now() + timedelta(seconds=2)
    )
    assert ["a"] == _chosen(kind="meeting")
    assert ["a"] == _chosen(place="320000")


def test_an_event_that_vanished_without_a_trace_is_noticed() -> None:
    event = _event("a")
    _event("b")
    assert 2 == len(current())

    event.delete()

    assert ["b"] == _chosen()


def test_unchanged_events_are_not_read_again(django_assert_num_queries: Any) -> None:
    _event("a")
    current()

    with django_assert_num_queries(1):
        current()


def test_no_event_at_all_is_no_error() -> None:
    columns = current()

    assert 0 == len(columns)
    assert {name: [] for name in ("kind", "year", "province", "theme", "status", "grade")} == facets(
        columns, Selection()
    )
    assert 0 == profile(columns, (320000,), None).out


def test_what_is_not_public_never_enters(world: Any) -> None:
    kept.forget()

    assert sorted([world.visit.pk, world.agreement.pk]) == current().ids.tolist()


def test_a_unit_without_a_code_counts_for_the_province_that_its_name_begins_with() -> None:
    """苏州工业园区 has no code of its own: its visits are the province's, in the table and in the sentence alike."""
    event = _event("a", visitor=["520000"])
    EventPlace.objects.create(event=event, role="host", code="", name="江苏省苏州工业园区")

    columns = current()
    found = profile(columns, (320000,), None)

    assert (0, 1, 0) == (found.out, found.came, found.inside)
    assert ["520000"] == [partner.code for partner in found.partners]
    assert 2023 == fullest_year(columns, found)


def test_the_fullest_year_is_that_of_the_regions_own_visits() -> None:
    """A journey to three provinces is one visit of the one whose page it is."""
    _event("a", day="2016-03-20", visitor=["340000"], host=["320000", "310000", "330000"])
    for day in ("2020-03-20", "2020-05-20"):
        _event(day, day=day, visitor=["340000"], host=["320000"])

    columns = current()

    assert 2020 == fullest_year(columns, profile(columns, (320000,), None))
