"""People of the tests: one for each role and place, and a way to log them in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # browser tests drive the live server from one thread

ROLES = ("reader", "analyst", "officer", "approver", "finance", "administrator")
JIANGSU, SUZHOU, ZHEJIANG = "320000", "320500", "330000"


def make_person(role: str | None, place: str = JIANGSU, *, name: str = "") -> Any:
    """Make (or find) somebody with a role for a place, or with none."""
    from django.utils import timezone

    from tashan.web.accounts.models import Grant, Organisation, Person

    username = name or f"{role or 'nobody'}-{place}"
    organisation, _ = Organisation.objects.get_or_create(
        name=f"office of {place}", defaults={"kind": "government", "place": place}
    )
    made, new = Person.objects.get_or_create(username=username, defaults={"organisation": organisation})
    if new:
        made.set_password("a long enough password")
        made.save()
        if role:
            Grant.objects.create(
                person=made, role=role, place=place, valid_from=date(2020, 1, 1), granted_at=timezone.now()
            )
    return made


@pytest.fixture
def person(db: None) -> Callable[..., Any]:
    """Make (or find) somebody with a role for a place: `person("analyst", "320000")`."""
    return make_person


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """
    A transaction around a whole module; what is given opens the database for what all its tests find.

    Each test takes back its own changes alone. For modules whose tests all stand in the same world, and of which none
    needs real transactions.
    """
    from django.db import transaction

    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
    try:
        yield django_db_blocker.unblock
    finally:
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


@pytest.fixture
def log_in(client: Any, person: Callable[..., Any]) -> Callable[..., Any]:
    """Log somebody in and give their client: `log_in("analyst", "320000").get("/")`."""

    def do(role: str | None, place: str = JIANGSU) -> Any:
        client.force_login(person(role, place), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return do


@pytest.fixture(autouse=True, scope="session")
def _emptied_tables() -> Iterator[None]:
    """Let tests with real transactions empty the tables afterwards: triggers that keep rows for good stand aside."""
    from django.test import TransactionTestCase

    empty = TransactionTestCase._fixture_teardown

    def without_triggers(case: Any) -> None:
        restore = _set_triggers_aside()
        try:
            empty(case)
        finally:
            restore()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield


def _set_triggers_aside() -> Callable[[], None]:
    """Take the triggers away; what is returned brings them back."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%%_no_%%'")
            found = cursor.fetchall()
            for name, _ in found:
                cursor.execute(f'DROP TRIGGER "{name}"')
            return lambda: _execute([sql for _, sql in found])
        cursor.execute("SELECT DISTINCT event_object_table FROM information_schema.triggers")
        tables = [table for (table,) in cursor.fetchall()]
    _execute([f'ALTER TABLE "{table}" DISABLE TRIGGER USER' for table in tables])
    return lambda: _execute([f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in tables])


def _execute(statements: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, for tests marked `browser`."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def desk(chromium: Any, live_server: Any, person: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Somebody's desk: a page of the live site, logged in through the form; `desk(None, ...)` is a visitor's."""
    opened = []

    def sit(role: str | None, place: str = JIANGSU, language: str = "zh-hans", **options: Any) -> Any:
        context = chromium.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(15_000)
        opened.append(context)
        page = context.new_page()
        if role is None:
            page.goto(f"/?language={language}")
            return page
        somebody = person(role, place)
        page.goto(f"/account/login/?language={language}")
        page.fill("[name=login]", somebody.username)
        page.fill("[name=password]", "a long enough password")
        page.click("main button[type=submit]")
        page.wait_for_load_state()
        return page

    yield sit
    for context in opened:
        context.close()
