"""
Second factors are kept sealed: who copies the database alone can make no codes.

The key follows from the site's secret key by HKDF-SHA256 (RFC 5869), the seal is Fernet (AES-128-CBC with HMAC-SHA256)
of the library `cryptography`. Secret keys of before (`SECRET_KEY_FALLBACKS`) still open what they sealed.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_MARK: Final = "fernet:"
_PURPOSE: Final = b"tashan.accounts.second_factor"


class SealError(Exception):
    """A text was not sealed with the site's secret key or one of before, or was altered; says what to do."""


def seal(text: str) -> str:
    """The text, sealed for keeping."""
    return _MARK + _box(_keys()).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """
    The text that was sealed.

    Raises:
        SealError: it cannot be opened.
    """
    try:
        return _box(_keys()).decrypt(sealed.removeprefix(_MARK)).decode()
    except InvalidToken as error:
        raise SealError(
            "A second factor was sealed with another secret key. Put that secret.key back into the data folder, or "
            "name it in TASHAN_SECRET_KEY_FALLBACKS; or take the second factor away on the person's page."
        ) from error


def opens(sealed: str, key: str) -> bool:
    """Whether a secret key opens what was sealed."""
    try:
        _box((key,)).decrypt(sealed.removeprefix(_MARK))
    except InvalidToken:
        return False
    return True


def is_sealed(text: str) -> bool:
    """Whether a text is one that `seal` gave."""
    return text.startswith(_MARK)


def _keys() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=8)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())
