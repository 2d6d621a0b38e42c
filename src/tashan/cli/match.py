"""`tashan match`: which firm to which place, which problem to which offer, with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tashan.cli.messages import chosen, for_people
from tashan.cli.options import Form
from tashan.cli.sharing_files import FORMS, bytes_of, print_json, print_rows, problems_shown

if TYPE_CHECKING:
    from tashan.matching import Match


def match(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Needs, offers and criteria.")],
    every: Annotated[
        bool, typer.Option("--every", help="Rank all offers for every need, without limits of room.")
    ] = False,
    form: Form = None,
) -> None:
    """
    Match needs to offers: must-haves first, then weighted criteria, each with its reason.

    Offers have limited room; the pairs are stable: no need and offer would both rather change (Gale and Shapley 1962).

    Examples:
    - `tashan match firms.yaml`

    - `tashan match firms.yaml --every --format json`
    """
    from tashan.matching import assign, rank
    from tashan.sharing.match_files import read_match

    picked = chosen(form, FORMS, "table" if for_people() else "json")
    with problems_shown():
        read = read_match(bytes_of(file), file)
    pairs: list[tuple[str, Match | None, str]]
    if every:
        pairs = [(need.name, one, "") for need in read.needs for one in rank(need, read.offers, read.criteria)]
    else:
        pairs = [(each.need, each.match, each.why) for each in assign(read.needs, read.offers, read.criteria)]
    if picked == "json":
        print_json(
            [
                {
                    "need": need,
                    "offer": one.offer if one else None,
                    "score": str(one.score) if one else None,
                    "reasons": [each.sentence for each in one.reasons] if one else [],
                    "refused": list(one.refused) if one else [],
                    "unknown": list(one.unknown) if one else [],
                    "why": why,
                }
                for need, one, why in pairs
            ]
        )
        return
    print_rows(
        ["need", "offer", "score", "reasons"],
        [
            (
                need,
                one.offer if one else "–",
                f"{float(one.score):.2f}" if one else "–",
                "; ".join([*one.refused, *(each.sentence for each in one.reasons)]) if one else why,
            )
            for need, one, why in pairs
        ],
    )
