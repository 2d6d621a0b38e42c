"""
Articles that never repeat: news of the genre in three scripts, and text without events, made from a seed.

They are for speed and for robustness only, never for accuracy: their sentences are made up.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from tashan.regions.divisions import Division, divisions, region_of

_SURNAMES = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "志平文华建国晓东立新明远海涛春生国强永健思源一鸣宏伟雪梅俊杰庆丰家齐"
_FIELDS = [
    "产业",
    "科技创新",
    "文化旅游",
    "生态环境",
    "交通基础设施",
    "教育",
    "医疗卫生",
    "乡村振兴",
    "园区共建",
    "人才",
]
_ENGLISH_FIELDS = ["industry", "tourism", "technology", "transport", "education", "ecology", "agriculture", "talent"]
_NEWS = [
    "{m}月{d}日，{a}委书记{p}率党政代表团赴{b}考察学习，并召开两地交流座谈会。",
    "{y}年{m}月{d}日至{e}日，{a}党政代表团到{b}考察，先后走访了{k}家企业和{s}。",
    "{a}与{b}签署《{f}合作框架协议》，集中签约项目{k}个，总投资{n}亿元。",
    "{y}年，{a}地区生产总值达到{n}.{k}亿元，同比增长{k}.{d}%，规模以上工业企业{n}家。",
    "{p}指出，要学习借鉴{b}在{f}方面的经验做法，推动两地在{f}、{g}等领域加强合作。",
    "第{k}届{a}—{b}{f}联席会议在{b}召开，会议审议通过了{k}项议题。",
    "双方商定成立{a}{b}{f}协作办公室，由{k}名成员组成，下设{d}个专题组。",
    "代表团一行还参观了{s}，详细了解{f}情况，与当地干部群众亲切交流。",
]
_PLAIN = [
    "这项工作涉及面广、政策性强，需要统筹考虑，久久为功。",
    "随着{f}的发展，群众对{g}的需求日益增长，供给却仍然不足。",
    "从历史上看，{f}与{g}的关系经历了{k}个阶段，每个阶段各有特点。",
    "研究表明，{f}投入每增加{k}%，{g}产出平均提高{d}.{k}个百分点。",
    "小镇的清晨很安静，河边有人在洗衣服，孩子们背着书包走过石桥。",
    "有学者认为，应当把{f}放在更加突出的位置，同时防止一哄而上。",
]
_ENGLISH = [
    "On {m} {d}, {y}, a delegation led by {p}, Party secretary of {a}, visited {b}.",
    "The two sides signed a framework agreement on {f} and {k} projects worth {n} million yuan.",
    "Officials from {a} and {b} said they would deepen cooperation in {f} and {g}.",
    "In {y}, the output of {a} rose by {k}.{d} percent to {n} billion yuan.",
    "The delegation toured {k} companies and a park in {b} and exchanged views with local officials.",
    "Analysts say that {f} alone does not explain the gap between the regions.",
]
_MONTHS = ["January", "March", "April", "June", "September", "November"]


def articles(count: int, *, seed: int = 1, first: int = 0) -> Iterator[dict[str, str]]:
    """
    Make articles of about 150 to 900 characters: six in ten Chinese news, one Traditional, one English, two plain text.

    Args:
        count: how many.
        seed: what they are made from; the same seed and number give the same article.
        first: number of the first one.

    Yields:
        Objects with `id` and `text`.
    """
    for number in range(first, first + count):
        yield {"id": f"{seed}-{number}", "text": article(seed, number)}


def article(seed: int, number: int) -> str:
    """The article of a number."""
    generator = random.Random(f"{seed}/{number}")
    kind = number % 10
    if kind == 0:
        return " ".join(_sentences(generator, _ENGLISH, english=True))
    patterns = _PLAIN if kind in (1, 2) else _NEWS + _PLAIN[:2]
    lines = _sentences(generator, patterns, english=False)
    text = "\n".join("".join(lines[at : at + 4]) for at in range(0, len(lines), 4))
    return _traditional(text) if kind == 3 else text


def _sentences(generator: random.Random, patterns: list[str], *, english: bool) -> list[str]:
    return [_filled(generator, generator.choice(patterns), english=english) for _ in range(generator.randint(5, 24))]


def _filled(generator: random.Random, pattern: str, *, english: bool) -> str:
    one, two = generator.choice(_units()), generator.choice(_units())
    fields = _ENGLISH_FIELDS if english else _FIELDS
    day = generator.randint(1, 20)
    name = generator.choice(_SURNAMES) + "".join(generator.sample(_GIVEN, generator.randint(1, 2)))
    return pattern.format(
        a=one.english if english else region_of(one).name if generator.random() < 0.3 else one.name,
        b=two.english if english else two.name,
        p="Li Ming" if english else name,
        s=f"{two.short}{generator.choice(['高新区', '产业园', '规划馆', '博物馆', '港区'])}",
        f=generator.choice(fields),
        g=generator.choice(fields),
        y=generator.randint(2005, 2025),
        m=generator.choice(_MONTHS) if english else generator.randint(1, 12),
        d=day,
        e=day + generator.randint(1, 5),
        k=generator.randint(2, 60),
        n=generator.randint(3, 9000),
    )


def _units() -> list[Division]:
    if not _CACHE:
        _CACHE.extend(unit for unit in divisions() if unit.end is None and unit.level in ("prefecture", "county"))
    return _CACHE


_CACHE: list[Division] = []
_TABLE: dict[int, str] = {}


def _traditional(text: str) -> str:
    """Character by character: enough for speed."""
    if not _TABLE:
        from importlib.resources import files

        lines = files("tashan.reading").joinpath("data/scripts.txt").read_text(encoding="utf-8").splitlines()
        for old, new in zip(lines[0], lines[1], strict=True):
            _TABLE.setdefault(ord(new), old)
    return text.translate(_TABLE)
