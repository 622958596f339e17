"""The same totals for every theme, department and unit, and their ranking by a rule that can be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from tracker import rules
from tracker.model.assessment import Assessment, Flag, Status
from tracker.model.report import Group, Reporting
from tracker.report import reporting


def grouped(judged: Iterable[Assessment], name: str, came: Mapping[reporting.Key, Reporting]) -> tuple[Group, ...]:
    """The targets by their `theme` or `lead` as written, in the order in which the names first come."""
    members: dict[str, list[Assessment]] = defaultdict(list)
    for a in judged:
        if a.scope == "plan":
            members[getattr(a, name)].append(a)
    return tuple(_group(key, each, came) for key, each in members.items())


def of_units(judged: Iterable[Assessment], came: Mapping[reporting.Key, Reporting]) -> tuple[Group, ...]:
    """The units' own shares of allocated goals, and their own of targets that are one for each unit, by unit."""
    members: dict[str, list[Assessment]] = defaultdict(list)
    for a in judged:
        if a.of_unit:
            members[a.org].append(a)
    return tuple(_group(key, each, came) for key, each in members.items())


def _group(name: str, members: Sequence[Assessment], came: Mapping[reporting.Key, Reporting]) -> Group:
    return Group(
        name=name,
        targets=len(members),
        totals=rules.totals(replace(a, scope="plan") for a in members),
        overdue=sum(Flag.OVERDUE in a.flags for a in members),
        below=sum(Flag.BELOW_SCHEDULE in a.flags for a in members),
        reporting=sum((came[reporting.key_of(a)] for a in members), start=reporting.NONE),
    )


def ranked(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups with their places, best first; those that cannot be compared come last, without a place.

    By 达序时率, then by mean progress, then by fewer overdue; what is equal in all three shares a place.
    """
    given = list(groups)
    compared = sorted((g for g in given if g.name and g.totals.on_schedule_rate is not None), key=_standing)
    placed: list[Group] = []
    for index, group in enumerate(compared):
        shared = placed and _standing(placed[-1]) == _standing(group)
        placed.append(group._replace(place=placed[-1].place if shared else index + 1))
    return (*placed, *(g for g in given if not g.name or g.totals.on_schedule_rate is None))


def _standing(group: Group) -> tuple[Fraction, Fraction, int]:
    totals = group.totals
    kept = sum(n for status, n in totals.counts.items() if status is not Status.WITHDRAWN)
    assert totals.on_schedule_rate is not None
    assert kept
    return -totals.on_schedule_rate, -(totals.mean_progress.value or Fraction(0)), group.overdue
