"""What a quantity is said of: the phrase behind its unit (7个…卫生室) or before it (…覆盖率达90%), heads restored."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.text.vocabulary import Vocabulary, vocabulary

_TIME = (
    r"(?:(?:到|至|自|从|用|近|前|截至|截止)?(?:(?:(?:19|20)\d\d|今|去|明|本)年|“?十[一二三四五六]五”?(?:时期|期间)?)"
    r"(?:度|底|末|初|以来|前|来|年内)?(?:\d{1,2}月(?:\d{1,2}日|底|末|初)?)?(?:前|,)?|\d{1,2}月(?:\d{1,2}日|底|末|初)?"
    r"|(?:近|用)?[\d一二三四五六七八九十两]+年(?:来|内|间|时间)?|[上下]半年|[一二三四前1-4]+季度)"
)
_JOINS = "、和及与或跟"
_SPLIT = re.compile(r"、|以及|和|及(?!其)|与(?!会)")
_HIDDEN = re.compile(r"“[^”]*”|《[^》]*》|\([^()]*\)")
_NOTE = re.compile(r"\[\d+\]|\*+|[①-⓿]")
_INNER = re.compile(r"\([^()]*\d[^()]*\)")
_UNCLOSED = re.compile(r"^[^()]*\)|\([^()]*$")
_OPENING = re.compile(r"^[\s、,;:。”\"'》()—\-–·●]*(?:[一二三四五六七八九十]+是|[一二三四五六七八九十]+要)?")


class Patterns(NamedTuple):
    """What subjects are cut with, made of the vocabulary."""

    lead: re.Pattern[str]
    tail: re.Pattern[str]
    verb: re.Pattern[str]
    light: re.Pattern[str]
    verb_end: re.Pattern[str]
    stop: re.Pattern[str]
    level: re.Pattern[str]
    bare_level: re.Pattern[str]
    modifier: re.Pattern[str]
    metric: re.Pattern[str]
    metric_end: re.Pattern[str]
    ends_told: re.Pattern[str]
    act_end: re.Pattern[str]
    heads: re.Pattern[str]


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """The package's patterns."""
    return _patterns(vocabulary())


def _patterns(words: Vocabulary) -> Patterns:
    verb = words.pattern("verbs")
    return Patterns(
        lead=re.compile(rf"(?!{words.pattern('not_leads')}|{verb})(?:{_TIME}|{words.pattern('leads')}|[、,和及与])"),
        tail=re.compile(rf"(?:{words.pattern('tails')}|[、,:])$"),
        verb=re.compile(rf"(?!{words.pattern('not_verbs')})(?:{verb})了?"),
        light=re.compile(rf"(?:{words.pattern('light_verbs')})了?"),
        verb_end=re.compile(rf"(?:{verb})了?$"),
        stop=re.compile(rf"(?:{words.pattern('stop_verbs')})"),
        level=re.compile(rf"({words.pattern('levels')})(?!以[上下]|及以)"),
        bare_level=re.compile(rf"(?:{words.pattern('levels')})$"),
        modifier=re.compile(words.pattern("modifiers")),
        metric=re.compile(rf"[\u4e00-\u9fff]{{2}}[率数量额度]$|(?:{words.pattern('metrics')})$"),
        metric_end=re.compile(rf"(?:{words.pattern('metrics')})$"),
        ends_told=re.compile(
            rf"(?:{words.pattern('tails')}|{words.pattern('metrics')}|增长|下降|减少|增加|提高|提升|降低|上涨|回落|上升|快于|高于|低于|减碳|覆盖|约|近)(?:了)?$"
        ),
        act_end=re.compile(rf"(?:{words.pattern('acts')})$"),
        heads=re.compile(rf"({words.pattern('heads')})(?:管理|服务|建设)?$"),
    )


def bare(text: str) -> str:
    """Without notes, bold marks and brackets that hold figures of their own."""
    text = _INNER.sub("", _NOTE.sub("", text))
    if text.count("(") != text.count(")"):
        text = _UNCLOSED.sub("", text)
    return text.strip(" \t\n")


