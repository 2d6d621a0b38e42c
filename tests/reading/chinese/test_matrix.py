"""
All ordinary ways to say one visit: every subject with every frame.

The cast is always the same. Ming Li of Shaoxing travels and Qiang Zhang of Leshan receives, on 6 May 2021; a table says where
other regions take part. A cell that fails is listed under `known` in its table, word for word, and must go on failing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tashan.reading import read

TABLES: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "matrix").glob("*.yaml"))
}
ROWS = [(name, frame) for name, table in TABLES.items() for frame in table["frames"]]
DAY = "2021-05-06"
VISITOR, HOST, LEADERS = "浙江省绍兴市", "四川省乐山市", ("李明", "王强")


def cells(table: dict[str, Any], frame: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Sentences of a row with the visitor and the hosts that they tell."""
    found = []
    for subject in table["subjects"]:
        for row in table.get("places", [{}]):
            text = table.get("opens", "2021年5月6日,") + frame.replace("{who}", subject).format(**row)
            hosts = {row.get("names", {}).get(key, row[key]) for key in "abc" if f"{{{key}}}" in frame}
            visitor = row.get("visitor") or table.get("visitors", {}).get(subject, VISITOR)
            found.append((text, visitor, tuple(sorted(hosts)) or (row.get("host", HOST),)))
    return found


def told(text: str) -> list[tuple[str, tuple[str, ...], str | None, tuple[str, ...]]]:
    """Every visit of a text: visitors, hosts in order of their names, first day, leaders."""
    return [
        (
            "|".join(r.name for r in visit.visitors),
            tuple(sorted(r.name for r in visit.hosts)),
            visit.start,
            tuple(p.name for p in visit.leaders),
        )
        for visit in read(text, id="cell").visits
    ]


@pytest.mark.parametrize(
    ("name", "frame"), ROWS, ids=[f"{name}-{TABLES[name]['frames'].index(frame)}" for name, frame in ROWS]
)
def test_row(name: str, frame: str) -> None:
    """Whoever is put into the frame is read as the traveller of the one visit; cells known to fail do."""
    table = TABLES[name]
    failing = []
    for text, visitor, hosts in cells(table, frame):
        leaders = tuple(name for name in LEADERS if name in text)
        wanted = [] if table.get("silent") else [(visitor, hosts, DAY, leaders)]
        if told(text) != wanted:
            failing.append(text)

    assert failing == [text for text, _, _ in cells(table, frame) if text in table.get("known", ())]
