"""`tashan manage escalate`: the work of a day, for who runs no background worker: late matters rise, people are reminded."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tashan.web.governance.daily import do_today


class Command(BaseCommand):
    """Tell whom the ladder names."""

    help = (
        "Tells owners, parties and bodies of late matters, each rung of the ladder once, and reminds of sessions, codings "
        "and agreements. The background worker does this by itself every day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """`--day DAY` stands in for today."""
        parser.add_argument("--day", help="as if it were then: 2026-11-22; today without it")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it and say how many notices were made."""
        try:
            day = date.fromisoformat(options["day"]) if options["day"] else timezone.localdate()
        except ValueError:
            raise CommandError(f"--day {options['day']!r} is no day; write it as 2026-11-22.") from None
        self.stdout.write(f"{do_today(day)} notices made.")
