"""Changes to the registers: funds with their entries, and what is kept on moving industry. Each with its event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.clearing import MoneyError, parse_amount
from tashan.rules import RuleError, RuleProblem
from tashan.rules.days import LAST_DAY
from tashan.sharing.funds import fund_statement
from tashan.sharing.industry import read_list, read_platforms
from tashan.sharing.match_files import read_match
from tashan.web.accounts.wall import as_the_system
from tashan.web.audit.services import note
from tashan.web.pages.access import check
from tashan.web.pages.words import say
from tashan.web.sharing.models import Fund, FundEntry, Kept
from tashan.web.sharing.services import SharingError, known_place
from tashan.web.sharing.texts import MOST_BYTES


@dataclass(frozen=True, slots=True)
class Typed:
    """
    An entry of a fund's register as somebody typed it.

    Attributes:
        kind: one of `FundEntry.Kind`.
        day: on which it happened.
        amount: a number in `unit`; with a minus only to correct.
        member, call, region, purpose, due, corrects: as in `FundEntry`, where the kind needs them.
    """

    kind: Any
    day: date
    amount: str
    unit: str = "元"
    member: str = ""
    call: int | None = None
    region: str = ""
    purpose: str = ""
    due: date | None = None
    corrects: int | None = None


@transaction.atomic
def do_open_fund(*, actor: Any, name: str, keeper: str, members: Sequence[str], remark: str = "") -> Fund:
    """
    Begin the register of a fund.

    Args:
        actor: finance officer of the keeper.
        name: the fund's; one in the installation.
        keeper: the place whose finance officers keep the register.
        members: places that take part; a commitment of another place adds it later.
        remark: what else should be known.

    Raises:
        SharingError: no name, a name that is taken, a place that nobody knows, or no member.
    """
    keeper = known_place(keeper)
    check(actor, "sharing.keep_fund", keeper)
    name = name.strip()
    if not name:
        raise SharingError(say("请写基金名称。", "Give the fund a name."))
    with as_the_system():
        taken = Fund.objects.filter(name=name).exists()
    if taken:
        raise SharingError(say("已有名为“{name}”的基金。", "There is a fund called {name} already.", name=name))
    places = list(dict.fromkeys(known_place(place) for place in members if place.strip()))
    if not places:
        raise SharingError(say("请至少写一个成员。", "Name at least one member."))
    fund = Fund.objects.create(
        name=name,
        keeper=keeper,
        members=places,
        note=remark.strip(),
        made_by=actor,
        made_at=timezone.now(),
    )
    _note(actor, "open_fund", f"sharing.fund:{fund.pk}", fund.keeper, {"name": name, "members": places})
    return fund


@transaction.atomic
def do_book(*, actor: Any, fund: Fund, typed: Typed) -> FundEntry:
    """
    Enter something into a fund's register; the whole register has to stay sound.

    A correction takes kind, member, call and region from the entry it corrects.

    Raises:
        SharingError: what the kind needs is missing, or a place that nobody knows.
        RuleError: the amount, or the register with this entry, is not sound; says which entry and why.
    """
    fund = Fund.objects.select_for_update().get(pk=fund.pk)
    check(actor, "sharing.keep_fund", fund.keeper)
    number = fund.entries.count() + 1
    entry = FundEntry(
        fund=fund, number=number, amount=_fen(typed), day=typed.day, made_by=actor, made_at=timezone.now(),
        purpose=typed.purpose.strip()[:200], corrects=typed.corrects, due=typed.due if typed.kind == "call" else None,
        **_what(fund, typed),
    )  # fmt: skip
    _check_register(fund, entry)
    if entry.kind == FundEntry.Kind.COMMITMENT and entry.member not in fund.members:
        fund.members = [*fund.members, entry.member]
        fund.save(update_fields=["members"])
    entry.save()
    after = {
        "number": number, "kind": entry.kind, "day": entry.day.isoformat(), "fen": entry.amount, "member": entry.member,
        "call": entry.call, "region": entry.region, "purpose": entry.purpose, "corrects": entry.corrects,
    }  # fmt: skip
    _note(actor, "book_fund", f"sharing.fund:{fund.pk}", fund.keeper, after)
    return entry


@transaction.atomic
def do_keep(
    *, actor: Any, kind: Any, place: str, text: str, key: str = "", version: int | None = None, why: str = ""
) -> Kept:
    """
    Keep a list of industries, a platform or a matching round, new or as the next version.

    Args:
        actor: officer or finance officer of the place.
        kind: one of `Kept.Kind`.
        place: that keeps it; of a next version it is the place of the first.
        text: its file, in the form of docs/sharing.md.
        key: what is changed; something new without it.
        version: the version that was changed; another one means that somebody else saved meanwhile.
        why: what changed.

    Raises:
        RuleError: what is wrong with the file, each with its line.
        SharingError: a title that the place keeps already, another version, a change without a reason, or too long a text.
    """
    if len(text.encode()) > MOST_BYTES:
        raise SharingError(say("文本过长。", "The text is too long."))
    title = title_of(kind, text)
    last = Kept.objects.filter(kind=kind, key=key).order_by("-version").first() if key else None
    place = last.place if last else known_place(place)
    check(actor, "sharing.keep_register", place)
    if key and (last is None or version != last.version):
        raise SharingError(
            say(
                "您打开后，他人已改动；您的改动没有写入，仍在下面。",
                "Somebody changed it after you opened it; your changes were not written and stand below.",
            )
        )
    if last and not why.strip():
        raise SharingError(say("请写明改了什么、为什么。", "Say what you changed, and why."))
    if not last:
        key = f"{place}-{title}"[:80]
        if Kept.objects.filter(kind=kind, key=key).exists():
            raise SharingError(
                say("已有“{name}”，请在原处修改。", "There is “{name}” already; change it there.", name=title)
            )
    kept = Kept.objects.create(
        kind=kind, key=key, version=last.version + 1 if last else 1, place=place, title=title[:200], text=text,
        why=why.strip()[:400], made_by=actor, made_at=timezone.now(),
    )  # fmt: skip
    _note(actor, f"keep_{kind}", f"sharing.kept:{kind}:{key}", place, {"version": kept.version, "text": text}, why=why)
    return kept


def title_of(kind: Any, text: str) -> str:
    """
    What a file is called, once it is sure to be sound.

    Raises:
        RuleError: every problem of the file, with its line.
        SharingError: a kind that nobody keeps, or a register of several platforms where one is kept.
    """
    data = text.encode()
    if kind == Kept.Kind.LIST:
        return read_list(data, "list.yaml")[0].document
    if kind == Kept.Kind.ROUND:
        return read_match(data, "match.yaml").name
    if kind != Kept.Kind.PLATFORM:
        raise SharingError(say("这里不登记这一类。", "Nothing of this kind is kept here."))
    platforms = read_platforms(data, "platform.yaml")
    if len(platforms) != 1:
        raise SharingError(say("一次登记一个平台。", "Register one platform at a time."))
    return platforms[0].name


def register_of(fund: Fund) -> tuple[list[Any], dict[str, str]]:
    """A fund's entries as the pure room reads them, and the last days of its calls."""
    entries = list(fund.entries.all())
    due = {str(each.number): each.due.isoformat() for each in entries if each.due}
    return [_pure(each) for each in entries], due


