"""Loading: where things stand, what decisions say, and what a mapping from Python gives."""

import gc
from datetime import date, datetime
from decimal import Decimal

import pytest

from tracker.calendar import Period
from tracker.model.plan import Comparator, Goal, Measure, Plan, Target
from tracker.plans import load_plan, load_policy, plan_from
from tracker.problems import Problem

HEAD = "plan: demo\nperiod: 2021\ntargets:\n"


def loaded(text: str) -> Plan:
    plan, problems = load_plan(text, "demo.yaml")
    assert [problem.show() for problem in problems] == []
    assert plan is not None
    return plan


def one(body: str) -> Target:
    return loaded(f"{HEAD}  - {{id: a, text: 目标, {body}}}\n").targets[0]


def codes(text: str) -> list[str]:
    plan, problems = load_plan(text, "demo.yaml")
    assert plan is None
    return [problem.code for problem in problems]


def test_a_target_knows_the_line_of_its_id() -> None:
    plan = loaded(f"{HEAD}  - text: 目标\n    id: a\n    at_least: 5\n  - {{编号: b, text: 目标, at_least: 5}}\n")
    assert [str(target.place) for target in plan.targets] == ["demo.yaml:5:9", "demo.yaml:7:10"]
    assert plan["b"] is plan.targets[1]
    with pytest.raises(KeyError):
        plan["c"]


def test_a_plan_with_a_lost_comment_is_a_plan_with_advice() -> None:
    plan, problems = load_plan(f"{HEAD}  - id: a\n    text: 建设卫生室 #1\n    at_least: 5\n", "demo.yaml")
    assert plan is not None
    assert [(problem.code, problem.advice) for problem in problems] == [("Y109", True)]


def test_problems_come_in_reading_order_and_once() -> None:
    _, problems = load_plan(f"{HEAD}  - {{id: a, text: 目标, at_least: 约5, leed: x}}\nzzz: 1\n", "demo.yaml")
    places = [(problem.source.line, problem.source.column) for problem in problems]
    assert places == sorted(places)
    assert len(set(places)) == len(places)


def test_columns_after_a_mended_colon_are_those_of_the_file() -> None:
    _, problems = load_plan(f"{HEAD}  - id：a b\n    text: 目标\n    at_least: 5\n", "demo.yaml")
    assert [(p.code, p.source.column) for p in problems] == [("Y108", 7), ("T127", 8)]


def test_an_empty_key_counts_as_not_written() -> None:
    target = one("at_least: 5, lead: , due: ~")
    assert target.lead is None
    assert target.due is None


def test_nothing_is_made_of_yaml_words_that_look_like_something_else() -> None:
    target = one('at_least: 5, lead: no, theme: 1:30, note: 0123, of: "null"')
    assert (target.lead, target.theme, target.note, target.of) == ("no", "1:30", "0123", "null")


def test_goals_stand_in_the_unit_of_the_target() -> None:
    target = one("at_least: 700万元, unit: 元, stretch: 0.1亿元, baseline: 3万元, curve: {points: {2021-06: 500万元}}")
    assert target.baseline is not None
    assert target.curve is not None
    points = [goal.value for goal in target.curve.points.values()]
    goals = [target.goals[0].value, target.stretch and target.stretch.value, target.baseline.value.value, *points]
    assert goals == [7_000_000, 10_000_000, 30_000, 5_000_000]
    assert one("between: [1万个, 20000]").goals[0].value == 10_000
    shares = one("at_least: 3, unit: 万元, allocation: {甲区: 20000元, 乙区: 1}").allocation
    assert [goal.value for goal in shares.values()] == [2, 1]
    each = one("each: {of: 医院, members: 5, at_least: 1万元, unit: 元}").each
    assert each is not None
    assert each.inner == ("at_least", Goal(Decimal(10_000), "元", None, None, "1万元"))


