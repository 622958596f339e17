"""What became of every row of a table: counted, or set aside and why; nothing is dropped in silence.

Almost always all rows were counted, which two sums tell. Only if not, the rows are sorted by reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tracker.problems import Problem
from tracker.readers import Rows
from tracker.readers.cells import TOTALS
from tracker.rules import Shares
from tracker.rules.binding import Bound, bind
from tracker.rules.terms import Share
from tracker.scale.dialect import day, text, texts
from tracker.scale.longway import TAKEN, beside_long, fields, read
from tracker.scale.screening import Screening
from tracker.scale.source import INCREMENT, ODD, STOCK
from tracker.values import NamedTuple

SHOWN = 20
"""Rows that are looked at for what is wrong with them."""
SET_ASIDE = ("no_org", "not_yet", "not_known_yet", "before_start", "stock_for_count")
"""Why a row that can be read does not count."""
UNKNOWN = ("unknown_target", "unknown_plan", "ambiguous_target")
STRANGE = frozenset((*UNKNOWN, "no_org", "R104", "A401", "A409"))
"""Why a row is not held against any target or unit; a name written untidily is one reason for it."""


class RowAccount(NamedTuple):
    """`rows_in` = counted + set aside, of which `aside` gives the numbers by reason; codes are those of problems.

    `problems` are those of the first rows that are wrong; `long` groups of rows went to the ordinary engine.
    """

    rows_in: int
    aside: Mapping[str, int]
    problems: Sequence[Problem] = ()
    long: int = 0


def account(screening: Screening) -> RowAccount:
    """What became of the rows of a table that has been judged."""
    engine, source = screening.engine, screening.source
    ((rows, long),) = engine.rows(
        f"select (select count(*) from {source.table.relation}), (select count(*) from long_)"
    )
    left = "anti join long_ using (d, unit)" if long else ""
    ((plainly,),) = engine.rows(f"select coalesce(sum(said), 0) from standing_ {left}")
    if screening.rolling:
        query = "select coalesce(sum(said - points), 0) from rolled_ where d not in (select d from long_)"
        plainly += engine.rows(query)[0][0]
    if plainly == rows:
        return RowAccount(rows, {}, long=long)
    closed = [(each.number, each.plan.id) for each in screening.plain if each.plan.orgs and not each.each]
    engine.table("closed_", {"d": "integer", "plan": "varchar"}, closed)
    engine.view("sorted_", _sorted(screening))
    counts = Counter({reason: number for reason, number in engine.rows(_COUNTS) if reason != "counted"})
    sent = counts.pop("taken", 0)
    told = screening.account
    problems = list(told.problems)
    counts.update(told.aside)
    counts["unread"] += sent - told.rows
    for reason, refused, wrong in _misfits(screening):
        counts[reason] -= refused
        counts["unread"] += refused
        problems += wrong
    if STRANGE & counts.keys():
        problems += _strange(screening)
    return RowAccount(rows, {reason: number for reason, number in counts.items() if number}, problems, long)


_COUNTS = "select reason_, count(*) from sorted_ group by reason_"


def _sorted(screening: Screening) -> str:
    """Every row with what became of it in the engine; `taken`: the ordinary engine says."""
    source, plans = screening.source, screening.plans
    told = {
        "plan_": source.text("plan"),
        "target_": source.text("target"),
        "org_": source.text("org"),
        "day_": source.day("as_of"),
        "reported_": f"coalesce({source.day('reported_on')}, {source.day('as_of')})",
        "mode_": source.mode(None),
        "unit_": source.text("unit"),
        "ratio_": f"({source.given('numerator')} or {source.given('denominator')})",
        "text_": source.text("text"),
        "doubt_": f"({source.odd()} or ({source.given('as_of')} and {source.day('as_of')} is null))",
    }
    listed = ", ".join(f"{said} as {name}" for name, said in told.items())
    unknown = f"reported_ > {day(screening.known_at)}" if screening.known_at else "false"
    owners = Counter(target.id for plan in plans for target in plan.targets)
    known = _words([plan.id for plan in plans])
    several = [name for name, number in owners.items() if number > 1]
    misfits = [
        "doubt_",
        "reported_ < day_",
        "unit_ not in ('', measured_in)",
        f"mode_ = {ODD}",
        "(ratio_ and not level_)",
        f"(mode_ = {INCREMENT} and level_)",
        f"lower(org_) in ({_words(TOTALS)})",
    ]
    return f"""select r.*, names.d, coalesce({" or ".join(misfits)}, false) as doubtful_, case
        when {TAKEN} then 'taken'
        when r.target_ = '' and text_ <> '' then 'no_target'
        when r.target_ = '' then 'A401'
        when lower(r.target_) in ({_words(TOTALS)}) then 'A409'
        when names.d is null and r.plan_ <> '' and r.plan_ not in ({known}) then 'unknown_plan'
        when names.d is null and r.plan_ = '' and r.target_ in ({_words(several)}) then 'ambiguous_target'
        when names.d is null then 'unknown_target'
        when each_ and own_goal.d is null then case when org_ in ('', own_) then 'no_org' else 'R104' end
        when closed_.d is not null and orgs_.unit is null and org_ not in ('', own_) then 'R104'
        when day_ > at_ then 'not_yet'
        when {unknown} then 'not_known_yet'
        when day_ < start_ then 'before_start'
        when mode_ & {STOCK} > 0 and mode_ <> {ODD} and not level_ then 'stock_for_count'
        else 'counted' end as reason_
        from (select *, {listed} from {source.table.relation}) r
        left join all_names_ as names on names.plan_ = r.plan_ and names.target_ = r.target_
        left join (select distinct d, unit from leaves_) own_goal on own_goal.d = names.d and own_goal.unit = r.org_
        left join closed_ on closed_.d = names.d
        left join orgs_ on orgs_.plan = closed_.plan and orgs_.unit = r.org_
        {beside_long()}"""


def _misfits(screening: Screening) -> Iterator[tuple[str, int, list[Problem]]]:
    """How many of the rows set aside by reason would be refused on any day, and what is wrong with the first."""
    engine = screening.engine
    where = f"doubtful_ and reason_ in ({_words(SET_ASIDE)})"
    for (reason,) in engine.rows(f"select distinct reason_ from sorted_ where {where}"):
        these = f"sorted_ where {where} and reason_ = {text(reason)}"
        units = _units(screening, these)
        for block in engine.batches(f"select {_fields(screening)} from (select * from {these}) r"):
            rows, bound = _bound(screening, block, units)
            refused = len(block) - len(rows.achievements) + len(bound.refused)
            yield reason, refused, [*rows.problems, *bound.problems][:SHOWN]


def _strange(screening: Screening) -> list[Problem]:
    """What is wrong with the first rows that are held against no target or unit, in the ordinary words."""
    engine = screening.engine
    engine.keep("strange_", f"select * from sorted_ where reason_ in ({_words(STRANGE)}) limit {SHOWN}")
    lines = engine.rows(f"select {_fields(screening)} from strange_ r")
    rows, bound = _bound(screening, lines, _units(screening, "strange_"))
    return [*rows.problems, *bound.problems]


def _fields(screening: Screening) -> str:
    return ", ".join(fields(screening.source))


def _units(screening: Screening, rows: str) -> Shares:
    """The units of the targets that rows speak of, where they are one for each."""
    units: dict[tuple[str, str], dict[str, Share]] = {}
    made = {each.number: each for each in screening.made}
    for number, unit in screening.engine.rows(f"select d, unit from leaves_ where d in (select d from {rows})"):
        each = made[number]
        if each.each:
            units.setdefault((each.plan.id, each.target.id), {})[unit] = Share(unit)
    return units


def _bound(screening: Screening, lines: Sequence[Sequence[Any]], units: Shares) -> tuple[Rows, Bound]:
    """Lines of rows as the ordinary engine reads them, and holds them against its targets."""
    rows = read(screening.source, lines)
    return rows, bind(screening.plans, rows.achievements, screening.as_of, screening.known_at, units)


def _words(words: Iterable[str]) -> str:
    return texts(words) or "null"
