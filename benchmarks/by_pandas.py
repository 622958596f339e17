"""The same answer by pandas, written by hand for this plan and these reports, while they fit into memory.

    python benchmarks/by_pandas.py FOLDER AS_OF ANSWER

It knows what `by_polars.py` knows. Whole numbers throughout; days are counted from 1970.
"""

from __future__ import annotations

import sys
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

START = (date(2021, 1, 1) - date(1970, 1, 1)).days
SHIFT = 1 << 31
NEVER = 1 << 40
"""A day that does not come."""
FLAGS = ("overdue", "due_soon", "stale", "below_schedule", "regressed", "breached", "over", "provisional")


def whole(column: pa.ChunkedArray, factor: int = 10000) -> np.typing.NDArray[np.int64]:
    """A decimal column as whole numbers, nothing as 0."""
    scaled = pc.cast(pc.multiply(column, pa.scalar(factor)), pa.int64())
    return pc.fill_null(scaled, 0).to_numpy()


def reports(folder: str, at: int) -> pd.DataFrame:
    """Every report as one number: n and d together, or the value."""
    table = pq.read_table(
        f"{folder}/achievements.parquet", read_dictionary=["target", "org"],
        columns=["target", "org", "as_of", "value", "numerator", "denominator"],
    ).unify_dictionaries()  # fmt: skip
    day = table["as_of"].cast(pa.int32()).to_numpy().astype(np.int64)
    ratio = table["denominator"].is_valid().to_numpy()
    both = whole(table["numerator"], 1) * SHIFT + whole(table["denominator"], 1)
    said = np.where(ratio, both, whole(table["value"]))
    rows = pd.DataFrame({"day": day, "said": said})
    for name in ("target", "org"):
        codes = table[name].combine_chunks()
        rows[name] = pd.Categorical.from_codes(codes.indices.to_numpy(), codes.dictionary.to_pylist())
    return rows[(day >= START) & (day <= at)]


def promised(folder: str, at: int) -> pd.DataFrame:
    """The goals with the terms of the plan, one line for every target of every county."""
    terms = pd.read_parquet(f"{folder}/definitions.parquet")
    terms["due"] = (pd.to_datetime(terms["due"]) - pd.Timestamp(1970, 1, 1)).dt.days.astype(np.int64)
    terms["past"] = terms["due"] < at
    terms["cap"] = ~terms["level"] & ~terms["rising"]
    terms["added"] = terms["rows"] == "increment"
    terms["ratio"] = terms["rows"] == "ratio"
    terms["sign"] = np.where(terms["rising"], 1, -1)
    goals = pq.read_table(f"{folder}/goals.parquet")
    table = pd.DataFrame({name: goals[name].to_pandas() for name in ("target", "org")})
    table["goal"], table["baseline"] = whole(goals["goal"]), whole(goals["baseline"])
    table["based"] = goals["baseline"].is_valid().to_numpy()
    return table.merge(terms, on="target")


