"""A reporting sheet for one unit: handed out, filled in, sorted, moved, and read back with nothing lost."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Run
from tracker import readers
from tracker.readers.fields import ROW
from tracker.workflow import assess, load_plan
from tracker.workflow.forms import blank_form
from tracker.workflow.summary import period_named

PLAN = """plan: health-2021
title: 示例市2021年重点工作
org: 示例市
period: 2021
orgs: [东区, 西区]
targets:
  - {id: staff, text: 引进人才, at_least: 170, unit: 名, allocation: {东区: 70, 西区: 100}}
  - {id: standard, text: 医院达标比例, at_least: 80%, of: 医院, lead: 医政科}
  - {id: campus, text: 东院区建成, steps: [{name: 竣工, due: 2021-06}, {name: 投用, due: 2021-12}], lead: 医政科}
  - {id: mechanism, text: =建立机制, grade_at_least: 达成, lead: 医政科}
"""
DONE = [{"target": "staff", "org": "东区", "as_of": "2021-06-30", "value": 20}]
MADE = load_plan(yaml.safe_load(PLAN))
BOARD = assess([MADE], DONE, "2021-06-30")


def sheet_of(raw: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw)).active


def table(sheet: Any) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def saved(sheet: Any) -> bytes:
    target = io.BytesIO()
    sheet.parent.save(target)
    return target.getvalue()


def heads(sheet: Any) -> dict[str, int]:
    """The column of each field, counted from 1."""
    columns = [(ROW.column(str(cell.value)).field, cell.column) for cell in sheet[3]]
    return {field.name: column for field, column in columns if field}


def test_a_row_a_target_with_goal_and_last_value() -> None:
    rows = table(sheet_of(blank_form([MADE], BOARD, "东区", period=period_named("2021-07"))))
    assert rows[0][2] == "东区报送表（示例市2021年重点工作，截至2021-07-31）"
    assert [str(cell).removesuffix("（已填）") for cell in rows[2]] == [
        *("计划", "目标编号", "事项", "单位", "目标值", "期限", "上次报数", "上次截至", "计量单位", "截至"),
        *("方式", "数值", "滞后原因", "下步措施", "备注"),
    ]
    assert [cell.date() if hasattr(cell, "date") else cell for cell in rows[3][:10]] == [
        *("health-2021", "staff", "引进人才", "东区", "70名"),
        *(date(2021, 12, 31), "20名", date(2021, 6, 30), "名", date(2021, 7, 31)),
    ]
    assert len(rows) == 4


def test_only_what_is_to_be_filled_in_is_open_and_it_prints_on_one_page_across() -> None:
    sheet = sheet_of(blank_form([MADE], BOARD, "医政科"))
    columns = heads(sheet)
    assert sheet.protection.sheet
    assert (sheet.freeze_panes, sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("D4", "landscape", 9)
    hidden = [(each.min, each.max) for each in sheet.column_dimensions.values() if each.hidden]
    assert hidden == [(columns["plan"], columns["target"])]
    open_cells = {
        (sheet.cell(row, columns["target"]).value, name)
        for row in (4, 5, 6)
        for name, column in columns.items()
        if not sheet.cell(row, column).protection.locked
    }
    always = ("as_of", "reason", "next_step", "note")
    assert open_cells == {
        *(("standard", name) for name in (*always, "value", "numerator", "denominator")),
        *(("campus", name) for name in (*always, "done_on", "step")),
        *(("mechanism", name) for name in (*always, "grade")),
    }


def test_cells_offer_grades_and_steps_and_ask_for_days() -> None:
    rules = sheet_of(blank_form([MADE], BOARD, "医政科")).data_validations.dataValidation
    assert {rule.formula1 for rule in rules if rule.type == "list"} == {'"竣工,投用"', '"未开展,部分达成,达成"'}
    assert {rule.error for rule in rules if rule.type == "date"} == {"请写日期，如 2021-07-31"}
    assert {rule.errorStyle for rule in rules if rule.type == "decimal"} == {"warning"}


def test_the_same_form_is_the_same_bytes() -> None:
    assert blank_form([MADE], BOARD, "医政科") == blank_form([MADE], BOARD, "医政科")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("period", [None, "2021-07"])
def test_a_form_that_nobody_filled_in_says_nothing(lang: str, period: str | None) -> None:
    raw = blank_form([MADE], BOARD, "医政科", period=period and period_named(period), lang=lang)
    read = readers.read_rows(raw, "form.xlsx", as_of=date(2021, 7, 31))
    assert (read.achievements, read.problems, read.rows_in) == ((), (), 0)


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "standard": st.sampled_from([{"numerator": 62, "denominator": 90}, {"value": "约70%"}, {"note": "还没有统计"}]),
        "campus": st.sampled_from([{"done_on": date(2021, 6, 20), "step": "竣工"}, {"reason": "设备未到"}]),
        "mechanism": st.sampled_from([{"grade": "部分达成", "next_step": "七月印发"}, {"grade": "达成"}]),
    },
)


@settings(max_examples=30, deadline=None)
@given(answers=ANSWERS, rows=st.permutations(range(3)), columns=st.permutations(range(17)), as_csv=st.booleans())
def test_what_is_filled_in_comes_back_with_its_place_however_the_sheet_was_turned(
    answers: dict[str, dict[str, Any]], rows: list[int], columns: list[int], as_csv: bool
) -> None:
    sheet = sheet_of(blank_form([MADE], BOARD, "医政科", period=period_named("2021-07")))
    places = heads(sheet)
    for number in (4, 5, 6):
        for name, value in answers.get(sheet.cell(number, places["target"]).value, {}).items():
            sheet.cell(number, places[name]).value = value
    lines = table(sheet)
    turned = [[line[place] for place in columns] for line in (lines[2], *(lines[3 + number] for number in rows))]
    raw, name = (_csv(turned), "form.csv") if as_csv else (_book(turned), "form.xlsx")
    read = readers.read_rows(raw, name, as_of=date(2021, 7, 31))
    assert read.problems == ()
    assert {row.target for row in read.achievements} == set(answers)
    for row in read.achievements:
        assert (row.plan, row.as_of, row.source.file) == ("health-2021", date(2021, 7, 31), name)
        assert turned[row.source.line - 1][columns.index(places["target"] - 1)] == row.target
        for field, value in answers[row.target].items():
            assert str(getattr(row, field)) == ("70" if value == "约70%" else str(value))


def _csv(rows: list[list[Any]]) -> bytes:
    text = io.StringIO()
    said = [[cell.date() if hasattr(cell, "date") else cell for cell in row] for row in rows]
    csv.writer(text).writerows([["" if cell is None else cell for cell in row] for row in said])
    return text.getvalue().encode()


def _book(rows: list[list[Any]]) -> bytes:
    workbook = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = workbook.active.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    return saved(workbook.active)


def test_the_command_names_the_file_and_import_reads_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("targets").mkdir()
    Path("targets/plan.yaml").write_text(PLAN, encoding="utf-8")
    assert run("form", "--org", "西区", "--period", "2021-07").err == "已写入 报送表-西区-2021-07-31.xlsx：1 项任务\n"
    sheet = sheet_of(Path("报送表-西区-2021-07-31.xlsx").read_bytes())
    sheet.cell(4, heads(sheet)["value"]).value = 35
    Path("西区.xlsx").write_bytes(saved(sheet))
    assert "读入 1 = 对上 1 +" in run("import", "西区.xlsx", "--on", "2021-08-03").out
    assert "报送表!K4" in run("log", "staff").out


def test_a_unit_that_there_is_not_is_told_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")
    code, _, err = run("form", "plan.yaml", "--org", "东城区")
    assert (code, err) == (2, "W132 --org 东城区：没有任何目标属于它\n   = 您是不是想写 东区？\n")
