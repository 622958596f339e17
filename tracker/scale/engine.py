"""What the screening asks of an engine of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from tracker.scale.dialect import Dialect
from tracker.scale.source import Table


def said_by(error: Exception) -> str:
    """What went wrong, in a line; of an error of Java's own, what that says."""
    lines = str(getattr(error, "java_exception", error)).splitlines()
    return next((line for line in lines if line.strip()), type(error).__name__)


class Engine(Protocol):
    """Tables by their names, and queries over them; a name given again is another table."""

    @property
    def dialect(self) -> Dialect:
        """The words in which it is spoken to."""

    @property
    def overflow(self) -> tuple[type[Exception], ...]:
        """What it raises where a number is too large for its type; it never answers with another number."""

    @property
    def unreadable(self) -> tuple[type[Exception], ...]:
        """What it raises where something cannot be read or written."""

    def read(self, given: Any) -> Table:
        """A table by what names it in the engine: a file, and what else it knows."""

    def table(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """A small table from Python; types by the words of SQL."""

    def keep(self, name: str, query: str) -> None:
        """A query's answer, held as a table."""

    def keep_few(self, name: str, query: str) -> None:
        """The same, of an answer with few lines."""

    def view(self, name: str, query: str) -> None:
        """A query by a name."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The lines of a query, all at once."""

    def batches(self, query: str) -> Iterator[list[tuple[Any, ...]]]:
        """The lines of a query, some at a time."""

    def settle(self, name: str, query: str) -> None:
        """A query's answer by a name, worked out now, that a status table is made of."""

    def deliver(self, name: str, condition: str, place: str | Path) -> None:
        """The lines of a settled answer for which something holds, written to a place, whole or not at all."""

    def stream(self, query: str) -> object:
        """The lines of a query as an Arrow stream, in a capsule."""

    def close(self) -> None:
        """Let go of everything that was held."""
