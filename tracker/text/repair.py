"""A text as it should have been: what scrapers, converters and columns did to it mended, each repair recorded.

The order matters: pinyin in brackets is recognised by its tone marks before anything is converted, digits are joined
after they have their ordinary width, lines are joined last.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from tracker.model.statement import Repair, Span
from tracker.text.characters import WIDE, half_width, simplified
from tracker.text.lines import UNIT_STARTS, joins
from tracker.text.offsets import UNCHANGED, Edit, Pass, rewrite

_HAN = "\u3400-\u9fff"
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_PINYIN = re.compile(rf"[(（](?<=[{_HAN}][(（])(?=[^)）]{{0,6}}[{_TONES}])[a-zü{_TONES}]{{1,7}}[)）]")
_PAGE_NUMBER = re.compile(
    r"(?m)^[ \t\u3000]*(?:[-—–－]{1,2}\s?\d{1,4}\s?[-—–－]{1,2}|第\s?\d{1,4}\s?页(?:[,，/\s]?共\s?\d{1,4}\s?页)?)"
    r"[ \t\r]*$"
)
_COMMAS = re.compile("[,，]{2,}|[,，](?=[、。；;])")
_BOLD = re.compile(r"(?<!\*)(\*\*)(?=[^*\s])[^*\n]*?(?<=[^*\s])(\*\*)(?!\*)")
_DAMAGED = re.compile(
    rf"(?<=[{_HAN})）,，;；、])(?<![吗嗎呢么麼吧啊谁誰几幾何少])\?+(?=[^\s”’\"』」》?])"
    rf"|[\ufffd\ue000-\uf8ff\ud800-\udfff]+|(?<=[{_HAN}])[⒈-⒛](?=[{_HAN}])"
)
_DOUBTFUL = re.compile("[?\ufffd\ue000-\uf8ff\ud800-\udfff⒈-⒛]")
_SPLIT_DIGITS = re.compile(r"[.](?<=\d[.])\d+( )\d+(?=[ ]?[万亿%])")
_SPACED_DIGITS = re.compile(rf"[ ](?<=\d[ ])(?=[{UNIT_STARTS}])")
_MIDDLE_DOT = re.compile(
    r"[·•・](?<=\d[·•・])(?=\d+[ ]?(?:[%‰万亿倍元个吨米亩斤人]|公[里斤顷]|平方|立方|千瓦))(?<![“‘\"]\d[·•・])"
)
_LETTER_DIGIT = re.compile(r"[lI](?<=\d[lI])(?=\d*[万亿%])|[OoＯ](?<=\d[OoＯ])(?=\d*[万亿%])")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text that was mended: `text` is what is read, `raw` the file's own.

    `warnings` holds "traditional_unread" where the converter of Traditional characters is not installed.
    """

    raw: str
    text: str
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[str, ...] = ()
    passes: tuple[Pass, ...] = ()
    marks: tuple[tuple[int, int, str], ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The stretch of the file's own text that `text[start:end]` came from."""
        for done in reversed(self.passes):
            start, end = done.back(start, end)
        return Span(start, end)

    def flags(self, start: int, end: int) -> tuple[str, ...]:
        """Why `text[start:end]` should be looked at: damaged_text, layout_suspect, split_digits."""
        if not self.marks:
            return ()
        first, last = self.span(start, end)
        begun = self.marks[bisect_right(self.marks, first, key=_end) : bisect_left(self.marks, last, key=_start)]
        return tuple(dict.fromkeys(kind for _, _, kind in begun))


_start, _end = itemgetter(0), itemgetter(1)


def repair(text: str) -> Repaired:
    """`text` mended; never fails, whatever the text.

    >>> done = repair("建成養(yǎng)老服務(wù)中心３４\\n\\n處。")
    >>> done.text, done.raw[slice(*done.span(8, 11))]
    ('建成养老服务中心34处。', '３４\\n\\n處')
    """
    stripped, first = rewrite(text, taken := _taken_out(text))
    damaged = [match.span() for match in _DAMAGED.finditer(stripped)] if _DOUBTFUL.search(stripped) else []
    kept = _DAMAGED.sub(lambda match: "\ufffd" * len(match[0]), stripped) if damaged else stripped
    widened = half_width(kept)
    converted, known = simplified(widened)
    mended, second = rewrite(converted, closed := _closed_up(converted))
    later = [Edit("damaged", start, end, kept[start:end]) for start, end in damaged]
    later += [Edit("full_width", *one.span(), widened[one.start() : one.end()]) for one in WIDE.finditer(kept)]
    repairs = [Repair(kind, start, end, text[start:end], after) for kind, start, end, after in taken if kind]
    repairs += _told(text, first, (*later, *_differences(widened, converted), *closed))
    repairs.sort(key=itemgetter(1, 2))
    return Repaired(
        raw=text,
        text=mended,
        repairs=tuple(repairs),
        warnings=() if known else ("traditional_unread",),
        passes=tuple(done for done in (first, second) if done is not UNCHANGED),
        marks=tuple((one.start, one.end, flag) for one in repairs if (flag := _FLAGS.get(one.kind))),
    )


_FLAGS = {"damaged": "damaged_text", "doubtful_line_break": "layout_suspect", "split_digits": "split_digits"}


def _taken_out(text: str) -> list[Edit]:
    """What is taken out of the text as it came, in order."""
    edits = [Edit("invisible", *match.span(), "") for match in _INVISIBLE.finditer(text)]
    edits += [Edit("", *match.span(), "\n") for match in _LINE_ENDS.finditer(text)]
    edits += [Edit("pinyin", *match.span(), "") for match in _PINYIN.finditer(text)]
    edits += [Edit("page_number", *match.span(), "") for match in _PAGE_NUMBER.finditer(text)]
    edits += [Edit("doubled_comma", *match.span(), match[0][1:2]) for match in _COMMAS.finditer(text)]
    if "**" in text:
        edits += [Edit("bold", *match.span(side), "") for match in _BOLD.finditer(text) for side in (1, 2)]
    return _apart(edits)


def _closed_up(text: str) -> list[Edit]:
    """Digits and lines that belong together, and the signs that stand for a point or a digit."""
    edits = [Edit("split_digits", *match.span(1), "") for match in _SPLIT_DIGITS.finditer(text)]
    edits += [Edit("spaced_digits", *match.span(), "") for match in _SPACED_DIGITS.finditer(text)]
    edits += [Edit("middle_dot", *match.span(), ".") for match in _MIDDLE_DOT.finditer(text)]
    edits += [
        Edit("letter_digit", *match.span(), "0" if match[0] in "Oo" else "1") for match in _LETTER_DIGIT.finditer(text)
    ]
    for join in joins(text):
        kind = "split_digits" if join.in_number else "doubtful_line_break" if join.doubtful else "line_break"
        edits.append(Edit(kind, join.start, join.end, join.after))
    return _apart(edits)


def _apart(edits: list[Edit]) -> list[Edit]:
    """In order; of two that overlap the first."""
    edits.sort(key=lambda edit: edit.start)
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _differences(before: str, after: str) -> Iterator[Edit]:
    """Where Traditional characters became Simplified, a run of them at a time."""
    start = 0
    if before == after:
        return
    for old, new in zip(before.split("\n"), after.split("\n"), strict=True):
        if old != new:
            changed = [place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
            for first, last in _runs(changed):
                yield Edit("simplified", start + first, start + last, new[first:last])
        start += len(old) + 1


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Places in a row as one stretch each."""
    first = last = places[0]
    for place in places[1:]:
        if place != last + 1:
            yield first, last + 1
            first = place
        last = place
    yield first, last + 1


def _told(text: str, way: Pass, edits: Iterable[Edit]) -> Iterator[Repair]:
    """Edits of a later pass as repairs of the file's own text."""
    for kind, start, end, after in edits:
        span = way.back(start, end)
        yield Repair(kind, span.start, span.end, text[span.start : span.end], after)
