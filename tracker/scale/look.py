"""A second look at rows, for the groups in which the order of days matters: met since when, held by the due date.

The counterpart of what `rules.fold` says of days (SPEC §3). Where there are few enough days, a set of days is a whole
number with a bit for each, the first day the lowest; all that is asked of the rows is on which days they satisfied.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.scale.dialect import Dialect
from tracker.scale.fold import BITS, Needs, figures, listed

DAYS = 2**16
"""More than there are days to count, as `BITS + 1` is more than there are bits."""


def gathered(needs: Needs, dialect: Dialect) -> str:
    """What the rows of the groups of `looks_` say, day by day.

    `holding` are the days, as bits, whose values satisfy. Without bits, `held` are those by the due date, `missed_on`
    the last whose value does not, `late_on` the first after it whose value does. `seen_…` is the value before the last.
    Increments are gathered as `steps`, whole numbers of which the rest is the number of the day.
    """
    names = f"{needs.target}, org_"
    rows = f"visible_{' join days_ using (day)' if needs.bits else ''} join looks_ using ({names})"
    judged = f"select *, day <= due as in_time, {_holds(needs)} as holds from {rows}"
    if needs.bits:
        told = {"holding": "coalesce(bit_or(bit) filter (where holds), 0)"}
    else:
        told = {
            "missed_on": "max(day) filter (where in_time and not holds)",
            "held": dialect.gathered("day", "in_time and holds"),
            "late_on": "min(day) filter (where holds and not in_time)" if needs.late else "cast(null as date)",
            "judged_on": "max(day) filter (where in_time)",
        }
    if needs.increments:
        added = needs.wholes.of("v")
        step = f"{added} * {BITS + 1} + number - 1" if needs.bits else f"{added} * {DAYS} + {dialect.day_number('day')}"
        told |= {"steps": dialect.gathered(step, "added")}
    if needs.hides:
        told |= {"seen_x": dialect.latest("coalesce(v, n)", "day", "hidden and day < latest")}
        told |= {"seen_y": dialect.latest("m", "day", "hidden and day < latest")} if needs.ratios else {}
    if needs.ceilings:
        told |= {"highest": f"max({needs.wholes.of('v')}) filter (where in_time)"}
    return f"select id, {listed(told)} from ({judged}) judged_ group by id"


def _holds(needs: Needs) -> str:
    """Whether a row's value satisfies; of an increment alone that is not known."""
    wholes = needs.wholes
    holds = _within(wholes.of("v"), "lo", "hi", needs) if needs.packed else _within("v", "least_x", "most_x", needs)
    if needs.ratios:
        above, below = (f"cast({x} as bigint)" if needs.packed else wholes.of(x) for x in ("n", "m"))
        ratio = _within(f"{above} * factor * {wholes.one}", f"lo * {below}", f"hi * {below}", needs)
        holds = f"case when m is null then {holds} else {ratio} end"
    return f"case when added then null else {holds} end" if needs.increments else holds


def climbed(needs: Needs, dialect: Dialect) -> str:
    """On which days running totals of increments, which never fall, satisfied: first by the due date, first after it.

    Where days have bits, `holding` as of other values.
    """
    rest = BITS + 1 if needs.bits else DAYS
    steps = f"select id, {dialect.unnest('steps')} as step from gathered_ where steps is not null"
    total = f"sum({dialect.quotient('step', str(rest))}) over (partition by id order by step % {rest})"
    totals = f"select id, step % {rest} as number, {total} as actual from ({steps}) steps_"
    holds = _within("actual", "lo", "hi", needs)
    if needs.bits:
        told = {"holding": f"bit_or({dialect.bit('number')}) filter (where {holds})"}
        if needs.ceilings:
            told |= {"highest": f"max(actual) filter (where {dialect.bit('number')} <= by_due)"}
        return f"select id, {listed(told)} from ({totals}) totals_ join looks_ using (id) group by id"
    judged = (
        f"select id, number, actual, number <= {dialect.day_number('due')} as in_time, {holds} as holds "
        f"from ({totals}) totals_ join looks_ using (id)"
    )
    first = dialect.day_of("min(number) filter (where holds and {})")
    told = {
        "met_on": first.format("in_time"),
        "late_on": first.format("not in_time"),
        "highest": "max(actual) filter (where in_time)",
        "held_by_due": dialect.latest("holds", "number", "in_time"),
    }
    return f"select id, {listed(told)} from ({judged}) judged_ group by id"


