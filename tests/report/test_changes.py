"""What changed since the last summary, and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.report.made import change, june, plan, rows
from tracker.model.assessment import Status
from tracker.model.clauses import Thresholds
from tracker.model.report import Cause, Movement

STAFF = {"id": "a", "at_least": 120, "unit": "人"}
APRIL = {"as_of": "2021-04-30", "value": 45}


def test_a_new_figure_that_reaches_the_goal() -> None:
    moved = change(june(plan(STAFF), rows(APRIL, {"as_of": "2021-06-20", "value": 120})))
    assert moved is not None
    assert (moved.movement, moved.causes) == (Movement.ACHIEVED, (Cause.NEW_DATA,))
    assert moved.before is not None
    assert (moved.before.actual, moved.after.actual) == (45, 120)


def test_time_alone_lets_a_target_slip() -> None:
    moved = change(june(plan(STAFF), rows({"as_of": "2021-05-31", "value": 40})))
    assert moved is not None
    assert (moved.movement, moved.causes) == (Movement.SLIPPED, (Cause.TIME,))


def test_time_takes_and_a_new_figure_gives_but_nothing_moved() -> None:
    """Both steps happened, and the status is the same in the end: the figure is what is new."""
    moved = change(june(plan(STAFF), rows({"as_of": "2021-05-31", "value": 40}, {"as_of": "2021-06-30", "value": 60})))
    assert moved is not None
    assert (moved.movement, moved.causes) == (Movement.EVIDENCE, (Cause.NEW_DATA,))


def test_a_figure_of_last_month_corrected_after_its_summary() -> None:
    done = rows(
        {"id": "may", "as_of": "2021-05-31", "reported_on": "2021-06-03", "value": 60},
        {"as_of": "2021-05-31", "reported_on": "2021-06-20", "value": 20, "supersedes": "may"},
    )
    moved = change(june(plan(STAFF), done))
    assert moved is not None
    assert (moved.before and moved.before.actual, moved.after.actual) == (60, 20)
    assert (moved.movement, moved.causes) == (Movement.SLIPPED, (Cause.CORRECTION, Cause.TIME))


def test_a_decision_of_this_month_is_not_called_the_passing_of_time() -> None:
    goal = {"decided_on": "2021-06-10", "field": "goal", "to": 60, "reason": "机构改革"}
    moved = change(june(plan({**STAFF, "revisions": [goal]}), rows({"as_of": "2021-05-31", "value": 30})))
    assert moved is not None
    assert moved.before is not None
    assert moved.before.status is Status.BEHIND
    assert (moved.movement, moved.causes) == (Movement.RECOVERED, (Cause.REVISED,))


def test_withdrawn_this_month() -> None:
    gone = {"decided_on": "2021-06-10", "withdraw": True, "reason": "并入上级任务"}
    moved = change(june(plan({**STAFF, "revisions": [gone]}), rows(APRIL)))
    assert moved is not None
    assert (moved.movement, moved.causes) == (Movement.WITHDRAWN, (Cause.REVISED,))


def test_another_policy_than_last_time() -> None:
    done = rows({"as_of": "2021-05-31", "value": 45})
    strict = Thresholds(amber=Decimal(0))
    moved = change(june(plan(STAFF), done, policy=strict, previous_policy=Thresholds()))
    assert moved is not None
    assert (moved.movement, moved.causes) == (Movement.SLIPPED, (Cause.POLICY,))


def test_a_running_total_that_fell_is_named_even_where_the_status_holds() -> None:
    moved = change(june(plan(STAFF), rows({"as_of": "2021-05-31", "value": 59}, {"as_of": "2021-06-30", "value": 57})))
    assert moved is not None
    assert (moved.movement, moved.causes) == (Movement.REGRESSED, (Cause.NEW_DATA,))


def test_the_first_report_of_a_target() -> None:
    moved = change(june(plan(STAFF), rows({"as_of": "2021-06-30", "value": 60})))
    assert moved is not None
    assert (moved.movement, moved.causes) == (Movement.RESTATED, (Cause.NEW_DATA,))


def test_nothing_new_is_no_change() -> None:
    assert change(june(plan(STAFF), rows({"as_of": "2021-05-31", "value": 60}))) is None


def test_a_figure_that_came_in_time_for_the_last_summary_is_no_correction() -> None:
    """What was known by the reporting day after May made the summary of May."""
    report = june(plan({**STAFF, "report": {"day": 10}}, report={"day": 10}), rows(
        {"as_of": "2021-05-31", "reported_on": "2021-06-08", "value": 60}))  # fmt: skip
    assert report.previous_known_at == date(2021, 6, 10)
    assert change(report) is None


def test_the_worst_news_does_not_stand_last() -> None:
    one = plan(STAFF, {**STAFF, "id": "b"}, {**STAFF, "id": "c"})
    done = rows(
        {"as_of": "2021-05-31", "value": 40},
        {"target": "b", "as_of": "2021-05-31", "value": 70},
        {"target": "b", "as_of": "2021-06-30", "value": 71},
        {"target": "c", "as_of": "2021-06-30", "value": 120},
    )
    order = [each.after.target for each in june(one, done).changes]
    assert order == ["c", "a", "b"]
