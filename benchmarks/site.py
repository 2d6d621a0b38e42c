"""
The site with 20,000 documents and 100,000 records: seconds a page for 50 people who read and think, and page weight.

The data are made from a seed and put straight into the tables; the rate of bringing documents in is measured by the
services that people use. Without arguments: 50 people for 60 seconds. `--keep DIR` keeps the data for another run.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks._measure import show, stolen
from tashan.regions.divisions import Division, divisions, region_of
from tashan.web import entry

DOCUMENTS, RECORDS_EACH = 20_000, 5
THEMES = ("economy/industry", "ecology_environment", "culture_tourism", "science_technology")
WORDS = ("生态", "产业", "苏州", "协议", "文化旅游", "杭州市")


def main(arguments: list[str] | None = None) -> None:
    """Make the data, serve them, let people read, print what they waited."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=50)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--documents", type=int, default=DOCUMENTS)
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="tashan-bench-") as folder:
        data = (chosen.keep or Path(folder)).absolute()
        entry.prepare(data)
        if not _filled():
            _fill(chosen.documents)
        keys = _keys()
        port = _free_port()
        server = _serve(data, port)
        try:
            prepared = _until_it_rests(server.pid)
            before, taken = _cpu(server.pid), stolen()
            waits = _read_all(port, keys, chosen.people, chosen.seconds)
            used, taken = _cpu(server.pid) - before, stolen() - taken
            weight = _weight(port)
        finally:
            server.terminate()
            server.wait(timeout=30)
    total = sum(map(len, waits.values()))
    rows = [(name, f"{_at(own, 50)} · {_at(own, 95)} ms · {len(own)} requests") for name, own in sorted(waits.items())]
    rows += [
        ("all pages, p50 · p95", f"{_at(_flat(waits), 50)} · {_at(_flat(waits), 95)} ms"),
        ("requests a second", f"{total / chosen.seconds:.1f}"),
        ("processor time of the server a request", f"{1000 * used / max(1, total):.0f} ms"),
        ("processor time that other machines on the host took", f"{100 * taken / chosen.seconds:.0f} % of one core"),
        ("first page with style and scripts", f"{weight / 1024:.0f} KiB compressed"),
        ("files of the day and pages in advance, before", f"{prepared:.0f} s of the worker's processor time"),
    ]
    show(f"{chosen.people} people for {chosen.seconds} s; p50 · p95 of each page", rows)


# --- data ------------------------------------------------------------------------------------------------------------


def _filled() -> bool:
    from tashan.web.archive.models import Document

    return bool(Document.objects.exists())


def _fill(documents: int) -> None:
    """Put documents, records and events into the tables, and say at what rate services bring documents in."""
    from django.db import transaction

    from tashan.web.archive import models
    from tashan.web.search.services import rebuild

    print(f"{_rate():.0f} records a second through the services (add, store the reading, accept, publish)", flush=True)
    began = time.perf_counter()
    made = _documents(documents)
    while some := list(islice(made, 500)):
        with transaction.atomic():
            models.Document.objects.bulk_create(document for document, _ in some)
            events = [event for _, own in some for event, *_ in own]
            models.Event.objects.bulk_create(events)
            models.Record.objects.bulk_create(record for _, own in some for _, record, *_ in own)
            models.EventPlace.objects.bulk_create(place for _, own in some for *_, places, _ in own for place in places)
            models.EventTheme.objects.bulk_create(theme for _, own in some for *_, theme in own)
    print(f"{documents:,} documents in the tables after {time.perf_counter() - began:.0f} s", flush=True)
    began = time.perf_counter()
    found = rebuild()
    print(f"index of {sum(found.values()):,} things after {time.perf_counter() - began:.0f} s", flush=True)


