"""Hard line breaks: which lines of a text are one sentence that was broken, across blank lines too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_LINE = re.compile(r"[^\s][^\n]*")
_ENDED = re.compile(r"(?:[。!?:;…][”’\")）』」》]*|[│┃|])$")
_SENTENCE_ENDS = re.compile(r"[。!?;]")
_MARKED = re.compile(
    r"[●○■□◆◇▲△★☆※•·◎►➢—–*#>-]|[①-⑳]|[(][一二三四五六七八九十百\d]{1,4}[)]"
    r"|第?[一二三四五六七八九十百]{1,4}(?:[、.,:]|[是要][^\n])|第[一二三四五六七八九十百\d]{1,4}[章节条项]|\d{1,3}[.、)](?!\d)"
)
_ONLY_MARK = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}[是要,、]|[(][一二三四五六七八九十\d]{1,3}[)])$")
_TAIL_OF_A_CLAUSE = re.compile(r"[\u4e00-\u9fff]{1,2}[、,。;]")
_OPEN_END = re.compile(r"[《“‘「『(、,的和与及在对为将把向]$")
_CLOSED_START = re.compile(r"[》”’」』),。;、]")
_FRESH_START = re.compile(
    r"(?:(?:19|20)\d\d ?年|今年|去年|近[年日期]|目前|当前|同时|此外|另外|因此|首先|其次|最后|总之|随后)[^,。]{0,8},"
)
_NO_TITLE = re.compile(rf"^{_FRESH_START.pattern}|\d")
_LATIN = re.compile(r"[A-Za-z]")
UNIT_STARTS = "年月日个家名处项人万亿%元张份支场件例所户套亩吨座条台辆余多"
TITLE_LENGTH = 40
NARROW, WIDE = 16, 120
"""Of how few and how many characters the longest line of a column may be."""
RAGGED, FULL_LINES = 6, 5
"""How many half characters a full line may be short of the column, and how many full lines make one."""
NEAR = 10_000
"""How far around a seam its two characters are looked for."""


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
    In a text set in a column every line that fills the column goes on.
    """
    before: _Line | None = None
    column = _column(text)
    for match in _LINE.finditer(text):
        start, words = match.start(), match[0].rstrip()
        line = _Line(start, start + len(words), words, text[max(0, start - 2) : start] in ("  ", "\n\t", "\t"), True)
        if before and (seam := _seam(before, line, text, column)):
            last, first = before.text[-1], words[0]
            after = " " if _LATIN.match(last) and _LATIN.match(first) else ""
            yield Join(before.end, start, after, seam == "doubtful", last.isdigit() and first.isdigit())
            line = line._replace(opens=False)
        before = line


def _seam(before: _Line, line: _Line, text: str, column: int) -> Literal["sure", "doubtful"] | None:
    """Whether a line goes on in the next one."""
    first, second = before.text, line.text
    if _ENDED.search(first) or _MARKED.match(second):
        return None
    if _OPEN_END.search(first) or _CLOSED_START.match(second) or _ONLY_MARK.match(first):
        return "sure"
    if first[-1].isdigit() and second[0] in UNIT_STARTS:
        return "sure"
    if line.indented:
        return None
    if (column and _width(first) >= column - RAGGED) or (first[-1].isdigit() and "," in first):
        return "sure"
    if _FRESH_START.match(second) or (_MARKED.match(first) and not _SENTENCE_ENDS.search(first)):
        return None
    tail = _TAIL_OF_A_CLAUSE.match(second) is not None
    if not tail and "," not in first:
        return None
    if text.find(first[-1] + second[0], max(0, before.end - NEAR), before.end + NEAR) >= 0:
        return "sure"
    a_title = before.opens and len(first) <= TITLE_LENGTH and not tail and not _NO_TITLE.search(first)
    return None if a_title else "doubtful"


def _column(text: str) -> int:
    """How wide the column is that a text was set in, in half characters; 0 where lines are paragraphs.

    A column has no longer line; a good part of its lines without an end fill it; the last lines of its paragraphs do
    not, and have an end, where those of a list or of a table have none.
    """
    lines = [line.strip() for line in text.split("\n")]
    longest = max(map(len, lines), default=0)
    if not NARROW <= longest <= WIDE:
        return 0
    widest = max(map(_width, lines))
    full = [line for line in lines if _width(line) >= widest - RAGGED]
    short = [line for line in lines if line and _width(line) < widest - RAGGED]
    running = sum(_ENDED.search(line) is None for line in full)
    lasts = sum(_ENDED.search(line) is not None for line in short)
    heads = sum(3 * _width(line) >= widest for line in short) - lasts
    return widest if running >= max(FULL_LINES, (running + heads) // 3) and 2 * lasts >= max(1, heads) else 0


def _width(line: str) -> int:
    return len(line.encode("gbk", "replace"))
