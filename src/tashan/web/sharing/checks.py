"""What is wrong with what was typed into a form of this room, by field, before anything is computed from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from tashan.clearing import MoneyError, parse_amount
from tashan.web.pages.words import say
from tashan.web.sharing.services import SharingError, known_place
from tashan.web.sharing.trials import code_of

Wrong = dict[str, str]
"""By the name of a field, what is wrong with it and what helps; empty where nothing is."""

_PERIOD: Final = re.compile(r"\d{4}(-\d{2}){0,2}")


def missing(typed: Mapping[str, str], names: Iterable[str]) -> Wrong:
    """The fields that are to be filled in and are not."""
    return {name: say("请填写。", "Fill this in.") for name in names if not typed.get(name, "").strip()}


def no_place(typed: Mapping[str, str], names: Iterable[str]) -> Wrong:
    """The fields that name no region, or no one region."""
    wrong = {}
    for name in names:
        for each in typed.get(name, "").replace("，", "\n").splitlines():
            try:
                known_place(code_of(each) if each.strip() else "000000")
            except SharingError as error:
                wrong[name] = str(error)
    return wrong


def no_day(typed: Mapping[str, str], names: Iterable[str]) -> Wrong:
    """The fields that hold something and no day."""
    wrong = {}
    for name in names:
        try:
            date.fromisoformat(typed.get(name, "").strip() or "2000-01-01")
        except ValueError:
            wrong[name] = say("日期请写成 2026-11-22。", "Write the day as 2026-11-22.")
    return wrong


def wrong_platform(typed: Mapping[str, str], *, new: bool) -> Wrong:
    """What is wrong with the form of a receiving platform; `new` where it also says who keeps it."""
    places = ("place", "region") if new else ("region",)
    land = typed.get("land", "").strip()
    whole = say(
        "请写整数，单位平方米；不知道就留空。", "Write a whole number of m²; leave it empty where it is not known."
    )
    return {
        **({} if not land or (land.isascii() and land.isdigit()) else {"land": whole}),
        **no_day(typed, ("from", "to")),
        **no_place(typed, places),
        **missing(typed, (*places, "name", "industries", "from", "document")),
    }


def wrong_fund(typed: Mapping[str, str]) -> Wrong:
    """What is wrong with the form of a new fund."""
    return {**no_place(typed, ("keeper", "members")), **missing(typed, ("name", "keeper", "members"))}


def wrong_base(typed: Mapping[str, str], items: Iterable[str]) -> Wrong:
    """What is wrong with the form of a period's figures: its period, and an amount for every item."""
    wrong: Wrong = {}
    if not _PERIOD.fullmatch(typed.get("period", "").strip()):
        wrong["period"] = say("请写年、月或日，如 2025、2025-03。", "Write a year, a month or a day: 2025, 2025-03.")
    for item in items:
        for part in ("amount", "refund"):
            amount = typed.get(f"{part}-{item}", "").strip()
            try:
                parse_amount(amount or "0", typed.get("unit", "元"))
            except MoneyError:
                wrong[f"{part}-{item}"] = say(
                    "请写数字，到分为止：12,005,100.01。", "Write a number, to the fen: 12,005,100.01."
                )
        if not typed.get(f"amount-{item}", "").strip():
            wrong[f"amount-{item}"] = say("请填写；没有就写 0。", "Fill this in; write 0 where there was none.")
    return wrong


__all__ = ["Wrong", "missing", "no_day", "no_place", "wrong_base", "wrong_fund", "wrong_platform"]
