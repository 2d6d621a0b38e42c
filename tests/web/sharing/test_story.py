"""A finance officer's story in the browser, in both languages: from a draft to a correction that replays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import CONTRACT, SUQIAN, SUZHOU

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAY = {
    "zh-hans": {
        "send": "送各方同意", "agree": "同意", "confirm": "送各方确认", "issue": "出对账单", "object": "提出异议",
        "answer": "答复",
    },
    "en": {
        "send": "Send to all parties", "agree": "Approve", "confirm": "Send to all parties",
        "issue": "Issue the statement", "object": "Object", "answer": "Answer",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_from_a_draft_to_a_correction(desk: Callable[..., Any], language: str) -> None:
    """Draft, both approve, figures, both confirm, statement, objection, correction, new statement that replays."""
    say = SAY[language]
    suzhou, suqian = desk("finance", SUZHOU, language), desk("finance", SUQIAN, language)
    voters = [desk("approver", place, language) for place in (SUZHOU, SUQIAN)]

    suzhou.goto("/sharing/draft")
    suzhou.fill("#text", CONTRACT)
    suzhou.click("button[name=save]")
    suzhou.fill("#place-origin", SUZHOU)
    suzhou.fill("#place-host", SUQIAN)
    suzhou.click("button[name=save]")
    suzhou.click(f"main button:has-text('{say['send']}')")
    _all_agree(voters, say)
    home = suzhou.url

    statement = _statement(suzhou, home, voters, say, year="2020", vat="1200.51")
    assert "12,000,060.00" in suzhou.inner_text("main")

    suqian.goto(statement)
    suqian.click("details:has(#claims) summary")
    suqian.fill("#claims", "1000.5")
    suqian.click(f"details button:has-text('{say['object']}')")
    second = _statement(suzhou, home, voters, say, year="2020", vat="1000.5", corrects="2020", answer=statement)

    assert second != statement
    assert "−1,200,060.00" in suzhou.inner_text("main")
    assert suzhou.locator(".light-green").count() == 1


def _statement(
    page: Any,
    home: str,
    voters: list[Any],
    say: dict[str, str],
    *,
    year: str,
    vat: str,
    corrects: str = "",
    answer: str = "",
) -> str:
    page.goto(home)
    page.click("a.press:not(.second)")
    page.fill("#period", year)
    page.select_option("#unit", "万元")
    page.fill("[name=amount-vat]", vat)
    page.fill("[name=amount-income_tax]", "800")
    page.fill("[name=refund-vat]", "0.5")
    if corrects:
        page.fill("#name", f"{year}-corrected")
        page.select_option("#corrects", corrects)
        page.fill("#reason", "a refund was missing")
    page.click("button[name=save]")
    page.click(f"td button:has-text('{say['confirm']}')")
    _all_agree(voters, say)
    if answer:
        page.goto(answer)
        page.select_option("select[name=answer]", "accepted")
        page.select_option("select[name=base]", label=f"{year}-corrected")
        page.fill("textarea[name=reason]", "right")
        page.click(f"section form button:has-text('{say['answer']}')")
    page.goto(home)
    page.click(f"td button:has-text('{say['issue']}')")
    page.wait_for_url("**/sharing/statements/*")
    return str(page.url)


def _all_agree(voters: list[Any], say: dict[str, str]) -> None:
    """Each approver finds the request in the list of what waits, and agrees."""
    for page in voters:
        page.goto("/approvals/")
        page.locator("main a[href*='/approvals/']").first.click()
        page.click(f"main button:has-text('{say['agree']}')")
        page.wait_for_load_state()
