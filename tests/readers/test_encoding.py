"""The encodings that files come in."""

from __future__ import annotations

import pytest

from tracker.readers import decode, read_rows

TEXT = "目标编号,单位,截至,数值\nclinics,临淄区,2021-06,70\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
def test_rows_are_the_same_in_every_encoding(encoding: str) -> None:
    rows = read_rows(TEXT.encode(encoding), "a.csv")
    assert rows == read_rows(TEXT.encode(), "a.csv")
    assert rows.achievements[0].org == "临淄区"


def test_an_encoding_can_be_named() -> None:
    assert decode("目標編號,截至".encode("big5"), "big5") == "目標編號,截至"
    assert decode(TEXT.encode("utf-8-sig"), "UTF8") == TEXT
    assert read_rows(TEXT.encode("utf-16-le"), "a.csv", encoding="utf-16-le").rows_in == 1


@pytest.mark.parametrize("encoding", ["utf-8", "no-such-encoding", "rot13", "undefined"])
def test_bytes_that_do_not_fit_the_named_encoding_are_a_problem(encoding: str) -> None:
    (problem,) = read_rows(TEXT.encode("gb18030"), "a.csv", encoding=encoding).problems
    assert problem.code == "A103"


def test_utf8_with_a_wrong_byte_is_not_taken_for_gb18030() -> None:
    broken = (TEXT * 3).encode()[:-40] + b"\xff" + (TEXT * 3).encode()[-40:]
    with pytest.raises(ValueError, match="utf-8"):
        decode(broken)


def test_bytes_that_are_no_text_are_a_problem() -> None:
    (problem,) = read_rows(b"\xff\xff\x80", "a.yaml").problems
    assert problem.code == "A103"
