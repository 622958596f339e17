"""Things done or promised without a number, by a verb that can be dated (建成投用); and days that are promised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.text import roles
from tracker.text.grammar import Grammar
from tracker.text.periods import ToldTimes
from tracker.text.phrases import bare, trimmed, unquoted
from tracker.text.spoken import Spoken

_SET = re.compile(r"(?:预计|计划于?|力争|确保|争取|定于|拟于|将于|已于|于|已在)$")
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号])?$")
_ADVERBS = re.compile(r"(?:正式|全面|基本|顺利|成功|全部|已经?|将|预计.{4,11})+$")
_ALSO = re.compile(r"^并.*$")
_NOT_HAPPENED = re.compile(r"^(?:的|率|以来|后|前|情况|工作|仪式|督战|生根)|^(?:建设|成立)?(?:标准|条件|能力要求)")
_PREFIXED = re.compile(r"(?:未|没有|待|等待|尚未|可|能|应|需)$")


_UNMISTAKABLE = frozenset(("出台", "印发", "获批", "挂牌", "揭牌", "颁布"))
"""Verbs of two characters that no other words run into."""


_LEAD = 16
"""Characters that adverbs before a predicate may fill."""


class Event(NamedTuple):
    """What happened or is to happen, in which clause, by which verb."""

    start: int
    end: int
    clause: Spoken
    subject: str
    action: str
    modality: str
    hedged: bool
    """It was only nearly so: 基本建成."""


class Dated(NamedTuple):
    """A day or month that is itself what is said: 预计2023年5月竣工."""

    start: int
    end: int
    clause: Spoken
    subject: str
    action: str
    modality: str
    on: str
    unit: str


def events(clauses: Sequence[Spoken], times: ToldTimes, use: Grammar) -> Iterator[Event]:
    """The events of a sentence: one for each clause that has no quantity and a verb of happening."""
    modality, section = "", times.section.modality
    for clause in clauses:
        modality = roles.clause_modality(clause, section, use) or modality
        if clause.quantities:
            continue
        found = _happening(clause, use) or _due(clause, times, use)
        if found is None:
            continue
        before, after = clause.text[clause.start : found.start()], clause.text[found.end() : clause.end].rstrip("。!?”")
        hedged = "基本" in before[-4:]
        subject, _ = trimmed(_ADVERBS.sub("", before), use, verbs=False)
        behind = unquoted(_ALSO.sub("", bare(after).removeprefix("了")).strip("、 "))
        if not subject and not behind:
            continue
        yield Event(clause.start, clause.end, clause, subject + behind, found[0], modality or section, hedged)


def _due(clause: Spoken, times: ToldTimes, use: Grammar) -> re.Match[str] | None:
    """The verb of a task with a deadline: 6月底前完成搬迁."""
    start = times.sentence.start
    for time in times.named:
        if time.relation == "by" and clause.start <= start + time.start < clause.end:
            return use.verb.match(clause.text, start + time.end, clause.end)
    return None


def _happening(clause: Spoken, use: Grammar) -> re.Match[str] | None:
    """The last verb of happening in a clause that is its predicate: it ends the clause, or only adverbs precede it.

    Elsewhere only a verb that is no part of other words: 推动工业 holds no 动工.
    """
    found = None
    for match in use.happening.finditer(clause.text, clause.start, clause.end):
        after = clause.text[match.end() : clause.end].lstrip("了").rstrip("。!?;” ")
        before = clause.text[clause.start : match.start()][:_LEAD]
        if _NOT_HAPPENED.match(after) or _PREFIXED.search(
            clause.text, max(clause.start, match.start() - 2), match.start()
        ):
            continue
        last = not after or after[0] in "并和后"
        known = last or len(match[0]) > 2 or match[0] in _UNMISTAKABLE
        if known or (len(before) < _LEAD and not trimmed(before, use)[0]):
            found = match
    return found


def dated(clauses: Sequence[Spoken], times: ToldTimes, use: Grammar) -> Iterator[Dated]:
    """The days and months of a sentence that an event is promised for, or that it happened on."""
    sentence, section = times.sentence, times.section.modality
    for time in times.named:
        words = sentence.text[time.start : time.end]
        if time.period is None or not (match := _DAY.search(words)):
            continue
        start, end = sentence.start + time.start + match.start(), sentence.start + time.end
        clause = next((one for one in clauses if one.start <= start < one.end), None)
        if clause is None or not _SET.search(clause.text[clause.start : start]):
            continue
        verb = use.happening.search(clause.text, end, clause.end)
        if verb is None:
            continue
        before = _SET.sub("", clause.text[clause.start : start])
        subject, _ = trimmed(before, use, verbs=False)
        on = time.period.end.isoformat()
        exact = words.endswith(("日", "号"))
        modality = roles.clause_modality(clause, section, use) or section
        what = subject + clause.text[end : clause.end].rstrip("。!?”")
        yield Dated(start, end, clause, what, verb[0], modality, on if exact else on[:7], "日" if exact else "月")
