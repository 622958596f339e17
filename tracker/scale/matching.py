"""Tables whose rows say in words what they tell of, matched batch by batch: on this machine, or on Spark.

A row is read as the rows of any table are, by the same headers, and matched as one that is taken into a ledger is. What
comes out says for every row what it tells of; a row that may tell of several targets is there once for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from hashlib import sha256
from pickle import dumps, loads
from typing import Any, NamedTuple

from tracker import matching
from tracker.lexicon import Lexicon, package
from tracker.matching import RowMatcher
from tracker.matching.scoring import WHOLE
from tracker.model.match import Match
from tracker.model.plan import Plan
from tracker.readers.fields import ROW
from tracker.readers.typed import rows_from
from tracker.scale.needed import needed
from tracker.scale.processes import in_order

Batch = Any
"""A `pyarrow.RecordBatch`: the library has no types of its own."""
Frame = Any
"""A `pyspark.sql.DataFrame`."""
PIECE = 5_000
"""Rows that are looked at together: a second of work at most."""
PLACES = 4
FIELDS = frozenset(
    ("plan", "target", "org", "as_of", "mode", "value", "numerator", "denominator", "unit", "bound", "text")
) | {"done_on", "step", "grade", "member"}
"""The fields of a row that matching looks at."""


class Held(NamedTuple):
    """The plans that rows are held against, and by which words."""

    plans: tuple[Plan, ...]
    lexicons: tuple[Lexicon, ...]

    @classmethod
    def of(cls, plans: Iterable[Plan], lexicons: Sequence[Lexicon] | None) -> Held:
        """Plans with a lexicon each, or with the package's."""
        plans = tuple(plans)
        return cls(plans, (package(),) * len(plans) if lexicons is None else tuple(lexicons))


class Answer(NamedTuple):
    """What a row tells of; `row` is its number in its batch, from 0.

    `decision` is credited, review or rejected; with plan, target and score it is None for a row that tells of nothing
    or names its target itself. `reasons` are codes: why, or what is wrong with a row that cannot be read.
    """

    row: int
    plan: str | None = None
    target: str | None = None
    decision: str | None = None
    score: Decimal | None = None
    reasons: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: int, match: Match) -> Answer:
        """A match of a row."""
        score = Decimal(int(match.score * WHOLE)).scaleb(-PLACES)
        codes = tuple(reason.code for reason in match.reasons)
        return cls(row, match.plan, match.target, match.decision.value, score, codes)


def match_batches(
    plans: Iterable[Plan],
    batches: Iterable[Batch],
    *,
    lexicons: Sequence[Lexicon] | None = None,
    processes: int = 1,
) -> Iterator[Batch]:
    """What the rows of a table tell of, in their order; a few thousand rows are in memory at a time.

    Args:
        plans: what the rows are held against.
        batches: Arrow record batches with the columns of a row: text, as_of, value, unit, org …; others are left alone.
        lexicons: the words of each plan; by default the package's.
        processes: how many work at it.

    Returns:
        Record batches of `row` (from 0, through all batches), `plan`, `target`, `decision`, `score` and `reasons`.

    Raises:
        PlanError: pyarrow is not installed, or a process ended before its work was done.
    """
    arrow = arrow_needed()
    for first, found in in_order(_answering, Held.of(plans, lexicons), _pieces(batches), processes=processes):
        placed = [each._replace(row=first + each.row) for each in found]
        yield arrow.record_batch(_columns(placed), schema=schema())


def match_frame(frame: Frame, plans: Iterable[Plan], *, lexicons: Sequence[Lexicon] | None = None) -> Frame:
    """The rows of a Spark table with what they tell of beside them, by `mapInArrow`.

    This package must be installed where Spark works.

    Args:
        frame: a table with the columns of a row: text, as_of, value, unit, org …
        plans: what the rows are held against; each worker gets them once.
        lexicons: the words of each plan; by default the package's.

    Returns:
        The columns of the table, and `matched_plan`, `matched_target`, `decision`, `score` and `reasons`.

    Raises:
        PlanError: pyspark is not installed.
    """
    kinds = spark_needed("pyspark.sql.types")
    written = dumps(Held.of(plans, lexicons))
    sent = frame.sparkSession.sparkContext.broadcast(written)
    schema = kinds.StructType(list(frame.schema.fields))
    for name in ("matched_plan", "matched_target", "decision"):
        schema.add(name, kinds.StringType())
    schema.add("score", kinds.DecimalType(PLACES + 1, PLACES)).add("reasons", kinds.ArrayType(kinds.StringType()))
    return frame.mapInArrow(partial(_beside, sha256(written).hexdigest(), sent, schema.names), schema)


