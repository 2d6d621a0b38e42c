"""Fields of cooperation in English sentences: what counts, and what only stands beside it."""

from __future__ import annotations

import pytest

from tashan.reading._themes_english import english_themes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Secretary for Economy and Finance, Mr Lo Kin-man, will join the talks.", ()),
        ("Ai Guohua hoped that both sides would cooperate.", ()),
        (
            "They toured a plant and invited the hosts back, naming technological innovation as a field.",
            ("science_technology",),
        ),
        ("He inspected the cultural tourism development of the city in talks.", ("culture_tourism",)),
        (
            "Signed on the spot were a tourism complex (1.2 billion) and a big data park (530 million) as projects.",
            ("economy/industry",),
        ),
        ("Xining has been paired with the city since 2010.", ("paired_assistance",)),
        ("Both agreed on joint control of dust in the coalfield.", ("ecology_environment",)),
        ("They exchanged experience in urban digital governance.", ("science_technology",)),
    ],
)
def test_fields_of_a_sentence(text: str, expected: tuple[str, ...]) -> None:
    """Offices, names and lists of projects give no field of their own; purposes, pairings and abstract work do."""
    actual = english_themes(text)

    assert expected == actual
