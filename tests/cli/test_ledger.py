"""The ledger on the command line: taken in, told, undone, checked, taken out and put back."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PLAN = """plan: example-2021
title: 示例市2021年重点工作
org: 示例市
period: 2021
targets:
  - {id: clinics, text: 新建示范卫生室, at_least: 100, unit: 个}
  - {id: staff, text: 引进医疗卫生人才, at_least: 40, unit: 人}
"""
HEADER = "目标编号,截至,数值,记录编号,更正\n"
JUNE = HEADER + "clinics,2021-06-30,62,,\nstaff,2021-06-30,20,s6,\nnobody,2021-06-30,3,,\nclinics,2021-06-30,几个,,\n"
REPORT = "示例市2021年上半年工作总结\n\n上半年，全市新建示范卫生室62个，引进人才二十余名。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan and a table, as the current folder."""
    monkeypatch.chdir(tmp_path)
    write("targets/plan.yaml", PLAN)
    write("六月.csv", JUNE)
    return tmp_path


def write(name: str, text: str) -> Path:
    file = Path(name)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def imported(run: Run, *arguments: object) -> dict[str, object]:
    """What `import --json` says of its only file."""
    (file,) = json.loads(run("import", *arguments, "--json").out)["files"]
    assert isinstance(file, dict)
    return file


def status(run: Run, *arguments: object) -> dict[str, tuple[str, object]]:
    """The status and the value of each target at the end of June."""
    said = json.loads(run("status", "--as-of", "2021-06-30", "--json", *arguments).out)
    return {a["target"]: (a["status"], a["actual"]) for a in said["assessments"]}


def test_every_row_ends_somewhere(folder: Path, run: Run) -> None:
    code, out, err = run("import", "六月.csv", "--on", "2021-07-05")
    assert code == 1
    assert out == (
        "六月.csv：读入 4 = 对上 2 + 待核对 0 + 未对上 1 + 退回 1；新增 4 条，导入编号 2\n    没有这个目标 1\n"
    )
    assert "六月.csv:5:20: A" in err
    assert "台账 ledger.db：6 条，校验值 " in err


def test_the_same_again_is_nothing_new(folder: Path, run: Run) -> None:
    run("import", "六月.csv")
    again = imported(run, write("副本.csv", JUNE))
    assert (again["seen_before"], again["import"]) == (True, None)
    lines = JUNE.splitlines()
    first = imported(run, write("甲.csv", "\n".join([lines[0], lines[3], lines[1]])))
    assert (first["seen_before"], first["came_in"], first["new"]) == (True, 2, 0)
    changed = imported(run, write("乙.csv", JUNE.replace("staff,2021-06-30,20", "staff,2021-06-30,21")))
    assert (changed["came_in"], changed["new"]) == (4, 1)


def test_many_at_once_and_one_that_cannot_be_read(folder: Path, run: Run) -> None:
    write("报送/七月.csv", HEADER + "clinics,2021-07-31,70,,\n")
    write("报送/上半年.md", REPORT)
    write("报送/坏.csv", "啊\n")
    code, out, err = run("import", "报送", "--on", "2021-08-01")
    assert code == 1
    assert "报送/七月.csv：读入 1 = 对上 1" in out
    assert "共 3 个文件：读入 " in out
    assert "报送/坏.csv:1:1: A106" in err
    assert run("import", "报送/坏.csv").code == 2
    assert run("import", "没有.csv").code == 2


def test_a_dry_run_writes_nothing(folder: Path, run: Run) -> None:
    code, out, err = run("import", "六月.csv", "--dry-run")
    assert (code, "新增 4 条" in out, "什么也没有写入" in err) == (1, True, True)
    assert not Path("ledger.db").exists()
    run("import", "六月.csv")
    before = run("verify").out
    assert "没有新内容" in run("import", write("副本.csv", JUNE), "--dry-run").out
    assert run("verify").out == before


def test_statements_are_rows_or_wait(folder: Path, run: Run) -> None:
    file = imported(run, write("2021年上半年工作总结.md", REPORT), "--on", "2021-07-05")
    assert file["came_in"] == sum(int(str(file[name])) for name in ("matched", "review", "unmatched", "refused"))
    assert file["came_in"] == file["new"]
    assert status(run)["clinics"] == ("ahead", 62)


def test_status_and_its_like_read_the_ledger(folder: Path, run: Run) -> None:
    run("import", "六月.csv", "--on", "2021-07-05")
    assert status(run) == status(run, "-a", "六月.csv") == status(run, "-a", "ledger.db")
    assert "六月.csv:2" in run("why", "clinics", "--as-of", "2021-06-30").out
    assert "报送" in run("summary", "--period", "2021-06").out


def test_what_waits_for_review_is_counted(folder: Path, run: Run) -> None:
    file = imported(run, write("2021年上半年工作总结.md", REPORT), "--on", "2021-07-05")
    assert file["review"] == 1
    assert run("status", "--as-of", "2021-06-30", "--strict").code == 1
    assert run("status", "--as-of", "2021-06-30", "--known-at", "2021-07-01", "--strict").code == 0
    assert "待核实" in run("summary", "--period", "2021-06").out


