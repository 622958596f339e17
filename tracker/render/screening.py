"""A status table of millions of lines in a few: how many targets have which status, and the worst of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tracker import words
from tracker.model.assessment import Status
from tracker.model.overview import WORST
from tracker.render.layout import visible

COLUMNS = ("status", "schedule_gap", "actual", "goal", "org", "target")


def lines(counts: Mapping[Status, int], worst: Sequence[Mapping[str, Any]], lang: str) -> Iterator[str]:
    """The lines of a page for a terminal, the counts first."""
    yield words.say("screen.judged", lang, n=sum(counts.values()))
    told = [(words.say(f"status.{status.value}", lang), str(number)) for status, number in counts.items() if number]
    wide = max((words.cell_width(name) for name, _ in told), default=0)
    digits = max((len(number) for _, number in told), default=0)
    for name, number in told:
        yield f"  {_padded(name, wide)}  {number.rjust(digits)}"
    if not worst:
        return
    yield ""
    rows = [tuple(words.say(f"screen.{name}", lang) for name in COLUMNS), *(_cells(line, lang) for line in worst)]
    widths = [max(map(words.cell_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
    attention = sum(counts[status] for status in WORST)
    if attention > len(worst):
        yield words.say("screen.more", lang, n=attention - len(worst))


def _cells(line: Mapping[str, Any], lang: str) -> tuple[str, ...]:
    gap = line["schedule_gap"]
    return (
        words.say(f"status.{line['status']}", lang),
        "" if gap is None else f"{gap:+.1f}",
        _number(line["actual"], line),
        _number(line["goal"], line),
        visible(line["org"]),
        visible(f"{line['plan']}/{line['target']}"),
    )


def _number(value: Any, line: Mapping[str, Any]) -> str:
    return "" if value is None else f"{value.normalize():f}{line['unit']}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - words.cell_width(text))
