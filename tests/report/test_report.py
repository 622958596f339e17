"""The lists of a report: who is behind, what is overdue, who reported, and how the units stand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.report.made import june, plan, rows
from tracker.calendar import parse_period
from tracker.model.assessment import Status
from tracker.model.report import Reporting
from tracker.report.asked import Asked
from tracker.report.summarize import summarize

COUNT = {"at_least": 120, "unit": "人"}


def test_the_worst_is_read_first() -> None:
    one = plan(*({"id": name, **COUNT} for name in "abc"))
    done = rows(
        {"target": "a", "as_of": "2021-06-30", "value": 55},
        {"target": "b", "as_of": "2021-06-30", "value": 10},
        {"target": "c", "as_of": "2021-06-30", "value": 40},
    )
    report = june(one, done)
    assert [item.assessment.target for item in report.below_schedule] == ["b", "c", "a"]


def test_the_unit_gives_its_reason_and_its_next_step_in_the_latest_row_that_has_them() -> None:
    done = rows(
        {"as_of": "2021-04-30", "value": 10, "reason": "招聘公告未批", "next_step": "四月底前报批"},
        {"as_of": "2021-05-31", "value": 12, "reason": "面试推迟"},
        {"as_of": "2021-06-30", "value": 20},
        {"as_of": "2021-07-31", "value": 30, "reason": "以后的话"},
    )
    (item,) = june(plan({"id": "a", **COUNT}), done).below_schedule
    assert (item.reason, item.next_step) == ("面试推迟", "四月底前报批")


def test_overdue_stands_by_itself_and_the_longest_comes_first() -> None:
    one = plan({"id": "a", **COUNT, "due": "2021-05"}, {"id": "b", **COUNT, "due": "2021-03"})
    report = june(one, rows({"as_of": "2021-05-31", "value": 50}))
    assert [(item.assessment.target, item.assessment.overdue_days) for item in report.overdue] == [("b", 91), ("a", 30)]
    assert report.below_schedule == ()


def test_what_falls_due_in_the_next_period() -> None:
    one = plan({"id": "a", **COUNT, "due": "2021-07-15"}, {"id": "b", **COUNT, "due": "2021-08-01"})
    assert [item.assessment.target for item in june(one).due_next] == ["a"]
    quarter = summarize([one], (), Asked(period=parse_period("2021Q2")))
    assert [item.assessment.target for item in quarter.due_next] == ["a", "b"]


def test_a_report_without_a_number_is_a_report_and_never_a_figure() -> None:
    one = plan({"id": "a", **COUNT}, {"id": "b", **COUNT})
    report = june(one, rows({"as_of": "2021-06-30", "note": "稳步推进"}))
    assert [a.target for a in report.never_reported] == ["b"]
    assert [a.target for a in report.unreported] == ["b"]
    assert report.reporting == Reporting(due=2, came=1)


def test_reports_owed_by_the_month_and_by_the_quarter() -> None:
    one = plan({"id": "a", **COUNT}, {"id": "b", **COUNT, "report": {"every": "quarter", "day": 10}}, report={"day": 5})
    done = rows(
        {"target": "a", "as_of": "2021-06-30", "reported_on": "2021-07-06", "value": 1},
        {"target": "b", "as_of": "2021-04-30", "reported_on": "2021-07-01", "value": 1},
    )
    assert june(one, done).reporting == Reporting(due=2, came=2, timed=2, on_time=1, late=1)
    may = summarize([one], done, Asked(period=parse_period("2021-05")))
    assert may.reporting == Reporting(due=1, timed=1)
    year = summarize([one], done, Asked(period=parse_period("2021")))
    assert year.reporting.due == 12 + 4


def test_nothing_is_owed_once_the_goal_is_met_or_before_the_start() -> None:
    one = plan({"id": "a", **COUNT}, {"id": "b", **COUNT, "start": "2021-07"})
    assert june(one, rows({"as_of": "2021-05-31", "value": 120})).reporting == Reporting()


def test_a_report_is_not_missed_while_its_day_has_not_come() -> None:
    one = plan({"id": "a", **COUNT}, report={"day": 5})
    assert june(one, known_at=date(2021, 7, 3)).reporting == Reporting(due=1)
    assert june(one, known_at=date(2021, 7, 6)).reporting == Reporting(due=1, timed=1)


def test_departments_are_ranked_by_their_schedule_and_ties_share_a_place() -> None:
    one = plan(
        {"id": "a", **COUNT, "lead": "人事科"},
        {"id": "b", **COUNT, "lead": "医政科"},
        {"id": "c", **COUNT, "lead": "妇幼科"},
        {"id": "d", "grade_at_least": "达成", "lead": "办公室"},
        {"id": "e", **COUNT},
    )
    done = rows(
        *({"target": name, "as_of": "2021-06-30", "value": n} for name, n in zip("abc", (60, 30, 60), strict=True))
    )
    report = june(one, done)
    assert [(group.place, group.name) for group in report.leads] == [
        (1, "人事科"), (1, "妇幼科"), (3, "医政科"), (None, "办公室"), (None, ""),
    ]  # fmt: skip
    assert report.leads[2].totals.on_schedule_rate == Fraction(0)


def test_units_are_those_of_an_allocation() -> None:
    one = plan({"id": "a", **COUNT, "allocation": {"甲区": 80, "乙县": 40}}, orgs=["甲区", "乙县"])
    done = rows(
        {"org": "甲区", "as_of": "2021-06-30", "value": 40}, {"org": "乙县", "as_of": "2021-06-30", "value": 10}
    )
    report = june(one, done)
    assert [(group.name, group.place, group.below) for group in report.units] == [("甲区", 1, 0), ("乙县", 2, 1)]


def test_one_units_share_is_a_report_of_its_own() -> None:
    one = plan(
        {"id": "a", **COUNT, "allocation": {"甲区": 80, "乙县": 40}}, {"id": "b", **COUNT}, orgs=["甲区", "乙县"]
    )
    done = rows(
        {"org": "甲区", "as_of": "2021-06-30", "value": 40}, {"org": "乙县", "as_of": "2021-06-30", "value": 10}
    )
    report = june(one, done, org="乙县")
    assert [(a.target, a.org, a.goal, a.actual) for a in report.assessments] == [("a", "乙县", 40, 10)]
    assert report.totals.counts[Status.BEHIND] == 1
    assert [change.before is not None for change in report.changes] == [True]


def test_a_past_month_is_made_again_whatever_was_reported_since() -> None:
    one = plan({"id": "a", **COUNT})
    early = rows(
        {"as_of": "2021-05-31", "value": 30}, {"as_of": "2021-06-30", "reported_on": "2021-07-03", "value": 50}
    )
    late = rows({"as_of": "2021-06-30", "reported_on": "2021-08-01", "value": 61})
    known = date(2021, 7, 5)
    first, again = june(one, early, known_at=known), june(one, early + late, known_at=known)
    assert first.targets[0].actual == again.targets[0].actual == 50
    assert first.changes[0].causes == again.changes[0].causes
    assert first.courses == again.courses


def test_the_course_of_a_target() -> None:
    one = plan({"id": "a", **COUNT, "due": "2021-09"})
    report = june(one, rows({"as_of": "2021-02-28", "value": 20}, {"as_of": "2021-06-30", "value": 80}))
    course = report.courses["p", "a", "示例市"]
    assert [(mark.day.month, mark.actual) for mark in course.marks] == [
        (1, None), (2, 20), (3, 20), (4, 20), (5, 20), (6, 80),
    ]  # fmt: skip
    assert [expected for _, expected in course.plan] == [Fraction(month, 9) for month in range(1, 10)]


def test_an_empty_plan_day_is_a_report_all_the_same() -> None:
    report = june(plan({"id": "a", **COUNT, "start": "2021-10", "due": "2021-12"}))
    assert report.totals.counts[Status.PENDING] == 1
    assert (report.changes, report.below_schedule, report.overdue, report.never_reported) == ((), (), (), ())
    assert report.courses["p", "a", "示例市"].marks == ()


def test_the_course_of_a_units_share_is_its_own() -> None:
    one = plan({"id": "a", **COUNT, "allocation": {"甲区": 80, "乙县": 40}}, orgs=["甲区", "乙县"])
    done = rows(
        {"org": "甲区", "as_of": "2021-06-30", "value": 40}, {"org": "乙县", "as_of": "2021-05-31", "value": 10}
    )
    course = june(one, done, org="乙县").courses["p", "a", "乙县"]
    assert [mark.actual for mark in course.marks] == [None, None, None, None, 10, 10]
