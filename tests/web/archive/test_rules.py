"""Who may do what: every permission of the archive, for each role, in and outside its region, on each state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from rules.permissions import permissions

import tashan.web.archive.rules  # noqa: F401 - registers them
from tashan.web.archive.models import Document

from ..conftest import JIANGSU, ROLES, SUZHOU, ZHEJIANG, make_person  # noqa: TID252

STATES = tuple(Document.State.values)
UNREAD = ("waiting", "reading", "failed")
ALL = frozenset(STATES)
NOT_PUBLIC = ALL - {"published"}
WITH_TEXT = ALL - set(UNREAD)

MAY: dict[str, dict[str, frozenset[str]]] = {
    "archive.see_archive": dict.fromkeys(ROLES, ALL),
    "archive.add_document": {"analyst": ALL, "officer": ALL},
    "archive.edit_document": {"analyst": NOT_PUBLIC, "officer": ALL},
    "archive.review_record": {"analyst": WITH_TEXT - {"published"}, "officer": WITH_TEXT},
    "archive.code_record": {"analyst": WITH_TEXT},
    "archive.merge_events": {"analyst": NOT_PUBLIC, "officer": ALL},
    "archive.choose_value": {"analyst": NOT_PUBLIC, "officer": ALL},
    "archive.publish_document": dict.fromkeys(("officer", "approver"), frozenset({"read", "withdrawn"})),
    "archive.withdraw_document": dict.fromkeys(("approver", "administrator"), frozenset({"published"})),
    "archive.answer_request": dict.fromkeys(("officer", "approver", "administrator"), ALL),
    "archive.read_document": dict.fromkeys(ROLES, ALL),
}
"""Permission to role to the states in which it holds, in the archive of the role's own region."""

ANYBODY: dict[str, frozenset[str]] = {"archive.read_document": frozenset({"published"})}
"""What holds for everybody, wherever they are."""


def _document(state: str) -> Document:
    return Document(pk="d", place=SUZHOU, state=state, uploaded_at=timezone.now())


PLACES = ((JIANGSU, True), (SUZHOU, True), (ZHEJIANG, False), ("321300", False), ("body:yrd", False))
"""Places of people, each with whether the document of Suzhou is in their archive."""


@pytest.fixture(scope="module")
def people(module_db: Any) -> dict[tuple[str, str], Any]:
    """Somebody of each role for each place, for all tests here."""
    with module_db():
        return {(role, place): make_person(role, place) for role in ROLES for place, _ in PLACES}


def test_the_table_lists_every_permission() -> None:
    assert set(MAY) == {name for name in permissions if name.startswith("archive.")}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("permission", MAY)
def test_who_may_do_what(
    people: dict[tuple[str, str], Any], person: Callable[..., Any], permission: str, state: str
) -> None:
    document = _document(state)
    expected, actual = {}, {}
    for role in ROLES:
        for place, own in PLACES:
            everybody = state in ANYBODY.get(permission, ())
            expected[role, place] = everybody or (own and state in MAY[permission].get(role, ()))
            actual[role, place] = people[role, place].has_perm(permission, document)

    assert expected == actual


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("permission", MAY)
def test_who_holds_no_role_may_read_what_is_public_alone(
    person: Callable[..., Any], permission: str, state: str
) -> None:
    expected = state in ANYBODY.get(permission, ())

    assert expected is person(None).has_perm(permission, _document(state))
    assert expected is AnonymousUser().has_perm(permission, _document(state))


@pytest.mark.parametrize("place", [JIANGSU, ZHEJIANG, SUZHOU])
def test_rows_are_chosen_as_things_are(person: Callable[..., Any], place: str) -> None:
    """The condition on rows and the permission on a thing say the same."""
    from tashan.web.archive.queries import readable_documents

    somebody = person("reader", place)
    made = [
        Document.objects.create(
            pk=f"{at}-{state}", content_hash=f"{at}{state}", place=at, state=state, uploaded_at=timezone.now()
        )
        for at in (JIANGSU, SUZHOU, "320583", ZHEJIANG, "330100", "body:yrd")
        for state in ("read", "published")
    ]

    assert {each.pk for each in made if somebody.has_perm("archive.read_document", each)} == set(
        readable_documents(somebody).values_list("pk", flat=True)
    )
