"""Every address of the site; each room lists its own."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

ROOMS = (
    "pages",
    "audit",
    "accounts",
    "jobs",
    "archive",
    "notices",
    "approvals",
    "search",
    "learning",
    "integration",
    "sharing",
    "governance",
    "atlas",
)
"""Rooms that have addresses, in the order in which they are tried."""

urlpatterns: list[URLPattern | URLResolver] = [
    *(path("", include(f"tashan.web.{room}.urls")) for room in ROOMS if find_spec(f"tashan.web.{room}.urls")),
    path("", include("tashan.web.api.site")),
    path("account/", include("allauth.urls")),
]

handler403 = "tashan.web.pages.views.forbidden"
handler404 = "tashan.web.pages.views.missing"
handler500 = "tashan.web.pages.views.broken"
