"""Between targets: ids that are unique, parts and parents that exist, and no circle among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tracker.model.names import POLICIES
from tracker.model.numerals import convert
from tracker.model.plan import Comparator, Target
from tracker.plans.checks.case import case
from tracker.plans.checks.rollups import fitting_rollups
from tracker.plans.keys import nearest
from tracker.plans.partial import Partial
from tracker.plans.places import Finding, LineOf, Path, found

NOT_IN_AN_ID = re.compile(r"[\s/\\]")


def relations(partial: Partial) -> Iterator[Finding]:
    """What several targets must agree on."""
    plan = partial.plan
    if isinstance(plan.policy, str) and plan.policy not in POLICIES and not any(c in plan.policy for c in "./\\"):
        params = {"found": plan.policy, "suggestion": nearest(plan.policy, POLICIES), "allowed": "、".join(POLICIES)}
        yield Finding(("policy",), "T221", params)
    if NOT_IN_AN_ID.search(plan.plan):
        yield Finding(("plan",), "T127", {"found": plan.plan})
    first: dict[str, int] = {}
    for target, index in zip(plan.targets, partial.indices, strict=True):
        if NOT_IN_AN_ID.search(target.id):
            yield Finding(("targets", index, "id"), "T127", {"found": target.id})
        earlier = first.setdefault(target.id, index)
        if earlier != index:
            yield Finding(
                ("targets", index, "id"), "T126", {"found": target.id, "first": LineOf(("targets", earlier, "id"))}
            )
    by_id = {target.id: target for target in reversed(plan.targets)}
    for position, (target, index) in enumerate(zip(plan.targets, partial.indices, strict=True)):
        if target.parts:
            yield from _parts(partial, position, by_id, ("targets", index, "parts"))
        if target.parent is not None:
            yield from _parent(partial, target, by_id, ("targets", index, "parent"))
    yield from _circles(partial, by_id)


def _parts(partial: Partial, position: int, by_id: Mapping[str, Target], path: Path) -> Iterator[Finding]:
    target, index = partial.plan.targets[position], partial.indices[position]
    single = isinstance(partial.written[position].get("parts"), str)
    subject = case(partial.plan, target, partial.written[position], index)
    rollup = target.rollup or fitting_rollups(subject)[0]
    for number, name in enumerate(target.parts):
        here: Path = path if single else (*path, number)
        part = by_id.get(name)
        if name == target.id:
            yield Finding(here, "T186", {"found": name})
        elif part is None:
            if not partial.unread:
                yield Finding(here, "T184", {"found": name, "suggestion": nearest(name, by_id)})
        elif part.for_each:
            yield Finding(here, "T195", {"found": name})
        elif index not in partial.unsound and rollup not in ("met", "none"):
            if part.kind is not target.kind or part.stock != target.stock:
                params = {"found": name, "kind": str(part.kind.value), "rollup": rollup}
                yield Finding(here, "T188", params)
            elif rollup == "sum" and not _same_unit(part, target):
                yield Finding(here, "T187", {"found": name, "unit": part.goal_unit, "wanted": target.goal_unit})


def _same_unit(part: Target, whole: Target) -> bool:
    if Comparator.EACH in (part.comparator, whole.comparator):
        return True
    return any(convert(goal.value, part.goal_unit, whole.goal_unit) is not None for goal in part.goals)


def _parent(partial: Partial, target: Target, by_id: Mapping[str, Target], path: Path) -> Iterator[Finding]:
    plan, slash, name = (target.parent or "").rpartition("/")
    if slash and plan != partial.plan.plan:
        return
    if name == target.id:
        yield Finding(path, "T186", {"found": name})
    elif name not in by_id and not partial.unread:
        yield Finding(path, "T190", {"found": name, "suggestion": nearest(name, by_id), "plan": partial.plan.plan})


def _circles(partial: Partial, by_id: Mapping[str, Target]) -> Iterator[Finding]:
    """A target that is a part of its own part, or its own parent's parent, would be judged by itself."""
    plan = partial.plan
    own = f"{plan.plan}/"
    parts = {target.id: target.parts for target in plan.targets if target.parts}
    parents = {
        target.id: (target.parent.removeprefix(own),) for target in plan.targets if target.parent and target.parent
    }
    for key, edges in (("parts", parts), ("parent", parents)):
        for circle in _cycles(edges):
            index = next(i for t, i in zip(plan.targets, partial.indices, strict=True) if t.id == circle[0])
            yield found(("targets", index, key), "T192", found=" → ".join((*circle, circle[0])))


def _cycles(edges: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Each circle of more than one once, from the first of its members that is met."""
    done: set[str] = set()
    for start in edges:
        trail: list[str] = []
        on_trail: set[str] = set()
        waiting = [(start, False)]
        while waiting:
            name, leaving = waiting.pop()
            if leaving:
                trail.pop()
                on_trail.discard(name)
                done.add(name)
                continue
            if name in on_trail:
                circle = trail[trail.index(name) :]
                if len(circle) > 1:
                    yield circle
                continue
            if name in done or name not in edges:
                continue
            trail.append(name)
            on_trail.add(name)
            waiting.append((name, True))
            waiting.extend((part, False) for part in reversed(edges[name]))
