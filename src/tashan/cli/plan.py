"""`tashan plan`: whom to visit for a problem, and why."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.brief_files import Out, Overwrite, check_out, write_brief
from tashan.cli.messages import chosen, fail, for_people, say
from tashan.cli.network_files import named_files, read_events, read_values, stated
from tashan.cli.practice_files import read_practices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tashan.learning.planner import Plan, Proposal

FORMS = ("json", "text", "md")


@stated
def plan(
    region: Annotated[
        str,
        typer.Argument(metavar="REGION", help="Who asks: a region by its full name, or a cluster.", show_default=False),
    ],
    problem: Annotated[str, typer.Argument(metavar="PROBLEM", help="In your own words.", show_default=False)],
    practices: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PRACTICES",
            help="More practices: libraries (.yaml) or readings (.jsonl).",
            show_default=False,
        ),
    ] = None,
    shipped: Annotated[
        bool, typer.Option("--shipped/--no-shipped", help="Whether the practices that come with Tashan count.")
    ] = True,
    visits: Annotated[
        Path | None, typer.Option(help="Visits: readings (.jsonl) or a table (.csv).", show_default=False)
    ] = None,
    trait: Annotated[
        list[str] | None, typer.Option(help="NAME=FILE: a table of region and number.", show_default=False)
    ] = None,
    total: Annotated[
        list[str] | None,
        typer.Option("--sum", help="A trait that a cluster adds up; of others it has the mean.", show_default=False),
    ] = None,
    weight: Annotated[
        list[str] | None, typer.Option(help="PART=NUMBER: move a weight, as results=4.", show_default=False)
    ] = None,
    most: Annotated[int, typer.Option(help="How many places at most.", min=1, max=12)] = 5,
    language: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    form: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="json, text, or md to print. [text on a terminal, else json]", show_default=False
        ),
    ] = None,
    out: Out = None,
    overwrite: Overwrite = False,
) -> None:
    """
    Plan a study visit: places, what to look at and ask, each reason with its source, order of travel, season.

    Examples:
    - `tashan plan 长株潭 跨市收入分享`

    - `tashan plan 湖南省湘潭市 创新券 --visits readings.jsonl --weight results=4 --format md`

    - `tashan plan 长株潭 跨市收入分享 --out brief.pdf`
    """
    from tashan.learning.asker import asker
    from tashan.learning.planner import plan as run

    check_out(out, overwrite=overwrite)
    home = asker(region)
    if home is None:
        fail(f"{region} is not the name of one region or cluster. Give the full name, as 湖南省湘潭市 or 长株潭.")
    answer = run(
        home,
        problem,
        read_practices(practices or [], shipped=shipped),
        visits=read_events(visits) if visits else None,
        traits=_traits(trait or []),
        summed=total or (),
        weights=_weights(weight or []),
        most=most,
        language=language,
    )
    if out is not None:
        from tashan.briefs.study import study_brief

        write_brief(out, lambda: study_brief(answer), lambda: _json(answer))
        return
    asked_for = chosen(form, FORMS, "text" if for_people() else "json")
    if asked_for == "json":
        typer.echo(_json(answer), nl=False)
    elif asked_for == "md":
        from tashan.briefs.as_markdown import markdown
        from tashan.briefs.study import study_brief

        typer.echo(markdown(study_brief(answer)))
    else:
        _print(answer)


def _traits(pairs: list[str]) -> dict[str, dict[str, float]]:
    """Region's full name to its figures; a name that is no region is said and left out."""
    from tashan.learning.asker import asker

    traits: dict[str, dict[str, float]] = {}
    for name, values in named_files(pairs, read_values).items():
        for where, text in values.items():
            place = asker(where)
            try:
                number = float(text)
            except ValueError:
                say(f"{name}: {where} has {text}, which is no number; left out.")
                continue
            if place is None:
                say(f"{name}: {where} is no known region; left out.")
            elif not 0 < number < float("inf"):
                say(f"{name}: {where} has {text}; only numbers above 0 can be compared. Left out.")
            else:
                traits.setdefault(place.name, {})[name] = number
    return traits


def _weights(pairs: list[str]) -> dict[str, float]:
    found = {}
    for pair in pairs:
        part, _, number = pair.partition("=")
        try:
            found[part] = float(number)
        except ValueError:
            fail(f"--weight {pair} is no weight. Write it as PART=NUMBER, as results=4.")
    return found


def _json(answer: Plan) -> str:
    return json.dumps(_shape(answer), ensure_ascii=False, indent=2) + "\n"


def _shape(answer: Plan) -> dict[str, Any]:
    def rounded(value: float | None) -> int | None:
        return None if value is None else round(value)

    return {
        "home": answer.home.name,
        "members": [member.name for member in answer.home.members],
        "problem": answer.problem,
        "asked": list(answer.asked),
        "conditions": answer.conditions,
        "weights": {part: round(weight, 4) for part, weight in answer.weights.items()},
        "proposals": [_proposal(each) for each in answer.proposals],
        "start": answer.journey.start.name,
        "order": [place.name for place in answer.journey.order],
        "kilometres": rounded(answer.journey.kilometres),
        "kilometres_back": rounded(answer.journey.back),
        "season": answer.when,
        "quiet_months": list(answer.season.quiet),
    }


def _proposal(each: Proposal) -> Mapping[str, Any]:
    return {
        "region": each.region.name,
        "score": round(each.score, 4),
        "look_at": [
            {
                "key": entry.key,
                "name": entry.chinese,
                "mechanism": entry.mechanism,
                "results": list(entry.results),
                "completion": entry.completion,
                "reviewed": entry.reviewed,
                "sources": [str(proof) for proof in entry.proofs],
            }
            for entry in each.practices
        ],
        "reasons": [asdict(reason) for reason in each.reasons],
        "also": [place.name for place in each.also],
        "questions": list(each.questions),
        "notes": list(each.notes),
        "visitors": list(each.visitors),
        "went": list(each.went),
        "unknown": list(each.unknown),
    }


def _print(answer: Plan) -> None:
    """The plan as plain lines for a terminal."""
    from tashan.learning.planner_words import listed, part_name

    typer.echo(f"{answer.home.name}：{answer.problem}（{'、'.join(answer.asked)}）\n{answer.conditions}\n")
    for number, each in enumerate(answer.proposals, 1):
        also = f"  [{listed([place.name for place in each.also], answer.language)}]" if each.also else ""
        typer.echo(f"{number}. {each.region.name}（{each.score:.2f}）{also}")
        for entry in each.practices:
            typer.echo(f"   · {entry.chinese}")
        for reason in each.reasons:
            name = part_name(reason.part, answer.language)
            value = "–" if reason.part in each.unknown else f"{reason.value:.2f}"
            typer.echo(f"   {name} {value} × {reason.weight:.2f}  {reason.sentence}  [{reason.source}]")
        for line in (*each.questions, *each.notes):
            typer.echo(f"   – {line}")
        if each.visitors:
            typer.echo(f"   ← {listed(list(each.visitors), answer.language)}")
        if each.went:
            typer.echo(f"   → {listed(list(each.went), answer.language)}")
    tour = answer.journey
    length = "" if tour.kilometres is None else f"  {tour.kilometres:.0f} + {tour.back or 0:.0f} km"
    typer.echo(f"\n{' → '.join(place.name for place in (tour.start, *tour.order))}{length}\n{answer.when}")
