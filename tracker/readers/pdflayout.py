"""The lines of a PDF page out of its characters: which stand on one line, with what between them, in which order.

A PDF says where each character is painted, and nothing else. All lengths are whole tenths of a point.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.readers.webpage import SUPERSCRIPT

_PAGE_NUMBER = re.compile(r"[-–—·]+\s*\d{1,4}\s*[-–—·]+|第\s*\d{1,4}\s*页.{0,12}")
_NUMBER = re.compile(r"(\d{1,4})(?:\s*/\s*\d{1,4})?")
_DIVIDED = re.compile(r"[A-Za-z]{2}-\n[a-z]|[0-9](-)\n[0-9]")
_NARROW = re.compile(r"[!-~À-ɏ]")


class Mark(NamedTuple):
    """A character and where it is painted."""

    char: str
    left: int
    bottom: int
    right: int
    top: int

    @property
    def height(self) -> int:
        """How tall it is; at least one, so that it may divide."""
        return max(1, self.top - self.bottom)


@dataclass(slots=True)
class Line:
    """A piece of a line that is read in one go: a cell of a table is one of its own."""

    marks: list[Mark]
    text: str = ""
    left: int = field(init=False)
    right: int = field(init=False)
    bottom: int = field(init=False)
    top: int = field(init=False)

    def __post_init__(self) -> None:
        first = self.marks[0]
        self.left, self.bottom, self.right, self.top = first[1:]
        self.text = self.text or first.char

    def add(self, mark: Mark, between: str) -> None:
        """Another character to the right."""
        last = self.marks[-1]
        raised = (
            mark.char.isdigit() and 4 * mark.height < 3 * last.height and 4 * (mark.bottom - last.bottom) > last.height
        )
        self.text += between + (mark.char.translate(SUPERSCRIPT) if raised else mark.char)
        if not raised:
            self.marks.append(mark)
        self.right = max(self.right, mark.right)
        self.bottom, self.top = min(self.bottom, mark.bottom), max(self.top, mark.top)

    @property
    def height(self) -> int:
        """How tall it is."""
        return max(1, self.top - self.bottom)


def marks(text: str, places: Sequence[int]) -> tuple[list[Mark], list[Mark]]:
    """The characters that stand upright, as the page is mostly turned, and those that stand otherwise.

    `places` has five numbers for each character: left, bottom, right, top, and degrees of turning.
    """
    turns = [round(places[at] / 90) % 4 if places[at] % 90 in (0, 1, 89) else -1 for at in range(4, len(places), 5)]
    mostly = Counter(turns).most_common(1)[0][0] if turns else 0
    upright: list[Mark] = []
    others: list[Mark] = []
    for number, (char, turn) in enumerate(zip(text, turns, strict=False)):
        box = places[5 * number : 5 * number + 4]
        if turn == mostly:
            upright.append(Mark(char, *_upright(box, turn)))
        else:
            others.append(Mark(char, *box))
    return upright, others


def _upright(box: Sequence[int], turn: int) -> tuple[int, int, int, int]:
    """A box as if its page were turned so that the text stands upright."""
    left, bottom, right, top = box
    match turn:
        case 1:
            return bottom, -right, top, -left
        case 2:
            return -right, -top, -left, -bottom
        case 3:
            return -top, left, -bottom, right
        case _:
            return left, bottom, right, top


def lines(painted: Iterable[Mark]) -> list[Line]:
    """The lines of a page in reading order."""
    found: list[Line] = []
    for mark in painted:
        if mark.char.isspace():
            continue
        between = _between(found[-1], mark) if found else None
        if between is None:
            found.append(Line([mark]))
        else:
            found[-1].add(mark, between)
    return [line for block in in_order(found) for line in block]


def _between(line: Line, mark: Mark) -> str | None:
    """What stands between a line and a character that is painted after it; None if that begins another line.

    Wide characters stand close whatever a PDF puts between them; a gap of two characters is that between two cells.
    """
    last = line.marks[-1]
    overlap = min(last.top, mark.top) - max(last.bottom, mark.bottom)
    size = max(last.height, mark.height)
    gap = mark.left - last.right
    if 2 * overlap < min(last.height, mark.height) or gap < -size:
        return None
    narrow = bool(_NARROW.match(last.char)), bool(_NARROW.match(mark.char))
    if 2 * gap > (4 if any(narrow) else 3) * size:
        return None
    if all(narrow) and 5 * gap > size:
        return " "
    return ""


def in_order(found: Sequence[Line]) -> list[list[Line]]:
    """Lines in blocks from the top of the page to its foot, each block as it is painted.

    A PDF is mostly painted as it is read, table cells and columns included; but headers often come last, and some
    programs paint as they like. So a line above the one before it in the same column begins a new block, and so does
    one that is half a page further down.
    """
    blocks: list[list[Line]] = []
    whole = max(map(_top, found), default=0) - min((line.bottom for line in found), default=0)
    for line in found:
        last = blocks[-1][-1] if blocks else None
        if last is None or _goes_back(last, line) or 2 * (last.bottom - line.top) > whole:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    if len(blocks) == 1:
        return blocks
    return sorted(blocks, key=_from_the_top)


def _goes_back(last: Line, line: Line) -> bool:
    """Whether a line is painted after one that is read after it."""
    if 2 * line.bottom < last.bottom + last.top:
        return 2 * line.top > last.bottom + last.top and line.right <= last.left  # left on the same line
    return line.left < last.right


def _from_the_top(block: Sequence[Line]) -> tuple[int, int]:
    first = max(block, key=_top)
    return -(first.top // first.height), first.left


def _top(line: Line) -> int:
    return line.top


def undivided(page: Iterable[str]) -> list[str]:
    """Lines, what a hyphen divides between two of them whole again.

    >>> undivided(["the imple-", "mentation", "2021-", "06"])
    ['the implementation', '2021-06']
    """
    whole: list[str] = []
    for line in page:
        divided = _DIVIDED.search(f"{whole[-1][-3:]}\n{line[:1]}") if whole else None
        if divided is None:
            whole.append(line)
        else:
            whole[-1] = whole[-1][:-1] + (divided[1] or "") + line
    return whole


def without_running_lines(pages: Sequence[list[str]]) -> Iterator[list[tuple[int, str]]]:
    """The lines of each page with their numbers, without page numbers, and running heads and feet but once.

    A bare number at the edge of a page is a page number only if it goes up with the pages: it may be a figure.
    """
    edges = [{*page[:1], *page[-1:]} for page in pages]
    often = Counter(line for edge in edges for line in edge)
    steps = Counter(
        step for number, edge in enumerate(edges) for line in edge if (step := _step(line, number)) is not None
    )
    said: set[str] = set()
    for number, page in enumerate(pages):
        kept: list[tuple[int, str]] = []
        for place, line in enumerate(page, 1):
            if place in (1, len(page)):
                step = _step(line, number)
                if line in said or _PAGE_NUMBER.fullmatch(line) or (step is not None and steps[step] > 1):
                    continue
                if often[line] > 2:
                    said.add(line)
            kept.append((place, line))
        yield kept


def _step(line: str, page: int) -> int | None:
    """By how much a bare number is more than the pages before it."""
    number = _NUMBER.fullmatch(line)
    return int(number[1]) - page if number else None
