"""Which header means which field."""

from __future__ import annotations

import pytest

from tracker.model.achievement import Achievement
from tracker.readers.fields import FIELDS, ROW, plain


def test_the_table_has_every_field_of_a_row_in_its_order() -> None:
    assert tuple(field.name for field in FIELDS) == Achievement._fields


def test_no_header_means_two_fields() -> None:
    names = [plain(name) for field in FIELDS for name in (field.name, *field.headers)]
    assert len(names) == len(set(names)) == len(ROW.by_header)


def test_every_example_of_the_table_can_be_read() -> None:
    for field in FIELDS:
        field.read(field.example)


@pytest.mark.parametrize(
    "header", ["as_of", "AS OF", "As-Of", "截至", "截 至", "\ufeff截至日期", "ａｓ＿ｏｆ", "*截至", "截至（年月日）"]
)
def test_headers_are_recognised_however_they_are_set(header: str) -> None:
    field = ROW.column(header).field
    assert field is not None
    assert field.name == "as_of"


def test_a_unit_or_a_mode_in_brackets_holds_for_the_column() -> None:
    assert ROW.column("完成值（万元）").unit == "万元"
    assert ROW.column("数值(％)").unit == "%"
    assert ROW.column("数值（累计）").mode == "to_date"
    assert ROW.column("数值（必填）").unit == ""


@pytest.mark.parametrize(
    ("header", "like"),
    [("目标编码", "目标编号"), ("数植", "数值"), ("截止日期", "截至日期"), ("vlaue", "value"), ("爱好", "")],
)
def test_an_unknown_header_is_compared_with_the_known_ones(header: str, like: str) -> None:
    assert ROW.column(header).field is None
    assert ROW.suggestion(header) == like


def test_a_headers_length_is_limited() -> None:
    assert ROW.column("值" * 1_000_000).field is None
    assert ROW.suggestion("值" * 1_000_000) == ""
