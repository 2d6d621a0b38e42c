"""The whole way in the browser, in both languages: a session, a list, a clause, evidence, another member, the public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import HUZHOU, JIAXING, MECHANISM, OFFICE, SHA, SUZHOU

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAY = {
    "zh-hans": {"agree": "同意", "proven": "嘉兴市核定，湖州市确认", "complete": "完成", "to": "交付、建成"},
    "en": {"agree": "Approve", "proven": "coded by Jiaxing, confirmed by Huzhou", "complete": "complete", "to": "delivered"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_from_a_session_to_the_public_page(desk: Callable[..., Any], language: str) -> None:
    """Session → clause → matter → list adopted by two → evidence and reports → coded → confirmed → public."""
    from tashan.web.governance.models import Matter
    from tashan.web.governance.services import do_keep_mechanism

    say = SAY[language]
    do_keep_mechanism(actor=None, text=MECHANISM)
    office, owner = desk("officer", OFFICE, language), desk("approver", SUZHOU, language)
    _agreement(office)
    office.click("main a[href*='/governance/clauses/']")
    office.fill("[name=measure]", "平台开通")
    office.fill("[name=due]", "2030-12-31")
    office.select_option("[name=visibility]", "public")
    _press(office, "main form button.press")
    office.wait_for_url("**/governance/matters/*")
    address = office.url

    _session(office)
    for place in (SUZHOU, JIAXING):
        voter = desk("approver", place, language)
        voter.goto("/approvals/")
        voter.locator("main a[href*='/approvals/']").first.click()
        _press(voter, f"main button:has-text('{say['agree']}')")
    assert Matter.objects.get().stage == "resolved"

    for fact, step, who in (
        ("signed", "agreed", office),
        ("started", "started", owner),
        ("in_use", "delivered", owner),
    ):
        _evidence(office, address, fact)
        who.goto(address)
        _act(who, "step", to=step)
    coder, other = desk("analyst", JIAXING, language), desk("approver", HUZHOU, language)
    coder.goto(address)
    coder.click("#code summary")
    coder.check("#code [name=evidence] >> nth=3")
    _act(coder, "code", completion="complete", achieved=_today())
    other.goto(address)
    _act(other, "confirm")

    public = desk(None, "", language)
    public.goto(f"{address}?language={language}")
    text = public.inner_text("main")
    assert say["proven"] in text
    assert say["to"] in text
    assert public.locator("#confirm").count() == 0


def _agreement(office: Any) -> None:
    office.goto("/governance/bodies/lake.office/agreement")
    for name, value in (("title", "框架协议"), ("key", "frame"), ("document", "文号"), ("sha256", SHA)):
        office.fill(f"[name={name}]", value)
    office.fill("[name=signed]", _today())
    office.fill("[name=clauses]", "第一条 苏州市牵头建成平台。")
    _press(office, "main form button.press")
    office.wait_for_url("**/governance/agreements/*")


def _session(office: Any) -> None:
    """The next session, with the matter on its agenda; held today; its list sent to two members."""
    office.goto("/governance/bodies/lake.office")
    _press(office, "form[action$='/session'] button")
    office.wait_for_url("**/governance/sessions/*")
    office.fill("[name=agenda-title] >> nth=0", "审议平台事项")
    office.select_option("[name=agenda-matter] >> nth=0", index=1)
    _press(office, "#edit button.press")
    office.click("#hold summary")
    _press(office, "#hold button.press")
    for code in (HUZHOU, "320200"):
        office.uncheck(f"#ask [name=party][value='{code}']")
    _press(office, "#ask button.press")
    assert "/approvals/" in office.url, office.inner_text("main")


def _evidence(office: Any, address: str, fact: str) -> None:
    """Hand in a document for a fact, and record the fact."""
    office.goto(address)
    _act(
        office,
        "evidence",
        grade="A",
        document=f"doc {fact}",
        quote=f"words {fact}",
        publisher=fact,
        published=_today(),
        sha256=SHA,
    )
    office.click("#fact summary")
    value = office.locator("#fact [name=proof] option").last.get_attribute("value")
    _act(office, "fact", fact=fact, on=_today(), proof=value)


def _act(page: Any, action: str, **values: str) -> None:
    """Open an action, fill it in, send it."""
    if not page.locator(f"#{action}[open]").count():
        page.click(f"#{action} summary")
    for name, value in values.items():
        field = page.locator(f"#{action} [name={name}]")
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    _press(page, f"#{action} button.press")
    assert page.locator(".errors").count() == 0, page.inner_text(".errors")


def _press(page: Any, button: str) -> None:
    """Press a button and wait for the page that follows."""
    with page.expect_navigation():
        page.click(button)


def _today() -> str:
    from django.utils import timezone

    return str(timezone.localdate().isoformat())
