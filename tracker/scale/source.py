"""A table of achievements as its columns stand, read as rows of the rule book: what is plain, and what is not.

A row is plain if it says a number (or n/d) of a target for a day and nothing else. Only plain rows are folded by the
engine of tables; every other row is read by the ordinary readers and replayed by the ordinary rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.readers.cells import MODES
from tracker.readers.fields import ROW, Vocabulary
from tracker.readers.goals import NUMBERS as GOALS
from tracker.scale.dialect import Dialect, texts
from tracker.scale.wholes import FEW, PLACES
from tracker.values import NamedTuple

SAYS_MORE = ("done_on", "step", "grade", "member", "bound", "confirmed", "supersedes")
"""Fields that make a row more than a number for a day, if anything but the usual stands in them."""
USUAL = {"bound": ("exact", "确数", "准确"), "confirmed": ("true", "是", "已核实")}
RATIOS = ("numerator", "denominator")
NUMBERS = ("value", *RATIOS)
DIGITS = 24
"""Digits of a plain number in all."""
QUICK = 18
"""Digits of a decimal that an engine computes with as quickly as with whole numbers."""
WHOLE_NUMBERS = frozenset(
    ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "BYTE", "SHORT", "INT", "LONG")
)
PLAIN_NUMBER = r"^-?(0|[1-9][0-9]{0,16})([.][0-9]{1,6})?$"
PLAIN_DAY = r"^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
PLAIN_MOMENT = r"^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?$"


VALUE, RATIO, INCREMENT, TOTAL, STOCK, ODD = 1, 2, 4, 8, 16, 32
"""What kinds of rows there are, in bits: a value, n/d; an increment, a total, a stock; one that is more than plain."""
POINT = STOCK | TOTAL
"""A stock is no total of increments, but the value of its day like one."""


class Table(NamedTuple):
    """A relation that can be selected from, and the type of each of its columns in the engine's own words."""

    relation: str
    types: Mapping[str, str]


