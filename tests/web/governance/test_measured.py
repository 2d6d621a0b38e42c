"""Measures: from columns that are written with each event, the same as from the histories; as of a day that is past."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tashan.governance.events import Reported
from tashan.governance.observed import observed
from tashan.governance.scorecards import Indicator, scored
from tashan.records.codes import SelfReport
from tashan.web.governance.kept import differences, state_of
from tashan.web.governance.measured import fade_out_for, scores_for
from tashan.web.governance.models import Agreement, Matter
from tashan.web.governance.queries import Wanted
from tashan.web.governance.services import do_keep_mechanism, do_load_sample
from tashan.web.governance.watched import COLUMNS, observed_of, scored_of

from .conftest import MECHANISM, OFFICE, SUZHOU, TODAY

pytestmark = pytest.mark.django_db
PUBLIC = AnonymousUser()


@pytest.fixture
def sample(db: None) -> None:
    do_load_sample(day=TODAY)


def test_columns_say_what_the_histories_say(sample: None, coded: Any) -> None:
    """For every matter, at every stage; and `check_governance` compares them too."""
    for matter in Matter.objects.all():
        state = state_of(matter)
        row = Matter.objects.filter(pk=matter.pk).values(*COLUMNS).get()
        assert state is not None
        assert observed(state) == observed_of(row)
        assert scored(state) == scored_of(row)
        assert () == differences(matter)


def test_columns_are_filled_in_where_histories_were_before(sample: None) -> None:
    """By the migration that adds them."""
    before = dict(Matter.objects.values_list("key", "watched"))
    Matter.objects.update(watched={})
    import_module("tashan.web.governance.migrations.0004_watched").fill(apps, None)

    assert before == dict(Matter.objects.values_list("key", "watched"))


def test_today_is_counted_without_reading_a_history(sample: None) -> None:
    """However many matters there are, the number of queries stays; the past is folded."""
    with CaptureQueriesContext(connection) as now:
        fade_out_for(PUBLIC, Wanted(), TODAY)
    with CaptureQueriesContext(connection) as then:
        fade_out_for(PUBLIC, Wanted(), date(2025, 6, 1))

    assert not any("governance_matterevent" in each["sql"] for each in now)
    assert any("governance_matterevent" in each["sql"] for each in then)
    assert len(now) < 12


def test_a_past_day_knows_nothing_of_what_came_later(delivered: Any, person: Callable[..., Any]) -> None:
    """In February it was proposed and no more; today it is delivered."""
    officer = person("officer", OFFICE)
    then = fade_out_for(officer, Wanted(), date(2026, 2, 1), "matters").found
    now = fade_out_for(officer, Wanted(), TODAY, "matters").found

    assert [0, 1] == [found.of("conversion", "proposed→agenda")[0].numerator for found in (then, now)]
    assert [0, 1] == [found.of("evidence")[0].numerator for found in (then, now)]
    assert 0 == fade_out_for(officer, Wanted(), date(2025, 1, 1), "matters").matters


def test_agreements_without_a_matter_count_too(sample: None) -> None:
    """One signed years ago from which nothing came has no project; its own day of signing is taken."""
    body = Agreement.objects.get().body
    Agreement.objects.create(
        body=body, key="old", title="旧协议", parties=["310000", "320000"], strength="framework", signed=date(2020, 1, 1),
        start=date(2020, 1, 1), document="d", sha256="a" * 64, visibility="public",
    )  # fmt: skip
    Agreement.objects.create(
        body=body, key="hidden", title="内部协议", parties=["310000", "320000"], strength="framework",
        signed=date(2020, 1, 1), start=date(2020, 1, 1), document="d", sha256="a" * 64, visibility="members",
    )  # fmt: skip
    (figure,) = fade_out_for(PUBLIC, Wanted(), TODAY, "matters").found.of("without_project", "730")
    narrowed = fade_out_for(PUBLIC, Wanted(member=SUZHOU), TODAY, "matters").found.of("without_project", "730")[0]

    assert (1, 1, 1) == (figure.numerator, figure.denominator, figure.no_evidence)
    assert 0 == narrowed.denominator


def test_the_sessions_of_a_body_against_its_promise(sample: None) -> None:
    """The council of cities, whose 22 sessions are real: attendance where ranks are known, 2023 the low point."""
    found = fade_out_for(PUBLIC, Wanted(body="body:yangtze_delta.city_council"), date(2024, 6, 1)).found
    attendance = {one.group: one for one in found.of("attendance")}
    gap = found.of("interval", "2023-11-30")

    assert [1.0, 0.3] == [float(attendance[day].value or 0) for day in ("2020-09-16", "2023-11-30")]
    assert any(one.value is None for one in attendance.values())
    assert () == gap  # the day of the session before it is not known
    assert {"2011-04-01": (371, 365), "2012-04-18": (383, 366), "2020-09-16": (337, 366)} == {
        one.group: (one.numerator, one.denominator)
        for one in found.of("interval")
        if one.group in ("2011-04-01", "2012-04-18", "2020-09-16")
    }
    assert "2010-03-26" not in {one.group for one in found.of("interval")}


def test_a_chosen_body_leaves_records_of_documents_out(sample: None) -> None:
    """They tell of no body; asked for by themselves they are counted."""
    forum = Wanted(body="body:yangtze_delta.leaders_forum")

    assert (0, 0) == (fade_out_for(PUBLIC, forum, TODAY).matters, fade_out_for(PUBLIC, forum, TODAY).records)
    assert [] == [one for one in fade_out_for(PUBLIC, forum, TODAY).intervals if one.group.startswith("since")]


def test_waiting_is_told_only_where_all_sessions_are_on_record(office: Any, person: Callable[..., Any]) -> None:
    """Not on record is not the same as not held."""
    promise = "    promises:\n      - {months: 12, from: 2015}\n"
    text = MECHANISM.replace(
        "    rotation: {order: joining, by: session}\n", f"    rotation: {{order: joining, by: session}}\n{promise}"
    )
    wanted = Wanted(body=OFFICE)
    do_keep_mechanism(actor=None, text=text)
    silent = fade_out_for(PUBLIC, wanted, TODAY).intervals
    do_keep_mechanism(actor=None, text=text.replace(promise, f"{promise}    complete: {{from: 2015, to: 2026}}\n"))
    (told,) = fade_out_for(PUBLIC, wanted, TODAY).intervals

    assert ((), "since 2020-03-01", 2455) == (silent, told.group, told.numerator)


def test_what_is_recorded_counts_at_once(delivered: Any, act: Callable[..., Any], person: Callable[..., Any]) -> None:
    """Asked twice, it is counted once; after a report it is counted anew."""
    officer = person("officer", OFFICE)

    def reported() -> list[int]:
        cards, _, _, _ = scores_for(officer, Wanted(), TODAY)
        return [card.line(Indicator.UPDATED).numerator for card in cards]

    before = reported()
    with CaptureQueriesContext(connection) as again:
        reported()
    act(delivered, "officer", SUZHOU, Reported(SelfReport.ON_TRACK, ""))

    assert ([0, 0], [1, 1]) == (before, reported())
    assert not any("governance_matter" in each["sql"] for each in again)


def test_score_cards_of_what_one_may_see(coded: Any, person: Callable[..., Any]) -> None:
    """A matter of members is on nobody else's card."""
    cards, problems, titles, count = scores_for(person("officer", SUZHOU), Wanted(), TODAY)

    assert ((), {coded.key: coded.title}, 1) == (problems, titles, count)
    assert {"", SUZHOU} == {card.member for card in cards}
    assert ((), 0) == (scores_for(PUBLIC, Wanted(), TODAY)[0], scores_for(PUBLIC, Wanted(), TODAY)[3])
