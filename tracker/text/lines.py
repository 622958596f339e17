"""Hard line breaks: which lines of a text are one sentence that was broken, across blank lines too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"[^\s][^\n]*")
_ENDED = re.compile(r"(?:[。!?:;…][”’\")）』」》]*|[│┃|])$")
_SENTENCE_ENDS = re.compile(r"[。!?;]")
_MARKED = re.compile(
    r"[●○■□◆◇▲△★☆※•·◎►➢—–*#>-]|[①-⑳]|[(][一二三四五六七八九十百\d]{1,4}[)]"
    r"|第?[一二三四五六七八九十百]{1,4}(?:[、.,:]|[是要][^\n])|第[一二三四五六七八九十百\d]{1,4}[章节条项]|\d{1,3}[.、)](?!\d)"
)
_ONLY_MARK = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}(?:是|要|,|、)?|[(][一二三四五六七八九十\d]{1,3}[)])$")
_TAIL_OF_A_CLAUSE = re.compile(r"[\u4e00-\u9fff]{1,2}[、,。;]")
_OPEN_END = re.compile(r"[《“‘「『(、,]$")
_CLOSED_START = re.compile(r"[》”’」』),。;、]")
_FRESH_START = re.compile(r"(?:(?:19|20)\d\d年|今年|去年|近年|目前|同时|此外)[^,。]{0,8},")
_LATIN = re.compile(r"[A-Za-z]")
UNIT_STARTS = "年月日个家名处项人万亿%元张份支场件例所户套亩吨座条台辆余多"
TITLE_LENGTH = 30


class Join(NamedTuple):
    """Two lines that are one: the text between `start` and `end` is taken out; `doubtful` if it may be two columns."""

    start: int
    end: int
    after: str
    doubtful: bool
    in_number: bool


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    indented: bool
    opens: bool
    """Nothing was joined in front of it."""


def joins(text: str) -> Iterator[Join]:
    """The line breaks of `text` that stand inside a sentence.

    Source: measured on the line boundaries of five published documents. A line without an end that holds a comma, or
    before the last characters of a clause, goes on; nothing goes on at a bullet or a number. Where the two characters
    at the seam stand together nowhere else in the text and the line does not end in a digit or comma, it is doubtful.
    """
    before: _Line | None = None
    for match in _LINE.finditer(text):
        start, words = match.start(), match[0].rstrip()
        line = _Line(start, start + len(words), words, text[max(0, start - 2) : start] in ("  ", "\n\t", "\t"), True)
        if before and _goes_on(before, line) and (join := _join(before, line, text)):
            yield join
            line = line._replace(opens=False)
        before = line


def _goes_on(before: _Line, line: _Line) -> bool:
    first, second = before.text, line.text
    if _ENDED.search(first) or _MARKED.match(second):
        return False
    if _OPEN_END.search(first) or _CLOSED_START.match(second) or _ONLY_MARK.match(first):
        return True
    if first[-1].isdigit():
        return second[0] in UNIT_STARTS or ("," in first and not line.indented)
    if line.indented or _FRESH_START.match(second) or (_MARKED.match(first) and not _SENTENCE_ENDS.search(first)):
        return False
    return "," in first or _TAIL_OF_A_CLAUSE.match(second) is not None


def _join(before: _Line, line: _Line, text: str) -> Join | None:
    last, first = before.text[-1], line.text[0]
    seam = last.isdigit() or _OPEN_END.search(last) or _CLOSED_START.match(first) or _ONLY_MARK.match(before.text)
    doubtful = not seam and last + first not in text
    if doubtful and before.opens and len(before.text) <= TITLE_LENGTH and not _TAIL_OF_A_CLAUSE.match(line.text):
        return None  # a title with a comma in it
    after = " " if _LATIN.match(last) and _LATIN.match(first) else ""
    return Join(before.end, line.start, after, doubtful, last.isdigit() and first.isdigit())
