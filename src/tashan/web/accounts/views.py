"""A person's own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tashan.web.accounts.predicates import grants
from tashan.web.pages.access import needs


@needs("accounts.see_own")
def account(request: HttpRequest) -> HttpResponse:
    """Who I am, which roles I hold where, and how I log in."""
    return render(request, "accounts/account.html", {"grants": grants(request.user)})
