"""A plan while it is being checked: what could be read of it, and which of its targets can be judged in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError

from tracker.calendar import Period
from tracker.model.plan import COMPARATORS, Plan, Target
from tracker.plans.places import Path
from tracker.plans.validate import validated

COMPARATOR_KEYS = tuple(str(comparator.value) for comparator in COMPARATORS)
DECISIVE = frozenset(
    (*COMPARATOR_KEYS, "measure", "steps", "grades", "of", "unit", "stock", "baseline", "start", "due")
)
"""Keys without which it is not known what a target promises: with one of them faulty, what must fit is not checked."""
ANY_TIME = Period(date(1900, 1, 2), date(2200, 12, 31))


@dataclass(slots=True)
class Partial:
    """The plan as far as it could be read.

    `written` holds the keys of each target as they stand in the file; `indices` says which target of the file each
    one is; `unsound` are the indices of those whose promise is not known; `unread` says that there are targets of
    which nothing could be read, not even the id.
    """

    plan: Plan
    written: Sequence[Mapping[str, object]]
    indices: Sequence[int]
    empty: set[Path]
    unsound: set[int] = field(default_factory=set)
    unread: bool = False


def whole(plan: Plan, written: Sequence[Mapping[str, object]], empty: set[Path]) -> Partial:
    """The partial of a plan that the model took as it is."""
    return Partial(plan, written, range(len(plan.targets)), empty)


def salvaged(data: Mapping[str, object], error: ValidationError, empty: set[Path]) -> Partial:
    """What is left of a plan when everything that the model refused is taken out."""
    header, faulty, items = _at_fault(error)
    written, indices, targets = [], [], []
    unsound: set[int] = set()
    given = data.get("targets")
    for index, raw in enumerate(given if isinstance(given, list) else ()):
        if not isinstance(raw, dict):
            continue
        bad = faulty.get(index, set())
        kept = {key: value for key, value in raw.items() if key not in bad}
        for key, position in items.get(index, ()):
            if key in kept:
                kept[key] = _neutral(key, kept[key], position)
        target = _target(kept, bad, index)
        if target is not None:
            written.append(raw)
            indices.append(index)
            targets.append(target)
            if not bad.isdisjoint(DECISIVE):
                unsound.add(index)
    plan = _header({key: value for key, value in data.items() if key not in header and key != "targets"})
    plan = plan.changed(targets=tuple(targets))
    unread = not isinstance(given, list) or len(targets) < len(given) or any("id" in bad for bad in faulty.values())
    return Partial(plan, written, indices, empty, unsound, unread)


NEUTRAL: Mapping[str, Mapping[str, object]] = {
    "revisions": {"decided_on": "2000-01-01", "withdraw": True},
    "source": {"file": "?"},
}
"""What stands in for a faulty item of a list, so that the others can still be checked at their places."""

_Items = dict[int, list[tuple[str, int]]]


def _at_fault(error: ValidationError) -> tuple[set[str], dict[int, set[str]], _Items]:
    """The keys of the plan that are faulty, those of each target, and the faulty items of lists in targets."""
    header: set[str] = set()
    faulty: dict[int, set[str]] = {}
    items: _Items = {}
    for entry in error.errors(include_url=False, include_context=False, include_input=False):
        loc = entry["loc"]
        if not loc or loc[0] != "targets":
            header.update(str(step) for step in loc[:1])
        elif len(loc) > 2 and isinstance(loc[1], int):
            key, position = str(loc[2]), loc[3] if len(loc) > 3 else None
            if key in NEUTRAL and isinstance(position, int):
                items.setdefault(loc[1], []).append((key, position))
            else:
                faulty.setdefault(loc[1], set()).add(key)
    return header, faulty, items


def _neutral(key: str, value: object, position: int) -> object:
    if not isinstance(value, list):
        return [NEUTRAL[key]]
    return [NEUTRAL[key] if index == position else item for index, item in enumerate(value)]


def _target(raw: dict[str, object], bad: set[str], index: int) -> Target | None:
    if "id" in bad:
        raw["id"] = f"?{index}"
    if "text" in bad:
        raw["text"] = "?"
    try:
        return validated(Target, raw)
    except ValidationError:
        return None


def _header(data: dict[str, object]) -> Plan:
    data = {"plan": "?", "period": ANY_TIME, **data, "targets": []}
    try:
        return validated(Plan, data)
    except ValidationError:
        return validated(Plan, {"plan": "?", "period": ANY_TIME, "targets": []})
