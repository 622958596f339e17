"""Whether a quantity is promised, achieved or neither: marks in the clause decide half, its section the rest."""

from __future__ import annotations

import re

from tracker.model.statement import Kind, Role
from tracker.text.grammar import Grammar
from tracker.text.spoken import Spoken

_BASE = re.compile(r"[从由自][^,。;]{0,14}$")
_TO = re.compile(
    r"^(?:[^,。;、]{0,3}[提升增减降扩缩压调恢上下回拓延][\u4e00-\u9fff]{0,2}[到至为]"
    r"|[到至](?=[ \d约近超每不一二三四五六七八九十百]))"
)
_SETTING = re.compile(r"(?:针对|面对|辖区内?(?:现有|共有)|服务范围|涉及|不断强化|强化|巩固)[^,。;]{0,10}$")
_POPULATION = re.compile(r"(?:现有|共有|总人口|户籍人口|常住人口)[^,。;]{0,8}(?:人口|居民|户)?$")
_ASSIGNED = re.compile(r"^的?[^,。;]{0,8}(?:任务|目标|指标)")
_SET_TASK = re.compile(r"(?:下达|分解)[^,。;]{0,24}(?:任务|指标|目标)数?(?:为|是)?$")
_GOAL = re.compile(r"^的(?:预[定期计]|年度|全年|既定|年初)?(?:增长|发展)?(?:目标|任务|指标)")
_ORDERED = re.compile(r"(?:下达|规定|要求|确定|计划|目标|任务)(?:的|为|是)?[^,。;]{0,6}$")
_REACHED = re.compile(r"(?<!没有)(?<!未)(?<!未能)(?:实现|完成|达到)")
_ANNOUNCED = re.compile(r"公告|定于|拟于|报名时间")
_PLAN_NAME = re.compile(r"(?:计划|规划|行动|方案|目标|任务)[”》)]*$")
_FUTURE_EVENT = re.compile(
    r"预计[^,。;]{0,12}(?:(?:20\d\d年|年底|月)[^,。;]{0,6})(?:竣工|完工|建成|投用|投产|通车|完成|开工|启用|交付)"
)
_LE = re.compile(r"(?<![为除罢])了(?![解然不])")
_BA = re.compile(r"将(?=[^,。;]{1,20}(?:纳入|列入|作为|打造成|转化为|融入|调整为|升级为))|[即必势]将|将(?=近|军|帅)")
_COMPARED = re.compile(
    r"(?:增长|下降|增幅|涨幅|降幅|增速|增加|减少|提高|提升|降低|回落|上升|收窄|扩大|翻)[^,。;]{0,4}$"
)
_EXISTS = re.compile(r"(?:^|^[^每各]*[^没具含拥所只每各])(?:现|共|还|已|仍)?有(?:近|约|超过?)?$")
_PART_DONE = re.compile(r"^[^,。;、]{2,16}已[^,。;、\d]{1,6}\d+(?:\.\d+)?(?:万|亿)?(.{1,3})")
_KINDS: tuple[tuple[str, Kind | None, re.Pattern[str]], ...] = (
    ("completion", Kind.RATIO, re.compile(r"完成率[^,。;]{0,4}$|完成[^,。;]{0,16}(?:计划|任务|目标)的?$")),
    ("share", Kind.RATIO, re.compile(r"占[^,。;]{1,20}$|(?:占比|比重|比例)[^,。;]{0,5}$")),
    ("resource", Kind.MONEY, re.compile(r"(?:投入|投资|拨付|安排|下达|筹集|争取|发放|支出|补助|资助)[^,。;]{0,8}$")),
    ("rate", None, re.compile(r"每(?:[月周年天日季]|个)[^,。;]{0,14}$|[日月年]均[^,。;]{0,8}$")),
    ("subset", None, re.compile(r"^\s*(?:其中|含)")),
)
"""What a quantity may be beside the level, by its kind and what stands before it."""

