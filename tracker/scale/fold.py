"""Rows folded in the engine of tables: one pass that groups them by target and unit.

The counterpart of `rules.fold` and `rules.tally` for plain rows of one target and unit, a report a day at most
(SPEC §3). A group of rows that is more than that is odd: the ordinary engine replays it. Rows are grouped by the names
that stand in them; what is known of the targets is held against the groups.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.scale.dialect import Dialect
from tracker.scale.source import INCREMENT, ODD, RATIO, STOCK, TOTAL, VALUE, Source
from tracker.scale.wholes import FINE, LIMIT, Wholes
from tracker.values import NamedTuple

BITS = 63
"""Days that can be told apart by the bits of a whole number."""
BELOW = 2**31
"""More than a numerator or a denominator that is packed."""


class Needs(NamedTuple):
    """What the fold has to look for, by the plans and the rows; what nobody needs is not computed.

    `wholes` says how numbers are counted; `known_at`, `last_day` and `window`, the days that count if they are the
    same for all targets, are SQL. `bits`: there are few enough days for a bit each; `late`: a target is past its due
    date; `watched`: a value may breach a goal, `floors`: from below; `ceilings`: a count has two bounds; `counts`,
    `levels`: there are such; `strict`: a goal must be passed; `plans`, `ratios`, `increments`, `units`, `reports`:
    rows may say so, or when they were reported; `reporting`: reports are expected by a day; `packed`: every figure,
    n/d too, fits into one whole number; `rolls`: a target may be rolled up over its units; `modes`: all that rows say,
    if they are few.
    """

    wholes: Wholes
    known_at: str = ""
    last_day: str = "null"
    window: str = ""
    bits: bool = False
    late: bool = False
    watched: bool = False
    floors: bool = False
    ceilings: bool = False
    counts: bool = False
    levels: bool = False
    plans: bool = False
    ratios: bool = False
    increments: bool = False
    units: bool = False
    reports: bool = False
    strict: bool = False
    reporting: bool = False
    packed: bool = False
    rolls: bool = False
    modes: tuple[str | None, ...] | None = None

    @property
    def hides(self) -> bool:
        """Whether the fold sees the value before the last only of groups that reach to the latest day of all."""
        return self.levels and not self.packed

    @property
    def target(self) -> str:
        """The columns that name a target in a row."""
        return "plan_, target_" if self.plans else "target_"

    @property
    def figure(self) -> str:
        """The column of the rows' figures."""
        return "packed" if self.packed else "x"

    def whole(self, figure: str) -> str:
        """A figure, of the rows or of a group, as a whole number."""
        return figure if self.packed else self.wholes.of(figure)

    def whole_sum(self, figure: str) -> str:
        """A sum of figures as a whole number."""
        return f"cast({figure} as {self.wholes.kind})" if self.packed else self.wholes.of(figure)


def visible(source: Source, needs: Needs) -> str:
    """The rows that may count on the day judged, as they stand."""
    conditions = [f"({needs.window or 'day between start_ and at_'} or day is null)"]
    if needs.known_at:
        conditions.append(f"(reported <= {needs.known_at} or reported is null)")
    rows = f"({source.plain(needs.modes)}) rows_"
    if needs.units or not needs.window:
        rows += f" join names_ using ({needs.target})"
    return f"select {', '.join(of_rows(needs))} from {rows} where {' and '.join(conditions)}"


def of_rows(needs: Needs) -> Sequence[str]:
    """The columns of the rows that may count."""
    measured = ["measured_in"] if needs.units else []
    return [*needs.target.split(", "), "org_", "day", "reported", "mode_", "unit_", "v", "n", "m", "odd_", *measured]


def figured(rows: str, needs: Needs) -> str:
    """Rows with their kind, and the figure `x`, of n/d over `m`, or one that is packed."""
    packed = f", {_packed(needs)} as packed" if needs.packed else ""
    x = "coalesce(v, n)" if needs.ratios else "v"
    return f"select *, {_kind(needs)} as kind from (select *, {x} as x{packed} from {rows}) figures_"


