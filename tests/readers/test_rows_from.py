"""Rows from Python: mappings with values of many types, and achievements as they are."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from tracker.model.achievement import Achievement
from tracker.problems import Source
from tracker.readers import rows_from


class Scalar:
    """A number as numpy and Arrow wrap it."""

    def __init__(self, value: object) -> None:
        self.value = value

    def item(self) -> object:
        return self.value


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (70, "70"),
        (0.1, "0.1"),
        (1e21, "1000000000000000000000"),
        (Decimal("94.60"), "94.6"),
        ("9200余", "9200"),
        (Scalar(Scalar(7)), "7"),
        (None, "None"),
        (float("nan"), "None"),
        (Decimal("NaN"), "None"),
    ],
)
def test_numbers_of_every_type_are_exact_and_a_missing_one_is_not_given(value: object, kept: str) -> None:
    (row,) = rows_from([{"target": "c", "as_of": "2021", "value": value}]).achievements
    assert str(row.value) == kept


@pytest.mark.parametrize("day", [date(2021, 6, 30), datetime(2021, 6, 30, 17), "2021-06", 20210630])
def test_days_of_every_type(day: object) -> None:
    assert rows_from([{"target": "c", "截至": day}]).achievements[0].as_of == date(2021, 6, 30)


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        ({"value": True}, ["A210"]),
        ({"value": object()}, ["A210"]),
        ({"value": [1]}, ["A210"]),
        ({"value": float("inf")}, ["A301"]),
        ({"value": Decimal("Infinity")}, ["A301"]),
        ({"value": 10**5000}, ["A304"]),
        ({"value": Decimal("1e999999")}, ["A304"]),
        ({"value": Decimal("1e-999999")}, ["A304"]),
        ({"value": date(2021, 6, 30)}, ["A301"]),
        ({"as_of": 20211301}, ["A310"]),
        ({"as_of": 2021.5}, ["A310"]),
        ({"confirmed": 2}, ["A322"]),
        ({"source": 7}, ["A211"]),
        ({"source": {"line": 10**5000}}, ["A211"]),
        ({"value": 1, "数值": 2}, ["A208"]),
        ({"target": "", "as_of": None}, ["A401", "A402"]),
    ],
    ids=range(16),
)
def test_what_a_field_cannot_hold_refuses_the_row(record: dict[str, object], codes: list[str]) -> None:
    rows = rows_from([{"target": "c", "as_of": "2021", "note": "x", **record}], "frame")
    assert [problem.code for problem in rows.problems] == codes
    assert {str(problem.source) for problem in rows.problems} == {"frame:1"}
    assert (rows.rows_in, rows.refused) == (1, 1)


def test_achievements_pass_as_they_are_and_keep_their_order() -> None:
    made = Achievement(target="made", as_of=date(2021, 6, 30), reported_on=date(2021, 6, 30))
    rows = rows_from([{"target": "a", "as_of": "2021"}, made, {}, {"target": "b", "as_of": "2021"}])
    assert [row.target for row in rows.achievements] == ["a", "made", "b"]
    assert rows.achievements[1] is made
    assert rows.achievements[2].source == Source("<rows>", 4)


def test_a_unit_in_a_columns_name_holds_where_the_row_has_none() -> None:
    rows = rows_from(
        [{"target": "a", "as_of": "2021", "数值（万元）": 7}, {"target": "a", "as_of": "2021", "数值(累计)": 7}]
    )
    assert [(row.unit, row.mode) for row in rows.achievements] == [("万元", ""), ("", "to_date")]


def test_keys_that_are_no_fields_are_counted() -> None:
    rows = rows_from(
        [{"target": "a", "as_of": "2021", "index": 1, 7: "x"}, {"target": "b", "as_of": "2021", "index": 2}]
    )
    assert [(problem.params["found"], problem.params["count"]) for problem in rows.problems] == [("index", 2), ("7", 1)]
    assert rows.refused == 0
