"""Pages of this room pass axe with no violation, in light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from .conftest import ROUND, SUZHOU

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pages(confirmed: Callable[..., Any], booked: Any, registers: None, person: Callable[..., Any]) -> tuple[str, ...]:
    """A contract with a statement that is objected to, a fund over two calls, registers and a round."""
    from tashan.web.sharing.keeping import do_keep
    from tashan.web.sharing.objecting import do_object
    from tashan.web.sharing.services import do_issue

    finance, today = person("finance", SUZHOU), timezone.localdate()
    statement = do_issue(actor=finance, base=confirmed("2020"), day=today)
    do_object(actor=person("finance", "321300"), statement=statement, party="host", claims="1000.5", day=today)
    kept = do_keep(actor=finance, kind="round", place=SUZHOU, text=ROUND)
    contract = f"/sharing/contracts/{statement.contract_id}"
    fund = f"/sharing/funds/{booked.pk}"
    return (
        "/sharing/", "/sharing/draft?scheme=zibo_city", contract, f"{contract}/enter", f"{contract}/what-if",
        f"/sharing/statements/{statement.pk}", "/sharing/funds", "/sharing/funds/open", f"{fund}?day=2025-06-30",
        f"{fund}/members/321300?day=2025-06-30", f"{fund}/enter/payment", f"{fund}/correct/6",
        "/sharing/moving?code=C2611&region=321300&day=2022-06-01", "/sharing/rounds", f"/sharing/kept/{kept.pk}",
        "/sharing/keep/platform", "/sharing/keep/list", "/sharing/fair", "/sharing/fund", "/sharing/industry",
        "/sharing/match",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("scheme", "language", "width"), [("light", "zh-hans", 1440), ("dark", "en", 390)], ids=["desk", "phone"]
)
def test_no_page_has_a_violation(
    pages: tuple[str, ...], desk: Callable[..., Any], scheme: str, language: str, width: int
) -> None:
    """Nor is any wider than its window, or than the site's head with a long name in it."""
    from axe_playwright_python.sync_playwright import Axe

    page = desk(
        "finance", SUZHOU, language, color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page.goto("/notices/")
    room = max(width, page.evaluate("document.documentElement.scrollWidth"))
    found = {}
    for address in pages:
        answer = page.goto(address)
        report = Axe().run(page)
        wide = page.evaluate("document.documentElement.scrollWidth") > room
        if answer.status != 200 or report.violations_count or wide:
            found[address] = (answer.status, wide, report.generate_report()[:1500])

    assert {} == found
