"""Who is named in a sentence: titles with the name behind or before them, and the place that they belong to."""

from __future__ import annotations

import re
from typing import Any, Final

from tashan.reading.chinese.persons import NOT_NAMES, SURNAMES, name_at, untitled_leaders
from tashan.reading.chinese.tokens import START, Person, Sentence, Token
from tashan.reading.source import Analysis
from tashan.regions.people import SURNAMES as _COMMON_SURNAMES

_TITLE_STOP: Final = re.compile(r"[^,。;:()“”《》!?\s—▍■●▲◆|由率以在对据把被让请受与和同及]*$")
_TITLE_VERB: Final = re.compile(
    r"会见了?|会晤|拜会|接见了?|接待(?![处办室中科])了?|陪同|宴请了?|期间|包括|感谢|邀请|代表(?!大会)|随|成员有|来自|听取|拜访|携|偕|迎来了?|迎接了?|[\u4e00-\u9fff]{1,3}(?:考察|访问|调研|学习|参访)的"
)
# Offices of two fields: 文化和旅游厅, 发展和改革委员会.
_FIRST_FIELD: Final = re.compile("(?:文化|文化广电|发展|住房|人力资源|自然资源|工业|人口|卫生|教育|粮食|民族|科学)$")
_SECOND_FIELD: Final = re.compile("旅游|改革|城乡|社会保障|信息化|计划生育|规划|体育|物资|宗教|技术")
# Bureaus of Hong Kong: 商务及经济发展局, 民政及青年事务局.
_TWO_FIELDS: Final = re.compile(
    "(?:(?:政制|民政|商务|劳工|运输|环境|创新科技|财经事务|文化体育|食物)及)(?=内地|青年|经济|福利|物流|生态|工业|库务|旅游|卫生)"
)
_NAMELESS: Final = re.compile(
    r"(?:等(?:领导)?)?(?:带队|率队|率团|率领|带领|一行|率(?=[\u4e00-\u9fff]{0,8}(?:团|组|队)))"
)


def join_names(analysis: Analysis, sentence: Sentence, titles: list[Token]) -> None:
    """Turn titles with a name behind them into person tokens; drop the tokens they cover."""
    text = analysis.text
    found: list[Token] = []
    pending: Token | None = None
    before: Person | None = None
    days = [t.end for t in sentence.tokens if t.kind == "D"] if titles else []
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
                max([end for end in days if end <= title.start], default=sentence.start),
            )
        )
        if text[left - 1 : left] == "和":  # 和平区委书记: the character belongs to the name of the district
            left = next((t.start for t in sentence.tokens if t.kind == "P" and t.start < left < t.end), left)
        if found and left < found[-1].end:
            left = _TAKES.match(text, found[-1].end).end()  # type: ignore[union-attr]
        while text[title.end : title.end + 1] in "长兼":  # 政委兼…: the next title follows at once
            if text[title.end : title.end + 1] != "兼":
                break
            title.end += 1
        name_end = name_at(text, title.end)
        named = _name_before(text, title, left) if name_end is None else None
        if named is not None and any(t.kind == "P" and t.start == named for t in sentence.tokens):
            named = None  # 海北州委常委: the office of a place, not of a person
        if name_end is None and named is None and not _of_leaders(text, title) and _NAMELESS.match(text, title.end):
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
    if text.find("代表", sentence.start, sentence.end) >= 0:
        for token in [f for f in found if _represented(text, f, found)]:
            found.remove(token)
            sentence.persons.remove(token.item)
    found.sort(key=START)
    free: list[Token] = []
    for token in sentence.tokens:
        for f in found:
            if f.start <= token.start and token.end <= f.end:
                break
        else:
            free.append(token)
    for token in free:  # a place that ends in the first character of a title (合肥市|市长)
        for f in found:
            if token.start < f.start < token.end:
                f.start = token.end
            elif f.start <= token.start < f.end < token.end:
                token.start = f.end
    sentence.tokens = sorted(free + found, key=START)


_GOES_FOR_HIM: Final = re.compile(r"[^,。;]{0,3}(?:率领|率|带领|带队)")


def _represented(text: str, person: Token, found: list[Token]) -> bool:
    """副市长甲代表市长乙率团: the second stays at home."""
    if not text.startswith("代表", person.start - 2) or _GOES_FOR_HIM.match(text, person.end) is None:
        return False
    return any(0 <= person.start - 2 - other.end <= _SAME_BREATH for other in found)


_SAME_BREATH: Final = 4


def _of_leaders(text: str, title: Token) -> bool:
    return text.startswith("领导", title.end - 2)


_TAKES: Final = re.compile("(?:带领|率领|带着|率|带)?")
_LED_LATER: Final = re.compile(r"[^。;]{0,60}?(?:率领|带领|率|带队|一行)")
_NEXT_IN_LIST: Final = re.compile(r"[,、;。]|和|率|带领|带队|一行|等|陪同|参加|出席|分别|参与|一同")


