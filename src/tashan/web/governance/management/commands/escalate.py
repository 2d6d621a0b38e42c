"""`tashan manage escalate`: late matters rise; run it once a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tashan.web.governance.services import do_escalate


class Command(BaseCommand):
    """Tell whom the ladder names."""

    help = "Tells owners, parties and bodies of late matters, each rung of the ladder once; to be run daily."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--day DAY` stands in for today."""
        parser.add_argument("--day", help="as if it were then: 2026-11-22; today without it")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it and say how many notices were made."""
        try:
            day = date.fromisoformat(options["day"]) if options["day"] else timezone.localdate()
        except ValueError:
            raise CommandError(f"--day {options['day']!r} is no day; write it as 2026-11-22.") from None
        self.stdout.write(f"{do_escalate(day=day)} notices made.")
