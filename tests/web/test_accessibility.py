"""
Every page of the site passes axe with no violation, in light and dark, for those who may see it.

A room adds its pages to `PAGES`: an address and the role that looks at it (None: nobody is logged in). An address may
name things of the small world below in braces.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

PAGES: list[tuple[str, str | None]] = [
    ("/?period=2023-03", None),
    ("/?period=2023-03&direction=knowledge", "analyst"),
    ("/records", None),
    ("/records?kind=visit&year=2023&shown=own", "analyst"),
    ("/timeline?period=2023", None),
    ("/regions", None),
    ("/regions/320000", None),
    ("/clusters/national.yangtze_delta", None),
    ("/events/{event}", None),
    ("/sources/{document}", None),
    ("/evidence/{record}/hosts", None),
    ("/people/张三", None),
    ("/data", "administrator"),
    ("/search?q=考察", None),
    ("/search", None),
    ("/account/login/", None),
    ("/me", "analyst"),
    ("/account/password/change/", "reader"),
    ("/account/2fa/", "reader"),
    ("/work/", "officer"),
    ("/notices/", "officer"),
    ("/notices/preferences", "officer"),
    ("/approvals/", "approver"),
    ("/people/", "administrator"),
    ("/people/add", "administrator"),
    ("/people/organisations", "administrator"),
    ("/audit/", "administrator"),
    ("/audit/signatures", "administrator"),
    ("/api/v1/docs", None),
]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def things(transactional_db: None, settings: Any, tmp_path: Any) -> SimpleNamespace:
    """One published document with a visit in it."""
    from django.db import transaction
    from django.utils import timezone

    from tashan.records import from_dict, to_dict
    from tashan.web.archive.events import follow
    from tashan.web.archive.models import Record
    from tashan.web.archive.services import do_add_document, do_publish, do_store_reading

    settings.MEDIA_ROOT = tmp_path / "uploads"
    text = "2023年3月20日至23日，江苏省党政代表团赴上海学习考察科技创新。"
    words = "江苏省党政代表团赴上海学习考察科技创新"
    start = text.index(words)
    visit = {
        "visitors": [{"code": "320000", "name": "江苏省", "level": "province"}],
        "hosts": [{"code": "310000", "name": "上海市", "level": "province"}],
        "start": "2023-03-20",
        "end": "2023-03-23",
        "leaders": [{"name": "张三", "title": "省委书记"}],
        "themes": ["science_technology"],
        "flags": ["year_inferred"],
        "evidence": [{"start": start, "end": start + len(words), "quote": words}],
    }
    body = dict(to_dict(from_dict("visit", visit)))
    document, _ = do_add_document(
        actor=None, place="320000", text=text, name="news.txt", title="考察记", publisher="周刊", text_public=True
    )
    document = do_store_reading(document=document, reading={"id": "t", "visits": [body]}, text=text, actor=None)
    with transaction.atomic():
        record = Record.objects.select_related("document").get(document=document)
        record.state, record.reviewed_at = Record.State.ACCEPTED, timezone.now()
        record.save()
        follow([record])
    do_publish(document=document, actor=None)
    record.refresh_from_db()
    assert record.event is not None
    return SimpleNamespace(event=record.event.key, document=document.pk, record=record.pk)


@pytest.mark.parametrize(("address", "role"), PAGES, ids=[address for address, _ in PAGES])
def test_a_page_has_no_violation(
    address: str,
    role: str | None,
    things: Any,
    live_server: Any,
    chromium: Any,
    client: Any,
    person: Callable[..., Any],
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    where = f"{live_server.url}{address.format(**vars(things))}"
    cookies = []
    if role:
        client.force_login(
            person(role, "*" if role == "administrator" else "320000"),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        cookies = [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    for scheme, language in (("light", "zh-CN"), ("dark", "en")):
        context = chromium.new_context(color_scheme=scheme, locale=language, bypass_csp=True)
        context.add_cookies(cookies)
        page = context.new_page()
        answer = page.goto(where)
        found = Axe().run(page)
        context.close()

        assert answer is not None
        assert 200 == answer.status
        assert 0 == found.violations_count, f"{scheme}, {language}: {found.generate_report()}"