class Source:
    """What stands in a table of achievements, or of goals, as expressions over its columns.

    A field is the first column that has one of its headers.
    """

    def __init__(self, table: Table, dialect: Dialect, vocabulary: Vocabulary = ROW) -> None:
        self.table = table
        self.dialect = dialect
        self.columns: dict[str, str] = {}
        for header in table.types:
            field = vocabulary.column(header).field
            if field is not None:
                self.columns.setdefault(field.name, header)

    def text(self, field: str) -> str:
        """A name as it is written; empty where nothing is said, or there is no such column."""
        column = self.columns.get(field)
        return "''" if column is None else f"coalesce({self._as_text(column)}, '')"

    def day(self, field: str) -> str:
        """A day; null where it is not one, or not written as plainly as YYYY-MM-DD."""
        column = self.columns.get(field)
        if column is None:
            return "null"
        if self._is(column, "DATE"):
            return self._name(column)
        text, dialect = self._as_text(column), self.dialect
        day, moment = dialect.try_cast(text, "date"), dialect.try_cast(f"substr({text}, 1, 10)", "date")
        plainly, by_clock = dialect.matches(text, PLAIN_DAY), dialect.matches(text, PLAIN_MOMENT)
        return f"case when {plainly} then {day} when {by_clock} then {moment} end"

    @property
    def own_id(self) -> str:
        """The id that a row has been given."""
        return f"trim({self.text('id')})"

    @property
    def tied(self) -> str:
        """Whether a row is held against others: by an id that they have too, or as a correction; empty if none is."""
        tied = [f"{self.own_id} in (select id from repeated_)"] if "id" in self.columns else []
        tied += [f"{self.text('supersedes')} <> ''"] if "supersedes" in self.columns else []
        return " or ".join(tied)

    def key(self, field: str) -> str:
        """A name as it is written; null where nothing is said."""
        column = self.columns.get(field)
        return "null" if column is None else self._as_text(column)

    def number(self, field: str) -> str:
        """A number; null where there is none, or none that is written plainly."""
        column = self.columns.get(field)
        if column is None:
            return "null"
        kind = self.table.types[column].upper()
        name, wanted = self._name(column), f"decimal({DIGITS},{PLACES})"
        if kind in WHOLE_NUMBERS:
            return f"cast({name} as decimal(19,0))"
        if kind.startswith("DECIMAL"):
            cut = f"case when {name} = cast({name} as {wanted}) then cast({name} as {wanted}) end"
            return name if _places(kind) <= PLACES else cut
        text = self._as_text(column)
        return f"case when {self.dialect.matches(text, PLAIN_NUMBER)} then {self.dialect.try_cast(text, wanted)} end"

    def raw(self, field: str) -> str:
        """A field as it is written; null without such a column."""
        column = self.columns.get(field)
        return "null" if column is None else self._name(column)

    def given(self, field: str) -> str:
        """Whether anything stands in a field."""
        column = self.columns.get(field)
        return "false" if column is None else f"({self._name(column)} is not null)"

    @property
    def places(self) -> int:
        """The decimal places of its numbers: few, if its types say so."""
        types = [self.table.types[self.columns[name]] for name in (*NUMBERS, *GOALS) if name in self.columns]
        return FEW if all(_places(kind) <= FEW for kind in types) else PLACES

    def kind(self, field: str) -> str:
        """The type of a sum of numbers: with their places, and no wider than must be."""
        places = min(PLACES, _places(self.table.types[self.columns[field]])) if field in self.columns else 0
        return f"decimal({DIGITS if places > FEW else QUICK},{places})"

    @property
    def has_ratios(self) -> bool:
        """Whether rows may say a numerator and a denominator."""
        return self.columns.keys() >= {*RATIOS}

    def mode(self, told: Iterable[str | None] | None) -> str:
        """The kind of a row by its mode.

        Args:
            told: every mode that occurs; None if there are too many to tell.
        """
        if "mode" not in self.columns:
            return str(TOTAL)
        words = dict.fromkeys((*MODES, "", None) if told is None else told)
        kinds: dict[int, list[str]] = {}
        for word in words:
            if word is not None:
                kinds.setdefault(kind_of(word), []).append(word)
        rest = ODD if told is None else TOTAL
        written = self.key("mode")
        arms = [f"when {written} in ({texts(said)}) then {kind}" for kind, said in kinds.items() if kind != rest]
        if told is None:
            arms.append(f"when {written} is null then {TOTAL}")
        return f"case {' '.join(arms)} else {rest} end" if arms else str(rest)

    def plain(self, modes: Iterable[str | None] | None = None) -> str:
        """Every row in the words of the rule book; `odd_` says that it is more than plain, or cannot be read.

        Args:
            modes: every mode that occurs, if they are few.
        """
        value, numerator, denominator = map(self.number, NUMBERS)
        day = self.day("as_of")
        told = {
            "plan_": self.text("plan"),
            "target_": self.key("target"),
            "org_": self.text("org"),
            "unit_": self.text("unit"),
            "day": day,
            "mode_": self.mode(modes),
            "v": value,
            "n": numerator,
            "m": denominator,
            "odd_": self.odd(),
            "reported": f"coalesce({self.day('reported_on')}, {day})" if "reported_on" in self.columns else day,
        }
        listed = ", ".join(f"{said} as {name}" for name, said in told.items())
        return f"select {listed} from {self.table.relation}"

    def odd(self) -> str:
        """Whether a row says more than a number for a day, or what cannot be read; its numbers are looked at later."""
        conditions = [
            f"({self.given(name)} and {self.number(name)} is null)"
            for name in NUMBERS
            if name in self.columns and self.number(name) != self.raw(name)
        ]
        if "reported_on" in self.columns and self.day("reported_on") != self.raw("reported_on"):
            conditions.append(f"({self.given('reported_on')} and {self.day('reported_on')} is null)")
        if not self.has_ratios:
            conditions += [self.given(name) for name in RATIOS if name in self.columns]
        conditions += [self._unusual(field) for field in SAYS_MORE if field in self.columns]
        if "id" in self.columns:
            conditions.append(f"{self.own_id} in (select id from repeated_)")
        return f"({' or '.join(conditions)})" if conditions else "false"

    def _unusual(self, field: str) -> str:
        usual = texts(("", *USUAL.get(field, ())))
        return f"lower({self.text(field)}) not in ({usual})"

    def _is(self, column: str, kind: str) -> bool:
        return self.table.types[column].upper() == kind

    def _as_text(self, column: str) -> str:
        written = self._is(column, "VARCHAR") or self._is(column, "STRING")
        return self._name(column) if written else f"cast({self._name(column)} as {self.dialect.text})"

    def _name(self, column: str) -> str:
        return self.dialect.quoted(column)


def _places(kind: str) -> int:
    """The decimal places of a type; many, if it does not say."""
    if kind.upper() in WHOLE_NUMBERS:
        return 0
    return int(kind.partition(",")[2].rstrip(") ") or 0) if kind.upper().startswith("DECIMAL") else PLACES


def kind_of(mode: str | None) -> int:
    """The kind of a row with this mode; without one it is a total.

    >>> kind_of("新增") == INCREMENT, kind_of(None) == TOTAL, kind_of("?") == ODD
    (True, True, True)
    """
    kinds = {"increment": INCREMENT, "to_date": TOTAL, "point": POINT}
    return kinds[MODES[mode]] if mode in MODES else ODD if mode else TOTAL
