"""
Guidance and industry funds: who committed what, who paid which call, what was used where, and what came back.

A fund's register is a list of entries, oldest first; everything else follows from it. Corrections are entries too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from tashan.clearing import LARGEST, Remainder, apportion, fen
from tashan.rules.days import LAST_DAY
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
class CallLine:
    """What one member owes on one call, in fen: called, paid and open; `due` is the last day for paying, "" unknown."""

    call: str
    member: str
    called: int
    paid: int
    due: str

    @property
    def open(self) -> int:
        """What is not paid yet."""
        return self.called - self.paid


@dataclass(frozen=True, slots=True)
class FundStatement:
    """
    A fund on a day.

    Attributes:
        day: the day.
        members: by name.
        calls: fen called from each member by call, summing to the call.
        lines: each member's part of each call, in the order of the calls.
        uses: fen used by region, less what was corrected.
        cash: fen in the fund: paid + returned − used − distributed.
    """

    day: str
    members: Mapping[str, MemberLine]
    calls: Mapping[str, Mapping[str, int]]
    lines: tuple[CallLine, ...]
    uses: Mapping[str, int]
    cash: int

    @property
    def overdue(self) -> tuple[CallLine, ...]:
        """What was not paid by its day."""
        return tuple(line for line in self.lines if line.open > 0 and (line.due or LAST_DAY) < self.day)

    @property
    def problems(self) -> tuple[str, ...]:
        """What needs attention, as sentences."""
        return tuple(
            f"{line.member} has not paid {line.open} fen of call {line.call}, due on {line.due}."
            for line in self.overdue
        )


@dataclass(slots=True)
class _Tally:
    """What follows from the entries so far; `left` and `parts` are those of each entry after its corrections."""

    committed: dict[str, int] = field(default_factory=dict)
    called: dict[str, int] = field(default_factory=dict)
    paid: dict[str, int] = field(default_factory=dict)
    received: dict[str, int] = field(default_factory=dict)
    uses: dict[str, int] = field(default_factory=dict)
    calls: dict[str, dict[str, int]] = field(default_factory=dict)
    paid_on: dict[tuple[str, str], int] = field(default_factory=dict)
    seen: dict[str, FundEntry] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    parts: dict[str, dict[str, int]] = field(default_factory=dict)
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
            was committed, a use or distribution beyond the cash, a correction of another kind, member or call, or of
            more than there was; names the entry.
    """
    tally = _Tally()
    for entry in sorted((each for each in entries if each.day <= day), key=lambda each: each.day):
        _check(tally, entry)
        _ADD[entry.kind](tally, entry, remainder)
        if tally.cash < 0:
            raise _refused("no_cash", entry, f"leaves {tally.cash} fen in the fund. Call or wait for money first")
        tally.seen[entry.id] = entry
        first = entry.corrects or entry.id
        tally.left[first] = tally.left.get(first, 0) + entry.amount
    return _state(tally, day, due_days or {})


def _check(tally: _Tally, entry: FundEntry) -> None:
    fen(entry.amount)
    if entry.id in tally.seen:
        raise _refused("duplicate_entry", entry, "stands twice. Give each entry an id of its own")
    if entry.kind not in KINDS:
        raise _refused("unknown_kind", entry, f"is a `{entry.kind}`. Write {' or '.join(KINDS)}")
    if not entry.corrects:
        if entry.amount < 0:
            message = "is below 0 and corrects no earlier entry. Name the entry under `corrects`"
            raise _refused("negative_amount", entry, message)
        return
    old = tally.seen.get(entry.corrects)
    if old is None or old.corrects or old.day > entry.day:
        message = f"corrects `{entry.corrects}`, which is no earlier entry. Name the entry that was wrong"
        raise _refused("unknown_entry", entry, message)
    if (old.kind, old.member, old.call, old.region) != (entry.kind, entry.member, entry.call, entry.region):
        message = f"corrects {old.id}, but is of another kind, member, call or region. Write them as they stand there"
        raise _refused("other_entry", entry, message)
    if tally.left[old.id] + entry.amount < 0:
        message = f"takes back more than the {tally.left[old.id]} fen that are left of {old.id}. Lower it"
        raise _refused("beyond_entry", entry, message)


