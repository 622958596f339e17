"""Which units are words for the same, so that a figure told in one counts for a target in the other."""

from __future__ import annotations

from functools import lru_cache

from tracker.lexicon import package

MEASURED = frozenset(
    ("money", "length", "area", "volume", "mass", "energy", "ratio", "speed", "time", "age", "mark", "person", "visit")
)
"""Groups of units that nothing of another group is counted in; 个 counts things of any other."""
ANY = "个"
SAME: tuple[frozenset[str], ...] = (
    frozenset(("家", "所", "座", "处", "站", "院", "间", "幢", "栋")),
    frozenset(("人", "名", "位")),
    frozenset(("场", "场次", "次", "期", "期次", "届", "轮", "班次", "节", "课")),
    frozenset(("项", "条", "件", "种", "类")),
    frozenset(("例", "起", "宗", "件")),
    frozenset(("台", "套", "台套", "台（套）", "台件", "件（套）")),
    frozenset(("份", "本", "册", "篇")),
    frozenset(("支", "队", "组")),
    frozenset(("张", "床", "床位")),
    frozenset(("托位", "学位", "座位")),
    frozenset(("剂", "剂次", "人次", "人份", "例次")),
    frozenset(("县", "县区", "区县", "县市", "市县")),
    frozenset(("市", "市州", "州市")),
    frozenset(("元", "元人民币")),
    frozenset(("元/人", "元/人·年")),
    frozenset(("平方公里", "平方千米")),
    frozenset(("平方米", "平米")),
    frozenset(("立方米", "方", "标准立方米")),
    frozenset(("吨标准煤", "吨标煤")),
)
"""Units, without their scale, that count or measure the same; of one group in the lexicon are also 场 and 张."""


@lru_cache(4096)
def counts_alike(one: str, other: str) -> bool:
    """Whether what is told in one unit may be read in the other; both are without their scale.

    >>> counts_alike("家", "所"), counts_alike("场", "张"), counts_alike("亩", "公顷"), counts_alike("座", "个")
    (True, False, False, True)
    """
    if one == other or any(one in same and other in same for same in SAME):
        return True
    return ANY in (one, other) and all(map(_is_counted, (one, other)))


def _is_counted(unit: str) -> bool:
    known = package().units.get(unit)
    return known is not None and known.kind == "count" and known.group not in MEASURED