def numbered(rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The reports with the line of their target, in the order of their months."""
    targets, orgs = rows["target"].cat.categories, rows["org"].cat.categories
    line = np.full((len(targets), len(orgs)), -1, dtype=np.int64)
    of_target = pd.Categorical(table["target"], categories=targets).codes
    of_org = pd.Categorical(table["org"], categories=orgs).codes
    known = (of_target >= 0) & (of_org >= 0)
    line[of_target[known], of_org[known]] = np.flatnonzero(known)
    ids = line[rows["target"].cat.codes, rows["org"].cat.codes]
    return pd.DataFrame({"id": ids, "day": rows["day"].to_numpy(), "said": rows["said"].to_numpy()})


def fold(table: pd.DataFrame, rows: pd.DataFrame) -> None:
    """One look at every report: the last two, the highest, the sum."""
    groups = rows.groupby("id", sort=False)
    said = groups["said"]
    table["last_day"] = groups["day"].max().reindex(table.index)
    table["valued"] = table["last_day"].notna()
    table["last_day"] = table["last_day"].fillna(START).astype(np.int64)
    ends = {"said": said.last(), "before": rows["said"][said.cumcount(ascending=False) == 1], "highest": said.max(),
            "total": said.sum()}  # fmt: skip
    ends["before"].index = rows["id"][ends["before"].index]
    for name, column in ends.items():
        table[name] = column.reindex(table.index, fill_value=0)
    table["again"] = table.index.isin(ends["before"].index)


def stand(table: pd.DataFrame) -> None:
    """Values as fractions above/below, and what they say without the days between."""
    t = table
    t["above"] = np.select([t.ratio, t.added], [t.said // SHIFT * 1_000_000, t.total], t.said)
    t["below"] = np.where(t.ratio & t.valued, t.said % SHIFT, 1)
    before = np.select([t.ratio, t.level], [t.before // SHIFT * 1_000_000, t.before], t.highest)
    known = t.again | ~t.level
    before = np.where(known, before, t.baseline)
    below_before = np.where(t.ratio & t.again, t.before % SHIFT, 1)
    worse = (t.sign * (t.above * below_before - before * t.below) < 0) & (known | t.based)
    t["regressed"] = t.valued & ~t.cap & ~t.added & worse
    t["flat"] = (t.curve == "flat") | (t.level & t.based & (t.sign * (t.baseline - t.goal) >= 0))
    t["base"] = np.where(t.level, t.baseline, 0)
    t["breached"] = t.valued & t.cap & (np.where(t.added, t.above, t.highest) > t.goal)
    t["margin"] = t.sign * (t.above - t.goal * t.below)
    t["satisfied"] = t.valued & (t.margin >= 0)


def look(table: pd.DataFrame, rows: pd.DataFrame) -> None:
    """A second look at the reports of those that have met their goal, and of those that are past due."""
    wanted = (table["past"] | (table["satisfied"] & ~table["flat"])).to_numpy()
    rows = rows[wanted[rows["id"].to_numpy()]]
    said = np.where(
        table["added"].to_numpy()[rows["id"]], rows.groupby("id", sort=False)["said"].cumsum(), rows["said"]
    )
    ratio, sign, goal, due = (table[name].to_numpy()[rows["id"]] for name in ("ratio", "sign", "goal", "due"))
    holds = sign * np.where(ratio, said // SHIFT * 1_000_000 - goal * (said % SHIFT), said - goal) >= 0
    ids, day = rows["id"].to_numpy(), rows["day"].to_numpy()
    in_time = day <= due

    def of(mask: np.typing.NDArray[np.bool_], kind: str, without: int) -> pd.Series:
        found = pd.Series(day[mask]).groupby(ids[mask], sort=False).agg(kind)
        return found.reindex(table.index, fill_value=without)

    table["judged_on"] = of(in_time, "max", -NEVER)
    table["late"] = of(~in_time & holds, "min", NEVER)
    table["unmet_on"] = of(in_time & ~holds, "max", -NEVER)
    table["met"] = of(in_time & holds & (day > table["unmet_on"].to_numpy()[ids]), "min", NEVER)


def measure(t: pd.DataFrame) -> None:
    """The figures that the rules rest on."""
    t["breached"] = np.where(t.cap & t.past, t.unmet_on > -NEVER, t.breached)
    t["outdated"] = t.past & t.flat & t.valued & (t.due - t.judged_on > 45)
    t["late"] = np.where(t.cap, NEVER, t.late)
    t["met"] = np.where(t.outdated, NEVER, t.met)
    expects = ~t.level | t.based
    t["rises"] = ~t.flat & expects & t.valued
    t["expects"] = t.flat | t.past | expects
    t["elapsed"] = np.where(t.flat | t.past, 1, t.elapsed)
    t["whole"] = np.where(t.flat | t.past, 1, t.whole)
    ways = np.where(t.goal < t.base, -1, 1)
    t["gone"] = np.where(t.rises, ways * (t.above - t.base * t.below), 0)
    t["way"] = np.where(t.rises, ways * (t.goal - t.base) * t.below, 1)
    t["shift"] = np.where(t.rises, t.gone * t.whole - t.elapsed * t.way, 0)
    t["span"] = t.way * t.whole


def rule(t: pd.DataFrame) -> np.typing.NDArray[np.str_]:
    """The status table: the first that holds."""
    met, late, part, unmet = t.met < NEVER, t.late < NEVER, t["shift"] * 100, t.flat & (t.margin < 0)
    arms = {
        "undetermined": t.outdated & ~late & ~t.breached,
        "no_data": ~t.valued,
        "achieved": met & ~t.breached & (~t.flat | t.past),
        "achieved_late": ~met & late,
        "missed.breach": t.breached,
        "missed.past_due": t.past,
        "far_behind.gap": t.rises & (part < -30 * t.span),
        "far_behind.flat": unmet & (t.margin * 100 < -30 * t.goal.abs() * t.below),
        "behind.gap": t.rises & (part <= -10 * t.span),
        "behind.flat": unmet,
        "ahead": t.rises & (part >= 10 * t.span),
        "on_track.gap": t.rises,
        "on_track.flat": t.flat,
    }
    return np.select(list(arms.values()), list(arms), "in_progress")


def flags(t: pd.DataFrame, at: int) -> pd.Series:
    """The flags that hold, joined in their order: each combination is written once."""
    left = t.due - at
    raised = (
        t.overdue,
        ~t.done & (t.status != "missed") & (left >= 0) & (left <= 30) & ~(t.flat & t.satisfied),
        ~t.done & (at - t.last_day > 45),
        ~t.past & (t["shift"] < 0),
        t.regressed,
        t.breached,
        t.valued & t.rising & (t.margin * 5 > t.goal.abs() * t.below),
        (t.rule == "achieved") & t.level & ~t.past,
    )
    code = sum(np.asarray(holds, dtype=np.int64) << place for place, holds in enumerate(raised))
    words = [",".join(name for place, name in enumerate(FLAGS) if number >> place & 1) for number in range(256)]
    return pd.Series(np.array(words, dtype=object)[code])


def decimal(a: pd.Series, b: pd.Series, given: pd.Series) -> pa.Array:
    """a/b, in millionths, b above zero, half to even, as a decimal; nothing where not given."""
    parts, rest = np.divmod(np.abs(a.to_numpy()), b.to_numpy())
    spare = b.to_numpy() - rest
    parts = np.sign(a) * (parts + ((rest > spare) | ((rest == spare) & (parts % 2 == 1))))
    whole_number = pa.array(parts, pa.int64(), mask=~given.to_numpy()).cast(pa.decimal128(19, 0))
    return pa.Array.from_buffers(pa.decimal128(19, 6), len(whole_number), whole_number.buffers())


def days(column: pd.Series, given: pd.Series) -> pa.Array:
    """Days counted from 1970 as dates; nothing where not given."""
    return pa.array(np.where(given, column, 0), pa.int32(), mask=~given.to_numpy()).cast(pa.date32())


def answer(t: pd.DataFrame, at: int) -> pa.Table:
    """The columns that are asked for."""
    one = pd.Series(1, index=t.index)
    columns = {
        "plan": pa.array(["ministry"]).take(pa.array(np.zeros(len(t), dtype=np.int8))),
        **{name: pa.array(t[name], pa.string()) for name in ("target", "org", "status", "rule", "unit")},
        "scope": pa.array(["plan"]).take(pa.array(np.zeros(len(t), dtype=np.int8))),
        "reason": pa.array(np.where(t.rule == "undetermined", "no_value_at_due", ""), pa.string()),
        "goal": decimal(t.goal * 100, one, t.goal.notna()),
        "goal_high": pa.nulls(len(t), pa.decimal128(19, 6)),
        "baseline": decimal(t.baseline * 100, one, t.level & t.based),
        "grade": pa.nulls(len(t), pa.string()),
        "flags": pa.array(flags(t, at), pa.string()),
        "actual": decimal(t.above * 100, t.below, t.valued),
        "margin": decimal(t.margin * 100, t.below, t.valued),
        "progress": decimal(t.gone * 1_000_000, t.way, t.rises),
        "expected": decimal(t.elapsed * 1_000_000, t.whole, t.expects),
        "schedule_gap": decimal(t["shift"] * 100_000_000, t.span, t.rises),
        "overdue_days": pa.array(at - t.due, mask=~t.overdue.to_numpy()),
        "as_of": days(t.last_day, t.valued),
        "date_met": days(np.minimum(t.met, t.late), t.done),
    }
    return pa.table(columns)


def main(folder: str, as_of: str, out: str) -> None:
    """Judge every target of every county on a day, and write the answer as Parquet."""
    at = (date.fromisoformat(as_of) - date(1970, 1, 1)).days
    t = promised(folder, at)
    rows = numbered(reports(folder, at), t)
    fold(t, rows)
    stand(t)
    look(t, rows)
    measure(t)
    t["rule"] = rule(t)
    t["status"] = t["rule"].str.split(".").str[0]
    t["done"] = t["rule"].isin(["achieved", "achieved_late"])
    t["overdue"] = t.past & ~t.cap & ~t.done
    pq.write_table(answer(t, at), out)


if __name__ == "__main__":
    main(*sys.argv[1:])
