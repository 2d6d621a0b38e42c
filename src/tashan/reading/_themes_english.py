"""Fields of cooperation in English reports: the same rules as in themes.py with the words of English offices."""

from __future__ import annotations

import re
from functools import cache

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
        northeast revitalization, relocation of industr*
    """,
    SCIENCE: """
        science*, scientific, technolog*, innovat*, research, r&d, digital*, informati?ation,
        information technolog*, big data, artificial intelligence, ai, cloud computing, computing, smart cit*,
        laborator*, intellectual property, patent*, high-tech, hi-tech, commerciali?ation of, startup*,
        start-up*, semiconductor*, biotech*, data cent*, incubator*, new quality productive
    """,
    INVESTMENT: """
        investment promotion, promote investment, promotion conference, promotion event*, promotion fair,
        promotion meeting, promotion activit*, attract* investment, attracting investment,
        investment attraction, investment fair, investment environment, investment conference, investment talks,
        investment opportunit*, trade fair, roadshow*, investment climate, solicit* investment,
        courting investor*, woo* investor*, business matchmaking, investment and trade
    """,
    URBAN: """
        urban*, spatial planning, city planning, town planning, metropoli*, new town*, city management,
        city construction, municipal construction, garden city, civili?ed city, city renewal, old town*,
        housing, one-city, land use, city development
    """,
    TRANSPORT: """
        infrastructure*, transport*, railway*, rail, high-speed, highway*, expressway*, motorway*, airport*,
        aviation, air route*, flight*, metro, subway, bridge*, tunnel*, shipping, waterway*, logistic*,
        connectivity, interconnect*, road, roads, water conservancy, water diversion, land-sea corridor,
        freight, transit card*
    """,
    ECOLOGY: """
        ecolog*, environment, environmental*, green, low-carbon, carbon, pollution, emission*, climate change,
        wetland*, forest*, conservation, water quality, river protection, air quality, watershed*, river basin*,
        biodiversity, sewage, clean water, desertification, afforestation, haze, smog
    """,
    RURAL: """
        agricultur*, agri*, farm, farms, farming, farmland, farm products, farmer*, rural*,
        village revitali?ation, livestock, fisher*, grain, crop*, vegetable*, tea, fruit*, horticultur*,
        planting, breeding, herbal medicine
    """,
    CULTURE: """
        cultur*, tour, tourism, tourist*, travel, heritage, museum cooperation, art, arts, sport*, games, film*,
        festival*, intangible, performing arts, media, broadcast*, people-to-people, scenic spot*, museum*,
        opera
    """,
    SOCIAL: """
        education*, school*, universit*, college*, vocational, health*, medical, medicine, hospital*, pension*,
        welfare, social security, social insurance, employment, labor, labour, job, jobs, livelihood*,
        people's well-being, public service*, elderly, disaster relief, epidemic, pandemic, student*, teacher*,
        doctor*, youth, civil affairs, housing provident, migrant worker*, emergency response, food safety
    """,
    PARTY: """
        party building, party-building, government service*, government affairs, administrative approval*,
        administrative reform*, cadre exchange*, governance, legislat*, judicia*, court, courts, rule of law,
        discipline inspection, proposal work, supervision, anti-corruption, law enforcement,
        grassroots organi?ation*, ethnic unity
    """,
    OPEN: """
        opening-up, opening up, open up, reform and open*, free trade, free-trade, port, ports, customs,
        foreign trade, foreign investment, import*, export*, belt and road, silk road, asean, cross-border,
        bonded, international cooperation, overseas, border trade, foreign affairs, sister city, freight train*
    """,
    PAIRED: """
        paired assistance, paired-assistance, pairing assistance, paired support, paired-up, pair-up, paired,
        counterpart*, one-to-one assistance, partner assistance, partner support, twinning,
        east-west cooperation, east-west collaboration, east and west, poverty alleviation cooperation,
        poverty-alleviation cooperation, poverty relief cooperation, aid to, aiding, aid xinjiang, aid tibet,
        assistance to, assistance for, poverty-relief partnership, targeted assistance
    """,
}
_GENERIC = any_of(
    r"""
    economic_and_social_development socio-economic_development business_delegation working_conference
    economic_daily science_daily national_park university_of_\w+ \w+_university special_economic_zone
    inspection_tour study_tour tour_of on_a_tour cultural_center national_games metropolitan_city
