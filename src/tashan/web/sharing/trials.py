"""What would be: a contract tried on figures, with ratios moved and amounts scaled; nothing of it is kept."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final

from tashan.regions.query import query as find_regions
from tashan.rules import RuleError
from tashan.web.pages.words import spoken
from tashan.web.sharing import queries
from tashan.web.sharing.asked import Field, as_lines
from tashan.web.sharing.called import item_name
from tashan.web.sharing.models import Contract
from tashan.web.sharing.notes import in_words
from tashan.web.sharing.problem_words import plain
from tashan.web.sharing.texts import Trial, base_text, contract_of, items_of, percent_of

_PERCENT: Final = re.compile(r"\d{1,3}(?:\.\d{1,2})?", re.ASCII)


def rows_of(tried: Trial | None, contract_text: str) -> dict[str, Any]:
    """The rows of a trial: a line a split with a part a party."""
    if tried is None:
        return {"effect": None, "effect_problems": []}
    if tried.split is None:
        return {"effect": None, "effect_problems": plain(tried.problems)}
    parties = list(tried.split.lines[0].parts)
    names = _labels(contract_text, parties)
    rows = [
        (item_name(line.split), line.counts, line.shared, [line.parts[party] for party in parties])
        for line in tried.split.lines
    ]
    known = dict(zip(parties, names, strict=True))
    steps = [
        (step.path, in_words(step.note, known), step.amount, [step.parts.get(party, 0) for party in parties])
        for step in tried.split.steps
    ]
    return {"effect": {"parties": names, "rows": rows, "steps": steps}, "effect_problems": []}


def party_fields(text: str, places: dict[str, str]) -> list[dict[str, str]]:
    """A field for the place of every party that a contract names; those typed before where it cannot be read."""
    try:
        read = contract_of(text) if text else None
    except RuleError:
        return [{"key": key, "name": key, "place": place} for key, place in places.items()]
    parties = read.parties if read else {}
    return [
        {"key": key, "name": spoken(label.zh, label.en), "place": places.get(key, "")} for key, label in parties.items()
    ]


def code_of(text: str) -> str:
    """The code of the region that somebody typed, by code or name; the text itself where it is none or several."""
    text = text.strip()
    if not text or text.isdigit() or text.startswith("body:"):
        return text
    found = {str(each["code"]) for each in find_regions(text) if each.get("code")}
    return found.pop() if len(found) == 1 else text


def sample(text: str) -> str:
    """Figures to try a contract on: 100 for every item, in its unit."""
    try:
        read = contract_of(text)
    except RuleError:
        return ""
    period = read.start[:4]
    year = str(int(period) + 1)
    return base_text(
        read, name=year, period=year, unit="万元", amounts=dict.fromkeys(items_of(read), "100"), refunds={}
    )


def typed_base(read: Any, items: tuple[str, ...], fields: tuple[Field, ...], typed: Any) -> str:
    """
    The file of a base from what was typed into its form.

    Raises:
        SharingError: a series without a value for every month of the period.
    """
    more = [as_lines(fields, typed.get("period", "").strip()), typed.get("more", "")]
    return base_text(
        read,
        name=typed.get("name", "") or typed.get("period", ""),
        period=typed.get("period", ""),
        unit=typed.get("unit", "元"),
        amounts={item: typed.get(f"amount-{item}", "") for item in items},
        refunds={item: typed.get(f"refund-{item}", "") for item in items},
        more="\n".join(part for part in more if part.strip()),
        corrects=typed.get("corrects", ""),
        reason=typed.get("reason", ""),
    )


def compared(contract: Contract, now: Trial, then: Trial) -> list[dict[str, Any]]:
    """What every party gets by the contract, and what it would get, in fen."""
    if now.split is None or then.split is None:
        return []
    return [
        {
            "split": item_name(old.split),
            "party": party_name(contract, party),
            "now": part,
            "then": new.parts[party],
            "change": new.parts[party] - part,
        }
        for old, new in zip(now.split.lines, then.split.lines, strict=True)
        for party, part in old.parts.items()
    ]


def party_name(contract: Contract, key: str) -> str:
    """The name of a party of a contract, in the reader's language."""
    return next((party.name for party in queries.parties(contract) if party.key == key), key)


def names_of(contract: Contract, *keys: str) -> tuple[str, ...]:
    """The names of some parties of a contract."""
    return tuple(party_name(contract, key) for key in keys)


def percentage(text: str | None, otherwise: str, *, most: int = 100) -> str:
    """A percentage that somebody chose, with two decimals at most, or the one that stands."""
    if text is not None and _PERCENT.fullmatch(text) and Fraction(text) <= most:
        return percent_of(Fraction(text)).rstrip("%")
    return otherwise


def _labels(contract_text: str, parties: list[str]) -> list[str]:
    try:
        known = contract_of(contract_text).parties if contract_text else {}
    except RuleError:
        known = {}
    return [spoken(known[party].zh, known[party].en) if party in known else party for party in parties]
