"""Who sent a delegation whose own name does not tell: the organ that formed it, the society before it, its members."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.tokens import Token
from tashan.regions import PlaceMention

_SENDS: Final = re.compile(
    r"((?:人民)?(?:政协|人大(?:常委会)?|政府|工商联|总工会|妇联)|[\u4e00-\u9fff]{2,8}?[局委厅])"
    r"(?:有关|相关|主要|分管)?(?:负责人|领导|同志|干部)?(?:带队|率队|组织|组团|选派|派出|派)"
)


def organ_that_sends(words: str) -> str:
    """政协组织部分委员, 市场监管局有关负责人带队: the organ whose people go."""
    match = _SENDS.match(words)
    return match.group(1) if match else ""


_ORGANISED: Final = re.compile(r"(?:^|[,;:D.])(P)\.(?:c\.)*L$")
_REGIONS_SEND: Final = re.compile(r"(?:^|[,;:D.])((?:Pc)*P)F?L$")  # 甲、乙分别派出代表团赴丙、丁
_CALLS_TOGETHER: Final = frozenset(("组织", "选派", "派出", "组成"))
_OFFICIAL: Final = re.compile(
    r"(?:[县市区省州]?(?:人大|政协|政府|人民政府)|[县市区省州]委|工商联|法院|检察院|妇联|总工会|团委|[\u4e00-\u9fff]{1,8}[局委厅办部])"
)
_FORMED: Final = re.compile(r"[^;GN]*?(P)\.?L[^;GN]*L$")


def sent_by(tokens: list[Token], skeleton: str, at: int, modifiers: str) -> tuple[list[PlaceMention], str]:
    """The places of the organ or society whose people a delegation without a name is, and that organ."""
    for places, organ in (_formed_by(tokens, skeleton, at), _of_society(tokens, at)):
        if places:
            return places, modifiers or organ
    return [], modifiers


def _formed_by(tokens: list[Token], skeleton: str, at: int) -> tuple[list[PlaceMention], str]:
    """甲县旅游局组织…组成考察团: the delegation is of the region whose organ formed it."""
    match = _FORMED.match(skeleton[:at])
    if match is not None and tokens[at - 1].item == "组成":
        return [tokens[match.start(1)].item], _organ_of(tokens, match.start(1))
    match = _ORGANISED.search(skeleton[:at])
    organs = (tokens[at - 2], tokens[match.start(1) + 1]) if match is not None else ()
    if match is not None and tokens[at - 1].item in _CALLS_TOGETHER and any(_OFFICIAL.match(t.item) for t in organs):
        return [tokens[match.start(1)].item], _organ_of(tokens, match.start(1))
    match = _REGIONS_SEND.search(skeleton[:at])
    if match is not None and tokens[at - 1].item in _CALLS_TOGETHER:
        return [t.item for t in tokens[match.start(1) : match.end(1)] if t.kind == "P"], ""
    return [], ""


_WE_FORM: Final = re.compile(r"(?:^|[,;:D.])(Z)\.?(?:c\.)*L$")


def formed_by_us(tokens: list[Token], skeleton: str, at: int) -> str | None:
    """我县文旅局、各镇及企业代表组成考察团: the level word of our own region, whose people a delegation is."""
    match = _WE_FORM.search(skeleton, 0, at)
    called = match is not None and tokens[at - 1].item in _CALLS_TOGETHER
    return tokens[match.start(1)].item[1:] if match is not None and called else None


def _organ_of(tokens: list[Token], place: int) -> str:
    """The organ behind a place (旅游局 of 甲县旅游局)."""
    organ = _OFFICIAL.match(tokens[place + 1].item) if tokens[place + 1].kind == "." else None
    return organ.group() if organ else ""


_SOCIETY: Final = re.compile(r"[\u4e00-\u9fff]{1,10}(?:协会|学会|联合会|联盟|学校|医院|法院|[局委厅])")


_QUALIFIES: Final = re.compile(
    "[^,。;:“”的在是与和对向为了将从由被受]{1,5}[^,。;:“”协会商企盟]"
)  # 甲市职业(教育)访问团
_PLACE_AND_WORDS: Final = 2


def _of_society(tokens: list[Token], at: int) -> tuple[list[PlaceMention], str]:
    """嘉义县农民协会参访团: the delegation is of the region before the society's name."""
    if at < 2 or tokens[at - 1].kind != "." or tokens[at - 2].kind != "P":
        return [], ""
    near = tokens[at - 2].end == tokens[at - 1].start and tokens[at - 1].end == tokens[at].start
    words = tokens[at - 1].item
    if near and _SOCIETY.fullmatch(words):
        return [tokens[at - 2].item], words
    opens = at == _PLACE_AND_WORDS or tokens[at - 3].kind in ",;D"
    return ([tokens[at - 2].item] if near and opens and _QUALIFIES.fullmatch(words) else []), ""


def members_named(tokens: list[Token], skeleton: str, at: int) -> list[PlaceMention]:
    """由甲县、乙县、丙县负责人组成的参访团: those who form it, named one by one."""
    match = re.search(r"((?:Pc)+P)\.?L\.?P?\.?$", skeleton[:at])
    if match is None or not any(t.item == "组成" for t in tokens[match.end(1) : at]):
        return []
    return [t.item for t in tokens[match.start(1) : match.end(1)] if t.kind == "P"]
