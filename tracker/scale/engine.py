"""What the screening asks of an engine of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from tracker.scale.dialect import Dialect


class Engine(Protocol):
    """Tables by their names, and queries over them; a name given again is another table."""

    @property
    def dialect(self) -> Dialect:
        """The words in which it is spoken to."""

    @property
    def overflow(self) -> tuple[type[Exception], ...]:
        """What it raises where a number is too large for its type; it never answers with another number."""

    def table(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """A small table from Python; types by the words of SQL."""

    def keep(self, name: str, query: str) -> None:
        """A query's answer, held as a table."""

    def view(self, name: str, query: str) -> None:
        """A query by a name."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The lines of a query, all at once."""

    def batches(self, query: str) -> Iterator[list[tuple[Any, ...]]]:
        """The lines of a query, some at a time."""
