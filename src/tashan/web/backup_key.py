"""
The secret key of a site beside its backup: sealed under a passphrase, and compared with what it has to open.

Second factors are sealed with a key that follows from the site's secret key (`accounts.sealing`). A backup without the
key is worth little to a thief and leaves people to set their second factors up anew; one with the key sealed brings them
back, and is as safe as its passphrase. The seal is Fernet under scrypt (RFC 7914; 32 MiB, so that guessing is slow).
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken

SHORTEST: Final = 12
"""Characters that a passphrase has at least."""
_KIND: Final = "scrypt-32768-8-1 fernet"
_FACTOR: Final = re.compile(r"fernet:[A-Za-z0-9_=-]+")


class SecretKeyError(Exception):
    """A key cannot be sealed, opened or used; says why and what to do."""


def present_key(data: Path) -> str:
    """
    The secret key with which a site runs: of the environment, else of its folder.

    Raises:
        SecretKeyError: there is none.
    """
    named = os.environ.get("TASHAN_SECRET_KEY")
    if named:
        return named
    try:
        return (data / "secret.key").read_text(encoding="ascii")
    except FileNotFoundError:
        raise SecretKeyError(f"There is no secret.key in {data}, and TASHAN_SECRET_KEY is not set.") from None


def sealed(key: str, passphrase: str) -> dict[str, str]:
    """
    A key under a passphrase, as a manifest keeps it.

    Raises:
        SecretKeyError: the passphrase is too short.
    """
    if len(passphrase) < SHORTEST:
        raise SecretKeyError(
            f"The passphrase has {len(passphrase)} characters; take {SHORTEST} or more, such as four words."
        )
    salt = os.urandom(16)
    return {"kind": _KIND, "salt": salt.hex(), "sealed": _box(passphrase, salt).encrypt(key.encode()).decode()}


def opened(kept: dict[str, Any], passphrase: str) -> str:
    """
    The key that was sealed.

    Raises:
        SecretKeyError: the passphrase is another one, or the key was sealed in a way that is not known here.
    """
    if kept.get("kind") != _KIND:
        raise SecretKeyError(
            "The key in the backup was sealed in a way that this version does not know. Install a newer one."
        )
    try:
        return _box(passphrase, bytes.fromhex(kept["salt"])).decrypt(kept["sealed"]).decode()
    except (InvalidToken, KeyError, ValueError, TypeError):
        raise SecretKeyError(
            "The passphrase does not open the key in the backup. Nothing was restored; try again."
        ) from None


def _box(passphrase: str, salt: bytes) -> Fernet:
    derived = hashlib.scrypt(passphrase.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=32)
    return Fernet(base64.urlsafe_b64encode(derived))


def sealed_factors(database: Path) -> list[str]:
    """The sealed secrets of second factors in a database file, one a factor."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'mfa_authenticator'").fetchone():
            return []
        rows = connection.execute("SELECT data FROM mfa_authenticator ORDER BY id").fetchall()
    return [found[0] for (data,) in rows if (found := _FACTOR.search(data or ""))]


def check_key(key: str, database: Path) -> None:
    """
    Refuse a key that opens none of the second factors of a database.

    Raises:
        SecretKeyError: there are some, and it opens none.
    """
    from tashan.web.accounts.sealing import opens

    factors = sealed_factors(database)
    if factors and not any(opens(factor, key) for factor in factors):
        raise SecretKeyError(
            f"The key opens none of the {len(factors)} second factors in the backup, so it is not the one of this site."
        )
