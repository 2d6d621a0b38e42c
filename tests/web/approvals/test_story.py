"""A joint approval in a browser, on a phone: two provinces vote, and what they voted on happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from tashan.web.approvals import kinds
from tashan.web.approvals.models import Approval
from tashan.web.approvals.services import do_open

from ..conftest import JIANGSU, ZHEJIANG  # noqa: TID252

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(chromium: Any) -> Callable[..., Any]:
    """A browser with the screen of a phone."""
    return partial(chromium.new_context, viewport={"width": 390, "height": 844})


@pytest.fixture
def done() -> Iterator[list[str]]:
    """The things that were approved."""
    things: list[str] = []
    kinds.register(
        kinds.Kind("tests.story", "合作事项立项", "start of a matter", approved=lambda a, _: things.append(a.thing))
    )
    yield things
    kinds.forget("tests.story")


@pytest.mark.parametrize(
    ("language", "approve", "decided"), [("zh-CN", "同意", "已通过并生效"), ("en", "Approve", "Approved and in force")]
)
def test_two_provinces_vote_on_their_phones(
    transactional_db: None,
    live_server: Any,
    client: Any,
    phone: Any,
    person: Callable[..., Any],
    done: list[str],
    language: str,
    approve: str,
    decided: str,
) -> None:
    """From my work to the vote; the second vote decides; no violation of accessibility on the way."""
    from axe_playwright_python.sync_playwright import Axe

    for place in (JIANGSU, ZHEJIANG):
        person("approver", place)
    approval = do_open(
        actor=person("officer", JIANGSU), kind="tests.story", thing="tests.matter:1", title="水源应急联通工程",
        title_en="Drinking water link", effect="转为“议定”。", effect_en="it becomes agreed.", rule="章程第9条",
        rule_en="Charter, article 9", parties=(JIANGSU, ZHEJIANG), due=timezone.localdate() + timedelta(days=6),
        facts=({"zh": "出资", "en": "Money", "value": "1,240"},),
    )  # fmt: skip

    for place in (JIANGSU, ZHEJIANG):
        client.force_login(person("approver", place), backend="allauth.account.auth_backends.AuthenticationBackend")
        context = phone(locale=language, bypass_csp=True)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/work/")
        page.locator(".work .press").first.click()
        found = Axe().run(page)
        page.get_by_role("button", name=approve, exact=True).click()
        page.wait_for_load_state()
        shown = page.locator("main").inner_text()
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        context.close()
        assert 0 == found.violations_count, found.generate_report()
        assert 0 == overflow

    approval.refresh_from_db()
    assert Approval.State.APPROVED == approval.state
    assert ["tests.matter:1"] == done
    assert decided in shown
