"""A goals table looked over before it is used: what may be wrong is read and held against the plans as always.

A table with any problem is not used, like one that comes as a small file.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from tracker.model.plan import NUMERIC, Comparator, Measure, Plan
from tracker.problems import PlanError, Problem
from tracker.problems import Source as Place
from tracker.readers.goals import NUMBERS, Goals, goals_from
from tracker.rules import share_out
from tracker.scale.definitions import Definition, names_of
from tracker.scale.duck import Duck
from tracker.scale.longway import PLACE
from tracker.scale.source import Source, Table
from tracker.scale.tidying import tidied
from tracker.values import replace

KNOWN = {
    "plan_": "varchar", "target_": "varchar", "d": "integer", "each_": "boolean", "numeric_": "boolean",
    "between_": "boolean", "count_": "boolean", "closely_": "boolean",
}  # fmt: skip
SHOWN = 200
"""Problems that are told at once."""


def check(
    engine: Duck, goals: Table | None, plans: Sequence[Plan], made: Sequence[Definition], *, whole: bool
) -> Table | None:
    """The goals table, its names cleaned and equal lines once, or what is wrong with it, or with having none.

    Raises:
        PlanError: with the problems, in the words of the ordinary reader.
    """
    if goals is None:
        if problems := _unspoken(made, ()):
            raise PlanError(problems[:SHOWN])
        return None
    goals = tidied(engine, Source(goals, engine.dialect, Goals.vocabulary), "tidy_goals_") or goals
    source = Source(goals, engine.dialect, Goals.vocabulary)
    engine.table("goal_kinds_", KNOWN, _known(made))
    relation = _numbered(source)
    twice = (
        f"select d, org_ from {relation} join goal_kinds_ using (plan_, target_) group by d, org_ having count(*) > 1"
    )
    engine.keep("goals_twice_", twice)
    engine.keep(
        "goals_doubted_",
        f"select g.*, d from {relation} left join goal_kinds_ using (plan_, target_) "
        f"where {_doubtful(whole)} "
        "or exists (select 1 from goals_twice_ t where t.d = goal_kinds_.d and t.org_ = g.org_)",
    )
    problems = [*_wrong(engine, source, plans), *_unspoken(made, _spoken_of(engine, relation, made))]
    if problems:
        raise PlanError(problems[:SHOWN])
    if not _any(engine, "select 1 from goals_twice_"):
        return goals
    columns = ", ".join(map(engine.dialect.quoted, source.columns.values()))
    return Table(f"(select distinct {columns} from {goals.relation})", goals.types)


def _known(made: Sequence[Definition]) -> list[tuple[Any, ...]]:
    """The names of targets, and what a line of goals must fit."""
    lines = []
    for plan, target, each in names_of(made):
        terms = each.terms
        lines.append((
            plan, target, each.number, each.each, terms.comparator in NUMERIC, terms.comparator is Comparator.BETWEEN,
            terms.measure is Measure.COUNT, not each.plain,
        ))  # fmt: skip
    return lines


def _numbered(source: Source) -> str:
    """The lines with their names and numbers."""
    told = {f"{name}_": source.text(name) for name in ("plan", "target", "org")}
    told |= {f"{name}_n": source.number(name) for name in NUMBERS}
    told |= {f"{name}_said": source.given(name) for name in NUMBERS}
    told |= {f"{name}_raw": source.raw(name) for name in NUMBERS}
    told |= {name: name if name in source.table.types else "null" for name in PLACE}
    listed = ", ".join(f"{said} as {name}" for name, said in told.items())
    return f"(select {listed} from {source.table.relation}) g"


def _doubtful(whole: bool) -> str:
    """Whether a line must be read by the ordinary reader: it may be wrong, or more than plain numbers tell."""
    return " or ".join(
        [
            "d is null" if whole else "false",
            "not each_",
            "org_ = ''",
            "closely_",
            "(not numeric_ and (goal_said or goal_high_said or baseline_said))",
            *(f"({name}_said and {name}_n is null)" for name in NUMBERS),
            "(goal_high_said and not goal_said)",
            "(goal_said and goal_high_said <> between_)",
            "coalesce(goal_n > goal_high_n, false)",
            "(count_ and coalesce(least(goal_n, goal_high_n) < 0, false))",
        ]
    )


def _wrong(engine: Duck, source: Source, plans: Sequence[Plan]) -> list[Problem]:
    """What the ordinary engine says of the doubtful lines."""
    raw = ", ".join(f"{name}_raw" for name in NUMBERS)
    query = f"select plan_, target_, org_, {raw}, {', '.join(PLACE)} from goals_doubted_"
    lines = [line for block in engine.batches(query) for line in block]
    if not lines:
        return []
    names = ("plan", "target", "org", *NUMBERS)
    rows, problems = goals_from([dict(zip(names, line, strict=False)) for line in lines])
    placed = [row._replace(source=_place(lines, row.source)) for row in rows]
    found = [replace(each, source=_place(lines, each.source)) for each in problems if not each.advice]
    _, wrong = share_out(plans, placed)
    return [*found, *(each for each in wrong if each.code != "G108")]


def _place(lines: Sequence[Sequence[Any]], counted: Place) -> Place:
    file, line = lines[counted.line - 1][-2:]
    return counted if file is None else Place(file, line or 0)


def _spoken_of(engine: Duck, relation: str, made: Sequence[Definition]) -> Container[int]:
    """The targets that have lines, where it matters."""
    if all(each.plan.orgs for each in made if each.each):
        return ()
    found = engine.rows(f"select distinct d from {relation} join goal_kinds_ using (plan_, target_)")
    return {number for (number,) in found}


def _unspoken(made: Sequence[Definition], spoken_of: Container[int]) -> list[Problem]:
    """Targets for each unit whose units nobody names."""
    return [
        Problem(each.target.place, "G108", {"target": each.target.id})
        for each in made
        if each.each and not each.plan.orgs and each.number not in spoken_of
    ]


def _any(engine: Duck, query: str) -> bool:
    return bool(engine.rows(f"{query} limit 1"))
