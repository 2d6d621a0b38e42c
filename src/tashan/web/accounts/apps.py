"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organisations, roles."""

    name = "tashan.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Tell the chain of changes what its things are called."""
        from tashan.web.accounts import things

        things.register_things()