def test_why_tells_the_history(folder: Path, run: Run) -> None:
    run("import", "六月.csv", "--on", "2021-07-05", "--who", "王五", "--why", "六月月报")
    out = run("why", "clinics", "--as-of", "2021-06-30").out
    assert "台账记录" in out
    assert "经手 王五：六月月报" in out
    assert "台账6条" in run("summary", "--period", "2021-06").out


def test_what_was_known_on_a_day(folder: Path, run: Run) -> None:
    run("import", "六月.csv", "--on", "2021-07-05")
    run("import", write("更正.csv", HEADER + "staff,2021-06-30,25,,s6\n"), "--on", "2021-07-20", "--why", "漏报5人")
    assert status(run)["staff"][1] == 25
    assert status(run, "--known-at", "2021-07-10")["staff"][1] == 20
    assert status(run, "--known-at", "2021-07-01")["staff"][1] is None


def test_an_import_undone_counted_until_then(folder: Path, run: Run) -> None:
    run("import", "六月.csv", "--on", "2021-07-05")
    code, out, _ = run("undo", 2, "--why", "交错了表", "--on", "2021-07-08")
    assert (code, out) == (0, "已作废第 2 号导入：六月.csv\n")
    assert status(run)["clinics"][1] is None
    assert status(run, "--known-at", "2021-07-07")["clinics"][1] == 62
    assert status(run, "--known-at", "2021-07-08")["clinics"][1] is None
    assert "B113" in run("undo", 2).err
    assert "B112" in run("undo", 99).err
    assert imported(run, "六月.csv")["new"] == 4


def test_who_said_what_when(folder: Path, run: Run) -> None:
    run("import", "六月.csv", "--on", "2021-07-05", "--who", "王五", "--why", "六月月报")
    run("import", write("更正.csv", HEADER + "staff,2021-06-30,25,,s6\n"), "--on", "2021-07-20", "--who", "赵六")
    run("undo", 7, "--who", "王五")
    out = run("log").out
    assert "经手 王五：六月月报" in out
    assert "导入 更正.csv" in out
    assert "作废第 7 号导入" in out
    staff = run("log", "staff").out
    assert "截至 2021-06-30 25，2021-07-20 报，更正.csv:2，更正 s6" in staff
    assert "62" not in staff
    events = json.loads(run("log", "staff", "--json").out)["events"]
    assert [(event["kind"], event["undone"], len(event["rows"])) for event in events] == [
        ("document", False, 1), ("document", True, 1), ("undo", False, 0),
    ]  # fmt: skip
    assert run("log", "nobody-at-all").code == 2


def test_a_ledger_that_was_altered_is_said_to_be(folder: Path, run: Run) -> None:
    run("import", "六月.csv")
    assert run("verify").out.startswith("台账完好：6 条，校验值 ")
    with sqlite3.connect("ledger.db") as base:
        base.execute("DROP TRIGGER entry_stays")
        base.execute("UPDATE entry SET content = replace(content, '62', '92')")
    base.close()
    code, out, _ = run("verify")
    assert (code, out) == (1, "台账不完好：第 3 条被改动过\n")
    assert json.loads(run("verify", "--json").out)["broken"] == {"seq": 3, "reason": "altered"}


def test_out_and_in_again_with_the_same_hashes(folder: Path, run: Run) -> None:
    run("import", "六月.csv")
    assert run("export", "-o", "出.jsonl").code == 0
    assert run("restore", "出.jsonl", "--ledger", "又.db").code == 0
    assert run("verify", "--ledger", "又.db").out == run("verify").out
    assert run("export", "--ledger", "又.db").out == Path("出.jsonl").read_text(encoding="utf-8")
    assert "B114" in run("restore", "出.jsonl").err


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: [*lines[:3], lines[3].replace("62", "92"), *lines[4:]], "出.jsonl:4: B111"),
        (lambda lines: [*lines[:3], *lines[4:]], "出.jsonl:4: B111"),
        (lambda lines: lines[:-1], "出.jsonl:7: B116"),
        (lambda lines: [*lines[:3], "{}\n", *lines[4:]], "出.jsonl:4: B115"),
        (lambda lines: lines[1:], "出.jsonl:1: B115"),
        (lambda lines: [], "出.jsonl:1: B115"),
    ],
    ids=["altered", "one left out", "cut off", "no entry", "no head", "empty"],
)
def test_an_export_that_was_altered_is_not_restored(folder: Path, run: Run, change: object, told: str) -> None:
    run("import", "六月.csv")
    run("export", "-o", "出.jsonl")
    lines = Path("出.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    assert callable(change)
    write("出.jsonl", "".join(change(lines)))
    code, _, err = run("restore", "出.jsonl", "--ledger", "又.db")
    assert (code, told in err) == (2, True), err
    assert [file for file in folder.iterdir() if "又" in file.name] == []


def test_a_name_in_gbk(folder: Path, run: Run) -> None:
    name = os.fsdecode("六月报送.csv".encode("gbk"))
    Path(name).write_bytes(JUNE.encode("gbk"))
    assert imported(run, name)["file"] == "六月报送.csv"
    assert "六月报送.csv:2" in run("log", "clinics").out


def test_there_is_no_ledger_yet(folder: Path, run: Run) -> None:
    for command in (("log",), ("verify",), ("export",), ("undo", 1)):
        code, _, err = run(*command)
        assert (code, "B101" in err) == (2, True)
    assert not Path("ledger.db").exists()
