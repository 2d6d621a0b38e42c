"""The API: the same rights as the pages, keys, paging, ETags, problems that help; nothing breaks it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import product
from typing import Any
from unittest import SkipTest

import pytest
import schemathesis
import schemathesis.checks
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.specs.openapi.checks import status_code_conformance

from tashan.web.accounts.tokens import do_make_token, do_revoke_token
from tashan.web.api.site import description
from tashan.web.approvals import kinds
from tashan.web.approvals.models import Approval
from tashan.web.approvals.services import do_open
from tashan.web.archive.models import Document, Event, EventPlace, EventTheme, Record
from tashan.web.notices import kinds as notice_kinds
from tashan.web.notices.services import do_notify

from ..conftest import JIANGSU, SUZHOU, ZHEJIANG  # noqa: TID252

HANGZHOU = "330100"


@pytest.fixture(autouse=True)
def _kinds() -> None:
    kinds.register(kinds.Kind("tests.api", "测试", "test", approved=kinds.nothing))
    notice_kinds.register(notice_kinds.Kind("tests.api", "测试", "test", "好", "Good"))


@pytest.fixture
def key(person: Callable[..., Any]) -> Callable[..., dict[str, str]]:
    """Headers with a key of somebody's: `key("approver", "320000", scope="write")`."""

    def make(role: str | None, place: str = JIANGSU, *, scope: str = "read") -> dict[str, str]:
        _, text = do_make_token(
            actor=person(role, place), name="test", scope=scope, expires_on=timezone.localdate() + timedelta(days=1)
        )
        return {"Authorization": f"Bearer {text}"}

    return make


@pytest.fixture
def archive(db: None) -> dict[str, Any]:
    """A public visit of Suzhou to Hangzhou, and one that only Suzhou's archive knows."""
    now = timezone.now()
    made: dict[str, Any] = {}
    for name, public in (("public", True), ("own", False)):
        document = Document.objects.create(
            id=name, content_hash=name, name=name, title=f"{name} report", text=f"text of {name}", place=SUZHOU,
            state="published" if public else "read", uploaded_at=now, published="2023-03-16",
        )  # fmt: skip
        event = Event.objects.create(
            key=f"e-{name}", kind="visit", body={"purpose": name}, day="2023-03-15", grade="B", public=public,
            created_at=now, changed_at=now,
        )  # fmt: skip
        EventPlace.objects.create(event=event, role="visitor", code=SUZHOU, name="苏州市")
        EventPlace.objects.create(event=event, role="host", code=HANGZHOU, name="杭州市")
        EventTheme.objects.create(event=event, theme="economy/industry")
        Record.objects.create(
            document=document,
            event=event,
            record_id=f"r-{name}",
            kind="visit",
            body={},
            state="accepted",
            reviewed_at=now,
        )
        made[name] = event
    return made


@pytest.fixture
def approval(person: Callable[..., Any]) -> Approval:
    for place in (JIANGSU, ZHEJIANG):
        person("approver", place)
    return do_open(
        actor=person("officer", JIANGSU), kind="tests.api", thing="tests.thing:1", title="水源工程", effect="立项",
        rule="章程第9条", parties=(JIANGSU, ZHEJIANG), due=date(2099, 1, 1),
    )  # fmt: skip


# --- who sees what ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "place", "expected"),
    [
        ("nobody", "", ["e-public"]),
        ("reader", SUZHOU, ["e-own", "e-public"]),
        ("reader", JIANGSU, ["e-own", "e-public"]),
        ("administrator", ZHEJIANG, ["e-public"]),
        ("reader", "*", ["e-own", "e-public"]),
    ],
)
def test_events_are_public_or_of_ones_own_archive(
    client: Any, key: Callable[..., Any], archive: Any, role: str, place: str, expected: list[str]
) -> None:
    headers = {} if role == "nobody" else key(role, place)
    rows = client.get("/api/v1/events", headers=headers).json()
    single = {name: client.get(f"/api/v1/events/e-{name}", headers=headers).status_code for name in ("public", "own")}
    documents = client.get("/api/v1/documents", headers=headers).json()

    assert expected == sorted(row["key"] for row in rows["items"])
    assert len(expected) == rows["count"] == documents["count"]
    assert {"public": 200, "own": 200 if "e-own" in expected else 404} == single


