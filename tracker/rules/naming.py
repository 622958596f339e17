"""Which target of which plan is meant: by plan and id, by `plan/id`, or by an id that only one plan has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from tracker.model.plan import Plan, Target
from tracker.problems import Problem, Source
from tracker.rules.fitting import nearest

Key = tuple[str, str]
"""A plan's id and a target's id."""

SUGGESTION_LIMIT = 50
"""Names for which the nearest known one is looked for: a file of strangers is not one slip after another."""


class Naming(Protocol):
    """What names a target: an achievement, a row of a goals table."""

    @property
    def plan(self) -> str:
        """The plan that it names; empty for none."""

    @property
    def target(self) -> str:
        """The target that it names; empty for none."""

    @property
    def source(self) -> Source:
        """Where it stands."""


class Names:
    """The targets of several plans by the names that rows may give them."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self.plans = {plan.id for plan in plans}
        self.targets: dict[Key, tuple[Plan, Target]] = {}
        for plan in plans:
            for target in plan.targets:
                self.targets.setdefault((plan.id, target.id), (plan, target))
        self.owners: Mapping[str, list[Key]] = defaultdict(list)
        for key in self.targets:
            self.owners[key[1]].append(key)
        self._suggestions: dict[str, str] = {}

    def resolve(self, row: Naming) -> tuple[Key, str]:
        """The target that a row names, or the reason why there is none."""
        target = row.target
        if not target:
            return ("", ""), "no_target"
        if not row.plan and "/" in target:
            plan, _, target = target.partition("/")
            return ((plan, target), "") if (plan, target) in self.targets else (("", ""), "unknown_target")
        if row.plan:
            if (row.plan, target) in self.targets:
                return (row.plan, target), ""
            return ("", ""), "unknown_target" if row.plan in self.plans else "unknown_plan"
        owners = self.owners.get(target, [])
        if len(owners) == 1:
            return owners[0], ""
        return ("", ""), "ambiguous_target" if owners else "unknown_target"

    def problem(self, row: Naming, reason: str) -> Problem:
        """What to say of a row that names no target of these plans."""
        if reason == "ambiguous_target":
            plans = "、".join(plan for plan, _ in self.owners[row.target])
            return Problem(row.source, "R103", {"found": row.target, "plans": plans})
        if reason == "unknown_plan":
            return self._unknown(row.source, "R102", row.plan, self.plans)
        return self._unknown(row.source, "R101", row.target, self.owners)

    def _unknown(self, source: Source, code: str, found: str, names: Iterable[str]) -> Problem:
        if found not in self._suggestions and len(self._suggestions) < SUGGESTION_LIMIT:
            self._suggestions[found] = nearest(found, names)
        return Problem(source, code, {"found": found, "suggestion": self._suggestions.get(found, "")})
