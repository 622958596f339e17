"""Reasons of matching as JSON, and back: what fills their sentences says what it is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

from tracker.calendar import Period
from tracker.model.match import Reason

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


def _packed(value: object) -> object:
    """What fills the sentence of a reason, as JSON; what is no text says what it is."""
    match value:
        case Reason():
            return {"reason": [value.code, {name: _packed(each) for name, each in value.params.items()}]}
        case Period():
            return {"period": [value.start.isoformat(), value.end.isoformat()]}
        case Fraction():
            return {"fraction": str(value)}
        case tuple() | list():
            return [_packed(each) for each in value]
        case None:
            return None
        case _:
            return str(value)


def _unpacked(value: object) -> object:
    match value:
        case {"reason": [str(code), dict(params)]}:
            return Reason(code, {name: _unpacked(each) for name, each in params.items()})
        case {"period": [str(start), str(end)]}:
            return Period(date.fromisoformat(start), date.fromisoformat(end))
        case {"fraction": str(written)}:
            return Fraction(written)
        case list():
            return tuple(_unpacked(each) for each in value)
        case _:
            return value


class Packed:
    """How reasons are written and read; pydantic, which asks for it, is not needed before something is."""

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            lambda packed: packed if packed and isinstance(packed[0], Reason) else _unpacked(list(packed)),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda reasons: [_packed(reason) for reason in reasons]
            ),
        )


Reasons = Annotated[tuple[Reason, ...], Packed()]
