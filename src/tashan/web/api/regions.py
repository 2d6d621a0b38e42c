"""Regions: administrative divisions with their codes and dates."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tashan.regions.divisions import Division, by_code, children, divisions
from tashan.web.accounts.interface import PROBLEMS, PageOf, Paging, Problem, Word

router = Router()


class RegionRow(Schema):
    """A division in force in a year, or its newest form."""

    code: str
    name: str
    english: str
    level: str
    start: int
    end: int | None


class RegionWhole(RegionRow):
    """A division with what lies directly in it."""

    within: list[RegionRow]


class Wanted(Paging):
    """Which divisions."""

    name: Word = Field("", description="part of the Chinese or English name")
    year: int = Field(2024, ge=1980, le=2100, description="in force in this year")


@router.get("", response={200: PageOf[RegionRow], PROBLEMS: Problem}, summary="Divisions in force in a year, by code")
def regions(request: HttpRequest, wanted: Query[Wanted]) -> Any:
    """Provinces, prefectures and counties of a year."""
    name = wanted.name.casefold()
    found = [
        unit
        for unit in divisions()
        if _in_force(unit, wanted.year) and (name in unit.name or name in unit.english.casefold())
    ]
    part = found[wanted.offset : wanted.offset + wanted.limit]
    return {"count": len(found), "limit": wanted.limit, "offset": wanted.offset, "items": [row(unit) for unit in part]}


@router.get("/{code}", response={200: RegionWhole, PROBLEMS: Problem}, summary="One division with what lies in it")
def region(request: HttpRequest, code: Word) -> Any:
    """By its six-digit code (GB/T 2260)."""
    unit = by_code(code) if code.isdecimal() and len(code) == 6 else None
    if unit is None:
        raise Http404
    return {**row(unit), "within": [row(each) for each in children(code, unit.end or 2024)]}


def _in_force(unit: Division, year: int) -> bool:
    return unit.start <= year and (unit.end is None or year <= unit.end)


def row(unit: Division) -> dict[str, Any]:
    """A division in a list."""
    return {name: getattr(unit, name) for name in ("code", "name", "english", "level", "start", "end")}
