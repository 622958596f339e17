"""Where mended text came from: one pass of edits over a text, and the way back from the new text to the old one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from tracker.model.statement import Span


class Edit(NamedTuple):
    """`text[start:end]` becomes `after`; `kind` names the repair, "" for one that is not worth telling."""

    kind: str
    start: int
    end: int
    after: str


class Pass(NamedTuple):
    """The edits of one pass, in order: where each stood in the old text and where it stands in the new one."""

    old_starts: tuple[int, ...]
    old_ends: tuple[int, ...]
    new_starts: tuple[int, ...]
    new_ends: tuple[int, ...]

    def back(self, start: int, end: int) -> Span:
        """The stretch of the old text that `start` to `end` of the new one came from.

        What was taken out at either edge is left out; what was taken out inside is inside.
        """
        first = self._old_start(start)
        return Span(first, max(first, self._old_end(end)) if end > start else first)

    def _old_start(self, start: int) -> int:
        done = bisect_right(self.new_ends, start)
        if done < len(self.new_starts) and self.new_starts[done] <= start:
            return self.old_starts[done]
        return start + (self.old_ends[done - 1] - self.new_ends[done - 1] if done else 0)

    def _old_end(self, end: int) -> int:
        begun = bisect_left(self.new_starts, end)
        if not begun:
            return end
        last = begun - 1
        if end < self.new_ends[last]:
            return self.old_ends[last]
        return end + self.old_ends[last] - self.new_ends[last]


def rewrite(text: str, edits: Iterable[Edit]) -> tuple[str, Pass]:
    """`text` with every edit made; the edits are in order and do not overlap.

    >>> mended, way = rewrite("10.1 7亿元", [Edit("split_digits", 4, 5, "")])
    >>> mended, way.back(0, 6)
    ('10.17亿元', Span(start=0, end=7))
    """
    pieces: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    last = shift = 0
    for _, start, end, after in edits:
        pieces += (text[last:start], after)
        begins = start + shift
        places.append((start, end, begins, begins + len(after)))
        shift += len(after) - (end - start)
        last = end
    if not places:
        return text, UNCHANGED
    return "".join((*pieces, text[last:])), Pass(*zip(*places, strict=True))


UNCHANGED = Pass((), (), (), ())
