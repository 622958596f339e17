"""What one value of a plan file may be: a text, a name, a list of names, a flag, a choice, each with its own refusal.

Every reader takes what YAML gives (text) or what Python gives, and raises a `Refused` with the code of a problem;
its context fills the message. `inside` in the context lists the refusals of parts: (key or
index, code, context).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from tracker.calendar import Period
from tracker.model.names import CHOICES
from tracker.model.numerals import tidy_unit

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

T = TypeVar("T")
V = TypeVar("V")
TEXT_LIMIT = 2000
NAME_LIMIT = 200
FIGURE_LIMIT = 80
"""Characters: no number or day is longer; what is, is refused before any pattern looks at it."""


class Reads:
    """How a field is read, and what an editor may offer for it."""

    def __init__(self, read: Callable[[Any], object], schema: Mapping[str, Any]) -> None:
        self.read, self.schema = read, schema

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.schema)


def written(value: object) -> object:
    """A value as it could stand in a plan file: it reads back the same."""
    if isinstance(value, Period):
        return {"start": str(value.start), "end": str(value.end)}
    if isinstance(value, Mapping):
        return {str(key): written(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [written(item) for item in value]
    if hasattr(value, "written"):
        return value.written()
    return value if isinstance(value, (bool, int, type(None))) else str(value)


class Refused(ValueError):
    """What a reader says of a value that it cannot take: the code of a problem, and the words of its message."""

    def __init__(self, code: str, context: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code, self.context = code, context


def refuse(code: str, /, **context: object) -> Refused:
    """The error that becomes the problem `code`."""
    return Refused(code, context)


def short(value: int | Decimal) -> int | Decimal:
    """Python's own numbers must not be longer than written ones may."""
    if isinstance(value, int) and value.bit_length() > 4 * FIGURE_LIMIT:
        raise refuse("T109")
    return value


def _line(value: object, limit: int) -> str:
    if value is None:
        raise refuse("T104")
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        value = str(short(value))
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
        except Refused as error:
            wrong.append((at, error.code, error.context))
    if wrong:
        raise refuse("T100", inside=wrong)
    return good


def of_key(read: Callable[[object], T], key: object) -> T:
    """What `read` makes of a key; a refusal points at the key, not at what stands behind it."""
    try:
        return read(key)
    except Refused as error:
        raise Refused(error.code, {**error.context, "on_key": True}) from None


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


TEXT_SCHEMA: Mapping[str, Any] = {"type": ["string", "number"]}

Text = Annotated[str, Reads(read_text, TEXT_SCHEMA)]
Name = Annotated[str, Reads(read_name, TEXT_SCHEMA)]
Quote = Annotated[str, Reads(read_quote, {"type": "string"})]
Unit = Annotated[str, Reads(read_unit, {"type": "string"})]
Names = Annotated[
    tuple[str, ...], Reads(read_names, {"anyOf": [{"type": "string"}, {"type": "array", "items": TEXT_SCHEMA}]})
]
Flag = Annotated[bool, Reads(read_flag, {"enum": [True, False, "是", "否"]})]
