"""The rules of `tracker.rules` over columns: a line of definitions, a unit's goal and its folded rows into a verdict.

Nothing is decided here: where a target stands is written as columns, and the functions of the rules, which also run on
plain numbers, say what follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tracker.model.assessment import Status
from tracker.model.plan import Thresholds
from tracker.rules.flags import conditions
from tracker.rules.measures import Figures, Inputs, figures, screens
from tracker.rules.operators import NULL
from tracker.rules.standing import Standing, undetermined
from tracker.rules.status import RULES, facts
from tracker.scale.columns import Column, Columns, literal
from tracker.scale.dialect import Dialect
from tracker.scale.fold import Needs
from tracker.scale.wholes import PLACES

ON_TIME = next(number for number, rule in enumerate(RULES) if rule.status is Status.ACHIEVED)


class Bounds(NamedTuple):
    """What a unit is held to, in whole numbers: the satisfying values, and B."""

    lo: Any
    hi: Any
    strict: Any
    base: Any
    baseline: Any


def bounds(op: Columns, *, tabled: bool) -> Bounds:
    """The goal and the baseline of a line: the target's, or the unit's own where a goals table gives one."""
    level, lo, hi, base = map(Column, ("level", "lo_", "hi_", "base_"))
    if tabled:
        goal, high, given = map(Column, ("goal", "goal_high", "baseline"))
        falling, between = Column("falling"), Column("between")
        own = op.is_null(goal)
        lo = op.case((own, lo), (falling, NULL), else_=goal)
        hi = op.case((own, hi), (between, high), (falling | Column("equals"), goal))
        base = op.case((op.is_null(given) | op.not_(level), base), else_=given)
    return Bounds(lo, hi, Column("strict"), base, op.case((level, base)))


def satisfies(value: Any, scale: Any, b: Bounds, op: Columns) -> Any:
    """Whether a value, times `scale`, lies within the bounds; a value that is not known does not."""
    loose = op.not_(b.strict)
    low = op.is_null(b.lo) | (value > b.lo * scale) | (loose & (value == b.lo * scale))
    high = op.is_null(b.hi) | (value < b.hi * scale) | (loose & (value == b.hi * scale))
    return op.named(op.not_(op.is_null(value)) & low & high)


class Line:
    """A line of the table as columns: what is promised, what was reported, what follows."""

    def __init__(self, needs: Needs, policy: Thresholds, *, tabled: bool) -> None:
        self.op = Columns()
        self.needs = needs
        self.policy = policy
        self.bounds = bounds(self.op, tabled=tabled)
        self.actual, self.scale = self._value("")
        self.judged, self.judged_scale = self._value("judged_") if needs.late else (self.actual, self.scale)

    def _value(self, prefix: str) -> tuple[Any, Any]:
        """A value in whole numbers times its scale, which is 1 but for n/d: there it is the denominator."""
        value = Column(f"{prefix}v")
        if not self.needs.ratios:
            return value, 1
        n, m = Column(f"{prefix}n"), Column(f"{prefix}m")
        whole = self.op.is_null(m)
        return self.op.case((whole, value), else_=n * Column("factor") * self.needs.wholes.one), self.op.case(
            (whole, 1), else_=m
        )

    def _flat(self) -> Any:
        op, b, level = self.op, self.bounds, Column("level")
        either = Column("between") | Column("equals")
        hold = op.case((op.is_null(b.base), either), else_=satisfies(b.base, 1, b, op))
        return op.named(Column("throughout") | (level & hold) | (Column("curve") == "flat"))

    def inputs(self) -> Inputs:
        """The numbers of SPEC §4 and §5."""
        op, b, m = self.op, self.bounds, self.scale
        either = Column("between") | Column("equals")
        aim = op.case((either & (b.base > b.hi), b.hi), (op.is_null(b.lo), b.hi), else_=b.lo)
        yardstick = op.case((either & op.not_(b.lo == b.hi), b.hi - b.lo), (aim < 0, -aim), else_=aim)
        flat = self._flat()
        before, after, curve = op.not_(Column("begun")), Column("past_due"), Column("curve")
        nothing = (curve == "none") | ((curve == "") & Column("level") & op.is_null(b.base))
        return Inputs(
            factor=1,
            actual=self.actual,
            lo=b.lo * m,
            hi=b.hi * m,
            base=b.base * m,
            aim=aim * m,
            yardstick=yardstick * m,
            elapsed=op.case((before, 0), (after | flat, 1), (nothing, NULL), else_=Column("elapsed_")),
            whole=op.case((before, 1), (after | flat, 1), (nothing, NULL), else_=Column("span_")),
            planned=NULL,
            flat=flat,
            measurable=True,
            level=Column("level"),
            falling=Column("falling"),
        )

    def outdated(self, flat: Any) -> Any:
        """Whether a flat goal has no value near enough to its due date to be judged on."""
        op = self.op
        stale = op.is_null(Column("judged_on")) | (Column("judged_age") > self.policy.stale)
        return op.named(flat & Column("due_reached") & op.not_(op.is_null(Column("said"))) & stale)

    def looks(self) -> Any:
        """Whether the order of days must be looked at: for the day met, the value by the due date, the last but one."""
        op, needs = self.op, self.needs
        counts = op.not_(self._flat()) | Column("due_reached")
        wanted = satisfies(self.actual, self.scale, self.bounds, op) & counts
        if needs.late:
            wanted = wanted | (Column("latest") > Column("due"))
        if needs.levels:
            hidden = Column("level") & (Column("said") > 1) & op.not_(Column("latest") == Column(needs.last_day))
            wanted = wanted | hidden
        return op.named(wanted)

    def standing(self, flat: Any) -> Standing:
        """Where the target stands by its rows."""
        op, b = self.op, self.bounds
        reported = op.named(op.not_(op.is_null(Column("said"))))
        satisfied = satisfies(self.actual, self.scale, b, op)
        judged = satisfies(self.judged, self.judged_scale, b, op)
        proven = op.named(judged | (op.is_null(Column("judged_on")) & satisfied)) if self.needs.late else judged
        outdated = self.outdated(flat)
        met = op.named(judged & op.not_(outdated))
        return Standing(
            bounded=True,
            withdrawn=Column("withdrawn"),
            revised=Column("revised"),
            extended=Column("extended"),
            begun=Column("begun"),
            due_reached=Column("due_reached"),
            past_due=Column("past_due"),
            days_left=Column("days_left"),
            cap=Column("cap"),
            final=Column("cap") | op.not_(Column("level") | Column("throughout")),
            asks_more=op.not_(op.is_null(b.lo)) & op.is_null(b.hi),
            level=Column("level"),
            visible=reported,
            valued=reported,
            pointed=reported,
            satisfied=satisfied,
            proven=proven,
            refuted=reported & op.not_(proven),
            met=met,
            met_late=op.not_(met | Column("cap") | op.is_null(Column("late_on"))) if self.needs.late else False,
            breached=self._breached(),
            regressed=self._regressed(),
            conflict=False,
            contradicted=False,
            outdated=outdated,
            partial=False,
            not_additive=False,
            incomplete=False,
            unconfirmed=False,
            approximate=False,
            late_report=Column("late_report") if self.needs.reporting else False,
            silent_days=op.case((reported, Column("silence")), else_=Column("since_start")),
        )

    def _breached(self) -> Any:
        """Whether a value by the due date broke a throughout goal, or passed the ceiling of a count."""
        if not self.needs.watched:
            return False
        op, b = self.op, self.bounds
        highest, lowest, strict = Column("most_in_time"), Column("least_in_time"), b.strict
        over = (highest > b.hi) | (strict & (highest == b.hi))
        under = (lowest < b.lo) | (strict & (lowest == b.lo))
        level = Column("level")
        return op.named((Column("throughout") & (over | under)) | (op.not_(level | Column("throughout")) & over))

    def _regressed(self) -> Any:
        """A running total that fell and has not recovered; a level worse than the one before it."""
        op, b, needs = self.op, self.bounds, self.needs
        fell: Any = False
        if needs.counts:
            fell = op.not_(Column("level") | Column("cap")) & (Column("v") < Column("most"))
        if not needs.levels:
            return fell
        last = Column("latest") == Column(needs.last_day)
        first = op.not_(Column("said") > 1)
        v = op.case((first, b.baseline), (last, Column("before_v")), else_=Column("seen_v"))
        scale: Any = 1
        if needs.ratios:
            n = op.case((first, NULL), (last, Column("before_n")), else_=Column("seen_n"))
            m = op.case((first, NULL), (last, Column("before_m")), else_=Column("seen_m"))
            scale = op.case((op.is_null(m), 1), else_=m)
            v = op.case((op.is_null(m), v), else_=n * Column("factor") * self.needs.wholes.one)
        now, before = op.named(self.actual * scale), op.named(v * self.scale)
        both = op.named(self.scale * scale)
        lo, hi = b.lo * both, b.hi * both
        short_now, short_before = self._short(now, lo, hi), self._short(before, lo, hi)
        worse = op.case(
            (op.is_null(b.hi), now < before), (op.is_null(b.lo), now > before), else_=short_now > short_before
        )
        return op.named(fell | (Column("level") & worse))

    def _short(self, value: Any, lo: Any, hi: Any) -> Any:
        """How far a value lies outside a band."""
        return self.op.case((value < lo, lo - value), (value > hi, value - hi), (self.op.is_null(value), NULL), else_=0)


def published(needs: Needs, policy: Thresholds, dialect: Dialect, lines: str, *, tabled: bool) -> str:
    """The status table of the targets judged by one policy, over their lines."""
    line = Line(needs, policy, tabled=tabled)
    op, b = line.op, line.bounds
    given = line.inputs()
    found = figures(given, op)
    stands = line.standing(given.flat)
    unsaid = undetermined(stands, op)
    known = facts(stands, found, screens(found, policy, op), op.named(unsaid != ""), op)
    fired = op.case(*[(rule.holds(known, op), number) for number, rule in enumerate(RULES)])
    status = op.case(*[(fired == number, rule.status.value) for number, rule in enumerate(RULES)])
    raised = conditions(stands, found, known, status, policy, op)
    met = (status == "achieved") | (status == "achieved_late")
    overdue = raised["overdue"]
    write, one = _Writer(op, dialect), needs.wholes.one
    return op.select(
        lines,
        {
            "plan": Column("plan"),
            "target": Column("target"),
            "org": Column("org"),
            "scope": "plan",
            "status": status,
            "rule": op.case(*[(fired == number, rule.name) for number, rule in enumerate(RULES)]),
            "reason": op.case((status == "undetermined", unsaid), else_=""),
            "flags": write.joined(raised),
            "unit": Column("measured_in"),
            "goal": write.number(op.case((op.is_null(b.lo), b.hi), else_=b.lo), one),
            "goal_high": write.number(op.case((op.is_null(b.lo) | (b.lo == b.hi), NULL), else_=b.hi), one),
            "baseline": write.number(b.baseline, one),
            "actual": write.number(given.actual, line.scale * one),
            "grade": NULL,
            "margin": write.number(found.margin, line.scale * one),
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


class _Writer:
    """Figures as they are published: text of flags, and quotients rounded half-even to six places."""

    def __init__(self, op: Columns, dialect: Dialect) -> None:
        self.op = op
        self.dialect = dialect

    def joined(self, raised: Mapping[str, Any]) -> Column:
        """The names of the flags that are raised, with commas between them."""
        said = [
            name if holds is True else f"case when {literal(holds)} then {literal(name)} end"
            for name, holds in raised.items()
            if holds is not False
        ]
        depth = max(holds.depth for holds in raised.values() if isinstance(holds, Column))
        return Column(f"concat_ws(',', {', '.join(said)})", depth)

    def number(self, part: Any, whole: Any) -> Any:
        """part/whole as a decimal of six places; ties go to the even digit."""
        if part is NULL:
            return NULL
        op = self.op
        bottom = op.case((whole < 0, -whole), else_=whole) if isinstance(whole, Column) else Column(str(whole))
        minus = op.named((part < 0) == (whole > 0))
        top = op.case((part < 0, -part), else_=part)
        units, left = self._divided(top, bottom)
        quotient, rest = self._divided(op.named(left * 10**PLACES), bottom)
        twice = rest * 2
        up = (twice > bottom) | ((twice == bottom) & Column(f"({quotient.text} % 2 = 1)", quotient.depth))
        rounded = op.named(units * 10**PLACES + op.case((up, quotient + 1), else_=quotient))
        signed = op.case((minus, -rounded), else_=rounded)
        return Column(self.dialect.millionths(signed.text), signed.depth)

    def _divided(self, part: Column, whole: Column) -> tuple[Column, Column]:
        """Quotient and remainder of numbers that are not negative."""
        depth = max(part.depth, whole.depth)
        quotient = self.op.named(Column(self.dialect.quotient(part.text, whole.text), depth))
        return quotient, self.op.named(part - quotient * whole)
