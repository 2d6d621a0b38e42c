"""`tashan fade-out`: what came of it, measured with denominators and the share without evidence."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.matter_files import day_of, load, problem_rows
from tashan.cli.messages import chosen, fail, for_people, say
from tashan.cli.options import Form
from tashan.cli.sharing_files import FORMS, bytes_of, print_json, print_rows

if TYPE_CHECKING:
    from tashan.governance.fadeout import FadeOut, Figure, Sitting

_MARKS = (180, 365, 730)


def fade_out(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Matters as for `tashan matters`, or readings of documents (.jsonl of `tashan read`).",
            show_default=False,
        ),
    ],
    as_of: Annotated[
        str | None, typer.Option(help="As of this day; nothing later counts. [today]", show_default=False)
    ] = None,
    silent_after: Annotated[
        int, typer.Option(help="Days without an event after which a matter is silent.", min=1)
    ] = 180,
    sessions: Annotated[
        Path | None,
        typer.Option(
            help="A .csv of attendance: day, member, rank (leader, deputy, department or absent).", show_default=False
        ),
    ] = None,
    promised: Annotated[
        int | None, typer.Option(help="Promised days between sessions.", min=1, show_default=False)
    ] = None,
    form: Form = None,
) -> None:
    """
    Measure fade-out: conversion by stage and cohort, time to stage, slip, silence, agreements without project, balance.

    Every figure has its numerator, denominator, share without evidence and definition. Where nothing can be counted
    the value is null. Agreements too young for a horizon are not counted.

    Examples:
    - `tashan fade-out matters.jsonl --as-of 2024-12-31`

    - `tashan read articles --out readings.jsonl && tashan fade-out readings.jsonl --as-of 2024-12-31 --format table`

    - `tashan fade-out matters.yaml --sessions attendance.csv --promised 365`
    """
    from tashan.governance.fadeout import fade_out as run
    from tashan.governance.observed import agreements_of, from_readings, observed

    picked = chosen(form, FORMS, "table" if for_people() else "json")
    day = day_of("--as-of", as_of)
    loaded = load(file, day, "office")
    read = from_readings(loaded.readings)
    states = loaded.states(day)
    signed = _signed(states)
    watched = [*map(observed, states), *agreements_of(states, signed), *read.watched]
    found = run(
        watched,
        day,
        signings=read.signings,
        sittings=_sittings(sessions) if sessions else (),
        promised=promised,
        silent_after=silent_after,
    )
    if read.undated:
        say(f"{read.undated} of the records have no day and are left out.")
    for problem in loaded.problems:
        say(str(problem))
    if picked == "json":
        print_json(
            {
                **_json(found),
                "records": {"agreement_reports": read.reports, "undated": read.undated},
                "problems": problem_rows(loaded.problems),
            }
        )
    else:
        _table(found)


def _signed(states: Any) -> dict[str, date]:
    """The day of signing of each agreement to which matters are linked: their signing fact, else the day they opened."""
    from tashan.governance.events import Fact, NodeKind

    found: dict[str, date] = {}
    for state in states:
        fact = state.facts.get(Fact.SIGNED)
        day = fact.on if fact else state.opened
        for node in state.links:
            if node.kind is NodeKind.AGREEMENT:
                found[node.id] = min(day, found.get(node.id, day))
    return found


def _sittings(path: Path) -> list[Sitting]:
    from tashan.governance.fadeout import RANKS, Sitting
    from tashan.panels.sheets import decode_table

    days: dict[date, dict[str, str]] = defaultdict(dict)
    text, _ = decode_table(bytes_of(str(path)), str(path))
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        fail(f"{path} cannot be read as a table ({error}). Save it as .csv.")
    for number, row in enumerate(rows, 2):
        try:
            day = date.fromisoformat(str(row.get("day")))
        except ValueError:
            fail(f"{path}, row {number}: `{row.get('day')}` is no day. The columns are day, member, rank.")
        if row.get("rank") not in RANKS:
            fail(f"{path}, row {number}: `{row.get('rank')}` is no rank. Write {', '.join(RANKS)}.")
        days[day][str(row.get("member"))] = str(row["rank"])
    return [Sitting(day, ranks) for day, ranks in sorted(days.items())]


def _json(found: FadeOut) -> dict[str, Any]:
    used = dict.fromkeys(one.key for one in found.figures)
    return {
        "as_of": found.day.isoformat(),
        "figures": [one.to_dict() for one in found.figures],
        "curves": {
            stage: {
                "units": curve.units,
                "events": curve.events,
                "censored": curve.censored,
                "median_days": curve.median,
                "not_yet": {
                    str(days): None
                    if (point := curve.at(days)) is None
                    else {"share": float(point.survival), "error": point.error, "low": point.low, "high": point.high}
                    for days in _MARKS
                },
            }
            for stage, curve in found.curves.items()
        },
        "government_and_enterprise": asdict(found.compared) if found.compared else None,
        "cards": {key: asdict(found.cards[key]) for key in used},
    }


def _table(found: FadeOut) -> None:
    rows = [
        (
            found.cards[one.key].zh,
            one.group,
            _shown(one),
            str(one.numerator),
            str(one.denominator),
            "" if one.no_evidence_share is None else f"{float(one.no_evidence_share):.0%}",
        )
        for one in found.figures
        if one.denominator
    ]
    typer.echo(f"截至 {found.day}")
    print_rows(["指标", "分组", "数值", "分子", "分母", "无证据"], rows)
    empty = dict.fromkeys(found.cards[one.key].zh for one in found.figures if not one.denominator)
    if empty:
        typer.echo(f"无可计算（分母为零）：{'、'.join(empty)}")
    for key in dict.fromkeys(one.key for one in found.figures if one.denominator):
        card = found.cards[key]
        typer.echo(f"{card.zh} · {card.en}: {card.formula}. Denominator: {card.denominator}. Source: {card.source}.")


def _shown(one: Figure) -> str:
    if one.value is None:
        return "–"
    if one.unit == "days":
        return f"{float(one.value):g} 天"
    return f"{float(one.value):.1%}" if one.unit == "share" else f"{float(one.value):.2f}"