def _kind(needs: Needs) -> str:
    """What kind of row it is: what stands first is odd, then numbers as they should be; all else is odd again."""
    odd = ["odd_"]
    if needs.reports:
        odd.append("reported < day")
    if needs.increments:
        odd.append(f"(v < 0 and mode_ = {INCREMENT})")
    if needs.units:
        odd.append("unit_ not in ('', measured_in)")
    arms = f"when {' or '.join(odd)} then {ODD}"
    if needs.ratios:
        pair = "packed is not null" if needs.packed else "n is not null and m > 0"
        arms += f" when v is not null and n is null and m is null then {VALUE} when v is null and {pair} then {RATIO}"
    else:
        arms += f" when v is not null then {VALUE}"
    kind = f"case {arms} else {ODD} end"
    return f"mode_ | {kind}" if needs.increments else kind


def statistics(needs: Needs, dialect: Dialect) -> str:
    """A line for each target and unit that visible rows name."""
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
        told |= {"y": dialect.latest("m", "day")}
    if needs.hides:
        before = f"day < {needs.last_day}"
        told |= {"before_x": dialect.latest("x", "day", before)}
        if needs.ratios:
            told |= {"before_y": dialect.latest("m", "day", before)}
    if needs.increments:
        told |= {"total": f"sum({needs.figure})"}
    if needs.counts or needs.watched or needs.late:
        told |= {"peak": f"max({needs.figure})"}
    if needs.floors:
        told |= {"least": f"min({needs.figure})"}
    if needs.reporting:
        told |= {"reported": dialect.latest("reported", "day")}
    rows = f"({figured('visible_', needs)}) rows_{' left join days_ using (day)' if needs.bits else ''}"
    return f"select {needs.target}, org_, {listed(told)} from {rows} group by {needs.target}, org_"


def folded(needs: Needs, dialect: Dialect) -> str:
    """The statistics by target and unit, and which groups are odd; figures are as they stand in rows.

    A target that is its plan's own has all its groups under no unit; if there are several, they are odd, as are two
    that name the same target differently.
    """
    told = {name: name for name in ("said", "days", "latest", "kinds")}
    if needs.packed:
        told |= {"last": "lasts[1]", "before_": "lasts[2]"}
    else:
        told |= {name: name for name in _parts("", needs)}
    if needs.hides:
        told |= {name: name for name in _parts("before_", needs)}
    if needs.increments:
        told |= {"total": f"case when kinds & {INCREMENT} > 0 then {needs.whole_sum('total')} end"}
    if needs.counts or needs.watched or needs.late:
        told |= {"peak": needs.whole("peak")}
    if needs.floors:
        told |= {"least": needs.whole("least")}
    if needs.reporting:
        told |= {"reported": "reported"}
    text = f"({statistics(needs, dialect)}) statistics_ join names_ using ({needs.target})"
    if needs.bits:  # the latest day is that of the highest bit
        told |= {"latest": "days_.day"}
        text += " left join days_ on days_.number = length(bin(days))"
    unit = "case when each_ then org_ else '' end"
    odd = f"({' or '.join(_odd(needs))})"
    return f"select d, {unit} as unit, {needs.target}, org_, {odd} as odd, {listed(told)} from {text}"


def reported(needs: Needs) -> dict[str, str]:
    """What a line of the statistics says, in whole numbers.

    `v` is the value of the day, of increments their sum; of n/d it is null, and `n` and `m` are given. `before_…` is
    the value before the last, if the last is of the latest day of all; `most` is the highest value of all days, of
    increments, which are never negative, the last.
    """
    told = figures("", needs)
    if needs.increments:
        told |= {"v": f"case when kinds & {INCREMENT} > 0 then total else {told['v']} end"}
        told |= {"added": f"kinds & {INCREMENT} > 0"}
    if needs.counts or needs.watched or needs.late:
        told |= {"most": "coalesce(total, peak)" if needs.increments else "peak"}
    if needs.levels:
        told |= figures("before_", needs)
    return told


