"""The chain's head for programs, for everybody: to be kept or signed elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from tashan.web.accounts.interface import PROBLEMS, Problem
from tashan.web.audit import queries

router = Router()


class Signature(Schema):
    """Another region's signature under a head."""

    number: int
    hash: str
    place: str
    signer: str
    signature: str


class Head(Schema):
    """The last event of the chain."""

    number: int
    hash: str | None
    at: str | None
    signatures: list[Signature]


@router.get("/head", response={200: Head, PROBLEMS: Problem}, summary="The head of the chain of changes")
def head(request: HttpRequest) -> Any:
    """Public."""
    return queries.head()
