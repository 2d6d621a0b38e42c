"""`tashan matters`: what is promised, late, proven, as of any day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.matter_files import day_of, load, member_name, problem_rows
from tashan.cli.messages import chosen, fail, for_people, say
from tashan.cli.options import Form
from tashan.cli.sharing_files import FORMS, print_json, print_rows

if TYPE_CHECKING:
    from tashan.cli.matter_files import Loaded
    from tashan.governance.board import Board, Row
    from tashan.governance.matters import MatterState
    from tashan.records.codes import Code


def matters(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Events (.jsonl, .yaml) or an existing list (.xlsx, .xls, .ods, .csv).",
            show_default=False,
        ),
    ],
    as_of: Annotated[str | None, typer.Option(help="The board as of this day. [today]", show_default=False)] = None,
    known_on: Annotated[
        str | None, typer.Option(help="Only what had been recorded by this day.", show_default=False)
    ] = None,
    member: Annotated[
        str | None, typer.Option(help="Only matters that this member leads or takes part in.", show_default=False)
    ] = None,
    light: Annotated[
        str | None, typer.Option(help="Only matters of this light: red, yellow, blue or green.", show_default=False)
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(help="For lists: HEADING=MEANING where a column was guessed wrongly.", show_default=False),
    ] = None,
    body: Annotated[str, typer.Option(help="The body of matters that name none.")] = "office",
    language: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    strict: Annotated[bool, typer.Option("--strict", help="Exit status 1 if anything was parked or refused.")] = False,
    form: Form = None,
) -> None:
    """
    Show the board of matters: stage, owner, light, what is proven, and what the next step still needs.

    Lights come from dates alone. What cannot be used is refused or parked with its line and reason, and told on
    standard error.

    Examples:
    - `tashan matters 2024年重点合作事项.xlsx --as-of 2024-06-30`

    - `tashan matters matters.yaml --light red --language en`

    - `tashan matters list.csv --column 责任处室=owner --format json`
    """
    from tashan.governance.board import board
    from tashan.records.codes import Light

    picked = chosen(form, FORMS, "table" if for_people() else "json")
    if light is not None and light not in Light.values():
        fail(f"--light {light} is not known. Choose red, yellow, blue or green.")
    if language not in ("zh", "en"):
        fail(f"--language {language} is not known. Choose zh or en.")
    day = day_of("--as-of", as_of)
    known = day_of("--known-on", known_on) if known_on else None
    loaded = load(file, day, body, column or ())
    if loaded.readings:
        fail(f"{file} holds readings of documents. `tashan fade-out {file}` measures them.")
    states = {state.id: state for state in loaded.states(day, known)}

    def keep(row: Row) -> bool:
        mine = member is None or member in (row.owner, *row.participants)
        return mine and light in (None, row.light)

    found = board(states.values(), day, keep=keep)
    if picked == "json":
        print_json(_json(found, states, loaded, known, language))
    else:
        _table(found, states, loaded, language)
    if strict and (loaded.problems or (loaded.listed and loaded.listed.parked)):
        raise typer.Exit(1)


def _json(
    found: Board, states: dict[str, MatterState], loaded: Loaded, known: date | None, language: str
) -> dict[str, Any]:
    listed = loaded.listed
    answer: dict[str, Any] = {
        "as_of": found.day.isoformat(),
        "known_on": known.isoformat() if known else None,
        "sentence": found.sentence(language),
        "counts": {
            "position": dict(found.by_position),
            "owner": dict(found.by_owner),
            "light": {name or "none": count for name, count in found.by_light.items()},
        },
        "matters": [_row(row, states[row.matter], found.day, language) for row in found.rows],
        "problems": problem_rows(loaded.problems),
    }
    if listed and loaded.columns:
        answer["list"] = {
            "heading_row": loaded.columns.heading_row,
            "columns": {one.heading: one.meaning or None for one in loaded.columns.columns if one.heading},
            "imported": len(listed.imported),
            "empty": listed.empty,
            "filled": [{"row": row, "column": name, "value": value} for row, name, value in listed.filled],
            "parked": [
                {"row": one.row, "cells": list(map(_cell, one.cells)), "problems": problem_rows(one.problems)}
                for one in listed.parked
            ],
        }
    return answer


def _row(row: Row, state: MatterState, day: date, language: str) -> dict[str, Any]:
    from tashan.governance.escalation import rung_on

    signal = row.signal
    rung = rung_on(row.due, day) if signal and state.finished_on is None else None
    return {
        "matter": row.matter,
        "title": row.title,
        "owner": row.owner,
        "owner_name": member_name(row.owner),
        "participants": list(row.participants),
        "parent": row.parent or None,
        "position": row.position.value,
        "due": row.due.isoformat() if row.due else None,
        "first_due": state.first.due.isoformat() if state.first else None,
        "slip_days": row.slip,
        "light": row.light.value if row.light else None,
        "timing": signal.timing.value if signal else None,
        "days": signal.days if signal else None,
        "completion": row.completion.value,
        "confirmed": row.confirmed,
        "late_days": state.late_days,
        "self_report": row.self_report.value if row.self_report else None,
        "evidence_grade": row.grade.value,
        "silent_days": row.silent,
        "next": _next(state, day, language),
        "escalation": (
            {"level": rung.level.value, "to": rung.to, "tone": rung.tone, "text": getattr(rung, language)}
            if rung
            else None
        ),
    }


def _next(state: MatterState, day: date, language: str) -> list[dict[str, Any]]:
    """The steps forward from here, and what each still needs."""
    from tashan.governance.matters import STAGES
    from tashan.governance.transitions import missing, steps_from

    names = [stage.value for stage in STAGES]
    place = names.index(state.stage.value)
    return [
        {"to": step.target, "missing": [getattr(need, language) for need in missing(state, step, day, reason="x")]}
        for step in steps_from(state)
        if step.target in names[place + 1 :]
    ]


def _table(found: Board, states: dict[str, MatterState], loaded: Loaded, language: str) -> None:
    typer.echo(found.sentence(language))

    def label(code: Code) -> str:
        return code.zh if language == "zh" else code.en

    rows = []
    for row in found.rows:
        signal = row.signal
        timing = "–" if signal is None else label(signal.timing) + ("" if signal.days is None else f" {signal.days}")
        lacks = "; ".join(
            lack for step in _next(states[row.matter], found.day, language)[:1] for lack in step["missing"]
        )
        rows.append(
            (
                timing,
                row.title,
                member_name(row.owner),
                label(row.position),
                str(row.due or ""),
                label(row.completion),
                row.grade.value,
                lacks,
            )
        )
    headings = (
        ["灯", "事项", "牵头方", "阶段", "期限", "完成度", "证据", "下一步还缺"]
        if language == "zh"
        else ["light", "matter", "owner", "stage", "due", "completion", "evidence", "next step needs"]
    )
    print_rows(headings, rows)
    listed = loaded.listed
    if listed:
        say(f"{len(listed.imported)} rows imported, {len(listed.parked)} parked, {listed.empty} empty.")
        for one in listed.parked:
            for problem in one.problems:
                say(str(problem))
    for problem in loaded.problems:
        say(str(problem))


def _cell(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
