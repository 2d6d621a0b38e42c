"""
Guidance and industry funds: who committed what, who paid which call, what was used where, and what came back.

A fund's register is a list of entries, oldest first; everything else follows from it. Corrections are entries too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tashan.clearing import LARGEST, Remainder, allot, apportion, fen
from tashan.sharing.problems import failure

#: What an entry of a register can be.
KINDS = ("commitment", "call", "payment", "use", "return", "distribution")


@dataclass(frozen=True, slots=True)
class FundEntry:
    """
    One entry of a fund's register.

    Attributes:
        id: its own; a call's is named by the payments on it.
        day: YYYY-MM-DD.
        kind: `commitment` (of a member), `call` (to all members by their commitments), `payment` (of a member on a
            call), `use` (paid out of the fund for a purpose in a region), `return` (money that came back from a use),
            `distribution` (paid to all members by what they paid in).
        amount: fen; below 0 only to correct an earlier entry of the same kind.
        member: of a commitment or payment.
        call: of a payment.
        region: of a use: where the money went.
        purpose: of a use or return.
        corrects: the id of the entry it corrects.
    """

    id: str
    day: str
    kind: str
    amount: int
    member: str = ""
    call: str = ""
    region: str = ""
    purpose: str = ""
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member's line of a fund's statement, in fen."""

    committed: int
    called: int
    paid: int
    overdue: int
    open: int
    received: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class FundStatement:
    """
    A fund on a day.

    Attributes:
        day: the day.
        members: by name.
        calls: fen called from each member by call, summing to the call.
        uses: fen used by region, less what was corrected.
        cash: fen in the fund: paid + returned − used − distributed.
        problems: what needs attention, as sentences.
    """

    day: str
    members: Mapping[str, MemberLine]
    calls: Mapping[str, Mapping[str, int]]
    uses: Mapping[str, int]
    cash: int
    problems: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    committed: dict[str, int] = field(default_factory=dict)
    called: dict[str, int] = field(default_factory=dict)
    paid: dict[str, int] = field(default_factory=dict)
    received: dict[str, int] = field(default_factory=dict)
    uses: dict[str, int] = field(default_factory=dict)
    calls: dict[str, dict[str, int]] = field(default_factory=dict)
    paid_on: dict[tuple[str, str], int] = field(default_factory=dict)
    cash: int = 0


def fund_statement(
    entries: Sequence[FundEntry], day: str, *, due_days: Mapping[str, str] | None = None, remainder: Remainder = LARGEST
) -> FundStatement:
    """
    A fund's statement on a day: commitments, calls, payments and uses by member.

    Args:
        entries: the register; entries after the day do not count yet.
        day: YYYY-MM-DD.
        due_days: the last day for paying a call, by its id; what is open after it is overdue.
        remainder: who bears left-over fen of a call.

    Raises:
        ShareError: an entry of an unknown kind, twice the same id, a payment on no call or beyond it, a call beyond what
            was committed, a use or distribution beyond the cash; names the entry.
    """
    tally = _Tally()
    seen: set[str] = set()
    for entry in sorted((each for each in entries if each.day <= day), key=lambda each: each.day):
        if entry.id in seen:
            raise _refused("duplicate_entry", entry, "stands twice. Give each entry an id of its own")
        if entry.amount < 0 and entry.corrects not in seen:
            raise _refused(
                "negative_amount", entry, "is below 0 and corrects no earlier entry. Name the entry under `corrects`"
            )
        seen.add(entry.id)
        fen(entry.amount)
        _add(tally, entry, remainder)
    return _state(tally, day, due_days or {})


def _add(tally: _Tally, entry: FundEntry, remainder: Remainder) -> None:
    if entry.kind == "commitment":
        _plus(tally.committed, entry.member, entry.amount)
    elif entry.kind == "call":
        _call(tally, entry, remainder)
    elif entry.kind == "payment":
        _pay(tally, entry)
    elif entry.kind in ("use", "distribution"):
        if entry.amount > tally.cash:
            raise _refused("no_cash", entry, f"takes {entry.amount} fen of {tally.cash}. Call or wait for money first")
        tally.cash -= entry.amount
        if entry.kind == "use":
            _plus(tally.uses, entry.region, entry.amount)
        else:
            for member, part in apportion(entry.amount, tally.paid, remainder).items():
                _plus(tally.received, member, part)
    elif entry.kind == "return":
        tally.cash += entry.amount
    else:
        raise _refused("unknown_kind", entry, f"is a `{entry.kind}`. Write {' or '.join(KINDS)}")


def _call(tally: _Tally, entry: FundEntry, remainder: Remainder) -> None:
    total = sum(tally.committed.values())
    if not total:
        raise _refused("no_commitment", entry, "calls money that nobody committed. Enter commitments first")
    shares = {member: Fraction(amount, total) for member, amount in tally.committed.items()}
    parts = allot(entry.amount, shares, remainder)
    for member, part in parts.items():
        _plus(tally.called, member, part)
        if tally.called[member] > tally.committed[member]:
            raise _refused("beyond_commitment", entry, f"calls more from {member} than it committed. Lower the call")
    tally.calls[entry.id] = parts


def _pay(tally: _Tally, entry: FundEntry) -> None:
    part = tally.calls.get(entry.call, {}).get(entry.member)
    if part is None:
        raise _refused(
            "unknown_call", entry, f"pays on call `{entry.call}` of {entry.member}, which is not there. Check it"
        )
    key = (entry.call, entry.member)
    tally.paid_on[key] = tally.paid_on.get(key, 0) + entry.amount
    if tally.paid_on[key] > part:
        raise _refused("beyond_call", entry, f"pays more than the call of {part} fen. Enter the rest on another call")
    _plus(tally.paid, entry.member, entry.amount)
    tally.cash += entry.amount


def _state(tally: _Tally, day: str, due_days: Mapping[str, str]) -> FundStatement:
    total = sum(tally.committed.values())
    members, problems = {}, []
    for member, committed in tally.committed.items():
        overdue = 0
        for call, parts in tally.calls.items():
            open_part = parts[member] - tally.paid_on.get((call, member), 0) if member in parts else 0
            if open_part > 0 and due_days.get(call, "9999") < day:
                overdue += open_part
                problems.append(f"{member} has not paid {open_part} fen of call {call}, due on {due_days[call]}.")
        called, paid = tally.called.get(member, 0), tally.paid.get(member, 0)
        members[member] = MemberLine(
            committed,
            called,
            paid,
            overdue,
            called - paid,
            tally.received.get(member, 0),
            Fraction(committed, total) if total else Fraction(0),
        )
    return FundStatement(day, members, tally.calls, tally.uses, tally.cash, tuple(problems))


def _plus(sums: dict[str, int], key: str, amount: int) -> None:
    sums[key] = sums.get(key, 0) + amount


def _refused(code: str, entry: FundEntry, what: str) -> Exception:
    return failure(code, f"Entry {entry.id} of {entry.day} {what}.")
