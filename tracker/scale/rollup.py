"""Rows of units rolled up in the engine of tables: what a target amounts to on every day on which a unit reported.

The counterpart of `rules.rollup` by `sum` and `ratio` (SPEC §3, "Over orgs or parts") for plain rows. A report changes
what its unit stands at by the difference to the one before; summed by day, and then over the days, the differences are
the values of the whole. They are folded in place of the units' rows, like totals that the target had reported itself.
A target of whose units any says more than plain numbers is odd, and so is one that has a figure of its own as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.readers.cells import TOTALS
from tracker.scale.definitions import Definition
from tracker.scale.dialect import Dialect, texts
from tracker.scale.engine import Engine
from tracker.scale.fold import Needs, figured, listed, of_rows
from tracker.scale.source import INCREMENT, ODD, RATIO, STOCK, TOTAL, Source
from tracker.scale.tidying import UNTIDY

ROLLING = {
    "d": "integer", "name": "varchar", "plan": "varchar", "by_ratio": "boolean", "expected": "bigint",
    "counted_in": "varchar",
}  # fmt: skip
FIELDS = {"v": "value", "n": "numerator", "m": "denominator"}
OF_UNITS = "org_ not in ('', own_)"
"""Whether a row is of a unit, not of the target as a whole."""


def roll_up(engine: Engine, rolling: Sequence[Definition], source: Source, needs: Needs, rows: str) -> str:
    """The rows that may count, with the values of wholes in place of the rows of their units.

    In the engine, `rolled_` says of each whole of which there are such rows how many they are, in how many values they
    were put together, whether any unit is missing, and whether the value needs them all.

    Args:
        rolling: the targets that are rolled up where their units report.
        rows: the query of the rows that may count.
    """
    engine.view("seen_", rows)
    lines = [
        (
            each.number,
            f"{each.plan.id}/{each.target.id}",
            each.plan.id,
            each.rolls == "ratio",
            len(each.plan.orgs),
            each.terms.unit,
        )
        for each in rolling
    ]
    engine.table("rolling_", ROLLING, lines)
    engine.keep_few("totals_", _totals(source, needs, engine.dialect))
    engine.view("rolled_", _rolled())
    names = ", ".join(of_rows(needs))
    owners = f"(select {needs.target}, own_ from names_ join rolling_ using (d)) owners_"
    others = f"select {names} from seen_ left join {owners} using ({needs.target})"
    return f"{others} where own_ is null or not ({OF_UNITS}) union all select {names} from totals_"


def _given(needs: Needs) -> Sequence[str]:
    """The numbers that rows may say."""
    return list(FIELDS) if needs.ratios else ["v"]


def _steps(needs: Needs, dialect: Dialect) -> str:
    """By how much each row of a unit changes its whole, whether it is the first of its unit, and more than plain."""
    before = "lag({}) over (partition by d, org_ order by day)".format
    odd = [
        f"kind >= {ODD}",
        f"not ({OF_UNITS})",
        "day is null",
        f"day = {before('day')}",
        f"kind <> {before('kind')}",
        f"(kind & {RATIO} > 0) <> by_ratio",
        f"(kind & {INCREMENT} > 0 and level_)",
        f"(kind & {STOCK} > 0 and not level_)",
        "(expected > 0 and orgs_.unit is null)",
        f"(expected = 0 and ({dialect.contains('org_', UNTIDY)} or lower(org_) in ({texts(TOTALS)})))",
    ]
    told = {name: f"{name} - coalesce({before(name)}, 0)" for name in _given(needs)}
    if needs.increments:
        told["v"] = f"case when kind & {INCREMENT} > 0 then v else {told['v']} end"
    told |= {
        "odd": " or ".join(f"coalesce({each}, false)" for each in odd),
        "of_units": OF_UNITS,
        "opens": f"case when {before('kind')} is null then 1 else 0 end",
    }
    return (
        f"select d, day, reported, {listed(told)} from ({figured('seen_', needs)}) rows_ "
        f"join names_ using ({needs.target}) join rolling_ using (d) "
        "left join orgs_ on orgs_.plan = rolling_.plan and orgs_.unit = org_"
    )


def _totals(source: Source, needs: Needs, dialect: Dialect) -> str:
    """The value of each whole at the end of every day, as a row that the target itself had reported.

    `said` are the rows of the day, `opened` the units that reported for the first time.
    """
    given = _given(needs)
    changes = ", ".join(f"sum({name}) as {name}" for name in given)
    by_day = (
        f"select d, day, max(reported) as reported, {changes}, count(*) as said, sum(opens) as opened, "
        f"bool_or(odd) as odd, bool_or(of_units) as of_units from ({_steps(needs, dialect)}) steps_ group by d, day"
    )
    running = [f"sum({name}) over (partition by d order by day) as {name}" for name in given]
    either = [f"bool_or({name}) over (partition by d) as {name}" for name in ("odd", "of_units")]
    days = f"select d, day, reported, said, opened, {', '.join([*running, *either])} from ({by_day}) days_"
    row = {
        "plan_": "''",
        "target_": "name",
        "org_": "''",
        "mode_": str(TOTAL),
        "unit_": "''",
        "odd_": "odd",
        "measured_in": "counted_in",
    }
    row |= {
        name: dialect.try_cast(name, source.kind(field)) if name in given else "null" for name, field in FIELDS.items()
    }
    columns = listed({name: row.get(name, name) for name in of_rows(needs)})
    return (
        f"select {columns}, d, by_ratio, expected, said, opened from ({days}) sums_ join rolling_ using (d) "
        "where of_units"
    )


def _rolled() -> str:
    """Each whole of whose units there are rows, and what is known of them."""
    told = {
        "said": "sum(said)",
        "points": "count(*)",
        "partial": "sum(opened) < max(expected)",
        "incomplete": "bool_or(by_ratio) and sum(opened) < max(expected)",
    }
    return f"select d, {listed(told)} from totals_ group by d"
