"""What the chain's changes of this room are about: names and addresses of its things."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from tashan.web.audit.things import Kind, Named, allowed, register, rows_named
from tashan.web.pages.words import spoken
from tashan.web.sharing.models import Contract, Fund, Kept

_SEE = allowed("sharing.see")


def register_things() -> None:
    """Make contracts, funds and what is kept in registers known."""
    register(
        Kind(
            "sharing.contract",
            "分享协议",
            "contract to share",
            rows_named(
                Contract,
                lambda row: reverse("sharing-contract", args=[row.pk]),
                may=_SEE,
                name=lambda row: spoken(row.title, row.title_en or row.title),
            ),
        ),
        Kind(
            "sharing.fund",
            "资金",
            "fund",
            rows_named(Fund, lambda row: reverse("sharing-fund-page", args=[row.pk]), may=_SEE),
        ),
        Kind("sharing.kept", "名录", "entry of a register", _kept),
    )


def _kept(rows: Iterable[str], reader: Any) -> dict[str, Named]:
    """What is kept stands in the chain as kind:key; its newest version is the one to look at."""
    named: dict[str, Named] = {}
    for row in rows:
        kind, _, key = row.partition(":")
        last = Kept.objects.filter(kind=kind, key=key).order_by("-version").first()
        if last is not None:
            address = reverse("sharing-kept", args=[last.pk]) if _SEE(reader, last) else ""
            named[row] = Named(last.title, address)
    return named
