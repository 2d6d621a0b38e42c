"""What happens around every request: the reader's language, and refusal where no rule stands."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBadRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.generic import RedirectView

from tashan.web.pages.access import rule_of
from tashan.web.pages.words import say

Answer = Callable[[HttpRequest], HttpResponseBase]

WITH_RULES_OF_THEIR_OWN: Final = ("allauth.", "ninja.")
"""Packages whose views check for themselves who may use them."""


def language_of_the_reader(answer: Answer) -> Answer:
    """Show the page in the language of `?language=`, else of the cookie, else of the browser."""
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        asked = request.GET.get("language", "")
        chosen = asked if asked in known else translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = answer(request)
        response.headers.setdefault("Content-Language", chosen)
        response.headers.setdefault("Vary", "Accept-Language, Cookie")
        if asked in known:
            response.set_cookie(settings.LANGUAGE_COOKIE_NAME, asked, max_age=31_536_000, samesite="Lax")
        return response

    return middleware


def no_null_characters(answer: Answer) -> Answer:
    """Refuse an address with a null character, which PostgreSQL cannot hold; the API names the parameter itself."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        asked = request.path_info + request.META.get("QUERY_STRING", "")
        if ("\0" in asked or "%00" in asked) and not _is_api(request):
            return HttpResponseBadRequest(
                say("地址中有空字符，请检查链接。", "The address holds a null character; check the link."),
                content_type="text/plain; charset=utf-8",
            )
        return answer(request)

    return middleware


def forms_are_sent(answer: Answer) -> Answer:
    """Tell who opens an address to which forms are sent only, as after logging in anew, what that is; not an empty page."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET" and not _is_api(request):
            allowed = response.headers.get("Allow", "POST")
            response = render(request, "pages/refused.html", {"status": 405}, status=HTTPStatus.METHOD_NOT_ALLOWED)
            response["Allow"] = allowed
        return response

    return middleware


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


class NothingWithoutARule:
    """Refuse a view that carries no rule: a forgotten decorator closes a door instead of opening one."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the rest of the site does."""
        return self.answer(request)

    def process_view(self, _request: HttpRequest, view: Callable[..., Any], *_: object) -> None:
        """
        Let a view pass that says who may use it.

        Raises:
            PermissionDenied: it says nothing.
        """
        if rule_of(view) is None and not checks_for_itself(view):
            raise PermissionDenied(f"{view.__module__}.{getattr(view, '__name__', view)} carries no rule")


def checks_for_itself(view: Callable[..., Any]) -> bool:
    """Whether a view comes from a package with rules of its own, or only sends the reader elsewhere."""
    source = getattr(view, "view_class", view)
    return source is RedirectView or str(source.__module__).startswith(WITH_RULES_OF_THEIR_OWN)
