"""From the quantities of a sentence to what is said of each: subject, unit, role, level, mode, period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.calendar import Period
from tracker.model.achievement import Mode
from tracker.model.statement import Role
from tracker.text import roles
from tracker.text.grammar import Grammar
from tracker.text.periods import ToldTimes
from tracker.text.phrases import level_of
from tracker.text.quantities import Quantity
from tracker.text.spoken import Spoken
from tracker.text.subjects import Named, Subjects
from tracker.text.units import unit_of

_TO_DATE = re.compile(r"累计|截至|截止|以来|(?<![公医])共(?!同|享|建|产)|总计|合计|先后")
_INCREMENT = re.compile(r"新(?:增|建|设|引进|开|改建|签|认定|培育|登记|发现|落地)|净增|再(?!生|贷|制)|本月|当月")
_POINT = re.compile(r"现有|达到|达|目前|为|保持|稳定|拥有|已有|有")
_NEAR = 14
"""Characters before a figure in which 累计 still speaks of it."""


@dataclass(frozen=True, slots=True)
class Said:
    """One quantity with what its sentence says of it."""

    quantity: Quantity
    clause: Spoken
    subject: str
    unit: str
    role: Role
    action: str
    level: str
    mode: Mode
    detail: str
    period: Period | None
    flags: tuple[str, ...]


def said(
    clauses: Sequence[Spoken], times: ToldTimes, use: Grammar, *, back: bool = False, before: str = ""
) -> Iterator[Said]:
    """What a sentence says, clause by clause.

    A clause without marks takes the modality of the clause before it, then that of its section; `back`: of a review.
    `before` is the sentence before it in the paragraph.
    """
    subjects, section = Subjects(use, before), times.section
    modality = "done" if back else ""
    for place, clause in enumerate(clauses):
        after = clauses[place + 1] if place + 1 < len(clauses) else None
        subjects.following = after.words if after and not after.quantities else ""
        modality = roles.clause_modality(clause, section.modality, use) or modality
        if not clause.quantities:
            subjects.pass_over(clause)
            continue
        announced = roles.announced(clause.words + subjects.following)
        for named in subjects.of(clause):
            yield _said(named, clause, "plan" if announced else modality, times, use)


def _said(named: Named, clause: Spoken, modality: str, times: ToldTimes, use: Grammar) -> Said:
    quantity = named.quantity
    told = times.at(quantity.start)
    modality = modality or told.modality or times.section.modality
    at = clause.place_of(quantity)
    before = clause.head(at)
    detail = roles.detail_of(clause, at, modality=modality, section=times.section.modality)
    unknown = ("role_unknown",) if modality == "unknown" else ()
    implicit = ("implicit",) if quantity.form in ("coverage", "none") else ()
    return Said(
        quantity=quantity,
        clause=clause,
        subject=named.subject,
        unit=unit_of(quantity, named.subject, before + clause.text[quantity.start : quantity.end], use),
        role=roles.role_of(modality, detail),
        action=named.action,
        level=level_of(named.subject, use) or level_of(clause.behind(at)[:6], use),
        mode=mode_of(before),
        detail=detail,
        period=told.period,
        flags=(*named.flags, *unknown, *implicit, *told.flags),
    )


def mode_of(before: str) -> Mode:
    """Whether a figure is a running total, what was added, or what there is; "" where nothing says.

    >>> mode_of("截至目前累计培训"), mode_of("新建"), mode_of("覆盖率达")
    ('to_date', 'increment', 'point')
    """
    near = before[-_NEAR:]
    if _TO_DATE.search(near):
        return "to_date"
    if _INCREMENT.search(near):
        return "increment"
    return "point" if _POINT.search(near) else ""
