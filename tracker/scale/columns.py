"""The operators of the rules on columns of tables: what they write is SQL.

The rules are the same functions that run on plain numbers; here they are called once for a whole table. A `Column` is
the text of an expression. Every `case` becomes a column with a name of its own, in layers of nested selects, so that
nothing is written or computed twice. What is known beforehand (True, False, NULL) is folded away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from tracker.rules.operators import NULL
from tracker.scale.dialect import Dialect, text

T = TypeVar("T", bound=tuple[Any, ...])


class Column:
    """An expression over columns, `depth` layers above the table that it is selected from.

    A condition that is not `sure` is null instead of false where a number in it is unknown: only its contrary differs.
    """

    __slots__ = ("depth", "sure", "text")
    __hash__ = None  # type: ignore[assignment]  # == is a condition in SQL

    def __init__(self, text: str, depth: int = 0, *, sure: bool = True) -> None:
        self.text = text
        self.depth = depth
        self.sure = sure

    def _with(self, sign: str, other: Any, *, reverse: bool = False) -> Any:
        if other is NULL:
            return NULL
        left, right = (literal(other), self.text) if reverse else (self.text, literal(other))
        return Column(f"({left} {sign} {right})", max(self.depth, depth_of(other)), sure=self.sure and is_sure(other))

    def _compare(self, sign: str, other: Any) -> Any:
        if other is NULL:
            return False
        return Column(f"({self.text} {sign} {literal(other)})", max(self.depth, depth_of(other)), sure=False)

    def __add__(self, other: Any) -> Any:
        return self._with("+", other)

    def __radd__(self, other: Any) -> Any:
        return self._with("+", other, reverse=True)

    def __sub__(self, other: Any) -> Any:
        return self._with("-", other)

    def __rsub__(self, other: Any) -> Any:
        return self._with("-", other, reverse=True)

    def __mul__(self, other: Any) -> Any:
        return self if type(other) is int and other == 1 else self._with("*", other)

    __rmul__ = __mul__

    def __neg__(self) -> Column:
        return Column(f"(-{self.text})", self.depth)

    def __lt__(self, other: Any) -> Any:
        return self._compare("<", other)

    def __le__(self, other: Any) -> Any:
        return self._compare("<=", other)

    def __gt__(self, other: Any) -> Any:
        return self._compare(">", other)

    def __ge__(self, other: Any) -> Any:
        return self._compare(">=", other)

    def __eq__(self, other: object) -> Any:
        return self._compare("=", other)

    def __ne__(self, other: object) -> Any:
        return self._compare("<>", other)

    def __bool__(self) -> bool:
        raise TypeError(f"a column is neither true nor false before it is computed: {self.text}")

    def __and__(self, other: Any) -> Any:
        if isinstance(other, bool):
            return self if other else False
        return self._with("and", other)

    __rand__ = __and__

    def __or__(self, other: Any) -> Any:
        if isinstance(other, bool):
            return True if other else self
        return self._with("or", other)

    __ror__ = __or__


class Named(Column):
    """A column of names for which numbers stand, from 0 on; whether it is a certain name, the number says."""

    __slots__ = ("names", "number")
    __hash__ = None

    def __init__(self, text: str, number: Column, names: Sequence[str]) -> None:
        super().__init__(text, number.depth)
        self.number = number
        self.names = names

    def __eq__(self, other: object) -> Any:
        numbers = [str(at) for at, name in enumerate(self.names) if name == other]
        return Column(f"({self.number.text} in ({', '.join(numbers)}))", self.depth) if numbers else False


def literal(value: Any) -> str:
    """A value as SQL writes it.

    >>> literal("it's"), literal(NULL), literal(True), literal(7)
    ("'it''s'", 'null', 'true', '7')
    """
    if isinstance(value, Column):
        return value.text
    if value is NULL or value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return text(value)
    return str(value)


def depth_of(value: Any) -> int:
    """How many layers above the table a value stands; 0 for what is no column."""
    return value.depth if isinstance(value, Column) else 0


def is_sure(value: Any) -> bool:
    """Whether a condition is never null."""
    return not isinstance(value, Column) or value.sure


class Columns:
    """The operators, and the columns that they named, in the order of their layers."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.layers: list[dict[str, str]] = []

    def named(self, value: Any) -> Any:
        """An expression as a column with a name; what is no column, or has a name, stays as it is."""
        if not isinstance(value, Column) or value.text.isidentifier():
            return value
        while len(self.layers) <= value.depth:
            self.layers.append({})
        name = f"_{len(self.layers)}_{sum(map(len, self.layers))}"
        self.layers[value.depth][name] = value.text
        return Column(name, value.depth + 1, sure=value.sure)

    def each(self, values: T) -> T:
        """The fields of a named tuple, each with a name."""
        return type(values)(*map(self.named, values))

    def case(self, *arms: tuple[Any, Any], else_: Any = NULL) -> Any:
        """The value of the first arm whose condition holds."""
        open_ = list(_until_certain([*arms, (True, else_)]))
        if open_[0][0] is True:
            return open_[0][1]
        depth = max(depth_of(each) for arm in open_ for each in arm)
        said = " ".join(f"when {literal(condition)} then {literal(value)}" for condition, value in open_[:-1])
        sure = all(value is not NULL and is_sure(value) for _, value in open_)
        return self.named(Column(f"case {said} else {literal(open_[-1][1])} end", depth, sure=sure))

    def names(self, number: Column | int, names: Sequence[str]) -> Named:
        """The names for which numbers stand; of all targets alike, a number is known without a table."""
        column = number if isinstance(number, Column) else Column(literal(number))
        return Named(self.dialect.name(column.text, names), column, names)

    def not_(self, condition: Any) -> Any:
        """The contrary of a condition."""
        if not isinstance(condition, Column):
            return not condition
        return Column(f"(not {self.sure(condition).text})", condition.depth)

    def sure(self, condition: Column) -> Column:
        """Whether a condition is known to hold."""
        return condition if condition.sure else Column(f"coalesce({condition.text}, false)", condition.depth)

    def is_null(self, value: Any) -> Any:
        """Whether a value is unknown."""
        return Column(f"({value.text} is null)", value.depth) if isinstance(value, Column) else value is NULL

    def select(self, table: str, columns: Mapping[str, Any]) -> str:
        """The columns over a table, layer upon layer."""
        layered = table
        for layer in filter(None, self.layers):
            layered = f"(select *, {_list(layer.items())} from {layered})"
        return f"select {_list((name, literal(value)) for name, value in columns.items())} from {layered}"


def _until_certain(arms: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    """The arms that can be reached; the last is the first that always holds."""
    for condition, value in arms:
        if condition is False:
            continue
        yield condition, value
        if condition is True:
            return


def _list(items: Iterable[tuple[str, str]]) -> str:
    return ",\n".join(text if text == name else f"{text} as {name}" for name, text in items)
