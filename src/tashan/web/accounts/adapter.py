"""How people come in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


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
