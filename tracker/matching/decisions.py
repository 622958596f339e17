"""What becomes of each statement: credited, for review, recognised but excluded, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from fractions import Fraction
from functools import lru_cache
from itertools import chain

from tracker.matching.block import Block, Candidate
from tracker.matching.profiles import Telling, Told
from tracker.matching.scoring import WHOLE, Thresholds
from tracker.matching.wording import ROOM
from tracker.model.match import Decision, Match, Matches, Reason
from tracker.model.plan import Measure, Target
from tracker.model.statement import Statement


def decide(block: Block, told: Told, as_of: date) -> Matches:
    """Every statement and event of a document held against the targets of a block."""
    found: list[Match] = []
    left: list[Statement] = []
    for telling in told.statements:
        matches = decide_alone(block, telling, as_of)
        found += matches
        if not matches:
            left.append(telling.statement)
    events = (decide_alone(block, event, as_of) for event in told.events)
    counted, without_number = _parted(block, chain.from_iterable(events))
    settled = tuple(sorted(_settled([*found, *counted]), key=_in_order))
    reported = {match.target for match in settled if match.decision is not Decision.REJECTED}
    return Matches(
        settled,
        tuple((block.plan.id, each.id) for each in block.plan.targets if each.id not in reported),
        tuple(left),
        tuple(without_number),
    )


def decide_alone(block: Block, telling: Telling, as_of: date) -> list[Match]:
    """A statement or an event held against the targets of a block, whatever else is said."""
    decided = _event if telling.spoken.event else _decided
    return decided(block.candidates(telling, as_of), block.thresholds)


def _decided(candidates: Sequence[Candidate], limits: Thresholds) -> list[Match]:
    """The decision on one statement: one match that counts, those that wait, or those recognised that do not count."""
    open_to = sorted((each for each in candidates if not each.elsewhere), key=_in_rank)
    barred = [each for each in candidates if each.elsewhere and each.score >= limits.recognised]
    best = next((each for each in open_to if each.score >= limits.review), None)
    if barred and (best is None or barred[0].score > best.score + limits.margin):
        first, *others = barred
        alike = (each for each in others if _is_alike(each) and first.score - each.score < limits.margin)
        return [_match(each, Decision.REJECTED, each.elsewhere) for each in (first, *alike)]
    if best is None:
        return []
    rival = _rival(best, open_to, limits)
    reasons = [*best.doubts, *_too_low(best, rival, limits)]
    decision = Decision.REVIEW if reasons else Decision.CREDITED
    if barred:
        text = barred[0].profile.target.text
        reasons.append(Reason("runner_up_excluded", {"target": text, "why": barred[0].elsewhere[0]}))
    found = [_match(best, decision, reasons)]
    if rival is not None:
        runner_up = Reason("runner_up", {"target": best.profile.target.text})
        found.append(_match(rival, Decision.REVIEW, [*rival.doubts, runner_up]))
    return found


def _is_alike(barred: Candidate) -> bool:
    """Whether a statement is of this indicator as well; one at another level is another figure."""
    return barred.agrees and all(reason.code != "other_level" for reason in barred.elsewhere)


def _in_rank(candidate: Candidate) -> tuple[bool, int, bool]:
    """The likelier first, those too general last; of equals the one whose time is just that of the statement."""
    return candidate.alike.general, -candidate.score, candidate.profile.window != candidate.telling.statement.period


def _rival(best: Candidate, open_to: Iterable[Candidate], limits: Thresholds) -> Candidate | None:
    """A target that the best cannot be told from."""
    others = (each for each in open_to if each is not best and each.agrees and not _yields(each, best))
    return next((each for each in others if best.score - each.score < limits.margin), None)


def _too_low(best: Candidate, rival: Candidate | None, limits: Thresholds) -> Iterator[Reason]:
    if best.score < limits.credited:
        yield Reason("score", {"score": Fraction(best.score, WHOLE)})
    if rival is not None:
        yield Reason("runner_up", {"target": rival.profile.target.text})
    if best.alike.covered < limits.covered:
        yield Reason("covered_little")


def _yields(rival: Candidate, best: Candidate) -> bool:
    """Whether a rival is none: the same promise written twice, or one in the same words for another time.

    Of the latter the best is for just the statement's time.
    """
    one, other, period = best.profile, rival.profile, best.telling.statement.period
    asked, as_well = one.asked, other.asked
    if one.window != other.window:
        return asked.content == as_well.content and one.window == period
    same = (one.goal, asked.unit, asked.level) == (other.goal, as_well.unit, as_well.level)
    return one.goal is not None and same


def _match(candidate: Candidate, decision: Decision, reasons: Iterable[Reason]) -> Match:
    profile, telling = candidate.profile, candidate.telling
    return Match(
        profile.plan.id,
        profile.target.id,
        telling.statement,
        decision,
        Fraction(candidate.score, WHOLE),
        (*reasons, *_what_they_share(candidate)),
    )


def _what_they_share(candidate: Candidate) -> Iterator[Reason]:
    """The words of the target that the statement has, those that it lacks, and the unit."""
    asked, spoken = candidate.profile.asked, candidate.telling.spoken
    covered, missing = words_shared(asked.content, f"{spoken.content}\n{spoken.about}")
    if covered:
        yield Reason("covered", {"words": covered})
    if missing:
        yield Reason("missing", {"words": missing})
    if not spoken.event and asked.unit:
        same = "same_unit" if asked.group == spoken.group else "other_unit"
        yield Reason(same, {"said": spoken.unit, "wanted": asked.unit})


@lru_cache(ROOM)
def words_shared(asked: str, told: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stretches of one text that another has, and those that it has not; single characters are no words.

    >>> words_shared("市级示范标准村卫生室", "示范标准化村卫生室")
    (('示范标准', '村卫生室'), ('市级',))
    """
    covered: list[str] = []
    missing: list[str] = []
    at = 0
    for block in SequenceMatcher(None, asked, told, autojunk=False).get_matching_blocks():
        if block.size < 2 and block.a < len(asked):
            continue
        missing.extend(word for word in asked[at : block.a].split() if len(word) > 1)
        covered.extend(word for word in asked[block.a : block.a + block.size].split() if len(word) > 1)
        at = block.a + block.size
    return tuple(covered), tuple(missing)


