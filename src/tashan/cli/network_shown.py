"""`tashan network measures`, `kinds`, `export`: what a network is like, and the network for other programs."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated

import typer

from tashan.cli.messages import fail, say
from tashan.cli.network_options import Source, needs_visits, on_network


@on_network
def measures(source: Source) -> None:
    """
    Give every measure with its definition.

    Examples:
    - `tashan network measures visits.csv --level prefecture --nodes-year 2016 --years 2014-2018`

    - `tashan network measures advice.txt`
    """
    from tashan.learning.measures import measures as run

    found, _ = source.network()
    rows = [
        {
            "measure": each.card.name,
            "名称": each.card.chinese,
            "value": each.value,
            "formula": each.card.formula,
            "convention": each.card.convention,
            "source": each.card.source,
            "note": each.note,
        }
        for each in run(found)
    ]
    say(f"Arrow: {found.arrow}" + (" (visitor → host)" if found.arrow == "visit" else ""))
    source.show(rows)


@on_network
def kinds(
    source: Source,
    rule: Annotated[str, typer.Option(help="at_most, net_flow, quantile or chance.")] = "at_most",
    parameter: Annotated[float, typer.Option(help="Threshold of the rule.")] = 1,
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Show how the kinds hang on the rule instead.")
    ] = False,
) -> None:
    """
    Sort regions into star, sponge, learning and isolated; ranks stand apart.

    Examples:
    - `tashan network kinds visits.csv --level prefecture --nodes-year 2016`

    - `tashan network kinds visits.csv --rule net_flow --parameter 0.75`

    - `tashan network kinds visits.csv --sensitivity`
    """
    from tashan.learning import kinds as room

    found, regions = source.network()
    needs_visits(source, regions, "A kind of city")
    if sensitivity:
        source.show(
            [
                {"rule": str(each.rule)}
                | dict(zip(room.KINDS, each.counts, strict=True))
                | {"moved": each.moved, "agrees": each.agrees}
                for each in room.sensitivity(found)
            ]
        )
        return
    source.show(
        [
            {
                "region": each.region,
                "kind": each.kind,
                "received": each.received,
                "made": each.made,
                "rank_received": each.rank_received,
                "rank_made": each.rank_made,
            }
            for each in room.standings(found, room.KindRule(rule, parameter))
        ]
    )


@functools.partial(on_network, answers=False)
def export(
    source: Source,
    out: Annotated[Path, typer.Option(help="File to write; for rsiena a folder.", show_default=False)],
    to: Annotated[str, typer.Option("--as", help="gexf, graphml, dl, statnet or rsiena.", show_default=False)],
) -> None:
    """
    Write the network for Gephi, UCINET, statnet or RSiena; gexf and rsiena of visits by year.

    Examples:
    - `tashan network export visits.csv --level prefecture --nodes-year 2016 --as gexf --out visits.gexf`

    - `tashan network export visits.csv --as rsiena --out waves`
    """
    from tashan.learning import exports

    if to not in exports.FORMATS:
        fail(f"--as {to} is not known. Choose {', '.join(exports.FORMATS)}.")
    if out.exists():
        fail(f"{out} exists already. Name another file, or remove it.")
    found, regions = source.network()
    if to in ("graphml", "dl", "statnet"):
        write = {"graphml": exports.graphml, "dl": exports.ucinet, "statnet": exports.statnet}[to]
        _write(out, write(found))
        say(f"Written to {out}.")
        return
    parts = {"all": found} if regions is None else source.windows(found, regions)
    if to == "gexf":
        _write(out, exports.gexf(parts))
        say(f"Written to {out}.")
        return
    for name, text in exports.rsiena(list(parts.values())).items():
        _write(out / name, text)
    say(f"Written to the folder {out}.")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}. Name another place.")
