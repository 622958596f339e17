"""What reading gives: rows, and what is wrong with the others, each fault at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tracker.model.achievement import Achievement
from tracker.problems import Problem, Source
from tracker.values import NamedTuple, frozen


@frozen
class Rows:
    """What a file gave: the rows kept, and the problems. rows_in == len(achievements) + refused."""

    achievements: tuple[Achievement, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows_in: int = 0
    refused: int = 0


class Fault(NamedTuple):
    """One thing wrong with a row: the fields that it is about (the first that is there shows the place)."""

    code: str
    fields: tuple[str, ...]
    params: Mapping[str, object] = {}


class Spot(NamedTuple):
    """Where a field of a row stands: the place, its line, how much to underline, and the header as written."""

    source: Source
    excerpt: str = ""
    width: int = 1
    label: str = ""


def explain(faults: Sequence[Fault], spot: Callable[[str], Spot | None]) -> Iterator[Problem]:
    """The problems of a row; `spot` gives the place of a field by its name, and of the row itself by ""."""
    for fault in faults:
        spots = [found for name in fault.fields if (found := spot(name)) is not None]
        where = spots[0] if spots else spot("") or Spot(Source())
        labels = " / ".join(found.label for found in spots) or " / ".join(fault.fields)
        params = {"field": where.label or fault.fields[0], "fields": labels, **fault.params}
        yield Problem(where.source, fault.code, params, where.excerpt, where.width)


def shown(line: str) -> str:
    """A line as an excerpt: without its end, and without characters that a terminal would obey."""
    line = line.rstrip("\r\n")
    if line.isprintable():
        return line
    return "".join(char if char.isprintable() or char in "\t\u3000" else "\ufffd" for char in line)
