"""From a draft to a statement and its correction: nothing happens that not all parties agreed to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from tashan.rules import RuleError
from tashan.web.approvals.models import Approval
from tashan.web.approvals.services import do_reopen, do_vote
from tashan.web.audit import queries as audit
from tashan.web.notices.models import Notice
from tashan.web.sharing import queries
from tashan.web.sharing.models import Base, Contract, Statement
from tashan.web.sharing.objecting import do_answer, do_object
from tashan.web.sharing.services import (
    SharingError,
    do_draft_contract,
    do_enter_base,
    do_issue,
    do_propose_base,
    do_propose_contract,
)

from .conftest import CONTRACT, NANTONG, SUQIAN, SUZHOU, figures

ROLES = ("reader", "analyst", "officer", "approver", "finance", "administrator")


def test_a_draft_with_wrong_shares_is_refused_with_its_line(person: Callable[..., Any]) -> None:
    """Shares that do not sum to 1 are named where they stand, and nothing is kept."""
    with pytest.raises(RuleError) as caught:
        do_draft_contract(
            actor=person("finance", SUZHOU),
            text=CONTRACT.replace("60%", "70%"),
            party_places={"origin": SUZHOU, "host": SUQIAN},
        )

    assert 20 == caught.value.problems[0].line
    assert 0 == Contract.objects.count()


@pytest.mark.parametrize("places", [{}, {"origin": SUZHOU, "host": "999999"}, {"origin": SUZHOU, "host": SUZHOU}])
def test_every_party_is_one_known_region(person: Callable[..., Any], places: dict[str, str]) -> None:
    with pytest.raises(SharingError):
        do_draft_contract(actor=person("finance", SUZHOU), text=CONTRACT, party_places=places)


def test_a_second_editor_is_told_and_loses_nothing(draft: Any, person: Callable[..., Any]) -> None:
    places = draft.party_places
    do_draft_contract(
        actor=person("finance", SUZHOU), text=CONTRACT + "# one\n", party_places=places, contract=draft, version=1
    )

    with pytest.raises(SharingError, match="第2版"):
        do_draft_contract(
            actor=person("finance", SUQIAN), text=CONTRACT + "# two\n", party_places=places, contract=draft, version=1
        )

    draft.refresh_from_db()
    assert draft.text.endswith("# one\n")


def test_a_contract_is_in_force_once_all_parties_approved(
    draft: Any, person: Callable[..., Any], approve: Callable[..., Any]
) -> None:
    proposed = do_propose_contract(actor=person("finance", SUZHOU), contract=draft)

    approve(proposed.approval, SUZHOU)
    draft.refresh_from_db()
    assert Contract.State.PROPOSED == draft.state

    approve(proposed.approval, SUQIAN)
    draft.refresh_from_db()
    assert Contract.State.IN_FORCE == draft.state


def test_a_returned_contract_is_a_draft_again(draft: Any, person: Callable[..., Any]) -> None:
    proposed = do_propose_contract(actor=person("finance", SUZHOU), contract=draft)
    approval = Approval.objects.get(pk=proposed.approval)

    do_vote(
        actor=person("approver", SUQIAN), approval=approval, party=SUQIAN, verdict="return", reason="40 % is too little"
    )

    draft.refresh_from_db()
    assert Contract.State.DRAFT == draft.state


def test_what_was_changed_after_it_was_returned_is_not_approved_by_the_old_request(
    draft: Any, person: Callable[..., Any]
) -> None:
    """An old request cannot bring a new text into force."""
    proposed = do_propose_contract(actor=person("finance", SUZHOU), contract=draft)
    approval = Approval.objects.get(pk=proposed.approval)
    do_vote(actor=person("approver", SUQIAN), approval=approval, party=SUQIAN, verdict="return", reason="too little")
    do_draft_contract(
        actor=person("finance", SUZHOU),
        text=CONTRACT.replace("{origin: 60%, host: 40%}", "{origin: 50%, host: 50%}"),
        party_places=draft.party_places,
        contract=Contract.objects.get(),
        version=1,
    )

    with pytest.raises(Exception, match="改动过"):
        do_reopen(actor=person("finance", SUZHOU), approval=approval, reason="again")

    draft.refresh_from_db()
    assert Contract.State.DRAFT == draft.state


def test_figures_wait_for_a_contract_in_force(draft: Any, person: Callable[..., Any]) -> None:
    with pytest.raises(SharingError, match="尚未生效"):
        do_enter_base(actor=person("finance", SUZHOU), contract=draft, text=figures("2020"))


def test_no_statement_without_the_confirmation_of_all(
    in_force: Any, person: Callable[..., Any], approve: Callable[..., Any]
) -> None:
    finance = person("finance", SUZHOU)
    base = do_enter_base(actor=finance, contract=in_force, text=figures("2020"))
    proposed = do_propose_base(actor=finance, base=base)
    approve(proposed.approval, SUZHOU)
    base.refresh_from_db()

    with pytest.raises(SharingError, match="尚未经各方确认"):
        do_issue(actor=finance, base=base, day=timezone.localdate())


def test_a_statement_adds_up_to_the_fen_and_replays(confirmed: Callable[..., Any], person: Callable[..., Any]) -> None:
    """2,000.01 × 10,000 yuan: 60 % of it is above nothing, so the cap of 20 million leaves 7,999,940 yuan."""
    statement = do_issue(actor=person("finance", SUZHOU), base=confirmed("2020"), day=timezone.localdate())

    view = queries.view_of(statement)
    (split,) = view.splits
    assert () == view.differences
    assert 2_000_010_000 == split["base"] == split["total"]["period"]
    assert [1_200_006_000, 800_004_000] == [line["period"] for line in split["lines"]]
    assert [799_994_000, None] == [line["cap_left"] for line in split["lines"]]
    assert [("宿迁市", "苏州市", 1_200_006_000)] == [
        (each["payer"], each["payee"], each["amount"]) for each in view.payments
    ]
    assert 0 == sum(fen for _, fen in queries.net_positions(statement.contract))


def test_the_cap_carries_on_from_statement_to_statement(
    confirmed: Callable[..., Any], person: Callable[..., Any]
) -> None:
    finance = person("finance", SUZHOU)
    do_issue(actor=finance, base=confirmed("2020"), day=timezone.localdate())

    second = do_issue(actor=finance, base=confirmed("2021"), day=timezone.localdate())

    lines = queries.view_of(second).splits[0]["lines"]
    assert [799_994_000, 1_200_016_000] == [line["period"] for line in lines]
    assert 0 == lines[0]["cap_left"]


def test_a_statement_stays_as_it_was_issued(confirmed: Callable[..., Any], person: Callable[..., Any]) -> None:
    """The database refuses, whoever asks."""
    do_issue(actor=person("finance", SUZHOU), base=confirmed("2020"), day=timezone.localdate())

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        Statement.objects.update(number=9)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        Statement.objects.all()._raw_delete("default")


def test_an_objection_leads_to_correcting_figures_and_a_new_statement(
    confirmed: Callable[..., Any], person: Callable[..., Any]
) -> None:
    """The old statement stays; the new one brings every party to what it would have had."""
    today = timezone.localdate()
    first = do_issue(actor=person("finance", SUZHOU), base=confirmed("2020"), day=today)
    objection = do_object(
        actor=person("finance", SUQIAN), statement=first, party="host", claims="VAT was 1,000.5", day=today
    )
    correcting = confirmed("2020-corrected", "1000.5", 'corrects: "2020"\nreason: "a refund was missing"\n')

    do_answer(
        actor=person("finance", SUZHOU),
        objection=objection,
        answer="accepted",
        reason="the refund was missing",
        day=today,
        base=correcting,
    )
    second = do_issue(actor=person("finance", SUZHOU), base=correcting, day=today)

    lines = queries.view_of(second).splits[0]["lines"]
    assert [-120_006_000, -80_004_000] == [line["corrections"] for line in lines]
    assert [1_080_000_000, 720_000_000] == [line["cumulative"] for line in lines]
    assert () == queries.view_of(first).differences
    assert None is audit.verify()


def test_the_party_that_objects_does_not_answer_itself(
    confirmed: Callable[..., Any], person: Callable[..., Any]
) -> None:
    today = timezone.localdate()
    statement = do_issue(actor=person("finance", SUZHOU), base=confirmed("2020"), day=today)
    objection = do_object(actor=person("finance", SUQIAN), statement=statement, party="host", claims="no", day=today)

    with pytest.raises(PermissionDenied):
        do_answer(actor=person("finance", SUQIAN), objection=objection, answer="refused", reason="no", day=today)


def test_an_objection_that_came_too_late_is_answered_so(
    confirmed: Callable[..., Any], person: Callable[..., Any]
) -> None:
    issued = date(2026, 1, 5)
    statement = do_issue(actor=person("finance", SUZHOU), base=confirmed("2020"), day=max(timezone.localdate(), issued))
    late = statement.issued + timedelta(days=60)
    objection = do_object(actor=person("finance", SUQIAN), statement=statement, party="host", claims="no", day=late)

    with pytest.raises(RuleError, match="last day"):
        do_answer(actor=person("finance", SUZHOU), objection=objection, answer="refused", reason="no", day=late)


@pytest.mark.parametrize("place", [SUZHOU, SUQIAN, NANTONG, "320000", "330000"])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("sharing.see", ROLES),
        ("sharing.draft_contract", ("officer", "finance")),
        ("sharing.propose_contract", ("officer", "finance")),
        ("sharing.enter_base", ("finance",)),
        ("sharing.propose_base", ("finance",)),
        ("sharing.issue_statement", ("finance",)),
        ("sharing.object", ("officer", "finance")),
        ("sharing.answer_objection", ("finance",)),
    ],
)
def test_permissions_go_by_role_and_party(
    draft: Any, person: Callable[..., Any], permission: str, roles: tuple[str, ...], role: str, place: str
) -> None:
    """A party, or the province it lies in; nobody else."""
    expected = role in roles and place in (SUZHOU, SUQIAN, "320000")

    assert expected is person(role, place).has_perm(permission, draft)


@pytest.mark.parametrize("state", Base.State.values)
def test_figures_change_only_while_they_are_a_draft(in_force: Any, person: Callable[..., Any], state: str) -> None:
    finance = person("finance", SUZHOU)
    base = do_enter_base(actor=finance, contract=in_force, text=figures("2020"))
    Base.objects.filter(pk=base.pk).update(state=state)

    if state == "draft":
        changed = do_enter_base(actor=finance, contract=in_force, text=figures("2020", "1"), base=base, version=1)
        assert 2 == changed.version
    else:
        with pytest.raises(SharingError):
            do_enter_base(actor=finance, contract=in_force, text=figures("2020", "1"), base=base, version=1)


def test_who_is_concerned_is_told(confirmed: Callable[..., Any], person: Callable[..., Any]) -> None:
    """A statement to all parties, an objection to the others, its answer to who objected; nobody of what they did."""
    mine, theirs, stranger = person("finance", SUZHOU), person("finance", SUQIAN), person("finance", NANTONG)
    statement = do_issue(actor=mine, base=confirmed("2020"), day=timezone.localdate())
    objection = do_object(actor=theirs, statement=statement, party="host", claims="1000.5", day=timezone.localdate())
    do_answer(actor=mine, objection=objection, answer="refused", reason="x", day=timezone.localdate())

    def told(who: Any) -> list[str]:
        kinds = Notice.objects.filter(person=who, kind__startswith="sharing.").order_by("pk")
        return [notice.kind for notice in kinds]

    assert ["sharing.objection"] == told(mine)
    assert ["sharing.statement", "sharing.answer"] == told(theirs)
    assert [] == told(stranger)
    assert "对“示例园区”第1期对账单提出异议" in str(Notice.objects.get(person=mine, kind="sharing.objection").text)


def test_the_site_says_how_long_to_object_where_the_contract_does_not(
    confirmed: Callable[..., Any], person: Callable[..., Any], settings: Any
) -> None:
    """Holidays lengthen the term; it is fixed when the statement is issued, whatever the site says later."""
    settings.SHARING_OBJECTION_DAYS, settings.SHARING_HOLIDAYS = 5, frozenset({"2099-10-01"})
    statement = do_issue(actor=person("finance", SUZHOU), base=confirmed("2020"), day=date(2099, 9, 28))
    settings.SHARING_OBJECTION_DAYS = 15

    assert (5, date(2099, 10, 6)) == (statement.objection_days, queries.view_of(statement).last_day)


def test_approvers_read_the_figures_and_what_they_give(in_force: Any, person: Callable[..., Any]) -> None:
    """Amounts after refunds, and each party's part, stand in the request itself."""
    finance = person("finance", SUZHOU)
    base = do_propose_base(actor=finance, base=do_enter_base(actor=finance, contract=in_force, text=figures("2020")))
    facts = {fact["zh"]: fact["value"] for fact in Approval.objects.get(pk=base.approval).facts}

    assert "12,000,100.00" == facts["增值税，元"]
    assert "12,000,060.00" == facts["税收分给苏州市，元"]
    assert "8,000,040.00" == facts["税收分给宿迁市，元"]
