"""The same answer by Polars, written by hand for this plan and these reports.

    python benchmarks/by_polars.py FOLDER AS_OF ANSWER

It knows what `by_hand.sql` knows, and that the reports stand in the order of their months. Whole numbers throughout.
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from polars import col, lit, when

START = date(2021, 1, 1)
SHIFT = 1 << 31
MET = ["achieved", "achieved_late"]


def rounded(a: pl.Expr, b: pl.Expr) -> pl.Expr:
    """a/b, b above zero, to a whole number, half to even."""
    whole, rest = a.abs() // b, a.abs() % b
    up = (rest > b - rest) | ((rest == b - rest) & (whole % 2 == 1))
    return a.sign() * (whole + up.cast(pl.Int64))


def millionths(a: pl.Expr) -> pl.Expr:
    """A whole number of millionths as a decimal."""
    return (a.cast(pl.Decimal(12, 0)) * lit(Decimal("0.000001"), pl.Decimal(6, 6))).cast(pl.Decimal(18, 6))


def ten_thousandths(name: str) -> pl.Expr:
    """A decimal of four places as a whole number."""
    return (col(name) * 10000).cast(pl.Int64)


def definitions(folder: str, at: date) -> pl.LazyFrame:
    """The terms of the plan."""
    return pl.scan_parquet(f"{folder}/definitions.parquet").with_columns(
        past=col("due") < at,
        cap=~col("level") & ~col("rising"),
        added=col("rows") == "increment",
        ratio=col("rows") == "ratio",
        sign=when("rising").then(1).otherwise(-1),
    )


def reports(folder: str, at: date) -> pl.LazyFrame:
    """Every report as one number: n and d together, or the value."""
    ratio = col("denominator").is_not_null()
    both = col("numerator").cast(pl.Int64) * SHIFT + col("denominator").cast(pl.Int64)
    return (
        pl.scan_parquet(f"{folder}/achievements.parquet")
        .filter(col("as_of").is_between(START, at))
        .select("target", "org", "as_of", said=when(ratio).then(both).otherwise(ten_thousandths("value")))
    )


def standing(folder: str, terms: pl.LazyFrame, rows: pl.LazyFrame) -> pl.DataFrame:
    """One look at every report, beside the goals."""
    said = col("said")
    folded = rows.group_by("target", "org").agg(
        last_day=col("as_of").max(), said=said.last(), before=said.slice(-2, 1).first(), count=pl.len(),
        highest=said.max(), total=said.sum(),
    )  # fmt: skip
    before = when(col("count") > 1).then("before")
    goals = pl.scan_parquet(f"{folder}/goals.parquet").with_columns(
        goal=ten_thousandths("goal"), baseline=ten_thousandths("baseline")
    )
    joined = goals.join(terms, on="target").join(folded, on=["target", "org"], how="left")
    return joined.with_columns(
        above=when("ratio").then(said // SHIFT * 1_000_000).when("added").then("total").otherwise("said"),
        below=when("ratio").then(said % SHIFT).otherwise(1),
        before=when("ratio").then(before // SHIFT * 1_000_000).when("level").then(before).otherwise("highest"),
        below_before=when(col("ratio") & (col("count") > 1)).then(before % SHIFT).otherwise(1),
    ).with_row_index("id").collect()  # fmt: skip


def looked(table: pl.DataFrame, rows: pl.LazyFrame) -> pl.LazyFrame:
    """A second look at the reports of those that have met their goal, and of those that are past due."""
    sign, goal, said = col("sign"), col("goal"), col("said")
    margin = sign * (col("above") - goal * col("below"))
    wanted = table.lazy().filter(col("past") | ((margin >= 0) & ~col("flat"))).select(
        "id", "target", "org", "sign", "goal", "due", "ratio", "added"
    )  # fmt: skip
    shown = rows.join(wanted, on=["target", "org"])
    plain = shown.filter(~col("added")).select("id", "as_of", "due", holds=when("ratio").then(
        sign * (said // SHIFT * 1_000_000 - goal * (said % SHIFT))).otherwise(sign * (said - goal)) >= 0)  # fmt: skip
    summed = shown.filter("added").select(
        "id", "as_of", "due", holds=sign * (said.cum_sum().over("id", order_by="as_of") - goal) >= 0
    )
    judged = pl.concat([plain, summed])
    day, in_time = col("as_of"), col("as_of") <= col("due")
    gathered = judged.group_by("id").agg(
        judged_on=day.filter(in_time).max(),
        late=day.filter(~in_time & col("holds")).min(),
        unmet_on=day.filter(in_time & ~col("holds")).max(),
    )
    after = judged.filter(in_time & col("holds")).join(gathered, on="id").filter(
        col("unmet_on").is_null() | (day > col("unmet_on"))
    )  # fmt: skip
    return gathered.join(after.group_by("id").agg(met=day.min()), on="id", how="left")


def known(table: pl.DataFrame) -> pl.DataFrame:
    """What stands before any second look."""
    sign, goal, base = col("sign"), col("goal"), col("baseline")
    hold = (col("level") & (sign * (base - goal) >= 0)).fill_null(False)
    worse = sign * (col("above") * col("below_before") - pl.coalesce("before", "baseline") * col("below")) < 0
    return table.with_columns(
        flat=(col("curve") == "flat") | hold,
        base=when("level").then("baseline").otherwise(0),
        regressed=(~col("cap") & ~col("added") & worse).fill_null(False),
        breached=(col("cap") & (when("added").then("above").otherwise("before") > goal)).fill_null(False),
    )


def measured(table: pl.LazyFrame) -> pl.LazyFrame:
    """The figures that the rules rest on."""
    flat, past, due = col("flat"), col("past"), col("due")
    waited = (due - col("judged_on")).dt.total_days() > 45
    ways = when(col("goal") < col("base")).then(-1).otherwise(1)
    table = table.with_columns(
        breached=when(col("cap") & past).then(col("unmet_on").is_not_null()).otherwise("breached"),
        outdated=past & flat & col("last_day").is_not_null() & waited.fill_null(True),
        late=when(~col("cap")).then("late"),
        rises=~flat & col("base").is_not_null() & col("last_day").is_not_null(),
        elapsed=when(flat | past).then(1).when(col("base").is_not_null()).then("elapsed"),
        whole=when(flat | past).then(1).otherwise("whole"),
        margin=col("sign") * (col("above") - col("goal") * col("below")),
    )
    table = table.with_columns(
        met=when(~col("outdated")).then("met"),
        gone=when("rises").then(ways * (col("above") - col("base") * col("below"))),
        way=when("rises").then(ways * (col("goal") - col("base")) * col("below")),
    )
    shift = col("gone") * col("whole") - col("elapsed") * col("way")
    return table.with_columns(shift=shift, span=col("way") * col("whole"))


def rule() -> pl.Expr:
    """The status table: the first that holds."""
    flat, rises, margin = col("flat"), col("rises"), col("margin")
    part, span, unmet = col("shift") * 100, col("span"), col("flat") & (col("margin") < 0)
    met, late, breached = col("met").is_not_null(), col("late").is_not_null(), col("breached")
    arms = (
        ("undetermined", col("outdated") & ~late & ~breached),
        ("no_data", col("last_day").is_null()),
        ("achieved", met & ~breached & (~flat | col("past"))),
        ("achieved_late", ~met & late),
        ("missed.breach", breached),
        ("missed.past_due", col("past")),
        ("far_behind.gap", rises & (part < -30 * span)),
        ("far_behind.flat", unmet & (margin * 100 < -30 * col("goal").abs() * col("below"))),
        ("behind.gap", rises & (part <= -10 * span)),
        ("behind.flat", unmet),
        ("ahead", rises & (part >= 10 * span)),
        ("on_track.gap", rises),
        ("on_track.flat", flat),
    )
    chain: Any = when(arms[0][1]).then(lit(arms[0][0]))
    for name, holds in arms[1:]:
        chain = chain.when(holds).then(lit(name))
    found: pl.Expr = chain.otherwise(lit("in_progress"))
    return found


def flags(at: date) -> pl.Expr:
    """The flags that hold, joined in their order."""
    done, rising = col("done"), col("rising")
    left, silent = (col("due") - at).dt.total_days(), (at - col("last_day").fill_null(START)).dt.total_days()
    kept = (col("flat") & (col("margin") >= 0)).fill_null(False)
    raised = {
        "overdue": col("late_by").is_not_null(),
        "due_soon": ~done & (col("status") != "missed") & left.is_between(0, 30) & ~kept,
        "stale": ~done & (silent > 45),
        "below_schedule": ~col("past") & (col("shift") < 0),
        "regressed": col("regressed"),
        "breached": col("breached"),
        "over": rising & (col("margin") * 5 > col("goal").abs() * col("below")),
        "provisional": (col("rule") == "achieved") & col("level") & ~col("past"),
    }
    return pl.concat_str([when(holds).then(lit(name)) for name, holds in raised.items()], separator=",",
                         ignore_nulls=True)  # fmt: skip


def answer(table: pl.LazyFrame, at: date) -> pl.LazyFrame:
    """The columns that are asked for."""
    table = table.with_columns(rule=rule()).with_columns(
        status=col("rule").str.split(".").list.first(), done=col("rule").is_in(MET)
    )
    late = col("past") & ~col("cap") & ~col("done")
    table = table.with_columns(late_by=when(late).then((at - col("due")).dt.total_days()))
    return table.select(
        lit("ministry").alias("plan"), "target", "org", lit("plan").alias("scope"), "status", "rule",
        when(col("rule") == "undetermined").then(lit("no_value_at_due")).otherwise(lit("")).alias("reason"),
        flags(at).alias("flags"), "unit",
        millionths(col("goal") * 100).alias("goal"), lit(None, pl.Decimal(18, 6)).alias("goal_high"),
        millionths(when("level").then(col("baseline") * 100)).alias("baseline"),
        lit(None, pl.String).alias("grade"),
        millionths(rounded(col("above") * 100, col("below"))).alias("actual"),
        millionths(rounded(col("margin") * 100, col("below"))).alias("margin"),
        millionths(rounded(col("gone") * 1_000_000, col("way"))).alias("progress"),
        millionths(rounded(col("elapsed") * 1_000_000, col("whole"))).alias("expected"),
        millionths(rounded(col("shift") * 100_000_000, col("span"))).alias("schedule_gap"),
        col("late_by").cast(pl.Int64).alias("overdue_days"),
        col("last_day").alias("as_of"),
        when("done").then(pl.coalesce("met", "late")).alias("date_met"),
    )  # fmt: skip


def main(folder: str, as_of: str, out: str) -> None:
    """Judge every target of every county on a day, and write the answer as Parquet."""
    at = date.fromisoformat(as_of)
    rows = reports(folder, at)
    table = known(standing(folder, definitions(folder, at), rows))
    whole = table.lazy().join(looked(table, rows), on="id", how="left")
    answer(measured(whole), at).sink_parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
