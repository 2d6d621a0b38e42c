"""
The API of the site: routers of all rooms, problems told alike, ETags.

Every address answers JSON. A problem is `application/problem+json` (RFC 9457) with `status`, `error`, `where` and
`remedy`. What is read carries an ETag; `If-None-Match` with it gives 304 without a body.
"""

from __future__ import annotations

import hashlib
import logging
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as BadRequest
from ninja.responses import Response

from tashan.web.accounts.interface import BadKeyError, ReadOnlyError
from tashan.web.pages.words import say

ROOMS: Final = (
    "accounts", "approvals", "notices", "archive", "atlas", "search", "learning", "integration", "governance",
    "recognition", "sharing", "clearing",
)  # fmt: skip
"""Rooms that may have an `api.py` with a `router`."""

_log = logging.getLogger(__name__)


class Interface(NinjaAPI):
    """The API, with an ETag on all that is read."""

    def create_response(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The answer, or 304 where the caller has it already."""
        response = super().create_response(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD") or response.status_code != 200:
            return response
        tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        if tag in known_tags(request.headers.get("If-None-Match", "")):
            response = HttpResponse(status=304)
        response["ETag"] = tag
        response["Cache-Control"] = "private, no-cache"
        response["Vary"] = "Authorization, Cookie, Accept-Language"
        return response


def known_tags(header: str) -> list[str]:
    """The tags of an `If-None-Match`; weak ones count as strong ones, as for reading they do (RFC 9110, 13.1.2)."""
    return [tag.strip().removeprefix("W/") for tag in header.split(",")]


def problem(status: int, error: str, *, where: str, remedy: str) -> HttpResponse:
    """An answer that says what went wrong, where, and what helps."""
    return Response(
        {"status": status, "error": error, "where": where, "remedy": remedy},
        status=status,
        content_type="application/problem+json",
    )


def tell_problems(interface: NinjaAPI) -> None:
    """Let every exception that an endpoint may raise be told as a problem."""
    on = interface.exception_handler

    @on(BadKeyError)
    @on(AuthenticationError)
    def no_such_key(request: HttpRequest, _: Any) -> HttpResponse:
        return problem(
            401,
            say("令牌无效、已过期或已停用。", "The key is unknown, has ended, or was revoked."),
            where="Authorization",
            remedy=say(
                "在“我的账号”页生成新令牌，以 Authorization: Bearer 令牌 发送。",
                "Make a key on the page “My account” and send it as Authorization: Bearer KEY.",
            ),
        )

    @on(ReadOnlyError)
    def may_only_read(request: HttpRequest, _: Any) -> HttpResponse:
        return problem(
            403, say("这个令牌只能读取。", "This key may only read."), where="Authorization",
            remedy=say("生成读写令牌。", "Make a key that may write."),
        )  # fmt: skip

    @on(PermissionDenied)
    def not_allowed(request: HttpRequest, error: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return no_such_key(request, error)
        return problem(
            403, say("您的角色不允许这样做。", "Your roles do not allow this."), where=str(error) or request.path,
            remedy=say("请本单位管理员授予所需角色。", "Ask the administrator of your organisation for the role."),
        )  # fmt: skip

    @on(Http404)
    def missing(request: HttpRequest, _: Any) -> HttpResponse:
        return problem(
            404, say("这个地址下没有内容。", "There is nothing at this address."), where=request.path,
            remedy=say("在列表中查找它的编号。", "Look its number up in the list."),
        )  # fmt: skip

    @on(BadRequest)
    def not_as_described(request: HttpRequest, error: Any) -> HttpResponse:
        wrong = [(".".join(map(str, each["loc"])), str(each["msg"])) for each in error.errors]
        return problem(
            422, "; ".join(text for _, text in wrong), where=", ".join(place for place, _ in wrong),
            remedy=say("见 /api/v1/docs 中的参数说明。", "See the parameters at /api/v1/docs."),
        )  # fmt: skip

    @on(ValidationError)
    def not_valid(request: HttpRequest, error: Any) -> HttpResponse:
        return problem(
            422, " ".join(error.messages), where=request.path, remedy=say("更正后重试。", "Correct it and try again.")
        )

    @on(HttpError)
    def plain(request: HttpRequest, error: Any) -> HttpResponse:
        return problem(
            error.status_code, str(error), where=request.path, remedy=say("见 /api/v1/docs。", "See /api/v1/docs.")
        )

    @on(Exception)
    def broken(request: HttpRequest, error: Exception) -> HttpResponse:
        _log.error("%s %s failed", request.method, request.path, exc_info=error)
        return problem(
            500, say("我们这边出错了。", "Something failed on our side."), where=request.path,
            remedy=say("稍后再试；若仍出错，请告知管理员。", "Try again later; tell the administrator if it goes on."),
        )  # fmt: skip


def refused_by(interface: NinjaAPI, kinds: Any) -> None:
    """Let the errors by which a room refuses be told with their own words."""

    def refused(request: HttpRequest, error: Any) -> HttpResponse:
        return problem(
            409, str(error), where=request.path,
            remedy=say("读取当前状态后重试。", "Read how it stands now, then try again."),
        )  # fmt: skip

    for kind in kinds:
        interface.add_exception_handler(kind, refused)


def mount_rooms(interface: NinjaAPI) -> None:
    """Add the router of every room that has one; `REFUSALS` of its module are told as problems."""
    for room in ROOMS:
        if find_spec(f"tashan.web.{room}") and find_spec(f"tashan.web.{room}.api"):
            module = import_module(f"tashan.web.{room}.api")
            interface.add_router(f"/{room}", module.router, tags=[room])
            refused_by(interface, getattr(module, "REFUSALS", ()))


DESCRIPTION: Final = (
    "The same functions as the pages of the site. Without a key: what is public. With a key "
    "(Authorization: Bearer KEY, made on the page “My account”): what your roles let you see and do. "
    "Lists take limit and offset; answers carry an ETag. Problems are told as application/problem+json with status, "
    "error, where and remedy."
)
