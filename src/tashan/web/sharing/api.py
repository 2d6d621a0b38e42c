"""Sharing for programs: my contracts and statements, and the answers that nothing is kept of. Amounts are integer fen."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from pydantic import StringConstraints

from tashan.matching import assign
from tashan.rules import RuleError
from tashan.sharing import read_base, shipped_rules, split_base
from tashan.sharing.match_files import read_match
from tashan.web.accounts.interface import PROBLEMS, Number, Problem
from tashan.web.pages.access import check
from tashan.web.sharing import queries
from tashan.web.sharing.models import Contract, Statement
from tashan.web.sharing.services import SharingError
from tashan.web.sharing.texts import MOST_BYTES, contract_of

router = Router()

REFUSALS = (RuleError, SharingError)

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
