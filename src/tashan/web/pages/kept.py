"""
Pages that everybody sees alike are made once for each edition: who is not logged in gets the page as the last one got it.

They lie in a folder that all processes share. A page belongs to one edition (`editions`): as soon as anything that the
public sees changes, no kept page is found any more. Each reader's token against forged forms is put in anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from tashan import __version__
from tashan.web.pages.editions import edition
from tashan.web.pages.views import TOUR_COOKIE
from tashan.web.pages.words import language

_TOKEN: Final = re.compile(rb'("X-CSRFToken": ")[^"]*')
_SECONDS: Final = 86_400
_LONGEST: Final = 600
"""Characters of an address whose page is kept."""

View = Callable[..., HttpResponse]


def kept_for_all(view: View) -> View:
    """Keep the answers of a view for readers who are not logged in; people with an account always get their own."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "GET" or request.user.is_authenticated or len(get_messages(request)):
            return view(request, *args, **kwargs)
        address, now = request.build_absolute_uri(), edition()
        if now is None or len(address) > _LONGEST:
            return view(request, *args, **kwargs)
        pages, key = caches["pages"], _key(request, address, now)
        content: bytes | None = pages.get(key)
        if content is None:
            made = view(request, *args, **kwargs)
            if made.status_code != 200:
                return made
            content = made.content
            pages.set(key, content, _SECONDS)
        token = get_token(request).encode()
        return HttpResponse(_TOKEN.sub(rb"\g<1>" + token, content, count=1))

    return answered


def forget_pages() -> None:
    """Drop all kept pages: after an update of the program, whose new pages look different."""
    caches["pages"].clear()


def _key(request: HttpRequest, address: str, now: int) -> str:
    """Everything that the page depends on."""
    cookies = [request.COOKIES.get(name, "") for name in ("tashan_theme", "tashan_density", TOUR_COOKIE)]
    said = (__version__, now, address, language(), *cookies, timezone.localdate(), settings.MAP_REVIEW_NUMBER)
    return sha256(repr(said).encode()).hexdigest()
