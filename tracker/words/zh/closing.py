"""Chinese words of closing periods."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    "B301": ("{found} 已经结过账，按 {day} 及以前报送的数", "确要重新结账，请加 --again；前一次仍留在台账里")
}
PHRASES: dict[str, str] = {
    "help.close": "结账：把一期的月报定下来记在台账里，以后的更正看得出来。",
    "metavar.period": "期间",
    "option.close_on": "按哪一天及以前报送的数；不写则是今天。",
    "option.close_again": "已经结过账的，再结一次。",
    "close.done": "{period} 已结账：{n} 项目标，按 {day} 及以前报送的数",
}