def _commit(tally: _Tally, entry: FundEntry, remainder: Remainder) -> None:
    del remainder
    _plus(tally.committed, entry.member, entry.amount)
    _check_commitment(tally, entry, entry.member)


def _call(tally: _Tally, entry: FundEntry, remainder: Remainder) -> None:
    if not entry.corrects and not sum(tally.committed.values()):
        raise _refused("no_commitment", entry, "calls money that nobody committed. Enter commitments first")
    first = entry.corrects or entry.id
    for member, part in _by(tally, entry, tally.committed, remainder).items():
        _plus(tally.called, member, part)
        _check_commitment(tally, entry, member)
        own = tally.calls.setdefault(first, {})
        _plus(own, member, part)
        if own[member] < tally.paid_on.get((first, member), 0):
            message = f"asks {member} for less than it paid on this call. Correct its payment first"
            raise _refused("beyond_call", entry, message)


def _check_commitment(tally: _Tally, entry: FundEntry, member: str) -> None:
    if tally.called.get(member, 0) > tally.committed.get(member, 0):
        raise _refused("beyond_commitment", entry, f"calls more from {member} than it committed. Lower the call")


def _pay(tally: _Tally, entry: FundEntry, remainder: Remainder) -> None:
    del remainder
    part = tally.calls.get(entry.call, {}).get(entry.member)
    if part is None:
        message = f"pays on call `{entry.call}` of {entry.member}, which is not there. Check it"
        raise _refused("unknown_call", entry, message)
    key = (entry.call, entry.member)
    tally.paid_on[key] = tally.paid_on.get(key, 0) + entry.amount
    if tally.paid_on[key] > part:
        raise _refused("beyond_call", entry, f"pays more than the call of {part} fen. Enter the rest on another call")
    _plus(tally.paid, entry.member, entry.amount)
    tally.cash += entry.amount


def _use(tally: _Tally, entry: FundEntry, remainder: Remainder) -> None:
    del remainder
    _plus(tally.uses, entry.region, entry.amount)
    tally.cash -= entry.amount


def _return(tally: _Tally, entry: FundEntry, remainder: Remainder) -> None:
    del remainder
    tally.cash += entry.amount


def _distribute(tally: _Tally, entry: FundEntry, remainder: Remainder) -> None:
    if not sum(tally.paid.values()):
        raise _refused("no_cash", entry, "distributes what nobody paid in. Enter payments first")
    tally.cash -= entry.amount
    for member, part in _by(tally, entry, tally.paid, remainder).items():
        _plus(tally.received, member, part)


_ADD: Final = {
    "commitment": _commit,
    "call": _call,
    "payment": _pay,
    "use": _use,
    "return": _return,
    "distribution": _distribute,
}


def _by(tally: _Tally, entry: FundEntry, weights: Mapping[str, int], remainder: Remainder) -> dict[str, int]:
    """An amount by member: by the weights of the day, a correction by the parts of what it corrects."""
    first = entry.corrects or entry.id
    own = tally.parts.get(first, {})
    parts = apportion(entry.amount, own if any(own.values()) else weights, remainder)
    for member, part in parts.items():
        _plus(tally.parts.setdefault(first, {}), member, part)
    return parts


def _state(tally: _Tally, day: str, due_days: Mapping[str, str]) -> FundStatement:
    total = sum(tally.committed.values())
    lines = tuple(
        CallLine(call, member, part, tally.paid_on.get((call, member), 0), due_days.get(call, ""))
        for call, parts in tally.calls.items()
        for member, part in parts.items()
    )
    found = FundStatement(day, {}, tally.calls, lines, tally.uses, tally.cash)
    members = {
        member: MemberLine(
            committed,
            tally.called.get(member, 0),
            tally.paid.get(member, 0),
            sum(line.open for line in found.overdue if line.member == member),
            tally.called.get(member, 0) - tally.paid.get(member, 0),
            tally.received.get(member, 0),
            Fraction(committed, total) if total else Fraction(0),
        )
        for member, committed in tally.committed.items()
    }
    return replace(found, members=members)


def _plus(sums: dict[str, int], key: str, amount: int) -> None:
    sums[key] = sums.get(key, 0) + amount


def _refused(code: str, entry: FundEntry, what: str) -> Exception:
    return failure(code, f"Entry {entry.id} of {entry.day} {what}.")
