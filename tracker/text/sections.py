"""Parts of a document: where it looks back, where it looks ahead, and on which time.

A heading that says so decides for all that stands under it; so does the sentence that opens a part (一年来, 今年要重点
做好以下工作). What neither says comes from the document's title. A work report reviews last year, then sets this year's
targets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from tracker.calendar import Period
from tracker.text.anchor import NO_ANCHOR, Anchor
from tracker.text.front import Front, front_of, vote
from tracker.text.headings import Hint, Modality, heading_hints, is_long, opening_hint, opens_review, year_alone
from tracker.text.repair import Repaired
from tracker.text.sentences import Sentence, sentences

_TOP = re.compile(r"第?[一二三四五六七八九十]{1,3}(?:[、 ]|部分|章)|附件|附录")
_GLUED = re.compile(r"([一二三四五六七八九十]{1,3}、[^,。;:、\s]{3,24})[\s:]")
_SUB = re.compile(r"[(][一二三四五六七八九十]{1,3}[)]|\d{1,2}[.、]")
_HEAD = re.compile(
    r"(?:打算|安排|展望|任务|目标|思路|工作计划|回顾|总结|成效|成绩|情况|进展|问题|困难|不足|实事|名词解释|注释)[。:]?$"
)
SHORT = 14
"""A heading of so few characters names its part; a longer one may hold the words by chance."""


class Section(NamedTuple):
    """A part of the repaired text: what it tells, of which time, and the anchor for the times in it."""

    start: int
    end: int
    heading: str
    modality: Modality
    period: Period | None
    anchor: Anchor


class _State(NamedTuple):
    heading: str
    modality: Modality
    period: Period | None
    firm: bool
    """A numbered heading said so: a sentence changes it for its paragraph only."""


def sections(
    repaired: Repaired, anchor: Anchor = NO_ANCHOR, *, said: Sequence[Sentence] | None = None
) -> Sequence[Section]:
    """The parts of a text, one after the other and without gaps; `said` are its sentences, if they are known.

    >>> from tracker.text.repair import repair
    >>> text = "某局2020年上半年工作总结及下半年打算\\n一、工作情况\\n建成3所。\\n二、下步打算\\n新建2所。"
    >>> [(part.modality.value, part.period.end.isoformat()) for part in sections(repair(text))]
    [('done', '2020-06-30'), ('done', '2020-06-30'), ('plan', '2020-12-31')]
    """
    said = sentences(repaired) if said is None else said
    whole = front_of(said, anchor)
    found: list[Section] = []
    start, state = 0, _first(whole, said)
    for place, following in _turns(said, whole, state, repaired.text):
        if place > start:
            found.append(_section(start, place, state, whole.anchor))
        start, state = place, following
    found.append(_section(start, len(repaired.text), state, whole.anchor))
    return found


def _section(start: int, end: int, state: _State, anchor: Anchor) -> Section:
    return Section(start, end, state.heading, state.modality, state.period, replace(anchor, period=state.period))


def _first(whole: Front, said: Sequence[Sentence]) -> _State:
    """What the title says, else most of the sentences; an address says it part by part."""
    announced = whole.hints[0].modality if whole.hints else None
    modality = announced or (Modality.UNKNOWN if whole.looks_back else vote(said))
    return _state(whole, whole.title, Hint(modality, None), firm=False)


def _state(whole: Front, heading: str, hint: Hint, *, firm: bool) -> _State:
    """What stands under a heading that says `hint`, its period filled in from the title or the year."""
    modality = hint.modality or Modality.UNKNOWN
    return _State(heading, modality, hint.period or _usual_period(whole, modality), firm)


def _usual_period(whole: Front, modality: Modality) -> Period | None:
    """What the title announces, else the year of the text; what the caller knows where the text says nothing."""
    announced, anchor = whole.announced(modality), whole.anchor
    if announced and announced.period:
        return announced.period
    year = anchor.this_year
    if year is None or modality is Modality.UNKNOWN or (anchor.year is None and anchor.period):
        return anchor.period
    told = year - 1 if modality is Modality.DONE and whole.looks_back else year
    return Period(date(told, 1, 1), date(told, 12, 31))


def _turns(said: Sequence[Sentence], whole: Front, state: _State, text: str) -> Iterator[tuple[int, _State]]:
    """Where another part begins, and what it is."""
    lasting, end = state, 0
    for one in said:
        opens_line = one.start == 0 or "\n" in text[end : one.start]
        end = one.end
        if heading := one.text if one.heading else _heading_in(one.text):
            following = lasting = _after_heading(heading, lasting, whole)
        elif opens_line:
            following = _after_opening(one.text, lasting, whole)
            lasting = lasting if lasting.firm else following
        elif lasting.modality is Modality.PLAN and opens_review(one.text):
            following = _after_opening(one.text, lasting._replace(period=None), whole)
        else:
            continue
        if following != state:
            yield one.start, following
            state = following


def _heading_in(text: str) -> str:
    """The heading that a sentence begins with where line breaks were lost: 一、2022年工作回顾 2022年,……"""
    match = _GLUED.match(text)
    return match[1] if match else ""


def _after_heading(text: str, state: _State, whole: Front) -> _State:
    if (year := year_alone(text)) is not None:
        return _under_year(text, year, whole)
    hints, top = heading_hints(text, whole.anchor), _TOP.match(text) is not None
    if hints[0].modality is not None and _decides(text, hints, state):
        return _state(whole, text, hints[0], firm=top and len(hints) == 1)
    if top and whole.looks_back and state.modality is Modality.DONE:
        return _state(whole, text, Hint(Modality.PLAN, hints[0].period), firm=True)
    named = hints[0].period if top or not state.firm else None
    return state._replace(heading=text, period=named if named and is_long(named) else state.period)


def _decides(text: str, hints: Sequence[Hint], state: _State) -> bool:
    """Whether a heading may turn what the part is: a top one always, one below only if it is nothing but the words."""
    if _TOP.match(text):
        return True
    short = len(text) <= SHORT and _HEAD.search(text) is not None
    if _SUB.match(text):
        return short
    return short or not state.firm or hints[0].period is not None


def _under_year(text: str, year: int, whole: Front) -> _State:
    """A line that is a year alone: one gone by was done; this one is planned if the document is a plan."""
    this = whole.anchor.this_year
    planned = this is not None and (year > this or (year == this and whole.announced(Modality.PLAN) is not None))
    done = not planned and this is not None
    modality = Modality.PLAN if planned else Modality.DONE if done else Modality.UNKNOWN
    return _State(text, modality, Period(date(year, 1, 1), date(year, 12, 31)), firm=False)


def _after_opening(text: str, state: _State, whole: Front) -> _State:
    hint = opening_hint(text, replace(whole.anchor, period=state.period))
    if hint.modality is None or (hint.modality == state.modality and hint.period in (None, state.period)):
        return state
    return _state(whole, state.heading, hint, firm=state.firm)