def looked(needs: Needs, days: Sequence[date], dialect: Dialect) -> str:
    """The answer of the second look, in whole numbers.

    `met_on` opens the unbroken run of satisfying values that holds to the due date; `held_by_due` says whether the
    last value by then satisfied, `missed` whether one by then did not.
    """
    text = "looks_ join gathered_ s using (id)"
    highest = "s.highest" if needs.ceilings else f"cast(null as {needs.wholes.kind})"
    if needs.increments:
        text += " left join climbed_ c using (id)"
        if needs.ceilings:
            highest = f"case when added then cast(c.highest as {needs.wholes.kind}) else {highest} end"
    told = {"highest": highest} | (figures("seen_", needs) if needs.hides else {})
    if not needs.bits:
        return f"select id, {listed(_by_days(needs, dialect) | told)} from {text}"
    holding = "coalesce(c.holding, s.holding)" if needs.increments else "s.holding"
    sets = f"select id, days, by_due, {holding} as holding, {listed(told)} from {text}"
    return f"select id, {listed(_by_bits(days, dialect))}, {', '.join(told)} from ({_runs(sets)}) runs_"


def _by_days(needs: Needs, dialect: Dialect) -> dict[str, str]:
    """From the days themselves."""
    told = {
        "met_on": dialect.first_after("held", "missed_on"),
        "late_on": "s.late_on",
        "held_by_due": "judged_on is not null and (missed_on is null or missed_on < judged_on)",
        "missed": "missed_on is not null",
    }
    if needs.increments:
        total = {
            "met_on": "c.met_on",
            "late_on": "c.late_on",
            "held_by_due": "coalesce(c.held_by_due, false)",
            "missed": "coalesce(not c.held_by_due, false)",
        }
        told = {name: f"case when added then {total[name]} else {said} end" for name, said in told.items()}
    return told | {"last_in_time": "judged_on"}


def _runs(sets: str) -> str:
    """Sets of days apart: by the due date those on which it was held and failed, and those after it.

    `broken` is the number of the last day on which it failed.
    """
    held = (
        f"select *, days & by_due as in_time, holding & by_due as held, holding & ~by_due as after from ({sets}) sets_"
    )
    failed = f"select *, in_time & ~held as failed from ({held}) held_"
    return f"select *, case when failed = 0 then 0 else {_highest('failed')} end as broken from ({failed}) failed_"


def _by_bits(days: Sequence[date], dialect: Dialect) -> dict[str, str]:
    """From sets of days: which of two sets has the later last day, the greater number says."""
    run = dialect.shifted("held", "broken")
    return {
        "met_on": dialect.nth(days, f"broken + {_lowest(run)}"),
        "late_on": dialect.nth(days, _lowest("after")),
        "last_in_time": f"case when in_time <> 0 then {dialect.nth(days, _highest('in_time'))} end",
        "held_by_due": "held > failed",
        "missed": "failed <> 0",
    }


def _highest(bits: str) -> str:
    """The number of the highest bit, the lowest is 1; of a set that is not empty."""
    return f"length(bin({bits}))"


def _lowest(bits: str) -> str:
    """The number of the lowest bit; null if there is none."""
    return f"(case when {bits} <> 0 then bit_count(({bits} & -{bits}) - 1) + 1 end)"


def _within(actual: str, low: str, high: str, needs: Needs) -> str:
    """Whether a value lies within two bounds; one that is null is none."""
    above, below = f"{actual} >= {low}", f"{actual} <= {high}"
    if needs.strict:
        above = f"case when strict then {actual} > {low} else {above} end"
        below = f"case when strict then {actual} < {high} else {below} end"
    return f"(coalesce({above}, true) and coalesce({below}, true))"
