"""What a target asks for and what a statement tells, in the terms in which the two are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from tracker.calendar import Period
from tracker.lexicon import Lexicon
from tracker.matching.measures import Change, Measures
from tracker.matching.wording import ROOM, Grams, Wording, grams_of
from tracker.model.numerals import unit_scale
from tracker.model.plan import Measure, Plan, Target
from tracker.model.statement import Kind, Reading, Statement

OPENING = 16
"""Characters at the start of a sentence that may set all of it beside an earlier year."""
NEAR = 16
"""Characters before a figure in which the words that say what it measures are looked for."""
_PARTICLES = frozenset("的了已又从到再也还均由将把为是在其")
_AND_ABOVE = re.compile("及?以[上下]")
_ARRIVED = re.compile("[到至为]$")
_BASE_YEAR = re.compile(r"[比较与同和](20\d\d|19\d\d)年")
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a target asks for, in words: targets that agree in it are scored alike.

    `names` are the grams of its text and of each of its hints, `specific` those of their words that are not generic.
    `unit` is without its scale, `group` the units that count alike. A milestone or a grade is not `numeric`.
    """

    names: tuple[Grams, ...]
    specific: tuple[Grams, ...]
    content: str
    members: frozenset[str]
    level: str
    unit: str
    group: str
    kind: str
    change: Change
    average: bool
    numeric: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """A target as it is looked for: what it asks for in words, and what is its plan's own.

    `goal` is the size of what is promised, `window` the time of which a statement may speak.
    """

    plan: Plan
    target: Target
    order: int
    asked: Asked
    counts: bool
    goal: Decimal | None
    window: Period
    excluded: tuple[str, ...]


class Spoken(NamedTuple):
    """What a statement speaks of, without its number, time and place: statements that agree in it are scored alike.

    `content` are the words of its clause, `about` those of its subject. `inherited`: the subject is that of the clause
    before.
    """

    content: str
    about: str
    level: str
    unit: str
    group: str
    kind: str
    inherited: bool
    event: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of a statement as they are compared: the grams of its subject, and of its clause with the subject.

    `own` are the words of a clause whose subject comes from the one before: they must not tell of something else.
    """

    spoken: Spoken
    subject: Grams
    clause: Grams
    specific: Grams
    own: Grams
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement: what it speaks of, and what its figure measures."""

    statement: Statement
    spoken: Spoken
    change: Change
    compared: bool
    average: bool
    since: int
    arrived: bool


class Told(NamedTuple):
    """What a document tells: its statements and events as they are compared."""

    statements: tuple[Telling, ...]
    events: tuple[Telling, ...]