def _event(candidates: Sequence[Candidate], limits: Thresholds) -> list[Match]:
    """The decision on an event: it counts for a milestone where it says on what day, else a person is asked."""
    matches = _decided(candidates, limits)
    if not matches or matches[0].decision is not Decision.CREDITED:
        return matches
    (match,) = matches
    target = next(each.profile.target for each in candidates if each.profile.target.id == match.target)
    period = match.statement.period
    code = ""
    if target.kind is Measure.GRADED:
        code = "" if grade_said(target, match.statement) else "no_grade"
    elif period is None or (period.end - period.start).days > MONTH:
        code = "no_day"
    return [replace(match, decision=Decision.REVIEW, reasons=(Reason(code), *match.reasons))] if code else matches


def grade_said(target: Target, statement: Statement) -> str:
    """The grade that a statement names; of several the longest (基本达成 is not 达成)."""
    return max((grade for grade in target.grades if grade in statement.clause), key=len, default="")


MONTH = 31
"""Days: an event of a month is dated, one of a year is not."""


def _parted(block: Block, events: Iterable[Match]) -> tuple[list[Match], list[Match]]:
    """Events of milestones and grades, and those that speak of a figure without giving it."""
    numeric = {each.target.id for each in block.profiles if each.asked.numeric}
    counted: list[Match] = []
    without: list[Match] = []
    for match in events:
        (without if match.target in numeric else counted).append(match)
    return counted, [match for match in without if match.decision is not Decision.REJECTED]


def _settled(matches: Sequence[Match]) -> Iterator[Match]:
    """Where two credited statements give one target different values for one time, a person decides."""
    values: dict[tuple[str, object], set[object]] = defaultdict(set)
    for match in matches:
        if match.decision is Decision.CREDITED:
            values[_slot(match)].add(match.statement.value)
    for match in matches:
        if match.decision is Decision.CREDITED and len(values[_slot(match)]) > 1:
            yield replace(match, decision=Decision.REVIEW, reasons=(Reason("conflict"), *match.reasons))
        else:
            yield match


def _slot(match: Match) -> tuple[str, object]:
    period = match.statement.period
    return match.target, (match.statement.org, period and period.end)


def _in_order(match: Match) -> tuple[int, int, str]:
    return match.statement.start, match.statement.end, match.target
