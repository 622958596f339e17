"""Which rows of a target count on a day, and why the others do not (SPEC §3, "Which rows count")."""

from __future__ import annotations

from datetime import date
from operator import attrgetter

from tracker.model.achievement import Achievement, row_id
from tracker.model.assessment import Judgement
from tracker.rules.fitting import Fact, Said
from tracker.values import made, record


@record
class Seen:
    """The rows of one target as they stand on a day: those that count, by org, and why the others do not.

    `last`: the latest day that was reported of, and the latest report of that day; None where nothing was reported.
    """

    counting: dict[str, list[Fact]] = made(default_factory=dict)
    judged: list[Judgement] = made(default_factory=list)
    unconfirmed: bool = False
    conflict: bool = False
    last: tuple[date, date] | None = None
    orgs: set[str] = made(default_factory=set)

    @property
    def anything(self) -> bool:
        """Whether anything at all was reported."""
        return self.last is not None

    @property
    def latest(self) -> date | None:
        """The latest day that was reported of."""
        return self.last[0] if self.last else None

    def list(self, row: Achievement, reason: str) -> None:
        """Name a row that does not count, and why."""
        self.judged.append(Judgement(row, False, reason))


def look(said: Said, start: date, at: date, known_at: date | None, *, stock_only: bool) -> Seen:
    """Which rows count on a day: visible, not superseded, not said before, confirmed, with a value.

    `stock_only`: rows that give a stock (mode point) do not count for a plain count; they wait for review.
    """
    facts = said.facts
    if said.bare and start <= facts[0].day and facts[-1].day <= at and known_at is None:
        last = facts[-1].row
        return Seen({last.org: facts}, last=(last.as_of, last.reported_on), orgs={last.org})
    seen = Seen()
    shown = _visible(facts, seen, start, at, known_at)
    if stock_only:
        shown = _without_stocks(shown, seen)
    shown = _without_superseded(shown, seen)
    shown = _without_repeats(shown, seen)
    if shown:
        seen.last = max(map(_DAYS, shown))
        seen.orgs = {fact.row.org for fact in shown}
    stated = _stated(shown, seen)
    if len(seen.orgs) == 1 and stated:
        seen.counting = {stated[0].row.org: stated}
    else:
        for fact in stated:
            seen.counting.setdefault(fact.row.org, []).append(fact)
    return seen


_DAYS = attrgetter("day", "row.reported_on")

# Each sieve below looks for what it must hold back, and hands the facts through untouched if there is nothing.


def _visible(facts: list[Fact], seen: Seen, start: date, at: date, known_at: date | None) -> list[Fact]:
    """The facts within the time and the knowledge of the day judged."""
    days = [fact.day for fact in facts]
    unknown = [] if known_at is None else [fact for fact in facts if fact.row.reported_on > known_at]
    if not unknown and (not days or (start <= min(days) and max(days) <= at)):
        return facts
    shown = []
    for fact in facts:
        row = fact.row
        if fact.day > at:
            seen.list(row, "not_yet")
        elif known_at is not None and row.reported_on > known_at:
            seen.list(row, "not_known_yet")
        elif fact.day < start:
            seen.list(row, "before_start")
        else:
            shown.append(fact)
    return shown


def _without_stocks(facts: list[Fact], seen: Seen) -> list[Fact]:
    """A stock says nothing of what was added; a member that holds is none."""
    stocks = [fact for fact in facts if fact.row.mode == "point" and not fact.row.member and fact.value is not None]
    return _held_back(facts, stocks, "stock_for_count", seen)


def _stated(facts: list[Fact], seen: Seen) -> list[Fact]:
    """The facts with a confirmed value."""
    silent = [fact for fact in facts if fact.value is None]
    unconfirmed = [fact for fact in facts if not fact.row.confirmed and fact.value is not None]
    seen.unconfirmed = bool(unconfirmed)
    return _held_back(_held_back(facts, silent, "no_value", seen), unconfirmed, "unconfirmed", seen)


def _held_back(facts: list[Fact], those: list[Fact], reason: str, seen: Seen) -> list[Fact]:
    """The other facts; those held back are listed with the reason."""
    if not those:
        return facts
    for fact in those:
        seen.list(fact.row, reason)
    held = {id(fact) for fact in those}
    return [fact for fact in facts if id(fact) not in held]


def _without_superseded(facts: list[Fact], seen: Seen) -> list[Fact]:
    """A superseding row takes effect once it counts and is confirmed; a superseded row still supersedes."""
    superseding = [fact for fact in facts if fact.row.supersedes]
    gone = {fact.row.supersedes for fact in superseding if fact.row.confirmed and fact.value is not None}
    return _held_back(facts, [fact for fact in facts if row_id(fact.row) in gone] if gone else [], "superseded", seen)


def _without_repeats(facts: list[Fact], seen: Seen) -> list[Fact]:
    """Rows identical but for their day of reporting count once, the earliest; so do equal totals of two sources.

    Of equal totals one with numerator and denominator is kept before one without.
    """
    if len({fact.day for fact in facts}) == len(facts):
        return facts
    groups: dict[tuple[date, str], list[Fact]] = {}
    for fact in facts:
        row = fact.row
        groups.setdefault((fact.day, row.org), []).append(fact)
    kept: list[Fact] = []
    for group in groups.values():
        kept.extend(group if len(group) == 1 else _distinct(group, seen))
    return kept


def _distinct(group: list[Fact], seen: Seen) -> list[Fact]:
    group = in_order(group)
    contents: dict[tuple[object, ...], Fact] = {}
    for fact in group:
        content = fact.row.content
        if content in contents:
            seen.list(fact.row, "repeated")
        else:
            contents[content] = fact
    values: dict[tuple[object, ...], Fact] = {}
    kept = []
    for fact in sorted(contents.values(), key=lambda fact: fact.denominator is None):
        row = fact.row
        if fact.value is None:
            kept.append(fact)
            continue
        key = (row.mode == "increment", row.member, row.step, row.done_on, fact.value, fact.bound, row.confirmed)
        earlier = values.setdefault(key, fact)
        if earlier is fact:
            kept.append(fact)
        elif row.mode != "increment":
            seen.list(row, "same_value")
        else:
            kept.append(fact)
            seen.conflict = seen.conflict or earlier.row.source.file != row.source.file
    return kept


_PLACE = attrgetter("row.reported_on", "row.source.order")


def in_order(facts: list[Fact]) -> list[Fact]:
    """As reported and as they stand in their files; only rows from one place need their ids, which are hashes."""
    if len({_PLACE(fact) for fact in facts}) == len(facts):
        return sorted(facts, key=_PLACE)
    return sorted(facts, key=lambda fact: (_PLACE(fact), row_id(fact.row)))
