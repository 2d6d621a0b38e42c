"""Reads of funds, for pages and API alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from tashan.sharing.funds import FundStatement, fund_statement
from tashan.web.accounts.predicates import grants
from tashan.web.pages.places import covers
from tashan.web.sharing.keeping import register_of
from tashan.web.sharing.models import Fund


def funds_for(person: Any) -> list[Fund]:
    """The funds that concern a place of the person's roles, by name."""
    held = grants(person)
    return [
        fund
        for fund in Fund.objects.all()
        if any(covers(grant.place, place) for grant in held for place in fund.places)
    ]


def statement_on(fund: Fund, day: date) -> FundStatement:
    """The fund on a day, from all its entries."""
    entries, due = register_of(fund)
    return fund_statement(entries, day.isoformat(), due_days=due)
