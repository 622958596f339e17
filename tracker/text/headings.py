"""What the words of a heading, a title or an opening sentence say: done or planned, and of which time.

The head of a Chinese noun phrase stands last: 重点任务完成情况 is a review, 工作总结部署 none. Where two are joined by
和, 及 or 、 (工作总结及下半年打算), the first holds until something opens the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from tracker.calendar import Period
from tracker.text.anchor import Anchor
from tracker.text.times import times


class Modality(StrEnum):
    """Whether a part of a text tells what is planned or what was done."""

    PLAN = "plan"
    DONE = "done"
    UNKNOWN = "unknown"


PLAN = (
    "打算|计划(?!生育)|安排|部署|展望|任务|目标|总体要求|工作要求|思路|重点工作|工作重点|下一?步|下一?阶段|今后|未来|设想|规划|建议|方案"
    "|举措|措施|[这怎]么干|努力方向|再起航|再出发|实事$|意见|要点|清单|纲要"
)
DONE = (
    "回顾|总结|情况|成效|成绩|成果|成就|进展|汇报|答卷|亮点|回眸|盘点|巡礼|做法|综述|纪实|公报|评估|自查|述职|完成|过去"
    "|体会"
)
NEITHER = "问题|困难|不足|短板|形势|挑战|名词解释|注释|附注|目录"
_WORDS = re.compile(f"(?P<plan>{PLAN})|(?P<done>{DONE})|(?P<unknown>(?:{NEITHER})$)")
_AND = re.compile(r"[和及与暨、,;]|以及")

_SO_MANY = r"(?:以下|如下|[一二三四五六七八九十\d]+个?(?:方面|项|件))"
_OPENS_DONE = re.compile(
    r"(?:过去的?|这|近)?[一五两三四]年(?:以?来|间)?,|过去的?[一五两三四]年|[一五]年来"
    r"|(?:今年|去年|\d{4}年)?(?:以来)?,?在[^。]{2,60}(?:领导|指导|支持)下,"
    r"|(?:现|下面)[^。]{0,20}(?:汇报|报告|总结|通报)如下|[^,。]{0,12}(?:做了|取得了?|开展了)(?:以下|如下)"
)
_LOOKS_BACK = re.compile(r"过去的?[一两三四五]年,|[一两三四五]年来,")
_NEW_YEAR = re.compile(r"在?新的一年里?,")
_OPENS_PLAN = re.compile(
    r"展望|下一?步,|下一?阶段,|今后|未来[一二三五]年"
    rf"|[^。]{{0,30}}(?:(?<!主)要|将|须)(?:着力|重点|突出)?(?:抓好|做好|抓|做)(?!了)[^。]{{0,12}}{_SO_MANY}[^。]{{0,8}}工作"
    r"|[^。]{0,40}(?:预期|主要|工作|发展|奋斗|年度)目标(?:是|为|:)|[^。]{0,40}总体(?:要求|思路)(?:是|为|:)"
    rf"|(?:重点|主要|具体)要?(?:抓好|做好|做){_SO_MANY}"
)
_WILL = (
    r"将(?=继续|进一步|在|以|会|于|对|持续|全面|加[快大强]|着力|重点|大力|深入|严格|按|从|围绕|努力|开展|完成|建[设成]|启动|实施"
    r"|推[进动]|达到|不断|坚持|全力|认真|新[建增]|更|是|迎来|聚焦|迈)"
)
_AHEAD = re.compile(rf"{_WILL}|(?<![主重需首不只必])要(?![求素闻件点道])|计划(?!生育)|力争|争取|确保|预期|拟")
_FUTURE = re.compile(rf"{_AHEAD.pattern}|(?:预期|主要|总体|工作)目标|(?:主要|重点|总体)(?:任务|要求)|展望")
_FIRMLY_PAST = re.compile(r"(?<![为除])了(?![解])|已|累计|先后|圆满|荣获|获评")
_PAST = re.compile(rf"{_FIRMLY_PAST.pattern}|完成|实现|取得|达到?(?=[\d百])|新增|增长|建成|共")

_YEAR_ALONE = re.compile(r"[(]?(\d{4})年度?[)::]?")

QUARTER = timedelta(days=89)
OPENING_LENGTH = 30
AFTER_HEAD, BEFORE_VERB = 6, 4
"""How many characters may follow the head of a heading (工作总结的报告), and precede its verb (一、展望2025年)."""


class Hint(NamedTuple):
    """What words say of the part that they open: `modality` None if they say nothing of it, `period` likewise."""

    modality: Modality | None
    period: Period | None


NO_HINT = Hint(None, None)


def heading_hints(text: str, anchor: Anchor) -> tuple[Hint, ...]:
    """What a heading announces, in order: one part, or several joined by 和, 及 or 、.

    >>> [str(hint.modality) for hint in heading_hints("2020年上半年工作总结及下半年工作打算", Anchor())]
    ['done', 'plan']
    """
    hints: list[Hint] = []
    for part in _AND.split(text.rstrip("。:")):
        period = period_of(part, anchor)
        modality = _head(part)
        if modality and hints and hints[-1].modality in (modality, None):
            hints[-1] = Hint(modality, _shortest((hints[-1].period, period)))
        elif modality or (period and not hints):
            hints.append(Hint(modality, period))
    return tuple(hints) or (NO_HINT,)


def _head(part: str) -> Modality | None:
    """What the last of the telling words says, if it stands at the end, or at the beginning (展望2025年)."""
    words = [*_WORDS.finditer(part)]
    if not words or (len(part) - words[-1].end() > AFTER_HEAD and words[-1].start() > BEFORE_VERB):
        return None
    return Modality(words[-1].lastgroup or "")


def year_alone(text: str) -> int | None:
    """The year of a line that is a year and nothing else.

    >>> year_alone("2020年")
    2020
    """
    match = _YEAR_ALONE.fullmatch(text)
    return int(match[1]) if match else None


def opening_hint(text: str, anchor: Anchor) -> Hint:
    """What the first sentence of a paragraph opens: a review, a plan, or neither."""
    if _NEW_YEAR.match(text):
        return Hint(Modality.PLAN, _new_year(anchor))
    if _OPENS_PLAN.match(text):
        return Hint(Modality.PLAN, _wide(period_of(text[:OPENING_LENGTH], anchor)))
    if _OPENS_DONE.match(text) and not _AHEAD.search(text):
        return Hint(Modality.DONE, _wide(period_of(text[:OPENING_LENGTH], anchor)))
    return _by_year(text, anchor)


def opens_review(text: str) -> bool:
    """Whether a sentence in the midst of a paragraph turns back: 过去一年,我们取得了…, until the paragraph ends."""
    return _LOOKS_BACK.match(text) is not None and _PAST.search(text) is not None


def _by_year(text: str, anchor: Anchor) -> Hint:
    """A paragraph that begins with a time: one gone by is told of, one to come is planned, this year's words decide."""
    named, this = times(text[:OPENING_LENGTH], anchor), anchor.this_year
    if not named or named[0].start > 1 or named[0].relation != "during" or this is None:
        return NO_HINT
    period, ahead = _wide(named[0].period), _AHEAD.search(text) is not None
    if period is None or "name" in named[0].flags:
        return NO_HINT
    if period.end.year < this:
        return NO_HINT if ahead and not _PAST.search(text) else Hint(Modality.DONE, period)
    if _FIRMLY_PAST.search(text):
        return NO_HINT if ahead or period.end.year > this else Hint(Modality.DONE, period)
    if _AHEAD.search(text[:OPENING_LENGTH]) or period.start.year > this:
        return Hint(Modality.PLAN, period)
    return Hint(Modality.PLAN, period) if _FUTURE.search(text) and not _PAST.search(text) else NO_HINT


