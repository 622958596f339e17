"""Which keys a lexicon may have, by every name, and the shape of what stands behind each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Shape(StrEnum):
    """What stands behind a key.

    `words` is a list of words; `synonyms` gives each standard word its variants, and a layer adds to those beneath
    it; `groups` gives each name its words, and a layer replaces those of the same name; `units` gives each unit its
    properties; `numbers` gives each name a number.
    """

    WORDS = "words"
    SYNONYMS = "synonyms"
    GROUPS = "groups"
    UNITS = "units"
    NUMBERS = "numbers"


SHAPES: Mapping[str, Shape] = {
    "synonyms": Shape.SYNONYMS,
    "tiers": Shape.SYNONYMS,
    "protect": Shape.WORDS,
    "exclusive": Shape.GROUPS,
    "generic": Shape.WORDS,
    "light": Shape.WORDS,
    "changes": Shape.GROUPS,
    "averages": Shape.WORDS,
    "comparisons": Shape.WORDS,
    "weights": Shape.NUMBERS,
    "thresholds": Shape.NUMBERS,
    "units": Shape.UNITS,
    "verbs": Shape.WORDS,
    "stop_verbs": Shape.WORDS,
    "plan_marks": Shape.WORDS,
    "done_marks": Shape.WORDS,
    "not_units": Shape.WORDS,
    "leads": Shape.WORDS,
    "not_leads": Shape.WORDS,
    "not_verbs": Shape.WORDS,
    "light_verbs": Shape.WORDS,
    "tails": Shape.WORDS,
    "firm_plan_marks": Shape.WORDS,
    "firm_done_marks": Shape.WORDS,
    "not_marks": Shape.WORDS,
    "levels": Shape.WORDS,
    "heads": Shape.WORDS,
    "modifiers": Shape.WORDS,
    "metrics": Shape.WORDS,
    "acts": Shape.WORDS,
    "bare_heads": Shape.WORDS,
    "vague": Shape.WORDS,
    "event_verbs": Shape.WORDS,
    "implied_units": Shape.GROUPS,
    "pairs": Shape.GROUPS,
    "status": Shape.GROUPS,
    "masks": Shape.GROUPS,
}
"""The keys, each with its shape."""

ALIASES: Mapping[str, str] = {
    "同义词": "synonyms",
    "层级": "tiers",
    "保护": "protect",
    "互斥": "exclusive",
    "泛称": "generic",
    "虚词": "light",
    "变化": "changes",
    "平均": "averages",
    "对比": "comparisons",
    "权重": "weights",
    "界限": "thresholds",
    "单位": "units",
    "动词": "verbs",
    "止步词": "stop_verbs",
    "计划标志": "plan_marks",
    "完成标志": "done_marks",
    "非单位": "not_units",
    "前置词": "leads",
    "非前置词": "not_leads",
    "非动词": "not_verbs",
    "轻动词": "light_verbs",
    "后置词": "tails",
    "确定计划标志": "firm_plan_marks",
    "确定完成标志": "firm_done_marks",
    "非标志": "not_marks",
    "级别": "levels",
    "中心词": "heads",
    "并列修饰词": "modifiers",
    "指标词": "metrics",
    "行为词": "acts",
    "泛指中心词": "bare_heads",
    "虚指词": "vague",
    "事件动词": "event_verbs",
    "隐含单位": "implied_units",
    "合称": "pairs",
    "进展词": "status",
    "屏蔽": "masks",
}
"""The Chinese names of the keys."""

UNIT_PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "group": (),
    "kind": ("count", "ratio", "money", "index"),
    "strong": ("true", "false"),
}
"""The properties of a unit and what each may be; nothing listed: any word.

`group` joins units that count the same sort of thing (所, 家 and 个); `strong` says that a single Chinese numeral
before it is a quantity (三家 is, 三期 is a name).
"""


def key_of(written: object) -> str | None:
    """The key that a name stands for.

    >>> key_of("同义词"), key_of("protect"), key_of("synonym")
    ('synonyms', 'protect', None)
    """
    if not isinstance(written, str):
        return None
    return written if written in SHAPES else ALIASES.get(written)


def suggestion(written: str) -> str:
    """The key that a wrong name was probably meant to be; or nothing."""
    from difflib import get_close_matches

    known = list(SHAPES) if written.isascii() else list(ALIASES)
    return next(iter(get_close_matches(written.strip()[:40], known, 1)), "")
