"""Rows folded in the engine of tables: one pass that groups them, and a second look where the order of days matters.

The counterpart of `rules.fold` and `rules.tally` for plain rows of one target and unit, a report a day at most
(SPEC §3). A group of rows that is more than that is odd: the ordinary engine replays it.
"""

from __future__ import annotations

from typing import NamedTuple

from tracker.scale.dialect import Dialect
from tracker.scale.source import Source
from tracker.scale.wholes import LIMIT, Wholes

VALUE, RATIO, INCREMENT, TOTAL, ODD = 1, 2, 4, 8, 16
"""What kinds of rows there are in a group, a bit each: a value, n/d; an increment, no increment; more than plain."""


class Needs(NamedTuple):
    """What the fold has to look for, by the plans and the rows; what nobody needs is not computed.

    `wholes` says how numbers are counted; `known_at` and `last_day` are SQL. `bits`: there are few enough days for a
    bit each; `own`: a target is its plan's own; `late`: one is past its due date; `watched`: a value may breach a
    goal; `counts`, `levels`: there are such; `strict`: a goal must be passed; `ratios`, `increments`, `units`: rows
    may say so; `reporting`: reports are expected by a day.
    """

    wholes: Wholes
    known_at: str = ""
    last_day: str = "null"
    bits: bool = False
    own: bool = False
    late: bool = False
    watched: bool = False
    counts: bool = False
    levels: bool = False
    ratios: bool = False
    increments: bool = False
    units: bool = False
    strict: bool = False
    reporting: bool = False


def visible(source: Source, needs: Needs) -> str:
    """The rows that may count on the day judged: target, unit, day, kind, and the figure `x`, of n/d over `m`."""
    unit = "case when each_ then org_ when org_ = own_ then '' else org_ end" if needs.own else "org_"
    odd, kind = ["odd_"], []
    if needs.increments:
        odd.append("(mode_ = 'increment' and (level_ or throughout_ or v < 0))")
        kind.append(f"case when mode_ = 'increment' then {INCREMENT} else {TOTAL} end")
    if needs.units:
        odd.append("unit_ not in ('', measured_in)")
    if needs.ratios:
        odd.append("(m is not null and (throughout_ or not level_))")
        kind.append(f"case when m is null then {VALUE} else {RATIO} end")
    kind.append(f"case when {' or '.join(odd)} then {ODD} else 0 end")
    conditions = ["(day between start_ and at_ or day is null)", "not (mode_ = 'point' and not level_)"]
    if needs.known_at:
        conditions.append(f"reported <= {needs.known_at}")
    figure = "coalesce(v, n)" if needs.ratios else "v"
    return (
        f"select d, {unit} as unit, day, reported, {' + '.join(kind)} as kind, {figure} as x, m, level_, due_ "
        f"from ({source.plain()}) rows_ join names_ using (plan_, target_) where {' and '.join(conditions)}"
    )


def statistics(needs: Needs, dialect: Dialect) -> str:
    """A line for each target and unit of which there are visible rows."""
    told = {
        "said": "count(*)",
        "days": "bit_count(bit_or(bit))" if needs.bits else "count(distinct day)",
        "kinds": "bit_or(kind)",
        "latest": "max(day)",
        "x": dialect.latest("x", "day"),
    }
    if needs.ratios:
        told |= {"m": dialect.latest("m", "day")}
    if needs.levels:
        before = f"level_ and day < {needs.last_day}"
        told |= {"before_x": dialect.latest("x", "day", before)}
        if needs.ratios:
            told |= {"before_m": dialect.latest("m", "day", before)}
    if needs.increments:
        told |= {"total": "sum(x)"}
    if needs.counts or needs.watched:
        told |= {"most": "max(x)"}
    if needs.watched:
        told |= {"least": "min(x)"}
    if needs.reporting:
        told |= {"reported": dialect.latest("reported", "day")}
    bits = " join days_ using (day)" if needs.bits else ""
    return f"select d, unit, {_list(told)} from visible_{bits} group by d, unit"


def folded(needs: Needs, dialect: Dialect) -> str:
    """The statistics in whole numbers, and which groups are odd.

    `v` is the value of the day, of increments their sum; of n/d it is null, and `n` and `m` are given. `before_…` is
    the value before the last, if the last is of the latest day of all.
    """
    odd = [f"kinds >= {ODD}", "days <> said", f"abs(x) >= {LIMIT}"]
    told = {"said": "said", "latest": "latest"} | _figures("", needs)
    if needs.increments:
        odd += [f"kinds & {INCREMENT + TOTAL} = {INCREMENT + TOTAL}", f"(kinds & {INCREMENT} > 0 and total >= {LIMIT})"]
        told |= {"v": f"case when kinds & {INCREMENT} > 0 then {needs.wholes.sum('total')} else {told['v']} end"}
        told |= {"added": f"kinds & {INCREMENT} > 0"}
    if needs.ratios:
        odd += [f"kinds & {VALUE + RATIO} = {VALUE + RATIO}", f"coalesce(m >= {LIMIT}, false)"]
    if needs.counts or needs.watched:
        told["most"] = _most(needs) if needs.increments else needs.wholes.of("most")
    if needs.watched:
        told |= {"least": needs.wholes.of("least")}
    if needs.levels:
        told |= _figures("before_", needs)
    if needs.reporting:
        told |= {"reported": "reported"}
    return f"select d, unit, ({' or '.join(odd)}) as odd, {_list(told)} from ({statistics(needs, dialect)}) statistics_"


