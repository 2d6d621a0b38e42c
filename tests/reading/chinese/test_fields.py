"""All ordinary ways to say when something was, what was held and what was signed: tables multiplied like the matrix."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tashan.reading import read


def table(name: str) -> dict[str, Any]:
    """One table of `fields`."""
    loaded: dict[str, Any] = yaml.safe_load(
        (Path(__file__).parent / "fields" / f"{name}.yaml").read_text(encoding="utf-8")
    )
    return loaded


DATES, MEETINGS, AGREEMENTS, SIGNINGS = (table(name) for name in ("dates", "meetings", "agreements", "signings"))
SIDES = ("四川省乐山市", "浙江省绍兴市")


def numbered(rows: list[Any]) -> dict[str, Any]:
    """Arguments of a parametrised test whose names are the numbers of the rows."""
    return {"argvalues": rows, "ids": [str(n) for n in range(len(rows))]}


@pytest.mark.parametrize("page", **numbered(DATES["pages"]))
def test_days_on_a_page(page: str) -> None:
    """Every way to tell a day is completed by the page's own date, and the stamp is never taken for the day."""
    failing = []
    for frame in DATES["frames"]:
        for day in DATES["days"]:
            text = page + frame.format(day=day["text"])
            if [(v.start, v.end) for v in read(text, id="cell").visits] != [(day["start"], day["end"])]:
                failing.append(text)
        for word in DATES["undated"]:
            text = page + frame.format(day=word)
            if [v.start for v in read(text, id="cell").visits] not in ([None], ["2021-05"]):
                failing.append(text)

    assert failing == []


@pytest.mark.parametrize("frame", **numbered(MEETINGS["frames"]))
def test_meetings(frame: str) -> None:
    """A meeting is called by its name, whoever holds it, however and wherever."""
    failing = []
    for name in MEETINGS["names"]:
        text = frame.format(name=name)
        found = [((m.name or "").strip("“”").removeprefix("2021年"), m.date) for m in read(text, id="cell").meetings]
        if found != [(name.removeprefix("2021年"), "2021-05-06")]:
            failing.append(text)

    assert failing == [
        text for text in (frame.format(name=name) for name in MEETINGS["names"]) if text in MEETINGS["known"]
    ]


@pytest.mark.parametrize("frame", **numbered(AGREEMENTS["frames"]))
def test_agreements(frame: str) -> None:
    """The two sides that sign are its parties, and a title in 《》 is its title."""
    failing = []
    for verb in AGREEMENTS["verbs"]:
        for paper in AGREEMENTS["papers"]:
            text = frame.format(verb=verb, paper=paper)
            found = read(text, id="cell").agreements
            parties = [sorted((p if hasattr(p, "level") else p.region).name for p in a.parties) for a in found]  # type: ignore[union-attr]
            titles = [(a.title or "").strip("《》") for a in found] if paper.startswith("《") else [paper.strip("《》")]
            if parties != [list(SIDES)] or titles != [paper.strip("《》")] or found[0].date != "2021-05-06":
                failing.append(text)

    assert failing == []


@pytest.mark.parametrize("event", **numbered(SIGNINGS["events"]))
def test_signings(event: str) -> None:
    """How many projects were signed and for how much; what is hoped for or earlier is no signing."""
    failing = []
    for told in SIGNINGS["told"]:
        found = [(s.projects, s.amount_cny) for s in read(event + told["text"], id="cell").signings]
        if found != [(told["projects"], told["amount"])]:
            failing.append(told["text"])
    failing += [text for text in SIGNINGS["silent"] if read(event + text, id="cell").signings]

    assert failing == []
