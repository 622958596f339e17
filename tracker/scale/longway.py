"""The rows that are more than plain, judged by the ordinary engine: read, bound and replayed as always."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tracker import readers
from tracker.model.assessment import Verdicts
from tracker.model.goalrow import GoalRow
from tracker.model.goals import parse_goal
from tracker.model.plan import Plan, Thresholds
from tracker.problems import Source as Place
from tracker.readers.goals import NUMBERS
from tracker.rules import Shares, assess, share_out
from tracker.rules.terms import Share
from tracker.scale.definitions import Definition
from tracker.scale.engine import Engine
from tracker.scale.source import Source
from tracker.values import replace

PLACE = ("of_file_", "of_line_")
"""Columns that say in which file a row stands, and which row of it it is; where a table has them."""


class LongWay:
    """What is left to the ordinary engine: whole targets, and units of templates; as the table `long_`."""

    def __init__(self, engine: Engine, rows: Source, goals: Source | None, made: Sequence[Definition]) -> None:
        self.engine = engine
        self.rows = rows
        self.goals = goals
        self.made = {each.number: each for each in made}

    def judge(self, as_of: date, known_at: date | None, policy: Thresholds | None) -> Verdicts | None:
        """The verdicts on everything in `long_`."""
        units: dict[int, list[str]] = {}
        for number, unit in self.engine.rows("select d, unit from long_ order by d"):
            units.setdefault(number, []).append(unit)
        if not units:
            return None
        plans = self._plans(units)
        rows = self._read()
        verdicts = assess(
            plans, rows.achievements, as_of=as_of, known_at=known_at, policy=policy, shares=self._shares(plans, units)
        )
        return replace(verdicts, problems=(*rows.problems, *verdicts.problems))

    def _plans(self, units: Mapping[int, Sequence[str]]) -> list[Plan]:
        """The plans with the targets that are judged here alone."""
        kept: dict[str, list[Any]] = {}
        plans: dict[str, Plan] = {}
        for number in units:
            each = self.made[number]
            plans[each.plan.id] = each.plan
            kept.setdefault(each.plan.id, []).append(each.target)
        return [plan.changed(targets=tuple(kept[name])) for name, plan in plans.items()]

    def _read(self) -> readers.Rows:
        """The rows of these targets and units, read as they are written."""
        rows = self.rows
        query = (
            f"select {fields(rows)} from (select *, {rows.text('plan')} as plan_, {rows.text('target')} as target_, "
            f"{rows.text('org')} as org_ from {rows.table.relation}) r join all_names_ as names "
            f"on names.plan_ = r.plan_ and names.target_ = r.target_ {beside_long()} where {TAKEN}"
        )
        return read(rows, (line for block in self.engine.batches(query) for line in block))

    def _shares(self, plans: Sequence[Plan], units: Mapping[int, Sequence[str]]) -> Shares:
        shares: dict[tuple[str, str], dict[str, Share]] = {}
        given = self._given(plans) if self.goals is not None else {}
        for number, names in units.items():
            each = self.made[number]
            if each.each:
                key = each.plan.id, each.target.id
                own = given.get(key, {})
                shares[key] = {unit: own.get(unit) or Share(unit) for unit in names}
        return shares

    def _given(self, plans: Sequence[Plan]) -> Shares:
        assert self.goals is not None
        source = self.goals
        numbers = [source.raw(name) for name in NUMBERS]
        query = (
            f"select g.* from (select {source.text('plan')} as plan_, {source.text('target')} as target_, "
            f"{source.text('org')} as unit, {', '.join(numbers)} from {source.table.relation}) g "
            "join all_names_ using (plan_, target_) where exists "
            "(select 1 from long_ where long_.d = all_names_.d and long_.unit = g.unit)"
        )
        rows = [GoalRow(plan, target, org, *map(_goal, goals)) for plan, target, org, *goals in self.engine.rows(query)]
        return share_out(plans, rows)[0]


TAKEN = "(long_unit.d is not null or (long_target.d is not null and (not names.each_ or r.org_ in ('', names.own_))))"
"""Whether the ordinary engine has a row `r`, beside whose target in `names` stands what `beside_long` joins."""


def beside_long() -> str:
    """What of the target and the unit that a row names goes the long way."""
    return (
        "left join long_ as long_unit on long_unit.d = names.d and long_unit.unit = r.org_ "
        "left join (select distinct d from long_) as long_target on long_target.d = names.d"
    )


def fields(rows: Source) -> str:
    """The fields of a row as they are written, and its place, as columns."""
    named = [f"r.{rows.dialect.quoted(column)}" for column in rows.columns.values()]
    places = [name if name in rows.table.types else "null" for name in PLACE]
    return ", ".join([*named, *places])


def read(rows: Source, lines: Iterable[Sequence[Any]]) -> readers.Rows:
    """Lines of `fields` read by the ordinary reader; what is wrong with one is said of its place in its file."""
    places: list[dict[str, Any]] = []

    def records() -> Iterator[dict[str, Any]]:
        for *cells, file, line in lines:
            place = {} if file is None else {"file": file} if line is None else {"file": file, "line": line}
            places.append(place)
            record = dict(zip(rows.columns, cells, strict=True))
            yield record | {"source": place} if place else record

    found = readers.rows_from(records())
    problems = (replace(problem, source=Place(**places[problem.source.line - 1])) for problem in found.problems)
    return replace(found, problems=tuple(problems))


def _goal(written: object) -> Any:
    return None if written is None else parse_goal(written)
