"""What the chain names by codes is shown in words: every action, and every thing by its own name."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

import tashan.web
from tashan.governance.transitions import table
from tashan.records.codes import Language
from tashan.web.approvals.models import Approval
from tashan.web.archive.models import Document
from tashan.web.audit import things
from tashan.web.audit.action_words import ACTIONS, ROOMS, action_words
from tashan.web.audit.field_words import value_words
from tashan.web.audit.services import note
from tashan.web.audit.told import told
from tashan.web.sharing.models import Kept

from ..conftest import JIANGSU, ZHEJIANG  # noqa: TID252

SITE = Path(tashan.web.__file__).parent
WRITERS = {"note", "_note", "note_of", "set_public", "withdraw", "_move"}
"""The functions of the site that take the name of an action or its verb."""
ACTION, VERB = re.compile(r"[a-z]+\.[a-z_]+"), re.compile(r"[a-z]+(_[a-z]+)+|object")


def _noted() -> Iterator[str]:
    """Every action that stands in the source, spelled out or as the verb of its room."""
    for path in sorted(SITE.rglob("*.py")):
        room = path.relative_to(SITE).parts[0]
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and _name(call) in WRITERS:
                for given in (*call.args, *(each.value for each in call.keywords if each.arg in ("action", "verb"))):
                    yield from _spelled(given, room)


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "id", None) or getattr(call.func, "attr", ""))


def _spelled(given: ast.expr, room: str) -> Iterator[str]:
    for each in ast.walk(given) if isinstance(given, ast.Constant | ast.IfExp) else ():
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            if ACTION.fullmatch(each.value):
                yield each.value
            elif VERB.fullmatch(each.value):
                yield f"{room}.{each.value}"


MADE = {
    *(f"approvals.{state}" for state in Approval.State.values if state != "open"),
    *(f"governance.{act}" for act in (*table().acts, "move")),
    *(f"sharing.keep_{kind}" for kind in Kept.Kind.values),
    *(f"archive.{verb}_record" for verb in ("add", "accept", "correct", "reject")),
}
"""Actions whose names are put together when they happen."""


def test_the_source_is_searched_where_actions_stand() -> None:
    found = set(_noted())

    assert {
        "accounts.add_person",
        "sharing.draft_contract",
        "governance.hold_session",
        "archive.publish_document",
    } <= found
    assert len(found) > 60


@pytest.mark.parametrize("action", sorted({*_noted(), *MADE}))
def test_every_action_has_words_in_both_languages(action: str) -> None:
    zh, en = ACTIONS[action]

    assert (True, True) == (bool(re.search(r"[\u4e00-\u9fff]", zh)), en.isascii() and bool(en))
    assert action.partition(".")[0] in ROOMS


def test_no_words_are_kept_for_actions_that_do_not_exist() -> None:
    assert set() == set(ACTIONS) - {*_noted(), *MADE}


def test_an_unknown_action_is_shown_as_it_stands() -> None:
    assert "tests.one" == action_words("tests.one")


@pytest.fixture
def document(db: None) -> Document:
    from django.utils import timezone

    return Document.objects.create(
        id="d1", content_hash="0" * 64, name="a.txt", title="江苏代表团赴浙江考察", place=JIANGSU,
        language=Language.ZH_HANS, uploaded_at=timezone.now(),
    )  # fmt: skip


def _noting(thing: str, action: str = "archive.publish_document", actor: Any = None) -> Any:
    with transaction.atomic():
        return note(actor=actor, action=action, thing=thing, place=JIANGSU, after={"state": "published"}, why="because")


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", ("公开文献", "系统")), ("en", ("published a document", "The site"))]
)
def test_the_page_names_actions_and_things_and_keeps_their_codes_in_the_details(
    log_in: Callable[..., Any], document: Document, language: str, words: tuple[str, ...]
) -> None:
    _noting("archive.document:d1")

    page = log_in("administrator", JIANGSU).get(f"/audit/?language={language}").content.decode()

    assert [] == [each for each in (*words, document.title, 'href="/archive/documents/d1"') if each not in page]
    outside = re.sub(r"(?s)<details>.*?</details>|<select.*?</select>|\?[^\"]*\"", "", page)
    assert (False, False) == ("archive.publish_document" in outside, "archive.document:d1" in outside)


def test_a_thing_is_linked_only_for_who_may_follow_it(person: Callable[..., Any], document: Document) -> None:
    own = things.things(["archive.document:d1"], person("administrator", JIANGSU))
    other = things.things(["archive.document:d1"], person("administrator", ZHEJIANG))

    assert "/archive/documents/d1" == own["archive.document:d1"].address
    assert (document.title, "") == (other["archive.document:d1"].name, other["archive.document:d1"].address)


def test_what_is_gone_keeps_its_kind(person: Callable[..., Any], db: None) -> None:
    found = things.things(["governance.matter:77", "tests.thing:1"], person("administrator", JIANGSU))

    assert ("事项", "") == (found["governance.matter:77"].kind, found["governance.matter:77"].name)
    assert ("", "") == (found["tests.thing:1"].kind, found["tests.thing:1"].name)


def _kinds() -> set[str]:
    """The kinds of things that stand in the source as `thing=f"room.kind:…"`."""
    found = set()
    for path in SITE.rglob("*.py"):
        found |= set(re.findall(r"""thing(?:_of)?=f?"([a-z]+\.[a-z]+):""", path.read_text(encoding="utf-8")))
    # asked about in approvals and reminders only; nothing of theirs is written into the chain
    return found - {"sharing.base", "sharing.statement"}


