"""Members and observers by valid and record time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.governance.bodies_written import codes, member, swapped

from tashan.governance.days import add_days
from tashan.governance.mechanism_file import mechanism_problems
from tashan.governance.membership import Membership, belongs, check_memberships, roll


def keys(memberships: list[Membership], day: str, known_on: str | None = None, *, role: str = "member") -> list[str]:
    return [each.participant.key for each in roll(memberships, day, known_on, role=role)]


def test_both_ends_of_a_membership_belong_to_it() -> None:
    one = [member("a", "2010-03-26", "2012-06-01")]

    assert [[], ["a"], ["a"], []] == [
        keys(one, day) for day in ("2010-03-25", "2010-03-26", "2012-06-01", "2012-06-02")
    ]


def test_members_come_in_the_order_of_joining_and_those_without_one_last() -> None:
    listed = [member("c", "2003-01-01"), member("b", order=2), member("a", order=1), member("d", "2001-01-01")]

    assert ["a", "b", "d", "c"] == keys(listed, "2005-01-01")


def test_observers_are_told_from_members() -> None:
    listed = [member("a"), member("o", role="observer")]

    assert (["a"], ["o"]) == (keys(listed, "2005-01-01"), keys(listed, "2005-01-01", role="observer"))
    assert not belongs(listed, "o", "2005-01-01")


def test_what_was_not_yet_known_does_not_show_as_of_then() -> None:
    late = [replace(member("a", "2010-01-01"), known_from="2012-01-01")]

    assert [] == keys(late, "2011-06-01", "2011-06-01")
    assert ["a"] == keys(late, "2011-06-01", "2012-01-01")
    assert ["a"] == keys(late, "2011-06-01")


def test_a_correction_leaves_what_was_believed_before() -> None:
    """The register said from 2010; since 2015 it says from 2011."""
    wrong = replace(member("a", "2010-01-01"), known_from="2010-01-01", known_to="2014-12-31")
    right = replace(member("a", "2011-01-01"), known_from="2015-01-01")

    assert ["a"] == keys([wrong, right], "2010-06-01", "2013-01-01")
    assert [] == keys([wrong, right], "2010-06-01", "2015-01-01")
    assert [] == keys([wrong, right], "2010-06-01")
    assert () == check_memberships([wrong, right])


def test_nobody_belongs_twice_on_one_day() -> None:
    found = check_memberships([member("a", "2010-01-01"), member("a", "2012-01-01")])

    assert ["overlap"] == [problem.code for problem in found]
    assert "A belongs twice from 2012-01-01" in found[0].message


def test_a_member_and_observer_at_once_overlaps_too() -> None:
    found = check_memberships([member("a", "2010-01-01"), member("a", "2012-01-01", role="observer")])

    assert ["overlap"] == [problem.code for problem in found]


def test_leaving_and_coming_back_is_no_overlap() -> None:
    assert () == check_memberships([member("a", "2010-01-01", "2011-12-31"), member("a", "2012-01-01")])


def test_two_members_cannot_have_one_place() -> None:
    assert ["same_order"] == [
        problem.code for problem in check_memberships([member("a", order=1), member("b", order=1)])
    ]


# --- in a file ---


def test_an_overlap_in_a_file_names_line_and_field() -> None:
    text = swapped(("- {who: 321200 泰州市, from: 2012-05-01", "- {who: 320500 苏州市, from: 2012-05-01"))
    found = [each for each in mechanism_problems(text.encode(), "council.yaml") if each.code == "overlap"]

    assert [("overlap", "bodies.council.members[2]")] == [(each.code, each.field) for each in found]
    assert f"council.yaml:{found[0].line}: bodies.council.members[2]: 江苏省苏州市 belongs twice" in str(found[0])


def test_an_unknown_code_is_refused_with_a_remedy() -> None:
    found = mechanism_problems(swapped(("321200 泰州市", "329900 泰州市")).encode(), "f.yaml")

    assert "No region has the code 329900. `tashan regions NAME` gives the code of a name." == found[0].message


def test_a_name_without_a_code_is_refused() -> None:
    assert "unknown_region" in codes(swapped(("321200 泰州市", "泰州")))


def test_homonyms_are_told_apart_by_their_codes() -> None:
    """台州 and 泰州, 苏州 and 宿州 share their pinyin; a code with the wrong name is refused."""
    assert "region_name" in codes(swapped(("321200 泰州市, from: 2012", "331000 泰州市, from: 2012")))
    assert "region_name" in codes(swapped(("{who: [320500 苏州市", "{who: [341300 苏州市")))


def test_a_region_has_to_exist_on_the_day_it_joins() -> None:
    """亳州 became a prefecture-level city in 2000."""
    found = mechanism_problems(
        swapped(("321200 泰州市, from: 2012-05-01", "341600 亳州市, from: 1995-05-01")).encode(), "f.yaml"
    )

    assert ["region_not_in_force"] == [each.code for each in found if each.code.startswith("region")]


def test_an_end_before_the_start_is_refused() -> None:
    found = mechanism_problems(swapped(("to: 2019-12-31", "to: 2011-12-31")).encode(), "f.yaml")

    assert [("date_order", "bodies.council.members[2].to")] == [(each.code, each.field) for each in found]
    assert "`to` (2011-12-31) is before `from` (2012-05-01). Correct one of them." == found[0].message


def test_known_to_before_known_from_is_refused() -> None:
    assert ["date_order"] == codes(swapped(("known_from: 2013-01-01", "known_from: 2013-01-01, known_to: 2012-01-01")))


def test_other_participants_need_a_known_kind() -> None:
    assert ["unknown_word"] == codes(swapped(("kind: alliance", "kind: club")))


def test_a_membership_under_its_own_role_is_read() -> None:
    assert ["unknown_word"] == codes(swapped(("role: observer", "role: guest")))


# --- properties ---

_DAYS = st.integers(0, 3000).map(lambda days: add_days("2000-01-01", days))


@st.composite
def timelines(draw: st.DrawFn) -> list[Membership]:
    """Memberships of three participants, each joining and leaving several times without overlaps."""
    found = []
    for key in "abc":
        days = sorted(draw(st.sets(_DAYS, max_size=7)))
        for number in range(0, len(days), 2):
            end = days[number + 1] if number + 1 < len(days) else None
            found.append(member(key, days[number], end))
    return found


@given(timelines(), _DAYS)
def test_asking_as_of_a_day_equals_playing_the_events_up_to_it(listed: list[Membership], day: str) -> None:
    """Joining and leaving one after the other gives who belongs on a day, as the direct question does."""
    events = [(each.start, 1, each.participant.key) for each in listed]
    events += [(add_days(each.end, 1), 0, each.participant.key) for each in listed if each.end]
    present: set[str] = set()
    for when, joins, key in sorted(events):
        if when > day:
            break
        (present.add if joins else present.discard)(key)

    assert present == set(keys(listed, day))
    assert () == check_memberships(listed)


@given(timelines(), _DAYS, _DAYS)
def test_what_is_known_only_grows_without_corrections(listed: list[Membership], day: str, known: str) -> None:
    earlier = set(keys(listed, day, known))

    assert earlier <= set(keys(listed, day))
