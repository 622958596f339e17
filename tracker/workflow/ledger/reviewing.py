"""What a person decided on the claims of a ledger: recorded with the row that it gives, and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import count, takewhile
from typing import NamedTuple

from tracker import matching
from tracker.ledger import (
    UNSAID,
    By,
    Claim,
    Decided,
    Kind,
    Ledger,
    LedgerError,
    New,
    Undone,
    Verdict,
    read,
    read_row,
    write,
    write_rows,
)
from tracker.ledger.entry import key_of
from tracker.model.achievement import Achievement
from tracker.model.match import Decision, Match, Matches
from tracker.model.plan import Plan, Target
from tracker.problems import Problem
from tracker.rules.binding import bind
from tracker.workflow.ledger.reading import Waiting, decisions, undecided

Targets = Mapping[tuple[str, str], Target]


class Choice(NamedTuple):
    """What a person makes of a claim; rejected where no target is named."""

    plan: str = ""
    target: str = ""
    why: str = ""


class Ruling(NamedTuple):
    """What was chosen, by whom, and from which day it is known; without a choice the claim waits again."""

    choice: Choice | None
    on: date
    by: By


def decide(ledger: Ledger, plans: Sequence[Plan], waiting: Waiting, ruling: Ruling) -> list[Problem]:
    """Record a decision and the row that it gives, both or neither; they fall with the import of the claim.

    Returns:
        Why the row would not count, or that somebody decided in the meantime: then nothing was recorded.
    """
    (decided, *rows), problems = _made(plans, waiting, ruling.choice or Choice(), ruling)
    if not problems and not ledger.append_if_new(decided, rows, batch=_batch(ledger, waiting.seq)):
        return [Problem(waiting.claim.source, "B202", {"found": waiting.seq})]
    return problems


def _made(plans: Sequence[Plan], waiting: Waiting, choice: Choice, ruling: Ruling) -> tuple[list[New], list[Problem]]:
    """A decision and the row that it gives, reported when its claim was; and why that would not count."""
    seq, claim = waiting
    by = replace(ruling.by, why=choice.why or ruling.by.why)
    verdict = Verdict.CREDIT if choice.target else Verdict.REJECT
    rows = credited(claim, plans, choice) if choice.target else []
    decided = write(Decided(seq, verdict, by, choice.plan, choice.target, ruling.on))
    problems = list(bind(plans, rows, date.max).problems)
    own = write_rows(rows, claim.source.file, claim.on)
    return [decided._replace(key=key_of("decision", str(seq))), *own], problems


def _batch(ledger: Ledger, seq: int) -> int:
    entry = ledger.entry(seq)
    return entry.batch if entry is not None else 0


class Earlier(NamedTuple):
    """A decision that stands: the claim, what was decided, and its entries, the row that it gave among them."""

    waiting: Waiting
    decided: Decided
    entries: tuple[int, ...]


def decided_before(ledger: Ledger, numbers: Iterable[int]) -> list[Earlier]:
    """The decisions that stand on some claims, by the numbers of the claims' entries.

    Raises:
        LedgerError: one is no claim, or nobody has decided on it.
    """
    standing = {each.claim: (seq, each) for seq, each in decisions(ledger, standing=True)}
    found: list[Earlier] = []
    for number in dict.fromkeys(numbers):
        claim = _claim(ledger, number)
        if claim is None or number not in standing:
            raise LedgerError("B205", found=number)
        seq, decision = standing[number]
        rows = takewhile(partial(_is_row, ledger), count(seq + 1))
        found.append(Earlier(Waiting(number, claim), decision, (seq, *rows)))
    return found


def _is_row(ledger: Ledger, seq: int) -> bool:
    entry = ledger.entry(seq)
    return entry is not None and entry.kind is Kind.ROW


def revise(ledger: Ledger, plans: Sequence[Plan], earlier: Earlier, ruling: Ruling) -> list[Problem]:
    """Record that an earlier decision and its row no longer count, and what takes their place, both or neither.

    Returns:
        Why the row would not count, or that somebody else revised it in the meantime: then nothing was recorded.
    """
    waiting, choice = earlier.waiting, ruling.choice
    entries, problems = _made(plans, waiting, choice, ruling) if choice is not None else ([], [])
    by = replace(ruling.by, why=(choice.why if choice else "") or ruling.by.why)
    batch = _batch(ledger, waiting.seq)
    undone = write(Undone(batch, ruling.on, by, earlier.entries))
    if not problems and not ledger.append_if_new(undone, entries, batch=batch):
        return [Problem(waiting.claim.source, "B202", {"found": waiting.seq})]
    return problems


def credited(claim: Claim, plans: Iterable[Plan], choice: Choice) -> list[Achievement]:
    """The row that a claim gives for a target, with the quoted words as its source; a row of a table is put to it."""
    if claim.row:
        target = next(plan for plan in plans if plan.id == choice.plan)[choice.target]
        return [matching.told_of(read_row(claim.row, claim.source.file), choice.plan, target)]
    match = Match(choice.plan, choice.target, claim.statement, Decision.CREDITED, Fraction(1))
    rows = matching.achievements(Matches((match,)), plans, as_of=claim.judged, source=lambda _: claim.source)
    return [row._replace(reported_on=UNSAID) for row in rows]


class Replayed(NamedTuple):
    """How many claims were decided as the same words were before."""

    credited: int = 0
    rejected: int = 0


def replay(ledger: Ledger, plans: Sequence[Plan], on: date, by: By) -> Replayed:
    """Decide the claims that say what a person decided on before likewise, also where that import was undone since."""
    taken_back = ledger.taken_back()
    told = (each for seq, each in decisions(ledger) if seq not in taken_back)
    remembered = {claim.alike: each for each in told if (claim := _claim(ledger, each.claim))}
    known = {(plan.id, target.id) for plan in plans for target in plan.targets}
    done = Replayed()
    if not remembered:
        return done
    for waiting in undecided(ledger, unmatched=True):
        before = remembered.get(waiting.claim.alike)
        if before is None:
            continue
        choice = Choice(before.plan, before.target, before.by.why)
        if choice.target and (choice.plan, choice.target) not in known:
            continue
        if not decide(ledger, plans, waiting, Ruling(choice, on, replace(by, who=before.by.who))):
            done = Replayed(done.credited + bool(choice.target), done.rejected + (not choice.target))
    return done


def _claim(ledger: Ledger, seq: int) -> Claim | None:
    entry = ledger.entry(seq)
    claim = read(entry) if entry is not None and entry.kind is Kind.CLAIM else None
    return claim if isinstance(claim, Claim) else None


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
