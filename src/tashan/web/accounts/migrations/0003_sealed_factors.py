"""Second factors that were kept in the clear are sealed; see `tashan.web.accounts.sealing`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import migrations

from tashan.web.accounts.sealing import is_sealed, seal, unseal


def _change(apps: Any, change: Callable[[str], str]) -> None:
    for factor in apps.get_model("mfa", "Authenticator").objects.iterator():
        data = dict(factor.data)
        for name in ("secret", "seed"):
            if name in data:
                data[name] = change(data[name])
        if "migrated_codes" in data:
            data["migrated_codes"] = [change(code) for code in data["migrated_codes"]]
        if data != factor.data:
            factor.data = data
            factor.save(update_fields=["data"])


def seal_all(apps: Any, _editor: Any) -> None:
    """Seal what is in the clear."""
    _change(apps, lambda text: text if is_sealed(text) else seal(text))


def unseal_all(apps: Any, _editor: Any) -> None:
    """Back to the clear, as the version before reads it."""
    _change(apps, lambda text: unseal(text) if is_sealed(text) else text)


class Migration(migrations.Migration):
    """Seal the rows that are there."""

    dependencies = [("accounts", "0002_tokens"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(seal_all, unseal_all)]
