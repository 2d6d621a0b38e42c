"""
From a sentence to its skeleton.

Each sentence that may tell an event becomes a list of tokens and a string of their letters, one letter a token
(`D,NLGMPcP`): frames are looked for in that string, and a match leads straight back to the tokens. The letters are
listed in lexicon.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final

from tashan.reading.chinese.lexicon import automaton, classes, trigger_automaton
from tashan.reading.chinese.persons import SURNAMES, name_at, untitled_leaders
from tashan.reading.source import Analysis
from tashan.regions.people import SURNAMES as _COMMON_SURNAMES

_BOOK: Final = re.compile(r"《[^《》\n]{1,90}》")
_MODIFIERS: Final = re.compile(
    r"(?:党政|政府|人大|政协|经贸|经济|企业家|企业|商务|商贸|友好|学习|考察|访问|参观|交流|招商|引资|文化|旅游|文旅|教育|医疗|卫生|农业|科技|"
    r"工商联|工商|统战|代表|高级|联合|大型|高规格|主要领导|领导|干部|对口支援|对口|支援|援疆|援藏|协作|合作|帮扶|扶贫|推介|调研|市场|乡村振兴|"
    r"民营|民企|县委|市委|区委|省委|县政府|市政府|区政府|省政府|党|政|四大班子|四套班子|班子|老干部|妇联|青年|文艺|体育|媒体|记者|人才|校长|院长|金融|"
    r"工业|产业|投资|贸易|外经贸|人民政府|州委|州政府|委员|自治区|民族|宗教|创城|城建|规划|环保|政法|司法|人社|常委会|专题|赴外)+$"
)
_LEVELS: Final = "省市县区州盟旗镇乡"
_TITLE_STOP: Final = re.compile(r"[^,。;:()“”《》!?\s—▍■●▲◆|由率以在对据把被让请受与和同及]*$")
_TITLE_VERB: Final = re.compile(
    r"会见了?|会晤|拜会|接见|陪同|宴请|期间|包括|感谢|邀请|代表(?!大会)|随|成员有|来自|听取|拜访|携|偕"
)
# Offices of two fields: 文化和旅游厅, 发展和改革委员会.
_FIRST_FIELD: Final = re.compile("(?:文化|发展|住房|人力资源|工业|人口|卫生)$")
_SECOND_FIELD: Final = re.compile("旅游|改革|城乡|社会保障|信息化|计划生育")
_NAME_LIST: Final = re.compile(r"[、,]")


@dataclass(slots=True)
class Person:
    """A person with the titles before the name; `place` is the mention that the titles belong to."""

    name: str
    title: str
    place: Any | None
    level: str | None
    name_start: int
    name_end: int


@dataclass(slots=True)
class Party:
    """A delegation as named: the places before it, its level word and its modifiers."""

    places: list[Any]
    level: str | None
    own: bool
    modifiers: str
    noun: str
    toward: Any | None = None  # 赴藏党政代表团: where the delegation's own name says it goes


@dataclass(slots=True)
class Token:
    """One letter of a skeleton and what stands behind it."""

    kind: str
    start: int
    end: int
    item: Any = None


@dataclass(slots=True)
class Sentence:
    """One sentence with its tokens and their skeleton."""

    start: int
    end: int
    tokens: list[Token]
    skeleton: str = ""
    number: int = 0
    persons: list[Person] = field(default_factory=list)

    def finish(self) -> None:
        """Write the skeleton anew after tokens changed."""
        self.skeleton = "".join(t.kind for t in self.tokens)


# News items are read whole; in longer texts only sentences with a trigger are.
_SHORT: Final = 2_500
_MAYBE: Final = re.compile(r"带着|领着|走了|走进|来到|抵达|到访|来访|交流|看了|合作|客人")


def event_sentences(analysis: Analysis) -> list[tuple[int, int, int]]:
    """Sentences that hold a trigger, as (start, end, number of the sentence in the document)."""
    text = analysis.text
    short = len(text) <= _SHORT
    hits = trigger_automaton().find_matches_as_indexes(text)
    if not hits and not (short and _MAYBE.search(text)):
        return []
    sentences = analysis.source.sentences
    if short:
        return [(start, end, number) for number, (start, end) in enumerate(sentences)]
    starts = [s for s, _ in sentences]
    chosen = sorted({bisect_left(starts, start + 1) - 1 for _, start, _ in hits})
    return [(*sentences[i], i) for i in chosen if i >= 0]


def tokenize(analysis: Analysis, start: int, end: int, number: int = 0) -> Sentence:
    """Tokens and skeleton of one sentence."""
    text = analysis.text
    letters = automaton()[1]
    words: list[tuple[str, int, int]] = []
    titles: list[Token] = []
    for index, left, right in _words_between(analysis, start, end):
        letter = letters[index]
        if letter == "t":
            titles.append(Token(letter, left, right, text[left:right]))
        else:
            words.append((letter, left, right))
    tokens = _settle(text, _mentions(analysis, start, end), words)
    sentence = Sentence(start, end, tokens, number=number)
    _persons(analysis, sentence, titles)
    if "G" in [token.kind for token in sentence.tokens]:
        _parties(analysis, sentence)
    _gaps(text, sentence)
    sentence.finish()
    return sentence


def _words_between(analysis: Analysis, start: int, end: int) -> list[tuple[int, int, int]]:
    """Words of a sentence as (number of the pattern, start, end); those of a short text are all found at once."""
    matcher = automaton()[0]
    if len(analysis.text) > _SHORT:
        found = matcher.find_matches_as_indexes(analysis.text[start:end])
        return [(index, start + left, start + right) for index, left, right in found]
    if analysis.words is None:
        found = matcher.find_matches_as_indexes(analysis.text)
        analysis.words = found, [left for _, left, _ in found]
    found, starts = analysis.words
    return found[bisect_left(starts, start) : bisect_left(starts, end)]


def _bracketed(text: str, start: int, end: int, limit: int) -> bool:
    """A full date in the bracket that closes a headline is when it was printed, not when it happened."""
    close = text.find(")", end, limit)
    return (
        close >= limit - 1 > 0
        and close >= 0
        and "(" in text[max(0, start - 40) : start]
        and text.rfind("(", 0, start) > text.rfind(")", 0, start)
    )


def _mentions(analysis: Analysis, start: int, end: int) -> list[Token]:
    """Places, dates and book titles of a sentence."""
    text = analysis.text
    tokens = [Token("P", m.start, m.end, m) for m in analysis.between(analysis.places.mentions, start, end)]
    dates = analysis.between(analysis.times, start, end)
    stamp = analysis.dating.published_evidence if dates else None
    for m in dates:
        # The weekday behind the day of publication belongs to it.
        weekday = text.startswith(("星期", "周"), m.start)
        stamped = stamp is not None and stamp[0] < m.end and m.start < stamp[1] + weekday
        if not stamped and not _DATELINE.match(text, m.end) and not _bracketed(text, m.start, m.end, end):
            tokens.append(Token("D", m.start, m.end, m))
    if text.find("《", start, end) >= 0:
        tokens += [Token("T", *m.span(), m.group()) for m in _BOOK.finditer(text, start, end)]
    return tokens


_DATELINE: Final = re.compile(r"[上下]?午?(?:[\u4e00-\u9fff]{2,4}(?=[电讯][ (]))?(?:电|讯)")
_START: Final = attrgetter("start")
_COUNTY_CLAUSE: Final = re.compile("[和同与及各][县市区州旗](?:委|长|政|人|级)")


def _settle(text: str, mentions: list[Token], words: list[tuple[str, int, int]]) -> list[Token]:
    """Drop what lies inside something longer; a word (letter, start, end) cut by a place or date keeps its free part."""
    kept = _apart(text, mentions) if mentions else mentions
    starts = [k.start for k in kept]
    free: list[Token] = []
    for letter, start, end in words:
        at = bisect_left(starts, end) - 1
        if at >= 0 and kept[at].end > start:
            token = Token(letter, start, end, text[start:end])
            _cut(text, token, kept, at)
            if token.kind not in "_t":
                free.append(token)
        elif letter != "_":
            free.append(Token(letter, start, end, text[start:end]))
    return sorted(kept + free, key=_START) if kept else sorted(free, key=_START)


def _cut(text: str, token: Token, kept: list[Token], at: int) -> None:
    """Take from a word what a place or date covers; what is left may be another word."""
    while at >= 0 and kept[at].end > token.start:
        if kept[at].start <= token.start:
            token.start = max(token.start, kept[at].end)
        else:
            token.end = min(token.end, kept[at].start)
        at -= 1
    if token.end - token.start != len(token.item):
        token.item = text[token.start : token.end]
        token.kind = classes().get(token.item, "_")


def _apart(text: str, mentions: list[Token]) -> list[Token]:
    """Places, dates and book titles without those that overlap an earlier one; titles go first."""
    titles = [t for t in mentions if t.kind == "T"]
    kept: list[Token] = []
    for token in sorted((t for t in mentions if t.kind != "T"), key=_START):
        if token.kind == "P" and _is_no_place(text, token):
            continue
        if kept and kept[-1].end > token.start:
            continue
        if titles and any(title.start < token.end and token.start < title.end for title in titles):
            continue
        kept.append(token)
    return sorted(titles + kept, key=_START) if titles else kept


_FELLOWS: Final = ("商会", "同乡", "乡亲", "乡贤", "校友会", "籍")


def _is_no_place(text: str, token: Token) -> bool:
    """结为友好区 and 各县委 name no place, and in 甲区乙商会 the second only tells where its members come from."""
    surface = token.item.surface
    if text.startswith(_FELLOWS, token.end):
        return True
    if surface == "友好区" and text[max(0, token.start - 2) : token.start].endswith(("为", "成", "结", "了")):
        return True
    return surface[0] in "和同与及各" and bool(_COUNTY_CLAUSE.fullmatch(surface + text[token.end : token.end + 1]))


_NAMELESS: Final = re.compile(
    r"(?:等(?:领导)?)?(?:带队|率队|率团|率领|带领|一行|率(?=[\u4e00-\u9fff]{0,8}(?:团|组|队)))"
)


def _persons(analysis: Analysis, sentence: Sentence, titles: list[Token]) -> None:
    """Turn titles with a name behind them into person tokens; drop the tokens they cover."""
    text = analysis.text
    found: list[Token] = []
    pending: Token | None = None
    before: Person | None = None
    for title in titles:
        if _by_surname(text, title):
            continue
        if (found and title.start < found[-1].end) or _inside_place(sentence, title):
            continue
        left = (
            pending.start
            if pending
            else _title_start(
                text,
                title.start,
                max([t.end for t in sentence.tokens if t.kind == "D" and t.end <= title.start], default=sentence.start),
            )
        )
        while text[title.end : title.end + 1] in "长兼":  # 政委兼…: the next title follows at once
            if text[title.end : title.end + 1] != "兼":
                break
            title.end += 1
        name_end = name_at(text, title.end)
        named = _name_before(text, title, left) if name_end is None else None
        if name_end is None and named is None and _NAMELESS.match(text, title.end):
            name_end = title.end
        if name_end is None and named is None:
            joins = text[title.end : title.end + 1]
            pending = Token("t", left, title.end) if joins in "、,兼(" or _glued(titles, title) else None
            continue
        place, level = _affiliation(analysis, sentence, left, title.start)
        if (
            place is None
            and before is not None
            and (level is None or level == before.level or before.place is not None)
        ):
            between = text[found[-1].end : left] if found else ""
            if len(between) <= 2 and _compatible(level, before):
                place = before.place
        first, last = (title.end, name_end or title.end) if named is None else (named, title.start)
        words = text[left : title.end] if named is None else text[left:named] + text[title.start : title.end]
        person = Person(analysis.source.original(first, last), words, place, level, first, last)
        found.append(Token("N", left, name_end or title.end, person))
        sentence.persons.append(person)
        before, pending = person, None
    for left, right in untitled_leaders(text, sentence.start, sentence.end):
        if not any(f.start <= left < f.end for f in found):
            person = Person(analysis.source.original(left, right), "", None, None, left, right)
            found.append(Token("N", left, right, person))
            sentence.persons.append(person)
    if not found:
        return
    _second_names(analysis, sentence, found, titles)
    found.sort(key=_START)
    covered = [t for t in sentence.tokens if not any(f.start <= t.start and t.end <= f.end for f in found)]
    for token in covered:  # a place that ends in the first character of a title (合肥市|市长)
        for f in found:
            if token.start < f.start < token.end:
                f.start = token.end
            elif f.start <= token.start < f.end < token.end:
                token.start = f.end
    sentence.tokens = sorted(covered + found, key=_START)


_LED_LATER: Final = re.compile(r"[^。;]{0,60}?(?:率领|带领|率|带队|一行)")
_NEXT_IN_LIST: Final = re.compile(r"[,、;]|和|率|带领|带队|一行|等")


def _second_names(analysis: Analysis, sentence: Sentence, found: list[Token], titles: list[Token]) -> None:
    """省委副书记甲、乙率领: the second of two who share an office leads too."""
    text = analysis.text
    taken = [t for t in sentence.tokens if t.kind in "PDT"] + titles
    for token in tuple(found):
        person: Person = token.item
        start = token.end + 1
        if not person.name or not person.title or text[token.end : start] != "、" or not _LED_LATER.match(text, start):
            continue
        end = name_at(text, start)
        if end is None or text[start] not in SURNAMES or not _NEXT_IN_LIST.match(text, end):
            continue
        if any(t.start < end and start < t.end for t in (*taken, *found)):
            continue
        second = Person(analysis.source.original(start, end), person.title, person.place, person.level, start, end)
        found.append(Token("N", start, end, second))
        sentence.persons.append(second)


def _by_surname(text: str, title: Token) -> bool:
    """,黄市长向…介绍: the one spoken of before by surname and office, so that no name follows."""
    before = text[max(0, title.start - 2) : title.start]
    return len(before) == 2 and before[1] in _COMMON_SURNAMES and before[0] in ",。;:”\n "


def _inside_place(sentence: Sentence, title: Token) -> bool:
    """Whether a title is only the seam of a place's name (某区长坝镇 has no 区长)."""
    return any(t.kind == "P" and t.start <= title.start and title.end < t.end for t in sentence.tokens)


