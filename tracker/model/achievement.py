"""What people report: `Achievement`, one fact as of a day, with its source (SPEC §3).

A named tuple, not a model: rows come by the hundred thousand, and the readers have checked every field.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from tracker.model.numerals import Bound
from tracker.problems import Source
from tracker.values import NamedTuple

Mode = Literal["", "to_date", "increment", "point"]


class Achievement(NamedTuple):
    """One reported fact. Empty text and None mean "not given"; `mode` "" means the default of the measure.

    `value` is in `unit` (empty: the target's unit). `reported_on` is never empty: it defaults to `as_of`.
    The fields up to `id` are the content: two rows that agree in them say the same thing.
    """

    plan: str = ""
    target: str = ""
    org: str = ""
    as_of: date = date.min
    mode: Mode = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    done_on: date | None = None
    step: str = ""
    grade: str = ""
    member: str = ""
    unit: str = ""
    bound: Bound = "exact"
    confirmed: bool = True
    supersedes: str = ""
    text: str = ""
    reason: str = ""
    next_step: str = ""
    note: str = ""
    id: str = ""
    reported_on: date = date.min
    source: Source = Source()

    @property
    def content(self) -> tuple[object, ...]:
        """What makes two rows the same row: everything but the day of reporting and the place in the file."""
        return (*self[:_REPORTED_ON], self.source.file)

    @property
    def has_value(self) -> bool:
        """Whether the row says anything that can be counted; 稳步推进 without a number does not."""
        return (
            self.value is not None
            or self.denominator is not None
            or self.done_on is not None
            or bool(self.step or self.grade or self.member)
        )


_REPORTED_ON = Achievement._fields.index("reported_on")


def row_id(row: Achievement) -> str:
    """The row's id: the one given, else a hash of its content, the same in every run and on every machine.

    >>> row_id(Achievement(target="a", value=Decimal(3)))
    'd3d938281da1'
    """
    if row.id:
        return row.id
    from hashlib import sha256

    written = "\x1f".join("" if field is None else str(field) for field in row.content)
    return sha256(written.encode()).hexdigest()[:12]
