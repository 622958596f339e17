"""The laws of the rule book, over random plans, rows and days."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.rules.casebook import glance_of
from tests.rules.strategies import NEW_YEAR, Scene, days, made, scenes
from tracker.calendar import months
from tracker.model.achievement import Achievement
from tracker.model.assessment import COLOURS, Assessment, Flag, Status, Verdicts
from tracker.model.plan import Plan
from tracker.rules import assess, glances

law = settings(
    max_examples=100,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
RISING_RANK = {Status.AHEAD: 0, Status.ON_TRACK: 1, Status.BEHIND: 2, Status.FAR_BEHIND: 3, Status.MISSED: 4}
UNKNOWN = {Status.UNDETERMINED, Status.NO_DATA}
FACTORS = [Decimal(text) for text in ("2", "3", "7", "10", "1000", "0.5", "0.1", "0.01")]


def judged(scene: Scene, **changed: Any) -> Verdicts:
    """What the engine says of a scene, with some of its inputs changed."""
    given = {"plans": [scene.plan], "rows": scene.rows, "as_of": scene.as_of, **changed}
    return assess(given.pop("plans"), given.pop("rows"), **given)


def without_rows(verdicts: Verdicts) -> list[Assessment]:
    """The assessments apart from their lists of rows, which name what was not counted too."""
    return [replace(said, rows=()) for said in verdicts.assessments]


def key(said: Assessment) -> tuple[str, str, str, str]:
    return said.plan, said.target, said.scope, said.org


# -- order, repetition, visibility


@law
@given(scenes(), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_arrive_never_matters(scene: Scene, chance: random.Random) -> None:
    shuffled = list(scene.rows)
    chance.shuffle(shuffled)
    one, other = judged(scene), judged(scene, rows=tuple(shuffled))
    assert without_rows(one) == without_rows(other)
    assert one.totals == other.totals
    assert Counter(one.listed) == Counter(other.listed)


@law
@given(scenes(), st.integers(0, 30))
def test_importing_a_report_twice_changes_nothing(scene: Scene, later: int) -> None:
    again = tuple(row._replace(reported_on=row.reported_on + timedelta(later)) for row in scene.rows)
    assert without_rows(judged(scene)) == without_rows(judged(scene, rows=scene.rows + again))


@law
@given(scenes(), st.data())
def test_the_past_can_be_replayed_whatever_was_reported_since(scene: Scene, data: st.DataObject) -> None:
    reports = sorted({row.reported_on for row in scene.rows}) or [scene.as_of]
    known_at = data.draw(st.sampled_from(reports))
    known_then = tuple(row for row in scene.rows if row.reported_on <= known_at)
    replayed = judged(scene, known_at=known_at)
    assert without_rows(replayed) == without_rows(judged(scene, rows=known_then, known_at=known_at))


@law
@given(scenes())
def test_what_is_reported_for_a_later_day_is_invisible(scene: Scene) -> None:
    """Only that a correction names it is known: a row is not refused for what it corrects."""
    named = {name for row in scene.rows if row.as_of <= scene.as_of for name in (row.id, row.supersedes) if name}
    visible = tuple(row for row in scene.rows if row.as_of <= scene.as_of or row.id in named)
    assert without_rows(judged(scene)) == without_rows(judged(scene, rows=visible))


@law
@given(scenes())
def test_rows_in_are_rows_counted_and_rows_listed(scene: Scene) -> None:
    verdicts = judged(scene)
    counted = {line.row for said in verdicts.assessments for line in said.rows if line.counted}
    assert verdicts.rows == len(scene.rows) == len(counted) + len(verdicts.listed)
    assert all(not line.counted and line.reason for line in verdicts.listed)


# -- independence and sums


@law
@given(scenes(), scenes())
def test_an_unrelated_target_changes_no_other_assessment(scene: Scene, other: Scene) -> None:
    strangers = [{**target, "id": f"x{target['id']}"} for target in other.written["targets"] if "parts" not in target]
    rows = tuple(renamed(row)._replace(target=f"x{row.target}") for row in other.rows)
    wider = made({**scene.written, "targets": [*scene.written["targets"], *strangers]})
    verdicts = judged(scene, plans=[wider], rows=scene.rows + rows)
    known = {target["id"] for target in scene.written["targets"]}
    same = [said for said in without_rows(verdicts) if said.target in known]
    assert same == without_rows(judged(scene))


@law
@given(scenes(), scenes())
def test_plans_together_say_what_they_say_alone(one: Scene, other: Scene) -> None:
    second = made({**other.written, "plan": "q"})
    rows = tuple(renamed(row)._replace(plan="q") for row in other.rows)
    both = assess([one.plan, second], one.rows + rows, as_of=one.as_of)
    alone = assess([one.plan], one.rows, as_of=one.as_of), assess([second], rows, as_of=one.as_of)
    assert without_rows(both) == without_rows(alone[0]) + without_rows(alone[1])
    for status in Status:
        assert both.totals.counts[status] == sum(part.totals.counts[status] for part in alone)


@law
@given(scenes())
def test_totals_are_the_sums_of_their_parts(scene: Scene) -> None:
    verdicts = judged(scene)
    totals = verdicts.totals
    whole = [said for said in verdicts.assessments if said.scope == "plan"]
    live = [said for said in whole if said.status is not Status.WITHDRAWN]
    assert {status: totals.counts[status] for status in Status} == {
        status: sum(said.status is status for said in whole) for status in Status
    }
    done = [said for said in live if said.status in (Status.ACHIEVED, Status.ACHIEVED_LATE)]
    assert totals.completion_rate == share(done, live)
    ended = [said for said in live if said.original_due <= scene.as_of]
    on_time = [said for said in ended if said in done and said.date_met and said.date_met <= said.original_due]
    assert totals.on_time_rate == share(on_time, ended)
    placed = [said for said in live if said.on_schedule is not None]
    assert totals.on_schedule_rate == share([said for said in placed if said.on_schedule], placed)
    assert totals.measurable_rate == share([said for said in live if said.measurable], live)
    moving = [said for said in live if said.progress is not None]
    mean = totals.mean_progress
    assert (mean.n, mean.of) == (len(moving), len(live))
    if moving:
        clipped = sum(said.weight * min(max(said.progress, 0), 1) for said in moving)
        assert mean.value == Fraction(clipped) / sum(said.weight for said in moving)


def renamed(row: Achievement) -> Achievement:
    """The row under another name: an id is one row's, whatever its plan."""
    return row._replace(id=row.id and f"q{row.id}", supersedes=row.supersedes and f"q{row.supersedes}")


