"""A plan drafted from the rows of a task table: one target a row, or a comment, so that none is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans.test_loading import loaded
from tests.render.boards import holds_golden
from tracker.calendar import parse_period
from tracker.model.plan import Target
from tracker.model.statement import Reading
from tracker.model.task import Task
from tracker.plans.drafting import draft
from tracker.problems import Source

YEAR = parse_period("2021")


def row(number: int, text: str, **given: object) -> Task:
    """A row of the sheet 台账 whose task stands in column B."""
    source = Source("台账.xlsx", number, 2, None, None, f"台账!B{number}", text or "合计 350 个")
    return Task(source, text, **given)  # type: ignore[arg-type]


def drafted(*tasks: Task) -> str:
    return draft(Reading("台账.xlsx"), tasks, period=YEAR, org="示例市")


def target_of(task: Task) -> Target:
    return loaded(drafted(task)).targets[0]


TABLE = (
    row(3, "", ),
    row(4, "新建村卫生室", goal="50", unit="个", lead="基层卫生科", support="财政科、规划科", due="2021年6月底前",
        theme="一、基层能力", note="含迁建"),
    row(5, "居民健康档案建档率", goal="≥90%", lead="基层卫生科", due="全年", others=(("资金来源", "财政"),)),
    row(6, "建立医防融合机制", goal="出台实施意见", due="待定"),
    row(7, "培训村医300人、全科医生20人", lead="科教科、基层卫生科"),
)  # fmt: skip


def test_a_draft_of_a_table_looks_as_it_did() -> None:
    assert holds_golden("draft-tasks.yaml", drafted(*TABLE))


@pytest.mark.parametrize(
    ("text", "goal", "unit", "comparator", "wanted"),
    [
        ("新建村卫生室", "50", "个", "at_least", "50"),
        ("新建村卫生室", "不少于50个", "", "at_least", "50"),
        ("新建村卫生室50个", "", "", "at_least", "50"),
        ("群众投诉", "不超过3", "件", "at_most", "3"),
        ("规范管理率", "80%", "", "at_least", "80%"),
        ("到位资金", "700", "万元", "at_least", "700万元"),
    ],
)
def test_the_goal_is_that_of_its_cell_else_that_of_the_task(
    text: str, goal: str, unit: str, comparator: str, wanted: str
) -> None:
    target = target_of(row(4, text, goal=goal, unit=unit))
    assert (target.comparator, str(target.goals[0])) == (comparator, wanted)


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("2021年6月底前", "2021-06-30"), ("6月30日前", "2021-06-30"), ("2021-06-15", "2021-06-15"),
        ("第三季度", "2021-09-30"), ("全年", None), ("2021年12月", None),
    ],
)  # fmt: skip
def test_the_day_is_read_as_people_write_it(cell: str, due: str | None) -> None:
    target = target_of(row(4, "新建村卫生室50个", due=cell))
    assert (target.due and target.due.isoformat()) == due


def test_the_first_owner_leads_and_the_others_support() -> None:
    target = target_of(row(4, "培训300人", lead="科教科、基层科", support="财政科；科教科"))
    assert (target.lead, target.support) == ("科教科", ("基层科", "财政科"))


def test_the_source_is_the_cell() -> None:
    (origin,) = target_of(row(4, "培训300人")).source
    assert (origin.file, origin.cell, origin.quote) == ("台账.xlsx", "台账!B4", "培训300人")


def test_a_table_without_a_task_gives_no_plan() -> None:
    assert drafted(row(3, "")) == ""


CELLS = st.text(max_size=12) | st.sampled_from(
    ["50", "≥90%", "5月底前", "卫健局、财政局", "每个县至少1个", "由1到2", "-3", "true"]
)


@given(st.lists(st.tuples(*[CELLS] * 9), max_size=6))
def test_rows_in_are_targets_and_comments_whatever_they_hold(rows: list[tuple[str, ...]]) -> None:
    names = ("text", "goal", "unit", "theme", "lead", "support", "due", "start", "note")
    tasks = [row(number, **dict(zip(names, cells, strict=True))) for number, cells in enumerate(rows, 4)]
    text = drafted(*tasks)
    if not text:
        assert not any(task.text.strip() for task in tasks if task.text.isprintable())
        return
    plan = loaded(text)
    comments = [line for line in text.splitlines() if line.startswith("# - 台账!B")]
    assert len(plan.targets) + len(comments) == len(tasks)
