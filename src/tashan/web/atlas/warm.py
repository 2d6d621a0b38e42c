"""What takes a second or two the first time, done before the first reader comes."""

from __future__ import annotations

from django.db import DatabaseError

from tashan.regions.clusters import clusters
from tashan.regions.query import query
from tashan.web.atlas.columns import current
from tashan.web.pages.words import traditional


def warm() -> None:
    """
    Read the columns, the names of regions and the tables of characters.

    Called before the server forks, so that all its processes share them. A database that is not there yet is no error:
    the first request will say what is wrong with it.
    """
    query("江苏")
    query("jiangsu")
    clusters()
    traditional("他山")
    try:
        current()
    except DatabaseError:
        return
