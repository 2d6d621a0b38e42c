"""
What every endpoint of the API shares: who calls, pages of a list, how a problem is told.

A room that has endpoints keeps them in its `api.py` as `router`; the site mounts it under the room's name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema
from ninja.security import HttpBearer
from ninja.utils import check_csrf
from pydantic import Field, StringConstraints

from tashan.web.accounts.models import Token
from tashan.web.accounts.tokens import recognise
from tashan.web.accounts.wall import look_as

Shown = TypeVar("Shown")

MOST: Final = 500
"""Rows of a page at most."""

READING: Final = ("GET", "HEAD", "OPTIONS")

Text = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")]
"""A text of a request."""

Word = Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00]*$")]
"""A short text of a request."""

Day = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", max_length=10)]
"""A day, month or year: 2023-03-15, 2023-03, 2023."""

Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
"""The number of a thing in an address."""


class Problem(Schema):
    """What went wrong, where, and what helps."""

    status: int
    error: str
    where: str
    remedy: str


PROBLEMS: Final = frozenset({400, 401, 403, 404, 409, 422})
"""For the `response` of every endpoint: `{200: Thing, PROBLEMS: Problem}`."""


class BadKeyError(Exception):
    """A key was given that opens nothing."""


class ReadOnlyError(Exception):
    """The key may only read."""


class Caller(HttpBearer):
    """
    Who calls: a program with a key (`Authorization: Bearer tashan_…`), a person logged in on the site, or the public.

    A key that is wrong is refused also where the public may read, so that a program notices.
    """

    def __call__(self, request: HttpRequest) -> Any:
        """
        The person, who is put on the request, or the public.

        Raises:
            BadKeyError: the key is unknown, has ended, or is no key.
            ReadOnlyError: the key may not change things.
        """
        header = request.headers.get("Authorization")
        if header is not None:
            kind, _, key = header.partition(" ")
            token = recognise(key.strip()) if kind.lower() == "bearer" else None
            if token is None:
                raise BadKeyError
            if token.scope != Token.Scope.WRITE and request.method not in READING:
                raise ReadOnlyError
            request.user = token.person
            look_as(token.person)
            return token.person
        if request.method not in READING and request.user.is_authenticated and check_csrf(request):
            raise PermissionDenied("csrf")
        # Anything but None, so that ninja lets the public in; each endpoint says what it needs.
        return request.user if request.user.is_authenticated else AnonymousUser()

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Asked by ninja's own header scheme; the whole header is read above."""
        raise NotImplementedError


class Paging(Schema):
    """Which part of a list."""

    limit: int = Field(50, ge=1, le=MOST, description="rows of the page")
    offset: int = Field(0, ge=0, le=1_000_000, description="rows before the page")


class PageOf(Schema, Generic[Shown]):
    """A part of a list, and how long the whole is."""

    count: int
    limit: int
    offset: int
    items: list[Shown]


def page(found: QuerySet[Any], paging: Paging, show: Callable[[Any], Any]) -> dict[str, Any]:
    """
    One page of a query.

    Args:
        found: in an order that does not change between two calls.
        paging: which part.
        show: makes a row of the answer.
    """
    rows = found[paging.offset : paging.offset + paging.limit]
    return {
        "count": found.count(),
        "limit": paging.limit,
        "offset": paging.offset,
        "items": [show(row) for row in rows],
    }
