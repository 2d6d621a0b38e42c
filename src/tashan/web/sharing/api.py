"""Sharing for programs: my contracts and statements, and the answers that nothing is kept of. Amounts are integer fen."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import StringConstraints

from tashan.matching import assign
from tashan.rules import RuleError
from tashan.sharing import read_base, shipped_rules, split_base
from tashan.sharing.funds import FundStatement
from tashan.sharing.industry import check_industry, open_platforms
from tashan.sharing.match_files import read_match
from tashan.web.accounts.interface import PROBLEMS, Number, Problem
from tashan.web.pages.access import check
from tashan.web.sharing import moved, queries
from tashan.web.sharing.fund_queries import funds_for, statement_on
from tashan.web.sharing.models import Contract, Fund, Statement
from tashan.web.sharing.services import SharingError
from tashan.web.sharing.texts import MOST_BYTES, contract_of
from tashan.web.sharing.trials import code_of

router = Router()

REFUSALS = (RuleError, SharingError)

Code = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\x00]*$")]
"""The code of an industry (GB/T 4754), or code or name of a region."""

File = Annotated[str, StringConstraints(max_length=MOST_BYTES, pattern=r"^[^\x00]*$")]
"""The text of a file."""


class ContractRow(Schema):
    """A contract of a place of the caller's."""

    id: int
    name: str
    title: str
    state: str
    parties: dict[str, str]
    version: int
    statements: int


class ContractWhole(ContractRow):
    """A contract with its file, its figures and its statements."""

    text: str
    bases: list[dict[str, Any]]
    issued: list[dict[str, Any]]


class Trial(Schema):
    """A contract and a base, as files."""

    contract: File
    base: File


class Matching(Schema):
    """Needs, offers and criteria, as a file."""

    file: File


class FundRow(Schema):
    """A fund of a place of the caller's; amounts in fen."""

    id: int
    name: str
    keeper: str
    members: list[str]
    cash: int
    overdue: int


class FundWhole(FundRow):
    """A fund on a day, with its entries up to then."""

    day: date
    lines: dict[str, dict[str, int]]
    calls: dict[str, dict[str, int]]
    uses: dict[str, int]
    entries: list[dict[str, Any]]


class Listed(Schema):
    """What the registers say of an industry in a place on a day."""

    verdict: str
    entries: list[dict[str, Any]]
    platforms: list[dict[str, Any]]


@router.get("/contracts", response={200: list[ContractRow], PROBLEMS: Problem}, summary="My contracts, newest first")
def contracts(request: HttpRequest) -> Any:
    """The contracts that concern a place of the caller's roles."""
    check(request.user, "sharing.see")
    return [_row(contract) for contract in queries.contracts_for(request.user)]


@router.get("/contracts/{number}", response={200: ContractWhole, PROBLEMS: Problem}, summary="One contract")
def contract(request: HttpRequest, number: Number) -> Any:
    """Its file, its figures by period, its statements."""
    found = get_object_or_404(Contract, pk=number)
    check(request.user, "sharing.see", found)
    return {
        **_row(found),
        "text": found.text,
        "bases": [
            {"id": base.pk, "name": base.name, "state": base.state, "confirmed": base.confirmed, "text": base.text}
            for base in found.bases.all()
        ],
        "issued": [
            {"id": each.pk, "number": each.number, "issued": each.issued, "statement": each.digest}
            for each in found.statements.all()
        ],
    }


@router.get("/statements/{number}", response={200: dict[str, Any], PROBLEMS: Problem}, summary="One statement, whole")
def statement(request: HttpRequest, number: Number) -> Any:
    """As it was issued, with its trace: what `tashan replay` computes again."""
    found = get_object_or_404(Statement, pk=number)
    check(request.user, "sharing.see", found)
    return found.content


@router.post("/split", response={200: dict[str, Any], PROBLEMS: Problem}, summary="Split a base by a contract")
def split(request: HttpRequest, asked: Trial) -> Any:
    """What each party gets, step by step; nothing is kept."""
    check(request.user, "sharing.try")
    base = read_base(asked.base.encode(), "base.yaml")
    return split_base(contract_of(asked.contract), base, shipped_rules()).to_dict()


