"""`tashan manage send_notices`: remind of what is due, then send what is due to be sent. Run it every few minutes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tashan.web.notices import post, reminders


class Command(BaseCommand):
    """Remind, then send."""

    help = "Makes the notices of what is due or late and sends mail; to be run every few minutes."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--at TIME` stands in for the present."""
        parser.add_argument("--at", metavar="TIME", help="as if it were then: 2026-11-22T08:00 (local); now without it")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it and say what was done."""
        now = _instant(options["at"])
        made = reminders.remind(now)
        self.stdout.write(f"{made} reminders made.")
        if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
            self.stdout.write("No mail is sent: set TASHAN_MAIL_URL to a server (smtp://user:password@host:587).")
            return
        sent = post.send(now)
        self.stdout.write(f"{sent.mails} mails with {sent.notices} notices sent.")
        if sent.failures:
            raise CommandError(
                f"{len(sent.failures)} mails could not be sent and are tried again in the next run: "
                f"{', '.join(sent.failures)}. Check TASHAN_MAIL_URL and the server's log."
            )


def _instant(text: str | None) -> datetime:
    if not text:
        return timezone.localtime()
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--at {text!r} is no time; write it as 2026-11-22T08:00.") from None
    return at if at.tzinfo else timezone.make_aware(at)