@pytest.mark.parametrize(
    ("body", "measure", "unit"),
    [
        ("at_least: 5, unit: 个", Measure.COUNT, "个"),
        ("at_least: 80%", Measure.LEVEL, "%"),
        ("at_least: 80, of: 医院", Measure.LEVEL, ""),
        ("at_least: 5, stock: true", Measure.LEVEL, ""),
        ("at_least: +5pp, baseline: 60%", Measure.LEVEL, "%"),
        ("at_least: +5pp", Measure.LEVEL, "%"),
        ("at_least: x2, baseline: 300例", Measure.COUNT, "例"),
        ("at_most: 4‰", Measure.LEVEL, "‰"),
        ("done: true", Measure.MILESTONE, ""),
        ("steps: [{name: 竣工, due: 2021-06}]", Measure.MILESTONE, ""),
        ("grade_at_least: 达成", Measure.GRADED, ""),
        ("each: {of: 医院, members: 5, at_least: 1}", Measure.COUNT, ""),
        ("at_least: 7%, measure: 数量", Measure.COUNT, "%"),
    ],
)
def test_the_measure_follows_from_what_is_written(body: str, measure: Measure, unit: str) -> None:
    target = one(body)
    assert (target.kind, target.goal_unit) == (measure, unit)


def test_steps_alone_promise_that_they_are_done() -> None:
    assert one("steps: [{name: 竣工, due: 2021-06}]").comparator is Comparator.DONE


def test_points_are_kept_in_the_order_of_their_days() -> None:
    curve = one("at_least: 100, curve: {points: {2021-09: 60%, 2021-03: 10%}}").curve
    assert curve is not None
    assert list(curve.points) == [date(2021, 3, 31), date(2021, 9, 30)]


def test_decisions_are_read_as_what_they_change() -> None:
    target = one(
        "at_least: 100, unit: 元, baseline: 5, revisions: ["
        "{decided_on: 2021-02-01, field: due, to: 2021-06}, {decided_on: 2021-03, field: 目标, to: 1万元},"
        "{decided_on: 2021-04-01, field: 不少于, to: 80}, {decided_on: 2021-04-01, field: baseline, to: 6},"
        "{decided_on: 2021-05-01, withdraw: true}]"
    )
    values = [revision.value for revision in target.revisions]
    assert values[0] == date(2021, 6, 30)
    assert [goal.value for goal in values[1:4] if isinstance(goal, Goal)] == [10_000, 80, 6]
    assert [revision.field for revision in target.revisions] == ["due", "goal", "at_least", "baseline", None]
    assert values[4] is None
    band = one("between: [5, 8], revisions: [{decided_on: 2021-02-01, field: goal, to: [6, 9]}]")
    grade = one("grade_at_least: 达成, revisions: [{decided_on: 2021-02-01, field: 等级不低于, to: 部分达成}]")
    assert (grade.revisions[0].field, grade.revisions[0].value) == ("grade_at_least", "部分达成")
    value = band.revisions[0].value
    assert isinstance(value, tuple)
    assert [goal.value for goal in value] == [6, 9]


@pytest.mark.parametrize(
    "body",
    [
        "at_most: 3, measure: level, curve: linear",
        "at_most: 3, curve: flat",
        "at_least: 7%, curve: flat",
        "done: true, curve: none",
        "at_least: 5, due: 2022-06, stretch: 不少于8",
        "equals: 70%, tolerance: 5",
        "equals: 70, unit: 个, tolerance: 5%",
        "at_most: 4, measure: level, baseline: 10, curve: {points: {2021-03: 8, 2021-06: 5}}",
        "at_least: 80%, curve: {points: {2021-03: 50, 2021-06: 70%}}",
        "at_least: 100, unit: 个, curve: {points: {2021-03: 10%, 2021-06: 30, 2021-12: 100个}, shape: step}",
        "between: [70%, 80%], baseline: 90%, curve: {points: {2021-06: 85%}}",
        "each: {of: 医院, members: 10, at_least: 1}, curve: {points: {2021-06: 5, 2021-09: 80%}}",
        "less_than: 3, stock: true, unit: 个",
        "at_least: 5, parent: other/anything",
        "at_least: 80%, rollup: ratio",
        "at_least: 5, rollup: none",
    ],
)
def test_what_is_unusual_is_not_wrong(body: str) -> None:
    one(body)


