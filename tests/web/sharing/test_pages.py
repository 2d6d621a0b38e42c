"""Pages of sharing, in both languages, for people of the parties and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tashan.web.sharing.models import Contract
from tashan.web.sharing.services import do_issue

from .conftest import CONTRACT, NANTONG, SUQIAN, SUZHOU, figures


@pytest.fixture
def statement(confirmed: Callable[..., Any], person: Callable[..., Any]) -> Any:
    """One statement, issued today."""
    return do_issue(actor=person("finance", SUZHOU), base=confirmed("2020"), day=timezone.localdate())


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "对账单"), ("zh-hant", "對賬單"), ("en", "statements")])
def test_the_overview_counts_my_contracts(in_force: Any, log_in: Callable[..., Any], language: str, words: str) -> None:
    page = log_in("finance", SUZHOU).get(reverse("sharing"), {"language": language}).content.decode()

    assert words in page
    assert ("1 份" in page) or ("your places: 1;" in page)


def test_a_statement_shows_its_figures_and_that_they_replay(statement: Any, log_in: Callable[..., Any]) -> None:
    page = log_in("finance", SUQIAN).get(reverse("sharing-statement", args=[statement.pk])).content.decode()

    assert "12,000,060.00" in page
    assert "7,999,940.00" in page
    assert "每个数都相符" in page


def test_a_damaged_statement_says_so(statement: Any, log_in: Callable[..., Any]) -> None:
    """What no longer follows from its own trace is named on the page."""
    from tashan.web.sharing import queries

    statement.content["splits"]["tax"]["parties"]["origin"]["period"] += 1

    assert queries.view_of(statement).differences


def test_the_statement_comes_whole_as_json(statement: Any, log_in: Callable[..., Any]) -> None:
    """What `tashan replay` takes."""
    from tashan.sharing import replay

    answer = log_in("finance", SUZHOU).get(reverse("sharing-statement", args=[statement.pk]), {"format": "json"})

    assert () == replay(answer.json())


@pytest.mark.parametrize("name", ["sharing-contract", "sharing-what-if", "sharing-enter", "sharing-change"])
def test_others_do_not_see_a_contract(draft: Any, log_in: Callable[..., Any], name: str) -> None:
    assert log_in("finance", NANTONG).get(reverse(name, args=[draft.pk])).status_code in (403, 404)


@pytest.mark.parametrize("name", ["sharing-propose"])
def test_others_change_nothing(draft: Any, log_in: Callable[..., Any], name: str) -> None:
    """A forged form of another region's officer is refused, and nothing moves."""
    answer = log_in("officer", NANTONG).post(reverse(name, args=[draft.pk]))

    draft.refresh_from_db()
    assert 403 == answer.status_code
    assert Contract.State.DRAFT == draft.state


def test_who_is_not_logged_in_is_asked_to(client: Any, draft: Any) -> None:
    answer = client.get(reverse("sharing-contract", args=[draft.pk]))

    assert 302 == answer.status_code
    assert answer["Location"].startswith("/account/login/")


def test_the_effect_is_shown_while_typing(log_in: Callable[..., Any]) -> None:
    answer = log_in("finance", SUZHOU).post(reverse("sharing-effect"), {"text": CONTRACT, "base": figures("2020")})

    assert "12,000,060.00" in answer.content.decode()


def test_a_wrong_contract_is_shown_with_its_line_and_kept_as_typed(log_in: Callable[..., Any]) -> None:
    typed = CONTRACT.replace("60%", "70%")

    answer = log_in("finance", SUZHOU).post(reverse("sharing-draft"), {"text": typed, "save": "1"})

    page = answer.content.decode()
    assert 422 == answer.status_code
    assert "第 20 行" in page
    assert "{origin: 70%, host: 40%}" in page


def test_a_draft_takes_regions_by_name(log_in: Callable[..., Any]) -> None:
    """江苏省苏州市 is as good as 320500."""
    answer = log_in("finance", SUZHOU).post(
        reverse("sharing-draft"),
        {"text": CONTRACT, "place-origin": "江苏省苏州市", "place-host": "江苏省宿迁市", "save": "1"},
    )

    assert 302 == answer.status_code
    assert {"origin": SUZHOU, "host": SUQIAN} == Contract.objects.get().party_places


