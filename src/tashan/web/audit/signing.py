"""
Checking another region's signature under a head of the chain.

What is signed is one line of ASCII, so that any tool can sign it: `tashan head NUMBER HASH` and a line feed. The
signature comes in base64, the certificate as PEM (X.509). RSA (PKCS #1 v1.5 and PSS), ECDSA and Ed25519 are checked
here; other algorithms (SM2 of GB/T 32918 among them) are kept with the words of whoever checked them elsewhere.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa


@dataclass(frozen=True, slots=True)
class Checked:
    """
    What checking a signature gave.

    Attributes:
        valid: True or False; None where it could not be checked here.
        words: how it was checked, or why it was not.
    """

    valid: bool | None
    words: str


def message(number: int, digest: str) -> bytes:
    """The bytes that are signed under a head."""
    return f"tashan head {number} {digest}\n".encode("ascii")


def check(*, number: int, digest: str, signature: str, certificate: str, at: datetime) -> Checked:
    """
    Check a signature under a head.

    Args:
        number: the event at the head.
        digest: its hash.
        signature: base64.
        certificate: PEM; without one nothing can be checked.
        at: when it was received; a certificate that did not hold then makes the signature invalid.
    """
    if not certificate.strip():
        return Checked(None, "no certificate was given")
    try:
        signed = base64.b64decode("".join(signature.split()), validate=True)
    except (binascii.Error, ValueError):
        return Checked(False, "the signature is not base64")
    try:
        holder = x509.load_pem_x509_certificate(certificate.encode())
        key = holder.public_key()
    except UnsupportedAlgorithm:
        return Checked(None, "the certificate's algorithm is not known here")
    except ValueError:
        return Checked(False, "the certificate is no X.509 certificate in PEM")
    if not holder.not_valid_before_utc <= at <= holder.not_valid_after_utc:
        return Checked(False, f"the certificate held from {_days(holder)} only")
    name = _verified(key, signed, message(number, digest))
    if name is None:
        return Checked(None, f"keys of the kind {type(key).__name__} are not known here")
    if not name:
        return Checked(False, "the signature does not belong to this head and certificate")
    return Checked(True, f"{name}; {holder.subject.rfc4514_string()}; certificate {_days(holder)}")


def _verified(key: object, signed: bytes, text: bytes) -> str | None:
    """The name of the algorithm by which the signature holds; empty where it does not, None for an unknown kind."""
    attempts: list[tuple[str, Callable[[], None]]]
    if isinstance(key, rsa.RSAPublicKey):
        attempts = [
            ("RSA-SHA256", lambda: key.verify(signed, text, padding.PKCS1v15(), hashes.SHA256())),
            ("RSA-PSS-SHA256", lambda: key.verify(signed, text, _PSS, hashes.SHA256())),
        ]
    elif isinstance(key, ec.EllipticCurvePublicKey):
        attempts = [(f"ECDSA-{key.curve.name}", lambda: key.verify(signed, text, ec.ECDSA(hashes.SHA256())))]
    elif isinstance(key, ed25519.Ed25519PublicKey):
        attempts = [("Ed25519", lambda: key.verify(signed, text))]
    else:
        return None
    for name, attempt in attempts:
        try:
            attempt()
        except InvalidSignature:
            continue
        return name
    return ""


_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=padding.PSS.AUTO)


def _days(holder: x509.Certificate) -> str:
    return f"{holder.not_valid_before_utc:%Y-%m-%d} to {holder.not_valid_after_utc:%Y-%m-%d}"
