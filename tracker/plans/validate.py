"""pydantic holds what was written against the model; it is imported here, when a plan is first read."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from tracker.model.clause import Clause

if TYPE_CHECKING:
    from pydantic import TypeAdapter

C = TypeVar("C", bound=Clause)


@cache
def adapter(kind: type[Clause]) -> TypeAdapter[Any]:
    """What pydantic knows of a kind of clause: its checks and its JSON schema."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def validated(kind: type[C], data: object) -> C:
    """The clause that a mapping describes.

    Raises:
        ValidationError: with everything that is wrong with it.
    """
    clause: C = adapter(kind).validate_python(data)  # type: ignore[arg-type]  # mypy takes a class of hashables for unhashable
    return clause
