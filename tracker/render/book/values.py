"""What a cell of a workbook holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

FORBIDDEN = frozenset("[]:*?/\\")
"""What the name of a sheet may not have."""


class Value(NamedTuple):
    """A text, or a number or day with its kind of format; `tint` is the colour of a status."""

    text: str = ""
    number: Decimal | int | None = None
    day: date | None = None
    kind: str = ""
    tint: str = ""


class Column(NamedTuple):
    """A column: its title, its width in characters, and whether its shares are drawn as bars."""

    title: str
    width: int
    bar: bool = False
