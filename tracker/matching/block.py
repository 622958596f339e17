"""The targets of a plan that a statement may tell of: how alike they are, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.lexicon import Lexicon
from tracker.matching.bars import doubts, elsewhere, is_excluded
from tracker.matching.features import is_far
from tracker.matching.likeness import Alike, Memory, Near
from tracker.matching.profiles import Profile, Telling
from tracker.model.match import Reason
from tracker.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Candidate:
    """A target that a statement may tell of.

    `alike` says how alike they are by their words, `elsewhere` why it does not count all the same.
    """

    profile: Profile
    telling: Telling
    as_of: date
    alike: Alike
    elsewhere: tuple[Reason, ...]

    @property
    def score(self) -> int:
        """The probability that it is meant, in ten-thousandths."""
        return self.alike.score

    @property
    def agrees(self) -> bool:
        """Whether the words of their own, not the generic ones, are the same."""
        return not self.alike.unspecific

    @property
    def doubts(self) -> tuple[Reason, ...]:
        """Why a person should look at it."""
        return (*doubts(self.profile, self.telling, self.as_of), *self.alike.unspecific)


class Block:
    """The targets of one plan under a lexicon.

    What depends on the plan alone is computed once, so that many documents can be held against it; what blocks have in
    common, once for all that share a memory.
    """

    def __init__(self, plan: Plan, memory: Memory) -> None:
        self.plan = plan
        self.eye = memory.eye
        self.thresholds = memory.thresholds
        self.profiles = tuple(self.eye.profile(plan, target, n) for n, target in enumerate(plan.targets))
        self._memory = memory
        self._wanted = memory.wanted(tuple(profile.asked for profile in self.profiles))

    def candidates(self, telling: Telling, as_of: date) -> list[Candidate]:
        """The targets that a statement may tell of, the likeliest first."""
        near = self._memory.near(self._wanted, telling.spoken)
        found = (self._candidate(each, telling, as_of) for each in near)
        return sorted((each for each in found if each is not None), key=lambda each: (-each.score, each.profile.order))

    def _candidate(self, near: Near, telling: Telling, as_of: date) -> Candidate | None:
        profile = self.profiles[near.order]
        alike = near.far if is_far(profile, telling) else near.alike
        if alike.score < self._wanted.least(profile.asked, telling.spoken):
            return None
        if is_excluded(profile, telling, self.eye.lexicon):
            return None
        return Candidate(profile, telling, as_of, alike, tuple(elsewhere(profile, telling, as_of)))


def blocks(plans: Sequence[Plan], lexicons: Lexicon | Sequence[Lexicon]) -> list[Block]:
    """A block for each plan, by one lexicon or by one for each; those of the same words have a memory in common."""
    by = [lexicons] * len(plans) if isinstance(lexicons, Lexicon) else lexicons
    memories = {digest: Memory(lexicon) for digest, lexicon in {each.digest: each for each in by}.items()}
    return [Block(plan, memories[lexicon.digest]) for plan, lexicon in zip(plans, by, strict=True)]
