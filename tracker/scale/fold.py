"""Rows folded in the engine of tables: one pass that groups them, and a second look where the order of days matters.

The counterpart of `rules.fold` and `rules.tally` for plain rows of one target and unit, a report a day at most
(SPEC §3). A group of rows that is more than that is odd: the ordinary engine replays it.
"""

from __future__ import annotations

from typing import NamedTuple

from tracker.scale.dialect import Dialect
from tracker.scale.source import INCREMENT, ODD, POINT, RATIO, TOTAL, VALUE, Source
from tracker.scale.wholes import LIMIT, Wholes

BELOW = 2**31
"""More than a numerator or a denominator that is packed."""
DAYS = 2**16
"""More than there are days to count; an increment and its day are one whole number, of which the day is the rest."""


class Needs(NamedTuple):
    """What the fold has to look for, by the plans and the rows; what nobody needs is not computed.

    `wholes` says how numbers are counted; `known_at` and `last_day` are SQL. `bits`: there are few enough days for a
    bit each; `own`: a target is its plan's own; `late`: one is past its due date; `watched`: a value may breach a
    goal; `ceilings`: a count has two bounds; `counts`, `levels`: there are such; `strict`: a goal must be passed;
    `ratios`, `increments`, `units`: rows may say so; `reporting`: reports are expected by a day; `packed`: every
    figure, n/d too, fits into one whole number.
    """

    wholes: Wholes
    known_at: str = ""
    last_day: str = "null"
    bits: bool = False
    own: bool = False
    late: bool = False
    watched: bool = False
    ceilings: bool = False
    counts: bool = False
    levels: bool = False
    ratios: bool = False
    increments: bool = False
    units: bool = False
    strict: bool = False
    reporting: bool = False
    packed: bool = False

    @property
    def hides(self) -> bool:
        """Whether the fold sees the value before the last only of groups that reach to the latest day of all."""
        return self.levels and not self.packed

    @property
    def figure(self) -> str:
        """The column of the rows' figures."""
        return "packed" if self.packed else "x"

    def whole(self, figure: str) -> str:
        """A figure, of the rows or of a group, as a whole number."""
        return figure if self.packed else self.wholes.of(figure)

    def whole_sum(self, figure: str) -> str:
        """A sum of figures as a whole number."""
        return f"cast({figure} as {self.wholes.kind})" if self.packed else self.wholes.sum(figure)


def visible(source: Source, needs: Needs) -> str:
    """The rows that may count on the day judged: target, unit, day, kind, and the figure `x`, of n/d over `m`."""
    alone = "case when each_ then org_ when org_ is null or org_ in ('', own_) then '' else org_ end"
    odd, kind = ["odd_"], []
    if needs.increments:
        odd.append(f"(mode_ = {INCREMENT} and (level_ or throughout_ or v < 0))")
        kind.append("mode_")
    if needs.units:
        odd.append("unit_ not in ('', measured_in)")
    if needs.ratios:
        odd.append("(m is not null and (throughout_ or not level_))")
        kind.append(f"case when m is null then {VALUE} else {RATIO} end")
        if needs.packed:
            odd.append(f"(m is not null and not {fits('n', 'm')})")
    kind.append(f"case when {' or '.join(odd)} then {ODD} else 0 end")
    conditions = ["(day between start_ and at_ or day is null)"]
    if needs.increments:
        conditions.append(f"not (mode_ = {POINT} and not level_)")
    if needs.known_at:
        conditions.append(f"(reported <= {needs.known_at} or reported is null)")
    packed = f", {_packed(needs)} as packed" if needs.packed else ""
    names = "plan_, target_" if "plan" in source.columns else "target_"
    return (
        f"select d, {alone if needs.own else 'org_'} as unit, day, reported, {' | '.join(kind)} as kind, "
        f"{'coalesce(v, n)' if needs.ratios else 'v'} as x, m, level_, due_{packed} "
        f"from ({source.plain()}) rows_ join names_ using ({names}) where {' and '.join(conditions)}"
    )


