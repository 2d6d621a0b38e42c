"""What the frame of every page is given."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tashan import __version__
from tashan.web.pages.navigation import rooms
from tashan.web.pages.words import language


def frame(request: HttpRequest) -> dict[str, Any]:
    """Rooms, languages and the marks of the current page."""
    now = language()
    return {
        "rooms": rooms(),
        "language": now,
        "html_lang": {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}[now],
        "languages": settings.LANGUAGES,
        "theme": request.COOKIES.get("tashan_theme", ""),
        "density": request.COOKIES.get("tashan_density", ""),
        "site_version": __version__,
        "sees_archive": SimpleLazyObject(lambda: request.user.has_perm("archive.see_archive")),
    }
