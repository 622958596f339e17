"""The rows that are more than plain, judged by the ordinary engine: read, bound and replayed as always."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tracker import readers
from tracker.model.goalrow import GoalRow
from tracker.model.goals import parse_goal
from tracker.model.plan import Plan, Thresholds
from tracker.problems import Problem
from tracker.problems import Source as Place
from tracker.readers.goals import NUMBERS
from tracker.rules import Shares, assess, share_out
from tracker.rules.terms import Share
from tracker.scale.answers import PUBLISHED, published
from tracker.scale.definitions import Definition
from tracker.scale.engine import Engine
from tracker.scale.source import Source
from tracker.values import made, record, replace

PLACE = ("of_file_", "of_line_")
"""Columns that say in which file a row stands, and which row of it it is; where a table has them."""


ROWS = 100_000
"""Rows that are judged together; more of them only where targets hang together."""
LINES = 20_000
"""Targets and units that are judged together."""
SHOWN = 200
"""Problems that are kept."""


@record
class Account:
    """What went the long way: how many targets and units, how many rows, why some did not count, what was wrong."""

    targets: int = 0
    rows: int = 0
    aside: Counter[str] = made(default_factory=Counter)
    problems: list[Problem] = made(default_factory=list)


class LongWay:
    """What is left to the ordinary engine: whole targets, and units of templates; as the table `long_`.

    It is judged some at a time, so that it need not fit into memory; targets that hang together (parts of another, rows
    with the same id) are judged together. What is said of it is the table `others_published_`.
    """

    def __init__(self, engine: Engine, rows: Source, goals: Source | None, made: Sequence[Definition]) -> None:
        self.engine = engine
        self.rows = rows
        self.goals = goals
        self.made = {each.number: each for each in made}

    def judge(self, as_of: date, known_at: date | None, policy: Thresholds | None) -> Account:
        """Judge everything in `long_`."""
        account = Account()
        units: dict[int, list[str]] = {}
        for number, unit in self.engine.rows("select d, unit from long_ order by d"):
            units.setdefault(number, []).append(unit)
        tables = ["others_0_"]
        self.engine.table(tables[0], PUBLISHED, ())
        if units:
            self.engine.keep("taken_", self._taken())
        for some in self._some_at_a_time(units):
            plans = self._plans(some)
            rows = self._read(some)
            verdicts = assess(
                plans,
                rows.achievements,
                as_of=as_of,
                known_at=known_at,
                policy=policy,
                shares=self._shares(plans, some),
            )
            tables.append(f"others_{len(tables)}_")
            self.engine.table(tables[-1], PUBLISHED, map(published, verdicts.assessments))
            account.targets += len(verdicts.assessments)
            account.rows += verdicts.rows
            account.aside.update(judged.reason for judged in verdicts.listed)
            account.problems += [*rows.problems, *verdicts.problems][: SHOWN - len(account.problems)]
        self.engine.view("others_published_", " union all ".join(f"select * from {table}" for table in tables))
        return account

    def _taken(self) -> str:
        """The rows of these targets and units as they are written, with the number of their target."""
        rows = self.rows
        own = rows.text("id") if "id" in rows.columns else "''"
        numbered = ", ".join(f"{field} as c{place}" for place, field in enumerate(fields(rows)))
        return (
            f"select names.d, {own} as id_, {numbered} from (select *, {rows.text('plan')} as plan_, "
            f"{rows.text('target')} as target_, {rows.text('org')} as org_ from {rows.table.relation}) r "
            "join all_names_ as names on names.plan_ = r.plan_ and names.target_ = r.target_ "
            f"{beside_long()} where {TAKEN}"
        )

    def _some_at_a_time(self, units: Mapping[int, Sequence[str]]) -> Iterator[Mapping[int, Sequence[str]]]:
        """The units of some targets after the other."""
        if not units:
            return
        rows: Counter[int] = Counter(dict(self.engine.rows("select d, count(*) from taken_ group by d")))
        together: dict[int, Sequence[str]] = {}
        for numbers in self._hanging_together(units):
            size = sum(rows[number] for number in (*numbers, *together))
            lines = sum(len(units[number]) for number in (*numbers, *together))
            if together and (size > ROWS or lines > LINES):
                yield together
                together = {}
            together |= {number: units[number] for number in numbers}
        yield together

    def _hanging_together(self, units: Mapping[int, Sequence[str]]) -> Iterable[Sequence[int]]:
        """The targets in groups: those that are parts of one, and those of which rows have the same id."""
        numbers = {(each.plan.id, each.target.id): number for number, each in self.made.items()}
        pairs = [
            (number, numbers[self.made[number].plan.id, part])
            for number in units
            for part in self.made[number].target.parts
        ]
        if "id" in self.rows.columns:
            repeated = "taken_ where id_ in (select id from repeated_)"
            first = f"select d, min(d) over (partition by id_) as first from {repeated}"
            pairs += self.engine.rows(f"select distinct d, first from ({first}) same_ where d <> first")
        groups = {number: [number] for number in units}
        for one, other in pairs:
            if other in groups and groups[one] is not groups[other]:
                groups[one] += groups[other]
                groups |= dict.fromkeys(groups[other], groups[one])
        return {id(group): group for group in groups.values()}.values()

    def _plans(self, units: Mapping[int, Sequence[str]]) -> list[Plan]:
        """The plans with the targets that are judged here alone."""
        kept: dict[str, list[Any]] = {}
        plans: dict[str, Plan] = {}
        for number in units:
            each = self.made[number]
            plans[each.plan.id] = each.plan
            kept.setdefault(each.plan.id, []).append(each.target)
        return [plan.changed(targets=tuple(kept[name])) for name, plan in plans.items()]

    def _read(self, units: Mapping[int, Sequence[str]]) -> readers.Rows:
        """The rows of some targets."""
        written = [f"c{place}" for place in range(len(self.rows.columns) + len(PLACE))]
        query = f"select {', '.join(written)} from taken_ where {_among(units)}"
        return read(self.rows, (line for block in self.engine.batches(query) for line in block))

    def _shares(self, plans: Sequence[Plan], units: Mapping[int, Sequence[str]]) -> Shares:
        shares: dict[tuple[str, str], dict[str, Share]] = {}
        given = self._given(plans, units) if self.goals is not None else {}
        for number, names in units.items():
            each = self.made[number]
            if each.each:
                key = each.plan.id, each.target.id
                own = given.get(key, {})
                shares[key] = {unit: own.get(unit) or Share(unit) for unit in names}
        return shares

    def _given(self, plans: Sequence[Plan], units: Iterable[int]) -> Shares:
        assert self.goals is not None
        source = self.goals
        numbers = [source.raw(name) for name in NUMBERS]
        query = (
            f"select g.* from (select {source.text('plan')} as plan_, {source.text('target')} as target_, "
            f"{source.text('org')} as unit, {', '.join(numbers)} from {source.table.relation}) g "
            f"join all_names_ using (plan_, target_) where {_among(units)} and exists "
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


def fields(rows: Source) -> list[str]:
    """The fields of a row as they are written, and its place, as columns."""
    named = [f"r.{rows.dialect.quoted(column)}" for column in rows.columns.values()]
    return [*named, *(name if name in rows.table.types else "null" for name in PLACE)]


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


def _among(numbers: Iterable[int]) -> str:
    return f"d in ({', '.join(map(str, numbers))})"


def _goal(written: object) -> Any:
    return None if written is None else parse_goal(written)