def test_the_text_of_a_document_is_shown_to_its_archive_and_where_its_licence_allows(
    client: Any, key: Callable[..., Any], archive: Any
) -> None:
    def text(headers: Any) -> Any:
        return client.get("/api/v1/documents/public", headers=headers).json()["text"]

    assert [None, "text of public"] == [text({}), text(key("reader", SUZHOU))]
    Document.objects.update(text_public=True)
    assert "text of public" == text({})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=visit", 1), ("kind=meeting", 0), ("theme=economy/industry", 1), ("theme=urbanisation", 0),
        (f"region={SUZHOU}", 1), (f"region={JIANGSU}", 1), ("region=330000&role=host", 1), ("region=330000&role=visitor", 0),
        ("since=2023-03-15&until=2023-03", 1), ("since=2023-03-16", 0), ("until=2023-02", 0), ("until=2023", 1),
        ("grade=A", 0), ("own=true", 0), ("region=x", 0),
    ],
)  # fmt: skip
def test_filters_of_events(client: Any, archive: Any, query: str, expected: int) -> None:
    assert expected == client.get(f"/api/v1/events?{query}").json()["count"]


def test_lists_are_cut_into_pages_that_do_not_overlap(client: Any, archive: Any, key: Callable[..., Any]) -> None:
    headers = key("reader", SUZHOU)
    pages = [client.get(f"/api/v1/events?limit=1&offset={offset}", headers=headers).json() for offset in (0, 1, 2)]

    assert [2, 2, 2] == [each["count"] for each in pages]
    assert ["e-own", "e-public", None] == [each["items"][0]["key"] if each["items"] else None for each in pages]
    assert 422 == client.get("/api/v1/events?limit=501").status_code


@pytest.mark.django_db
def test_regions_by_name_and_year(client: Any) -> None:
    found = client.get("/api/v1/regions?name=苏州&year=2023").json()["items"]
    one = client.get(f"/api/v1/regions/{SUZHOU}").json()

    assert SUZHOU in [row["code"] for row in found]
    assert "昆山市" in [row["name"] for row in one["within"]]
    assert 404 == client.get("/api/v1/regions/999999").status_code


# --- keys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["Bearer tashan_wrong", "Bearer ", "Basic eDp5", "tashan_x", ""])
@pytest.mark.django_db
def test_a_wrong_key_is_refused_even_where_the_public_may_read(client: Any, header: str) -> None:
    answer = client.get("/api/v1/events", headers={"Authorization": header})

    assert 401 == answer.status_code
    assert "Authorization" == answer.json()["where"]
    assert "Bearer" in answer.json()["remedy"]


def test_an_ended_or_revoked_key_opens_nothing(client: Any, person: Callable[..., Any]) -> None:
    me = person("reader")
    token, text = do_make_token(actor=me, name="x", scope="read", expires_on=timezone.localdate())
    headers = {"Authorization": f"Bearer {text}"}
    answers = [client.get("/api/v1/accounts/me", headers=headers).status_code]
    type(token).objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    answers.append(client.get("/api/v1/accounts/me", headers=headers).status_code)
    type(token).objects.update(expires_on=timezone.localdate())
    do_revoke_token(actor=me, token=token)
    answers.append(client.get("/api/v1/accounts/me", headers=headers).status_code)

    assert [200, 401, 401] == answers


def test_a_key_that_may_read_changes_nothing(client: Any, key: Callable[..., Any], approval: Approval) -> None:
    said = {"party": ZHEJIANG, "verdict": "approve", "round": 1}
    address = f"/api/v1/approvals/{approval.pk}/votes"

    refused = client.post(address, said, content_type="application/json", headers=key("approver", ZHEJIANG))
    done = client.post(address, said, content_type="application/json", headers=key("approver", ZHEJIANG, scope="write"))

    assert (403, "Authorization") == (refused.status_code, refused.json()["where"])
    assert (200, ["approve"]) == (done.status_code, [vote["verdict"] for vote in done.json()["votes"]])


def test_who_is_logged_in_on_the_site_reads_and_writes_with_the_forms_token_alone(
    person: Callable[..., Any], approval: Approval
) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person("approver", ZHEJIANG), backend="allauth.account.auth_backends.AuthenticationBackend")
    said = {"party": ZHEJIANG, "verdict": "approve", "round": 1}

    read = strict.get(f"/api/v1/approvals/{approval.pk}").status_code
    forged = strict.post(f"/api/v1/approvals/{approval.pk}/votes", said, content_type="application/json").status_code

    assert (200, 403) == (read, forged)
    assert 0 == approval.votes.count()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["approvals", "notices", "notices/work", "jobs", "accounts/me", "approvals/1"])
def test_what_is_not_public_needs_a_caller(client: Any, address: str) -> None:
    assert 401 == client.get(f"/api/v1/{address}").status_code


@pytest.mark.parametrize(
    ("role", "place", "expected"),
    [("approver", ZHEJIANG, 200), ("reader", JIANGSU, 200), ("approver", "440000", 403), (None, JIANGSU, 403)],
)
def test_requests_are_seen_by_people_of_the_parties(
    client: Any, key: Callable[..., Any], approval: Approval, role: str | None, place: str, expected: int
) -> None:
    headers = key(role, place)

    assert expected == client.get(f"/api/v1/approvals/{approval.pk}", headers=headers).status_code


