"""Work in the background."""

from __future__ import annotations

from django_tasks import task

from tashan.web.atlas import bulk


@task()
def build(site: str) -> int:
    """Make the bulk files anew; gives the number of events in them."""
    return int(bulk.build(site)["events"])