@pytest.mark.parametrize("kind", sorted(_kinds()))
def test_every_kind_of_thing_is_known_by_its_room(kind: str) -> None:
    assert kind in things.known()


def test_people_are_named(person: Callable[..., Any], document: Document) -> None:
    actor = person("officer", JIANGSU)
    actor.display_name = "王芳"
    actor.save()
    event = _noting("archive.document:d1", actor=actor)

    change = told([event], actor)[0]

    assert ("王芳", "公开文献", document.title) == (change.who, change.what, change.thing.name)


@pytest.mark.parametrize(
    ("wanted", "shown"), [("actor=王芳", True), ("place=江苏省", True), ("place=浙江省", False), ("actor=李明", False)]
)
def test_the_chain_is_searched_by_names(
    log_in: Callable[..., Any], person: Callable[..., Any], document: Document, wanted: str, *, shown: bool
) -> None:
    actor = person("officer", JIANGSU)
    actor.display_name = "王芳"
    actor.save()
    _noting("archive.document:d1", actor=actor)

    page = log_in("administrator", JIANGSU).get(f"/audit/?{wanted}").content.decode()

    assert shown == (document.title in page)


@pytest.mark.parametrize(("place", "status"), [(JIANGSU, 200), ("*", 200), (ZHEJIANG, 403)])
def test_one_change_is_read_by_administrators_of_its_place(
    log_in: Callable[..., Any], document: Document, place: str, status: int
) -> None:
    number = _noting("archive.document:d1").number

    answer = log_in("administrator", place).get(f"/audit/{number}")

    assert status == answer.status_code
    assert (status == 200) == (document.title in answer.content.decode())
    assert 404 == log_in("administrator", place).get("/audit/999999").status_code


def test_ids_of_other_things_in_a_change_are_told_by_name(log_in: Callable[..., Any], document: Document) -> None:
    with transaction.atomic():
        note(
            actor=None, action="approvals.open_request", thing="approvals.approval:9", place=JIANGSU,
            after={"of": "archive.document:d1", "kind": "sharing.contract"},
        )  # fmt: skip

    page = log_in("administrator", JIANGSU).get("/audit/?action=approvals.").content.decode()

    assert (True, True) == (f"<ins>{document.title}</ins>" in page, "<ins>sharing.contract</ins>" not in page)


def test_people_and_their_organisations_are_named_and_linked_for_who_looks_after_them(
    person: Callable[..., Any],
) -> None:
    officer = person("officer", JIANGSU)
    keys = [f"accounts.person:{officer.pk}", f"accounts.organisation:{officer.organisation.pk}"]

    own = things.things(keys, person("administrator", JIANGSU))
    other = things.things(keys, person("administrator", ZHEJIANG))

    assert [f"/people/{officer.pk}/", "/people/organisations"] == [own[key].address for key in keys]
    assert [("officer-320000", ""), ("office of 320000", "")] == [(other[key].name, other[key].address) for key in keys]


def test_what_the_sample_of_governance_writes_is_told_by_name(person: Callable[..., Any]) -> None:
    """Matters, agreements, plans, mechanisms, registers: each is found again, none is shown by its id."""
    from tashan.web.audit.models import Event
    from tashan.web.governance.services import do_load_sample

    do_load_sample(day=date(2026, 11, 22))
    found = told(Event.objects.all(), person("administrator", "*"))

    assert {"事项", "协议", "规划", "机制", "名录"} <= {change.thing.kind for change in found}
    assert [] == [change.thing.key for change in found if not change.thing.name]


def test_what_was_recorded_of_a_matter_is_told_in_words() -> None:
    assert "牵头方自报进展" == value_words("governance.matter", "kind", "reported")
