"""`tashan manage build_data --site https://…`: make the bulk files of all that is public."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from tashan.web.atlas import bulk


class Command(BaseCommand):
    """Make the bulk files of all that is public."""

    help = "Make the bulk files of all that is public, with checksums."

    def add_arguments(self, parser: Any) -> None:
        """The address that the files name."""
        parser.add_argument("--site", default="http://localhost", help="The address of the site, before its paths.")

    def handle(self, *_: Any, **options: Any) -> None:
        """Write the files and say what they hold."""
        made = bulk.build(options["site"].rstrip("/"))
        for each in made["files"]:
            self.stdout.write(f"{each['sha256']}  {each['name']}")
