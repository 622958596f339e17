"""Millions of achievements judged in an engine of tables: from plans, goals and rows to a status table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from tracker.calendar import first_of_next_period
from tracker.model.assessment import Verdicts
from tracker.model.plan import Measure, Plan, Thresholds
from tracker.readers.goals import Goals
from tracker.rules.terms import Terms
from tracker.scale.answers import PUBLISHED
from tracker.scale.answers import published as written
from tracker.scale.columns import Column
from tracker.scale.definitions import Definition, columns, definitions, name_columns, names_of, watched
from tracker.scale.duck import day
from tracker.scale.engine import Engine
from tracker.scale.fold import Needs, climbed, fits, folded, looked, second_look, visible
from tracker.scale.judged import Line, published
from tracker.scale.leaves import goals, leaves
from tracker.scale.longway import LongWay
from tracker.scale.source import Source, Table
from tracker.scale.wholes import PLACES, Wholes

T = TypeVar("T")
BITS = 63
"""Days that can be told apart by the bits of a whole number."""
SAMPLE = 20_000
"""Rows that are looked at to see of what kind they are."""
KINDS = {bool: "boolean", int: "bigint", str: "varchar", date: "date"}
LARGE = frozenset(("lo_", "hi_", "base_", "span_", "elapsed_"))
NAMES = {
    "plan_": "varchar", "target_": "varchar", "d": "integer", "each_": "boolean", "own_": "varchar", "start_": "date",
    "at_": "date", "due_": "date", "level_": "boolean", "throughout_": "boolean", "measured_in": "varchar",
    "plain_": "boolean",
}  # fmt: skip


class Screening:
    """A status table in the making; once judged it is `published_` in the engine."""

    def __init__(
        self,
        engine: Engine,
        plans: Sequence[Plan],
        rows: Table,
        as_of: date,
        *,
        known_at: date | None = None,
        policy: Thresholds | None = None,
        goals: Table | None = None,
    ) -> None:
        self.engine = engine
        self.dialect = engine.dialect
        self.source = Source(rows, engine.dialect)
        self.as_of = as_of
        self.known_at = known_at
        self.policy = policy
        self.goals = goals
        self.plans = plans
        places = self.source.places
        if goals is not None:
            places = max(places, Source(goals, engine.dialect, Goals.vocabulary).places)
        self._count(Wholes(places, self.dialect.narrow))
        self.verdicts: Verdicts | None = None
        self.told: dict[int, dict[str, Any]] = {}

    def _count(self, wholes: Wholes) -> None:
        """Count in these whole numbers."""
        tabled = self.goals is not None
        self.wholes = wholes
        self.made = definitions(self.plans, self.as_of, self.known_at, self.policy, wholes, tabled=tabled)
        self.plain = [each for each in self.made if each.plain]

    def answer(self, use: Callable[[str], T]) -> T:
        """What is made of the status table, given as a query; judged first, and again if a number was too large."""
        query = f"select {', '.join(PUBLISHED)} from published_"
        try:
            self._judge()
            return use(query)
        except self.engine.overflow:
            self._count(Wholes(PLACES, self.dialect.wide))
            self._judge()
            return use(query)

    def _judge(self) -> None:
        """Fold the rows, judge what is plain in the engine and the rest by the ordinary one."""
        self._name()
        needs = self._needs()
        if self.goals is not None:
            goals(self.engine, self.goals, self.made, self.wholes)
        leaves(self.engine, self.plain, self.wholes, tabled=self.goals is not None)
        self.engine.view("visible_", visible(self.source, needs))
        self.engine.keep("folded_", folded(needs, self.dialect))
        self._leave()
        self._define()
        if self.plain:
            self._look(needs)
        self._publish(needs)

    def _name(self) -> None:
        """The names by which rows speak of targets, with what a row must know of its target."""
        lines = [
            (plan, target, *(value for _, value in name_columns(each))) for plan, target, each in names_of(self.made)
        ]
        self.engine.table("all_names_", NAMES, lines)
        plain = f"select {self.dialect.all_but(['plain_'])} from all_names_ where plain_"
        named = plain if "plan" in self.source.columns else f"{plain} and plan_ = ''"
        self.engine.keep("names_", named)
        if "id" in self.source.columns:
            plan, own = self.source.text("plan"), self.source.text("id")
            self.engine.keep(
                "repeated_",
                f"select {own} as id from {self.source.table.relation} where {own} <> '' "
                f"group by {own}, {plan} having count(*) > 1",
            )

    def _needs(self) -> Needs:
        source, held = self.source, [each.terms for each in self.plain]
        told = self.engine.rows(f"select distinct {source.day('as_of')} as day from {source.table.relation}")
        days = sorted(each for (each,) in told if each is not None and each <= self.as_of)
        bits = len(days) <= BITS
        self.engine.table(
            "days_",
            {"day": "date", "bit": "bigint", "number": "bigint"},
            [(each, 1 << n, n + 1) for n, each in enumerate(days[:BITS])],
        )
        return Needs(
            wholes=self.wholes,
            known_at=day(self.known_at) if self.known_at else "",
            last_day=day(days[-1]) if days else "cast(null as date)",
            bits=bits,
            own=any(not each.each for each in self.plain),
            late=any(terms.due < self.as_of for terms in held),
            watched=any(map(watched, held)),
            ceilings=any(map(_has_two_bounds, held)),
            counts=any(terms.measure is Measure.COUNT for terms in held),
            levels=any(terms.measure is Measure.LEVEL for terms in held),
            ratios=source.has_ratios,
            increments="mode" in source.columns,
            units="unit" in source.columns,
            strict=any(terms.bounds is not None and terms.bounds.strict for terms in held),
            reporting=self._deadlines(days),
            packed=self._can_be_packed(),
        )

    def _can_be_packed(self) -> bool:
        """Whether the first rows let expect that numerators and denominators are whole and small; others are odd."""
        if self.wholes.kind != self.dialect.narrow or not self.dialect.last_two("x", "day"):
            return False
        if not self.source.has_ratios:
            return True
        numbers = [self.source.number(name) for name in ("numerator", "denominator")]
        listed = ", ".join(f"{number} as {name}" for number, name in zip(numbers, ("x", "m"), strict=True))
        sample = f"select {listed} from {self.source.table.relation} limit {SAMPLE}"
        return (
            self.engine.rows(f"select coalesce(bool_and({fits('x', 'm')}), true) from ({sample}) sample_")[0][0] is True
        )

    def _deadlines(self, days: Sequence[date]) -> bool:
        """By when a report of a day is to be made, for each target of which reports are expected."""
        ways = {each.number: each.reporting for each in self.plain if each.reporting is not None}
        lines = [
            (number, each, first_of_next_period(each, way.every) + timedelta(days=way.day - 1))
            for number, way in ways.items()
            for each in days
        ]
        self.engine.table("deadlines_", {"d": "integer", "latest": "date", "deadline": "date"}, lines)
        return bool(ways)

    def _leave(self) -> None:
        """What is left to the ordinary engine: targets that are not plain, and groups of rows that are more."""
        parts = ["select d, unit from folded_ join templates_ using (d) join leaves_ using (d, unit) where odd"]
        parts.append("select distinct d, '' as unit from folded_ join alone_ using (d) where odd or unit <> ''")
        if "id" in self.source.columns:
            parts.append(self._said_twice())
        others = [each for each in self.made if not each.plain]
        lines = [(each.number, unit) for each in others for unit in (each.plan.orgs if each.each else ("",))]
        self.engine.table("others_", {"d": "integer", "unit": "varchar"}, lines)
        left = " union ".join([*parts, "select d, unit from others_"])
        if self.goals is not None:
            mine = "exists (select 1 from goals_ where goals_.d = left_.d and goals_.unit = left_.unit)"
            left = (
                f"select d, unit from ({left}) left_ where d not in (select d from goals_) or {mine} "
                "union select d, unit from goals_ where odd_goal or d in (select d from others_)"
            )
        self.engine.keep("long_", left)
        self.verdicts = LongWay(self.engine, self.source, self.goals, self.made).judge(
            self.as_of, self.known_at, self.policy
        )
        said = self.verdicts.assessments if self.verdicts is not None else ()
        self.engine.table("others_published_", PUBLISHED, map(written, said))

    def _said_twice(self) -> str:
        """Where a row has an id that another row has too, of whatever day: what they say is compared."""
        source = self.source
        names = f"{source.text('plan')} as plan_, {source.text('target')} as target_, {source.text('org')} as org_"
        rows = f"select {names} from {source.table.relation} where {source.text('id')} in (select id from repeated_)"
        units = f"select d, case when each_ then org_ else '' end as unit from ({rows}) rows_"
        said = f"{units} join all_names_ using (plan_, target_)"
        return f"select distinct d, unit from ({said}) said_ join leaves_ using (d, unit)"

    def _define(self) -> None:
        self.told = {each.number: dict(columns(each)) for each in self.plain}
        lines = list(self.told.values())
        names = list(lines[0]) if lines else ["d"]
        kinds = {name: self._kind(name, (line[name] for line in lines)) for name in names}
        self.engine.table("definitions_", kinds, [tuple(line.values()) for line in lines])

    def _kind(self, name: str, values: Iterable[Any]) -> str:
        if name in LARGE:
            return self.wholes.kind
        return KINDS[type(next((value for value in values if value is not None), 0))]

    def _lines(self, needs: Needs, *, looked: bool) -> str:
        """Every target and unit with its definition, its goal and what was reported."""
        days = self.dialect.days
        told = {"silence": days("latest", day(self.as_of))}
        if looked:
            told |= self._judged(needs)
        if needs.reporting:
            told |= {"late_report": "coalesce(reported > deadline, false)"}
        listed = ", ".join(f"{said} as {name}" for name, said in told.items())
        every = self.dialect.all_but(["judged_on"] if looked else [])
        text = "leaves_ join definitions_ using (d) left join folded_ using (d, unit)"
        if needs.reporting:
            text += " left join deadlines_ using (d, latest)"
        if looked:
            text += " left join looked_ using (d, unit)"
        left = "not exists (select 1 from long_ where long_.d = leaves_.d and long_.unit = leaves_.unit)"
        return f"select {every}, {listed} from {text} where {left}"

    def _judged(self, needs: Needs) -> dict[str, str]:
        """The day of the value by the due date, and its age then: that of the value of the day, unless it is later."""
        on = "case when latest <= due then latest else looked_.judged_on end" if needs.late else "latest"
        return {"judged_on": on, "judged_age": self.dialect.days(on, "due")}

    def _look(self, needs: Needs) -> None:
        """The second look at the groups for which it matters."""
        self.engine.view("lines_", self._lines(needs, looked=False))
        parts = []
        for line, table in self._by_policy(needs):
            shown: dict[str, Any] = {name: Column(name) for name in ("d", "unit", "latest", "due", "strict", "factor")}
            shown |= {"lo": line.bounds.lo, "hi": line.bounds.hi, "hidden": line.hidden()}
            shown["added"] = Column("added") if needs.increments else False
            shown["wanted"] = line.looks()
            parts.append(f"select *{self._decimals(needs)} from ({line.op.select(table, shown)}) wanted_ where wanted")
        numbered = "row_number() over (order by d, unit)"
        self.engine.keep("looks_", f"select *, {numbered} as g from ({' union all '.join(parts)}) wanted_")
        self.engine.keep("gathered_", second_look(needs, self.dialect))
        if needs.increments:
            self.engine.keep("climbed_", climbed(needs, self.dialect))
        self.engine.view("looked_", looked(needs, self.dialect))

    def _decimals(self, needs: Needs) -> str:
        """The bounds as decimals, which is what figures are compared with unless they are packed."""
        if needs.packed:
            return ""
        exact = f"decimal(18,{self.wholes.places})"
        unit = f"cast(1e-{self.wholes.places} as {exact})"
        return f", cast(lo * {unit} as {exact}) as least_x, cast(hi * {unit} as {exact}) as most_x"

    def _publish(self, needs: Needs) -> None:
        parts = [f"select {', '.join(PUBLISHED)} from others_published_"]
        if self.plain:
            self.engine.view("lines_", self._lines(needs, looked=True))
            parts += [published(line, self.dialect, lines) for line, lines in self._by_policy(needs)]
        self.engine.view("published_", " union all ".join(parts))

    def _by_policy(self, needs: Needs) -> Iterator[tuple[Line, str]]:
        """A line for the targets that are judged by the same policy, and their lines of the table."""
        groups: dict[int, list[Definition]] = {}
        for each in self.plain:
            groups.setdefault(id(each.policy), []).append(each)
        for made in groups.values():
            told = [self.told[each.number] for each in made]
            same = {name: value for name, value in told[0].items() if all(line[name] == value for line in told)}
            lines = "lines_" if len(groups) == 1 else f"(select * from lines_ where {_in(made)})"
            yield Line(needs, made[0].policy, same, tabled=self.goals is not None), lines


def _in(made: Sequence[Definition]) -> str:
    return f"d in ({', '.join(str(each.number) for each in made)})"


def _has_two_bounds(terms: Terms) -> bool:
    """Whether a count must reach one number and not pass another."""
    bounds = terms.bounds
    return terms.measure is Measure.COUNT and bounds is not None and bounds.lo is not None and bounds.hi is not None
