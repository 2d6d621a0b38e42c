"""Sending notices by mail: as they happen, or in digests, and never in somebody's quiet hours."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone, translation

from tashan.web.accounts.models import Person
from tashan.web.notices.models import Notice, Preference
from tashan.web.notices.queries import preference_of
from tashan.web.notices.timing import digest_is_due, is_quiet
from tashan.web.pages.words import say


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run of the post did."""

    mails: int
    notices: int
    failures: tuple[str, ...]


def send(now: datetime) -> Sent:
    """
    Send everybody what is due to them now.

    A notice is marked as mailed after its mail has left, so a mail that fails is tried again in the next run.

    Args:
        now: the present, local.
    """
    mails, notices, failures = 0, 0, []
    waiting = Person.objects.filter(is_active=True, notices__mailed_at=None, notices__isnull=False).exclude(email="")
    for person in waiting.distinct():
        try:
            told = _send_to(person, now)
        except (smtplib.SMTPException, OSError) as error:
            failures.append(f"{person.username}: {type(error).__name__}")
            continue
        mails += bool(told)
        notices += told
    return Sent(mails, notices, tuple(failures))


def _send_to(person: Person, now: datetime) -> int:
    preference = preference_of(person)
    if not _is_time(preference, now):
        return 0
    waiting = list(Notice.objects.filter(person=person, mailed_at=None, at__lte=now))
    if not waiting:
        return 0
    with translation.override(preference.language):
        subject, text = mail_of(waiting)
    with transaction.atomic():
        Notice.objects.filter(pk__in=[notice.pk for notice in waiting]).update(mailed_at=now)
        if preference.mail in ("daily", "weekly"):
            Preference.objects.update_or_create(person=person, defaults={"digest_sent_at": now})
        # Last, inside the transaction: what cannot be sent is not marked.
        send_mail(subject, text, None, [person.email])
    return len(waiting)


def _is_time(preference: Preference, now: datetime) -> bool:
    if preference.mail == "never" or is_quiet(now.time(), preference.quiet_from, preference.quiet_to):
        return False
    if preference.mail == "each":
        return True
    last = preference.digest_sent_at
    return digest_is_due(
        preference.mail,
        now,
        last=timezone.localtime(last, now.tzinfo) if last else None,
        at=preference.digest_at,
        weekday=preference.weekday,
    )


def mail_of(notices: Sequence[Any]) -> tuple[str, str]:
    """Subject and text of a mail with these notices, in the reader's language; what is latest stands first."""
    ranked = sorted(notices, key=lambda notice: (-notice.level, notice.at))
    first = " ".join(ranked[0].text.split())
    subject = first if len(ranked) == 1 else say("他山：{n}条通知", "Tashan: {n} notices", n=len(ranked))
    lines = [f"{number}. {notice.text}{_link(notice)}" for number, notice in enumerate(ranked, 1)]
    end = say("在“通知”页可以改变接收方式。", "How you are told can be changed on the page “Notices”.")
    return subject[:200], "\n\n".join([*lines, end])


def _link(notice: Any) -> str:
    return f"\n   {settings.SITE_ADDRESS}{notice.address}" if notice.address else ""
