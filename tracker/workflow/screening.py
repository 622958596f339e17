"""Millions of achievements into a status table: judged in an engine of tables by the same rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from tracker.calendar import Period
from tracker.model.assessment import Assessment, Status
from tracker.model.overview import WORST, Counted, Listed, Past, Promised
from tracker.model.plan import Plan, Thresholds
from tracker.problems import PlanError
from tracker.scale.answers import PUBLISHED, published
from tracker.scale.columns import literal
from tracker.scale.duck import Duck
from tracker.scale.engine import Engine
from tracker.scale.goalcheck import check
from tracker.scale.longway import fields, read
from tracker.scale.rowaccount import STRANGE, UNKNOWN, RowAccount, account
from tracker.scale.screening import Screening
from tracker.scale.source import Source, Table
from tracker.scale.tables import ACHIEVEMENTS, GOALS, Opened, open_table
from tracker.scale.tidying import OF_DAYS, tidied
from tracker.values import NamedTuple
from tracker.workflow.achievements import Achievements, from_rows
from tracker.workflow.judging import day, thresholds

if TYPE_CHECKING:
    from tracker.workflow.digest import Digest

TABLE = "status_"
"""The name of the status table in the engine."""
BY = {"plan": ("plan",), "target": ("plan", "target"), "org": ("org",)}
"""What targets can be counted by, and the columns that name it."""
NAMES, LINES = 500, 200
"""The most names, and the most single targets, that a digest lists."""
UNKNOWN_CODES = frozenset(("R101", "R102", "R103"))


class Asked(NamedTuple):
    """Which plans were judged, on which day, by what was known on which."""

    plans: tuple[Plan, ...]
    as_of: date
    known_at: date | None


class Screened:
    """A status table: one line for every target and unit, on disk until it is closed; use it in a `with`.

    `rows_in` rows were read, `refused` of them could not be used, `aside` says why others did not count, by reason;
    `problems` are those of the first faulty rows. `long` targets and units were judged by the ordinary engine.
    """

    def __init__(self, engine: Engine, asked: Asked, read: RowAccount, refused: int) -> None:
        self._of_unit = False
        self._condition = "true"
        self.engine = engine
        self.asked = asked
        self.rows_in = read.rows_in
        self.refused = refused
        self.aside = read.aside
        self.problems = tuple(read.problems)
        self.long = read.long

    def __enter__(self) -> Screened:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the engine, and of what it holds on disk."""
        self.engine.close()

    def filter(self, *, only: Iterable[str] = (), org: str | None = None) -> Screened:
        """The lines with one of these statuses or flags, of a unit; closed with the table that they are taken from."""
        conditions = [self._condition]
        names = [str(name) for name in only]
        if names:
            listed = ", ".join(map(literal, names))
            flagged = " or ".join(f"instr(concat(',', flags, ','), {literal(f',{name},')}) > 0" for name in names)
            conditions.append(f"(status in ({listed}) or {flagged})")
        if org is not None:
            conditions.append(f"org = {literal(org)}")
        chosen = copy(self)
        chosen._condition = " and ".join(conditions)
        chosen._of_unit = self._of_unit or org is not None
        return chosen

    @property
    def _relation(self) -> str:
        return f"(select * from {TABLE} where {self._condition})"

    @property
    def _counted(self) -> str:
        """What totals count: not the shares of a target in units, unless they are of one unit."""
        return self._relation if self._of_unit else f"(select * from {self._relation} where scope = 'plan')"

    def __len__(self) -> int:
        ((number,),) = self.engine.rows(f"select count(*) from {self._relation}")
        return int(number)

    @property
    def all(self) -> Counted:
        """All targets, counted by status."""
        told = dict(self.engine.rows(f"select status, count(*) from {self._counted} group by status"))
        return Counted((), {status: told.get(status.value, 0) for status in Status})

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many targets have which status."""
        return self.all.counts

    @property
    def completion_rate(self) -> Fraction | None:
        """The share of the targets that were met, in time or late, among those that were not withdrawn."""
        return self.all.completion_rate

    def having(self, judgements: Iterable[str]) -> int:
        """How many targets have one of these statuses or flags."""
        found = self.filter(only=judgements)
        ((number,),) = self.engine.rows(f"select count(*) from {found._counted}")
        return int(number)

    def counts_by(self, what: str, limit: int = 20) -> Listed:
        """Targets counted for each `plan`, `target` or `org`: those first that need the most attention.

        Raises:
            KeyError: they cannot be counted by that.
        """
        names = ", ".join(f"coalesce({name}, '') as {name}" for name in BY[what])
        keys = ", ".join(BY[what])
        said = "count(*) filter (where status = {}) as {}"
        counted = ", ".join(said.format(literal(each.value), each.value) for each in Status)
        groups = f"select {keys}, {counted} from (select {names}, status from {self._counted}) named_ group by {keys}"
        worst = " + ".join(status.value for status in WORST)
        first = f"select *, count(*) over () from ({groups}) groups_ order by {worst} desc, {keys} limit {int(limit)}"
        lines, wide = self.engine.rows(first), len(BY[what])
        return Listed(
            [Counted(tuple(line[:wide]), dict(zip(Status, map(int, line[wide:-1]), strict=True))) for line in lines],
            int(lines[0][-1]) if lines else 0,
        )

    def digest(self, before: Past | None = None, *, period: Period | None = None, lang: str = "zh") -> Digest:
        """What there is to say on a page, to be read, printed and sent.

        Args:
            before: an earlier day, and how all stood on it (`all` of that day's table), to be compared with.
            period: the period that the page reports on; without one it is an overview of the day.
            lang: the language, `zh` or `en`.

        Raises:
            ValueError: some lines have been left out.
        """
        from tracker.workflow.digest import Digest

        if self._condition != "true":
            raise ValueError("a digest tells of the whole table, not of a part of it")

        plans = self.asked.plans
        return Digest(
            titles={plan.id: plan.title or plan.id for plan in plans},
            promised={
                (plan.id, target.id): Promised(target.text, target.comparator)
                for plan in plans
                for target in plan.targets
            },
            as_of=self.asked.as_of,
            known_at=self.asked.known_at,
            period=period,
            all=self.all,
            before=before,
            plans=self.counts_by("plan", NAMES),
            tasks=self.counts_by("target", NAMES),
            units=self.counts_by("org", NAMES),
            worst=self.attention(LINES),
            rows_in=self.rows_in,
            refused=self.refused,
            aside=self.aside,
            lang=lang,
        )

    def attention(self, limit: int = 20) -> list[Mapping[str, Any]]:
        """The worst lines: what was missed, then by how many percentage points it is behind schedule."""
        worst = ", ".join(literal(status.value) for status in WORST)
        ranks = " ".join(f"when {literal(status.value)} then {rank}" for rank, status in enumerate(WORST))
        query = (
            f"select {', '.join(PUBLISHED)} from {self._counted} where status in ({worst}) "
            f"order by case status {ranks} end, schedule_gap nulls last, progress nulls last, plan, target, org "
            f"limit {int(limit)}"
        )
        return [dict(zip(PUBLISHED, line, strict=True)) for line in self.engine.rows(query)]

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        for block in self.engine.batches(f"select {', '.join(PUBLISHED)} from {self._relation}"):
            for line in block:
                yield dict(zip(PUBLISHED, line, strict=True))

    def write(self, path: str | Path) -> None:
        """The table as a file, Parquet or CSV by the ending of its name, whole or not at all; on Spark, as it writes.

        Raises:
            PlanError: another ending, or it cannot be written.
        """
        self.engine.deliver(TABLE, self._condition, path)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The lines as a stream for pandas, polars or pyarrow, numbers exact."""
        return self.engine.stream(f"select * from {self._relation}")

    def __repr__(self) -> str:
        return f"<Screened {len(self)} targets from {self.rows_in} rows>"


def screen(
    plans: Plan | Iterable[Plan],
    achievements: object,
    as_of: date | str,
    *,
    goals: object = None,
    known_at: date | str | None = None,
    policy: str | Path | Thresholds | None = None,
    whole: bool = True,
) -> Screened:
    """Judge plans over tables of achievements that need not fit into memory: in DuckDB, tables of Spark in Spark.

    Args:
        plans: one plan or several.
        achievements: a Parquet file or a folder of such, a CSV file, a DuckDB or SQLite file (its table `achievements`,
            or `file::table`), whatever gives an Arrow stream, a frame of pandas or polars; a table of Spark, which is
            then the engine; or several in a list.
        as_of: the day judged, as for `assess`.
        goals: what units are held to, from the same kinds of places (in a database the table `goals`; in Spark a table,
            or what it reads by name).
        known_at: what was reported after this day is not known.
        policy: a preset's name, a file, or thresholds; by default each plan's own.
        whole: these are all plans there are: a row that names another one is a mistake.

    Returns:
        The status table: the same lines, one by one, as `assess` gives, without the sentences.

    Raises:
        PlanError: the engine is not installed, a table cannot be read, or goals have problems.

    >>> import duckdb
    >>> from tracker.workflow import load_plan
    >>> staff = {"id": "staff", "text": "引进人才", "at_least": 170}
    >>> plan = load_plan({"plan": "a", "period": 2021, "targets": [staff]})
    >>> rows = duckdb.sql("select 'staff' as target, date '2021-06-30' as as_of, 120 as value")
    >>> with screen(plan, rows, "2021-06-30") as screened:
    ...     print(screened.rows_in, screened.counts["ahead"], [str(line["progress"]) for line in screened])
    1 1 ['0.705882']
    """
    held = (plans,) if isinstance(plans, Plan) else tuple(plans)
    asked = Asked(held, day(as_of), None if known_at is None else day(known_at))
    engine = _engine_of(achievements)
    try:
        rows = open_table(engine, achievements, ACHIEVEMENTS)
        days = tidied(engine, Source(rows.table, engine.dialect), "tidy_days_", OF_DAYS)
        rows = rows._replace(table=days or rows.table)
        table = None if goals is None else _without_fault(open_table(engine, goals, GOALS))
        judging = partial(
            Screening, engine, held, rows.table, asked.as_of, known_at=asked.known_at, policy=thresholds(policy)
        )
        screening = judging(goals=table)
        checked = check(engine, table, held, screening.made, whole=whole)
        return _judged(engine, asked, screening if checked is table else judging(goals=checked), rows, whole=whole)
    except BaseException:
        engine.close()
        raise


def _engine_of(achievements: object) -> Engine:
    """Spark for its own tables, else DuckDB."""
    first = achievements[0] if isinstance(achievements, (list, tuple)) and achievements else achievements
    session = getattr(first, "sparkSession", None)
    if session is None:
        return Duck()
    from tracker.scale.spark import Spark

    return Spark(session)


def _without_fault(goals: Opened) -> Table:
    """A goals table; one with lines that cannot be read is not used."""
    if goals.problems:
        raise PlanError(goals.problems)
    return goals.table


def _tidy(screening: Screening) -> bool:
    """Clean the names in the rows; whether any were written untidily."""
    table = tidied(screening.engine, screening.source, "tidy_rows_")
    if table is None:
        return False
    screening.source = Source(table, screening.engine.dialect)
    return True


def _judged(engine: Engine, asked: Asked, screening: Screening, rows: Opened, *, whole: bool) -> Screened:
    """The table judged, once more with its names cleaned if some were strange; before, where any unit may report."""
    settle = partial(engine.settle, TABLE)
    if screening.rolling:
        _tidy(screening)
    screening.answer(settle)
    counted = account(screening)
    if STRANGE & counted.aside.keys() and _tidy(screening):
        screening.answer(settle)
        counted = account(screening)
    aside = Counter(counted.aside)
    problems = (*rows.problems, *counted.problems)
    mistakes = sum(aside.pop(reason, 0) for reason in UNKNOWN)
    if not whole:
        aside["other_plan"] += mistakes
        mistakes = 0
        problems = tuple(problem for problem in problems if problem.code not in UNKNOWN_CODES)
    refused = [reason for reason in aside if reason[:1].isupper() or reason == "unread"]
    mistakes += rows.refused + sum(aside.pop(reason) for reason in refused)
    told = counted._replace(rows_in=counted.rows_in + rows.refused, aside=dict(+aside), problems=problems)
    return Screened(engine, asked, told, mistakes)


def rows_about(table: Path, targets: Iterable[str], org: str | None = None) -> Achievements:
    """The rows of a table that name one of these targets, of one unit or of all, as the ordinary reader gives them.

    Raises:
        PlanError: DuckDB is not installed, or the table cannot be read.
    """
    engine = Duck()
    try:
        opened = open_table(engine, table, ACHIEVEMENTS)
        source = Source(opened.table, engine.dialect)
        names = ", ".join(map(literal, targets))
        wanted = f"regexp_replace(trim({source.text('target')}), '^.*/', '') in ({names})"
        if org is not None:
            wanted += f" and trim({source.text('org')}) in ('', {literal(org)})"
        found = engine.batches(f"select {', '.join(fields(source))} from {opened.table.relation} r where {wanted}")
        return from_rows(read(source, (line for block in found for line in block)))
    finally:
        engine.close()


def write_assessments(assessments: Iterable[Assessment], path: Path) -> None:
    """What the ordinary engine says, as the same kind of table.

    Raises:
        PlanError: DuckDB is not installed, or the file cannot be written.
    """
    engine = Duck()
    try:
        engine.table("assessments_", PUBLISHED, map(published, assessments))
        engine.settle(TABLE, "select * from assessments_")
        engine.deliver(TABLE, "true", path)
    finally:
        engine.close()
