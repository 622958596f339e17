"""Coordinations taken apart, what is said once restored in every part: 省级、市级和区级示范村 are three phrases."""

from __future__ import annotations

import re

from tracker.text.grammar import Grammar
from tracker.text.phrases import unlevelled

_JOINT = re.compile(r"、|(?<=”)(?=“)|以及|和|及(?!其)|与(?!会)")
_HIDDEN = re.compile(r"“[^”]*”|《[^》]*》|\([^()]*\)")


def conjuncts(text: str, use: Grammar, count: int = 0) -> list[str]:
    """The parts of a coordination, heads restored; `count` says how many there should be, 0: as many as there are.

    The text itself, alone, where it does not divide into `count`.

    >>> from tracker.text.grammar import grammar
    >>> conjuncts("省级、市级和区级示范标准化村卫生室", grammar(), 3)
    ['省级示范标准化村卫生室', '市级示范标准化村卫生室', '区级示范标准化村卫生室']
    >>> conjuncts("卫生户厕、生活垃圾处理设施覆盖率", grammar(), 2)
    ['卫生户厕覆盖率', '生活垃圾处理设施覆盖率']
    """
    parts = _divided(text)
    if count == 2 and len(parts) == 1 and (pair := use.pair.search(text)):
        return [text.replace(pair[0], one, 1) for one in use.lexicon.group("pairs")[pair[0]]]
    if count and len(parts) > count:
        parts = _regrouped(text, parts, count, use)
    if len(parts) < 2 or (count and len(parts) != count):
        return [text]
    return _restored(parts, use)


def rates_of_acts(phrase: str, use: Grammar) -> list[str]:
    """The rates in a phrase whose every part names an act or a rate (签约和查体覆盖率); else none."""
    parts = re.split(r"[、和及与]", phrase)
    if len(parts) < 2 or not all(use.act.search(part) or use.final_metric.search(part) for part in parts):
        return []
    whole = conjuncts(phrase, use)
    return whole if len(whole) > 1 else []


def _divided(text: str) -> list[str]:
    hidden = [match.span() for match in _HIDDEN.finditer(text)]
    parts, start = [], 0
    for match in _JOINT.finditer(text):
        if not any(first < match.start() < last for first, last in hidden):
            parts.append(text[start : match.start()])
            start = match.end()
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def _regrouped(text: str, parts: list[str], count: int, use: Grammar) -> list[str]:
    """Fewer parts: divided at 、 alone, or at 和 alone, or with those that name no measure joined to what follows."""
    for mark in ("、", "和", "与", "及"):
        alone = [part for part in text.split(mark) if part]
        if len(alone) == count:
            return alone
    whole: list[str] = []
    held = ""
    for part in parts:
        held = f"{held}、{part}" if held else part
        if use.final_metric.search(part):
            whole.append(held)
            held = ""
    return whole if not held and len(whole) == count else parts


def _restored(parts: list[str], use: Grammar) -> list[str]:
    whole = list(parts)
    for place in range(len(parts) - 2, -1, -1):
        whole[place] = _headed(parts[place], whole[place + 1], use)
    return whole


def _headed(part: str, following: str, use: Grammar) -> str:
    """A part with the head that the next one says."""
    if use.only_level.fullmatch(part):
        return part + unlevelled(following, use)
    if use.modifier.fullmatch(part) and (match := use.modifier.match(following)):
        return part + following[match.end() :]
    if (match := use.needed_head.search(following)) and match.start() and not use.final_metric.search(part):
        rest = following[match.end() :]
        return part + (rest if part.endswith(match[0]) else match[0] + rest)
    if (match := use.metric.search(following)) and not use.final_metric.search(part):
        return part + (match[0][2:] if part.endswith(match[0][:2]) else match[0])
    return part
