"""
Fair division: what theory would give each party, as a second opinion beside a contract.

All values are exact (int, `Fraction`); `whole_fen` makes them fen that add up.
"""

from __future__ import annotations

from tashan.sharing.fair.bankruptcy import equal_awards, equal_losses, proportional, talmud
from tashan.sharing.fair.files import GameFile, read_game
from tashan.sharing.fair.games import (
    Game,
    Payoffs,
    bankruptcy_game,
    core_gaps,
    game_from_list,
    game_from_worth,
    losers,
    savings_game,
    superadditivity_gaps,
    voting_game,
)
from tashan.sharing.fair.nucleolus import LeastCore, least_core, nucleolus
from tashan.sharing.fair.opinion import Opinion, Solution, second_opinion
from tashan.sharing.fair.shapley import Sampled, corrected_shapley, shapley, shapley_of_sum, shapley_sampled
from tashan.sharing.fair.values import banzhaf, owen, tau, weighted_nash, whole_fen
from tashan.sharing.fair.weights import entropy_weights, scores

__all__ = [
    "Game",
    "GameFile",
    "LeastCore",
    "Opinion",
    "Payoffs",
    "Sampled",
    "Solution",
    "bankruptcy_game",
    "banzhaf",
    "core_gaps",
    "corrected_shapley",
    "entropy_weights",
    "equal_awards",
    "equal_losses",
    "game_from_list",
    "game_from_worth",
    "least_core",
    "losers",
    "nucleolus",
    "owen",
    "proportional",
    "read_game",
    "savings_game",
    "scores",
    "second_opinion",
    "shapley",
    "shapley_of_sum",
    "shapley_sampled",
    "superadditivity_gaps",
    "talmud",
    "tau",
    "voting_game",
    "weighted_nash",
    "whole_fen",
]
