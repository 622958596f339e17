"""The other pages: why, what falls due, the calendar, the policies, a plan as read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import icalendar
import pytest
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.boards import HOSTILE, STAFF, holds_golden, verdicts
from tracker import plans, readers, rules
from tracker.board import Board
from tracker.model.assessment import Flag
from tracker.render import due, ics, policies, show, why
from tracker.render.layout import Canvas, Page, visible
from tracker.workflow import assess, load_plan

WORKSPACE = Path(__file__).parent.parent / "cli/workspace"
PLAN = plans.load_plan((WORKSPACE / "targets/small.yaml").read_text(encoding="utf-8"), "targets/small.yaml")[0]
ROWS = readers.read_rows((WORKSPACE / "seeds/rows.csv").read_bytes(), "seeds/rows.csv").achievements
assert PLAN is not None
POLICIES = [rules.preset(name) for name in rules.PRESETS]


def board(day: str = "2021-06-30", lang: str = "zh", policy: str | None = None) -> Board:
    return assess(PLAN, ROWS, day, lang=lang, policy=policy)


def drawn(page: Page, **canvas: object) -> str:
    return replace(page, canvas=Canvas(**canvas)).text()  # type: ignore[arg-type]


@pytest.mark.parametrize("target", ["staff", "standard", "incidents", "new-site", "training", "merged"])
def test_why_looks_as_it_did(target: str) -> None:
    text = drawn(why.page(board()[target], PLAN, rules.preset("yinchuan")), width=100)
    assert holds_golden(f"why-{target}.txt", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("policy", rules.PRESETS)
@pytest.mark.parametrize("day", ["2020-12-31", "2021-01-05", "2021-06-30", "2021-12-31", "2022-01-10", "2031-01-01"])
def test_why_has_words_for_everything(day: str, policy: str, lang: str) -> None:
    for judged in board(day, lang, policy):
        text = drawn(why.page(judged, PLAN, rules.preset(policy)), width=60, lang=lang)
        assert judged.sentence.split()[0] in text
        for line in text.splitlines():
            assert wcwidth.wcswidth(line) <= 60, line


def test_why_gives_the_reason_of_every_missing_figure() -> None:
    for judged in board():
        text = drawn(why.page(judged, PLAN, rules.preset("yinchuan")))
        for name in judged.reasons:
            assert Canvas().say(f"name.{name}") in text


@pytest.mark.parametrize("goal", [{"equals": 100}, {"between": [100, 100]}])
def test_why_shows_the_sum_that_gives_the_margin(goal: dict[str, object]) -> None:
    plan = load_plan(
        {"plan": "p", "period": 2021, "targets": [{"id": "t", "text": "目标", "measure": "level", **goal}]}
    )
    judged = assess(plan, [ROWS[0]._replace(plan="", target="t", org="", unit="", value=Decimal(103))], "2021-06-30")[
        "t"
    ]
    text = drawn(why.page(judged, plan, rules.preset("yinchuan")), width=100)
    assert "-|实际 - 目标| = -|103 - 100| = -3" in text


def test_why_explains_every_flag() -> None:
    for flag in Flag:
        judged = replace(STAFF, flags=(flag,), overdue_days=5, overdue_working_days=3)
        assert Canvas().say("page.flags") in drawn(why.page(judged, PLAN, rules.preset("yinchuan")))


def test_why_quotes_the_source_and_lists_every_row() -> None:
    text = drawn(why.page(board()["survey"], PLAN, rules.preset("yinchuan")))
    assert "要点.txt[3:9] “10份调查”" in text
    assert "r-survey" in text
    assert "rows.csv:12" in text


def test_what_falls_due_is_sorted_and_told_with_the_days() -> None:
    duties = due.falling_due(board(), [PLAN], within=30)
    assert [(duty.judged.target, duty.left) for duty in duties] == [("training", -30), ("survey", 15)]
    every = due.falling_due(board(), [PLAN], within=None)
    assert [duty.day for duty in every] == sorted(duty.day for duty in every)
    assert "merged" not in {duty.judged.target for duty in every}


def test_a_step_falls_due_until_it_is_reported() -> None:
    before = assess(PLAN, [], "2021-06-15")
    steps = [duty for duty in due.falling_due(before, [PLAN], within=30) if duty.judged.target == "new-site"]
    assert [(duty.step, duty.day, duty.left) for duty in steps] == [("竣工", date(2021, 6, 30), 15)]
    after = due.falling_due(board(), [PLAN], within=None)
    assert "竣工" not in {duty.step for duty in after}


def test_units_fall_due_only_if_asked_for() -> None:
    scopes = {duty.judged.scope for duty in due.falling_due(board(), [PLAN], within=None)}
    assert scopes == {"plan"}
    shares = [duty for duty in due.falling_due(board(), [PLAN], within=None, orgs=True) if duty.judged.scope == "org"]
    assert [duty.judged.org for duty in shares] == ["甲区", "乙区"]


@pytest.mark.parametrize("width", [60, 100, None])
def test_the_list_of_duties_looks_as_it_did(width: int | None) -> None:
    page = due.page(board(), due.falling_due(board(), [PLAN], within=None), None)
    assert holds_golden(f"due-{width or 'piped'}.txt", drawn(page, width=width))


def test_no_duties_is_said() -> None:
    assert drawn(due.page(board(), [], 30)).startswith("30 天内没有到期的目标。")
    assert drawn(due.page(board(), [], None)).startswith("没有要到期的目标。")


def calendar() -> str:
    return "".join(ics.calendar(due.falling_due(board(), [PLAN], within=None), board().as_of, Canvas()))


def test_the_calendar_reads_back() -> None:
    read = icalendar.Calendar.from_ical(calendar())
    events = {str(event["SUMMARY"]): event for event in read.walk("VEVENT")}
    survey = events["到期：完成基线调查"]
    assert survey["DTSTART"].dt == date(2021, 7, 15)
    assert survey["DTEND"].dt == date(2021, 7, 16)
    assert survey["TRANSP"] == "TRANSPARENT"
    (alarm,) = survey.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(days=-7)
    assert "完成 9/10份" in str(survey["DESCRIPTION"])
    assert len(events) == len({str(event["UID"]) for event in events.values()})


def test_the_calendar_keeps_to_the_standard() -> None:
    raw = calendar().encode()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_the_calendar_is_the_same_every_time() -> None:
    assert calendar() == calendar()
    assert holds_golden("due.ics", calendar())


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120))
def test_any_task_reads_back_from_the_calendar(text: str) -> None:
    duty = due.Due(replace(STAFF, text=text, lead="a;b,c\\d"), date(2021, 7, 1), 1)
    written = "".join(ics.calendar([duty], date(2021, 6, 30), Canvas()))
    (event,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert "a;b,c\\d" in str(event["DESCRIPTION"])
    assert "".join(visible(text).split()) in "".join(str(event["SUMMARY"]).split())


def test_a_hostile_task_stays_in_its_line() -> None:
    duty = due.Due(replace(STAFF, text=HOSTILE + "\nBEGIN:VEVENT"), date(2021, 7, 1), 1)
    written = "".join(ics.calendar([duty], date(2021, 6, 30), Canvas()))
    assert len(icalendar.Calendar.from_ical(written).walk("VEVENT")) == 1
    assert "\x1b" not in written


def test_policies_show_what_differs() -> None:
    boards = {policy.name: board(policy=policy.name) for policy in POLICIES}
    text = drawn(policies.page(POLICIES, boards), width=100)
    assert holds_golden("policies.txt", text)
    told = json.loads("".join(policies.as_json(POLICIES, boards)))
    assert [policy["name"] for policy in told["policies"]] == list(rules.PRESETS)
    assert told["targets"][0]["statuses"]["xuancheng"] == "behind"
    assert told["policies"][1]["red"] is None


def test_policies_without_plans_are_only_named() -> None:
    text = drawn(policies.page(POLICIES, {}))
    assert "xuancheng" in text
    assert json.loads("".join(policies.as_json(POLICIES, {})))["targets"] == []


def test_policies_that_agree_say_so() -> None:
    boards = {"a": verdicts((STAFF,)), "b": verdicts((STAFF,))}
    assert "每个目标的状态都相同" in drawn(policies.page(POLICIES[:1], boards))


def test_a_plan_is_shown_as_read() -> None:
    text = drawn(show.page(PLAN), width=100)
    assert holds_golden("show.txt", text)
    told = json.loads("".join(show.as_json(PLAN)))
    assert told["plan"] == "small"
    targets = {target["id"]: target for target in told["targets"]}
    source = {"file": "要点.txt", "line": None, "start": 3, "end": 9, "cell": None, "quote": "10份调查"}
    assert targets["survey"]["source"] == source
    assert targets["staff"]["source"] is None
    assert targets["staff"]["goal"] == 170
    assert targets["standard"]["measure"] == "level"
    assert targets["standard"]["baseline"] == {"value": 60, "on": "2020-12-31"}
    assert targets["new-site"]["steps"][0] == {"name": "竣工", "due": "2021-06-30", "weight": 2}
    assert targets["clinics"]["allocation"] == {"甲区": 20, "乙区": 30}


@pytest.mark.parametrize(
    ("target", "goal"),
    [
        ({"at_least": 5, "unit": "个"}, "≥5个"),
        ({"at_least": "+5%", "unit": "人"}, "≥+5%"),
        ({"between": [85, 93], "unit": "%"}, "85~93%"),
        ({"equals": 80, "tolerance": 1, "unit": "%"}, "80 ±1%"),
        ({"less_than": "4‰"}, "<4‰"),
        ({"grade_at_least": "达成"}, "不低于“达成”"),
        ({"each": {"of": "卫生院", "members": 86, "at_least": 1, "unit": "个"}}, "每个卫生院≥1个（86个中的100%）"),
    ],
)
def test_goals_are_shown_as_written(target: dict[str, object], goal: str) -> None:
    plan = load_plan({"plan": "p", "period": 2021, "targets": [{"id": "a", "text": "任务", **target}]})
    assert show.goal(Canvas(), plan, plan.targets[0]) == goal