@router.post("/match", response={200: list[dict[str, Any]], PROBLEMS: Problem}, summary="Match needs to offers")
def matching(request: HttpRequest, asked: Matching) -> Any:
    """Stable pairs with reasons; nothing is kept."""
    check(request.user, "sharing.try")
    read = read_match(asked.file.encode(), "match.yaml")
    return [
        {
            "need": each.need,
            "offer": each.match.offer if each.match else None,
            "score": str(each.match.score) if each.match else None,
            "reasons": [reason.sentence for reason in each.match.reasons] if each.match else [],
            "why": each.why,
        }
        for each in assign(read.needs, read.offers, read.criteria)
    ]


@router.get("/funds", response={200: list[FundRow], PROBLEMS: Problem}, summary="My funds, by name")
def funds(request: HttpRequest) -> Any:
    """The funds that concern a place of the caller's roles, as they stand today."""
    check(request.user, "sharing.see")
    today = timezone.localdate()
    return [_fund_row(fund, statement_on(fund, today)) for fund in funds_for(request.user)]


@router.get("/funds/{number}", response={200: FundWhole, PROBLEMS: Problem}, summary="One fund on a day")
def fund(request: HttpRequest, number: Number, day: date | None = None) -> Any:
    """Members, calls, uses and entries up to the day; today without one."""
    found = get_object_or_404(Fund, pk=number)
    check(request.user, "sharing.see", found)
    on = day or timezone.localdate()
    statement = statement_on(found, on)
    return {
        **_fund_row(found, statement),
        "day": on,
        "lines": {
            place: {
                "committed": line.committed,
                "called": line.called,
                "paid": line.paid,
                "overdue": line.overdue,
                "open": line.open,
                "received": line.received,
            }
            for place, line in statement.members.items()
        },
        "calls": {call: dict(parts) for call, parts in statement.calls.items()},
        "uses": dict(statement.uses),
        "entries": [
            {
                "number": each.number,
                "day": each.day,
                "kind": each.kind,
                "amount": each.amount,
                "member": each.member,
                "call": each.call,
                "region": each.region,
                "purpose": each.purpose,
                "due": each.due,
                "corrects": each.corrects,
            }
            for each in found.entries.all()
            if each.day <= on
        ],
    }


@router.get("/industry", response={200: Listed, PROBLEMS: Problem}, summary="May an industry move there on a day?")
def industry(request: HttpRequest, code: Code, region: Code, day: date | None = None) -> Any:
    """What the registered lists say, the strictest first, and which platforms receive it; today without a day."""
    check(request.user, "sharing.try")
    on = (day or timezone.localdate()).isoformat()
    listed = moved.entries()
    verdict = check_industry(listed, code.upper(), code_of(region), on)
    return {
        "verdict": verdict.verdict,
        "entries": [
            {
                "verdict": each.verdict,
                "document": each.document,
                "article": each.article,
                "industries": list(each.industries),
                "start": each.start,
                "end": each.end,
                "condition": each.condition,
            }
            for each in verdict.entries
        ],
        "platforms": [
            {"name": each.name, "region": each.region, "land": each.land}
            for each in open_platforms(moved.platforms(), code.upper(), on)
            if check_industry(listed, code.upper(), each.region, on).verdict != "forbidden"
        ],
    }


def _fund_row(fund: Fund, statement: FundStatement) -> dict[str, Any]:
    return {
        "id": fund.pk,
        "name": fund.name,
        "keeper": fund.keeper,
        "members": fund.members,
        "cash": statement.cash,
        "overdue": sum(line.open for line in statement.overdue),
    }


def _row(found: Contract) -> dict[str, Any]:
    return {
        "id": found.pk,
        "name": found.name,
        "title": found.title,
        "state": found.state,
        "parties": found.party_places,
        "version": found.version,
        "statements": len(found.statements.all()),
    }
