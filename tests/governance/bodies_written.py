"""What the tests of bodies share: members without a file, and a file of an invented mechanism."""

from __future__ import annotations

from collections.abc import Sequence

from tashan.governance.mechanism_file import mechanism_problems
from tashan.governance.membership import Membership
from tashan.governance.participants import Participant

#: An invented mechanism of real regions, with every key that a file may have.
EXAMPLE = """
mechanism: example
name: {zh: 示例机制, en: Example}
note: Invented for tests.
levels: [decide, coordinate, execute]
sources:
  charter: {document: 示例章程, article: 第五条, link: "https://example.org/charter", seen: 2026-11-02}
bodies:
  council:
    name: {zh: 示例理事会, en: Example council}
    level: decide
    from: 2010-01-01
    source: charter
    members:
      - {who: [320500 苏州市, 330400 嘉兴市], from: 2010-01-01, order: 1, source: charter}
      - {who: 321200 泰州市, from: 2012-05-01, to: 2019-12-31, order: 3, known_from: 2013-01-01}
      - {who: {name: 示例企业联盟, kind: alliance}, role: observer, from: 2015}
    chairs:
      - {who: 320500 苏州市, kind: permanent, from: 2010-01-01}
    secretariats:
      - {name: {zh: 秘书处, en: Secretariat}, from: 2010-01-01, to: 2015-12-31}
      - {name: {zh: 办公室, en: Office}, from: 2016-01-01}
    rotation: {order: joining, by: session, skipped: end_of_round, note: Invented., source: charter}
    changes:
      - {turn: 3, kind: skip, who: 321200 泰州市, reason: flood, decided_by: council/s2}
    promises:
      - {months: 12, from: 2010}
    complete: {from: 2010}
    admission:
      share: 2/3
      criteria:
        people: {name: {zh: 人口, en: Population}, least: 100, unit: 万人}
        border: {name: {zh: 接壤, en: Common border}}
    cases:
      - who: 330500 湖州市
        events:
          - {on: 2018-01-10, state: applied}
          - {on: 2018-06-01, state: under_review, decided_by: council/s2}
          - {on: 2019-03-01, state: admitted, decided_by: council/s3, findings: {people: 341, border: yes}, votes: 2, of: 3}
          - {on: 2019-04-01, state: active}
    sessions:
      - number: 1
        held: 2011-03-01
        host: 320500 苏州市
        place: 苏州
        form: in_person
        agenda:
          - {title: 工作报告, part: closed, presenter: 秘书长}
          - {title: 论坛, part: open}
        attendance:
          - {who: 320500 苏州市, rank: leader}
          - {who: 330400 嘉兴市, rank: department}
        papers:
          - {title: 章程, status: adopted}
        decisions:
          - {kind: names_host, text: 第二次会议在嘉兴举行, who: [330400 嘉兴市]}
        next_host: 330400 嘉兴市
      - {number: 2, held: 2012-06-01, host: 330400 嘉兴市}
      - number: 3
        announced:
          - {for: 2013-05-01, said: 2012-06-01}
        held: 2013-06-10
        until: 2013-06-11
        host: 320500 苏州市
        form: video
    groups:
      transport:
        - {on: 2011-03-01, event: created, decided_by: council/s1, name: {zh: 交通, en: Transport}, scope: 公路}
        - {on: 2012-06-01, event: rescoped, decided_by: council/s2, scope: 公路和铁路}
    agreements:
      charter_2011:
        title: {zh: 示例框架协议, en: Example framework agreement}
        parties: [320500 苏州市, 330400 嘉兴市]
        strength: framework
        signed: 2011-03-01
        from: 2011-03-01
        to: 2014-02-28
        session: council/s1
        renewal: {kind: automatic, months: 36, notice_days: 90}
        clauses:
          - {number: 第一条, quote: 双方每年召开一次会议。}
          - {number: 第二条, quote: 双方2012年底前开通城际公交。}
    secondments:
      - {who: 甲, senders: [320500 苏州市], role: 副主任, from: 2012-01-01, to: 2013-12-31}
    figures:
      projects: {name: {zh: 项目, en: Projects}, on: 2012-06, value: 5, parts: {roads: 2, rail: 3}}
  office:
    name: {zh: 示例办公室, en: Example office}
    level: execute
    from: 2011-03-01
    reports_to: council
conflicts:
  founded:
    about: {zh: 成立年份, en: Year of founding}
    sides:
      - {value: "2010", sources: [charter]}
      - {value: "2009", note: Said in a report.}
    chosen: "2010"
    reason: The charter says so.
"""


def member(key: str, start: str = "2000-01-01", end: str | None = None, order: int = 0, **more: str) -> Membership:
    """A membership of an invented participant."""
    return Membership(Participant(key, key.upper(), "other"), more.get("role", "member"), start, end, order=order)


def members(keys: str | Sequence[str]) -> tuple[Membership, ...]:
    """Members for ever, in the order given."""
    return tuple(member(key, order=number) for number, key in enumerate(keys, 1))


def codes(text: str) -> list[str]:
    """The codes of the problems of a mechanism's file."""
    return [problem.code for problem in mechanism_problems(text.encode(), "bad.yaml")]


def swapped(*pairs: tuple[str, str]) -> str:
    """The example with texts replaced; each has to stand there."""
    text = EXAMPLE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text
