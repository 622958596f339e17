"""What the engines of tables write differently; everything else is the same SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol


def day(value: date) -> str:
    """A day as SQL writes it."""
    return f"date '{value.isoformat()}'"


def text(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """Texts with commas between them."""
    return ", ".join(map(text, values))


class Dialect(Protocol):
    """The words of one engine."""

    narrow: str
    """A type of whole numbers that is quick; what is too large for it is an error."""
    wide: str
    """The type of whole numbers of 38 digits."""
    text: str
    """The type of text."""
    identity: str
    """What is different for every line of `standing_`; the same, should the engine have to make it anew."""

    def quoted(self, name: str) -> str:
        """A column's name, whatever stands in it."""

    def try_cast(self, value: str, kind: str) -> str:
        """A value of another type; null where it is none."""

    def matches(self, text: str, pattern: str) -> str:
        """Whether the whole of a text matches a pattern."""

    def contains(self, text: str, pattern: str) -> str:
        """Whether some part of a text matches a pattern."""

    def digest(self, *values: str) -> str:
        """A whole number that almost never is the same for different values."""

    def latest(self, value: str, day: str, condition: str = ...) -> str:
        """The value of the latest day in a group, among the rows for which something holds; null is no value."""

    def gathered(self, value: str, condition: str) -> str:
        """The values of a group for which something holds, as a list."""

    def unnest(self, values: str) -> str:
        """A line for each value of a list."""

    def first_after(self, days: str, day: str) -> str:
        """The earliest of a list of days that is after a day; the earliest of all where there is no such day."""

    def day_number(self, day: str) -> str:
        """The number of a day, counted from 1970."""

    def day_of(self, number: str) -> str:
        """The day of a number."""

    def last_two(self, value: str, day: str) -> str:
        """The values of the two latest days in a group as a list; empty where an engine has no such function."""

    def days(self, first: str, last: str) -> str:
        """The days from one date to another."""

    def nth(self, days: Sequence[date], number: str) -> str:
        """A day of some by its number, the first is 1; null where the number is."""

    def shifted(self, bits: str, number: str) -> str:
        """Bits without so many of the lowest."""

    def bit(self, number: str) -> str:
        """The bit with a number; the lowest has 0."""

    def quotient(self, part: str, whole: str) -> str:
        """part/whole without the remainder; neither is negative."""

    def millionths(self, whole: str) -> str:
        """A whole number of millionths as a decimal."""

    def one_of(self, names: Iterable[str]) -> str:
        """A type of text for a column that has no other values than these."""

    def name(self, number: str, names: Sequence[str]) -> str:
        """The name of a number; the first has 0."""


class DuckDB:
    """DuckDB's own words."""

    narrow = "bigint"
    wide = "hugeint"
    text = "varchar"
    identity = "standing_.rowid"

    def quoted(self, name: str) -> str:
        """A column's name, whatever stands in it."""
        return '"' + name.replace('"', '""') + '"'

    def try_cast(self, value: str, kind: str) -> str:
        """A value of another type; null where it is none."""
        return f"try_cast({value} as {kind})"

    def matches(self, text: str, pattern: str) -> str:
        """Whether the whole of a text matches a pattern."""
        return f"regexp_full_match({text}, '{pattern}')"

    def contains(self, text: str, pattern: str) -> str:
        """Whether some part of a text matches a pattern."""
        return f"regexp_matches({text}, '{pattern}')"

    def digest(self, *values: str) -> str:
        """A whole number that almost never is the same for different values."""
        return f"hash({', '.join(values)})"

    def latest(self, value: str, day: str, condition: str = "") -> str:
        """The value of the latest day in a group, among the rows for which something holds; null is no value."""
        return f"arg_max({value}, {day})" + (f" filter (where {condition})" if condition else "")

    def gathered(self, value: str, condition: str) -> str:
        """The values of a group for which something holds, as a list."""
        return f"list({value}) filter (where {condition})"

    def unnest(self, values: str) -> str:
        """A line for each value of a list."""
        return f"unnest({values})"

    def first_after(self, days: str, day: str) -> str:
        """The earliest of a list of days that is after a day; the earliest of all where there is no such day."""
        return f"list_min(list_filter({days}, lambda each: {day} is null or each > {day}))"

    def day_number(self, day: str) -> str:
        """The number of a day, counted from 1970."""
        return f"date_diff('day', date '1970-01-01', {day})"

    def day_of(self, number: str) -> str:
        """The day of a number."""
        return f"(date '1970-01-01' + cast({number} as integer))"

    def last_two(self, value: str, day: str) -> str:
        """The values of the two latest days in a group as a list, the later first."""
        return f"arg_max({value}, {day}, 2)"

    def days(self, first: str, last: str) -> str:
        """The days from one date to another."""
        return f"date_diff('day', {first}, {last})"

    def nth(self, days: Sequence[date], number: str) -> str:
        """A day of some by its number, the first is 1; null where the number is."""
        return f"list_extract([{', '.join(map(day, days))}], {number})" if days else "cast(null as date)"

    def shifted(self, bits: str, number: str) -> str:
        """Bits without so many of the lowest."""
        return f"({bits} >> {number})"

    def bit(self, number: str) -> str:
        """The bit with a number; the lowest has 0."""
        return f"(cast(1 as bigint) << {number})"

    def quotient(self, part: str, whole: str) -> str:
        """part/whole without the remainder; neither is negative."""
        return f"({part} // {whole})"

    def millionths(self, whole: str) -> str:
        """A whole number of millionths as a decimal."""
        return f"(cast({whole} as decimal(38,0)) * 0.000001)"

    def one_of(self, names: Iterable[str]) -> str:
        """A type of text for a column that has no other values than these; written at once where text is not."""
        return f"enum({texts(dict.fromkeys(names))})"

    def name(self, number: str, names: Sequence[str]) -> str:
        """The name of a number; the first has 0."""
        return f"list_extract(cast([{texts(names)}] as {self.one_of(names)}[]), {number} + 1)"


