"""Code lists: values, order and labels."""

from __future__ import annotations

import json
import pickle

import pytest

from tashan.records.codes import CODE_LISTS, THEMES, TYPOLOGY, Code, Completion, Stage, Theme, VisitKind


@pytest.mark.parametrize("codes", CODE_LISTS.values(), ids=CODE_LISTS)
def test_every_value_has_both_labels(codes: type[Code]) -> None:
    """A page can show every value in Chinese and English, and no two values look alike."""
    labels = [(member.zh, member.en) for member in codes]

    assert all(zh and en for zh, en in labels)
    assert len(codes) == len({zh for zh, _ in labels}) == len({en for _, en in labels})


def test_members_are_plain_texts() -> None:
    """A member is stored, compared, written and pickled as its value."""
    member = Theme.ECONOMY_INDUSTRY

    assert member == "economy/industry"
    assert '"economy/industry"' == json.dumps(member)
    assert member is pickle.loads(pickle.dumps(member))
    assert member is Theme("economy/industry")


def test_themes_are_the_twelve_of_the_glossary() -> None:
    """The themes are those that every document and label uses, in their order."""
    assert (
        "economy/industry",
        "science_technology",
        "investment_promotion",
        "urbanisation",
        "infrastructure_transport",
        "ecology_environment",
        "agriculture_rural",
        "culture_tourism",
        "education_health_social",
        "party_building_government",
        "open_ports_trade",
        "paired_assistance",
    ) == THEMES


def test_stages_and_completion_rise() -> None:
    """The order of a list is the order of its meaning."""
    assert ("proposed", "agenda", "resolved", "agreed") == Stage.values()[:4]
    assert ("verified", "closed", "replicated") == Stage.values()[-3:]
    assert ("no_evidence", "not_started", "limited", "substantial", "complete") == Completion.values()


def test_typology_has_six_dimensions() -> None:
    """The typology asks six questions."""
    assert ["lead", "spatial", "interaction", "tie", "medium", "carrier"] == list(TYPOLOGY)


def test_kind_of_congress_visits_is_spelled_as_published() -> None:
    """The one value with an apostrophe is spelled as in the records' specification."""
    assert "people's congress/cppcc" in VisitKind.values()
