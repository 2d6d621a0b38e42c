"""Fields of cooperation in English reports: the same rules as in themes.py with the words of English offices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import ahocorasick_rs

from tashan.reading._patterns import any_of
from tashan.reading._theme_terms import (
    CULTURE,
    ECOLOGY,
    ECONOMY,
    INVESTMENT,
    OPEN,
    PAIRED,
    PARTY,
    RURAL,
    SCIENCE,
    SOCIAL,
    THEMES,
    TRANSPORT,
    URBAN,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# Each field's words, parted by commas; a trailing * lets the word go on.
_WORDS: dict[str, str] = {
    ECONOMY: """
        industr*, econom*, manufactur*, financ*, fintech, energy, coal, oil, gas, electricity, power grid,
        trade, trading, commerc*, business*, enterprise*, supply chain*, investment cooperation,
        market integration, market system*, unified market, petrochemical*, automobile*, automotive, auto parts,
        new materials, biomedicine, pharmaceutical*, steel, iron, service sector*, services sector*, consum*,
        private sector, industrial park*, production capacity, procurement, mining, mineral*, textile*,
        garment*, banking, insurance, capital market*, fund, funds, e-commerce, production and marketing,
        brand*, exhibition industry, convention*, photovoltaic*, solar, wind power, hydropower, equipment,
        shipbuilding, food processing, liquor, wine industry, real economy, state-owned, entrepreneur*,
        northeast revitalization, relocation of industr*, business environment
    """,
    SCIENCE: """
        science*, scientific, technolog*, innovation, innovations, innovate, innovative enterprise*,
        innovative industr*, innovative technolog*, research, r&d, digital*, informati?ation,
        information technolog*, big data, artificial intelligence, ai, cloud computing, computing, smart cit*,
        laborator*, intellectual property, patent*, high-tech, hi-tech, commerciali?ation of, startup*,
        start-up*, software, digital governance, urban digital governance, urban digital, province-university cooperation,
        semiconductor*, biotech*, data cent*, incubator*, new quality productive
    """,
    INVESTMENT: """
        investment promotion, promote investment, promotion conference, promotion event*, promotion fair,
        promotion meeting, promotion activit*, attract* investment, attracting investment,
        investment attraction, investment fair, investment environment, investment conference, investment talks,
        investment opportunit*, trade fair, roadshow*, investment climate, solicit* investment,
        courting investor*, investment negotiation*, negotiation on investment, woo investor*,
        woos investor*, wooed investor*, attracting businesses, business matchmaking, investment and trade
    """,
    URBAN: """
        urban*, urban governance, spatial planning, city planning, town planning, metropoli*, new town*, city management,
        city construction, municipal construction, garden city, civili?ed city, city renewal, old town*,
        housing, one-city, land use, city development
    """,
    TRANSPORT: """
        infrastructure*, transport*, railway*, rail, high-speed, highway*, expressway*, motorway*, airport*,
        aviation, air route*, flight*, metro, subway, bridge*, tunnel*, shipping, waterway*, logistic*,
        river crossing*, connectivity, interconnect*, road network*, road link*, road construction, roads,
        water conservancy, water diversion, land-sea corridor,
        freight, transit card*
    """,
    ECOLOGY: """
        ecolog*, the environment, environment protection, environment governance, water environment,
        environmental*, green, low-carbon, carbon, pollution, emission*, climate change,
        wetland*, forest*, conservation, water quality, river protection, air quality, watershed*, river basin*,
        biodiversity, sewage, clean water, desertification, afforestation, haze, smog, dust, wastewater, mine water
    """,
    RURAL: """
        agricultur*, agri*, farm, farms, farming, farmland, farm products, farmer*, rural*,
        village revitali?ation, livestock, fisher*, grain, crop*, vegetable*, tea, fruit, fruits, horticultur*,
        planting, breeding, herbal medicine, countryside, animal husbandry, berries, orchard*
    """,
    CULTURE: """
        culture, cultures, cultural, culturally, tour route*, tour package*, tourism, tourist*, travel agenc*, travel industry,
        travel market*, travel route*, heritage, museum cooperation, art, arts, sport*, games, film*,
        festival*, intangible, performing arts, broadcast*, people-to-people, scenic spot*, museum*,
        opera, media cooperation, media exchange*, media industr*, historic* building*, architecture
    """,
    SOCIAL: """
        education*, school*, universit*, college*, vocational, health, healthcare, medical, medicine, hospital*, pension*,
        welfare, social security, social insurance, employment, livelihood*,
        people's well-being, public service*, disaster relief, epidemic prevention, epidemic control, pandemic prevention,
        student*, youth, nursing home*, elderly care, medical insurance, drug price*, healthcare security,
        civil affairs, housing provident, migrant worker*, emergency response, food safety
    """,
    PARTY: """
        party building, party-building, government service*, government affairs, administrative approval*,
        administrative reform*, cadre exchange*, governance, legislat*, judicia*, court, courts, rule of law,
        discipline inspection, proposal work, supervision, anti-corruption, law enforcement,
        grassroots organi?ation*, ethnic unity, government functions
    """,
    OPEN: """
        opening-up, opening up, open up, reform and open*, free trade, free-trade, port, ports, customs,
        foreign trade, foreign investment, import, imports, imported, importing, export*, belt and road,
        belt & road, b & r, b&r, silk road, asean, cross-border,
        bonded, international cooperation, overseas, border trade, foreign affairs, sister city, freight train*
    """,
    PAIRED: """
        paired assistance, paired-assistance, pairing assistance, paired support, paired-up, pair-up, paired, pairing,
        aid project*, aid team*, poverty alleviation collaboration, poverty-alleviation collaboration,
        collaboration in poverty alleviation,
        counterpart aid*, counterpart assist*, counterpart support*, counterpart help*, counterpart cooperation, counterpart co-operation,
        counterpart collaboration, counterpart poverty, counterpart relation*, counterpart exchange*, assistance coordination,
        poverty relief coordination, poverty-relief coordination, poverty relief collaboration,
        one-to-one assistance, partner assistance, partner support, partner cooperation, partner co-operation, twinning,
        east-west cooperation, east-west collaboration, east and west, poverty alleviation cooperation,
        poverty-alleviation cooperation, poverty relief cooperation, aid to, aiding, aid xinjiang, aid tibet,
        assistance to, assistance for, poverty-relief partnership, targeted assistance
    """,
}
# Phrases that hold a field's word and mean something else.
_NEUTRAL = """
    economic and social development, socio-economic development, business delegation, working conference, economic daily,
    science daily, national park, special economic zone, inspection tour, study tour, tour of, on a tour, cultural center,
    national games, businessman, businessmen, businesswoman, research work, investigation and research,
    research team, research group, research tour, research trip, research visit, research delegation, research office, business research,
    conduct research, conducted research, conducting research, for research, field research, on-site research, special research,
    policy research, carried out research, carry out research, research and study, study and research, state-of-the-art, scientific outlook,
    industry and commerce, institutional innovation, mechanism innovation, system innovation,
    people's welfare, social governance, market environment, policy environment, legal environment, development environment,
    favorable environment, favourable environment, sound environment, good environment, fair environment, as a bridge, be a bridge,
    bridge and link, bridge of, bridge between, bridge for, overseas chinese, green line, green channel,
    metropolitan city, cultural centre, free trade zone of, in support of, legislative council, legislative assembly, asian games,
    model innovation, support and assistance, help and assistance, assistance and support, thoughtful assistance