def statistics(needs: Needs, dialect: Dialect) -> str:
    """A line for each target and unit of which there are visible rows."""
    told = {
        "said": "count(*)",
        "days": "bit_or(bit)" if needs.bits else "count(distinct day)",
        "kinds": "bit_or(kind)",
    }
    if not needs.bits:
        told |= {"latest": "max(day)"}
    if needs.packed:
        told |= {"lasts": dialect.last_two("packed", "day")}
    else:
        told |= {"x": dialect.latest("x", "day")}
    if needs.ratios and not needs.packed:
        told |= {"m": dialect.latest("m", "day")}
    if needs.hides:
        before = f"level_ and day < {needs.last_day}"
        told |= {"before_x": dialect.latest("x", "day", before)}
        if needs.ratios:
            told |= {"before_m": dialect.latest("m", "day", before)}
    if needs.increments:
        told |= {"total": f"sum({needs.figure})"}
    if needs.counts or needs.watched or needs.late:
        told |= {"most": f"max({needs.figure})"}
    if needs.watched:
        told |= {"least": f"min({needs.figure})"}
    if needs.reporting:
        told |= {"reported": dialect.latest("reported", "day")}
    bits = " left join days_ using (day)" if needs.bits else ""
    return f"select d, unit, {_list(told)} from visible_{bits} group by d, unit"


def folded(needs: Needs, dialect: Dialect) -> str:
    """The statistics in whole numbers, and which groups are odd.

    `v` is the value of the day, of increments their sum; of n/d it is null, and `n` and `m` are given. `before_…` is
    the value before the last, if the last is of the latest day of all.
    """
    odd = [f"kinds >= {ODD}", "bit_count(days) <> said" if needs.bits else "days <> said"]
    limit = LIMIT * needs.wholes.one if needs.packed else LIMIT
    told = {"said": "said", "latest": "latest"} | _figures("", needs)
    if needs.packed:
        odd.append(f"(kinds & {RATIO} = 0 and abs(lasts[1]) >= {limit})")
    else:
        odd.append(f"abs(x) >= {LIMIT}")
    if needs.increments:
        odd += [f"kinds & {INCREMENT | TOTAL} = {INCREMENT | TOTAL}", f"(kinds & {INCREMENT} > 0 and total >= {limit})"]
        told |= {"v": f"case when kinds & {INCREMENT} > 0 then {needs.whole_sum('total')} else {told['v']} end"}
        told |= {"added": f"kinds & {INCREMENT} > 0"}
    if needs.ratios:
        odd.append(f"kinds & {VALUE | RATIO} = {VALUE | RATIO}")
    if needs.ratios and not needs.packed:
        odd.append(f"coalesce(m >= {LIMIT}, false)")
    if needs.counts or needs.watched or needs.late:
        told["most"] = _most(needs) if needs.increments else needs.whole("most")
    if needs.watched:
        told |= {"least": needs.whole("least")}
    if needs.levels:
        told |= _figures("before_", needs)
    if needs.reporting:
        told |= {"reported": "reported"}
    text = f"({statistics(needs, dialect)}) statistics_"
    if needs.bits:  # the latest day is that of the highest bit
        told |= {"latest": "days_.day"}
        text += " left join days_ on days_.number = length(bin(days))"
    return f"select d, unit, ({' or '.join(odd)}) as odd, {_list(told)} from {text}"


def _most(needs: Needs) -> str:
    """The highest value of all days: of increments, which are never negative, the last."""
    return f"case when kinds & {INCREMENT} > 0 then {needs.whole_sum('total')} else {needs.whole('most')} end"


def _figures(prefix: str, needs: Needs) -> dict[str, str]:
    """A value, and n/d, from a figure and what it is divided by."""
    if needs.packed:
        return _unpacked(prefix, needs)
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


def fits(numerator: str, denominator: str) -> str:
    """Whether n and d are whole numbers that can be packed into one."""
    small = f"{numerator} between 0 and {BELOW - 1} and {denominator} < {BELOW}"
    return f"coalesce({small} and {numerator} % 1 = 0 and {denominator} % 1 = 0, true)"


def _packed(needs: Needs) -> str:
    """A figure as one whole number; of n/d, n is above and d below."""
    value = needs.wholes.of("x")
    return (
        f"case when m is null then {value} else cast(x as bigint) * {BELOW} + cast(m as bigint) end"
        if needs.ratios
        else value
    )


def _unpacked(prefix: str, needs: Needs) -> dict[str, str]:
    """The last of two packed figures, or the one before it."""
    figure = "lasts[2]" if prefix else "lasts[1]"
    if not needs.ratios:
        return {f"{prefix}v": figure}
    ratio = f"kinds & {RATIO} > 0"
    return {
        f"{prefix}v": f"case when not {ratio} then {figure} end",
        f"{prefix}n": f"case when {ratio} then {figure} // {BELOW} end",
        f"{prefix}m": f"case when {ratio} then {figure} % {BELOW} end",
    }


def _list(told: dict[str, str]) -> str:
    return ", ".join(said if said == name else f"{said} as {name}" for name, said in told.items())


