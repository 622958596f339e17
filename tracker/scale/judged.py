"""The rules of `tracker.rules` over columns: a line of definitions, a unit's goal and its folded rows into a verdict.

Nothing is decided here: where a target stands is written as columns, and the functions of the rules, which also run on
plain numbers, say what follows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tracker.model.assessment import Status
from tracker.model.plan import Thresholds
from tracker.rules.flags import conditions
from tracker.rules.measures import Figures, Inputs, figures, screens
from tracker.rules.operators import NULL, known
from tracker.rules.standing import Standing, undetermined
from tracker.rules.status import RULES, facts
from tracker.scale.columns import Column, Columns
from tracker.scale.dialect import Dialect
from tracker.scale.fold import Needs
from tracker.scale.writing import Writer
from tracker.values import NamedTuple

ON_TIME = next(number for number, rule in enumerate(RULES) if rule.status is Status.ACHIEVED)


class Bounds(NamedTuple):
    """What a unit is held to, in whole numbers: the satisfying values, B, and the baseline, which B is of a level."""

    lo: Any
    hi: Any
    strict: Any
    base: Any
    baseline: Any


def bounds(of: Callable[[str], Any], op: Columns, *, tabled: bool) -> Bounds:
    """The goal and the baseline of a line: the target's, or the unit's own where a goals table gives one."""
    level, lo, hi, base, baseline = map(of, ("level", "lo_", "hi_", "base_", "baseline_"))
    if tabled:
        goal, high, given = map(Column, ("goal", "goal_high", "baseline"))
        falling, between = of("falling"), of("between")
        own = op.is_null(goal)
        lo = op.case((own, lo), (falling, NULL), else_=goal)
        hi = op.case((own, hi), (between, high), (falling | of("equals"), goal))
        base = op.case((op.is_null(given) | op.not_(level), base), else_=given)
        baseline = op.case((op.is_null(given), baseline), else_=given)
    return Bounds(lo, hi, of("strict"), base, baseline)


def satisfies(value: Any, scale: Any, b: Bounds, op: Columns) -> Any:
    """Whether a value, times `scale`, lies within the bounds; a value that is not known does not."""
    low, high = b.lo * scale, b.hi * scale
    loose = op.not_(b.strict)
    above = value >= low if b.strict is False else (value > low) | (loose & (value == low))
    below = value <= high if b.strict is False else (value < high) | (loose & (value == high))
    return op.named(op.not_(op.is_null(value)) & (op.is_null(b.lo) | above) & (op.is_null(b.hi) | below))


class Line:
    """A line of the table as columns: what is promised, what was reported, what follows."""

    def __init__(
        self, needs: Needs, policy: Thresholds, same: Mapping[str, Any], dialect: Dialect, *, tabled: bool
    ) -> None:
        self.op = Columns(dialect)
        self.needs = needs
        self.policy = policy
        self.same = same
        self.bounds = bounds(self.of, self.op, tabled=tabled)
        self.banded = self.of("between") | self.of("equals")
        self.actual, self.scale = self._value()
        self.satisfied = satisfies(self.actual, self.scale, self.bounds, self.op)

    def of(self, name: str) -> Any:
        """What a definition says: what all of them say the same is known beforehand, the rest is a column."""
        return known(self.same[name]) if name in self.same else Column(name)

    def _value(self) -> tuple[Any, Any]:
        """The value of the day in whole numbers times its scale, which is 1 but for n/d: there it is d."""
        value = Column("v")
        if not self.needs.ratios:
            return value, 1
        n, m = Column("n"), Column("m")
        whole = self.op.is_null(m)
        return self.op.case((whole, value), else_=n * self.of("factor") * self.needs.wholes.one), self.op.case(
            (whole, 1), else_=m
        )

    def _flat(self) -> Any:
        op, b, level = self.op, self.bounds, self.of("level")
        hold = op.case((op.is_null(b.base), self.banded), else_=satisfies(b.base, 1, b, op))
        return op.named(self.of("throughout") | (level & hold) | (self.of("curve") == "flat"))

    def inputs(self) -> Inputs:
        """The numbers of SPEC §4 and §5."""
        op, b, m = self.op, self.bounds, self.scale
        aim = op.case((self.banded & (b.base > b.hi), b.hi), (op.is_null(b.lo), b.hi), else_=b.lo)
        yardstick = op.case((self.banded & op.not_(b.lo == b.hi), b.hi - b.lo), (aim < 0, -aim), else_=aim)
        flat = self._flat()
        before, after, curve = op.not_(self.of("begun")), self.of("past_due"), self.of("curve")
        nothing = (curve == "none") | ((curve == "") & self.of("level") & op.is_null(b.base))
        return Inputs(
            factor=1,
            actual=self.actual,
            lo=b.lo * m,
            hi=b.hi * m,
            base=b.base * m,
            aim=aim * m,
            yardstick=yardstick * m,
            elapsed=op.case((before, 0), (after | flat, 1), (nothing, NULL), else_=self.of("elapsed_")),
            whole=op.case((before, 1), (after | flat, 1), (nothing, NULL), else_=self.of("span_")),
            planned=NULL,
            flat=flat,
            measurable=True,
            level=self.of("level"),
            falling=self.of("falling"),
        )

    def outdated(self, flat: Any) -> Any:
        """Whether a flat goal has no value near enough to its due date to be judged on."""
        op = self.op
        stale = op.is_null(Column("judged_on")) | (Column("judged_age") > self.policy.stale)
        return op.named(flat & self.of("due_reached") & op.not_(op.is_null(Column("said"))) & stale)

    def looks(self) -> Any:
        """Whether the order of days must be looked at: for the day met, the value by the due date, the last but one."""
        op, needs = self.op, self.needs
        flat = self._flat()
        wanted = self.satisfied & (op.not_(flat) | self.of("due_reached"))
        if needs.late:
            wanted = wanted | ((Column("latest") > Column("due")) & (flat | op.not_(self._hopeless())))
        return op.named(wanted | self.hidden())

    def hidden(self) -> Any:
        """Whether the value before the last has not been seen: the last is not of the latest day of all."""
        if not self.needs.hides:
            return False
        op = self.op
        return op.named(
            self.of("level") & (Column("said") > 1) & op.not_(Column("latest") == Column(self.needs.last_day))
        )

    def _hopeless(self) -> Any:
        """Whether no value of any day satisfies, as far as the highest tells."""
        op, b = self.op, self.bounds
        value = op.not_(op.is_null(Column("v")))
        return op.is_null(b.hi) & value & (Column("most") < b.lo)

    def standing(self, flat: Any) -> Standing:
        """Where the target stands by its rows."""
        op, b = self.op, self.bounds
        reported = op.named(op.not_(op.is_null(Column("said"))))
        judged = proven = self.satisfied
        if self.needs.late:
            judged = op.case((Column("latest") > Column("due"), Column("held_by_due", sure=False)), else_=judged)
            proven = op.named(judged | (op.is_null(Column("judged_on")) & self.satisfied))
        outdated = self.outdated(flat)
        met = op.named(judged & op.not_(outdated))
        return Standing(
            bounded=True,
            withdrawn=self.of("withdrawn"),
            revised=self.of("revised"),
            extended=self.of("extended"),
            begun=self.of("begun"),
            due_reached=self.of("due_reached"),
            past_due=self.of("past_due"),
            days_left=self.of("days_left"),
            cap=self.of("cap"),
            final=self.of("cap") | op.not_(self.of("level") | self.of("throughout")),
            asks_more=op.not_(op.is_null(b.lo)) & op.is_null(b.hi),
            level=self.of("level"),
            visible=reported,
            valued=reported,
            pointed=reported,
            satisfied=self.satisfied,
            proven=proven,
            refuted=reported & op.not_(proven),
            met=met,
            met_late=op.not_(met | self.of("cap") | op.is_null(Column("late_on"))) if self.needs.late else False,
            breached=self._breached(),
            regressed=self._regressed(),
            conflict=False,
            contradicted=False,
            outdated=outdated,
            partial=Column("partial", sure=False) if self.needs.rolls else False,
            not_additive=False,
            incomplete=Column("incomplete", sure=False) if self.needs.rolls else False,
            unconfirmed=False,
            approximate=False,
            late_report=Column("late_report") if self.needs.reporting else False,
            silent_days=op.case((reported, Column("silence")), else_=self.of("since_start")),
        )

    def _breached(self) -> Any:
        """Whether a value by the due date broke a throughout goal, or passed the ceiling of a count."""
        if not self.needs.watched:
            return False
        op, b, strict = self.op, self.bounds, self.bounds.strict
        most, level, throughout = Column("most"), self.of("level"), self.of("throughout")
        over = (most > b.hi) | (strict & (most == b.hi))
        least = Column("least") if self.needs.floors else NULL
        under = (least < b.lo) | (strict & (least == b.lo))
        broken = (throughout & (over | under)) | (op.not_(level | throughout) & over)
        if not self.needs.late:
            return op.named(broken)
        ceiling = op.not_(level | throughout) & (Column("highest") > b.hi)
        by_due = (throughout & Column("missed", sure=False)) | ceiling
        return op.case((Column("latest") > Column("due"), by_due), else_=broken)

    def _regressed(self) -> Any:
        """A running total that fell and has not recovered; a level worse than the one before it."""
        op, b, needs = self.op, self.bounds, self.needs
        fell: Any = False
        if needs.counts:
            fell = op.not_(self.of("level") | self.of("cap")) & (Column("v") < Column("most"))
        if not needs.levels:
            return fell
        v, scale = self._before()
        now, before = op.named(self.actual * scale), op.named(v * self.scale)
        both = op.named(self.scale * scale)
        lo, hi = b.lo * both, b.hi * both
        short_now, short_before = self._short(now, lo, hi), self._short(before, lo, hi)
        worse = op.case(
            (op.is_null(b.hi), now < before), (op.not_(self.banded), now > before), else_=short_now > short_before
        )
        return op.named(fell | (self.of("level") & worse))

    def _before(self) -> tuple[Any, Any]:
        """The value before the last, or the baseline where there is one value alone, times its scale."""
        op, needs = self.op, self.needs
        last = Column("latest") == Column(needs.last_day) if needs.hides else True
        first = op.not_(Column("said") > 1)
        told = {}
        for name in ("v", "n", "m") if needs.ratios else ("v",):
            seen = Column(f"seen_{name}") if needs.hides else NULL
            alone = self.bounds.baseline if name == "v" else NULL
            told[name] = op.case((first, alone), (last, Column(f"before_{name}")), else_=seen)
        if not needs.ratios:
            return told["v"], 1
        whole = op.is_null(told["m"])
        ratio = told["n"] * self.of("factor") * needs.wholes.one
        return op.case((whole, told["v"]), else_=ratio), op.case((whole, 1), else_=told["m"])

    def _short(self, value: Any, lo: Any, hi: Any) -> Any:
        """How far a value lies outside a band."""
        return self.op.case((value < lo, lo - value), (value > hi, value - hi), (self.op.is_null(value), NULL), else_=0)


def published(line: Line, lines: str) -> str:
    """The status table of the targets judged by one policy, over their lines."""
    needs, policy = line.needs, line.policy
    op, b = line.op, line.bounds
    given = op.each(line.inputs())
    found = op.each(figures(given, op))
    stands = op.each(line.standing(given.flat))
    unsaid = undetermined(stands, op)
    facts_ = op.each(facts(stands, found, screens(found, policy, op), unsaid != "", op))
    fired = op.case(*[(rule.holds(facts_, op), number) for number, rule in enumerate(RULES)])
    status = op.names(fired, [rule.status.value for rule in RULES])
    raised = conditions(stands, found, facts_, status, policy, op)
    met = (status == "achieved") | (status == "achieved_late")
    overdue = raised["overdue"]
    write, one = Writer(op), needs.wholes.one
    return op.select(
        lines,
        {
            "plan": write.text(line.of("plan")),
            "target": write.text(line.of("target")),
            "org": Column("org"),
            "scope": write.text("plan"),
            "status": status,
            "rule": op.names(fired, [rule.name for rule in RULES]),
            "reason": op.case((status == "undetermined", unsaid), else_=""),
            "flags": write.joined(raised),
            "unit": write.text(line.of("measured_in")),
            "goal": write.exact(op.case((op.is_null(b.lo), b.hi), else_=b.lo), 1, one),
            "goal_high": write.exact(op.case((op.is_null(b.lo) | (b.lo == b.hi), NULL), else_=b.hi), 1, one),
            "baseline": write.exact(b.baseline, 1, one),
            "actual": write.exact(given.actual, line.scale, one),
            "grade": NULL,
            "margin": write.exact(found.margin, line.scale, one),
            "progress": write.number(found.gone, found.way),
            "expected": write.number(*_expected(given, found, op)),
            "schedule_gap": write.number(op.case((op.is_null(found.gone), NULL), else_=found.shift * 100), found.span),
            "overdue_days": op.case((overdue, -stands.days_left)),
            "as_of": Column("latest"),
            "date_met": op.case((met & (fired == ON_TIME), Column("met_on")), (met, Column("late_on"))),
        },
    )


def _expected(given: Inputs, found: Figures, op: Columns) -> tuple[Any, Any]:
    """E; past the far bound nothing is expected (SPEC §2)."""
    return op.case((found.past_far & op.not_(given.flat), NULL), else_=given.elapsed), given.whole
