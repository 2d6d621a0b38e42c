"""Who sees what: every page × role × own or other region × public or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

OWN, CITY, OTHER = "320000", "320500", "330000"
PEOPLE = [
    (None, OWN, False),
    ("reader", OWN, True),
    ("analyst", OWN, True),
    ("officer", OWN, True),
    ("approver", OWN, True),
    ("finance", OWN, True),
    ("administrator", "*", True),
    ("reader", CITY, False),
    ("analyst", OTHER, False),
    ("officer", OTHER, False),
    ("administrator", OTHER, False),
]
HIDDEN = [
    ("event", lambda world: f"/events/{world.hidden.key}"),
    ("document", lambda world: f"/sources/{world.kept.pk}"),
    ("evidence", lambda world: f"/evidence/{world.hidden_record.pk}/hosts"),
    ("citation of the event", lambda world: f"/cite/events/{world.hidden.key}.bib"),
    ("citation of the document", lambda world: f"/cite/sources/{world.kept.pk}.ris"),
]


@pytest.fixture
def world(standing_world: Any) -> Any:
    """All tests here look at the same small world."""
    return standing_world


@pytest.mark.parametrize(("role", "place", "sees"), PEOPLE)
@pytest.mark.parametrize(("what", "address"), HIDDEN, ids=[what for what, _ in HIDDEN])
def test_what_is_not_public_is_seen_by_its_own_people_alone(
    world: Any, log_in: Callable[..., Any], what: str, address: Any, role: str | None, place: str, sees: bool
) -> None:
    assert (200 if sees else 404) == log_in(role, place).get(address(world)).status_code


@pytest.mark.parametrize(("what", "address"), HIDDEN, ids=[what for what, _ in HIDDEN])
def test_who_is_not_logged_in_sees_nothing_of_it(world: Any, client: Any, what: str, address: Any) -> None:
    assert 404 == client.get(address(world)).status_code


@pytest.mark.parametrize(("role", "place", "sees"), PEOPLE)
def test_the_list_and_its_data_show_unpublished_records_to_their_own_people_alone(
    world: Any, log_in: Callable[..., Any], role: str | None, place: str, sees: bool
) -> None:
    person = log_in(role, place)

    page = person.get("/records?shown=own").content.decode()
    data = b"".join(person.get("/records.jsonl?shown=own").streaming_content).decode()

    assert sees is (world.hidden.key in page)
    assert sees is (world.hidden.key in data)


PUBLIC = [
    "/",
    "/?period=2024-05",
    "/records",
    "/timeline?period=2024",
    "/regions",
    "/regions/320500",
    "/regions/330000",
]


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("role", [None, "administrator"])
def test_pages_that_count_never_show_what_is_not_public(
    world: Any, log_in: Callable[..., Any], client: Any, address: str, role: str | None
) -> None:
    reader = log_in(role, "*") if role else client

    assert world.hidden.key not in reader.get(address).content.decode()


def test_the_text_is_shown_where_its_licence_lets_and_else_only_the_sentences(world: Any, client: Any) -> None:
    held = client.get(f"/sources/{world.news.pk}").content.decode()
    open_ = client.get(f"/sources/{world.english.pk}").content.decode()

    assert "江苏省党政代表团赴上海、浙江学习考察科技创新" in held
    assert "这一句与考察无关" not in held
    assert "It was raining" in open_


def test_the_evidence_shows_no_more_than_the_sentence_either(world: Any, client: Any) -> None:
    sheet = client.get(f"/evidence/{world.record.pk}/hosts", headers={"HX-Request": "true"}).content.decode()

    assert "<mark>江苏省党政代表团赴上海、浙江学习考察科技创新</mark>" in sheet
    assert "这一句与考察无关" not in sheet


def test_people_of_the_archive_see_the_paragraph(world: Any, log_in: Callable[..., Any]) -> None:
    sheet = log_in("reader", OWN).get(f"/evidence/{world.record.pk}/hosts").content.decode()

    assert "这一句与考察无关" in sheet


@pytest.mark.parametrize("state", ["proposed", "rejected"])
def test_records_that_people_did_not_let_stand_have_no_public_evidence(world: Any, client: Any, state: str) -> None:
    world.record.state = state
    world.record.save()

    assert 404 == client.get(f"/evidence/{world.record.pk}/hosts").status_code


def test_a_document_taken_down_takes_its_records_along(world: Any, client: Any, person: Callable[..., Any]) -> None:
    from tashan.web.archive.services import do_withdraw

    for document in (world.news, world.english):
        do_withdraw(document=document, actor=person("approver", OWN), why="许可到期")

    assert 404 == client.get(f"/events/{world.visit.key}").status_code
    assert 404 == client.get(f"/sources/{world.news.pk}").status_code
    assert 404 == client.get(f"/evidence/{world.record.pk}/hosts").status_code
    assert world.visit.key not in client.get("/records").content.decode()
    assert "考察记" not in client.get("/search", {"q": "考察"}).content.decode()


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [(None, OWN, 403), ("reader", OWN, 403), ("officer", OWN, 403), ("administrator", OWN, 302)],
)
def test_only_administrators_make_the_bulk_files(
    world: Any, log_in: Callable[..., Any], role: str | None, place: str, status: int
) -> None:
    assert status == log_in(role, place).post("/data/build").status_code
