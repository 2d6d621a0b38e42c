"""What a new site begins with: the real mechanisms that come along, and, labelled as invented, matters to try on."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.web.governance.models import Body, Matter, Mechanism, Session
from tashan.web.governance.services import sample_data as data
from tashan.web.governance.services.agreements import do_keep_agreement, do_read_clause
from tashan.web.governance.services.matters import open_matter
from tashan.web.governance.services.mechanisms import do_keep_mechanism
from tashan.web.governance.services.registers import do_keep_plan, do_keep_register

BODY = "body:yangtze_delta.regional_office"


def load_mechanisms() -> int:
    """Keep the mechanisms that come along, where there is none of that name yet; says how many were new."""
    made = 0
    folder = files("tashan.governance") / "data" / "mechanisms"
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        key = entry.name.removesuffix(".yaml")
        if entry.name.endswith(".yaml") and not Mechanism.objects.filter(key=key).exists():
            do_keep_mechanism(actor=None, text=entry.read_text(encoding="utf-8"))
            made += 1
    return made


@transaction.atomic
def do_load_sample(*, actor: Any = None, day: date | None = None) -> int:
    """
    Load the shipped mechanisms, and matters, an agreement, plans and registers that say they are samples.

    Doing it again adds nothing that is there.

    Args:
        actor: who does; nobody for a new site.
        day: around which the sample's dates lie; today without it.

    Returns:
        How many matters were made.
    """
    load_mechanisms()
    body = Body.objects.get(place=BODY)
    if Matter.objects.filter(sample=True).exists():
        return 0
    today = day or timezone.localdate()
    Session.objects.create(body=body, **data.session(today))
    for number, story in enumerate(data.STORIES, 1):
        key = f"sample-{number:02}"
        events = data.events_of(story, key, body.place, today)
        open_matter(actor=actor, body=body, events=events, visibility="public", key=key, sample=True)
    agreement = do_keep_agreement(actor=None, body=body, **data.agreement(today))
    first = agreement.clauses.first()
    if first is not None:
        do_read_clause(actor=None, clause=first, **data.promise(today))
    for title, text in data.plans():
        do_keep_plan(actor=None, body=body, title=title, text=text, visibility="public", sample=True)
    for entry in data.registers(today):
        do_keep_register(actor=None, body=body, **entry)
    return Matter.objects.filter(sample=True).count()
