"""The kind of a visit, told by who sends it or by the office of its leader."""

from __future__ import annotations

import pytest

from tashan.reading import read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2019年6月10日,山东省莒南县旅游局组织各镇负责人组成考察团,赴青岛市考察。", "department"),
        ("2019年6月10日,微山县综合行政执法局考察组一行6人来邹城市考察。", "department"),
        ("2019年6月10日,武清区委统战部副部长杨明带队赴泾川县考察。", "department"),
        ("2019年6月10日,四川省文化和旅游厅二级巡视员姚平带队到湖南省考察。", "department"),
        ("2019年6月10日,北京市人民政府副秘书长王杰带队赴青海省玉树州考察。", "government"),
        ("2019年6月10日,三师图木舒克市招商考察团前往上海市考察。", "government"),
        ("2019年6月10日,延长县人民法院党组书记、院长张国一行到汉阴县考察。", "other"),
        ("2019年6月10日,虞城县四大家考察团赴民权县考察。", "party_government"),
        # the fuller title of the same leader counts
        (
            "津南区常务副区长于明带队赴甘肃省秦安县\n2019年6月10日,津南区委常委、常务副区长于明带队赴秦安县考察。",
            "party_government",
        ),
        ("2019年6月10日,武清区委常委、统战部部长杨明带队赴泾川县考察。", "party_government"),
        # a county whose name begins with 长 makes nobody governor of its province
        ("2019年6月10日,陕西省长武县政协副主席史平一行来甘肃省泾川县考察。", "people's congress/cppcc"),
    ],
)
def test_the_sender_or_the_office_tells_the_kind(text: str, kind: str) -> None:
    """A bureau sends a department, a government's secretary-general goes for the government, a court is another body."""
    visits = read(text, id="case").visits

    assert [visit.kind for visit in visits] == [kind]
