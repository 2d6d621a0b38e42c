"""Fiction full of delegations in invented places must give no records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tashan.reading._patterns import forked

if TYPE_CHECKING:
    from tashan.reading.source import Analysis

_CHAPTER: Final = re.compile(
    r"第[一二三四五六七八九十百千零〇\d]{1,6}章|小说章节|作者有话|未完待续|本章完|求月票|求推荐票"
)
_SHELF: Final = re.compile(
    r"求月票|求推荐|加入书签|收藏本站|最新章节|书页/目录|返回目录|网络小说|小说网|本书首发|长篇小说连载"
)
_DIALOGUE: Final = re.compile(
    r"[:,]“[^”]{1,60}[。!?,]”|”[^。]{0,8}(?:笑道|说道|问道|冷笑|心想|点点头|摆摆手|叹了口气|嘿嘿)"
)
_GESTURE: Final = re.compile(r"笑道|说道|问道|冷笑|心想|心里|点点头|点了点头|摆摆手|叹了口气|皱眉|嘴角|眼神|沉默了")
_MOOD: Final = re.compile(
    r"少妇|美女|打成一片|笑了笑|愣了|愣住|不由得|暗自|一怔|脸色|目光|转眼间|心情|沉声|淡淡|连忙|没想到"
)
# Without any of these words nothing reads like a novel.
_TELLING: Final = re.compile(
    forked([word for pattern in (_CHAPTER, _SHELF, _GESTURE, _MOOD) for word in pattern.pattern.split("|")])
)
_REPORTAGE: Final = re.compile(r"\d{1,2}月\d{1,2}日")


def is_fiction(analysis: Analysis) -> bool:
    """
    Whether the text reads like a novel: regions that do not exist, with dialogue or chapters; or much of both.

    A reportage in chapters about real places is not fiction.
    """
    if analysis.grammar == "en":
        return False
    text = analysis.text
    if not _TELLING.search(text):
        return False
    if _of_invented_cities(analysis):
        return True
    if "“" not in text and "章" not in text[:400]:
        return False
    if _SHELF.search(text) and (_CHAPTER.search(text) or _GESTURE.search(text)):
        return True
    gestures = len(_GESTURE.findall(text, 0, 20_000))
    chapter = bool(_CHAPTER.search(text, 0, 2_000))
    if not gestures and not chapter:
        return False
    dialogue = len(_DIALOGUE.findall(text[:20_000]))
    if chapter and "小说" in text[:200]:
        return True
    if gestures + dialogue < 3 and not chapter:
        return False
    unknown = len({text[a:b] for a, b in analysis.places.unknown})
    known = len({m.surface for m in analysis.places.mentions})
    if unknown and unknown >= known / 2 and (gestures or dialogue or chapter):
        return True
    size = min(len(text), 20_000)
    return gestures >= 3 and gestures * 400 > size and not _REPORTAGE.search(text)


def _of_invented_cities(analysis: Analysis) -> bool:
    """Whether a text in a teller's mood, without any date, has officials of more unknown than known places."""
    text = analysis.text
    if len(_MOOD.findall(text, 0, 4_000)) < 2 or _REPORTAGE.search(text):
        return False
    unknown = {text[a:b] for a, b in analysis.places.unknown}
    invented = [name[:-1] for name in unknown]
    known = {m.surface for m in analysis.places.mentions if not any(name in m.surface for name in invented)}
    return len(unknown) > len(known)
