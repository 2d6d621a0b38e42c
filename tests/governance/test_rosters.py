"""Whose turn it is: order of joining, fixed cycle and pairs, with skips, deferrals, jumps and years without a session."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.bodies_written import member, members

from tashan.governance._queue import Engine, pairs
from tashan.governance.problems import GovernanceError
from tashan.governance.rosters import check, next_turn, plan
from tashan.governance.rotations import Change, Checked, Held, Rotation

JOINING = Rotation("joining")


def turns(first: int, last: int) -> list[tuple[int, str]]:
    """Numbered sessions, one a year."""
    return [(number, f"{2000 + number % 1000}-06-01") for number in range(first, last + 1)]


def hosts(rotation: Rotation, keys: str, count: int, *changes: Change) -> str:
    """The hosts of the first sessions as one text."""
    return "".join(turn.host or "-" for turn in plan(rotation, members(keys), turns(1, count), changes))


def history(text: str) -> list[Held]:
    """A recorded history: one letter a session, `?` where the host is not known."""
    return [Held(n, f"{2000 + n}-06-01", None if key == "?" else key) for n, key in enumerate(text, 1)]


def verdicts(rotation: Rotation, keys: str, text: str, *changes: Change) -> list[str]:
    return [each.verdict for each in check(rotation, members(keys), history(text), changes)]


# --- the order of joining ---


def test_members_host_in_the_order_of_joining_and_begin_again() -> None:
    assert "abcabca" == hosts(JOINING, "abc", 7)


def test_one_member_hosts_always() -> None:
    assert "aaa" == hosts(JOINING, "a", 3)


def test_nobody_can_host_a_body_without_members() -> None:
    found = plan(JOINING, (), [(1, "2001-01-01")])

    assert (None, "nobody") == (found[0].host, found[0].reason)


def test_who_joins_later_comes_at_the_end_of_the_running_round() -> None:
    joined = (*members("ab"), member("c", "2002-01-01", order=3))
    found = plan(JOINING, joined, turns(1, 6))

    assert "abcabc" == "".join(turn.host or "" for turn in found)


def test_who_left_hosts_no_more() -> None:
    left = (member("a", order=1), member("b", end="2001-12-31", order=2), member("c", order=3))
    found = plan(JOINING, left, turns(1, 4))

    assert "acac" == "".join(turn.host or "" for turn in found)


def test_who_comes_back_waits_behind_the_others() -> None:
    back = (
        member("a", order=1),
        member("b", end="2001-12-31", order=2),
        member("b", "2003-01-01", order=2),
        member("c", order=3),
    )
    found = plan(JOINING, back, turns(1, 4))

    assert "acba" == "".join(turn.host or "" for turn in found)


def test_excluded_members_never_host() -> None:
    assert "bcbc" == hosts(Rotation("joining", excluded=("a",)), "abc", 4)


def test_observers_do_not_host() -> None:
    found = plan(JOINING, (*members("ab"), member("o", role="observer")), turns(1, 3))

    assert "aba" == "".join(turn.host or "" for turn in found)


# --- decisions to depart from the rule ---


def test_a_skipped_member_comes_next() -> None:
    assert "bacab" == hosts(JOINING, "abc", 5, Change(1, "skip", "a"))


def test_a_skipped_member_comes_at_the_end_of_the_round() -> None:
    assert "bcaabc" == hosts(Rotation("joining", skipped="end_of_round"), "abc", 6, Change(1, "skip", "a"))


def test_the_last_of_a_round_that_is_skipped_comes_next() -> None:
    """The end of the round has come already; it does not wait for the end of another one."""
    assert "abacbc" == hosts(Rotation("joining", skipped="end_of_round"), "abc", 6, Change(3, "skip", "c"))


def test_the_reason_of_a_skip_is_told() -> None:
    change = Change(1, "skip", "a", reason="flood", decided_by="the 2nd session")
    found = plan(JOINING, members("ab"), turns(1, 2), [change])

    assert "B hosts: next in the order of joining; A was passed over (flood, decided by the 2nd session)." == (
        found[0].explanation
    )
    assert ("returned", "A hosts: next in the order of joining, passed over before.") == (
        found[1].reason,
        found[1].explanation,
    )


def test_only_the_reasons_of_this_turn_are_told() -> None:
    changes = [Change(1, "skip", "a", reason="flood"), Change(9, "skip", "a", reason="strike")]
    changes += [Change(1, "skip", "c", reason="illness")]
    found = plan(JOINING, members("abc"), turns(1, 1), changes)

    assert "B hosts: next in the order of joining; A was passed over (flood)." == found[0].explanation


def test_a_member_that_defers_is_waited_for() -> None:
    """It closes the round that it began, and then begins the next one as always."""
    assert "bcaabc" == hosts(JOINING, "abc", 6, Change(1, "defer", "a", until=3))


def test_a_deferral_beyond_the_round_is_still_owed() -> None:
    """A round ends without the member; it hosts as soon as it can, and in its own place of the next round as well."""
    assert "bcbcaaabc" == hosts(JOINING, "abc", 9, Change(1, "defer", "a", until=5))


def test_hosting_out_of_turn_leaves_ones_own_turn() -> None:
    assert "cabca" == hosts(JOINING, "abc", 5, Change(1, "out_of_turn", "c"))


def test_hosting_out_of_turn_can_use_up_ones_turn() -> None:
    assert "cababc" == hosts(Rotation("joining", out_of_turn="uses_turn"), "abc", 6, Change(1, "out_of_turn", "c"))


def test_only_the_own_turn_is_used_up() -> None:
    assert "bacabc" == hosts(Rotation("joining", out_of_turn="uses_turn"), "abc", 6, Change(1, "out_of_turn", "b"))


def test_a_turn_used_up_after_the_own_one_counts_in_the_next_round() -> None:
    rotation = Rotation("joining", out_of_turn="uses_turn")

    assert "aabcbca" == hosts(rotation, "abc", 7, Change(2, "out_of_turn", "a"))


def test_everybody_skipped_leaves_nobody_and_loses_nothing() -> None:
    found = hosts(JOINING, "ab", 3, Change(1, "skip", "a"), Change(1, "skip", "b"))

    assert "-ab" == found


# --- fixed cycle, by session and by year ---


def test_a_cycle_by_year_counts_from_its_anchor_backwards_too() -> None:
    rotation = Rotation("cycle", tuple("sazj"), by="year", anchor_turn=2018, anchor="s", idle="passes")
    found = plan(rotation, members("sjza"), [(year, f"{year}-06-01") for year in range(2014, 2026)])

    assert "sazjsazjsazj" == "".join(turn.host or "" for turn in found)


def test_a_year_without_a_session_can_pass_the_turn() -> None:
    rotation = Rotation("cycle", tuple("abc"), by="year", idle="passes")
    held = [Held(2001, "2001-05-01", "a"), Held(2003, "2003-05-01", "c")]
    found = check(rotation, members("abc"), held, complete=("2001-01-01", None))

    assert [("in_order", "a"), ("no_session", "b"), ("in_order", "c")] == [(x.verdict, x.expected) for x in found]


def test_a_year_without_a_session_can_keep_the_turn() -> None:
    rotation = Rotation("cycle", tuple("abc"), by="year", idle="keeps")
    held = [Held(2001, "2001-05-01", "a"), Held(2003, "2003-05-01", "b")]
    found = check(rotation, members("abc"), held, complete=("2001-01-01", None))

    assert ["in_order", "no_session", "in_order"] == [each.verdict for each in found]
    assert "No session in 2002; it was B's turn, and it keeps its turn." == found[1].explanation
    assert not found[1].exception


def test_a_year_that_is_only_missing_on_record_is_not_called_a_year_without_a_session() -> None:
    rotation = Rotation("cycle", tuple("abc"), by="year", idle="keeps")
    held = [Held(2001, "2001-05-01", "a"), Held(2003, "2003-05-01", "c")]

    assert ["in_order", "not_on_record", "in_order"] == [x.verdict for x in check(rotation, members("abc"), held)]


def test_a_second_session_of_a_year_has_the_same_chair() -> None:
    rotation = Rotation("cycle", tuple("ab"), by="year")
    held = [Held(2001, "2001-03-01", "a"), Held(2001, "2001-10-01", "a"), Held(2002, "2002-03-01", "b")]

    assert ["in_order"] * 3 == [each.verdict for each in check(rotation, members("ab"), held)]


def test_a_cycle_passes_over_those_who_are_no_members_yet() -> None:
    """Anhui joined in 2008: the cycle of four is one of three before."""
    rotation = Rotation("cycle", tuple("abcd"))
    late = (*members("abc"), member("d", "2004-01-01", order=4))
    found = plan(rotation, late, turns(1, 8))

    assert "abcabcda" == "".join(turn.host or "" for turn in found)


def test_numbers_missing_on_record_are_taken_to_have_followed_the_rule() -> None:
    rotation = Rotation("cycle", tuple("abcd"), anchor_turn=1, anchor="a")
    held = [Held(1, "2013-01-01", "a"), Held(4, "2016-03-01", "d"), Held(7, "2019-12-04", "c")]
    found = check(rotation, members("abcd"), held)

    assert [] == [each for each in found if each.exception]
    assert "Session 2 is not on record; by the rule it was B's turn." == found[1].explanation


# --- pairs ---


def test_two_partners_visit_each_other_in_turn() -> None:
    found = plan(Rotation("pairing"), members("ab"), turns(1, 4))

    assert [("a", "b"), ("b", "a"), ("a", "b"), ("b", "a")] == [(turn.host, turn.guest) for turn in found]
    assert "A hosts B: next in the pairs." == found[0].explanation


def test_a_pair_whose_partner_left_drops_out() -> None:
    left = (member("a", order=1), member("b", order=2), member("c", end="2001-12-31", order=3))
    found = plan(Rotation("pairing"), left, turns(2, 4))

    assert {("a", "b"), ("b", "a")} == {(turn.host, turn.guest) for turn in found}


@given(st.integers(min_value=0, max_value=9))
def test_every_pair_meets_once_at_each_home(count: int) -> None:
    keys = [chr(97 + number) for number in range(count)]
    found = [(slot.host, slot.guest) for slot in pairs(keys)]

    assert sorted((one, other) for one in keys for other in keys if one != other) == sorted(found)


# --- a recorded history ---


def test_a_history_that_follows_the_rule_has_no_exception() -> None:
    assert ["in_order"] * 6 == verdicts(JOINING, "abc", "abcabc")


def test_counting_begins_with_the_first_known_host() -> None:
    assert ["no_rule", "no_rule", "in_order", "in_order"] == verdicts(JOINING, "abcd", "??cd")


def test_an_unknown_host_is_taken_to_have_followed_the_rule() -> None:
    found = check(JOINING, members("abc"), history("a?c"))

    assert ["in_order", "host_unknown", "in_order"] == [each.verdict for each in found]
    assert "The host is not known; by the rule it was B." == found[1].explanation


def test_passing_over_is_told_from_hosting_out_of_turn() -> None:
    """Who has not hosted yet this round passes others over; who has, hosts out of turn."""
    assert ["in_order", "in_order", "out_of_turn", "in_order", "passes_over"] == verdicts(JOINING, "abcdef", "abacf")


def test_those_passed_over_keep_their_turn() -> None:
    found = check(JOINING, members("abcd"), history("adbc"))

    assert ["in_order", "passes_over", "returned", "returned"] == [each.verdict for each in found]
    assert ("b", "c") == found[1].passed_over
    assert "D hosted and B、C were passed over; they keep their turn." == found[1].explanation


def test_a_host_that_is_no_member_is_an_exception_and_takes_nobodys_turn() -> None:
    found = check(JOINING, members("ab"), [Held(1, "2001-01-01", "a"), Held(2, "2002-01-01", "x"), *history("..b")[2:]])

    assert ["in_order", "not_a_member", "in_order"] == [each.verdict for each in found]
    assert found[1].exception


def test_a_recorded_decision_explains_the_exception() -> None:
    found = check(JOINING, members("abc"), history("acb"), [Change(2, "skip", "b", reason="typhoon")])

    assert ("passes_over", True, ("b",)) == (found[1].verdict, found[1].decided, found[1].passed_over)
    assert "(typhoon)" in found[1].explanation
    assert ("returned", False) == (found[2].verdict, found[2].exception)


def test_sessions_outside_the_dates_of_the_rule_are_not_judged() -> None:
    rotation = Rotation("joining", start="2003-01-01", end="2004-12-31")

    assert ["no_rule", "no_rule", "in_order", "in_order", "no_rule"] == verdicts(rotation, "abc", "cacab")


def test_the_order_in_which_a_history_is_given_does_not_matter() -> None:
    straight = history("abacfde?b")
    shuffled = random.Random(7).sample(straight, len(straight))

    assert check(JOINING, members("abcdef"), straight) == check(JOINING, members("abcdef"), shuffled)


# --- the next host ---


def test_the_next_host_follows_the_history() -> None:
    found = next_turn(JOINING, members("abcd"), history("ad"), (3, "2003-01-01"))

    assert ("b", "returned") == (found.host, found.reason)


def test_the_next_host_by_year_counts_years_without_a_session() -> None:
    rotation = Rotation("cycle", tuple("abc"), by="year", idle="passes")

    assert "a" == next_turn(rotation, members("abc"), [Held(2001, "2001-01-01", "a")], (2004, "2004-01-01")).host


def test_the_next_host_after_years_of_which_nothing_is_known_says_so() -> None:
    """Whether they passed or kept their turn is not known; the answer names them."""
    rotation = Rotation("cycle", tuple("abc"), by="year", idle="keeps")
    held = [Held(2001, "2001-01-01", "a")]
    unknown = next_turn(rotation, members("abc"), held, (2003, "2003-01-01"))
    none = next_turn(rotation, members("abc"), held, (2003, "2003-01-01"), complete=("2001-01-01", None))

    assert ("c", "b") == (unknown.host, none.host)
    assert "No session of 2002 is on record; by the rule it was B's turn. C hosts: next in the fixed cycle." == (
        unknown.explanation
    )
    assert none.explanation.startswith("No session in 2002; it was B's turn, and it keeps its turn. B hosts")


def test_years_that_keep_their_turn_keep_it_for_the_next_host_too() -> None:
    rotation = Rotation("cycle", tuple("abc"), by="year", idle="keeps")
    held = [Held(2001, "2001-05-01", "a"), Held(2003, "2003-05-01", "b")]

    found = next_turn(rotation, members("abc"), held, (2004, "2004-01-01"), complete=("2001-01-01", None))
    assert "c" == found.host


def test_without_any_host_on_record_there_is_no_next_one() -> None:
    with pytest.raises(GovernanceError, match="No host is known from which to count") as caught:
        next_turn(JOINING, members("ab"), history("??"), (3, "2003-01-01"))

    assert "no_history" == caught.value.code


def test_an_anchor_is_enough_to_count_from() -> None:
    rotation = Rotation("joining", anchor_turn=1, anchor="b")

    assert "c" == next_turn(rotation, members("abc"), (), (2, "2002-01-01")).host


def test_an_anchor_that_cannot_host_is_an_error() -> None:
    with pytest.raises(GovernanceError, match="cannot host on 2001-06-01"):
        plan(Rotation("cycle", tuple("abc"), anchor_turn=1, anchor="x"), members("abc"), turns(1, 1))


# --- properties ---

_CHANGES = st.lists(
    st.builds(
        lambda turn, kind, key, more: Change(turn, kind, key, until=turn + more if kind == "defer" else None),
        st.integers(1, 20),
        st.sampled_from(["skip", "defer"]),
        st.sampled_from("abcde"),
        st.integers(1, 8),
    ),
    max_size=12,
)


@given(_CHANGES, st.sampled_from(["next", "end_of_round"]), st.integers(1, 40))
def test_skips_and_deferrals_never_lose_a_turn(changes: list[Change], skipped: str, count: int) -> None:
    """What a member has hosted and what it is still owed add up to the same number of rounds for every member."""
    engine = Engine(Rotation("joining", skipped=skipped), members("abcde"), changes)
    queue = engine.opening(Held(1, "2001-06-01", None))
    hosted: Counter[str] = Counter()
    for number, day in turns(1, count):
        turn, queue = engine.take(queue, number, day)
        hosted[turn.host or ""] += 1
        totals = {key: hosted[key] + sum(slot.host == key for slot in queue.slots) for key in "abcde"}

        assert 1 == len(set(totals.values())), totals


@given(_CHANGES, st.sampled_from(["next", "end_of_round"]), st.integers(1, 30))
def test_a_planned_history_holds_against_its_own_rule(changes: list[Change], skipped: str, count: int) -> None:
    """What the plan says is what the check expects, and only decided turns are exceptions."""
    rotation = Rotation("joining", skipped=skipped, anchor_turn=1, anchor="a")
    planned = [turn for turn in plan(rotation, members("abcde"), turns(1, count), changes) if turn.host]
    found = check(rotation, members("abcde"), [Held(turn.turn, turn.day, turn.host) for turn in planned], changes)
    judged = {each.turn: each for each in found}

    assert [turn.host for turn in planned] == [judged[turn.turn].expected for turn in planned]
    assert all(each.decided for each in found if each.exception)


@given(st.lists(st.sampled_from("abcd?"), min_size=1, max_size=15), st.randoms(use_true_random=False))
def test_checking_does_not_depend_on_the_order_given(keys: list[str], chance: random.Random) -> None:
    straight = history("".join(keys))
    shuffled = chance.sample(straight, len(straight))

    assert check(JOINING, members("abcd"), straight) == check(JOINING, members("abcd"), shuffled)


@given(st.integers(1, 6), st.integers(1, 30))
def test_without_exceptions_each_round_holds_every_member_once(count: int, length: int) -> None:
    keys = "abcdef"[:count]
    found = hosts(JOINING, keys, length)

    assert all(sorted(keys) == sorted(found[at : at + count]) for at in range(0, length - count + 1, count))


@given(st.text("abcd", min_size=1, max_size=20))
def test_any_history_gets_a_verdict_for_every_session(text: str) -> None:
    found: tuple[Checked, ...] = check(JOINING, members("abcd"), history(text))

    assert list(range(1, len(text) + 1)) == [each.turn for each in found]
    assert all(each.explanation for each in found)