def _rate(count: int = 60) -> float:
    from tashan.web.archive.services import do_accept_all, do_add_document, do_publish, do_store_reading

    began, records = time.perf_counter(), 0
    for number, (document, own) in enumerate(_documents(count, seed=7)):
        added, _ = do_add_document(actor=None, place="320000", data=document.text.encode(), name=f"r{number}.txt")
        reading = {"id": added.pk, "language": "zh-Hans", "visits": [record.body for _, record, *_ in own]}
        do_store_reading(document=added, reading=reading, text=document.text, actor=None)
        added.refresh_from_db()
        records += do_accept_all(document=added, actor=None)
        do_publish(document=added, actor=None)
    return records / (time.perf_counter() - began)


def _documents(count: int, *, seed: int = 1) -> Iterator[tuple[Any, list[tuple[Any, ...]]]]:
    from tashan.web.archive import models

    chance = random.Random(seed)
    cities = [each for each in divisions() if each.level == "prefecture" and each.end is None]
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(count):
        sentences: list[str] = []
        told: list[tuple[int, str, Division, Division, str, str]] = []
        for _ in range(RECORDS_EACH):
            visitor, host = chance.sample(cities, 2)
            day = (date(2012, 1, 1) + timedelta(days=chance.randrange(5000))).isoformat()
            theme = chance.choice(THEMES)
            sentence = f"{day[:4]}年{int(day[5:7])}月{int(day[8:])}日，{visitor.name}党政代表团赴{host.name}考察学习。"
            told.append((len("".join(sentences)), sentence, visitor, host, day, theme))
            sentences.append(sentence)
        text = "".join(sentences) + f"（第{seed}-{number}篇）"
        digest = hashlib.sha256(text.encode()).hexdigest()
        document = models.Document(
            id=digest[:32], content_hash=digest, name=f"{seed}-{number}.txt", title=f"{told[0][2].name}代表团考察",
            publisher="示例日报", published=told[0][4], language="zh-Hans", text=text, text_public=True,
            place="320000", state="published", uploaded_at=now, published_at=now,
        )  # fmt: skip
        yield document, [_record(models, document, index, *each) for index, each in enumerate(told)]


def _record(
    models: Any,
    document: Any,
    index: int,
    start: int,
    sentence: str,
    visitor: Division,
    host: Division,
    day: str,
    theme: str,
) -> tuple[Any, ...]:
    regions = {"visitors": [_region(visitor)], "hosts": [_region(host)]}
    key = hashlib.sha256(f"{document.pk}{index}".encode()).hexdigest()[:32]
    body = {
        "id": key, **regions, "start": day, "end": day, "leaders": [], "kind": "party_government", "status": "done",
        "actors": [], "sites": [], "themes": [theme], "flags": [], "candidates": [], "background": False,
        "typology": {}, "evidence": [{"start": start, "end": start + len(sentence), "quote": sentence}],
    }  # fmt: skip
    now = document.uploaded_at
    event = models.Event(
        key=key[:16], kind="visit", body=body, day=day, status="done", grade="C", public=True, health=60,
        created_at=now, changed_at=now,
    )  # fmt: skip
    record = models.Record(
        document=document, event=event, record_id=key, kind="visit", start=start, body=body, machine=body,
        state="accepted", reviewed_at=now,
    )  # fmt: skip
    places = [
        models.EventPlace(event=event, role=role, code=each["code"], name=each["name"])
        for role, each in (("visitor", regions["visitors"][0]), ("host", regions["hosts"][0]))
    ]
    return event, record, places, models.EventTheme(event=event, theme=theme)


def _region(unit: Division) -> dict[str, Any]:
    region = region_of(unit)
    return {"code": region.code, "name": region.name, "level": region.level}


def _keys() -> dict[str, list[str]]:
    from tashan.web.archive.models import Document, Event

    return {
        "events": list(Event.objects.values_list("key", flat=True)[:2000]),
        "sources": list(Document.objects.values_list("pk", flat=True)[:2000]),
    }


# --- reading ---------------------------------------------------------------------------------------------------------


