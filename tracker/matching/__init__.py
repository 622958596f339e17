"""Statements held against targets: candidates, features, vetoes, a decision, and the reasons for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.lexicon import Lexicon, package
from tracker.matching.block import Block, Candidate, blocks
from tracker.matching.credit import achievements
from tracker.matching.decisions import decide
from tracker.matching.likeness import Memory
from tracker.matching.proposals import other_words
from tracker.matching.rows import RowMatcher, statement_of, told_of
from tracker.model.match import Matches
from tracker.model.plan import Plan
from tracker.model.statement import Reading

__all__ = [
    "Block",
    "Candidate",
    "Memory",
    "RowMatcher",
    "achievements",
    "blocks",
    "match",
    "match_block",
    "match_blocks",
    "other_words",
    "statement_of",
    "together",
    "told_of",
]


def match(plans: Plan | Iterable[Plan], reading: Reading, *, as_of: date, lexicon: Lexicon | None = None) -> Matches:
    """Which statement of a document tells of which target.

    Args:
        plans: one plan or several; a statement is credited to at most one target of each.
        reading: what the document says.
        as_of: the day that is judged: what speaks of a later time does not count, and what names no time is taken
            to speak of the time up to it.
        lexicon: the words to match by; by default the package's own.

    Returns:
        The matches in reading order, and both leftovers.
    """
    plans = (plans,) if isinstance(plans, Plan) else tuple(plans)
    return match_blocks(blocks(plans, lexicon or package()), reading, as_of=as_of)


def match_blocks(blocks: Sequence[Block], reading: Reading, *, as_of: date) -> Matches:
    """Like `match`, for plans that are made ready once for many documents."""
    told = {eye: eye.told(reading) for eye in {block.eye for block in blocks}}
    return together([decide(block, told[block.eye], as_of) for block in blocks])


def match_block(block: Block, reading: Reading, *, as_of: date) -> Matches:
    """Like `match_blocks`, for one plan."""
    return decide(block, block.eye.told(reading), as_of)


def together(found: Sequence[Matches]) -> Matches:
    """The matches of several plans; a statement is left over where it is for each of them."""
    if len(found) == 1:
        return found[0]
    told = {match.statement.id for each in found for match in each.matches}
    left = found[0].without_target if found else ()
    return Matches(
        tuple(sorted((match for each in found for match in each.matches), key=lambda match: match.statement.start)),
        tuple(key for each in found for key in each.without_report),
        tuple(statement for statement in left if statement.id not in told),
        tuple(match for each in found for match in each.without_number),
    )