class Eye:
    """What makes profiles of targets and statements under a lexicon; what it has seen once, it knows again."""

    def __init__(self, lexicon: Lexicon) -> None:
        groups = lexicon.group("exclusive").items()
        self.lexicon = lexicon
        self.wording = Wording(lexicon)
        self.measures = Measures.of(lexicon)
        self.groups = tuple((name, frozenset(map(lexicon.canonical, words))) for name, words in groups if words)
        self.asked = lru_cache(ROOM)(self._asked)
        self.heard = lru_cache(ROOM)(self._heard)
        self._level_in = lru_cache(ROOM)(self._first_level)

    def profile(self, plan: Plan, target: Target, order: int) -> Profile:
        """What a target asks for."""
        hints = target.match
        terms, level = (tuple(hints.terms), hints.level or "") if hints else ((), "")
        unit = target.goal_unit or (target.each.unit if target.each is not None else "")
        of = target.of if target.of and target.of not in target.text else ""
        return Profile(
            plan,
            target,
            order,
            self.asked(target.text, of, terms, level, unit, target.kind in (Measure.COUNT, Measure.LEVEL)),
            target.kind is Measure.COUNT,
            target.goals[0].value if target.goals else None,
            Period(plan.start_of(target), max(plan.due_of(target), plan.period.end)),
            tuple(map(self.lexicon.canonical, hints.exclude)) if hints else (),
        )

    def _asked(self, written: str, of: str, terms: tuple[str, ...], level: str, unit: str, numeric: bool) -> Asked:
        text = f"{written}，{of}" if of else written
        content = self.wording.content(text)
        names = (text, *terms)
        return Asked(
            tuple(map(self.wording.grams, names)),
            tuple(map(self.wording.specific, names)),
            content,
            self._members(content),
            self.level(level, text),
            _base(unit),
            self._group(unit),
            self._kind(unit),
            self.measures.change(content),
            self.measures.is_average(written),
            numeric,
        )

    def told(self, reading: Reading) -> Told:
        """What a document tells."""
        return Told(tuple(map(self.telling, reading.statements)), tuple(map(self.telling, reading.events)))

    def telling(self, statement: Statement) -> Telling:
        """What a statement tells."""
        wording = self.wording
        clause = statement.clause or statement.sentence
        before = _before(statement, clause)
        return Telling(
            statement,
            self._spoken(statement, clause),
            self.measures.change(wording.content(before)),
            self.measures.is_compared(before),
            self.measures.is_average(before),
            _since(clause) or _since(statement.sentence[:OPENING]),
            statement.mode == "point" or _ARRIVED.search(before) is not None,
        )

    def _spoken(self, statement: Statement, clause: str) -> Spoken:
        subject = statement.subject
        return Spoken(
            self.wording.content(clause),
            self.wording.content(f"{subject}，{statement.denominator}" if statement.denominator else subject),
            self.level(statement.level, "") or self.level("", subject),
            _base(statement.unit),
            self._group(statement.unit),
            "ratio" if statement.kind is Kind.RATIO else self._kind(statement.unit),
            "inherited" in statement.flags,
            statement.kind is Kind.EVENT,
        )

    def _heard(self, spoken: Spoken) -> Heard:
        wording = self.wording
        subject = grams_of(spoken.about)
        return Heard(
            spoken,
            subject,
            grams_of(spoken.content) | subject,
            wording.specific_of(spoken.about),
            _pairs(wording.specific_of(spoken.content)) if spoken.inherited else frozenset(),
            self._members(spoken.about) or self._members(spoken.content),
        )

    def level(self, said: str, text: str) -> str:
        """The tier of a level; without one, the first that a text names."""
        return self.lexicon.tier.get(said) or (self._level_in(text) if text else "")

    def _first_level(self, text: str) -> str:
        tier = self.lexicon.tier
        found = [(at, -len(word), name) for word, name in tier.items() if (at := text.find(word)) >= 0]
        return next((name for at, size, name in sorted(found) if not _AND_ABOVE.match(text, at - size)), "")

    def _members(self, content: str) -> frozenset[str]:
        """The words of exclusive groups in a text; of overlapping ones the longest."""
        found: set[str] = set()
        for _, words in self.groups:
            left = content
            for word in sorted(words, key=len, reverse=True):
                if word in left:
                    found.add(word)
                    left = left.replace(word, " ")
        return frozenset(found)

    def _group(self, unit: str) -> str:
        known = self.lexicon.units.get(_base(unit))
        return known.group if known is not None else _base(unit)

    def _kind(self, unit: str) -> str:
        base = _base(unit)
        known = self.lexicon.units.get(base)
        if known is not None:
            return known.kind
        return "ratio" if base in ("%", "‰") else "index" if "/" in base or base.startswith("每") else "count"


def _base(unit: str) -> str:
    return unit_scale(unit)[1] if unit else ""


def _pairs(grams: Grams) -> Grams:
    """The pairs of characters among grams that hold no particle."""
    return frozenset(gram for gram in grams if len(gram) == 2 and not _PARTICLES.intersection(gram))


def _since(clause: str) -> int:
    """The year that a clause measures a change from (比2002年增长, 与2000年相比); 0 for none."""
    found = _BASE_YEAR.search(clause)
    return int(found[1]) if found is not None else 0


def _before(statement: Statement, clause: str) -> str:
    """The words right before a figure, back to the figure before it."""
    at = clause.find(normalize("NFKC", statement.quote))
    before = clause[max(0, at - NEAR) : at] if at >= 0 else clause[-NEAR:]
    return _DIGITS.split(before)[-1]
