"""The automatic numbers of a Word document: they stand nowhere in its text, and people see them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.model.numerals import write_han
from tracker.readers.markdown import BULLET

LEVELS = 9
LABEL_LIMIT = 60
_CHINESE = frozenset((
    "chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "koreanDigital2",
))  # fmt: skip
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_CLOSED = "、）)．。，：:】〕"


@dataclass(slots=True)
class Level:
    """How one level counts: from which number, in which digits, and what is written around them."""

    start: int = 1
    form: str = "decimal"
    label: str = ""
    joined: bool = False
    style: str = ""


@dataclass(slots=True)
class Series:
    """A series that paragraphs name by its number: the levels it has, and where it begins anew."""

    abstract: str = ""
    overrides: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Reads the numbering part, then counts paragraph by paragraph."""

    def __init__(self) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._series: dict[str, Series] = {}
        self._styles: dict[str, str] = {}
        self._linked: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        self._abstract = ""
        self._level = Level()
        self._at = 0
        self._current: Series | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of the numbering part begins."""
        value = attributes.get("val", "")
        match name:
            case "abstractNum":
                self._abstract, self._current = attributes.get("abstractNumId", ""), None
                self._levels[self._abstract] = {}
            case "styleLink":
                self._styles[value] = self._abstract
            case "numStyleLink":
                self._linked[self._abstract] = value
            case "num":
                self._current = self._series.setdefault(attributes.get("numId", ""), Series())
            case "abstractNumId" if self._current is not None:
                self._current.abstract = value
            case "lvlOverride":
                self._at = number_in(attributes.get("ilvl"))
            case "startOverride" if self._current is not None:
                self._current.starts[self._at] = number_in(value)
            case "lvl":
                self._at, self._level = number_in(attributes.get("ilvl")), Level()
                levels = (
                    self._levels.setdefault(self._abstract, {}) if self._current is None else self._current.overrides
                )
                levels[self._at] = self._level
            case _:
                self._describe(name, value)

    def _describe(self, name: str, value: str) -> None:
        match name:
            case "start":
                self._level.start = number_in(value)
            case "numFmt":
                self._level.form = value
            case "lvlText":
                self._level.label = value[:LABEL_LIMIT]
            case "suff":
                self._level.joined = value == "nothing"
            case "pStyle":
                self._level.style = value
            case _:
                pass

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """The part has no text."""

    def label(self, series_id: str, at: int | None, style: str) -> str:
        """The label of the next paragraph of a series, with the blank after it; "" if it has none.

        Without a level of its own the paragraph has the level that its style belongs to.
        """
        series = self._series.get(series_id)
        if series is None:
            return ""
        abstract = self._styles.get(self._linked.get(series.abstract, ""), series.abstract)
        levels = {**self._levels.get(abstract, {}), **series.overrides}
        if at is None:
            at = next((number for number, level in levels.items() if style and level.style == style), 0)
        if at not in levels or not 0 <= at < LEVELS:
            return ""
        self._count(abstract, series_id, at, {number: level.start for number, level in levels.items()} | series.starts)
        return _written(levels, at, [count or 0 for count in self._counts[abstract]])

    def _count(self, abstract: str, series_id: str, at: int, starts: Mapping[int, int]) -> None:
        """Count one more on a level: those above it are begun, those below it begin anew."""
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        if series_id not in self._begun:
            self._begun.add(series_id)
            for level in self._series[series_id].starts:
                if level < LEVELS:
                    counts[level] = None
        for level in range(at):
            if counts[level] is None:
                counts[level] = starts.get(level, 1)
        now = counts[at]
        counts[at] = starts.get(at, 1) if now is None else now + 1
        counts[at + 1 :] = [None] * (LEVELS - at - 1)


def _written(levels: Mapping[int, Level], at: int, counts: list[int]) -> str:
    level = levels[at]
    if level.form == "bullet":
        return BULLET + " "
    if level.form == "none":
        return ""

    def counted(place: re.Match[str]) -> str:
        number = int(place[1]) - 1
        return count_in(levels.get(number, Level()).form, counts[number])

    label = _PLACE.sub(counted, level.label)
    return label if not label or level.joined or label[-1] in _CLOSED else label + " "


def count_in(form: str, number: int) -> str:
    """A number in the digits of a numbering format.

    >>> count_in("chineseCounting", 12), count_in("upperRoman", 14), count_in("lowerLetter", 28)
    ('十二', 'XIV', 'bb')
    """
    match form:
        case _ if form in _CHINESE:
            return write_han(number)
        case "upperRoman" | "lowerRoman" if 0 < number < 4000:
            roman = _roman(number)
            return roman.upper() if form == "upperRoman" else roman
        case "upperLetter" | "lowerLetter" if 0 < number <= 780:
            letter = chr(ord("A" if form == "upperLetter" else "a") + (number - 1) % 26)
            return letter * ((number - 1) // 26 + 1)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 0 < number <= 20:
            return chr(0x245F + number)
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, digits in _ROMAN:
        written += digits * (number // value)
        number %= value
    return written


def number_in(written: str | None) -> int:
    """The whole number that an attribute holds; 0 if it holds none."""
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 6 else 0