def _most(needs: Needs) -> str:
    """The highest value of all days: of increments, which are never negative, the last."""
    return f"case when kinds & {INCREMENT} > 0 then {needs.wholes.sum('total')} else {needs.wholes.of('most')} end"


def _figures(prefix: str, needs: Needs) -> dict[str, str]:
    """A value, and n/d, from a figure and what it is divided by."""
    x, m = f"{prefix}x", f"{prefix}m"
    if not needs.ratios:
        return {f"{prefix}v": needs.wholes.of(x)}
    wholes = needs.wholes
    even = f"case when {m} is null then null when {x} % 1 = 0 and {m} % 1 = 0 then "
    return {
        f"{prefix}v": f"case when {m} is null then {wholes.of(x)} end",
        f"{prefix}n": f"{even} cast({x} as {wholes.kind}) else {wholes.of(x)} end",
        f"{prefix}m": f"{even} cast({m} as {wholes.kind}) else {wholes.of(m)} end",
    }


def _list(told: dict[str, str]) -> str:
    return ", ".join(said if said == name else f"{said} as {name}" for name, said in told.items())


def second_look(needs: Needs, dialect: Dialect) -> str:
    """What only the order of days tells, for the groups of `looks_`.

    `met_on` opens the unbroken run of satisfying values that holds to the due date, `late_on` is the first satisfying
    value after it; `judged_…` the value by then, `seen_…` the value before the last.
    """
    wholes = needs.wholes
    actual, scale = wholes.of("x"), "1"
    if needs.ratios:
        actual = f"case when m is null then {actual} else {actual} * factor * {wholes.one} end"
        scale = f"coalesce({wholes.of('m')}, 1)"
    points = (
        "select d, unit, day, day <= due_ as in_time, latest, added, lo, hi, strict, x, m, "
        f"{actual} as actual, {scale} as scale_ from visible_ join looks_ using (d, unit)"
    )
    judged = f"select *, not added and {_within('actual', 'scale_', needs)} as holds from ({points}) points_"
    told = {
        "missed_on": "max(day) filter (where in_time and not holds)",
        "held": dialect.gathered("day", "in_time and holds"),
        "late_on": "min(day) filter (where holds and not in_time)",
    }
    if needs.increments:
        told |= {"steps": dialect.gathered(dialect.pair("day", "x"), "added")}
    if needs.levels:
        told |= {f"seen_{name}": dialect.latest(name, "day", "day < latest") for name in ("x", "m")}
    if needs.late:
        told |= {"judged_on": "max(day) filter (where in_time)", "judged_total": "sum(x) filter (where in_time)"}
        told |= {f"judged_{name}": dialect.latest(name, "day", "in_time") for name in ("x", "m")}
        told |= {"highest": "max(x) filter (where in_time)", "lowest": "min(x) filter (where in_time)"}
    return f"select d, unit, {_list(told)} from ({judged}) judged_ group by d, unit"


def climbed(needs: Needs, dialect: Dialect) -> str:
    """When running totals of increments, which never fall, first satisfied, by the due date and after it."""
    steps = f"select d, unit, {dialect.unnest('steps')} as step from gathered_ where steps is not null"
    total = "sum(step.x) over (partition by d, unit order by step.day)"
    totals = f"select d, unit, step.day as day, {total} as total from ({steps}) steps_"
    within = _within(needs.wholes.sum("total"), "1", needs)
    return (
        "select d, unit, min(day) filter (where day <= due) as met_on, min(day) filter (where day > due) as late_on "
        f"from ({totals}) totals_ join looks_ using (d, unit) where {within} group by d, unit"
    )


def looked(needs: Needs, dialect: Dialect) -> str:
    """The answer of the second look, in whole numbers."""
    run = dialect.first_after("held", "missed_on")
    told = {"met_on": run, "late_on": "gathered_.late_on"}
    text = "gathered_"
    if needs.increments:
        told = {
            "met_on": f"coalesce(climbed_.met_on, {run})",
            "late_on": "coalesce(climbed_.late_on, gathered_.late_on)",
        }
        text = "gathered_ left join climbed_ using (d, unit)"
    if needs.levels:
        told |= _figures("seen_", needs)
    if needs.late:
        told |= {"judged_on": "judged_on", "judged_total": needs.wholes.sum("judged_total")}
        told |= {"highest": needs.wholes.of("highest"), "lowest": needs.wholes.of("lowest")}
        told |= _figures("judged_", needs)
    return f"select d, unit, {_list(told)} from {text}"


def _within(actual: str, scale: str, needs: Needs) -> str:
    """Whether a value, times `scale`, lies within the bounds of its line."""
    low, high = f"{actual} >= lo * {scale}", f"{actual} <= hi * {scale}"
    if needs.strict:
        low = f"case when strict then {actual} > lo * {scale} else {low} end"
        high = f"case when strict then {actual} < hi * {scale} else {high} end"
    return f"coalesce({low}, true) and coalesce({high}, true)"