def share(some: list[Assessment], all_of_them: list[Assessment]) -> Fraction | None:
    return Fraction(len(some), len(all_of_them)) if all_of_them else None


@law
@given(scenes())
def test_every_target_has_exactly_one_assessment_and_one_status(scene: Scene) -> None:
    verdicts = judged(scene)
    assert [said.target for said in verdicts.assessments if said.scope == "plan"] == [
        target.id for target in scene.plan.targets for _ in (scene.plan.orgs if target.for_each else (target.id,))
    ]
    shares = {(target.id, org) for target in scene.plan.targets for org in target.allocation}
    assert {(said.target, said.org) for said in verdicts.assessments if said.scope == "org"} == shares
    assert len({key(said) for said in verdicts.assessments}) == len(verdicts.assessments)
    for said in verdicts.assessments:
        assert said.status in COLOURS
        assert all((said.rule, said.sentence, said.policy))
        assert said.flags == tuple(flag for flag in Flag if flag in said.flags)


# -- waiting


@law
@given(scenes(), st.integers(1, 500))
def test_waiting_never_makes_a_shortfall_better(scene: Scene, wait: int) -> None:
    """Without a new row or decision; that nothing is known any more is not better."""
    rows = tuple(row for row in scene.rows if row.as_of <= scene.as_of)
    plain = {**scene.written, "targets": [undecided(target, scene.as_of) for target in scene.written["targets"]]}
    now = judged(scene, plans=[made(plain)], rows=rows)
    then = judged(scene, plans=[made(plain)], rows=rows, as_of=scene.as_of + timedelta(wait))
    for before, after in zip(now.assessments, then.assessments, strict=True):
        assert no_better(before, after), (before.status, after.status, before.target)


def undecided(target: dict[str, Any], day: date) -> dict[str, Any]:
    """The target with the decisions made by `day` alone."""
    made_by = [revision for revision in target.get("revisions", ()) if revision["decided_on"] <= day]
    return {**target, "revisions": made_by}


