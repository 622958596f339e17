"""Small plans and rows for the tests of the report, written as a user would write them."""

from __future__ import annotations

from typing import Any

from tracker.calendar import parse_period
from tracker.model.achievement import Achievement
from tracker.model.plan import Plan
from tracker.model.report import Change, Report
from tracker.plans import plan_from
from tracker.readers import rows_from
from tracker.report.asked import Asked
from tracker.report.summarize import summarize


def plan(*targets: dict[str, Any], **header: Any) -> Plan:
    """A plan of 2021; a target needs no text."""
    written = [{"text": f"目标{target['id']}", **target} for target in targets]
    made, problems = plan_from({"plan": "p", "period": 2021, "org": "示例市", **header, "targets": written})
    assert made is not None, [problem.show() for problem in problems]
    return made


def rows(*written: dict[str, Any]) -> tuple[Achievement, ...]:
    """Rows as mappings, those of target `a` unless said."""
    read = rows_from([{"target": "a", **row} for row in written])
    assert not read.problems, [problem.show() for problem in read.problems]
    return read.achievements


def june(one: Plan, done: tuple[Achievement, ...] = (), **asked: Any) -> Report:
    """The report of June 2021."""
    return summarize([one], done, Asked(**{"period": parse_period("2021-06"), **asked}))


def change(report: Report, target: str = "a") -> Change | None:
    """How one target moved."""
    return next((each for each in report.changes if each.after.target == target), None)
