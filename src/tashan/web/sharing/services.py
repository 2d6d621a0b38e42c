"""Changes to contracts, bases, statements and objections: each whole or not at all, with its event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.regions.divisions import by_code
from tashan.sharing import issue_after, read_base, shipped_rules
from tashan.sharing.objections import last_day_to_object, objection_term
from tashan.web.accounts.wall import as_the_system
from tashan.web.approvals.services import do_open
from tashan.web.audit.services import note
from tashan.web.pages.access import check
from tashan.web.pages.numbers import yuan
from tashan.web.pages.words import say
from tashan.web.sharing.called import ITEMS, NAMES
from tashan.web.sharing.models import Base, Contract, Statement
from tashan.web.sharing.queries import series_text
from tashan.web.sharing.telling import tell_of_statement
from tashan.web.sharing.terms import site_days, site_holidays
from tashan.web.sharing.texts import MOST_BYTES, contract_of, trial, with_confirmations


class SharingError(Exception):
    """It cannot be done as things stand; says why and what to do."""


@transaction.atomic
def do_draft_contract(
    *,
    actor: Any,
    text: str,
    party_places: Mapping[str, str],
    contract: Contract | None = None,
    version: int | None = None,
) -> Contract:
    """
    Keep a draft, new or changed.

    Args:
        actor: officer or finance officer of one of the parties.
        text: the file, in the form of docs/sharing.md.
        party_places: each party of the file → region (code) or body.
        contract: the draft to change; a new one without it.
        version: the version that was changed; another one means that somebody else saved meanwhile.

    Raises:
        RuleError: what is wrong with the text, each with its line.
        SharingError: a party without a place, a name that is taken, a contract that is no draft, or another version.
    """
    read = _read(text)
    places = _places(read.parties, party_places)
    check(actor, "sharing.draft_contract", Of(tuple(places.values())))
    if contract is None:
        contract = Contract(made_by=actor, made_at=timezone.now(), version=0)
        before = None
    else:
        contract = Contract.objects.select_for_update().get(pk=contract.pk)
        check(actor, "sharing.draft_contract", contract)
        _must_be_draft(contract)
        if version != contract.version:
            raise SharingError(
                say(
                    "您打开后，他人已保存第{n}版。您的改动没有写入，仍在下面。",
                    "Somebody saved version {n} after you opened this. Your changes were not written and stand below.",
                    n=contract.version,
                )
            )
        before = {"text": contract.text, "parties": contract.party_places}
    with as_the_system():
        taken = Contract.objects.exclude(pk=contract.pk).filter(name=read.name).exists()
    if taken:
        raise SharingError(
            say(
                "已有名为“{name}”的协议；请换一个名称。",
                "There is a contract called {name}; choose another name.",
                name=read.name,
            )
        )
    contract.name, contract.text, contract.party_places = read.name, text, places
    contract.title = read.label.zh if read.label else read.name
    contract.title_en = read.label.en if read.label else read.name
    contract.version += 1
    contract.save()
    note_of(actor, "draft_contract", contract, before=before, after={"text": text, "parties": places})
    return contract


@transaction.atomic
def do_propose_contract(*, actor: Any, contract: Contract) -> Contract:
    """
    Ask all parties to approve a draft; what they approve is the text as it stands now.

    Raises:
        SharingError: it is no draft.
    """
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    check(actor, "sharing.propose_contract", contract)
    _must_be_draft(contract)
    approval = do_open(
        actor=actor,
        kind="sharing.contract",
        thing=f"sharing.contract:{contract.pk}",
        title=f"分享协议：{contract.title}",
        title_en=f"Contract to share: {contract.title_en}",
        effect="各方同意后协议生效，此后各期按它计算；文本不再改动。",
        effect_en="Once all parties agree the contract is in force, its text fixed, and periods are computed by it.",
        rule="各方地位相同，须全部同意",
        rule_en="Equal parties, all of whom have to agree",
        parties=_distinct(contract),
        facts=[
            {"zh": "当事方", "en": "Parties", "value": "、".join(_party_names(contract))},
            {"zh": "版本", "en": "Version", "value": str(contract.version)},
        ],
        content={"text": contract.text, "version": contract.version},
        address=f"/sharing/contracts/{contract.pk}",
    )
    contract.state, contract.approval = Contract.State.PROPOSED, approval.pk
    contract.save(update_fields=["state", "approval"])
    note_of(actor, "propose_contract", contract, after={"approval": approval.pk})
    return contract


@transaction.atomic
def do_enter_base(
    *, actor: Any, contract: Contract, text: str, base: Base | None = None, version: int | None = None
) -> Base:
    """
    Keep the figures of a period as a draft, new or changed.

    Raises:
        RuleError: what is wrong with the figures, each with its line.
        SharingError: the contract is not in force, the base is no draft, another version, or a name that is taken.
    """
    check(actor, "sharing.enter_base", contract)
    if contract.state != Contract.State.IN_FORCE:
        raise SharingError(
            say("协议尚未生效，不能录入基数。", "The contract is not in force yet; no figures can be entered.")
        )
    read = read_base(text.encode(), "base.yaml")
    if read.contract != contract.name:
        raise SharingError(
            say("基数所写的协议是“{name}”。", "These figures are of the contract {name}.", name=read.contract)
        )
    if base is None:
        base = Base(contract=contract, made_by=actor, made_at=timezone.now(), version=0)
    else:
        base = Base.objects.select_for_update().get(pk=base.pk)
        if base.state != Base.State.DRAFT:
            raise SharingError(
                say("已送各方确认，不能再改；请先撤回。", "It waits for the parties; take it back first.")
            )
        if version != base.version:
            raise SharingError(
                say(
                    "您打开后，他人已改动；您的改动仍在下面。",
                    "Somebody changed it after you opened it; your changes stand below.",
                )
            )
    if contract.bases.exclude(pk=base.pk).filter(name=read.name).exists():
        raise SharingError(
            say("本协议已有基数“{name}”。", "The contract has a base called {name} already.", name=read.name)
        )
    base.name, base.text, base.corrects = read.name, text, read.corrects
    base.version += 1
    base.save()
    note_of(actor, "enter_base", contract, after={"base": base.name, "text": text})
    return base


@transaction.atomic
def do_propose_base(*, actor: Any, base: Base) -> Base:
    """Ask all parties to confirm the figures of a period."""
    base = Base.objects.select_for_update().select_related("contract").get(pk=base.pk)
    check(actor, "sharing.propose_base", base)
    if base.state != Base.State.DRAFT:
        raise SharingError(say("这份基数不是草拟状态。", "These figures are no draft."))
    contract = base.contract
    approval = do_open(
        actor=actor,
        kind="sharing.base",
        thing=f"sharing.base:{base.pk}",
        title=f"确认基数：{contract.title} {base.name}",
        title_en=f"Confirm figures: {contract.title_en} {base.name}",
        effect="各方确认后可据此出对账单；更正须另录一份基数。",
        effect_en="Once all parties confirm, a statement can be issued; a correction is a base of its own.",
        rule=f"{contract.title}：基数须各方确认",
        rule_en=f"{contract.title_en}: figures are confirmed by all parties",
        parties=_distinct(contract),
        facts=_what_is_confirmed(contract, base),
        content={"text": base.text, "version": base.version},
        address=f"/sharing/contracts/{contract.pk}",
    )
    base.state, base.approval = Base.State.PROPOSED, approval.pk
    base.save(update_fields=["state", "approval"])
    note_of(actor, "propose_base", contract, after={"base": base.name, "approval": approval.pk})
    return base


@transaction.atomic
def do_issue(*, actor: Any, base: Base, day: date) -> Statement:
    """
    Issue the statement for a confirmed base, after the contract's last one.

    Raises:
        RuleError: the engine refuses; every problem with its place.
        SharingError: the base is not confirmed, or has its statement already.
    """
    check(actor, "sharing.issue_statement", base)
    contract = Contract.objects.select_for_update().get(pk=base.contract_id)
    if base.state != Base.State.CONFIRMED:
        raise SharingError(say("基数尚未经各方确认，不能出对账单。", "The figures are not confirmed by all parties."))
    if hasattr(base, "statement"):
        raise SharingError(say("这份基数已有对账单。", "These figures have their statement already."))
    last = contract.statements.order_by("-number").first()
    confirmed = read_base(with_confirmations(base.text, base.confirmed).encode(), f"{base.name}.yaml")
    read = contract_of(contract.text, f"{contract.name}.yaml")
    content = issue_after(
        last.content if last else None,
        read,
        confirmed,
        shipped_rules(),
        day.isoformat(),
    )
    days = objection_term(read, day.isoformat(), shipped_rules(), otherwise=site_days())
    statement = Statement.objects.create(
        contract=contract,
        base=base,
        objection_days=days,
        last_day=date.fromisoformat(last_day_to_object(day.isoformat(), days, holidays=site_holidays())),
        number=content["number"],
        digest=content["statement"],
        content=content,
        issued=day,
        issued_by=actor,
    )
    note_of(actor, "issue_statement", contract, after={"number": statement.number, "statement": statement.digest})
    tell_of_statement(statement, actor)
    return statement


class Of:
    """Places that a permission is asked for."""

    def __init__(self, places: tuple[str, ...]) -> None:
        self.places = places


def _read(text: str) -> Any:
    if len(text.encode()) > MOST_BYTES:
        raise SharingError(say("文本过长。", "The text is too long."))
    return contract_of(text)


def known_place(text: str) -> str:
    """
    The place that somebody named by its code, or a body of cooperation.

    Raises:
        SharingError: there is none.
    """
    place = text.strip()
    if place.startswith("body:") or (place.isdigit() and by_code(place) is not None):
        return place
    raise SharingError(
        say(
            "“{place}”是哪个区域？请写全称或六位代码。",
            "Which region is “{place}”? Write its full name or its code of six digits.",
            place=place,
        )
    )


def _places(parties: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, str]:
    """The place of every party, checked."""
    found = {}
    for party, label in parties.items():
        try:
            found[party] = known_place(given.get(party, ""))
        except SharingError:
            raise SharingError(
                say(
                    "“{party}”是哪个区域？请选一个有代码的区域。",
                    "Which region is {party}? Choose one that has a code.",
                    party=say(label.zh, label.en),
                )
            ) from None
    if len(set(found.values())) < len(found):
        raise SharingError(say("两方不能是同一个区域。", "Two parties cannot be the same region."))
    return found


def _must_be_draft(contract: Contract) -> None:
    if contract.state != Contract.State.DRAFT:
        raise SharingError(say("只有草拟中的协议可以改动。", "Only a draft can be changed."))


def _distinct(contract: Contract) -> tuple[str, ...]:
    return tuple(dict.fromkeys(contract.places))


def _what_is_confirmed(contract: Contract, base: Base) -> list[dict[str, str]]:
    """What an approver reads before confirming figures: period, amounts after refunds, and what they would give."""
    read = read_base(base.text.encode(), "base.yaml")
    found = [{"zh": "期间", "en": "Period", "value": " – ".join(read.period)}]
    if read.corrects:
        found.append({"zh": "更正", "en": "Corrects", "value": f"{read.corrects}：{read.reason}"})
    for item, fen in read.items.items():
        zh, en = ITEMS.get(item, (item, item))
        found.append({"zh": f"{zh}，元", "en": f"{en}, yuan", "value": yuan(fen)})
    for section, indicators in read.measured.items():
        for indicator, series in indicators.items():
            zh, en = NAMES.get(indicator, (indicator, indicator))
            found.append({"zh": f"{section} {zh}", "en": f"{section} {en}", "value": series_text(series)})
    tried = trial(contract.text, base.text)
    labels = contract_of(contract.text).parties
    for line in tried.split.lines if tried.split else ():
        zh, en = ITEMS.get(line.split, (line.split, line.split))
        for party, part in line.parts.items():
            label = labels[party]
            found.append({"zh": f"{zh}分给{label.zh}，元", "en": f"{en} to {label.en}, yuan", "value": yuan(part)})
    return found


def _party_names(contract: Contract) -> list[str]:
    return [label.zh for label in contract_of(contract.text).parties.values()]


def note_of(
    actor: Any, verb: str, contract: Contract, *, place: str = "", why: str = "", before: Any = None, after: Any = None
) -> None:
    """Write the event of something that happened to a contract."""
    note(
        actor=actor,
        action=f"sharing.{verb}",
        thing=f"sharing.contract:{contract.pk}",
        place=place or contract.places[0],
        why=why,
        before=before,
        after=after,
    )