def test_a_hold_goal_may_be_strict() -> None:
    assert codes(f"{HEAD}  - {{id: a, text: 目标, at_least: 80%, baseline: 80%, curve: linear}}\n") == ["T164"]
    one("more_than: 80%, baseline: 80%, curve: linear")
    one("less_than: 80%, baseline: 80%, curve: linear")


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    load_plan("plan: [", "x.yaml")
    assert gc.isenabled()
    gc.disable()
    try:
        load_plan("plan: a", "x.yaml")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_mapping_from_python_passes_the_same_checks() -> None:
    data = {
        "plan": "demo",
        "period": Period(date(2021, 1, 1), date(2021, 12, 31)),
        "targets": (
            {"id": 7, "text": "目标", "at_least": Decimal("0.5"), "due": datetime(2021, 6, 30, 12), "stock": True},
            {"id": "b", "text": "目标", "between": (1, 2.5), "measure": Measure.LEVEL, "weight": 2},
        ),
    }
    plan, problems = plan_from(data)
    assert problems == []
    assert plan is not None
    assert plan["7"].due == date(2021, 6, 30)
    assert plan["b"].goals[1].value == Decimal("2.5")
    again, problems = plan_from(plan.written(), "again")
    assert problems == []
    assert again is not None
    assert again == plan


def test_a_problem_of_a_mapping_names_its_path() -> None:
    data = {
        "plan": "demo",
        "period": 2021,
        "targets": [
            {"id": "a", "text": "目标", "at_least": True, "leed": 1},
            {"id": "a", "text": "目标", "done": True},
        ],
    }
    plan, problems = plan_from(data, "<plan>")
    assert plan is None
    assert [(str(problem.source), problem.code) for problem in problems] == [
        ("<plan>!targets[0].leed", "T102"),
        ("<plan>!targets[0].at_least", "T110"),
        ("<plan>!targets[1].id", "T126"),
    ]
    assert "targets[0].id" in problems[2].message("en")


@pytest.mark.parametrize(
    "value",
    [10**5000, float("nan"), float("inf"), -(10**400), object(), b"5", {1, 2}, 1e300, Decimal("NaN"), [[[]]]],
    ids=lambda value: type(value).__name__,
)
def test_python_values_that_are_no_goal_are_refused(value: object) -> None:
    target = {"id": "a", "text": "目标", "at_least": value}
    plan, problems = plan_from({"plan": "demo", "period": 2021, "targets": [target]})
    assert plan is None
    assert all(isinstance(problem, Problem) and problem.show() for problem in problems)


def test_a_mapping_that_holds_itself_is_refused() -> None:
    loop: dict[str, object] = {"plan": "demo", "period": 2021}
    loop["targets"] = [loop]
    assert plan_from(loop)[0] is None


def test_policies() -> None:
    policy, problems = load_policy("name: 严格\namber: 5%\nred: none\n", "own.yaml")
    assert problems == []
    assert policy is not None
    assert (policy.name, policy.amber, policy.red, policy.ahead, policy.stale) == ("严格", 5, None, 10, 45)
    ratio, problems = load_policy("basis: ratio\nahead: 1.05\namber: 0.95\nred: 0.85\n", "own.yaml")
    assert problems == []
    assert ratio is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "T101"),
        ("- amber", "T139"),
        ("ambre: 5\n", "T102"),
        ("amber: 40\n", "T210"),
        ("amber: -1\n", "T212"),
        ("amber: 五成\n", "T105"),
        ("basis: ratio\n", "T211"),
        ("amber: 5\namber: 6\n", "Y110"),
    ],
)
def test_a_wrong_policy_says_why(text: str, expected: str) -> None:
    policy, problems = load_policy(text, "own.yaml")
    assert policy is None
    assert [problem.code for problem in problems] == [expected]
    assert problems[0].source.file == "own.yaml"
