"""One construction a line: what a sentence of the genre must give, and what must give nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tashan.reading import read
from tashan.records import Agreement, Meeting, Reading, Visit, validate

LINES = [
    line.split("\t")
    for path in sorted(Path(__file__).parent.glob("*.tsv"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _old(record: Agreement | Meeting | Visit) -> str:
    """A tilde before what is only recalled."""
    return "~" if record.background else ""


def told(reading: Reading) -> set[str]:
    """The reading in the short form of the table."""
    found = set()
    for visit in reading.visits:
        who = "|".join(r.name for r in visit.visitors)
        where = "|".join(r.name for r in visit.hosts)
        leaders = "、".join(p.name for p in visit.leaders)
        found.add(f"{_old(visit)}{who}→{where}@{visit.start}..{visit.end}/{leaders}")
    found |= {f"{_old(m)}M{m.name}" for m in reading.meetings}
    found |= {f"{_old(a)}A{a.title or '-'}" for a in reading.agreements}
    return found


@pytest.mark.parametrize(("shows", "text", "wanted"), LINES, ids=[line[0] for line in LINES])
def test_construction(shows: str, text: str, wanted: str) -> None:
    """The sentence gives exactly the events of its line."""
    text = text.replace("\\n", "\n")
    reading = read(text, id="case")

    assert told(reading) == set(filter(None, wanted.split(";")))
    assert validate(reading, text) == ()