"""
# In small letters: a pattern that looks for both is several times as slow.
_TOPIC = any_of(
    r"""
    cooperat collaborat exchange agreement memorandum framework sign fields? areas?_of sectors? discuss talks
    focus theme propos hope said say stress urge call strengthen deepen promot learn experience joint together
    closer_ties coordinat integrat purpose aim support cover include advance expand boost seminar forum
    conference symposium fair partnership welcome investigat inspection_tour look(?:ing|ed)?_into alliance
    launched unveil consensus naming
"""
)
_SEE = any_of(
    r"""
    toured visited paid_visits?_to inspected saw went_to_see viewed stopped_(?:at|by) walked_through took_in
    called_at w(?:ere|as)_shown looked_(?:at|around) visits?_to explored_(?:various|several|many|different)
""",
    around=r"\b{}\b",
    flags=re.IGNORECASE,
)
_LEARN = any_of(
    r"""
    to_learn learn(?:ed|ing|t)?_(?:about|from) to_study stud(?:y|ied|ying)
    on_(?:the_)?(?:cooperation|development) naming propos(?:ed|ing) hop(?:ed|ing) said held to_discuss
    focus(?:ed|ing)?_on for_(?:cooperation|talks) covering experience
""",
    around=r"\b{}\b",
    flags=re.IGNORECASE,
)
_NAME = any_of(
    r"""
    Bureau Department Commission Office Ministry Company Co\.? Corp\w* Group Park Center Centre Museum
    University College School Hospital Institute Village Base Garden Zone Association Hall Factory Plant Station
    Port Works Ltd Daily News Steel Bank Area City Federation Chamber Committee
