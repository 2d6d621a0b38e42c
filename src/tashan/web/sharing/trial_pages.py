"""Pages of what would be: a contract with other ratios and figures, and a second opinion by fair division."""

from __future__ import annotations

from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from tashan.sharing.fair import read_game, second_opinion
from tashan.web.pages.access import needs
from tashan.web.pages.words import say
from tashan.web.sharing import supposed, trials
from tashan.web.sharing.common import (
    REFUSED,
    contract_at,
    number_in,
    problems_of,
    shown,
)
from tashan.web.sharing.problem_words import plain
from tashan.web.sharing.services import SharingError
from tashan.web.sharing.texts import percent_of, ratios, trial, with_ratios


@needs("sharing.see", contract_at)
@require_GET
def what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the ratios and the figures of a contract and see what changes; the settings stand in the address."""
    found = contract_at(pk)
    own = found.bases.filter(pk=number_in(request.GET.get("base")) or 0).first() or found.bases.last()
    figures = own.text if own else trials.sample(found.text)
    written = ratios(found.text)
    moved = {each.index: trials.percentage(request.GET.get(f"ratio-{each.index}"), each.percent) for each in written}
    ruled = supposed.rule_ratios(found.text, figures)
    chosen = {each.rule: trials.percentage(request.GET.get(f"rule-{each.index}"), each.percent) for each in ruled}
    scale = trials.percentage(request.GET.get("scale"), "100", most=500)
    now = trial(found.text, figures)
    then = supposed.supposing(with_ratios(found.text, moved), figures, _supposed(ruled, chosen), int(Fraction(scale)))
    return shown(
        request,
        "what_if",
        contract=found,
        base=own,
        bases=found.bases.all(),
        ratios=[
            (each, moved[each.index], rest_of(moved[each.index]), *trials.names_of(found, each.first, each.second))
            for each in written
        ],
        rules=[
            (
                each,
                chosen[each.rule],
                rest_of(chosen[each.rule]) if each.other else "",
                *trials.names_of(found, each.first, each.second),
            )
            for each in ruled
        ],
        scale=scale,
        compared=trials.compared(found, now, then),
        problems=plain(then.problems or now.problems),
    )


def rest_of(percent: str) -> str:
    """What is left of 100 %, for the other party of a slider."""
    return percent_of(100 - Fraction(percent))


def _supposed(ruled: tuple[supposed.RuleRatio, ...], chosen: dict[str, str]) -> dict[str, Fraction]:
    """The values of rules that were moved; who takes the rest gets what is left of 1."""
    values: dict[str, Fraction] = {}
    for each in ruled:
        value = Fraction(chosen[each.rule]) / 100
        if chosen[each.rule] != each.percent:
            values[each.rule] = value
            if each.other:
                values[each.other] = 1 - value
    return values


@needs("sharing.try")
def fair(request: HttpRequest) -> HttpResponse:
    """A second opinion: what every fair division would give, and who would lose by a split."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    opinion, problems = None, []
    if request.method == "POST":
        try:
            read = read_game(text.encode(), "game.yaml")
            if len(read.game.players) > 10:
                raise SharingError(
                    say(
                        "网页上最多十方；更多时请用 tashan game。",
                        "At most ten parties here; use tashan game for more.",
                    )
                )
            opinion = second_opinion(read.game, read.split)
        except REFUSED as error:
            problems = problems_of(error)
    return shown(
        request,
        "fair",
        text=text,
        opinion=opinion,
        players=opinion.solutions[0].payoffs.keys() if opinion else (),
        problems=problems,
        status=422 if problems else 200,
    )
