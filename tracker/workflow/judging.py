"""Plans and achievements into a board, on a day, by a policy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tracker import rules
from tracker.board import Board
from tracker.calendar import WorkCalendar, parse_day
from tracker.model.plan import Plan, Thresholds
from tracker.problems import refuse
from tracker.workflow.achievements import load_achievements
from tracker.workflow.goals import shares_of
from tracker.workflow.plans import policy_named


def assess(
    plan: Plan | Iterable[Plan],
    achievements: object = (),
    as_of: date | str = "",
    *,
    known_at: date | str | None = None,
    policy: str | Path | Thresholds | None = None,
    calendar: WorkCalendar | None = None,
    goals: object = (),
    lang: str = "zh",
) -> Board:
    """Judge a plan, or several, on a day.

    Args:
        plan: one plan or several.
        achievements: as `load_achievements` gives them, or anything that it takes.
        as_of: the day judged, a date or as people write it (`2021-06` is its last day); never left to the clock.
        known_at: what was reported after this day is not known; so an earlier board can be reproduced.
        policy: a preset's name, a file, or thresholds; by default each plan's own.
        calendar: working days, with a unit's own holidays; by default those published for mainland China.
        goals: what units are held to by targets that are one for each, as `load_goals` gives it, or anything it takes.
        lang: the language of the sentences, `zh` or `en`.

    Raises:
        PlanError: a day or a policy that cannot be understood, achievements that cannot be read, goals with problems.

    >>> from tracker.workflow import load_plan
    >>> staff = {"id": "staff", "text": "引进人才", "at_least": 170}
    >>> plan = load_plan({"plan": "a", "period": 2021, "targets": [staff]})
    >>> board = assess(plan, [{"target": "staff", "as_of": "2021-06-30", "value": 120}], as_of="2021-06-30")
    >>> board["staff"].status.value, str(board["staff"].progress)
    ('ahead', '12/17')
    """
    known_on = None if known_at is None else day(known_at)
    done = load_achievements(achievements, known_at=known_on)
    plans = (plan,) if isinstance(plan, Plan) else tuple(plan)
    verdicts = rules.assess(
        plans,
        done.rows,
        as_of=day(as_of),
        known_at=known_on,
        policy=thresholds(policy),
        calendar=calendar or WorkCalendar(),
        lang=lang,
        shares=shares_of(plans, goals),
    )
    return Board.of(verdicts, plans, lang=lang, rows_in=done.rows_in, refused=done.refused, unread=done.problems)


def day(written: date | str) -> date:
    """A day as people write it; of a longer period its last.

    Raises:
        PlanError: not a day.

    >>> day("2021-06")
    datetime.date(2021, 6, 30)
    """
    if isinstance(written, date):
        return written
    try:
        return parse_day(written, last=True)
    except ValueError:
        raise refuse("", "W130", found=written) from None


def thresholds(policy: str | Path | Thresholds | None) -> Thresholds | None:
    """The thresholds that a preset's name or a file stands for; None for each plan's own."""
    return policy if policy is None or isinstance(policy, Thresholds) else policy_named(str(policy))