""",
    around=r"(?:\s+(?:of|for|and|&|[A-Z][\w'-]*)){0,6}\s+{}\b",
)
# A house of this kind with a name before it.
_HOUSE = re.compile(r"(?:Hospital|School|College|Museum|Port|Airport|Bridge|Laboratory)\b")
_NAMED_HOUSE = re.compile(r"[A-Z][\w'-]* $")


# Offices are named after fields that the report does not speak of.
_OFFICE = re.compile(
    r"\b(?:Secretary|Minister|Commissioner|Director|Bureau|Department|Panel|Committee) (?:for|of|on) (?:[A-Z][\w-]*,? |and |& |the )*$"
)
# What is looked into as such, not as a site.
_ABSTRACT = re.compile(
    r"(?: [\w-]+){0,3} (?:development|construction|reforms?|mechanisms?|management|integration|work|system)\b"
)
# An age is named after reform and opening up, not a field.
_AGE = re.compile(
    r"(?i)\b(?:since|after|before|anniversary of|years of|course of|history of|pioneers? of|forefront of|frontier of|window of|"
    r"lead in|pace of) (?:(?:the|its|China's|country's|economic) )*$"
)
# A list of projects with their sums is industry, whatever their branch.
_PROJECTS = re.compile(r"\b(?:signed|contracts?|projects?)\b", re.IGNORECASE)
_SUM = re.compile(r"\d(?:\.\d+)? (?:billion|million)\b")
_PAPER = re.compile(r"\b(?:agreements?|memorand\w+|pacts?|fields?|said|cooperat\w+)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[!?;\n.](?:(?<!\.)|(?<!\bMr.)(?<!\bMs.)(?<!\bDr.)(?<!\bNo.)(?=\s))")
_CLOSE = 12  # characters between two names of one field that count as one
_AND_TRADE = re.compile(r"(?i) (?:and|&) (?:trade|trading|commerc|business)")
_TRADE = ("trade", "trading", "commerc", "business")
_LONGEST = 600


@cache
def _machine() -> tuple[Any, list[tuple[str | None, bool]]]:
    """The search machine over all terms and, by its index, each term's theme (None if neutral) and whether it goes on."""
    meaning: dict[str, tuple[str | None, bool]] = {}
    for theme, words in (*_WORDS.items(), (None, _NEUTRAL)):
        for entry in words.split(","):
            term = " ".join(entry.split())
            for spelling in {term.replace("?", "s"), term.replace("?", "z")}:
                meaning.setdefault(spelling.rstrip("*"), (theme, spelling.endswith("*")))
    machine = ahocorasick_rs.AhoCorasick(list(meaning), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return machine, list(meaning.values())


def english_themes(text: str, *, offshore: bool = False, whole: bool = False) -> tuple[str, ...]:
    """
    The fields that an English report says cooperation concerns.

    Args:
        text: the report, or a title or list of fields.
        offshore: whether Hong Kong, Macao or Taiwan takes part, which makes trade a matter of opening up.
        whole: take every mention, as in a title.
    """
    scores: dict[str, float] = {}
    sentence = _Sentence(0, 0, "", 0.0)
    ends: dict[str, int] = {}  # where each field was named last: "culture and tourism" names it once
    for named, start, end in _mentions(text):
        theme = named
        if (
            offshore
            and theme == ECONOMY
            and (text[start:end].lower().startswith(_TRADE) or _AND_TRADE.match(text, end))
        ):
            theme = OPEN
        if scores.get(theme, 0.0) >= 1.0:
            continue
        if whole:
            scores[theme] = 1.0
            continue
        if not sentence.start <= start < sentence.end:
            sentence = _sentence_at(text, start)
        if sentence.counts(text, start, end):
            if theme != INVESTMENT and sentence.lists_projects:
                theme = ECONOMY
            close = start - ends.get(theme, -_CLOSE) < _CLOSE
            ends[theme] = end
            if close:
                continue
            scores[theme] = scores.get(theme, 0.0) + (1.0 if theme == PAIRED else sentence.weight)
    return tuple(theme for theme in THEMES if scores.get(theme, 0.0) >= 1.0)


def _mentions(text: str) -> Iterator[tuple[str, int, int]]:
    """Whole words that name a field: theme, start, end."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    machine, meanings = _machine()
    size = len(text)
    for index, start, end in machine.find_matches_as_indexes(lower):
        theme, goes_on = meanings[index]
        if theme is None or (start and lower[start - 1].isalnum()):
            continue
        if end < size and not goes_on and lower[end].isalpha():
            continue
        stop = end
        while stop < size and goes_on and lower[stop].isalpha():
            stop += 1
        yield theme, start, stop


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence: its bounds, its text, and what a mention in it weighs."""

    start: int
    end: int
    body: str
    weight: float

    @property
    def lists_projects(self) -> bool:
        """Whether the sentence lists projects that were signed, with their sums."""
        body = self.body
        return _SUM.search(body) is not None and _PROJECTS.search(body) is not None and _PAPER.search(body) is None

    def counts(self, text: str, start: int, end: int) -> bool:
        """Whether a mention is a topic: not part of a name, and not merely seen on the tour."""
        if text[start].isupper() and (
            _NAME.match(text, end) or (text[end : end + 4] == " of " and text[end + 4 : end + 5].isupper())
        ):
            return False
        if _HOUSE.match(text, start) and _NAMED_HOUSE.search(text, max(0, start - 20), start):
            return False
        if (
            text[start:end].lower() == "university"
            and text[max(0, start - 2) : start - 1].isalpha()
            and text[start].isupper()
        ):
            return False
        if text[start:end] == "Ai" or (text[start].isupper() and _OFFICE.search(text, max(0, start - 90), start)):
            return False
        if text[start : start + 10].lower() == "reform and" and _AGE.search(text, max(0, start - 60), start):
            return False
        see = _SEE.search(self.body)
        if see is None or self.start + see.end() > start:
            return True
        if see.group().lower() == "inspected" and _ABSTRACT.match(text, end):
            return True
        learn = _LEARN.search(self.body, see.end())
        return learn is not None and self.start + learn.end() <= start


def _sentence_at(text: str, at: int) -> _Sentence:
    floor = max(0, at - _LONGEST)
    left = floor
    for match in _SENTENCE_END.finditer(text, floor, at):
        left = match.end()
    stop = _SENTENCE_END.search(text, at, at + _LONGEST)
    right = stop.start() if stop else min(len(text), at + _LONGEST)
    body = text[left:right]
    return _Sentence(left, right, body, 1.0 if _TOPIC.search(body.lower()) else 0.5)
