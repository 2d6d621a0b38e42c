"""What takes a second or two the first time, done before the first reader comes."""

from __future__ import annotations

import gc
from typing import Final

from django.db import DatabaseError
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from tashan.regions.clusters import clusters
from tashan.regions.query import query
from tashan.web.atlas.columns import current
from tashan.web.atlas.prepared import LANGUAGES
from tashan.web.pages.words import traditional

_PAGES: Final = ("home", "records", "timeline", "regions", "region", "event", "document", "evidence")


def warm() -> None:
    """
    Read the columns, the names of regions, the tables of characters, the rooms with their addresses and the templates.

    Called before the server forks, so that all its processes share them. A database that is not there yet is no error:
    the first request will say what is wrong with it.
    """
    query("江苏")
    query("jiangsu")
    clusters()
    traditional("他山")
    for name in (*(f"atlas/{page}.html" for page in _PAGES), "search/search.html"):
        get_template(name)
    for language in LANGUAGES:
        with translation.override(language):
            reverse("home")  # the first address of a process loads every room: a second of somebody's request
    try:
        current()
    except DatabaseError:
        return


def settle() -> None:
    """
    Set aside all that is there by now, so that the collector of cycles does not walk through it again and again.

    What was read when the server starts stays for good; walking through it took 150 ms, within somebody's request.
    """
    gc.collect()
    gc.freeze()
