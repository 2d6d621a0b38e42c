"""`tashan plan`: whom to visit for a problem, and why."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tashan.cli.messages import chosen, fail, for_people
from tashan.cli.network_files import named_files, read_events, read_values, readings

if TYPE_CHECKING:
    from tashan.learning.planner import Library, Plan

FORMS = ("json", "text")


def plan(
    region: Annotated[str, typer.Argument(metavar="REGION", help="Who asks, by its full name.", show_default=False)],
    problem: Annotated[str, typer.Argument(metavar="PROBLEM", help="In your own words.", show_default=False)],
    practices: Annotated[
        list[Path],
        typer.Argument(metavar="PRACTICES...", help="Readings (.jsonl) with practices.", show_default=False),
    ],
    visits: Annotated[
        Path | None, typer.Option(help="Visits: readings (.jsonl) or a table (.csv).", show_default=False)
    ] = None,
    trait: Annotated[
        list[str] | None, typer.Option(help="NAME=FILE: a table of region and number.", show_default=False)
    ] = None,
    weight: Annotated[
        list[str] | None, typer.Option(help="PART=NUMBER: move a weight, as near=0.3.", show_default=False)
    ] = None,
    most: Annotated[int, typer.Option(help="How many places at most.", min=1)] = 5,
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", help="json or text. [text on a terminal, else json]", show_default=False),
    ] = None,
) -> None:
    """
    Plan a study visit: places, what to look at, each reason with its source, order of travel, season.

    Example:
    - `tashan plan 湖南省湘潭市 跨市收入分享 readings.jsonl --visits readings.jsonl --weight near=0.3`
    """
    from tashan.learning.planner import plan as run
    from tashan.learning.problems import LearningError
    from tashan.regions import resolve_home

    home = resolve_home(region)
    if home is None:
        fail(f"{region} is not the name of one region. Give the full name, as 湖南省湘潭市.")
    traits: dict[str, dict[str, float]] = {}
    try:
        for name, values in named_files(trait or [], read_values).items():
            for where, number in values.items():
                traits.setdefault(where, {})[name] = float(number)
        weights = {part: float(number) for part, _, number in (each.partition("=") for each in weight or [])}
        answer = run(
            home,
            problem,
            _library(practices),
            visits=read_events(visits) if visits else None,
            traits=traits,
            weights=weights,
            most=most,
        )
    except LearningError as error:
        fail(f"{error} [{error.code}]", status=1)
    except ValueError as error:
        fail(str(error))
    if chosen(form, FORMS, "text" if for_people() else "json") == "json":
        typer.echo(json.dumps(_shape(answer), ensure_ascii=False, indent=2))
    else:
        _print(answer)


def _library(paths: list[Path]) -> list[Library]:
    from tashan.learning.planner import Library
    from tashan.records import Practice, from_dict

    found = []
    for path in paths:
        for reading in readings(path):
            for each in reading.get("practices") or ():
                record = from_dict("practice", each)
                if isinstance(record, Practice):
                    found.append(Library(record, str(reading.get("title") or reading["id"])))
    return found


def _shape(answer: Plan) -> dict[str, object]:
    return {
        "home": answer.home.name,
        "problem": answer.problem,
        "proposals": [
            {
                "region": each.region.name,
                "score": round(each.score, 4),
                "look_at": [item.practice.mechanism or item.practice.problem for item in each.practices],
                "reasons": [asdict(reason) for reason in each.reasons],
                "visitors": list(each.visitors),
                "went": list(each.went),
                "unknown": list(each.unknown),
            }
            for each in answer.proposals
        ],
        "order": [place.name for place in answer.order],
        "kilometres": None if answer.kilometres is None else round(answer.kilometres),
        "season": answer.season,
    }


def _print(answer: Plan) -> None:
    typer.echo(f"{answer.home.name}：{answer.problem}\n")
    for number, each in enumerate(answer.proposals, 1):
        typer.echo(f"{number}. {each.region.name}（{each.score:.2f}）")
        for reason in each.reasons:
            typer.echo(
                f"   {reason.part} {reason.value:.2f} × {reason.weight:.2f}  {reason.sentence}  [{reason.source}]"
            )
        if each.visitors:
            typer.echo(f"   已来访：{'；'.join(each.visitors[:5])}")
        if each.went:
            typer.echo(f"   本地去过：{'、'.join(each.went)}")
    length = "" if answer.kilometres is None else f"，往返约 {answer.kilometres:.0f} 公里"
    typer.echo(f"\n行程：{' → '.join(place.name for place in answer.order)}{length}\n时间：{answer.season}")
