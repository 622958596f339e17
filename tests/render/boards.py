"""A board made by hand, so that what is rendered depends on nothing but the renderers; and the goldens."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from tracker.model.achievement import Achievement
from tracker.model.assessment import Assessment, Flag, Forecast, Judgement, MeanProgress, Status, Totals, Verdicts
from tracker.problems import Source

GOLDENS = Path(__file__).parent.parent / "goldens"
DAY = date(2021, 6, 30)


def holds_golden(name: str, text: str) -> bool:
    """Whether the text is that of the golden file; with TRACKER_WRITE_GOLDENS set, it becomes it."""
    file = GOLDENS / name
    if os.environ.get("TRACKER_WRITE_GOLDENS"):
        file.write_bytes(text.encode())
    assert text == file.read_bytes().decode(), f"{name} differs"
    return True


def row(month: int, value: int, *, counted: bool = True, reason: str = "") -> Judgement:
    day = date(2021, month, 28)
    source = Source("rows.csv", month + 1, 1, quote=f"新增{value}人")
    return Judgement(
        Achievement(target="staff", as_of=day, value=Decimal(value), reported_on=day, source=source), counted, reason
    )


STAFF = Assessment(
    plan="small",
    target="staff",
    text="引进卫生专业技术人员",
    at=DAY,
    org="示例市",
    scope="plan",
    measure="count",
    comparator="at_least",
    goal=170,
    unit="人",
    baseline=None,
    actual=70,
    numerator=None,
    denominator=None,
    margin=-100,
    shortfall=100,
    shortfall_members=None,
    progress=Fraction(70, 170),
    expected=Fraction(1, 2),
    schedule_gap=Fraction(-1500, 170),
    deviation=Fraction(-100, 170),
    lag_days=31,
    rate=Fraction(70, 6),
    need_rate=Fraction(100, 6),
    completion=Fraction(70, 170),
    status=Status.ON_TRACK,
    flags=(Flag.BELOW_SCHEDULE,),
    start=date(2021, 1, 1),
    due=date(2021, 12, 31),
    original_due=date(2021, 12, 31),
    overdue_days=None,
    overdue_days_original=None,
    overdue_working_days=None,
    working_days_estimated=False,
    date_met=None,
    forecast=Forecast("unlikely", 140, date(2022, 3, 18)),
    rule="on_track.gap",
    policy="yinchuan",
    sentence="完成 70/170人（41.2%），序时应达 50.0%，差 8.8 个百分点；后6个月需月均 16.7人，现 11.7人",
    reasons={"baseline": "none_given", "date_met": "not_met"},
    curve="linear",
    stretch=None,
    lead="人事科",
    support=("各区县卫生健康局",),
    theme="人才",
    weight=1,
    binding=True,
    measurable=True,
    on_schedule=False,
    bound="exact",
    as_of=DAY,
    rows=(row(3, 40), row(6, 70), row(5, 90, counted=False, reason="superseded")),
)

NOT_STARTED = replace(
    STAFF,
    actual=None,
    margin=None,
    shortfall=None,
    progress=None,
    schedule_gap=None,
    deviation=None,
    lag_days=None,
    rate=None,
    need_rate=None,
    completion=None,
    forecast=Forecast(None, None, None),
    flags=(),
    rows=(),
    as_of=None,
)


def small(target: str, text: str, base: Assessment = STAFF, **changes: object) -> Assessment:
    return replace(base, target=target, text=text, **changes)  # type: ignore[arg-type]


HOSTILE = "Evil [red]name[/red] \x1b[31mred\x1b[0m \u202ereversed | <script>alert(1)</script> `code`"

ASSESSMENTS: tuple[Assessment, ...] = (
    STAFF,
    small(
        "clinics", "创建市级示范标准村卫生室", goal=50, actual=26, unit="个", progress=Fraction(13, 25),
        schedule_gap=Fraction(2), shortfall=24, flags=(), lead="基层卫生科", need_rate=Fraction(4),
    ),
    small(
        "clinics", "创建市级示范标准村卫生室", goal=20, actual=9, unit="个", progress=Fraction(9, 20), scope="org",
        org="甲区", schedule_gap=Fraction(-5), shortfall=11, lead="基层卫生科", need_rate=Fraction(11, 6),
    ),
    small(
        "standard", "区县综合医院达到国家医疗服务能力推荐标准的比例不断提高，并在年底前保持稳定", measure="level",
        goal=80, actual=Fraction(620, 9), unit="%", progress=Fraction(4, 9), schedule_gap=Fraction(-50, 9),
        shortfall=Fraction(100, 9), shortfall_members=10, lead="医政医管科、规划信息科", need_rate=Fraction(50, 27),
        baseline=60, numerator=62, denominator=90,
    ),
    small(
        "incidents", "控制医疗事故", comparator="at_most", goal=3, actual=4, unit="起",
        progress=None, schedule_gap=None, shortfall=1, status=Status.MISSED, flags=(Flag.BREACHED,), need_rate=None,
        lead="医政医管科",
        rule="missed.breach", expected=Fraction(1), curve="flat",
    ),
    small(
        "beds", "二级以上医院床位使用率", measure="level", comparator="between", goal=(85, 93), actual=97, unit="%",
        progress=None, schedule_gap=None, shortfall=4, status=Status.BEHIND, flags=(), need_rate=None,
        lead="医政医管科",
    ),
    small(
        "site", "市中医医院东院区（一期）建成投用", measure="milestone", comparator="done", goal=date(2021, 12, 31),
        actual=date(2021, 6, 20), unit="", progress=None, schedule_gap=None, shortfall=None, status=Status.ACHIEVED,
        flags=(), need_rate=None, lead="规划科", date_met=date(2021, 6, 20),
    ),
    small(
        "training", "完成全员培训", goal=300, actual=280, unit="人次", progress=Fraction(14, 15),
        expected=Fraction(1), schedule_gap=Fraction(-20, 3), shortfall=20, status=Status.MISSED,
        flags=(Flag.OVERDUE, Flag.STALE, Flag.REVISED),
        due=date(2021, 5, 31), original_due=date(2021, 5, 31), overdue_days=30, overdue_days_original=30,
        overdue_working_days=22, need_rate=None, lead="人事科、办公室",
    ),
    small(
        "survey", "完成基线调查", goal=10, actual=9, unit="份", progress=Fraction(9, 10), expected=Fraction(925, 1000),
        schedule_gap=Fraction(-5, 2), shortfall=1, flags=(Flag.DUE_SOON, Flag.BELOW_SCHEDULE, Flag.APPROXIMATE),
        due=date(2021, 7, 15), original_due=date(2021, 7, 15), need_rate=Fraction(21, 10), lead="疾控科",
        bound="approx",
    ),
    small(
        "sites-very-long-identifier-of-a-target", "每个乡镇卫生院至少1个特色科室", comparator="each", goal=86,
        actual=175, unit="", progress=Fraction(175, 86), schedule_gap=Fraction(150), shortfall=0, status=Status.AHEAD,
        flags=(Flag.OVER,),
        need_rate=None, lead="基层卫生科",
    ),
    small(
        "money", "争取上级补助资金", goal=7000000, actual=-350000, unit="元", progress=Fraction(-1, 20),
        schedule_gap=Fraction(-55), shortfall=7350000, status=Status.FAR_BEHIND, flags=(Flag.REGRESSED,),
        lead="财务科",
    ),
    small("nothing", "尚无任何报送的任务", NOT_STARTED, status=Status.NO_DATA, lead=""),
    small("hostile", HOSTILE, NOT_STARTED, status=Status.PENDING, lead="=cmd|' /C calc'!A0", plan="other"),
    small("mechanism", "建立医防融合机制", NOT_STARTED, measure="graded", comparator="grade_at_least", goal="达成",
          actual="部分达成", unit="", status=Status.IN_PROGRESS, plan="other", lead="疾控科"),
    small("merged", "开展专项督导", NOT_STARTED, goal=4, unit="次", status=Status.WITHDRAWN, plan="other"),
    small("doubt", "社区门急诊人次比上年增长", NOT_STARTED, goal=None, status=Status.UNDETERMINED, plan="other",
          reasons={"goal": "no_baseline", "status": "no_baseline"}),
)  # fmt: skip


def verdicts(assessments: tuple[Assessment, ...] = ASSESSMENTS) -> Verdicts:
    own = [a for a in assessments if a.scope == "plan"]
    return Verdicts(
        as_of=DAY,
        known_at=date(2021, 7, 10),
        policy="yinchuan",
        assessments=assessments,
        totals=Totals(
            counts={status: sum(a.status is status for a in own) for status in Status},
            completion_rate=Fraction(1, 14),
            on_time_rate=None,
            on_schedule_rate=Fraction(3, 7),
            measurable_rate=Fraction(13, 14),
            evidenced_rate=Fraction(1),
            mean_progress=MeanProgress(Fraction(5, 9), 8, 14),
        ),
    )


TITLES = {"small": "示例单位2021年重点工作", "other": "另一份计划"}
