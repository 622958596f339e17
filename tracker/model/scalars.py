"""What one value of a plan file may be: a text, a name, a number, a day, a choice, each with its own refusal.

Every reader takes what YAML gives (text) or what Python gives, and raises a `PydanticCustomError` whose type is
the code of a problem; its context fills the message. `inside` in the context lists the refusals of parts: (key or
index, code, context).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, LiteralString, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from tracker.calendar import Period, parse_day, parse_period
from tracker.model.names import CHOICES
from tracker.model.numerals import Number, parse_number, tidy, tidy_unit

T = TypeVar("T")
V = TypeVar("V")
TEXT_LIMIT = 2000
NAME_LIMIT = 200
FIGURE_LIMIT = 80
"""Characters: no number or day is longer; what is, is refused before any pattern looks at it."""
YEARS = range(1900, 2201)


@dataclass(frozen=True, slots=True, eq=False)
class Reads:
    """How a field is read, and what an editor may offer for it."""

    read: Callable[[Any], object]
    schema: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read, serialization=_AS_WRITTEN)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.schema)


def _written(value: object) -> object:
    return value if isinstance(value, (bool, int, list, tuple, type(None))) else str(value)


_AS_WRITTEN = core_schema.plain_serializer_function_ser_schema(_written, when_used="json")


def refuse(code: LiteralString, /, **context: object) -> PydanticCustomError:
    """The error that becomes the problem `code`."""
    return PydanticCustomError(code, "see the problem of this code", context)


def _line(value: object, limit: int) -> str:
    if value is None:
        raise refuse("T104")
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        value = str(_small(value))
    if not isinstance(value, str):
        raise refuse("T103")
    text = value.strip()
    if not text.isprintable():
        text = " ".join(text.split())
        if not text.isprintable():
            hidden = next(char for char in text if not char.isprintable())
            raise refuse("T128", found=f"U+{ord(hidden):04X}")
    if not text:
        raise refuse("T104")
    if len(text) > limit:
        raise refuse("T129", found=len(text), limit=limit)
    return text


def read_text(value: object) -> str:
    """A sentence on one line; ids and names may look like numbers."""
    return _line(value, TEXT_LIMIT)


def read_name(value: object) -> str:
    """A name: of a unit, a theme, a step."""
    return _line(value, NAME_LIMIT)


def read_quote(value: object) -> str:
    """The words of a document, to the character."""
    if not isinstance(value, str):
        raise refuse("T103")
    return value


def read_names(value: object) -> tuple[str, ...]:
    """A list of names; one name alone is a list of one."""
    if isinstance(value, str):
        value = (value,)
    if not isinstance(value, (list, tuple)):
        raise refuse("T123")
    seen: set[str] = set()

    def read_one(item: object) -> str:
        name = read_name(item)
        if "，" in name:
            raise refuse("T135", found=name)
        if name in seen:
            raise refuse("T136", found=name)
        seen.add(name)
        return name

    return tuple(gather(enumerate(value), read_one))


def gather(items: Iterable[tuple[int | str, V]], read: Callable[[V], T]) -> list[T]:
    """What `read` makes of each item; all refusals are raised together, each with the place of its item."""
    good: list[T] = []
    wrong: list[tuple[int | str, str, Mapping[str, Any]]] = []
    for at, item in items:
        try:
            good.append(read(item))
        except PydanticCustomError as error:
            wrong.append((at, error.type, error.context or {}))
    if wrong:
        raise refuse("T100", inside=wrong)
    return good


def _small(value: int | Decimal) -> int | Decimal:
    """Python's own numbers must not be longer than written ones may."""
    if isinstance(value, int) and value.bit_length() > 4 * FIGURE_LIMIT:
        raise refuse("T109")
    return value


def written(value: object) -> str:
    """A number as it was written, whatever Python type it came in."""
    if value is None:
        raise refuse("T104")
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise refuse("T110")
    text = value if isinstance(value, str) else str(_small(value) if isinstance(value, int) else value)
    if len(text) > FIGURE_LIMIT:
        digits = sum(char.isdigit() for char in text)
        raise refuse("T109") if 2 * digits > len(text) else refuse("T105", found=text)
    return text


_NUMBER_CODES: Mapping[str, LiteralString] = {
    "not_a_number": "T105",
    "leading_zero": "T106",
    "sexagesimal": "T107",
    "exponent": "T108",
    "too_long": "T109",
    "ambiguous": "T111",
}


