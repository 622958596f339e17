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
_NOT_HAPPENED = re.compile(r"^(?:的|率|以来|后|前|情况|工作|仪式)|^(?:建设|成立)?(?:标准|条件|能力要求)")
_PREFIXED = re.compile(r"(?:未|没有|待|等待|尚未|可|能|应|需)$")


class Event(NamedTuple):
    """What happened or is to happen, in which clause, by which verb."""

    start: int
    end: int
    clause: Spoken
    subject: str
    action: str
    modality: str


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
        found = _happening(clause, use)
        if found is None:
            continue
        before, after = clause.text[clause.start : found.start()], clause.text[found.end() : clause.end].rstrip("。!?”")
        subject, _ = trimmed(before, use, verbs=False)
        behind = unquoted(bare(after).removeprefix("了").strip("、 "))
        if not subject and not behind:
            continue
        yield Event(clause.start, clause.end, clause, subject + behind, found[0], modality or section)


def _happening(clause: Spoken, use: Grammar) -> re.Match[str] | None:
    """The last verb of happening in a clause that is its predicate."""
    found = None
    for match in use.happening.finditer(clause.text, clause.start, clause.end):
        after = clause.text[match.end() : min(match.end() + 5, clause.end)]
        before = clause.text[max(clause.start, match.start() - 3) : match.start()]
        if not _NOT_HAPPENED.match(after) and not _PREFIXED.search(before):
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
