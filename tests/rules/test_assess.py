"""What may be given to `assess` beside a plan, rows and a day, and what comes back beside the assessments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.rules.strategies import made
from tracker.calendar import WorkCalendar
from tracker.model.achievement import Achievement
from tracker.model.assessment import Flag, Status
from tracker.model.plan import Plan, Thresholds
from tracker.problems import Source
from tracker.rules import assess

JUNE = date(2021, 6, 30)


def plan(name: str = "p", *, target: str = "t", **keys: object) -> Plan:
    return made({"plan": name, "period": 2021, "targets": [{"id": target, "text": "目标", "at_least": 100}], **keys})


def row(value: int = 40, day: date = JUNE, **fields: object) -> Achievement:
    given = {"target": "t", "as_of": day, "reported_on": day, "value": Decimal(value), **fields}
    return Achievement(**given)  # type: ignore[arg-type]


def test_a_policy_given_overrides_the_plans_own() -> None:
    strict = Thresholds(name="strict", amber=Decimal(5), red=Decimal(8), ahead=Decimal(10))
    assert assess([plan(policy="xuancheng")], [row()], as_of=JUNE).assessments[0].policy == "xuancheng"
    said = assess([plan(policy="xuancheng")], [row()], as_of=JUNE, policy=strict).assessments[0]
    assert (said.policy, said.status) == ("strict", Status.FAR_BEHIND)


def test_each_plan_is_judged_by_its_own_policy() -> None:
    rows = [row(45, plan="p"), row(45, plan="q")]
    verdicts = assess([plan("p"), plan("q", policy="xuancheng")], rows, as_of=JUNE)
    assert [(said.policy, said.status) for said in verdicts.assessments] == [
        ("yinchuan", Status.ON_TRACK),
        ("xuancheng", Status.BEHIND),
    ]


def test_the_sentence_is_in_the_language_asked_for() -> None:
    chinese = assess([plan()], [row()], as_of=JUNE).assessments[0].sentence
    english = assess([plan()], [row()], as_of=JUNE, lang="en").assessments[0].sentence
    assert "完成" in chinese
    assert english.isascii() or "目标" in english
    assert chinese != english


def test_a_units_own_holidays_shorten_the_working_days_overdue() -> None:
    late = date(2022, 1, 5)
    own = WorkCalendar(holidays={date(2022, 1, 4)})
    rows = [row(99, date(2021, 12, 31))]
    assert assess([plan()], rows, as_of=late).assessments[0].overdue_working_days == 2
    assert assess([plan()], rows, as_of=late, calendar=own).assessments[0].overdue_working_days == 1


def test_rows_may_be_any_iterable() -> None:
    said = assess([plan()], (row(value) for value in (40,)), as_of=JUNE).assessments[0]
    assert said.actual == 40


def test_no_plan_and_no_row_is_an_answer_too() -> None:
    verdicts = assess([], [], as_of=JUNE)
    assert (verdicts.assessments, verdicts.rows, verdicts.listed, verdicts.problems) == ((), 0, (), ())
    assert verdicts.totals.completion_rate is None


def test_the_answer_names_its_day_and_what_was_known() -> None:
    verdicts = assess([plan()], [], as_of=JUNE, known_at=date(2021, 7, 5))
    assert (verdicts.as_of, verdicts.known_at) == (JUNE, date(2021, 7, 5))


def test_assessments_stand_in_the_order_of_the_plans() -> None:
    written = {"plan": "p", "period": 2021, "targets": [
        {"id": "z", "text": "目标", "at_least": 100, "allocation": {"甲": 60, "乙": 40}},
        {"id": "a", "text": "目标", "at_least": 100},
    ]}  # fmt: skip
    verdicts = assess([made(written), plan("o")], [], as_of=JUNE)
    assert [(said.plan, said.target, said.org) for said in verdicts.assessments] == [
        ("p", "z", ""), ("p", "z", "甲"), ("p", "z", "乙"), ("p", "a", ""), ("o", "t", ""),
    ]  # fmt: skip


def test_a_long_plan_is_assessed_to_its_last_target() -> None:
    targets = [{"id": f"t{number}", "text": "目标", "at_least": 100} for number in range(600)]
    verdicts = assess([made({"plan": "p", "period": 2021, "targets": targets})], [], as_of=JUNE)
    assert [said.target for said in verdicts.assessments] == [target["id"] for target in targets]


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({"plan": "p"}, True),
        ({"plan": ""}, True),
        ({"plan": "", "target": "p/t"}, True),
        ({"plan": "q"}, False),
        ({"target": "u"}, False),
        ({"target": ""}, False),
    ],
)
def test_a_row_finds_its_target_by_plan_and_id(fields: dict[str, str], counted: bool) -> None:
    verdicts = assess([plan()], [row(**fields)], as_of=JUNE)
    assert (verdicts.assessments[0].actual == 40) == counted
    assert len(verdicts.listed) == (0 if counted else 1)


def test_a_row_that_could_speak_of_two_plans_is_listed_not_guessed() -> None:
    verdicts = assess([plan("p"), plan("q")], [row()], as_of=JUNE)
    assert [said.status for said in verdicts.assessments] == [Status.NO_DATA, Status.NO_DATA]
    assert len(verdicts.listed) == len(verdicts.problems) == 1


def test_a_problem_points_at_the_row() -> None:
    place = Source("六月.csv", 7)
    verdicts = assess([plan()], [row(unit="吨", source=place)], as_of=JUNE)
    assert [problem.source for problem in verdicts.problems] == [place]
    assert verdicts.listed[0].row.source == place
    assert verdicts.listed[0].counted is False
    assert verdicts.problems[0].message() != verdicts.problems[0].message("en")


def test_the_evidence_is_the_rows_behind_the_value() -> None:
    rows = [row(5, mode="increment"), row(7, date(2021, 5, 31), mode="increment"), row(9, date(2021, 7, 31))]
    said = assess([plan()], rows, as_of=JUNE).assessments[0]
    assert sorted(found.value for found in said.evidence) == [5, 7]
    assert [line.row.value for line in said.rows if not line.counted] == [9]


@pytest.mark.parametrize("mode", ["", "increment"])
def test_one_row_given_three_times_is_three_rows(mode: str) -> None:
    """It is not told apart by its content or its place: the first counts, the others are listed."""
    verdicts = assess([plan()], [row(40, mode=mode)] * 3, as_of=JUNE)
    assert verdicts.assessments[0].actual == 40
    assert [(line.counted, line.reason) for line in verdicts.listed] == [(False, "repeated")] * 2
    assert verdicts.rows == 3


def test_what_is_finished_is_finished() -> None:
    done = assess([plan()], [row(100)], as_of=JUNE).assessments[0]
    open_ = assess([plan()], [row(40)], as_of=JUNE).assessments[0]
    assert done.finished
    assert not open_.finished
    assert Flag.DUE_SOON not in done.flags


def test_the_decisions_on_a_target_are_shown_up_to_the_day_judged() -> None:
    revisions = [
        {"decided_on": date(2021, 3, 1), "field": "at_least", "to": 120, "reason": "加码"},
        {"decided_on": date(2021, 7, 1), "withdraw": True, "reason": "取消"},
    ]
    target = {"id": "t", "text": "目标", "at_least": 100, "revisions": revisions}
    changed = made({"plan": "p", "period": 2021, "targets": [target]})
    before, after = (assess([changed], [], as_of=day).assessments[0].revisions for day in (JUNE, date(2021, 7, 1)))
    assert len(before) == 1
    assert "加码" in str(before[0])
    assert "120" in str(before[0])
    assert len(after) == 2
    assert "取消" in str(after[1])
