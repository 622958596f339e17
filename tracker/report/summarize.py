"""Plans and achievements into the report of a period: four boards, what differs between them, and the lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker import rules
from tracker.calendar import Period, previous_period
from tracker.model.achievement import Achievement
from tracker.model.assessment import Assessment, Glance, Judgement, Verdicts
from tracker.model.match import Match
from tracker.model.plan import Plan, Thresholds
from tracker.model.report import Report
from tracker.report import attention, groups, reporting
from tracker.report.asked import Asked
from tracker.report.changes import Stages, changes
from tracker.report.courses import Courses
from tracker.report.selection import belongs

NO_TARGET = frozenset({"no_target", "unknown_target", "ambiguous_target"})
FOR_REVIEW = frozenset({"stock_for_count", "unconfirmed"})
"""Why a row that was read did not count: nobody said of which target it tells, or somebody has to look at it."""


class _Judge:
    """The engine with all that stays the same from board to board."""

    def __init__(self, plans: Sequence[Plan], rows: Sequence[Achievement], asked: Asked) -> None:
        self.plans, self.rows, self.asked = plans, rows, asked

    def board(
        self, at: date, known_at: date | None, *, upto: date | None = None, policy: Thresholds | None = None
    ) -> Verdicts:
        """Every target on a day; with `upto` no row of a later day is looked at."""
        rows = self.rows if upto is None else [row for row in self.rows if row.as_of <= upto]
        return rules.assess(
            self.plans,
            rows,
            as_of=at,
            known_at=known_at,
            policy=policy or self.asked.policy,
            calendar=self.asked.calendar,
            lang=self.asked.lang,
            shares=self.asked.shares,
        )

    def glances(self, at: date) -> list[Glance]:
        """Every target on a day, with all that is known now."""
        asked = self.asked
        known_at, shares = asked.known_at, asked.shares
        return rules.glances(self.plans, self.rows, as_of=at, known_at=known_at, policy=asked.policy, shares=shares)


def summarize(
    plans: Iterable[Plan], achievements: Iterable[Achievement], asked: Asked, *, reviews: Iterable[Match] = ()
) -> Report:
    """The report of a month, quarter, half-year or year.

    Args:
        plans: checked plans.
        achievements: every row known, of whatever day; an object given twice is two rows.
        asked: the period, what was known, and whose share of it.
        reviews: statements of documents that wait for somebody to look at them.

    Returns:
        The report; its numbers are sums over its `assessments`, and no target of the plans is missing, unless only
        one unit's share was asked for.
    """
    plans, rows = tuple(plans), tuple(achievements)
    judge = _Judge(plans, rows, asked)
    previous = previous_period(asked.period)
    then = asked.previous_known_at or reporting_day(plans, previous, asked.known_at)
    now = judge.board(asked.period.end, asked.known_at)
    stages = Stages(
        published=judge.board(previous.end, then, policy=asked.previous_policy),
        judged_alike=judge.board(previous.end, then) if asked.previous_policy else None,
        corrected=judge.board(previous.end, asked.known_at),
        waited=judge.board(asked.period.end, asked.known_at, upto=previous.end),
        now=now,
    )
    return _report(plans, stages, asked, previous, then, judge, tuple(reviews))


def _report(
    plans: tuple[Plan, ...],
    stages: Stages,
    asked: Asked,
    previous: Period,
    then: date,
    judge: _Judge,
    reviews: tuple[Match, ...],
) -> Report:
    share = _Share(asked.org, asked.lead)
    judged, before = share.of(stages.now), share.of(stages.published)
    came = reporting.counts(judged, plans, asked.period, asked.known_at)
    listed = stages.now.listed
    return Report(
        period=asked.period,
        previous=previous,
        known_at=asked.known_at,
        previous_known_at=then,
        policy=stages.now.policy,
        titles={plan.id: plan.title or plan.id for plan in plans},
        orgs={plan.id: plan.org or "" for plan in plans},
        assessments=judged,
        before=before,
        totals=rules.totals(judged),
        previous_totals=rules.totals(before),
        changes=changes(stages, judged, asked.period),
        below_schedule=attention.below_schedule(judged),
        overdue=attention.overdue(judged),
        due_next=attention.due_next(judged, asked.period),
        unsettled=attention.unsettled(judged),
        unreported=tuple(
            a for a in judged if a.scope == "plan" and (owed := came[reporting.key_of(a)]).came < owed.due
        ),
        never_reported=attention.never_reported(judged),
        reporting=sum(came.values(), start=reporting.NONE),
        themes=groups.grouped(judged, "theme", came),
        leads=groups.ranked(groups.grouped(judged, "lead", came)),
        units=groups.ranked(groups.of_units(judged, came)),
        courses=Courses(judged, plans, judge.glances, asked),
        unmatched=tuple(each for each in listed if each.reason in NO_TARGET and share.whole),
        waiting=tuple(each for each in _of(listed, judged, share) if each.reason in FOR_REVIEW),
        reviews=reviews if share.whole else (),
        org=asked.org or "",
        lead=asked.lead or "",
        lang=asked.lang,
        sources=tuple(dict.fromkeys(each.row.source.file for a in judged for each in a.rows if each.row.source.file)),
    )


@dataclass(frozen=True, slots=True)
class _Share:
    """Whose share of the board is summed up: everybody's, one unit's, one department's."""

    org: str | None
    lead: str | None

    @property
    def whole(self) -> bool:
        """Whether it is the whole board."""
        return self.org is None and self.lead is None

    def of(self, verdicts: Verdicts) -> tuple[Assessment, ...]:
        """The assessments of the share; a unit's share of an allocated goal counts as its target."""
        if self.whole:
            return verdicts.assessments
        own = [a for a in verdicts.assessments if belongs(a, org=self.org, lead=self.lead)]
        if self.org is None:
            return tuple(own)
        return tuple(replace(a, scope="plan") for a in own)


def _of(listed: Sequence[Judgement], judged: Sequence[Assessment], share: _Share) -> Iterable[Judgement]:
    """The listed rows that belong to the share: all of them, or those of its targets."""
    if share.whole:
        return listed
    named = {(a.plan, a.target) for a in judged}
    return (
        each
        for each in listed
        if (each.row.plan, each.row.target) in named and (share.org is None or each.row.org == share.org)
    )


def reporting_day(plans: Sequence[Plan], previous: Period, known_at: date | None) -> date:
    """The day by which the last period had to be reported: what was known then made the last summary."""
    day = max((plan.report.day for plan in plans if plan.report is not None), default=reporting.DAY)
    then = reporting.deadline(previous.end, day)
    return then if known_at is None else min(then, known_at)
