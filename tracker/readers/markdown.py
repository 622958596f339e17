"""A document in Markdown: the marks are left out, everything else stands where it stood.

Not the whole of CommonMark: what people put into reports. Lines stay lines, for they are often meant as such.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from operator import itemgetter

from tracker.model.document import BYTE_ORDER_MARK, Document
from tracker.readers.transcript import Transcript

BULLET = "•"
"""What every list without numbers is taken down with, whatever its file writes."""
FRONT_LINES = 200

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={2,}[ \t]*)$")
_QUOTED = re.compile(r"(?:[ \t]*>)+[ \t]?")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_BULLET = re.compile(r"[ \t]*([-*+])[ \t]+(?:\[[ xX]\][ \t]+)?")
_DEFINITION = re.compile(r" {0,3}\[[^\]^\n][^\]\n]{0,200}\]:[ \t]")
_DELIMITERS = re.compile(r"\|?(?:[ \t]*+:?-++:?[ \t]*+\|)*+[ \t]*+(?::?-++:?)?")
_BAR = re.compile(r"(?<!\\)\|")
_MARK = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | `+
    | !\[[^\]\n]{0,200}+\](?:\([^()\n]{0,2000}+\)|\[[^\]\n]{0,200}+\])
    | \[\^[^\]\n]{1,100}+\]:?
    | \[(?P<label>[^\[\]\n]{1,1000}+)\](?:\([^()\n]{0,2000}+\)|\[[^\]\n]{0,200}+\])
    | <(?:https?|mailto|ftp):[^<>\s]{0,2000}+>
    | (?P<br><br[ ]{0,9}/?>)
    | </?[A-Za-z][A-Za-z0-9]{0,20}+(?:[ ][^<>\n]{0,1000}+)?/?>
    | (?P<struck>~~[^~\n]{1,1000}+~~)
    | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,31}+);)
    | \*\*\*|\*\*|___|__
    | (?<![*0-9])\*(?=[^\s*])|(?<=[^\s*0-9])\*(?!\*)
    | (?<!\w)_(?=[^\s_])|(?<=[^\s_])_(?!\w)
    """,
    re.VERBOSE,
)


def read_markdown(original: str, name: str) -> Document:
    """The document that a Markdown text is.

    >>> read_markdown("- 建成**62**个", "a.md").text
    '• 建成62个\\n'
    """
    return _Page(original, name).document()


class _Page:
    """The lines of a Markdown file, each from `start` to `end` without its line end."""

    def __init__(self, original: str, name: str) -> None:
        self.original = original
        self.transcript = Transcript(name, original)
        edges = [*self.transcript.lines, len(original)]
        self.spans = [
            (start, start + len(original[start:end].rstrip("\r\n"))) for start, end in pairwise(edges) if start < end
        ]
        if original.startswith(BYTE_ORDER_MARK):
            self.spans[0] = (1, self.spans[0][1])
        self.comments = list(_comments(original))

    def document(self) -> Document:
        """Take down every line."""
        number = self._after_front_matter()
        while number < len(self.spans):
            line = self.original[slice(*self.spans[number])]
            if fence := _FENCE.match(line):
                number = self._after_fence(number, fence[1])
            elif "|" in line and self._is_delimiters(number + 1):
                number = self._after_table(number)
            else:
                self._line(number, line)
                number += 1
        return self.transcript.document()

    def _after_front_matter(self) -> int:
        """The first line that is no front matter."""
        if self.original[slice(*self.spans[0])].rstrip() == "---":
            for number in range(1, min(FRONT_LINES, len(self.spans))):
                if self.original[slice(*self.spans[number])].rstrip() in ("---", "..."):
                    return number + 1
        return 0

    def _after_fence(self, number: int, fence: str) -> int:
        """The line after a block of code, which is no prose; one without an end ends with the file."""
        first = number
        for number in range(first + 1, len(self.spans)):
            line = self.original[slice(*self.spans[number])].strip()
            if line.startswith(fence) and not line.strip(fence[0]):
                break
        self.transcript.leave_out("D131", self.transcript.place(*self.spans[first]), number - first + 1)
        return number + 1

    def _is_delimiters(self, number: int) -> bool:
        if number >= len(self.spans):
            return False
        line = self.original[slice(*self.spans[number])]
        return "-" in line and "|" in line and _DELIMITERS.fullmatch(line.strip()) is not None

    def _after_table(self, number: int) -> int:
        """The line after a table: its rows go on while there are bars."""
        self.transcript.open_table()
        row = 0
        while number < len(self.spans) and "|" in self.original[slice(*self.spans[number])]:
            row += 1
            if row != 2:
                for column, (start, end) in enumerate(self._cells(number), 1):
                    self.transcript.open_cell(max(1, row - 1), column)
                    self._inline(start, end)
            number += 1
        self.transcript.close_table()
        return number

    def _cells(self, number: int) -> Iterator[tuple[int, int]]:
        """Where the cells of a row stand, without the blanks around them."""
        start, end = self.spans[number]
        bars = [found.start() for found in _BAR.finditer(self.original, start, end)]
        edges = [start - 1, *bars, end]
        for left, right in pairwise(edges):
            cell = self.original[left + 1 : right]
            outer = left < start or right == end
            if not outer or cell.strip():
                begin = left + 1 + len(cell) - len(cell.lstrip())
                yield begin, begin + len(cell.strip())

    def _line(self, number: int, line: str) -> None:
        if _RULE.match(line) or _DEFINITION.match(line):
            return
        start, end = self.spans[number]
        if quoted := _QUOTED.match(self.original, start, end):
            start = quoted.end()
        if heading := _HEADING.match(self.original, start, end):
            start = heading.end()
            end = start + len(_without_trail(self.original[start:end]))
        if bullet := _BULLET.match(self.original, start, end):
            self.transcript.write(BULLET, *bullet.span(1))
            self.transcript.put(" ")
            start = bullet.end()
        self._inline(start, end)
        self.transcript.put("\n")

    def _inline(self, start: int, end: int) -> None:
        """Take down the text between the comments."""
        for number in range(bisect_left(self.comments, start, key=itemgetter(1)), len(self.comments)):
            first, after = self.comments[number]
            if first >= end:
                break
            self._marked(start, first)
            start = max(start, min(after, end))
        self._marked(start, end)

    def _marked(self, start: int, end: int) -> None:
        """Take down the text between the marks."""
        for mark in _MARK.finditer(self.original, start, end):
            self.transcript.write(self.original[start : mark.start()], start, mark.start())
            start = mark.end()
            match mark.lastgroup:
                case "escaped":
                    self.transcript.write(mark["escaped"], *mark.span("escaped"))
                case "label":
                    self._marked(*mark.span("label"))
                case "br":
                    self.transcript.end_line()
                case "struck":
                    self.transcript.leave_out("D130", self.transcript.place(*mark.span()), len(mark[0]) - 4)
                case "entity":
                    self.transcript.write(unescape(mark[0]), *mark.span())
                case _:
                    pass
        self.transcript.write(self.original[start:end], start, end)


def _without_trail(heading: str) -> str:
    """A heading without the number signs that may close it.

    >>> _without_trail("二、成效 ##"), _without_trail("C#")
    ('二、成效', 'C#')
    """
    text = heading.rstrip()
    bare = text.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else text


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Where comments stand; one without an end is text."""
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end + 3)