def test_the_services_words_are_told(client: Any, key: Callable[..., Any], approval: Approval) -> None:
    answer = client.post(
        f"/api/v1/approvals/{approval.pk}/votes", {"party": ZHEJIANG, "verdict": "reject", "round": 1},
        content_type="application/json", headers={**key("approver", ZHEJIANG, scope="write"), "Accept-Language": "en"},
    )  # fmt: skip

    assert (409, "application/problem+json") == (answer.status_code, answer["Content-Type"])
    assert "Please give a reason." == answer.json()["error"]


def test_notices_and_work(client: Any, key: Callable[..., Any], person: Callable[..., Any], approval: Approval) -> None:
    headers = key("approver", ZHEJIANG, scope="write")
    told = client.get("/api/v1/notices?unread=true", headers=headers).json()
    number = told["items"][0]["id"]
    read = client.post(f"/api/v1/notices/{number}/read", headers=headers).status_code
    do_notify(kind="tests.api", people=[person("reader")], values={})
    others = person("reader").notices.get().pk

    assert (1, 200) == (told["count"], read)
    assert 0 == client.get("/api/v1/notices?unread=true", headers=headers).json()["count"]
    assert ["水源工程"] == [item["title"] for item in client.get("/api/v1/notices/work", headers=headers).json()]
    assert 404 == client.post(f"/api/v1/notices/{others}/read", headers=headers).status_code


# --- ETags, problems, description ------------------------------------------------------------------------------------


def test_what_is_known_is_not_sent_again(client: Any, archive: Any) -> None:
    first = client.get("/api/v1/events")
    same = client.get("/api/v1/events", headers={"If-None-Match": f'W/"x", W/{first["ETag"]}'})
    Event.objects.filter(key="e-public").update(grade="A")
    changed = client.get("/api/v1/events", headers={"If-None-Match": first["ETag"]})

    assert (304, b"", first["ETag"]) == (same.status_code, same.content, same["ETag"])
    assert (200, False) == (changed.status_code, changed["ETag"] == first["ETag"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("limit=x", "limit"),
        ("kind=war", "kind"),
        ("since=yesterday", "since"),
        ("offset=-1", "offset"),
        ("role=%00", "role"),
    ],
)
def test_a_wrong_parameter_is_named(client: Any, query: str, where: str) -> None:
    answer = client.get(f"/api/v1/events?{query}")

    assert 422 == answer.status_code
    assert where in answer.json()["where"]
    assert {"status", "error", "where", "remedy"} == set(answer.json())


@pytest.mark.django_db
def test_a_failure_of_ours_tells_nothing_of_the_inside(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from tashan.web.api import events

    def broken(*_: object) -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr(events, "visible", broken)
    answer = client.get("/api/v1/events")

    assert 500 == answer.status_code
    assert "secret" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), [("zh-hans", "程序可以用接口"), ("en", "Programs can do by the API")])
def test_the_reference_is_a_page_of_our_own(client: Any, language: str, word: str) -> None:
    page = client.get(f"/api/v1/docs?language={language}").content.decode()

    assert word in page
    assert "/api/v1/approvals/{number}/votes" in page
    assert "visit | meeting | agreement" in page
    assert [] == [part for part in ('src="http', 'href="http', "cdn") if part in page]


# --- the whole API under fire ----------------------------------------------------------------------------------------


@pytest.fixture
def _kept_connection() -> Iterator[None]:
    """As with Django's own client, a request does not close the connection on which the test's transaction stands."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_kept_connection")
def test_no_request_breaks_the_api(
    client: Any, key: Callable[..., Any], person: Callable[..., Any], archive: Any, approval: Approval
) -> None:
    """Requests made from the description, by nobody and by who may write: no server error, no undescribed status."""
    callers: tuple[dict[str, str], ...] = ({}, key("approver", "*", scope="write"))
    do_notify(kind="tests.api", people=[person("approver", "*")], values={})
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    called: Counter[str] = Counter()

    for result, mode in product(schema.get_all_operations(), schemathesis.GenerationMode):
        operation = result.ok()

        @settings(max_examples=4, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def once(case: Any) -> None:
            called[operation.label] += 1  # noqa: B023 - called at once
            for headers in callers:
                answer = case.call(headers=headers)
                assert answer.status_code < 500, (case.method, case.formatted_path, case.query, case.body, answer.text)
                case.validate_response(answer, checks=[schemathesis.checks.not_a_server_error, status_code_conformance])

        with suppress(Unsatisfiable, SkipTest):
            once()

    assert len(description()["paths"]) <= len(called)
    assert sum(called.values()) > 100