_BEFORE_NAME: Final = re.compile(
    r"(?:政协|人大|常委会|妇联|工商联|工会|文联|科协|侨联|残联|团委|协会|商会|联合会|[省市县区州党]委|政府|[局厅]|[省市县区州旗镇乡]|[、,。;:由和与是让的])$"
)
_AFTER_TITLE: Final = re.compile(
    r"[,、率]|等?一行|带队|带领|亲自|等|赴|到|来|前往|说|表示|指出|强调|介绍|陪同|主持|致|出席|参加|会见|向|对|代表|及|和"
)
_NO_NAME: Final = re.compile(
    r"[委办局厅院处科部会所党政府市县区省州镇乡村常副主任书记正务]|宣传|统战|农[业工]|商贸|经[济贸]|计划|公安|司法|安监|全国|第."
)


def _name_before(text: str, title: Token, left: int) -> int | None:
    """Where the name begins that stands before its title, as people say it (市政协王军主席一行)."""
    if not _AFTER_TITLE.match(text, title.end):
        return None
    for length in (3, 2):
        start = title.start - length
        name = text[start : title.start]
        if (
            start >= left
            and name[0] in SURNAMES
            and not _NO_NAME.search(name)
            and (start == left or _BEFORE_NAME.search(text, left, start))
            and all("\u4e00" <= c <= "\u9fff" for c in name)
        ):
            return start
    return None


