"""Rows from CSV: every row with the line it begins on, every fault at its column."""

from __future__ import annotations

import gc
from datetime import date
from decimal import Decimal

import pytest

from tracker.readers import Rows, read_rows


def read(text: str, name: str = "a.csv", **options: date) -> Rows:
    return read_rows(text.encode(), name, **options)


def shown(rows: Rows) -> list[str]:
    return [f"{problem.source} {problem.code}" for problem in rows.problems]


def test_a_row_of_a_monthly_table() -> None:
    (row,) = read(
        "计划,目标编号,单位,截至,报送日期,方式,数值,计量单位,滞后原因,下步措施,备注\n"
        "zibo-2021,clinics,临淄区,2021-06-30,2021-07-05,新增,20,个,选址未定,十月提交方案,含在建\n"
    ).achievements
    assert row.plan == "zibo-2021"
    assert (row.target, row.org, row.mode) == ("clinics", "临淄区", "increment")
    assert (row.as_of, row.reported_on) == (date(2021, 6, 30), date(2021, 7, 5))
    assert (row.value, row.unit) == (Decimal(20), "个")
    assert (row.reason, row.next_step, row.note) == ("选址未定", "十月提交方案", "含在建")
    assert str(row.source) == "a.csv:2"


@pytest.mark.parametrize(
    "text",
    [
        "target,as_of,value\nc,2021-06,7\n",
        "target;as_of;value\nc;2021-06;7\n",
        "target\tas_of\tvalue\nc\t2021-06\t7\n",
        "target,as_of,value\r\nc,2021-06,7\r\n",
        "target,as_of,value\rc,2021-06,7",
        "淄博市台账,,\n\ntarget,as_of,value\nc,2021-06,7\n",
        'sep=;\n"target";"as_of";"value"\n"c";"2021-06";"7"\n',
        "target,as_of,value,,\nc,2021-06,7,,\n",
        "target,as_of,value\nc,2021-06,7,,\n,,\n  ,,\n\n",
    ],
)
def test_delimiters_line_ends_titles_and_empty_rows_do_not_matter(text: str) -> None:
    rows = read(text)
    assert [(row.target, row.value) for row in rows.achievements] == [("c", Decimal(7))]
    assert rows.rows_in == 1
    assert rows.problems == ()


def test_a_line_break_inside_quotes_belongs_to_the_cell_and_later_lines_keep_their_number() -> None:
    rows = read('target,note,as_of\nc,"一\n二\n三",2021-06\nd,"x ""y"", z",2021-06\ne,,2021-13\n')
    assert [(row.note, row.source.line) for row in rows.achievements] == [("一\n二\n三", 2), ('x "y", z', 5)]
    assert shown(rows) == ["a.csv:6:4 A310"]


def test_the_place_of_a_cell_after_a_line_break_is_on_its_own_line() -> None:
    rows = read('target,note,as_of\nc,"一\n二",2021-13\n')
    assert shown(rows) == ["a.csv:3:4 A310"]


def test_every_fault_of_a_row_is_named_and_the_good_rows_are_kept() -> None:
    rows = read("target,as_of,value,mode\nc,2021-13,many,weekly\nc,2021-06,7,累计\n")
    assert shown(rows) == ["a.csv:2:3 A310", "a.csv:2:11 A301", "a.csv:2:16 A320"]
    assert (rows.rows_in, rows.refused, len(rows.achievements)) == (2, 1, 1)


def test_a_day_for_rows_without_one_can_be_given() -> None:
    rows = read("target,value,as_of\nc,7,\nc,8,2021-05\n", as_of=date(2021, 6, 30))
    assert [row.as_of for row in rows.achievements] == [date(2021, 6, 30), date(2021, 5, 31)]
    (row,) = read("target,value\nc,7\n", as_of=date(2021, 6, 30)).achievements
    assert row.reported_on == date(2021, 6, 30)


def test_a_milestone_without_a_day_of_its_own_speaks_of_the_day_it_was_done() -> None:
    (row,) = read("target,done_on\nc,2021-05-25\n").achievements
    assert row.as_of == row.done_on == date(2021, 5, 25)


def test_a_unit_in_the_header_holds_where_the_row_has_none() -> None:
    rows = read("target,as_of,数值（万元）,计量单位\nc,2021,7,\nc,2021,7,元\nc,2021,700元,\n")
    assert [(row.value, row.unit) for row in rows.achievements] == [
        (Decimal(7), "万元"),
        (Decimal(7), "元"),
        (Decimal("0.07"), "万元"),
    ]


@pytest.mark.parametrize(
    ("value", "unit", "kept"),
    [
        ("700万元", "元", ("7000000", "元")),
        ("700万元", "万元", ("700", "万元")),
        ("700", "万元", ("700", "万元")),
        ("3.5", "万", ("35000", "")),
        ("85%", "%", ("85", "%")),
        ("85%", "", ("85", "%")),
        ("9,200余人次", "人次", ("9200", "人次")),
        ("1.2万", "千克", ("12000", "千克")),
    ],
)
def test_the_unit_in_the_cell_and_the_unit_column_are_brought_together(
    value: str, unit: str, kept: tuple[str, str]
) -> None:
    (row,) = read(f'target,as_of,value,unit\nc,2021,"{value}",{unit}\n').achievements
    assert (str(row.value), row.unit) == kept


