"""
Reading: characters a second and core, beside other readers of times and places, and where the time goes.

Processor seconds count, the best of several runs; a fixed loop measured in between tells how fast the machine was, so
that figures of different days compare. Goals: 1,000,000 characters a second mixed, 4,000,000 without events.
Options: thousands of characters of each corpus (default 200), runs (default 5).
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import random
import re
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks._articles import article
from benchmarks._measure import Timing, process, show
from tashan.reading import pipeline, read
from tashan.reading.language import language
from tashan.reading.source import Analysis, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TOLD = ("visits", "meetings", "agreements", "signings")

_TOPICS = "产业 教育 交通 生态 人才 农业 文化 医疗 住房 养老 科技 金融 能源 水利 消费 就业".split()
_OPENERS = "从长期看 在实践中 应当承认 与此同时 一般说来 从统计上看 归根到底 值得注意的是".split()
_ESSAY = (
    "{o},{a}与{b}互为条件,离开任何一方都难以持续,这一点常常被忽视。",
    "{o},规则比优惠更重要,稳定的预期比一时的补贴更能留住{a}。",
    "研究者对{a}的看法并不一致:有人重视投入,有人重视制度,也有人重视人心。",
    "一个地方的{a}有没有起色,不看文件写了多少,要看百姓的日子有没有变化。",
    "清晨的街道很安静,卖早点的人已经生起炉火,孩子背着书包走过石桥。",
    "如果{a}的成本由一方承担,而{b}的好处由各方分享,合作就很难长久。",
    "{o},{a}不是孤立的,它同{b}、{c}以及人口流动交织在一起。",
    "过去的办法在今天未必管用,今天的难处也不能都归到过去。",
    "河水从山间流下来,经过村庄和田野,在平原上慢慢变宽。",
    "{o},数据的口径不同,结论就会不同,比较之前先要问清楚它的来历。",
)  # fmt: skip
_FACTS = (
    "{y}年,全国{a}支出达到{n}亿元,比上年增长{d}.{k}%。",
    "调查覆盖{n}户家庭,其中{k}%的受访者认为{a}最为要紧。",
    "“长三角{a}协调会办公室”设在原来的院子里,负责日常联络。",
)


def main(thousands: int = 200, runs: int = 5) -> None:
    """Print all figures."""
    size = thousands * 1000
    corpora = {
        "mixed": _taken(_mixed(), size),
        "news only": _taken(_articles(lambda number: number % 10 > 2), size),
        "without events": _taken(_essays(), size),
        "English": _taken(_articles(lambda number: number % 10 == 0), size // 2),
    }
    # first: the kernel counts what this process holds as memory of the child it becomes
    show("the whole command", _command(corpora["mixed"]))
    rates = {name: _rate(documents, runs) for name, documents in corpora.items()}
    show(
        f"reading, {thousands:,} thousand characters, best of {runs} runs",
        [(name, f"{rate / 1e6:.3f} million characters/s, {rate * loop / 1e3:,.0f} a ms of the loop of {loop * 1e3:.0f} ms")
         for name, (rate, loop) in rates.items()],
    )  # fmt: skip
    show("what was read", [(name, _contents(documents)) for name, documents in corpora.items()])
    for name in ("mixed", "news only", "without events"):
        show(f"where the time goes: {name}", _shares(corpora[name]))
    show("against others, the same sentences in the same process", _against(corpora["news only"]))


# --- corpora ---------------------------------------------------------------------------------------------------------


def _taken(texts: Iterator[str], size: int) -> list[str]:
    """Texts until there are so many characters; none comes twice."""
    found: dict[str, None] = {}
    total = 0
    while total < size:
        text = next(texts)
        if text not in found:
            found[text] = None
            total += len(text)
    return list(found)


def _articles(wanted: Callable[[int], bool]) -> Iterator[str]:
    number = -1
    while True:
        number += 1
        if wanted(number):
            yield article(3, number)


def _essays() -> Iterator[str]:
    """Essays of 1,000 to 6,000 characters in which nobody travels or signs; figures and a body now and then."""
    generator = random.Random(5)
    while True:
        lines = []
        for _ in range(generator.randint(8, 50)):
            patterns = generator.choices(_ESSAY, k=generator.randint(3, 6))
            if generator.random() < 0.4:
                patterns.append(generator.choice(_FACTS))
            lines.append("".join(_filled(generator, pattern) for pattern in patterns))
        yield "\n".join(lines)


def _filled(generator: random.Random, pattern: str) -> str:
    a, b, c = generator.sample(_TOPICS, 3)
    numbers = {"y": generator.randint(1998, 2025), "n": generator.randint(100, 9000), "d": generator.randint(1, 9)}
    return pattern.format(a=a, b=b, c=c, o=generator.choice(_OPENERS), k=generator.randint(11, 89), **numbers)


def _shuffled() -> Iterator[str]:
    """News of examples/ with the sentences of their paragraphs in another order."""
    generator = random.Random(7)
    examples = []
    for path in sorted((*EXAMPLES.glob("*.txt"), *EXAMPLES.glob("*.md"))):
        with contextlib.suppress(UnicodeDecodeError):
            examples.append(path.read_text(encoding="utf-8"))
    while True:
        lines = generator.choice(examples).splitlines()
        for at, line in enumerate(lines):
            sentences = re.findall(r"[^。]+。?", line)
            lines[at] = "".join(generator.sample(sentences, len(sentences)))
        generator.shuffle(lines)
        yield "\n".join(lines)


def _mixed() -> Iterator[str]:
    """By characters half essays, a quarter news of examples/ in another order, a quarter made news in all scripts."""
    sources = (_essays(), 0.5), (_shuffled(), 0.25), (_articles(lambda number: number % 10 not in (1, 2)), 0.25)
    given = [0.0] * len(sources)
    while True:
        at = min(range(len(sources)), key=lambda n: given[n])
        text = next(sources[at][0])
        given[at] += len(text) / sources[at][1]
        yield text


def _contents(documents: Sequence[str]) -> str:
    readings = [read(text, id="") for text in documents]
    events = sum(len(getattr(reading, name)) for reading in readings for name in TOLD)
    figures, bodies = (sum(len(getattr(reading, name)) for reading in readings) for name in ("figures", "bodies"))
    characters = sum(map(len, documents))
    return f"{len(documents)} texts, {characters:,} characters, {events} events, {figures} figures, {bodies} bodies"


# --- measuring -------------------------------------------------------------------------------------------------------


def _loop() -> float:
    """Processor seconds of work that never changes: counting, a dictionary, strings."""
    began = time.process_time()
    total, seen = 0, {}
    for number in range(300_000):
        total += number * number % 7
        seen[number & 1023] = total
    text = "的是在了和国中" * 2000
    for _ in range(40):
        text.translate({0x7684: "x"})
        text.find("人")
    return time.process_time() - began


def _best(work: Callable[[], object], runs: int) -> tuple[float, float]:
    """The least processor seconds of the work and of the loop beside it."""
    work()
    taken, loops = [], []
    for _ in range(runs):
        loops.append(_loop())
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken), min(loops)


def _rate(documents: Sequence[str], runs: int) -> tuple[float, float]:
    seconds, loop = _best(lambda: [read(text, id="") for text in documents], runs)
    return sum(map(len, documents)) / seconds, loop


def _shares(documents: Sequence[str]) -> list[tuple[str, str]]:
    """The share of each stage, what it calls for the first time (times, places) counted apart."""
    spent: dict[str, float] = defaultdict(float)
    inner = [0.0]

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            began = time.process_time()
            inner.append(0.0)
            try:
                return work(*arguments, **options)
            finally:
                seconds = time.process_time() - began
                spent[name] += seconds - inner.pop()
                inner[-1] += seconds

        return run

    stages = [
        (pipeline, "language_of", "language"), (pipeline, "Source", "normal form"), (pipeline, "is_fiction", "fiction"),
        (pipeline, "read_chinese", "Chinese events"), (pipeline, "read_english", "English events"),
        (pipeline, "read_bodies", "bodies"), (pipeline, "read_figures", "figures"), (pipeline, "read_practices", "practices"),
        (pipeline, "document_themes", "themes"), (pipeline, "doubtful", "doubt"), (pipeline, "_typed", "typology"),
        (importlib.import_module("tashan.reading.times"), "find_times", "finding times"),
        (importlib.import_module("tashan.reading.numbers"), "find_quantities", "finding quantities"),
        (importlib.import_module("tashan.regions"), "find_places", "finding places"),
        (importlib.import_module("tashan.regions.places").Places, "regions", "resolving places"),
    ]  # fmt: skip
    kept = [(owner, name, getattr(owner, name)) for owner, name, _ in stages]
    for (owner, name, work), (_, _, label) in zip(kept, stages, strict=True):
        setattr(owner, name, timed(label, work))
    try:
        whole = timed("the rest", read)
        for text in documents:
            whole(text, id="")
    finally:
        for owner, name, work in kept:
            setattr(owner, name, work)
    total = sum(spent.values())
    return [(name, f"{seconds / total:6.1%}") for name, seconds in sorted(spent.items(), key=lambda item: -item[1])]


# --- others ----------------------------------------------------------------------------------------------------------


def _against(documents: Sequence[str]) -> list[tuple[str, str]]:
    """Times and places by this package and by others, in characters a second."""
    texts = [text for text in documents if language(text) == "zh-Hans"][:60]
    sentences = [text[a:b] for text in texts for a, b in Source(text, "zh-Hans").sentences]
    characters = sum(map(len, sentences))
    analyses = [Source(sentence, "zh-Hans") for sentence in sentences]

    def places() -> None:
        for source in analyses:
            found = Analysis(source).places
            for mention in found.mentions:
                found.regions(mention)

    rows = [("times, tashan", lambda: [Analysis(source).times for source in analyses]), ("places, tashan", places)]
    figures: list[tuple[str, str]] = []
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for name, package, make in (
            ("times, jionlp", "jionlp", lambda jio: lambda: [jio.ner.extract_time(s) for s in sentences]),
            ("places, jionlp", "jionlp", lambda jio: lambda: [jio.parse_location(s) for s in sentences]),
            ("places, cpca", "cpca", lambda cpca: lambda: cpca.transform(sentences)),
        ):
            try:
                rows.append((name, make(importlib.import_module(package))))
            except ImportError as error:
                figures.append((name, f"left out: {error}"))
        rates = {}
        for name, work in rows:
            rates[name] = characters / _best(work, 2)[0]
    for name, rate in rates.items():
        ours = rates[f"{name.partition(',')[0]}, tashan"]
        beside = "" if rate == ours else f"; tashan {ours / rate:,.2f} times as many"
        figures.append((name, f"{rate:,.0f} characters/s{beside}"))
    return sorted(figures)


def _command(documents: Sequence[str]) -> list[tuple[str, str]]:
    """Start-up and memory of the installed command."""
    tashan = Path(sys.executable).with_name("tashan")
    starts = [process([tashan, "--version"]) for _ in range(7)]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "documents.jsonl")
        lines = (json.dumps({"id": str(at), "text": text}, ensure_ascii=False) for at, text in enumerate(documents))
        source.write_text("\n".join(lines), encoding="utf-8")
        whole = process([tashan, "read", source, "--out", Path(folder, "out.jsonl"), "--jobs", "1"])
    characters = sum(map(len, documents))
    return [
        ("tashan --version", str(Timing.of([start.seconds for start in starts]))),
        ("memory of tashan read", f"{whole.memory:.0f} MiB"),
        ("tashan read", f"{characters / whole.processor:,.0f} characters/s of processor time, start-up and writing included"),
    ]  # fmt: skip


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