def read_number(text: str, found: str = "") -> Number:
    """One number with its unit and bound words; `found` is what to show if it is none."""
    try:
        return parse_number(text)
    except ValueError as error:
        raise refuse(_NUMBER_CODES[str(error)], found=found or text) from None


def read_amount(value: object) -> Decimal:
    """A number without words or unit: weights, thresholds."""
    number = read_number(written(value))
    if number.bound != "exact" or number.unit:
        raise refuse("T105", found=str(value))
    return number.value


def read_positive(value: object) -> Decimal:
    """A number above zero."""
    amount = read_amount(value)
    if amount <= 0:
        raise refuse("T114", found=str(value))
    return amount


def read_threshold(value: object) -> Decimal:
    """A threshold: zero or more, `10` or `10%`."""
    number = read_number(written(value))
    if number.bound != "exact" or number.unit not in ("", "%"):
        raise refuse("T105", found=str(value))
    if number.value < 0:
        raise refuse("T212", found=str(value))
    return number.value


def read_threshold_or_none(value: object) -> Decimal | None:
    """A threshold, or `none` for a colour that is never given."""
    return None if value is None or value == "none" else read_threshold(value)


def read_share(value: object) -> Decimal:
    """A share as a percentage: `100%` or `100` is 100."""
    number = read_number(written(value))
    if number.unit not in ("", "%") or number.bound != "exact" or not 0 < number.value <= 100:
        raise refuse("T115", found=str(value))
    return number.value


def whole(low: int, high: int) -> Callable[[object], int]:
    """A reader of whole numbers from `low` to `high`."""

    def read_whole(value: object) -> int:
        amount = read_amount(value)
        if amount != amount.to_integral_value():
            raise refuse("T137", found=str(value))
        if not low <= amount <= high:
            raise refuse("T138", found=str(value), low=low, high=high)
        return int(amount)

    return read_whole


def of_key(read: Callable[[object], T], key: object) -> T:
    """What `read` makes of a key; a refusal points at the key, not at what stands behind it."""
    try:
        return read(key)
    except PydanticCustomError as error:
        raise PydanticCustomError(
            error.type, error.message_template, {**(error.context or {}), "on_key": True}
        ) from None


def read_named(read: Callable[[object], object]) -> Callable[[object], Mapping[str, object]]:
    """A reader of name → value, as in an allocation."""

    def read_mapping(value: object) -> Mapping[str, object]:
        if not isinstance(value, Mapping):
            raise refuse("T119")
        named: dict[str, object] = {}

        def read_one(item: tuple[object, object]) -> None:
            name = of_key(read_name, item[0])
            if name in named:
                raise refuse("T136", found=name, on_key=True)
            named[name] = None
            named[name] = read(item[1])

        gather(((str(item[0]), item) for item in value.items()), read_one)
        return named

    return read_mapping


def read_members(value: object) -> int | tuple[str, ...]:
    """How many members there are, or their names."""
    if isinstance(value, (list, tuple)):
        if not value:
            raise refuse("T104")
        return read_names(value)
    amount = read_amount(value)
    if amount != amount.to_integral_value() or not 0 < amount <= 10_000_000:
        raise refuse("T117", found=str(value))
    return int(amount)


def _day(value: object, *, last: bool) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (list, tuple, Mapping)):
        raise refuse("T120", found="[…]")
    text = written(value)
    try:
        day = parse_day(text, last=last)
    except ValueError:
        raise _no_day(text, "T120") from None
    if day.year not in YEARS:
        raise refuse("T122", found=text, low=YEARS.start, high=YEARS.stop - 1)
    return day


_LIKE_A_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?[月日号]?")


def _no_day(text: str, code: LiteralString) -> PydanticCustomError:
    """Not a day at all, or a day that no calendar has: 2021-02-30."""
    match = _LIKE_A_DAY.fullmatch(tidy(text))
    if match is None or match[1] == "0000":
        return refuse(code, found=text)
    year, month = int(match[1]), int(match[2])
    if match[3] and 1 <= month <= 12:
        return refuse("T131", found=text, year=year, month=month, days=monthrange(year, month)[1])
    return refuse("T131", found=text)


def read_first_day(value: object) -> date:
    """A day; of a month, quarter or year its first."""
    return _day(value, last=False)


def read_last_day(value: object) -> date:
    """A day; of a month, quarter or year its last."""
    return _day(value, last=True)