_BACK = re.compile(r".{0,4}(?:过去的?[一五]年|去年|[一五]年来)(?!同期|底|末)")
_AHEAD = re.compile(r"今年|要|将|力争|确保|计划|新的一年")
_TO_LEVEL = re.compile(r"(?:到|至|为|达)$")
_RATE_OF = re.compile(
    r"[^,。;、\d]{2,20}(?:(?:率|占比|比例|占[\u4e00-\u9fff]{2,12})[^,。;、\d]{0,4}\d+(?:\.\d+)?%|(?:产值|营收|收入|销售额)(?:达到?|突破|超过?)\d)"
)
_AGAINST = re.compile(r"(?:比|较)(?:上年|去年|同期|20\d\d年|年初|上月|上季)[^,。;]{0,12}$")


def clause_modality(clause: Spoken, section: str, use: Grammar) -> str:
    """What a clause says of itself: plan, done, or "" for nothing.

    In a section that looks back 预计 is an estimate and 要 an aside; where it looks ahead 完成 and 累计 are promises.
    Where nothing is known, what stands behind a plan's name and a colon is planned.
    """
    words = use.no_mark.sub(" ", _BA.sub(" ", clause.words))
    if section == "done":
        if use.firm_plan.search(words) or _FUTURE_EVENT.search(words):
            return "plan"
        return "done" if use.firm_done.search(words) else ""
    if section == "plan":
        return "done" if use.firm_done.search(words) else "plan" if use.plan.search(words) else ""
    if use.firm_plan.search(words):
        return "plan"
    if use.done.search(words) or _LE.search(words):
        return "done"
    return "plan" if use.plan.search(words) or _defined(clause) else ""


def _defined(clause: Spoken) -> bool:
    """Whether a clause names a plan that what follows sets out: “银龄计划”:用3年时间…"""
    return clause.mark == ":" and _PLAN_NAME.search(clause.words) is not None


def turns_back(sentence: str) -> bool | None:
    """Whether a sentence turns a plan's paragraph to the year gone by (过去一年…), True, or ahead again, False."""
    if _BACK.match(sentence):
        return True
    return False if _AHEAD.search(sentence) else None


def announced(clause: str) -> bool:
    """Whether a clause gives notice of something to come: 发布…引进公告, 定于6月报名."""
    return _ANNOUNCED.search(clause) is not None


def detail_of(clause: Spoken, place: int, *, modality: str, section: str) -> str:
    """Why a quantity is not simply the level; or "".

    baseline, universe, growth, delta and assigned (a task that was set); completion and share (of a plan, of a whole),
    resource (money spent), rate (每月, 每个), subset (其中).
    """
    quantity = clause.quantities[place]
    before, behind = clause.around(place)
    if _BASE.search(before) and is_arrow(behind):
        return "baseline"
    if _SETTING.search(before) or _POPULATION.search(before) or _is_whole(clause, place):
        return "universe"
    if section == modality == "plan" and _EXISTS.search(clause.head(place)):
        return "universe"
    if quantity.form == "times" or (_COMPARED.search(before) and not _TO_LEVEL.search(before)):
        return "growth"
    if _AGAINST.search(before):
        return "delta"
    if is_assigned((before, behind)):
        return "assigned"
    fits = (name for name, kind, words in _KINDS if kind in (None, quantity.kind) and words.search(before))
    return next(fits, "")


def is_arrow(behind: str) -> bool:
    """Whether what follows leads to another value: 提高到260元."""
    return _TO.match(behind) is not None


def _is_whole(clause: Spoken, place: int) -> bool:
    """Whether a later figure of the clause is of these: 86个项目已开工74个, 90个断面优良率98%."""
    quantity, rest = clause.quantities[place], clause.rest(place)
    if quantity.kind is Kind.COUNT and _RATE_OF.match(rest):
        return True
    match = _PART_DONE.search(rest)
    return match is not None and bool(quantity.unit) and match[1].startswith(quantity.unit)


def is_assigned(around: tuple[str, str]) -> bool:
    """Whether a quantity is a task that was set, named where its fulfilment is told: 国家下达的110万人年度任务."""
    before, behind = around
    if _SET_TASK.search(before):
        return True
    if _ORDERED.search(before) and _ASSIGNED.match(behind):
        return True
    return _GOAL.match(behind) is not None and not _REACHED.search(before)


def role_of(modality: str, detail: str) -> Role:
    """The role of a quantity in a clause of this modality."""
    if detail in ("baseline", "universe"):
        return Role.BACKGROUND
    if detail == "assigned":
        return Role.TARGET
    return Role.TARGET if modality == "plan" else Role.ACHIEVEMENT