def _pages(chance: random.Random, keys: dict[str, list[str]]) -> tuple[str, str]:
    year = chance.randrange(2012, 2026)
    return chance.choice(
        [
            ("home", "/"),
            ("home of a year", f"/?period={year}"),
            ("records", "/records"),
            ("records, filtered", f"/records?kind=visit&year={year}&theme={chance.choice(THEMES)}"),
            ("region", f"/regions/{chance.choice(('320000', '320500', '330100', '440300', '500000'))}"),
            ("event", f"/events/{chance.choice(keys['events'])}"),
            ("document", f"/sources/{chance.choice(keys['sources'])}"),
            ("search", f"/search?q={_quoted(chance.choice(WORDS))}"),
        ]
    )


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def _read_all(port: int, keys: dict[str, list[str]], people: int, seconds: int) -> dict[str, list[float]]:
    """Milliseconds of every request, by page; each person thinks one to five seconds between two pages."""
    for _ in range(4):  # what a page computes once is not counted
        for name in ("/", "/records", "/regions/320000", "/search?q=%E7%94%9F"):
            _get(http.client.HTTPConnection("127.0.0.1", port, timeout=60), name)
    waits: dict[str, list[float]] = {}
    lock, ends = threading.Lock(), time.monotonic() + seconds

    def read(person: int) -> None:
        chance = random.Random(person)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        time.sleep(chance.uniform(0, 5))
        while time.monotonic() < ends:
            name, address = _pages(chance, keys)
            began = time.perf_counter()
            status = _get(connection, address)[0]
            taken = (time.perf_counter() - began) * 1000
            with lock:
                waits.setdefault(name if status == 200 else f"{name}: status {status}", []).append(taken)
            time.sleep(chance.uniform(1, 5))

    threads = [threading.Thread(target=read, args=(person,)) for person in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits


def _get(connection: http.client.HTTPConnection, address: str) -> tuple[int, bytes]:
    headers = {"Accept-Encoding": "gzip", "Accept-Language": "zh"}
    try:
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
    except (http.client.RemoteDisconnected, ConnectionError):  # the server closed it while the reader was thinking
        connection.close()
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
    return answer.status, answer.read()


def _weight(port: int) -> int:
    """Bytes of the first page with its style sheets and scripts, as they are sent."""
    import gzip
    import re

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    page = _get(connection, "/records")[1]
    text = (gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page).decode()
    own = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text))
    return len(page) + sum(len(_get(connection, address)[1]) for address in own)


def _serve(data: Path, port: int) -> subprocess.Popen[bytes]:
    command = [str(Path(sys.executable).with_name("tashan")), "serve", "--data", str(data), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    for _ in range(1500):
        try:
            if _get(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/alive")[0] == 200:
                return server
        except OSError:
            time.sleep(0.2)
    server.terminate()
    raise SystemExit("The site did not start.")


def _until_it_rests(server: int, longest: float = 600.0) -> float:
    """Wait until the worker has made the day's files and the pages of the start; its seconds of processor time."""
    began, quiet, before = time.monotonic(), 0, _cpu(server)
    first = before
    while time.monotonic() - began < longest and quiet < 3:
        time.sleep(2)
        now = _cpu(server)
        quiet, before = (quiet + 1 if now - before < 0.1 else 0), now
    return before - first


def _cpu(parent: int) -> float:
    """Seconds of processor time that a process and its children have used; it tells what others on the machine do not."""
    ticks = 0
    below: dict[int, list[tuple[int, int]]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        below.setdefault(int(fields[1]), []).append((int(status.parent.name), int(fields[11]) + int(fields[12])))
        if int(status.parent.name) == parent:
            ticks += int(fields[11]) + int(fields[12])
    waiting = [parent]
    while waiting:
        for number, own in below.get(waiting.pop(), []):
            ticks += own
            waiting.append(number)
    return ticks / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _at(values: list[float], percent: int) -> str:
    ordered = sorted(values)
    return f"{ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]:.0f}" if ordered else "–"


def _flat(waits: dict[str, list[float]]) -> list[float]:
    return [each for own in waits.values() for each in own]


if __name__ == "__main__":
    main()
