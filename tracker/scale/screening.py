"""Millions of achievements judged in an engine of tables: from plans, goals and rows to a status table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

from tracker.model.plan import Plan, Thresholds
from tracker.readers.goals import Goals
from tracker.scale.answers import PUBLISHED
from tracker.scale.columns import Column
from tracker.scale.definitions import Definition, columns, definitions, name_columns, names_of
from tracker.scale.dialect import day
from tracker.scale.engine import Engine
from tracker.scale.fold import Needs, folded, reported, visible
from tracker.scale.judged import Line, published
from tracker.scale.leaves import goals, leaves
from tracker.scale.longway import Account, LongWay
from tracker.scale.look import climbed, gathered, looked
from tracker.scale.rollup import roll_up
from tracker.scale.source import Source, Table
from tracker.scale.survey import survey
from tracker.scale.wholes import PLACES, Wholes

T = TypeVar("T")
KINDS = {bool: "boolean", int: "bigint", str: "varchar", date: "date"}
LARGE = frozenset(("lo_", "hi_", "base_", "baseline_", "span_", "elapsed_"))
ASKED = frozenset(("d", "due", "by_due"))
"""Columns that are asked for by name; others that are the same in all lines are known without a table."""
WORDS = frozenset(("plan", "target", "measured_in"))
NAMES = {
    "plan_": "varchar", "target_": "varchar", "d": "integer", "each_": "boolean", "own_": "varchar", "start_": "date",
    "at_": "date", "level_": "boolean", "throughout_": "boolean", "measured_in": "varchar",
    "plain_": "boolean", "numeric_": "boolean", "between_": "boolean", "count_": "boolean",
}  # fmt: skip


class Screening:
    """A status table in the making."""

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
        self.goals = None if goals is None else Source(goals, engine.dialect, Goals.vocabulary)
        self.plans = plans
        self._count(Wholes(max(each.places for each in self._sources), self.dialect.narrow))
        self.account = Account()
        self.told: dict[int, dict[str, Any]] = {}

    @property
    def _sources(self) -> list[Source]:
        return [self.source] if self.goals is None else [self.source, self.goals]

    @property
    def rolling(self) -> list[Definition]:
        """The targets that are rolled up in the engine where their units report."""
        return [each for each in self.plain if each.rolls and "org" in self.source.columns]

    def _count(self, wholes: Wholes) -> None:
        """Count in these whole numbers, which decide what is plain."""
        tabled = self.goals is not None
        self.wholes = wholes
        self.made = definitions(self.plans, self.as_of, self.known_at, self.policy, wholes, tabled=tabled)
        self.plain = [each for each in self.made if each.plain]
        self._name()

    def answer(self, use: Callable[[str], T]) -> T:
        """What is made of the status table, given as a query; judged first, and again if a number was too large.

        What is too large even for wide numbers, a product of fractions of billions, is left to the ordinary engine.
        """
        in_wide_ones = partial(self._count, Wholes(PLACES, self.dialect.wide, wide=True))
        for otherwise in (in_wide_ones, self._leave_all):
            try:
                return use(self._judge())
            except self.engine.overflow:
                otherwise()
        return use(self._judge())

    def _leave_all(self) -> None:
        """Leave everything to the ordinary engine."""
        self.made = [each._replace(plain=False) for each in self.made]
        self.plain = []
        self._name()

    def _judge(self) -> str:
        """Fold the rows, judge what is plain in the engine and the rest by the ordinary one: the table as a query."""
        self._resolve()
        rolling = self.rolling
        self.days, needs = survey(
            self.engine, self.source, self.plain, self.wholes, self.as_of, self.known_at, rolls=bool(rolling)
        )
        if self.goals is not None:
            goals(self.engine, self.goals, self.wholes)
        leaves(self.engine, self.plain, self.wholes, tabled=self.goals is not None)
        rows = visible(self.source, needs)
        self.engine.view("visible_", roll_up(self.engine, rolling, self.source, needs, rows) if rolling else rows)
        self.engine.keep("folded_", folded(needs, self.dialect))
        self.engine.keep("standing_", "select * from leaves_ left join folded_ using (d, unit)")
        self._leave(needs)
        self._define()
        if self.plain:
            self._look(needs)
        return self._published(needs)

    def _name(self) -> None:
        """The names by which rows and goals speak of targets, as `all_names_`, with what they must know of them."""
        plans = any("plan" in each.columns for each in self._sources)
        lines = [
            (plan, target, *(value for _, value in name_columns(each)))
            for plan, target, each in names_of(self.made)
            if plans or not plan
        ]
        self.engine.table("all_names_", NAMES, lines)

    def _resolve(self) -> None:
        """The names of plain targets, and the ids that several rows have."""
        plain = "select * from all_names_ where plain_"
        named = plain if "plan" in self.source.columns else f"{plain} and plan_ = ''"
        self.engine.keep("names_", named)
        if "id" in self.source.columns:
            own = self.source.own_id
            self.engine.keep(
                "repeated_",
                f"select {own} as id from {self.source.table.relation} where {own} <> '' "
                f"group by {own} having count(*) > 1",
            )

    def _leave(self, needs: Needs) -> None:
        """What is left to the ordinary engine: targets that are not plain, and groups of rows that are more."""
        parts = ["select d, unit from standing_ where odd or odd_goal"]
        if self._can_be_told_twice(needs):
            parts.append("select d, unit from standing_ group by d, unit having count(*) > 1")
        if self.source.tied:
            parts.append(self._held_together())
        others = [each for each in self.made if not each.plain]
        lines = [(each.number, unit) for each in others for unit in (each.plan.orgs if each.each else ("",))]
        self.engine.table("others_", {"d": "integer", "unit": "varchar"}, lines)
        if others and self.goals is None:
            parts.append("select d, unit from others_")
        elif others:
            parts.append("select d, unit from goals_ where d in (select d from others_)")
            parts.append("select d, unit from others_ where d not in (select d from goals_)")
        left = " union ".join(parts)
        self.engine.keep("long_", left)
        self.account = LongWay(self.engine, self.source, self.goals, self.made).judge(
            self.as_of, self.known_at, self.policy
        )

    def _can_be_told_twice(self, needs: Needs) -> bool:
        """Whether groups of rows may name one target and unit in several ways."""
        if needs.plans or any(not each.each for each in self.plain):
            return True
        return bool(self.engine.rows("select 1 from standing_ where target_ like '%/%' limit 1"))

    def _held_together(self) -> str:
        """The targets and units of rows, of whatever day, that are held against others."""
        source = self.source
        names = f"{source.text('plan')} as plan_, {source.text('target')} as target_, {source.text('org')} as org_"
        rows = f"select {names} from {source.table.relation} where {source.tied}"
        units = f"select d, case when each_ then org_ else '' end as unit from ({rows}) rows_"
        said = f"{units} join all_names_ using (plan_, target_)"
        return f"select distinct d, unit from ({said}) said_ join leaves_ using (d, unit)"

    def _define(self) -> None:
        self.told = {
            each.number: dict(columns(each)) | {"by_due": (1 << bisect_right(self.days, each.terms.due)) - 1}
            for each in self.plain
        }
        lines = list(self.told.values())
        names = [name for name in self.told[self.plain[0].number] if self._differs(name)] if self.plain else ["d"]
        kinds = {name: self._kind(name, (line[name] for line in lines)) for name in names}
        self.engine.table("definitions_", kinds, [tuple(line[name] for name in names) for line in lines])

    def _differs(self, name: str) -> bool:
        """Whether a column is needed: what all lines say the same is known without."""
        return name in ASKED or len({line[name] for line in self.told.values()}) > 1

    def _kind(self, name: str, values: Iterable[Any]) -> str:
        if name in LARGE:
            return self.wholes.kind
        if name in WORDS:
            return self.dialect.one_of(values)
        return KINDS[type(next((value for value in values if value is not None), 0))]

    def _lines(self, needs: Needs, *, seen: bool) -> str:
        """Every target and unit with its definition, its goal and what was reported; `seen`: after the second look."""
        days = self.dialect.days
        told = {"silence": days("latest", day(self.as_of))} | reported(needs)
        told |= self._judged(needs) if seen else {"id": self.dialect.identity}
        if needs.reporting:
            told |= {"late_report": "coalesce(reported > deadline, false)"}
        listed = ", ".join(f"{said} as {name}" for name, said in told.items())
        text = "standing_ join definitions_ using (d)"
        if needs.reporting:
            text += " left join deadlines_ using (d, latest)"
        if needs.rolls:
            text += " left join (select d, partial, incomplete from rolled_) rolled_ using (d)"
        if seen:
            look = looked(needs, self.days, self.dialect)
            text += f" left join ({look}) looked_ on looked_.id = {self.dialect.identity}"
        left = "not exists (select 1 from long_ where long_.d = standing_.d and long_.unit = standing_.unit)"
        return f"select *, {listed} from {text} where {left}"

    def _judged(self, needs: Needs) -> dict[str, str]:
        """The day of the value by the due date, and its age then: that of the value of the day, unless it is later."""
        on = "case when latest <= due then latest else last_in_time end" if needs.late else "latest"
        return {"judged_on": on, "judged_age": self.dialect.days(on, "due")}

    def _look(self, needs: Needs) -> None:
        """The second look at the groups for which it matters."""
        parts = []
        names = ["id", *needs.target.split(", "), "org_", "days", "latest", "due", "by_due"]
        for line, table in self._by_policy(needs, seen=False):
            shown: dict[str, Any] = {name: Column(name) for name in names}
            shown |= {"lo": line.bounds.lo, "hi": line.bounds.hi, "hidden": line.hidden()}
            shown |= {name: line.of(name) for name in ("strict", "factor")}
            shown["added"] = Column("added") if needs.increments else False
            shown["wanted"] = line.looks()
            parts.append(f"select *{self._decimals(needs)} from ({line.op.select(table, shown)}) wanted_ where wanted")
        self.engine.keep("looks_", " union all ".join(parts))
        self.engine.keep("gathered_", gathered(needs, self.dialect))
        if needs.increments:
            self.engine.keep("climbed_", climbed(needs, self.dialect))

    def _decimals(self, needs: Needs) -> str:
        """The bounds as decimals, which is what figures are compared with unless they are packed."""
        if needs.packed:
            return ""
        exact = f"decimal(18,{self.wholes.places})"
        unit = f"cast(1e-{self.wholes.places} as {exact})"
        return f", cast(lo * {unit} as {exact}) as least_x, cast(hi * {unit} as {exact}) as most_x"

    def _published(self, needs: Needs) -> str:
        others = not self.plain or self.account.targets
        parts = [f"select {', '.join(PUBLISHED)} from others_published_"] if others else []
        if self.plain:
            parts += [published(line, lines) for line, lines in self._by_policy(needs, seen=True)]
        return " union all ".join(parts)

    def _by_policy(self, needs: Needs, *, seen: bool) -> Iterator[tuple[Line, str]]:
        """A line for the targets that are judged by the same policy, and their lines of the table."""
        lines = f"({self._lines(needs, seen=seen)}) lines_"
        groups: dict[int, list[Definition]] = {}
        for each in self.plain:
            groups.setdefault(id(each.policy), []).append(each)
        for made in groups.values():
            told = [self.told[each.number] for each in made]
            same = {name: value for name, value in told[0].items() if all(line[name] == value for line in told)}
            mine = lines if len(groups) == 1 else f"(select * from {lines} where {_in(made)}) mine_"
            yield Line(needs, made[0].policy, same, self.dialect, tabled=self.goals is not None), mine


def _in(made: Sequence[Definition]) -> str:
    return f"d in ({', '.join(str(each.number) for each in made)})"