def _glued(titles: list[Token], title: Token) -> bool:
    return any(t.start == title.end for t in titles)


def _compatible(level: str | None, before: Person) -> bool:
    """Whether a title without a place can belong to the same region as the person before."""
    if level is None:
        return True
    return bool(
        before.level is None
        or before.level == level
        or level in before.title
        or (before.place and before.place.surface.endswith(level))
    )


def _title_start(text: str, end: int, floor: int) -> int:
    """Where the words of a title begin; never inside a date or another person."""
    left = max(floor, end - 26)
    match = _TITLE_STOP.search(text, left, end)
    start = match.start() if match else end
    if (
        text[start - 1 : start] == "和"
        and _SECOND_FIELD.match(text, start)
        and _FIRST_FIELD.search(text, left, start - 1)
    ):
        match = _TITLE_STOP.search(text, left, start - 1)
        start = match.start() if match else start
    for verb in _TITLE_VERB.finditer(text, start, end):
        start = verb.end()
    dot = text.rfind("、", start, end)
    return dot + 1 if dot >= 0 else start


_LEVEL_WORD: Final = re.compile(
    r"(自治区|省|市|县|区|州|盟|旗|镇|乡)(?=委|副|代|党|政府|人大|政协|长|人民|纪|统战|直|主席|级|领导|公安|发|委员|台|工商)"
)