""",
    flags=re.IGNORECASE,
)
_TOPIC = any_of(
    r"""
    cooperat collaborat exchange agreement memorandum framework sign fields? areas?_of sectors? discuss talks
    focus theme propos hope said say stress urge call strengthen deepen promot learn experience joint together
    closer_ties coordinat integrat purpose aim support cover include advance expand boost seminar forum
    conference symposium fair partnership welcome investigat inspection_tour look(?:ing|ed)?_into alliance
    launched unveil
""",
    flags=re.IGNORECASE,
)
_SEE = any_of(
    r"""
    toured visited paid_visits?_to inspected saw went_to_see viewed stopped_(?:at|by) walked_through took_in
    called_at w(?:ere|as)_shown looked_(?:at|around) visits?_to
""",
    around=r"\b{}\b",
    flags=re.IGNORECASE,
)
_LEARN = any_of(
    r"""
    to_learn learn(?:ed|ing|t)?_(?:about|from) to_study stud(?:y|ied|ying)
    on_(?:the_)?(?:cooperation|development) to_discuss focus(?:ed|ing)?_on for_(?:cooperation|talks) experience
""",
    around=r"\b{}\b",
    flags=re.IGNORECASE,
)
_NAME = any_of(
    r"""
    Bureau Department Commission Office Ministry Company Co\.? Corp\w* Group Park Center Centre Museum
    University College School Hospital Institute Village Base Garden Zone Association Hall Factory Plant Station
    Port Works Ltd Daily News Steel Bank
""",
    around=r"(?:\s+(?:of|for|and|&))?(?:\s+[A-Z][\w'-]*)*\s+{}\b",
)


@cache
def _pattern() -> re.Pattern[str]:
    groups = (f"(?P<t{place}>{_alternatives(words)})" for place, words in enumerate(_WORDS.values()))
    return re.compile(r"\b(?:" + "|".join(groups) + r")", re.IGNORECASE)


def _alternatives(words: str) -> str:
    """The words of one list as a pattern, longest first; `?` stands for s or z, a trailing * for any ending."""
    terms = sorted((" ".join(word.split()) for word in words.split(",")), key=len, reverse=True)
    return "|".join(
        re.escape(term.rstrip("*")).replace(r"\ ", r"\s+").replace(r"\?", "[sz]")
        + (r"\w*" if term.endswith("*") else r"\b")
        for term in terms
    )


_SENTENCE = re.compile(r"[^.!?;\n]+(?:\.(?=\S)[^.!?;\n]+|(?<=\b(?:Mr|Ms|Dr))\.[^.!?;\n]+)*")
_TRADE = re.compile("trade|trading|commerc|business", re.IGNORECASE)


def english_themes(text: str, *, offshore: bool = False, whole: bool = False) -> tuple[str, ...]:
    """
    The fields that an English report says cooperation concerns.

    Args:
        text: the report, or a title or list of fields.
        offshore: whether Hong Kong, Macao or Taiwan takes part, which makes trade a matter of opening up.
        whole: take every mention, as in a title.
    """
    themes = tuple(_WORDS)
    scores: dict[str, float] = {}
    for sentence in _SENTENCE.finditer(_GENERIC.sub(lambda m: "-" * len(m.group()), text)):
        body = sentence.group()
        weight = 1.0 if whole or _TOPIC.search(body) else 0.5
        see = None if whole else _SEE.search(body)
        learn = _LEARN.search(body, see.end()) if see else None
        for match in _pattern().finditer(body):
            start = match.start()
            if see and see.end() <= start and not (learn and learn.end() <= start):
                continue
            if not whole and match.group()[0].isupper() and _NAME.match(body, match.end()):
                continue
            theme = themes[int((match.lastgroup or "t0")[1:])]
            if offshore and theme == ECONOMY and _TRADE.match(match.group()):
                theme = OPEN
            scores[theme] = scores.get(theme, 0.0) + weight
    return tuple(theme for theme in THEMES if scores.get(theme, 0.0) >= 1.0)
