"""Writing into the chain."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from tashan.web.audit import signing
from tashan.web.audit.chain import START, seal
from tashan.web.audit.gate import whole_chain
from tashan.web.audit.models import VERIFIED, CounterSignature, Event
from tashan.web.pages.access import check
from tashan.web.pages.words import say

_LOCK = 7_303_014  # any number of our own: it names the one lock under which the chain grows


class AuditError(Exception):
    """Something was to be changed outside a transaction, or a head does not exist."""


def note(
    *,
    actor: Any,
    action: str,
    thing: str,
    place: str = "",
    before: Any = None,
    after: Any = None,
    why: str = "",
) -> Event:
    """
    Write one event at the end of the chain, in the caller's transaction.

    Args:
        actor: the person who acts, or None for the system itself.
        action: `room.verb_noun`.
        thing: `room.kind:ID`.
        place: the region or body for which it is done.
        before: the fields that change, as they were; JSON values, no floats, no secrets.
        after: the same fields as they are now.
        why: the person's reason.

    Raises:
        AuditError: there is no transaction, so the change and its event could part.
    """
    if not connection.in_atomic_block:
        raise AuditError(f"{action}: a change and its event belong in one transaction; use transaction.atomic.")
    wait_for_turn()
    with whole_chain():
        return _add(actor, action, thing, place, before, after, why)


def _add(actor: Any, action: str, thing: str, place: str, before: Any, after: Any, why: str) -> Event:
    last = Event.objects.order_by("-number").values("number", "hash").first()
    fields: dict[str, Any] = {
        "number": last["number"] + 1 if last else 1,
        "at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "actor": getattr(actor, "username", "") or "system",
        "place": place,
        "action": action,
        "thing": thing,
        "before": before,
        "after": after,
        "why": why,
        "previous": last["hash"] if last else START,
    }
    return Event.objects.create(**fields, hash=seal(fields))


@transaction.atomic
def do_counter_sign(
    *,
    actor: Any,
    number: int,
    digest: str,
    place: str,
    signer: str,
    signature: str,
    certificate: str = "",
    verification: str = "",
) -> CounterSignature:
    """
    Keep another region's signature under a head of the chain, once it has been checked.

    Args:
        actor: an approver or administrator of the region that signed.
        number: the event at the head.
        digest: its hash.
        place: the region that signed.
        signer: who signed for it.
        signature: base64, over `signing.message(number, digest)`.
        certificate: PEM; without one, or for an algorithm that is not known here, `verification` has to say how the
            signature was checked elsewhere.
        verification: the words of whoever checked it elsewhere.

    Raises:
        AuditError: there is no event with this number and hash, the region signed this head before, the signature does
            not hold, or nobody says how it was checked.
    """
    check(actor, "audit.counter_sign", place)
    with whole_chain():
        there = Event.objects.filter(number=number, hash=digest).exists()
    if not there:
        raise AuditError(
            say(
                "链中没有序号{number}、哈希为{digest}…的变更；请核对送签的链头。",
                "There is no event {number} with the hash {digest}…; compare the head that was sent.",
                number=number,
                digest=digest[:12],
            )
        )
    if CounterSignature.objects.filter(number=number, place=place).exists():
        raise AuditError(say("该地区已会签这一链头。", "This region has signed this head before."))
    received = datetime.now(UTC)
    checked = signing.check(number=number, digest=digest, signature=signature, certificate=certificate, at=received)
    if checked.valid is False:
        raise AuditError(say("签名无效：{why}。", "The signature does not hold: {why}.", why=checked.words))
    if checked.valid is None and not verification.strip():
        raise AuditError(
            say(
                "此处无法验证（{why}）；请写明由谁、怎样验证过。",
                "It cannot be checked here ({why}); say who checked it elsewhere, and how.",
                why=checked.words,
            )
        )
    verification = f"{VERIFIED}{checked.words}" if checked.valid else verification.strip()
    kept = CounterSignature.objects.create(
        number=number,
        hash=digest,
        place=place,
        signer=signer,
        signature=signature,
        certificate=certificate,
        verification=verification,
        received_at=received,
        received_by=actor,
    )
    note(
        actor=actor,
        action="audit.counter_sign",
        thing=f"audit.head:{number}",
        place=place,
        after={"signer": signer, "signature": signature, "verification": verification},
    )
    return kept


def wait_for_turn() -> None:
    """
    Let no other transaction write into the chain until this one has ended.

    `note` does it by itself. Who writes the time of a change that others follow does it before looking at the clock:
    then times run in the order in which transactions become visible. SQLite's already begin with its write lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