def _new_year(anchor: Anchor) -> Period | None:
    """新的一年: after a review of this year the next one, else this year."""
    year = anchor.this_year
    if year is None or year >= date.max.year:
        return None
    year += anchor.period is not None and anchor.period.end.year == year
    return Period(date(year, 1, 1), date(year, 12, 31))


def is_long(period: Period) -> bool:
    """Whether a time is at least a quarter: the time of a part, not of an event."""
    return period.end - period.start >= QUARTER


def _wide(period: Period | None) -> Period | None:
    """A part is not about a day or a month of its first sentence, but about the year."""
    if period is None or is_long(period):
        return period
    return Period(date(period.start.year, 1, 1), date(period.end.year, 12, 31))


def looks_ahead(text: str) -> bool | None:
    """Whether a sentence speaks of what is to be (True) or was done (False), where its words tell."""
    ahead, past = _AHEAD.search(text) is not None, _PAST.search(text) is not None
    return None if ahead == past else ahead


def period_of(text: str, anchor: Anchor) -> Period | None:
    """The time that a heading names; of several the shortest."""
    return _shortest(one.period for one in times(text, anchor) if "name" not in one.flags)


def _shortest(named: Iterable[Period | None]) -> Period | None:
    return min((one for one in named if one), key=lambda period: period.end - period.start, default=None)
