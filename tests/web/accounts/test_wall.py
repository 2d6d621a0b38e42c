"""The second wall: on PostgreSQL a forgotten filter leaks nothing. On SQLite there is none, and that is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tashan.web.accounts.wall import look_as, look_as_the_system, walls
from tashan.web.approvals import kinds
from tashan.web.approvals.models import Approval, Party, Vote
from tashan.web.approvals.services import do_open, do_vote
from tashan.web.archive.models import (
    Choice,
    Coding,
    Document,
    Event,
    EventPlace,
    EventTheme,
    Record,
    Request,
    Review,
)
from tashan.web.archive.services import do_add_document, do_merge, do_reject, do_request, do_undo
from tashan.web.jobs.models import Job
from tashan.web.notices.models import Notice
from tashan.web.pages.places import covers
from tashan.web.search.models import Entry

from ..conftest import JIANGSU, SUZHOU, ZHEJIANG  # noqa: TID252

ROLE = "tashan_behind_the_wall"
PLACES = (JIANGSU, SUZHOU, "320583", ZHEJIANG, "330100", "body:yrd-cities", "*")

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no row-level security; test_postgres.py runs these"
)


@pytest.fixture
def wall(db: None, person: Callable[..., Any]) -> Iterator[None]:
    """Documents of two archives, a request of two provinces; then only the site's role looks at them."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
    call_command("second_wall", ROLE)
    kinds.register(kinds.Kind("tests.wall", "测试", "test", approved=kinds.nothing))
    for place in (SUZHOU, ZHEJIANG):
        for state in ("read", "published"):
            document = Document.objects.create(
                id=f"{place}-{state}", content_hash=f"{place}-{state}", name="x", place=place, state=state,
                uploaded_at=timezone.now(),
            )  # fmt: skip
            for record_state in ("proposed", "accepted"):
                record = Record.objects.create(
                    document=document, record_id=f"{place}-{state}-{record_state}", kind="visit",
                    body={"evidence": []}, state=record_state, reviewed_at=timezone.now(),
                )  # fmt: skip
            _around(record, f"{place}-{state}", person("officer", place), public=state == "published")
    for role, place in (
        ("officer", JIANGSU), ("reader", JIANGSU), ("reader", SUZHOU), ("reader", ZHEJIANG), ("reader", "440000"),
        ("approver", JIANGSU), ("approver", ZHEJIANG), ("reader", "*"),
    ):  # fmt: skip
        person(role, place)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield
    kinds.forget("tests.wall")
    look_as_the_system()


def _around(record: Record, key: str, somebody: Any, *, public: bool) -> None:
    """The event of a record, and a row of every table that hangs on them."""
    place, now = record.document.place, timezone.now()
    event = Event.objects.create(
        key=key, kind="visit", public=public, owners=f" {place} ", created_at=now, changed_at=now
    )
    Record.objects.filter(pk=record.pk).update(event=event)
    EventPlace.objects.create(event=event, role="visitor", code=place, name=key)
    EventTheme.objects.create(event=event, theme=key)
    Choice.objects.create(event=event, field=key, record=record, why="x", chosen_by=somebody, chosen_at=now)
    Review.objects.create(record=record, action="accept", why=key, person=somebody, at=now)
    Coding.objects.create(record=record, coder=somebody, field=key, coded_at=now)
    Request.objects.create(event=event, kind="correction", text=key, received_at=now)
    Entry.objects.create(kind="visit", key=key, title=key, bigrams=key, address="/", public=public, owners=f" {place} ")
    Job.objects.create(kind="tests", arguments={"key": key}, place=place, person=somebody, created_at=now)
    Notice.objects.create(person=somebody, kind=key, at=now)


TABLES = {
    "archive_event": ("key", True), "archive_eventplace": ("name", True), "archive_eventtheme": ("theme", True),
    "archive_choice": ("field", True), "archive_request": ("text", True), "search_entry": ("key", True),
    "archive_review": ("why", False), "archive_coding": ("field", False),
    "jobs_job": ("arguments ->> 'key'", False), "notices_notice": ("kind", None),
}  # fmt: skip
"""Each table: what names its rows, and whether the public sees those of what is published; None: only the person."""


def _everything() -> dict[str, list[str]]:
    """What queries without any filter give."""
    return {
        "documents": sorted(Document.objects.values_list("pk", flat=True)),
        "records": sorted(Record.objects.values_list("record_id", flat=True)),
    }


def _expected(*places: str) -> dict[str, list[str]]:
    documents, records = [], []
    for place in (SUZHOU, ZHEJIANG):
        for state in ("read", "published"):
            own = place in places
            if own or state == "published":
                documents.append(f"{place}-{state}")
            if own or state == "published":
                records.append(f"{place}-{state}-accepted")
            if own:
                records.append(f"{place}-{state}-proposed")
    return {"documents": sorted(documents), "records": sorted(records)}


