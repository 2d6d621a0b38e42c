"""How people come in."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from tashan.web.accounts.sealing import SealError, seal, unseal

_log = logging.getLogger(__name__)


class ByInvitation(DefaultAccountAdapter):
    """Accounts are made by administrators; nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - asked by allauth
        """Never."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """Keep a password that the person chose; a temporary one has done its duty."""
        user.password_temporary = False
        super().set_password(user, password)


class KnownPeopleOnly(DefaultSocialAccountAdapter):
    """Who comes from a provider of identities is let in if an administrator made an account with that mail address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 - asked by allauth
        """Never: a new account is made by an administrator."""
        return False


class SealedFactors(DefaultMFAAdapter):
    """Second factors are sealed in the database."""

    def encrypt(self, text: str) -> str:
        """Seal a secret for keeping."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it; where that fails, a secret that nobody has takes its place: no code is right, nobody comes in."""
        try:
            return unseal(encrypted_text)
        except SealError as error:
            _log.error("%s", error)
            return generate_totp_secret()
