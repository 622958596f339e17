"""`tracker status`: what it prints where, every option, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.render.boards import holds_golden


def targets(out: str) -> list[str]:
    return [a["target"] for a in json.loads(out)["assessments"] if a["scope"] == "plan"]


def test_the_table_is_the_answer_and_the_rows_are_counted_beside_it(workspace: Path, run: Run) -> None:
    code, out, err = run("status")
    assert code == 0
    assert holds_golden("status.txt", out)
    assert err.splitlines() == [
        "读入 11 行 = 采用 11 行 + 退回 0 行",
        "采用的行里有 1 行没有计入：早于开始日，可作基线 1",
    ]


def test_the_workspace_is_found_by_convention_too(workspace: Path, run: Run) -> None:
    (workspace / ".tracker.yaml").unlink()
    code, out, _ = run("status", "--json", "--as-of", "2021-06")
    assert code == 0
    assert len(targets(out)) == 9


def test_a_plan_and_rows_can_be_named(workspace: Path, run: Run) -> None:
    named = run("status", "targets/small.yaml", "-a", "seeds/rows.csv", "--as-of", "2021-06", "--json")
    assert named.code == 0
    assert named.out == run("status", "--json").out


def test_a_folder_of_plans_can_be_named(workspace: Path, run: Run) -> None:
    assert run("status", "targets", "--json").out == run("status", "--json").out


def test_the_day_judged_can_be_chosen(workspace: Path, run: Run) -> None:
    told = json.loads(run("status", "--as-of", "2022-01-05", "--json").out)
    assert told["as_of"] == "2022-01-05"
    assert {a["target"]: a["status"] for a in told["assessments"]}["staff"] == "missed"
    assert json.loads(run("status", "--as-of", "today", "--json").out)["as_of"] > "2024"


def test_what_was_not_known_yet_is_not_seen(workspace: Path, run: Run) -> None:
    told = json.loads(run("status", "--known-at", "2021-07-03", "--json").out)
    assert told["known_at"] == "2021-07-03"
    assert {a["target"]: a["actual"] for a in told["assessments"]}["staff"] == 40


@pytest.mark.parametrize("policy", ["xuancheng", "mine.yaml"])
def test_a_policy_is_a_preset_or_a_file(workspace: Path, run: Run, policy: str) -> None:
    (workspace / "mine.yaml").write_text("amber: 5\nred: 8\n", encoding="utf-8")
    told = json.loads(run("status", "--policy", policy, "--json").out)
    statuses = {a["target"]: a["status"] for a in told["assessments"]}
    assert told["policy"] == policy.removesuffix(".yaml")
    assert statuses["staff"] == ("behind" if policy == "xuancheng" else "far_behind")


@pytest.mark.parametrize(
    ("option", "value", "kept"),
    [
        ("--only", "missed", ["incidents", "training"]),
        ("--only", "逾期未完成，临期", ["incidents", "training", "survey"]),
        ("--only", "due-soon,On Track", ["staff", "clinics", "standard", "survey"]),
        ("--lead", "人事科", ["staff", "training"]),
        ("--lead", "办公室", ["training", "merged"]),
        ("--theme", "医疗", ["standard", "incidents"]),
    ],
)
def test_a_part_of_the_board_can_be_asked_for(
    workspace: Path, run: Run, option: str, value: str, kept: list[str]
) -> None:
    code, out, _ = run("status", option, value, "--json")
    assert code == 0
    assert targets(out) == kept
    assert sum(json.loads(out)["totals"]["counts"].values()) == len(kept)


def test_a_units_share_can_be_asked_for(workspace: Path, run: Run) -> None:
    told = json.loads(run("status", "--org", "甲区", "--json").out)
    assert [(a["target"], a["org"], a["goal"]) for a in told["assessments"]] == [("clinics", "甲区", 20)]
    assert told["totals"]["counts"]["on_track"] == 1
    assert "创建市级示范标准村卫生室（甲区）" in run("status", "--org", "甲区").out


def test_units_are_shown_if_asked_for(workspace: Path, run: Run) -> None:
    assert "└ 乙区" in run("status", "--orgs").out
    assert "└" not in run("status").out


@pytest.mark.parametrize(
    ("names", "options", "code"),
    [
        ("missed", (), 1),
        ("逾期", (), 1),
        ("far_behind,触线", (), 1),
        ("far_behind,严重滞后", (), 0),
        ("missed", ("--lead", "规划科"), 0),
        ("ahead", ("--org", "甲区"), 0),
        ("未达序时", ("--org", "甲区"), 1),
    ],
)
def test_a_status_or_flag_can_fail_the_run(
    workspace: Path, run: Run, names: str, options: tuple[str, ...], code: int
) -> None:
    assert run("status", "--fail-on", names, *options).code == code


def test_units_fail_the_run_only_if_asked_for(workspace: Path, run: Run) -> None:
    rows = "target,org,as_of,value\nclinics,甲区,2021-06-30,1\nclinics,乙区,2021-06-30,40\n"
    (workspace / "rows.csv").write_text(rows, encoding="utf-8")
    asked = ("status", "-a", "rows.csv", "--lead", "基层卫生科", "--fail-on", "far_behind")
    assert run(*asked).code == 0
    assert run(*asked, "--orgs").code == 1


def test_strict_fails_on_refused_rows(workspace: Path, run: Run) -> None:
    assert run("status", "--strict").code == 0
    rows = "target,as_of,value\nstaff,2021-06-30,70\nstaff,2021-02-30,70\nstafff,2021-06-30,70\n"
    (workspace / "seeds/more.csv").write_text(rows, encoding="utf-8")
    lax = run("status")
    assert lax.code == 0
    assert lax.err.splitlines()[0] == "读入 14 行 = 采用 12 行 + 退回 2 行（原因见 tracker check）"
    assert run("status", "--strict").code == 1


def test_strict_fails_on_rows_that_wait_for_review(workspace: Path, run: Run) -> None:
    rows = "target,as_of,value,confirmed\nstaff,2021-06-30,99,否\n"
    (workspace / "seeds/more.csv").write_text(rows, encoding="utf-8")
    assert run("status").code == 0
    assert run("status", "--strict").code == 1


def test_rows_of_other_plans_are_no_mistake_when_one_plan_is_asked_for(workspace: Path, run: Run) -> None:
    rows = "plan,target,as_of,value\nother,x,2021-06-30,70\n"
    (workspace / "seeds/more.csv").write_text(rows, encoding="utf-8")
    assert "退回 1 行" in run("status").err
    one = run("status", "targets/small.yaml", "--strict")
    assert one.code == 0
    assert "属于别的计划 1" in one.err


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_used(workspace: Path, run: Run) -> None:
    (workspace / "seeds/broken.xlsx").write_bytes(b"no workbook")
    code, out, err = run("status")
    assert code == 0
    assert "引进卫生专业技术人员" in out
    assert "broken.xlsx" in err
    assert run("status", "--strict").code == 1


@pytest.mark.parametrize(
    ("option", "start"), [("--json", '{"schema":1,'), ("--csv", "\ufeff计划,"), ("--md", "| 任务 |")]
)
def test_formats_for_machines(workspace: Path, run: Run, option: str, start: str) -> None:
    code, out, err = run("status", option)
    assert code == 0
    assert out.startswith(start)
    assert err.startswith("读入")


@pytest.mark.parametrize(
    ("name", "start"), [("a.json", '{"schema"'), ("a.csv", "\ufeff"), ("a.md", "| "), ("a.txt", "任务")]
)
def test_a_file_is_written_whole_in_the_format_of_its_name(workspace: Path, run: Run, name: str, start: str) -> None:
    code, out, err = run("status", "-o", name)
    assert (code, out) == (0, "")
    assert f"已写入 {name}" in err
    assert (workspace / name).read_text(encoding="utf-8").startswith(start)
    assert [file.name for file in workspace.iterdir() if ".part" in file.name] == []


def test_an_option_says_more_than_the_name_of_the_file(workspace: Path, run: Run) -> None:
    run("status", "--json", "-o", "a.txt")
    assert json.loads((workspace / "a.txt").read_text(encoding="utf-8"))["schema"] == 1


def test_a_file_that_cannot_be_written_leaves_the_old_one(workspace: Path, run: Run) -> None:
    assert run("status", "--json", "-o", "missing/a.json").code == 2
    assert run("status", "--json", "-o", "targets").code == 2


def test_two_formats_at_once_are_refused(workspace: Path, run: Run) -> None:
    code, out, err = run("status", "--json", "--csv")
    assert (code, out) == (2, "")
    assert "--json、--csv 只能用一个" in err


@pytest.mark.parametrize("option", ["--only", "--fail-on"])
def test_an_unknown_name_lists_what_there_is(workspace: Path, run: Run, option: str) -> None:
    code, out, err = run("status", option, "missd")
    assert (code, out) == (2, "")
    assert "您是不是想写 missed？" in err
    assert "逾期未完成" in err
    assert "未按期报送" in err
    english = run("status", option, "zzz", "--lang", "en").err
    assert "far_behind" in english
    assert "due_soon" in english


@pytest.mark.parametrize("option", ["--lead", "--theme", "--org"])
def test_an_unknown_owner_is_no_empty_board(workspace: Path, run: Run, option: str) -> None:
    code, out, err = run("status", option, "人事")
    assert (code, out) == (2, "")
    assert option in err


def test_ascii_only(workspace: Path, run: Run) -> None:
    out = run("status", "--ascii").out
    assert "###" in out
    assert not set(out) & set("█░─┃✓●▲")


def test_the_width_can_be_set(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_WIDTH", "60")
    assert "未显示" in run("status").out
    monkeypatch.setenv("TRACKER_WIDTH", "cjk")
    assert "─" not in run("status").out


def test_english_on_request(workspace: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = run("status", "--lang", "en")
    assert "on track" in asked.out
    assert asked.err.startswith("11 rows read = 11 kept + 0 refused")
    assert run("--lang", "en", "status").out == asked.out
    monkeypatch.setenv("TRACKER_LANG", "en_US.UTF-8")
    assert run("status").out == asked.out
    assert run("status", "--lang", "zh").out.startswith("任务")


def test_the_workspace_may_say_the_language(workspace: Path, run: Run) -> None:
    with (workspace / ".tracker.yaml").open("a", encoding="utf-8") as file:
        file.write("language: en\n")
    assert run("status").out.startswith("Task")
    assert run("status", "--help").out.startswith("Usage: tracker status [OPTIONS]")
