"""Text in terminal cells: measuring, wrapping, padding, and symbols that the terminal can show."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from tracker import words
from tracker.values import NamedTuple, frozen, made

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.segment import Segment

Style = Literal["", "bold", "dim", "red", "bold red", "green", "yellow", "cyan"]


class Span(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: Style = ""


Line = Sequence[Span]
"""One line of a page, without its end."""


def plain(line: Line) -> str:
    """The text of a line, without styles and without spaces at its end."""
    return "".join(span.text for span in line).rstrip()


SYMBOLS: dict[str, tuple[str, str, str]] = {
    "achieved": ("✓", "√", "v"),
    "achieved_late": ("✓", "√", "v"),
    "missed": ("✗", "×", "x"),
    "far_behind": ("▼", "▼", "!"),
    "behind": ("▽", "▽", "!"),
    "ahead": ("▲", "▲", "^"),
    "on_track": ("●", "●", "="),
    "in_progress": ("◐", "◎", "~"),
    "pending": ("○", "○", "."),
    "no_data": ("?", "?", "?"),
    "undetermined": ("?", "?", "?"),
    "withdrawn": ("-", "-", "-"),
    "full": ("█", "█", "#"),
    "empty": ("░", "·", "-"),
    "mark": ("┃", "┃", "|"),
    "rule": ("─", "─", "-"),
    "branch": ("└", "└", "`"),
    "counted": ("✓", "√", "+"),
    "listed": ("·", "·", "-"),
    "at_least": ("≥", "≥", ">="),
    "more_than": (">", ">", ">"),
    "at_most": ("≤", "≤", "<="),
    "less_than": ("<", "<", "<"),
    "between": ("", "", ""),
    "equals": ("", "", ""),
    "dot": ("·", "·", "|"),
    "open": ("【", "【", "["),
    "close": ("】", "】", "]"),
}
"""Each symbol as UTF-8 shows it, as GBK can write it, and in ASCII."""


@frozen
class Canvas:
    """What is drawn on: how many cells are wide (None: as many as it takes), and which characters can be shown.

    `wide` counts characters of ambiguous width as two cells, as terminals set up for Chinese may do.
    """

    width: int | None = None
    encoding: str = "utf-8"
    ascii: bool = False
    wide: bool = False
    lang: str = "zh"

    def symbol(self, name: str) -> str:
        """The symbol as this canvas can show it."""
        return _symbol(name, self.encoding, self.ascii or (self.wide and name in _DRAWN))

    @property
    def measure(self) -> Callable[[str], int]:
        """What says how many cells a text takes here."""
        return _wide_cells if self.wide else words.cell_width

    def cells(self, text: str) -> int:
        """How many cells a text takes here."""
        return self.measure(text)

    def say(self, key: str, /, **params: object) -> str:
        """A phrase in the language of this canvas."""
        return words.say(key, self.lang, **params)

    def pad(self, text: str, width: int, *, right: bool = False) -> str:
        """A text filled with spaces to `width` cells."""
        room = " " * max(0, width - self.cells(text))
        return room + text if right else text + room

    def wrap(self, text: str, width: int | None) -> list[str]:
        """A text on lines of at most `width` cells; words stay whole where they fit, nothing is lost."""
        if width is None or self.cells(text) <= width:
            return [text]
        return _wrap(self, text, max(2, width))


_DRAWN = frozenset({"full", "empty", "mark", "rule"})
"""Bars and rules are built from many characters: on a wide canvas from ASCII, to keep their resolution."""


@lru_cache(maxsize=256)
def _symbol(name: str, encoding: str, ascii_only: bool) -> str:
    candidates = SYMBOLS[name]
    if ascii_only:
        return candidates[2]
    for candidate in candidates:
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return candidates[2]


@lru_cache(maxsize=16384)
def _wide_cells(text: str) -> int:
    if text.isascii():
        return len(text)
    return words.cell_width(text) + sum(unicodedata.east_asian_width(char) == "A" for char in text)


_SELECTORS = frozenset("\ufe0e\ufe0f")
"""What asks for a picture instead of a character: terminals disagree about its width."""


@lru_cache(maxsize=16384)
def visible(text: str) -> str:
    """A text from outside on one line: what a terminal would obey, or what hides other text, is written out.

    >>> print(visible("引进\\x1b[31m人才\\u202e"))
    引进\\x1b[31m人才\\u202e
    """
    if text.isprintable() and not _SELECTORS.intersection(text):
        return text
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char in "\t\n\r\v\f\x85\u2028\u2029" or unicodedata.category(char) == "Zs":
        return " "
    if char in _SELECTORS:
        return ""
    if unicodedata.category(char) in ("Cc", "Cf", "Cs"):
        code = ord(char)
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    return char


_NOT_FIRST = frozenset("，。、；：？！）》”’】」』,.;:?!)]}%‰℃")
_NOT_LAST = frozenset("（《“‘【「『([{")


def _units(text: str) -> Iterator[str]:
    """What must not be parted: Latin words and numbers, a mark with what it closes, a bracket with what it opens."""
    unit = ""
    for char in text:
        joined = unit and (
            char in _NOT_FIRST
            or unit[-1] in _NOT_LAST
            or unicodedata.combining(char)
            or (char != " " and _latin(char) and _latin(unit[-1]))
        )
        if joined:
            unit += char
        else:
            if unit:
                yield unit
            unit = char
    if unit:
        yield unit


def _latin(char: str) -> bool:
    return char != " " and unicodedata.east_asian_width(char) not in "WF"


def _wrap(canvas: Canvas, text: str, width: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for unit in _units(text):
        cells = canvas.cells(unit)
        if used and used + cells > width:
            lines.append(line.rstrip())
            line, used = "", 0
            unit = unit.lstrip()
            cells = canvas.cells(unit)
        while cells > width:
            head = _head(canvas, unit, width)
            lines.append(head)
            unit = unit[len(head) :]
            cells = canvas.cells(unit)
        line += unit
        used += cells
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _head(canvas: Canvas, text: str, width: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += canvas.cells(char)
        if used > width and index:
            return text[:index]
    return text


def wrapped(canvas: Canvas, text: str, *, style: Style = "", indent: int = 0, hanging: int | None = None) -> list[Line]:
    """A paragraph as lines: the first indented by `indent` cells, the others by `hanging`."""
    hanging = indent if hanging is None else hanging
    room = None if canvas.width is None else max(8, canvas.width - max(indent, hanging))
    pieces = canvas.wrap(text, room)
    return [(Span(" " * (hanging if n else indent)), Span(piece, style)) for n, piece in enumerate(pieces)]


@frozen
class Page:
    """Lines to be drawn on a canvas: printed by rich in a terminal or notebook, or taken as plain text."""

    build: Callable[[Canvas], Iterable[Line]]
    canvas: Canvas = made(default_factory=Canvas)

    def lines(self) -> Iterable[Line]:
        """The lines as drawn on the page's own canvas."""
        return self.build(self.canvas)

    def text(self) -> str:
        """The page as plain text, each line with its end."""
        return "".join(f"{plain(line)}\n" for line in self.lines())

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        from dataclasses import replace

        from rich.segment import Segment
        from rich.style import Style as RichStyle

        canvas = self.canvas
        if canvas.width is None:
            canvas = replace(canvas, width=options.max_width)
        end = Segment.line()
        for line in self.build(canvas):
            for text, style in line:
                yield Segment(text, RichStyle.parse(style) if style else None)
            yield end
