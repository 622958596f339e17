"""What the caller says stands where a row says nothing, in every format."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.readers import read_rows


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "target,as_of,value\nclinics,2021-06,62\n"),
        ("b.csv", "target,as_of,value,reported_on,org\nclinics,2021-06,62,,\n"),
        ("a.jsonl", '{"target": "clinics", "as_of": "2021-06", "value": 62}\n'),
        ("a.yaml", "achievements:\n- {target: clinics, as_of: 2021-06, value: 62}\n"),
    ],
)
def test_what_the_caller_says_stands_for_empty_cells(name: str, text: str) -> None:
    said = {"org": "临淄区", "reported_on": date(2021, 7, 5)}
    (row,) = read_rows(text.encode(), name, said=said).achievements
    assert (row.org, row.reported_on) == ("临淄区", date(2021, 7, 5))
    told = read_rows(text.encode(), name, said={"reported_on": date(2021, 6, 1)})
    assert [problem.code for problem in told.problems] == ["A403"]
