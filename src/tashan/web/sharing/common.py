"""What the pages of this room have in common: finding things, showing pages, making changes and saying what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tashan.rules import RuleError
from tashan.web.approvals.services import ApprovalError
from tashan.web.sharing.models import Base, Contract, Objection, Statement
from tashan.web.sharing.problem_words import plain
from tashan.web.sharing.services import SharingError

REFUSED = (RuleError, SharingError, ApprovalError)
"""Errors that say why something cannot be done; pages show them."""


def contract_at(pk: int) -> Contract:
    """The contract of a number, or not found."""
    return get_object_or_404(Contract, pk=pk)


def base_at(pk: int) -> Base:
    """The figures of a number with their contract, or not found."""
    return get_object_or_404(Base.objects.select_related("contract"), pk=pk)


def statement_at(pk: int) -> Statement:
    """The statement of a number with its contract, or not found."""
    return get_object_or_404(Statement.objects.select_related("contract", "base", "issued_by"), pk=pk)


def objection_at(pk: int) -> Objection:
    """The objection of a number with its contract, or not found."""
    return get_object_or_404(Objection.objects.select_related("statement__contract"), pk=pk)


def shown(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """A page of this room."""
    status = context.pop("status", 200)
    return render(request, f"sharing/{template}.html", {"section": "sharing", **context}, status=status)


def done(request: HttpRequest, change: Callable[[], Any], done: str, page: str, pk: int) -> HttpResponse:
    """Make a change, say that it is done or why not, and go back to its page."""
    try:
        change()
    except REFUSED as error:
        for problem in problems_of(error):
            messages.error(request, problem["message"])
    else:
        messages.success(request, done)
    return redirect(page, pk=pk)


def problems_of(error: Exception) -> list[dict[str, Any]]:
    """What is wrong, as pages show it: line, message, and the engine's own sentence."""
    if isinstance(error, RuleError):
        return plain(error.problems)
    return [{"line": 0, "message": str(error)}]


def number_in(text: str | None) -> int | None:
    """The whole number that somebody typed, if it is one."""
    return int(text) if text and text.isdecimal() and len(text) < 12 else None