def _pure(entry: FundEntry) -> Any:
    from tashan.sharing.funds import FundEntry as Pure

    return Pure(
        str(entry.number), entry.day.isoformat(), entry.kind, entry.amount, member=entry.member,
        call=str(entry.call or ""), region=entry.region, purpose=entry.purpose, corrects=str(entry.corrects or ""),
    )  # fmt: skip


def _check_register(fund: Fund, entry: FundEntry) -> None:
    entries, due = register_of(fund)
    fund_statement([*entries, _pure(entry)], LAST_DAY, due_days=due)


def _what(fund: Fund, typed: Typed) -> dict[str, Any]:
    """Kind, member, call and region of an entry, checked for what its kind needs."""
    if typed.corrects is not None:
        old = fund.entries.filter(number=typed.corrects).first()
        if old is None:
            raise SharingError(say("没有要更正的那一笔。", "There is no entry of this number to correct."))
        return {"kind": old.kind, "member": old.member, "call": old.call, "region": old.region}
    if typed.kind not in FundEntry.Kind.values:
        raise SharingError(say("请选一类登记。", "Choose what to enter."))
    found: dict[str, Any] = {"kind": typed.kind, "member": "", "call": None, "region": ""}
    if typed.kind in (FundEntry.Kind.COMMITMENT, FundEntry.Kind.PAYMENT):
        found["member"] = known_place(typed.member)
    if typed.kind == FundEntry.Kind.PAYMENT:
        found["call"] = typed.call
    if typed.kind == FundEntry.Kind.USE:
        found["region"] = known_place(typed.region)
        if not typed.purpose.strip():
            raise SharingError(say("请写明用途。", "Say what the money is for."))
    return found


def _fen(typed: Typed) -> int:
    try:
        return parse_amount(typed.amount.strip(), typed.unit)
    except MoneyError as error:
        raise RuleError([RuleProblem(error.code, error.message, "")]) from error


def _note(actor: Any, verb: str, thing: str, place: str, after: Mapping[str, Any], *, why: str = "") -> None:
    note(actor=actor, action=f"sharing.{verb}", thing=thing, place=place, why=why, after=dict(after))