def _second_names(analysis: Analysis, sentence: Sentence, found: list[Token], titles: list[Token]) -> None:
    """省委副书记甲、乙率领: the others of those who share an office lead too."""
    text = analysis.text
    taken = [t for t in sentence.tokens if t.kind in "PDT"] + titles
    shared = list(found)
    for token in shared:  # a second name is looked at in its turn, for a third
        person: Person = token.item
        start = token.end + 1
        if not person.name or not person.title or text[token.end : start] != "、":
            continue
        if not person.title.endswith("领导") and not _LED_LATER.match(text, start):
            continue
        end = name_at(text, start)
        if end is None or text[start] not in SURNAMES or not _NEXT_IN_LIST.match(text, end):
            continue
        if any(t.start < end and start < t.end for t in (*taken, *found)):
            continue
        second = Person(analysis.source.original(start, end), person.title, person.place, person.level, start, end)
        found.append(Token("N", start, end, second))
        shared.append(found[-1])
        sentence.persons.append(second)


def _by_surname(text: str, title: Token) -> bool:
    """,黄市长向…介绍: the one spoken of before by surname and office, so that no name follows."""
    before = text[max(0, title.start - 2) : title.start]
    return len(before) == 2 and before[1] in _COMMON_SURNAMES and before[0] in ",。;:”\n "


def _inside_place(sentence: Sentence, title: Token) -> bool:
    """Whether a title is only the seam of a place's name (某区长坝镇 has no 区长)."""
    start, end = title.start, title.end
    for token in sentence.tokens:
        if token.start > start:
            return False
        if token.kind == "P" and end < token.end:
            return True
    return False


_BEFORE_NAME: Final = re.compile(
    r"(?:政协|人大|常委会|妇联|工商联|工会|文联|科协|侨联|残联|团委|协会|商会|联合会|[省市县区州党]委|政府|[局厅]|[省市县区州旗镇乡]|[、,。;:由和与是让的])$"
)
_AFTER_TITLE: Final = re.compile(
    r"[,、率]|等?一行|带队|带领|亲自|等|赴|到|来|前往|说|表示|指出|强调|介绍|陪同|主持|致|出席|参加|会见|向|对|代表|及|和"
)
_NO_NAME: Final = re.compile(
    r"[委办局厅院处科部会所党政府市县区省州镇乡村常副主任书记正务]|宣传|统战|等$|农[业工]|商贸|经[济贸]|计划|公安|司法|安监|全国|第."
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
            and name not in NOT_NAMES
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
    joined = text[start - 1 : start] == "和" and _SECOND_FIELD.match(text, start)
    fields = text[start - 1 : start] == "及" and _TWO_FIELDS.search(text, max(left, start - 5), start + 2)
    if fields or (joined and _FIRST_FIELD.search(text, left, start - 1)) or text.startswith("大数据", start - 3):
        match = _TITLE_STOP.search(text, left, start - 1)
        start = match.start() if match else start
    for verb in _TITLE_VERB.finditer(text, start, end):
        start = verb.end()
    dot = text.rfind("、", start, end)
    return dot + 1 if dot >= 0 else start


_LEVEL_WORD: Final = re.compile(
    r"(自治区|省|市|县|区|州|盟|旗|镇|乡)(?=委|副|代|党|政府|人大|政协|长|人民|纪|统战|直|主席|级|领导|公安|发|委员|台|工商)"
)


_FELLOWSHIP: Final = re.compile(r"省?籍?[\u4e00-\u9fff]{0,4}?(?:联谊|同乡|商会|校友|总会)")
_OWN_ORGAN: Final = re.compile(r"([市县区州旗])[\u4e00-\u9fff]{2,10}?(?:[局委办会联部]|中心)")  # 县教育局局长


def _affiliation(analysis: Analysis, sentence: Sentence, left: int, right: int) -> tuple[Any | None, str | None]:
    """The place a title belongs to, and its level word (市委 → 市); searched from the name backwards."""
    text = analysis.text
    places = [t for t in sentence.tokens if t.kind == "P" and left <= t.start and t.end <= right + 1]
    if places:
        if len(places) > 1 and places[-2].end == places[-1].start and _FELLOWSHIP.match(text, places[-1].end):
            return places[-2].item, None  # 香港湖南联谊总会会长
        return places[-1].item, _level_of(text, places[-1].end - 1, right)
    level = _level_of(text, left, right)
    if level is None:
        own = _OWN_ORGAN.match(text, left, right + 3)
        level = own.group(1) if own is not None else None
    return None, level


def _level_of(text: str, left: int, right: int) -> str | None:
    found = None
    for match in _LEVEL_WORD.finditer(text, left, min(len(text), right + 3)):
        found = match.group(1)
        if found == "区" and text.startswith("党委", match.end()):
            found = "自治区"  # a district has a 区委, an autonomous region a 区党委
    return found
