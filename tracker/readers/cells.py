"""One cell of text into the value that it means, or a refusal that says why not.

Every format is brought to text first, so that `85%` in a spreadsheet, in YAML and in CSV is one and the same.
Empty cells never come here.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from tracker.calendar import parse_day
from tracker.model.achievement import Mode
from tracker.model.numerals import Bound, parse_number, tidy, tidy_unit
from tracker.patterns import pattern
from tracker.values import NamedTuple

ZERO = Decimal(0)
Chosen = TypeVar("Chosen")

CELL_LIMIT = 20_000
"""Characters of the longest text that is kept."""
NUMBER_LIMIT = 64
"""Characters of the longest cell that is tried as a number or a day."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
COMPACT_YEARS = range(1990, 2101)
"""Years in which eight digits without a separator are read as a day."""
SERIAL_DAYS = range(32874, 73416)
"""Excel's numbers for the days of 1990 to 2100 (its day 1 is the first of January 1900)."""

ERRORS = frozenset(("#VALUE!", "#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))
"""What a spreadsheet writes where a formula failed."""
DASHES = frozenset(("-", "--", "—", "——", "–", "―", "－", "/", "／"))
"""What people write in a table where there is nothing to report: an empty number or day, not a zero."""
TOTALS = frozenset(("合计", "总计", "小计", "共计", "合 计", "总 计", "小 计", "total", "subtotal"))
"""A row that adds up others would be counted twice."""

MODES: dict[str, Mode] = {
    **dict.fromkeys(("to_date", "累计", "至今累计", "累计完成", "年初至今"), "to_date"),
    **dict.fromkeys(("increment", "新增", "增量", "本月", "本月新增", "当月", "本期", "本期新增"), "increment"),
    **dict.fromkeys(("point", "时点", "现有", "存量", "期末"), "point"),
}
BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(("exact", "确数", "准确"), "exact"),
    **dict.fromkeys(("at_least", "余", "多", "以上", "及以上", "至少", "不少于", "≥", ">="), "at_least"),
    **dict.fromkeys(("at_most", "以内", "以下", "及以下", "至多", "不超过", "≤", "<="), "at_most"),
    **dict.fromkeys(("approx", "约", "左右", "近", "上下", "约数"), "approx"),
}
FLAGS: dict[str, bool] = {
    **dict.fromkeys(("true", "是", "已核实", "yes", "y", "1", "√", "✓"), True),
    **dict.fromkeys(("false", "否", "待核实", "未核实", "no", "n", "0", "×", "✗"), False),
}


class Refusal(ValueError):
    """A cell cannot be read: the code of a problem and the words for its message."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Figure(NamedTuple):
    """A value as written: exact, with the unit and bound that stand in the same cell.

    `scaled` says that the cell has a 万 or 亿 of its own and no unit behind it.
    """

    value: Decimal
    unit: str = ""
    bound: Bound = "exact"
    scaled: bool = False


_PLAIN = pattern(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_SCALED = pattern(r"[0-9][余多]?[ ]*[百千万亿]|^[〇零一二两三四五六七八九十百千]+[万亿]")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_BREAKS = pattern("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = pattern("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_CLOCK = pattern(r"(?P<day>\S+?)[T ] *[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_COMPACT = pattern(r"([0-9]{4})([0-9]{2})([0-9]{2})")


def read_text(cell: str) -> str:
    """Prose: without blanks at the ends, with plain line breaks.

    >>> read_text(" 主体完工，\\r\\n设备安装中　")
    '主体完工，\\n设备安装中'
    """
    text = cell.strip()
    if len(text) > CELL_LIMIT:
        raise Refusal("A204", found=len(text), limit=CELL_LIMIT)
    if text.isprintable():
        return text
    text = _BREAKS.sub("\n", text)
    if match := _CONTROL.search(text):
        raise Refusal("A205", found=f"U+{ord(match[0]):04X}")
    return text.strip("\ufeff\u200b \n")


def read_name(cell: str) -> str:
    """An id, a unit, a member: prose without invisible characters.

    >>> read_name(" 临淄\\u200b区 ")
    '临淄区'
    """
    text = read_text(cell)
    return text if text.isascii() else text.translate(_INVISIBLE).strip()


def read_subject(cell: str) -> str:
    """What a row speaks of: a name, but not that of a line of totals."""
    text = read_name(cell)
    if text.lower() in TOTALS:
        raise Refusal("A409", found=text)
    return text


def read_unit(cell: str) -> str:
    """A unit of measurement in its standard writing."""
    return tidy_unit(read_name(cell))


def read_figure(cell: str) -> Decimal | Figure | None:
    """A value, with what stands beside it if anything does; None for a dash.

    >>> read_figure("9200余人次")
    Figure(value=Decimal('9200'), unit='人次', bound='at_least', scaled=False)
    """
    if _PLAIN.fullmatch(cell) and len(cell) <= 30:
        return Decimal(cell.rstrip("0").rstrip(".") if "." in cell else cell) or ZERO
    text = _number_text(cell)
    if text in DASHES:
        return None
    try:
        number = parse_number(text)
    except ValueError as error:
        raise _not_a_number(cell, str(error)) from None
    scaled = not number.unit and bool(_SCALED.search(text))
    if not number.unit and not scaled and number.bound == "exact":
        return number.value or ZERO
    return Figure(number.value or ZERO, number.unit, number.bound, scaled)


def read_amount(cell: str) -> Decimal | None:
    """A bare exact number (numerator, denominator); None for a dash.

    >>> read_amount("1.2万")
    Decimal('12000')
    """
    figure = read_figure(cell)
    if isinstance(figure, Figure):
        if figure.unit or figure.bound != "exact":
            raise Refusal("A305", found=cell.strip(), number=figure.value)
        return figure.value
    return figure


def _number_text(cell: str) -> str:
    text = tidy(cell.replace("−", "-"))
    if len(text) > NUMBER_LIMIT:
        raise Refusal("A301", found=text)
    return text


_NUMBER_CODES = {
    "ambiguous": "A302",
    "leading_zero": "A303",
    "sexagesimal": "A303",
    "exponent": "A303",
    "too_long": "A304",
}


def _not_a_number(cell: str, reason: str) -> Refusal:
    text = cell.strip()
    if reason == "not_a_number" and re.fullmatch(r"[0-9.]+ */ *[0-9.]+", text):
        return Refusal("A301", found=text, fraction=text)
    return Refusal(_NUMBER_CODES.get(reason, "A301"), found=text)


def read_day(cell: str) -> date | None:
    """A day; of a month, quarter or year its last day; of a moment its day; None for a dash.

    >>> read_day("2021-06"), read_day("2021年6月30日 17:05"), read_day("20210630")
    (datetime.date(2021, 6, 30), datetime.date(2021, 6, 30), datetime.date(2021, 6, 30))
    """
    text = tidy(cell)
    if text in DASHES:
        return None
    if len(text) > NUMBER_LIMIT:
        raise Refusal("A310", found=text)
    if ":" in text and (match := _CLOCK.fullmatch(text)):
        text = match["day"]
    compact = _COMPACT.fullmatch(text) if len(text) == 8 else None
    if compact and int(compact[1]) in COMPACT_YEARS:
        text = "-".join(compact.groups())
    try:
        day = parse_day(text, last=True)
    except ValueError:
        raise Refusal("A310", found=cell.strip(), meaning=_serial_meaning(text)) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refusal("A311", found=cell.strip(), first=FIRST_DAY.year, last=LAST_DAY.year)
    return day


def _serial_meaning(text: str) -> date | str:
    if text.isascii() and text.isdigit() and int(text) in SERIAL_DAYS:
        return serial_day(int(text))
    return ""


def serial_day(serial: int) -> date:
    """The day that a spreadsheet means by a number (counted from the end of 1899).

    >>> serial_day(44377)
    datetime.date(2021, 6, 30)
    """
    return date(1899, 12, 30) + timedelta(days=serial)


def read_mode(cell: str) -> Mode:
    """`to_date`, `increment` or `point`, or a Chinese word for it."""
    return _listed(MODES, cell, "A320")


def read_bound(cell: str) -> Bound:
    """`exact`, `at_least`, `at_most` or `approx`, or a Chinese word for it."""
    return _listed(BOUNDS, cell, "A321")


def read_flag(cell: str) -> bool:
    """Yes or no."""
    return _listed(FLAGS, cell, "A322")


def _listed(choices: dict[str, Chosen], cell: str, code: str) -> Chosen:
    try:
        return choices[tidy(cell).lower()]
    except KeyError:
        raise Refusal(code, found=cell.strip()) from None
