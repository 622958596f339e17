"""`tracker summary`: the period, the files, one unit's share, and every way of asking wrongly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def bundled(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in the folder of the bundled data."""
    from tests.gates.project import ROOT

    monkeypatch.chdir(ROOT)
    return run


def test_several_files_at_once(bundled: Run, tmp_path: Path) -> None:
    files = [tmp_path / f"june.{suffix}" for suffix in ("docx", "xlsx", "md", "json", "txt")]
    done = bundled("summary", "--period", "2021-06", *(word for file in files for word in ("-o", str(file))))
    assert done.code == 0
    assert done.out == ""
    assert all(file.stat().st_size > 1000 for file in files)
    assert json.loads(files[3].read_text(encoding="utf-8"))["as_of"] == "2021-06-30"


def test_without_a_file_it_is_a_page(bundled: Run) -> None:
    done = bundled("summary", "--period", "2021-06")
    assert done.code == 0
    assert "一、总体情况" in done.out
    assert "未列入 4 个计划" in done.err


def test_a_plan_that_is_named_is_never_left_out(bundled: Run) -> None:
    done = bundled("summary", "targets/national-2012.yaml", "--period", "2021-06")
    assert done.code == 0
    assert "未列入" not in done.err
    assert "四、逾期事项" in done.out


def test_the_last_whole_month_is_the_default(bundled: Run) -> None:
    """The workspace is judged on 30 September 2021."""
    assert "2021年9月进展月报" in bundled("summary").out


def test_a_quarter(bundled: Run) -> None:
    assert "2021年第二季度进展通报" in bundled("summary", "--period", "2021Q2").out


def test_one_departments_share(bundled: Run) -> None:
    done = bundled("summary", "--period", "2021-06", "--lead", "妇幼健康科")
    assert done.code == 0
    assert "进展催办单（妇幼健康科）" in done.out


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["--period", "2021-13"], "S105"),
        (["--period", "2021-06", "--lead", "妇幼科室"], "W132"),
        (["--period", "2021-06", "--org", "临淄"], "W132"),
        (["--period", "2021-06", "-o", "june.pptx"], "S101"),
        (["--period", "2021-06", "--known-at", "那天"], "W130"),
    ],
)
def test_asked_wrongly(bundled: Run, asked: list[str], code: str) -> None:
    done = bundled("summary", *asked)
    assert done.code == 2
    assert code in done.err
    assert "Traceback" not in done.err


def test_in_english(bundled: Run) -> None:
    assert "1. Overview" in bundled("summary", "--period", "2021-06", "--lang", "en").out
