"""The lines of a PDF page out of its characters: which stand on one line, with what between them, in which order.

A PDF says where each character is painted, and nothing else. All lengths are whole tenths of a point.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from tracker.readers.webpage import SUPERSCRIPT

_PAGE_NUMBER = re.compile(r"[-–—·]+\s*\d{1,4}\s*[-–—·]+|第\s*\d{1,4}\s*页.{0,12}")
_NUMBER = re.compile(r"(\d{1,4})(?:\s*/\s*\d{1,4})?")
_DIVIDED = re.compile(r"[A-Za-z]{2}-\n[a-z]|[0-9](-)\n[0-9]")
_NARROW = re.compile(r"[!-~À-ɏ]")
_ENDED = re.compile(r"[。！？；：!?;:]$")
COLUMN = 360
"""Lines that begin as near as this are one column: half an inch."""
FLOWING = 10
"""How many characters wide a line must be to be more than the cell of a table."""
INDENT = "\u3000\u3000"


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

    def is_raised(self, last: Mark) -> bool:
        """Whether it is small and stands high beside another."""
        return 4 * self.height < 3 * last.height < 12 * (self.bottom - last.bottom)


class Line:
    """A piece of a line that is read in one go: a cell of a table is one of its own."""

    __slots__ = ("bottom", "last", "left", "right", "text", "top")

    def __init__(self, first: Mark) -> None:
        self.text, self.left, self.bottom, self.right, self.top = first
        self.last = first

    def add(self, mark: Mark, between: str) -> None:
        """Another character to the right."""
        raised = mark.char.isdigit() and mark.is_raised(self.last)
        self.text += between + (mark.char.translate(SUPERSCRIPT) if raised else mark.char)
        if not raised:
            self.last = mark
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
            found.append(Line(mark))
        else:
            found[-1].add(mark, between)
    return [line for block in in_order(found) for line in block]


def _between(line: Line, mark: Mark) -> str | None:
    """What stands between a line and a character that is painted after it; None if that begins another line.

    Wide characters stand close whatever a PDF puts between them; a gap of two characters is that between two cells.
    """
    last = line.last
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


class Said(NamedTuple):
    """A line as it is read; one that `goes_on` is the same paragraph as the next."""

    text: str
    goes_on: bool = False


def flowing(page: Sequence[Line]) -> list[Said]:
    """Lines, those that fill their column going on in the next, and the first of a paragraph indented.

    Only the page shows which line was full; what a text alone tells about its line breaks is mended elsewhere.
    """
    edges: dict[int, int] = {}
    for line in page:
        column = line.left // COLUMN
        edges[column] = max(edges.get(column, 0), line.right)
    said: list[Said] = []
    for line, after in zip_longest(page, page[1:]):
        if after is None or not _is_below(line, after):
            said.append(Said(line.text))
            continue
        size, indent = line.height, line.left - after.left
        edge = max(edges.get(line.left // COLUMN + step, 0) for step in (-1, 0, 1))
        full = edge - line.right <= 2 * size and line.right - line.left >= FLOWING * size
        goes_on = full and -size <= 2 * indent <= 8 * size and not _ENDED.search(line.text)
        said.append(Said(INDENT * (3 * size <= 2 * indent <= 6 * size) + line.text, goes_on))
    return said


def _is_below(line: Line, after: Line) -> bool:
    """Whether the one line stands right under the other, and is as tall."""
    near = 0 < line.bottom - after.bottom <= 3 * line.height
    return near and 2 * abs(line.height - after.height) <= line.height


def undivided(page: Iterable[Said]) -> list[Said]:
    """Lines, what a hyphen divides between two of them whole again.

    >>> [line.text for line in undivided(map(Said, ("the imple-", "mentation", "2021-", "06")))]
    ['the implementation', '2021-06']
    """
    whole: list[Said] = []
    for line in page:
        last = whole[-1].text if whole else ""
        divided = _DIVIDED.search(f"{last[-3:]}\n{line.text[:1]}")
        if divided is None:
            whole.append(line)
        else:
            whole[-1] = Said(last[:-1] + (divided[1] or "") + line.text, line.goes_on)
    return whole


def without_running_lines(pages: Sequence[list[Said]]) -> Iterator[list[tuple[int, Said]]]:
    """The lines of each page with their numbers, without page numbers, and running heads and feet but once.

    A bare number at the edge of a page is a page number only if it goes up with the pages: it may be a figure.
    """
    edges = [{line.text.strip() for line in (*page[:1], *page[-1:])} for page in pages]
    often = Counter(line for edge in edges for line in edge)
    steps = Counter(
        step for number, edge in enumerate(edges) for line in edge if (step := _step(line, number)) is not None
    )
    seen: set[str] = set()
    for number, page in enumerate(pages):
        kept: list[tuple[int, Said]] = []
        for place, line in enumerate(page, 1):
            if place in (1, len(page)):
                text = line.text.strip()
                step = _step(text, number)
                if text in seen or _PAGE_NUMBER.fullmatch(text) or (step is not None and steps[step] > 1):
                    continue
                if often[text] > 2:
                    seen.add(text)
            kept.append((place, line))
        yield kept


def _step(line: str, page: int) -> int | None:
    """By how much a bare number is more than the pages before it."""
    number = _NUMBER.fullmatch(line)
    return int(number[1]) - page if number else None
