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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Both cities will cooperate in the sports industry.", ("culture_tourism",)),
        ("They agreed to support sports enterprises and the tea market.", ("agriculture_rural", "culture_tourism")),
        ("They agreed to cooperate in industries of environmental protection.", ("ecology_environment",)),
        ("They agreed to share technologies and industries of water conservation.", ("ecology_environment",)),
        ("They agreed on joint wetland law enforcement and supervision.", ("ecology_environment",)),
        ("They agreed on joint law enforcement.", ("party_building_government",)),
        ("They will examine local textiles.", ("economy/industry",)),
        ("They agreed to cooperate in green manufacturing.", ("economy/industry",)),
        ("They agreed to cooperate in green industries and museums.", ("economy/industry", "culture_tourism")),
        ("They agreed to cooperate on agro-industrial parks.", ("agriculture_rural",)),
        ("The bureau signed papers with several software companies.", ()),
        ("The mechanism opens doors for software companies, he said.", ("science_technology",)),
        ("They agreed to cooperate in finance and logistics.", ("economy/industry",)),
        ("They agreed to build a logistics corridor.", ("infrastructure_transport",)),
        ("They agreed to cooperate in transport and logistics.", ("infrastructure_transport",)),
        ("The guests hoped to meet with enterprises in the city.", ()),
        ("The guests hoped to cooperate with machinery enterprises.", ("economy/industry",)),
    ],
)
def test_fields_of_branches(text: str, expected: tuple[str, ...]) -> None:
    """An industry, market or company of a field is that field; those one merely deals with are none."""
    actual = english_themes(text)

    assert expected == actual


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Twelve projects were signed. They cover fields such as new energy, aerospace, equipment and medicine.",
            ("economy/industry",),
        ),
        ("Both sides agreed to exchange doctors and teachers of medicine.", ("education_health_social",)),
        ("The city boasts three forests and a port, said its mayor.", ()),
        ("The county has 40 museums, and hopes to cooperate in exhibitions of heritage.", ("culture_tourism",)),
        ("It is home to the world's largest wetland.", ()),
        ("Projects were promoted. They include the Lotus Water Opera project, which promotes opera.", ()),
        ("Talks were held with the Financial Secretary and the Secretary for the Environment.", ()),
        ("They saw the latest developments in land use and spatial planning.", ("urbanisation",)),
        ("The group visited a wetland to learn about its layout and biodiversity.", ()),
        ("The group visited a wetland to learn about conservation.", ("ecology_environment",)),
    ],
)
def test_fields_of_projects_and_of_places_themselves(text: str, expected: tuple[str, ...]) -> None:
    """Branches of signed projects are industry; what a place has, a project is called or an office bears is no field."""
    actual = english_themes(text)

    assert expected == actual


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The county sought investment in a hotel.", ("investment_promotion",)),
        ("The mayor said the city is seeking investors.", ("investment_promotion",)),
        ("A meeting of poverty alleviation and cooperation was held.", ("paired_assistance",)),
        ("An agreement on poverty alleviation was signed by the two provinces.", ("paired_assistance",)),
        ("They studied poverty alleviation.", ()),
    ],
)
def test_fields_of_campaigns_and_pairs(text: str, expected: tuple[str, ...]) -> None:
    """Looking for investors is a field of its own; so is cooperation to relieve poverty, but not poverty relief alone."""
    actual = english_themes(text)

    assert expected == actual
