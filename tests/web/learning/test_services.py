"""Tables of visits and practices: who may change what, what is kept, and what the chain says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from tashan.web.audit.models import Event
from tashan.web.audit.queries import verify
from tashan.web.learning import services
from tashan.web.learning.entries import library, problems_of
from tashan.web.learning.models import PracticeEntry
from tashan.web.learning.sources import read_visits, readable_tables
from tashan.web.pages.words import retold

from .conftest import BAD, VISITS

pytestmark = pytest.mark.django_db
JIANGSU, ZHEJIANG = "320000", "330000"


def test_a_table_of_visits_is_read_with_its_leaders_and_several_hosts() -> None:
    read = read_visits(VISITS.encode(), "v.csv")

    assert (7, 8, []) == (read.visits, len(read.rows), read.problems)
    assert ["secretary", "secretary", "governor", "governor", "joint", "deputy"] == [
        row["leader"] for row in read.rows[:6]
    ]


def test_rows_that_cannot_be_used_are_named_with_their_row() -> None:
    read = read_visits(BAD.encode(), "v.csv")

    assert 1 == len(read.rows)
    assert [
        "第2行：来访方“某地”不是已知的区域。请改正名称。",
        "第3行：浙江省杭州市的来访方和接待方相同，这一行没有采用。请改正。",
        "第4行：“昨天”不是日期。请写成 2023-04-10。",
    ] == read.problems
    with translation.override("en"):
        english = [retold(problem.kept) for problem in read.problems]
    assert ["visitor 某地 is no known region", "visits itself", "昨天 is no date"] == [
        words
        for words, told in zip(
            ("visitor 某地 is no known region", "visits itself", "昨天 is no date"), english, strict=True
        )
        if words in told
    ]


def test_a_table_without_the_two_columns_says_how_to_call_them() -> None:
    assert "来访方" in read_visits(b"a,b\n1,2\n", "v.csv").problems[0]


def test_a_table_without_a_visit_is_refused(add_visits: Callable[..., Any]) -> None:
    with pytest.raises(ValidationError):
        add_visits("来访方,接待方\n某地,他地\n")


ROLES = [
    ("analyst", JIANGSU, True),
    ("analyst", ZHEJIANG, False),
    ("officer", JIANGSU, False),
    ("reader", JIANGSU, False),
    ("approver", JIANGSU, False),
    ("finance", JIANGSU, False),
    ("administrator", JIANGSU, False),
    (None, JIANGSU, False),
]


@pytest.mark.parametrize(("role", "place", "allowed"), ROLES)
def test_who_may_change_tables_of_visits(
    role: str | None, place: str, allowed: bool, person: Callable[..., Any], add_visits: Callable[..., Any]
) -> None:
    table = add_visits(public=False)
    actor = person(role, place)
    actions: list[Callable[[], Any]] = [
        lambda: services.do_add_visits(
            actor=actor, place=JIANGSU, name="n", source="s", file_name="v.csv", content=VISITS.encode()
        ),
        lambda: services.do_publish_visits(actor=actor, table=table, public=True),
        lambda: services.do_withdraw_visits(actor=actor, table=table, why="w"),
    ]
    for action in actions:
        if allowed:
            action()
        else:
            with pytest.raises(PermissionDenied):
                action()
    assert verify() is None


@pytest.mark.parametrize(
    ("role", "place", "enter", "review"),
    [
        ("analyst", JIANGSU, True, True),
        ("analyst", ZHEJIANG, False, False),
        ("officer", JIANGSU, True, False),
        ("reader", JIANGSU, False, False),
        ("administrator", JIANGSU, False, False),
        (None, JIANGSU, False, False),
    ],
)
def test_who_may_enter_and_review_practices(
    role: str | None, place: str, enter: bool, review: bool, person: Callable[..., Any], body: dict[str, Any]
) -> None:
    entry = services.do_enter_practice(
        actor=person("officer", JIANGSU, name="author"), place=JIANGSU, key="first", body=body
    )
    actor = person(role, place)
    actions: list[tuple[bool, Callable[[], Any]]] = [
        (enter, lambda: services.do_enter_practice(actor=actor, place=JIANGSU, key="second", body=body)),
        (enter, lambda: services.do_edit_practice(actor=actor, entry=entry, body=body, version=1)),
        (
            review,
            lambda: services.do_review_practice(
                actor=actor, entry=entry, accept=True, why="", version=2 if enter else 1
            ),
        ),
    ]
    for allowed, action in actions:
        if allowed:
            action()
        else:
            with pytest.raises(PermissionDenied):
                action()


def test_nobody_reviews_what_they_entered(person: Callable[..., Any], body: dict[str, Any]) -> None:
    author = person("analyst", JIANGSU)
    entry = services.do_enter_practice(actor=author, place=JIANGSU, key="own", body=body)

    with pytest.raises(PermissionDenied):
        services.do_review_practice(actor=author, entry=entry, accept=True, why="", version=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeEntry.objects.filter(pk=entry.pk).update(reviewed_by=author)


def test_an_accepted_practice_is_everybodys_and_closed_to_changes(
    person: Callable[..., Any], body: dict[str, Any]
) -> None:
    from django.contrib.auth.models import AnonymousUser

    author, other = person("analyst", JIANGSU), person("analyst", JIANGSU, name="other")
    entry = services.do_enter_practice(actor=author, place=JIANGSU, key="good", body=body)
    assert "good" not in [each.key for each, _ in library(AnonymousUser())]

    services.do_review_practice(actor=other, entry=entry, accept=True, why="有据", version=1)

    found = next(each for each, _ in library(AnonymousUser()) if each.key == "good")
    assert (True, "江苏省苏州市") == (found.reviewed, found.places[0].name)
    with pytest.raises(PermissionDenied):
        services.do_edit_practice(actor=author, entry=entry, body=body, version=2)
    assert "有据" == Event.objects.order_by("-number")[0].why


def test_the_second_editor_is_told(person: Callable[..., Any], body: dict[str, Any]) -> None:
    author = person("analyst", JIANGSU)
    entry = services.do_enter_practice(actor=author, place=JIANGSU, key="two", body=body)
    services.do_edit_practice(actor=author, entry=entry, body={**body, "problem": "新"}, version=1)

    with pytest.raises(services.ChangedError):
        services.do_edit_practice(actor=author, entry=entry, body=body, version=1)
    assert "新" == PracticeEntry.objects.get().body["problem"]


def test_sending_back_needs_a_reason(person: Callable[..., Any], body: dict[str, Any]) -> None:
    entry = services.do_enter_practice(actor=person("officer", JIANGSU), place=JIANGSU, key="back", body=body)

    with pytest.raises(ValidationError):
        services.do_review_practice(actor=person("analyst", JIANGSU), entry=entry, accept=False, why=" ", version=1)


@pytest.mark.parametrize(
    "changes",
    [
        {"proofs": []},
        {"proofs": [{"text": "字" * 301, "source": "s"}]},
        {"places": []},
        {"places": ["999999"]},
        {"concepts": ["no"]},
        {"themes": ["no"]},
        {"completion": "no"},
        {"chinese": " "},
        {"adopters": ["1"]},
    ],
)
def test_what_a_practice_lacks_is_said(changes: dict[str, Any], body: dict[str, Any]) -> None:
    assert [] == problems_of(body)
    assert 1 == len(problems_of({**body, **changes}))


def test_private_tables_are_read_where_one_holds_a_role(
    person: Callable[..., Any], add_visits: Callable[..., Any]
) -> None:
    from django.contrib.auth.models import AnonymousUser

    hidden = add_visits(public=False)

    assert [] == list(readable_tables(AnonymousUser()))
    assert [hidden] == list(readable_tables(person("reader", JIANGSU)))
    assert [] == list(readable_tables(person("analyst", ZHEJIANG)))