def _odd(needs: Needs) -> list[str]:
    """When a group is more than plain: by its rows, or since a target of its kind has none of that kind."""
    limit = LIMIT * needs.wholes.one if needs.packed else LIMIT
    odd = [f"kinds >= {ODD}", "bit_count(days) <> said or days is null" if needs.bits else "days <> said"]
    odd.append("(not each_ and org_ not in ('', own_))")
    if needs.packed:
        odd.append(f"(kinds & {RATIO} = 0 and abs(lasts[1]) >= {limit})")
    else:
        odd.append(f"abs(x) >= {LIMIT}")
    if needs.increments:
        odd += [f"kinds & {INCREMENT | TOTAL} = {INCREMENT | TOTAL}", f"(kinds & {INCREMENT} > 0 and total >= {limit})"]
        odd += [f"(kinds & {INCREMENT} > 0 and (level_ or throughout_))", f"(kinds & {STOCK} > 0 and not level_)"]
    if needs.ratios:
        odd += [f"kinds & {VALUE | RATIO} = {VALUE | RATIO}", f"(kinds & {RATIO} > 0 and (throughout_ or not level_))"]
    if needs.ratios and not needs.packed:
        odd.append(f"coalesce(y >= {LIMIT}, false)")
        odd.append(f"coalesce((x % 1 <> 0 or y % 1 <> 0) and (abs(x) >= {FINE} or y >= {FINE}), false)")
    return odd


def _parts(prefix: str, needs: Needs) -> tuple[str, ...]:
    """The columns of a figure that is not packed."""
    return (f"{prefix}x", f"{prefix}y") if needs.ratios else (f"{prefix}x",)


def figures(prefix: str, needs: Needs) -> dict[str, str]:
    """A value, and n/d, in whole numbers, from a figure and what it is divided by."""
    if needs.packed:
        return _unpacked(prefix, needs)
    x, y = f"{prefix}x", f"{prefix}y"
    if not needs.ratios:
        return {f"{prefix}v": needs.wholes.of(x)}
    wholes = needs.wholes
    even = f"case when {y} is null then null when {x} % 1 = 0 and {y} % 1 = 0 then "
    return {
        f"{prefix}v": f"case when {y} is null then {wholes.of(x)} end",
        f"{prefix}n": f"{even} cast({x} as {wholes.kind}) else {wholes.of(x)} end",
        f"{prefix}m": f"{even} cast({y} as {wholes.kind}) else {wholes.of(y)} end",
    }


def fits(numerator: str, denominator: str) -> str:
    """Whether n and d are whole numbers that can be packed into one."""
    small = f"{numerator} between 0 and {BELOW - 1} and {denominator} > 0 and {denominator} < {BELOW}"
    return f"{small} and {numerator} % 1 = 0 and {denominator} % 1 = 0"


def _packed(needs: Needs) -> str:
    """A figure as one whole number; of n/d, n is above and d below. Null where that cannot be."""
    value = needs.wholes.of("v")
    if not needs.ratios:
        return value
    pair = f"cast(n as bigint) * {BELOW} + cast(m as bigint)"
    return f"case when m is null then {value} when {fits('n', 'm')} then {pair} end"


def _unpacked(prefix: str, needs: Needs) -> dict[str, str]:
    """The last of two packed figures, or the one before it."""
    figure = prefix or "last"
    if not needs.ratios:
        return {f"{prefix}v": figure}
    ratio = f"kinds & {RATIO} > 0"
    return {
        f"{prefix}v": f"case when not {ratio} then {figure} end",
        f"{prefix}n": f"case when {ratio} then {figure} // {BELOW} end",
        f"{prefix}m": f"case when {ratio} then {figure} % {BELOW} end",
    }


def listed(told: dict[str, str]) -> str:
    """Columns with their names."""
    return ", ".join(said if said == name else f"{said} as {name}" for name, said in told.items())
