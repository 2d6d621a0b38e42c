"""Organs of a region: what stands between its name and those who travel for it (某市总工会考察组, 某县档案馆一行)."""

from __future__ import annotations

import re
from typing import Final

ORGAN: Final = re.compile(
    r"(?:人民)?(?:政协|人大(?:常委会)?|政府|议会|党政|[县市区省]委|纪委监委|法院|检察院|工商联|[侨妇残文社]联|科协|总工会|红十字会|供销社|供销合作社|"
    r"党校|档案馆|政研室|[编外台侨网][信]?办|经开区|高新区|团[县市区省州]委|(?:组织|宣传|统战|社会工作)部|"
    r"[\u4e00-\u9fff]{2,10}(?:[局委厅]|中心|[志史]研究院|管委会|委员会|研究室|支队|总队)|"
    r"[一二两三四五六七八九十\d]*个?(?:省市|县市|市县|市|县|区|州)?(?:主要)?(?:负责人|领导))(?:机关|考察)?"
)
"""The name of an organ, of its heads or of its staff, without the region's."""
ZONE_ALIAS: Final = re.compile(
    r"\([\u4e00-\u9fff]{0,8}?(?:开发区|高新区|经开区|新区|园区|度假区|示范区|自贸区|合作区|保税区)\)"
)
"""The zone in brackets that shares the office of the region before it: 黄埔区(广州开发区)."""
