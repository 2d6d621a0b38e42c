"""What a document's places tell beside the regions: forms, organisations, choices, unknown names, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.regions import Region, find_places, resolve_home


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("江苏省昆山市", "full"),
        ("赴昆山考察", "short"),
        ("访粤期间", "abbreviation"),
        ("到潍坊。来潍考察", "clip"),
        ("长三角", "group"),
    ],
)
def test_a_mention_says_in_which_form_it_names_a_place(text: str, form: str) -> None:
    """The last mention of each text has the form."""
    mentions = find_places(text).mentions

    assert form == mentions[-1].form


def test_a_chain_is_one_mention_and_two_places_are_two() -> None:
    """Links that hang together merge; places side by side do not."""
    surfaces = [mention.surface for mention in find_places("江苏省苏州市昆山市,临湘市与赤壁市").mentions]

    assert surfaces == ["江苏省苏州市昆山市", "临湘市", "赤壁市"]


def test_organisations_are_kept_apart_with_their_place() -> None:
    """A publisher is no mention, yet its place can be asked for."""
    places = find_places("福州日报记者报道,厦门大学教授说")

    assert places.mentions == ()
    assert [organ.surface for organ in places.organs] == ["福州日报", "厦门大学"]
    assert [region.name for organ in places.organs for region in places.regions(organ)] == [
        "福建省福州市",
        "福建省厦门市",
    ]


def test_an_open_choice_lists_its_options() -> None:
    """A homonym without support is a problem that names the candidates."""
    places = find_places("A delegation from Suzhou came.", language="en")
    (mention,) = places.mentions

    assert places.is_ambiguous(mention)
    assert places.regions(mention) == ()
    assert places.problem(mention) == "ambiguous: 江苏省苏州市 or 安徽省宿州市"
    assert [region.code for region in places.options(mention)] == ["320500", "341300"]


def test_a_resolved_place_has_no_problem_and_no_options() -> None:
    """Nothing is left open where the text decides."""
    places = find_places("江苏省苏州市")
    (mention,) = places.mentions

    assert places.problem(mention) is None
    assert places.options(mention) == ()


def test_invented_places_are_unknown() -> None:
    """Names that end like a region but stand in no list."""
    text = "汉东省委书记到青北市考察,章平县委派人到昆山市"
    unknown = [text[start:end] for start, end in find_places(text).unknown]

    assert unknown == ["汉东省", "青北市", "章平县"]


def test_a_town_lies_below_its_county() -> None:
    """A town is a region of its own level, outside the code standard."""
    places = find_places("到上海市嘉定区安亭镇考察")
    (mention,) = places.mentions

    assert places.regions(mention) == (Region(None, "上海市嘉定区安亭镇", "township"),)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("济南市历下区建筑新村街道领导到访", "山东省济南市历下区建筑新村街道"),
        ("与武隆区接龙乡座谈", "重庆市武隆区接龙乡"),
        ("望江县推进乡村振兴", "安徽省安庆市望江县"),
        ("望江县各乡镇参加", "安徽省安庆市望江县"),
    ],
)
def test_what_a_town_is_behind_a_county(text: str, town: str) -> None:
    """Long names of streets and names of townships belong to the place; 乡村 and 各乡镇 do not."""
    places = find_places(text)

    assert [town] == [region.name for region in places.regions(places.mentions[0])]


def test_a_town_is_known_again_without_its_county() -> None:
    """What once stood behind its county needs it no more."""
    places = find_places("武隆区长坝镇书记致辞。会后与长坝镇人民政府签约。")
    again = places.mentions[1]

    assert ("长坝镇", "重庆市武隆区长坝镇") == (again.surface, places.regions(again)[0].name)


def test_a_place_is_one_whose_lessons_are_learnt() -> None:
    """A short name that needs support has it between 学习 or 借鉴 and 经验."""
    assert ["封丘"] == [m.surface for m in find_places("大家将借鉴封丘好的经验").mentions]


def test_a_short_name_used_again_and_again_is_a_place() -> None:
    """What could be two words that meet is a place where the text keeps using it by itself; once is not enough."""
    often = "启东面临着机遇。为启东加快发展,启东与崇明同用方言。欢迎大家在启东投资。"

    assert 4 == sum(m.surface == "启东" for m in find_places(often).mentions)
    assert () == find_places("会议开启东部大开发。").mentions


def test_prefectures_of_xinjiang_by_their_clipped_names() -> None:
    """巴州 is 巴音郭楞 beside Xinjiang."""
    places = find_places("新疆维吾尔自治区与巴州、和田地区")

    assert "新疆维吾尔自治区巴音郭楞蒙古自治州" == places.regions(places.mentions[1])[0].name


def test_a_code_follows_the_name() -> None:
    """The region carries the code of its division in the document's year."""
    places = find_places("云南省曲靖市沾益县", date="2006-06-05")
    (mention,) = places.mentions

    assert places.regions(mention) == (Region("530328", "云南省曲靖市沾益县", "county"),)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("宁国市", "安徽省宣城市宁国市"),
        ("安徽省宣城市宁国市", "安徽省宣城市宁国市"),
        ("新疆生产建设兵团第十二师", "新疆生产建设兵团第十二师"),
        ("Haidong", "青海省海东市"),
        ("福州日报", "福建省福州市"),
        ("鼓楼区", None),
        ("某市", None),
        ("", None),
    ],
)
def test_a_home_is_one_region_or_none(name: str, expected: str | None) -> None:
    """A name that leaves a choice is no home."""
    home = resolve_home(name)

    assert expected == (home.name if home else None)


@given(
    st.lists(
        st.sampled_from(
            list("京津沪苏市县区省州来访在合作公安和平南北、,。 (《考察团Suzhou昆山江苏兵团第十二师鼓楼镇")
        ),
        max_size=60,
    ).map("".join)
)
def test_any_text_gives_ordered_mentions_that_quote_it(text: str) -> None:
    """Offsets lie in the text, surfaces are quoted, mentions do not overlap, resolving never fails."""
    for language in ("zh", "en"):
        places = find_places(text, language=language)
        last = 0
        for mention in places.mentions:
            places.regions(mention)

            assert last <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end] == mention.surface
            last = mention.end
        assert all(0 <= start < end <= len(text) for start, end in places.unknown)