def read_period(value: object) -> Period:
    """A period: `2021`, `2021Q3`, `十四五`, `{start, end}`."""
    if isinstance(value, Period):
        return value
    if isinstance(value, Mapping):
        for key in ("start", "end"):
            if key not in value:
                raise refuse("T124", missing=key)
        readers = {"start": read_first_day, "end": read_last_day}
        ends = gather(((key, key) for key in readers), lambda key: readers[key](value[key]))
        if ends[0] > ends[1]:
            raise refuse("T132", start=ends[0], end=ends[1])
        return Period(ends[0], ends[1])
    if isinstance(value, (list, tuple)):
        raise refuse("T121", found="[…]")
    text = written(value)
    try:
        period = parse_period(text)
    except ValueError:
        raise _no_day(text, "T121") from None
    if period.start.year not in YEARS:
        raise refuse("T122", found=text, low=YEARS.start, high=YEARS.stop - 1)
    return period


def read_flag(value: object) -> bool:
    """`true` or `false`; `no`, `on` and `1` are not taken for either."""
    if isinstance(value, bool):
        return value
    if value in ("true", "True", "是"):
        return True
    if value in ("false", "False", "否"):
        return False
    raise refuse("T116", found=str(value))


def choice(name: str, into: Callable[[str], object] = str) -> Reads:
    """A reader of one of the words of `CHOICES[name]`, in English or Chinese."""
    words = {alias: into(word) for word, aliases in CHOICES[name].items() for alias in (word, *aliases)}

    def read_choice(value: object) -> object:
        if isinstance(value, str) and value.strip() in words:
            return words[value.strip()]
        raise refuse("T118", found=str(value), choice=name)

    return Reads(read_choice, {"enum": list(words)})


@lru_cache(maxsize=4096)
def _unit(text: str) -> str:
    return tidy_unit(read_name(text))


def read_unit(value: object) -> str:
    """A unit in its standard writing."""
    return _unit(value) if isinstance(value, str) else tidy_unit(read_name(value))


NUMBER_SCHEMA: Mapping[str, Any] = {"type": ["number", "string"]}
DAY_SCHEMA: Mapping[str, Any] = {"type": ["string", "integer"]}
TEXT_SCHEMA: Mapping[str, Any] = {"type": ["string", "number"]}

Text = Annotated[str, Reads(read_text, TEXT_SCHEMA)]
Name = Annotated[str, Reads(read_name, TEXT_SCHEMA)]
Quote = Annotated[str, Reads(read_quote, {"type": "string"})]
Unit = Annotated[str, Reads(read_unit, {"type": "string"})]
Names = Annotated[
    tuple[str, ...], Reads(read_names, {"anyOf": [{"type": "string"}, {"type": "array", "items": TEXT_SCHEMA}]})
]
Positive = Annotated[Decimal, Reads(read_positive, NUMBER_SCHEMA)]
Threshold = Annotated[Decimal, Reads(read_threshold, NUMBER_SCHEMA)]
ThresholdOrNone = Annotated[Decimal | None, Reads(read_threshold_or_none, NUMBER_SCHEMA)]
Share = Annotated[Decimal, Reads(read_share, NUMBER_SCHEMA)]
Days = Annotated[int, Reads(whole(0, 3660), {"type": "integer", "minimum": 0})]
DayOfMonth = Annotated[int, Reads(whole(1, 28), {"type": "integer", "minimum": 1, "maximum": 28})]
Offset = Annotated[int, Reads(whole(0, 10**9), {"type": "integer", "minimum": 0})]
Members = Annotated[
    int | tuple[str, ...], Reads(read_members, {"anyOf": [NUMBER_SCHEMA, {"type": "array", "items": TEXT_SCHEMA}]})
]
FirstDay = Annotated[date, Reads(read_first_day, DAY_SCHEMA)]
LastDay = Annotated[date, Reads(read_last_day, DAY_SCHEMA)]
Flag = Annotated[bool, Reads(read_flag, {"enum": [True, False, "是", "否"]})]
PeriodValue = Annotated[
    Period,
    Reads(
        read_period,
        {
            "anyOf": [
                {"type": ["string", "integer"]},
                {
                    "type": "object",
                    "properties": {"start": DAY_SCHEMA, "end": DAY_SCHEMA},
                    "additionalProperties": False,
                },
            ]
        },
    ),
]