def test_figures_typed_into_the_form_become_a_base(in_force: Any, log_in: Callable[..., Any]) -> None:
    answer = log_in("finance", SUZHOU).post(
        reverse("sharing-enter", args=[in_force.pk]),
        {"period": "2020", "unit": "元", "amount-vat": "12,005,100.01", "amount-income_tax": "0", "save": "1"},
    )

    assert 302 == answer.status_code
    assert "12005100.01" in in_force.bases.get().text


@pytest.mark.parametrize("typed", ["1.005", "about 5", "=1+1", "1e3"])
def test_amounts_that_are_no_whole_fen_are_refused_and_kept(
    in_force: Any, log_in: Callable[..., Any], typed: str
) -> None:
    answer = log_in("finance", SUZHOU).post(
        reverse("sharing-enter", args=[in_force.pk]),
        {"period": "2020", "unit": "元", "amount-vat": typed, "amount-income_tax": "0", "save": "1"},
    )

    assert 422 == answer.status_code
    assert typed in answer.content.decode()
    assert 0 == in_force.bases.count()


def test_what_if_moves_a_ratio_and_shows_the_change(
    in_force: Any, confirmed: Callable[..., Any], log_in: Callable[..., Any]
) -> None:
    """Half and half instead of 60 : 40 takes 2,000,010 yuan from Suzhou."""
    confirmed("2020")

    page = (
        log_in("reader", SUZHOU).get(reverse("sharing-what-if", args=[in_force.pk]), {"ratio-0": "50"}).content.decode()
    )

    assert "−2,000,010.00" in page
    assert "+2,000,010.00" in page


def test_what_if_moves_percentages_of_a_rule_book_and_leaves_the_book_alone(
    log_in: Callable[..., Any], person: Callable[..., Any]
) -> None:
    """A published scheme: half of the revenue by the book, 80 % supposed; the next reader finds the book as it was."""
    from tashan.sharing import shipped_contracts
    from tashan.web.sharing.services import do_draft_contract

    draft = do_draft_contract(
        actor=person("finance", SUZHOU),
        text=shipped_contracts()["zhongshan_heyuan"].decode(),
        party_places={"zhongshan": SUZHOU, "heyuan": SUQIAN},
    )
    client, page = log_in("reader", SUZHOU), reverse("sharing-what-if", args=[draft.pk])
    moved = client.get(page, {"rule-0": "80", "scale": "200"}).content.decode()
    plain = client.get(page).content.decode()

    assert "1,600,000.00" in moved
    assert "+1,100,000.00" in moved
    assert "500,000.00" in plain
    assert "1,600,000.00" not in plain


def test_a_larger_base_keeps_its_facts_and_units(log_in: Callable[..., Any], person: Callable[..., Any]) -> None:
    """Amounts are scaled, the cap that a fact states is not."""
    from tashan.web.sharing.supposed import rule_ratios, supposing

    text = CONTRACT.replace("amount: 2000", "fact: before")
    base = figures("2020", vat="10000").replace("period: 2020", "period: 2020-03") + "facts: {before: [100, 200]}\n"
    then = supposing(text, base, {}, 300)

    assert then.split is not None
    assert 300_000_000 == then.split.lines[0].parts["origin"]
    assert () == rule_ratios(text, base)


def test_a_game_gets_its_second_opinion(log_in: Callable[..., Any]) -> None:
    """The published game of three towns: 59/3 to the first by Shapley."""
    game = (
        "game: g\nunit: 万元\nplayers: [a, b, c]\n"
        "values: {a: 0, b: 0, c: 0, a+b: 40, a+c: 0, b+c: 25, a+b+c: 64}\nsplit: {a: 30, b: 20, c: 14}\n"
    )

    page = log_in("analyst", SUZHOU).post(reverse("sharing-fair"), {"text": game}).content.decode()

    assert 'title="59/3"' in page


@pytest.mark.parametrize("scheme", ["moved_enterprise", "chishui", "zibo_shizuishan", "tuohu"])
def test_a_published_scheme_starts_a_draft(log_in: Callable[..., Any], scheme: str) -> None:
    answer = log_in("finance", SUZHOU).get(reverse("sharing-draft"), {"scheme": scheme})

    assert 200 == answer.status_code
    assert f"contract: {scheme}" in answer.content.decode()
