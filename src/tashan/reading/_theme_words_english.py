"""The words of English reports for each field of cooperation, and phrases that only look like them."""

from __future__ import annotations

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
    TRANSPORT,
    URBAN,
)

#: Each field's words, parted by commas; a trailing * lets the word go on, and ? stands for s or z.
WORDS: dict[str, str] = {
    ECONOMY: """
        industr*, econom*, manufactur*, logistic*, financ*, fintech, energy, coal, oil, gas, electricity, power grid,
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
        woos investor*, wooed investor*,
        sought investment, seek investment, seeks investment, seeking investment, sought investor*, seek investor*, seeks investor*,
        seeking investor*, lure investment, draw investment,
        special promotion, investment of signed projects, investment seminar*, attracting businesses, business matchmaking, investment and trade
    """,
    URBAN: """
        urban*, urban governance, spatial planning, city planning, town planning, metropoli*, new town*, city management,
        city construction, municipal construction, garden city, civili?ed city, city renewal, old town*,
        housing, one-city, land use, city development
    """,
    TRANSPORT: """
        infrastructure*, transport*, railway*, rail, high-speed, highway*, expressway*, motorway*, airport*,
        aviation, air route*, flight*, metro, subway, bridge*, tunnel*, shipping, waterway*,
        river crossing*, connectivity, interconnect*, road network*, road link*, road construction, roads,
        water conservancy, water diversion, land-sea corridor,
        logistics hub*, logistics corridor*, logistics channel*, logistics network*, logistics link*, logistics route*,
        logistics infrastructure, transport and logistics, transportation and logistics, freight, transit card*
    """,
    ECOLOGY: """
        ecolog*, the environment, environment protection, environment governance, water environment,
        environmental*, green, low-carbon, carbon, pollution, emission*, climate change,
        wetland*, forest*, conservation, water quality, river protection, air quality, watershed*, river basin*,
        biodiversity, sewage, clean water, desertification, afforestation, haze, smog, dust, wastewater, mine water
    """,
    RURAL: """
        agricultur*, agri*, agro*, agro-industr*, farm, farms, farming, farmland, farm products, farmer*, rural*,
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
        poverty alleviation and cooperation, poverty alleviation and collaboration, cooperation on poverty alleviation,
        cooperation in poverty alleviation, agreement on poverty alleviation,
        east-west cooperation, east-west collaboration, east and west, poverty alleviation cooperation,
        poverty-alleviation cooperation, poverty relief cooperation, aid to, aiding, aid xinjiang, aid tibet,
        assistance to, assistance for, poverty-relief partnership, targeted assistance
    """,
}
#: Phrases that hold a field's word and mean something else.
NEUTRAL = """
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
    model innovation, youth innovation, youth entrepreneurship, support and assistance, help and assistance, assistance and support, thoughtful assistance,
    trade union, trade unions, high-speed train, overseas tourists, economic restructuring
"""
