"""Tables of invented figures for the room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

SECTORS = """地区,年份,区域,第一产业(亿元),第二产业(亿元),第三产业(亿元),常住人口(万人),人均地区生产总值(元)
北京市,2019,东部,20,600,2800,2190,156000
北京市,2023,东部,10,700,3300,2180,180000
天津市,2019,东部,26,500,890,1385,101000
天津市,2023,东部,27,600,1050,1364,122000
河北省,2019,东部,350,1370,1800,7440,47000
河北省,2023,东部,440,1640,2300,7390,59000
江苏省,2019,东部,430,4400,5100,8470,116000
江苏省,2023,东部,510,5700,6600,8520,150000
山西省,2019,中部,80,740,870,3500,48000
山西省,2023,中部,140,1330,1100,3460,74000
"""
JOBS = """地区,年份,行业,就业人数(万人)
北京市,2019,制造业,90
北京市,2019,金融业,60
北京市,2019,信息业,90
北京市,2023,制造业,80
北京市,2023,金融业,70
北京市,2023,信息业,110
天津市,2019,制造业,80
天津市,2019,金融业,15
天津市,2019,信息业,6
天津市,2023,制造业,75
天津市,2023,金融业,16
天津市,2023,信息业,9
河北省,2019,制造业,130
河北省,2019,金融业,30
河北省,2019,信息业,9
河北省,2023,制造业,125
河北省,2023,金融业,31
河北省,2023,信息业,10
"""
PRICES = """地区,年份,食品价格指数,服装价格指数,居住价格指数
北京市,2023,101.2,100.9,101.0
天津市,2023,100.8,101.4,100.2
河北省,2023,99.9,100.7,100.9
"""
HOURS = "起点,终点,小时\n北京,天津,0.5\n北京,石家庄,1.1\n河北,北京,1.2\n天津,河北,1.6\n北京,某地,2\n天津,北京,9\n"
INDEX = """index: example
name: {zh: 示例指数, en: Example index}
note: Invented for tests.
base: 2019
scaling: minmax
weights: given
parts:
  - {name: 产出, indicator: 人均地区生产总值, direction: up, weight: 3}
  - {name: 服务, indicator: 第三产业, direction: up, weight: 1}
"""


@pytest.fixture
def add_data(person: Callable[..., Any]) -> Callable[..., Any]:
    """Keep a table for a place: `add_data(SECTORS)`."""
    from tashan.web.integration.services import do_add_data

    def add(
        text: str = SECTORS, place: str = "110000", *, public: bool = True, kind: str = "panel", **parts: Any
    ) -> Any:
        return do_add_data(
            actor=person("analyst", place),
            place=place,
            name=parts.pop("name", "示例三次产业"),
            source=parts.pop("source", "示例数据"),
            vintage=parts.pop("vintage", "示例版"),
            file_name="example.csv",
            content=text.encode(),
            kind=kind,
            public=public,
            **parts,
        )

    return add
