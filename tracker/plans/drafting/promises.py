"""Which statements of a document are promises of a plan's period, and what each becomes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple

from tracker import words
from tracker.calendar import Period, parse_period, write_period
from tracker.model.statement import Kind, Reading, Role, Span, Statement
from tracker.plans.drafting.goals import DONE, Setting, goal
from tracker.plans.drafting.items import Item, due_text
from tracker.plans.drafting.wording import phrase
from tracker.words import figures


class Promised(NamedTuple):
    """The targets of a document; promises of another period, and events without a day, which are listed as comments."""

    items: tuple[Item, ...]
    past: tuple[str, ...]
    undated: tuple[str, ...]


_BUILT = re.compile("建成|竣工|完工|投用|投入使用|启用|投产|通车|挂牌|交付|开园|开业")
_BARRED = re.compile("不|禁|未|控制|严控|防止")


def promised(reading: Reading, period: Period, org: str, lang: str) -> Promised:
    """Every promise that is still open in `period`, in reading order."""
    dated = {(each.sentence_span, each.clause) for each in reading.statements if each.kind is Kind.DATE}
    events = (each for each in reading.events if (each.sentence_span, each.clause) not in dated)
    told = sorted((*reading.statements, *events), key=lambda each: (each.start, each.end))
    members = {each.subject: each.value for each in told if each.detail == "universe" and each.value is not None}
    frame = _Frame(reading.file, period, {org, _usual(each.org for each in told)}, members, lang)
    fates: dict[_Fate, list[Statement]] = {fate: [] for fate in _Fate}
    for each in _promises(told):
        fates[_fate(each, period)].append(each)
    beside = _beside(fates[_Fate.TARGET], [each for each in told if each.role is Role.BACKGROUND])
    return Promised(
        tuple(_item(each, beside.get(index, []), frame) for index, each in enumerate(fates[_Fate.TARGET])),
        tuple(dict.fromkeys(_past(each, frame) for each in fates[_Fate.PAST])),
        tuple(dict.fromkeys(phrase(each) for each in fates[_Fate.UNDATED])),
    )


def _promises(told: Sequence[Statement]) -> Sequence[Statement]:
    """What is promised; in a document that never says whether it looks ahead or back, all that could be.

    Who drafts a plan from it says that it looks ahead.
    """
    sure = [each for each in told if each.role is Role.TARGET]
    return sure or [each for each in told if "role_unknown" in each.flags and each.role is not Role.BACKGROUND]


class _Fate(Enum):
    """What becomes of a promise."""

    TARGET = auto()
    PAST = auto()
    UNDATED = auto()


def _fate(said: Statement, period: Period) -> _Fate:
    spoken_of = _time(said)
    if spoken_of is not None and spoken_of.end < period.start:
        return _Fate.PAST
    return _Fate.TARGET if _is_datable(said) else _Fate.UNDATED


def _is_datable(said: Statement) -> bool:
    """Whether it can be told on which day it is done: a quantity, an event with its day, something that is built."""
    if said.kind is not Kind.EVENT:
        return True
    dated = said.period is not None and "period_assumed" not in said.flags
    return (dated or _BUILT.search(said.action) is not None) and not _BARRED.search(said.clause)


def _beside(targets: Sequence[Statement], background: Iterable[Statement]) -> Mapping[int, list[Statement]]:
    """By the index of a target, what else its clause says: each background quantity with the target nearest to it."""
    clauses: dict[tuple[Span, str], list[int]] = {}
    for index, said in enumerate(targets):
        clauses.setdefault((said.sentence_span, said.clause), []).append(index)
    beside: dict[int, list[Statement]] = {}
    for each in background:
        near = clauses.get((each.sentence_span, each.clause), ())
        named = [index for index in near if each.subject and targets[index].subject == each.subject]
        if near:
            nearest = min(named or near, key=lambda index: abs(targets[index].start - each.start))
            beside.setdefault(nearest, []).append(each)
    return beside


class _Frame(NamedTuple):
    """What all targets of a draft have in common; `orgs` are the names of the one whose plan it is.

    `members` says how many there are of whom.
    """

    file: str
    period: Period
    orgs: set[str]
    members: Mapping[str, Decimal]
    lang: str


def _usual(orgs: Iterable[str]) -> str:
    """The unit that a document speaks of most."""
    return next((org for org, _ in Counter(orgs).most_common(1)), "")


def _item(said: Statement, beside: Sequence[Statement], frame: _Frame) -> Item:
    baseline = next((each for each in beside if each.detail == "baseline"), None)
    measured = goal(said, Setting(baseline, frame.members), frame.lang)
    days, late = _days(said, frame)
    return Item(
        {"text": f"{measured.every}{phrase(said)}", **measured.keys, **days, **_match(said)},
        (_source(said, frame.file),),
        (*measured.doubts, *late, *_cautions(said, frame)),
        tuple(_note(each, frame.lang) for each in beside if each is not baseline or "baseline" not in measured.keys),
    )


def _days(said: Statement, frame: _Frame) -> tuple[dict[str, object], tuple[tuple[str, str], ...]]:
    """Start and due where the document says other days than the plan's; of what is done only when it is due."""
    period, plan = _time(said), frame.period
    if period is None or period == plan:
        return {}, ()
    days: dict[str, object] = {}
    if said.kind not in DONE and (period.start < plan.start or period.start > plan.end):
        days["start"] = period.start.isoformat()
    if period.end != plan.end:
        days["due"] = due_text(period)
    late = period.end > plan.end
    return days, ((("due", words.say("drafting.beyond", frame.lang)),) if late else ())


def _time(said: Statement) -> Period | None:
    """The time that a promise speaks of; of a day that is promised, that day or month."""
    return parse_period(said.on) if said.on else said.period


def _match(said: Statement) -> dict[str, object]:
    """The level, which helps to tell near twins apart."""
    return {"match": {"level": said.level}} if said.level else {}


def _source(said: Statement, file: str) -> Mapping[str, object]:
    return {"file": file, "start": said.start, "end": said.end, "quote": said.quote}


def _cautions(said: Statement, frame: _Frame) -> list[tuple[str, str]]:
    """Why a person should look at it: what the reader was not sure of, and another unit's name."""
    plain = {"duplicate", *(["period_assumed"] if said.period == frame.period else [])}
    told = [("", words.say(f"caution.{flag}", frame.lang)) for flag in said.flags if flag not in plain]
    if said.org and said.org not in frame.orgs:
        told.append(("", words.say("drafting.other_org", frame.lang, org=said.org)))
    return told


def _note(said: Statement, lang: str) -> str:
    return words.say(
        "drafting.background",
        lang,
        what=words.say(f"detail.{said.detail}" if said.detail else "role.background", lang),
        quantity=amount(said, lang),
        subject=said.subject,
    )


def amount(said: Statement, lang: str) -> str:
    """The figure of a statement with its unit."""
    if said.value is not None:
        return figures.figure(Fraction(said.value), said.unit, lang)
    if said.low is not None and said.high is not None:
        return f"{figures.number(Fraction(said.low), lang)}~{figures.figure(Fraction(said.high), said.unit, lang)}"
    return said.quote


def _past(said: Statement, frame: _Frame) -> str:
    time = _time(said)
    period = write_period(time) if time is not None else ""
    return words.say("drafting.past", frame.lang, quantity=amount(said, frame.lang), text=phrase(said), period=period)
