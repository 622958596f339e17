"""Sentences and clauses: by punctuation outside quotes and brackets, whose depth starts afresh at every line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.text.repair import Repaired

HEADING_LENGTH = 45
CELLS = 4
"""So many short lines one under the other are a table."""
PAIR_LENGTH = 600
"""A quotation mark whose partner is farther away than this was never closed."""
_LINE = re.compile(r"\S[^\n]*")
_OPENING = dict(zip("“‘「『(《[【", "”’」』)》]】", strict=True))
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_SENTENCE_MARKS = re.compile(r"[。!?]+[”’」』\")]*|[“‘「『(《\[【”’」』)》\]】]")
_CLAUSE_MARKS = re.compile(r",(?!\d)|,(?<!\d,)|;|[“‘「『(《\[【”’」』)》\]】]")
_SPACE = re.compile(r"\s*")
_NOT_ENDED = re.compile(r"[,、;的等是]")
_ENDED = re.compile(r"[。!?;:,、][”’\")]*$")
_CHINESE_NUMBER = re.compile(r"第?[一二三四五六七八九十百]{1,4}[、章节条 ]|[(][一二三四五六七八九十百]{1,4}[)]")
_BULLET = re.compile(r"[●○■□◆◇▲△★☆※•·◎►➢*-]|[①-⑳]|\d{1,3}[.、)](?!\d)|[(]\d{1,3}[)]|\|")


class Sentence(NamedTuple):
    """`text` stands from `start` to `end` of the repaired text; a heading is a line of its own without a verb's end."""

    start: int
    end: int
    text: str
    heading: bool = False


class Clause(NamedTuple):
    """A stretch of a sentence between commas or semicolons; places are those within the text that was split."""

    start: int
    end: int
    text: str


def sentences(repaired: Repaired) -> Sequence[Sentence]:
    """The sentences of a text in order; blank space between them belongs to none.

    >>> from tracker.text.repair import repair
    >>> [one.text for one in sentences(repair("一、情况\\n建成“示范。村”3个。完成率达85.71%。1-7岁接种率98%。"))]
    ['一、情况', '建成“示范。村”3个。', '完成率达85.71%。', '1-7岁接种率98%。']
    """
    found: list[Sentence] = []
    for line in _LINE.finditer(repaired.text):
        words = line[0].rstrip()
        parts = [*_sentences_of(words)]
        for start, end in parts:
            text = words[start:end]
            alone = end == len(words) and (start == 0 or is_numbered(text))
            found.append(Sentence(line.start() + start, line.start() + end, text, alone and is_heading(text)))
    return _without_cells(found)


def _without_cells(found: list[Sentence]) -> Sequence[Sentence]:
    """Short lines in a row, one under the other, are cells of a table and head nothing, unless they begin the text."""
    place = next((place for place, one in enumerate(found) if not one.heading), len(found))
    while place < len(found):
        last = place
        while (
            last < len(found)
            and _is_cell(found[last])
            and (last == place or found[last].start == found[last - 1].end + 1)
        ):
            last += 1
        if last - place >= CELLS:
            found[place:last] = [one._replace(heading=False) for one in found[place:last]]
        place = max(last, place + 1)
    return found


def _is_cell(one: Sentence) -> bool:
    return one.heading and not is_numbered(one.text)


def is_heading(line: str) -> bool:
    """Whether a line of one sentence is a heading: numbered in Chinese, or short and without an end.

    >>> is_heading("(三)提升服务能力,推进高质量发展。"), is_heading("2020年"), is_heading("●建成示范点50家")
    (True, True, False)
    """
    if len(line) > HEADING_LENGTH or _BULLET.match(line):
        return False
    return is_numbered(line) or (_ENDED.search(line) is None and ":" not in line)


def is_numbered(line: str) -> bool:
    """Whether a line begins with a number in Chinese: 一、 or （一）."""
    return _CHINESE_NUMBER.match(line) is not None


def clauses(text: str) -> Sequence[Clause]:
    """The clauses of a sentence: parted at commas and semicolons, never at 、, nor inside quotes, brackets, numbers.

    >>> [one.text for one in clauses("投入1,200万元(含设备、人员),新建3所;“两癌,两筛”覆盖90%。")]
    ['投入1,200万元(含设备、人员)', '新建3所', '“两癌,两筛”覆盖90%。']
    """
    cuts = [*_cuts(text, _CLAUSE_MARKS)]
    found, start = [], 0
    for end, next_start in (*cuts, (len(text), len(text))):
        if words := text[start:end].strip():
            first = text.index(words, start)
            found.append(Clause(first, first + len(words), words))
        start = next_start
    return found


def _sentences_of(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for _, cut in _cuts(line, _SENTENCE_MARKS):
        yield start, cut
        start = _SPACE.match(line, cut).end()  # type: ignore[union-attr]  # it matches nothing too
    if start < len(line):
        yield start, len(line)


def _cuts(text: str, marks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where `text` is parted: each mark that stands outside every pair of quotes and brackets."""
    open_pairs: list[str] = []
    for match in marks.finditer(text):
        mark = match[0]
        if mark in _OPENING:
            if text.find(_OPENING[mark], match.end(), match.end() + PAIR_LENGTH) >= 0:
                open_pairs.append(mark)
        elif mark in _CLOSING:
            if _CLOSING[mark] in open_pairs:
                del open_pairs[open_pairs.index(_CLOSING[mark]) :]
        else:
            for closing in mark:
                if open_pairs and _CLOSING.get(closing) == open_pairs[-1]:
                    open_pairs.pop()
            if not open_pairs and not (mark[-1] in _CLOSING and _NOT_ENDED.match(text, match.end())):
                yield match.start(), match.end()
