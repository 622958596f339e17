"""What a person decided on the claims of a ledger: recorded with the row that it gives, and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tracker import matching
from tracker.ledger import UNSAID, By, Claim, Decided, Entry, Kind, Ledger, Verdict, read, write, write_rows
from tracker.ledger.entry import key_of
from tracker.model.achievement import Achievement
from tracker.model.match import Decision, Match, Matches
from tracker.model.plan import Plan, Target
from tracker.problems import Problem
from tracker.rules.binding import bind

Targets = Mapping[tuple[str, str], Target]


class Waiting(NamedTuple):
    """A claim that nobody has decided on: the number of its entry, and what it says."""

    seq: int
    claim: Claim


class Choice(NamedTuple):
    """What a person makes of a claim; rejected where no target is named."""

    plan: str = ""
    target: str = ""
    why: str = ""


def undecided(ledger: Ledger, *, unmatched: bool = False) -> list[Waiting]:
    """The claims that wait for review, in order; with `unmatched` those that no target was found for as well."""
    decided = {each.claim for each in _decisions(ledger, standing=True)}
    return [
        Waiting(entry.seq, claim)
        for entry in ledger.entries(Kind.CLAIM, standing=True)
        if entry.seq not in decided
        and isinstance(claim := read(entry), Claim)
        and (unmatched or claim.decision == "review")
    ]


def _decisions(ledger: Ledger, *, standing: bool = False) -> Iterator[Decided]:
    for entry in ledger.entries(Kind.DECISION, standing=standing):
        if isinstance(decided := read(entry), Decided):
            yield decided


def decide(ledger: Ledger, plans: Sequence[Plan], waiting: Waiting, choice: Choice, by: By) -> list[Problem]:
    """Record a decision and the row that it gives, both or neither; they fall with the import of the claim.

    Returns:
        Why the row would not count, or that somebody decided in the meantime: then nothing was recorded.
    """
    seq, claim = waiting
    by = replace(by, why=choice.why or by.why)
    batch, key = _batch(ledger, seq), key_of("decision", str(seq))
    if ledger.knows(key):
        return [Problem(claim.source, "B202", {"found": seq})]
    if not choice.target:
        ledger.append([write(Decided(seq, Verdict.REJECT, by))._replace(key=key)], batch=batch)
        return []
    rows = credited(claim, plans, choice)
    bound = bind(plans, rows, date.max)
    if bound.problems:
        return list(bound.problems)
    decided = write(Decided(seq, Verdict.CREDIT, by, choice.plan, choice.target))._replace(key=key)
    ledger.append([decided, *write_rows(rows, claim.source.file, claim.on)], batch=batch)
    return []


def _batch(ledger: Ledger, seq: int) -> int:
    entry = ledger.entry(seq)
    return entry.batch if entry is not None else 0


def credited(claim: Claim, plans: Iterable[Plan], choice: Choice) -> list[Achievement]:
    """The row that a claim gives for a target, with the quoted words as its source."""
    match = Match(choice.plan, choice.target, claim.statement, Decision.CREDITED, Fraction(1))
    rows = matching.achievements(Matches((match,)), plans, as_of=claim.judged, source=lambda _: claim.source)
    return [row._replace(reported_on=UNSAID) for row in rows]


class Replayed(NamedTuple):
    """How many claims were decided as the same words were before."""

    credited: int = 0
    rejected: int = 0


def replay(ledger: Ledger, plans: Sequence[Plan], by: By) -> Replayed:
    """Decide the claims that say what a person decided on before likewise, also where that import was undone since."""
    remembered = {key: each for each in _decisions(ledger) if (key := _key(ledger, each.claim))}
    known = {(plan.id, target.id) for plan in plans for target in plan.targets}
    done = Replayed()
    if not remembered:
        return done
    for waiting in undecided(ledger, unmatched=True):
        before = remembered.get(waiting.claim.key)
        if before is None:
            continue
        choice = Choice(before.plan, before.target, before.by.why)
        if choice.target and (choice.plan, choice.target) not in known:
            continue
        if not decide(ledger, plans, waiting, choice, replace(by, who=before.by.who)):
            done = Replayed(done.credited + bool(choice.target), done.rejected + (not choice.target))
    return done


def _key(ledger: Ledger, seq: int) -> bytes:
    entry: Entry | None = ledger.entry(seq)
    return entry.key if entry is not None else b""


def targets_of(plans: Iterable[Plan]) -> Targets:
    """Every target by its plan's id and its own."""
    return {(plan.id, target.id): target for plan in plans for target in plan.targets}


def target_named(targets: Targets, name: str) -> tuple[str, str] | None:
    """The target of an id, or of `plan/target`; None where there is none, or several."""
    found = [key for key in targets if name in (key[1], "/".join(key))]
    return found[0] if len(found) == 1 else None


def nearest_targets(targets: Targets, name: str, most: int = 5) -> list[tuple[str, str]]:
    """The targets that somebody may have meant: by their words, or by an id that is written alike."""
    from difflib import get_close_matches

    worded = [key for key, target in targets.items() if name and (name in target.text or name in key[1])]
    alike = get_close_matches(name, [key[1] for key in targets], most, 1 / 2)
    return list(dict.fromkeys([*worded, *(key for key in targets if key[1] in alike)]))[:most]


def proposed_words(targets: Targets, decided: Iterable[tuple[Claim, Choice]]) -> dict[str, list[str]]:
    """Words for the lexicon: what people credited says in other words than its target does, by the target's word."""
    words: dict[str, list[str]] = {}
    for claim, choice in decided:
        target = targets.get((choice.plan, choice.target))
        said = claim.statement.subject
        said = said if said.startswith(claim.statement.action) else claim.statement.action + said
        for standard, variant in matching.other_words(target.text, said) if target else ():
            if variant not in words.setdefault(standard, []):
                words[standard].append(variant)
    return words
