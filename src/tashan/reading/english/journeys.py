"""The clause patterns of travelling and receiving, over folded sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tashan.reading._patterns import holds_any
from tashan.reading.english.marks import PARTY, PERSON, PLACE, Ribbon, frame
from tashan.reading.english.modality import (
    FOR_MEETING,
    JOINS,
    NO_TRIP,
    PAST,
    PLANNED,
    SPOKEN_THEN,
    TO_VISIT,
    WILL,
    WISHES,
    recalled,
)
from tashan.reading.english.travellers import GROUP

if TYPE_CHECKING:
    from tashan.reading.english.spots import Spot
    from tashan.regions import Region

_DAYS = r"(?:<time>,? ?|(?:on|from|in|since|for|during|between|over|this|last|later|today|yesterday) (?:<time>,? ?)+)"
_ADVERB = (
    (
        r"(?:(?:again|then|also|first|respectively|successively|recently|specially|later|together|by train|by air|"
        r"by high-speed train|back|on foot|directly|straight) |"
    )
    + _DAYS
    + ")"
)
_LIST_HEAD = (
    r"(?:(?:(?:the|a number of|several|other|nearby|neighbou?ring|mainland|major|key|[a-z-]+|\d+) "
    r"){0,5}?(?:cities|provinces|counties|districts|places|regions|municipalities|localities|areas|"
    r"destinations|stops)(?: and (?:cities|counties|districts|townships))?"
    r"(?: (?:of|in|within|under|across) (?:the )?(?:<place>(?: \(<place>\))?|[\w -]{2,40}?))?(?: "
    r"\([A-Z]+\))?(?:,? (?:namely|including|such as)|:| of| -{1,2}|,)? )?"
)
_ABROAD = (
    r"(?:(?:the )?(?:United Arab Emirates|UAE|United States|US|Japan|South Korea|Republic of Korea|Singapore|Malaysia|"
    r"Thailand|Vietnam|Indonesia|Laos|Cambodia|Germany|France|United Kingdom|UK|Russia|Mongolia|Kazakhstan|Australia)"
    r"(?:,? and |, ))*"
)
_TO = rf"{_ADVERB}*{_ABROAD}(?:the )?{_LIST_HEAD}(?P<to>{GROUP})"

_JOURNEY = (
    r"(?:visits?|trips?|tours?|study[- ]tours?|inspections?|investigations?|itinerary|journeys?|fact-finding missions?|"
    r"swings?|expeditions?|rounds|visit programmes?|visit programs?|"
    r"(?:field|on-site|on-the-spot|special) (?:research|stud(?:y|ies)|surveys?)|"
    r"exchange visits?|(?:study|learning|research|field|inspection|exchange|investigation) (?:and (?:study|"
    r"learning|exchange|inspection|research|investigation) )?(?:visits?|trips?|tours?|activit(?:y|ies)|"
    r"missions?))"
)
_JOURNEY_TO = frame(
    rf"\b(?:[a-z]+ly )?(?P<lead>(?:(?:during|on|in|after|before|following|amid|for|with|as part of|to|at|of|while on|"
    rf"concluded?|concludes|concluding|wrap\w*(?: up)?|end(?:s|ed|ing)?|complet\w+|finish\w*|"
    rf"beg[aiu]n\w*|start\w*|kick\w*(?: |-)?off|embark\w* on|launch\w*|pa(?:id|ys?|ying)|ma(?:de|kes?|king)|"
    rf"conduct\w*|carr\w+ out|undert\w+|continu\w+|hold|held) )?)"
    rf"(?P<words>(?:(?:an?|the|his|her|their|its|this|that|another|[\w'-]+|&) ){{0,7}}?){_JOURNEY}"
    rf"(?P<of>(?: of| by| made by) (?:the )?(?P<by>[\ue003\ue004\ue005]))?(?: {_DAYS})?(?: programme| "
    rf"program)?(?:,? (?:and|or) [\w-]+(?: [\w-]+)?)? "
    rf"(?:here |paid |was paid )?(?:to|in|of|around|across|at|through|throughout|covering|taking in|with stops "
    rf"in|that (?:took|takes|will take) (?:them|him|her|it|the delegation) to) {_TO}"
    rf"(?P<after>(?: (?:(?:was|is) )?(?:made|paid))? by (?:the )?(?P<agent>[\ue003\ue004\ue005]))?"
)
# Whose visit it is: what welcomes or follows it takes it as a fact.
_OWN_VISIT = frame(
    rf"(?P<party>[\ue004\ue005])(?:'s?| delegation's) (?:[\w-]+ ){{0,3}}?(?P<verb>visit|trip|tour|inspection|study tour) to {_TO}"
)
_VISIT = frame(
    rf"(?<!will-)\b(?P<verb>visit(?:ed|s|ing)?(?:, (?:from|on|between|over) (?:(?!<place>)[^.;]){{2,80}}?,)?|"
    rf"toured|tours|touring|inspect(?:ed|s|ing)?(?: in)?|reach(?:ed|es|"
    rf"ing)?|investigated|investigates|investigating|surveyed|studied|studies|explores|observed|observes) (?:and (?:inspected|toured|studied|"
    rf"investigated) )?{_TO}(?P<also>,? {_DAYS} ?,? ?and (?P<to2>{GROUP})(?=,? (?:on|in) |[,.]))?"
)
_STUDY_IN = frame(
    rf"\b(?P<verb>(?:visit|inspect|study|learn|investigate|research|exchange)(?:ed|ing|s)?(?:,? (?:and )?(?:visit|inspect|"
    rf"study|learn|investigate|research|exchange|seek cooperation)(?:ed|ing|s)?){{1,2}}) in {_TO}"
)
_GO = frame(
    rf"\b(?P<verb>arriv(?:ed|es?|ing|al)|travel(?:l?ed|s|l?ing)?|went|go|goes|going|came|come|comes|coming|"
    rf"flew|fly|flies|flying|headed|heading|heads?|(?:sets?|setting)(?: out| off)?|journey(?:ed|s|ing)|drove|"
    rf"rushed|"
    rf"proceed(?:ed|s|ing)?|moved on|left|leaves?|leaving|depart(?:ed|s|ing|ure)?|made their way|set foot|"
    rf"landed|stop(?:ped|s|ping)?|stay(?:ed|s|ing)?|(?:has|have|had) been|took a (?:high-speed )?train|walked|spent (?:[\w-]+ "
    rf"){{1,3}}days?|spent <time>|made its way|moved|set up (?:its|their|his|her) [\w-]+|returned a visit|paid a return visit|call(?:ed|s|ing)?)"
    rf"(?: (?:here|<time>|over|off|out|on|from <place>|straight|specially|directly|respectively|successively|"
    rf"together|and \w+|with (?:\d+|an?|his|her|their|other|some) [\w -]{{3,40}}?|"
    rf"back|deep|then|also|again|separately|south|north|east|west|by \w+)){{0,4}}(?: from <place>(?:(?:, | and |, and )<place>)*)? "
    rf"(?P<way>to|in|"
    rf"at|for|into) {_TO}(?:,? {_DAYS})?(?P<also>(?:, where [^.;]{{1,140}}?)?,? ?(?:and|then|before) (?:then |later )?(?:travel\w+ |went |"
    rf"going |moving )?(?:on )?to (?P<to2>{GROUP}))?"
)
_COMPRISE = frame(
    rf"\b(?P<verb>(?:trip|visit|tour|itinerary|journey|programm?e?)s?(?: from)?(?:,? {_DAYS}| to yesterday| [a-z-]+){{0,5}}?"
    rf" (?:compris(?:ed|es)|cover(?:ed|s|ing)|includ(?:ed|es|ing)|took in|takes? in|led (?:them|him|her) to|takes? (?:them|him|her) to)) {_TO}"
)
_TAKE = frame(
    rf"\b(?P<verb>took|takes|taking|led|leads|leading|brought|brings|sent|sends|dispatched|organi[sz]ed|"
    rf"accompan(?:ied|ying)) (?:(?!to )(?:[\w'-]+|<party>|{PARTY}),? ){{1,9}}?(?:on (?:<time>|[\w -]{{3,40}}) "
    rf")?(?:to|through|around|across) {_TO}"
)
_SITES = frame(
    rf"\b(?P<verb>visit(?:ed|s|ing)?|tour(?:ed|s|ing)?|inspect(?:ed|s|ing)?|studied|stopped by|called at|(?:moved on|went|proceeded) to) "
    rf"(?:(?:[\w'&-]+|<place>(?:'s)?),? ){{0,7}}?(?:sites?|spots?|compan(?:y|ies)|enterprises?|firms?|"
    rf"places|parks?|projects?|villages?|factor(?:y|ies)|venues?|plants?|communit(?:y|ies)|facilit(?:y|ies)|cent(?:re|er)s?|museums?|halls?|"
    rf"bases?|schools?|hospitals?|exhibitions?|port|headquarters|campus(?:es)?|offices?|hubs?|complex|stations?|terminals?|checkpoints?|plant|farms?|markets?|universit(?:y|ies)|institutes?|laborator(?:y|ies)|zones?|districts?)"
    rf"(?: (?:and|,) [\w -]{{3,40}})?(?: in| across|(?<=s) of) {_TO}"
)
_LEAVE = frame(rf"\b(?P<verb>left|leaves?|depart(?:ed|s|ing)?|leaving) (?:<place> |{_DAYS})?(?P<way>for) {_TO}")
_PARTY_TO = frame(
    rf"(?P<party><party>)(?: (?:of [\w -]{{1,30}}|on an? [\w -]{{1,40}}|{_DAYS}|of \d+ \w+|specially|back|also|"
    rf"then|again))?,? to {_TO}"
)
_PARTY_IN = frame(
    rf"(?P<party><party>),?(?: (?:is|was|are|were|has been|have been|currently|now|stay\w+|were also|was also|"
    rf"who were|which was))?(?: {_DAYS})? in {_TO}"
)
_WAS_IN = frame(
    rf"\b(?:is|was|are|were|been|be) (?:also |then |currently |now )?(?P<verb>in) {_TO}(?P<also>(?: "
    rf"{_DAYS})?(?:\([^()]*\) )? ?and in (?:the )?(?P<to2>{GROUP}))?"
)
_STOP = frame(
    rf"(?:^|[;,] (?:and |then )?)(?P<verb>in) (?:the )?(?P<to><place>)(?:,? {_DAYS})?,? (?:they|he|she|it|the (?:group|team)|<party>) "
    r"(?:also |then |later )?(?:visit|tour|stud|inspect|call|walk|saw|learn|look|stopp|met|sign|attend)"
)
# What a delegation does where it is a guest.
_DONE = (
    r"(?:visit|tour|inspect|stud(?:y|ied|ies)|learn|explor|examin|survey|observ|exchang|investigat|discuss|"
    r"(?:held|hold|had) (?:talks|discussions|exchanges|(?:an? )?(?:[\w'&-]+,? ){0,6}?(?:symposium|seminar|promotion\w*|roadshow|matchmaking|"
    r"exchange meeting|discussion|recruitment))|"
    r"conduct|carr(?:y|ied) out|sought|attract|promot|negotiat|hosted|met |signed)"
)
_ACTS_IN = frame(
    rf"(?P<party><party>)(?:,? (?:of|comprising|consisting of|including) (?:[a-z\d]+ ){{1,5}}?[a-z]+s,?)?(?:,? {_DAYS})?,? "
    rf"(?:to |that |which |who |also |then |recently |jointly |successively |has |have )*"
    rf"(?P<verb>{_DONE})"
    rf"(?:(?! <place>'s?\b)(?:[^.;:\ue003\ue004\ue005]|(?<=with )[\ue004\ue005])){{3,110}}?,? in {_TO}(?!'s)"
)
# An official of the other place does less that shows that he went there: he meets and signs at home too.
_OFFICIAL_ACTS_IN = frame(
    rf"(?P<party><person>)(?:,? {_DAYS})?,? (?:who |also |then |recently |jointly |successively |has |have )*"
    rf"(?P<verb>(?:stud(?:y|ied|ies) (?:the|local|how|and)|learn(?:ed|t)? (?:about|from)|explor|survey|exchanged (?:views|ideas)|investigat|discuss|"
    rf"(?:held|hold|had) (?:talks|discussions|exchanges|"
    rf"(?:an? )?(?:[\w'&-]+,? ){{0,6}}?(?:symposium|seminar|promotion\w*|roadshow|matchmaking|exchange meeting))|conduct|carr(?:y|ied) out|promot))"
    rf"(?:(?! <place>'s?\b)(?:[^.;:\ue003\ue004\ue005]|(?<=with )\ue005)){{3,110}}?,? in {_TO}(?!'s)"
)
_STUDY_OF = frame(
    rf"(?P<party>[\ue004\ue005]),? (?:{_DAYS},? ?)?(?:that |which |who |also |recently |has |have )*"
    rf"(?P<verb>studied|learn(?:ed|t)(?: about| from)?|drew on|looked into) "
    rf"(?:the |its |their )?(?:[\w-]+ ){{0,3}}?(?:experience|practices?|models?|approach)s? (?:of|from|in) {_TO}"
)
_STAY = frame(
    rf"\b(?:(?:during|in|while in|while|throughout) (?:the |their |his |her |its )?(?P<verb>stay|time|visit|tour|"
    rf"trip|days|inspection|investigation|study) (?:here )?in|while (?:(?:he|she|they) (?:was|were) )?in) {_TO}"
)

_ONLY_START = re.compile(
    r"arriv|reach|beg[aiu]n|start|kick|embark|set|depart|left|leav|head|landed|launch|flew|fly", re.IGNORECASE
)
_ONLY_END = re.compile(r"conclud|wrap|end(?:ed|s|ing)|complet|finish", re.IGNORECASE)
_SITE = re.compile(
    r"(?:'s?)?[ -](?:(?!Party|CPC|Province|City|County|District|Prefecture|Municipality|On |In |From |To |At |"
    r"And |But |The |After |During |Mr|Ms|Mrs|Dr|SAR|MSAR)[A-Z][\w-]+|"
    r"(?:(?:big|national|high-tech|industrial|free|pilot|economic|science|technology|cultural|international|"
    r"new|old|software|municipal|provincial|urban|city|municipality's|\w+al) ){0,3}"
    r"(?:museums?|parks?|zones?|universit\w+|colleges?|schools?|hospitals?|ports?|airports?|stations?|"
    r"compan\w+|factor\w+|plants?|hotels?|cent(?:er|re)s?|bases?|villages?|bureau|rivers?|lakes?|mountains?|"
    r"enterprises|"
    r"exhibition|pavilion|markets?|bridge|library|court|stadium|theatre|theater|office|branch|booth|"
    r"government)\b|-(?:based|invested))"
)
_STUDIES = re.compile(r"(?i)stud|explor|observ|survey")
_POSSESSED = re.compile(
    r"'s? (?:[\w-]+ ){0,3}?(?:development|stability|history|future|situation|needs|problems|issues|proposals?|plans?|reports?|feasibility)\b"
)
_OWNED = re.compile(r"'s? [a-z]")


_CAPITAL = "北京市"


@dataclass(slots=True)
class Journey:
    """
    One clause that says that somebody goes somewhere.

    Attributes:
        start: position of the predicate in the folded text.
        end: position after the destination.
        spots: the destinations.
        verb: the words of the predicate.
        agent: position of the traveller's mark where the pattern itself gives it.
        frame: which pattern found it.
        site: the destination is only a site in that place.
        planned: still to come.
        background: only recalled.
        second: it names a second stop with a time of its own.
        sits: it is made only to sit in a meeting.
    """

    start: int
    end: int
    spots: list[Spot]
    verb: str
    frame: str
    agent: int | None = None
    site: bool = False
    planned: bool = False
    background: bool = False
    second: bool = False
    sits: bool = False

    @property
    def regions(self) -> tuple[Region, ...]:
        """The destinations that are known and no groupings."""
        return tuple(dict.fromkeys(r for s in self.spots if not s.group for r in s.regions))

    @property
    def only_start(self) -> bool:
        """The verb tells of the beginning of a trip."""
        return bool(_ONLY_START.match(self.verb))

    @property
    def only_end(self) -> bool:
        """The verb tells of the end of a trip."""
        return bool(_ONLY_END.match(self.verb))


def journeys(ribbon: Ribbon) -> list[Journey]:
    """The clauses of travelling in a folded sentence, from left to right; of overlapping ones the earlier counts."""
    text = ribbon.text
    if PLACE not in text:
        return []
    found: list[Journey] = []
    lowered = text.lower()
    for name, pattern, words in _FRAMES:
        if not holds_any(lowered, words):
            continue
        for match in pattern.finditer(text):
            journey = _journey(name, match, ribbon)
            if journey is not None:
                found.append(journey)
    found.sort(key=lambda j: (j.frame == "acts_in", j.start, _ORDER[j.frame]))
    kept: list[Journey] = []
    for journey in found:
        same = [k for k in kept if _overlap(k, journey)]
        if not same:
            kept.append(journey)
        elif journey.agent is not None and all(k.agent is None for k in same) and same[0].frame != "visit":
            same[0].agent = journey.agent
    return kept


# Each pattern with words without which it cannot match.
_FRAMES = (
    (
        "journey",
        _JOURNEY_TO,
        (
            "visit",
            "trip",
            "tour",
            "inspection",
            "investigation",
            "research",
            "stud",
            "survey",
            "itinerary",
            "journey",
            "mission",
            "swing",
            "expedition",
            "activit",
            "rounds",
        ),
    ),
    ("own_visit", _OWN_VISIT, ("visit to", "trip to", "tour to", "inspection to")),
    ("visit", _VISIT, ("visit", "tour", "inspect", "reach", "investigat", "surveyed", "studie", "explores", "observe")),
    ("visit", _STUDY_IN, (" and ",)),
    ("go", _GO, (" to ", " in ", " at ", " for ", " into ")),
    ("leave", _LEAVE, ("left", "leav", "depart")),
    (
        "stay",
        _STAY,
        ("stay", "time", "visit", "tour", "trip", "days", "inspection", "investigation", "study", "while "),
    ),
    ("comprise", _COMPRISE, ("compris", "cover", "includ", "took in", "take in", "takes in", " to ")),
    ("take", _TAKE, ("took", "tak", "led ", "lead", "br", "sen", "dispatched", "organi", "accompan")),
    ("sites", _SITES, ("visit", "tour", "inspect", "studied", "stopped by", "called at", " to ")),
    ("party_to", _PARTY_TO, (PARTY,)),
    ("party_in", _PARTY_IN, (PARTY,)),
    ("stop", _STOP, ("in ",)),
    ("acts_in", _ACTS_IN, (PARTY,)),
    ("acts_in", _OFFICIAL_ACTS_IN, (PERSON,)),
    ("study_of", _STUDY_OF, ("studied", "learn", "drew on", "looked into")),
    ("was_in", _WAS_IN, (" in ",)),
)
_ORDER = {name: rank for rank, (name, _, _) in reversed(list(enumerate(_FRAMES)))}


def _overlap(a: Journey, b: Journey) -> bool:
    return any(s.start == t.start for s in a.spots for t in b.spots)


def _journey(name: str, match: re.Match[str], ribbon: Ribbon) -> Journey | None:
    text = ribbon.text
    start, end = match.start(), match.end("to")
    before = text[max(0, start - 200) : start]
    groups = match.re.groupindex
    verb = match.group("verb") if "verb" in groups else match.group("lead") if "lead" in groups else ""
    if name == "journey" and verb.strip().lower() == "to":
        verb = match.group("words") or verb  # "led a delegation to begin a visit to"
    if name == "journey" and re.search(
        r"\b(?:between|exchange of|exchanged|more|mutual|reciprocal) (?:[\w-]+ )?$",
        match.group("words") or "",
        re.IGNORECASE,
    ):
        return None
    lead = text[start : match.start("to")]
    aim = before + ("to " if lead.lower().startswith("to ") else "")  # "led a delegation to begin a visit"
    if name == "journey" and JOINS.search(lead):
        return None  # on somebody's trip that is told
    doubt = NO_TRIP.search(before)
    if WISHES.search(before):
        return None
    if (
        doubt
        and not (name == "own_visit" and doubt.group().lower().startswith("welcom"))
        and not (name == "visit" and TO_VISIT.search(before))
    ):
        return None
    if name == "visit" and _STUDIES.match(verb) and _POSSESSED.match(text, end):
        return None  # somebody's development, not the place
    if name == "go" and not _goes(match):
        return None
    agent = None
    for group in ("by", "agent", "party"):
        if group in groups and match.group(group):
            agent = match.start(group)
    sits = FOR_MEETING.match(text, end) is not None
    spots: list[Spot] = ribbon.values(PLACE, match.start("to"), end)
    if (
        name == "acts_in"
        and text[agent or start] == PERSON
        and [r.name for s in spots for r in s.regions] == [_CAPITAL]
    ):
        return None  # an official has business with the central government there
    if name == "party_in" and set(ribbon.value(match.start("party")).regions) & {r for s in spots for r in s.regions}:
        return None  # officials at home
    if "to2" in groups and match.group("to2"):
        spots += ribbon.values(PLACE, match.start("to2"), match.end("to2"))
        end = match.end("to2")
    site = name in ("sites", "acts_in") or bool(_SITE.match(text, end)) or bool(_OWNED.match(text, end))
    return Journey(
        start, end, spots, verb or "", name, agent, site,
        planned=(PAST.match(verb or "") is None and (bool(PLANNED.search(before + lead[:24])) and not TO_VISIT.search(aim)))
        or (lead.lower().startswith(("during", "while")) and WILL.match(text, end) is not None),
        background=(recalled(ribbon, start, match.end("to")) and not (name == "own_visit" and doubt))
        or (name == "journey" and SPOKEN_THEN.search(before) is not None),
        second="to2" in groups and match.group("to2") is not None and name != "was_in", sits=sits,
    )  # fmt: skip


def _goes(match: re.Match[str]) -> bool:
    """Whether a verb of motion with its preposition really says that one goes there ("come in", "head of" do not)."""
    verb, way = match.group("verb").lower(), match.group("way").lower()
    if verb.startswith(("arriv", "spent", "stop", "stay", "land", "call", "set foot", "set up")):
        return way in ("in", "at", "into") or (verb.startswith("call") and way == "at")
    if verb.startswith(("left", "leav", "depart")):
        return way in ("for", "to") and (way == "for" or verb.startswith("depart"))
    if verb.startswith(("head", "set")):
        return way in ("to", "for") and verb != "set"
    if verb in ("go", "come", "came", "went", "goes", "comes", "going", "coming") and way in ("in", "at", "for"):
        return False
    return way in ("to", "into")
