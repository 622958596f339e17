"""The unit of a quantity as its sentence has it: what it is per (个/千人), and what nobody said (510万用户 are 户)."""

from __future__ import annotations

import re
from decimal import Decimal

from tracker.text.grammar import Grammar
from tracker.text.quantities import Quantity

_PER = (
    (re.compile(r"每?千(?:名)?(?:常住)?人口?|每千名"), "/千人"),
    (re.compile(r"每万(?:名)?(?:常住)?人口?"), "/万人"),
    (re.compile(r"每十万人口?|每10万人口?"), "/10万"),
    (re.compile(r"每人每月"), "/人·月"),
    (re.compile(r"每人每年"), "/人·年"),
    (re.compile(r"每生每年"), "/生·年"),
    (re.compile(r"人均(?=[^,。;]{0,16}(?:补助|标准))|(?:财政|政府)补助标准"), "/人"),
    (re.compile(r"日(?=[\u4e00-\u9fff]{0,6}(?:能力|处理量|供水))"), "/日"),
)
_OF_RATES = ((re.compile(r"托位|床位|位数"), "个"), (re.compile(r"医师|护士|医生|人数"), "人"))
_OF_NONE = ((re.compile(r"感染|病例|疫情|死亡|伤亡|传播"), "例"), (re.compile(r"事故|事件|案件|纠纷"), "起"))
_LARGE = Decimal(10_000)
_NEAR = 28
"""Characters before a figure in which 每千人口 still speaks of it."""


def unit_of(quantity: Quantity, subject: str, before: str, use: Grammar) -> str:
    """The unit of a quantity of this subject, `before` being the clause up to its end.

    An own unit stands, with what it is per where the words say so. 没有发生 counts cases. A large figure without a
    unit has that of the first noun which tells it.
    """
    if quantity.form == "none":
        return next((name for pattern, name in _OF_NONE if pattern.search(subject)), "")
    unit = quantity.unit or _implied(quantity, subject, use)
    if "/" in unit or unit in ("%", "‰"):
        return unit
    near = before[-_NEAR:]
    for pattern, per in _PER:
        if pattern.search(near) or pattern.search(subject):
            return (unit or next((name for known, name in _OF_RATES if known.search(subject)), "")) + per
    return unit


def _implied(quantity: Quantity, subject: str, use: Grammar) -> str:
    if quantity.value is None or quantity.value < _LARGE:
        return ""
    found = use.implied_unit.search(subject)
    return found.lastgroup or "" if found else ""