def _beside(digest: str, sent: Any, names: Sequence[str], batches: Iterable[Batch]) -> Iterator[Batch]:
    """The batches of a part of a Spark table with the answers beside them."""
    arrow = arrow_needed()
    if digest not in _ready:
        _ready.clear()
        _ready[digest] = matcher_of(loads(sent.value))
    for batch in batches:
        found = answers(_ready[digest], batch)
        rows, *answered = _columns(found)
        yield arrow.record_batch([*batch.take(rows).columns, *answered], names=list(names))


_ready: dict[str, RowMatcher] = {}
"""On a worker of Spark: the plans of the table that it worked at last, made ready."""


def matcher_of(held: Held) -> RowMatcher:
    """Plans made ready."""
    return RowMatcher(matching.blocks(held.plans, held.lexicons))


def answers(matcher: RowMatcher, batch: Batch) -> list[Answer]:
    """What the rows of a batch tell of, in their order."""
    read = rows_from(_records(batch))
    said = {row.source.line: row for row in read.achievements}
    wrong: dict[int, tuple[str, ...]] = {}
    for problem in read.problems:
        wrong[problem.source.line] = (*wrong.get(problem.source.line, ()), problem.code)
    found: list[Answer] = []
    for row in range(batch.num_rows):
        asked = matcher.in_words(said[row + 1]) if row + 1 in said else None
        told = [Answer.of(row, match) for match in matcher.match(asked)] if asked is not None else []
        found += told or [Answer(row, reasons=wrong.get(row + 1, ()))]
    return found


def schema() -> Any:
    """The columns of answers, as an Arrow schema."""
    arrow = arrow_needed()
    text = arrow.string()
    kinds = (arrow.int64(), text, text, text, arrow.decimal128(PLACES + 1, PLACES), arrow.list_(text))
    return arrow.schema(list(zip(Answer._fields, kinds, strict=True)))


def _columns(found: Sequence[Answer]) -> list[Any]:
    """Answers as Arrow arrays, column by column."""
    arrow = arrow_needed()
    return [arrow.array([each[at] for each in found], field.type) for at, field in enumerate(schema())]


def _records(batch: Batch) -> Iterator[Mapping[str, object]]:
    """The rows of a batch, with the columns that matching looks at."""
    fields = {name: ROW.column(name).field for name in batch.schema.names}
    names = [name for name, field in fields.items() if field is not None and field.name in FIELDS]
    columns = [batch.column(batch.schema.names.index(name)).to_pylist() for name in names]
    return (dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True))


def _pieces(batches: Iterable[Batch]) -> Iterator[tuple[int, Batch]]:
    """Batches of no more than `PIECE` rows, each with the number of its first."""
    first = 0
    for batch in batches:
        for start in range(0, batch.num_rows, PIECE):
            yield first + start, batch.slice(start, PIECE)
        first += batch.num_rows


def _answering(held: Held) -> Callable[[tuple[int, Batch]], tuple[int, list[Answer]]]:
    return partial(_answer, matcher_of(held))


def _answer(matcher: RowMatcher, piece: tuple[int, Batch]) -> tuple[int, list[Answer]]:
    return piece[0], answers(matcher, piece[1])


def arrow_needed(module: str = "pyarrow") -> Any:
    """The library of record batches, or a module of it.

    Raises:
        PlanError: it is not installed.
    """
    return needed(module, "pip install pyarrow")


def spark_needed(module: str) -> Any:
    """A module of Spark.

    Raises:
        PlanError: it is not installed.
    """
    return needed(module, 'pip install "target-tracker[spark]"')
