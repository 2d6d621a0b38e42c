"""Who leads a delegation: the names before it, behind it, and those who set out together."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.roles import is_central, is_head, kind_of_title
from tashan.reading.chinese.tokens import Person, Token

_ADDRESS: Final = frozenset("对向")
_WITH: Final = frozenset("与和同及")
# Who comes along without a name: 、县委统战部、县妇联一行, 及各县妇联主席一行.
_COMPANY: Final = re.compile(
    r"(?:所辖|有关|相关|部分|各|等)*[\u4e00-\u9fff]{0,8}(?:[部局委办联会院]|负责人|主席|领导|干部|同志|人员|企业家|代表)"
)
_LED_BY: Final = re.compile(r"((?:N[c,.(D]{0,3})*N)[FDX.c]{0,3}L[,.]{0,2}[^,;NGM]{0,4}$")
_LED_WITH_OFFICES: Final = re.compile(r"(N)\.?L,[^;NGM]*[AL]\.$")
_FORMED_OF: Final = re.compile(r"\.((?:N[c,.]{0,3})+)[^;NGM]*L\.$")
_LED_PARTS: Final = re.compile(r"((?:N[c,.(]{0,3})*N)\.?L\.[.cPK]*L\.$")  # 区长某某带领由各局负责人组成的代表团
_HEADED_BY: Final = re.compile(r"(N)\.?L(?:c(N)\.?L)?[^,;NGM]{0,9}$")  # 甲担任领队、乙担任团长的某某代表团
_HEADS: Final = frozenset("为团长 任团长 为组长 任组长 为领队 任领队".split())
_SIGNS: Final = re.compile(r"[SRM]")
_LED_AND_JOINED: Final = re.compile(r"(N(?:[c]N)*)[.]{0,1}L[c,]N[L.]{0,3}$")
_TAKES: Final = frozenset("带领 率领 率 带 带着 携 偕 带上 率同 领着".split())
_LEADS_NEAR: Final = re.compile(r"L[.PD]{0,2}$")
_LEADER_BEHIND: Final = re.compile(r"[.(,DY]{0,4}i?\.?(N(?:[c,.]{1,2}N)*)[.]?L")
_LEADER_LATER: Final = re.compile(r"[^GY;]{0,14},((?:N[c,.]{0,2})*N)\.?(L)(?=[,.;]|$)")
_TALKS: Final = re.compile(r"(?:一行\d*余?人?)?[^,。;]{0,6}(?:座谈|会谈|会晤|会面|交流|商谈|洽谈|见面)")
_LEADS: Final = re.compile(r"L[.]?$")
_HE_OR_SHE: Final = re.compile(r"[他她]")
_RECEIVES_OR_SIGNS: Final = re.compile(r"[RS]")


def leaders_of(text: str, tokens: list[Token], skeleton: str, at: int) -> list[Person]:
    """Who leads the delegation at a token."""
    before = skeleton[:at]
    match = _HEADED_BY.search(before)
    if match and any(t.kind == "L" and t.item in _HEADS for t in tokens[match.start() : match.start() + 3]):
        heads = [tokens[n].item for n in (match.start(1), match.start(2)) if n >= 0]
        return [p for p in heads if p.place is not None or not is_central(p.title)]
    match = _LED_BY.search(before)
    if match:
        return led_by(_guests(text, tokens, match.start(1), match.end(1), at))
    match = _LED_WITH_OFFICES.search(before)
    if match:  # 书记某某带队, 编办、人社等部门参加的考察组
        return [tokens[match.start()].item]
    match = _FORMED_OF.search(before)
    if match and tokens[at - 2].item == "组成" and tokens[match.start()].item.endswith("由"):
        return [tokens[match.start(1)].item]  # 由甲、乙和有关部门负责人组成的代表团: nobody is said to lead
    match = _LED_PARTS.search(before)
    if match and tokens[at - 2].item == "组成" and not _SIGNS.search(skeleton, match.end(1), at):
        return led_by(tokens[match.start(1) : match.end(1)])
    match = _LED_AND_JOINED.search(before)
    if match:
        return [tokens[match.start()].item]
    if _LEADS.search(before) and _HE_OR_SHE.search(text[tokens[max(0, at - 5)].start : tokens[at].start]):
        first = next((t for t in tokens[:at] if t.kind == "N"), None)
        if first is not None:
            return [first.item]
    if _LEADS_NEAR.search(before):
        names = [t for t in tokens[:at] if t.kind == "N"]
        if len(names) == 1 and not _RECEIVES_OR_SIGNS.search(skeleton[tokens.index(names[0]) : at]):
            return [names[0].item]
    after = skeleton[at + 1 :]
    match = _LEADER_BEHIND.match(after)
    if match:
        return [t.item for t in tokens[at + 1 + match.start(1) : at + 1 + match.end(1)] if t.kind == "N"]
    match = _LEADER_LATER.match(after)
    if match and tokens[at + 1 + match.start(2)].item in ("率队", "带队", "率团", "带团"):  # …考察,市委书记X率队
        return [t.item for t in tokens[at + 1 + match.start(1) : at + 1 + match.end(1)] if t.kind == "N"]
    return []


def _guests(text: str, tokens: list[Token], first: int, last: int, at: int) -> list[Token]:
    """甲市委书记某某与乙市市长某某率领的代表团座谈: of the names before a delegation that talks, those who come."""
    if _TALKS.match(text, tokens[at].end):
        for n in range(last - 1, first, -1):
            token = tokens[n]
            if token.kind != "c" or token.item not in _WITH:
                continue
            guest = next((t.item for t in tokens[n + 1 : last] if t.kind == "N"), None)
            if guest is not None and _other_office(tokens, n, guest):
                return tokens[n + 1 : last]
    return tokens[first:last]


def led_by(tokens: list[Token]) -> list[Person]:
    """The names of a list, from behind the last 对 or 向: who speaks to a leader does not lead (甲对乙率团表示欢迎)."""
    first = max((n for n, t in enumerate(tokens) if t.kind == "." and t.item.rstrip("由") in _ADDRESS), default=-1)
    return [
        t.item for n, t in enumerate(tokens) if n > first and t.kind == "N"
        and not (n + 1 < len(tokens) and tokens[n + 1].kind == "." and tokens[n + 1].item.startswith(("为副", "任副")))
    ]  # fmt: skip


def names_before(tokens: list[Token], at: int) -> list[Person]:
    """The names that stand in one list before 一行."""
    names: list[Person] = []
    step = at - 1
    while step >= 0:
        token = tokens[step]
        if token.kind == "N":
            names.insert(0, token.item)
        elif names and token.kind == "c" and token.item in _WITH and _other_office(tokens, step, names[0]):
            break  # 甲与乙一行座谈: only 乙 heads the party
        elif (
            token.kind == "c"
            or (token.kind == "." and len(token.item) <= 1 and token.item not in _ADDRESS)
            or (token.kind == "." and step == at - 1 and _COMPANY.fullmatch(token.item))
            or (token.kind == "." and _COMPANY.fullmatch(token.item) and tokens[step + 1].kind == "c")
            or (token.kind == "," and names and step and tokens[step - 1].kind == "N")
        ):
            pass
        else:
            break
        step -= 1
    return names


def who_takes(tokens: list[Token], names: list[Person]) -> Person | None:
    """副县长甲带领主任乙一行: who takes the others along heads the party."""
    first = next((n for n, t in enumerate(tokens) if t.kind == "N" and t.item is names[0]), 0)
    step = first - 1
    while step > 0 and tokens[step].kind == "." and len(tokens[step].item) <= 2:
        step -= 1
    if step < 1 or tokens[step].kind != "L" or tokens[step].item not in _TAKES:
        return None
    before = tokens[step - 1]
    return before.item if before.kind == "N" and before.item.name else None


def _other_office(tokens: list[Token], at: int, guest: Person) -> bool:
    """Whether the person before a conjunction holds office elsewhere than the one behind it."""
    before = tokens[at - 1].item if at and tokens[at - 1].kind == "N" else None
    if before is None or guest.place is None:
        return False
    return bool(before.place is None or before.place.surface != guest.place.surface)


def one_breath(tokens: list[Token], at: int) -> bool:
    """Several names before 一行 are joined by 、 or 和 only: all of them head the party."""
    return all(t.kind in "Nc" for t in tokens[max(0, at - 3) : at] if t.kind in "Nc,")


def is_head_pair(names: list[Person]) -> bool:
    """Whether both of two names lead: heads of party or government, or two of a government."""
    return (
        len(names) == 2 and all(kind_of_title(p.title) in ("party", "government") and is_head(p.title) for p in names)
    ) or (len(names) == 2 and kind_of_title(names[0].title) == kind_of_title(names[1].title) == "government")
