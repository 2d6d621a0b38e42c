"""
Nothing is shown without a rule.

A view says `@public` or `@needs("archive.review")`; one that says neither is refused by the middleware and fails a
test. Which roles a permission takes is written in each room's `rules.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

PUBLIC = "public"


def public(view: View) -> View:
    """Mark a view as open to everybody; it shows only what is public."""
    view.tashan_rule = PUBLIC  # type: ignore[attr-defined]
    return view


def needs(permission: str, thing: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """
    Let a view be used by those alone who hold a permission.

    Args:
        permission: `room.verb_noun`, as registered in a `rules.py`.
        thing: finds what the permission is asked for, from the arguments of the address (`thing(**kwargs)`); without
            it, the permission is asked for in general, and the service that changes something asks again.

    Raises:
        PermissionDenied: the person is logged in and lacks the permission. Who is not logged in is asked to.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            subject = thing(**kwargs) if thing else None
            if not request.user.has_perm(permission, subject):
                if not request.user.is_authenticated:
                    return _log_in_first(request)
                raise PermissionDenied(permission)
            return view(request, *args, **kwargs)

        guarded.tashan_rule = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def check(person: Any, permission: str, thing: object = None) -> None:
    """
    Refuse to go on when the person lacks the permission; every service that changes something begins with it.

    Raises:
        PermissionDenied: names the permission.
    """
    if not person.has_perm(permission, thing):
        raise PermissionDenied(permission)


def rule_of(view: Callable[..., Any]) -> str | None:
    """The rule that a view carries, or None."""
    return getattr(view, "tashan_rule", None)


def _log_in_first(request: HttpRequest) -> HttpResponse:
    if getattr(request, "htmx", False):
        response = HttpResponse(status=401)
        response["HX-Redirect"] = redirect_to_login(request.META.get("HTTP_HX_CURRENT_URL", "/")).url
        return response
    return redirect_to_login(request.get_full_path())
