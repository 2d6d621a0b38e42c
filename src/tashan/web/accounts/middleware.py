"""Around every request: an own password first, and what the database shows to whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from tashan.web.accounts.wall import look_as

_OPEN: Final = ("account_change_password", "account_logout", "account_reauthenticate", "mfa_authenticate", "alive")


def own_password_first(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Send who still has a temporary password to where it is changed."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if getattr(request.user, "password_temporary", False) and _where(request) not in _OPEN:
            return redirect("account_change_password")
        return answer(request)

    return middleware


def behind_the_wall(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let PostgreSQL show to each request what its person may see, and to the public what is public."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if connection.vendor == "postgresql":
            look_as(request.user)
        return answer(request)

    return middleware


def _where(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""
