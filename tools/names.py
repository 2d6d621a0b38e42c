"""Short names, pinyin and English names of divisions."""

from __future__ import annotations

import re
from typing import Final

from pypinyin import Style, lazy_pinyin

_PEOPLES: Final = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 毛难 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 德昂 崩龙 保安 裕固 独龙 "
    "鄂伦春 赫哲 门巴 珞巴 基诺"
).split()
_WITH_ENDING: Final = "|".join(sorted((people + "族" for people in _PEOPLES), key=len, reverse=True))
_WITHOUT_ENDING: Final = "维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|蒙古|回族"
_ENDINGS: Final = "自治区|自治州|自治县|自治旗"
_AUTONOMOUS: Final = re.compile(rf"^(..+?)(?:各族|{_WITH_ENDING}|{_WITHOUT_ENDING})*(?:{_ENDINGS})$")
_PEOPLE_DISTRICT: Final = re.compile(rf"^(.+?)(?:{_WITH_ENDING})+区$")
_GENERIC: Final = re.compile(
    r"^(神农架)林区$|^(..+?)(?:特别行政区|行政区|群岛|地区|特区|新区|工矿区|联合旗|盟|省|市|县|旗|区)$"
)
_KEPT_WHOLE: Final = re.compile(r"^(?:.+矿区|.*郊区|城区|[东西南北中新]?市区|新区|工农区|.+[前中后左右王白蓝黄]旗)$")


def short_name(name: str) -> str:
    """
    Strip the generic ending and the names of peoples (秀山土家族苗族自治县 → 秀山).

    Stems of one character keep their ending (赵县), as do districts named by their kind (郊区, 井陉矿区) and banners
    named by their side or colour (正蓝旗, 鄂托克前旗).
    """
    if name.endswith("工矿区") or not _KEPT_WHOLE.match(name):
        for pattern in (_AUTONOMOUS, _PEOPLE_DISTRICT, _GENERIC):
            found = pattern.match(name)
            stem = next(filter(None, found.groups()), "") if found else ""
            if len(stem) > 1:
                return stem.removesuffix("族") if len(stem) > 2 else stem
    return name


def romanise(short: str, exceptions: dict[str, str]) -> tuple[str, str]:
    """
    Give plain pinyin (xian) and the English form that it implies (Xi'an).

    Args:
        short: the short name.
        exceptions: syllables with blanks for short names, or for single characters in place names.
    """
    if short in exceptions:
        syllables = exceptions[short].split()
    else:
        syllables = lazy_pinyin(short, style=Style.NORMAL, v_to_u=False)
        if len(syllables) == len(short):
            syllables = [
                exceptions.get(character, syllable) for character, syllable in zip(short, syllables, strict=True)
            ]
    marked = "".join(("'" if i and s[0] in "aoe" else "") + s for i, s in enumerate(syllables))
    return "".join(syllables), (marked[:1].upper() + marked[1:]).replace("v", "ü")
