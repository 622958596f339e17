"""The rows that are more than plain, judged by the ordinary engine: read, bound and replayed as always."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tracker import readers
from tracker.model.plan import Plan, Thresholds
from tracker.problems import Problem
from tracker.problems import Source as Place
from tracker.readers.goals import NUMBERS, goals_from
from tracker.rules import Shares, assess, share_out
from tracker.rules.terms import Share
from tracker.scale.answers import PUBLISHED, published
from tracker.scale.definitions import Definition
from tracker.scale.engine import Engine
from tracker.scale.fold import listed
from tracker.scale.source import Source
from tracker.values import NamedTuple, made, record, replace

PLACE = ("of_file_", "of_line_")
"""Columns that say in which file a row stands, and which row of it it is; where a table has them."""


ROWS = 100_000
"""Rows that are judged together; more of them only where they are held against each other."""
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


class Part(NamedTuple):
    """What is judged together: targets by their numbers; of one with many units, those of one place of so many."""

    numbers: Sequence[int]
    of: int = 1
    place: int = 0


class LongWay:
    """What is left to the ordinary engine: whole targets, and units of templates; as the table `long_`.

    It is judged some at a time, so that it need not fit into memory; targets that hang together (parts of another, rows
    with the same id) are judged together, and so are all units of one with corrected rows. What is said of it is the
    table `others_published_`.
    """

    def __init__(self, engine: Engine, rows: Source, goals: Source | None, made: Sequence[Definition]) -> None:
        self.engine = engine
        self.rows = rows
        self.goals = goals
        self.made = {each.number: each for each in made}

    def judge(self, as_of: date, known_at: date | None, policy: Thresholds | None) -> Account:
        """Judge everything in `long_`."""
        account = Account()
        tables = ["others_0_"]
        self.engine.table(tables[0], PUBLISHED, ())
        for part in self._parts():
            units: dict[int, list[str]] = {}
            for number, unit in self.engine.rows(f"select d, unit from long_ where {self._of(part, 'unit')}"):
                units.setdefault(number, []).append(unit)
            plans = self._plans(units)
            rows = self._read(part)
            verdicts = assess(
                plans,
                rows.achievements,
                as_of=as_of,
                known_at=known_at,
                policy=policy,
                shares=self._shares(plans, part, units),
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
        """The rows of these targets and units as they are written, with the number of their target.

        `tied_` are those that are held against other rows, of their target or of others.
        """
        rows = self.rows
        written = ", ".join(f"{field} as c{place}" for place, field in enumerate(fields(rows)))
        said = {
            "plan_": rows.text("plan"),
            "target_": rows.text("target"),
            "org_": rows.text("org"),
            "id_": rows.own_id,
            "tied_": rows.tied or "false",
        }
        return (
            f"select names.d, r.org_, r.id_, r.tied_, {written} from "
            f"(select *, {listed(said)} from {rows.table.relation}) r "
            "join all_names_ as names on names.plan_ = r.plan_ and names.target_ = r.target_ "
            f"{beside_long()} where {TAKEN}"
        )

    def _parts(self) -> Iterator[Part]:
        """All that is left, some at a time."""
        lines: Counter[int] = Counter(dict(self.engine.rows("select d, count(*) from long_ group by d")))
        if not lines:
            return
        self.engine.keep("taken_", self._taken())
        rows: Counter[int] = Counter(dict(self.engine.rows("select d, count(*) from taken_ group by d")))
        tied = {number for (number,) in self.engine.rows("select distinct d from taken_ where tied_")}
        together: list[int] = []
        held = Counter[str]()
        for numbers in self._hanging_together(lines):
            size = Counter(rows=sum(map(rows.__getitem__, numbers)), lines=sum(map(lines.__getitem__, numbers)))
            parts = max(-(-size["rows"] // ROWS), -(-size["lines"] // LINES))
            if parts > 1 and len(numbers) == 1 and self.made[numbers[0]].each and numbers[0] not in tied:
                yield from (Part(numbers, parts, place) for place in range(parts))
                continue
            if together and (held["rows"] + size["rows"] > ROWS or held["lines"] + size["lines"] > LINES):
                yield Part(together)
                together, held = [], Counter()
            together += numbers
            held += size
        if together:
            yield Part(together)

    def _of(self, part: Part, unit: str) -> str:
        """The condition for what belongs to a part."""
        numbers = f"d in ({', '.join(map(str, part.numbers))})"
        if part.of == 1:
            return numbers
        place = f"({self.engine.dialect.digest(unit)} % {part.of} + {part.of}) % {part.of}"  # of a number below 0, too
        return f"{numbers} and {place} = {part.place}"

    def _hanging_together(self, numbers: Iterable[int]) -> Iterable[Sequence[int]]:
        """The targets in groups: those that are parts of one, and those of which rows have the same id."""
        groups = {number: [number] for number in numbers}
        named = {(each.plan.id, each.target.id): number for number, each in self.made.items()}
        pairs = [
            (number, named[self.made[number].plan.id, part])
            for number in groups
            for part in self.made[number].target.parts
        ]
        if "id" in self.rows.columns:
            first = "select d, min(d) over (partition by id_) as first from taken_ where tied_ and id_ <> ''"
            pairs += self.engine.rows(f"select distinct d, first from ({first}) same_ where d <> first")
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

    def _read(self, part: Part) -> readers.Rows:
        """The rows of a part."""
        written = ", ".join(f"c{place}" for place in range(len(self.rows.columns) + len(PLACE)))
        query = f"select {written} from taken_ where {self._of(part, 'org_')}"
        return read(self.rows, (line for block in self.engine.batches(query) for line in block))

    def _shares(self, plans: Sequence[Plan], part: Part, units: Mapping[int, Sequence[str]]) -> Shares:
        shares: dict[tuple[str, str], dict[str, Share]] = {}
        given = self._given(plans, part) if self.goals is not None else {}
        for number, names in units.items():
            each = self.made[number]
            if each.each:
                key = each.plan.id, each.target.id
                own = given.get(key, {})
                shares[key] = {unit: own.get(unit) or Share(unit) for unit in names}
        return shares

    def _given(self, plans: Sequence[Plan], part: Part) -> Shares:
        """The goals of a part, as the ordinary reader reads them."""
        assert self.goals is not None
        source = self.goals
        numbers = [source.raw(name) for name in NUMBERS]
        query = (
            f"select g.* from (select {source.text('plan')} as plan_, {source.text('target')} as target_, "
            f"{source.text('org')} as unit, {', '.join(numbers)} from {source.table.relation}) g "
            f"join all_names_ using (plan_, target_) where {self._of(part, 'unit')} and exists "
            "(select 1 from long_ where long_.d = all_names_.d and long_.unit = g.unit)"
        )
        names = ("plan", "target", "org", *NUMBERS)
        rows, _ = goals_from(dict(zip(names, line, strict=True)) for line in self.engine.rows(query))
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