def no_better(before: Assessment, after: Assessment) -> bool:
    """Whether `after` is no better than the shortfall `before` (true where there was none)."""
    satisfied = before.curve == "flat" and before.status is Status.ON_TRACK
    if satisfied or before.status not in {*RISING_RANK, Status.IN_PROGRESS} or after.status in UNKNOWN:
        return True
    if before.status is Status.MISSED:
        return after.status is Status.MISSED
    if before.status is Status.IN_PROGRESS:
        return after.status not in (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.PENDING, Status.WITHDRAWN)
    return after.status in RISING_RANK and RISING_RANK[after.status] >= RISING_RANK[before.status]


# -- scale


@law
@given(scenes(), st.sampled_from(FACTORS))
def test_another_scale_of_the_unit_changes_no_status(scene: Scene, factor: Decimal) -> None:
    targets = [scaled_target(target, factor) for target in scene.written["targets"]]
    numeric = {target["id"] for target in scene.written["targets"] if "each" not in target}
    rows = tuple(scaled_row(row, factor) if row.target in numeric else row for row in scene.rows)
    other = judged(scene, plans=[made({**scene.written, "targets": targets})], rows=rows)
    for said, scaled in zip(judged(scene).assessments, other.assessments, strict=True):
        assert (said.status, said.flags, said.progress, said.lag_days) == (
            scaled.status,
            scaled.flags,
            scaled.progress,
            scaled.lag_days,
        )
        in_the_unit = said.target in numeric - {"whole"} and said.measure in ("count", "level")
        if in_the_unit and said.margin is not None:
            assert scaled.margin == said.margin * Fraction(factor)


def scaled_target(target: dict[str, Any], factor: Decimal) -> dict[str, Any]:
    """The target with every figure in its unit multiplied."""
    if "parts" in target or "each" in target:
        return target

    def times(value: Any) -> Any:
        return value * factor if isinstance(value, (Decimal, int)) and not isinstance(value, bool) else value

    scaled = {name: times(target[name]) if name in UNIT_KEYS else value for name, value in target.items()}
    if "between" in target:
        scaled["between"] = [times(value) for value in target["between"]]
    if "allocation" in target:
        scaled["allocation"] = {org: times(value) for org, value in target["allocation"].items()}
    if isinstance(target.get("curve"), dict):
        points = {day: times(value) for day, value in target["curve"]["points"].items()}
        scaled["curve"] = {**target["curve"], "points": points}
    if "revisions" in target:
        scaled["revisions"] = [{**r, "to": times(r["to"])} if "to" in r else r for r in target["revisions"]]
    return scaled


UNIT_KEYS = {"at_least", "more_than", "at_most", "less_than", "equals", "tolerance", "baseline"}


def scaled_row(row: Achievement, factor: Decimal) -> Achievement:
    return row._replace(
        value=None if row.value is None else row.value * factor,
        numerator=None if row.numerator is None else row.numerator * factor,
    )


# -- what an assessment holds


@law
@given(scenes())
def test_the_margin_says_whether_the_goal_is_met(scene: Scene) -> None:
    for said in judged(scene).assessments:
        if not isinstance(said.actual, (int, Fraction)) or said.goal is None or said.comparator in ("done", "each"):
            continue
        margin = expected_margin(said)
        assert said.margin == margin
        assert said.shortfall == max(0, -margin)
        if said.bound == "exact" and said.start <= scene.as_of < said.due:
            met = margin > 0 if said.comparator in ("more_than", "less_than") else margin >= 0
            if said.status is Status.ACHIEVED:
                assert met
            elif said.curve != "flat" and said.status in RISING_RANK and said.status is not Status.MISSED:
                assert not met
            elif said.curve == "flat" and said.status is Status.ON_TRACK:
                assert met


def expected_margin(said: Assessment) -> Fraction | int:
    value, goal = said.actual, said.goal
    if isinstance(goal, tuple):
        return min(value - goal[0], goal[1] - value)
    if said.comparator == "equals":
        return -abs(value - goal)
    return value - goal if said.comparator in ("at_least", "more_than") else goal - value


NULLABLE = (
    "goal",
    "baseline",
    "actual",
    "numerator",
    "denominator",
    "margin",
    "shortfall",
    "shortfall_members",
    "progress",
    "expected",
    "schedule_gap",
    "deviation",
    "lag_days",
    "rate",
    "need_rate",
    "completion",
    "overdue_days",
    "overdue_days_original",
    "overdue_working_days",
    "date_met",
)


