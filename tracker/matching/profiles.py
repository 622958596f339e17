"""What a target asks for and what a statement tells, in the terms in which the two are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import normalize

from tracker.calendar import Period
from tracker.lexicon import Lexicon
from tracker.matching.measures import Change, Measures
from tracker.matching.wording import Grams, Wording
from tracker.model.numerals import unit_scale
from tracker.model.plan import Measure, Plan, Target
from tracker.model.statement import Kind, Statement

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
class Profile:
    """A target as it is looked for.

    `names` are the grams of its text and of each of its hints, `specific` those of their words that are not generic.
    `unit` is without its scale, `group` the units that count alike. `window` is the time of which a statement may
    speak; `goal` the size of what is promised.
    """

    plan: Plan
    target: Target
    order: int
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
    goal: Decimal | None
    window: Period
    excluded: tuple[str, ...]

    @property
    def is_numeric(self) -> bool:
        """Whether a figure is asked for; a milestone or a grade is not one."""
        return self.target.kind in (Measure.COUNT, Measure.LEVEL)


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement as it is compared: the grams of its subject, and of its clause with the subject.

    `own` are the words of a clause whose subject comes from the one before: they must not tell of something else.
    """

    statement: Statement
    subject: Grams
    clause: Grams
    specific: Grams
    own: Grams
    content: str
    about: str
    members: frozenset[str]
    level: str
    unit: str
    group: str
    kind: str
    change: Change
    compared: bool
    average: bool
    since: int
    arrived: bool


@dataclass(frozen=True, slots=True)
class Eye:
    """What makes profiles of targets and statements under a lexicon."""

    wording: Wording
    measures: Measures
    groups: tuple[tuple[str, frozenset[str]], ...]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Eye:
        """The eye of a lexicon."""
        groups = lexicon.group("exclusive").items()
        standard = ((name, frozenset(map(lexicon.canonical, words))) for name, words in groups if words)
        return cls(Wording(lexicon), Measures.of(lexicon), tuple(standard))

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon."""
        return self.wording.lexicon

    def profile(self, plan: Plan, target: Target, order: int) -> Profile:
        """What a target asks for."""
        hints = target.match
        text = target.text + ("" if not target.of or target.of in target.text else f"，{target.of}")
        content = self.wording.content(text)
        unit = target.goal_unit or (target.each.unit if target.each is not None else "")
        goal = target.goals[0].value if target.goals else None
        names = (text, *(hints.terms if hints else ()))
        return Profile(
            plan,
            target,
            order,
            tuple(map(self.wording.grams, names)),
            tuple(map(self.wording.specific, names)),
            content,
            self._members(content),
            self.level((hints.level if hints else None) or "", text),
            _base(unit),
            self._group(unit),
            self._kind(unit),
            self.measures.change(content),
            self.measures.is_average(target.text),
            goal,
            Period(plan.start_of(target), max(plan.due_of(target), plan.period.end)),
            tuple(map(self.lexicon.canonical, hints.exclude)) if hints else (),
        )

    def telling(self, statement: Statement) -> Telling:
        """What a statement tells."""
        wording, subject = self.wording, statement.subject
        clause = statement.clause or statement.sentence
        about = subject + "，" + statement.denominator if statement.denominator else subject
        content = wording.content(clause)
        before = _before(statement, clause)
        return Telling(
            statement,
            wording.grams(about),
            wording.grams(clause) | wording.grams(about),
            wording.specific(about),
            _pairs(wording.specific(clause)) if "inherited" in statement.flags else frozenset(),
            content,
            wording.content(about),
            self._members(wording.content(about)) or self._members(content),
            self.level(statement.level, "") or self.level("", subject),
            _base(statement.unit),
            self._group(statement.unit),
            "ratio" if statement.kind is Kind.RATIO else self._kind(statement.unit),
            self.measures.change(wording.content(before)),
            self.measures.is_compared(before),
            self.measures.is_average(before),
            _since(clause) or _since(statement.sentence[:OPENING]),
            statement.mode == "point" or _ARRIVED.search(before) is not None,
        )

    def level(self, said: str, text: str) -> str:
        """The tier of a level; without one, the first that a text names."""
        tier = self.lexicon.tier
        if said in tier:
            return tier[said]
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
