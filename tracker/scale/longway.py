"""The rows that are more than plain, judged by the ordinary engine: read, bound and replayed as always."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tracker import readers
from tracker.model.assessment import Verdicts
from tracker.model.goalrow import GoalRow
from tracker.model.goals import parse_goal
from tracker.model.plan import Plan, Thresholds
from tracker.rules import Shares, assess, share_out
from tracker.rules.terms import Share
from tracker.scale.definitions import Definition
from tracker.scale.duck import Duck
from tracker.scale.source import Source, Table


class LongWay:
    """What is left to the ordinary engine: whole targets, and units of templates; as the table `long_`."""

    def __init__(self, engine: Duck, rows: Source, goals: Table | None, made: Sequence[Definition]) -> None:
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
        rows = readers.rows_from(self._records())
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

    def _records(self) -> Iterator[dict[str, Any]]:
        """The rows of these targets and units, as they are written."""
        rows = self.rows
        fields = {name: rows.dialect.quoted(column) for name, column in rows.columns.items()}
        listed = ", ".join(f"r.{column} as {name}" for name, column in fields.items())
        query = (
            f"select {listed} from (select *, {rows.text('plan')} as plan_, {rows.text('target')} as target_, "
            f"{rows.text('org')} as org_ from {rows.table.relation}) r join all_names_ using (plan_, target_) "
            "where d in (select d from long_ where not each_) or (d in (select d from long_) and org_ in ('', own_)) "
            "or exists (select 1 from long_ where long_.d = all_names_.d and long_.unit = org_)"
        )
        for block in self.engine.batches(query):
            for line in block:
                yield dict(zip(fields, line, strict=True))

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
        source = Source(self.goals, self.engine.dialect)
        numbers = [source.raw(name) for name in ("goal", "goal_high", "baseline")]
        query = (
            f"select g.* from (select {source.text('plan')} as plan_, {source.text('target')} as target_, "
            f"{source.text('org')} as unit, {', '.join(numbers)} from {self.goals.relation}) g "
            "join goal_names_ using (plan_, target_) where exists "
            "(select 1 from long_ where long_.d = goal_names_.d and long_.unit = g.unit)"
        )
        rows = [GoalRow(plan, target, org, *map(_goal, goals)) for plan, target, org, *goals in self.engine.rows(query)]
        return share_out(plans, rows)[0]


def _goal(written: object) -> Any:
    return None if written is None else parse_goal(written)
