"""`tashan network outcomes`, `types`: what came of visits, and cooperation by type."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from tashan.cli.messages import fail, say
from tashan.cli.network_files import (
    choice_of,
    chosen_events,
    readings,
    records_of,
)
from tashan.cli.network_options import Source, on_network


@on_network
def outcomes(
    source: Source,
    within: Annotated[int, typer.Option(help="Days after a visit in which an event counts.", min=1)] = 730,
    until: Annotated[
        str | None, typer.Option(help="The last day on which events are known. [latest there is]", show_default=False)
    ] = None,
) -> None:
    """
    Follow visits of readings to later agreements, signings, matters and adoptions between the same regions.

    Examples:
    - `tashan network outcomes readings.jsonl --level prefecture --within 365`
    """
    from tashan.learning.outcomes import later_of_records
    from tashan.learning.outcomes import outcomes as run

    if source.file.suffix != ".jsonl":
        fail(f"{source.file} is no .jsonl of `tashan read`, which alone tells what came later. Give that.")
    level = source.choice.level if source.choice.level in ("prefecture", "province") else None
    later = later_of_records(_records(source.file), level=level)
    found = run(chosen_events(source.file, source.choice), later, within=within, until=until)
    for problem in found.problems:
        say(problem.message)
    say(f"{len(found.pairs)} visits of one region to another; after {found.without_evidence:.1f} % nothing is known.")
    source.show_parts(
        {
            "kinds": [
                {"kind": kind, "share": share, "median_days": found.median_days[kind]}
                for kind, share in found.shares.items()
            ],
            "years": [
                {"year": year, "visits": count, "without_evidence": share}
                for year, (count, share) in found.by_year.items()
            ],
        }
    )


@on_network
def types(
    source: Source,
    dimension: Annotated[
        str, typer.Option(help="lead, spatial, interaction, tie, medium or carrier.", show_default=False)
    ],
    before: Annotated[
        str | None, typer.Option(help="First period, as 2010-2014; compared with --after.", show_default=False)
    ] = None,
    after: Annotated[str | None, typer.Option(help="Second period, as 2015-2019.", show_default=False)] = None,
) -> None:
    """
    Count the records of readings by type of cooperation and year, or compare two periods.

    Examples:
    - `tashan network types readings.jsonl --dimension lead`

    - `tashan network types readings.jsonl --dimension tie --before 2010-2014 --after 2015-2019`
    """
    from tashan.learning.types import change_by_type, table_by_type

    if source.file.suffix != ".jsonl":
        fail(f"{source.file} is no .jsonl of `tashan read`, whose records alone have types. Give that.")
    records = _records(source.file)
    if before is None and after is None:
        table = table_by_type(records, dimension)
        source.show(
            [
                {"year": year, dimension: value, "records": count}
                for year, row in table.items()
                for value, count in row.items()
            ]
        )
        return
    periods = [choice_of(None, None, years, None).years for years in (before, after)]
    if periods[0] is None or periods[1] is None:
        fail("Two periods are compared: give both --before and --after, or neither.")
    found = change_by_type(records, dimension, periods[0], periods[1])
    for problem in found.problems:
        say(problem.message)
    say(f"{found.coded[0]} and {found.coded[1]} records coded; p {found.p:.3g}, Cramér's V {found.strength:.3g}")
    source.show([asdict(row) for row in found.rows])


def _records(file: Path) -> list[Any]:
    """All records of a file of readings that the room can follow or count."""
    rows = readings(file)
    kinds = ("visit", "meeting", "agreement", "signing", "body", "practice", "matter", "replication")
    return [record for kind in kinds for record in records_of(rows, kind, "bodies" if kind == "body" else f"{kind}s")]