@on_postgresql
@pytest.mark.parametrize(
    ("role", "place", "sees"),
    [
        ("reader", SUZHOU, (SUZHOU,)),
        ("reader", JIANGSU, (SUZHOU,)),
        ("reader", ZHEJIANG, (ZHEJIANG,)),
        ("reader", "440000", ()),
        ("reader", "*", (SUZHOU, ZHEJIANG)),
    ],
)
def test_a_query_without_a_filter_shows_only_ones_own_and_what_is_published(
    wall: None, person: Callable[..., Any], role: str, place: str, sees: tuple[str, ...]
) -> None:
    look_as(person(role, place))

    assert _expected(*sees) == _everything()


@on_postgresql
def test_the_public_sees_what_is_published(wall: None) -> None:
    look_as(AnonymousUser())

    assert _expected() == _everything()


@on_postgresql
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    ("role", "place", "sees"),
    [
        (None, "", ()),
        ("officer", SUZHOU, (SUZHOU,)),
        ("reader", JIANGSU, (SUZHOU,)),
        ("officer", ZHEJIANG, (ZHEJIANG,)),
        ("reader", "440000", ()),
        ("reader", "*", (SUZHOU, ZHEJIANG)),
    ],
)
def test_a_bare_statement_shows_of_each_table_only_what_that_person_may_see(
    wall: None, person: Callable[..., Any], table: str, role: str | None, place: str, sees: tuple[str, ...]
) -> None:
    name, public = TABLES[table]
    look_as(person(role, place) if role else AnonymousUser())

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {table} ORDER BY 1")
        found = [row[0] for row in cursor.fetchall()]

    own = [f"{where}-{state}" for where in (SUZHOU, ZHEJIANG) for state in ("published", "read") if where in sees]
    if public is None:
        own = own if role == "officer" or place == "*" else []
    others = [f"{where}-published" for where in (SUZHOU, ZHEJIANG) if where not in sees] if public else []
    assert sorted(own + others) == found


@on_postgresql
def test_every_table_of_every_wall_is_closed_to_those_of_another_region(wall: None, person: Callable[..., Any]) -> None:
    """Whatever a room declares: row-level security is on and forced, and its policy can be asked."""
    names = [each.table for each in walls()]
    look_as(person("reader", "440000"))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relrowsecurity AND relforcerowsecurity", [names]
        )
        closed = {row[0] for row in cursor.fetchall()}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {name}")

    assert set(names) == closed
    assert len(names) == len(closed)


