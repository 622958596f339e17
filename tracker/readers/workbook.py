"""An xlsx workbook as plain cells: the only module that knows openpyxl, behind the guard against bombs.

openpyxl finds the sheets, their texts and number formats. The cells are streamed from the sheet's own XML, because
openpyxl shows either a formula or its result, gives up its merged ranges only with the whole sheet in memory, and
fills every gap up to a stray cell in the last column of the last row.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Context, Decimal, InvalidOperation
from io import BytesIO
from typing import IO, TYPE_CHECKING, Literal, NamedTuple
from xml.etree.ElementTree import Element, iterparse

from tracker.readers.zipguard import Objection, objection

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook  # type: ignore[import-untyped]

Kind = Literal["text", "number", "percent", "day", "flag", "error", "uncalculated"]

AS_SHOWN = Context(prec=15)
"""Excel's own precision: 0.1 + 0.2 is stored with seventeen digits and shown as 0.3."""
SERIALS = range(1, 2_958_466)
CHINESE_DATE_FORMATS = frozenset((*range(27, 37), *range(50, 59)))
"""Built-in formats such as 2021年6月30日, which openpyxl does not list."""
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, SyntaxError, OSError, EOFError, RuntimeError,
    ValueError, TypeError, AttributeError, LookupError, ArithmeticError,
)  # fmt: skip
"""What openpyxl raises from the depths of a broken part: it has no error of its own for that."""


class Cell(NamedTuple):
    """A cell with something in it; a percentage is in per cent, an error is its own text."""

    kind: Kind
    value: str | Decimal | date | bool


@dataclass(slots=True)
class Sheet:
    """A sheet: row number → column number → cell (both from 1), and merged ranges (top, left, bottom, right)."""

    name: str
    hidden: bool
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def read_sheets(raw: bytes) -> list[Sheet] | Objection:
    """The sheets of a workbook, or why it is not read.

    >>> read_sheets(b"PK").code
    'A121'
    """
    refused = objection(raw)
    if refused is not None:
        return refused
    try:
        from openpyxl import load_workbook  # type: ignore[import-untyped]
    except ImportError:
        return Objection("A120", {"command": 'pip install "target-tracker[office]"'})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what openpyxl would lose on saving: nothing is saved here
        try:
            book = load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
            return list(_sheets(book))
        except UNREADABLE:
            return Objection("A121", {})


def _sheets(book: Workbook) -> Iterator[Sheet]:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904  # type: ignore[import-untyped]

    reader = _CellReader(_style_kinds(book), book.epoch == CALENDAR_MAC_1904)
    for sheet in book.worksheets:
        read = Sheet(sheet.title, sheet.sheet_state != "visible")
        with book._archive.open(sheet._worksheet_path) as stream:
            reader.read(stream, sheet._shared_strings, read)
        yield read
    book.close()


def _style_kinds(book: Workbook) -> list[Kind]:
    """What a number is, by the style of its cell."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format  # type: ignore[import-untyped]

    kinds: list[Kind] = []
    for style in book._cell_styles:
        number = style.numFmtId
        code = BUILTIN_FORMATS.get(number, "") if number < 164 else book._number_formats[number - 164]
        if number in CHINESE_DATE_FORMATS or is_date_format(code):
            kinds.append("day")
        else:
            kinds.append("percent" if "%" in _LITERAL.sub("", code) else "number")
    return kinds


_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
"""What a number format only writes, pads or skips."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class _CellReader:
    """The cells of a sheet's XML, one row in memory at a time."""

    def __init__(self, kinds: list[Kind], from_1904: bool) -> None:
        self.kinds = kinds
        self.day_zero = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)

    def read(self, stream: IO[bytes], texts: list[str], sheet: Sheet) -> None:
        """Fill `sheet`."""
        number = 0
        for _, element in iterparse(stream):
            tag = element.tag.rpartition("}")[2]
            if tag == "row":
                number = int(element.get("r") or number + 1)
                row = self._row(element, texts)
                if row:
                    sheet.rows.setdefault(number, {}).update(row)
                element.clear()
            elif tag == "mergeCell":
                ends = _REFERENCE.findall(element.get("ref", ""))
                if len(ends) == 2:
                    (left, top), (right, bottom) = ends
                    sheet.merged.append((int(top), column_number(left), int(bottom), column_number(right)))

    def _row(self, element: Element, texts: list[str]) -> dict[int, Cell]:
        row: dict[int, Cell] = {}
        column = 0
        for one in element:
            reference = one.get("r")
            column = column_number(reference.rstrip("0123456789")) if reference else column + 1
            cell = self._cell(one, texts)
            if cell is not None:
                row[column] = cell
        return row

    def _cell(self, element: Element, texts: list[str]) -> Cell | None:
        kind, written, formula = element.get("t", "n"), "", False
        for part in element:
            tag = part.tag.rpartition("}")[2]
            if tag == "v":
                written = part.text or ""
            elif tag == "f":
                formula = True
            elif tag == "is":
                written = "".join(_inline(part))
        if not written:
            return Cell("uncalculated", "") if formula and kind != "str" else None
        if kind == "n":
            return self._number(written, int(element.get("s", 0)))
        if kind == "s":
            written = texts[int(written)]
        elif kind == "b":
            return Cell("flag", written == "1")
        elif kind == "e":
            return Cell("error", written)
        elif kind == "d":
            return Cell("day", date.fromisoformat(written[:10]))
        text = written.replace("_x000D_", "\r")
        return Cell("text", text) if text.strip() else None

    def _number(self, written: str, style: int) -> Cell:
        try:
            value = Decimal(written)
        except InvalidOperation:
            raise ValueError(written) from None
        if not value.is_finite() or abs(value.adjusted()) > 300:
            return Cell("error", written[:20])
        kind = self.kinds[style] if style < len(self.kinds) else "number"
        if kind == "day" and int(value) in SERIALS:
            return Cell("day", self.day_zero + timedelta(days=int(value)))
        if not written.lstrip("-").isdigit():
            value = AS_SHOWN.plus(value)
        if kind == "percent":
            return Cell("percent", value.scaleb(2))
        return Cell("number", value)


def _inline(element: Element) -> Iterator[str]:
    """The text of runs, without the phonetic ones."""
    for part in element:
        tag = part.tag.rpartition("}")[2]
        if tag == "t":
            yield part.text or ""
        elif tag == "r":
            yield from _inline(part)


def column_number(letters: str) -> int:
    """The number of a column from its letters.

    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    if not 0 < number <= 16_384:
        raise ValueError(letters)
    return number


def column_letters(number: int) -> str:
    """The letters of a column from its number.

    >>> column_letters(28)
    'AB'
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
