"""A goals table looked over before it is used: what may be wrong is read and held against the plans as always.

A table with any problem is not used, like one that comes as a small file.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from tracker.model.plan import Plan
from tracker.problems import PlanError, Problem
from tracker.problems import Source as Place
from tracker.readers.goals import NUMBERS, Goals, goals_from
from tracker.rules import share_out
from tracker.scale.definitions import Definition
from tracker.scale.engine import Engine
from tracker.scale.longway import PLACE
from tracker.scale.source import Source, Table
from tracker.scale.tidying import tidied
from tracker.values import replace

SHOWN = 200
"""Problems that are told at once."""


def check(
    engine: Engine, goals: Table | None, plans: Sequence[Plan], made: Sequence[Definition], *, whole: bool
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
    relation = _numbered(source)
    lines, different, doubted, spoken_of = _seen(engine, relation, whole=whole)
    problems = _unspoken(made, spoken_of)
    if doubted or different < lines:
        _doubt(engine, relation, whole=whole)
        problems = [*_wrong(engine, source, plans), *problems]
    if problems:
        raise PlanError(problems[:SHOWN])
    if different == lines:
        return goals
    columns = ", ".join(map(engine.dialect.quoted, source.columns.values()))
    return Table(f"(select distinct {columns} from {goals.relation})", goals.types)


def _seen(engine: Engine, relation: str, *, whole: bool) -> tuple[int, int, int, Sequence[int]]:
    """How many lines speak of known targets, of how many targets and units; how many are doubtful; which targets."""
    digest = engine.dialect.digest("d", "org_")
    told = f"count(d), count(distinct {digest}) filter (where d is not null), array_agg(distinct d)"
    doubted = f"count(*) filter (where {_doubtful(whole)})"
    query = f"select {told}, {doubted} from {relation} left join all_names_ using (plan_, target_)"
    ((lines, different, spoken_of, doubtful),) = engine.rows(query)
    return lines, different, doubtful, spoken_of or ()


def _doubt(engine: Engine, relation: str, *, whole: bool) -> None:
    """The lines that are to be read by the ordinary reader: doubtful ones, and several of a target and unit."""
    known = f"{relation} join all_names_ using (plan_, target_)"
    engine.keep("goals_twice_", f"select d, org_ from {known} group by d, org_ having count(*) > 1")
    engine.keep(
        "goals_doubted_",
        f"select g.*, d from {relation} left join all_names_ using (plan_, target_) where {_doubtful(whole)} "
        "or exists (select 1 from goals_twice_ t where t.d = all_names_.d and t.org_ = g.org_)",
    )


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
            "not plain_",
            "(not numeric_ and (goal_said or goal_high_said or baseline_said))",
            *(f"({name}_said and {name}_n is null)" for name in NUMBERS),
            "(goal_high_said and not goal_said)",
            "(goal_said and goal_high_said <> between_)",
            "coalesce(goal_n > goal_high_n, false)",
            "(count_ and coalesce(least(goal_n, goal_high_n) < 0, false))",
        ]
    )


def _wrong(engine: Engine, source: Source, plans: Sequence[Plan]) -> list[Problem]:
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


def _unspoken(made: Sequence[Definition], spoken_of: Container[int]) -> list[Problem]:
    """Targets for each unit whose units nobody names."""
    return [
        Problem(each.target.place, "G108", {"target": each.target.id})
        for each in made
        if each.each and not each.plan.orgs and each.number not in spoken_of
    ]
