"""From the quantity of a promise to the keys of a target: comparator, unit, measure, baseline, curve; doubts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from tracker import words
from tracker.model.numerals import EXACT, parse_number
from tracker.model.plan import Comparator
from tracker.model.statement import Kind, Statement

DONE = (Kind.EVENT, Kind.DATE, Kind.ORDINAL)
"""What is done or not, on a day: it has no number to reach."""
POINT_UNITS = ("个百分点", "百分点", "pp")
RISES = r"增长|上涨|上升|增加|提高|提升|扩大|增幅|增速|涨幅"
FALLS = r"下降|降低|减少|降幅|压减|缩减|削减|回落|缩短|缩小|压缩|下浮"
_HOW = r"(?:率|幅度)?(?:了|约|近|超过?|不低于|不少于|不超过|控制在|保持在|为|在|\s)*$"
_CHANGE = re.compile(rf"(?:{RISES}|{FALLS}){_HOW}")
_FALL = re.compile(rf"(?:{FALLS}){_HOW}")
_REACHES = re.compile(rf"(?:{RISES}|{FALLS}|控制|稳定|保持|维持|降|升|增|减)(?:到|至|在|为)[^，。；、]{{0,4}}$")
_RATE_OF_CHANGE = re.compile(rf"(?:[增涨降]幅|增速|(?:{RISES}|{FALLS})率)$")
_CEILING = re.compile(
    r"失业率|(?:价格|物价)[^，。；]*(?:涨幅|上涨|总水平)|赤字"
    r"|(?:死亡|发病|患病|发生|债务)率|能耗|耗水|事故|负债"
)
_CONTROLLED = re.compile(r"控制(?=[在到至为于]|$)|不突破|限制|不得超|以内|(?:下降|降|降低|减少|压减|缩短)[到至]|降为")
_ABOVE = ("超过", "超过了", "突破", "高于", "多于", "大于", "超", "逾", ">")
_BELOW = ("低于", "少于", "小于", "不到", "不足", "不满", "<")
_STRICT = dict.fromkeys(_ABOVE, "more_than") | dict.fromkeys(_BELOW, "less_than")
_EACH = re.compile(
    r"(?P<every>每[个家所名村镇乡县市区校]|各(?![类级项种界]))"
    r"(?:(?P<of>[\u4e00-\u9fff]{1,12}?)(?:至少|不少于|不低于|都|均|要|应|须|建|设|配|有|开|安排)[^，。；、]{0,12}"
    r"|(?P<bare>[\u4e00-\u9fff]{0,8}))$"
)

Doubt = tuple[str, str]


class Keys(NamedTuple):
    """The keys that say how much is promised, in the order of the file, and what is doubtful about them.

    `every` are the words that promise it of every member (每个乡镇卫生院).
    """

    keys: dict[str, object]
    doubts: tuple[Doubt, ...] = ()
    every: str = ""


class Setting(NamedTuple):
    """What a document says beside a promise: what it starts from, and how many there are of whom."""

    baseline: Statement | None = None
    members: Mapping[str, Decimal] = MappingProxyType({})


def goal(said: Statement, setting: Setting, lang: str) -> Keys:
    """The keys of the goal that a quantity sets."""
    before = _before(said)
    ranged = said.low is not None and said.high is not None
    if said.kind in DONE or (said.value is None and not ranged):
        return Keys({"done": True})
    each = _EACH.search(before)
    if each and said.kind is Kind.COUNT:
        return _each(said, each, setting, lang)
    if said.unit in POINT_UNITS:
        return _points(said, before, setting.baseline, lang)
    if "番" in said.quote and said.value is not None:
        return Keys({"at_least": f"x{said.value:f}"}, (("at_least", words.say("drafting.no_baseline", lang)),))
    bound = _comparator(said, before, lang)
    return bound._replace(keys=bound.keys | _behaviour(said, before, setting.baseline))


def _before(said: Statement) -> str:
    """What stands in the clause before the number, its own bound words left out."""
    quote = said.quote.translate(_HALF_WIDTH)
    place = said.clause.find(quote)
    before = said.clause[:place] if place >= 0 else said.clause
    return before or said.subject


_HALF_WIDTH = str.maketrans("０１２３４５６７８９％．", "0123456789%.")


def _comparator(said: Statement, before: str, lang: str) -> Keys:
    """The comparator and the number with its unit."""
    if said.low is not None and said.high is not None:
        return Keys({"between": _band(said.low, said.high, said.unit)} | _unit(said))
    ceiling = is_ceiling(said, before)
    amount = _amount(said.value or Decimal(0), said.unit)
    if said.bound == "at_most":
        key = _STRICT.get(said.bound_word, "at_most")
    elif said.bound == "at_least":
        key = _STRICT.get(said.bound_word, "at_least")
    else:
        key = "at_most" if ceiling else "at_least"
    doubts: tuple[Doubt, ...] = ()
    if said.bound == "approx":
        doubts = ((key, words.say("drafting.approx", lang, quote=said.quote)),)
    elif said.bound == "exact" and ceiling:
        doubts = ((key, words.say("drafting.ceiling", lang, quote=said.quote)),)
    return Keys({key: amount} | _unit(said), doubts)


def is_ceiling(said: Statement, before: str) -> bool:
    """Whether less is better: what is controlled, and what is bad by itself unless it is its fall that is promised."""
    if _CONTROLLED.search(before) or said.action.startswith("控制"):
        return True
    falling = _FALL.search(before) or re.search(FALLS, f"{said.subject[-4:]}{said.action}")
    return bool(_CEILING.search(f"{said.subject}{said.action}")) and not falling


def _amount(value: Decimal, unit: str) -> object:
    """A number as people write it: a percentage with its sign, a large one in 万 or 亿 with its unit."""
    if unit in ("%", "‰"):
        return f"{value:f}{unit}"
    for scale, power in (("万亿", 12), ("亿", 8), ("万", 4)):
        if value >= 10**power:
            short = f"{EXACT.scaleb(value, -power).normalize(EXACT):f}{scale}"
            return next((text for text in (f"{short}{unit}", short) if _reads_as(text, value, unit)), value)
    return value


def _reads_as(text: str, value: Decimal, unit: str) -> bool:
    """Whether a plan reads a text as this number of this unit."""
    try:
        read = parse_number(text)
    except ValueError:
        return False
    return read.value == value and read.unit in ("", unit)


def _band(low: Decimal, high: Decimal, unit: str) -> list[object]:
    first, second = sorted((low, high))
    return [_amount(first, unit), _amount(second, unit)]


def _unit(said: Statement) -> dict[str, object]:
    return {"unit": said.unit} if said.unit and said.unit not in ("%", "‰") else {}


def _behaviour(said: Statement, before: str, baseline: Statement | None) -> dict[str, object]:
    """How the values behave over time: a growth rate is flat, a level holds, a stock stands at a day."""
    changing = bool(
        said.detail == "growth"
        or _CHANGE.search(before)
        or re.search(rf"(?:{RISES}|{FALLS})率?$", f"{said.subject}{said.action}")
    )
    if said.unit in ("%", "‰"):
        flat = changing and not _REACHES.search(before)
        if flat or _RATE_OF_CHANGE.search(said.subject) or is_ceiling(said, before):
            return {"measure": "level", "curve": "flat"}
        of = {"of": said.denominator} if said.denominator else {}
        return of | _baseline(baseline, said)
    if said.kind is Kind.INDEX or _REACHES.search(before):
        return {"measure": "level"} | _baseline(baseline, said)
    return {"stock": True} if said.mode == "point" else {}


def _baseline(baseline: Statement | None, said: Statement) -> dict[str, object]:
    if baseline is None or baseline.value is None or baseline.unit != said.unit:
        return {}
    return {"baseline": _amount(baseline.value, baseline.unit)}


def _points(said: Statement, before: str, baseline: Statement | None, lang: str) -> Keys:
    """Percentage points more or less than there were."""
    if said.value is None:
        return Keys({"done": True}, (("done", words.say("drafting.points", lang, quote=said.quote)),))
    falls = _FALL.search(before) is not None
    key, sign = ("at_most", "-") if falls else ("at_least", "+")
    start = {} if baseline is None or baseline.unit != "%" else {"baseline": _amount(baseline.value or Decimal(0), "%")}
    doubts = () if start else ((key, words.say("drafting.no_baseline", lang)),)
    return Keys({key: f"{sign}{said.value:f}pp", "measure": "level"} | start, doubts)


def _each(said: Statement, each: re.Match[str], setting: Setting, lang: str) -> Keys:
    """A promise to every member; where the document does not say how many there are, a task until somebody does."""
    member = each["of"] or each["bare"]
    every = f"{each['every']}{member}"
    comparator = Comparator.AT_MOST if said.bound == "at_most" else Comparator.AT_LEAST
    inner = {str(comparator): said.value or Decimal(0)} | _unit(said)
    members = setting.members.get(member)
    if members is not None and members == members.to_integral_value():
        doubt = words.say("drafting.members", lang, n=members, of=member)
        return Keys({"each": {"of": member, "members": members, **inner}}, (("each", doubt),), every)
    shown = ", ".join(f"{key}: {value}" for key, value in {"of": member or "?", "members": "?", **inner}.items())
    return Keys({"done": True}, (("done", words.say("drafting.each", lang, each=f"each: {{{shown}}}")),), every)
