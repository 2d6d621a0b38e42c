"""What fits what? Needs to offers, firms to places: scores with reasons, never a bare number."""

from __future__ import annotations

from tashan.matching.pairs import Choice, assign
from tashan.matching.scores import Criterion, Match, Offer, Reason, Requirement, match, rank

__all__ = ["Choice", "Criterion", "Match", "Offer", "Reason", "Requirement", "assign", "match", "rank"]
