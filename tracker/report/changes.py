"""What moved since the last summary, and why: the same targets judged in stages that differ in one thing each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.calendar import Period
from tracker.model.assessment import Assessment, Flag, Status, Verdicts
from tracker.model.report import Cause, Change, Movement

Key = tuple[str, str, str, str]

SCALE: Mapping[Status, int] = {
    Status.MISSED: 0,
    Status.FAR_BEHIND: 1,
    Status.BEHIND: 2,
    Status.ON_TRACK: 3,
    Status.AHEAD: 3,
    Status.ACHIEVED_LATE: 4,
    Status.ACHIEVED: 4,
}
"""The statuses that are better or worse than one another; the grey ones say too little to be compared."""

BAD = SCALE[Status.BEHIND]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stages:
    """The boards between the last summary and this one.

    `published` is the last summary's board; `judged_alike` the same by today's thresholds; `corrected` with what is
    known of that day now; `waited` on the new day without a row of a later day than that; `now` with everything.
    """

    published: Verdicts
    judged_alike: Verdicts | None
    corrected: Verdicts
    waited: Verdicts
    now: Verdicts


def changes(stages: Stages, judged: Sequence[Assessment], period: Period) -> tuple[Change, ...]:
    """The targets among `judged` that stand differently or have new evidence, in the order of their movements."""
    staged = _Staged(stages)
    found = [change for a in judged if a.scope == "plan" and (change := staged.change(a, period)) is not None]
    order = list(Movement)
    return tuple(sorted(found, key=lambda change: order.index(change.movement)))


class _Staged:
    """The stages, each by target."""

    def __init__(self, stages: Stages) -> None:
        self.published = _by_key(stages.published)
        alike = stages.judged_alike
        self.steps = (
            (Cause.POLICY, self.published if alike is None else _by_key(alike)),
            (Cause.CORRECTION, _by_key(stages.corrected)),
            (Cause.TIME, _by_key(stages.waited)),
            (Cause.NEW_DATA, _by_key(stages.now)),
        )

    def change(self, after: Assessment, period: Period) -> Change | None:
        """How a target moved; None if it stands as it stood and nothing new was said of it."""
        key = _key(after)
        before = self.published.get(key) or self.published.get((*key[:2], "org", key[3]))
        movement = _movement(before, after, period)
        if movement is None:
            return None
        return Change(before, after, movement, tuple(self._causes(before, after, movement)))

    def _causes(self, before: Assessment | None, after: Assessment, movement: Movement) -> Iterator[Cause]:
        """The steps that moved it, those left out that moved it the other way: what time took, a new figure gave."""
        key, last = _key(after), before
        for cause, board in self.steps:
            here = board.get(key) or board.get((*key[:2], "org", key[3]))
            if before is not None and last is not None and here is not None:
                along = _direction(before, after) * _direction(last, here) >= 0
                if along and _differ(last, here, movement):
                    yield Cause.REVISED if cause is Cause.TIME and _decided(last, here) else cause
            last = here


def _differ(one: Assessment, other: Assessment, movement: Movement) -> bool:
    """Whether the step changed what the movement is about: the status, or the figure where that stayed."""
    if movement in (Movement.EVIDENCE, Movement.REGRESSED):
        return one.actual != other.actual or one.as_of != other.as_of
    return one.status is not other.status


def _direction(one: Assessment, other: Assessment) -> int:
    """1 for the better, -1 for the worse, 0 where the two cannot be compared."""
    then, now = SCALE.get(one.status), SCALE.get(other.status)
    return 0 if then is None or now is None else (now > then) - (now < then)


def _decided(one: Assessment, other: Assessment) -> bool:
    return [each for each in other.revisions if each.effective] != [each for each in one.revisions if each.effective]


def _movement(before: Assessment | None, after: Assessment, period: Period) -> Movement | None:
    if before is None:
        return None
    if before.status is not after.status:
        return _transition(before.status, after.status)
    if Flag.REGRESSED in after.flags and Flag.REGRESSED not in before.flags:
        return Movement.REGRESSED
    new = before.actual != after.actual or (after.as_of is not None and after.as_of != before.as_of)
    return Movement.EVIDENCE if new else None


def _transition(before: Status, after: Status) -> Movement:
    """SPEC §6's statuses compared: up to done, down, up, or from or to one that cannot be compared."""
    if after is Status.WITHDRAWN:
        return Movement.WITHDRAWN
    then, now = SCALE.get(before), SCALE.get(after)
    if now == SCALE[Status.ACHIEVED]:
        return Movement.ACHIEVED
    if now is not None and now <= BAD and (then is None or now < then):
        return Movement.SLIPPED
    if now is not None and then is not None and now != then:
        return Movement.SLIPPED if now < then else Movement.RECOVERED
    return Movement.RESTATED


def _by_key(verdicts: Verdicts) -> Mapping[Key, Assessment]:
    return {_key(a): a for a in verdicts.assessments}


def _key(a: Assessment) -> Key:
    return a.plan, a.target, a.scope, a.org
