"""Pages of the chain: who reads which events, checking, and signatures of other regions."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.x509.oid import NameOID
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from tests.cli.commands import tashan

from tashan.web.audit import queries, signing
from tashan.web.audit.models import CounterSignature, Event
from tashan.web.audit.services import AuditError, do_counter_sign, note

from ..conftest import JIANGSU, ROLES, SUZHOU, ZHEJIANG  # noqa: TID252

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def chain(db: None) -> list[Event]:
    """Four changes: of Suzhou, Jiangsu, Zhejiang, and of no place."""
    with transaction.atomic():
        return [
            note(actor=None, action=action, thing=f"tests.thing:{number}", place=place, after={"名": "x"}, why=f"because {number}")
            for number, (place, action) in enumerate(
                [(SUZHOU, "tests.one"), (JIANGSU, "tests.two"), (ZHEJIANG, "tests.one"), ("", "tests.three")], 1
            )
        ]  # fmt: skip


def _certificate(key: Any, *, days: int = 30) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "浙江省合作办")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(NOW - timedelta(days=30)).not_valid_after(NOW + timedelta(days=days))
        .sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )  # fmt: skip
    return made.public_bytes(serialization.Encoding.PEM).decode()


def _sign(key: Any, text: bytes) -> str:
    if isinstance(key, rsa.RSAPrivateKey):
        signed = key.sign(text, padding.PKCS1v15(), hashes.SHA256())
    elif isinstance(key, ec.EllipticCurvePrivateKey):
        signed = key.sign(text, ec.ECDSA(hashes.SHA256()))
    else:
        signed = key.sign(text)
    return base64.b64encode(signed).decode()


KEYS = {
    "RSA-SHA256": rsa.generate_private_key(public_exponent=65537, key_size=2048),
    "ECDSA-secp256r1": ec.generate_private_key(ec.SECP256R1()),
    "Ed25519": ed25519.Ed25519PrivateKey.generate(),
}


# --- reading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "expected"), [(SUZHOU, [1]), (JIANGSU, [2, 1]), (ZHEJIANG, [3]), ("440000", []), ("*", [4, 3, 2, 1])]
)
def test_an_administrator_reads_the_changes_of_their_places(
    log_in: Callable[..., Any], chain: list[Event], place: str, expected: list[int]
) -> None:
    page = log_in("administrator", place).get("/audit/").content.decode()

    assert {number: number in expected for number in (1, 2, 3, 4)} == {
        number: f"because {number}" in page for number in (1, 2, 3, 4)
    }


@pytest.mark.parametrize("role", ROLES)
def test_only_administrators_read_changes_and_everybody_the_head(log_in: Callable[..., Any], role: str) -> None:
    client = log_in(role)

    assert (200 if role == "administrator" else 403) == client.get("/audit/").status_code
    assert 200 == client.get("/audit/head.json").status_code


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"action": "tests.o"}, [3, 1]),
        ({"thing": "tests.thing:2"}, [2]),
        ({"place": JIANGSU}, [2, 1]),
        ({"actor": "nobody"}, []),
        ({"since": "2999-01-01"}, []),
        ({"until": "2999-01-01"}, [4, 3, 2, 1]),
        ({"until": "2000-01-01"}, []),
    ],
)
def test_filters(person: Callable[..., Any], chain: list[Event], wanted: dict[str, str], expected: list[int]) -> None:
    found = queries.events_for(person("administrator", "*"), wanted)

    assert expected == [event.number for event in found if event.action.startswith("tests.")]


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", ("核对全链", "“自”一栏不是日期")), ("en", ("Check every link", "“From” is no day"))],
)
def test_a_day_that_is_none_is_told(
    log_in: Callable[..., Any], chain: list[Event], language: str, words: tuple[str, ...]
) -> None:
    page = log_in("administrator", "*").get(f"/audit/?since=yesterday&language={language}").content.decode()

    assert [] == [word for word in words if word not in page]


def test_the_head_is_exported_and_so_is_the_line_to_sign(client: Any, chain: list[Event]) -> None:
    head = client.get("/audit/head.json?download")
    line = client.get("/audit/head.txt")

    assert 'attachment; filename="tashan-head-4.json"' == head["Content-Disposition"]
    assert signing.message(4, chain[-1].hash) == line.content
    assert chain[-1].hash == head.json()["hash"]


# --- checking --------------------------------------------------------------------------------------------------------


def _alter(statement: str) -> None:
    """What somebody with the database in their hands can do: take the triggers away, then write."""
    with connection.cursor() as cursor:
        for verb in ("update", "delete"):
            name = f"audit_event_no_{verb.upper() if connection.vendor == 'sqlite' else verb}"
            on = "" if connection.vendor == "sqlite" else " ON audit_event"
            cursor.execute(f"DROP TRIGGER {name}{on}")
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE audit_event SET actor = 'wang' WHERE number = 2", "event 2 was altered"),
        ("UPDATE audit_event SET why = '' WHERE number = 3", "event 3 was altered"),
        ("DELETE FROM audit_event WHERE number = 2", "event 2 is missing"),
    ],
)
def test_the_first_broken_link_is_named_by_command_and_page(
    log_in: Callable[..., Any], chain: list[Event], statement: str, reason: str
) -> None:
    client = log_in("administrator", "*")
    before = client.post("/audit/verify", follow=True).content.decode()
    _alter(statement)

    page = client.post("/audit/verify?language=en", follow=True).content.decode()
    command = tashan("audit", "verify")

    assert "4个环节全部相符" in before
    assert reason in page
    assert (1, True) == (command.status, reason in command.err)


def test_a_signed_head_that_was_cut_off_is_named(person: Callable[..., Any], chain: list[Event]) -> None:
    """Who cuts the end of the chain and its hashes off leaves no broken link, but another region has the head."""
    do_counter_sign(
        actor=person("approver", ZHEJIANG), number=4, digest=chain[3].hash, place=ZHEJIANG, signer="浙江省合作办",
        signature="c2ln", verification="by SM2 tool, Zhou",
    )  # fmt: skip
    _alter("DELETE FROM audit_event WHERE number >= 4")

    broken = queries.verify()

    assert broken is not None
    assert (4, True) == (broken.number, "浙江省合作办" in broken.reason)


# --- signatures ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KEYS)
def test_a_true_signature_is_checked_here(kind: str) -> None:
    key, digest = KEYS[kind], "ab" * 32

    checked = signing.check(
        number=7, digest=digest, signature=_sign(key, signing.message(7, digest)), certificate=_certificate(key), at=NOW
    )

    assert checked.valid is True
    assert checked.words.startswith(kind)
    assert "浙江省合作办" in checked.words


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"number": 8}, "does not belong"),
        ({"digest": "cd" * 32}, "does not belong"),
        ({"signature": "AAAA"}, "does not belong"),
        ({"signature": "not base64!"}, "not base64"),
        ({"certificate": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"}, "no X.509"),
        ({"at": NOW + timedelta(days=31)}, "held from 2026-10-23 to 2026-12-22 only"),
    ],
)
def test_a_false_signature_is_found(kind: str, change: dict[str, Any], expected: str) -> None:
    key, digest = KEYS[kind], "ab" * 32
    given = {
        "number": 7, "digest": digest, "signature": _sign(key, signing.message(7, digest)),
        "certificate": _certificate(key), "at": NOW,
    }  # fmt: skip

    checked = signing.check(**{**given, **change})

    assert checked.valid is False
    assert expected in checked.words


def test_what_cannot_be_checked_here_needs_the_words_of_who_checked_it(
    person: Callable[..., Any], chain: list[Event]
) -> None:
    given = {"actor": person("approver", ZHEJIANG), "number": 4, "digest": chain[3].hash, "place": ZHEJIANG}
    with pytest.raises(AuditError, match="无法验证"):
        do_counter_sign(**given, signer="浙江", signature="c2ln")

    kept = do_counter_sign(**given, signer="浙江", signature="c2ln", verification="国密工具验证，周某")

    assert (False, "国密工具验证，周某") == (kept.is_verified, kept.words)


def test_a_false_or_second_signature_is_not_kept(person: Callable[..., Any], chain: list[Event]) -> None:
    key = KEYS["Ed25519"]
    given = {
        "actor": person("approver", ZHEJIANG), "number": 4, "digest": chain[3].hash, "place": ZHEJIANG, "signer": "浙江",
        "certificate": _certificate(key, days=3650),
    }  # fmt: skip
    with pytest.raises(AuditError, match="签名无效"):
        do_counter_sign(**given, signature=_sign(key, b"something else"))
    do_counter_sign(**given, signature=_sign(key, signing.message(4, chain[3].hash)))
    with pytest.raises(AuditError, match="已会签"):
        do_counter_sign(**given, signature=_sign(key, signing.message(4, chain[3].hash)))

    assert [True] == [each.is_verified for each in CounterSignature.objects.all()]
    assert None is queries.verify()


@pytest.mark.parametrize("place", [JIANGSU, ZHEJIANG, "440000"])
@pytest.mark.parametrize("role", ROLES)
def test_who_keeps_signatures_of_a_region(
    person: Callable[..., Any], chain: list[Event], role: str, place: str
) -> None:
    allowed = role in ("approver", "administrator") and place == ZHEJIANG
    try:
        do_counter_sign(
            actor=person(role, place), number=4, digest=chain[3].hash, place=ZHEJIANG, signer="浙江", signature="c2ln",
            verification="seen",
        )  # fmt: skip
        kept = True
    except PermissionDenied:
        kept = False

    assert allowed is kept


def test_the_form_keeps_a_signature_and_tells_what_is_wrong(log_in: Callable[..., Any], chain: list[Event]) -> None:
    client = log_in("approver", ZHEJIANG)
    said = {
        "number": "4", "digest": chain[3].hash, "place": ZHEJIANG, "signer": "浙江省合作办", "signature": "c2ln",
        "certificate": "", "verification": "国密工具验证",
    }  # fmt: skip

    wrong = client.post("/audit/signatures", {**said, "digest": "ab" * 32})
    kept = client.post("/audit/signatures", said, follow=True).content.decode()

    assert (422, True) == (wrong.status_code, "链中没有序号4" in wrong.content.decode())
    assert "在别处验证" in kept
    assert "其他地区会签了1次链头" in kept
