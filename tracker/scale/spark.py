"""Spark as the engine of tables: on a session that is there, or on one made as the user's own configuration says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from tracker.problems import refuse
from tracker.scale import dialect
from tracker.scale.engine import said_by
from tracker.scale.matching import arrow_needed, spark_needed
from tracker.scale.source import Table

BLOCK = 10_000
ANSI = "spark.sql.ansi.enabled"
TOLD = "spark.sql.maxPlanStringLength"
"""How much Spark writes down, and keeps, of how each query is run."""
SHORT = "20000"
CSV = {"header": True, "multiLine": True, "escape": '"'}
"""CSV as everybody else writes it: quotes are doubled, and a cell may have several lines."""
Session = Any
"""A `pyspark.sql.SparkSession`: the library has no types of its own."""


_NUMBERS = count(1)
_TOKENS = re.compile(r"'(?:[^']|'')*'|`(?:[^`]|``)*`|[A-Za-z_][A-Za-z0-9_]*")
"""What is looked at in a query: texts, quoted names, words."""


class Spark:
    """A session in which numbers that are too large are errors; views and held tables go when it is closed.

    Its views have names that no other engine's have, so that several may work in a session at the same time.

    Args:
        session: where to work; by default the active one, or a new one by the configuration of Spark.

    Raises:
        PlanError: pyspark is not installed.
    """

    def __init__(self, session: Session = None) -> None:
        sql = spark_needed("pyspark.sql").SparkSession
        self.dialect = dialect.Spark()
        errors = spark_needed("pyspark.errors")
        self.overflow: tuple[type[Exception], ...] = (errors.ArithmeticException,)
        java = spark_needed("py4j.protocol").Py4JJavaError
        self.unreadable: tuple[type[Exception], ...] = (errors.PySparkException, java)
        given = session or sql.getActiveSession()
        self.session = given or sql.builder.appName("tracker").getOrCreate()
        self._own = given is None
        self._prefix = f"tracker_{next(_NUMBERS)}_"
        self._views: set[str] = set()
        self._held: list[Any] = []
        self._told = self.session.conf.get(TOLD)
        self.session.conf.set(TOLD, SHORT)  # held tables are told of within one another, by the hundred megabytes

    def close(self) -> None:
        """Let go of everything that was held, and of the session if it was made here."""
        for held in self._held:
            held.unpersist()
        for name in self._views:
            self.session.catalog.dropTempView(self._prefix + name)
        if self._told != SHORT:  # which another engine has set that is still open
            self.session.conf.set(TOLD, self._told)
        if self._own:
            self.session.stop()

    def read(self, given: Any) -> Table:
        """A Spark table as it is, or one by its name in the catalogue; a file or folder of Parquet or CSV.

        Addresses such as `s3a://…` are given as text.

        Raises:
            PlanError: it is something else.
        """
        if hasattr(given, "createOrReplaceTempView"):
            return self._seen(given)
        if not isinstance(given, (str, Path)):
            raise refuse("", "A133")
        name = str(given)
        match _kind(name):
            case "table":
                return self._seen(self.session.table(name))
            case "csv":
                return self._seen(self.session.read.options(**CSV).csv(name))
            case _:
                return self._seen(self.session.read.parquet(name))

    def _seen(self, frame: Any) -> Table:
        name = f"given_{len(self._views)}_"
        self._name(name, frame)
        return Table(name, dict(frame.dtypes))

    def _name(self, name: str, frame: Any) -> None:
        frame.createOrReplaceTempView(self._prefix + name)
        self._views.add(name)

    def _sql(self, query: str) -> Any:
        """A query, in which what is too large is an error; whether it is otherwise, the session's owner says."""
        owner = self.session.conf.get(ANSI)
        self.session.conf.set(ANSI, "true")
        try:
            return self.session.sql(_TOKENS.sub(self._spoken, query))
        finally:
            self.session.conf.set(ANSI, owner)

    def _spoken(self, token: re.Match[str]) -> str:
        """A word of a query as this session understands it: texts with its escapes, views by their full names."""
        said = token[0]
        if said.startswith("'"):
            text = said[1:-1].replace("''", "'").replace("\\", r"\\").replace("'", r"\'")
            return "'" + text.replace("${", r"$\{") + "'"  # which would be a variable
        return self._prefix + said if said in self._views else said

    def table(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """A small table from Python; types by the words of SQL."""
        arrow = arrow_needed()
        lines = list(rows)
        values = zip(*lines, strict=True) if lines else [()] * len(columns)
        kinds = map(_arrow_type, columns.values())
        arrays = [arrow.array(list(each), kind) for each, kind in zip(values, kinds, strict=True)]
        self._name(name, self.session.createDataFrame(arrow.Table.from_arrays(arrays, names=list(columns))))

    def keep(self, name: str, query: str) -> None:
        """A query's answer, held where it was computed; lost parts are computed again."""
        self._hold(name, query)

    def _hold(self, name: str, query: str) -> Any:
        held = self._sql(query).persist()
        self._held.append(held)
        self._name(name, held)
        return held

    def keep_few(self, name: str, query: str) -> None:
        """A query's answer, held at the driver: what is made of it is planned without what it was made of."""
        self._name(name, self.session.createDataFrame(self._sql(query).toArrow()))

    def view(self, name: str, query: str) -> None:
        """A query by a name."""
        self._name(name, self._sql(query))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The lines of a query, all at once."""
        return [tuple(line) for line in self._sql(query).collect()]

    def batches(self, query: str) -> Iterator[list[tuple[Any, ...]]]:
        """The lines of a query, some at a time."""
        block: list[tuple[Any, ...]] = []
        for line in self._sql(query).toLocalIterator():
            block.append(tuple(line))
            if len(block) == BLOCK:
                yield block
                block = []
        yield block

    def write(self, query: str, place: Path | str) -> None:
        """A query's answer in the place of what is there: a folder of Parquet or CSV, or a table of the catalogue."""
        writer = self._sql(query).write.mode("overwrite")
        name = str(place)
        match _kind(name):
            case "table":
                writer.saveAsTable(name)
            case "csv":
                writer.options(header=True, escape='"').csv(name)
            case _:
                writer.parquet(name)

    def settle(self, name: str, query: str) -> None:
        """A query's answer by a name, held where it was computed."""
        self._hold(name, query).count()  # until something is asked for, nothing is worked out

    def deliver(self, name: str, condition: str, place: Path | str) -> None:
        """The lines of a settled answer for which something holds, in the place of what is there.

        Raises:
            PlanError: it cannot be written.
        """
        try:
            self.write(f"select * from {name} where {condition}", place)
        except self.unreadable as error:
            raise refuse(place, "W107", found=said_by(error)) from None

    def stream(self, query: str) -> object:
        """The lines of a query as an Arrow stream."""
        stream: object = self._sql(query).toArrow().__arrow_c_stream__()
        return stream


def _kind(name: str) -> str:
    """What a name is of.

    >>> [_kind(name) for name in ("rows.csv", "s3a://office/rows.parquet", "/data/rows", "office.rows")]
    ['csv', 'parquet', 'parquet', 'table']
    """
    if name.lower().endswith(".csv"):
        return "csv"
    return "parquet" if "/" in name or "\\" in name or name.lower().endswith(".parquet") else "table"


def _arrow_type(kind: str) -> Any:
    arrow = arrow_needed()
    if kind.startswith("decimal"):
        return arrow.decimal128(*map(int, kind.partition("(")[2].rstrip(")").split(",")))
    named = {"varchar": "string", "integer": "int32", "bigint": "int64", "boolean": "bool", "date": "date32"}
    return arrow.type_for_alias(named.get(kind, kind))
