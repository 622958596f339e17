"""Task tables: headers of several rows, merged cells, headings; no row is lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.workbooks import book
from tracker.model.task import Task
from tracker.readers.tasks import HEADERS, read_tasks

PLAIN = ("序号", "重点任务", "目标值", "计量单位", "责任单位", "完成时限", "备注")


def read(*rows: object, merges: tuple[str, ...] = ()) -> list[Task]:
    def change(sheet: object) -> None:
        for cells in merges:
            sheet.merge_cells(cells)  # type: ignore[attr-defined]

    found = read_tasks(book(*rows, change=change), "台账.xlsx")  # type: ignore[arg-type]
    assert found.problems == ()
    return list(found.tasks)


def test_a_row_is_a_task_with_its_cell() -> None:
    (task,) = read(PLAIN, (1, "新建村卫生室", 50, "个", "基层卫生科", date(2021, 6, 30), "含迁建"))
    assert task[1:] == (
        "新建村卫生室", "50", "个", "", "基层卫生科", "", "", "2021-06-30", "", "含迁建", (),
    )  # fmt: skip
    assert (str(task.source), task.source.quote) == ("台账.xlsx!台账!B2", "新建村卫生室")


def test_a_header_of_two_rows_names_a_column_by_the_lower_one() -> None:
    rows = (
        ("2021年重点工作台账", *[None] * 6),
        ("序号", "目标任务", None, "完成时限", "责任分工", None, "备注"),
        (None, "工作内容", "目标值", None, "牵头", "配合", None),
        (1, "新建村卫生室", "不少于50个", "6月底前", "卫健局", "财政局", None),
    )
    (task,) = read(*rows, merges=("A1:G1", "A2:A3", "B2:C2", "D2:D3", "E2:F2", "G2:G3"))
    assert (task.text, task.goal, task.due, task.lead, task.support) == (
        "新建村卫生室", "不少于50个", "6月底前", "卫健局", "财政局",
    )  # fmt: skip
    assert task.source.cell == "台账!B4"


def test_a_merged_cell_speaks_for_every_row_but_a_target_value_is_that_of_its_own() -> None:
    rows = (
        ("重点任务", "具体任务", "目标值", "责任单位"),
        ("基层能力", "新建村卫生室", 50, "基层科"),
        (None, "改造卫生院", None, None),
        (None, "培训村医", 300, None),
    )
    tasks = read(*rows, merges=("A2:A4", "C2:C3", "D2:D4"))
    assert [(task.theme, task.text, task.goal, task.lead) for task in tasks] == [
        ("基层能力", "新建村卫生室", "50", "基层科"),
        ("基层能力", "改造卫生院", "", "基层科"),
        ("基层能力", "培训村医", "300", "基层科"),
    ]


def test_a_row_with_one_cell_is_the_theme_of_those_beneath_and_a_total_is_kept_without_a_task() -> None:
    rows = (PLAIN, ("一、基层能力",), (1, "新建村卫生室", 50), (2, "培训村医", 300), (None, None, 350, "个"))
    tasks = read(*rows, merges=("A2:G2",))
    assert [(task.text, task.theme, task.source.quote) for task in tasks] == [
        ("", "", "一、基层能力"),
        ("新建村卫生室", "一、基层能力", "新建村卫生室"),
        ("培训村医", "一、基层能力", "培训村医"),
        ("", "", "350 个"),
    ]


def test_a_unit_alone_is_the_owner_and_beside_a_goal_the_unit_of_measure() -> None:
    assert read(("任务", "单位"), ("建站", "甲科"))[0].lead == "甲科"
    measured = read(("任务", "目标值", "单位", "责任单位"), ("建站", 5, "个", "甲科"))[0]
    assert (measured.unit, measured.lead) == ("个", "甲科")


def test_columns_that_are_not_known_are_kept_with_their_headers() -> None:
    assert read(("任务", "目标值", "资金来源"), ("建站", 5, "财政"))[0].others == (("资金来源", "财政"),)


@pytest.mark.parametrize("rows", [(("甲", "乙"), (1, 2)), (("任务",), ("建站",)), ()])
def test_without_a_table_of_tasks_there_is_a_problem(rows: tuple[tuple[object, ...], ...]) -> None:
    assert [each.code for each in read_tasks(book(*rows), "a.xlsx").problems] == ["P101"]


def test_what_is_no_workbook_is_told() -> None:
    assert read_tasks(b"PK", "a.xlsx").problems[0].code.startswith("A")


@given(
    st.lists(
        st.lists(st.none() | st.integers(0, 9) | st.sampled_from(["建站", "合计", "甲科"]), max_size=7), max_size=8
    )
)
def test_no_row_is_lost(rows: list[list[object]]) -> None:
    found = read_tasks(book(PLAIN, *rows), "台账.xlsx").tasks
    assert len(found) == sum(any(cell is not None for cell in row) for row in rows)


def test_no_name_stands_for_two_columns() -> None:
    names = [name for several in HEADERS.values() for name in several]
    assert len(names) == len(set(names))
