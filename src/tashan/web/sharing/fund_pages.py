"""Pages of funds: the register of each, its statement on a day, and a member's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from tashan.sharing.funds import FundStatement
from tashan.web.accounts.predicates import grants
from tashan.web.pages.access import needs
from tashan.web.pages.downloads import Linked, Table, page
from tashan.web.pages.numbers import percentage, yuan
from tashan.web.pages.places import place_name
from tashan.web.pages.words import say
from tashan.web.sharing.called import units
from tashan.web.sharing.checks import wrong_fund
from tashan.web.sharing.columns import columns, in_yuan, joined
from tashan.web.sharing.common import REFUSED, problems_of
from tashan.web.sharing.fund_files import as_file
from tashan.web.sharing.fund_queries import funds_for, statement_on
from tashan.web.sharing.keeping import Typed, do_book, do_open_fund
from tashan.web.sharing.models import Fund, FundEntry
from tashan.web.sharing.services import SharingError
from tashan.web.sharing.trials import code_of


def _fund(pk: int, **_: Any) -> Fund:
    return get_object_or_404(Fund, pk=pk)


@needs("sharing.see")
def funds(request: HttpRequest) -> HttpResponse:
    """The funds of my places, and how each stands today."""
    today = timezone.localdate()
    rows = [(fund, statement_on(fund, today)) for fund in funds_for(request.user)]
    table = Table(
        "funds",
        say("基金", "Funds"),
        columns(
            ("基金", "Fund"),
            ("管理方", "Kept by"),
            ("成员", "Members", "number"),
            ("认缴", "Committed", "yuan"),
            ("实缴", "Paid in", "yuan"),
            ("账上", "In the fund", "yuan"),
            ("逾期未缴", "Overdue", "yuan"),
        ),
        [
            (
                Linked(fund.name, reverse("sharing-fund-page", args=(fund.pk,))),
                place_name(fund.keeper),
                len(fund.members),
                in_yuan(sum(line.committed for line in found.members.values())),
                in_yuan(sum(line.paid for line in found.members.values())),
                in_yuan(found.cash),
                in_yuan(sum(line.open for line in found.overdue)),
            )
            for fund, found in rows
        ],
        empty=say("您所在各方还没有登记基金。", "No fund of your places is registered yet."),
    )
    late = sum(bool(found.overdue) for _, found in rows)
    context = {
        "section": "sharing",
        "count": len(rows),
        "late": late,
        "may": request.user.has_perm("sharing.keep_fund"),
    }
    return page(request, "sharing/funds.html", context, tables=[table])


@needs("sharing.keep_fund")
def open_fund(request: HttpRequest) -> HttpResponse:
    """Begin the register of a fund."""
    typed, problems = request.POST, list[dict[str, Any]]()
    wrong = wrong_fund(typed) if request.method == "POST" else {}
    if request.method == "POST" and not wrong:
        try:
            made = do_open_fund(
                actor=request.user,
                name=typed.get("name", ""),
                keeper=code_of(typed.get("keeper", "")),
                members=[code_of(each) for each in typed.get("members", "").replace("，", "\n").splitlines()],
                remark=typed.get("note", ""),
            )
        except REFUSED as error:
            problems = problems_of(error)
        else:
            messages.success(request, say("已开立“{name}”的台账。", "The register of {name} is open.", name=made.name))
            return redirect("sharing-fund-page", pk=made.pk)
    held = next((grant.place for grant in grants(request.user) if grant.role == "finance"), "")
    context = {
        "section": "sharing",
        "typed": typed,
        "keeper": typed.get("keeper", held),
        "problems": problems,
        "wrong": wrong,
    }
    return render(request, "sharing/fund_open.html", context, status=422 if problems or wrong else 200)


@needs("sharing.see", _fund)
def fund_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One fund on a day: members, calls, uses, and every entry; `?format=yaml` gives the register as a file."""
    fund, day = _fund(pk), _day(request)
    if request.GET.get("format") == "yaml":
        answer = HttpResponse(as_file(fund), content_type="application/yaml; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="fund-{fund.pk}.yaml"'
        return answer
    found = statement_on(fund, day)
    entries = [each for each in fund.entries.select_related("made_by") if each.day <= day]
    may = request.user.has_perm("sharing.keep_fund", fund.keeper)
    context = {
        "section": "sharing",
        "fund": fund,
        "day": day,
        "found": found,
        "late": _late(found.overdue),
        "members": [place_name(place) for place in fund.members],
        "may": may,
        "kinds": FundEntry.Kind.choices if may else (),
    }
    tables = [_members(fund, found, day), _calls(found.lines, fund), _uses(found), _entries(fund, entries, correct=may)]
    return page(request, "sharing/fund_page.html", context, tables=tables)


@needs("sharing.see", _fund)
def member(request: HttpRequest, pk: int, place: str) -> HttpResponse:
    """A member's statement on a day, over all calls, to print and to sign."""
    fund, day = _fund(pk), _day(request)
    found = statement_on(fund, day)
    if place not in fund.members:
        raise Http404(say("这只基金没有这个成员。", "The fund has no such member."))
    own = [line for line in found.lines if line.member == place]
    entries = [each for each in fund.entries.select_related("made_by") if each.day <= day]
    mine = [each for each in entries if place in (each.member, each.region)]
    context = {
        "section": "sharing",
        "fund": fund,
        "day": day,
        "place": place,
        "line": found.members.get(place),
        "used": found.uses.get(place, 0),
        "late": _late([line for line in found.overdue if line.member == place]),
        "last": entries[-1].number if entries else 0,
    }
    tables = [_calls(own, fund, alone=True), _entries(fund, mine, correct=False)]
    return page(request, "sharing/fund_member.html", context, tables=tables)


def _keeper(pk: int, **_: Any) -> str:
    return _fund(pk).keeper


@needs("sharing.keep_fund", _keeper)
def book(request: HttpRequest, pk: int, kind: str = "", number: int | None = None) -> HttpResponse:
    """Enter something into the register, or correct the entry of a number."""
    fund, typed, problems = _fund(pk), request.POST, list[dict[str, Any]]()
    old = get_object_or_404(fund.entries, number=number) if number else None
    kind = old.kind if old else kind
    if kind not in FundEntry.Kind.values:
        raise Http404(kind)
    if request.method == "POST":
        try:
            made = do_book(actor=request.user, fund=fund, typed=_typed(typed, kind, number))
        except REFUSED as error:
            problems = problems_of(error)
        else:
            messages.success(request, say("已登记第 {n} 号。", "Entered as number {n}.", n=made.number))
            return redirect("sharing-fund-page", pk=pk)
    context = {
        "section": "sharing",
        "fund": fund,
        "kind": kind,
        "name": FundEntry.Kind(kind).label,
        "old": old,
        "typed": typed,
        "units": units(),
        "today": timezone.localdate(),
        "calls": fund.entries.filter(kind=FundEntry.Kind.CALL, corrects=None),
        "members": [(place, place_name(place)) for place in fund.members],
        "problems": problems,
    }
    return render(request, "sharing/fund_book.html", context, status=422 if problems else 200)


# --- tables ----------------------------------------------------------------------------------------------------------


def _members(fund: Fund, found: FundStatement, day: date) -> Table:
    rows: list[tuple[Any, ...]] = [
        (
            Linked(place_name(place), f"{reverse('sharing-fund-member', args=(fund.pk, place))}?day={day}"),
            percentage(line.share),
            *map(in_yuan, (line.committed, line.called, line.paid, line.open, line.overdue, line.received)),
        )
        for place, line in found.members.items()
    ]
    if rows:
        sums = [sum(row[column] for row in rows) for column in range(2, 8)]
        rows.append((say("合计", "Total"), "", *sums))
    return Table(
        "members",
        say("成员", "Members"),
        columns(
            ("成员", "Member"),
            ("份额", "Share", "number"),
            ("认缴", "Committed", "yuan"),
            ("已催缴", "Called", "yuan"),
            ("实缴", "Paid", "yuan"),
            ("未缴", "Open", "yuan"),
            ("其中逾期", "Overdue", "yuan"),
            ("已分回", "Received", "yuan"),
        ),
        rows,
        empty=say("还没有认缴。", "Nobody has committed yet."),
    )


def _calls(lines: Sequence[Any], fund: Fund, *, alone: bool = False) -> Table:
    days = {str(each.number): each.day for each in fund.entries.all() if each.kind == FundEntry.Kind.CALL}
    who = () if alone else (("成员", "Member"),)
    heads = (
        ("催缴", "Call"),
        ("日期", "Day", "when"),
        *who,
        ("应缴", "Called", "yuan"),
        ("实缴", "Paid", "yuan"),
        ("未缴", "Open", "yuan"),
        ("缴款期限", "Due", "when"),
    )
    return Table(
        "calls",
        say("历次催缴", "Calls"),
        columns(*heads),
        [
            (
                say("第 {n} 号", "no. {n}", n=line.call),
                days.get(line.call),
                *(() if alone else (place_name(line.member),)),
                in_yuan(line.called),
                in_yuan(line.paid),
                in_yuan(line.open),
                line.due,
            )
            for line in lines
        ],
        empty=say("还没有催缴。", "No call yet."),
    )


def _uses(found: FundStatement) -> Table:
    total = sum(found.uses.values())
    return Table(
        "uses",
        say("用到了哪里", "Where it was used"),
        columns(("区域", "Region"), ("使用", "Used", "yuan"), ("占比", "Part", "number")),
        [
            (place_name(region), in_yuan(used), percentage(Decimal(used) / total if total else None))
            for region, used in found.uses.items()
        ],
        empty=say("还没有使用。", "Nothing was used yet."),
    )


def _entries(fund: Fund, entries: Sequence[FundEntry], *, correct: bool) -> Table:
    heads = (
        ("号", "No.", "number"),
        ("日期", "Day", "when"),
        ("类别", "Kind"),
        ("金额", "Amount", "yuan"),
        ("成员或区域", "Member or region"),
        ("说明", "Remark"),
        ("登记人", "Entered by"),
        ("登记时间", "Entered at", "when"),
        *((("操作", "To do"),) if correct else ()),
    )
    return Table(
        "entries",
        say("台账", "Register"),
        columns(*heads),
        [
            (
                each.number,
                each.day,
                each.get_kind_display(),
                in_yuan(each.amount),
                place_name(each.member or each.region),
                _remark(each),
                str(each.made_by),
                f"{timezone.localtime(each.made_at):%Y-%m-%d %H:%M}",
                *((_correct(fund, each),) if correct else ()),
            )
            for each in entries
        ],
        empty=say("还没有登记。先登记各方认缴。", "Nothing is entered yet. Begin with what each member commits."),
    )


def _correct(fund: Fund, entry: FundEntry) -> Any:
    if entry.corrects:
        return None
    return Linked(say("更正", "Correct"), reverse("sharing-fund-correct", args=(fund.pk, entry.number)))


def _remark(entry: FundEntry) -> str:
    parts = [
        say("更正第 {n} 号", "corrects no. {n}", n=entry.corrects) if entry.corrects else "",
        say("第 {n} 号催缴", "on call {n}", n=entry.call) if entry.call else "",
        say("限 {day} 前缴", "due on {day}", day=entry.due) if entry.due else "",
        entry.purpose,
    ]
    return joined(parts, sentences=True)


# --- parts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Late:
    """What a member has not paid by its day, for a sentence."""

    member: str
    call: str
    sum: str
    due: str


def _late(lines: Sequence[Any]) -> list[Late]:
    return [Late(place_name(line.member), line.call, yuan(line.open), line.due) for line in lines]


def _typed(typed: Any, kind: str, corrects: int | None) -> Typed:
    amount = typed.get("amount", "")
    less = corrects is not None and typed.get("direction") == "less"
    return Typed(
        kind=kind,
        day=_date(typed.get("day", "")),
        amount=f"-{amount.strip()}" if less else amount,
        unit=typed.get("unit", "元"),
        member=code_of(typed.get("member", "")),
        call=int(typed["call"]) if typed.get("call", "").isdecimal() else None,
        region=code_of(typed.get("region", "")),
        purpose=typed.get("purpose", ""),
        due=_date(typed["due"]) if typed.get("due") else None,
        corrects=corrects,
    )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SharingError(say("日期请写成 2025-06-30。", "Write the day as 2025-06-30.")) from None


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate()
