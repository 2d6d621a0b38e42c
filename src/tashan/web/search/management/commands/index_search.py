"""`tashan manage index_search`: make the index of the search anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from tashan.web.search.services import rebuild


class Command(BaseCommand):
    """Make the index of the search anew from everything that there is."""

    help = "Make the index of the search anew from everything that there is."

    def handle(self, *_: Any, **__: Any) -> None:
        """Rebuild in one transaction: until it is done, people find what they found before."""
        for name, count in rebuild().items():
            self.stdout.write(f"{name}: {count}")
