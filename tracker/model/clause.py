"""What every value that people write in a plan has in common, and how its fields are read when it is validated.

A clause is a plain class, so that a plan can be used without the library that validates it: `pydantic` is imported
by the two methods that it asks, and by nothing else in this room.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform, get_type_hints

from tracker.model.scalars import written

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Clause:
    """Frozen, and nothing but the known keys: its annotations are its fields, a value in the class is the default.

    What was given stands in the instance; what begins with an underscore is no field and is not compared.
    """

    fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.fields = tuple(name for name in cls.__annotations__ if not name.startswith("_"))

    def __init__(self, **given: object) -> None:
        wrong = [name for name in given if name not in self.fields]
        wrong += [name for name in self.fields if name not in given and not hasattr(type(self), name)]
        if wrong:
            raise TypeError(f"{type(self).__name__}: {', '.join(wrong)}")
        self.__dict__.update(given)

    def __setattr__(self, name: str, value: object) -> None:
        if not name.startswith("_"):
            raise AttributeError(f"{type(self).__name__} is frozen: {name}")
        object.__setattr__(self, name, value)

    @property
    def given(self) -> Mapping[str, object]:
        """The fields that were written, with their values; the others have their defaults."""
        return {name: value for name, value in self.__dict__.items() if name in self.fields}

    def changed(self, **given: object) -> Self:
        """The same with some fields changed; where it stands in its file is kept."""
        return self.holding({**self.held(), **type(self)(**{**self.given, **given}).__dict__})

    def held(self) -> dict[str, object]:
        """All that makes the value what it is: what was given, and where it stands in its file."""
        return {name: value for name, value in self.__dict__.items() if name in self.fields or name.startswith("_")}

    @classmethod
    def holding(cls, held: Mapping[str, object]) -> Self:
        """The value that holds just this; nothing is checked."""
        clause = cls.__new__(cls)
        clause.__dict__.update(held)
        return clause

    def written(self) -> dict[str, object]:
        """What was given, as it could stand in a plan file: it reads back the same."""
        return {name: written(value) for name, value in self.given.items()}

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.fields)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.fields))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.given.items())})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        hints = get_type_hints(cls, include_extras=True)
        fields = {
            name: core_schema.typed_dict_field(handler.generate_schema(hints[name]), required=not hasattr(cls, name))
            for name in cls.fields
        }
        mapping = core_schema.typed_dict_schema(fields, extra_behavior="forbid")
        ref = f"{cls.__module__}.{cls.__qualname__}:{id(cls)}"
        return core_schema.no_info_after_validator_function(lambda given: cls(**given), mapping, ref=ref)


class Before:
    """What is done to a value before its field reads it, such as writing a short form out."""

    def __init__(self, read: Callable[[object], object]) -> None:
        self.read = read

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.read, handler(source))


class OneOf:
    """A field of several forms: `choose` says by the value which of them it is."""

    def __init__(self, choose: Callable[[object], str], forms: Mapping[str, Any]) -> None:
        self.choose, self.forms = choose, forms

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        forms = {name: handler.generate_schema(form) for name, form in self.forms.items()}
        return core_schema.tagged_union_schema(forms, self.choose)