def _affiliation(analysis: Analysis, sentence: Sentence, left: int, right: int) -> tuple[Any | None, str | None]:
    """The place a title belongs to, and its level word (市委 → 市); searched from the name backwards."""
    text = analysis.text
    places = [t for t in sentence.tokens if t.kind == "P" and left <= t.start and t.end <= right + 1]
    if places:
        return places[-1].item, _level_of(text, places[-1].end - 1, right)
    return None, _level_of(text, left, right)


def _level_of(text: str, left: int, right: int) -> str | None:
    found = None
    for match in _LEVEL_WORD.finditer(text, left, min(len(text), right + 2)):
        found = match.group(1)
        if found == "区" and text.startswith("党委", match.end()):
            found = "自治区"  # a district has a 区委, an autonomous region a 区党委
    return found


def _parties(analysis: Analysis, sentence: Sentence) -> None:
    """Join the places and modifiers in front of a delegation with it."""
    text = analysis.text
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind != "G":
            at += 1
            continue
        start = token.start
        floor = next((tokens[n].end for n in range(at - 1, -1, -1) if tokens[n].kind in "PZDNL,;"), sentence.start)
        match = _MODIFIERS.search(text, max(floor, start - 16), start)
        modifiers = match.group() if match else ""
        start = match.start() if match else start
        while start > floor and text[start - 1] in "*＊“":
            start -= 1
        for word in ("特别行政区", "特区", "自治区", "人民"):
            if start - len(word) >= floor and text[start - len(word) : start] == word:
                start -= len(word)
                modifiers = word + modifiers
        toward, start, more = _toward(text, tokens, at, start)
        modifiers = more + modifiers
        level = text[start - 1] if start > sentence.start and text[start - 1] in _LEVELS else None
        first = at
        while first and tokens[first - 1].start >= start:
            first -= 1
        places: list[Any] = []
        own = False
        edge = start - (1 if level and not (first and tokens[first - 1].end == start) else 0)
        back = first - 1
        while back >= 0 and tokens[back].kind in "PZc,":
            kind = tokens[back].kind
            if kind == "P" and tokens[back].end == start - 1 and text[start - 1] == "的" and not places and not own:
                start = edge = start - 1
            if kind == "P" and tokens[back].end in (edge, start):
                places.insert(0, tokens[back].item)
            elif kind == "Z" and tokens[back].end in (edge, start):
                own = True
            elif (
                kind == "c"
                and places
                and back
                and tokens[back - 1].kind == "P"
                and tokens[back - 1].end == tokens[back].start
            ):
                start = edge = tokens[back].start
                back -= 1
                continue
            else:
                break
            start = edge = tokens[back].start
            first = back
            back -= 1
        if level and not places and not own:
            start -= 1
        first = at
        while first and tokens[first - 1].start >= start:
            first -= 1
        party = Party(places, level, own, modifiers, text[token.start : token.end], toward)
        tokens[first : at + 1] = [Token("G", start, token.end, party)]
        at = first + 1


