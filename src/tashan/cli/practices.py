"""`tashan practices`: what is done elsewhere, against what problem, and where it stands written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.messages import chosen, fail, for_people, say
from tashan.cli.network_files import stated
from tashan.cli.practice_files import read_practices

if TYPE_CHECKING:
    from tashan.learning.practices import LibraryEntry

FORMS = ("json", "table", "text")


@stated
def practices(
    query: Annotated[
        str,
        typer.Argument(metavar="QUERY", help="A problem in your own words, or the key of one practice."),
    ] = "",
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PRACTICES", help="More practices: libraries (.yaml) or readings (.jsonl).", show_default=False
        ),
    ] = None,
    concept: Annotated[str, typer.Option(help="Key of a concept; --concepts lists them.", show_default=False)] = "",
    theme: Annotated[str, typer.Option(help="Code of a theme, as economy/industry.", show_default=False)] = "",
    where: Annotated[str, typer.Option(help="A region, or the name of a cluster.", show_default=False)] = "",
    reviewed: Annotated[
        bool | None,
        typer.Option("--reviewed/--unreviewed", help="Only those that a person has checked.", show_default=False),
    ] = None,
    concepts: Annotated[bool, typer.Option("--concepts", help="List the concepts instead.")] = False,
    shipped: Annotated[
        bool, typer.Option("--shipped/--no-shipped", help="Whether the practices that come with Tashan count.")
    ] = True,
    language: Annotated[str, typer.Option(help="Of names: zh or en.")] = "zh",
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="json, table, or text with quotes. [table on a terminal, else json]",
            show_default=False,
        ),
    ] = None,
) -> None:
    """
    Browse the library of practices: what is done where, against what problem, with what result and source.

    Examples:
    - `tashan practices`

    - `tashan practices 创新券到外地用不了 --format text`

    - `tashan practices --concept tax_sharing --where 京津冀`

    - `tashan practices gaozhu_new_area --format text`
    """
    from tashan.learning.concepts import shipped_concepts
    from tashan.learning.practices import choose
    from tashan.records.codes import Theme

    picked = chosen(form, FORMS, "table" if for_people() else "json")
    if language not in ("zh", "en"):
        fail(f"--language {language} is not known. Choose zh or en.")
    if concepts:
        _show_concepts(picked, language)
        return
    if concept and concept not in shipped_concepts():
        fail(f"--concept {concept} is not known. `tashan practices --concepts` lists them.")
    if theme and theme not in Theme.values():
        fail(f"--theme {theme} is not known. Choose {', '.join(Theme.values())}.")
    library = read_practices(files or [], shipped=shipped)
    found = tuple(entry for entry in library if entry.key == query) or choose(
        library, problem=query, concept=concept, theme=theme, region=_place(where), reviewed=reviewed
    )
    if not found:
        say("No practice meets this. Say it in other words, or see `tashan practices --concepts`.")
    if picked == "json":
        typer.echo(json.dumps([_shape(entry) for entry in found], ensure_ascii=False, indent=2))
    elif picked == "table":
        _table(found, language)
    else:
        for entry in found:
            _text(entry, language)


def _place(name: str) -> Any:
    """The region of a name, or the name itself, which may be that of a cluster."""
    from tashan.regions import resolve_home
    from tashan.regions.clusters import cluster

    if not name:
        return None
    if cluster(name) is not None:
        return name
    found = resolve_home(name)
    if found is None:
        fail(f"--where {name} is no region and no cluster. Give the full name, as 江苏省苏州市 or 京津冀.")
    return found


def _shape(entry: LibraryEntry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "name": {"zh": entry.chinese, "en": entry.english},
        "problem": entry.problem,
        "mechanism": entry.mechanism,
        "places": [{"code": place.code, "name": place.name} for place in entry.places],
        "cluster": entry.cluster,
        "setting": entry.setting,
        "concepts": list(entry.concepts),
        "themes": list(entry.themes),
        "conditions": list(entry.conditions),
        "results": list(entry.results),
        "completion": entry.completion,
        "adopters": [place.name for place in entry.adopters],
        "grade": entry.grade,
        "reviewed": entry.reviewed,
        "evidence": [
            {"text": proof.text, "source": proof.source, "quoted": proof.quoted, "result": proof.result}
            for proof in entry.proofs
        ],
    }


def _name(entry: LibraryEntry, language: str) -> str:
    return (entry.english if language == "en" else entry.chinese) or entry.chinese or entry.english


def _table(found: tuple[LibraryEntry, ...], language: str) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("key", no_wrap=True)
    for head in ("practice", "where", "completion", "reviewed"):
        table.add_column(head, overflow="fold")
    for entry in found:
        table.add_row(
            entry.key,
            _name(entry, language),
            entry.cluster or "、".join(place.name for place in entry.places[:3]),
            entry.completion or "–",
            "yes" if entry.reviewed else "no",
        )
    Console().print(table)


def _text(entry: LibraryEntry, language: str) -> None:
    """A practice whole: what it answers, how it works, where, what came of it, and the words of its sources."""
    lines = [
        ("问题", "Problem", entry.problem),
        ("做法", "How", entry.mechanism),
        ("地点", "Where", "、".join(place.name for place in entry.places)),
        ("条件", "Needs", "；".join(entry.conditions)),
        ("成效", "Results", "；".join(entry.results)),
        ("完成度", "Completion", entry.completion),
        ("推广", "Taken over by", "、".join(place.name for place in entry.adopters)),
    ]
    typer.echo(f"{_name(entry, language)}  [{entry.key}]")
    for zh, en, value in lines:
        if value:
            typer.echo(f"  {en if language == 'en' else zh}: {value}")
    for proof in entry.proofs:
        typer.echo(f"  · {proof}")
    if not entry.reviewed:
        typer.echo("  – not reviewed" if language == "en" else "  – 由文本读出，未经人工复核")
    typer.echo("")


def _show_concepts(picked: str, language: str) -> None:
    from tashan.learning.concepts import shipped_concepts

    known = shipped_concepts()
    if picked == "json":
        rows = [
            {"key": key, "zh": each.chinese, "en": each.english, "near": list(each.near)} for key, each in known.items()
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for key, each in known.items():
        typer.echo(f"{key}: {each.label(language)}")