class Spark:
    """Spark SQL's own words."""

    narrow = "bigint"
    wide = "decimal(38,0)"
    text = "string"
    identity = "struct(standing_.d, standing_.unit)"

    def quoted(self, name: str) -> str:
        """A column's name, whatever stands in it."""
        return "`" + name.replace("`", "``") + "`"

    def try_cast(self, value: str, kind: str) -> str:
        """A value of another type; null where it is none."""
        return f"try_cast({value} as {kind})"

    def matches(self, text: str, pattern: str) -> str:
        """Whether the whole of a text matches a pattern."""
        return f"({text} rlike '(?s){pattern}(?!.)')"  # $ alone would let the end of a line pass

    def contains(self, text: str, pattern: str) -> str:
        """Whether some part of a text matches a pattern."""
        return f"({text} rlike '{pattern}')"

    def digest(self, *values: str) -> str:
        """A whole number that almost never is the same for different values."""
        return f"xxhash64({', '.join(values)})"

    def latest(self, value: str, day: str, condition: str = "true") -> str:
        """The value of the latest day in a group, among the rows for which something holds; null is no value."""
        return f"max_by({value}, {day}) filter (where {value} is not null and {condition})"

    def gathered(self, value: str, condition: str) -> str:
        """The values of a group for which something holds, as a list."""
        return f"collect_list({value}) filter (where {condition})"

    def unnest(self, values: str) -> str:
        """A line for each value of a list."""
        return f"explode({values})"

    def first_after(self, days: str, day: str) -> str:
        """The earliest of a list of days that is after a day; the earliest of all where there is no such day."""
        return f"array_min(filter({days}, each -> {day} is null or each > {day}))"

    def day_number(self, day: str) -> str:
        """The number of a day, counted from 1970."""
        return f"datediff({day}, date '1970-01-01')"

    def day_of(self, number: str) -> str:
        """The day of a number."""
        return f"date_add(date '1970-01-01', cast({number} as int))"

    def last_two(self, value: str, day: str) -> str:
        """None: there is no such function."""
        return ""

    def days(self, first: str, last: str) -> str:
        """The days from one date to another."""
        return f"datediff({last}, {first})"

    def nth(self, days: Sequence[date], number: str) -> str:
        """A day of some by its number, the first is 1; null where the number is."""
        return f"get(array({', '.join(map(day, days))}), cast({number} as int) - 1)" if days else "cast(null as date)"

    def shifted(self, bits: str, number: str) -> str:
        """Bits without so many of the lowest; its >> is not understood in every place."""
        return f"shiftright({bits}, cast({number} as int))"

    def bit(self, number: str) -> str:
        """The bit with a number; the lowest has 0."""
        return f"shiftleft(cast(1 as bigint), cast({number} as int))"

    def quotient(self, part: str, whole: str) -> str:
        """part/whole without the remainder; neither is negative."""
        exact = f"(cast({part} as {self.wide}) - {part} % {whole})"  # div of wide numbers overflows in silence
        return f"cast({exact} / {whole} as {self.wide})"

    def millionths(self, whole: str) -> str:
        """A whole number of millionths as a decimal."""
        return f"({whole} * cast(0.000001 as decimal(6,6)))"

    def one_of(self, names: Iterable[str]) -> str:
        """Text of any kind."""
        return self.text

    def name(self, number: str, names: Sequence[str]) -> str:
        """The name of a number; the first has 0."""
        return f"element_at(array({texts(names)}), {number} + 1)"
