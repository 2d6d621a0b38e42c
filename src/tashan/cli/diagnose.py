"""`tashan diagnose`: what holds a cluster together and what holds it back, each sentence with its number and source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tashan.cli.brief_files import Out, Overwrite, check_out, write_brief
from tashan.cli.messages import chosen, fail, for_people, say
from tashan.cli.panel import Level, Vintage, read_panel

if TYPE_CHECKING:
    from tashan.integration.diagnosis import ClusterDiagnosis

FORMS = ("json", "table", "text")


def diagnose(
    cluster: Annotated[
        str,
        typer.Argument(
            metavar="CLUSTER", help="A cluster by any of its names: 京津冀, 长三角, 成渝.", show_default=False
        ),
    ],
    data: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="DATA",
            help="Tables of figures: .csv, .xlsx, .xls or .ods. [value added of provinces, three sectors, that comes along]",
            show_default=False,
        ),
    ] = None,
    year: Annotated[int | None, typer.Option(help="The last year looked at. [the newest]", show_default=False)] = None,
    date: Annotated[
        str | None, typer.Option(help="Members as of this day, month or year. [the latest]", show_default=False)
    ] = None,
    language: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    level: Level = None,
    vintage: Vintage = "",
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="json, table, or text (one paragraph). [table on a terminal, else json]",
            show_default=False,
        ),
    ] = None,
    out: Out = None,
    overwrite: Overwrite = False,
) -> None:
    """
    Diagnose a cluster: ties, likeness and signs of over-competition, gaps, segmentation.

    Figures of several tables stand side by side and are never added up. Where there are none, the diagnosis says so.
    Without DATA it is drawn from the provinces' first releases of value added in three sectors; `tashan panel shipped` shows them.

    Examples:
    - `tashan diagnose 京津冀`

    - `tashan diagnose 京津冀 分省年度数据.csv`

    - `tashan diagnose 长三角 gdp-by-sector.csv jobs-by-industry.csv --year 2023 --language en`

    - `tashan diagnose 京津冀 --out diagnosis.docx`
    """
    from tashan.briefs.diagnosed import diagnosis_brief
    from tashan.cli.region_rows import year_of
    from tashan.integration import MeasureError
    from tashan.integration.diagnosis import diagnose as run
    from tashan.panels import PanelError, province_sectors
    from tashan.regions.clusters import cluster as find

    check_out(out, overwrite=overwrite)
    if language not in {"zh", "en"}:
        fail(f"--language {language} is not known. Choose zh or en.")
    if date is not None and year_of(date) is None:
        fail(f"--date {date} is not a date. Write it as 2019-05-13, 2019-05 or 2019.")
    shape = chosen(form, FORMS, "table" if for_people() else "json")
    found = find(cluster, date)
    if found is None:
        fail(_unknown(cluster, date))
    if not data:
        say("No DATA was given: drawn from the provinces' first releases that come along (`tashan panel shipped`).")
    panels = [read_panel([path], level=level, vintage=vintage) for path in data or []] or [province_sectors()]
    for panel in panels:
        for problem in panel.problems:
            say(str(problem))
    try:
        answer = run(found, panels, year=year)
    except (MeasureError, PanelError) as error:
        fail(f"{error} [{error.code}]")
    if out is not None:
        write_brief(
            out, lambda: diagnosis_brief(answer, "en" if language == "en" else "zh"), lambda: _json(answer, language)
        )
        return
    if shape == "json":
        typer.echo(_json(answer, language), nl=False)
    elif shape == "text":
        typer.echo(answer.paragraph(language))
    else:
        _print(answer, language)


def _unknown(name: str, date: str | None) -> str:
    """What to say of a name that is no cluster: those whose names hold it, or where else to look."""
    from tashan.regions.clusters import clusters

    near = [each.name for each in clusters(date) if name in each.name or name.casefold() in each.english.casefold()]
    rest = (
        f"Is one of these meant: {', '.join(near)}?"
        if near
        else f"`tashan regions {name}` shows what the name stands for."
    )
    return f"No cluster is called {name}{f' on {date}' if date else ''}. {rest}"


def _json(answer: ClusterDiagnosis, language: str) -> str:
    shape = {**answer.to_dict(), "paragraph": answer.paragraph(language)}
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _print(answer: ClusterDiagnosis, language: str) -> None:
    for sentence in answer.sentences:
        typer.echo(f"{sentence.zh if language == 'zh' else sentence.en}")
        doubt = sentence.doubt[0 if language == "zh" else 1]
        if doubt:
            typer.echo(f"  ! {doubt}")
        if sentence.sources:
            basis = sentence.basis if language == "zh" else sentence.basis_en or sentence.basis
            typer.echo(f"  [{basis}; {'; '.join(sentence.sources)}]")
    if answer.document:
        typer.echo(f"\n{answer.document}")
