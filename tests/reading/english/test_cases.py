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
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _read(text: str) -> EnglishRecords:
    return read_english(Analysis(Source(text, "en")))


def _names(regions: Any) -> list[str]:
    return sorted(region.name for region in regions)


def _visit(visit: Any) -> dict[str, Any]:
    return {
        "from": _names(visit.visitors),
        "to": _names(visit.hosts),
        "start": visit.start,
        "end": visit.end,
        "leaders": [person.name for person in visit.leaders],
        "kind": visit.kind,
        "status": visit.status,
    }


def _meeting(meeting: Any) -> dict[str, Any]:
    return {
        "session": meeting.session,
        "date": meeting.date,
        "place": meeting.place and meeting.place.name,
        "participants": _names(meeting.participants),
        "status": meeting.status,
    }


def _agreement(agreement: Any) -> dict[str, Any]:
    return {
        "title": agreement.title,
        "parties": _names(agreement.parties),
        "date": agreement.date,
        "status": agreement.status,
        "background": agreement.background,
    }


def _signing(signing: Any) -> dict[str, Any]:
    return {"projects": signing.projects, "amount": signing.amount_cny}


#: How each kind of record is shown, and what a case means by saying nothing of it.
SHOWN = {
    "visits": (_visit, {"status": "done"}),
    "meetings": (_meeting, {"status": "done"}),
    "agreements": (_agreement, {"status": "signed", "background": False}),
    "signings": (_signing, {}),
}


def _plain(value: Any) -> Any:
    """Dates as text and lists of regions in order, as the records are shown."""
    if isinstance(value, list):
        return sorted(value)
    return str(value) if hasattr(value, "isoformat") else value


def _fits(wanted: dict[str, Any], actual: dict[str, Any]) -> bool:
    return all(
        _plain(value) == (sorted(actual[key]) if isinstance(value, list) else actual[key])
        for key, value in wanted.items()
    )


@pytest.mark.parametrize("case", _cases())
@pytest.mark.parametrize("kind", list(SHOWN))
def test_records(case: dict[str, Any], kind: str) -> None:
    """The records of a short article are those the case lists; a kind of record that it does not list is absent."""
    show, silent = SHOWN[kind]
    wanted = [silent | entry for entry in case.get(kind, [])]
    recalled = any(entry.get("background") for entry in wanted)

    actual = [show(r) for r in getattr(_read(case["text"]), kind) if recalled or not r.background]

    assert len(wanted) == len(actual), actual
    assert [] == [entry for entry in wanted if not any(_fits(entry, found) for found in actual)], actual


@pytest.mark.parametrize("case", _cases())
def test_evidence(case: dict[str, Any]) -> None:
    """Every quote stands word for word where its span says."""
    records = _read(case["text"])

    found = [span for kind in SHOWN for record in getattr(records, kind) for span in record.evidence]

    assert [case["text"][span.start : span.end] for span in found] == [span.quote for span in found]