def second_look(needs: Needs, dialect: Dialect) -> str:
    """What only the order of days tells, for the groups of `looks_`, each named by its number `g`.

    `held` are the days by the due date whose values satisfy, `missed_on` the last whose value does not, `late_on` the
    first after it whose value does; `seen_…` is the value before the last. Increments are gathered as `steps`.
    """
    wholes = needs.wholes
    holds = _within("packed", "lo", "hi", needs) if needs.packed else _within("x", "least_x", "most_x", needs)
    if needs.ratios:
        above, below = (f"cast({x} as bigint)" if needs.packed else wholes.of(x) for x in ("x", "m"))
        ratio = _within(f"{above} * factor * {wholes.one}", f"lo * {below}", f"hi * {below}", needs)
        holds = f"case when m is null then {holds} else {ratio} end"
    if needs.increments:
        holds = f"case when added then null else {holds} end"
    judged = f"select *, day <= due_ as in_time, {holds} as holds from visible_ join looks_ using (d, unit)"
    told = {
        "missed_on": "max(day) filter (where in_time and not holds)",
        "held": dialect.gathered("day", "in_time and holds"),
        "late_on": "min(day) filter (where holds and not in_time)" if needs.late else "cast(null as date)",
        "judged_on": "max(day) filter (where in_time)",
    }
    if needs.increments:
        told |= {
            "steps": dialect.gathered(f"{needs.whole(needs.figure)} * {DAYS} + {dialect.day_number('day')}", "added")
        }
    if needs.hides:
        names = ("x", "m") if needs.ratios else ("x",)
        told |= {f"seen_{name}": dialect.latest(name, "day", "hidden and day < latest") for name in names}
    if needs.ceilings:
        told |= {"highest": f"max({needs.figure}) filter (where in_time)"}
    return f"select g, {_list(told)} from ({judged}) judged_ group by g"


def climbed(needs: Needs, dialect: Dialect) -> str:
    """When running totals of increments, which never fall, satisfied: first by the due date, and first after it."""
    steps = f"select g, {dialect.unnest('steps')} as step from gathered_ where steps is not null"
    added = dialect.quotient("step", str(DAYS))
    total = f"sum({added}) over (partition by g order by step % {DAYS})"
    totals = f"select g, step % {DAYS} as number, {total} as actual from ({steps}) steps_"
    judged = (
        f"select g, number, actual, number <= {dialect.day_number('due')} as in_time, "
        f"{_within('actual', 'lo', 'hi', needs)} as holds from ({totals}) totals_ join looks_ using (g)"
    )
    first = dialect.day_of("min(number) filter (where holds and {})")
    return (
        f"select g, {first.format('in_time')} as met_on, {first.format('not in_time')} as late_on, "
        f"max(actual) filter (where in_time) as highest, {dialect.latest('holds', 'number', 'in_time')} as held_by_due "
        f"from ({judged}) judged_ group by g"
    )


def looked(needs: Needs, dialect: Dialect) -> str:
    """The answer of the second look, in whole numbers.

    `met_on` opens the unbroken run of satisfying values that holds to the due date; `held_by_due` says whether the
    last value by then satisfied, `missed` whether one by then did not.
    """
    none = f"cast(null as {needs.wholes.kind})"
    told = {
        "met_on": dialect.first_after("held", "missed_on"),
        "late_on": "s.late_on",
        "judged_on": "judged_on",
        "held_by_due": "judged_on is not null and (missed_on is null or missed_on < judged_on)",
        "missed": "missed_on is not null",
        "highest": needs.whole("s.highest") if needs.ceilings else none,
    }
    text = "looks_ join gathered_ s using (g)"
    if needs.increments:
        total = {
            "met_on": "c.met_on",
            "late_on": "c.late_on",
            "judged_on": "judged_on",
            "held_by_due": "coalesce(c.held_by_due, false)",
            "missed": "coalesce(not c.held_by_due, false)",
            "highest": f"cast(c.highest as {needs.wholes.kind})",
        }
        told = {name: f"case when added then {total[name]} else {said} end" for name, said in told.items()}
        text += " left join climbed_ c using (g)"
    if needs.hides:
        told |= _figures("seen_", needs)
    return f"select d, unit, {_list(told)} from {text}"


def _within(actual: str, low: str, high: str, needs: Needs) -> str:
    """Whether a value lies within two bounds; one that is null is none."""
    above, below = f"{actual} >= {low}", f"{actual} <= {high}"
    if needs.strict:
        above = f"case when strict then {actual} > {low} else {above} end"
        below = f"case when strict then {actual} < {high} else {below} end"
    return f"(coalesce({above}, true) and coalesce({below}, true))"
