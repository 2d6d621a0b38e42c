"""Every case of cases/*.yaml: a short article and the records it must give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tashan.reading.english import EnglishRecords, read_english
from tashan.reading.source import Analysis, Source

CASES = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return found


def _read(text: str) -> EnglishRecords:
    return read_english(Analysis(Source(text, "en")))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _names(regions: Any) -> list[str]:
    return sorted(region.name for region in regions)


def _visit(visit: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """The part of a visit that a case speaks of."""
    full = {
        "from": _names(visit.visitors),
        "to": _names(visit.hosts),
        "start": visit.start,
        "end": visit.end,
        "leaders": [person.name for person in visit.leaders],
        "kind": visit.kind,
        "status": visit.status,
    }
    return {key: full[key] for key in wanted}


def _wanted_visit(wanted: dict[str, Any]) -> dict[str, Any]:
    plain = {"from": sorted(wanted["from"]), "to": sorted(wanted["to"])}
    rest = {key: (_text(value) if key in ("start", "end") else value) for key, value in wanted.items() if key not in plain}
    return {"status": "done", **plain, **rest}


def _check(name: str, wanted: list[Any], actual: list[Any]) -> None:
    key = repr
    expected = sorted(wanted, key=key)

    assert expected == sorted(actual, key=key), name


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    """The records of a short article are those the case lists; a kind of record it does not list must be absent."""
    records = _read(case["text"])

    wanted = [_wanted_visit(visit) for visit in case.get("visits", [])]
    news = [visit for visit in records.visits if not visit.background]
    by_pair = {repr((w["from"], w["to"])): w for w in wanted}
    actual = [
        _visit(v, by_pair.get(repr((_names(v.visitors), _names(v.hosts))), {"from": 0, "to": 0, "leaders": 0})) for v in news
    ]
    _check("visits", wanted, actual)

    meetings = [m for m in case.get("meetings", [])]
    keys = [key for key in ("session", "date", "place", "participants", "status") if any(key in m for m in meetings)]
    _check(
        "meetings",
        [[_text(m.get(k)) if k == "date" else sorted(m.get(k) or []) if k == "participants" else m.get(k, "done" if k == "status" else None) for k in keys] for m in meetings],
        [[{"session": m.session, "date": m.date, "place": m.place and m.place.name, "participants": _names(m.participants), "status": m.status}[k] for k in keys] for m in records.meetings if not m.background],
    )

    agreements = [a for a in case.get("agreements", [])]
    keys = [key for key in ("title", "parties", "date", "status", "background") if any(key in a for a in agreements)]
    fresh = [a for a in records.agreements if not a.background or "background" in keys]
    _check(
        "agreements",
        [[_text(a.get(k)) if k == "date" else sorted(a["parties"]) if k == "parties" else a.get(k, {"status": "signed", "background": False}.get(k)) for k in keys] for a in agreements],
        [[{"title": a.title, "parties": _names(a.parties), "date": a.date, "status": a.status, "background": a.background}[k] for k in keys] for a in fresh],
    )

    _check("signings", [[s["projects"], s["amount"]] for s in case.get("signings", [])], [[s.projects, s.amount_cny] for s in records.signings])


@pytest.mark.parametrize("case", _cases())
def test_evidence(case: dict[str, Any]) -> None:
    """Every quote stands word for word where its span says."""
    records = _read(case["text"])

    found = [span for kind in records[:4] for record in kind for span in record.evidence]

    assert [span.quote for span in found] == [case["text"][span.start : span.end] for span in found]
