"""What holds for every report: no target is lost, and every number is the sum of its parts."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from tests.rules.strategies import Scene, scenes
from tests.rules.test_laws import law
from tracker.calendar import Period
from tracker.model.assessment import Status
from tracker.model.report import Report, Reporting
from tracker.report.asked import Asked
from tracker.report.summarize import summarize


def report(scene: Scene) -> Report:
    """The report of the month that the scene's day ends."""
    day = scene.as_of
    return summarize([scene.plan], scene.rows, Asked(period=Period(day.replace(day=1), day), months=2))


@law
@given(scenes())
def test_no_target_is_lost(scene: Scene) -> None:
    said = report(scene)
    assert [a.target for a in said.targets] == [
        target.id for target in scene.plan.targets for _ in (scene.plan.orgs if target.for_each else (target.id,))
    ]
    assert set(said.courses) == {a.subject for a in said.targets}


@law
@given(scenes())
def test_the_groups_add_up_to_the_whole(scene: Scene) -> None:
    said = report(scene)
    for groups in (said.themes, said.leads):
        assert sum(group.targets for group in groups) == len(said.targets)
        counted: Counter[Status] = Counter()
        for group in groups:
            counted.update(group.totals.counts)
        assert counted == Counter(said.totals.counts)
    kept = sum(n for status, n in said.totals.counts.items() if status is not Status.WITHDRAWN)
    assert said.totals.mean_progress.of == kept


@law
@given(scenes())
def test_every_list_is_made_of_the_assessments_that_are_shown(scene: Scene) -> None:
    said = report(scene)
    shown = set(map(id, said.targets))
    for items in (said.below_schedule, said.overdue, said.due_next, said.unsettled):
        assert {id(item.assessment) for item in items} <= shown
        assert len({id(item.assessment) for item in items}) == len(items)
    assert {id(change.after) for change in said.changes} <= shown
    assert {id(a) for a in (*said.never_reported, *said.unreported)} <= shown
    behind = {id(item.assessment) for item in said.below_schedule}
    assert behind.isdisjoint(id(item.assessment) for item in said.overdue)


@law
@given(scenes())
def test_every_change_has_a_cause_and_what_moved_is_listed(scene: Scene) -> None:
    said = report(scene)
    assert all(change.causes for change in said.changes)
    then = {(a.plan, a.target, a.scope, a.org): a.status for a in said.before}
    moved = {(a.target, a.org) for a in said.targets if then[a.plan, a.target, a.scope, a.org] is not a.status}
    assert moved <= {(change.after.target, change.after.org) for change in said.changes}


@law
@given(scenes())
def test_reports_that_came_are_at_most_those_that_were_due(scene: Scene) -> None:
    said = report(scene)
    came = said.reporting
    assert came.due >= came.came >= came.on_time + came.late
    assert came.due >= came.timed >= came.on_time + came.late
    assert len(said.unreported) <= came.lacking
    assert came.lacking or not any(group.reporting.lacking for group in (*said.leads, *said.units))
    assert came + Reporting() == came