@pytest.mark.parametrize(
    ("value", "unit", "code"),
    [("85%", "个", "A330"), ("500人", "人次", "A330"), ("1.2万", "万元", "A333"), ("1.2万", "万", "A333")],
)
def test_units_that_disagree_refuse_the_row(value: str, unit: str, code: str) -> None:
    assert [problem.code for problem in read(f"target,as_of,value,unit\nc,2021,{value},{unit}\n").problems] == [code]


def test_bounds_may_stand_in_the_cell_or_in_their_own_column() -> None:
    rows = read("target,as_of,value,bound\nc,2021,9200余,\nc,2021,9200,余\nc,2021,约9200,约\nc,2021,约9200,余\n")
    assert [row.bound for row in rows.achievements] == ["at_least", "at_least", "approx"]
    assert shown(rows) == ["a.csv:5:14 A331"]


def test_a_ratio_holds_the_fact_and_a_value_beside_it_must_agree() -> None:
    rows = read(
        "target,as_of,value,unit,numerator,denominator\n"
        "c,2021,,,62,90\n"
        "c,2021,68.9,%,62,90\n"
        "c,2021,约69%,,62,90\n"
        "c,2021,4.41,托位/千人,441,100000\n"
        "c,2021,70%,,62,90\n"
    )
    assert [(row.value, str(row.numerator), row.bound) for row in rows.achievements] == [
        (None, "62", "exact"),
        (None, "62", "exact"),
        (None, "62", "exact"),
        (None, "441", "exact"),
    ]
    assert shown(rows) == ["a.csv:6:8 A407"]


def test_our_own_guard_against_formulas_is_taken_off_again() -> None:
    rows = read("target,as_of,note,reason\nc,2021,'=1+1,'-\n'@x,2021,'quoted',\n")
    assert [(row.target, row.note, row.reason) for row in rows.achievements] == [
        ("c", "=1+1", "-"),
        ("@x", "'quoted'", ""),
    ]


def test_a_quotation_mark_that_nothing_closes_costs_one_row() -> None:
    rows = read('target,as_of,value\na,2021,1\n"b,2021,2\nc,2021,3\nd,2021,4\n')
    assert [row.target for row in rows.achievements] == ["a", "c", "d"]
    assert shown(rows) == ["a.csv:3:1 A203"]
    assert rows.rows_in == 4


def test_a_cell_that_is_far_too_long_costs_one_row() -> None:
    rows = read(f"target,note,as_of\na,{'x' * 200_000},2021\nb,{'x' * 20_001},2021\nc,{'x' * 20_000},2021\n")
    assert [row.target for row in rows.achievements] == ["c"]
    assert [(problem.code, problem.params["field"]) for problem in rows.problems] == [("A204", "note")] * 2


def test_reading_stops_when_quotation_marks_are_hopeless() -> None:
    rows = read("target,as_of,value\n" + '"c,2021,1\nc"d,2021,2\n' * 40)
    assert rows.problems[-1].code == "A212"
    assert rows.problems[-1].params["count"] == 39
    assert rows.rows_in - rows.refused == len(rows.achievements) == 20


def test_a_column_that_is_no_field_is_named_once_with_what_was_not_read() -> None:
    rows = read("target,as_of,value,爱好,数植,序号\nc,2021,1,读书,,1\nc,2021,2,,9,2\nc,2021,x,下棋,,3\n")
    assert shown(rows)[:2] == ["a.csv:1:20 A108", "a.csv:1:23 A108"]
    hobby, slip = rows.problems[:2]
    assert (hobby.params["count"], hobby.advice, hobby.hint()) == (2, True, "")
    assert (slip.params["count"], slip.advice, slip.hint()) == (1, False, "您是不是想写 数值？")


def test_the_same_column_twice_refuses_the_file() -> None:
    rows = read("target,as_of,截至日期,value\nc,2021,2022,1\n")
    assert shown(rows) == ["a.csv:1:14 A107"]
    assert rows.rows_in == 0


def test_blocks_of_plain_rows_and_single_rows_give_the_same() -> None:
    plain = [f"t{number % 7},org,2021-0{number % 9 + 1},{number}" for number in range(1500)]
    odd = [*plain[:700], "t,org,2021,9200余", "t,org,2021-13,1", *plain[700:]]
    header = "target,org,as_of,value\n"
    at_once, one_by_one = read(header + "\n".join(plain)), read(header + "\n".join(odd))
    apart = [row._replace(source=at_once.achievements[0].source) for row in at_once.achievements]
    others = [row._replace(source=apart[0].source) for row in one_by_one.achievements if row.bound == "exact"]
    assert apart == others
    assert shown(one_by_one) == ["a.csv:703:7 A310"]
    assert [row.source.line for row in one_by_one.achievements][:702] == [*range(2, 703), 704]


def test_the_garbage_collector_is_left_as_it_was() -> None:
    read("target,as_of\nc,2021\n")
    assert gc.isenabled()
    gc.disable()
    try:
        read("target,as_of\nc,2021\n")
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("name", "code"),
    [("a.xls", "A102"), ("a.ods", "A102"), ("a.et", "A102"), ("a.pdf", "A101"), ("a", "A101"), ("", "A101")],
)
def test_a_file_of_another_kind_is_named(name: str, code: str) -> None:
    (problem,) = read("target,as_of\nc,2021\n", name).problems
    assert problem.code == code


def test_a_figure_beside_a_damaged_unit_is_refused_by_its_unit() -> None:
    rows = read("目标编号,截至,数值,计量单位\nfunds,2021-06,1.2万,\x1f万元\nbeds,2021-06,3,张\n")
    assert (len(rows.achievements), rows.refused) == (1, 1)
    assert {problem.source.line for problem in rows.problems} == {2}