@law
@given(scenes())
def test_every_none_has_its_reason_and_nothing_else_has(scene: Scene) -> None:
    for said in judged(scene).assessments:
        silent = {name for name in NULLABLE if getattr(said, name) is None}
        assert silent <= set(said.reasons), (said.target, silent - set(said.reasons))
        assert all(said.reasons.values())
        known = {name for name in NULLABLE if name in said.reasons}
        assert known <= silent, (said.target, known - silent)
        if said.forecast.verdict is None:
            assert "forecast" in said.reasons
        if said.status is Status.UNDETERMINED:
            assert "status" in said.reasons


@law
@given(scenes())
def test_no_result_holds_a_float(scene: Scene) -> None:
    verdicts = judged(scene)
    assert not list(floats(verdicts.assessments))
    assert not list(floats(verdicts.totals))


def floats(value: object) -> Iterable[float]:
    """Every float inside a value."""
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict):
        yield from floats(tuple(value.items()))
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from floats(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from floats(getattr(value, part.name))


# -- the schedule


@st.composite
def schedules(draw: st.DrawFn) -> Plan:
    """A plan of one target on a linear or points curve over some span of days."""
    start = draw(days(-20, 200))
    due = start + timedelta(draw(st.integers(0, 800)))
    target: dict[str, Any] = {"id": "t", "text": "目标", "start": start, "due": due, "at_least": SMOOTH, "unit": "个"}
    if draw(st.booleans()) and (due - start).days > 10:
        first, second = sorted(draw(st.tuples(st.integers(1, 50), st.integers(51, 99))))
        middle = start + (due - start) / 3, start + 2 * (due - start) / 3
        target["curve"] = {"points": {middle[0]: f"{first}%", middle[1]: f"{second}%"}}
    return made({"plan": "p", "period": 2021, "targets": [target]})


SMOOTH = 2**6 * 3**3 * 5**3 * 7 * 29 * 31
"""A goal that most fractions of a year divide."""


def reported(value: int, day: date) -> tuple[Achievement, ...]:
    return (Achievement(plan="p", target="t", as_of=day, reported_on=day, value=Decimal(value)),)


@law
@given(schedules(), days(-40, 900), st.integers(0, 60))
def test_what_is_expected_never_falls(plan: Plan, day: date, wait: int) -> None:
    one = assess([plan], (), as_of=day).assessments[0]
    other = assess([plan], (), as_of=day + timedelta(wait)).assessments[0]
    assert 0 <= one.expected <= other.expected <= 1


@law
@given(schedules(), st.integers(0, 800))
def test_the_expected_value_is_neither_ahead_nor_behind(plan: Plan, after: int) -> None:
    day = plan.start_of(plan["t"]) + timedelta(after)
    expected = assess([plan], (), as_of=day).assessments[0].expected
    value = expected * SMOOTH
    assume(day <= plan.due_of(plan["t"]) and value.denominator == 1)
    said = assess([plan], reported(int(value), day), as_of=day).assessments[0]
    assert said.schedule_gap == 0
    assert said.lag_days == 0


@law
@given(schedules(), st.integers(0, 800), st.integers(1, SMOOTH - 1))
def test_the_lag_leads_back_to_the_first_day_that_expected_as_much(plan: Plan, after: int, value: int) -> None:
    day = plan.start_of(plan["t"]) + timedelta(after)
    assume(day <= plan.due_of(plan["t"]))
    said = assess([plan], reported(value, day), as_of=day).assessments[0]
    first = day - timedelta(said.lag_days)
    assert assess([plan], (), as_of=first).assessments[0].expected >= said.progress
    assert assess([plan], (), as_of=first - timedelta(1)).assessments[0].expected < said.progress


@law
@given(days(-40, 900), st.integers(1, 900))
def test_a_linear_schedule_is_the_share_of_its_months(day: date, length: int) -> None:
    due = NEW_YEAR + timedelta(length)
    target = {"id": "t", "text": "目标", "at_least": 100, "start": NEW_YEAR, "due": due}
    said = assess([made({"plan": "p", "period": 2021, "targets": [target]})], (), as_of=day).assessments[0]
    inside = months(NEW_YEAR, day) / months(NEW_YEAR, due)
    assert said.expected == (0 if day < NEW_YEAR else 1 if day > due else inside)


@law
@given(scenes())
def test_a_glance_shows_what_the_assessment_says(scene: Scene) -> None:
    seen = glances([scene.plan], scene.rows, as_of=scene.as_of)
    assert seen == list(map(glance_of, judged(scene).assessments))
