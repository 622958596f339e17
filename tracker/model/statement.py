"""What a report says: `Statement`, one quantity read in prose, and `Reading`, all that a document gave.

Positions are characters, from 0, in the text of the file as it stands (its line ends kept); `end` is exclusive, and
the file's text from `start` to `end` is the quote. `sentence` and `clause` are the repaired text.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from tracker.calendar import Period
from tracker.model.achievement import Mode
from tracker.model.numerals import Bound


class Role(StrEnum):
    """What a quantity is for: promised, achieved, or neither (a baseline, a share, a number of the setting)."""

    TARGET = "target"
    ACHIEVEMENT = "achievement"
    BACKGROUND = "background"


class Kind(StrEnum):
    """What is counted: things, a ratio, money, an index per so many, or that something happened (no number)."""

    COUNT = "count"
    RATIO = "ratio"
    MONEY = "money"
    INDEX = "index"
    DATE = "date"
    ORDINAL = "ordinal"
    EVENT = "event"


class Span(NamedTuple):
    """A stretch of the file's own text: characters from 0, the end exclusive."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Statement:
    """One quantity with what it is said of.

    `value` has 万 and 亿 applied; a range has `low` and `high` instead; an event has neither. `unit` is the classifier
    as written (家, 人次, %, 万元 → 元). `bound` is what the words around it say, `bound_word` the words (余, 不少于).
    `subject` is what is counted, its elided head restored; `level` (市级) and `org` are said apart. `period` is the
    time that the quantity speaks of, None if nothing says; `on` is the month or day that a kind date is itself
    (2023-05, 2023-05-25). `mode` is to_date (累计), increment (新增), point (现有) or
    "" where nothing says. `action` is the verb. `denominator` is what a ratio is of, where it is said. `detail` says
    why a background quantity is none of the two others (baseline, delta, share, universe, rate, subset, resource).
    `flags` say why it should be looked at: inherited, respective, damaged_text, layout_suspect, role_unknown,
    period_assumed, duplicate, implicit …
    """

    id: str
    start: int
    end: int
    quote: str
    sentence: str
    clause: str
    kind: Kind
    role: Role
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    bound: Bound = "exact"
    bound_word: str = ""
    subject: str = ""
    level: str = ""
    org: str = ""
    period: Period | None = None
    mode: Mode = ""
    action: str = ""
    denominator: str = ""
    detail: str = ""
    flags: tuple[str, ...] = ()
    sentence_span: Span = NOWHERE
    on: str = ""


class Masked(NamedTuple):
    """A numeral that is no quantity, and why: a year, a list mark, a name, a grade, an age, an idiom …"""

    start: int
    end: int
    quote: str
    reason: str


class Repair(NamedTuple):
    """What was mended in the text before it was read: the kind, where in the file, and what became of it."""

    kind: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a document gave: `statements` and `events` in reading order, and every other numeral with its reason.

    `events` are statements of kind event: things done or promised without a number (建成投用…).
    """

    file: str
    statements: tuple[Statement, ...] = ()
    events: tuple[Statement, ...] = ()
    masked: tuple[Masked, ...] = ()
    repairs: tuple[Repair, ...] = ()
