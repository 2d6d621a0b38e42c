"""Who I am, for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from tashan.web.accounts.interface import PROBLEMS, Problem
from tashan.web.accounts.predicates import grants
from tashan.web.pages.access import check

router = Router()


class GrantRow(Schema):
    """A role that I hold today."""

    role: str
    place: str
    valid_from: date
    valid_to: date | None


class Me(Schema):
    """The caller."""

    username: str
    name: str
    organisation: str
    grants: list[GrantRow]


@router.get("/me", response={200: Me, PROBLEMS: Problem}, summary="Who I am and which roles I hold")
def me(request: HttpRequest) -> Any:
    """For a program to see whether its key works."""
    check(request.user, "accounts.see_own")
    person = request.user
    return {
        "username": person.username,
        "name": str(person),
        "organisation": str(person.organisation or ""),
        "grants": [
            {name: getattr(grant, name) for name in ("role", "place", "valid_from", "valid_to")}
            for grant in grants(person)
        ],
    }