@on_postgresql
def test_bytes_that_another_archive_holds_are_added_as_ones_own_and_nothing_is_said_of_the_other(
    wall: None, person: Callable[..., Any], settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    data = "2023年3月17日，江苏省代表团赴浙江省考察。".encode()
    added: dict[str, list[tuple[str, bool]]] = {}
    for place in (ZHEJIANG, SUZHOU, ZHEJIANG):
        look_as(person("officer", place))
        document, new = do_add_document(actor=person("officer", place), place=place, data=data, name="x.txt")
        added.setdefault(place, []).append((document.pk, new))
        assert [place] == list(
            Document.objects.filter(content_hash=document.content_hash).values_list("place", flat=True)
        )

    (mine,) = added[SUZHOU]
    first, again = added[ZHEJIANG]
    assert (True, True, False) == (mine[1], first[1], again[1])
    assert first[0] == again[0] != mine[0]


@on_postgresql
def test_an_event_of_two_archives_keeps_the_report_that_one_of_them_does_not_see(
    wall: None, person: Callable[..., Any]
) -> None:
    """Neither is published; whoever sees both merges, then one archive reviews its own report anew."""
    everywhere, officer = person("officer", "*"), person("officer", SUZHOU)
    look_as(everywhere)
    into, other = (Event.objects.get(key=f"{place}-read") for place in (ZHEJIANG, SUZHOU))
    do_merge(into=into, other=other, actor=everywhere, why="the same")

    look_as(officer)
    record = Record.objects.get(record_id=f"{SUZHOU}-read-accepted")
    do_reject(record=record, actor=officer, why="no")
    do_undo(record=Record.objects.get(pk=record.pk), actor=officer)

    look_as(everywhere)
    event = Event.objects.get(pk=into.pk)
    assert (2, f" {SUZHOU} {ZHEJIANG} ") == (event.sources, event.owners)


@on_postgresql
def test_the_public_asks_for_a_correction_through_the_wall(wall: None, person: Callable[..., Any]) -> None:
    look_as(AnonymousUser())
    event = Event.objects.get(key=f"{ZHEJIANG}-published")

    made = do_request(kind="correction", text="日期不对", contact="", sender="x", event=event)

    assert made in Request.objects.all()
    look_as(person("officer", ZHEJIANG))
    assert Notice.objects.filter(kind="archive.request_received").exists()


@on_postgresql
def test_one_request_leaves_nothing_to_the_next(wall: None, person: Callable[..., Any], client: Any) -> None:
    """The connection is kept; the next request on it asks for its own person."""
    client.force_login(person("reader", "*"), backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/work/")
    as_everybody = _everything()
    client.logout()
    client.get("/alive")

    assert _expected(SUZHOU, ZHEJIANG) == as_everybody
    assert _expected() == _everything()


@on_postgresql
def test_nobody_writes_into_another_archive(wall: None, person: Callable[..., Any]) -> None:
    """Not by a new row, not by moving one, not by changing one that the public may read."""
    look_as(person("reader", SUZHOU))

    for change in (
        lambda: Document.objects.create(
            id="new", content_hash="new", name="x", place=ZHEJIANG, uploaded_at=timezone.now()
        ),
        lambda: Document.objects.filter(pk=f"{SUZHOU}-read").update(place=ZHEJIANG),
        lambda: Document.objects.filter(pk=f"{ZHEJIANG}-published").update(title="changed"),
    ):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            change()  # type: ignore[no-untyped-call]
    assert 0 == Document.objects.filter(pk=f"{ZHEJIANG}-read").update(title="changed")
    assert 0 == Document.objects.filter(pk=f"{ZHEJIANG}-read").delete()[0]


@on_postgresql
def test_a_joint_approval_works_behind_the_wall_and_others_see_nothing_of_it(
    wall: None, person: Callable[..., Any]
) -> None:
    opener = person("officer", JIANGSU)
    look_as(opener)
    approval = do_open(
        actor=opener, kind="tests.wall", thing="tests.thing:1", title="x", effect="y", rule="z",
        parties=(JIANGSU, ZHEJIANG), due=date(2099, 1, 1),
    )  # fmt: skip
    for place in (JIANGSU, ZHEJIANG):
        look_as(person("approver", place))
        do_vote(actor=person("approver", place), approval=approval, party=place, verdict="approve")

    seen = {}
    for role, place in (("reader", JIANGSU), ("reader", ZHEJIANG), ("reader", "440000"), ("reader", "*")):
        look_as(person(role, place))
        parties = sorted(Party.objects.values_list("place", flat=True))
        seen[place] = (list(Approval.objects.values_list("state", flat=True)), parties, Vote.objects.count())

    expected = (["approved"], [JIANGSU, ZHEJIANG], 2)
    assert {JIANGSU: expected, ZHEJIANG: expected, "440000": ([], [], 0), "*": expected} == seen


@on_postgresql
def test_nobody_votes_as_somebody_else(wall: None, person: Callable[..., Any]) -> None:
    opener = person("officer", JIANGSU)
    look_as(opener)
    approval = do_open(
        actor=opener,
        kind="tests.wall",
        thing="tests.thing:1",
        title="x",
        effect="y",
        rule="z",
        parties=(JIANGSU, ZHEJIANG),
    )
    party = approval.parties.get(place=ZHEJIANG)
    look_as(person("reader", ZHEJIANG))

    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Vote.objects.create(
            approval=approval, round=1, party=party, person=person("approver", ZHEJIANG), opener=opener,
            verdict="approve", at=timezone.now(),
        )  # fmt: skip


@on_postgresql
def test_the_sites_role_can_neither_change_the_chain_nor_take_the_wall_down(wall: None) -> None:
    for statement in (
        "UPDATE audit_event SET actor = 'x'",
        "ALTER TABLE archive_document DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tashan_wall ON archive_document",
        "DROP TRIGGER audit_event_no_update ON audit_event",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@on_postgresql
@pytest.mark.django_db
def test_the_database_and_the_pages_agree_which_place_covers_which() -> None:
    with connection.cursor() as cursor:
        call_command("second_wall", "--show", ROLE)
        from tashan.web.accounts.wall import FUNCTION

        cursor.execute(FUNCTION)
        for held in PLACES:
            cursor.execute("SELECT set_config('tashan.places', %s, false)", [held])
            for place in PLACES:
                cursor.execute("SELECT tashan_sees(%s)", [place])
                assert (held, place, covers(held, place)) == (held, place, cursor.fetchone()[0])
    look_as_the_system()


@on_postgresql
@pytest.mark.django_db
def test_a_role_for_which_no_wall_holds_is_refused() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]

    with pytest.raises(CommandError, match=r"no wall holds|owns the tables"):
        call_command("second_wall", owner)
    with pytest.raises(CommandError, match="CREATE ROLE nobody_of_this_name"):
        call_command("second_wall", "nobody_of_this_name")


@pytest.mark.skipif(connection.vendor == "postgresql", reason="says what SQLite lacks")
@pytest.mark.django_db
def test_sqlite_says_that_it_has_no_second_wall() -> None:
    with pytest.raises(CommandError, match="SQLite has no row-level security"):
        call_command("second_wall", ROLE)


@pytest.mark.django_db
def test_the_rooms_that_keep_unpublished_rows_have_walls() -> None:
    assert {
        "approvals_approval",
        "approvals_party",
        "approvals_vote",
        "audit_event",
        "archive_document",
        "archive_record",
        *TABLES,
    } <= {wall.table for wall in walls()}
