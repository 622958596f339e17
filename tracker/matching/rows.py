"""Rows of tables that say in words what they tell of: each is held against the targets as a statement of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from tracker.calendar import Period
from tracker.matching.bars import is_of, is_promised
from tracker.matching.block import Block
from tracker.matching.credit import in_unit_of
from tracker.matching.decisions import decide_alone
from tracker.matching.wording import ROOM
from tracker.model.achievement import Achievement
from tracker.model.match import Decision, Match, Reason
from tracker.model.plan import Plan, Target
from tracker.model.statement import Kind, Role, Statement

_PLACE = re.compile("(?:[省市州盟区县旗镇乡村]|街道)$")


class RowMatcher:
    """The targets of some plans, ready to be found by what rows say of them."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = {block.plan.id: block for block in blocks}
        self.texts: dict[tuple[str, str], list[str]] = defaultdict(list)
        for plan, block in self.blocks.items():
            for target in block.plan.targets:
                self.texts[plan, _bare(target.text)].append(target.id)
        self.places = {name: _places(block.plan) for name, block in self.blocks.items()}
        self.ids = {target.id for block in self.blocks.values() for target in block.plan.targets}
        self._asked = lru_cache(ROOM)(self._of_place)

    def in_words(self, row: Achievement) -> Achievement | None:
        """A row that says in words what it tells of, also in place of an id; None if it names an id."""
        if not row.target:
            return row
        if row.text or row.target.isascii() or self._is_id(row.target):
            return None
        return row._replace(target="", text=row.target)

    def _is_id(self, name: str) -> bool:
        plan, _, target = name.partition("/")
        return name in self.ids or (plan in self.blocks and target in self.blocks[plan].plan.by_id)

    def match(self, row: Achievement) -> list[Match]:
        """The targets that a row may tell of, the likeliest first: one that counts, or several for a person to choose.

        The text of a target is that target; else the words decide as they do for a report. A row counts for one
        target; where it would count for several, of one plan or of two, a person says for which.
        """
        statement, text = statement_of(row), _bare(row.text)
        asked = self._asked(row.plan, statement.org)
        keys = ((block.plan.id, each) for block in asked for each in self.texts.get((block.plan.id, text), ()))
        named = [key for key in keys if self._may_be(row, *key)]
        if named:
            same = (Match(*key, statement, Decision.CREDITED, Fraction(1), (Reason("same_text"),)) for key in named)
            return _one_at_most(list(same))
        told = {eye: eye.telling(statement) for eye in {block.eye for block in asked}}
        found = [each for block in asked for each in decide_alone(block, told[block.eye], row.as_of)]
        found.sort(key=lambda each: (each.decision is not Decision.CREDITED, -each.score))
        return _one_at_most(found)

    def _of_place(self, plan: str, place: str) -> tuple[Block, ...]:
        """The plans that a row may be of: those of its place; where there is none, all, so that this can be said."""
        named = {name: block for name, block in self.blocks.items() if plan in ("", name)}
        of_place = (block for name, block in named.items() if self._takes(name, place))
        return tuple(of_place) or tuple(named.values())

    def _takes(self, plan: str, place: str) -> bool:
        """Whether any target of a plan may be promised for a place."""
        places = self.places[plan]
        return not place or places is None or place in places or is_of(self.blocks[plan].plan, place)

    def _may_be(self, row: Achievement, name: str, target: str) -> bool:
        """Whether a row of just a target's text is of its place."""
        plan, place = self.blocks[name].plan, _place(row)
        own, promised = plan.org or place, plan[target]
        here = place in own or own in place or place in promised.allocation
        return here or (promised.for_each is not None and is_promised(plan, promised, place))


def _one_at_most(found: list[Match]) -> list[Match]:
    """The matches, where several would count each for a person to choose from."""
    if sum(each.decision is Decision.CREDITED for each in found) < 2:
        return found
    return [
        replace(each, decision=Decision.REVIEW, reasons=(Reason("several"), *each.reasons))
        if each.decision is Decision.CREDITED
        else each
        for each in found
    ]


def _places(plan: Plan) -> frozenset[str] | None:
    """The places that have a share in a target of a plan; None if that is for a goals table to say."""
    if not plan.orgs and any(target.for_each for target in plan.targets):
        return None
    return frozenset(org for target in plan.targets for org in target.allocation)


def _place(row: Achievement) -> str:
    """Whose a row is where it names a place; a department (医政科) is none."""
    return row.org if _PLACE.search(row.org) else ""


def _bare(text: str) -> str:
    return "".join(text.split()).rstrip("。；;")


def statement_of(row: Achievement) -> Statement:
    """What a row says as a statement: its text is the subject, its figure, grade or step the quote.

    >>> from decimal import Decimal
    >>> said = statement_of(Achievement(text="新建示范卫生室", value=Decimal(62), unit="个"))
    >>> said.clause, said.quote, said.subject
    ('新建示范卫生室62个', '62个', '新建示范卫生室')
    """
    is_ratio = row.denominator is not None
    quote = f"{row.numerator}/{row.denominator}" if is_ratio else f"{'' if row.value is None else row.value}{row.unit}"
    has_figure = is_ratio or row.value is not None
    quote = quote if has_figure else row.grade or row.step or row.member
    kind = Kind.RATIO if is_ratio or row.unit in ("%", "‰") else Kind.COUNT
    day = row.done_on or row.as_of
    head = "，".join(filter(None, (row.org, row.as_of.isoformat())))
    return Statement(
        id=f"row {row.source.line}",
        start=0,
        end=len(quote),
        quote=quote,
        sentence=f"{head}：{row.text}{quote}",
        clause=f"{row.text}{quote}",
        kind=kind if has_figure else Kind.EVENT,
        role=Role.ACHIEVEMENT,
        value=row.value,
        unit=row.unit or ("%" if is_ratio else ""),
        bound=row.bound,
        subject=row.text,
        org=_place(row),
        period=None if has_figure else Period(day, day),
        mode=row.mode,
    )


def told_of(row: Achievement, plan: str, target: Target) -> Achievement:
    """A row put to a target, its unit in the target's words where both count the same."""
    return row._replace(plan=plan, target=target.id, unit=in_unit_of(target, row.unit) if row.unit else "")