def trimmed(text: str, *, verbs: bool = True) -> tuple[str, str]:
    """A phrase without times, adverbs and places at its start and without 达到 and its like at its end; and the verb.

    Not `verbs`: only verbs that say nothing go; 服务贸易 and 研发经费 are names of what grows.

    >>> trimmed("今年全市新建示范标准村卫生室达到")
    ('示范标准村卫生室', '新建')
    """
    use = patterns()
    text = _OPENING.sub("", bare(text), count=1)
    action, length = "", -1
    while length != len(text):
        length = len(text)
        if (match := use.tail.search(text)) and match.start() >= 0:
            text = text[: match.start()]
            continue
        if match := use.lead.match(text):
            text = text[match.end() :]
            continue
        if match := (use.verb if verbs else use.light).match(text):
            rest = text[match.end() :]
            if rest and rest[0] in "率量数额、和与及":
                break
            action, text = match[0].rstrip("了"), rest
    return unquoted(text.strip(" 、,")), action


def unquoted(text: str) -> str:
    """Without a quotation mark at either end whose other half is missing."""
    return text.strip("“”") if text.count("“") != text.count("”") else text


def last_verb(text: str) -> str:
    """The verb that a text ends in, else the last one in it."""
    use = patterns()
    if match := use.verb_end.search(text.rstrip("了")):
        return match[0].rstrip("了")
    last = ""
    for match in use.verb.finditer(text):
        last = match[0].rstrip("了")
    return last


def level_of(text: str) -> str:
    """The level that a phrase names: 市级."""
    match = patterns().level.search(text)
    return match[1] if match else ""


def unlevelled(text: str) -> str:
    """A phrase without the level that it begins with."""
    match = patterns().level.match(text)
    return text[match.end() :].lstrip("的、") or text if match else text


def conjuncts(text: str, count: int = 0) -> list[str]:
    """The parts of a coordination, heads restored; `count` says how many there should be, 0: as many as there are.

    Returns a single part where the text does not divide into `count`.

    >>> conjuncts("省级、市级和区级示范标准化村卫生室", 3)
    ['省级示范标准化村卫生室', '市级示范标准化村卫生室', '区级示范标准化村卫生室']
    >>> conjuncts("卫生户厕、生活垃圾处理设施覆盖率", 2)
    ['卫生户厕覆盖率', '生活垃圾处理设施覆盖率']
    """
    parts = _divided(text)
    if count and len(parts) > count:
        parts = _regrouped(text, parts, count)
    if len(parts) < 2 or (count and len(parts) != count):
        return [text]
    return _restored(parts)


def _divided(text: str) -> list[str]:
    hidden = [match.span() for match in _HIDDEN.finditer(text)]
    parts, start = [], 0
    for match in _SPLIT.finditer(text):
        if any(first < match.start() < last for first, last in hidden):
            continue
        parts.append(text[start : match.start()])
        start = match.end()
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def _regrouped(text: str, parts: list[str], count: int) -> list[str]:
    """Fewer parts: divided at 、 alone, or at 和 alone, or with those that lack a measure joined to what follows."""
    for marks in ("、", "和", "与", "及"):
        alone = [part for part in text.split(marks) if part]
        if len(alone) == count:
            return alone
    use = patterns()
    joined: list[str] = []
    held = ""
    for part in parts:
        held = f"{held}、{part}" if held else part
        if use.metric_end.search(part):
            joined.append(held)
            held = ""
    return joined if not held and len(joined) == count else parts


def _restored(parts: list[str]) -> list[str]:
    use = patterns()
    whole = list(parts)
    for place in range(len(parts) - 2, -1, -1):
        part, following = parts[place], whole[place + 1]
        if use.bare_level.fullmatch(part):
            whole[place] = part + unlevelled(following)
        elif use.modifier.fullmatch(part) and (match := use.modifier.match(following)):
            whole[place] = part + following[match.end() :]
        elif (metric := use.metric.search(following)) and not use.metric_end.search(part):
            whole[place] = part + (metric[0][2:] if part.endswith(metric[0][:2]) else metric[0])
        elif (head := use.heads.search(following)) and not use.heads.search(part):
            whole[place] = part + head[1]
    return whole