def _toward(text: str, tokens: list[Token], at: int, start: int) -> tuple[Any | None, int, str]:
    """黑龙江省赴藏党政代表团, 省政协访澳代表团: the place inside a delegation's name and what stands before it."""
    last = at - 1
    while last >= 0 and tokens[last].end > start:
        last -= 1
    inner = tokens[last] if last >= 0 and tokens[last].kind == "P" and tokens[last].end == start else None
    if inner is None or text[inner.start - 1 : inner.start] not in ("赴", "访", "来", "援", "驻"):
        return None, start, ""
    begin = inner.start - 1
    match = _MODIFIERS.search(text, max(0, begin - 12), begin)
    return inner.item, match.start() if match else begin, match.group() if match else ""


def _gaps(text: str, sentence: Sentence) -> None:
    """Mark unread words between tokens with a dot, so that frames see that something stands there."""
    result: list[Token] = []
    at = sentence.start
    for token in sentence.tokens:
        start = token.start
        if start > at:
            gap = text[at:start]
            if not gap.isspace():
                result.append(Token(".", at, start, gap))
        result.append(token)
        at = max(at, token.end)
    if at < sentence.end and not text[at : sentence.end].isspace():
        result.append(Token(".", at, sentence.end, text[at : sentence.end]))
    sentence.tokens = result
