"""
Pages that everybody sees alike are kept for a minute: who is not logged in gets the page as the last one got it.

They are dropped as soon as an event changes; the minute bounds how long an edited title of a document may stay. Each
reader's token against forged forms is put in anew.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from tashan.web.atlas.columns import current, remembered
from tashan.web.pages.views import TOUR_COOKIE
from tashan.web.pages.words import language

_SECONDS: Final = 60
_TOKEN: Final = re.compile(rb'("X-CSRFToken": ")[^"]*')

View = Callable[..., HttpResponse]


def kept_for_all(view: View) -> View:
    """Keep the answers of a view for readers who are not logged in; people with an account always get their own."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "GET" or request.user.is_authenticated or len(get_messages(request)):
            return view(request, *args, **kwargs)
        content = remembered(current(), _key(request), lambda: view(request, *args, **kwargs).content)
        token = get_token(request).encode()
        return HttpResponse(_TOKEN.sub(rb"\g<1>" + token, content, count=1))

    return answered


def _key(request: HttpRequest) -> tuple[Any, ...]:
    """Everything that the page depends on."""
    cookies = tuple(request.COOKIES.get(name, "") for name in ("tashan_theme", "tashan_density", TOUR_COOKIE))
    address = request.build_absolute_uri()
    today, minute = timezone.localdate(), int(time.time() // _SECONDS)
    return ("page", address, language(), cookies, today, minute, settings.MAP_REVIEW_NUMBER)
